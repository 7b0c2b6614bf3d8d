// Many messages at once, each in a lane of its own: BLAKE3 in four lanes, BLAKE2b in two. A lane takes one block
// of its message a step; where the message ends it writes the digest and takes the next one. So lanes stay
// filled whatever the lengths are.
//
// A job is 16 bytes: address of the message (u32), its length in bytes (u32), where the encoded hash goes (u32),
// and a word that is not looked at.

import { compressTwo } from './blake2b-two';
import { compressFour } from './blake3-four';
import { CHUNK_END, CHUNK_START, ROOT, transpose } from './blake3-tree';
import { BAMBOO, HASH_TYPE, digestLength, hash } from './hash';
import { LANES } from './memory';

export const JOB_SIZE: usize = 16;

const CHUNK: u32 = 1024;

// Lanes: what each is at.
const AT: usize = LANES; // u32: address of what is left
const LEFT: usize = LANES + 16; // u32: bytes left, or IDLE
const OUT: usize = LANES + 32; // u32: address of the encoded hash
const FLAGS: usize = LANES + 48; // u32: BLAKE3's flags of this step
const LENGTH: usize = LANES + 64; // u32: BLAKE3's block lengths of this step
const TOTAL: usize = LANES + 80; // u64: BLAKE2b's bytes so far
const LAST: usize = LANES + 96; // u64: BLAKE2b's last-block mask
const BLOCK: usize = LANES + 112; // u32: address of the block of this step
const STATE: usize = LANES + 128; // 8 vectors
const WORDS: usize = LANES + 256; // 16 vectors
const PADDED: usize = LANES + 512; // a block for each lane, padded with zeros: 256 bytes
const NOTHING: usize = LANES + 768; // 128 bytes, for lanes without a message
const DIGESTS: usize = LANES + 896; // 128 bytes

const IDLE: u32 = 0xffffffff;

let next: usize = 0;
let end: usize = 0;

/**
 * Hashes `count` messages and writes their encoded hashes. Up to 127 bytes behind a message are loaded, and have no
 * influence.
 */
export function hashMany(profile: u32, jobs: usize, count: u32): void {
  next = jobs;
  end = jobs + JOB_SIZE * (count as usize);
  if (profile == BAMBOO) hashTwo();
  else hashFour();
}

/** Writes the two bytes before a digest; the address of the digest. */
function header(profile: u32, out: usize): usize {
  store<u8>(out, HASH_TYPE);
  store<u8>(out, digestLength(profile) as u8, 1);
  return out + 2;
}

/** Gives a lane its next message; false where none is left. */
function take(lane: usize): bool {
  if (next == end) {
    store<u32>(LEFT + 4 * lane, IDLE);
    store<u32>(AT + 4 * lane, NOTHING as u32);
    return false;
  }
  store<u32>(AT + 4 * lane, load<u32>(next));
  store<u32>(LEFT + 4 * lane, load<u32>(next, 4));
  store<u32>(OUT + 4 * lane, load<u32>(next, 8));
  next += JOB_SIZE;
  return true;
}

/** 128 bytes of ones, 128 of zeros: what to keep of a block is a window of these. */
// prettier-ignore
const KEEP: usize = memory.data<i64>([
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);

/** The last block of a lane, of `left` bytes, padded with zeros. */
function pad(lane: usize, at: usize, left: u32, size: usize): usize {
  const block = PADDED + size * lane;
  const keep = KEEP + 128 - (left as usize);
  // Moving bytes by hand: a call of memory.copy takes as long as half a block.
  for (let i: usize = 0; i < size; i += 16) {
    v128.store(block + i, v128.and(v128.load(at + i), v128.load(keep + i)));
  }
  return block;
}

// ---- BLAKE3 ---------------------------------------------------------------------------------------------

// prettier-ignore
const BLAKE3_START: usize = memory.data<u32>([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);

/** Gives a lane its next message of one chunk. Longer ones have lanes of their own, and are hashed at once. */
function takeChunk(lane: usize): bool {
  while (next != end && load<u32>(next, 4) > CHUNK) {
    hash(1, load<u32>(next), load<u32>(next, 4), load<u32>(next, 8));
    next += JOB_SIZE;
  }
  if (!take(lane)) return false;
  for (let i: usize = 0; i < 8; i++) store<u32>(STATE + 16 * i + 4 * lane, load<u32>(BLAKE3_START + 4 * i));
  store<u32>(FLAGS + 4 * lane, CHUNK_START);
  return true;
}

/** The least number of whole blocks that all lanes at work have before their last one; idle lanes have the most. */
function commonBlocks(lanes: usize, shift: u32): u32 {
  let least: u32 = 0xffffffff;
  for (let lane: usize = 0; lane < lanes; lane++) {
    const left = load<u32>(LEFT + 4 * lane);
    // An empty message has one block, which is its last.
    if (left != IDLE) least = min(least, left == 0 ? 0 : (left - 1) >> shift);
  }
  return least;
}

/** Compresses a block in each lane, from the addresses in BLOCK. */
// @ts-ignore: decorator
@inline
function stepFour(length: v128, flags: v128): void {
  const zero = i32x4.splat(0);
  const a = load<u32>(BLOCK) as usize;
  const b = load<u32>(BLOCK + 4) as usize;
  const c = load<u32>(BLOCK + 8) as usize;
  const d = load<u32>(BLOCK + 12) as usize;
  for (let i: usize = 0; i < 64; i += 16) transpose(WORDS + 4 * i, a + i, b + i, c + i, d + i);
  compressFour(STATE, WORDS, zero, zero, length, flags);
}

function hashFour(): void {
  let busy: u32 = 0;
  for (let lane: usize = 0; lane < 4; lane++) {
    store<u32>(AT + 4 * lane, NOTHING as u32);
    store<u32>(LENGTH + 4 * lane, 0);
    busy += u32(takeChunk(lane));
  }
  while (busy > 0) {
    // Lanes whose message ended while others had none left go on idly, over the same bytes.
    const idle = i32x4.eq(v128.load(LEFT), i32x4.splat(IDLE));
    const forward = v128.andnot(i32x4.splat(64), idle);
    for (let blocks = commonBlocks(4, 6); blocks > 0; blocks--) {
      v128.store(BLOCK, v128.load(AT));
      stepFour(i32x4.splat(64), v128.load(FLAGS));
      v128.store(FLAGS, i32x4.splat(0));
      v128.store(AT, i32x4.add(v128.load(AT), forward));
      v128.store(LEFT, i32x4.sub(v128.load(LEFT), forward));
    }
    for (let lane: usize = 0; lane < 4; lane++) {
      const left = load<u32>(LEFT + 4 * lane);
      const at = load<u32>(AT + 4 * lane) as usize;
      const isLast = left <= 64;
      store<u32>(BLOCK + 4 * lane, (isLast && left < 64 ? pad(lane, at, left, 64) : at) as u32);
      store<u32>(LENGTH + 4 * lane, isLast ? left : 64);
      if (isLast) store<u32>(FLAGS + 4 * lane, load<u32>(FLAGS + 4 * lane) | CHUNK_END | ROOT);
    }
    stepFour(v128.load(LENGTH), v128.load(FLAGS));
    // By lane: the words of the digest.
    transpose(DIGESTS, STATE, STATE + 16, STATE + 32, STATE + 48);
    transpose(DIGESTS + 64, STATE + 64, STATE + 80, STATE + 96, STATE + 112);
    for (let lane: usize = 0; lane < 4; lane++) {
      const left = load<u32>(LEFT + 4 * lane);
      if (left == IDLE) continue;
      if (left > 64) {
        store<u32>(AT + 4 * lane, load<u32>(AT + 4 * lane) + 64);
        store<u32>(LEFT + 4 * lane, left - 64);
        store<u32>(FLAGS + 4 * lane, 0);
        continue;
      }
      const out = header(1, load<u32>(OUT + 4 * lane));
      v128.store(out, v128.load(DIGESTS + 16 * lane));
      v128.store(out, v128.load(DIGESTS + 64 + 16 * lane), 16);
      if (!takeChunk(lane)) busy--;
    }
  }
}

// ---- BLAKE2b --------------------------------------------------------------------------------------------

// prettier-ignore
const BLAKE2B_START: usize = memory.data<u64>([
  0x6a09e667f2bdc948, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
  0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
]);

function takeMessage(lane: usize): bool {
  if (!take(lane)) return false;
  for (let i: usize = 0; i < 8; i++) store<u64>(STATE + 16 * i + 8 * lane, load<u64>(BLAKE2B_START + 8 * i));
  store<u64>(TOTAL + 8 * lane, 0);
  store<u64>(LAST + 8 * lane, 0);
  return true;
}

/** Compresses a block in each lane, from the addresses in BLOCK. */
// @ts-ignore: decorator
@inline
function stepTwo(): void {
  const a = load<u32>(BLOCK) as usize;
  const b = load<u32>(BLOCK + 4) as usize;
  for (let i: usize = 0; i < 128; i += 16) {
    const x = v128.load(a + i);
    const y = v128.load(b + i);
    v128.store(WORDS + 2 * i, v128.shuffle<i64>(x, y, 0, 2));
    v128.store(WORDS + 2 * i, v128.shuffle<i64>(x, y, 1, 3), 16);
  }
  compressTwo(STATE, WORDS, v128.load(TOTAL), v128.load(LAST));
}

function hashTwo(): void {
  let busy: u32 = 0;
  for (let lane: usize = 0; lane < 2; lane++) {
    store<u32>(AT + 4 * lane, NOTHING as u32);
    busy += u32(takeMessage(lane));
  }
  while (busy > 0) {
    for (let blocks = commonBlocks(2, 7); blocks > 0; blocks--) {
      v128.store(TOTAL, i64x2.add(v128.load(TOTAL), i64x2.splat(128)));
      store<u64>(BLOCK, load<u64>(AT));
      stepTwo();
      for (let lane: usize = 0; lane < 2; lane++) {
        if (load<u32>(LEFT + 4 * lane) == IDLE) continue;
        store<u32>(AT + 4 * lane, load<u32>(AT + 4 * lane) + 128);
        store<u32>(LEFT + 4 * lane, load<u32>(LEFT + 4 * lane) - 128);
      }
    }
    for (let lane: usize = 0; lane < 2; lane++) {
      const left = load<u32>(LEFT + 4 * lane);
      const at = load<u32>(AT + 4 * lane) as usize;
      const isLast = left <= 128;
      store<u32>(BLOCK + 4 * lane, (isLast && left < 128 ? pad(lane, at, left, 128) : at) as u32);
      store<u64>(TOTAL + 8 * lane, load<u64>(TOTAL + 8 * lane) + (isLast ? left : 128));
      if (isLast) store<u64>(LAST + 8 * lane, 0xffffffffffffffff);
    }
    stepTwo();
    for (let lane: usize = 0; lane < 2; lane++) {
      const left = load<u32>(LEFT + 4 * lane);
      if (left == IDLE) continue;
      if (left > 128) {
        store<u32>(AT + 4 * lane, load<u32>(AT + 4 * lane) + 128);
        store<u32>(LEFT + 4 * lane, left - 128);
        continue;
      }
      const out = header(BAMBOO, load<u32>(OUT + 4 * lane));
      for (let i: usize = 0; i < 8; i++) store<u64>(out + 8 * i, load<u64>(STATE + 16 * i + 8 * lane));
      if (!takeMessage(lane)) busy--;
    }
  }
}
