import { layoutOf, type FieldName, type FieldRange } from '../bamboo/layout.js';
import {
  decodeEntry,
  lipmaa,
  PROFILES,
  verifyEntry,
  type Profile,
  type Reason,
  type Verdict,
} from '../index.js';
import { hexInShort, hexInShortToJson, hexOf } from './hex.js';
import type { Row } from './row.js';

/** What is known of an entry in one profile. */
export interface EntryInspection {
  readonly profile: Profile;
  readonly bytes: Uint8Array;
  readonly fields: readonly FieldRange[];
  readonly verdict: Verdict;
  /** The field that the reason is about. */
  readonly fault: FieldRange | undefined;
}

/** Fields that reasons are about which name no byte; with all others it is the signature. */
const FIELD_OF: Partial<Record<Reason, FieldName>> = {
  SMALL_ORDER_AUTHOR: 'author',
  PAYLOAD_SIZE_MISMATCH: 'payload size',
  PAYLOAD_HASH_MISMATCH: 'payload hash',
};

/** Whether a field is of no length that is known: all the rest of the input. */
const isRest = ({ name }: FieldRange): boolean => name === 'not read' || name === 'after the signature';

function fieldAtFault(fields: readonly FieldRange[], verdict: Verdict): FieldRange | undefined {
  if (verdict.ok) return undefined;
  const { offset, reason } = verdict;
  if (offset === undefined) {
    const name = FIELD_OF[reason] ?? 'signature';
    return fields.find((field) => field.name === name);
  }
  return fields.find(({ start, end }) => start <= offset && offset < end) ?? fields.at(-1);
}

/** What an entry is held against. */
export interface EntryChecks {
  /** Whether an author of small order is refused. */
  readonly strictKeys?: boolean;
  /** `undefined` where it is not at hand. */
  readonly payload?: Uint8Array | undefined;
}

/** Decodes an entry and checks its signature, and its payload where there is one. */
export function inspectEntry(
  bytes: Uint8Array,
  profile: Profile,
  { strictKeys = false, payload }: EntryChecks = {},
): EntryInspection {
  const fields = layoutOf(bytes, profile, lipmaa);
  const decoded = decodeEntry(bytes, { profile });
  const verdict = decoded.ok ? verifyEntry(bytes, { profile, strictKeys, payload }) : decoded;
  return { profile, bytes, fields, verdict, fault: fieldAtFault(fields, verdict) };
}

/** How far an entry could be read. */
function progressOf({ verdict, bytes }: EntryInspection): number {
  return verdict.ok || verdict.offset === undefined ? bytes.length + 1 : verdict.offset;
}

/** The profile that gets further is the one that was meant. */
export function inspectGuessing(bytes: Uint8Array): EntryInspection {
  const inspections = PROFILES.map((profile) => inspectEntry(bytes, profile));
  return inspections.reduce((a, b) => (progressOf(b) > progressOf(a) ? b : a));
}

function valueOf(bytes: Uint8Array, range: FieldRange): string {
  const { name, start, end, integer } = range;
  if (start === end) return '(no bytes left)';
  const field = bytes.subarray(start, end);
  if (isRest(range)) return hexInShort(field);
  const hex = hexOf(field);
  if (integer !== undefined) return `${integer.toString()}  (${hex})`;
  if (name !== 'tag') return hex;
  const meaning = field[0] === 0 ? 'an entry' : field[0] === 1 ? 'the last entry of its log' : 'no known tag';
  return `${hex}  ${meaning}`;
}

/** The fields as rows. @param base what to count the entry's first byte as, where it stands in something else */
export function rowsOf({ bytes, fields, verdict, fault }: EntryInspection, base = 0): Row[] {
  return fields.map((field): Row => {
    const { name, start, end, cutOff, requirement } = field;
    const row = {
      start: base + start,
      end: base + end,
      name,
      value: valueOf(bytes, field),
      requirement,
      notes: cutOff && end > start ? ['… the input ends here'] : [],
      unread: name === 'not read',
    };
    if (field !== fault || verdict.ok) return row;
    const at = verdict.offset === undefined ? '' : ` at byte ${base + verdict.offset}`;
    return { ...row, fault: `${verdict.reason}${at} (${verdict.requirement})` };
  });
}

/** The fields for JSON. Of what has no known length `bytes` may be cut; then `length` and `omitted` say so. */
export function fieldsToJson({ bytes, fields }: EntryInspection, base = 0): object[] {
  return fields.map((field) => {
    const { name, start, end, cutOff, integer, requirement } = field;
    const value = bytes.subarray(start, end);
    return {
      name,
      start: base + start,
      end: base + end,
      ...(isRest(field) ? hexInShortToJson(value) : { bytes: hexOf(value) }),
      ...(integer === undefined ? {} : { integer: integer.toString() }),
      ...(cutOff ? { cutOff } : {}),
      requirement,
    };
  });
}

/** An entry for JSON. */
export function entryToJson(inspection: EntryInspection): object {
  const { profile, bytes, verdict, fault } = inspection;
  return {
    type: 'entry',
    profile,
    length: bytes.length,
    fields: fieldsToJson(inspection),
    verdict: verdict.ok
      ? { ok: true, hash: hexOf(verdict.hash) }
      : { ...verdict, ...(fault ? { field: fault.name } : {}) },
  };
}
