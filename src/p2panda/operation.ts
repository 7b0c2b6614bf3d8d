import { checkBytes, checkObject } from '../bamboo/arguments.js';
import { OperationFields, type PlainValue } from './fields.js';
import type { DocumentViewId } from './ids.js';

/** In the order of their numbers (PAN-OPR-004). */
export const ACTIONS = ['create', 'update', 'delete'] as const;

/** What an operation does to a document. */
export type Action = (typeof ACTIONS)[number];

/** A schema has at most so many fields, and so has an operation in `p2panda` (PAN-OPR-013). */
export const MAX_FIELDS = 1024;

/** An operation as it is decoded, its values without types. Bytes in it are views of the operation's. */
export type DecodedOperation =
  | {
      readonly action: 'create';
      readonly schemaId: string;
      readonly previous: undefined;
      readonly fields: OperationFields;
    }
  | {
      readonly action: 'update';
      readonly schemaId: string;
      readonly previous: DocumentViewId;
      readonly fields: OperationFields;
    }
  | {
      readonly action: 'delete';
      readonly schemaId: string;
      readonly previous: DocumentViewId;
      readonly fields: undefined;
    };

/**
 * A decoded operation that a caller hands over.
 *
 * @throws {TypeError} for what `decodeOperation` did not make
 */
export function checkDecoded(value: unknown): DecodedOperation {
  const { action, schemaId, previous, fields } = checkObject(value, 'operation');
  const isGood =
    (ACTIONS as readonly unknown[]).includes(action) &&
    typeof schemaId === 'string' &&
    (action === 'create' ? previous === undefined : Array.isArray(previous) && previous.length > 0) &&
    (action === 'delete' ? fields === undefined : fields instanceof OperationFields);
  if (!isGood) throw new TypeError('operation must be what decodeOperation gives, or its bytes');
  if (previous !== undefined) {
    (previous as unknown[]).forEach((id, i) => checkBytes(id, () => `operation.previous[${i}]`, 34));
  }
  return value as DecodedOperation;
}

/** What a value is, in words. */
export function typeOfValue(value: PlainValue): string {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return 'float';
  if (typeof value === 'string') return 'str';
  if (value instanceof Uint8Array) return 'bytes';
  return value.length > 0 && Array.isArray(value[0]) ? 'id_lists' : 'ids';
}
