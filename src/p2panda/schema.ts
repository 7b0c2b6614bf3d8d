import { checkObject, checkString } from '../bamboo/arguments.js';
import { encodeOperation } from './encode.js';
import { readFieldType, type FieldType } from './field-type.js';
import { compareNames, type OperationFields, type PlainValue } from './fields.js';
import { checkViewId, viewId, viewIdText, type DocumentViewId } from './ids.js';
import { decodeOperation } from './decode.js';
import { checkDecoded, type Action, type DecodedOperation } from './operation.js';
import { profileOf, type DataOptions, type DataProfile } from './profile.js';
import { attempt, orThrow, Refusal, UnwritableError, type Refused } from './refusal.js';
import { checkFieldName, checkSchemaName, readSchemaId, schemaIdText, type SchemaId } from './schema-id.js';
import type { FieldsOf, FieldTypes, TypedOperation } from './typed.js';
import { checkAgainst, checkDescription, checkFieldCount } from './validate.js';

/** A field of a schema. */
export interface SchemaField {
  readonly name: string;
  readonly type: FieldType;
}

/** What a schema's definition says: the view of a document of `schema_definition_v1`. */
export interface SchemaDefinition {
  readonly viewId: DocumentViewId;
  readonly name: string;
  readonly description: string;
  /** View ids of the fields' definitions. */
  readonly fields: readonly DocumentViewId[];
}

/** What a field's definition says: the view of a document of `schema_field_definition_v1`. */
export interface SchemaFieldDefinition {
  readonly viewId: DocumentViewId;
  readonly name: string;
  readonly type: string;
}

/**
 * An operation as it is decoded; `Operation<typeof schema>` is one of a schema, whose fields have the types of the schema's.
 *
 * @example
 * const venue = defineSchema('venue_0020…', { name: 'str', seats: 'int' });
 * const checked = venue.decode(bytes);
 * if (checked.ok && checked.operation.action === 'create') {
 *   const { operation }: { operation: Operation<typeof venue> } = checked;
 * }
 */
export type Operation<S = undefined> =
  S extends Schema<infer Fields> ? TypedOperation<Fields> : DecodedOperation;

/** All fields of a document of a schema. */
export type DocumentFields<S> = S extends Schema<infer Fields> ? FieldsOf<Fields> : never;

/**
 * What documents look like: the names and types of their fields. Made by {@link defineSchema}, {@link buildSchema}, or one of
 * {@link SYSTEM_SCHEMAS}.
 */
export class Schema<Fields extends FieldTypes = FieldTypes> {
  readonly id: string;
  /** The id, taken apart. */
  readonly schemaId: SchemaId;
  readonly description: string;
  readonly profile: DataProfile;
  /** @internal */
  readonly names: readonly string[];
  /** @internal */
  readonly types: readonly FieldType[];

  /** @internal */
  constructor(
    profile: DataProfile,
    schemaId: SchemaId,
    fields: readonly (readonly [name: string, type: string])[],
    description: string,
  ) {
    if (fields.length === 0) throw new Refusal('SCHEMA_FIELDS_EMPTY', 'a schema has one field at least');
    checkFieldCount(fields.length);
    const sorted = [...fields].sort(([a], [b]) => compareNames(a, b));
    for (const [name] of sorted) checkFieldName(name);
    for (let i = 1; i < sorted.length; i++) {
      if (sorted[i - 1]![0] !== sorted[i]![0]) continue;
      throw new Refusal('SCHEMA_FIELD_REPEATED', `two fields have the name ${sorted[i]![0]}`);
    }
    this.profile = profile;
    this.schemaId = schemaId;
    this.id = schemaId.text;
    this.description = description;
    this.names = sorted.map(([name]) => name);
    this.types = sorted.map(([, type]) => readFieldType(profile, type));
  }

  /** The name in the id. */
  get name(): string {
    return this.schemaId.name;
  }

  /** The fields, by ascending names. */
  get fields(): readonly SchemaField[] {
    return this.names.map((name, i) => ({ name, type: this.types[i]! }));
  }

  /** The type of a field; `undefined` where there is none. */
  typeOf(name: string): FieldType | undefined {
    const at = this.names.indexOf(name);
    return at < 0 ? undefined : this.types[at];
  }

  /**
   * Holds an operation against the schema (PAN-VAL-001 to PAN-VAL-005).
   *
   * @returns the operation with its values typed, or why it is not of this schema
   */
  validate(
    operation: DecodedOperation,
  ): { readonly ok: true; readonly operation: TypedOperation<Fields> } | Refused {
    return this.#hold(checkDecoded(operation));
  }

  #hold(
    operation: DecodedOperation,
  ): { readonly ok: true; readonly operation: TypedOperation<Fields> } | Refused {
    return attempt(() => {
      checkAgainst(this.profile, operation, this);
      return { ok: true, operation: typedOperation<Fields>(operation) };
    });
  }

  /** Decodes an operation and holds it against the schema. */
  decode(bytes: Uint8Array): { readonly ok: true; readonly operation: TypedOperation<Fields> } | Refused {
    const decoded = decodeOperation(bytes, { profile: this.profile });
    return decoded.ok ? this.#hold(decoded.operation) : decoded;
  }

  /**
   * The bytes of an operation that creates a document.
   *
   * @param fields all of the schema's; the ids of a pinned relation in any order
   * @throws {UnwritableError} for values that the schema does not allow
   */
  create(fields: FieldsOf<Fields>): Uint8Array {
    const given = Object.entries(checkFields(fields)) as [string, PlainValue][];
    return this.#encode({ action: 'create', fields: given });
  }

  /**
   * The bytes of an operation that changes some fields of a document.
   *
   * @param previous the view that it is made on, as a document's `viewId` has it
   * @throws {UnwritableError} for values that the schema does not allow
   */
  update(previous: DocumentViewId, fields: Partial<FieldsOf<Fields>>): Uint8Array {
    const given = Object.entries(checkFields(fields)).filter(([, value]) => value !== undefined);
    return this.#encode({ action: 'update', previous, fields: given as [string, PlainValue][] });
  }

  /** The bytes of an operation that deletes a document. */
  delete(previous: DocumentViewId): Uint8Array {
    return this.#encode({ action: 'delete', previous });
  }

  #encode({
    action,
    previous,
    fields,
  }: {
    action: Action;
    previous?: DocumentViewId;
    fields?: [string, PlainValue][];
  }): Uint8Array {
    for (const field of fields ?? []) {
      const [name, value] = field;
      if (!Array.isArray(value) || value.length === 0) continue;
      if (this.typeOf(name)?.name === 'pinned_relation') field[1] = viewId(value as readonly Uint8Array[]);
    }
    const bytes = encodeOperation({ action, previous, fields, schemaId: this.id }, { profile: this.profile });
    // What was written is read again: so nothing is signed that others refuse.
    const result = this.decode(bytes);
    if (!result.ok) throw new UnwritableError(result);
    return bytes;
  }

  toString(): string {
    return this.id;
  }
}

function checkFields(fields: object): object {
  checkObject(fields, 'fields');
  if (Symbol.iterator in fields) throw new TypeError('fields must be an object with a value by each name');
  return fields;
}

/**
 * A schema that is to be known beside others.
 *
 * @param knownOf the schema of an id that is known already, beside the system schemas
 * @throws {TypeError} for what is no schema
 * @throws {RangeError} for one of another profile, or one that says otherwise than a known one
 */
export function checkSchema(
  value: unknown,
  profile?: DataProfile,
  knownOf?: (id: string) => Schema | undefined,
): Schema {
  if (!(value instanceof Schema)) throw new TypeError('schema must be one of defineSchema or buildSchema');
  const schema = value as Schema;
  if (profile !== undefined && schema.profile !== profile) {
    throw new RangeError(`the schema ${schema.id} is of the profile ${schema.profile}, not of ${profile}`);
  }
  const other = knownOf?.(schema.id) ?? systemSchema(schema.id, schema.profile);
  const isSame = ({ names, types }: Schema) =>
    names.join() === schema.names.join() && types.every(({ text }, i) => text === schema.types[i]!.text);
  if (other !== undefined && !isSame(other)) {
    throw new RangeError(`the schema ${schema.id} is known already, with other fields`);
  }
  return schema;
}

/** The same operation; its fields become an object, by whose names values are read. */
function typedOperation<Fields extends FieldTypes>(operation: DecodedOperation): TypedOperation<Fields> {
  const { action, schemaId, previous, fields } = operation;
  return { action, schemaId, previous, fields: fields && recordOf(fields) } as TypedOperation<Fields>;
}

export function recordOf(fields: OperationFields): Record<string, PlainValue> {
  const record: Record<string, PlainValue> = {};
  const { names, values } = fields;
  for (let i = 0; i < names.length; i++) record[names[i]!] = values[i]!;
  return record;
}

/**
 * A schema written in TypeScript, from whose types those of operations and documents follow.
 *
 * @param id the schema's id, `venue_0020…`: its name, and the view of its definition
 * @param fields each field's name with its type
 * @throws {UnwritableError} for an id, a name or a type that is none
 * @example
 * const venue = defineSchema('venue_0020…', { name: 'str', seats: 'int', city: 'relation(city_0020…)' });
 * venue.create({ name: 'Kraftwerk', seats: 120n, city: cityId });
 * type Venue = DocumentFields<typeof venue>; // { name: string; seats: bigint; city: Uint8Array }
 */
export function defineSchema<const Fields extends FieldTypes>(
  id: string,
  fields: Fields,
  options?: DataOptions & { readonly description?: string },
): Schema<Fields> {
  checkString(id, 'id');
  checkObject(fields, 'fields');
  for (const [name, type] of Object.entries(fields)) checkString(type, () => `fields.${name}`);
  const profile = profileOf(options);
  return orThrow(() => {
    const description = options?.description ?? '';
    checkDescription(description);
    return new Schema<Fields>(profile, readSchemaId(profile, id), Object.entries(fields), description);
  });
}

/**
 * The schema that the view of a definition, and those of its fields' definitions, make up (PAN-SCH-001 to PAN-SCH-010).
 *
 * @param fieldDefinitions those that the definition names; others are left out
 * @returns the schema, or why they make up none
 */
export function buildSchema(
  definition: SchemaDefinition,
  fieldDefinitions: Iterable<SchemaFieldDefinition>,
  options?: DataOptions,
): { readonly ok: true; readonly schema: Schema } | Refused {
  const profile = profileOf(options);
  return attempt(() => {
    const { viewId, name, description } = definition;
    checkViewId(profile, viewId);
    checkSchemaName(profile, name);
    checkDescription(description);
    checkFieldCount(definition.fields.length);
    const known = new Map<string, SchemaFieldDefinition>();
    for (const field of fieldDefinitions) known.set(viewIdText(field.viewId), field);
    const fields = definition.fields.map((wanted): [string, string] => {
      checkViewId(profile, wanted);
      const field = known.get(viewIdText(wanted));
      if (field !== undefined) return [field.name, field.type];
      throw new Refusal(
        'FIELD_DEFINITION_MISSING',
        `no definition of a field has the view ${viewIdText(wanted)}`,
      );
    });
    const id: SchemaId = { kind: 'application', text: schemaIdText(name, viewId), name, viewId };
    return { ok: true, schema: new Schema(profile, id, fields, description) };
  });
}

const system = <const Fields extends FieldTypes>(id: string, fields: Fields) => defineSchema(id, fields);

/** The schemas that need no definition, by their ids (PAN-SYS-001 to PAN-SYS-004). */
export const SYSTEM_SCHEMAS = {
  schema_definition_v1: system('schema_definition_v1', {
    description: 'str',
    fields: 'pinned_relation_list(schema_field_definition_v1)',
    name: 'str',
  }),
  schema_field_definition_v1: system('schema_field_definition_v1', { name: 'str', type: 'str' }),
  blob_v1: system('blob_v1', {
    length: 'int',
    mime_type: 'str',
    pieces: 'pinned_relation_list(blob_piece_v1)',
  }),
  blob_piece_v1: system('blob_piece_v1', { data: 'bytes' }),
};

/** Those of `p2panda-compat`, as they are asked for. */
const compatSystemSchemas = new Map<string, Schema>();

/** A system schema by its id, in a profile; `undefined` for any other id. */
export function systemSchema(id: string, profile: DataProfile): Schema | undefined {
  profileOf({ profile });
  if (!Object.hasOwn(SYSTEM_SCHEMAS, id)) return undefined;
  const schema = SYSTEM_SCHEMAS[id as keyof typeof SYSTEM_SCHEMAS] as unknown as Schema;
  if (profile !== 'p2panda-compat') return schema;
  let inCompat = compatSystemSchemas.get(id);
  if (inCompat === undefined) {
    const fields = schema.fields.map(({ name, type }) => [name, type.text]);
    inCompat = defineSchema(id, Object.fromEntries(fields) as FieldTypes, { profile });
    compatSystemSchemas.set(id, inCompat);
  }
  return inCompat;
}
