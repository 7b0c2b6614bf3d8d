// The parts of the core, exported one by one for test/core: not in the module that ships. Arguments are
// addresses of the caller's choice within RUN_BYTES.

import { initBase } from './base-mul';
import { initPoint, toCached, double, addCached, POINT_SIZE } from './point';
import { ODD_ENTRIES } from './double-mul';

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
export { doubleMul } from './double-mul';
export { sha512Init, sha512Update, sha512Final } from './sha512';

export function init(): void {
  initPoint();
  initBase();
}

/** table = P, 3P, ..., 15P, cached, for the extended point P; `work` has room for two points. */
export function oddMultiples(table: usize, point: usize, work: usize): void {
  double(work, point, true);
  toCached(work + POINT_SIZE, work);
  memory.copy(work, point, POINT_SIZE);
  toCached(table, work);
  for (let i: usize = 1; i < ODD_ENTRIES; i++) {
    addCached(work, work, work + POINT_SIZE, false, true);
    toCached(table + POINT_SIZE * i, work);
  }
}
