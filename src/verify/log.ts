import type { Engine } from '../bamboo/engine.js';
import type { Entry } from '../bamboo/entry.js';
import { equalBytes } from '../bamboo/links.js';
import type { Reason } from '../bamboo/reasons.js';
import { RECORD } from '../bamboo/record.js';
import {
  entryFromRecord,
  hashFromRecord,
  rejected,
  verdictFromRecord,
  type Rejected,
} from '../bamboo/verdict.js';
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

/** What is wrong with a single item for itself alone, and the entry that it is, where that counts. */
interface Item {
  readonly report: EntryReport | undefined;
  readonly counted: Counted | undefined;
}

function invalid({ reason, requirement, offset }: Rejected): EntryReport {
  const report = { status: 'invalid', reason, requirement } as const;
  return offset === undefined ? report : { ...report, offset };
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
  engine.decodeEntries(
    profile,
    input.items.map(({ entry }) => entry),
    records,
  );
  const reports = input.items.map(({ entry: bytes }, i): EntryReport | undefined => {
    const verdict = verdictFromRecord(profile, bytes, records, i);
    if (!verdict.ok) return invalid(verdict);
    const isOfLog = verdict.entry.logId === logId && equalBytes(verdict.entry.author, author);
    return isOfLog ? undefined : invalid(rejected('WRONG_LOG'));
  });

  // Signatures cost nearly all the time: those of other logs' entries are not looked at.
  const ofLog = [...input.items.keys()].filter((i) => !reports[i]);
  const verified = new Uint8Array(ofLog.length * RECORD.size);
  engine.verifyEntries(
    profile,
    ofLog.map((i) => input.items[i]!.entry),
    ofLog.map((i) => input.items[i]!.payload),
    false,
    verified,
  );

  const entries = new Map<string, Counted>();
  const items = reports.map((report): Item => ({ report, counted: undefined }));
  ofLog.forEach((i, position) => {
    const { entry: bytes } = input.items[i]!;
    const verdict = verdictFromRecord(profile, bytes, verified, position);
    const report = verdict.ok ? undefined : invalid(verdict);
    if (!verdict.ok && !concernsPayload(verdict.reason)) {
      items[i] = { report, counted: undefined };
      return;
    }
    const hash = keyOf(hashFromRecord(profile, verified, position));
    let counted = entries.get(hash);
    if (!counted) {
      counted = countedFrom(engine, entryFromRecord(profile, bytes, verified, position)!);
      entries.set(hash, counted);
    }
    items[i] = { report, counted };
  });
  return { items, entries };
}

/** Sequence numbers for which two different hashes are committed to (BAM-LOG-004, BAM-LOG-005), ascending. */
function findForks(entries: ReadonlyMap<string, Counted>): Fork[] {
  // Keys are text: the hashes of bigints are not seeded, and an author could choose sequence numbers that collide.
  const first = new Map<string, string>();
  const forked = new Map<string, { readonly seqNum: bigint; readonly hashes: Set<string> }>();
  const commit = (seqNum: bigint, hash: string) => {
    const key = seqNum.toString();
    const known = first.get(key);
    if (known === undefined) first.set(key, hash);
    else if (known !== hash) {
      const fork = forked.get(key);
      if (fork) fork.hashes.add(hash);
      else forked.set(key, { seqNum, hashes: new Set([known, hash]) });
    }
  };
  for (const [hash, entry] of entries) {
    commit(entry.seqNum, hash);
    for (const link of entry.links) commit(link.seqNum, link.hash);
  }
  return Array.from(forked.values(), ({ seqNum, hashes }) => {
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
      if (report) return report;
      const { reason, status } = counted!;
      return reason ? invalid(rejected(reason)) : { status };
    }),
    forks,
  };
}
