// Points of the twisted Edwards curve -x^2 + y^2 = 1 + d x^2 y^2 over GF(2^255 - 19).
//
// Formulas: Hisil, Wong, Carter, Dawson, "Twisted Edwards Curves Revisited" (2008), section 3: complete on
// this curve for all inputs, points of small order included, since -1 is a square and d is not. Forms in
// memory:
//
//   extended  X, Y, Z, T     160 bytes  x = X / Z, y = Y / Z, T = XY / Z
//   cached    Y + X, Y - X, Z, 2dT  160 bytes  a point to be added many times
//   niels     y + x, y - x, 2dxy    128 bytes, the last 8 unused: the same with Z = 1
//
// Coordinates of extended points are reduced field elements; sums in cached and niels points are not carried.

import {
  FIELD_SIZE,
  add,
  copy,
  fromBytes,
  invert,
  isZero,
  mul,
  negate,
  parity,
  powerForRoot,
  setSmall,
  square,
  sub,
  toBytes,
} from './field';
import { CONSTANTS, POINT_SCRATCH } from './memory';

const X: usize = 0;
const Y: usize = FIELD_SIZE;
const Z: usize = 2 * FIELD_SIZE;
const T: usize = 3 * FIELD_SIZE;

/** Bytes of an extended or cached point in memory. */
export const POINT_SIZE: usize = 160;
/** Bytes of a niels point in memory: a multiple of 16, so that tables are scanned by whole vectors. */
export const NIELS_SIZE: usize = 128;

const D: usize = CONSTANTS;
const D2: usize = CONSTANTS + 40;
const SQRT_MINUS_1: usize = CONSTANTS + 80;
const ONE: usize = CONSTANTS + 120;

const A: usize = POINT_SCRATCH;
const B: usize = POINT_SCRATCH + 40;
const C: usize = POINT_SCRATCH + 80;
const E: usize = POINT_SCRATCH + 120;
const F: usize = POINT_SCRATCH + 160;
const G: usize = POINT_SCRATCH + 200;
const H: usize = POINT_SCRATCH + 240;
const TWO_ZZ: usize = POINT_SCRATCH + 280;
const BYTES: usize = POINT_SCRATCH + 320;
const EIGHTFOLD: usize = POINT_SCRATCH + 352;

/** Computes the curve's constants. Called once, before anything else here. */
export function initPoint(): void {
  // d = -121665 / 121666 (RFC 8032, section 5.1)
  setSmall(A, 121666);
  invert(A, A);
  setSmall(B, 121665);
  negate(B, B);
  mul(D, A, B);
  setSmall(ONE, 1);
  add(A, D, D);
  mul(D2, A, ONE);
  // 2 is not a square, so 2^((p - 1) / 2) = -1 and a root of -1 is 2^((p - 1) / 4) = 2 * (2^((p - 5) / 8))^2.
  setSmall(A, 2);
  powerForRoot(B, A);
  square(B, B);
  mul(SQRT_MINUS_1, A, B);
}

/** out = the neutral element, extended. */
export function setNeutral(out: usize): void {
  setSmall(out + X, 0);
  setSmall(out + Y, 1);
  setSmall(out + Z, 1);
  setSmall(out + T, 0);
}

/**
 * out = 2p (dbl-2008-hwcd for a = -1, all signs turned). T is computed only if asked for: a doubling doesn't
 * need it. out may be p.
 */
export function double(out: usize, p: usize, withT: bool): void {
  square(A, p + X);
  square(B, p + Y);
  square(C, p + Z);
  add(E, p + X, p + Y); // 2.08
  square(E, E);
  add(H, A, B); // 2.08
  sub(G, A, B); // 1.07
  add(C, C, C); // 2.08
  add(F, C, G); // 3.15
  sub(E, H, E); // 2.14
  mul(out + X, E, F); // 2.14 * 3.15 < 16
  mul(out + Y, G, H);
  mul(out + Z, F, G);
  if (withT) mul(out + T, E, H);
}

/**
 * The end of an addition: from A, B, C = 2d T1 T2 and D = 2 Z1 Z2 (in TWO_ZZ, 2.08-bounded) to the sum. G = D
 * + C and F = D - C, or the other way round for -q.
 */
function finishAdd(out: usize, minus: bool, withT: bool): void {
  sub(E, B, A); // 1.07
  add(H, B, A); // 2.08
  const sum = minus ? F : G;
  const difference = minus ? G : F;
  add(sum, TWO_ZZ, C); // 3.12
  sub(difference, TWO_ZZ, C); // 3.12 at most
  mul(out + X, E, F); // 1.07 * 3.12 < 16
  mul(out + Y, G, H); // 3.12 * 2.08 < 16
  mul(out + Z, F, G); // 3.12 * 3.12 < 16
  if (withT) mul(out + T, E, H);
}

/** out = p + q, or p - q if `minus` (which is no secret), q cached (add-2008-hwcd-3). out may be p. */
export function addCached(out: usize, p: usize, q: usize, minus: bool, withT: bool): void {
  sub(A, p + Y, p + X); // 1.07
  add(B, p + Y, p + X); // 2.08
  // -q has Y + X and Y - X exchanged, and T negated.
  mul(A, A, minus ? q : q + FIELD_SIZE);
  mul(B, B, minus ? q + FIELD_SIZE : q); // 2.08 * 2.08 < 16
  mul(C, p + T, q + T);
  mul(TWO_ZZ, p + Z, q + Z);
  add(TWO_ZZ, TWO_ZZ, TWO_ZZ); // 2.08
  finishAdd(out, minus, withT);
}

/** out = p + q, or p - q if `minus` (which is no secret), q niels (madd-2008-hwcd-3). out may be p. */
export function addNiels(out: usize, p: usize, q: usize, minus: bool, withT: bool): void {
  sub(A, p + Y, p + X);
  add(B, p + Y, p + X);
  mul(A, A, minus ? q : q + FIELD_SIZE);
  mul(B, B, minus ? q + FIELD_SIZE : q);
  mul(C, p + T, q + 2 * FIELD_SIZE);
  add(TWO_ZZ, p + Z, p + Z); // 2.08
  finishAdd(out, minus, withT);
}

/** out = p, cached. */
export function toCached(out: usize, p: usize): void {
  add(out, p + Y, p + X);
  sub(out + FIELD_SIZE, p + Y, p + X);
  copy(out + Z, p + Z);
  mul(out + T, p + T, D2);
}

/** out = p, niels, for 1 / Z at `zInverse`. */
export function toNiels(out: usize, p: usize, zInverse: usize): void {
  mul(A, p + X, zInverse);
  mul(B, p + Y, zInverse);
  add(out, B, A);
  sub(out + FIELD_SIZE, B, A);
  mul(C, A, B);
  mul(out + 2 * FIELD_SIZE, C, D2);
}

/** out = -p */
export function negatePoint(out: usize, p: usize): void {
  // Negated limbs are below zero; a product with 1 makes them reduced again.
  negate(A, p + X);
  mul(out + X, A, ONE);
  copy(out + Y, p + Y);
  copy(out + Z, p + Z);
  negate(A, p + T);
  mul(out + T, A, ONE);
}

/** Writes the 32 bytes of p: y, with the parity of x in the top bit (RFC 8032, section 5.1.2). */
export function encodePoint(out: usize, p: usize): void {
  invert(A, p + Z);
  mul(B, p + X, A);
  mul(C, p + Y, A);
  toBytes(BYTES, C);
  store<u8>(BYTES, load<u8>(BYTES, 31) | ((parity(B) << 7) as u8), 31);
  memory.copy(out, BYTES, 32);
}

/**
 * Reads a point from 32 bytes; false where there is none. As in ed25519-dalek 1.0 (RFC 8032, section 5.1.3,
 * without its refusals): y is taken modulo p, and a sign bit at x = 0 is passed over, since -0 = 0. Not in
 * constant time.
 */
export function decodePoint(out: usize, bytes: usize): bool {
  fromBytes(out + Y, bytes);
  setSmall(out + Z, 1);
  // x^2 = u / v with u = y^2 - 1 and v = d y^2 + 1; a root of it is u v^3 (u v^7)^((p - 5) / 8), times
  // sqrt(-1) or not.
  square(A, out + Y);
  mul(B, A, D);
  sub(A, A, ONE); // u, 1.08
  add(B, B, ONE); // v, 1.08
  square(C, B);
  mul(C, C, B); // v^3
  square(E, C);
  mul(E, E, B); // v^7
  mul(E, E, A); // u v^7
  powerForRoot(F, E);
  mul(F, F, C);
  mul(out + X, F, A);
  square(F, out + X);
  mul(F, F, B); // v x^2
  sub(G, F, A);
  if (!isZero(G)) {
    add(G, F, A);
    if (!isZero(G)) return false;
    mul(out + X, out + X, SQRT_MINUS_1);
  }
  if (parity(out + X) != (load<u8>(bytes, 31) as u32) >> 7) {
    negate(A, out + X);
    mul(out + X, A, ONE);
  }
  mul(out + T, out + X, out + Y);
  return true;
}

/** Whether 8p is the neutral element: whether p is one of the eight points of small order. */
export function isSmallOrder(p: usize): bool {
  double(EIGHTFOLD, p, false);
  double(EIGHTFOLD, EIGHTFOLD, false);
  double(EIGHTFOLD, EIGHTFOLD, false);
  sub(A, EIGHTFOLD + Y, EIGHTFOLD + Z);
  return (isZero(EIGHTFOLD + X) & isZero(A)) != 0;
}
