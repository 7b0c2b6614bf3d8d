import { Rejection } from '../rejection.js';
import { checkViewId, checkOperationId, ID_LENGTH } from './ids.js';
import type { DataProfile } from './profile.js';

/** Names of the system schemas (PAN-SID-004). */
export const SYSTEM_SCHEMAS = ['schema_definition', 'schema_field_definition', 'blob', 'blob_piece'];

export interface SchemaId {
  /** The id as it is written. */
  text: string;
  name: string;
  /** Of a system schema. */
  version: number | null;
  /** Of an application schema: the view of its definition, hex. */
  viewId: readonly string[] | null;
}

/** PAN-SCH-002: 1 to 64 letters, digits and underscores, a letter first and no underscore last; 2 to 64 in 0.8.1. */
export function isSchemaName(profile: DataProfile, name: string): boolean {
  if (profile === 'p2panda-compat' && name.length < 2) return false;
  return name.length <= 64 && /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && !name.endsWith('_');
}

/**
 * PAN-SID-001 to PAN-SID-007. An id whose last part begins with `v` is a system schema's.
 *
 * @throws {Rejection} `SCHEMA_ID_MALFORMED` `SYSTEM_SCHEMA_UNKNOWN` `SCHEMA_NAME_INVALID` `OPERATION_ID_INVALID`
 *   `VIEW_ID_NOT_SORTED`
 */
export function parseSchemaId(profile: DataProfile, text: string, offset?: number): SchemaId {
  const underscore = text.lastIndexOf('_');
  if (underscore < 0) throw new Rejection('SCHEMA_ID_MALFORMED', offset);
  if (text[underscore + 1] === 'v') {
    return parseSystemId(profile, text.slice(0, underscore), text.slice(underscore + 2), offset);
  }

  // Ids from the end on; what is no longer than one of them is the name, which may have underscores too.
  const ids: string[] = [];
  let rest = text;
  do {
    const at = rest.lastIndexOf('_');
    if (at < 0) break;
    ids.unshift(checkOperationId(profile, rest.slice(at + 1), offset).toLowerCase());
    rest = rest.slice(0, at);
  } while (rest.length >= 2 * ID_LENGTH);
  if (rest === '') throw new Rejection('SCHEMA_ID_MALFORMED', offset);
  if (!isSchemaName(profile, rest)) throw new Rejection('SCHEMA_NAME_INVALID', offset);
  return { text, name: rest, version: null, viewId: checkViewId(profile, ids, offset) };
}

function parseSystemId(profile: DataProfile, name: string, digits: string, offset?: number): SchemaId {
  const form = profile === 'p2panda' ? /^(?:0|[1-9][0-9]*)$/ : /^\+?[0-9]+$/;
  if (!form.test(digits)) throw new Rejection('SCHEMA_ID_MALFORMED', offset);
  const version = Number(digits);
  if (profile === 'p2panda-compat' && version > 255) throw new Rejection('SCHEMA_ID_MALFORMED', offset);
  if (!SYSTEM_SCHEMAS.includes(name)) throw new Rejection('SYSTEM_SCHEMA_UNKNOWN', offset);
  if (profile === 'p2panda' && version !== 1) throw new Rejection('SYSTEM_SCHEMA_UNKNOWN', offset);
  return { text: `${name}_v${version}`, name, version, viewId: null };
}

/** The id of an application schema (PAN-SID-002). */
export function schemaIdText(name: string, viewId: readonly string[]): string {
  return [name, ...viewId].join('_');
}
