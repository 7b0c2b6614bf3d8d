import { decodeCanonical } from './decode-canonical.js';
import { compareNames, OperationFields, type PlainValue } from './fields.js';
import { checkOperationId, checkViewId, idFromHex, type DocumentViewId } from './ids.js';
import { LenientReader, type LenientHead } from './lenient-reader.js';
import { ACTIONS, type DecodedOperation } from './operation.js';
import { Refusal } from './refusal.js';
import { quoted, readSchemaId } from './schema-id.js';

const PROFILE = 'p2panda-compat';
const MIN_INT = -(2n ** 63n);
const MAX_INT = 2n ** 63n - 1n;

/**
 * Decodes an operation as p2panda 0.8.1 does (PAN-CBR-011). What is canonical takes the fast way, since that takes nothing
 * else than this does, but for names of schemas of one character.
 *
 * @throws {Refusal}
 */
export function decodeLenient(bytes: Uint8Array): DecodedOperation {
  try {
    const operation = decodeCanonical(bytes);
    if (operation.schemaId[1] !== '_') return operation;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return decodeAnyForm(bytes);
}

function decodeAnyForm(bytes: Uint8Array): DecodedOperation {
  const reader = new LenientReader(bytes);
  const list = reader.untagged();
  if (list.major !== 4)
    throw new Refusal('OPERATION_NOT_A_LIST', 'an operation has to be a list', list.offset);
  let taken = 0;
  const next = (): void => {
    if (list.argument < 0 ? reader.atBreak() : taken >= list.argument) throw wrongLength(list);
    taken++;
  };

  next();
  const version = reader.unsigned('OPERATION_VERSION', 'the version');
  if (version !== 1n)
    throw new Refusal('OPERATION_VERSION', `the version has to be 1, not ${version}`, list.offset);
  next();
  const number = reader.unsigned('OPERATION_ACTION', 'the action');
  const action = ACTIONS[Number(number)];
  if (action === undefined) {
    throw new Refusal('OPERATION_ACTION', `the action has to be 0, 1 or 2, not ${number}`, list.offset);
  }
  next();
  const idHead = reader.head();
  if (idHead.major !== 3)
    throw new Refusal('SCHEMA_ID_TYPE', 'the schema id has to be a text', idHead.offset);
  const schemaId = readSchemaId(PROFILE, reader.text(idHead), idHead.offset).text;
  let previous: DocumentViewId | undefined;
  if (action !== 'create') {
    next();
    previous = readPrevious(reader);
  }
  let fields: OperationFields | undefined;
  if (action !== 'delete') {
    next();
    fields = readFields(reader);
  }
  // What follows in a list without a length isn't looked at, nor what follows the list.
  if (list.argument >= 0 && taken !== list.argument) throw wrongLength(list);
  return { action, schemaId, previous, fields } as DecodedOperation;
}

const wrongLength = ({ offset }: LenientHead) =>
  new Refusal('OPERATION_LENGTH', 'an operation is a list of 4 items, an UPDATE of 5', offset);

/** A list of ids, or a view id as text. */
function readPrevious(reader: LenientReader): DocumentViewId {
  const head = reader.head();
  if (head.major === 3) {
    const parts = reader.text(head).split('_');
    return checkViewId(
      PROFILE,
      parts.map((hex) => idFromHex(PROFILE, hex, head.offset)),
      head.offset,
    );
  }
  if (head.major !== 4) throw new Refusal('PREVIOUS_TYPE', 'previous has to be a list', head.offset);
  const ids: Uint8Array[] = [];
  while (!reader.ends(head, ids.length)) ids.push(readTaggedId(reader));
  return checkViewId(PROFILE, ids, head.offset);
}

/** An id where one has to come: behind any tags, as bytes or as a list of their numbers. */
function readTaggedId(reader: LenientReader): Uint8Array {
  const head = reader.untagged();
  if (head.major === 2) return checkOperationId(PROFILE, reader.string(head), head.offset);
  if (head.major !== 4) throw new Refusal('OPERATION_ID_INVALID', 'an id has to be bytes', head.offset);
  const numbers: number[] = [];
  while (!reader.ends(head, numbers.length)) {
    const number = reader.unsigned('OPERATION_ID_INVALID', 'a byte of an id');
    if (number > 255n) throw new Refusal('OPERATION_ID_INVALID', 'a byte of an id is above 255', head.offset);
    numbers.push(Number(number));
  }
  return checkOperationId(PROFILE, Uint8Array.from(numbers), head.offset);
}

function readFields(reader: LenientReader): OperationFields {
  const map = reader.untagged();
  if (map.major !== 5) throw new Refusal('FIELDS_TYPE', 'fields has to be a map', map.offset);
  const names: string[] = [];
  const values: PlainValue[] = [];
  while (!reader.ends(map, names.length)) {
    const key = reader.untagged();
    if (key.major !== 3)
      throw new Refusal('FIELD_NAME_TYPE', 'the name of a field has to be a text', key.offset);
    const name = reader.text(key);
    if (names.length > 0 && compareNames(names.at(-1)!, name) >= 0) {
      throw new Refusal(
        'FIELDS_NOT_SORTED',
        `names of fields ascend, each once: not ${quoted(name)}`,
        key.offset,
      );
    }
    names.push(name);
    values.push(readValue(reader, reader.head()));
  }
  return new OperationFields(names, values);
}

/** A value, whose type is not known beforehand: of tags those of bignums are taken alone. */
function readValue(reader: LenientReader, head: LenientHead): PlainValue {
  const { major, info, argument, exact, offset } = head;
  switch (major) {
    case 0:
      return checkInt(exact, offset);
    case 1:
      return checkInt(-1n - exact, offset);
    case 2:
      return reader.string(head);
    case 3:
      return reader.text(head);
    case 4:
      return readIds(reader, head);
    case 6:
      if (exact === 2n) return checkInt(reader.bignum(reader.head(), 'VALUE_TYPE', false), offset);
      if (exact === 3n) return checkInt(-1n - reader.bignum(reader.head(), 'VALUE_TYPE', false), offset);
      break;
    case 7:
      if (info <= 24 && (argument === 20 || argument === 21)) return argument === 21;
      if (info >= 25 && info <= 27) return reader.float(head);
  }
  throw new Refusal('VALUE_TYPE', 'no field has a value of this type', offset);
}

function checkInt(value: bigint, offset: number): bigint {
  if (value >= MIN_INT && value <= MAX_INT) return value;
  throw new Refusal('INT_OUT_OF_RANGE', 'an int is −2^63 to 2^63 − 1', offset);
}

function readIds(reader: LenientReader, list: LenientHead): Uint8Array[] | Uint8Array[][] {
  const ids: Uint8Array[] = [];
  const lists: Uint8Array[][] = [];
  while (!reader.ends(list, ids.length + lists.length)) {
    const head = reader.head();
    if (head.major === 2 && lists.length === 0) ids.push(readPlainId(reader, head));
    else if (head.major === 4 && ids.length === 0) {
      const inner: Uint8Array[] = [];
      while (!reader.ends(head, inner.length)) {
        const id = reader.head();
        if (id.major !== 2) throw notIds(id.offset);
        inner.push(readPlainId(reader, id));
      }
      lists.push(inner);
    } else throw notIds(head.offset);
  }
  return lists.length > 0 ? lists : ids;
}

const readPlainId = (reader: LenientReader, head: LenientHead) =>
  checkOperationId(PROFILE, reader.string(head), head.offset);

const notIds = (offset: number) => new Refusal('VALUE_TYPE', 'a list holds ids, or lists of ids', offset);
