import { counted } from '../../../bamboo/counted.js';
import { decodeEntry, PROFILES, type Entry, type Profile, type Reason } from '../../../index.js';
import { inspectEntry, inspectGuessing, rowsOf } from '../../../inspect/entry.js';
import { hexOf } from '../../../inspect/hex.js';
import { inspectProof, rowsOfProof } from '../../../inspect/proof.js';
import type { Row } from '../../../inspect/row.js';
import { parseHexText } from './hex-text.js';
import { reasonInWords } from './reasons-in-words.js';
import type { InspectorState } from './state.js';

/** More than this is no entry and no proof that anybody looks at by hand. */
const MOST_BYTES = 65_536;
/** Digits with white space between them. */
const MOST_CHARACTERS = 4 * MOST_BYTES;

const TOO_LONG = `At most ${MOST_BYTES} bytes are looked into.`;

/** What is told about some text. */
export interface Inspection {
  readonly kind: 'good' | 'bad' | 'quiet';
  /** In few words. */
  readonly verdict: string;
  /** In full sentences. */
  readonly said: string;
  readonly reason?: Reason;
  /** The requirement that is broken. */
  readonly requirement?: string;
  /** The field whose text can't be read, and the place of the character at fault. */
  readonly unreadable?: { readonly field: 'hex' | 'payload'; readonly at?: number | undefined };
  /** What there is to see; none where the text is no bytes. */
  readonly bytes?: Uint8Array;
  readonly rows?: readonly Row[];
  /** The byte at fault; that after the last one where the input ends too early. */
  readonly fault?: number | undefined;
  /** The hash of an entry that is valid, encoded, in hex. */
  readonly hash?: string;
}

const unreadable = (verdict: string, said: string, field: 'hex' | 'payload', at?: number): Inspection => ({
  kind: 'bad',
  verdict,
  said,
  unreadable: { field, at },
});

/** A proof is a CBOR array that begins with a text; an entry begins with its tag. */
const isProof = (bytes: Uint8Array): boolean => (bytes[0]! & 0xe0) === 0x80 && (bytes[1]! & 0xe0) === 0x60;

function proofInspection(bytes: Uint8Array): Inspection {
  const inspection = inspectProof(bytes);
  const { verdict } = inspection.judged;
  const rows = rowsOfProof(inspection);
  if (verdict.ok) {
    const { kind, seqNum, statement } = verdict;
    return { kind: 'good', verdict: `Proved: ${kind} at ${seqNum}`, said: statement, bytes, rows };
  }
  const { reason, requirement, message } = verdict;
  const said = `As a proof it shows nothing: ${message}.`;
  return { kind: 'bad', verdict: 'Rejected', said, reason, requirement, bytes, rows };
}

function describeEntry({ seqNum, logId, endOfLog, payloadSize }: Entry): string {
  const size = payloadSize === 1n ? '1 byte' : `${payloadSize} bytes`;
  const last = endOfLog ? ', the last of it' : '';
  return `Entry ${seqNum} of log ${logId}${last}, with a payload of ${size}.`;
}

/** What was checked of an entry that was found good. */
function describeChecks(payload: Uint8Array | undefined): string {
  return payload
    ? 'It decodes, its signature is valid, and the payload is its own.'
    : 'It decodes, and its signature is valid; its payload was not given.';
}

/** The payload of an entry as far as it can be read; `undefined` where there is none. */
function payloadOf(text: string): Inspection | Uint8Array | undefined {
  if (text.trim() === '') return undefined;
  const read = parseHexText(text.slice(0, MOST_CHARACTERS + 1));
  if (!read.ok) return unreadable('The payload is not hex', `There, ${read.said}.`, 'payload', read.at);
  if (read.bytes.length > MOST_BYTES || text.length > MOST_CHARACTERS)
    return unreadable('The payload is too long', TOO_LONG, 'payload');
  return read.bytes;
}

/** Where both profiles fail at the same byte, such as a wrong tag, the one that can tell what the rest is. */
function guessedProfile(bytes: Uint8Array): Profile {
  const isUnread = (profile: Profile): boolean =>
    inspectEntry(bytes, profile).fields.some(({ name }) => name === 'not read');
  const { profile, verdict } = inspectGuessing(bytes);
  if (verdict.ok || !isUnread(profile)) return profile;
  const offsetOf = (other: Profile): number | undefined => {
    const decoded = decodeEntry(bytes, { profile: other });
    return decoded.ok ? undefined : decoded.offset;
  };
  const other = PROFILES.find((known) => !isUnread(known) && offsetOf(known) === verdict.offset);
  return other ?? profile;
}

function entryInspection(
  bytes: Uint8Array,
  { profile: named, payload: text, strictKeys }: InspectorState,
): Inspection {
  const given = payloadOf(text);
  const payload = given instanceof Uint8Array ? given : undefined;
  const known = PROFILES.find((profile) => profile === named);
  const profile = known ?? guessedProfile(bytes);
  const inspection = inspectEntry(bytes, profile, { strictKeys: strictKeys === true, payload });
  const { verdict } = inspection;
  const rows = rowsOf(inspection);
  if (given && !(given instanceof Uint8Array)) return { ...given, bytes, rows };
  const as = `Read in the profile ${profile}${known ? '' : ', as guessed'}.`;
  if (verdict.ok) {
    const said = `${describeEntry(verdict.entry)} ${describeChecks(payload)} ${as}`;
    return { kind: 'good', verdict: 'Accepted', said, bytes, rows, hash: hexOf(verdict.hash) };
  }
  const { reason, requirement, offset } = verdict;
  const rejected = { kind: 'bad', verdict: 'Rejected', reason, requirement } as const;
  return { ...rejected, said: `${reasonInWords(reason, profile)} ${as}`, bytes, rows, fault: offset };
}

/** Looks into what somebody typed. Never throws. */
export function inspectText(state: InspectorState): Inspection {
  const { hex } = state;
  if (hex.trim() === '')
    return { kind: 'quiet', verdict: 'Nothing yet', said: 'Paste hex above, or take one of the examples.' };
  if (hex.length > MOST_CHARACTERS) return unreadable('That is too long', TOO_LONG, 'hex');
  const read = parseHexText(hex);
  if (!read.ok) return unreadable('That is not hex', `There, ${read.said}.`, 'hex', read.at);
  const { bytes } = read;
  if (bytes.length > MOST_BYTES)
    return unreadable('That is too long', `These are ${counted(bytes.length, 'byte')}. ${TOO_LONG}`, 'hex');
  return isProof(bytes) ? proofInspection(bytes) : entryInspection(bytes, state);
}
