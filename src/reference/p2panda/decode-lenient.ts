import { concatBytes, toHex } from '../bytes.js';
import { Rejection, type DataReason } from '../rejection.js';
import { floatOf } from './canonical-cbor.js';
import { checkOperationId, checkViewId } from './ids.js';
import { ACTIONS, type Operation } from './operation.js';
import { parseSchemaId } from './schema-id.js';
import { compareNames, MAX_INT, MIN_INT, type PlainValue } from './values.js';

/** Any well-formed item's head; `argument` is undefined where its length is indefinite. */
interface Head {
  major: number;
  info: number;
  argument: bigint | undefined;
  offset: number;
}

const BREAK: Head = { major: 7, info: 31, argument: undefined, offset: 0 };

/** The text of bytes that have to be UTF-8. */
function utf8(bytes: Uint8Array, offset: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Rejection('CBOR_MALFORMED', offset);
  }
}

/**
 * Decodes an operation as p2panda 0.8.1 does (PAN-CBR-011): numbers and lengths in any form,
 * indefinite lengths, bignums, tags where it knows what has to come, and whatever follows the operation.
 */
export function decodeLenient(bytes: Uint8Array): Operation {
  let at = 0;

  function take(length: number | bigint): Uint8Array {
    if (length > bytes.length - at) throw new Rejection('CBOR_TRUNCATED', bytes.length);
    at += Number(length);
    return bytes.slice(at - Number(length), at);
  }

  /** A break is an item where one may come, in place of the next item of an indefinite length (PAN-CBR-002). */
  function head(mayBreak = false): Head {
    const offset = at;
    const [first] = take(1);
    const [major, info] = [first! >> 5, first! & 0x1f];
    if (info < 24) return { major, info, argument: BigInt(info), offset };
    if (info >= 28 && info <= 30) throw new Rejection('CBOR_MALFORMED', offset);
    if (info === 31) {
      const isIndefinite = major >= 2 && major <= 5;
      if (!isIndefinite && !(major === 7 && mayBreak)) throw new Rejection('CBOR_MALFORMED', offset);
      return { ...BREAK, major, offset };
    }
    const argument = take(2 ** (info - 24)).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
    // Of the simple values in two bytes below 32 it knows false and true.
    if (major === 7 && info === 24 && argument < 32n && argument !== 20n && argument !== 21n) {
      throw new Rejection('CBOR_MALFORMED', offset);
    }
    return { major, info, argument, offset };
  }

  const isBreak = ({ major, info }: Head) => major === 7 && info === 31;

  /** The head of an item whose type is known beforehand: tags are passed over. */
  function untagged(): Head {
    for (;;) {
      const next = head();
      if (next.major !== 6) return next;
    }
  }

  /** The pieces of a string of major type 2 or 3, in their order; a piece may be of pieces itself. */
  function* pieces(string: Head): Generator<{ bytes: Uint8Array; offset: number }> {
    let open = 0;
    let piece = string;
    for (;;) {
      if (isBreak(piece)) open--;
      else if (piece.major !== string.major) throw new Rejection('CBOR_MALFORMED', piece.offset);
      else if (piece.argument === undefined) open++;
      else yield { bytes: take(piece.argument), offset: piece.offset };
      if (open === 0) return;
      piece = head(true);
    }
  }
  function stringBytes(string: Head): Uint8Array {
    return concatBytes(...Array.from(pieces(string), ({ bytes: piece }) => piece));
  }
  function text(string: Head): string {
    return Array.from(pieces(string), (piece) => utf8(piece.bytes, piece.offset)).join('');
  }

  /** Goes through the items of a list or map until its end. */
  function* items({ argument }: Head): Generator<Head> {
    for (let i = 0n; argument === undefined || i < argument; i++) {
      const item = head(argument === undefined);
      if (isBreak(item)) return;
      yield item;
    }
  }

  /** A number where one has to come: a bignum is one, too. */
  function integer(reason: DataReason): bigint {
    for (;;) {
      const item = head();
      if (item.major === 0) return item.argument!;
      if (item.major === 6 && item.argument === 2n) return bignum(untaggedBytes(reason), item.offset, reason);
      if (item.major === 6 && item.argument !== 3n) continue;
      throw new Rejection(reason, item.offset);
    }
  }
  function untaggedBytes(reason: DataReason): Uint8Array {
    const item = head();
    if (item.major !== 2) throw new Rejection(reason, item.offset);
    return stringBytes(item);
  }
  function bignum(digits: Uint8Array, offset: number, reason: DataReason): bigint {
    const value = digits.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
    if (value >= 1n << 128n) throw new Rejection(reason, offset);
    return value;
  }

  const list = untagged();
  if (list.major !== 4) throw new Rejection('OPERATION_NOT_A_LIST', list.offset);
  let taken = 0n;
  function next(): void {
    if (list.argument !== undefined && taken >= list.argument) {
      throw new Rejection('OPERATION_LENGTH', list.offset);
    }
    if (list.argument === undefined && bytes[at] === 0xff)
      throw new Rejection('OPERATION_LENGTH', list.offset);
    taken++;
  }

  next();
  if (integer('OPERATION_VERSION') !== 1n) throw new Rejection('OPERATION_VERSION', list.offset);
  next();
  const number = integer('OPERATION_ACTION');
  const action = ACTIONS[Number(number)];
  if (!action) throw new Rejection('OPERATION_ACTION', list.offset);
  next();
  const idHead = head();
  if (idHead.major !== 3) throw new Rejection('SCHEMA_ID_TYPE', idHead.offset);
  const schemaId = parseSchemaId('p2panda-compat', text(idHead), idHead.offset).text;

  let previous: readonly string[] | null = null;
  if (action !== 'create') {
    next();
    previous = takePrevious();
  }
  let fields: Operation['fields'] = null;
  if (action !== 'delete') {
    next();
    fields = takeFields();
  }
  // Of a list of indefinite length the rest isn't looked at, nor is anything after it.
  if (list.argument !== undefined && list.argument !== taken) {
    throw new Rejection('OPERATION_LENGTH', list.offset);
  }
  return { action, schemaId, previous, fields };

  /** A list of ids, or the text of a view id. */
  function takePrevious(): readonly string[] {
    const start = head();
    if (start.major === 3) {
      const parts = text(start).toLowerCase().split('_');
      for (const part of parts) checkOperationId('p2panda-compat', part, start.offset);
      return checkViewId('p2panda-compat', parts, start.offset);
    }
    if (start.major !== 4) throw new Rejection('PREVIOUS_TYPE', start.offset);
    const ids: string[] = [];
    for (const item of items(start)) {
      ids.push(checkOperationId('p2panda-compat', toHex(takeIdBytes(item)), item.offset));
    }
    return checkViewId('p2panda-compat', ids, start.offset);
  }

  /** An id where one has to come: behind tags, as bytes or as a list of numbers. */
  function takeIdBytes(item: Head): Uint8Array {
    const id = item.major === 6 ? untagged() : item;
    if (id.major === 2) return stringBytes(id);
    if (id.major !== 4) throw new Rejection('OPERATION_ID_INVALID', id.offset);
    const values: number[] = [];
    for (let i = 0n; id.argument === undefined || i < id.argument; i++) {
      if (id.argument === undefined && bytes[at] === 0xff) {
        at++;
        break;
      }
      const value = integer('OPERATION_ID_INVALID');
      if (value > 255n) throw new Rejection('OPERATION_ID_INVALID', id.offset);
      values.push(Number(value));
    }
    return Uint8Array.from(values);
  }

  function takeFields(): Operation['fields'] {
    const map = untagged();
    if (map.major !== 5) throw new Rejection('FIELDS_TYPE', map.offset);
    const read: ({ name: string } & PlainValue)[] = [];
    for (const item of items(map)) {
      const key = item.major === 6 ? untagged() : item;
      if (key.major !== 3) throw new Rejection('FIELD_NAME_TYPE', key.offset);
      const name = text(key);
      const before = read.at(-1);
      if (before && compareNames(before.name, name) >= 0)
        throw new Rejection('FIELDS_NOT_SORTED', key.offset);
      read.push({ name, ...takeValue(head()) });
    }
    return read;
  }

  /** A value, whose type is not known beforehand: tags are not passed over, but those of bignums. */
  function takeValue(item: Head): PlainValue {
    const { major, info, argument, offset } = item;
    if (major === 0) return int(argument!, offset);
    if (major === 1) return int(-1n - argument!, offset);
    if (major === 2) return { type: 'bytes', value: toHex(stringBytes(item)) };
    if (major === 3) return { type: 'str', value: text(item) };
    if (major === 4) return takeIdsOrLists(item);
    if (major === 6 && (argument === 2n || argument === 3n)) {
      const digits = head();
      if (digits.major !== 2 || digits.argument === undefined) throw new Rejection('VALUE_TYPE', offset);
      const value = bignum(stringBytes(digits), offset, 'VALUE_TYPE');
      return int(argument === 2n ? value : -1n - value, offset);
    }
    if (major === 7 && (argument === 20n || argument === 21n) && info <= 24) {
      return { type: 'bool', value: argument === 21n };
    }
    if (major === 7 && info >= 25 && info <= 27) return { type: 'float', value: floatOf(argument!, info) };
    throw new Rejection('VALUE_TYPE', offset);
  }

  function int(value: bigint, offset: number): PlainValue {
    if (value < MIN_INT || value > MAX_INT) throw new Rejection('INT_OUT_OF_RANGE', offset);
    return { type: 'int', value };
  }

  function takeIdsOrLists(start: Head): PlainValue {
    const ids: string[] = [];
    const lists: string[][] = [];
    for (const item of items(start)) {
      if (item.major === 2 && lists.length === 0) ids.push(takeId(item));
      else if (item.major === 4 && ids.length === 0) {
        const inner: string[] = [];
        for (const id of items(item)) {
          if (id.major !== 2) throw new Rejection('VALUE_TYPE', id.offset);
          inner.push(takeId(id));
        }
        lists.push(inner);
      } else throw new Rejection('VALUE_TYPE', item.offset);
    }
    return lists.length > 0 ? { type: 'id_lists', value: lists } : { type: 'ids', value: ids };
  }
  function takeId(item: Head): string {
    return checkOperationId('p2panda-compat', toHex(stringBytes(item)), item.offset);
  }
}
