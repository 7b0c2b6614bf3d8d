// Arithmetic modulo p = 2^255 - 19 on integers, two elements at a time: one in each lane.
//
// A pair of elements is ten limbs a lane, 80 bytes: limb i is a u32 of weight 2^ceil(25.5 i), so that even limbs
// have 26 bits and odd limbs 25. Vector k of the five holds (limb 2k of lane 0, limb 2k of lane 1, limb 2k + 1
// of lane 0, limb 2k + 1 of lane 1). A single element, as tables keep them, is its ten limbs, 40 bytes.
// (Ten limbs of 25.5 bits: Bernstein, Duif, Lange, Schwabe, Yang, "High-speed high-security signatures", 2011.)
//
// Bounds. Limbs are unsigned. An element is *a-bounded* when every even limb is at most a * 2^26 and every odd
// limb at most a * 2^25. *Reduced* is what mul, square, carry and fromBytes write: limbs of at most 2^26 + 2^18
// and 2^25 + 2^18, which is 1.01-bounded. add(f, g) is (a + b)-bounded. sub(f, g) adds 2p first, whose limbs are
// 2^27 - 38, 2^27 - 2 and 2^26 - 2; so it wants g reduced, and is (a + 2)-bounded.
//
// mul(f, g) wants g 2.2-bounded and a * b <= 16; square(f) wants a <= 2.1. Proof:
//   - 32 bits: 19 times a limb of g is at most 19 * 2.2 * 2^26 < 2^32; 19 times the sum of an even and an odd
//     limb at most 19 * 2.2 * 1.5 * 2^26 = 62.7 * 2^26 < 2^32; sums of limbs of f at most 16 * 1.5 * 2^26 < 2^32.
//     In square, 2 (f_e + f_o) is at most 2 * 2.1 * 1.5 * 2^26 < 2^29, and 19 (f_e + f_o) as above.
//   - 64 bits: the largest column is the first of the product of sums: one product and four that come back times
//     19, a * b * 1.5^2 * 2^52 * (1 + 4 * 19) = a * b * 173.25 * 2^52 < 2^63.5 for a * b <= 16 (in square the
//     same sum, a * b = 4.41). The columns of the even limbs have at most a * b * 77 * 2^52, those of the odd
//     limbs a * b * 77 * 2^50. h0 is even0 + 38 odd4, where odd4 has five products that don't come back:
//     a * b * (77 * 2^52 + 38 * 5 * 2^50) < a * b * 125 * 2^52 < 2^63. Other even columns are smaller. Odd
//     columns are (f_e + f_o)(g_e + g_o) - f_e g_e - f_o g_o = f_e g_o + f_o g_e: never below zero, and since
//     arithmetic is modulo 2^64 that is all that matters.
//   - carries: with columns below 2^64, a chain's carries are below 2^39; so is that out of limb 9, which puts
//     less than 19 * 2^39 < 2^43.3 on limb 0, whose last carry into limb 1 is below 2^17.3. Limb 5 has at most
//     2^25 + 2^38 when it is carried again and hands less than 2^14 to limb 6. All others have been cut to
//     their width, and take no carry after that. Hence reduced.

export { mul, square } from './field-integer-mul';

const MASK26: i64 = (1 << 26) - 1;
const MASK25: i64 = (1 << 25) - 1;

const WIDTHS: usize = memory.data<u32>([0x3ffffff, 0x3ffffff, 0x1ffffff, 0x1ffffff]);
const NINETEEN: usize = memory.data<u32>([19, 19, 19, 19]);

/** 2p, as a pair. */
// prettier-ignore
const TWO_P: usize = memory.data<u32>([
  0x7ffffda, 0x7ffffda, 0x3fffffe, 0x3fffffe, 0x7fffffe, 0x7fffffe, 0x3fffffe, 0x3fffffe,
  0x7fffffe, 0x7fffffe, 0x3fffffe, 0x3fffffe, 0x7fffffe, 0x7fffffe, 0x3fffffe, 0x3fffffe,
  0x7fffffe, 0x7fffffe, 0x3fffffe, 0x3fffffe,
]);

/** out = f + g, without carrying. */
// @ts-ignore: decorator
@inline
export function add(out: usize, f: usize, g: usize): void {
  v128.store(out, i32x4.add(v128.load(f), v128.load(g)));
  v128.store(out, i32x4.add(v128.load(f, 16), v128.load(g, 16)), 16);
  v128.store(out, i32x4.add(v128.load(f, 32), v128.load(g, 32)), 32);
  v128.store(out, i32x4.add(v128.load(f, 48), v128.load(g, 48)), 48);
  v128.store(out, i32x4.add(v128.load(f, 64), v128.load(g, 64)), 64);
}

/** a - b + 2p, of the vectors at `offset`. */
// @ts-ignore: decorator
@inline
export function minus(a: v128, b: v128, offset: usize): v128 {
  return i32x4.sub(i32x4.add(a, v128.load(TWO_P + offset)), b);
}

/** out = f - g + 2p, without carrying, for a reduced g. */
// @ts-ignore: decorator
@inline
export function sub(out: usize, f: usize, g: usize): void {
  v128.store(out, minus(v128.load(f), v128.load(g), 0));
  v128.store(out, minus(v128.load(f, 16), v128.load(g, 16), 16), 16);
  v128.store(out, minus(v128.load(f, 32), v128.load(g, 32), 32), 32);
  v128.store(out, minus(v128.load(f, 48), v128.load(g, 48), 48), 48);
  v128.store(out, minus(v128.load(f, 64), v128.load(g, 64), 64), 64);
}

/** Carries of a vector: its even limbs' in the low half, its odd limbs' in the high half. */
// @ts-ignore: decorator
@inline
function carriesOf(v: v128): v128 {
  const even = i32x4.shr_u(v, 26);
  const odd = i32x4.shr_u(v, 25);
  return i8x16.shuffle(even, odd, 0, 1, 2, 3, 4, 5, 6, 7, 24, 25, 26, 27, 28, 29, 30, 31);
}

/** A vector cut to the widths, plus the carries of the odd limbs before it and of its own even limbs. */
// @ts-ignore: decorator
@inline
function carried(v: v128, before: v128, own: v128, widths: v128): v128 {
  const incoming = i8x16.shuffle(before, own, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23);
  return i32x4.add(v128.and(v, widths), incoming);
}

/** out = f, reduced: each limb hands on what exceeds its width, all at once. Wants limbs below 2^32. */
export function carry(out: usize, f: usize): void {
  const widths = v128.load(WIDTHS);
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
  v128.store(out, carried(f0, i32x4.mul(c4, v128.load(NINETEEN)), c0, widths));
  v128.store(out, carried(f1, c0, c1, widths), 16);
  v128.store(out, carried(f2, c1, c2, widths), 32);
  v128.store(out, carried(f3, c2, c3, widths), 48);
  v128.store(out, carried(f4, c3, c4, widths), 64);
}

/** A mask for `negateWhere`: all ones in the lanes whose sign is -1, zeros where it is 0. */
// @ts-ignore: decorator
@inline
export function laneMask(sign0: i32, sign1: i32): v128 {
  return i32x4.replace_lane(
    i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(sign0), 1, sign1), 3, sign1),
    2,
    sign0,
  );
}

// @ts-ignore: decorator
@inline
function negateVector(out: usize, f: usize, mask: v128, offset: usize): void {
  // ~x + 2p + 1 = 2p - x
  const raise = v128.and(mask, i32x4.sub(v128.load(TWO_P + offset), i32x4.splat(-1)));
  v128.store(out + offset, i32x4.add(v128.xor(v128.load(f + offset), mask), raise));
}

/** out = -f in the lanes of the mask, f in the others; 2-bounded for a reduced f. */
// @ts-ignore: decorator
@inline
export function negateWhere(out: usize, f: usize, mask: v128): void {
  negateVector(out, f, mask, 0);
  negateVector(out, f, mask, 16);
  negateVector(out, f, mask, 32);
  negateVector(out, f, mask, 48);
  negateVector(out, f, mask, 64);
}

/** out = the single elements f in lane 0 and g in lane 1. */
// @ts-ignore: decorator
@inline
export function join(out: usize, f: usize, g: usize): void {
  let a = v128.load(f);
  let b = v128.load(g);
  v128.store(out, i8x16.shuffle(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23));
  v128.store(out, i8x16.shuffle(a, b, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31), 16);
  a = v128.load(f, 16);
  b = v128.load(g, 16);
  v128.store(out, i8x16.shuffle(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23), 32);
  v128.store(out, i8x16.shuffle(a, b, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31), 48);
  a = v128.load64_zero(f, 32);
  b = v128.load64_zero(g, 32);
  v128.store(out, i8x16.shuffle(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23), 64);
}

/** out = the single element in lane 0 or 1 of f. */
export function split(out: usize, f: usize, lane: usize): void {
  const from = f + 4 * lane;
  for (let i: usize = 0; i < 10; i++) store<u32>(out + 4 * i, load<u32>(from + 8 * i));
}

/** Both lanes of f, exchanged. */
// @ts-ignore: decorator
@inline
export function exchangeLanes(v: v128): v128 {
  return i8x16.shuffle(v, v, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11);
}

/** Lane 0 of a, lane 1 of b. */
// @ts-ignore: decorator
@inline
export function pickLanes(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 1, 2, 3, 20, 21, 22, 23, 8, 9, 10, 11, 28, 29, 30, 31);
}

/** out = value in both lanes, for a value from 0 to 2^25. */
export function setSmall(out: usize, value: i32): void {
  memory.fill(out, 0, 80);
  store<i32>(out, value);
  store<i32>(out, value, 4);
}

/** Reads 32 bytes, little-endian, without the top bit, into a lane; from p to 2^255 - 1 for themselves modulo p. */
export function fromBytes(out: usize, lane: usize, bytes: usize): void {
  const a = load<u64>(bytes);
  const b = load<u64>(bytes, 8);
  const c = load<u64>(bytes, 16);
  const d = load<u64>(bytes, 24);
  const to = out + 4 * lane;
  // Limbs begin at bits 0, 26, 51, 77, 102, 128, 153, 179, 204, 230.
  store<u32>(to, (a as u32) & 0x3ffffff);
  store<u32>(to, ((a >> 26) as u32) & 0x1ffffff, 8);
  store<u32>(to, (((a >> 51) | (b << 13)) as u32) & 0x3ffffff, 16);
  store<u32>(to, ((b >> 13) as u32) & 0x1ffffff, 24);
  store<u32>(to, ((b >> 38) as u32) & 0x3ffffff, 32);
  store<u32>(to, (c as u32) & 0x1ffffff, 40);
  store<u32>(to, ((c >> 25) as u32) & 0x3ffffff, 48);
  store<u32>(to, (((c >> 51) | (d << 13)) as u32) & 0x1ffffff, 56);
  store<u32>(to, ((d >> 12) as u32) & 0x3ffffff, 64);
  store<u32>(to, ((d >> 38) as u32) & 0x1ffffff, 72);
}

/**
 * Writes the 32 bytes, little-endian, of the representative from 0 to p - 1 of the element in a lane. Wants f
 * reduced.
 */
export function toBytes(out: usize, f: usize, lane: usize): void {
  const from = f + 4 * lane;
  let h0 = load<u32>(from) as i64;
  let h1 = load<u32>(from, 8) as i64;
  let h2 = load<u32>(from, 16) as i64;
  let h3 = load<u32>(from, 24) as i64;
  let h4 = load<u32>(from, 32) as i64;
  let h5 = load<u32>(from, 40) as i64;
  let h6 = load<u32>(from, 48) as i64;
  let h7 = load<u32>(from, 56) as i64;
  let h8 = load<u32>(from, 64) as i64;
  let h9 = load<u32>(from, 72) as i64;
  // f < 2^255 + 2^248 < 2p, so that q = floor((f + 19) / 2^255) is 1 where f >= p, else 0 (f + 19 < 2^256); and
  // f - q p = f + 19 q - q 2^255.
  let q = (h0 + 19) >> 26;
  q = (h1 + q) >> 25;
  q = (h2 + q) >> 26;
  q = (h3 + q) >> 25;
  q = (h4 + q) >> 26;
  q = (h5 + q) >> 25;
  q = (h6 + q) >> 26;
  q = (h7 + q) >> 25;
  q = (h8 + q) >> 26;
  q = (h9 + q) >> 25;
  h0 += 19 * q;
  h1 += h0 >> 26;
  h2 += h1 >> 25;
  h3 += h2 >> 26;
  h4 += h3 >> 25;
  h5 += h4 >> 26;
  h6 += h5 >> 25;
  h7 += h6 >> 26;
  h8 += h7 >> 25;
  h9 += h8 >> 26;
  h0 &= MASK26;
  h1 &= MASK25;
  h2 &= MASK26;
  h3 &= MASK25;
  h4 &= MASK26;
  h5 &= MASK25;
  h6 &= MASK26;
  h7 &= MASK25;
  h8 &= MASK26;
  h9 &= MASK25;
  store<u64>(out, h0 | (h1 << 26) | (h2 << 51));
  store<u64>(out, (h2 >> 13) | (h3 << 13) | (h4 << 38), 8);
  store<u64>(out, h5 | (h6 << 25) | (h7 << 51), 16);
  store<u64>(out, (h7 >> 13) | (h8 << 12) | (h9 << 38), 24);
}
