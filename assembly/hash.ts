// The encoded hashes of the two profiles: YAMF (00 40, BLAKE2b-512) in `bamboo`, YASMF (00 20, BLAKE3-256) in
// `p2panda`. A profile is its position in src/bamboo/profile.ts: 0 and 1.

import { blake2bFinal, blake2bInit, blake2bUpdate } from './blake2b';
import { blake3Final, blake3Init, blake3Update } from './blake3';
import { HASHER } from './memory';

export const BAMBOO: u32 = 0;
export const P2PANDA: u32 = 1;

/** The one hash type of both profiles. */
export const HASH_TYPE: u8 = 0;

/** Length of a digest in bytes; it is also the second byte of an encoded hash. */
export function digestLength(profile: u32): u32 {
  return profile == BAMBOO ? 64 : 32;
}

/** Length of an encoded hash in bytes. */
export function encodedHashLength(profile: u32): u32 {
  return digestLength(profile) + 2;
}

/** Makes the state at HASHER ready for a new message. */
export function hashInit(profile: u32): void {
  if (profile == BAMBOO) blake2bInit(HASHER);
  else blake3Init(HASHER);
}

/** Takes in `length` bytes. */
export function hashUpdate(profile: u32, bytes: usize, length: u32): void {
  if (profile == BAMBOO) blake2bUpdate(HASHER, bytes, length);
  else blake3Update(HASHER, bytes, length);
}

/** Writes the encoded hash at `out`. */
export function hashFinal(profile: u32, out: usize): void {
  store<u8>(out, HASH_TYPE);
  store<u8>(out, digestLength(profile) as u8, 1);
  if (profile == BAMBOO) blake2bFinal(HASHER, out + 2);
  else blake3Final(HASHER, out + 2);
}

/** Writes the encoded hash of `length` bytes at `out`. */
export function hash(profile: u32, bytes: usize, length: u32, out: usize): void {
  hashInit(profile);
  hashUpdate(profile, bytes, length);
  hashFinal(profile, out);
}
