// [s]B for a secret s, and the tables of the base point B.
//
// The comb: row i of 32 holds j * 256^i * B for j from 1 to 8. s is written in 64 signed digits of four bits;
// the digits at odd places are added up, the sum is multiplied by 16, and the digits at even places are
// added. A row is always read whole and the digit picks by masks, so neither a branch nor an address depends
// on the secret.

import { FIELD_SIZE, invert, mul } from './field';
import { BASE_COMB, BASE_MUL_SCRATCH, BASE_ODD, RUN_BYTES } from './memory';
import {
  NIELS_SIZE,
  POINT_SIZE,
  addCached,
  addNiels,
  decodePoint,
  double,
  setNeutral,
  toCached,
  toNiels,
} from './point';

const ROWS: usize = 32;
const ROW_ENTRIES: usize = 8;
/** How many odd multiples of B there are: B, 3B, ..., 127B. */
export const BASE_ODD_ENTRIES: usize = 64;

const DIGITS: usize = BASE_MUL_SCRATCH; // 64 bytes
const SELECTED: usize = BASE_MUL_SCRATCH + 64; // a niels point
const CACHED: usize = BASE_MUL_SCRATCH + 192; // a cached point

// Room for building the tables at start, before there is any run.
const POINTS: usize = RUN_BYTES;
const PREFIXES: usize = RUN_BYTES + 256 * POINT_SIZE;

/** The base point's encoding: y = 4/5 and x even (RFC 8032, section 5.1). */
// prettier-ignore
const BASE_ENCODED: usize = memory.data<u64>([
  0x6666666666666658, 0x6666666666666666, 0x6666666666666666, 0x6666666666666666,
]);

/**
 * Writes `count` extended points at POINTS as niels points, with one inversion for all (Montgomery's trick).
 */
function normalize(table: usize, count: usize): void {
  const z = POINTS + 2 * FIELD_SIZE;
  const inverse = CACHED;
  const zInverse = CACHED + FIELD_SIZE;
  memory.copy(PREFIXES, z, FIELD_SIZE);
  for (let i: usize = 1; i < count; i++) {
    mul(PREFIXES + FIELD_SIZE * i, PREFIXES + FIELD_SIZE * (i - 1), z + POINT_SIZE * i);
  }
  invert(inverse, PREFIXES + FIELD_SIZE * (count - 1));
  for (let i: usize = count - 1; i > 0; i--) {
    mul(zInverse, inverse, PREFIXES + FIELD_SIZE * (i - 1));
    mul(inverse, inverse, z + POINT_SIZE * i);
    toNiels(table + NIELS_SIZE * i, POINTS + POINT_SIZE * i, zInverse);
  }
  toNiels(table, POINTS, inverse);
}

/** Builds both tables, once. */
export function initBase(): void {
  let point = POINTS;
  decodePoint(point, BASE_ENCODED);
  for (let row: usize = 0; row < ROWS; row++) {
    toCached(CACHED, point);
    for (let j: usize = 1; j < ROW_ENTRIES; j++) {
      addCached(point + POINT_SIZE, point, CACHED, false, true);
      point += POINT_SIZE;
    }
    // 256 times the row's first point is 32 times its last.
    if (row + 1 == ROWS) break;
    double(point + POINT_SIZE, point, false);
    point += POINT_SIZE;
    for (let j = 1; j < 5; j++) double(point, point, j == 4);
  }
  normalize(BASE_COMB, ROWS * ROW_ENTRIES);

  decodePoint(POINTS, BASE_ENCODED);
  double(POINTS + POINT_SIZE, POINTS, true);
  toCached(CACHED, POINTS + POINT_SIZE);
  for (point = POINTS; point < POINTS + POINT_SIZE * (BASE_ODD_ENTRIES - 1); point += POINT_SIZE) {
    addCached(point + POINT_SIZE, point, CACHED, false, true);
  }
  normalize(BASE_ODD, BASE_ODD_ENTRIES);
  memory.fill(RUN_BYTES, 0, 256 * (POINT_SIZE + FIELD_SIZE));
}

/** Writes the 64 signed digits of a scalar below 2^255: each in [-8, 7], the last in [0, 8]. */
function recode(scalar: usize): void {
  let carry: i32 = 0;
  for (let i: usize = 0; i < 64; i++) {
    const nibble = ((load<u8>(scalar + (i >> 1)) as i32) >> (4 * ((i as i32) & 1))) & 15;
    const digit = nibble + carry;
    carry = i < 63 ? (digit + 8) >> 4 : 0;
    store<i8>(DIGITS + i, (digit - (carry << 4)) as i8);
  }
}

/** Writes digit * 256^row * B at SELECTED, for a secret digit from -8 to 8. */
function select(row: usize, digit: i32): void {
  const sign = digit >> 31;
  const magnitude = (digit ^ sign) - sign;
  let a = i32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  let entry = BASE_COMB + row * ROW_ENTRIES * NIELS_SIZE;
  for (let j: i32 = 1; j <= 8; j++) {
    // All ones where j is the magnitude: (j ^ magnitude) - 1 is below zero only for 0.
    const mask = i32x4.splat(((j ^ magnitude) - 1) >> 31);
    a = v128.or(a, v128.and(mask, v128.load(entry)));
    b = v128.or(b, v128.and(mask, v128.load(entry, 16)));
    c = v128.or(c, v128.and(mask, v128.load(entry, 32)));
    d = v128.or(d, v128.and(mask, v128.load(entry, 48)));
    e = v128.or(e, v128.and(mask, v128.load(entry, 64)));
    f = v128.or(f, v128.and(mask, v128.load(entry, 80)));
    g = v128.or(g, v128.and(mask, v128.load(entry, 96)));
    h = v128.or(h, v128.and(mask, v128.load(entry, 112)));
    entry += NIELS_SIZE;
  }
  // 2dxy is at bytes 80 to 119: negated where the digit is.
  const signs = i32x4.splat(sign);
  f = i32x4.sub(v128.xor(f, signs), signs);
  g = i32x4.sub(v128.xor(g, signs), signs);
  h = i32x4.sub(v128.xor(h, signs), signs);
  v128.store(SELECTED, a);
  v128.store(SELECTED, b, 16);
  v128.store(SELECTED, c, 32);
  v128.store(SELECTED, d, 48);
  v128.store(SELECTED, e, 64);
  v128.store(SELECTED, f, 80);
  v128.store(SELECTED, g, 96);
  v128.store(SELECTED, h, 112);
  // For 0 nothing was taken; the neutral element is y + x = y - x = 1, 2dxy = 0.
  const neutral = ((magnitude - 1) >> 31) & 1;
  store<i32>(SELECTED, load<i32>(SELECTED) | neutral);
  store<i32>(SELECTED, load<i32>(SELECTED, 40) | neutral, 40);
  // y + x and y - x change places where the digit is negative.
  const swap = sign as i64;
  for (let i: usize = 0; i < 40; i += 8) {
    const plus = load<i64>(SELECTED + i);
    const minus = load<i64>(SELECTED + i, 40);
    const difference = (plus ^ minus) & swap;
    store<i64>(SELECTED + i, plus ^ difference);
    store<i64>(SELECTED + i, minus ^ difference, 40);
  }
}

/** out = [scalar]B, extended, for 32 bytes, little-endian, below 2^255. In constant time. */
export function baseMul(out: usize, scalar: usize): void {
  recode(scalar);
  setNeutral(out);
  for (let i: usize = 1; i < 64; i += 2) {
    select(i >> 1, load<i8>(DIGITS + i) as i32);
    addNiels(out, out, SELECTED, false, true);
  }
  double(out, out, false);
  double(out, out, false);
  double(out, out, false);
  double(out, out, true);
  for (let i: usize = 0; i < 64; i += 2) {
    select(i >> 1, load<i8>(DIGITS + i) as i32);
    addNiels(out, out, SELECTED, false, true);
  }
}
