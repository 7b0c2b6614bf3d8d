// [S]B - [h]A for many signatures at once, from tables of B and of the authors: two signatures in the lanes of a
// vector, window by window, so that one slice of the tables is at work at a time; one inversion for all; then
// each sum is encoded and compared with R byte by byte. It is the predicate of a single verification itself,
// for each signature on its own: nothing is random, and nothing is combined.

import { baseShape, baseTable } from './base';
import { PAIR, copy, invert, mul } from './field';
import {
  BATCH,
  BATCH_POINTS,
  BATCH_PREFIXES,
  BATCH_TABLES,
  BATCH_TASKS,
  COMB_SCRATCH,
  DIGITS_A,
  DIGITS_B,
} from './memory';
import {
  ENTRY,
  JOINED,
  NEUTRAL_ENTRY,
  POINTS,
  X,
  Y,
  Z,
  addEntries,
  addLanes,
  double,
  encodeAffine,
  encodePoint,
  joinEntries,
  setNeutral,
} from './point';
import { recode, windowCount } from './recode';
import { sliceSize, spacingOf, widthOf } from './table';

const INVERSE: usize = COMB_SCRATCH;
const ONE_INVERSE: usize = COMB_SCRATCH + 80;
const AFFINE_X: usize = COMB_SCRATCH + 160;
const AFFINE_Y: usize = COMB_SCRATCH + 240;
const ENCODED: usize = COMB_SCRATCH + 320;
const POINT: usize = COMB_SCRATCH + 384; // extended

let count: u32 = 0;

/** Takes a signature into the batch: h and S (32 bytes each), the author's table of the batch's shape. */
export function addToBatch(shape: u32, task: usize, table: usize, h: usize, S: usize): void {
  const at = count as usize;
  recode(DIGITS_A + 2 * at, 2 * BATCH, h, widthOf(shape), false);
  recode(DIGITS_B + 2 * at, 2 * BATCH, S, widthOf(baseShape), false);
  store<u32>(BATCH_TABLES + 4 * at, table as u32);
  store<u32>(BATCH_TASKS + 4 * at, task as u32);
  count++;
}

/** How many signatures the batch has; at most BATCH. */
export function batchCount(): u32 {
  return count;
}

/** The task of a signature of the batch, as it was handed in. */
export function batchTask(index: u32): usize {
  return load<u32>(BATCH_TASKS + 4 * (index as usize));
}

/** The last of an odd number of signatures is there twice. */
function makeEven(shape: u32): void {
  const from = (count - 1) as usize;
  for (let k: usize = 0; k < windowCount(widthOf(shape)); k++) {
    const row = DIGITS_A + 2 * BATCH * k + 2 * from;
    store<i16>(row, load<i16>(row), 2);
  }
  for (let k: usize = 0; k < windowCount(widthOf(baseShape)); k++) {
    const row = DIGITS_B + 2 * BATCH * k + 2 * from;
    store<i16>(row, load<i16>(row), 2);
  }
  store<u32>(BATCH_TABLES + 4 * from, load<u32>(BATCH_TABLES + 4 * from), 4);
}

/** The entry of a digit's magnitude. */
// @ts-ignore: decorator
@inline
function entryOf(slice: usize, digit: i32): usize {
  const sign = digit >> 31;
  return slice + ENTRY * (((digit ^ sign) - sign) as usize);
}

/** Adds window k of the authors' scalars to all sums. */
function addWindow(digits: usize, offset: usize, pairs: u32): void {
  let tables = BATCH_TABLES;
  let sum = BATCH_POINTS;
  for (let i: u32 = 0; i < pairs; i++) {
    const digit0 = load<i16>(digits) as i32;
    const digit1 = load<i16>(digits, 2) as i32;
    joinEntries(
      entryOf((load<u32>(tables) as usize) + offset, digit0),
      digit0 >> 31,
      entryOf((load<u32>(tables, 4) as usize) + offset, digit1),
      digit1 >> 31,
    );
    addEntries(sum, JOINED);
    digits += 4;
    tables += 8;
    sum += POINTS;
  }
}

/** The same for a window of B. */
function addBaseWindow(digits: usize, slice: usize, pairs: u32): void {
  let sum = BATCH_POINTS;
  for (let i: u32 = 0; i < pairs; i++) {
    const digit0 = load<i16>(digits) as i32;
    const digit1 = load<i16>(digits, 2) as i32;
    joinEntries(entryOf(slice, digit0), digit0 >> 31, entryOf(slice, digit1), digit1 >> 31);
    addEntries(sum, JOINED);
    digits += 4;
    sum += POINTS;
  }
}

/** Whether the 32 bytes at `encoded` are those at `r`. */
// @ts-ignore: decorator
@inline
function isR(encoded: usize, r: usize): bool {
  return (
    ((load<u64>(encoded) ^ load<u64>(r)) |
      (load<u64>(encoded, 8) ^ load<u64>(r, 8)) |
      (load<u64>(encoded, 16) ^ load<u64>(r, 16)) |
      (load<u64>(encoded, 24) ^ load<u64>(r, 24))) ==
    0
  );
}

/**
 * Evaluates the batch, whose tables are of the one shape; the encoding of signature i is compared with the 32
 * bytes at the address that the u32 at `task + 4` says, and `valid(task)` is stored there: 1 or 0 as u32. The
 * batch is empty after it.
 */
export function evaluateBatch(shape: u32): void {
  if (count == 0) return;
  if ((count & 1) != 0) makeEven(shape);
  const pairs = (count + 1) >> 1;
  const width = widthOf(shape);
  const spacing = spacingOf(shape);
  const windows = windowCount(width);
  const size = sliceSize(shape);
  for (let i: usize = 0; i < pairs; i++) setNeutral(BATCH_POINTS + POINTS * i);
  // Windows that share a slice with a lower one come first, and are doubled into their place.
  for (let rest = spacing; rest > 0; rest--) {
    for (let k = rest - 1; k < windows; k += spacing) {
      addWindow(DIGITS_A + 2 * BATCH * (k as usize), size * ((k / spacing) as usize), pairs);
    }
    if (rest > 1) {
      for (let i: usize = 0; i < pairs; i++) {
        const sum = BATCH_POINTS + POINTS * i;
        for (let j: u32 = 0; j < width; j++) double(sum, sum, j + 1 == width);
      }
    }
  }
  const baseWindows = windowCount(widthOf(baseShape));
  const baseSize = sliceSize(baseShape);
  for (let k: usize = 0; k < baseWindows; k++) {
    addBaseWindow(DIGITS_B + 2 * BATCH * k, baseTable + baseSize * k, pairs);
  }
  compareAll(pairs);
  count = 0;
}

/** Encodes all sums, with one inversion for all, and compares them with R. */
function compareAll(pairs: u32): void {
  let prefix = BATCH_PREFIXES;
  let sum = BATCH_POINTS;
  copy(prefix, sum + Z);
  for (let i: u32 = 1; i < pairs; i++) {
    sum += POINTS;
    mul(prefix + PAIR, prefix, sum + Z);
    prefix += PAIR;
  }
  invert(INVERSE, prefix);
  for (let i = pairs; i > 0; i--) {
    prefix -= PAIR;
    if (i > 1) mul(ONE_INVERSE, INVERSE, prefix);
    else copy(ONE_INVERSE, INVERSE);
    mul(INVERSE, INVERSE, sum + Z);
    mul(AFFINE_X, sum + X, ONE_INVERSE);
    mul(AFFINE_Y, sum + Y, ONE_INVERSE);
    for (let lane: u32 = 0; lane < 2; lane++) {
      const index: u32 = 2 * (i - 1) + lane;
      if (index < count) {
        const task = batchTask(index);
        encodeAffine(ENCODED, AFFINE_X, AFFINE_Y, lane);
        store<u32>(task, u32(isR(ENCODED, load<u32>(task, 4))));
      }
    }
    sum -= POINTS;
  }
}

/**
 * Whether [S]B - [h]A, encoded, is the 32 bytes at `r`, for one signature: windows of the author's scalar in lane
 * 0, and of B's in lane 1.
 */
export function verifyByTable(shape: u32, table: usize, h: usize, S: usize, r: usize): bool {
  const width = widthOf(shape);
  const spacing = spacingOf(shape);
  const windows = windowCount(width);
  const size = sliceSize(shape);
  const baseWindows = windowCount(widthOf(baseShape));
  const baseSize = sliceSize(baseShape);
  recode(DIGITS_A, 2, h, width, false);
  recode(DIGITS_B, 2, S, widthOf(baseShape), false);
  setNeutral(POINT);
  let base: usize = 0;
  for (let rest = spacing; rest > 0; rest--) {
    for (let k = rest - 1; k < windows; k += spacing) {
      const digit0 = load<i16>(DIGITS_A + 2 * (k as usize)) as i32;
      const slice0 = table + size * ((k / spacing) as usize);
      // Nothing of B may come before a doubling.
      if (rest == 1 && base < baseWindows) {
        const digit1 = load<i16>(DIGITS_B + 2 * base) as i32;
        joinEntries(entryOf(slice0, digit0), digit0 >> 31, entryOf(baseTable + baseSize * base, digit1), digit1 >> 31);
        base++;
      } else {
        joinEntries(entryOf(slice0, digit0), digit0 >> 31, NEUTRAL_ENTRY, 0);
      }
      addEntries(POINT, JOINED);
    }
    if (rest > 1) for (let j: u32 = 0; j < width; j++) double(POINT, POINT, j + 1 == width);
  }
  addBase(POINT, DIGITS_B, base);
  addLanes(POINT);
  encodePoint(ENCODED, POINT, 0);
  return isR(ENCODED, r);
}

/** point += the windows of B from `first` on, one in each lane, whose digits are at `digits`. */
export function addBase(point: usize, digits: usize, first: usize): void {
  const windows = windowCount(widthOf(baseShape)) as usize;
  const size = sliceSize(baseShape);
  for (let k = first; k < windows; k += 2) {
    const slice = baseTable + size * k;
    const digit0 = load<i16>(digits + 2 * k) as i32;
    if (k + 1 < windows) {
      const digit1 = load<i16>(digits + 2 * k, 2) as i32;
      joinEntries(entryOf(slice, digit0), digit0 >> 31, entryOf(slice + size, digit1), digit1 >> 31);
    } else {
      joinEntries(entryOf(slice, digit0), digit0 >> 31, NEUTRAL_ENTRY, 0);
    }
    addEntries(point, JOINED);
  }
}
