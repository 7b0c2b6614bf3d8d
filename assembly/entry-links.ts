// The links of a log whose entries come in order, from entry 1 on: is each one the next entry of the log, and are
// both its links the hashes of the entries that they have to point to?
//
// Lipmaalinks do not cross (BAM-LIP-004): once n has linked to m, no later entry links to one between the two. So
// the entries that can still be linked to are a stack. To find the target of n, whatever is above it is taken
// off; then n goes on top, since n + 1 will link to it. After 3 blocks of a size comes one that links past all
// of them, so no more than 3 entries for each of the 41 sizes of blocks below 2^64 are there at a time.

import { encodedHashLength } from './hash';
import { lipmaa } from './lipmaa';
import { LOG_AUTHOR, LOG_STACK } from './memory';
import * as record from './record';

/** What the stack holds of an entry: its sequence number (u64), its encoded hash (66 bytes or fewer). */
const ITEM_SIZE: usize = 80;
const ITEM_HASH: usize = 8;
const STACK_ITEMS: u32 = 128;

let logId: u64 = 0;
/** The sequence number that comes next; 0 once the order is broken or the log has ended. */
let next: u64 = 0;
let height: u32 = 0;

function itemAt(index: u32): usize {
  return LOG_STACK + ITEM_SIZE * (index as usize);
}

/** Begins with the log of the author whose 32 bytes are at `author`. */
export function beginLog(author: usize, id: u64): void {
  memory.copy(LOG_AUTHOR, author, 32);
  logId = id;
  next = 1;
  height = 0;
}

/** Whether an entry that decoded is of the log; `author` is where its author is. */
export function isOfLog(author: usize, result: usize): bool {
  if (load<u64>(result, record.LOG_ID) != logId) return false;
  const difference =
    (load<u64>(author) ^ load<u64>(LOG_AUTHOR)) |
    (load<u64>(author, 8) ^ load<u64>(LOG_AUTHOR, 8)) |
    (load<u64>(author, 16) ^ load<u64>(LOG_AUTHOR, 16)) |
    (load<u64>(author, 24) ^ load<u64>(LOG_AUTHOR, 24));
  return difference == 0;
}

function isHashOf(item: usize, link: usize, length: u32): bool {
  for (let i: u32 = 0; i < length; i++) {
    if (load<u8>(item + i, ITEM_HASH) != load<u8>(link + i)) return false;
  }
  return true;
}

function isNext(entry: usize, result: usize, length: u32): bool {
  const seqNum = load<u64>(result, record.SEQ_NUM);
  if (seqNum != next || load<u8>(result, record.REASON) != 0) return false;
  const backlink = load<u16>(result, record.BACKLINK_OFFSET);
  if (backlink != 0 && !isHashOf(itemAt(height - 1), entry + backlink, length)) return false;
  const lipmaalink = load<u16>(result, record.LIPMAALINK_OFFSET);
  if (lipmaalink != 0) {
    const target = lipmaa(seqNum);
    while (height > 1 && load<u64>(itemAt(height - 1)) > target) height--;
    const item = itemAt(height - 1);
    if (load<u64>(item) != target || !isHashOf(item, entry + lipmaalink, length)) return false;
  }
  return height < STACK_ITEMS;
}

/**
 * Writes to an entry's record whether it is sound itself and follows in order on all before, with both links
 * right. Wants an entry that decoded and has its verdict; one that is not the next breaks the order.
 */
export function linkEntry(profile: u32, entry: usize, result: usize): void {
  const length = encodedHashLength(profile);
  if (next == 0 || !isNext(entry, result, length)) {
    next = 0;
    return;
  }
  store<u8>(result, 1, record.IN_ORDER);
  const item = itemAt(height++);
  store<u64>(item, next);
  memory.copy(item + ITEM_HASH, result + record.HASH, length);
  next = load<u8>(entry) == 1 ? 0 : next + 1;
}
