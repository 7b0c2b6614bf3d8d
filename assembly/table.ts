// Tables of multiples of a point, for combs: signed fixed windows (Brickell, Gordon, McCurley, Wilson, "Fast
// exponentiation with precomputation", 1992), or combs with a spacing (Lim, Lee, "More flexible exponentiation
// with precomputation", 1994).
//
// The shape of a table says the width w of its windows and their spacing t (w | t << 8): it has a slice for each
// t-th window, with the multiples 0, 1, ..., 2^(w-1) of 2^(w k) P for window k, as entries. With t = 1 there is
// a slice for every window, and a scalar costs an addition a window. With t = 2 the slice of window k serves
// window k + 1 too, after w doublings; and so on: less to build, for few signatures. The last slice serves the
// top window, whose digit has no sign and goes up to 2^topBits.
//
// How it is built: the powers of two of a slice come from the doublings that lead to the next slice. All between
// them are sums and differences, n + n / 2 +- j, of multiples that stand already: the affine laws of both need the
// same products of coordinates, and the same inverses, so that two multiples cost 19 multiplications. Inverses are
// shared by many (Montgomery, "Speeding the Pollard and elliptic curve methods of factorization", 1987).

import { PAIR, SINGLE, add, carry, copy, join, mul, split, square, sub } from './field';
import { invertPublic } from './inverse';
import { BATCH_POINTS, BATCH_PREFIXES, COMB_SCRATCH, QUEUE } from './memory';
import { D4, ENTRY, NEUTRAL_ENTRY, ONE, POINTS, X, Y, Z, double, pickPoints } from './point';
import { topBits, windowCount } from './recode';

const HELD: usize = COMB_SCRATCH; // extended
const INVERSE: usize = COMB_SCRATCH + 320;
const ONE_INVERSE: usize = COMB_SCRATCH + 400;
const PLUS: usize = COMB_SCRATCH + 480;
const MINUS: usize = COMB_SCRATCH + 560;
const DXY: usize = COMB_SCRATCH + 640;
const CENTRE_PLUS: usize = COMB_SCRATCH + 720;
const CENTRE_MINUS: usize = COMB_SCRATCH + 800;
const CENTRE_XY: usize = COMB_SCRATCH + 880;
const A: usize = COMB_SCRATCH + 960;
const B: usize = COMB_SCRATCH + 1040;
const E: usize = COMB_SCRATCH + 1120;
const F: usize = COMB_SCRATCH + 1200;
const U: usize = COMB_SCRATCH + 1280;
const V: usize = COMB_SCRATCH + 1360;
const INVERSE_PLUS: usize = COMB_SCRATCH + 1440;
const INVERSE_MINUS: usize = COMB_SCRATCH + 1520;

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

/** The highest multiple in slice k: a power of two, 4 or more. */
function topOf(shape: u32, k: u32): u32 {
  return k + 1 < sliceCount(shape) ? sliceTop(shape) : lastTop(shape);
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

// The queue holds what waits for an inversion; all of it is of one kind.

const QUEUE_ROOM: u32 = 256;
let queued: u32 = 0;

// An item: offsets in bytes. Either the entries, for each lane, that a point becomes (0 for none) ...
const TARGETS: usize = 0; // two u32
// ... or the slices, for each lane (0 for none), and which multiples of theirs are added and subtracted, as bytes
// from the beginning of a slice.
const SLICES: usize = 0; // two u32
const CENTRE: usize = 8; // u32
const DISTANCE: usize = 12; // u32
const ITEM: usize = 16;

function itemAt(index: u32): usize {
  return QUEUE + ITEM * (index as usize);
}

/** Where the first half of an item's work is kept, 320 bytes. */
function workAt(index: u32): usize {
  return BATCH_POINTS + POINTS * (index as usize);
}

/** The product of `factor`, which is 3-bounded, and of those of all items before. */
function multiplyPrefix(factor: usize): void {
  const prefix = BATCH_PREFIXES + PAIR * (queued as usize);
  if (queued != 0) mul(prefix, factor, prefix - PAIR);
  else {
    copy(prefix, factor);
    carry(prefix);
  }
}

function beginInverses(): void {
  invertPublic(INVERSE, BATCH_PREFIXES + PAIR * ((queued - 1) as usize));
}

/** ONE_INVERSE = 1 / `factor`, that of the item, where all later ones have had theirs. */
function nextInverse(index: u32, factor: usize): void {
  if (index != 0) mul(ONE_INVERSE, INVERSE, BATCH_PREFIXES + PAIR * ((index - 1) as usize));
  else copy(ONE_INVERSE, INVERSE);
  mul(INVERSE, factor, INVERSE);
}

/** Makes entries of the points with half their coordinates in U (x) and V (y), to addresses for each lane, 0 for none. */
function writeEntries(target0: usize, target1: usize): void {
  add(PLUS, V, U);
  carry(PLUS);
  sub(MINUS, V, U);
  carry(MINUS);
  mul(DXY, U, V);
  mul(DXY, DXY, D4);
  if (target0 != 0) writeEntry(target0, 0);
  if (target1 != 0) writeEntry(target1, 1);
}

function writeEntry(target: usize, lane: usize): void {
  split(target, PLUS, lane);
  split(target + SINGLE, MINUS, lane);
  split(target + 2 * SINGLE, DXY, lane);
}

// ---- Points that become entries -------------------------------------------------------------------------

const TWICE_Z: usize = 3 * PAIR; // in an item's work, behind X, Y and Z

function enqueuePoint(point: usize, target0: usize, target1: usize): void {
  const work = workAt(queued);
  memory.copy(work, point, 3 * PAIR);
  // The inverse of 2 Z makes halves of x and y.
  add(work + TWICE_Z, point + Z, point + Z);
  multiplyPrefix(work + TWICE_Z);
  store<u32>(itemAt(queued), target0 as u32, TARGETS);
  store<u32>(itemAt(queued), target1 as u32, TARGETS + 4);
  if (++queued == QUEUE_ROOM) flushPoints();
}

function flushPoints(): void {
  if (queued == 0) return;
  beginInverses();
  for (let i = queued; i > 0; i--) {
    const work = workAt(i - 1);
    nextInverse(i - 1, work + TWICE_Z);
    mul(U, work + X, ONE_INVERSE);
    mul(V, work + Y, ONE_INVERSE);
    const item = itemAt(i - 1);
    writeEntries(load<u32>(item, TARGETS), load<u32>(item, TARGETS + 4));
  }
  queued = 0;
}

// ---- Sums and differences of entries --------------------------------------------------------------------
//
// With c = d x x' y y' for the points (x, y) and (x', y') (Hisil et al. 2008, section 3, for a = -1, affine):
//
//   the sum          x y' + x' y  over 1 + c,   y y' + x x'  over 1 - c
//   the difference   x' y - x y'  over 1 - c,   y y' - x x'  over 1 + c   (the second less the first)
//
// of which no denominator is ever 0. Products of (y + x) / 2, (y - x) / 2 and the like give halves of all four:
//
//   A = (y - x)(y' - x') / 4,  B = (y + x)(y' + x') / 4:   B + A = (y y' + x x') / 2,  B - A = (x y' + x' y) / 2
//   E = (y - x)(y' + x') / 4,  F = (y + x)(y' - x') / 4:   F + E = (y y' - x x') / 2,  E - F = (x' y - x y') / 2

const PRODUCT: usize = 0; // c, in an item's work
const DENOMINATOR: usize = PAIR; // 1 - c^2

/** Loads the entries at `offset` in both slices: (y + x) / 2 and (y - x) / 2. */
function loadSums(plus: usize, minus: usize, slice0: usize, slice1: usize, offset: usize): void {
  join(plus, slice0 + offset, slice1 + offset);
  join(minus, slice0 + offset + SINGLE, slice1 + offset + SINGLE);
}

/** Chooses the multiple to which others are added, and from which they are subtracted. */
function setCentre(slice0: usize, slice1: usize, centre: usize): void {
  loadSums(CENTRE_PLUS, CENTRE_MINUS, slice0, slice1 != 0 ? slice1 : slice0, centre);
  sub(A, CENTRE_PLUS, CENTRE_MINUS); // (3, 2)
  add(B, CENTRE_PLUS, CENTRE_MINUS);
  carry(B);
  mul(CENTRE_XY, A, B);
}

/** Queues the multiples `centre` + `distance` and `centre` - `distance`; wants `setCentre`. */
function enqueueSums(slice0: usize, slice1: usize, centre: usize, distance: usize): void {
  const other = slice1 != 0 ? slice1 : slice0;
  const work = workAt(queued);
  join(DXY, slice0 + distance + 2 * SINGLE, other + distance + 2 * SINGLE);
  mul(work + PRODUCT, DXY, CENTRE_XY);
  square(A, work + PRODUCT);
  sub(work + DENOMINATOR, ONE, A); // (3, 2)
  multiplyPrefix(work + DENOMINATOR);
  store<u32>(itemAt(queued), slice0 as u32, SLICES);
  store<u32>(itemAt(queued), slice1 as u32, SLICES + 4);
  store<u32>(itemAt(queued), centre as u32, CENTRE);
  store<u32>(itemAt(queued), distance as u32, DISTANCE);
  if (++queued == QUEUE_ROOM) flushSums();
}

/** The same for the entries at `offset` in both slices. */
function writeSums(slice0: usize, slice1: usize, offset: usize): void {
  writeEntries(slice0 + offset, slice1 != 0 ? slice1 + offset : 0);
}

function flushSums(): void {
  if (queued == 0) return;
  beginInverses();
  let centred0: usize = 0;
  let centred1: usize = 0;
  for (let i = queued; i > 0; i--) {
    const item = itemAt(i - 1);
    const work = workAt(i - 1);
    const slice0 = load<u32>(item, SLICES) as usize;
    const slice1 = load<u32>(item, SLICES + 4) as usize;
    const other = slice1 != 0 ? slice1 : slice0;
    const centre = load<u32>(item, CENTRE) as usize;
    const distance = load<u32>(item, DISTANCE) as usize;
    nextInverse(i - 1, work + DENOMINATOR);
    // 1 / (1 + c) = (1 - c) / (1 - c^2), and the other way round.
    sub(A, ONE, work + PRODUCT); // (3, 2)
    add(B, ONE, work + PRODUCT); // (2, 2)
    mul(INVERSE_PLUS, A, ONE_INVERSE);
    mul(INVERSE_MINUS, B, ONE_INVERSE);
    if (slice0 + centre != centred0 || slice1 != centred1) {
      loadSums(CENTRE_PLUS, CENTRE_MINUS, slice0, other, centre);
      centred0 = slice0 + centre;
      centred1 = slice1;
    }
    loadSums(PLUS, MINUS, slice0, other, distance);
    mul(A, MINUS, CENTRE_MINUS);
    mul(B, PLUS, CENTRE_PLUS);
    mul(E, MINUS, CENTRE_PLUS);
    mul(F, PLUS, CENTRE_MINUS);
    sub(U, B, A); // (3, 2)
    add(V, B, A); // (2, 2)
    mul(U, U, INVERSE_PLUS);
    mul(V, V, INVERSE_MINUS);
    writeSums(slice0, slice1, centre + distance);
    if (centre == 2 * distance) continue; // the difference is the distance
    sub(U, E, F); // (3, 2)
    add(V, E, F); // (2, 2)
    mul(U, U, INVERSE_MINUS);
    mul(V, V, INVERSE_PLUS);
    writeSums(slice0, slice1, centre - distance);
  }
  queued = 0;
}

// ---- Tables ---------------------------------------------------------------------------------------------

/** A point whose neighbour, of the same table, comes next: its target. */
let held: usize = 0;

/** Queues a point of one table alone, which is in both lanes: two of them make a pair. */
function enqueueAlone(point: usize, target: usize): void {
  if (held == 0) {
    memory.copy(HELD, point, POINTS);
    held = target;
    return;
  }
  pickPoints(HELD, HELD, point);
  enqueuePoint(HELD, held, target);
  held = 0;
}

/** Doubles the points from slice to slice; what comes of it are the powers of two of all slices. */
function buildPowers(shape: u32, points: usize, table0: usize, table1: usize): void {
  const slices = sliceCount(shape);
  const doublings = widthOf(shape) * spacingOf(shape);
  for (let k: u32 = 0; k < slices; k++) {
    const offset = sliceSize(shape) * (k as usize);
    memory.copy(table0 + offset, NEUTRAL_ENTRY, ENTRY);
    if (table1 != 0) memory.copy(table1 + offset, NEUTRAL_ENTRY, ENTRY);
    const top = topOf(shape, k);
    let doubled: u32 = 0;
    for (let multiple: u32 = 1; multiple <= top; multiple *= 2) {
      if (multiple > 1) {
        double(points, points, false);
        doubled++;
      }
      const at = offset + ENTRY * (multiple as usize);
      if (table1 != 0) enqueuePoint(points, table0 + at, table1 + at);
      else enqueueAlone(points, table0 + at);
    }
    if (k + 1 < slices) for (; doubled < doublings; doubled++) double(points, points, false);
  }
  if (held != 0) enqueueAlone(points, 0);
  flushPoints();
}

/** Queues n + n / 2 alone, or the other multiples between n and 2 n, of two slices (0 for none) up to their tops. */
function enqueueBetween(slice0: usize, top0: u32, slice1: usize, top1: u32, n: u32, others: bool): void {
  const wanted0 = n < top0;
  const wanted1 = slice1 != 0 && n < top1;
  if (!wanted0 && !wanted1) return;
  const first = wanted0 ? slice0 : slice1;
  const second = wanted0 && wanted1 ? slice1 : 0;
  const half = ENTRY * ((n >> 1) as usize);
  const whole: usize = 2 * half;
  if (!others) {
    setCentre(first, second, whole);
    enqueueSums(first, second, whole, half);
    return;
  }
  setCentre(first, second, whole + half);
  for (let distance = ENTRY; distance < half; distance += ENTRY) enqueueSums(first, second, whole + half, distance);
}

/** Queues what lies between n and 2 n in all slices. */
function enqueueLevel(shape: u32, table0: usize, table1: usize, n: u32, others: bool): void {
  const slices = sliceCount(shape);
  const size = sliceSize(shape);
  // One table alone: two of its slices at a time.
  const step: u32 = table1 != 0 ? 1 : 2;
  for (let k: u32 = 0; k < slices; k += step) {
    const slice0 = table0 + size * (k as usize);
    const top0 = topOf(shape, k);
    if (table1 != 0) enqueueBetween(slice0, top0, table1 + size * (k as usize), top0, n, others);
    else if (k + 1 < slices) enqueueBetween(slice0, top0, slice0 + size, topOf(shape, k + 1), n, others);
    else enqueueBetween(slice0, top0, 0, 0, n, others);
  }
}

/**
 * Builds tables of the same shape for the points in both lanes of `points`, at two addresses; `table1` may be 0, and
 * the points the same then. `points` is spent.
 */
export function buildTables(shape: u32, points: usize, table0: usize, table1: usize): void {
  buildPowers(shape, points, table0, table1);
  const top = max(sliceTop(shape), lastTop(shape));
  for (let n: u32 = 2; n < top; n *= 2) enqueueLevel(shape, table0, table1, n, false);
  flushSums();
  for (let n: u32 = 4; n < top; n *= 2) {
    enqueueLevel(shape, table0, table1, n, true);
    flushSums();
  }
}
