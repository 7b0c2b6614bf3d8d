// Ed25519 (RFC 8032, section 5.1): keys, signing, and verifying with the verdicts of ed25519-dalek 1.0.
//
// Messages come in pieces, so that they may be of any length: signing passes over the message twice,
// verifying once. What is secret lies in SCRATCH alone; whoever calls these functions calls `wipe` when done.

import { authorTable, isSmallOrderAuthor, loadAuthor } from './author';
import { baseMul } from './base-mul';
import { doubleMul } from './double-mul';
import { ED25519_SCRATCH, KEY } from './memory';
import { encodePoint } from './point';
import {
  ACCEPTED,
  INVALID_AUTHOR,
  SIGNATURE_INVALID,
  SIGNATURE_NOT_CANONICAL,
  SMALL_ORDER_AUTHOR,
} from './reasons';
import { isCanonicalScalar, scalarMulAdd, scalarReduce } from './scalar';
import { sha512Final, sha512Init, sha512Update } from './sha512';

const EXPANDED: usize = ED25519_SCRATCH; // 64 bytes: the clamped scalar, then the prefix
const DIGEST: usize = ED25519_SCRATCH + 64; // 64 bytes
const NONCE: usize = ED25519_SCRATCH + 128; // 32 bytes
const CHALLENGE: usize = ED25519_SCRATCH + 160; // 32 bytes
const POINT: usize = ED25519_SCRATCH + 192; // an extended point
const ENCODED: usize = ED25519_SCRATCH + 352; // 32 bytes
/** The public key that belongs to KEY, 32 bytes, after `expandKey`. */
export const PUBLIC_KEY: usize = ED25519_SCRATCH + 384;

/** Derives scalar, prefix and public key from the 32 bytes at KEY (RFC 8032, section 5.1.5). */
export function expandKey(): void {
  sha512Init();
  sha512Update(KEY, 32);
  sha512Final(EXPANDED);
  store<u8>(EXPANDED, load<u8>(EXPANDED) & 248);
  store<u8>(EXPANDED, (load<u8>(EXPANDED, 31) & 127) | 64, 31);
  baseMul(POINT, EXPANDED);
  encodePoint(PUBLIC_KEY, POINT);
}

/**
 * Begins to sign with the expanded key (RFC 8032, section 5.1.6): the message's first pass through
 * sha512Update follows.
 */
export function signFirstPass(): void {
  sha512Init();
  sha512Update(EXPANDED + 32, 32);
}

/** Ends the first pass and writes R, 32 bytes, at `signature`: the message's second pass follows. */
export function signSecondPass(signature: usize): void {
  sha512Final(DIGEST);
  scalarReduce(NONCE, DIGEST);
  baseMul(POINT, NONCE);
  encodePoint(signature, POINT);
  sha512Init();
  sha512Update(signature, 32);
  sha512Update(PUBLIC_KEY, 32);
}

/** Ends the second pass and writes S, 32 bytes, behind R at `signature`. */
export function signFinish(signature: usize): void {
  sha512Final(DIGEST);
  scalarReduce(CHALLENGE, DIGEST);
  scalarMulAdd(signature + 32, EXPANDED, CHALLENGE, NONCE);
}

/** Signs `length` bytes with the expanded key and writes 64 bytes at `signature`. */
export function signMessage(message: usize, length: u32, signature: usize): void {
  signFirstPass();
  sha512Update(message, length);
  signSecondPass(signature);
  sha512Update(message, length);
  signFinish(signature);
}

/**
 * Begins to verify: checks what can be said without the message, in the order of the specification, and
 * returns a reason code. Where that is ACCEPTED the message follows, through sha512Update, and then
 * `verifyFinish`.
 */
export function verifyStart(publicKey: usize, signature: usize, strictKeys: bool): u32 {
  if (!loadAuthor(publicKey)) return INVALID_AUTHOR;
  if (strictKeys && isSmallOrderAuthor()) return SMALL_ORDER_AUTHOR;
  if (!isCanonicalScalar(signature + 32)) return SIGNATURE_NOT_CANONICAL;
  sha512Init();
  sha512Update(signature, 32);
  sha512Update(publicKey, 32);
  return ACCEPTED;
}

/**
 * Ends verifying with the author taken up by `verifyStart`: [S]B - [h]A, encoded, is R byte by byte, or not.
 */
export function verifyFinish(signature: usize): u32 {
  sha512Final(DIGEST);
  scalarReduce(CHALLENGE, DIGEST);
  doubleMul(POINT, CHALLENGE, authorTable(), signature + 32);
  encodePoint(ENCODED, POINT);
  for (let i: usize = 0; i < 32; i += 8) {
    if (load<u64>(ENCODED + i) != load<u64>(signature + i)) return SIGNATURE_INVALID;
  }
  return ACCEPTED;
}

/** Verifies a signature over `length` bytes and returns a reason code. */
export function verifyMessage(
  publicKey: usize,
  message: usize,
  length: u32,
  signature: usize,
  strictKeys: bool,
): u32 {
  const reason = verifyStart(publicKey, signature, strictKeys);
  if (reason != ACCEPTED) return reason;
  sha512Update(message, length);
  return verifyFinish(signature);
}
