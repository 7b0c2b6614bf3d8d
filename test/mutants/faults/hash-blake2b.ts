import { fromHex, toHex } from '../implementation/bytes.js';
import { Blake2b, type Blake2bBlock } from '../implementation/blake2b.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, faulty: Blake2b) =>
  mutant({
    name: `hash-blake2b-${name}`,
    sentence,
    ops: ['hash'],
    profile: 'bamboo',
    wrap: () => ({
      hash: ({ bytes }) => ({
        verdict: 'accept',
        output: { hash: `0040${toHex(faulty.hash(fromHex(bytes)))}` },
      }),
    }),
  });

/** Blocks for which the last one, where it is full, is not known to be the last. */
function blocksWithEmptyLast(input: Uint8Array): Blake2bBlock[] {
  const { length } = input;
  const blocks = new Blake2b().blocks(input);
  if (length === 0 || length % 128 !== 0) return blocks;
  const open = blocks.map((block) => ({ ...block, final: false }));
  return [...open, { bytes: new Uint8Array(128), counter: BigInt(length), final: true }];
}

export const blake2bFaults = [
  fault(
    'final-flag-missing',
    'Never sets the flag of the last block.',
    new (class extends Blake2b {
      override blocks(input: Uint8Array) {
        return super.blocks(input).map((block) => ({ ...block, final: false }));
      }
    })(),
  ),
  fault(
    'final-flag-missing-on-full-block',
    'Doesn’t set the flag of the last block where that block is full.',
    new (class extends Blake2b {
      override blocks(input: Uint8Array) {
        const isFull = input.length > 0 && input.length % 128 === 0;
        return super.blocks(input).map((block) => ({ ...block, final: block.final && !isFull }));
      }
    })(),
  ),
  fault(
    'empty-block-after-full-one',
    'Compresses a full block at once, so that an empty one follows where the input ends there.',
    new (class extends Blake2b {
      override blocks(input: Uint8Array) {
        return blocksWithEmptyLast(input);
      }
    })(),
  ),
  fault(
    'counter-stuck',
    'Never counts the bytes that it has taken.',
    new (class extends Blake2b {
      override counterAfter() {
        return 0n;
      }
    })(),
  ),
  fault(
    'counter-of-full-blocks',
    'Counts the last block as 128 bytes, however few it has.',
    new (class extends Blake2b {
      override counterAfter(taken: number) {
        return BigInt(128 * Math.max(1, Math.ceil(taken / 128)));
      }
    })(),
  ),
  fault(
    'counter-before-block',
    'Counts the bytes before the block, not those after it.',
    new (class extends Blake2b {
      override blocks(input: Uint8Array) {
        return super.blocks(input).map((block, i) => ({ ...block, counter: BigInt(128 * i) }));
      }
    })(),
  ),
  ...[8, 16].map((bits) =>
    fault(
      `counter-of-${bits}-bits`,
      `Counts bytes in ${bits} bits.`,
      new (class extends Blake2b {
        override counterAfter(taken: number) {
          return BigInt(taken % 2 ** bits);
        }
      })(),
    ),
  ),
  fault(
    'counter-signed-16-bits',
    'Counts bytes in a signed number of 16 bits.',
    new (class extends Blake2b {
      override counterAfter(taken: number) {
        return BigInt.asUintN(64, BigInt.asIntN(16, BigInt(taken)));
      }
    })(),
  ),
  fault(
    'buffer-not-cleared',
    'Leaves the block before in the buffer behind the last bytes.',
    new (class extends Blake2b {
      override blocks(input: Uint8Array) {
        const buffer = new Uint8Array(128);
        return super.blocks(input).map((block, i) => {
          buffer.set(input.subarray(128 * i, 128 * i + 128));
          return { ...block, bytes: buffer.slice() };
        });
      }
    })(),
  ),
  fault(
    'padded-with-80',
    'Ends the input with the bit that SHA-2 puts there.',
    new (class extends Blake2b {
      override padded(bytes: Uint8Array) {
        const block = super.padded(bytes);
        if (bytes.length < 128) block[bytes.length] = 0x80;
        return block;
      }
    })(),
  ),
  fault(
    'empty-input-without-block',
    'Compresses nothing where there is no input.',
    new (class extends Blake2b {
      override blocks(input: Uint8Array) {
        return input.length === 0 ? [] : super.blocks(input);
      }
    })(),
  ),
  fault(
    'ten-rounds',
    'Computes as many rounds as BLAKE2s has.',
    new (class extends Blake2b {
      override readonly rounds = 10;
    })(),
  ),
  fault(
    'length-parameter-of-32',
    'Is set up for a digest of 32 bytes, though all 64 are given out.',
    new (class extends Blake2b {
      override readonly parameters = 0x01010020n;
    })(),
  ),
  fault(
    'keyed',
    'Is set up for a key, of 32 zeros.',
    new (class extends Blake2b {
      override readonly parameters = 0x01012040n;
      override hash(input: Uint8Array) {
        const keyed = new Uint8Array(128 + input.length);
        keyed.set(input, 128);
        return super.hash(keyed);
      }
    })(),
  ),
  fault(
    'personalised',
    'Is set up with a personalisation.',
    new (class extends Blake2b {
      override readonly personalisation = 0x6f6f626d6162n;
    })(),
  ),
  fault(
    'carry-lost',
    'Adds the halves of 64-bit words without the carry between them.',
    new (class extends Blake2b {
      override add(...words: bigint[]) {
        const half = (shift: bigint) =>
          words.reduce((sum, word) => (sum + ((word >> shift) & 0xffffffffn)) & 0xffffffffn, 0n);
        return (half(32n) << 32n) | half(0n);
      }
    })(),
  ),
  fault(
    'big-endian-words',
    'Reads the words of a block most significant byte first.',
    new (class extends Blake2b {
      override wordAt(block: Uint8Array, index: number) {
        return new DataView(block.buffer, block.byteOffset).getBigUint64(8 * index);
      }
    })(),
  ),
  fault(
    'signed-bytes',
    'Takes bytes above 7f for negative when it puts words together.',
    new (class extends Blake2b {
      override wordAt(block: Uint8Array, index: number) {
        let word = 0n;
        for (let i = 7; i >= 0; i--) word = (word << 8n) | BigInt.asIntN(8, BigInt(block[8 * index + i]!));
        return BigInt.asUintN(64, word);
      }
    })(),
  ),
  fault(
    'cut-at-64-kib',
    'Keeps the length of its input in 16 bits.',
    new (class extends Blake2b {
      override hash(input: Uint8Array) {
        return super.hash(input.subarray(0, input.length % 2 ** 16));
      }
    })(),
  ),
];
