import type { CborReader, Item } from '../implementation/data-cbor.js';
import { BYTES, LIST, TEXT } from '../implementation/data-cbor.js';
import { toHex } from '../implementation/bytes.js';
import { DataImplementation } from '../implementation/data.js';
import type { Plain } from '../implementation/data-operations.js';
import { Refusal } from '../implementation/refusal.js';
import { constant, DEPLOYED, faultsOf, SAMPLED, SPECIFIED, step } from './data.js';

const fault = faultsOf('operation.decode', 'operation-decode');

/** A decoder that looks at ids in another way. */
const withIds = (isId: (profile: string, id: string) => boolean) =>
  step('isId', (_, profile, id) => isId(profile, id));

const idFaults = [
  fault(
    'ids-not-checked',
    'Takes any bytes for an operation id.',
    withIds(() => true),
  ),
  fault(
    'ids-too-short',
    'Takes operation ids that are too short.',
    step('isId', (right, profile, id) => right(profile, id) || (id.length > 4 && id.length < 68)),
  ),
  fault(
    'ids-too-long',
    'Takes operation ids that are too long.',
    step('isId', (right, profile, id) => right(profile, id.slice(0, 68))),
    SAMPLED,
  ),
  fault(
    'ids-of-any-hash-type',
    'Does not look at the first byte of ids.',
    step('isId', (right, profile, id) => right(profile, `00${id.slice(2)}`)),
  ),
  fault(
    'ids-of-any-length-byte',
    'Does not look at the second byte of ids.',
    step('isId', (right, profile, id) => right(profile, `${id.slice(0, 2)}20${id.slice(4)}`)),
    SPECIFIED,
  ),
  fault(
    'ids-of-length-32-alone',
    'Looks at the second byte of ids, as deployed nodes do not.',
    step('isId', (right, profile, id) => right(profile, id) && id.slice(2, 4) === '20'),
    DEPLOYED,
  ),
  fault(
    'ids-of-bamboo',
    'Takes ids of 64 bytes.',
    step('isId', (right, profile, id) => right(profile, id) || /^0040[0-9a-f]{128}$/.test(id)),
    SAMPLED,
  ),
  fault(
    'ids-in-values-not-checked',
    'Does not look at ids in values.',
    step('readList', (_, reader, head) => new (withIds(() => true))().readList(reader, head)),
  ),
];

const ints = (change: (value: bigint) => bigint) => step('intOf', (right, value) => right(change(value)));

const valueFaults = [
  fault(
    'ints-as-doubles',
    'Reads ints through doubles.',
    ints((value) => BigInt(Number(value))),
  ),
  fault(
    'ints-wrapped',
    'Reads ints of 64 bits with a sign, and wraps those above.',
    ints((value) => BigInt.asIntN(64, value)),
  ),
  fault('ints-of-64-bits', 'Takes ints up to 2^64 − 1.', constant('maxInt', 2n ** 64n - 1n)),
  fault('ints-any-negative', 'Takes ints below −2^63.', constant('minInt', -(2n ** 64n))),
  fault(
    'ints-clamped',
    'Takes an int out of range for the nearest in it.',
    ints((value) => (value > 2n ** 63n - 1n ? 2n ** 63n - 1n : value)),
  ),
  fault('ints-of-53-bits', 'Refuses ints that a double does not hold.', constant('maxInt', 2n ** 53n - 1n)),
  fault('largest-int-refused', 'Refuses 2^63 − 1.', constant('maxInt', 2n ** 63n - 2n)),
  fault('smallest-int-refused', 'Refuses −2^63.', constant('minInt', -(2n ** 63n) + 1n)),
  fault(
    'negative-ints-off-by-one',
    'Reads negative ints one too high.',
    ints((value) => (value < 0n && value > -(2n ** 63n) ? value + 1n : value)),
  ),
  fault(
    'ints-without-sign',
    'Reads negative ints without their sign.',
    ints((value) => (value < 0n ? -value : value)),
  ),
  fault(
    'bytes-of-34-as-relation',
    'Takes bytes that are an operation id for a list of one.',
    step('readValue', (right, reader) => {
      const { type, value } = right(reader);
      return type === 'bytes' && /^0020.{64}$/.test(value as string)
        ? { type: 'ids', value: [value as string] }
        : { type, value };
    }),
  ),
  fault(
    'bytes-as-text',
    'Reads bytes as text.',
    step('readValue', (right, reader) => {
      const { type, value } = right(reader);
      return type === 'bytes'
        ? { type: 'str', value: Buffer.from(value as string, 'hex').toString() }
        : { type, value };
    }),
  ),
  fault(
    'ids-in-values-sorted',
    'Sorts the ids of a list.',
    step('readList', (right, reader, head) => {
      const { type, value } = right(reader, head);
      return type === 'ids' ? { type, value: [...(value as string[])].sort() } : { type, value };
    }),
  ),
  fault(
    'ids-in-values-once',
    'Gives an id that comes twice in a list once.',
    step('readList', (right, reader, head) => {
      const { type, value } = right(reader, head);
      return type === 'ids' ? { type, value: [...new Set(value as string[])] } : { type, value };
    }),
  ),
  fault(
    'lists-as-view-ids',
    'Refuses lists of ids that do not ascend, before it knows what they are.',
    step('readList', (right, reader, head) => {
      const plain = right(reader, head);
      const list = plain.value as string[];
      if (plain.type === 'ids')
        list.forEach((id, i) => new DataImplementation().checkAscends(list[i - 1], id));
      return plain;
    }),
  ),
  fault(
    'empty-list-refused',
    'Refuses a list without ids.',
    step('readList', (right, reader, head) => {
      const plain = right(reader, head);
      if ((plain.value as []).length === 0) throw new Refusal('VIEW_ID_EMPTY');
      return plain;
    }),
  ),
  fault(
    'empty-list-as-lists',
    'Takes the empty list for one of lists.',
    step('readList', (right, reader, head) => {
      const { type, value } = right(reader, head);
      return { type: (value as []).length === 0 ? 'id_lists' : type, value };
    }),
  ),
  fault(
    'lists-flattened',
    'Reads a list of lists as one list.',
    step('readList', (right, reader, head) => {
      const { type, value } = right(reader, head);
      return type === 'id_lists' ? { type: 'ids', value: (value as string[][]).flat() } : { type, value };
    }),
  ),
  fault(
    'mixed-lists',
    'Takes ids and lists of ids in one list.',
    class extends DataImplementation {
      override readList(reader: CborReader, head: Item): Plain {
        const lists: string[][] = [];
        let isLists = false;
        for (const item of this.items(reader, head)) {
          if (item.major === LIST) {
            isLists = true;
            lists.push(this.readIds(reader, item));
          } else if (item.major === BYTES)
            lists.push([this.checkId(reader.profile, toHex(this.bytesOfString(reader, item)))]);
          else throw new Refusal('VALUE_TYPE');
        }
        return isLists ? { type: 'id_lists', value: lists } : { type: 'ids', value: lists.flat() };
      }
    },
  ),
  fault(
    'lists-of-lists-of-lists',
    'Takes lists within lists within lists.',
    step('readIds', (right, reader, head) => {
      const { offset } = reader;
      if (reader.bytes[offset]! >> 5 !== LIST) return right(reader, head);
      return right(reader, new DataImplementation().readItem(reader));
    }),
  ),
  fault(
    'text-in-lists',
    'Takes hexadecimal text for an id in a list.',
    step('readList', (right, reader, head) => {
      if (reader.bytes[reader.offset]! >> 5 !== TEXT) return right(reader, head);
      const own = new DataImplementation();
      const ids = [...own.items(reader, head)].map((item) => own.textOfString(reader, item));
      return { type: 'ids', value: ids };
    }),
  ),
  fault(
    'empty-map-as-value',
    'Takes an empty map for a list without ids.',
    step('readValue', (right, reader) => {
      if (reader.bytes[reader.offset] !== 0xa0) return right(reader);
      reader.offset++;
      return { type: 'ids', value: [] };
    }),
  ),
];

export const dataDecodeValueFaults = [...idFaults, ...valueFaults];
