import { concat, hex } from './bytes.js';
import { varU64, varU64OfLength } from './entry-builder.js';
import { ascending, MAX_U64, precisionTraps } from './sequence-numbers.js';
import { accept, reject, subject, type Subject, type VectorList } from './vector.js';

const NOTES = {
  LENGTH_BOUNDARY:
    'The border between two lengths is off by one, so that a value is written too long (and refused by others) or cut.',
  LITTLE_ENDIAN: 'The bytes of a value are written or read in the wrong order.',
  DOUBLE_PRECISION: 'Values pass through a double and are rounded above 2^53.',
  SIGNED_INTEGER:
    'Values pass through a signed or 32-bit integer and turn negative or lose their upper half.',
  NON_CANONICAL:
    'A value is accepted in more than one encoding, so that one entry has several byte strings, and several hashes.',
  CUT_OFF: 'A reader runs past the end of its input, or takes missing bytes for zeros.',
  CUT_OFF_FIRST:
    'The length is judged before all bytes are there: an input that may yet arrive whole is called malformed.',
  TRAILING_BYTES: 'Bytes after the integer are taken for part of it, or make the reader fail.',
};

function interestingValues(): bigint[] {
  const powers = Array.from({ length: 64 }, (_, bits) => 2n ** BigInt(bits));
  return ascending([
    0n,
    1n,
    ...[246n, 247n, 248n, 249n, 250n, 254n, 255n, 256n, 257n],
    ...powers.flatMap((power) => [power - 1n, power, power + 1n]),
    ...precisionTraps(),
    0x0102030405060708n,
    0xfffefdfcfbfaf9f8n,
    0x8000000000000001n,
    MAX_U64 - 1n,
    MAX_U64,
  ]).filter((value) => value <= MAX_U64);
}

function flagOf(value: bigint): string {
  if (value === 0x0102030405060708n || value === 0xfffefdfcfbfaf9f8n) return 'LITTLE_ENDIAN';
  if (value >= 2n ** 63n || (value >= 2n ** 31n - 3n && value <= 2n ** 32n + 3n)) return 'SIGNED_INTEGER';
  if (value >= 2n ** 53n - 3n) return 'DOUBLE_PRECISION';
  return 'LENGTH_BOUNDARY';
}

const lengthRequirement = (value: bigint) => (value < 248n ? 'BAM-INT-001' : 'BAM-INT-002');

function addDecode(
  list: VectorList,
  id: string,
  bytes: Uint8Array,
  value: bigint,
  flag: string,
  requirements: string[],
): void {
  list.add({
    id: `varu64-decode-${id}`,
    requirements,
    flags: [flag],
    op: 'varu64.decode',
    input: { bytes: hex(bytes) },
    expect: accept({ value: String(value), length: varU64(value).length }),
  });
}

function addRejected(
  list: VectorList,
  id: string,
  bytes: Uint8Array,
  reason: 'TRUNCATED' | 'NON_CANONICAL_VARU64',
  flag: string,
): void {
  list.add({
    id: `varu64-decode-${id}`,
    requirements: [reason === 'TRUNCATED' ? 'BAM-INT-005' : 'BAM-INT-004'],
    flags: [flag],
    op: 'varu64.decode',
    input: { bytes: hex(bytes) },
    expect: reject(reason),
  });
}

/** Every longer form of the values at which an encoding grows by a byte. */
function addNonCanonical(list: VectorList): void {
  for (let length = 1; length <= 8; length++) {
    const tooSmall = length === 1 ? 247n : 256n ** BigInt(length - 1) - 1n;
    const candidates = [0n, 1n, 127n, 128n, 247n, 248n, 255n, 256n];
    for (let n = 2; n < length; n++) candidates.push(256n ** BigInt(n) - 1n, 256n ** BigInt(n));
    for (const value of ascending([...candidates, tooSmall]).filter((v) => v <= tooSmall)) {
      const bytes = varU64OfLength(value, length);
      addRejected(list, `${value}-in-${length}-bytes`, bytes, 'NON_CANONICAL_VARU64', 'NON_CANONICAL');
    }
    const followed = concat(varU64OfLength(tooSmall, length), Uint8Array.of(0xff, 0x01));
    addRejected(
      list,
      `${tooSmall}-in-${length}-bytes-and-more`,
      followed,
      'NON_CANONICAL_VARU64',
      'NON_CANONICAL',
    );
  }
}

function addCutOff(list: VectorList): void {
  addRejected(list, 'empty', new Uint8Array(), 'TRUNCATED', 'CUT_OFF');
  for (let length = 1; length <= 8; length++) {
    const whole = [
      {
        name: 'canonical',
        bytes: varU64OfLength(MAX_U64 >> BigInt(64 - 8 * length), length),
        flag: 'CUT_OFF',
      },
      { name: 'zeros', bytes: varU64OfLength(0n, length), flag: 'CUT_OFF_FIRST' },
    ];
    for (const { name, bytes, flag } of whole) {
      for (let there = 0; there < length; there++) {
        if (there === 0 && name === 'zeros') continue;
        addRejected(
          list,
          `${length}-bytes-${name}-cut-to-${there}`,
          bytes.subarray(0, 1 + there),
          'TRUNCATED',
          flag,
        );
      }
    }
  }
}

export function varu64Subject(): Subject {
  return subject(
    'varu64',
    'VarU64: canonical encoding, and reading it from the start of a byte string.',
    NOTES,
    (list) => {
      for (const value of interestingValues()) {
        const bytes = varU64(value);
        const flag = flagOf(value);
        list.add({
          id: `varu64-encode-${value}`,
          requirements: [lengthRequirement(value), 'BAM-INT-006'],
          flags: [flag],
          op: 'varu64.encode',
          input: { value: String(value) },
          expect: accept({ bytes: hex(bytes) }),
        });
        addDecode(list, String(value), bytes, value, flag, ['BAM-INT-003', 'BAM-INT-006']);
      }
      const prefixes = [
        0n,
        1n,
        247n,
        248n,
        255n,
        256n,
        65535n,
        65536n,
        2n ** 24n,
        2n ** 32n,
        2n ** 40n,
        2n ** 48n,
      ];
      for (const value of [...prefixes, 2n ** 56n, MAX_U64]) {
        for (const [name, tail] of [
          ['zero', Uint8Array.of(0)],
          ['ff', Uint8Array.of(0xff)],
          ['another', varU64(65536n)],
          ['100-bytes', new Uint8Array(100).fill(0xa5)],
        ] as const) {
          const bytes = concat(varU64(value), tail);
          addDecode(list, `${value}-then-${name}`, bytes, value, 'TRAILING_BYTES', ['BAM-INT-007']);
        }
      }
      addNonCanonical(list);
      addCutOff(list);
    },
  );
}
