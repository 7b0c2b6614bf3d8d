// BLAKE3's chunks and parents (BLAKE3 paper, sections 2.3 and 2.4), four at once in the four lanes of a vector.

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

/** Message words of one block in each of four lanes: 16 vectors. */
const MESSAGE: usize = HASH_SCRATCH;
/** Chaining values in four lanes: 8 vectors. */
const CVS: usize = HASH_SCRATCH + 896;

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

/** Writes the chaining values at CVS, one vector per word, as four of 32 bytes each at `out`. */
function untranspose(out: usize): void {
  for (let half: usize = 0; half < 2; half++) {
    const from = CVS + 64 * half;
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

/** Begins with the initial chaining value in all four lanes. */
function startFour(): void {
  for (let i: usize = 0; i < 8; i++) v128.store(CVS + 16 * i, i32x4.splat(load<i32>(BLAKE3_IV + 4 * i)));
}

/** Reads a block at each of four addresses, and compresses all four. */
function compressBlocks(at: usize, stride: usize, counterLow: v128, counterHigh: v128, flags: u32): void {
  for (let i: usize = 0; i < 64; i += 16) {
    const from = at + i;
    transpose(MESSAGE + 4 * i, from, from + stride, from + 2 * stride, from + 3 * stride);
  }
  compressFour(CVS, MESSAGE, counterLow, counterHigh, i32x4.splat(64), i32x4.splat(flags));
}

/** The chaining values of four parents, whose blocks are 256 bytes at `blocks`; writes 128 bytes at `out`. */
export function compressFourParents(out: usize, blocks: usize): void {
  const zero = i32x4.splat(0);
  startFour();
  compressBlocks(blocks, 64, zero, zero, PARENT);
  untranspose(out);
}

/**
 * The chaining values of four whole chunks, 4,096 bytes at `bytes`, the first of which is chunk number
 * `counter`; writes 128 bytes at `out`.
 */
export function compressFourChunks(out: usize, bytes: usize, counter: u64): void {
  const counterLow = i32x4.replace_lane(
    i32x4.replace_lane(
      i32x4.replace_lane(i32x4.splat(counter as i32), 1, (counter + 1) as i32),
      2,
      (counter + 2) as i32,
    ),
    3,
    (counter + 3) as i32,
  );
  const counterHigh = i32x4.replace_lane(
    i32x4.replace_lane(
      i32x4.replace_lane(i32x4.splat((counter >> 32) as i32), 1, ((counter + 1) >> 32) as i32),
      2,
      ((counter + 2) >> 32) as i32,
    ),
    3,
    ((counter + 3) >> 32) as i32,
  );
  startFour();
  for (let block: u32 = 0; block < 16; block++) {
    const flags = (block == 0 ? CHUNK_START : 0) | (block == 15 ? CHUNK_END : 0);
    compressBlocks(bytes + 64 * block, 1024, counterLow, counterHigh, flags);
  }
  untranspose(out);
}
