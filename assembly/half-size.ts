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

import { begin, bitLength, cofactor, current, exchange, negative, previous, reduceOnce, reduceUntil } from './euclid';

/** 8L, 32 bytes, little-endian. */
const MODULUS: usize = memory.data<u64>([0xc09318d2e7ae9f68, 0xa6f7cef517bce6b2, 0, 0x8000000000000000]);

/** Where `halfSize` leaves the magnitude of u and v, 32 bytes each, little-endian, with zeros behind them. */
export const U: usize = memory.data(48, 16);
export const V: usize = memory.data(48, 16);

/** Remainders of at most so many bits are small enough. */
const HALF: i32 = 128;

/**
 * Finds u and v for h (32 bytes, little-endian, below L), leaves their magnitudes at U and V, v > 0, and returns
 * whether u is negative. Whatever h is, the result is right. How long u and v are, `bitLength` tells: some 128 bits
 * for the h of a hash; more, up to 253, where the lattice has a very short vector with an even v.
 */
export function halfSize(h: usize): bool {
  begin(MODULUS, h);
  reduceUntil(HALF);
  if ((load<u8>(cofactor) & 1) == 0) {
    // The remainder before has an odd cofactor, and the other sign; it stays odd for a - q b, which goes with
    // s + q t. That makes a shorter and s longer: it pays as long as s stays below a.
    while (bitLength(previous) > HALF && bitLength(cofactor) < bitLength(current) && reduceOnce());
    exchange();
  }
  memory.copy(U, current, 32);
  memory.copy(V, cofactor, 32);
  return negative;
}
