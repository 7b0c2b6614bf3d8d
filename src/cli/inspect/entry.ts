import pc from 'picocolors';
import { layoutOf, type FieldRange } from '../../bamboo/layout.js';
import { wrap } from '../../conformance/report/layout.js';
import { decodeEntry, lipmaa, PROFILES, verifyEntry, type Profile, type Verdict } from '../../index.js';
import { hexOf } from './hex.js';
import { drawLabelled, drawRows, type Row } from './table.js';

/** What is known of an entry in one profile. */
export interface EntryInspection {
  readonly profile: Profile;
  readonly bytes: Uint8Array;
  readonly fields: readonly FieldRange[];
  readonly verdict: Verdict;
  /** The field that the reason is about. */
  readonly fault: FieldRange | undefined;
}

function fieldAtFault(fields: readonly FieldRange[], verdict: Verdict): FieldRange | undefined {
  if (verdict.ok) return undefined;
  const { offset, reason } = verdict;
  if (offset === undefined) {
    const name = reason === 'SMALL_ORDER_AUTHOR' ? 'author' : 'signature';
    return fields.find((field) => field.name === name);
  }
  return fields.find(({ start, end }) => start <= offset && offset < end) ?? fields.at(-1);
}

/** Decodes an entry and checks its signature. @param strictKeys whether an author of small order is refused */
export function inspectEntry(bytes: Uint8Array, profile: Profile, strictKeys = false): EntryInspection {
  const fields = layoutOf(bytes, profile, lipmaa);
  const decoded = decodeEntry(bytes, { profile });
  const verdict = decoded.ok ? verifyEntry(bytes, { profile, strictKeys }) : decoded;
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

function valueOf(bytes: Uint8Array, { name, start, end, integer }: FieldRange): string {
  if (start === end) return '(no bytes left)';
  const field = bytes.subarray(start, end);
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

/** An entry as text, at most `width` columns wide. */
export function drawEntry(inspection: EntryInspection, guessed: boolean, width: number): string[] {
  const { profile, bytes, verdict } = inspection;
  const title = `${bytes.length} bytes, profile ${profile}${guessed ? ' (guessed: --profile chooses)' : ''}`;
  const lines = [...wrap(title, width), '', ...drawRows(rowsOf(inspection), width), ''];
  if (!verdict.ok) {
    const said = `Rejected: ${verdict.reason}, which breaks ${verdict.requirement}.`;
    return [...lines, ...wrap(said, width).map(pc.red)];
  }
  return [
    ...lines,
    ...drawLabelled('hash', hexOf(verdict.hash), width),
    ...wrap('The entry decodes and its signature is valid.', width).map(pc.green),
    ...wrap('Its payload and the entries it links to were not at hand.', width),
  ];
}

/** The fields for JSON. */
export function fieldsToJson({ bytes, fields }: EntryInspection, base = 0): object[] {
  return fields.map(({ name, start, end, cutOff, integer, requirement }) => ({
    name,
    start: base + start,
    end: base + end,
    bytes: hexOf(bytes.subarray(start, end)),
    ...(integer === undefined ? {} : { integer: integer.toString() }),
    ...(cutOff ? { cutOff } : {}),
    requirement,
  }));
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
