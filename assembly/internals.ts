// The parts of the core, exported one by one for test/core: not in the module that ships. Arguments are
// addresses of the caller's choice within RUN_BYTES.

import { initBase } from './base-mul';
import { initPoint } from './point';

export { RUN_BYTES } from './memory';
export {
  add,
  sub,
  negate,
  mul,
  square,
  invert,
  powerForRoot,
  fromBytes,
  toBytes,
  parity,
  isZero,
} from './field';
export { scalarReduce, scalarMulAdd, isCanonicalScalar } from './scalar';
export { decodePoint, encodePoint, isSmallOrder } from './point';
export { baseMul } from './base-mul';
export { doubleMul, oddMultiples } from './double-mul';
export { sha512Init, sha512Update, sha512Final } from './sha512';

export function init(): void {
  initPoint();
  initBase();
}
