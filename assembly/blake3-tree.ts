// BLAKE3's chunks and parents (BLAKE3 paper, sections 2.3 and 2.4), four or eight at once: one or two groups of four
// lanes.

import { compressEight } from './blake3-eight';
import { compressFour } from './blake3-four';
import { HASH_SCRATCH } from './memory';

export const CHUNK_START: u32 = 1;
export const CHUNK_END: u32 = 2;
export const PARENT: u32 = 4;
export const ROOT: u32 = 8;

/** The initial chaining value, 32 bytes. */
// prettier-ignore
export const BLAKE3_IV: usize = memory.data<u32>([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);

/** Message words of one block in each lane: 16 vectors for each group of four lanes. */
const MESSAGE: usize = HASH_SCRATCH;
/** Chaining values: 8 vectors for each group. */
const CVS: usize = HASH_SCRATCH + 1280;
/** For each group: low and high words of the counters, lengths, flags; 4 vectors. */
const TAIL: usize = HASH_SCRATCH + 1152;

/** Reads 16 bytes from each of four addresses and writes them as four vectors, one per word. */
export function transpose(target: usize, at0: usize, at1: usize, at2: usize, at3: usize): void {
  const a = v128.load(at0);
  const b = v128.load(at1);
  const c = v128.load(at2);
  const d = v128.load(at3);
  const abLow = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cdLow = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<i64>(abLow, cdLow, 0, 2));
  v128.store(target, v128.shuffle<i64>(abLow, cdLow, 1, 3), 16);
  v128.store(target, v128.shuffle<i64>(abHigh, cdHigh, 0, 2), 32);
  v128.store(target, v128.shuffle<i64>(abHigh, cdHigh, 1, 3), 48);
}

/** Writes the chaining values of a group, one vector per word, as four of 32 bytes each at `out`. */
function untranspose(out: usize, cvs: usize): void {
  for (let half: usize = 0; half < 2; half++) {
    const from = cvs + 64 * half;
    const a = v128.load(from);
    const b = v128.load(from, 16);
    const c = v128.load(from, 32);
    const d = v128.load(from, 48);
    const to = out + 16 * half;
    const abLow = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
    const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
    const cdLow = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
    const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<i64>(abLow, cdLow, 0, 2));
    v128.store(to, v128.shuffle<i64>(abLow, cdLow, 1, 3), 32);
    v128.store(to, v128.shuffle<i64>(abHigh, cdHigh, 0, 2), 64);
    v128.store(to, v128.shuffle<i64>(abHigh, cdHigh, 1, 3), 96);
  }
}

/** Begins a group with the initial chaining value in all its lanes. */
function start(cvs: usize): void {
  for (let i: usize = 0; i < 8; i++) v128.store(cvs + 16 * i, i32x4.splat(load<i32>(BLAKE3_IV + 4 * i)));
}

/** Reads the blocks of a group from four addresses. */
function readBlocks(words: usize, at: usize, stride: usize): void {
  for (let i: usize = 0; i < 64; i += 16) {
    const from = at + i;
    transpose(words + 4 * i, from, from + stride, from + 2 * stride, from + 3 * stride);
  }
}

/** The low words of `counter` and of the three that follow. */
function lowCounters(counter: u64): v128 {
  return i32x4.add(i32x4.splat(counter as i32), i32x4(0, 1, 2, 3));
}

/** Their high words. */
function highCounters(counter: u64): v128 {
  const v = i32x4.replace_lane(i32x4.splat((counter >> 32) as i32), 1, ((counter + 1) >> 32) as i32);
  return i32x4.replace_lane(
    i32x4.replace_lane(v, 2, ((counter + 2) >> 32) as i32),
    3,
    ((counter + 3) >> 32) as i32,
  );
}

function setTail(group: usize, counterLow: v128, counterHigh: v128): void {
  const tail = TAIL + 64 * group;
  v128.store(tail, counterLow);
  v128.store(tail, counterHigh, 16);
  v128.store(tail, i32x4.splat(64), 32);
}

function setFlags(flags: u32): void {
  v128.store(TAIL, i32x4.splat(flags), 48);
  v128.store(TAIL, i32x4.splat(flags), 112);
}

/** The chaining values of four parents, whose blocks are 256 bytes at `blocks`; writes 128 bytes at `out`. */
export function compressFourParents(out: usize, blocks: usize): void {
  const zero = i32x4.splat(0);
  start(CVS);
  readBlocks(MESSAGE, blocks, 64);
  compressFour(CVS, MESSAGE, zero, zero, i32x4.splat(64), i32x4.splat(PARENT));
  untranspose(out, CVS);
}

/** The chaining values of eight parents, whose blocks are 512 bytes at `blocks`; writes 256 bytes at `out`. */
export function compressEightParents(out: usize, blocks: usize): void {
  const zero = i32x4.splat(0);
  for (let group: usize = 0; group < 2; group++) {
    start(CVS + 128 * group);
    readBlocks(MESSAGE + 256 * group, blocks + 256 * group, 64);
    setTail(group, zero, zero);
  }
  setFlags(PARENT);
  compressEight(CVS, MESSAGE, TAIL);
  untranspose(out, CVS);
  untranspose(out + 128, CVS + 128);
}

function flagsOf(block: u32): u32 {
  return (block == 0 ? CHUNK_START : 0) | (block == 15 ? CHUNK_END : 0);
}

/**
 * The chaining values of four whole chunks, 4,096 bytes at `bytes`, the first of which is chunk number
 * `counter`; writes 128 bytes at `out`.
 */
export function compressFourChunks(out: usize, bytes: usize, counter: u64): void {
  const low = lowCounters(counter);
  const high = highCounters(counter);
  start(CVS);
  for (let block: u32 = 0; block < 16; block++) {
    readBlocks(MESSAGE, bytes + 64 * block, 1024);
    compressFour(CVS, MESSAGE, low, high, i32x4.splat(64), i32x4.splat(flagsOf(block)));
  }
  untranspose(out, CVS);
}

/** The same for eight chunks, 8,192 bytes; writes 256 bytes at `out`. */
export function compressEightChunks(out: usize, bytes: usize, counter: u64): void {
  for (let group: usize = 0; group < 2; group++) {
    const first = counter + 4 * group;
    start(CVS + 128 * group);
    setTail(group, lowCounters(first), highCounters(first));
  }
  for (let block: u32 = 0; block < 16; block++) {
    readBlocks(MESSAGE, bytes + 64 * block, 1024);
    readBlocks(MESSAGE + 256, bytes + 64 * block + 4096, 1024);
    setFlags(flagsOf(block));
    compressEight(CVS, MESSAGE, TAIL);
  }
  untranspose(out, CVS);
  untranspose(out + 128, CVS + 128);
}
