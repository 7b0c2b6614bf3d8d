import type {
  DataProfile,
  FieldTypeName,
  JsonSchema,
  OperationInputs,
  TypedField,
} from '../../../src/conformance/protocol.js';
import { DataEncoding } from './data-encoding.js';
import type { Operation, Plain } from './data-operations.js';
import { Refusal } from './refusal.js';

type BuildInput = OperationInputs['schema.build'];

export interface BuiltSchema {
  readonly schemaId: string;
  readonly name: string;
  readonly description: string;
  readonly fields: { name: string; type: string }[];
}

const field = (name: string, type: string) => ({ name, type });

/** Types of fields, building schemas, and holding operations against them. */
export class DataSchemas extends DataEncoding {
  readonly basicTypes: readonly string[] = ['bool', 'int', 'float', 'bytes', 'str'];
  readonly relationTypes: readonly string[] = [
    'relation',
    'relation_list',
    'pinned_relation',
    'pinned_relation_list',
  ];
  readonly maxDescription: number = 256;
  readonly maxPiece: number = 256_000;

  readonly systemSchemas: readonly JsonSchema[] = [
    {
      id: 'schema_definition_v1',
      fields: [
        field('description', 'str'),
        field('fields', 'pinned_relation_list(schema_field_definition_v1)'),
        field('name', 'str'),
      ],
    },
    { id: 'schema_field_definition_v1', fields: [field('name', 'str'), field('type', 'str')] },
    {
      id: 'blob_v1',
      fields: [
        field('length', 'int'),
        field('mime_type', 'str'),
        field('pieces', 'pinned_relation_list(blob_piece_v1)'),
      ],
    },
    { id: 'blob_piece_v1', fields: [field('data', 'bytes')] },
  ];

  /** A type's name, and what stands in parentheses behind it. */
  splitType(text: string): [name: string, schemaId: string | undefined] {
    const parts = /^([a-z_]+)\((.*)\)$/s.exec(text);
    return parts ? [parts[1]!, parts[2]!] : [text, undefined];
  }

  checkRelationSchema(profile: DataProfile, schemaId: string): void {
    try {
      this.parseSchemaId(profile, schemaId);
    } catch (error) {
      if (error instanceof Refusal) throw new Refusal('FIELD_TYPE_INVALID');
      throw error;
    }
  }

  parseFieldType(profile: DataProfile, text: string): FieldTypeName {
    const [name, schemaId] = this.splitType(text);
    const known = schemaId === undefined ? this.basicTypes : this.relationTypes;
    if (!known.includes(name)) throw new Refusal('FIELD_TYPE_INVALID');
    if (schemaId !== undefined) this.checkRelationSchema(profile, schemaId);
    return name as FieldTypeName;
  }

  characters(text: string): number {
    return Array.from(text).length;
  }

  checkSchemaName(profile: DataProfile, name: string): void {
    if (!this.isSchemaName(profile, name)) throw new Refusal('SCHEMA_NAME_INVALID');
  }

  checkDescription(description: string): void {
    if (this.characters(description) > this.maxDescription) throw new Refusal('SCHEMA_DESCRIPTION_TOO_LONG');
  }

  checkDefinedFieldName(name: string): void {
    if (!this.isFieldName(name)) throw new Refusal('FIELD_NAME_INVALID');
  }

  checkDefinedFieldCount(count: number): void {
    if (count > this.maxFields) throw new Refusal('SCHEMA_FIELDS_TOO_MANY');
  }

  isSameView(a: readonly string[], b: readonly string[]): boolean {
    return a.join() === b.join();
  }

  findDefinition(at: BuildInput['fields'], wanted: readonly string[]) {
    const found = at.find(({ viewId }) => this.isSameView(viewId, wanted));
    if (!found) throw new Refusal('FIELD_DEFINITION_MISSING');
    return found;
  }

  checkFieldRepeated(before: readonly { name: string }[], name: string): void {
    if (before.some((known) => known.name === name)) throw new Refusal('SCHEMA_FIELD_REPEATED');
  }

  sortedDefinitions<Field extends { name: string }>(fields: readonly Field[]): Field[] {
    return fields.toSorted((a, b) => this.compareNames(a.name, b.name));
  }

  checkDefinition(profile: DataProfile, definition: BuildInput['definition']): void {
    this.checkViewId(profile, definition.viewId);
    this.checkSchemaName(profile, definition.name);
    this.checkDescription(definition.description);
    if (definition.fields.length === 0) throw new Refusal('SCHEMA_FIELDS_EMPTY');
    this.checkDefinedFieldCount(definition.fields.length);
  }

  schemaIdFor({ name, viewId }: BuildInput['definition']): string {
    return [name, ...viewId].join('_');
  }

  buildSchema(profile: DataProfile, definition: BuildInput['definition'], at: BuildInput['fields']) {
    this.checkDefinition(profile, definition);
    const fields: { name: string; type: string }[] = [];
    for (const wanted of definition.fields) {
      this.checkViewId(profile, wanted);
      const { name, type } = this.findDefinition(at, wanted);
      this.checkDefinedFieldName(name);
      this.parseFieldType(profile, type);
      this.checkFieldRepeated(fields, name);
      fields.push({ name, type });
    }
    const { name, description } = definition;
    const built: BuiltSchema = {
      schemaId: this.schemaIdFor(definition),
      name,
      description,
      fields: this.sortedDefinitions(fields),
    };
    return built;
  }

  checkSchema(schemaId: string, schema: JsonSchema): void {
    if (schemaId !== schema.id) throw new Refusal('SCHEMA_MISMATCH');
  }

  fieldOf(schema: JsonSchema, name: string): { name: string; type: string } {
    const known = schema.fields.find((own) => own.name === name);
    if (!known) throw new Refusal('FIELD_UNKNOWN');
    return known;
  }

  /** Whether a plain value may be one of a type. */
  allows(type: FieldTypeName, plain: Plain): boolean {
    switch (type) {
      case 'relation':
        return plain.type === 'bytes';
      case 'relation_list':
      case 'pinned_relation':
        return plain.type === 'ids';
      case 'pinned_relation_list':
        return plain.type === 'id_lists' || (plain.type === 'ids' && (plain.value as string[]).length === 0);
      default:
        return plain.type === type;
    }
  }

  checkRelation(profile: DataProfile, id: string): void {
    this.checkId(profile, id);
  }

  checkPinned(profile: DataProfile, viewId: readonly string[]): void {
    this.checkViewId(profile, viewId);
  }

  checkPinnedList(profile: DataProfile, viewIds: readonly (readonly string[])[]): void {
    for (const viewId of viewIds) this.checkViewId(profile, viewId);
  }

  typedField(profile: DataProfile, name: string, type: FieldTypeName, plain: Plain): TypedField {
    if (!this.allows(type, plain)) throw new Refusal('FIELD_TYPE_MISMATCH');
    const { value } = plain;
    if (type === 'relation') this.checkRelation(profile, value as string);
    if (type === 'pinned_relation') this.checkPinned(profile, value as string[]);
    if (type === 'pinned_relation_list') this.checkPinnedList(profile, value as string[][]);
    return { name, type, value };
  }

  /** What a mime type's subtype may consist of. */
  subtypeParts(subtype: string): string[] {
    return subtype.split(/[.+|-]/);
  }

  isMimeType(text: string): boolean {
    const parts = text.split('/');
    if (parts.length !== 2 || !/^[a-z-]{1,12}$/.test(parts[0]!)) return false;
    const subparts = this.subtypeParts(parts[1]!);
    return (
      subparts.length <= 7 &&
      subparts.every((part) => /^[a-z0-9]{1,18}$/.test(part)) &&
      subparts.at(-1)!.length <= 16
    );
  }

  checkMimeType(text: string): void {
    if (!this.isMimeType(text)) throw new Refusal('MIME_TYPE_INVALID');
  }

  checkPieces(pieces: readonly unknown[]): void {
    if (pieces.length === 0) throw new Refusal('BLOB_PIECES_EMPTY');
  }

  checkPiece(length: number): void {
    if (length > this.maxPiece) throw new Refusal('BLOB_PIECE_TOO_LONG');
  }

  /** What the system schemas ask of a value. */
  checkSystemField(profile: DataProfile, schemaId: string, { name, value }: TypedField): void {
    const text = value as string;
    const list = value as readonly unknown[];
    switch (`${schemaId}.${name}`) {
      case 'schema_definition_v1.name':
        return this.checkSchemaName(profile, text);
      case 'schema_definition_v1.description':
        return this.checkDescription(text);
      case 'schema_definition_v1.fields':
        return this.checkDefinedFieldCount(list.length);
      case 'schema_field_definition_v1.name':
        return this.checkDefinedFieldName(text);
      case 'schema_field_definition_v1.type':
        return void this.parseFieldType(profile, text);
      case 'blob_v1.mime_type':
        return this.checkMimeType(text);
      case 'blob_v1.pieces':
        return this.checkPieces(list);
      case 'blob_piece_v1.data':
        return this.checkPiece(text.length / 2);
    }
  }

  checkMissing(operation: Operation, schema: JsonSchema): void {
    if (operation.action === 'create' && operation.fields!.length < schema.fields.length) {
      throw new Refusal('FIELD_MISSING');
    }
  }

  validateOperation(profile: DataProfile, operation: Operation, schema: JsonSchema): TypedField[] | null {
    this.checkSchema(operation.schemaId, schema);
    if (operation.fields === null) return null;
    const typed = operation.fields.map(({ name, ...plain }) => {
      const type = this.parseFieldType(profile, this.fieldOf(schema, name).type);
      const result = this.typedField(profile, name, type, plain);
      this.checkSystemField(profile, schema.id, result);
      return result;
    });
    this.checkMissing(operation, schema);
    return typed;
  }
}
