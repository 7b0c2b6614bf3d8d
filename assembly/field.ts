// Arithmetic modulo p = 2^255 - 19. An element is ten limbs, 40 bytes: limb i is an i32 of weight 2^ceil(25.5
// i), so that even limbs have 26 bits and odd limbs 25. Limbs are signed, and a value has many
// representations.
//
// Bounds. An element is *a-bounded* when every even limb is at most a * 2^26 in magnitude and every odd limb
// at most a * 2^25. What `carryAndStore` writes (mul, square, fromBytes, ...) is *reduced*: even limbs in
// [-2^20, 2^26 + 2^20], odd limbs in [-2^20, 2^25 + 2^20]; that is 1.04-bounded, and since no limb is far
// below zero the difference of two reduced elements is 1.07-bounded too. add and sub don't carry: bounds add
// up.
//
// mul(f, g) wants f a-bounded and g b-bounded with a * b <= 16; square(f) wants a <= 4; a caller with sums
// notes them. Proof that i64 does not overflow: the largest column is h0. It has f0 * g0, four products of
// even limbs that come back times 19, and five of odd limbs that come back times 38, so
//   |h0| <= a * b * (2^52 * (1 + 4 * 19) + 2^50 * 5 * 38) = a * b * 124.5 * 2^52
//        <= 16 * 124.5 * 2^52 < 2^62.97.
// In every other column fewer products come back, and every partial sum is at most the sum of magnitudes.

import { FIELD_SCRATCH } from './memory';

/** Bytes of a field element in memory. */
export const FIELD_SIZE: usize = 40;

const MASK25: i64 = (1 << 25) - 1;
const MASK26: i64 = (1 << 26) - 1;

function limb(at: usize, offset: usize): i64 {
  return load<i32>(at + offset) as i64;
}

/** out = f */
export function copy(out: usize, f: usize): void {
  store<u64>(out, load<u64>(f));
  store<u64>(out, load<u64>(f, 8), 8);
  store<u64>(out, load<u64>(f, 16), 16);
  store<u64>(out, load<u64>(f, 24), 24);
  store<u64>(out, load<u64>(f, 32), 32);
}

/** out = value, for a value from 0 to 2^25. */
export function setSmall(out: usize, value: i32): void {
  store<u64>(out, value as u64);
  for (let i: usize = 8; i < 40; i += 8) store<u64>(out + i, 0);
}

/** out = f + g, without carrying: (a + b)-bounded. */
export function add(out: usize, f: usize, g: usize): void {
  v128.store(out, i32x4.add(v128.load(f), v128.load(g)));
  v128.store(out, i32x4.add(v128.load(f, 16), v128.load(g, 16)), 16);
  store<i32>(out, load<i32>(f, 32) + load<i32>(g, 32), 32);
  store<i32>(out, load<i32>(f, 36) + load<i32>(g, 36), 36);
}

/** out = f - g, without carrying: (a + b)-bounded, and 1.07-bounded for reduced f and g. */
export function sub(out: usize, f: usize, g: usize): void {
  v128.store(out, i32x4.sub(v128.load(f), v128.load(g)));
  v128.store(out, i32x4.sub(v128.load(f, 16), v128.load(g, 16)), 16);
  store<i32>(out, load<i32>(f, 32) - load<i32>(g, 32), 32);
  store<i32>(out, load<i32>(f, 36) - load<i32>(g, 36), 36);
}

/** out = -f */
export function negate(out: usize, f: usize): void {
  for (let i: usize = 0; i < 40; i += 4) store<i32>(out + i, -load<i32>(f + i));
}

/**
 * Carries ten columns, each below 2^63 - 2^43 in magnitude, into reduced limbs, and stores them.
 *
 * Two chains run side by side: 0 to 5 and 5 to 1, by way of 9 to 0 with the factor 19 (2^255 = 19). A carry
 * is a floor division, so a limb that has been masked is in [0, 2^26) or [0, 2^25). The chains' first carries
 * are below 2^38; the carry out of limb 9 is below 2^38 + 2^14 and puts at most 2^43 on limb 0, so the last
 * carry into limb 1 is below 2^17 in magnitude; the carry of at most 2^38 into limb 5 leaves one below 2^13
 * for limb 6. Hence reduced.
 */
function carryAndStore(
  out: usize,
  h0: i64,
  h1: i64,
  h2: i64,
  h3: i64,
  h4: i64,
  h5: i64,
  h6: i64,
  h7: i64,
  h8: i64,
  h9: i64,
): void {
  let carry0 = h0 >> 26;
  let carry5 = h5 >> 25;
  h1 += carry0;
  h6 += carry5;
  h0 &= MASK26;
  h5 &= MASK25;
  carry0 = h1 >> 25;
  carry5 = h6 >> 26;
  h2 += carry0;
  h7 += carry5;
  h1 &= MASK25;
  h6 &= MASK26;
  carry0 = h2 >> 26;
  carry5 = h7 >> 25;
  h3 += carry0;
  h8 += carry5;
  h2 &= MASK26;
  h7 &= MASK25;
  carry0 = h3 >> 25;
  carry5 = h8 >> 26;
  h4 += carry0;
  h9 += carry5;
  h3 &= MASK25;
  h8 &= MASK26;
  carry0 = h4 >> 26;
  carry5 = h9 >> 25;
  h5 += carry0;
  h0 += 19 * carry5;
  h4 &= MASK26;
  h9 &= MASK25;
  carry0 = h5 >> 25;
  carry5 = h0 >> 26;
  h6 += carry0;
  h1 += carry5;
  h5 &= MASK25;
  h0 &= MASK26;
  store<u64>(out, (h0 & 0xffffffff) | (h1 << 32));
  store<u64>(out, (h2 & 0xffffffff) | (h3 << 32), 8);
  store<u64>(out, (h4 & 0xffffffff) | (h5 << 32), 16);
  store<u64>(out, (h6 & 0xffffffff) | (h7 << 32), 24);
  store<u64>(out, (h8 & 0xffffffff) | (h9 << 32), 32);
}

/** out = f * g, reduced. Wants a * b <= 16 (see above). out may be f or g. */
// prettier-ignore
export function mul(out: usize, f: usize, g: usize): void {
  const f0 = limb(f, 0);
  const f1 = limb(f, 4);
  const f2 = limb(f, 8);
  const f3 = limb(f, 12);
  const f4 = limb(f, 16);
  const f5 = limb(f, 20);
  const f6 = limb(f, 24);
  const f7 = limb(f, 28);
  const f8 = limb(f, 32);
  const f9 = limb(f, 36);
  const g0 = limb(g, 0);
  const g1 = limb(g, 4);
  const g2 = limb(g, 8);
  const g3 = limb(g, 12);
  const g4 = limb(g, 16);
  const g5 = limb(g, 20);
  const g6 = limb(g, 24);
  const g7 = limb(g, 28);
  const g8 = limb(g, 32);
  const g9 = limb(g, 36);
  // A product of two odd limbs weighs twice its column; one beyond the tenth column comes back times 19.
  const f1x2 = 2 * f1;
  const f3x2 = 2 * f3;
  const f5x2 = 2 * f5;
  const f7x2 = 2 * f7;
  const f9x2 = 2 * f9;
  const g1x19 = 19 * g1;
  const g2x19 = 19 * g2;
  const g3x19 = 19 * g3;
  const g4x19 = 19 * g4;
  const g5x19 = 19 * g5;
  const g6x19 = 19 * g6;
  const g7x19 = 19 * g7;
  const g8x19 = 19 * g8;
  const g9x19 = 19 * g9;
  let h0 = f0 * g0 + f1x2 * g9x19 + f2 * g8x19 + f3x2 * g7x19 + f4 * g6x19 + f5x2 * g5x19 + f6 * g4x19 + f7x2 * g3x19 + f8 * g2x19 + f9x2 * g1x19;
  let h1 = f0 * g1 + f1 * g0 + f2 * g9x19 + f3 * g8x19 + f4 * g7x19 + f5 * g6x19 + f6 * g5x19 + f7 * g4x19 + f8 * g3x19 + f9 * g2x19;
  let h2 = f0 * g2 + f1x2 * g1 + f2 * g0 + f3x2 * g9x19 + f4 * g8x19 + f5x2 * g7x19 + f6 * g6x19 + f7x2 * g5x19 + f8 * g4x19 + f9x2 * g3x19;
  let h3 = f0 * g3 + f1 * g2 + f2 * g1 + f3 * g0 + f4 * g9x19 + f5 * g8x19 + f6 * g7x19 + f7 * g6x19 + f8 * g5x19 + f9 * g4x19;
  let h4 = f0 * g4 + f1x2 * g3 + f2 * g2 + f3x2 * g1 + f4 * g0 + f5x2 * g9x19 + f6 * g8x19 + f7x2 * g7x19 + f8 * g6x19 + f9x2 * g5x19;
  let h5 = f0 * g5 + f1 * g4 + f2 * g3 + f3 * g2 + f4 * g1 + f5 * g0 + f6 * g9x19 + f7 * g8x19 + f8 * g7x19 + f9 * g6x19;
  let h6 = f0 * g6 + f1x2 * g5 + f2 * g4 + f3x2 * g3 + f4 * g2 + f5x2 * g1 + f6 * g0 + f7x2 * g9x19 + f8 * g8x19 + f9x2 * g7x19;
  let h7 = f0 * g7 + f1 * g6 + f2 * g5 + f3 * g4 + f4 * g3 + f5 * g2 + f6 * g1 + f7 * g0 + f8 * g9x19 + f9 * g8x19;
  let h8 = f0 * g8 + f1x2 * g7 + f2 * g6 + f3x2 * g5 + f4 * g4 + f5x2 * g3 + f6 * g2 + f7x2 * g1 + f8 * g0 + f9x2 * g9x19;
  let h9 = f0 * g9 + f1 * g8 + f2 * g7 + f3 * g6 + f4 * g5 + f5 * g4 + f6 * g3 + f7 * g2 + f8 * g1 + f9 * g0;
  carryAndStore(out, h0, h1, h2, h3, h4, h5, h6, h7, h8, h9);
}

/** out = f^2, reduced. Wants a <= 4. out may be f. */
// prettier-ignore
export function square(out: usize, f: usize): void {
  const f0 = limb(f, 0);
  const f1 = limb(f, 4);
  const f2 = limb(f, 8);
  const f3 = limb(f, 12);
  const f4 = limb(f, 16);
  const f5 = limb(f, 20);
  const f6 = limb(f, 24);
  const f7 = limb(f, 28);
  const f8 = limb(f, 32);
  const f9 = limb(f, 36);
  const f0x2 = 2 * f0;
  const f1x2 = 2 * f1;
  const f2x2 = 2 * f2;
  const f3x2 = 2 * f3;
  const f4x2 = 2 * f4;
  const f5x2 = 2 * f5;
  const f6x2 = 2 * f6;
  const f7x2 = 2 * f7;
  const f8x2 = 2 * f8;
  const f6x19 = 19 * f6;
  const f7x19 = 19 * f7;
  const f8x19 = 19 * f8;
  const f9x19 = 19 * f9;
  const f5x38 = 38 * f5;
  const f7x38 = 38 * f7;
  const f9x38 = 38 * f9;
  let h0 = f0 * f0 + f1x2 * f9x38 + f2x2 * f8x19 + f3x2 * f7x38 + f4x2 * f6x19 + f5 * f5x38;
  let h1 = f0x2 * f1 + f2x2 * f9x19 + f3x2 * f8x19 + f4x2 * f7x19 + f5x2 * f6x19;
  let h2 = f0x2 * f2 + f1x2 * f1 + f3x2 * f9x38 + f4x2 * f8x19 + f5x2 * f7x38 + f6 * f6x19;
  let h3 = f0x2 * f3 + f1x2 * f2 + f4x2 * f9x19 + f5x2 * f8x19 + f6x2 * f7x19;
  let h4 = f0x2 * f4 + f1x2 * f3x2 + f2 * f2 + f5x2 * f9x38 + f6x2 * f8x19 + f7 * f7x38;
  let h5 = f0x2 * f5 + f1x2 * f4 + f2x2 * f3 + f6x2 * f9x19 + f7x2 * f8x19;
  let h6 = f0x2 * f6 + f1x2 * f5x2 + f2x2 * f4 + f3x2 * f3 + f7x2 * f9x38 + f8 * f8x19;
  let h7 = f0x2 * f7 + f1x2 * f6 + f2x2 * f5 + f3x2 * f4 + f8x2 * f9x19;
  let h8 = f0x2 * f8 + f1x2 * f7x2 + f2x2 * f6 + f3x2 * f5x2 + f4 * f4 + f9 * f9x38;
  let h9 = f0x2 * f9 + f1x2 * f8 + f2x2 * f7 + f3x2 * f6 + f4x2 * f5;
  carryAndStore(out, h0, h1, h2, h3, h4, h5, h6, h7, h8, h9);
}

/** out = f^(2^n), reduced, for n >= 1. */
export function squareTimes(out: usize, f: usize, n: u32): void {
  square(out, f);
  for (let i: u32 = 1; i < n; i++) square(out, out);
}

const P0: usize = FIELD_SCRATCH;
const P1: usize = FIELD_SCRATCH + 40;
const P2: usize = FIELD_SCRATCH + 80;
const P3: usize = FIELD_SCRATCH + 120;

/** out = f^(2^250 - 1); leaves f^11 in P0. Exponents are written in binary runs: (n) stands for 2^n - 1. */
function powerOf250Ones(out: usize, f: usize): void {
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
  mul(out, P2, P1); // (250)
}

/**
 * out = 1 / f, reduced; 0 for f = 0. It is f^(p - 2), so that the time does not depend on f. out may be f.
 */
export function invert(out: usize, f: usize): void {
  powerOf250Ones(P1, f);
  squareTimes(P1, P1, 5);
  mul(out, P1, P0); // 2^255 - 2^5 + 11 = p - 2
}

/** out = f^((p - 5) / 8), reduced. out must not be f. */
export function powerForRoot(out: usize, f: usize): void {
  powerOf250Ones(P1, f);
  squareTimes(P1, P1, 2);
  mul(out, P1, f); // 2^252 - 4 + 1 = (p - 5) / 8
}

/**
 * Reads 32 bytes, little-endian, without the top bit. Values from p to 2^255 - 1 stand for themselves modulo
 * p.
 */
export function fromBytes(out: usize, bytes: usize): void {
  const a = load<u64>(bytes);
  const b = load<u64>(bytes, 8);
  const c = load<u64>(bytes, 16);
  const d = load<u64>(bytes, 24);
  // Limbs begin at bits 0, 26, 51, 77, 102, 128, 153, 179, 204, 230. All are within their width already.
  store<u32>(out, (a as u32) & 0x3ffffff);
  store<u32>(out, ((a >> 26) as u32) & 0x1ffffff, 4);
  store<u32>(out, (((a >> 51) | (b << 13)) as u32) & 0x3ffffff, 8);
  store<u32>(out, ((b >> 13) as u32) & 0x1ffffff, 12);
  store<u32>(out, ((b >> 38) as u32) & 0x3ffffff, 16);
  store<u32>(out, (c as u32) & 0x1ffffff, 20);
  store<u32>(out, ((c >> 25) as u32) & 0x3ffffff, 24);
  store<u32>(out, (((c >> 51) | (d << 13)) as u32) & 0x1ffffff, 28);
  store<u32>(out, ((d >> 12) as u32) & 0x3ffffff, 32);
  store<u32>(out, ((d >> 38) as u32) & 0x1ffffff, 36);
}

/** Writes the 32 bytes, little-endian, of the one representative from 0 to p - 1. Wants f 16-bounded. */
export function toBytes(out: usize, f: usize): void {
  let h0 = limb(f, 0);
  let h1 = limb(f, 4);
  let h2 = limb(f, 8);
  let h3 = limb(f, 12);
  let h4 = limb(f, 16);
  let h5 = limb(f, 20);
  let h6 = limb(f, 24);
  let h7 = limb(f, 28);
  let h8 = limb(f, 32);
  let h9 = limb(f, 36);
  // One round of carries leaves every limb within its width but limb 0, which is off by at most 19 * 17
  // either way, so that -2^9 < f < 2^255 + 2^9.
  h1 += h0 >> 26;
  h0 &= MASK26;
  h2 += h1 >> 25;
  h1 &= MASK25;
  h3 += h2 >> 26;
  h2 &= MASK26;
  h4 += h3 >> 25;
  h3 &= MASK25;
  h5 += h4 >> 26;
  h4 &= MASK26;
  h6 += h5 >> 25;
  h5 &= MASK25;
  h7 += h6 >> 26;
  h6 &= MASK26;
  h8 += h7 >> 25;
  h7 &= MASK25;
  h9 += h8 >> 26;
  h8 &= MASK26;
  h0 += 19 * (h9 >> 25);
  h9 &= MASK25;
  // A second one brings f into [0, 2^255): a negative f has borrowed from end to end and gets p; one beyond
  // 2^255 is small once that is taken off.
  h1 += h0 >> 26;
  h0 &= MASK26;
  h2 += h1 >> 25;
  h1 &= MASK25;
  h3 += h2 >> 26;
  h2 &= MASK26;
  h4 += h3 >> 25;
  h3 &= MASK25;
  h5 += h4 >> 26;
  h4 &= MASK26;
  h6 += h5 >> 25;
  h5 &= MASK25;
  h7 += h6 >> 26;
  h6 &= MASK26;
  h8 += h7 >> 25;
  h7 &= MASK25;
  h9 += h8 >> 26;
  h8 &= MASK26;
  h0 += 19 * (h9 >> 25);
  h9 &= MASK25;
  // q = floor((f + 19) / 2^255) is 1 where f >= p, else 0; and f - q * p = f + 19 * q - q * 2^255.
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
  h0 &= MASK26;
  h2 += h1 >> 25;
  h1 &= MASK25;
  h3 += h2 >> 26;
  h2 &= MASK26;
  h4 += h3 >> 25;
  h3 &= MASK25;
  h5 += h4 >> 26;
  h4 &= MASK26;
  h6 += h5 >> 25;
  h5 &= MASK25;
  h7 += h6 >> 26;
  h6 &= MASK26;
  h8 += h7 >> 25;
  h7 &= MASK25;
  h9 += h8 >> 26;
  h8 &= MASK26;
  h9 &= MASK25;
  store<u64>(out, h0 | (h1 << 26) | (h2 << 51));
  store<u64>(out, (h2 >> 13) | (h3 << 13) | (h4 << 38), 8);
  store<u64>(out, h5 | (h6 << 25) | (h7 << 51), 16);
  store<u64>(out, (h7 >> 13) | (h8 << 12) | (h9 << 38), 24);
}

const BYTES: usize = FIELD_SCRATCH + 160;

/**
 * The lowest bit of the representative from 0 to p - 1: the sign of an x coordinate (RFC 8032, section
 * 5.1.2).
 */
export function parity(f: usize): u32 {
  toBytes(BYTES, f);
  return load<u8>(BYTES) & 1;
}

/** 1 where f is 0 modulo p, else 0. */
export function isZero(f: usize): u32 {
  toBytes(BYTES, f);
  const any = load<u64>(BYTES) | load<u64>(BYTES, 8) | load<u64>(BYTES, 16) | load<u64>(BYTES, 24);
  return u32(any == 0);
}
