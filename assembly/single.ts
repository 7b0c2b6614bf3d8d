// One signature of an author without a table: half-size scalars (half-size.ts), so that half the doublings are
// enough. A is at work in lane 0, R in lane 1, with multiples 0 to 8 of each; B has its table.

import { addBase } from './comb';
import { baseShape } from './base';
import { carry, isZero, laneMask, negateWhere, picked } from './field';
import { U, V, bitLength, halfSize } from './half-size';
import { DIGITS_A, DIGITS_B, SINGLE_SCRATCH } from './memory';
import {
  POINTS,
  T,
  X,
  addLanes,
  addPoints,
  decodePoints,
  double,
  isNeutral,
  negatePoints,
  pickPoints,
  setNeutral,
} from './point';
import { recode, recodeNibbles } from './recode';
import { scalarMulAdd } from './scalar';
import { widthOf } from './table';

/** Multiples 0 to 8 of both points: 9 pairs of extended points. */
const MULTIPLES: usize = SINGLE_SCRATCH;
const R_POINT: usize = SINGLE_SCRATCH + 9 * POINTS;
const SELECTED: usize = SINGLE_SCRATCH + 10 * POINTS;
const SUM: usize = SINGLE_SCRATCH + 11 * POINTS;
const SCALED: usize = SINGLE_SCRATCH + 12 * POINTS; // 32 bytes
const NOTHING: usize = SINGLE_SCRATCH + 12 * POINTS + 32; // 32 bytes of zeros

/** Whether 32 bytes are the encoding that `encodePoint` gives of the point they decode to. */
function isCanonicalPoint(bytes: usize, x: usize, lane: usize): bool {
  // y is below p, and x = 0 has no sign.
  const top = load<u64>(bytes, 24);
  if (
    (top & 0x7fffffffffffffff) == 0x7fffffffffffffff &&
    load<u64>(bytes, 16) == 0xffffffffffffffff &&
    load<u64>(bytes, 8) == 0xffffffffffffffff &&
    load<u64>(bytes) >= 0xffffffffffffffed
  ) {
    return false;
  }
  return top >> 63 == 0 || !isZero(x, lane);
}

/**
 * Whether [S]B - [h]A, encoded, is the 32 bytes at `r`: for -A at `minusA`, extended, in lane 0; h and S are 32
 * bytes. R has to be the canonical encoding of a point, since an encoded sum is one.
 */
export function verifySingly(minusA: usize, h: usize, S: usize, r: usize): bool {
  if ((decodePoints(R_POINT, r, r) & 1) == 0 || !isCanonicalPoint(r, R_POINT + X, 0)) return false;
  const negative = halfSize(h);
  memory.fill(NOTHING, 0, 32);
  scalarMulAdd(SCALED, V, S, NOTHING);

  // -A, or A where u is negative, in lane 0; -R in lane 1.
  const first = MULTIPLES + POINTS;
  negatePoints(R_POINT, R_POINT);
  if (negative) negatePoints(SUM, minusA);
  else memory.copy(SUM, minusA, POINTS);
  pickPoints(first, SUM, R_POINT);
  setNeutral(MULTIPLES);
  double(MULTIPLES + 2 * POINTS, first, true);
  for (let i: usize = 3; i <= 8; i++) addPoints(MULTIPLES + POINTS * i, MULTIPLES + POINTS * (i - 1), first);

  // Windows of 4 bits; one more for the carry.
  const bits = max(bitLength(U), bitLength(V));
  const windows = ((bits + 3) >> 2) + 1;
  recodeNibbles(DIGITS_A, U, windows);
  recodeNibbles(DIGITS_A + 128, V, windows);
  setNeutral(SUM);
  for (let k = windows - 1; k >= 0; k--) {
    if (k + 1 < windows) for (let j = 0; j < 4; j++) double(SUM, SUM, j == 3);
    const digit0 = load<i8>(DIGITS_A + k) as i32;
    const digit1 = load<i8>(DIGITS_A + 128 + k) as i32;
    if ((digit0 | digit1) != 0) {
      select(digit0, digit1);
      addPoints(SUM, SUM, SELECTED);
    }
  }
  recode(DIGITS_B, 2, SCALED, widthOf(baseShape), false);
  addBase(SUM, DIGITS_B, 0);
  addLanes(SUM);
  return isNeutral(SUM, 0);
}

/** SELECTED = the multiples of both points by digits from -8 to 8. */
function select(digit0: i32, digit1: i32): void {
  const sign0 = digit0 >> 31;
  const sign1 = digit1 >> 31;
  const from0 = MULTIPLES + POINTS * (((digit0 ^ sign0) - sign0) as usize);
  const from1 = MULTIPLES + POINTS * (((digit1 ^ sign1) - sign1) as usize);
  for (let i: usize = 0; i < POINTS; i += 16) {
    v128.store(SELECTED + i, picked(v128.load(from0 + i), v128.load(from1 + i)));
  }
  const mask = laneMask(sign0, sign1);
  negateWhere(SELECTED + X, SELECTED + X, mask);
  carry(SELECTED + X);
  negateWhere(SELECTED + T, SELECTED + T, mask);
  carry(SELECTED + T);
}
