import { encode } from 'cborg';
import pc from 'picocolors';
import { safe, wrap } from '../../conformance/report/layout.js';
import { decodeEntry, hash, REQUIREMENT_OF, type Reason } from '../../index.js';
import { RECORD_START } from '../../verify/bundle-format.js';
import { placeInWords } from '../store/source.js';
import type { StoredEntry } from './at.js';
import { counted } from '../../bamboo/counted.js';
import { entryToJson, inspectEntry, rowsOf, type EntryInspection } from '../../inspect/entry.js';
import { drawRejection } from './entry.js';
import { hexInShort, hexInShortToJson, hexOf } from '../../inspect/hex.js';
import { drawLabelled, drawRows } from './table.js';

/** What is known of an entry in a store. */
export interface StoredInspection {
  readonly stored: StoredEntry;
  readonly inspection: EntryInspection;
  /** The entry's own, encoded, where it decodes. */
  readonly hash: Uint8Array | undefined;
  readonly payload: PayloadInspection | undefined;
  /** Where its bytes begin in the file, where they stand there as they are: in a bundle. */
  readonly start: number | undefined;
  /** Whether entry and payload are valid and nothing contradicts them. */
  readonly ok: boolean;
}

/** What a payload is, and what its entry says of it, where that decodes. */
interface PayloadInspection {
  readonly bytes: Uint8Array;
  /** Encoded. */
  readonly hash: Uint8Array;
  readonly said: { readonly size: bigint; readonly hash: Uint8Array } | undefined;
  readonly sizeMatches: boolean | undefined;
  readonly hashMatches: boolean | undefined;
  readonly start: number | undefined;
}

/** So much of a text out of a column is shown. */
const LONGEST_TEXT = 160;

/** The bytes of a CBOR head that says a length. */
const headLength = (length: number): number => encode(length).length;

/** Looks into an entry that was found in a store, and holds its payload against it. */
export function inspectStored(stored: StoredEntry): StoredInspection {
  const { entry, payload: bytes, profile, kind, place, contradictions } = stored;
  const inspection = inspectEntry(entry, profile, { payload: bytes });
  const decoded = decodeEntry(entry, { profile });
  const start =
    kind === 'bundle' && 'byte' in place
      ? place.byte + RECORD_START.length + headLength(entry.length)
      : undefined;
  let payload: PayloadInspection | undefined;
  if (bytes) {
    const actual = hash(bytes, profile);
    const said = decoded.ok
      ? { size: decoded.entry.payloadSize, hash: decoded.entry.payloadHash }
      : undefined;
    payload = {
      bytes,
      hash: actual,
      said,
      sizeMatches: said && said.size === BigInt(bytes.length),
      hashMatches: said && Buffer.compare(said.hash, actual) === 0,
      start: start === undefined ? undefined : start + entry.length + headLength(bytes.length),
    };
  }
  const ok = inspection.verdict.ok && contradictions.length === 0;
  return { stored, inspection, hash: decoded.ok ? decoded.hash : undefined, payload, start, ok };
}

const WHERE_FROM = {
  header: 'as its header says',
  guess: 'guessed: --profile chooses',
  option: 'as --profile says',
} as const;

function headed(what: string, { length }: Uint8Array, start: number | undefined): string {
  const at = start === undefined ? '' : `, from byte ${start} of the file on`;
  return `${what}: ${counted(length, 'byte')}${at}`;
}

/** The entry with its payload as text, at most `width` columns wide. */
export function drawStored(whole: StoredInspection, width: number): string[] {
  const { stored, inspection, payload, start, ok } = whole;
  const { path, place, profile, profileFrom, contradictions, notes } = stored;
  const title = `${safe(path)} ${placeInWords(place)}, profile ${profile} (${WHERE_FROM[profileFrom]})`;
  const lines = [...wrap(title, width), ''];
  lines.push(...wrap(headed('The entry', stored.entry, start), width), '');
  lines.push(...drawRows(rowsOf(inspection), width), '');
  if (whole.hash) lines.push(...drawLabelled('hash', hexOf(whole.hash), width), '');
  lines.push(...(payload ? drawPayload(payload, width) : ['Its payload is not there.']), '');
  for (const { column, says, entrySays } of contradictions) {
    const said = says.length > LONGEST_TEXT ? `${says.slice(0, LONGEST_TEXT)}…` : says;
    lines.push(
      ...wrap(`Its row contradicts it: ${column} says ${safe(said)}, the entry ${entrySays}.`, width).map(
        pc.red,
      ),
    );
  }
  for (const note of notes) lines.push(...wrap(`note: ${safe(note)}`, width));
  if (!inspection.verdict.ok) return [...lines, ...drawRejection(inspection, width)];
  const said = payload
    ? ', its signature is valid, and the payload is its own'
    : ' and its signature is valid';
  const paint = ok ? pc.green : (text: string) => text;
  return [
    ...lines,
    ...wrap(`The entry decodes${said}.`, width).map(paint),
    ...wrap(
      'What other entries tell of it, links and forks, was not looked at: sasako verify does that.',
      width,
    ),
  ];
}

function drawPayload(payload: PayloadInspection, width: number): string[] {
  const { bytes, said, start, sizeMatches, hashMatches } = payload;
  const row = { start: 0, end: bytes.length, name: 'payload', value: hexInShort(bytes) };
  const size = counted(bytes.length, 'byte');
  // The size of another payload is no lie.
  const lie = hashMatches ? 'PAYLOAD_SIZE_MISMATCH' : undefined;
  const ownHash = said && hexOf(said.hash);
  return [
    ...wrap(headed('Its payload', bytes, start), width),
    '',
    ...(bytes.length > 0 ? [...drawRows([row], width), ''] : []),
    ...drawCheck('size', size, said?.size.toString(), sizeMatches, lie, width),
    ...drawCheck('hash', hexOf(payload.hash), ownHash, hashMatches, 'PAYLOAD_HASH_MISMATCH', width),
  ];
}

/** What something is, and what the entry says that it is, where that decodes. @param reason what is wrong where they differ */
function drawCheck(
  label: string,
  is: string,
  says: string | undefined,
  matches: boolean | undefined,
  reason: Reason | undefined,
  width: number,
): string[] {
  if (says === undefined) return drawLabelled(label, is, width);
  if (matches) return drawLabelled(label, `${is}, as the entry says`, width);
  const breaks = reason ? `: ${reason} (${REQUIREMENT_OF[reason]})` : '';
  return drawLabelled(label, `${is}, and the entry says ${says}${breaks}`, width).map(pc.red);
}

/**
 * The same for JSON: all that is told of an entry that stands alone, and
 *
 * - `path`, `kind` and `place`, `{ byte }` or `{ row }`, as `sasako verify --json` names them
 * - `profileFrom`: `header`, `guess` or `option`
 * - `start`, in a bundle: the entry's first byte in the file; the fields are counted from there
 * - `payload`: null where it is not there, else `{ length, bytes, omitted?, start?, hash, sizeMatches, hashMatches }`; the
 *   last two are null where the entry doesn't decode
 * - `contradictions`: `{ column, says, entrySays }`
 * - `notes`: sentences about how the store was read
 */
export function storedToJson({ stored, inspection, payload, start }: StoredInspection): object {
  const { path, kind, place, profileFrom, contradictions, notes } = stored;
  return {
    ...entryToJson(inspection),
    path,
    kind,
    place,
    profileFrom,
    ...(start === undefined ? {} : { start }),
    payload: payload
      ? {
          length: payload.bytes.length,
          ...hexInShortToJson(payload.bytes),
          ...(payload.start === undefined ? {} : { start: payload.start }),
          hash: hexOf(payload.hash),
          sizeMatches: payload.sizeMatches ?? null,
          hashMatches: payload.hashMatches ?? null,
        }
      : null,
    contradictions: contradictions.map(({ column, says, entrySays }) => ({ column, says, entrySays })),
    notes,
  };
}
