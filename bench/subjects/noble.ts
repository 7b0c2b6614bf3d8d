import { ed25519 } from '@noble/curves/ed25519.js';
import * as noble from '@noble/ed25519';
import { blake2b } from '@noble/hashes/blake2.js';
import { blake3 } from '@noble/hashes/blake3.js';
import { sha512 } from '@noble/hashes/sha2.js';
import type { HashPeer, SignaturePeer } from './peer.js';

noble.hashes.sha512 = sha512;

export const nobleEd25519: SignaturePeer = {
  name: '@noble/ed25519',
  slice: 8,
  verifier: (publicKey) => (message, signature) => noble.verify(signature, message, publicKey),
  signer: (privateKey) => (message) => noble.sign(message, privateKey),
};

export const nobleCurves: SignaturePeer = {
  name: '@noble/curves',
  slice: 8,
  verifier: (publicKey) => (message, signature) =>
    ed25519.verify(signature, message, publicKey, { zip215: false }),
  signer: (privateKey) => (message) => ed25519.sign(message, privateKey),
};

export const nobleHashes: HashPeer = {
  name: '@noble/hashes',
  blake2b: (message) => blake2b(message),
  blake3: (message) => blake3(message),
};
