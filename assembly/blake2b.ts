// BLAKE2b with a digest of 64 bytes and no key (RFC 7693), in one go or in pieces.
//
// A state, 208 bytes: chaining value (8 x u64), buffer of 128 bytes, bytes compressed so far (u64), bytes in
// the buffer (u32). The buffer is compressed only when more bytes come, since the last block is marked as
// such.

import { compressOne } from './blake2b-one';

const BUFFER: usize = 64;
const COMPRESSED: usize = 192;
const BUFFERED: usize = 200;
const BLOCK: u32 = 128;

// prettier-ignore
const IV: usize = memory.data<u64>([
  0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
  0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
]);

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
    compressOne(state, state + BUFFER, total, false);
    bytes += room;
    length -= room;
  }
  while (length > BLOCK) {
    total += BLOCK;
    compressOne(state, bytes, total, false);
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
  compressOne(state, state + BUFFER, load<u64>(state, COMPRESSED) + buffered, true);
  memory.copy(out, state, 64);
}
