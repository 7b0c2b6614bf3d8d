import { checkBytes, checkList, checkObject, isPlain } from '../bamboo/arguments.js';
import { compareNames, OperationFields, type PlainValue } from './fields.js';
import { checkOperationId, checkViewId, compareIds, viewId, type DocumentViewId } from './ids.js';
import { ACTIONS, MAX_FIELDS, type Action } from './operation.js';
import { profileOf, type DataOptions, type DataProfile } from './profile.js';
import { orThrow, Refusal } from './refusal.js';
import { checkFieldName, quoted, readSchemaId } from './schema-id.js';
import { writer } from './writer.js';

/** What an operation is to hold. Its values are of the types that {@link PlainValue} tells. */
export interface OperationToEncode {
  readonly action: Action;
  readonly schemaId: string;
  /** Of an UPDATE and a DELETE: the view that it is made on, ascending ids. */
  readonly previous?: DocumentViewId | null | undefined;
  /** Of a CREATE and an UPDATE, in any order: an object, a `Map`, or pairs of name and value. */
  readonly fields?:
    | Readonly<Record<string, PlainValue>>
    | Iterable<readonly [name: string, value: PlainValue]>
    | null
    | undefined;
}

/**
 * Encodes an operation, in canonical CBOR in either profile (PAN-OPR-015 to PAN-OPR-019, PAN-CBR-012). View ids in a list (a
 * pinned relation list) are written ascending. Of a list of ids alone nothing here tells whether it is a relation list, which is
 * written as it is, or a pinned relation, which has to be a view id: `viewId` makes one of any ids, and `schema.create` and
 * `schema.update`, which know the types, do so.
 *
 * @returns the payload for an entry, 4 MiB at most where a schema writes it
 * @throws {TypeError} for arguments of the wrong type
 * @throws {UnwritableError} with the `reason`, where an operation may not have what is asked for
 * @example
 * encodeOperation({ action: 'create', schemaId: 'blob_piece_v1', fields: { data: bytes } });
 */
export function encodeOperation(operation: OperationToEncode, options?: DataOptions): Uint8Array {
  const profile = profileOf(options);
  checkObject(operation, 'operation');
  return orThrow(() => writeOperation(profile, operation));
}

/** Schema ids as they are written, by profile and id: an application has few, and checking one takes longer than all else. */
const schemaIds = { p2panda: new Map<string, Uint8Array>(), 'p2panda-compat': new Map<string, Uint8Array>() };
const MOST_KNOWN = 256;

function writtenSchemaId(profile: DataProfile, schemaId: string): Uint8Array {
  const known = schemaIds[profile];
  let written = known.get(schemaId);
  if (written === undefined) {
    const { text } = readSchemaId(profile, schemaId);
    writer.begin();
    writer.text(text);
    written = writer.since(0);
    if (known.size >= MOST_KNOWN) known.clear();
    if (written.length <= MOST_KNOWN) known.set(schemaId, written);
  }
  return written;
}

/** Names of fields that were found to be ones. */
const fieldNames = new Set<string>();

function checkKnownName(name: string): void {
  if (fieldNames.has(name)) return;
  checkFieldName(name);
  if (fieldNames.size >= 16 * MOST_KNOWN) fieldNames.clear();
  fieldNames.add(name);
}

function writeOperation(profile: DataProfile, operation: OperationToEncode): Uint8Array {
  const { action, schemaId, previous, fields } = operation;
  const number = ACTIONS.indexOf(action);
  if (number < 0)
    throw new TypeError(`action must be 'create', 'update' or 'delete', not ${action as string}`);
  if (typeof schemaId !== 'string') throw new TypeError('schemaId must be a string');
  const written = writtenSchemaId(profile, schemaId);
  // Before anything is written: an iterator may itself write an operation.
  const listed = fields ? listFields(fields) : undefined;

  writer.begin();
  writer.head(4, action === 'update' ? 5 : 4);
  writer.head(0, 1);
  writer.head(0, number);
  writer.raw(written);
  if (action === 'create') {
    if (previous) throw new Refusal('PREVIOUS_UNEXPECTED', 'a CREATE has no previous operations');
  } else {
    if (!previous) throw new Refusal('PREVIOUS_MISSING', `${action.toUpperCase()} needs previous operations`);
    writeIds(checkViewId(profile, checkIds(previous, 'previous')));
  }
  if (action === 'delete') {
    if (listed) throw new Refusal('FIELDS_UNEXPECTED', 'a DELETE has no fields');
  } else {
    if (!listed) throw new Refusal('FIELDS_MISSING', `${action.toUpperCase()} needs fields`);
    writeFields(profile, listed);
  }
  return writer.finish();
}

/** Fields in the order in which they are to be written. */
interface Listed {
  readonly names: readonly string[];
  readonly values: readonly PlainValue[];
}

function listFields(fields: NonNullable<OperationToEncode['fields']>): Listed {
  if (fields instanceof OperationFields) return fields;
  if (fields instanceof Uint8Array)
    throw new TypeError('fields must be an object, a Map or pairs, not bytes');
  const names: string[] = [];
  const values: PlainValue[] = [];
  if (Symbol.iterator in fields) {
    for (const pair of fields as Iterable<readonly [string, PlainValue]>) {
      const [name, value] = checkList(pair, 'each of fields') as readonly [string, PlainValue];
      names.push(name);
      values.push(value);
    }
  } else {
    const record = fields;
    for (const name of Object.keys(record)) {
      names.push(name);
      values.push(record[name]!);
    }
  }
  for (const name of names) {
    if (typeof name !== 'string') throw new TypeError('the name of a field must be a string');
  }
  return sorted(names, values);
}

function sorted(names: readonly string[], values: readonly PlainValue[]): Listed {
  let isSorted = true;
  for (let i = 1; isSorted && i < names.length; i++) isSorted = compareNames(names[i - 1]!, names[i]!) < 0;
  if (isSorted) return { names, values };
  const order = names.map((_, i) => i).sort((a, b) => compareNames(names[a]!, names[b]!));
  const doubled = order.find((at, i) => i > 0 && names[order[i - 1]!] === names[at]);
  if (doubled !== undefined) {
    throw new Refusal('FIELDS_NOT_SORTED', `the field ${quoted(names[doubled]!)} is given twice`);
  }
  return { names: order.map((i) => names[i]!), values: order.map((i) => values[i]!) };
}

function writeFields(profile: DataProfile, { names, values }: Listed): void {
  if (profile === 'p2panda') {
    if (names.length === 0) throw new Refusal('FIELDS_EMPTY', 'an operation has one field at least');
    if (names.length > MAX_FIELDS) {
      throw new Refusal('FIELDS_TOO_MANY', `an operation has ${MAX_FIELDS} fields at most`);
    }
  }
  writer.head(5, names.length);
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!;
    if (profile === 'p2panda') checkKnownName(name);
    writer.text(name);
    writeValue(profile, name, values[i]!);
  }
}

function writeValue(profile: DataProfile, name: string, value: PlainValue): void {
  if (typeof value === 'string') {
    writer.text(value);
  } else if (typeof value === 'bigint') writer.int(value);
  else if (typeof value === 'boolean') writer.bool(value);
  else if (typeof value === 'number') writer.float(value);
  else if (value instanceof Uint8Array) writer.byteString(value);
  else if (Array.isArray(value)) writeLists(profile, name, value);
  else {
    const types = 'a boolean, bigint, number, string, Uint8Array or list of ids';
    throw new TypeError(`the value of ${name} must be ${types}`);
  }
}

function writeLists(
  profile: DataProfile,
  name: string,
  list: readonly Uint8Array[] | readonly (readonly Uint8Array[])[],
): void {
  if (list.length === 0 || list[0] instanceof Uint8Array) {
    const ids = checkIds(list as readonly Uint8Array[], name);
    for (const id of ids) checkOperationId(profile, id);
    writeIds(ids);
    return;
  }
  writer.head(4, list.length);
  for (const ids of list as readonly (readonly Uint8Array[])[]) {
    if (!Array.isArray(ids)) throw new TypeError(`${name} must hold ids alone, or lists of ids alone`);
    for (const id of checkIds(ids, name)) checkOperationId(profile, id);
    writeIds(ascends(ids) ? ids : viewId(ids));
  }
}

const ascends = (ids: readonly Uint8Array[]): boolean =>
  ids.every((id, i) => i === 0 || compareIds(ids[i - 1]!, id) < 0);

const isList = (value: unknown): boolean => Array.isArray(value);

function checkIds(ids: readonly Uint8Array[], name: string): readonly Uint8Array[] {
  if (!isList(ids)) throw new TypeError(`${name} must be a list of ids`);
  for (let i = 0; i < ids.length; i++) if (!isPlain(ids[i])) checkBytes(ids[i], `${name}[${i}]`);
  return ids;
}

function writeIds(ids: readonly Uint8Array[]): void {
  writer.head(4, ids.length);
  for (const id of ids) writer.byteString(id);
}
