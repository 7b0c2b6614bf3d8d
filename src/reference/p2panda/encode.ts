import { concatBytes } from '../bytes.js';
import { Rejection } from '../rejection.js';
import { encodeHead } from './canonical-cbor.js';
import { decodeOperation } from './decode.js';
import { checkViewId } from './ids.js';
import { ACTIONS, isFieldName, MAX_FIELDS, type Operation } from './operation.js';
import type { DataProfile } from './profile.js';
import { parseSchemaId } from './schema-id.js';
import { compareNames, encodeIds, encodeText, encodeValue, type TypedValue } from './values.js';

/**
 * Encodes an operation (PAN-OPR-001 to PAN-OPR-014).
 *
 * @throws {Rejection} for what decoding would reject, and `…_MISSING`, `…_UNEXPECTED`
 */
export function encodeOperation(profile: DataProfile, operation: Operation<TypedValue>): Uint8Array {
  const { action, previous, fields } = operation;
  const parts = [
    encodeHead(0, 1n),
    encodeHead(0, BigInt(ACTIONS.indexOf(action))),
    encodeText(parseSchemaId(profile, operation.schemaId).text),
  ];
  if (action === 'create') {
    if (previous) throw new Rejection('PREVIOUS_UNEXPECTED');
  } else {
    if (!previous) throw new Rejection('PREVIOUS_MISSING');
    parts.push(encodeIds(checkViewId(profile, previous)));
  }
  if (action === 'delete') {
    if (fields) throw new Rejection('FIELDS_UNEXPECTED');
  } else {
    if (!fields) throw new Rejection('FIELDS_MISSING');
    if (profile === 'p2panda' && fields.length === 0) throw new Rejection('FIELDS_EMPTY');
    if (profile === 'p2panda' && fields.length > MAX_FIELDS) throw new Rejection('FIELDS_TOO_MANY');
    if (new Set(fields.map(({ name }) => name)).size < fields.length) {
      throw new Rejection('FIELDS_NOT_SORTED');
    }
    const map = [encodeHead(5, BigInt(fields.length))];
    for (const field of fields.toSorted((a, b) => compareNames(a.name, b.name))) {
      if (profile === 'p2panda' && !isFieldName(field.name)) throw new Rejection('FIELD_NAME_INVALID');
      map.push(encodeText(field.name), encodeValue(field));
    }
    parts.push(concatBytes(...map));
  }
  const encoded = concatBytes(encodeHead(4, BigInt(parts.length)), ...parts);
  decodeOperation(profile, encoded);
  return encoded;
}
