import { attempt, Refusal, type Refused } from './refusal.js';
import { profileOf, type DataOptions, type DataProfile } from './profile.js';
import { quoted, readSchemaId } from './schema-id.js';

/** A field's type without the schema that a relation is to. */
export type FieldTypeName =
  | 'bool'
  | 'int'
  | 'float'
  | 'bytes'
  | 'str'
  | 'relation'
  | 'relation_list'
  | 'pinned_relation'
  | 'pinned_relation_list';

/** A field's type as a schema's definition has it (PAN-TYP-001). */
export type FieldTypeText =
  | 'bool'
  | 'int'
  | 'float'
  | 'bytes'
  | 'str'
  | `${'relation' | 'relation_list' | 'pinned_relation' | 'pinned_relation_list'}(${string})`;

/** A field's type, taken apart. */
export interface FieldType {
  readonly text: string;
  readonly name: FieldTypeName;
  /** Of a relation: the schema of the documents that it may name. */
  readonly schemaId?: string;
}

const BASIC: readonly string[] = ['bool', 'int', 'float', 'bytes', 'str'];
const RELATIONS: readonly string[] = ['relation', 'relation_list', 'pinned_relation', 'pinned_relation_list'];

/** @throws {Refusal} `FIELD_TYPE_INVALID` */
export function readFieldType(profile: DataProfile, text: string): FieldType {
  if (BASIC.includes(text)) return { text, name: text as FieldTypeName };
  const open = text.indexOf('(');
  const name = text.slice(0, open);
  if (open > 0 && text.endsWith(')') && RELATIONS.includes(name)) {
    const schemaId = text.slice(open + 1, -1);
    const read = attempt(() => readSchemaId(profile, schemaId));
    if (!('ok' in read)) return { text, name: name as FieldTypeName, schemaId };
    throw new Refusal('FIELD_TYPE_INVALID', `${quoted(text)} is no type of a field: ${read.message}`);
  }
  throw new Refusal('FIELD_TYPE_INVALID', `${quoted(text)} is no type of a field`);
}

/**
 * Takes a field's type apart (PAN-TYP-001, PAN-TYP-002).
 *
 * @example
 * const type = parseFieldType('relation(schema_definition_v1)');
 * if (type.ok) console.log(type.fieldType.name); // relation
 */
export function parseFieldType(
  text: string,
  options?: DataOptions,
): { readonly ok: true; readonly fieldType: FieldType } | Refused {
  if (typeof text !== 'string') throw new TypeError('text must be a string');
  const profile = profileOf(options);
  return attempt(() => ({ ok: true, fieldType: readFieldType(profile, text) }));
}
