// Ed25519 (RFC 8032, section 5.1): keys and signing. Verifying is in signatures.ts.
//
// Messages come in pieces, so that they may be of any length: signing passes over the message twice. What is
// secret lies in SCRATCH alone; whoever calls these functions calls `wipe` when done.

import { baseMul } from './base';
import { ED25519_SCRATCH, KEY } from './memory';
import { encodePoint } from './point';
import { scalarMulAdd, scalarReduce } from './scalar';
import { sha512Final, sha512Init, sha512Update } from './sha512';

const EXPANDED: usize = ED25519_SCRATCH; // 64 bytes: the clamped scalar, then the prefix
const DIGEST: usize = ED25519_SCRATCH + 64; // 64 bytes
const NONCE: usize = ED25519_SCRATCH + 128; // 32 bytes
const CHALLENGE: usize = ED25519_SCRATCH + 160; // 32 bytes
const POINT: usize = ED25519_SCRATCH + 192; // an extended point, in both lanes
/** The public key that belongs to KEY, 32 bytes: after `derivePublicKey`, or as the caller hands it in. */
export const PUBLIC_KEY: usize = ED25519_SCRATCH + 512;

/** Derives scalar and prefix from the 32 bytes at KEY (RFC 8032, section 5.1.5). */
function expandKey(): void {
  sha512Init();
  sha512Update(KEY, 32);
  sha512Final(EXPANDED);
  store<u8>(EXPANDED, load<u8>(EXPANDED) & 248);
  store<u8>(EXPANDED, (load<u8>(EXPANDED, 31) & 127) | 64, 31);
}

/** Derives the public key of the 32 bytes at KEY (RFC 8032, section 5.1.5). */
export function derivePublicKey(): void {
  expandKey();
  baseMul(POINT, EXPANDED);
  encodePoint(PUBLIC_KEY, POINT, 0);
}

/**
 * Begins to sign with the key at KEY (RFC 8032, section 5.1.6), whose public key is at PUBLIC_KEY: with another
 * one, signatures would give the private key away. The message's first pass through sha512Update follows.
 */
export function signFirstPass(): void {
  expandKey();
  sha512Init();
  sha512Update(EXPANDED + 32, 32);
}

/** Ends the first pass and writes R, 32 bytes, at `signature`: the message's second pass follows. */
export function signSecondPass(signature: usize): void {
  sha512Final(DIGEST);
  scalarReduce(NONCE, DIGEST);
  baseMul(POINT, NONCE);
  encodePoint(signature, POINT, 0);
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

/** Signs `length` bytes and writes 64 bytes at `signature`. */
export function signMessage(message: usize, length: u32, signature: usize): void {
  signFirstPass();
  sha512Update(message, length);
  signSecondPass(signature);
  sha512Update(message, length);
  signFinish(signature);
}
