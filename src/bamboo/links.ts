import type { Engine } from './engine.js';
import type { Entry } from './entry.js';
import type { Profile } from './profile.js';
import type { Reason } from './reasons.js';
import { RECORD } from './record.js';
import { verdictFromRecord } from './verdict.js';

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function checkLink(
  engine: Engine,
  profile: Profile,
  entry: Entry,
  name: 'BACKLINK' | 'LIPMAALINK',
  link: Uint8Array,
  targetSeqNum: bigint,
  linkedBytes: Uint8Array,
): Reason | undefined {
  const record = new Uint8Array(RECORD.size);
  engine.decodeEntries(profile, [linkedBytes], record);
  const linked = verdictFromRecord(profile, linkedBytes, record, 0);
  if (!linked.ok || !equalBytes(linked.hash, link)) return `${name}_HASH_MISMATCH`;
  if (!equalBytes(linked.entry.author, entry.author)) return `${name}_AUTHOR_MISMATCH`;
  if (linked.entry.logId !== entry.logId) return `${name}_LOG_ID_MISMATCH`;
  if (linked.entry.seqNum !== targetSeqNum) return `${name}_SEQNUM_MISMATCH`;
  return linked.entry.endOfLog ? 'AFTER_END_OF_LOG' : undefined;
}

/**
 * Holds an entry against the entries that it links to, as far as they are at hand (BAM-VER-006 to BAM-VER-013).
 *
 * @returns the first reason that holds, backlink before lipmaalink, or `undefined`
 */
export function checkLinks(
  engine: Engine,
  profile: Profile,
  entry: Entry,
  backlinkedBytes: Uint8Array | undefined,
  lipmaalinkedBytes: Uint8Array | undefined,
): Reason | undefined {
  const { backlink, lipmaalink, seqNum } = entry;
  const wrongBacklink =
    backlink && backlinkedBytes
      ? checkLink(engine, profile, entry, 'BACKLINK', backlink, seqNum - 1n, backlinkedBytes)
      : undefined;
  if (wrongBacklink) return wrongBacklink;
  return lipmaalink && lipmaalinkedBytes
    ? checkLink(engine, profile, entry, 'LIPMAALINK', lipmaalink, engine.lipmaa(seqNum), lipmaalinkedBytes)
    : undefined;
}
