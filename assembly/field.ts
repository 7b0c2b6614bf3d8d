// Arithmetic modulo p = 2^255 - 19, on two elements at a time: one in each lane of the vectors. There are two
// implementations with the same functions, one for each build of the core: integers (field-integer.ts), and
// doubles with fused multiply-add (field-double.ts) where relaxed SIMD is compiled in.
//
// Which sums may be multiplied is said there, by bounds. What is written elsewhere holds for both: products take
// a first factor that is 3-bounded and a second that is reduced, or 2-bounded where the first is reduced;
// `carry` makes a sum reduced, and `carryIfDouble` does where only doubles want it.

import * as doubles from './field-double';
import * as integers from './field-integer';
import { FIELD_SCRATCH } from './memory';

/** Bytes of a pair of elements in memory. */
export const PAIR: usize = 80;
/** Bytes of a single element, as tables have it. */
export const SINGLE: usize = 40;

/** out = f * g */
// @ts-ignore: decorator
@inline
export function mul(out: usize, f: usize, g: usize): void {
  if (ASC_FEATURE_RELAXED_SIMD) doubles.mul(out, f, g);
  else integers.mul(out, f, g);
}

/** out = f^2 */
// @ts-ignore: decorator
@inline
export function square(out: usize, f: usize): void {
  if (ASC_FEATURE_RELAXED_SIMD) doubles.square(out, f);
  else integers.square(out, f);
}

/** out = f + g, without carrying. */
// @ts-ignore: decorator
@inline
export function add(out: usize, f: usize, g: usize): void {
  if (ASC_FEATURE_RELAXED_SIMD) doubles.add(out, f, g);
  else integers.add(out, f, g);
}

/** out = f - g, without carrying, for a reduced g. */
// @ts-ignore: decorator
@inline
export function sub(out: usize, f: usize, g: usize): void {
  if (ASC_FEATURE_RELAXED_SIMD) doubles.sub(out, f, g);
  else integers.sub(out, f, g);
}

/** f = f, reduced. */
// @ts-ignore: decorator
@inline
export function carry(f: usize): void {
  if (ASC_FEATURE_RELAXED_SIMD) doubles.carry(f, f);
  else integers.carry(f, f);
}

/** f = f, reduced where elements are doubles, whose products have less room. */
// @ts-ignore: decorator
@inline
export function carryIfDouble(f: usize): void {
  if (ASC_FEATURE_RELAXED_SIMD) doubles.carry(f, f);
}

/** A mask of the lanes whose sign is -1, not 0. */
// @ts-ignore: decorator
@inline
export function laneMask(sign0: i32, sign1: i32): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return doubles.laneMask(sign0, sign1);
  else return integers.laneMask(sign0, sign1);
}

/** out = -f in the lanes of the mask, f in the others; f reduced. */
// @ts-ignore: decorator
@inline
export function negateWhere(out: usize, f: usize, mask: v128): void {
  if (ASC_FEATURE_RELAXED_SIMD) doubles.negateWhere(out, f, mask);
  else integers.negateWhere(out, f, mask);
}

/** out = the single elements f in lane 0 and g in lane 1. */
// @ts-ignore: decorator
@inline
export function join(out: usize, f: usize, g: usize): void {
  if (ASC_FEATURE_RELAXED_SIMD) doubles.join(out, f, g);
  else integers.join(out, f, g);
}

/** out = the single element in lane 0 or 1 of f. */
export function split(out: usize, f: usize, lane: usize): void {
  if (ASC_FEATURE_RELAXED_SIMD) doubles.split(out, f, lane);
  else integers.split(out, f, lane);
}

/** a + b, of one of the vectors of pairs, without carrying. */
// @ts-ignore: decorator
@inline
export function plus(a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.add(a, b);
  else return i32x4.add(a, b);
}

/** a - b, of the vectors at `offset` bytes in pairs, without carrying, for a reduced b. */
// @ts-ignore: decorator
@inline
export function minus(a: v128, b: v128, offset: usize): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.sub(a, b);
  else return integers.minus(a, b, offset);
}

/** A vector with the lanes of its elements exchanged. */
// @ts-ignore: decorator
@inline
export function exchanged(v: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return doubles.exchangeLanes(v);
  else return integers.exchangeLanes(v);
}

/** Lane 0 of a vector of one pair, lane 1 of that of another. */
// @ts-ignore: decorator
@inline
export function picked(a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return doubles.pickLanes(a, b);
  else return integers.pickLanes(a, b);
}

/** out = f with its lanes exchanged. */
export function exchangeLanes(out: usize, f: usize): void {
  for (let i: usize = 0; i < PAIR; i += 16) v128.store(out + i, exchanged(v128.load(f + i)));
}

/** out = lane 0 of f and lane 1 of g. */
export function pickLanes(out: usize, f: usize, g: usize): void {
  for (let i: usize = 0; i < PAIR; i += 16) {
    v128.store(out + i, picked(v128.load(f + i), v128.load(g + i)));
  }
}

/** out = value in both lanes, for a value from 0 to 2^25. */
export function setSmall(out: usize, value: i32): void {
  if (ASC_FEATURE_RELAXED_SIMD) doubles.setSmall(out, value);
  else integers.setSmall(out, value);
}

/** Reads 32 bytes, little-endian, without the top bit, into a lane; p and above stand for themselves modulo p. */
export function fromBytes(out: usize, lane: usize, bytes: usize): void {
  if (ASC_FEATURE_RELAXED_SIMD) doubles.fromBytes(out, lane, bytes);
  else integers.fromBytes(out, lane, bytes);
}

/** Writes the 32 bytes, little-endian, of the representative from 0 to p - 1 of the reduced element in a lane. */
export function toBytes(out: usize, f: usize, lane: usize): void {
  if (ASC_FEATURE_RELAXED_SIMD) doubles.toBytes(out, f, lane);
  else integers.toBytes(out, f, lane);
}

/** out = f */
export function copy(out: usize, f: usize): void {
  for (let i: usize = 0; i < PAIR; i += 16) v128.store(out + i, v128.load(f + i));
}

/** out = -f, reduced, for a reduced f. */
export function negate(out: usize, f: usize): void {
  negateWhere(out, f, laneMask(-1, -1));
  carry(out);
}

const P0: usize = FIELD_SCRATCH;
const P1: usize = FIELD_SCRATCH + 80;
const P2: usize = FIELD_SCRATCH + 160;
const P3: usize = FIELD_SCRATCH + 240;
const BYTES: usize = FIELD_SCRATCH + 320;

/** out = f^(2^n), for n >= 1. */
export function squareTimes(out: usize, f: usize, n: u32): void {
  square(out, f);
  for (let i: u32 = 1; i < n; i++) square(out, out);
}

/** P1 = f^(2^250 - 1), P0 = f^11. Exponents are written in binary runs: (n) stands for 2^n - 1. */
function powerOf250Ones(f: usize): void {
  square(P0, f); // 2
  squareTimes(P1, P0, 2); // 8
  mul(P1, P1, f); // 9
  mul(P0, P0, P1); // 11
  square(P2, P0); // 22
  mul(P1, P1, P2); // 31 = (5)
  squareTimes(P2, P1, 5);
  mul(P1, P1, P2); // (10)
  squareTimes(P2, P1, 10);
  mul(P2, P2, P1); // (20)
  squareTimes(P3, P2, 20);
  mul(P2, P2, P3); // (40)
  squareTimes(P2, P2, 10);
  mul(P1, P1, P2); // (50)
  squareTimes(P2, P1, 50);
  mul(P2, P2, P1); // (100)
  squareTimes(P3, P2, 100);
  mul(P2, P2, P3); // (200)
  squareTimes(P2, P2, 50);
  mul(P1, P2, P1); // (250)
}

/** out = 1 / f for a reduced f; 0 for f = 0. It is f^(p - 2), so that the time doesn't depend on f. out may be f. */
export function invert(out: usize, f: usize): void {
  powerOf250Ones(f);
  squareTimes(P1, P1, 5);
  mul(out, P1, P0); // 2^255 - 2^5 + 11 = p - 2
}

/** out = f^((p - 5) / 8) for a reduced f. out must not be f. */
export function powerForRoot(out: usize, f: usize): void {
  powerOf250Ones(f);
  squareTimes(P1, P1, 2);
  mul(out, P1, f); // 2^252 - 4 + 1 = (p - 5) / 8
}

/** The lowest bit of the representative from 0 to p - 1: the sign of an x coordinate (RFC 8032, section 5.1.2). */
export function parity(f: usize, lane: usize): u32 {
  toBytes(BYTES, f, lane);
  return load<u8>(BYTES) & 1;
}

/** Whether the reduced element in a lane is 0 modulo p. */
export function isZero(f: usize, lane: usize): bool {
  toBytes(BYTES, f, lane);
  return (load<u64>(BYTES) | load<u64>(BYTES, 8) | load<u64>(BYTES, 16) | load<u64>(BYTES, 24)) == 0;
}
