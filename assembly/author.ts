// The author at work: the point of a public key, and a table for verifying with it. The last one is kept,
// since the entries of a log come in runs of one author. What is kept never changes a verdict.

import { oddMultiples } from './double-mul';
import { AUTHOR } from './memory';
import { decodePoint, isSmallOrder, negatePoint } from './point';

const KEY: usize = AUTHOR; // 32 bytes
const LOADED: usize = AUTHOR + 32; // u32: 1 where KEY and POINT stand
const TABLE_READY: usize = AUTHOR + 36; // u32: 1 where TABLE stands
const SMALL_ORDER: usize = AUTHOR + 40; // u32: 0 for not known, 1 for no, 2 for yes
const POINT: usize = AUTHOR + 48; // -A, extended
const TABLE: usize = AUTHOR + 208; // -A, -3A, ..., -15A, cached
const WORK: usize = AUTHOR + 1488; // two points

/** Takes up the author whose 32 bytes are at `bytes`; false where they are no point. */
export function loadAuthor(bytes: usize): bool {
  if (
    load<u32>(LOADED) != 0 &&
    load<u64>(KEY) == load<u64>(bytes) &&
    load<u64>(KEY, 8) == load<u64>(bytes, 8) &&
    load<u64>(KEY, 16) == load<u64>(bytes, 16) &&
    load<u64>(KEY, 24) == load<u64>(bytes, 24)
  ) {
    return true;
  }
  store<u32>(LOADED, 0);
  if (!decodePoint(WORK, bytes)) return false;
  negatePoint(POINT, WORK);
  memory.copy(KEY, bytes, 32);
  store<u32>(LOADED, 1);
  store<u32>(TABLE_READY, 0);
  store<u32>(SMALL_ORDER, 0);
  return true;
}

/** Whether the author taken up last is one of the eight points of small order. */
export function isSmallOrderAuthor(): bool {
  if (load<u32>(SMALL_ORDER) == 0) store<u32>(SMALL_ORDER, isSmallOrder(POINT) ? 2 : 1);
  return load<u32>(SMALL_ORDER) == 2;
}

/** The table of the author taken up last: odd multiples of -A, cached, as `doubleMul` wants them. */
export function authorTable(): usize {
  if (load<u32>(TABLE_READY) == 0) {
    oddMultiples(TABLE, POINT, WORK);
    store<u32>(TABLE_READY, 1);
  }
  return TABLE;
}
