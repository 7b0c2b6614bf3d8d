// The base point B: its tables, and its secret multiples in constant time.

import { allocate, arenaSize } from './arena';
import { PAIR, SINGLE, join, laneMask, negateWhere } from './field';
import { BASE_MUL_SCRATCH, BASE_TABLE } from './memory';
import { ENTRY, POINTS, addEntries, addLanes, decodePoints, double, pickPoints, setNeutral } from './point';
import { buildTables, sliceSize, tableSize } from './table';

/** The encoding of B (RFC 8032, section 5.1): y = 4 / 5, x even. */
// prettier-ignore
const B: usize = memory.data<u64>([
  0x6666666666666658, 0x6666666666666666, 0x6666666666666666, 0x6666666666666666,
]);

/** The shape of the table that is always there: 32 windows of 8 bits. */
const SHAPE: u32 = 8 | (1 << 8);
/** Signatures after which a wider table pays. */
const WIDE_AFTER: u32 = 4096;

const POINT: usize = BASE_MUL_SCRATCH; // extended
const DOUBLED: usize = BASE_MUL_SCRATCH + 320; // extended
const JOINED: usize = BASE_MUL_SCRATCH + 640; // a pair of entries
const SELECTED0: usize = BASE_MUL_SCRATCH + 880; // an entry, 128 bytes
const SELECTED1: usize = BASE_MUL_SCRATCH + 1008;
const DIGITS: usize = BASE_MUL_SCRATCH + 1136; // 64 bytes

/** The table of B for verifying, and its shape. */
export let baseTable: usize = BASE_TABLE;
export let baseShape: u32 = SHAPE;
let uses: u32 = 0;

/** Computes the table of B. Called once, after `initPoint`. */
export function initBase(): void {
  decodePoints(POINT, B, B);
  buildTables(SHAPE, POINT, BASE_TABLE, 0);
}

/** Forgets the wider table, whose room is gone. */
export function dropWideBase(): void {
  baseTable = BASE_TABLE;
  baseShape = SHAPE;
  uses = 0;
}

/** Counts signatures, and builds the wider table of B once it pays. */
export function countBaseUses(signatures: u32): void {
  if (uses >= WIDE_AFTER) return;
  uses += signatures;
  if (uses < WIDE_AFTER) return;
  // The widest that leaves four fifths of the room to authors.
  let shape: u32 = 12 | (1 << 8);
  while (shape > SHAPE && <u32>5 * tableSize(shape) > arenaSize()) shape--;
  const table = shape > SHAPE ? allocate(tableSize(shape)) : 0;
  if (table == 0) return;
  decodePoints(POINT, B, B);
  buildTables(shape, POINT, table, 0);
  baseTable = table;
  baseShape = shape;
}

/**
 * Writes 64 digits of 4 bits, from -8 to 7 and the last from 0 to 8, of 32 bytes, little-endian, below 2^255. In
 * constant time.
 */
function recodeSecret(scalar: usize): void {
  let carry: i32 = 0;
  for (let i: usize = 0; i < 64; i++) {
    const nibble = ((load<u8>(scalar + (i >> 1)) as i32) >> (((i & 1) << 2) as i32)) & 15;
    const digit = nibble + carry;
    carry = (digit + 8) >> 4;
    store<i8>(DIGITS + i, (digit - (carry << 4)) as i8);
  }
  // The top nibble is below 8: with its carry it is a digit as it stands.
  store<i8>(DIGITS + 63, ((load<i8>(DIGITS + 63) as i32) + (carry << 4)) as i8);
}

/**
 * Copies entry |digit| of the slice at `slice` to `out`. All entries 0 to 8 are read whatever the digit.
 * Returns the sign: -1 or 0.
 */
function select(out: usize, slice: usize, digit: i32): i32 {
  const sign = digit >> 31;
  const wanted = (digit ^ sign) - sign;
  let v0 = i64x2.splat(0);
  let v1 = v0;
  let v2 = v0;
  let v3 = v0;
  let v4 = v0;
  let v5 = v0;
  let v6 = v0;
  let v7: u64 = 0;
  for (let i: i32 = 0; i <= 8; i++) {
    // All ones where i is the wanted one: i ^ wanted is 0 to 15, and only 0 borrows.
    const match = ((i ^ wanted) - 1) >> 31;
    const mask = i32x4.splat(match);
    v0 = v128.or(v0, v128.and(mask, v128.load(slice)));
    v1 = v128.or(v1, v128.and(mask, v128.load(slice, 16)));
    v2 = v128.or(v2, v128.and(mask, v128.load(slice, 32)));
    v3 = v128.or(v3, v128.and(mask, v128.load(slice, 48)));
    v4 = v128.or(v4, v128.and(mask, v128.load(slice, 64)));
    v5 = v128.or(v5, v128.and(mask, v128.load(slice, 80)));
    v6 = v128.or(v6, v128.and(mask, v128.load(slice, 96)));
    v7 |= load<u64>(slice, 112) & (match as i64 as u64);
    slice += ENTRY;
  }
  v128.store(out, v0);
  v128.store(out, v1, 16);
  v128.store(out, v2, 32);
  v128.store(out, v3, 48);
  v128.store(out, v4, 64);
  v128.store(out, v5, 80);
  v128.store(out, v6, 96);
  store<u64>(out, v7, 112);
  // The negative exchanges the first two coordinates; the third's sign is turned by the caller.
  for (let i: usize = 0; i < SINGLE; i += 8) {
    const plus = load<u64>(out + i);
    const minus = load<u64>(out + i, 40);
    const difference = (plus ^ minus) & (sign as i64 as u64);
    store<u64>(out + i, plus ^ difference);
    store<u64>(out + i, minus ^ difference, 40);
  }
  return sign;
}

/**
 * out = [scalar]B in both lanes, for 32 bytes, little-endian, below 2^255. In constant time.
 *
 * Slice k of the table has the multiples of 2^(8k) B: lane 0 takes the upper nibble of byte k, lane 1 the lower
 * one; at the end lane 0 counts 16 times.
 */
export function baseMul(out: usize, scalar: usize): void {
  recodeSecret(scalar);
  setNeutral(POINT);
  const size = sliceSize(SHAPE);
  for (let k: usize = 0; k < 32; k++) {
    const slice = BASE_TABLE + size * k;
    const sign0 = select(SELECTED0, slice, load<i8>(DIGITS + 2 * k, 1) as i32);
    const sign1 = select(SELECTED1, slice, load<i8>(DIGITS + 2 * k) as i32);
    join(JOINED, SELECTED0, SELECTED1);
    join(JOINED + PAIR, SELECTED0 + SINGLE, SELECTED1 + SINGLE);
    join(JOINED + 2 * PAIR, SELECTED0 + 2 * SINGLE, SELECTED1 + 2 * SINGLE);
    negateWhere(JOINED + 2 * PAIR, JOINED + 2 * PAIR, laneMask(sign0, sign1));
    addEntries(POINT, JOINED);
  }
  double(DOUBLED, POINT, false);
  double(DOUBLED, DOUBLED, false);
  double(DOUBLED, DOUBLED, false);
  double(DOUBLED, DOUBLED, true);
  pickPoints(out, DOUBLED, POINT);
  addLanes(out);
}
