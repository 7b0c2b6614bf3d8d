import { checkString } from '../bamboo/arguments.js';
import {
  ID_LENGTH,
  checkAscends,
  checkViewIdLength,
  idFromHex,
  viewIdText,
  type DocumentViewId,
} from './ids.js';
import { profileOf, type DataOptions, type DataProfile } from './profile.js';
import { attempt, Refusal, type Refused } from './refusal.js';

/** Names of the system schemas (PAN-SID-004). */
export const SYSTEM_SCHEMA_NAMES: readonly string[] = [
  'schema_definition',
  'schema_field_definition',
  'blob',
  'blob_piece',
];

/** A schema's id, taken apart. */
export type SchemaId =
  | {
      readonly kind: 'system';
      /** The id as it is written: `schema_definition_v1`. */
      readonly text: string;
      readonly name: string;
      readonly version: number;
    }
  | {
      readonly kind: 'application';
      /** `venue_0020…`, with an id for each tip of the definition's view. */
      readonly text: string;
      readonly name: string;
      /** The view of the schema's definition. */
      readonly viewId: DocumentViewId;
    };

/** A letter first, then letters, digits and underscores, `min` to 64 of them all. */
export function isName(name: string, min: number): boolean {
  const { length } = name;
  if (length < min || length > 64) return false;
  for (let i = 0; i < length; i++) {
    const code = name.charCodeAt(i);
    const isLetter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
    if (!isLetter && (i === 0 || !((code >= 0x30 && code <= 0x39) || code === 0x5f))) return false;
  }
  return true;
}

/** Whether a schema may have this name (PAN-SCH-002): in p2panda 0.8.1 it has two characters at least. */
export function isSchemaName(profile: DataProfile, name: string): boolean {
  return isName(name, profile === 'p2panda' ? 1 : 2) && !name.endsWith('_');
}

/** @throws {Refusal} `SCHEMA_NAME_INVALID` */
export function checkSchemaName(profile: DataProfile, name: string, offset?: number): string {
  if (isSchemaName(profile, name)) return name;
  const least = profile === 'p2panda' ? '1' : '2';
  const form = `${least} to 64 letters, digits and underscores, a letter first and no underscore last`;
  throw new Refusal('SCHEMA_NAME_INVALID', `a schema's name has ${form}: ${quoted(name)}`, offset);
}

/** @throws {Refusal} `FIELD_NAME_INVALID` (PAN-SCH-005) */
export function checkFieldName(name: string, offset?: number): void {
  if (isName(name, 1)) return;
  const form = '1 to 64 letters, digits and underscores, a letter first';
  throw new Refusal('FIELD_NAME_INVALID', `a field's name has ${form}: ${quoted(name)}`, offset);
}

/** The beginning of a text from outside, for a message. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

/** @throws {Refusal} for what is no schema id */
export function readSchemaId(profile: DataProfile, text: string, offset?: number): SchemaId {
  const malformed = (why: string) =>
    new Refusal('SCHEMA_ID_MALFORMED', `${quoted(text)} is no schema id: ${why}`, offset);
  const underscore = text.lastIndexOf('_');
  if (underscore < 0) throw malformed('it has no underscore');
  if (text.charCodeAt(underscore + 1) === 0x76) {
    const name = text.slice(0, underscore);
    const digits = text.slice(underscore + 2);
    const form = profile === 'p2panda' ? /^(?:0|[1-9][0-9]*)$/ : /^\+?[0-9]+$/;
    const version = Number(digits);
    if (!form.test(digits) || (profile === 'p2panda-compat' && version > 255)) {
      throw malformed('its version is no number');
    }
    if (!SYSTEM_SCHEMA_NAMES.includes(name) || (profile === 'p2panda' && version !== 1)) {
      throw new Refusal('SYSTEM_SCHEMA_UNKNOWN', `there is no system schema ${quoted(text)}`, offset);
    }
    return { kind: 'system', text: `${name}_v${version}`, name, version };
  }

  // From the end on; what is shorter than an id is the name, which may have underscores too (PAN-SID-003).
  const ids: Uint8Array[] = [];
  let end = text.length;
  do {
    const at = text.lastIndexOf('_', end - 1);
    if (at < 0 || end === 0) break;
    ids.push(idFromHex(profile, text.slice(at + 1, end), offset));
    end = at;
  } while (end >= 2 * ID_LENGTH);
  ids.reverse();
  const name = text.slice(0, end);
  if (name === '') throw malformed('it has no name');
  checkSchemaName(profile, name, offset);
  checkViewIdLength(profile, ids.length, offset);
  for (let i = 1; i < ids.length; i++) checkAscends(ids[i - 1]!, ids[i]!, offset);
  return { kind: 'application', text, name, viewId: ids };
}

/**
 * Takes a schema's id apart (PAN-SID-001 to PAN-SID-007).
 *
 * @param text as in `schema_definition_v1` or `venue_0020…`
 * @returns the id's parts, or why it is none
 * @example
 * const id = parseSchemaId('blob_piece_v1');
 * if (id.ok) console.log(id.schemaId.name, id.schemaId.kind); // blob_piece system
 */
export function parseSchemaId(
  text: string,
  options?: DataOptions,
): { readonly ok: true; readonly schemaId: SchemaId } | Refused {
  checkString(text, 'text');
  const profile = profileOf(options);
  return attempt(() => ({ ok: true, schemaId: readSchemaId(profile, text) }));
}

/**
 * The id of an application schema: its name, and the view of its definition (PAN-SID-002).
 *
 * @example schemaIdText('venue', [id]) // 'venue_0020…'
 */
export function schemaIdText(name: string, viewId: DocumentViewId): string {
  return `${checkString(name, 'name')}_${viewIdText(viewId)}`;
}
