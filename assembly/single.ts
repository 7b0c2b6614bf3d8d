// One signature of an author without a table: half-size scalars (half-size.ts), so that half the doublings are
// enough, and one sum for A and R together, across both lanes, with windows of four bits (Straus, "Addition chains
// of vectors", 1964). B has its table.

import { ACROSS, addAcross, doubleAcross, negateAddend, setNeutralAcross, toAddends, toLane0 } from './across';
import { baseShape } from './base';
import { addBase } from './comb';
import { bitLength } from './euclid';
import { SINGLE, carry, isZero, join, laneMask, mul, negateWhere, setSmall, split } from './field';
import { U, V, halfSize } from './half-size';
import { DIGITS_A, DIGITS_B, SINGLE_SCRATCH } from './memory';
import { D2, POINTS, T, X, Y, Z, addLanes, addPoints, decodePoints, double, isNeutral } from './point';
import { recode, recodeNibbles } from './recode';
import { scalarMulAdd } from './scalar';
import { widthOf } from './table';

/** Multiples -8 to 8 of -A, and of -R, as addends; what would be the 0th is not used. */
const MULTIPLES_A: usize = SINGLE_SCRATCH;
const MULTIPLES_R: usize = SINGLE_SCRATCH + 17 * ACROSS;
const FIRST: usize = SINGLE_SCRATCH + 34 * ACROSS; // a pair of extended points
const MULTIPLE: usize = FIRST + POINTS; // the same
const SUM: usize = FIRST + 2 * POINTS; // a point across the lanes
const SCALED: usize = FIRST + 3 * POINTS; // 32 bytes
const NOTHING: usize = SCALED + 32; // 32 bytes of zeros

// ---- R ----------------------------------------------------------------------------------------------------

/** The two R decompressed last: 32 bytes, a u32 that says what they are, x and y. */
const KEPT: usize = SCALED + 64;
const KEPT_STATE = 32; // u32: 0 for nothing, NO_POINT, or POINT: the canonical encoding of one
const KEPT_POINT = 40;
const KEPT_SIZE: usize = 128;
const NO_POINT: u32 = 1;
const POINT: u32 = 2;

/** Whether 32 bytes that decode to a point with this x are the encoding that the point has. */
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

/** Keeps the R that `decodePoints` has found, or not, in a lane of `points`. */
export function keepR(slot: usize, r: usize, points: usize, lane: usize, found: u32): void {
  const kept = KEPT + KEPT_SIZE * slot;
  const valid = ((found >> (lane as u32)) & 1) != 0 && isCanonicalPoint(r, points + X, lane);
  memory.copy(kept, r, 32);
  store<u32>(kept, valid ? POINT : NO_POINT, KEPT_STATE);
  split(kept + KEPT_POINT, points + X, lane);
  split(kept + KEPT_POINT + SINGLE, points + Y, lane);
}

/** Decompresses two R side by side, for `verifySingly`. */
export function decodeRs(r0: usize, r1: usize): void {
  const found = decodePoints(FIRST, r0, r1);
  keepR(0, r0, FIRST, 0, found);
  keepR(1, r1, FIRST, 1, found);
}

function isKept(slot: usize, r: usize): bool {
  const kept = KEPT + KEPT_SIZE * slot;
  return load<u32>(kept, KEPT_STATE) != 0 && memory.compare(kept, r, 32) == 0;
}

/** What is kept of R. */
function findR(r: usize): usize {
  if (isKept(0, r)) return KEPT;
  if (!isKept(1, r)) decodeRs(r, r);
  return KEPT + KEPT_SIZE;
}

// ---- The equation -----------------------------------------------------------------------------------------

/** Fills the tables of multiples of the points in both lanes of FIRST. */
function fillMultiples(): void {
  for (let i: usize = 1; i <= 8; i++) {
    let multiple = FIRST;
    if (i == 2) {
      multiple = MULTIPLE;
      double(MULTIPLE, FIRST, true);
    } else if (i > 2) {
      multiple = MULTIPLE;
      addPoints(MULTIPLE, MULTIPLE, FIRST);
    }
    const at = ACROSS * (8 + i);
    const negativeAt = ACROSS * (8 - i);
    toAddends(MULTIPLES_A + at, MULTIPLES_R + at, multiple, D2);
    negateAddend(MULTIPLES_A + negativeAt, MULTIPLES_A + at);
    negateAddend(MULTIPLES_R + negativeAt, MULTIPLES_R + at);
  }
}

/**
 * Whether [S]B - [h]A, encoded, is the 32 bytes at `r`: for -A as two single elements, x and y; h and S are 32
 * bytes. R has to be the canonical encoding of a point, since an encoded sum is one.
 */
export function verifySingly(minusA: usize, h: usize, S: usize, r: usize): bool {
  const kept = findR(r);
  if (load<u32>(kept, KEPT_STATE) != POINT) return false;
  const negative = halfSize(h);
  memory.fill(NOTHING, 0, 32);
  scalarMulAdd(SCALED, V, S, NOTHING);

  // -A, or A where u is negative, in lane 0; -R in lane 1.
  join(FIRST + X, minusA, kept + KEPT_POINT);
  join(FIRST + Y, minusA + SINGLE, kept + KEPT_POINT + SINGLE);
  negateWhere(FIRST + X, FIRST + X, laneMask(negative ? -1 : 0, -1));
  carry(FIRST + X);
  setSmall(FIRST + Z, 1);
  mul(FIRST + T, FIRST + X, FIRST + Y);
  fillMultiples();

  // Windows of 4 bits; one more for the carry.
  const bits = max(bitLength(U), bitLength(V));
  const windows = ((bits + 3) >> 2) + 1;
  recodeNibbles(DIGITS_A, U, windows);
  recodeNibbles(DIGITS_A + 128, V, windows);
  setNeutralAcross(SUM);
  for (let k = windows - 1; k >= 0; k--) {
    if (k + 1 < windows) for (let j = 0; j < 4; j++) doubleAcross(SUM);
    const digitA = load<i8>(DIGITS_A + k) as isize;
    const digitR = load<i8>(DIGITS_A + 128 + k) as isize;
    if (digitA != 0) addAcross(SUM, MULTIPLES_A + ACROSS * ((8 + digitA) as usize));
    if (digitR != 0) addAcross(SUM, MULTIPLES_R + ACROSS * ((8 + digitR) as usize));
  }
  toLane0(FIRST, SUM);
  recode(DIGITS_B, 2, SCALED, widthOf(baseShape), false);
  addBase(FIRST, DIGITS_B, 0);
  addLanes(FIRST);
  return isNeutral(FIRST, 0);
}
