import { blake2b } from '@noble/hashes/blake2.js';
import { blake3 } from '@noble/hashes/blake3.js';

export type Profile = 'bamboo' | 'p2panda';

/** Length of a digest in bytes; it is also the value of an encoded hash's second byte. */
export const DIGEST_LENGTH: Readonly<Record<Profile, number>> = { bamboo: 64, p2panda: 32 };

/**
 * The encoded hash of `bytes`: type, length, digest (BAM-HSH-001 to BAM-HSH-004).
 *
 * @returns 66 bytes in `bamboo`, 34 in `p2panda`
 * @example hash('p2panda', new Uint8Array()) // 00 20 af13 49b9 …
 */
export function hash(profile: Profile, bytes: Uint8Array): Uint8Array {
  const digest = profile === 'bamboo' ? blake2b(bytes, { dkLen: 64 }) : blake3(bytes, { dkLen: 32 });
  return encodeHash(digest);
}

function encodeHash(digest: Uint8Array): Uint8Array {
  return Uint8Array.of(0x00, digest.length, ...digest);
}

/** Hashing in pieces, for what is too long to hold at once (BAM-HSH-008). */
export function hasher(profile: Profile): { update(bytes: Uint8Array): void; digest(): Uint8Array } {
  const state = profile === 'bamboo' ? blake2b.create({ dkLen: 64 }) : blake3.create({ dkLen: 32 });
  return {
    update: (bytes) => void state.update(bytes),
    digest: () => encodeHash(state.digest()),
  };
}
