// Euclid's algorithm on numbers of up to 256 bits with cofactors, by Lehmer's method: quotients come from the
// leading 62 bits of both numbers, as long as it is sure that they are those of the whole numbers; then all
// those steps are done at once, by one multiplication with a matrix of 31 bits. Not in constant time.
//
// For a modulus m and a value h, remainders are r_i = (-1)^i t_i h modulo m, with cofactors t_i >= 0 that only
// grow, and t_(i+1) r_i <= m. Neighbouring cofactors are coprime.
//
// Numbers are 32 bytes, little-endian.

/** The remainder before, the current one, and their cofactors. */
export let previous: usize = memory.data(32, 16);
export let current: usize = memory.data(32, 16);
export let previousCofactor: usize = memory.data(32, 16);
export let cofactor: usize = memory.data(32, 16);
/** Whether the current remainder is -t h rather than t h. */
export let negative: bool = false;

const SHIFTED: usize = memory.data(32, 16);

/** How many bits a number has. */
export function bitLength(at: usize): i32 {
  for (let i: i32 = 24; i >= 0; i -= 8) {
    const word = load<u64>(at + i);
    if (word != 0) return 8 * i + 64 - (clz<u64>(word) as i32);
  }
  return 0;
}

/** Begins with a modulus and a value below it. */
export function begin(modulus: usize, value: usize): void {
  memory.copy(previous, modulus, 32);
  memory.copy(current, value, 32);
  memory.fill(previousCofactor, 0, 32);
  memory.fill(cofactor, 0, 32);
  store<u64>(cofactor, 1);
  negative = false;
}

// ---- One step, of any size --------------------------------------------------------------------------------

/** SHIFTED = a * 2^bits, modulo 2^256. */
function shift(a: usize, bits: i32): void {
  const words = bits >> 6;
  const rest = (bits & 63) as u64;
  for (let i: i32 = 3; i >= 0; i--) {
    let word: u64 = 0;
    if (i >= words) {
      word = load<u64>(a + 8 * (i - words)) << rest;
      if (rest != 0 && i > words) word |= load<u64>(a + 8 * (i - words - 1)) >> (64 - rest);
    }
    store<u64>(SHIFTED + 8 * i, word);
  }
}

/** a -= SHIFTED; whether it would be below zero, in which case a is left alone. */
function subtract(a: usize): bool {
  for (let i: i32 = 24; i >= 0; i -= 8) {
    const x = load<u64>(a + i);
    const y = load<u64>(SHIFTED + i);
    if (x > y) break;
    if (x < y) return true;
  }
  let borrow: u64 = 0;
  for (let i: usize = 0; i < 32; i += 8) {
    const x = load<u64>(a + i);
    const y = load<u64>(SHIFTED + i);
    store<u64>(a + i, x - y - borrow);
    borrow = u64(x < y) | (u64(x == y) & borrow);
  }
  return false;
}

/** a += SHIFTED */
function accumulate(a: usize): void {
  let carry: u64 = 0;
  for (let i: usize = 0; i < 32; i += 8) {
    const x = load<u64>(a + i);
    const y = x + load<u64>(SHIFTED + i);
    const z = y + carry;
    carry = u64(y < x) | u64(z < y);
    store<u64>(a + i, z);
  }
}

/**
 * A part of a step: previous -= current * 2^k for the largest k, and the cofactor likewise, whose magnitude grows
 * since signs alternate. False where previous is below current: then the step is done.
 */
export function reduceOnce(): bool {
  let k = bitLength(previous) - bitLength(current);
  if (k < 0) return false;
  shift(current, k);
  if (subtract(previous)) {
    if (--k < 0) return false;
    shift(current, k);
    subtract(previous);
  }
  shift(cofactor, k);
  accumulate(previousCofactor);
  return true;
}

/** The next remainder, from the division as one does it by hand: for quotients of any size. */
function step(): void {
  while (reduceOnce());
  exchange();
}

/** What was reduced becomes the current remainder. */
export function exchange(): void {
  let swap = previous;
  previous = current;
  current = swap;
  swap = previousCofactor;
  previousCofactor = cofactor;
  cofactor = swap;
  negative = !negative;
}

// ---- Many steps at once -----------------------------------------------------------------------------------

/** 64 bits of a number from bit `at` on, where it has no more than these. */
function bitsFrom(number: usize, at: i32): u64 {
  const byte = min(at >> 3, 24);
  const rest = at - 8 * byte;
  const low = load<u64>(number + byte) >> (rest as u64);
  if (byte == 24 || rest == 0) return low;
  return low | ((load<u8>(number + byte, 8) as u64) << ((64 - rest) as u64));
}

/** a, b = p0 a - q0 b, p1 b - q1 a; neither is below zero. */
function combine(a: usize, b: usize, p0: i64, q0: i64, p1: i64, q1: i64): void {
  // A product is within 2^63 - 2^32 of zero, the difference of two of the same sign too, and what is carried within
  // 2^31.
  let carry0: i64 = 0;
  let carry1: i64 = 0;
  for (let i: usize = 0; i < 32; i += 4) {
    const x = load<u32>(a + i) as i64;
    const y = load<u32>(b + i) as i64;
    carry0 += p0 * x - q0 * y;
    carry1 += p1 * y - q1 * x;
    store<u32>(a + i, carry0 as u32);
    store<u32>(b + i, carry1 as u32);
    carry0 >>= 32;
    carry1 >>= 32;
  }
}

/** s, t = p0 s + q0 t, p1 t + q1 s */
function accumulateBoth(s: usize, t: usize, p0: u64, q0: u64, p1: u64, q1: u64): void {
  let carry0: u64 = 0;
  let carry1: u64 = 0;
  for (let i: usize = 0; i < 32; i += 4) {
    const x = load<u32>(s + i) as u64;
    const y = load<u32>(t + i) as u64;
    carry0 += p0 * x + q0 * y;
    carry1 += p1 * y + q1 * x;
    store<u32>(s + i, carry0 as u32);
    store<u32>(t + i, carry1 as u32);
    carry0 >>= 32;
    carry1 >>= 32;
  }
}

/**
 * Steps until the current remainder has no more than `bits` bits (or one more, now and then), or is 0.
 *
 * Why the quotients are right: let x_i be the remainders of the leading parts, and r_i = x_i 2^k + e_i what the
 * same quotients make of the whole numbers. With cofactors (u_i, v_i) of the matrix, which alternate in sign,
 * e_i = +-(u_i a' - v_i b') for low parts a', b' below 2^k, so |e_i| < v_i 2^k, as u_i <= v_i. A quotient is the
 * right one where 0 <= r_(i+1) < r_i, which is so where x_(i+1) >= v_(i+1) and x_i - x_(i+1) >= v_i + v_(i+1). As
 * v_(i+1) x_i <= x_0 < 2^62, the first of these keeps v below 2^31.
 */
export function reduceUntil(bits: i32): void {
  for (let length = bitLength(current); length > bits && length > 0; length = bitLength(current)) {
    const low = max(bitLength(previous) - 62, 0);
    let x = bitsFrom(previous, low);
    let y = bitsFrom(current, low);
    const enough: u64 = bits > low ? 1 << ((bits - low) as u64) : 0;
    let u0: u64 = 1;
    let v0: u64 = 0;
    let u1: u64 = 0;
    let v1: u64 = 1;
    let odd = false;
    while (y > enough) {
      const quotient = x / y;
      const rest = x - quotient * y;
      if (low == 0 && quotient >> 31 != 0) break;
      const v2 = v0 + quotient * v1;
      if (low != 0 ? rest < v2 || y - rest < v1 + v2 : v2 >> 31 != 0) break;
      const u2 = u0 + quotient * u1;
      x = y;
      y = rest;
      u0 = u1;
      v0 = v1;
      u1 = u2;
      v1 = v2;
      odd = !odd;
    }
    if (v0 == 0) {
      step();
      continue;
    }
    // r_i = u_i a - v_i b for even i, and its negative for odd ones; cofactors alternate, so theirs add up.
    const sign: i64 = odd ? -1 : 1;
    combine(
      previous,
      current,
      sign * (u0 as i64),
      sign * (v0 as i64),
      sign * (v1 as i64),
      sign * (u1 as i64),
    );
    accumulateBoth(previousCofactor, cofactor, u0, v0, v1, u1);
    negative = negative != odd;
  }
}
