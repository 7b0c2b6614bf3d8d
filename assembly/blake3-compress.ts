// BLAKE3's compression function (BLAKE3 paper, section 2.2), for one block, and for four chunks at once in
// the four lanes of a vector. Of its output only the first 32 bytes are ever needed.

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

// Message words of one block of each of four chunks, word by word: 16 vectors.
const MESSAGE: usize = HASH_SCRATCH;

function words(schedule: usize, position: usize): v128 {
  return v128.load(MESSAGE + ((load<u8>(schedule + position) as usize) << 2));
}

function rotr16(x: v128): v128 {
  return i8x16.shuffle(x, x, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
}
function rotr12(x: v128): v128 {
  return v128.or(i32x4.shr_u(x, 12), i32x4.shl(x, 20));
}
function rotr8(x: v128): v128 {
  return i8x16.shuffle(x, x, 1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12);
}
function rotr7(x: v128): v128 {
  return v128.or(i32x4.shr_u(x, 7), i32x4.shl(x, 25));
}

/** Reads 16 bytes from each of four chunks and writes them as four vectors, one per word. */
function transpose(target: usize, bytes: usize): void {
  const a = v128.load(bytes);
  const b = v128.load(bytes, 1024);
  const c = v128.load(bytes, 2048);
  const d = v128.load(bytes, 3072);
  const abLow = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cdLow = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<i64>(abLow, cdLow, 0, 2));
  v128.store(target, v128.shuffle<i64>(abLow, cdLow, 1, 3), 16);
  v128.store(target, v128.shuffle<i64>(abHigh, cdHigh, 0, 2), 32);
  v128.store(target, v128.shuffle<i64>(abHigh, cdHigh, 1, 3), 48);
}

/** Writes four vectors, one per word, as 16 bytes of each of four chaining values. */
function untranspose(out: usize, a: v128, b: v128, c: v128, d: v128): void {
  const abLow = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cdLow = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<i64>(abLow, cdLow, 0, 2));
  v128.store(out, v128.shuffle<i64>(abLow, cdLow, 1, 3), 32);
  v128.store(out, v128.shuffle<i64>(abHigh, cdHigh, 0, 2), 64);
  v128.store(out, v128.shuffle<i64>(abHigh, cdHigh, 1, 3), 96);
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
  let v0 = i32x4.splat(0x6a09e667 as i32);
  let v1 = i32x4.splat(0xbb67ae85 as i32);
  let v2 = i32x4.splat(0x3c6ef372 as i32);
  let v3 = i32x4.splat(0xa54ff53a as i32);
  let v4 = i32x4.splat(0x510e527f as i32);
  let v5 = i32x4.splat(0x9b05688c as i32);
  let v6 = i32x4.splat(0x1f83d9ab as i32);
  let v7 = i32x4.splat(0x5be0cd19 as i32);

  for (let block: u32 = 0; block < 16; block++) {
    const at = bytes + 64 * block;
    transpose(MESSAGE, at);
    transpose(MESSAGE + 64, at + 16);
    transpose(MESSAGE + 128, at + 32);
    transpose(MESSAGE + 192, at + 48);
    const flags = (block == 0 ? CHUNK_START : 0) | (block == 15 ? CHUNK_END : 0);
    let v8 = i32x4.splat(0x6a09e667 as i32);
    let v9 = i32x4.splat(0xbb67ae85 as i32);
    let v10 = i32x4.splat(0x3c6ef372 as i32);
    let v11 = i32x4.splat(0xa54ff53a as i32);
    let v12 = counterLow;
    let v13 = counterHigh;
    let v14 = i32x4.splat(64);
    let v15 = i32x4.splat(flags);
    for (let schedule = SCHEDULE; schedule < SCHEDULE_END; schedule += 16) {
      // columns
      v0 = i32x4.add(i32x4.add(v0, v4), words(schedule, 0));
      v12 = rotr16(v128.xor(v12, v0));
      v8 = i32x4.add(v8, v12);
      v4 = rotr12(v128.xor(v4, v8));
      v0 = i32x4.add(i32x4.add(v0, v4), words(schedule, 1));
      v12 = rotr8(v128.xor(v12, v0));
      v8 = i32x4.add(v8, v12);
      v4 = rotr7(v128.xor(v4, v8));
      v1 = i32x4.add(i32x4.add(v1, v5), words(schedule, 2));
      v13 = rotr16(v128.xor(v13, v1));
      v9 = i32x4.add(v9, v13);
      v5 = rotr12(v128.xor(v5, v9));
      v1 = i32x4.add(i32x4.add(v1, v5), words(schedule, 3));
      v13 = rotr8(v128.xor(v13, v1));
      v9 = i32x4.add(v9, v13);
      v5 = rotr7(v128.xor(v5, v9));
      v2 = i32x4.add(i32x4.add(v2, v6), words(schedule, 4));
      v14 = rotr16(v128.xor(v14, v2));
      v10 = i32x4.add(v10, v14);
      v6 = rotr12(v128.xor(v6, v10));
      v2 = i32x4.add(i32x4.add(v2, v6), words(schedule, 5));
      v14 = rotr8(v128.xor(v14, v2));
      v10 = i32x4.add(v10, v14);
      v6 = rotr7(v128.xor(v6, v10));
      v3 = i32x4.add(i32x4.add(v3, v7), words(schedule, 6));
      v15 = rotr16(v128.xor(v15, v3));
      v11 = i32x4.add(v11, v15);
      v7 = rotr12(v128.xor(v7, v11));
      v3 = i32x4.add(i32x4.add(v3, v7), words(schedule, 7));
      v15 = rotr8(v128.xor(v15, v3));
      v11 = i32x4.add(v11, v15);
      v7 = rotr7(v128.xor(v7, v11));
      // diagonals
      v0 = i32x4.add(i32x4.add(v0, v5), words(schedule, 8));
      v15 = rotr16(v128.xor(v15, v0));
      v10 = i32x4.add(v10, v15);
      v5 = rotr12(v128.xor(v5, v10));
      v0 = i32x4.add(i32x4.add(v0, v5), words(schedule, 9));
      v15 = rotr8(v128.xor(v15, v0));
      v10 = i32x4.add(v10, v15);
      v5 = rotr7(v128.xor(v5, v10));
      v1 = i32x4.add(i32x4.add(v1, v6), words(schedule, 10));
      v12 = rotr16(v128.xor(v12, v1));
      v11 = i32x4.add(v11, v12);
      v6 = rotr12(v128.xor(v6, v11));
      v1 = i32x4.add(i32x4.add(v1, v6), words(schedule, 11));
      v12 = rotr8(v128.xor(v12, v1));
      v11 = i32x4.add(v11, v12);
      v6 = rotr7(v128.xor(v6, v11));
      v2 = i32x4.add(i32x4.add(v2, v7), words(schedule, 12));
      v13 = rotr16(v128.xor(v13, v2));
      v8 = i32x4.add(v8, v13);
      v7 = rotr12(v128.xor(v7, v8));
      v2 = i32x4.add(i32x4.add(v2, v7), words(schedule, 13));
      v13 = rotr8(v128.xor(v13, v2));
      v8 = i32x4.add(v8, v13);
      v7 = rotr7(v128.xor(v7, v8));
      v3 = i32x4.add(i32x4.add(v3, v4), words(schedule, 14));
      v14 = rotr16(v128.xor(v14, v3));
      v9 = i32x4.add(v9, v14);
      v4 = rotr12(v128.xor(v4, v9));
      v3 = i32x4.add(i32x4.add(v3, v4), words(schedule, 15));
      v14 = rotr8(v128.xor(v14, v3));
      v9 = i32x4.add(v9, v14);
      v4 = rotr7(v128.xor(v4, v9));
    }
    v0 = v128.xor(v0, v8);
    v1 = v128.xor(v1, v9);
    v2 = v128.xor(v2, v10);
    v3 = v128.xor(v3, v11);
    v4 = v128.xor(v4, v12);
    v5 = v128.xor(v5, v13);
    v6 = v128.xor(v6, v14);
    v7 = v128.xor(v7, v15);
  }
  untranspose(out, v0, v1, v2, v3);
  untranspose(out + 16, v4, v5, v6, v7);
}
