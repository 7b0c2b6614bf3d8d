// Inverses of field elements that are no secret: by Euclid's algorithm, in a third of the time of a power.

import { begin, negative, previousCofactor, reduceUntil } from './euclid';
import { SINGLE, exchangeLanes, fromBytes, mul, negate, toBytes } from './field';
import { INVERSE_SCRATCH } from './memory';

/** p = 2^255 - 19, 32 bytes, little-endian. */
// prettier-ignore
const P: usize = memory.data<u64>([
  0xffffffffffffffed, 0xffffffffffffffff, 0xffffffffffffffff, 0x7fffffffffffffff,
]);

const EXCHANGED: usize = INVERSE_SCRATCH;
const PRODUCT: usize = INVERSE_SCRATCH + 80;
const BYTES: usize = INVERSE_SCRATCH + 160;

/**
 * out = 1 / f for a pair of reduced elements, neither of them 0, which the Z of a point never is. Not in constant
 * time. out may be f.
 */
export function invertPublic(out: usize, f: usize): void {
  // 1 / f0 = f1 / (f0 f1), and the other way round: one inverse for both lanes.
  exchangeLanes(EXCHANGED, f);
  mul(PRODUCT, f, EXCHANGED);
  toBytes(BYTES, PRODUCT, 0);
  begin(P, BYTES);
  reduceUntil(0);
  // The last remainder is 0; the one before, 1, has the inverse for its cofactor, and the other sign.
  fromBytes(PRODUCT, 0, previousCofactor);
  fromBytes(PRODUCT, 1, previousCofactor);
  if (!negative) negate(PRODUCT, PRODUCT);
  mul(out, PRODUCT, EXCHANGED);
}
