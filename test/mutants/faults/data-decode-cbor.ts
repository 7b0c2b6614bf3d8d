import type { CborReader, Item } from '../implementation/data-cbor.js';
import { BYTES, isIndefinite, LIST, MAP, NEGATIVE, TAG, TEXT, UINT } from '../implementation/data-cbor.js';
import { DataImplementation } from '../implementation/data.js';
import { Refusal } from '../implementation/refusal.js';
import { DEPLOYED, faultsOf, REASON, SPECIFIED, step } from './data.js';

const fault = faultsOf('operation.decode', 'operation-decode-cbor');

const KINDS = [
  [UINT, 'number'],
  [NEGATIVE, 'negative-number'],
  [BYTES, 'byte-string'],
  [TEXT, 'text'],
  [LIST, 'list'],
  [MAP, 'map'],
] as const;

const named = (kind: string) => kind.replace('-', ' ');

const headFaults = [
  ...KINDS.map(([major, kind]) =>
    fault(
      `long-head-of-a-${kind}`,
      `Takes the head of a ${named(kind)} that is longer than it needs to be.`,
      step('takesLongHead', (_, __, item) => item.major === major),
      SPECIFIED,
    ),
  ),
  ...KINDS.map(([major, kind]) =>
    fault(
      `long-head-of-a-${kind}-refused`,
      `Refuses the head of a ${named(kind)} that is longer than it needs to be, as deployed nodes do not.`,
      step('takesLongHead', (_, __, item) => item.major !== major),
      DEPLOYED,
    ),
  ),
  ...[1, 2, 4, 8].map((bytes) =>
    fault(
      `long-head-of-${bytes}`,
      `Takes a number or length in ${bytes} more bytes that would fit into fewer.`,
      step('takesLongHead', (_, __, item) => 2 ** (item.info - 24) === bytes),
      SPECIFIED,
    ),
  ),
  fault(
    'just-long-enough-refused',
    'Refuses the least number that needs a head so long.',
    step('leastOf', (right, info) => right(info) + 1n),
    SPECIFIED,
  ),
  fault(
    'reserved-as-its-value',
    'Takes the reserved additional information 28 to 30 for a number of that value.',
    class extends DataImplementation {
      override isReserved() {
        return false;
      }
      override argumentOf(reader: CborReader, info: number) {
        return info >= 28 ? BigInt(info) : super.argumentOf(reader, info);
      }
    },
    DEPLOYED,
  ),
  fault(
    'reserved-as-16-bytes',
    'Takes the reserved additional information 28 for a number of 16 bytes.',
    step('isReserved', (_, info) => info > 28),
    SPECIFIED,
    REASON,
  ),
  fault(
    'number-of-no-length',
    'Takes the additional information 31 for the number 31.',
    class extends DataImplementation {
      override readItem(reader: CborReader, mayBreak?: boolean): Item {
        if (reader.bytes[reader.offset] !== 0x1f) return super.readItem(reader, mayBreak);
        reader.offset++;
        return { major: UINT, info: 23, argument: 31n };
      }
    },
  ),
  fault(
    'break-anywhere',
    'Takes a break where none can come, as the end of a list of known length.',
    step('checkIndefinite', (right, reader, major) => right(reader, major, true)),
  ),
  fault(
    'simple-in-two-bytes',
    'Takes false and true in two bytes.',
    step('isLongSimple', (right, profile, value) => value === 20n || value === 21n || right(profile, value)),
    SPECIFIED,
  ),
  fault(
    'simple-in-two-bytes-refused',
    'Refuses false and true in two bytes, which deployed nodes take.',
    step('isLongSimple', (_, __, value) => value >= 32n),
    DEPLOYED,
  ),
  fault(
    'other-simple-in-two-bytes',
    'Takes other simple values below 32 in two bytes for well-formed.',
    step('isLongSimple', (right, profile, value) => value >= 22n || right(profile, value)),
    REASON,
  ),
  fault(
    'no-simple-in-two-bytes',
    'Takes all simple values in two bytes for malformed.',
    step('isLongSimple', (right, profile, value) => value < 32n && right(profile, value)),
    REASON,
  ),
];

const INDEFINITE = KINDS.slice(2);

const indefiniteFaults = [
  ...INDEFINITE.map(([major, kind]) =>
    fault(
      `indefinite-${kind}`,
      `Takes a ${named(kind)} of indefinite length.`,
      class extends DataImplementation {
        override takesIndefinite(_: unknown, of: number) {
          return of === major;
        }
        override checkFieldCount(profile: 'p2panda', count: bigint) {
          if (major !== MAP || count > 0n) super.checkFieldCount(profile, count);
        }
      },
      SPECIFIED,
    ),
  ),
  ...INDEFINITE.map(([major, kind]) =>
    fault(
      `indefinite-${kind}-refused`,
      `Refuses a ${named(kind)} of indefinite length, which deployed nodes take.`,
      step('takesIndefinite', (_, __, of) => of !== major),
      DEPLOYED,
    ),
  ),
  fault(
    'first-piece-alone',
    'Gives the first piece of a string of indefinite length alone.',
    step('pieces', (right, reader, head) => right(reader, head).slice(0, 1)),
    DEPLOYED,
  ),
  fault(
    'pieces-of-any-kind',
    'Takes texts among the pieces of a byte string, and the other way round.',
    class extends DataImplementation {
      override *items(reader: CborReader, head: Item): Generator<Item> {
        const isString = head.major === BYTES || head.major === TEXT;
        for (const item of super.items(reader, head)) {
          const isPiece = isString && (item.major === BYTES || item.major === TEXT);
          yield isPiece ? { ...item, major: head.major } : item;
        }
      }
    },
    DEPLOYED,
  ),
  fault(
    'pieces-joined-before-utf8',
    'Takes a text whose pieces are UTF-8 together and not each by itself.',
    step('textOfString', (right, reader, head) => {
      const start = reader.offset;
      try {
        return right(reader, head);
      } catch (error) {
        if (!(error instanceof Refusal) || !isIndefinite(head)) throw error;
        reader.offset = start;
        const all = new DataImplementation().bytesOfString(reader, head);
        return new DataImplementation().utf8(all);
      }
    }),
    DEPLOYED,
  ),
];

const tagFaults = [
  fault(
    'tags',
    'Passes over tags.',
    step('checkTag', () => undefined),
    SPECIFIED,
  ),
  fault(
    'self-described',
    'Takes a tag before the operation, that of self-described CBOR.',
    step('checkTag', (right, reader, item) => {
      if (reader.offset > 3) right(reader, item);
    }),
    SPECIFIED,
  ),
  fault(
    'bignums',
    'Takes bignums for ints.',
    step('checkTag', (right, reader, item) => {
      if (item.argument !== 2n && item.argument !== 3n) right(reader, item);
    }),
    SPECIFIED,
  ),
  fault(
    'tags-refused',
    'Refuses tags where deployed nodes pass over them.',
    step('checkTag', (_, __, { major }) => {
      if (major === TAG) throw new Refusal('CBOR_TAGGED');
    }),
    DEPLOYED,
  ),
  fault(
    'one-tag',
    'Passes over one tag and not over two.',
    step('readUntagged', (right, reader, item) => {
      const first = item ?? new DataImplementation().readItem(reader);
      if (first.major !== TAG) return right(reader, first);
      return new DataImplementation().readItem(reader);
    }),
    DEPLOYED,
  ),
  fault(
    'tag-before-a-value',
    'Passes over a tag before a value.',
    step('readBignumValue', (right, reader, tag) =>
      tag === 2n || tag === 3n ? right(reader, tag) : new DataImplementation().readValue(reader),
    ),
    DEPLOYED,
  ),
  fault(
    'tag-before-the-schema-id',
    'Passes over a tag before the schema id.',
    step('readSchemaId', (right, reader) => {
      if (reader.bytes[reader.offset]! >> 5 === TAG) new DataImplementation().readItem(reader);
      return right(reader);
    }),
    DEPLOYED,
  ),
  fault(
    'tag-before-previous',
    'Passes over a tag before the previous operations.',
    step('readPrevious', (right, reader) => {
      if (reader.bytes[reader.offset]! >> 5 === TAG) new DataImplementation().readItem(reader);
      return right(reader);
    }),
    DEPLOYED,
  ),
  fault(
    'bignum-as-value-refused',
    'Refuses a bignum as a value.',
    step('readBignumValue', () => {
      throw new Refusal('VALUE_TYPE');
    }),
    DEPLOYED,
  ),
  fault(
    'bignum-as-number-refused',
    'Refuses a bignum for version and action.',
    step('readInteger', (right, reader, reason) => {
      if (reader.bytes[reader.offset] === 0xc2) throw new Refusal(reason);
      return right(reader, reason);
    }),
    DEPLOYED,
  ),
  fault(
    'negative-bignum-off-by-one',
    'Reads a negative bignum as its digits with a minus.',
    step('readBignumValue', (right, reader, tag) => {
      const { type, value } = right(reader, tag);
      return { type, value: tag === 3n ? String(BigInt(value as string) + 1n) : value };
    }),
    DEPLOYED,
  ),
  fault(
    'bignum-least-significant-first',
    'Reads the bytes of a bignum from the wrong end.',
    step('bignum', (right, digits, reason) => right(digits.toReversed(), reason)),
    DEPLOYED,
  ),
];

const lengthFaults = [
  fault(
    'cut-off-strings',
    'Takes a string that is cut off for what is there of it.',
    step('pieces', (right, reader, head) =>
      right(reader, {
        ...head,
        argument: head.argument > BigInt(reader.left) ? BigInt(reader.left) : head.argument,
      }),
    ),
  ),
  fault(
    'lengths-of-32-bits',
    'Reads the length of a string in its lower 32 bits.',
    step('pieces', (right, reader, head) =>
      right(reader, { ...head, argument: BigInt.asUintN(32, head.argument) }),
    ),
    DEPLOYED,
  ),
  fault(
    'list-lengths-of-32-bits',
    'Reads the length of a list in its lower 32 bits.',
    step('readList', (right, reader, head) =>
      right(reader, { ...head, argument: BigInt.asUintN(32, head.argument) }),
    ),
  ),
  fault(
    'trailing-bytes',
    'Does not look at what follows the operation.',
    step('checkEndOfBytes', () => undefined),
    SPECIFIED,
  ),
  fault(
    'trailing-zeros',
    'Takes zeros behind the operation for padding.',
    step('checkEndOfBytes', (right, reader) => {
      if (reader.bytes.subarray(reader.offset).some((byte) => byte !== 0)) right(reader);
    }),
    SPECIFIED,
  ),
  fault(
    'trailing-bytes-refused',
    'Refuses what follows the operation, as deployed nodes do not.',
    step('checkEndOfBytes', (_, reader) => {
      if (reader.left > 0) throw new Refusal('CBOR_TRAILING_BYTES');
    }),
    DEPLOYED,
  ),
];

export const dataDecodeCborFaults = [...headFaults, ...indefiniteFaults, ...tagFaults, ...lengthFaults];
