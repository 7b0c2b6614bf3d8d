import { ascii, concat, fill, hex, pattern, patternless, shortPattern } from './bytes.js';
import { encodedHash } from './entry-builder.js';
import type { Profile } from '../../src/reference/index.js';
import { accept, type Json, PROFILES, subject, type Subject, type VectorList } from './vector.js';

const NOTES = {
  EMPTY_INPUT: 'An implementation that cannot hash an empty payload rejects entries whose payload is empty.',
  BLOCK_BOUNDARY:
    'A last block that is exactly full, or a byte longer, is hashed wrongly: the final flag or the counter is off, and every entry or payload of such a length gets a wrong hash.',
  CHUNK_BOUNDARY:
    'A BLAKE3 chunk of exactly 1,024 bytes, or one byte more, is closed at the wrong place, or is the root where it is not.',
  TREE_SHAPE:
    'The BLAKE3 tree is split elsewhere than at the largest power of two of chunks below the length, or its stack of subtrees is merged too early or too late.',
  HIGH_BYTES: 'Bytes above 7f are read as negative numbers and spoil the words that they are part of.',
  LONG_INPUT: 'A counter, buffer or stack that suffices for entries overflows with a large payload.',
  ZERO_INPUT:
    'Padding is confused with content: an input of zeros hashes like a shorter or longer one of zeros.',
};

/** Every block boundary to 1,025 bytes (blocks of 64 and 128), chunk boundaries, and large trees. */
function lengths(): Map<number, string> {
  const flagOf = new Map<number, string>();
  const around = (length: number, flag: string) =>
    [length - 1, length, length + 1].forEach((n) => n >= 0 && flagOf.set(n, flag));
  for (let n = 1; n <= 8; n++) flagOf.set(n, 'BLOCK_BOUNDARY');
  for (let blocks = 1; blocks <= 16; blocks++) around(64 * blocks, 'BLOCK_BOUNDARY');
  for (const chunks of [1, 2, 3, 4, 5, 6, 7, 8, 16])
    around(1024 * chunks, chunks < 3 ? 'CHUNK_BOUNDARY' : 'TREE_SHAPE');
  // Larger trees, of which one of each shape is enough, since the inputs are long.
  for (const chunks of [9, 11, 13, 15, 32, 64]) flagOf.set(1024 * chunks + 1, 'TREE_SHAPE');
  flagOf.set(100 * 1024, 'LONG_INPUT');
  // Last chunks that end at and beside block boundaries within.
  for (const n of [1024 + 63, 1024 + 64, 1024 + 65, 2048 + 128, 5 * 1024 + 512, 7 * 1024 + 1]) {
    flagOf.set(n, 'TREE_SHAPE');
  }
  return flagOf;
}

/** Lengths above the blocks' that BLAKE2b is asked for: it has no chunks, and the file is to stay small. */
const LONG_FOR_BAMBOO = [1087, 1088, 1152, 2048, 4096, 4097, 65537];

/** From this length on, inputs are of BLAKE3's test pattern, which has a short form. */
const SHORT_FROM = 1024;

function addHash(
  list: VectorList,
  name: string,
  flag: string,
  bytes: Uint8Array,
  more: string[] = [],
  profiles: readonly Profile[] = PROFILES,
  written: Json = hex(bytes),
): void {
  for (const profile of profiles) {
    list.add({
      id: `hash-${profile}-${name}`,
      requirements:
        profile === 'bamboo'
          ? ['BAM-HSH-001', 'BAM-HSH-003', ...more]
          : ['BAM-HSH-002', 'BAM-HSH-004', ...more],
      flags: [flag],
      profile,
      op: 'hash',
      input: { bytes: written },
      expect: accept({ hash: hex(encodedHash(profile, bytes)) }),
    });
  }
}

function addRepeated(list: VectorList, name: string, flag: string, byte: number, length: number): void {
  const repeat = hex(Uint8Array.of(byte));
  const written: Json = length < 64 ? repeat.repeat(length) : { concat: [{ repeat, times: length }] };
  addHash(list, name, flag, fill(byte, length), [], PROFILES, written);
}

export function hashSubject(): Subject {
  return subject(
    'hash',
    'Encoded hashes: BLAKE2b-512 behind `00 40` in profile bamboo, BLAKE3-256 behind `00 20` in profile p2panda.',
    NOTES,
    (list) => {
      addHash(list, 'empty', 'EMPTY_INPUT', new Uint8Array(), ['BAM-HSH-007']);
      for (const [length, flag] of [...lengths()].sort(([a], [b]) => a - b)) {
        const profiles = PROFILES.filter(
          (profile) => profile === 'p2panda' || length <= 1025 || LONG_FOR_BAMBOO.includes(length),
        );
        for (const profile of profiles) {
          const own = profile === 'bamboo' && length > 60000 ? 'LONG_INPUT' : flag;
          if (length < SHORT_FROM) {
            addHash(list, `${length}-bytes`, own, patternless(length, length), ['BAM-HSH-007'], [profile]);
            continue;
          }
          const written = shortPattern(length);
          addHash(list, `pattern-of-${length}`, own, pattern(length), ['BAM-HSH-007'], [profile], written);
        }
      }
      for (const length of [1, 64, 128, 129, 1024, 1025]) {
        addRepeated(list, `${length}-zeros`, 'ZERO_INPUT', 0x00, length);
        addRepeated(list, `${length}-ff`, 'HIGH_BYTES', 0xff, length);
      }
      addHash(list, 'one-byte-80', 'HIGH_BYTES', Uint8Array.of(0x80));
      addHash(list, 'abc', 'BLOCK_BOUNDARY', ascii('abc'));
      addHash(list, 'text-then-zeros', 'ZERO_INPUT', concat(ascii('abc'), fill(0, 61)));
    },
  );
}
