// Whether arithmetic is right on this engine. Relaxed SIMD leaves it to the engine whether a multiply-add is
// fused; field-double.ts is right only where it is, in both lanes, in all code that the engine makes.

import { SINGLE_SCRATCH } from './memory';
import { PAIR, carry, fromBytes, mul, square, sub, toBytes } from './field';

/** The seed, and what `selfTest` has made of it in the end: computed with big numbers (test/core/self-test.test.ts). */
// prettier-ignore
const SEED: usize = memory.data<u64>([
  0xfedcba9876543210, 0x0123456789abcdef, 0xffffffffffffffff, 0x7fffffff00000001,
  0xffffffffffffffec, 0xffffffffffffffff, 0xffffffffffffffff, 0x7fffffffffffffff,
]);
// prettier-ignore
const EXPECTED: usize = memory.data<u64>([
  0x976bd4b7b678feee, 0x7270b535a5f15802, 0xbbfccc54307be1ff, 0x67e9e9e7e2d2c5fe,
  0x0000000000000000, 0x0000000000000000, 0x0000000000000000, 0x0000000000000000,
]);

const F: usize = SINGLE_SCRATCH;
const G: usize = SINGLE_SCRATCH + PAIR;
const BYTES: usize = SINGLE_SCRATCH + 2 * PAIR;
const ROUNDS: u32 = 1000;

/**
 * Whether a thousand rounds of f = f g, g = f^2 - f, from f = g = seed, end as they have to, in both lanes.
 */
export function selfTest(): bool {
  if (ASC_FEATURE_RELAXED_SIMD) {
    // (1 + 2^-30)^2 = 1 + 2^-29 + 2^-60: the last term is lost unless the sum is rounded only once.
    const x = f64x2.splat(1.0 + 1.0 / 1073741824.0);
    const rest = f64x2.relaxed_madd(x, x, f64x2.splat(-1.0 - 2.0 / 1073741824.0));
    if (f64x2.extract_lane(rest, 0) == 0.0 || f64x2.extract_lane(rest, 1) == 0.0) return false;
  }
  runSelfTest(BYTES);
  for (let i: usize = 0; i < 64; i += 8) {
    if (load<u64>(BYTES + i) != load<u64>(EXPECTED + i)) return false;
  }
  return true;
}

/** The outcome of the self-test: 32 bytes of each lane at `out`. */
export function runSelfTest(out: usize): void {
  for (let lane: usize = 0; lane < 2; lane++) {
    fromBytes(F, lane, SEED + 32 * lane);
    fromBytes(G, lane, SEED + 32 * lane);
  }
  for (let i: u32 = 0; i < ROUNDS; i++) {
    mul(F, F, G);
    square(G, F);
    sub(G, G, F);
    carry(G);
  }
  toBytes(out, G, 0);
  toBytes(out + 32, G, 1);
}
