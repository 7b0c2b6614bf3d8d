// Tables of multiples of a point, for combs: signed fixed windows (Brickell, Gordon, McCurley, Wilson, "Fast
// exponentiation with precomputation", 1992), or combs with a spacing (Lim, Lee, "More flexible exponentiation
// with precomputation", 1994).
//
// The shape of a table says the width w of its windows and their spacing t (w | t << 8): it has a slice for each
// t-th window, with the multiples 0, 1, ..., 2^(w-1) of 2^(w k) P for window k, as entries. With t = 1 there is
// a slice for every window, and a scalar costs an addition a window. With t = 2 the slice of window k serves
// window k + 1 too, after w doublings; and so on: less to build, for few signatures. The last slice serves the
// top window, whose digit has no sign and goes up to 2^topBits.

import { PAIR, SINGLE, add, carry, copy, mul, split, sub } from './field';
import { invertPublic } from './inverse';
import { BATCH_POINTS, BATCH_PREFIXES, COMB_SCRATCH, QUEUE_TARGETS } from './memory';
import {
  D4,
  ENTRY,
  JOINED,
  NEUTRAL_ENTRY,
  POINTS,
  X,
  Y,
  Z,
  addEntries,
  double,
  joinEntries,
  setNeutral,
} from './point';
import { topBits, windowCount } from './recode';

const POINT: usize = COMB_SCRATCH; // extended
const BASE: usize = COMB_SCRATCH + 320; // a pair of entries, joined
const INVERSE: usize = COMB_SCRATCH + 560;
const ONE_INVERSE: usize = COMB_SCRATCH + 640;
const HALF_X: usize = COMB_SCRATCH + 720;
const HALF_Y: usize = COMB_SCRATCH + 800;
const SUM: usize = COMB_SCRATCH + 880;
const TWICE_Z: usize = COMB_SCRATCH + 960;

// @ts-ignore: decorator
@inline
export function widthOf(shape: u32): u32 {
  return shape & 0xff;
}

// @ts-ignore: decorator
@inline
export function spacingOf(shape: u32): u32 {
  return shape >> 8;
}

/** How many slices a table has. */
function sliceCount(shape: u32): u32 {
  return (windowCount(widthOf(shape)) + spacingOf(shape) - 1) / spacingOf(shape);
}

/** The highest multiple in the slices but the last. */
function sliceTop(shape: u32): u32 {
  return 1 << (widthOf(shape) - 1);
}

/** The highest multiple in the last slice. */
function lastTop(shape: u32): u32 {
  const top: u32 = 1 << topBits(widthOf(shape));
  return spacingOf(shape) == 1 ? top : max(top, sliceTop(shape));
}

/** Bytes of a slice but the last. */
// @ts-ignore: decorator
@inline
export function sliceSize(shape: u32): usize {
  return ENTRY * ((sliceTop(shape) + 1) as usize);
}

/** Multiples in a table, without the zeroth. */
export function tableMultiples(shape: u32): u32 {
  return (sliceCount(shape) - 1) * sliceTop(shape) + lastTop(shape);
}

/** Bytes of a table. */
export function tableSize(shape: u32): u32 {
  return (tableMultiples(shape) + sliceCount(shape)) * (ENTRY as u32);
}

// The queue: extended points that become entries, many at a time, since they share one inversion (Montgomery,
// "Speeding the Pollard and elliptic curve methods of factorization", 1987).

const QUEUE: u32 = 256;
let queued: u32 = 0;

/** Queues a pair of points for two targets; 0 for a lane that isn't wanted. */
function enqueue(point: usize, target0: usize, target1: usize): void {
  memory.copy(BATCH_POINTS + POINTS * (queued as usize), point, POINTS);
  const targets = QUEUE_TARGETS + 8 * (queued as usize);
  store<u32>(targets, target0 as u32);
  store<u32>(targets, target1 as u32, 4);
  if (++queued == QUEUE) flush();
}

function writeEntry(target: usize, plus: usize, minus: usize, dxy: usize, lane: usize): void {
  if (target == 0) return;
  split(target, plus, lane);
  split(target + SINGLE, minus, lane);
  split(target + 2 * SINGLE, dxy, lane);
}

/** Turns all queued points into entries. */
function flush(): void {
  if (queued == 0) return;
  // Prefix products of 2Z: the inverse of that makes halves of x and y.
  let prefix = BATCH_PREFIXES;
  let point = BATCH_POINTS;
  for (let i: u32 = 0; i < queued; i++) {
    add(TWICE_Z, point + Z, point + Z);
    carry(TWICE_Z);
    copy(point + Z, TWICE_Z);
    if (i == 0) copy(prefix, TWICE_Z);
    else mul(prefix, prefix - PAIR, TWICE_Z);
    prefix += PAIR;
    point += POINTS;
  }
  prefix -= PAIR;
  point -= POINTS;
  invertPublic(INVERSE, prefix);
  for (let i = queued; i > 0; i--) {
    prefix -= PAIR;
    if (i > 1) mul(ONE_INVERSE, INVERSE, prefix);
    else copy(ONE_INVERSE, INVERSE);
    mul(INVERSE, INVERSE, point + Z);
    mul(HALF_X, point + X, ONE_INVERSE);
    mul(HALF_Y, point + Y, ONE_INVERSE);
    mul(TWICE_Z, HALF_X, HALF_Y);
    mul(TWICE_Z, TWICE_Z, D4);
    add(SUM, HALF_Y, HALF_X);
    carry(SUM);
    sub(HALF_X, HALF_Y, HALF_X);
    carry(HALF_X);
    const targets = QUEUE_TARGETS + 8 * ((i - 1) as usize);
    writeEntry(load<u32>(targets), SUM, HALF_X, TWICE_Z, 0);
    writeEntry(load<u32>(targets, 4), SUM, HALF_X, TWICE_Z, 1);
    point -= POINTS;
  }
  queued = 0;
}

/** Fills two slices (0 for none), whose entry 1 stands, up to the multiples `top0` and `top1`. */
function fillSlices(slice0: usize, slice1: usize, top0: u32, top1: u32): void {
  const first1 = slice1 != 0 ? slice1 + ENTRY : slice0 + ENTRY;
  joinEntries(slice0 + ENTRY, 0, first1, 0);
  for (let i: usize = 0; i < 3 * PAIR; i += PAIR) copy(BASE + i, JOINED + i);
  setNeutral(POINT);
  addEntries(POINT, BASE);
  const top = max(top0, top1);
  for (let i: u32 = 2; i <= top; i++) {
    addEntries(POINT, BASE);
    const at = ENTRY * (i as usize);
    enqueue(POINT, i <= top0 ? slice0 + at : 0, slice1 != 0 && i <= top1 ? slice1 + at : 0);
  }
}

/**
 * Builds tables of the same shape for the points in both lanes of `points`, at two addresses; `table1` may be 0.
 * `points` is spent.
 */
export function buildTables(shape: u32, points: usize, table0: usize, table1: usize): void {
  const slices = sliceCount(shape);
  const size = sliceSize(shape);
  const doublings = widthOf(shape) * spacingOf(shape);
  // Where slices begin: the point doubled again and again. These points become the entries 1.
  for (let k: u32 = 0; k < slices; k++) {
    const offset = size * (k as usize);
    memory.copy(table0 + offset, NEUTRAL_ENTRY, ENTRY);
    if (table1 != 0) memory.copy(table1 + offset, NEUTRAL_ENTRY, ENTRY);
    enqueue(points, table0 + offset + ENTRY, table1 != 0 ? table1 + offset + ENTRY : 0);
    if (k + 1 < slices) for (let i: u32 = 0; i < doublings; i++) double(points, points, i + 1 == doublings);
  }
  flush();
  const top = sliceTop(shape);
  const last = lastTop(shape);
  if (table1 != 0) {
    for (let k: u32 = 0; k < slices; k++) {
      const offset = size * (k as usize);
      const here = k + 1 < slices ? top : last;
      fillSlices(table0 + offset, table1 + offset, here, here);
    }
  } else {
    // One table alone: two of its slices at a time.
    for (let k: u32 = 0; k < slices; k += 2) {
      const slice = table0 + size * (k as usize);
      const here = k + 1 < slices ? top : last;
      fillSlices(slice, k + 1 < slices ? slice + size : 0, here, k + 2 < slices ? top : last);
    }
  }
  flush();
}
