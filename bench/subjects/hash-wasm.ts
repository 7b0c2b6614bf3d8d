import { createBLAKE2b, createBLAKE3 } from 'hash-wasm';
import type { HashPeer } from './peer.js';

/** hash-wasm with hashers that are made once, its fastest way. */
export async function hashWasm(): Promise<HashPeer> {
  const [blake2b, blake3] = await Promise.all([createBLAKE2b(512), createBLAKE3(256)]);
  return {
    name: 'hash-wasm',
    blake2b: (message) => blake2b.init().update(message).digest('binary'),
    blake3: (message) => blake3.init().update(message).digest('binary'),
  };
}
