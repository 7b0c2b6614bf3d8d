// The parts of the core, exported one by one for test/core: not in the module that ships. Arguments are
// addresses of the caller's choice within RUN_BYTES.

import { initAuthors, limitTables } from './authors';
import { initBase } from './base';
import { initPoint } from './point';

export { JOBS, RUN_BYTES } from './memory';
export { hashMany } from './hash-many';
export {
  add,
  carry,
  exchangeLanes,
  fromBytes,
  invert,
  isZero,
  join,
  mul,
  negate,
  parity,
  pickLanes,
  powerForRoot,
  split,
  square,
  sub,
  toBytes,
} from './field';
export { invertPublic } from './inverse';
export { scalarReduce, scalarMulAdd, isCanonicalScalar } from './scalar';
export { addLanes, addPoints, decodePoints, double, encodePoint, isSmallOrder, negatePoints } from './point';
export { baseMul } from './base';
export { recode, recodeNibbles, topBits, windowCount } from './recode';
export { U, V, halfSize } from './half-size';
export { verifySingly } from './single';
export { addToBatch, evaluateBatch, verifyByTable } from './comb';
export { buildTables, tableSize } from './table';
export { allocate, limitArena, release } from './arena';
export { AUTHORS_KEPT, countUses, findAuthor, initAuthors, limitTables, placeTable, touch } from './authors';
export { runSelfTest, selfTest } from './self-test';
export { sha512Init, sha512Update, sha512Final } from './sha512';

export function init(): void {
  initPoint();
  initBase();
  initAuthors(1);
  limitTables(64 << 20);
}
