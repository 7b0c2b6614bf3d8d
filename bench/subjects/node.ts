import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hash,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { HashPeer, LogPeer, SignaturePeer } from './peer.js';

const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function publicKeyObject(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
}

export const nodeSignatures: SignaturePeer = {
  name: 'node:crypto',
  slice: 64,
  verifier: (publicKey) => {
    const key = publicKeyObject(publicKey);
    return (message, signature) => verify(null, message, key, signature);
  },
  signer: (privateKey) => {
    const key = createPrivateKey({ key: Buffer.concat([PKCS8, privateKey]), format: 'der', type: 'pkcs8' });
    return (message) => sign(null, message, key);
  },
};

/** The faster way in one call, where this version of Node has it. */
const blake2b: (message: Uint8Array) => Uint8Array =
  typeof hash === 'function'
    ? (message) => hash('blake2b512', message, 'buffer')
    : (message) => createHash('blake2b512').update(message).digest();

export const nodeHashes: HashPeer = { name: 'node:crypto', blake2b };

/**
 * The native way that a user has at hand: `crypto.verify` with a ready KeyObject, and `crypto`'s hash of entry and payload.
 * It has no BLAKE3: for the profile `p2panda` its BLAKE2b stands in, which is faster here than any BLAKE3 there is for
 * JavaScript. It doesn't decode, and follows no link.
 */
export const nativePath: LogPeer = {
  name: 'node:crypto',
  profiles: ['bamboo', 'p2panda'],
  slice: 256,
  verifier: ({ profile, author, entries, payloads }) => {
    const key = publicKeyObject(author);
    const parts = entries.map((entry) => ({
      message: entry.subarray(0, -64),
      signature: entry.subarray(-64),
      payloadHash: Buffer.from(entry.subarray(-128, -64)),
    }));
    return (index) => {
      const { message, signature, payloadHash } = parts[index]!;
      if (!verify(null, message, key, signature)) return false;
      const entryHash = blake2b(entries[index]!);
      const ofPayload = blake2b(payloads[index]!);
      return entryHash.length === 64 && (profile === 'p2panda' || payloadHash.equals(ofPayload));
    };
  },
};
