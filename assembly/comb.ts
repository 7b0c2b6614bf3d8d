// [S]B - [h]A for many signatures at once, from tables of B and of the authors: two signatures in the lanes of a
// vector, window by window, so that one slice of the tables is at work at a time; one inversion for all; then
// each sum is encoded and compared with R byte by byte. It is the predicate of a single verification itself,
// for each signature on its own: nothing is random, and nothing is combined.

import { baseShape, baseTable } from './base';
import { PAIR, copy, mul } from './field';
import { invertPublic } from './inverse';
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

/** Pairs whose entries are fetched together. */
const GROUP: u32 = 32;

/** What `touch` has read, so that no compiler leaves the reading out. */
let touched: u32 = 0;

/** Reads a word of each of the cache lines of an entry, to no other end than that they be near. */
// @ts-ignore: decorator
@inline
function touch(entry: usize): u32 {
  return load<u32>(entry) ^ load<u32>(entry, 60) ^ load<u32>(entry, ENTRY - 4);
}

/**
 * Adds a window to all sums: of the authors' scalars, where each signature has a table of its own (`tables`), or of
 * B's, where `tables` is 0 and the slice is the one at `offset`.
 *
 * Entries lie far apart, and waiting for one after the other took a third of the time: those of a group of pairs are
 * touched one right after the other, so that the processor fetches them side by side.
 */
// @ts-ignore: decorator
@inline
function addWindow(digits: usize, tables: usize, offset: usize, pairs: u32): void {
  let sum = BATCH_POINTS;
  for (let first: u32 = 0; first < pairs; first += GROUP) {
    const end = min(first + GROUP, pairs);
    let near: u32 = 0;
    for (let i = 2 * first; i < 2 * end; i++) {
      const slice = (tables != 0 ? (load<u32>(tables + 4 * (i as usize)) as usize) : 0) + offset;
      near ^= touch(entryOf(slice, load<i16>(digits + 2 * (i as usize)) as i32));
    }
    touched = near;
    for (let i = first; i < end; i++) {
      const at = i as usize;
      const slice0 = (tables != 0 ? (load<u32>(tables + 8 * at) as usize) : 0) + offset;
      const slice1 = (tables != 0 ? (load<u32>(tables + 8 * at, 4) as usize) : 0) + offset;
      const digit0 = load<i16>(digits + 4 * at) as i32;
      const digit1 = load<i16>(digits + 4 * at, 2) as i32;
      joinEntries(entryOf(slice0, digit0), digit0 >> 31, entryOf(slice1, digit1), digit1 >> 31);
      addEntries(sum, JOINED);
      sum += POINTS;
    }
  }
}

function addAuthorsWindow(digits: usize, offset: usize, pairs: u32): void {
  addWindow(digits, BATCH_TABLES, offset, pairs);
}

function addBaseWindow(digits: usize, slice: usize, pairs: u32): void {
  addWindow(digits, 0, slice, pairs);
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
      addAuthorsWindow(DIGITS_A + 2 * BATCH * (k as usize), size * ((k / spacing) as usize), pairs);
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
  invertPublic(INVERSE, prefix);
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
  // All entries that are going to be wanted, fetched side by side.
  let near: u32 = 0;
  for (let k: u32 = 0; k < windows; k++) {
    near ^= touch(entryOf(table + size * ((k / spacing) as usize), load<i16>(DIGITS_A + 2 * (k as usize)) as i32));
  }
  touched = near;
  touchBase(DIGITS_B, 0);
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
  invertPublic(INVERSE, POINT + Z);
  mul(AFFINE_X, POINT + X, INVERSE);
  mul(AFFINE_Y, POINT + Y, INVERSE);
  encodeAffine(ENCODED, AFFINE_X, AFFINE_Y, 0);
  return isR(ENCODED, r);
}

/** Touches the entries of all windows of B from `first` on. */
function touchBase(digits: usize, first: usize): void {
  const windows = windowCount(widthOf(baseShape)) as usize;
  let near: u32 = 0;
  for (let k = first; k < windows; k++) {
    near ^= touch(entryOf(baseTable + sliceSize(baseShape) * k, load<i16>(digits + 2 * k) as i32));
  }
  touched = near;
}

/** point += the windows of B from `first` on, one in each lane, whose digits are at `digits`. */
export function addBase(point: usize, digits: usize, first: usize): void {
  const windows = windowCount(widthOf(baseShape)) as usize;
  const size = sliceSize(baseShape);
  touchBase(digits, first);
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
