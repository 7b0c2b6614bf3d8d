// BLAKE3's compression function (BLAKE3 paper, section 2.2), for one block, and for four chunks at once in
// the four lanes of a vector. Of its output only the first 32 bytes are ever needed.

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

// Which message word goes where in each of the 7 rounds: the paper's permutation, applied again and again; as
// offsets in bytes.
// prettier-ignore
const SCHEDULE: usize = memory.data<u8>([
  0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60,
  8, 24, 12, 40, 28, 0, 16, 52, 4, 44, 48, 20, 36, 56, 60, 32,
  12, 16, 40, 48, 52, 8, 28, 56, 24, 20, 36, 0, 44, 60, 32, 4,
  40, 28, 48, 36, 56, 12, 52, 60, 16, 0, 44, 8, 20, 32, 4, 24,
  48, 52, 36, 44, 60, 40, 56, 32, 28, 8, 20, 12, 0, 4, 24, 16,
  36, 56, 44, 20, 32, 48, 60, 4, 52, 12, 0, 40, 8, 24, 16, 28,
  44, 60, 20, 0, 4, 36, 32, 24, 56, 40, 8, 48, 12, 16, 28, 52,
]);
const SCHEDULE_END: usize = SCHEDULE + 112;

function word(block: usize, schedule: usize, position: usize): u32 {
  return load<u32>(block + (load<u8>(schedule + position) as usize));
}

/**
 * Compresses the 64 bytes at `block`, of which `length` count, under the chaining value at `cv`, and writes
 * 32 bytes at `out`, which may be `cv`.
 */
export function compress(out: usize, cv: usize, block: usize, length: u32, counter: u64, flags: u32): void {
  let v0 = load<u32>(cv, 0);
  let v1 = load<u32>(cv, 4);
  let v2 = load<u32>(cv, 8);
  let v3 = load<u32>(cv, 12);
  let v4 = load<u32>(cv, 16);
  let v5 = load<u32>(cv, 20);
  let v6 = load<u32>(cv, 24);
  let v7 = load<u32>(cv, 28);
  let v8: u32 = 0x6a09e667;
  let v9: u32 = 0xbb67ae85;
  let v10: u32 = 0x3c6ef372;
  let v11: u32 = 0xa54ff53a;
  let v12 = counter as u32;
  let v13 = (counter >> 32) as u32;
  let v14 = length;
  let v15 = flags;

  for (let schedule = SCHEDULE; schedule < SCHEDULE_END; schedule += 16) {
    // columns
    v0 = v0 + v4 + word(block, schedule, 0);
    v12 = rotr<u32>(v12 ^ v0, 16);
    v8 += v12;
    v4 = rotr<u32>(v4 ^ v8, 12);
    v0 = v0 + v4 + word(block, schedule, 1);
    v12 = rotr<u32>(v12 ^ v0, 8);
    v8 += v12;
    v4 = rotr<u32>(v4 ^ v8, 7);
    v1 = v1 + v5 + word(block, schedule, 2);
    v13 = rotr<u32>(v13 ^ v1, 16);
    v9 += v13;
    v5 = rotr<u32>(v5 ^ v9, 12);
    v1 = v1 + v5 + word(block, schedule, 3);
    v13 = rotr<u32>(v13 ^ v1, 8);
    v9 += v13;
    v5 = rotr<u32>(v5 ^ v9, 7);
    v2 = v2 + v6 + word(block, schedule, 4);
    v14 = rotr<u32>(v14 ^ v2, 16);
    v10 += v14;
    v6 = rotr<u32>(v6 ^ v10, 12);
    v2 = v2 + v6 + word(block, schedule, 5);
    v14 = rotr<u32>(v14 ^ v2, 8);
    v10 += v14;
    v6 = rotr<u32>(v6 ^ v10, 7);
    v3 = v3 + v7 + word(block, schedule, 6);
    v15 = rotr<u32>(v15 ^ v3, 16);
    v11 += v15;
    v7 = rotr<u32>(v7 ^ v11, 12);
    v3 = v3 + v7 + word(block, schedule, 7);
    v15 = rotr<u32>(v15 ^ v3, 8);
    v11 += v15;
    v7 = rotr<u32>(v7 ^ v11, 7);
    // diagonals
    v0 = v0 + v5 + word(block, schedule, 8);
    v15 = rotr<u32>(v15 ^ v0, 16);
    v10 += v15;
    v5 = rotr<u32>(v5 ^ v10, 12);
    v0 = v0 + v5 + word(block, schedule, 9);
    v15 = rotr<u32>(v15 ^ v0, 8);
    v10 += v15;
    v5 = rotr<u32>(v5 ^ v10, 7);
    v1 = v1 + v6 + word(block, schedule, 10);
    v12 = rotr<u32>(v12 ^ v1, 16);
    v11 += v12;
    v6 = rotr<u32>(v6 ^ v11, 12);
    v1 = v1 + v6 + word(block, schedule, 11);
    v12 = rotr<u32>(v12 ^ v1, 8);
    v11 += v12;
    v6 = rotr<u32>(v6 ^ v11, 7);
    v2 = v2 + v7 + word(block, schedule, 12);
    v13 = rotr<u32>(v13 ^ v2, 16);
    v8 += v13;
    v7 = rotr<u32>(v7 ^ v8, 12);
    v2 = v2 + v7 + word(block, schedule, 13);
    v13 = rotr<u32>(v13 ^ v2, 8);
    v8 += v13;
    v7 = rotr<u32>(v7 ^ v8, 7);
    v3 = v3 + v4 + word(block, schedule, 14);
    v14 = rotr<u32>(v14 ^ v3, 16);
    v9 += v14;
    v4 = rotr<u32>(v4 ^ v9, 12);
    v3 = v3 + v4 + word(block, schedule, 15);
    v14 = rotr<u32>(v14 ^ v3, 8);
    v9 += v14;
    v4 = rotr<u32>(v4 ^ v9, 7);
  }

  store<u32>(out, v0 ^ v8, 0);
  store<u32>(out, v1 ^ v9, 4);
  store<u32>(out, v2 ^ v10, 8);
  store<u32>(out, v3 ^ v11, 12);
  store<u32>(out, v4 ^ v12, 16);
  store<u32>(out, v5 ^ v13, 20);
  store<u32>(out, v6 ^ v14, 24);
  store<u32>(out, v7 ^ v15, 28);
}

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
