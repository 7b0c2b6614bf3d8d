// Arithmetic modulo L = 2^252 + 27742317777372353535851937790883648493, the order of the base point, in
// constant time.
//
// A number in work is a row of i64 limbs of 21 bits (252 = 12 * 21). With FOLD = 2^252 - L, limb 12 + i times
// FOLD is added to limbs i to i + 5. FOLD is written in six signed digits of 21 bits, each below 2^20 in
// magnitude.

import { SCALAR_SCRATCH } from './memory';

const LIMB_BITS: i64 = 21;
const LIMB_MASK: i64 = (1 << 21) - 1;

const FOLD: usize = memory.data<i64>([666643, 470296, 654183, -997805, 136657, -683901]);
/** L, 32 bytes, little-endian. */
const ORDER: usize = memory.data<u64>([0x5812631a5cf5d3ed, 0x14def9dea2f79cd6, 0, 0x1000000000000000]);

const WORK: usize = SCALAR_SCRATCH; // 24 limbs
const LEFT: usize = SCALAR_SCRATCH + 192; // 12 limbs
const RIGHT: usize = SCALAR_SCRATCH + 288; // 12 limbs
const SUM: usize = SCALAR_SCRATCH + 384; // 32 bytes

function limb(index: usize): i64 {
  return load<i64>(WORK + 8 * index);
}

/** Reads `count` limbs from 8 * `words` bytes; the last limb takes all that is left. */
function readLimbs(out: usize, count: usize, bytes: usize, words: usize): void {
  for (let i: usize = 0; i < count; i++) {
    const bit: usize = 21 * i;
    const word: usize = bit >> 6;
    const shift = (bit & 63) as u64;
    let value = load<u64>(bytes + 8 * word) >> shift;
    if (shift > 43 && word + 1 < words) value |= load<u64>(bytes + 8 * word + 8) << (64 - shift);
    store<i64>(out + 8 * i, i + 1 < count ? (value as i64) & LIMB_MASK : (value as i64));
  }
}

/** Carries limbs `from` to `to - 1` upwards by floor division, so that each of them is in [0, 2^21). */
function carry(from: usize, to: usize): void {
  let carried: i64 = 0;
  for (let i = from; i < to; i++) {
    const value = limb(i) + carried;
    carried = value >> LIMB_BITS;
    store<i64>(WORK + 8 * i, value & LIMB_MASK);
  }
  store<i64>(WORK + 8 * to, limb(to) + carried);
}

/** Folds limbs `high` down to `low` (12 or more), and leaves zero there. */
function fold(high: usize, low: usize): void {
  for (let i = high; i >= low; i--) {
    const value = limb(i);
    store<i64>(WORK + 8 * i, 0);
    const at = WORK + 8 * (i - 12);
    for (let j: usize = 0; j < 48; j += 8)
      store<i64>(at + j, load<i64>(at + j) + value * load<i64>(FOLD + j));
  }
}

/**
 * Writes WORK modulo L, 32 bytes, from 0 to L - 1. Wants limbs 0 to 22 in [0, 2^21) and limb 23 in [0, 2^29).
 *
 * Bounds of the limbs are in each line. Those of the number, with f = -FOLD < 2^125: after the first carry it
 * is n - high * f * 2^126 with n < 2^378 and high >= 0, so what limbs 12 and up make of it is below 2^126.
 * Folding that leaves more than -2^126 * f > -2^251; hence the second carry leaves limb 12 at -1 or above,
 * and the low limbs in [0, 2^252). Folding limb 12 = c then gives V = low - c * f: below 2^252 for c >= 0,
 * and below 2^252 + f = L for c = -1. In all, -2^10 * f < V < L.
 */
function reduceWork(out: usize): void {
  fold(23, 18); // limbs 6 to 16: below 2^21 + 5 * 2^41 + 2^49 < 2^50 in magnitude
  carry(6, 18); // limb 18: below 2^9 in magnitude
  fold(18, 12); // limbs 0 to 10: below 2^44; limb 11: below 2^30
  carry(0, 12); // limb 12: from -1 to 2^10
  fold(12, 12); // V
  carry(0, 12); // limb 12: -1, 0 or 1

  // V in two's complement, 256 bits.
  for (let i: usize = 0; i < 32; i += 8) store<u64>(SUM + i, 0);
  for (let i: usize = 0; i < 12; i++) {
    const bit: usize = 21 * i;
    const word: usize = SUM + 8 * (bit >> 6);
    const shift = (bit & 63) as u64;
    store<u64>(word, load<u64>(word) | ((limb(i) as u64) << shift));
    if (shift > 43) store<u64>(word, (limb(i) as u64) >> (64 - shift), 8);
  }
  store<u64>(SUM, load<u64>(SUM, 24) + ((limb(12) as u64) << 60), 24);

  // Plus L where V is negative.
  const mask = (limb(12) >> 63) as u64;
  let carried: u64 = 0;
  for (let i: usize = 0; i < 32; i += 8) {
    const a = load<u64>(SUM + i);
    const b = a + (load<u64>(ORDER + i) & mask);
    const c = b + carried;
    carried = u64(b < a) | u64(c < b);
    store<u64>(out + i, c);
  }
}

/** Writes the 64 bytes at `wide`, little-endian, modulo L: 32 bytes, from 0 to L - 1. */
export function scalarReduce(out: usize, wide: usize): void {
  readLimbs(WORK, 24, wide, 8);
  reduceWork(out);
}

/** Writes a * b + c modulo L, for a and c of 256 bits and b below 2^253, each of 32 bytes, little-endian. */
export function scalarMulAdd(out: usize, a: usize, b: usize, c: usize): void {
  readLimbs(LEFT, 12, a, 4);
  readLimbs(RIGHT, 12, b, 4);
  readLimbs(WORK, 12, c, 4);
  for (let i: usize = 96; i < 192; i += 8) store<i64>(WORK + i, 0);
  // The last limbs have 25 and 22 bits: every sum stays below 2^26 + 10 * 2^42 + 2 * 2^47 < 2^49.
  for (let i: usize = 0; i < 96; i += 8) {
    const left = load<i64>(LEFT + i);
    for (let j: usize = 0; j < 96; j += 8) {
      const at = WORK + i + j;
      store<i64>(at, load<i64>(at) + left * load<i64>(RIGHT + j));
    }
  }
  carry(0, 23); // the number is below 2^510 = 2^(483 + 27), so limb 23 is below 2^27
  reduceWork(out);
}

/** Whether the 32 bytes at `scalar`, little-endian, are below L. Not in constant time. */
export function isCanonicalScalar(scalar: usize): bool {
  for (let i: i32 = 24; i >= 0; i -= 8) {
    const a = load<u64>(scalar + i);
    const b = load<u64>(ORDER + i);
    if (a != b) return a < b;
  }
  return false;
}
