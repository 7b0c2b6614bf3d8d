import sodium from 'libsodium-wrappers';
import { equal } from '../bytes.js';
import type { HashPeer, LogPeer, SignaturePeer } from './peer.js';

/** libsodium compiled to WebAssembly; to be awaited before anything else here. */
export const libsodiumReady = sodium.ready;

export const libsodiumSignatures: SignaturePeer = {
  name: 'libsodium-wrappers',
  slice: 32,
  verifier: (publicKey) => (message, signature) =>
    sodium.crypto_sign_verify_detached(signature, message, publicKey),
  signer: (privateKey) => {
    const { privateKey: secretKey } = sodium.crypto_sign_seed_keypair(privateKey);
    return (message) => sodium.crypto_sign_detached(message, secretKey);
  },
};

export const libsodiumHashes: HashPeer = {
  name: 'libsodium-wrappers',
  blake2b: (message) => sodium.crypto_generichash(64, message, null),
};

/** As the native path, by libsodium in WebAssembly; BLAKE3 by another. */
export function libsodiumPath(hasher: HashPeer): LogPeer {
  return {
    name: 'libsodium-wrappers',
    profiles: ['bamboo', 'p2panda'],
    slice: 64,
    verifier: ({ profile, author, entries, payloads }) => {
      const hash = profile === 'bamboo' ? libsodiumHashes.blake2b! : hasher.blake3!;
      const size = profile === 'bamboo' ? 64 : 32;
      const parts = entries.map((entry) => ({
        message: entry.subarray(0, -64),
        signature: entry.subarray(-64),
        payloadHash: entry.subarray(-64 - size, -64),
      }));
      return (index) => {
        const { message, signature, payloadHash } = parts[index]!;
        if (!sodium.crypto_sign_verify_detached(signature, message, author)) return false;
        return hash(entries[index]!).length === size && equal(hash(payloads[index]!), payloadHash);
      };
    },
  };
}
