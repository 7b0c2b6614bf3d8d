// BLAKE3 with a digest of 32 bytes (BLAKE3 paper, section 2), in one go or in pieces.
//
// A state, 1,856 bytes: chaining value of the chunk at hand (32), its last block (64), bytes in that block
// (u32), blocks of the chunk compressed (u32), number of the chunk (u64), and the stack: the chaining values
// of whole subtrees, the largest first, one for each bit set in the number of the chunk, 54 at most (2^64
// bytes are 2^54 chunks). A block, and a chunk, is finished only when more bytes come, since the last ones
// are marked as such.

import { compressOne } from './blake3-one';
import {
  BLAKE3_IV,
  CHUNK_END,
  CHUNK_START,
  PARENT,
  ROOT,
  compressFourChunks,
  compressFourParents,
} from './blake3-tree';
import { HASH_SCRATCH } from './memory';

const BLOCK_BYTES: usize = 32;
const BUFFERED: usize = 96;
const BLOCKS_DONE: usize = 100;
const CHUNK_NUMBER: usize = 104;
const STACK: usize = 128;
const BLOCK: u32 = 64;
const CHUNK: u32 = 1024;

// Between what blake3-tree.ts has there: chaining values of 16 chunks, and a block.
const CHUNK_CVS: usize = HASH_SCRATCH + 256;
const PARENT_BLOCK: usize = HASH_SCRATCH + 768;

function copy32(target: usize, source: usize): void {
  v128.store(target, v128.load(source));
  v128.store(target, v128.load(source, 16), 16);
}

function beginChunk(state: usize, chunkNumber: u64): void {
  copy32(state, BLAKE3_IV);
  store<u64>(state, 0, BUFFERED);
  store<u64>(state, chunkNumber, CHUNK_NUMBER);
}

/** Makes `state` (1,856 bytes) ready for a new message. */
export function blake3Init(state: usize): void {
  beginChunk(state, 0);
}

function startFlag(blocksDone: u32): u32 {
  return blocksDone == 0 ? CHUNK_START : 0;
}

/** Where the stack ends when `chunks` chunks are on it. */
function stackEnd(state: usize, chunks: u64): usize {
  return state + STACK + 32 * (popcnt<u64>(chunks) as usize);
}

/**
 * Puts the chaining value of a subtree of 2^level chunks, before which there are `chunks`, on the stack, and joins
 * the subtrees that it completes.
 */
function pushSubtree(state: usize, cv: usize, chunks: u64, level: u64): void {
  let top = stackEnd(state, chunks);
  copy32(top, cv);
  // As many joins as the count of such subtrees ends in zero bits. Left and right lie side by side: they are the
  // parent's block.
  for (let joins = ctz<u64>((chunks >> level) + 1); joins > 0; joins--) {
    top -= 32;
    compressOne(top, BLAKE3_IV, top, BLOCK, 0, PARENT);
  }
}

/** Takes in `length` bytes. */
export function blake3Update(state: usize, bytes: usize, length: u32): void {
  while (length > 0) {
    let buffered = load<u32>(state, BUFFERED);
    let blocksDone = load<u32>(state, BLOCKS_DONE);
    let chunkNumber = load<u64>(state, CHUNK_NUMBER);
    if (buffered == BLOCK) {
      // More bytes come, so the block in the buffer is not the message's last.
      if (blocksDone < 15) {
        compressOne(state, state, state + BLOCK_BYTES, BLOCK, chunkNumber, startFlag(blocksDone));
        store<u32>(state, ++blocksDone, BLOCKS_DONE);
      } else {
        compressOne(state, state, state + BLOCK_BYTES, BLOCK, chunkNumber, CHUNK_END);
        pushSubtree(state, state, chunkNumber, 0);
        beginChunk(state, ++chunkNumber);
        blocksDone = 0;
      }
      buffered = 0;
      store<u32>(state, 0, BUFFERED);
    }
    if (buffered == 0 && blocksDone == 0) {
      // Sixteen chunks at once where they are a subtree: then their parents fill the lanes too.
      while ((chunkNumber & 15) == 0 && length > 16 * CHUNK) {
        for (let i: usize = 0; i < 4; i++) {
          compressFourChunks(CHUNK_CVS + 128 * i, bytes + 4096 * i, chunkNumber + 4 * i);
        }
        compressFourParents(CHUNK_CVS, CHUNK_CVS);
        compressFourParents(CHUNK_CVS + 128, CHUNK_CVS + 256);
        compressFourParents(CHUNK_CVS, CHUNK_CVS);
        compressOne(CHUNK_CVS, BLAKE3_IV, CHUNK_CVS, BLOCK, 0, PARENT);
        compressOne(CHUNK_CVS + 32, BLAKE3_IV, CHUNK_CVS + 64, BLOCK, 0, PARENT);
        compressOne(CHUNK_CVS, BLAKE3_IV, CHUNK_CVS, BLOCK, 0, PARENT);
        pushSubtree(state, CHUNK_CVS, chunkNumber, 4);
        chunkNumber += 16;
        bytes += 16 * CHUNK;
        length -= 16 * CHUNK;
      }
      while (length > 4 * CHUNK) {
        compressFourChunks(CHUNK_CVS, bytes, chunkNumber);
        for (let i: usize = 0; i < 4; i++) pushSubtree(state, CHUNK_CVS + 32 * i, chunkNumber++, 0);
        bytes += 4 * CHUNK;
        length -= 4 * CHUNK;
      }
      store<u64>(state, chunkNumber, CHUNK_NUMBER);
    }
    if (buffered == 0) {
      // Whole blocks straight from the input; the last one that is at hand goes to the buffer below.
      while (length > BLOCK && blocksDone < 15) {
        compressOne(state, state, bytes, BLOCK, chunkNumber, startFlag(blocksDone));
        blocksDone++;
        bytes += BLOCK;
        length -= BLOCK;
      }
      store<u32>(state, blocksDone, BLOCKS_DONE);
    }
    const room = BLOCK - buffered;
    const taken = length < room ? length : room;
    memory.copy(state + BLOCK_BYTES + buffered, bytes, taken);
    store<u32>(state, buffered + taken, BUFFERED);
    bytes += taken;
    length -= taken;
  }
}

/** Writes the 32 bytes of the digest at `out`. The state is spent. */
export function blake3Final(state: usize, out: usize): void {
  const buffered = load<u32>(state, BUFFERED);
  const chunkNumber = load<u64>(state, CHUNK_NUMBER);
  memory.fill(state + BLOCK_BYTES + buffered, 0, BLOCK - buffered);
  const flags = startFlag(load<u32>(state, BLOCKS_DONE)) | CHUNK_END;
  if (chunkNumber == 0) {
    compressOne(out, state, state + BLOCK_BYTES, buffered, 0, flags | ROOT);
    return;
  }
  compressOne(state, state, state + BLOCK_BYTES, buffered, chunkNumber, flags);
  // The last chunk is joined with the subtrees on the stack, the smallest first.
  let left = stackEnd(state, chunkNumber) - 32;
  while (true) {
    copy32(PARENT_BLOCK, left);
    copy32(PARENT_BLOCK + 32, state);
    if (left == state + STACK) break;
    compressOne(state, BLAKE3_IV, PARENT_BLOCK, BLOCK, 0, PARENT);
    left -= 32;
  }
  compressOne(out, BLAKE3_IV, PARENT_BLOCK, BLOCK, 0, PARENT | ROOT);
}
