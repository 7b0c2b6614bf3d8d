import type { Action, FieldTypeName, JsonValue, PlainField, TypedField } from '../protocol.js';
import { fromHex, toHex } from './encoding.js';

/** A value as the package gives it: ids and their lists are hex. */
type PandaValue = boolean | bigint | number | string | Uint8Array | readonly (string | readonly string[])[];

/** The calls about operations. */
export interface OperationsPackage {
  OperationFields: new () => { insert(name: string, type: FieldTypeName, value: PandaValue): void };
  /** Takes the fields for good: they can't be used again. */
  encodeOperation(operation: {
    action: Action;
    schemaId: string;
    previous?: readonly string[];
    fields?: object;
  }): string;
  decodeOperation(hex: string): {
    action: Action;
    schemaId: string;
    previous?: readonly string[];
    fields?: ReadonlyMap<string, PandaValue>;
  };
}

/** Texts that name one fault and no other. */
export const OPERATION_REASONS = [
  [/unsupported operation version/, 'OPERATION_VERSION'],
  [/unknown operation action/, 'OPERATION_ACTION'],
  [/too many items for this operation action/, 'OPERATION_LENGTH'],
  [/missing (?:fields|previous) for this operation action/, 'OPERATION_LENGTH'],
  [/missing (?:version|action|schema id) field in operation format/, 'OPERATION_LENGTH'],
  [/expected sorted operation ids in document view id/, 'VIEW_ID_NOT_SORTED'],
  [/expected one or more operation ids/, 'VIEW_ID_EMPTY'],
  [/encountered (?:unsorted field name|duplicate field key)/, 'FIELDS_NOT_SORTED'],
  [/name contains too many or invalid characters/, 'SCHEMA_NAME_INVALID'],
  [/unsupported system schema/, 'SYSTEM_SCHEMA_UNKNOWN'],
  [/couldn't parse system schema version/, 'SCHEMA_ID_MALFORMED'],
  [/doesn't contain an underscore/, 'SCHEMA_ID_MALFORMED'],
  [/application schema id is missing a name/, 'SCHEMA_ID_MALFORMED'],
  [/out of range integral type conversion attempted/, 'INT_OUT_OF_RANGE'],
  [/expected 'previous' in UPDATE or DELETE operation/, 'PREVIOUS_MISSING'],
  [/unexpected 'previous' in CREATE operation/, 'PREVIOUS_UNEXPECTED'],
  [/expected 'fields' in CREATE or UPDATE operation/, 'FIELDS_MISSING'],
  [/unexpected 'fields' in DELETE operation/, 'FIELDS_UNEXPECTED'],
  [/failed to fill whole buffer/, 'CBOR_TRUNCATED'],
] as const;

function toPanda({ name, type, value }: TypedField): PandaValue {
  if (type === 'int') return BigInt(value as string);
  if (type === 'float') {
    const bytes = fromHex(value as string, `fields.${name}`);
    return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0);
  }
  return type === 'bytes' ? fromHex(value as string, `fields.${name}`) : value;
}

/** The fields of a request, as the package takes them. */
export function pandaFields(panda: OperationsPackage, fields: readonly TypedField[]): object {
  const given = new panda.OperationFields();
  for (const field of fields) given.insert(field.name, field.type, toPanda(field));
  return given;
}

function floatHex(value: number): string {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  if (Number.isNaN(value)) view.setUint16(0, 0x7ff8);
  else view.setFloat64(0, value);
  return toHex(bytes);
}

/** A field as the package decodes it, in the protocol's shape. */
export function plainField(name: string, value: PandaValue): PlainField {
  const of = (type: PlainField['type'], shown: JsonValue): PlainField => ({ name, type, value: shown });
  if (typeof value === 'boolean') return of('bool', value);
  if (typeof value === 'bigint') return of('int', String(value));
  if (typeof value === 'number') return of('float', floatHex(value));
  if (typeof value === 'string') return of('str', value);
  if (value instanceof Uint8Array) return of('bytes', toHex(value));
  const isOfLists = value.length > 0 && Array.isArray(value[0]);
  return of(isOfLists ? 'id_lists' : 'ids', value as JsonValue);
}
