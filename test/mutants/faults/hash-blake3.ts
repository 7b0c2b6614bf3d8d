import { fromHex, toHex } from '../implementation/bytes.js';
import { Blake3, CHUNK_END, CHUNK_START, PARENT, ROOT } from '../implementation/blake3.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, faulty: Blake3) =>
  mutant({
    name: `hash-blake3-${name}`,
    sentence,
    ops: ['hash'],
    profile: 'p2panda',
    wrap: () => ({
      hash: ({ bytes }) => ({
        verdict: 'accept',
        output: { hash: `0020${toHex(faulty.hash(fromHex(bytes)))}` },
      }),
    }),
  });

/** A stack of subtrees that has room for `room` and forgets the oldest beyond that. */
class WithStack extends Blake3 {
  constructor(readonly room: number) {
    super();
  }

  override subtree(bytes: Uint8Array, firstChunk: number, isRoot: boolean): Uint32Array {
    const depth = bytes.length > 1024 ? Math.ceil(Math.log2(Math.ceil(bytes.length / 1024))) : 0;
    return super.subtree(
      depth > this.room ? bytes.subarray(this.leftLength(bytes.length)) : bytes,
      firstChunk,
      isRoot,
    );
  }
}

export const blake3Faults = [
  fault(
    'chunk-counter-stuck',
    'Takes each chunk for the first.',
    new (class extends Blake3 {
      override chunkCounter() {
        return 0;
      }
    })(),
  ),
  // A counter of a byte would need more than 128 chunks to show: more than the vectors can hold in 8 MB.
  ...[3, 4, 5, 6].map((bits) =>
    fault(
      `chunk-counter-of-${bits}-bits`,
      `Counts chunks by their place among ${2 ** bits} that are hashed together.`,
      new (class extends Blake3 {
        override chunkCounter(index: number) {
          return index % 2 ** bits;
        }
      })(),
    ),
  ),
  fault(
    'chunk-counter-in-bytes',
    'Counts bytes where it should count chunks.',
    new (class extends Blake3 {
      override chunkCounter(index: number) {
        return 1024 * index;
      }
    })(),
  ),
  fault(
    'chunk-counter-in-parents',
    'Puts the counter of the first chunk below into a parent.',
    new (class extends Blake3 {
      override readonly parentCounter = (firstChunk: number) => firstChunk;
    })(),
  ),
  fault(
    'root-flag-missing',
    'Doesn’t mark the root.',
    new (class extends Blake3 {
      override chunkFlags(block: number, blocks: number) {
        return super.chunkFlags(block, blocks, false);
      }
      override parentFlags() {
        return PARENT;
      }
    })(),
  ),
  fault(
    'root-flag-missing-on-parent',
    'Marks the root only where it is a chunk.',
    new (class extends Blake3 {
      override parentFlags() {
        return PARENT;
      }
    })(),
  ),
  fault(
    'root-flag-missing-on-chunk',
    'Marks the root only where it is a parent.',
    new (class extends Blake3 {
      override chunkFlags(block: number, blocks: number) {
        return super.chunkFlags(block, blocks, false);
      }
    })(),
  ),
  fault(
    'root-flag-on-every-block',
    'Marks all blocks of a chunk that is the root, not just the last.',
    new (class extends Blake3 {
      override chunkFlags(block: number, blocks: number, isRoot: boolean) {
        return super.chunkFlags(block, blocks, isRoot) | (isRoot ? ROOT : 0);
      }
    })(),
  ),
  fault(
    'root-flag-on-every-parent',
    'Marks every parent as the root.',
    new (class extends Blake3 {
      override parentFlags() {
        return PARENT | ROOT;
      }
    })(),
  ),
  fault(
    'parent-flag-missing',
    'Doesn’t mark parents.',
    new (class extends Blake3 {
      override parentFlags(isRoot: boolean) {
        return isRoot ? ROOT : 0;
      }
    })(),
  ),
  fault(
    'chunk-start-missing',
    'Doesn’t mark the first block of a chunk.',
    new (class extends Blake3 {
      override chunkFlags(block: number, blocks: number, isRoot: boolean) {
        return super.chunkFlags(block, blocks, isRoot) & ~CHUNK_START;
      }
    })(),
  ),
  fault(
    'chunk-start-on-first-chunk-alone',
    'Marks the first block of the first chunk, and of no other.',
    new (class extends Blake3 {
      isFirst = true;
      override chunk(bytes: Uint8Array, index: number, isRoot: boolean) {
        this.isFirst = index === 0;
        return super.chunk(bytes, index, isRoot);
      }
      override chunkFlags(block: number, blocks: number, isRoot: boolean) {
        return super.chunkFlags(block, blocks, isRoot) & (this.isFirst ? ~0 : ~CHUNK_START);
      }
    })(),
  ),
  fault(
    'chunk-end-missing',
    'Doesn’t mark the last block of a chunk.',
    new (class extends Blake3 {
      override chunkFlags(block: number, blocks: number, isRoot: boolean) {
        return super.chunkFlags(block, blocks, isRoot) & ~CHUNK_END;
      }
    })(),
  ),
  fault(
    'chunk-end-missing-on-single-block',
    'Marks a block as first or as last of its chunk, never as both.',
    new (class extends Blake3 {
      override chunkFlags(block: number, blocks: number, isRoot: boolean) {
        return super.chunkFlags(block, blocks, isRoot) & (blocks === 1 ? ~CHUNK_END : ~0);
      }
    })(),
  ),
  fault(
    'chunk-end-on-sixteenth-block-alone',
    'Marks the last block of full chunks alone.',
    new (class extends Blake3 {
      override chunkFlags(block: number, blocks: number, isRoot: boolean) {
        return super.chunkFlags(block, blocks, isRoot) & (blocks < 16 ? ~CHUNK_END : ~0);
      }
    })(),
  ),
  fault(
    'empty-block-after-full-one',
    'Compresses a full block at once, so that an empty one follows where the chunk ends there.',
    new (class extends Blake3 {
      override blockCount(length: number) {
        return Math.floor(length / 64) + 1;
      }
    })(),
  ),
  fault(
    'block-length-always-64',
    'Takes the last block for full, however few bytes it has.',
    new (class extends Blake3 {
      override blockLength() {
        return 64;
      }
    })(),
  ),
  fault(
    'block-length-of-6-bits',
    'Keeps the length of a block in 6 bits, so that a full one has none.',
    new (class extends Blake3 {
      override blockLength(bytes: Uint8Array) {
        return bytes.length % 64;
      }
    })(),
  ),
  fault(
    'padded-with-80',
    'Ends the input with the bit that SHA-2 puts there.',
    new (class extends Blake3 {
      override padded(bytes: Uint8Array) {
        const block = super.padded(bytes);
        if (bytes.length < 64) block[bytes.length] = 0x80;
        return block;
      }
    })(),
  ),
  fault(
    'empty-input-without-block',
    'Compresses nothing where there is no input.',
    new (class extends Blake3 {
      override blockCount(length: number) {
        return Math.ceil(length / 64);
      }
    })(),
  ),
  fault(
    'empty-chunk-after-full-one',
    'Closes a full chunk at once, so that an empty one follows where the input ends there.',
    new (class extends Blake3 {
      override hash(input: Uint8Array) {
        if (input.length === 0 || input.length % 1024 !== 0) return super.hash(input);
        const tree = (from: number, to: number, isRoot: boolean): Uint32Array => {
          if (to - from === 1) return this.chunk(input.subarray(1024 * from, 1024 * to), from, isRoot);
          const middle = from + this.leftLength(1024 * (to - from)) / 1024;
          return this.parent(tree(from, middle, false), tree(middle, to, false), isRoot, from);
        };
        return new Uint8Array(tree(0, input.length / 1024 + 1, true).slice().buffer);
      }
    })(),
  ),
  fault(
    'tree-in-halves',
    'Splits the chunks in the middle.',
    new (class extends Blake3 {
      override leftLength(length: number) {
        return 1024 * Math.ceil(Math.ceil(length / 1024) / 2);
      }
    })(),
  ),
  fault(
    'tree-as-a-list',
    'Joins the chunks one after another from the left.',
    new (class extends Blake3 {
      override leftLength(length: number) {
        return 1024 * (Math.ceil(length / 1024) - 1);
      }
    })(),
  ),
  fault(
    'tree-as-a-list-from-the-right',
    'Joins the chunks one after another from the right.',
    new (class extends Blake3 {
      override leftLength() {
        return 1024;
      }
    })(),
  ),
  fault(
    'tree-of-full-chunks',
    'Splits by the number of full chunks, the last one left out if it is shorter.',
    new (class extends Blake3 {
      override leftLength(length: number) {
        return super.leftLength(Math.max(1025, 1024 * Math.floor(length / 1024)));
      }
    })(),
  ),
  fault(
    'parent-of-left-value',
    'Starts a parent from the chaining value of its left child.',
    new (class extends Blake3 {
      override readonly parentStart = (left: Uint32Array) => left;
    })(),
  ),
  fault(
    'parent-of-swapped-children',
    'Puts the right child before the left.',
    new (class extends Blake3 {
      override parent(left: Uint32Array, right: Uint32Array, isRoot: boolean, firstChunk: number) {
        return super.parent(right, left, isRoot, firstChunk);
      }
    })(),
  ),
  ...[4, 5, 6].map((room) =>
    fault(
      `stack-of-${room}`,
      `Has room for ${room} open subtrees and forgets those beyond.`,
      new WithStack(room),
    ),
  ),
  fault(
    'single-chunk-only',
    'Hashes any input as one long chunk.',
    new (class extends Blake3 {
      override isChunk() {
        return true;
      }
    })(),
  ),
  fault(
    'ten-rounds',
    'Computes as many rounds as BLAKE2s has.',
    new (class extends Blake3 {
      override readonly rounds = 10;
    })(),
  ),
  fault(
    'signed-bytes',
    'Takes bytes above 7f for negative when it puts words together.',
    new (class extends Blake3 {
      override wordsOf(block: Uint8Array) {
        const signed = new Int8Array(block.buffer, block.byteOffset, 64);
        return Uint32Array.from({ length: 16 }, (_, i) => {
          const [a, b, c, d] = signed.subarray(4 * i, 4 * i + 4);
          return a! | (b! << 8) | (c! << 16) | (d! << 24);
        });
      }
    })(),
  ),
  fault(
    'cut-at-64-kib',
    'Keeps the length of its input in 16 bits.',
    new (class extends Blake3 {
      override hash(input: Uint8Array) {
        return super.hash(input.subarray(0, input.length % 2 ** 16));
      }
    })(),
  ),
];
