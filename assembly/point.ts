// Points of the twisted Edwards curve -x^2 + y^2 = 1 + d x^2 y^2 over GF(2^255 - 19), two at a time: one in each
// lane.
//
// Formulas: Hisil, Wong, Carter, Dawson, "Twisted Edwards Curves Revisited" (2008), section 3: complete on this
// curve for all inputs, points of small order included, since -1 is a square and d is not. Forms in memory:
//
//   extended  X, Y, Z, T                       320 bytes, a pair   x = X / Z, y = Y / Z, T = X Y / Z
//   entry     (y + x) / 2, (y - x) / 2, d x y  120 bytes, single   a point of a table
//
// Halves in entries halve all of A, B, C and D of the addition, which is the same point, and save doubling Z.
// Coordinates of extended points and of entries are reduced. The bounds of sums are noted as (integers, doubles).

import {
  PAIR,
  SINGLE,
  add,
  carry,
  carryIfDouble,
  copy,
  exchangeLanes,
  fromBytes,
  invert,
  isZero,
  join,
  laneMask,
  mul,
  negate,
  negateWhere,
  parity,
  pickLanes,
  powerForRoot,
  setSmall,
  split,
  square,
  sub,
  toBytes,
} from './field';
import { CONSTANTS, POINT_SCRATCH } from './memory';

export const X: usize = 0;
export const Y: usize = PAIR;
export const Z: usize = 2 * PAIR;
export const T: usize = 3 * PAIR;

/** Bytes of a pair of extended points. */
export const POINTS: usize = 4 * PAIR;
/** Bytes of an entry of a table. */
export const ENTRY: usize = 3 * SINGLE;

const D: usize = CONSTANTS;
export const D2: usize = CONSTANTS + 80;
/** 4d, which makes d x y of the halves of x and y. */
export const D4: usize = CONSTANTS + 160;
const SQRT_MINUS_1: usize = CONSTANTS + 240;
export const ONE: usize = CONSTANTS + 320;
/** The neutral element as an entry, 120 bytes: 1 / 2, 1 / 2, 0. */
export const NEUTRAL_ENTRY: usize = CONSTANTS + 400;

const A: usize = POINT_SCRATCH;
const B: usize = POINT_SCRATCH + 80;
const C: usize = POINT_SCRATCH + 160;
const E: usize = POINT_SCRATCH + 240;
const F: usize = POINT_SCRATCH + 320;
const G: usize = POINT_SCRATCH + 400;
const H: usize = POINT_SCRATCH + 480;
const BYTES: usize = POINT_SCRATCH + 560; // 64 bytes
const OTHER: usize = POINT_SCRATCH + 640; // extended

const SWAPPED: usize = POINT_SCRATCH + 1216; // extended

/** A pair of entries, joined: what `addEntries` adds. */
export const JOINED: usize = POINT_SCRATCH + 960;

/** Computes the curve's constants. Called once, before anything else here. */
export function initPoint(): void {
  // d = -121665 / 121666 (RFC 8032, section 5.1)
  setSmall(A, 121666);
  invert(A, A);
  setSmall(B, 121665);
  mul(A, A, B);
  negate(D, A);
  add(D2, D, D);
  carry(D2);
  add(D4, D2, D2);
  carry(D4);
  setSmall(ONE, 1);
  // 2 is not a square, so 2^((p - 1) / 2) = -1 and a root of -1 is 2^((p - 1) / 4) = 2 * (2^((p - 5) / 8))^2.
  setSmall(A, 2);
  powerForRoot(B, A);
  square(B, B);
  mul(SQRT_MINUS_1, B, A);
  setSmall(A, 2);
  invert(A, A);
  writeEntry(NEUTRAL_ENTRY, A, A, 0);
  memory.fill(NEUTRAL_ENTRY + 2 * SINGLE, 0, SINGLE);
}

function writeEntry(out: usize, plus: usize, minus: usize, lane: usize): void {
  split(out, plus, lane);
  split(out + SINGLE, minus, lane);
}

/** out = the neutral element, in both lanes. */
export function setNeutral(out: usize): void {
  setSmall(out + X, 0);
  setSmall(out + Y, 1);
  setSmall(out + Z, 1);
  setSmall(out + T, 0);
}

/** out = p in lane 0 and q in lane 1. */
export function pickPoints(out: usize, p: usize, q: usize): void {
  for (let i: usize = 0; i < POINTS; i += PAIR) pickLanes(out + i, p + i, q + i);
}

/**
 * out = 2p (dbl-2008-hwcd for a = -1, all signs turned). T is computed only if asked for: a doubling doesn't
 * need it. out may be p.
 */
export function double(out: usize, p: usize, withT: bool): void {
  square(A, p + X);
  square(B, p + Y);
  square(C, p + Z);
  add(E, p + X, p + Y); // (2, 2)
  carryIfDouble(E);
  square(E, E);
  add(H, A, B); // (2, 2)
  sub(G, A, B); // (3, 2)
  sub(E, H, E); // (4, 3)
  add(F, C, C);
  add(F, F, G); // (5, 4)
  carry(F);
  carryIfDouble(H);
  mul(out + X, E, F);
  mul(out + Y, G, H);
  mul(out + Z, G, F);
  if (withT) mul(out + T, E, H);
}

/** out = the sum of a pair of points, from A, B, C, and D in F. */
// @ts-ignore: decorator
@inline
function finishAdd(out: usize, d: usize): void {
  sub(E, B, A); // (3, 2)
  add(H, B, A); // (2, 2)
  add(G, d, C); // (2, 2), and (3, 3) where D is a sum
  sub(F, d, C); // (3, 2), and (4, 3)
  carry(F);
  carryIfDouble(H);
  mul(out + X, E, F);
  mul(out + Y, G, H);
  mul(out + Z, G, F);
  mul(out + T, E, H);
}

/** Joins two entries into JOINED, each negated where its sign is -1 and not 0 (which is no secret). */
// @ts-ignore: decorator
@inline
export function joinEntries(entry0: usize, sign0: i32, entry1: usize, sign1: i32): void {
  // The negative of a point exchanges (y + x) / 2 and (y - x) / 2, and turns the sign of d x y.
  const swap0 = (sign0 as usize) & SINGLE;
  const swap1 = (sign1 as usize) & SINGLE;
  join(JOINED, entry0 + swap0, entry1 + swap1);
  join(JOINED + PAIR, entry0 + (SINGLE - swap0), entry1 + (SINGLE - swap1));
  join(JOINED + 2 * PAIR, entry0 + 2 * SINGLE, entry1 + 2 * SINGLE);
  negateWhere(JOINED + 2 * PAIR, JOINED + 2 * PAIR, laneMask(sign0, sign1)); // (2, 1)
}

/** p += the entries at `joined` (madd-2008-hwcd-3, all halved). */
export function addEntries(p: usize, joined: usize): void {
  sub(A, p + Y, p + X); // (3, 2)
  add(B, p + Y, p + X); // (2, 2)
  mul(A, A, joined + PAIR);
  mul(B, B, joined);
  mul(C, p + T, joined + 2 * PAIR);
  finishAdd(p, p + Z);
}

/** out = p + q (add-2008-hwcd-3). out may be p. */
export function addPoints(out: usize, p: usize, q: usize): void {
  sub(E, q + Y, q + X);
  carry(E);
  add(H, q + Y, q + X);
  carry(H);
  sub(A, p + Y, p + X); // (3, 2)
  add(B, p + Y, p + X); // (2, 2)
  mul(A, A, E);
  mul(B, B, H);
  mul(C, p + T, D2);
  mul(C, C, q + T);
  mul(G, p + Z, q + Z);
  add(G, G, G); // (2, 2)
  carry(G);
  copy(OTHER, G);
  finishAdd(out, OTHER);
}

/** p = the sum of its two lanes, in both lanes. */
export function addLanes(p: usize): void {
  for (let i: usize = 0; i < POINTS; i += PAIR) exchangeLanes(SWAPPED + i, p + i);
  addPoints(p, p, SWAPPED);
}

/** Whether the point in a lane is the neutral element: x = 0 and y = 1. */
export function isNeutral(p: usize, lane: usize): bool {
  sub(A, p + Y, p + Z);
  carry(A);
  return isZero(p + X, lane) && isZero(A, lane);
}

/** Whether 8p is the neutral element: whether the point in a lane is one of the eight of small order. */
export function isSmallOrder(p: usize, lane: usize): bool {
  double(OTHER, p, false);
  double(OTHER, OTHER, false);
  double(OTHER, OTHER, false);
  return isNeutral(OTHER, lane);
}

/**
 * Writes the 32 bytes of the point in a lane whose affine coordinates are x and y: y, with the parity of x in
 * the top bit (RFC 8032, section 5.1.2).
 */
export function encodeAffine(out: usize, x: usize, y: usize, lane: usize): void {
  const sign = parity(x, lane);
  toBytes(out, y, lane);
  store<u8>(out, load<u8>(out, 31) | ((sign << 7) as u8), 31);
}

/** Writes the 32 bytes of the point in a lane. */
export function encodePoint(out: usize, p: usize, lane: usize): void {
  invert(A, p + Z);
  mul(B, p + X, A);
  mul(C, p + Y, A);
  encodeAffine(out, B, C, lane);
}

/**
 * Reads two points from 32 bytes each; bit 0 and 1 of the result say in which lanes there is one. As in
 * ed25519-dalek 1.0 (RFC 8032, section 5.1.3, without its refusals): y is taken modulo p, and a sign bit at
 * x = 0 is passed over, since -0 = 0. Not in constant time.
 */
export function decodePoints(out: usize, bytes0: usize, bytes1: usize): u32 {
  fromBytes(out + Y, 0, bytes0);
  fromBytes(out + Y, 1, bytes1);
  setSmall(out + Z, 1);
  // x^2 = u / v with u = y^2 - 1 and v = d y^2 + 1; a root of it is u v^3 (u v^7)^((p - 5) / 8), times sqrt(-1)
  // or not.
  square(A, out + Y);
  mul(B, A, D);
  sub(A, A, ONE);
  carry(A); // u
  add(B, B, ONE);
  carry(B); // v
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
  carry(G);
  add(H, F, A);
  carry(H);
  mul(E, out + X, SQRT_MINUS_1);
  let found: u32 = 0;
  let turned0: bool = false;
  let turned1: bool = false;
  if (isZero(G, 0)) found |= 1;
  else if (isZero(H, 0)) {
    found |= 1;
    turned0 = true;
  }
  if (isZero(G, 1)) found |= 2;
  else if (isZero(H, 1)) {
    found |= 2;
    turned1 = true;
  }
  pickLanes(out + X, turned0 ? E : out + X, turned1 ? E : out + X);
  const sign0 = -((parity(out + X, 0) ^ ((load<u8>(bytes0, 31) as u32) >> 7)) as i32);
  const sign1 = -((parity(out + X, 1) ^ ((load<u8>(bytes1, 31) as u32) >> 7)) as i32);
  negateWhere(out + X, out + X, laneMask(sign0, sign1));
  carry(out + X);
  mul(out + T, out + X, out + Y);
  return found;
}

/** out = -p. out may be p. */
export function negatePoints(out: usize, p: usize): void {
  negate(out + X, p + X);
  copy(out + Y, p + Y);
  copy(out + Z, p + Z);
  negate(out + T, p + T);
}

