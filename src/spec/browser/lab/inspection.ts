import { PROFILES, type Profile } from '../../../index.js';
import { inspectEntry, inspectGuessing, rowsOf } from '../../../inspect/entry.js';
import { bytesFromHex, hexOf, whyNotHex } from '../../../inspect/hex.js';
import { inspectProof, rowsOfProof } from '../../../inspect/proof.js';
import type { Row } from '../../../inspect/row.js';
import type { InspectorState } from './state.js';

/** More than this is no entry and no proof that anybody looks at by hand. */
const MOST_BYTES = 65_536;

/** What is told about some bytes. */
export interface Inspection {
  readonly kind: 'good' | 'bad' | 'quiet';
  readonly said: string;
  /** The requirement that is broken. */
  readonly requirement?: string;
  /** What there is to see; none where the text is no bytes. */
  readonly bytes?: Uint8Array;
  readonly rows?: readonly Row[];
  /** The byte at fault. */
  readonly fault?: number | undefined;
  /** The hash of an entry that is valid, encoded. */
  readonly hash?: string;
}

/** What the inspector is given besides. */
export interface InspectionChecks {
  readonly strictKeys: boolean;
}

/** A proof is a CBOR array, an entry begins with its tag. */
const isProof = (bytes: Uint8Array): boolean => bytes[0]! >= 0x80 && bytes[0]! <= 0x9f;

function proofInspection(bytes: Uint8Array): Inspection {
  const inspection = inspectProof(bytes);
  const { verdict } = inspection.judged;
  const rows = rowsOfProof(inspection);
  if (verdict.ok) return { kind: 'good', said: `Proved. ${verdict.statement}`, bytes, rows };
  const { reason, requirement, message } = verdict;
  return { kind: 'bad', said: `It proves nothing: ${message} (${reason}).`, requirement, bytes, rows };
}

function entryInspection(
  bytes: Uint8Array,
  profile: Profile | undefined,
  payload: Uint8Array | undefined,
  { strictKeys }: InspectionChecks,
): Inspection {
  const chosen = profile ?? inspectGuessing(bytes).profile;
  const inspection = inspectEntry(bytes, chosen, { strictKeys, payload });
  const { verdict } = inspection;
  const rows = rowsOf(inspection);
  const as = profile ? '' : ` Read as an entry of ${chosen}.`;
  if (verdict.ok) {
    const held = payload ? 'its payload is the one it names' : 'its payload was not at hand';
    const said = `Valid: the entry decodes, its signature holds, and ${held}.${as}`;
    return { kind: 'good', said, bytes, rows, hash: hexOf(verdict.hash) };
  }
  const { reason, requirement, offset } = verdict;
  const at = offset === undefined ? '' : ` at byte ${offset}`;
  return { kind: 'bad', said: `Rejected: ${reason}${at}.${as}`, requirement, bytes, rows, fault: offset };
}

/** Looks into what somebody typed. Never throws. */
export function inspectText({ hex, profile, payload }: InspectorState, checks: InspectionChecks): Inspection {
  if (hex.trim() === '') return { kind: 'quiet', said: 'Paste hex above, or take one of the examples.' };
  if (hex.length > 4 * MOST_BYTES)
    return { kind: 'bad', said: `That is too long: at most ${MOST_BYTES} bytes are looked into.` };
  const bytes = bytesFromHex(hex);
  if (!bytes) return { kind: 'bad', said: `That is not hex: ${whyNotHex(hex)}.` };
  if (bytes.length > MOST_BYTES)
    return { kind: 'bad', said: `That is too long: at most ${MOST_BYTES} bytes are looked into.` };
  if (isProof(bytes)) return proofInspection(bytes);
  const paid = payload.trim() === '' ? undefined : bytesFromHex(payload);
  if (payload.trim() !== '' && !paid)
    return { kind: 'bad', said: `The payload is not hex: ${whyNotHex(payload)}.` };
  return entryInspection(
    bytes,
    PROFILES.find((known) => known === profile),
    paid,
    checks,
  );
}
