import { createRequire } from 'node:module';
import type { HashPeer, LogPeer, SignaturePeer } from './peer.js';

/** What is used here of a package that has no types. */
interface SodiumNative {
  crypto_sign_verify_detached(signature: Buffer, message: Buffer, publicKey: Buffer): boolean;
  crypto_sign_detached(signature: Buffer, message: Buffer, secretKey: Buffer): void;
  crypto_sign_seed_keypair(publicKey: Buffer, secretKey: Buffer, seed: Buffer): void;
  crypto_generichash(output: Buffer, input: Buffer): void;
}
const sodium = createRequire(import.meta.url)('sodium-native') as SodiumNative;

/** A view: what the package wants, without a copy. */
const buffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function blake2b(message: Uint8Array): Uint8Array {
  const digest = Buffer.allocUnsafe(64);
  sodium.crypto_generichash(digest, buffer(message));
  return digest;
}

export const sodiumSignatures: SignaturePeer = {
  name: 'sodium-native',
  slice: 128,
  verifier: (publicKey) => {
    const key = buffer(publicKey);
    return (message, signature) =>
      sodium.crypto_sign_verify_detached(buffer(signature), buffer(message), key);
  },
  signer: (privateKey) => {
    const secretKey = Buffer.alloc(64);
    sodium.crypto_sign_seed_keypair(Buffer.alloc(32), secretKey, buffer(privateKey));
    return (message) => {
      const signature = Buffer.allocUnsafe(64);
      sodium.crypto_sign_detached(signature, buffer(message), secretKey);
      return signature;
    };
  },
};

export const sodiumHashes: HashPeer = { name: 'sodium-native', blake2b };

/** As the native path of node:crypto, by sodium; its BLAKE2b stands in for BLAKE3 too. */
export const sodiumPath: LogPeer = {
  name: 'sodium-native',
  profiles: ['bamboo', 'p2panda'],
  slice: 512,
  verifier: ({ profile, author, entries, payloads }) => {
    const key = buffer(author);
    const parts = entries.map((entry) => ({
      message: buffer(entry.subarray(0, -64)),
      signature: buffer(entry.subarray(-64)),
      payloadHash: Buffer.from(entry.subarray(-128, -64)),
    }));
    return (index) => {
      const { message, signature, payloadHash } = parts[index]!;
      if (!sodium.crypto_sign_verify_detached(signature, message, key)) return false;
      const entryHash = blake2b(entries[index]!);
      const ofPayload = blake2b(payloads[index]!);
      return entryHash.length === 64 && (profile === 'p2panda' || payloadHash.equals(ofPayload));
    };
  },
};
