// BLAKE2b with a digest of 64 bytes and no key (RFC 7693), in one go or in pieces.
//
// A state, 208 bytes: chaining value (8 x u64), buffer of 128 bytes, bytes compressed so far (u64), bytes in
// the buffer (u32). The buffer is compressed only when more bytes come, since the last block is marked as
// such.

const BUFFER: usize = 64;
const COMPRESSED: usize = 192;
const BUFFERED: usize = 200;
const BLOCK: u32 = 128;

// prettier-ignore
const IV: usize = memory.data<u64>([
  0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
  0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
]);

// Which message word goes where in each of the 12 rounds (RFC 7693, section 2.7), as offsets in bytes.
// prettier-ignore
const SCHEDULE: usize = memory.data<u8>([
  0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120,
  112, 80, 32, 64, 72, 120, 104, 48, 8, 96, 0, 16, 88, 56, 40, 24,
  88, 64, 96, 0, 40, 16, 120, 104, 80, 112, 24, 48, 56, 8, 72, 32,
  56, 72, 24, 8, 104, 96, 88, 112, 16, 48, 40, 80, 32, 0, 120, 64,
  72, 0, 40, 56, 16, 32, 80, 120, 112, 8, 88, 96, 48, 64, 24, 104,
  16, 96, 48, 80, 0, 88, 64, 24, 32, 104, 56, 40, 120, 112, 8, 72,
  96, 40, 8, 120, 112, 104, 32, 80, 0, 56, 48, 24, 72, 16, 64, 88,
  104, 88, 56, 112, 96, 8, 24, 72, 40, 0, 120, 32, 64, 48, 16, 80,
  48, 120, 112, 72, 88, 24, 0, 64, 96, 16, 104, 56, 8, 32, 80, 40,
  80, 16, 64, 32, 56, 48, 8, 40, 120, 88, 72, 112, 24, 96, 104, 0,
  0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120,
  112, 80, 32, 64, 72, 120, 104, 48, 8, 96, 0, 16, 88, 56, 40, 24,
]);
const SCHEDULE_END: usize = SCHEDULE + 192;

function word(block: usize, schedule: usize, position: usize): u64 {
  return load<u64>(block + (load<u8>(schedule + position) as usize));
}

/**
 * Compresses one block into the state. `total` is the count of message bytes up to the end of this block. It
 * is taken as 64 bits: the upper half of BLAKE2b's counter is always zero.
 */
function compress(state: usize, block: usize, total: u64, last: bool): void {
  let v0 = load<u64>(state, 0);
  let v1 = load<u64>(state, 8);
  let v2 = load<u64>(state, 16);
  let v3 = load<u64>(state, 24);
  let v4 = load<u64>(state, 32);
  let v5 = load<u64>(state, 40);
  let v6 = load<u64>(state, 48);
  let v7 = load<u64>(state, 56);
  let v8 = load<u64>(IV, 0);
  let v9 = load<u64>(IV, 8);
  let v10 = load<u64>(IV, 16);
  let v11 = load<u64>(IV, 24);
  let v12 = load<u64>(IV, 32) ^ total;
  let v13 = load<u64>(IV, 40);
  let v14 = load<u64>(IV, 48) ^ (last ? ~(0 as u64) : 0);
  let v15 = load<u64>(IV, 56);

  for (let schedule = SCHEDULE; schedule < SCHEDULE_END; schedule += 16) {
    // columns
    v0 = v0 + v4 + word(block, schedule, 0);
    v12 = rotr<u64>(v12 ^ v0, 32);
    v8 += v12;
    v4 = rotr<u64>(v4 ^ v8, 24);
    v0 = v0 + v4 + word(block, schedule, 1);
    v12 = rotr<u64>(v12 ^ v0, 16);
    v8 += v12;
    v4 = rotr<u64>(v4 ^ v8, 63);
    v1 = v1 + v5 + word(block, schedule, 2);
    v13 = rotr<u64>(v13 ^ v1, 32);
    v9 += v13;
    v5 = rotr<u64>(v5 ^ v9, 24);
    v1 = v1 + v5 + word(block, schedule, 3);
    v13 = rotr<u64>(v13 ^ v1, 16);
    v9 += v13;
    v5 = rotr<u64>(v5 ^ v9, 63);
    v2 = v2 + v6 + word(block, schedule, 4);
    v14 = rotr<u64>(v14 ^ v2, 32);
    v10 += v14;
    v6 = rotr<u64>(v6 ^ v10, 24);
    v2 = v2 + v6 + word(block, schedule, 5);
    v14 = rotr<u64>(v14 ^ v2, 16);
    v10 += v14;
    v6 = rotr<u64>(v6 ^ v10, 63);
    v3 = v3 + v7 + word(block, schedule, 6);
    v15 = rotr<u64>(v15 ^ v3, 32);
    v11 += v15;
    v7 = rotr<u64>(v7 ^ v11, 24);
    v3 = v3 + v7 + word(block, schedule, 7);
    v15 = rotr<u64>(v15 ^ v3, 16);
    v11 += v15;
    v7 = rotr<u64>(v7 ^ v11, 63);
    // diagonals
    v0 = v0 + v5 + word(block, schedule, 8);
    v15 = rotr<u64>(v15 ^ v0, 32);
    v10 += v15;
    v5 = rotr<u64>(v5 ^ v10, 24);
    v0 = v0 + v5 + word(block, schedule, 9);
    v15 = rotr<u64>(v15 ^ v0, 16);
    v10 += v15;
    v5 = rotr<u64>(v5 ^ v10, 63);
    v1 = v1 + v6 + word(block, schedule, 10);
    v12 = rotr<u64>(v12 ^ v1, 32);
    v11 += v12;
    v6 = rotr<u64>(v6 ^ v11, 24);
    v1 = v1 + v6 + word(block, schedule, 11);
    v12 = rotr<u64>(v12 ^ v1, 16);
    v11 += v12;
    v6 = rotr<u64>(v6 ^ v11, 63);
    v2 = v2 + v7 + word(block, schedule, 12);
    v13 = rotr<u64>(v13 ^ v2, 32);
    v8 += v13;
    v7 = rotr<u64>(v7 ^ v8, 24);
    v2 = v2 + v7 + word(block, schedule, 13);
    v13 = rotr<u64>(v13 ^ v2, 16);
    v8 += v13;
    v7 = rotr<u64>(v7 ^ v8, 63);
    v3 = v3 + v4 + word(block, schedule, 14);
    v14 = rotr<u64>(v14 ^ v3, 32);
    v9 += v14;
    v4 = rotr<u64>(v4 ^ v9, 24);
    v3 = v3 + v4 + word(block, schedule, 15);
    v14 = rotr<u64>(v14 ^ v3, 16);
    v9 += v14;
    v4 = rotr<u64>(v4 ^ v9, 63);
  }

  store<u64>(state, load<u64>(state, 0) ^ v0 ^ v8, 0);
  store<u64>(state, load<u64>(state, 8) ^ v1 ^ v9, 8);
  store<u64>(state, load<u64>(state, 16) ^ v2 ^ v10, 16);
  store<u64>(state, load<u64>(state, 24) ^ v3 ^ v11, 24);
  store<u64>(state, load<u64>(state, 32) ^ v4 ^ v12, 32);
  store<u64>(state, load<u64>(state, 40) ^ v5 ^ v13, 40);
  store<u64>(state, load<u64>(state, 48) ^ v6 ^ v14, 48);
  store<u64>(state, load<u64>(state, 56) ^ v7 ^ v15, 56);
}

/** Makes `state` (208 bytes) ready for a new message. */
export function blake2bInit(state: usize): void {
  memory.copy(state, IV, 64);
  // The parameter block: digest length 64, no key, fanout 1, depth 1.
  store<u64>(state, load<u64>(state) ^ 0x01010040);
  store<u64>(state, 0, COMPRESSED);
  store<u64>(state, 0, BUFFERED);
}

/** Takes in `length` bytes. */
export function blake2bUpdate(state: usize, bytes: usize, length: u32): void {
  const buffered = load<u32>(state, BUFFERED);
  const room = BLOCK - buffered;
  if (length <= room) {
    memory.copy(state + BUFFER + buffered, bytes, length);
    store<u32>(state, buffered + length, BUFFERED);
    return;
  }
  let total = load<u64>(state, COMPRESSED);
  if (buffered != 0) {
    memory.copy(state + BUFFER + buffered, bytes, room);
    total += BLOCK;
    compress(state, state + BUFFER, total, false);
    bytes += room;
    length -= room;
  }
  while (length > BLOCK) {
    total += BLOCK;
    compress(state, bytes, total, false);
    bytes += BLOCK;
    length -= BLOCK;
  }
  memory.copy(state + BUFFER, bytes, length);
  store<u64>(state, total, COMPRESSED);
  store<u32>(state, length, BUFFERED);
}

/** Writes the 64 bytes of the digest at `out`. The state is spent. */
export function blake2bFinal(state: usize, out: usize): void {
  const buffered = load<u32>(state, BUFFERED);
  memory.fill(state + BUFFER + buffered, 0, BLOCK - buffered);
  compress(state, state + BUFFER, load<u64>(state, COMPRESSED) + buffered, true);
  memory.copy(out, state, 64);
}
