import { BYTES, CanonicalReader, LIST, MAP, NEGATIVE, SIMPLE, TEXT, UINT } from './canonical-reader.js';
import { compareNames, OperationFields, type PlainValue } from './fields.js';
import { checkAscends, checkOperationId, checkViewIdLength, ID_LENGTH } from './ids.js';
import { ACTIONS, MAX_FIELDS, type Action, type DecodedOperation } from './operation.js';
import { checkFieldName, quoted, readSchemaId } from './schema-id.js';
import { Refusal } from './refusal.js';
import { KnownTexts, textAt } from './text.js';

const NO_BYTES: Uint8Array = new Uint8Array();
/** One above the largest `int`, which a double holds. */
const INT_END = 2 ** 63;
/** Whole numbers below are exact as doubles. */
const EXACT = 2 ** 53;

/** How many items the list of an operation has (PAN-OPR-005). */
const ITEMS: Readonly<Record<Action, number>> = { create: 4, update: 5, delete: 4 };

const knownNames = new KnownTexts(256, 64);
const knownSchemaIds = new KnownTexts(64, 256);

/**
 * Decodes an operation of the profile `p2panda` in one pass from left to right; what is wrong first is the reason
 * (PAN-OPR-002).
 *
 * @throws {Refusal}
 */
export function decodeCanonical(bytes: Uint8Array): DecodedOperation {
  const reader = new CanonicalReader(bytes);
  const length = reader.expect(LIST, 'OPERATION_NOT_A_LIST', 'an operation');
  if (length < 1) throw wrongLength(length);
  if (reader.expect(UINT, 'OPERATION_VERSION', 'the version') !== 1) {
    throw new Refusal(
      'OPERATION_VERSION',
      `the version has to be 1, not ${reader.bigArgument()}`,
      reader.offset,
    );
  }
  if (length < 2) throw wrongLength(length);
  const action = ACTIONS[reader.expect(UINT, 'OPERATION_ACTION', 'the action')];
  if (action === undefined) {
    const number = reader.bigArgument();
    throw new Refusal('OPERATION_ACTION', `the action has to be 0, 1 or 2, not ${number}`, reader.offset);
  }
  if (length !== ITEMS[action]) throw wrongLength(length);

  const schemaId = readKnownSchemaId(reader);
  const previous = action === 'create' ? undefined : readPrevious(reader);
  const fields = action === 'delete' ? undefined : readFields(reader);
  reader.end();
  return { action, schemaId, previous, fields } as DecodedOperation;
}

const wrongLength = (length: number) =>
  new Refusal('OPERATION_LENGTH', `an operation is a list of 4 items, an UPDATE of 5, not ${length}`, 0);

function readKnownSchemaId(reader: CanonicalReader): string {
  reader.expect(TEXT, 'SCHEMA_ID_TYPE', 'the schema id');
  const { bytes, offset } = reader;
  const start = reader.string();
  const known = knownSchemaIds.find(bytes, start, reader.at);
  if (known !== undefined) return known;
  const { text } = readSchemaId('p2panda', textAt(bytes, start, reader.at, offset), offset);
  return knownSchemaIds.keep(bytes, start, reader.at, text);
}

/** The name of a field. */
function readKnownName(reader: CanonicalReader): string {
  reader.expect(TEXT, 'FIELD_NAME_TYPE', 'the name of a field');
  const { bytes, offset } = reader;
  const start = reader.string();
  const known = knownNames.find(bytes, start, reader.at);
  if (known !== undefined) return known;
  const text = textAt(bytes, start, reader.at, offset);
  checkFieldName(text, offset);
  return knownNames.keep(bytes, start, reader.at, text);
}

function readPrevious(reader: CanonicalReader): Uint8Array[] {
  const length = reader.expect(LIST, 'PREVIOUS_TYPE', 'previous');
  checkViewIdLength('p2panda', length, reader.offset);
  const ids: Uint8Array[] = [];
  let before = NO_BYTES;
  for (let i = 0; i < length; i++) {
    reader.expect(BYTES, 'OPERATION_ID_INVALID', 'an id in previous');
    const id = readId(reader);
    checkAscends(before, id, reader.offset);
    ids.push(id);
    before = id;
  }
  return ids;
}

/** The id whose head was read. */
function readId(reader: CanonicalReader): Uint8Array {
  const id = reader.byteString();
  if (id.length === ID_LENGTH && id[0] === 0x00 && id[1] === 0x20) return id;
  return checkOperationId('p2panda', id, reader.offset);
}

function readFields(reader: CanonicalReader): OperationFields {
  const size = reader.expect(MAP, 'FIELDS_TYPE', 'fields');
  if (size === 0) throw new Refusal('FIELDS_EMPTY', 'an operation has one field at least', reader.offset);
  if (size > MAX_FIELDS) {
    throw new Refusal('FIELDS_TOO_MANY', `an operation has ${MAX_FIELDS} fields at most`, reader.offset);
  }
  const names: string[] = [];
  const values: PlainValue[] = [];
  for (let i = 0; i < size; i++) {
    const name = readKnownName(reader);
    const { offset } = reader;
    if (i > 0 && compareNames(names[i - 1]!, name) >= 0) {
      throw new Refusal(
        'FIELDS_NOT_SORTED',
        `names of fields ascend, each once: ${quoted(name)} stands behind ${quoted(names[i - 1]!)}`,
        offset,
      );
    }
    names.push(name);
    values.push(readValue(reader));
  }
  return new OperationFields(names, values);
}

function readValue(reader: CanonicalReader): PlainValue {
  reader.head();
  const { info } = reader;
  switch (reader.major) {
    case UINT:
    case NEGATIVE:
      return readInt(reader);
    case BYTES:
      return reader.byteString();
    case TEXT:
      return reader.text();
    case LIST:
      return readIds(reader);
    case SIMPLE:
      if (info === 20 || info === 21) return info === 21;
      if (info >= 25) return reader.float();
  }
  throw new Refusal('VALUE_TYPE', 'no field has a value of this type', reader.offset);
}

function readInt(reader: CanonicalReader): bigint {
  const { argument } = reader;
  if (argument < EXACT) return BigInt(reader.major === UINT ? argument : -1 - argument);
  const value = reader.bigArgument();
  if (value >= INT_END) {
    throw new Refusal('INT_OUT_OF_RANGE', 'an int is −2^63 to 2^63 − 1', reader.offset);
  }
  return reader.major === UINT ? value : -1n - value;
}

const notIds = (reader: CanonicalReader) =>
  new Refusal('VALUE_TYPE', 'a list holds ids, or lists of ids', reader.offset);

/** A list of ids, or one of such lists: the first item decides. */
function readIds(reader: CanonicalReader): Uint8Array[] | Uint8Array[][] {
  const length = reader.argument;
  const ids: Uint8Array[] = [];
  const lists: Uint8Array[][] = [];
  for (let i = 0; i < length; i++) {
    reader.head();
    if (reader.major === BYTES && lists.length === 0) ids.push(readId(reader));
    else if (reader.major === LIST && ids.length === 0) {
      const inner: Uint8Array[] = [];
      const count = reader.argument;
      for (let j = 0; j < count; j++) {
        reader.head();
        if (!reader.isAt(BYTES)) throw notIds(reader);
        inner.push(readId(reader));
      }
      lists.push(inner);
    } else throw notIds(reader);
  }
  return lists.length > 0 ? lists : ids;
}
