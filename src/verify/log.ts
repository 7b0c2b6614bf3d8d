import type { Engine, VerifyInput } from '../bamboo/engine.js';
import type { Entry } from '../bamboo/entry.js';
import { equalBytes } from '../bamboo/links.js';
import type { Reason } from '../bamboo/reasons.js';
import { RECORD } from '../bamboo/record.js';
import { REQUIREMENT_OF } from '../bamboo/requirements.js';
import { entryFromRecord, hashFromRecord, verdictFromRecord } from '../bamboo/verdict.js';
import type { LogInput } from './arguments.js';
import type { EntryReport, Fork, LogReport } from './report.js';

/** Above every sequence number. */
const NOWHERE = 2n ** 64n;

/** A hash as a key for maps: encoded hashes have a fixed length, so bytes as characters do. */
function keyOf(hash: Uint8Array): string {
  return String.fromCharCode(...hash);
}

/** An entry that counts: it decodes, is of this log, and its signature is valid (BAM-LOG-001). */
interface Counted {
  readonly seqNum: bigint;
  readonly endOfLog: boolean;
  /** Backlink first. `hash` is a key, `seqNum` the number that the link has to point to. */
  readonly links: readonly {
    readonly name: 'BACKLINK' | 'LIPMAALINK';
    readonly hash: string;
    readonly seqNum: bigint;
  }[];
  status: 'verified' | 'path-verified' | 'unlinked';
  reason: Reason | undefined;
}

/** What a single item says of itself, before the rest of the set is looked at. */
type Item =
  | { readonly report: EntryReport; readonly counted: undefined }
  | { readonly report: EntryReport | undefined; readonly counted: Counted };

function invalid(reason: Reason, offset?: number): EntryReport {
  const requirement = REQUIREMENT_OF[reason];
  return offset === undefined
    ? { status: 'invalid', reason, requirement }
    : { status: 'invalid', reason, requirement, offset };
}

function countedFrom(engine: Engine, entry: Entry): Counted {
  const { seqNum, backlink, lipmaalink } = entry;
  const links: Counted['links'][number][] = [];
  if (backlink) links.push({ name: 'BACKLINK', hash: keyOf(backlink), seqNum: seqNum - 1n });
  if (lipmaalink) links.push({ name: 'LIPMAALINK', hash: keyOf(lipmaalink), seqNum: engine.lipmaa(seqNum) });
  return { seqNum, endOfLog: entry.endOfLog, links, status: 'unlinked', reason: undefined };
}

/** Whether a reason leaves the entry itself counting: what is wrong is its payload. */
function concernsPayload(reason: Reason): boolean {
  return reason === 'PAYLOAD_HASH_MISMATCH' || reason === 'PAYLOAD_SIZE_MISMATCH';
}

/** The entries that count, by the key of their hash, and what each item says of itself. */
function sift(engine: Engine, input: LogInput): { items: Item[]; entries: Map<string, Counted> } {
  const { profile, author, logId } = input;
  const records = new Uint8Array(input.items.length * RECORD.size);
  engine.verifyEntries(profile, input.items, false, records);

  const entries = new Map<string, Counted>();
  const items = input.items.map((item: VerifyInput, i): Item => {
    const verdict = verdictFromRecord(profile, item.entry, records, i);
    const entry = entryFromRecord(profile, item.entry, records, i);
    if (!entry) {
      const { reason, offset } = verdict as Exclude<typeof verdict, { ok: true }>;
      return { report: invalid(reason, offset), counted: undefined };
    }
    if (entry.logId !== logId || !equalBytes(entry.author, author)) {
      return { report: invalid('WRONG_LOG'), counted: undefined };
    }
    if (!verdict.ok && !concernsPayload(verdict.reason)) {
      return { report: invalid(verdict.reason), counted: undefined };
    }
    const hash = keyOf(hashFromRecord(profile, records, i));
    let counted = entries.get(hash);
    if (!counted) entries.set(hash, (counted = countedFrom(engine, entry)));
    return { report: verdict.ok ? undefined : invalid(verdict.reason), counted };
  });
  return { items, entries };
}

/** Sequence numbers for which two different hashes are committed to (BAM-LOG-004, BAM-LOG-005), ascending. */
function findForks(entries: ReadonlyMap<string, Counted>): Fork[] {
  const first = new Map<bigint, string>();
  const forked = new Map<bigint, Set<string>>();
  const commit = (seqNum: bigint, hash: string) => {
    const known = first.get(seqNum);
    if (known === undefined) first.set(seqNum, hash);
    else if (known !== hash) {
      const hashes = forked.get(seqNum);
      if (hashes) hashes.add(hash);
      else forked.set(seqNum, new Set([known, hash]));
    }
  };
  for (const [hash, entry] of entries) {
    commit(entry.seqNum, hash);
    for (const link of entry.links) commit(link.seqNum, link.hash);
  }
  return Array.from(forked, ([seqNum, hashes]) => {
    let atHand = 0;
    for (const hash of hashes) if (entries.get(hash)?.seqNum === seqNum) atHand++;
    return { seqNum, implied: atHand < 2 };
  }).sort((a, b) => (a.seqNum < b.seqNum ? -1 : 1));
}

/** Verifies a set of entries as one log, in linear time but for sorting (BAM-LOG-001 to BAM-LOG-016). */
export function verifyLogOn(engine: Engine, input: LogInput): LogReport {
  const { items, entries } = sift(engine, input);
  const forks = findForks(entries);
  const lowestFork = forks[0]?.seqNum ?? NOWHERE;
  let lowestEnd = NOWHERE;
  for (const entry of entries.values()) {
    if (entry.endOfLog && entry.seqNum < lowestEnd) lowestEnd = entry.seqNum;
  }
  let lowestLie = NOWHERE;
  for (const { report, counted } of items) {
    if (report?.reason === 'PAYLOAD_SIZE_MISMATCH' && counted && counted.seqNum < lowestLie) {
      lowestLie = counted.seqNum;
    }
  }

  // Links lead to lower sequence numbers, so targets are settled before the entries that link to them.
  const ascending = [...entries.values()].sort((a, b) =>
    a.seqNum < b.seqNum ? -1 : a.seqNum > b.seqNum ? 1 : 0,
  );
  for (const entry of ascending) {
    const misled = entry.links.find(({ hash, seqNum }) => {
      const target = entries.get(hash);
      return target !== undefined && target.seqNum !== seqNum;
    });
    if (misled) entry.reason = `${misled.name}_SEQNUM_MISMATCH`;
    else if (entry.seqNum >= lowestFork) entry.reason = 'FORKED';
    else if (entry.seqNum > lowestEnd) entry.reason = 'AFTER_END_OF_LOG';
    else if (entry.seqNum >= lowestLie) entry.reason = 'PAYLOAD_SIZE_MISMATCH';
    else {
      const targets = entry.links.map(({ hash }) => entries.get(hash)?.status);
      if (targets.every((status) => status === 'verified')) entry.status = 'verified';
      else if (targets.some((status) => status === 'verified' || status === 'path-verified')) {
        entry.status = 'path-verified';
      }
    }
  }

  return {
    entries: items.map(({ report, counted }) => {
      if (report || !counted) return report!;
      return counted.reason ? invalid(counted.reason) : { status: counted.status };
    }),
    forks,
  };
}
