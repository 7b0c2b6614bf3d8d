import { concat } from '../implementation/bytes.js';
import { NEGATIVE, TEXT, UINT } from '../implementation/data-cbor.js';
import { DataImplementation } from '../implementation/data.js';
import { constant, faultsOf, SAMPLED, step } from './data.js';

const fault = faultsOf('operation.encode', 'operation-encode');

/** An encoder that writes heads of more bytes where `isLong`. */
const longHeads = (isLong: (major: number, argument: bigint) => boolean) =>
  step('infoFor', (right, major, argument) => right(major, argument) + (isLong(major, argument) ? 1 : 0));

const headFaults = [
  fault(
    'heads-of-8-bytes',
    'Writes numbers and lengths above 23 in 8 bytes.',
    step('infoFor', () => 27),
  ),
  fault(
    'heads-of-2-bytes',
    'Writes numbers and lengths above 23 in no less than 2 bytes.',
    step('infoFor', (right, major, argument) => Math.max(25, right(major, argument))),
  ),
  fault(
    '24-in-one-byte',
    'Takes 24 for small enough to stand in the first byte.',
    step('encodeHead', (right, major, argument) =>
      argument === 24n ? Uint8Array.of((major << 5) | 24) : right(major, argument),
    ),
  ),
  fault(
    '23-in-two-bytes',
    'Takes 23 for too large to stand in the first byte.',
    step('encodeHead', (right, major, argument) =>
      argument === 23n ? Uint8Array.of((major << 5) | 24, 23) : right(major, argument),
    ),
  ),
  fault(
    '255-in-two-bytes',
    'Writes 255 in two bytes.',
    longHeads((_, argument) => argument === 255n),
  ),
  fault(
    '65535-in-four-bytes',
    'Writes 65535 in four bytes.',
    longHeads((_, argument) => argument === 65535n),
  ),
  fault(
    '2-to-the-32-less-1-in-eight-bytes',
    'Writes 2^32 − 1 in eight bytes.',
    longHeads((_, argument) => argument === 0xffffffffn),
  ),
  fault(
    'above-2-to-the-31-in-eight-bytes',
    'Writes numbers above 2^31 − 1 in eight bytes, for want of a sign.',
    longHeads((_, argument) => argument >= 2n ** 31n && argument < 2n ** 32n),
  ),
  fault(
    'least-significant-first',
    'Writes numbers and lengths least significant byte first.',
    step('encodeHead', (right, major, argument) => {
      const bytes = right(major, argument);
      return Uint8Array.of(bytes[0]!, ...bytes.slice(1).reverse());
    }),
  ),
  fault(
    'indefinite-list',
    'Writes the operation as a list of indefinite length.',
    step('encodeList', (right, items) =>
      items.length > 3 ? concat(Uint8Array.of(0x9f), ...items, Uint8Array.of(0xff)) : right(items),
    ),
  ),
  fault(
    'self-described',
    'Writes the tag of self-described CBOR in front.',
    step('encodeOperation', (right, profile, draft) =>
      concat(Uint8Array.of(0xd9, 0xd9, 0xf7), right(profile, draft)),
    ),
  ),
  fault(
    'version-0',
    'Writes version 0.',
    step('encodeList', (right, items) =>
      right(items[0]?.[0] === 1 && items[0].length === 1 ? [Uint8Array.of(0), ...items.slice(1)] : items),
    ),
  ),
  fault(
    'actions-from-1',
    'Writes actions counted from 1.',
    step('numberOf', (right, action) => right(action) + 1n),
  ),
  fault(
    'update-and-delete-swapped',
    'Writes 1 for a DELETE and 2 for an UPDATE.',
    constant('actions', ['create', 'delete', 'update']),
  ),
];

const valueFaults = [
  fault(
    'ints-as-doubles',
    'Takes ints through doubles.',
    step('encodeInt', (right, value) => right(BigInt(Number(value)))),
  ),
  fault(
    'ints-wrapped',
    'Wraps ints above 64 bits.',
    step('encodeInt', (right, value) => right(BigInt.asIntN(64, value))),
  ),
  fault('ints-of-64-bits', 'Writes ints up to 2^64 − 1.', constant('maxInt', 2n ** 64n - 1n)),
  fault('ints-any-negative', 'Writes ints down to −2^64.', constant('minInt', -(2n ** 64n)), SAMPLED),
  fault(
    'ints-clamped',
    'Writes the greatest int in place of a greater one.',
    step('encodeInt', (right, value) => right(value > 2n ** 63n - 1n ? 2n ** 63n - 1n : value)),
  ),
  fault('largest-int-refused', 'Refuses 2^63 − 1.', constant('maxInt', 2n ** 63n - 2n)),
  fault('smallest-int-refused', 'Refuses −2^63.', constant('minInt', -(2n ** 63n) + 1n)),
  fault(
    'negative-ints-off-by-one',
    'Writes negative ints one too low.',
    step('encodeInt', (right, value) => right(value < 0n && value > -(2n ** 63n) ? value - 1n : value)),
  ),
  fault(
    'negative-ints-two-complement',
    'Writes negative ints as unsigned ones of 64 bits.',
    step('encodeInt', (right, value) => {
      const own = new DataImplementation();
      return value < 0n && value >= own.minInt
        ? own.encodeHead(UINT, BigInt.asUintN(64, value))
        : right(value);
    }),
  ),
  fault(
    'negative-24-in-one-byte',
    'Chooses the head of a negative int by the int and not by what is written of it.',
    step('encodeInt', (right, value) =>
      value === -24n ? Uint8Array.of((NEGATIVE << 5) | 24, 23) : right(value),
    ),
  ),
  fault(
    'large-ints-as-floats',
    'Writes ints above 2^53 as floats.',
    step('encodeInt', (right, value) => {
      const own = new DataImplementation();
      return value > 2n ** 53n && value <= own.maxInt ? own.encodeFloat(Number(value)) : right(value);
    }),
  ),
  fault(
    'bools-as-ints',
    'Writes false and true as 0 and 1.',
    step('encodeBool', (_, value) => Uint8Array.of(value ? 1 : 0)),
  ),
  fault(
    'bools-the-wrong-way-round',
    'Writes true for false, and false for true.',
    step('encodeBool', (right, value) => right(!value)),
  ),
  fault(
    'text-length-in-characters',
    'Writes the length of a text in characters.',
    step('encodeText', (_, text) => {
      const own = new DataImplementation();
      return concat(own.encodeHead(TEXT, BigInt(text.length)), new TextEncoder().encode(text));
    }),
  ),
  fault(
    'text-composed',
    'Writes texts in their composed form.',
    step('encodeText', (right, text) => right(text.normalize('NFC'))),
  ),
  fault(
    'text-decomposed',
    'Writes texts in their decomposed form.',
    step('encodeText', (right, text) => right(text.normalize('NFD'))),
  ),
  fault(
    'text-line-ends',
    'Writes line ends as line feeds.',
    step('encodeText', (right, text) => right(text.replaceAll('\r\n', '\n'))),
  ),
  fault(
    'text-trimmed',
    'Leaves out what is blank around a text.',
    step('encodeText', (right, text) => right(text.trim())),
  ),
  fault(
    'text-ends-at-nul',
    'Ends a text at its first NUL.',
    step('encodeText', (right, text) => right(text.replace(/\0.*$/s, ''))),
  ),
  fault(
    'text-byte-order-mark-dropped',
    'Drops a byte order mark.',
    step('encodeText', (right, text) => right(text.replace(/^\ufeff/, ''))),
  ),
  fault(
    'text-of-two-surrogates',
    'Writes characters above U+FFFF as two surrogates of three bytes each.',
    step('encodeText', (right, text) => {
      if (!/[\u{10000}-\u{10ffff}]/u.test(text)) return right(text);
      const bytes = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).flatMap((unit) =>
        unit < 0xd800 || unit > 0xdfff
          ? [...Buffer.from(String.fromCharCode(unit))]
          : [0xed, 0x80 | ((unit >> 6) & 63), 0x80 | (unit & 63)],
      );
      return concat(new DataImplementation().encodeHead(TEXT, BigInt(bytes.length)), Uint8Array.from(bytes));
    }),
  ),
  fault(
    'bytes-as-text',
    'Writes bytes as their hexadecimal text.',
    step('encodeValue', (right, profile, type, value) =>
      right(profile, type === 'bytes' ? 'str' : type, value),
    ),
  ),
  fault(
    'relations-as-text',
    'Writes relations as hexadecimal text, as p2panda 0.7 did.',
    step('encodeRelation', (_, id) => new DataImplementation().encodeText(id)),
  ),
  fault(
    'relation-list-sorted',
    'Sorts the ids of a relation list.',
    step('encodeRelationList', (right, profile, ids) => right(profile, ids.toSorted())),
  ),
  fault(
    'relation-list-each-once',
    'Writes an id that comes twice in a relation list once.',
    step('encodeRelationList', (right, profile, ids) => right(profile, [...new Set(ids)])),
  ),
  fault(
    'relation-of-one-id-not-a-list',
    'Writes a list of one id as that id.',
    step('encodeRelationList', (right, profile, ids) =>
      ids.length === 1 ? new DataImplementation().encodeBytes(ids[0]!) : right(profile, ids),
    ),
  ),
  fault(
    'pinned-relation-unsorted',
    'Writes the ids of a pinned relation as they are given.',
    step('sortedIds', (_, ids) => [...new Set(ids)]),
  ),
  fault(
    'pinned-relation-doubled',
    'Writes an id that comes twice in a pinned relation twice.',
    step('sortedIds', (_, ids) => [...ids].sort()),
  ),
  fault(
    'pinned-relation-refused',
    'Refuses a pinned relation that is out of order.',
    step('encodePinned', (right, profile, ids) =>
      right(profile, new DataImplementation().checkViewId(profile, ids)),
    ),
  ),
  fault(
    'pinned-relation-list-sorted',
    'Sorts the view ids of a pinned relation list.',
    step('encodePinnedList', (right, profile, lists) =>
      right(
        profile,
        lists.toSorted((a, b) => (a.join() < b.join() ? -1 : 1)),
      ),
    ),
  ),
  fault(
    'pinned-relation-list-each-once',
    'Writes a view id that comes twice in a pinned relation list once.',
    step('encodePinnedList', (right, profile, lists) =>
      right(profile, [...new Map(lists.map((ids) => [ids.join(), ids])).values()]),
    ),
  ),
  fault(
    'pinned-relation-list-unsorted-within',
    'Writes the view ids of a pinned relation list as they are given.',
    step('encodePinnedList', (_, profile, lists) => {
      const own = new DataImplementation();
      return own.encodeList(lists.map((ids) => own.encodeIds(profile, ids)));
    }),
  ),
  fault(
    'pinned-relation-list-flat',
    'Writes a pinned relation list as one list of ids.',
    step('encodePinnedList', (_, profile, lists) =>
      new DataImplementation().encodeIds(profile, lists.flat()),
    ),
  ),
];

export const dataEncodeFaults = [...headFaults, ...valueFaults];
