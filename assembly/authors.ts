// The authors seen last, with what is known of their keys: a directory of records, least recently used out, and
// of tables, which share one arena. What is kept never changes a verdict.

import { allocate, limitArena, release } from './arena';
import { AUTHORS, AUTHOR_BUCKETS } from './memory';

/** How many authors are kept. A run has at most half as many entries, so that none of its authors goes meanwhile. */
export const AUTHORS_KEPT: u32 = 4096;
const BUCKETS: u64 = 8192;
const NONE: u32 = 0xffff;

// A record: offsets in bytes.
export const KEY = 0; // 32 bytes
/** -A as two single field elements, x and y; stands where STATE is DECODED. */
export const POINT = 32;
/** u8: UNKNOWN, DECODED or NO_POINT. */
export const STATE = 112;
/** u8: 0 not known, 1 no, 2 yes. */
export const SMALL_ORDER = 113;
const NEWER = 114; // u16
const OLDER = 116; // u16
const CHAIN = 118; // u16: the next in the same bucket
/** u32: how many signatures have been verified with this key. */
export const USES = 120;
/** u32: the address of the table, or 0. */
export const TABLE = 124;
const TABLE_BYTES = 128; // u32
/** u32: the shape of the table. */
export const SHAPE = 132;
const LAST_USED = 136; // u64
/** u16 and u16: for the run at work, the first of its signatures by this author, and how many. */
export const FIRST = 144;
export const COUNT = 146;
const SIZE: usize = 160;

export const UNKNOWN: u8 = 0;
export const DECODED: u8 = 1;
export const NO_POINT: u8 = 2;

let newest: u32 = NONE;
let oldest: u32 = NONE;
let count: u32 = 0;
/** The author found last; 0 for none. */
let last: usize = 0;
/** Signatures verified so far: the clock of `LAST_USED`. */
let clock: u64 = 0;
let seed: u64 = 0x9e3779b97f4a7c15;
/** A table that has not been used for so many signatures may go. */
let stale: u64 = 0;

function recordAt(index: u32): usize {
  return AUTHORS + SIZE * (index as usize);
}

function indexOf(author: usize): u32 {
  return ((author - AUTHORS) / SIZE) as u32;
}

function bucketOf(key: usize): usize {
  // Seeded, so that nobody can choose keys that fall into one bucket.
  let hash = (load<u64>(key) ^ seed) * 0x9e3779b97f4a7c15;
  hash = (hash ^ load<u64>(key, 8) ^ (hash >> 29)) * 0xbf58476d1ce4e5b9;
  hash = (hash ^ load<u64>(key, 16) ^ (hash >> 31)) * 0x94d049bb133111eb;
  hash = (hash ^ load<u64>(key, 24) ^ (hash >> 30)) * 0x9e3779b97f4a7c15;
  return AUTHOR_BUCKETS + 2 * ((hash >> 51) & (BUCKETS - 1)) as usize;
}

// @ts-ignore: decorator
@inline
function sameKey(a: usize, b: usize): bool {
  return (
    load<u64>(a) == load<u64>(b) &&
    load<u64>(a, 8) == load<u64>(b, 8) &&
    load<u64>(a, 16) == load<u64>(b, 16) &&
    load<u64>(a, 24) == load<u64>(b, 24)
  );
}

/** Empties the directory and seeds its hash. Called once, before anything else here. */
export function initAuthors(hashSeed: u64): void {
  seed = hashSeed;
  memory.fill(AUTHOR_BUCKETS, 0xff, 2 * (BUCKETS as usize));
  newest = NONE;
  oldest = NONE;
  count = 0;
  last = 0;
}

function unlink(author: usize): void {
  const newer = load<u16>(author, NEWER) as u32;
  const older = load<u16>(author, OLDER) as u32;
  if (newer == NONE) newest = older;
  else store<u16>(recordAt(newer), older as u16, OLDER);
  if (older == NONE) oldest = newer;
  else store<u16>(recordAt(older), newer as u16, NEWER);
}

function linkAsNewest(author: usize): void {
  const index = indexOf(author);
  store<u16>(author, NONE as u16, NEWER);
  store<u16>(author, newest as u16, OLDER);
  if (newest != NONE) store<u16>(recordAt(newest), index as u16, NEWER);
  else oldest = index;
  newest = index;
}

/** Takes the record used least recently out of the directory. */
function evict(): usize {
  const author = recordAt(oldest);
  const index = oldest;
  unlink(author);
  dropTable(author);
  let at = bucketOf(author + KEY);
  while (load<u16>(at) != index) at = recordAt(load<u16>(at)) + CHAIN;
  store<u16>(at, load<u16>(author, CHAIN));
  return author;
}

/** The record of the author whose 32 bytes are at `key`; a new one where there is none. */
export function findAuthor(key: usize): usize {
  if (last != 0 && sameKey(last, key)) return last;
  const bucket = bucketOf(key);
  let index = load<u16>(bucket) as u32;
  while (index != NONE) {
    const author = recordAt(index);
    if (sameKey(author, key)) {
      if (index != newest) {
        unlink(author);
        linkAsNewest(author);
      }
      last = author;
      return author;
    }
    index = load<u16>(author, CHAIN);
  }
  const author = count < AUTHORS_KEPT ? recordAt(count++) : evict();
  memory.fill(author, 0, SIZE);
  memory.copy(author, key, 32);
  store<u16>(author, load<u16>(bucket), CHAIN);
  store<u16>(bucket, indexOf(author) as u16);
  linkAsNewest(author);
  last = author;
  return author;
}

/** Notes that the author's table is wanted now, so that it stays while others are placed. */
export function touch(author: usize): void {
  store<u64>(author, clock, LAST_USED);
}

/** Notes that `signatures` were verified with the author's key. */
export function countUses(author: usize, signatures: u32): void {
  clock += signatures;
  const uses = (load<u32>(author, USES) as u64) + signatures;
  store<u32>(author, (uses > 0xffffffff ? 0xffffffff : uses) as u32, USES);
  store<u64>(author, clock, LAST_USED);
}

function dropTable(author: usize): void {
  if (load<u32>(author, TABLE) == 0) return;
  release(load<u32>(author, TABLE));
  store<u32>(author, 0, TABLE);
}

/** Forgets all authors. */
export function forgetAuthors(): void {
  for (let i: u32 = 0; i < count; i++) dropTable(recordAt(i));
  initAuthors(seed);
}

/** Forgets all authors, and sets how many bytes their tables may take from now on. */
export function limitTables(bytes: u32): void {
  initAuthors(seed);
  limitArena(bytes);
  stale = max<u64>(4096, bytes / 1024);
}

/**
 * The address of `bytes` bytes for a new table of the author, whose old one is gone; 0 where there is no room, and the
 * old one stays. Makes room by dropping other authors' tables, the least recently used first, but none that is
 * wanted now (`touch`); and unless the new one pays `atOnce`, only those that have not been used for a while: with
 * more busy authors than there is room for, each table would otherwise be dropped just before its next use.
 */
export function placeTable(author: usize, bytes: u32, atOnce: bool): usize {
  const age: u64 = atOnce ? 1 : stale;
  let address = allocate(bytes);
  let index = oldest;
  while (address == 0 && index != NONE) {
    const other = recordAt(index);
    if (other != author && load<u32>(other, TABLE) != 0) {
      if (clock - load<u64>(other, LAST_USED) < age) break;
      dropTable(other);
      // It begins anew: how often it has been used doesn't tell how often it will be before its next table goes.
      store<u32>(other, 0, USES);
      address = allocate(bytes);
    }
    index = load<u16>(other, NEWER);
  }
  if (address == 0) return 0;
  dropTable(author);
  store<u32>(author, address as u32, TABLE);
  store<u32>(author, bytes, TABLE_BYTES);
  return address;
}
