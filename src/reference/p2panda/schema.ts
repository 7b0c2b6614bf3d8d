import { Rejection, rejectionOf } from '../rejection.js';
import { checkViewId } from './ids.js';
import { isFieldName, MAX_FIELDS } from './operation.js';
import type { DataProfile } from './profile.js';
import { isSchemaName, parseSchemaId, schemaIdText } from './schema-id.js';
import { compareNames, type TypedValue } from './values.js';

export type FieldTypeName = TypedValue['type'];

/** A field of a schema. `type` is written as in a definition: `str`, `relation(venue_0020…)`. */
export interface SchemaField {
  name: string;
  type: string;
}

export interface Schema {
  id: string;
  /** By ascending names. */
  fields: readonly SchemaField[];
}

/** A schema's description has at most so many characters (PAN-SCH-003). */
export const MAX_DESCRIPTION = 256;

const BASIC_TYPES: readonly string[] = ['bool', 'int', 'float', 'bytes', 'str'];
const RELATION_TYPES: readonly string[] = [
  'relation',
  'relation_list',
  'pinned_relation',
  'pinned_relation_list',
];

/**
 * The type of a field, and the schema that a relation is to (PAN-TYP-001, PAN-TYP-002).
 *
 * @throws {Rejection} `FIELD_TYPE_INVALID`, also for a schema id that is none
 */
export function parseFieldType(
  profile: DataProfile,
  text: string,
): { type: FieldTypeName; schemaId: string | null } {
  if (BASIC_TYPES.includes(text)) return { type: text as FieldTypeName, schemaId: null };
  const relation = /^([a-z_]+)\((.*)\)$/s.exec(text);
  if (!relation || !RELATION_TYPES.includes(relation[1]!)) throw new Rejection('FIELD_TYPE_INVALID');
  if (rejectionOf(() => parseSchemaId(profile, relation[2]!))) throw new Rejection('FIELD_TYPE_INVALID');
  return { type: relation[1] as FieldTypeName, schemaId: relation[2]! };
}

/** The schemas that need no definition (PAN-SYS-001 to PAN-SYS-004). */
export const SYSTEM_SCHEMAS: readonly Schema[] = [
  {
    id: 'schema_definition_v1',
    fields: [
      { name: 'description', type: 'str' },
      { name: 'fields', type: 'pinned_relation_list(schema_field_definition_v1)' },
      { name: 'name', type: 'str' },
    ],
  },
  {
    id: 'schema_field_definition_v1',
    fields: [
      { name: 'name', type: 'str' },
      { name: 'type', type: 'str' },
    ],
  },
  {
    id: 'blob_v1',
    fields: [
      { name: 'length', type: 'int' },
      { name: 'mime_type', type: 'str' },
      { name: 'pieces', type: 'pinned_relation_list(blob_piece_v1)' },
    ],
  },
  { id: 'blob_piece_v1', fields: [{ name: 'data', type: 'bytes' }] },
];

/** The view of a document of `schema_definition_v1`. */
export interface Definition {
  viewId: readonly string[];
  name: string;
  description: string;
  /** View ids of field definitions. */
  fields: readonly (readonly string[])[];
}

/** The view of a document of `schema_field_definition_v1`. */
export interface FieldDefinition {
  viewId: readonly string[];
  name: string;
  type: string;
}

/** How many characters a text has: code points, not units of 16 bits. */
export const characters = (text: string): number => Array.from(text).length;

/**
 * The schema that a definition and the definitions of its fields make up (PAN-SCH-006 to PAN-SCH-010).
 *
 * @throws {Rejection}
 */
export function buildSchema(
  profile: DataProfile,
  definition: Definition,
  fieldDefinitions: readonly FieldDefinition[],
): Schema & { name: string; description: string } {
  const { viewId, name, description } = definition;
  checkViewId(profile, viewId);
  if (!isSchemaName(profile, name)) throw new Rejection('SCHEMA_NAME_INVALID');
  if (characters(description) > MAX_DESCRIPTION) throw new Rejection('SCHEMA_DESCRIPTION_TOO_LONG');
  if (definition.fields.length === 0) throw new Rejection('SCHEMA_FIELDS_EMPTY');
  if (definition.fields.length > MAX_FIELDS) throw new Rejection('SCHEMA_FIELDS_TOO_MANY');

  const fields: SchemaField[] = [];
  for (const wanted of definition.fields) {
    checkViewId(profile, wanted);
    const found = fieldDefinitions.find((field) => field.viewId.join('_') === wanted.join('_'));
    if (!found) throw new Rejection('FIELD_DEFINITION_MISSING');
    if (!isFieldName(found.name)) throw new Rejection('FIELD_NAME_INVALID');
    parseFieldType(profile, found.type);
    if (fields.some((field) => field.name === found.name)) throw new Rejection('SCHEMA_FIELD_REPEATED');
    fields.push({ name: found.name, type: found.type });
  }
  fields.sort((a, b) => compareNames(a.name, b.name));
  return { id: schemaIdText(name, viewId), name, description, fields };
}
