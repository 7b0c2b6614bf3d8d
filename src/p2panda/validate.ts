import { readFieldType, type FieldType } from './field-type.js';
import type { PlainValue } from './fields.js';
import { checkOperationId, checkViewId } from './ids.js';
import { MAX_FIELDS, typeOfValue, type DecodedOperation } from './operation.js';
import type { DataProfile } from './profile.js';
import { Refusal } from './refusal.js';
import { checkFieldName, checkSchemaName, quoted } from './schema-id.js';

/** A schema's description has at most so many characters (PAN-SCH-003). */
export const MAX_DESCRIPTION = 256;

/** A piece of a blob has at most so many bytes (PAN-BLB-003). */
export const MAX_BLOB_PIECE = 256_000;

/** What validation needs to know of a schema. */
export interface SchemaShape {
  readonly id: string;
  /** Ascending. */
  readonly names: readonly string[];
  /** The types of the fields, in the order of their names. */
  readonly types: readonly FieldType[];
}

/**
 * Holds an operation against a schema (PAN-VAL-001 to PAN-VAL-005) in one walk along both.
 *
 * @throws {Refusal} the first reason that holds
 */
export function checkAgainst(profile: DataProfile, operation: DecodedOperation, schema: SchemaShape): void {
  if (operation.schemaId !== schema.id) {
    const { schemaId } = operation;
    throw new Refusal(
      'SCHEMA_MISMATCH',
      `the operation is of ${quoted(schemaId)}, not of ${quoted(schema.id)}`,
    );
  }
  const { fields } = operation;
  if (fields === undefined) return;
  const { names, types } = schema;
  const system = SYSTEM_CHECKS[schema.id];
  let at = 0;
  for (let i = 0; i < fields.names.length; i++) {
    const name = fields.names[i]!;
    while (at < names.length && names[at] !== name) at++;
    if (at === names.length) {
      throw new Refusal('FIELD_UNKNOWN', `the schema ${quoted(schema.id)} has no field ${quoted(name)}`);
    }
    const value = fields.values[i]!;
    checkValue(profile, name, value, types[at]!);
    system?.[name]?.(profile, value);
    at++;
  }
  if (operation.action === 'create' && fields.size < names.length) {
    const missing = names.filter((name) => !fields.has(name)).map(quoted);
    throw new Refusal(
      'FIELD_MISSING',
      `a CREATE has all fields of its schema: ${missing.join(', ')} missing`,
    );
  }
}

/** PAN-TYP-003 to PAN-TYP-007. */
function checkValue(profile: DataProfile, name: string, value: PlainValue, type: FieldType): void {
  switch (type.name) {
    case 'bool':
      if (typeof value === 'boolean') return;
      break;
    case 'int':
      if (typeof value === 'bigint') return;
      break;
    case 'float':
      if (typeof value === 'number') return;
      break;
    case 'str':
      if (typeof value === 'string') return;
      break;
    case 'bytes':
      if (value instanceof Uint8Array) return;
      break;
    case 'relation':
      if (!(value instanceof Uint8Array)) break;
      checkOperationId(profile, value);
      return;
    case 'relation_list':
      if (isIds(value)) return;
      break;
    case 'pinned_relation':
      if (!isIds(value)) break;
      checkViewId(profile, value);
      return;
    case 'pinned_relation_list':
      if (!Array.isArray(value)) break;
      if (value.length > 0 && !Array.isArray(value[0])) break;
      for (const viewId of value as readonly (readonly Uint8Array[])[]) checkViewId(profile, viewId);
      return;
  }
  const found = typeOfValue(value);
  throw new Refusal(
    'FIELD_TYPE_MISMATCH',
    `the field ${quoted(name)} is of the type ${type.text}, not ${found}`,
  );
}

const isIds = (value: PlainValue): value is readonly Uint8Array[] =>
  Array.isArray(value) && (value.length === 0 || value[0] instanceof Uint8Array);

/** How many characters a text has: code points, and not units of UTF-16. */
export function characters(text: string): number {
  let count = text.length;
  for (let i = 1; i < text.length; i++) {
    const isPair = (text.charCodeAt(i) & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800;
    if (isPair) count--;
  }
  return count;
}

/** @throws {Refusal} `SCHEMA_DESCRIPTION_TOO_LONG` */
export function checkDescription(text: string): void {
  if (characters(text) <= MAX_DESCRIPTION) return;
  const limit = `a schema's description has ${MAX_DESCRIPTION} characters at most`;
  throw new Refusal('SCHEMA_DESCRIPTION_TOO_LONG', limit);
}

/** @throws {Refusal} `SCHEMA_FIELDS_TOO_MANY` */
export function checkFieldCount(count: number): void {
  if (count <= MAX_FIELDS) return;
  throw new Refusal('SCHEMA_FIELDS_TOO_MANY', `a schema has ${MAX_FIELDS} fields at most, not ${count}`);
}

/** What the system schemas ask for beside their fields' types, by schema and field. */
const SYSTEM_CHECKS: Readonly<
  Record<string, Readonly<Record<string, (profile: DataProfile, value: PlainValue) => void>>>
> = {
  schema_definition_v1: {
    name: (profile, value) => void checkSchemaName(profile, value as string),
    description: (_, value) => checkDescription(value as string),
    fields: (_, value) => checkFieldCount((value as readonly unknown[]).length),
  },
  schema_field_definition_v1: {
    name: (_, value) => checkFieldName(value as string),
    type: (profile, value) => void readFieldType(profile, value as string),
  },
  blob_v1: {
    mime_type: (_, value) => checkMimeType(value as string),
    pieces: (_, value) => {
      if ((value as readonly unknown[]).length > 0) return;
      throw new Refusal('BLOB_PIECES_EMPTY', 'a blob has one piece at least');
    },
  },
  blob_piece_v1: {
    data: (_, value) => {
      const { length } = value as Uint8Array;
      if (length <= MAX_BLOB_PIECE) return;
      const limit = `a piece of a blob has ${MAX_BLOB_PIECE} bytes at most, not ${length}`;
      throw new Refusal('BLOB_PIECE_TOO_LONG', limit);
    },
  },
};

/** As in `image/svg+xml`: a type of 1 to 12, and up to seven parts of 1 to 18, the last 1 to 16 (PAN-BLB-002). */
const MIME_TYPE = /^[a-z-]{1,12}\/(?:[a-z0-9]{1,18}[.|+-]){0,6}[a-z0-9]{1,16}$/;

/** @throws {Refusal} `MIME_TYPE_INVALID` */
export function checkMimeType(text: string): void {
  // The longest that matches has 143 characters.
  if (text.length <= 143 && MIME_TYPE.test(text)) return;
  throw new Refusal('MIME_TYPE_INVALID', `${quoted(text)} is no media type, as image/png is one`);
}
