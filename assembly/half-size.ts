// Half-size scalars for one signature, exact (Antipa, Brown, Gallant, Lambert, Struik, Vanstone, "Accelerated
// Verification of ECDSA Signatures", 2005; Pornin, "Optimized Lattice Basis Reduction In Dimension 2, and Fast
// Schnorr and EdDSA Signature Verification", 2020).
//
// For u = v h modulo 8L with an odd v, 0 < v < L,
//
//   [v S]B - [u]A - [v]R = O   exactly when   [S]B - [h]A - R = O,
//
// for all points A and R of the curve, whose group has order 8L, torsion included: the left side is [v] times
// the right one, and v is coprime to 8L. S counts modulo L alone, since B has order L. The plain equation is the
// case u = h, v = 1; here u and v get some 128 bits each.
//
// Euclid's algorithm on (8L, h) gives remainders r_i = t_i h modulo 8L with cofactors t_i of alternating signs
// and |t_i| r_{i-1} <= 8L. Neighbouring cofactors are coprime, so one of two is odd.

/** 8L, 32 bytes, little-endian. */
const MODULUS: usize = memory.data<u64>([0xc09318d2e7ae9f68, 0xa6f7cef517bce6b2, 0, 0x8000000000000000]);

/** Where `halfSize` leaves the magnitude of u and v, 32 bytes each, little-endian, with zeros behind them. */
export const U: usize = memory.data(48, 16);
export const V: usize = memory.data(48, 16);

const PREVIOUS: usize = memory.data(32, 16);
const CURRENT: usize = memory.data(32, 16);
const PREVIOUS_COFACTOR: usize = memory.data(32, 16);
const COFACTOR: usize = memory.data(32, 16);
const SHIFTED: usize = memory.data(32, 16);

/** Remainders of at most so many bits are small enough. */
const HALF: i32 = 128;

/** How many bits a number of 32 bytes has. */
export function bitLength(at: usize): i32 {
  for (let i: i32 = 24; i >= 0; i -= 8) {
    const word = load<u64>(at + i);
    if (word != 0) return 8 * i + 64 - (clz<u64>(word) as i32);
  }
  return 0;
}

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
    const z = x - y - borrow;
    borrow = u64(x < y) | (u64(x == y) & borrow);
    store<u64>(a + i, z);
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
 * One step of a division: previous -= current * 2^k for the largest k, and the cofactor likewise, whose
 * magnitude grows since signs alternate. False where previous is below current.
 */
function reduceOnce(previous: usize, current: usize, previousCofactor: usize, cofactor: usize): bool {
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

/**
 * Finds u and v for h (32 bytes, little-endian, below L), leaves their magnitudes at U and V, v > 0, and returns
 * whether u is negative. Whatever h is, the result is right. How long u and v are, `bitLength` tells: some 128 bits
 * for the h of a hash; more, up to 253, where the lattice has a very short vector with an even v.
 */
export function halfSize(h: usize): bool {
  let a = PREVIOUS;
  let b = CURRENT;
  let s = PREVIOUS_COFACTOR;
  let t = COFACTOR;
  memory.copy(a, MODULUS, 32);
  memory.copy(b, h, 32);
  memory.fill(s, 0, 32);
  memory.fill(t, 0, 32);
  store<u64>(t, 1);
  // The sign of t: cofactors alternate.
  let negative = false;
  while (bitLength(b) > HALF) {
    while (reduceOnce(a, b, s, t));
    let swap = a;
    a = b;
    b = swap;
    swap = s;
    s = t;
    t = swap;
    negative = !negative;
  }
  if ((load<u8>(t) & 1) == 0) {
    // The remainder before has an odd cofactor, and the other sign; it stays odd for a - q b, which goes with
    // s + q t. That makes a shorter and s longer: it pays as long as s stays below a.
    while (bitLength(a) > HALF && bitLength(t) < bitLength(b) && reduceOnce(a, b, s, t));
    b = a;
    t = s;
    negative = !negative;
  }
  memory.copy(U, b, 32);
  memory.copy(V, t, 32);
  return negative;
}
