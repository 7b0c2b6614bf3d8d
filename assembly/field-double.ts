// Arithmetic modulo p = 2^255 - 19 on doubles with fused multiply-add, two elements at a time: one in each lane.
//
// A pair of elements is five limbs a lane, 80 bytes: limb i is an f64, an integer of weight 2^(51 i). Vector k
// of the five holds limb k of lane 0 and of lane 1. A single element, as tables keep them, is its five limbs,
// 40 bytes.
//
// `relaxed_madd` fuses where the hardware does; where it doesn't, all of this is wrong. So nothing here runs
// before `selfTest` (self-test.ts) has seen that it fuses.
//
// Bounds. Limbs are signed. An element is *a-bounded* when every limb is at most a * 2^50 in magnitude.
// *Reduced* is what mul, square, carry and fromBytes write: at most 2^50 + 2^14, which is 1.0001-bounded. add
// and sub add bounds up and are exact, since all is far below 2^53.
//
// mul(f, g) wants a * b <= 3.9; square(f) wants a <= 1.39, since it doubles limbs (2 a^2 <= 3.9). Proof:
//   - a product x of two limbs is below 3.9 * 2^100 < 2^102. x + 1.5 * 2^103 is between 2^103 and 2^104, where
//     doubles are the multiples of 2^51; so `high` is x rounded to a multiple of 2^51 (plus the constant),
//     and its bits, as an integer, count these multiples.
//   - 1.5 * 2^103 + 1.5 * 2^52 - high is exact: a multiple of 2^51 below 2^103. Adding x leaves 1.5 * 2^52 + x -
//     (x rounded), the latter at most 2^50: an integer between 2^52 and 2^53, where doubles are the integers.
//     So `low` is exact and its bits count ones.
//   - columns, as integers without the constants: five products or fewer, low parts at most 5 * 2^50, high parts
//     at most 5 * 3.9 * 2^49; a column of both is below 12.3 * 2^50 < 2^53.7, and with 19 columns that come
//     back below 20 * 2^53.7 < 2^58.1. Adding 2^60 makes it positive, below 2^61; its carry is below 2^10, the
//     last one times 19 below 2^14.3. A column cut to 51 bits, plus a carry, is below 2^51 + 2^14.3 < 2^52, which
//     makes it a double; less 2^50 twice (one for rounding, see the generator) it is within 2^50 + 2^14 (carries
//     lie around 2^9, which the constants take off, within 2^7.1; times 19 within 2^11.4).

export { mul, square } from './field-double-mul';

const MASK51: i64 = (1 << 51) - 1;
const HALF51: i64 = 1 << 50;

/** 1.5 * 2^103: adding and subtracting it rounds to a multiple of 2^51. */
const ROUND51: f64 = 15211807202738752817960438464513.0;
/** 2^-51 and 19 * 2^-51. */
const DOWN51: f64 = 4.440892098500626e-16;
const DOWN51_TIMES_19: f64 = 8.43769498715119e-15;

/** out = f + g, without carrying. */
// @ts-ignore: decorator
@inline
export function add(out: usize, f: usize, g: usize): void {
  v128.store(out, f64x2.add(v128.load(f), v128.load(g)));
  v128.store(out, f64x2.add(v128.load(f, 16), v128.load(g, 16)), 16);
  v128.store(out, f64x2.add(v128.load(f, 32), v128.load(g, 32)), 32);
  v128.store(out, f64x2.add(v128.load(f, 48), v128.load(g, 48)), 48);
  v128.store(out, f64x2.add(v128.load(f, 64), v128.load(g, 64)), 64);
}

/** out = f - g, without carrying. */
// @ts-ignore: decorator
@inline
export function sub(out: usize, f: usize, g: usize): void {
  v128.store(out, f64x2.sub(v128.load(f), v128.load(g)));
  v128.store(out, f64x2.sub(v128.load(f, 16), v128.load(g, 16)), 16);
  v128.store(out, f64x2.sub(v128.load(f, 32), v128.load(g, 32)), 32);
  v128.store(out, f64x2.sub(v128.load(f, 48), v128.load(g, 48)), 48);
  v128.store(out, f64x2.sub(v128.load(f, 64), v128.load(g, 64)), 64);
}

// @ts-ignore: decorator
@inline
function carriesOf(v: v128): v128 {
  const round = f64x2.splat(ROUND51);
  return f64x2.sub(f64x2.add(v, round), round);
}

/** out = f, reduced: each limb hands on what exceeds its width, all at once. Wants limbs below 2^53. */
export function carry(out: usize, f: usize): void {
  const f0 = v128.load(f);
  const f1 = v128.load(f, 16);
  const f2 = v128.load(f, 32);
  const f3 = v128.load(f, 48);
  const f4 = v128.load(f, 64);
  const c0 = carriesOf(f0);
  const c1 = carriesOf(f1);
  const c2 = carriesOf(f2);
  const c3 = carriesOf(f3);
  const c4 = carriesOf(f4);
  const down = f64x2.splat(DOWN51);
  v128.store(out, f64x2.add(f64x2.sub(f0, c0), f64x2.mul(c4, f64x2.splat(DOWN51_TIMES_19))));
  v128.store(out, f64x2.add(f64x2.sub(f1, c1), f64x2.mul(c0, down)), 16);
  v128.store(out, f64x2.add(f64x2.sub(f2, c2), f64x2.mul(c1, down)), 32);
  v128.store(out, f64x2.add(f64x2.sub(f3, c3), f64x2.mul(c2, down)), 48);
  v128.store(out, f64x2.add(f64x2.sub(f4, c4), f64x2.mul(c3, down)), 64);
}

/** A mask for `negateWhere`: all ones in the lanes whose sign is -1, zeros where it is 0. */
// @ts-ignore: decorator
@inline
export function laneMask(sign0: i32, sign1: i32): v128 {
  return i64x2.replace_lane(i64x2.splat(sign0 as i64), 1, sign1 as i64);
}

// @ts-ignore: decorator
@inline
function negateVector(out: usize, f: usize, signs: v128, offset: usize): void {
  v128.store(out + offset, v128.xor(v128.load(f + offset), signs));
}

/** out = -f in the lanes of the mask, f in the others. */
// @ts-ignore: decorator
@inline
export function negateWhere(out: usize, f: usize, mask: v128): void {
  const signs = i64x2.shl(mask, 63);
  negateVector(out, f, signs, 0);
  negateVector(out, f, signs, 16);
  negateVector(out, f, signs, 32);
  negateVector(out, f, signs, 48);
  negateVector(out, f, signs, 64);
}

/** out = the single elements f in lane 0 and g in lane 1. */
// @ts-ignore: decorator
@inline
export function join(out: usize, f: usize, g: usize): void {
  let a = v128.load(f);
  let b = v128.load(g);
  v128.store(out, i8x16.shuffle(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
  v128.store(out, i8x16.shuffle(a, b, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 16);
  a = v128.load(f, 16);
  b = v128.load(g, 16);
  v128.store(out, i8x16.shuffle(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23), 32);
  v128.store(out, i8x16.shuffle(a, b, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 48);
  a = v128.load64_zero(f, 32);
  b = v128.load64_zero(g, 32);
  v128.store(out, i8x16.shuffle(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23), 64);
}

/** out = the single element in lane 0 or 1 of f. */
export function split(out: usize, f: usize, lane: usize): void {
  const from = f + 8 * lane;
  for (let i: usize = 0; i < 5; i++) store<u64>(out + 8 * i, load<u64>(from + 16 * i));
}

/** Both lanes of f, exchanged. */
// @ts-ignore: decorator
@inline
export function exchangeLanes(v: v128): v128 {
  return i8x16.shuffle(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
}

/** Lane 0 of a, lane 1 of b. */
// @ts-ignore: decorator
@inline
export function pickLanes(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 24, 25, 26, 27, 28, 29, 30, 31);
}

/** out = value in both lanes, for a value from 0 to 2^25. */
export function setSmall(out: usize, value: i32): void {
  memory.fill(out, 0, 80);
  v128.store(out, f64x2.splat(value as f64));
}

/** Reads 32 bytes, little-endian, without the top bit, into a lane; from p to 2^255 - 1 for themselves modulo p. */
export function fromBytes(out: usize, lane: usize, bytes: usize): void {
  const a = load<u64>(bytes);
  const b = load<u64>(bytes, 8);
  const c = load<u64>(bytes, 16);
  const d = load<u64>(bytes, 24);
  let h0 = (a as i64) & MASK51;
  let h1 = (((a >> 51) | (b << 13)) as i64) & MASK51;
  let h2 = (((b >> 38) | (c << 26)) as i64) & MASK51;
  let h3 = (((c >> 25) | (d << 39)) as i64) & MASK51;
  let h4 = ((d >> 12) as i64) & MASK51;
  // Limbs of 51 bits are brought down to 50 bits and a sign; the top one's carry comes back times 19.
  let q = (h0 + HALF51) >> 51;
  h0 -= q << 51;
  h1 += q;
  q = (h1 + HALF51) >> 51;
  h1 -= q << 51;
  h2 += q;
  q = (h2 + HALF51) >> 51;
  h2 -= q << 51;
  h3 += q;
  q = (h3 + HALF51) >> 51;
  h3 -= q << 51;
  h4 += q;
  q = (h4 + HALF51) >> 51;
  h4 -= q << 51;
  h0 += 19 * q;
  const to = out + 8 * lane;
  store<f64>(to, h0 as f64);
  store<f64>(to, h1 as f64, 16);
  store<f64>(to, h2 as f64, 32);
  store<f64>(to, h3 as f64, 48);
  store<f64>(to, h4 as f64, 64);
}

/**
 * Writes the 32 bytes, little-endian, of the representative from 0 to p - 1 of the element in a lane. Wants f
 * reduced.
 */
export function toBytes(out: usize, f: usize, lane: usize): void {
  const from = f + 8 * lane;
  let h0 = load<f64>(from) as i64;
  let h1 = load<f64>(from, 16) as i64;
  let h2 = load<f64>(from, 32) as i64;
  let h3 = load<f64>(from, 48) as i64;
  let h4 = load<f64>(from, 64) as i64;
  // |f| < 2^254 + 2^219. One round of carries leaves limbs of 51 bits but for limb 0, which may be 19 below
  // zero (the carry out of limb 4 is -1 or 0).
  h1 += h0 >> 51;
  h0 &= MASK51;
  h2 += h1 >> 51;
  h1 &= MASK51;
  h3 += h2 >> 51;
  h2 &= MASK51;
  h4 += h3 >> 51;
  h3 &= MASK51;
  h0 += 19 * (h4 >> 51);
  h4 &= MASK51;
  // So -19 <= f < 2^255. q = floor((f + 19) / 2^255) is 1 where f >= p; for f < 0 only h0 is negative, all else
  // is zero or borrowed from. A second round settles that, and adds p where f < 0.
  h1 += h0 >> 51;
  h0 &= MASK51;
  h2 += h1 >> 51;
  h1 &= MASK51;
  h3 += h2 >> 51;
  h2 &= MASK51;
  h4 += h3 >> 51;
  h3 &= MASK51;
  h0 += 19 * (h4 >> 51);
  h4 &= MASK51;
  let q = (h0 + 19) >> 51;
  q = (h1 + q) >> 51;
  q = (h2 + q) >> 51;
  q = (h3 + q) >> 51;
  q = (h4 + q) >> 51;
  h0 += 19 * q;
  h1 += h0 >> 51;
  h2 += h1 >> 51;
  h3 += h2 >> 51;
  h4 += h3 >> 51;
  h0 &= MASK51;
  h1 &= MASK51;
  h2 &= MASK51;
  h3 &= MASK51;
  h4 &= MASK51;
  store<u64>(out, h0 | (h1 << 51));
  store<u64>(out, (h1 >> 13) | (h2 << 38), 8);
  store<u64>(out, (h2 >> 26) | (h3 << 25), 16);
  store<u64>(out, (h3 >> 39) | (h4 << 12), 24);
}
