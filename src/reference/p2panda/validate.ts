import { Rejection } from '../rejection.js';
import { checkOperationId, checkViewId } from './ids.js';
import { isFieldName, MAX_FIELDS, type Operation } from './operation.js';
import type { DataProfile } from './profile.js';
import { characters, MAX_DESCRIPTION, parseFieldType, type FieldTypeName, type Schema } from './schema.js';
import { isSchemaName } from './schema-id.js';
import type { PlainValue, TypedValue } from './values.js';

/** A piece of a blob has at most so many bytes (PAN-BLB-003). */
export const MAX_BLOB_PIECE = 256_000;

/**
 * Holds an operation against a schema (PAN-VAL-001 to PAN-VAL-005), and gives its values the schema's types: first the
 * schema's id, then field by field in ascending order, then what is missing.
 *
 * @throws {Rejection}
 */
export function validateOperation(
  profile: DataProfile,
  operation: Operation,
  schema: Schema,
): ({ name: string } & TypedValue)[] | null {
  if (operation.schemaId !== schema.id) throw new Rejection('SCHEMA_MISMATCH');
  if (operation.fields === null) return null;
  const typed = operation.fields.map(({ name, ...value }) => {
    const field = schema.fields.find((known) => known.name === name);
    if (!field) throw new Rejection('FIELD_UNKNOWN');
    const result = {
      name,
      ...typedValue(profile, value, parseFieldType(profile, field.type).type),
    };
    checkSystemField(profile, schema.id, result);
    return result;
  });
  if (operation.action === 'create' && typed.length < schema.fields.length) {
    throw new Rejection('FIELD_MISSING');
  }
  return typed;
}

/** PAN-TYP-003 to PAN-TYP-007. */
function typedValue(profile: DataProfile, plain: PlainValue, type: FieldTypeName): TypedValue {
  switch (type) {
    case 'bool':
    case 'int':
    case 'float':
    case 'str':
    case 'bytes':
      if (plain.type !== type) break;
      return plain;
    case 'relation':
      if (plain.type !== 'bytes') break;
      return { type, value: checkOperationId(profile, plain.value) };
    case 'relation_list':
      if (plain.type !== 'ids') break;
      return { type, value: plain.value };
    case 'pinned_relation':
      if (plain.type !== 'ids') break;
      return { type, value: checkViewId(profile, plain.value) };
    case 'pinned_relation_list':
      // The empty list is one of any kind.
      if (plain.type === 'ids' && plain.value.length === 0) return { type, value: [] };
      if (plain.type !== 'id_lists') break;
      return { type, value: plain.value.map((viewId) => checkViewId(profile, viewId)) };
  }
  throw new Rejection('FIELD_TYPE_MISMATCH');
}

/** What the system schemas ask for beside their fields' types. */
function checkSystemField(
  profile: DataProfile,
  schemaId: string,
  field: { name: string } & TypedValue,
): void {
  const { value } = field;
  switch (`${schemaId}.${field.name}`) {
    case 'schema_definition_v1.name':
      if (!isSchemaName(profile, value as string)) throw new Rejection('SCHEMA_NAME_INVALID');
      return;
    case 'schema_definition_v1.description':
      if (characters(value as string) > MAX_DESCRIPTION) throw new Rejection('SCHEMA_DESCRIPTION_TOO_LONG');
      return;
    case 'schema_definition_v1.fields':
      if ((value as readonly unknown[]).length > MAX_FIELDS) throw new Rejection('SCHEMA_FIELDS_TOO_MANY');
      return;
    case 'schema_field_definition_v1.name':
      if (!isFieldName(value as string)) throw new Rejection('FIELD_NAME_INVALID');
      return;
    case 'schema_field_definition_v1.type':
      parseFieldType(profile, value as string);
      return;
    case 'blob_v1.mime_type':
      if (!isMimeType(value as string)) throw new Rejection('MIME_TYPE_INVALID');
      return;
    case 'blob_v1.pieces':
      if ((value as readonly unknown[]).length === 0) throw new Rejection('BLOB_PIECES_EMPTY');
      return;
    case 'blob_piece_v1.data':
      if ((value as string).length > 2 * MAX_BLOB_PIECE) throw new Rejection('BLOB_PIECE_TOO_LONG');
      return;
  }
}

/**
 * PAN-BLB-002: a type of 1 to 12 small letters and hyphens, a slash, and a subtype of up to seven parts joined by `.`, `+`,
 * `-` or `|`: 1 to 18 small letters and digits each, the last 1 to 16.
 */
export function isMimeType(text: string): boolean {
  const [type, subtype, more] = text.split('/');
  if (subtype === undefined || more !== undefined) return false;
  if (!/^[a-z-]{1,12}$/.test(type!)) return false;
  const parts = subtype.split(/[.+|-]/);
  return (
    parts.length <= 7 && parts.every((part) => /^[a-z0-9]{1,18}$/.test(part)) && parts.at(-1)!.length <= 16
  );
}
