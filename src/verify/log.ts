import type { LogEngine } from '../bamboo/engine.js';
import { ENCODED_HASH_LENGTH } from '../bamboo/profile.js';
import type { Reason } from '../bamboo/reasons.js';
import { RECORD } from '../bamboo/record.js';
import { rejected, rejectionFromRecord, type Rejected } from '../bamboo/verdict.js';
import type { LogInput } from './arguments.js';
import { HashIndex } from './hash-index.js';
import { ascendingOrder } from './order.js';
import type { EntryReport, EntryStatus, Fork, LogReport } from './report.js';

/** Above every sequence number. */
const NOWHERE = 2n ** 64n;
const NONE = -1;

const VERIFIED: EntryReport = Object.freeze({ status: 'verified' });
const PATH_VERIFIED: EntryReport = Object.freeze({ status: 'path-verified' });
const UNLINKED: EntryReport = Object.freeze({ status: 'unlinked' });

function invalid({ reason, requirement, offset }: Rejected): EntryReport {
  const report = { status: 'invalid', reason, requirement } as const;
  return offset === undefined ? report : { ...report, offset };
}

/** Whether a reason leaves the entry itself counting: what is wrong is its payload. */
function concernsPayload(reason: Reason): boolean {
  return reason === 'PAYLOAD_HASH_MISMATCH' || reason === 'PAYLOAD_SIZE_MISMATCH';
}

/** Whether all entries are sound, and each follows on the one before with both links right: a log from 1 on. */
function areInOrder(records: Uint8Array): boolean {
  for (let start = 0; start < records.length; start += RECORD.size) {
    if (records[start + RECORD.reason] !== 0 || records[start + RECORD.inOrder] !== 1) return false;
  }
  return true;
}

/** A link that an entry commits to. */
interface Link {
  readonly name: 'BACKLINK' | 'LIPMAALINK';
  /** Where the encoded hash begins in the entry. */
  readonly offset: number;
  /** The number that it has to point to. */
  readonly seqNum: bigint;
  /** The entry with that hash, whatever its number; `undefined` where it isn't at hand. */
  readonly target: Counted | undefined;
}

/** An entry that counts: it decodes, is of this log, and its signature is valid (BAM-LOG-001). */
interface Counted {
  readonly bytes: Uint8Array;
  readonly seqNum: bigint;
  /** Backlink first. */
  links: readonly Link[];
  status: Exclude<EntryStatus, 'invalid'>;
  reason: Reason | undefined;
}

/** The entries of a log that is not simply in order, and what is said of each item for itself alone. */
class Entries {
  /** By item; what is wrong with it alone. */
  readonly reports: (EntryReport | undefined)[] = [];
  /** By item; the entry that it is, where that counts. */
  readonly counted: (Counted | undefined)[] = [];
  /** Each once, ascending. */
  readonly ascending: Counted[] = [];

  constructor(engine: LogEngine, { profile }: LogInput, list: readonly Uint8Array[], records: Uint8Array) {
    const view = new DataView(records.buffer, records.byteOffset, records.length);
    const index = new HashIndex(profile, records, list.length);
    const positions: number[] = [];
    list.forEach((bytes, position) => {
      const rejection = rejectionFromRecord(records, position);
      this.reports.push(rejection && invalid(rejection));
      if (rejection && !concernsPayload(rejection.reason)) {
        this.counted.push(undefined);
        return;
      }
      const first = index.add(position);
      if (first !== position) {
        this.counted.push(this.counted[first]);
        return;
      }
      const seqNum = view.getBigUint64(position * RECORD.size + RECORD.seqNum, true);
      const entry: Counted = { bytes, seqNum, links: [], status: 'unlinked', reason: undefined };
      this.counted.push(entry);
      this.ascending.push(entry);
      positions.push(position);
    });

    const link = (name: Link['name'], bytes: Uint8Array, offset: number, seqNum: bigint): Link => {
      const position = index.find(bytes, offset);
      return { name, offset, seqNum, target: position === NONE ? undefined : this.counted[position] };
    };
    this.ascending.forEach((entry, i) => {
      const { bytes, seqNum } = entry;
      const start = positions[i]! * RECORD.size;
      const backlink = view.getUint16(start + RECORD.backlinkOffset, true);
      if (backlink === 0) return;
      const links = [link('BACKLINK', bytes, backlink, seqNum - 1n)];
      const lipmaalink = view.getUint16(start + RECORD.lipmaalinkOffset, true);
      if (lipmaalink !== 0) links.push(link('LIPMAALINK', bytes, lipmaalink, engine.lipmaa(seqNum)));
      entry.links = links;
    });
    // They come in ascending order but for numbers above 2^53.
    this.ascending.sort((a, b) => (a.seqNum < b.seqNum ? -1 : a.seqNum > b.seqNum ? 1 : 0));
  }
}

/** Which hashes of entries that are not at hand are committed to, and what is forked by that. */
class AbsentHashes {
  readonly #hashLength: number;
  // Keys are text: the hashes of bigints are not seeded, and an author could choose sequence numbers that collide.
  readonly #hashes = new Map<string, { readonly seqNum: bigint; readonly hash: string; forked: boolean }>();

  constructor(hashLength: number) {
    this.#hashLength = hashLength;
  }

  add(bytes: Uint8Array, { offset, seqNum }: Link): void {
    const hash = String.fromCharCode(...bytes.subarray(offset, offset + this.#hashLength));
    const key = seqNum.toString();
    const known = this.#hashes.get(key);
    if (!known) this.#hashes.set(key, { seqNum, hash, forked: false });
    else if (known.hash !== hash) known.forked = true;
  }

  /** Ascending by sequence number. */
  ascending(): { readonly seqNum: bigint; readonly forked: boolean }[] {
    return [...this.#hashes.values()].sort((a, b) => (a.seqNum < b.seqNum ? -1 : 1));
  }
}

/** Sequence numbers for which two different hashes are committed to (BAM-LOG-004, BAM-LOG-005), ascending. */
function findForks(ascending: readonly Counted[], hashLength: number): Fork[] {
  const absentHashes = new AbsentHashes(hashLength);
  for (const { bytes, links } of ascending) {
    for (const link of links) if (link.target?.seqNum !== link.seqNum) absentHashes.add(bytes, link);
  }
  const absent = absentHashes.ascending();
  const forks: Fork[] = [];
  for (let i = 0, j = 0; i < ascending.length || j < absent.length;) {
    const held = ascending[i]?.seqNum ?? NOWHERE;
    const linked = absent[j]?.seqNum ?? NOWHERE;
    const seqNum = held < linked ? held : linked;
    let atHand = 0;
    for (; ascending[i]?.seqNum === seqNum; i++) atHand++;
    const committed = linked === seqNum ? absent[j++] : undefined;
    const isForked = atHand > 1 || (committed && (atHand > 0 || committed.forked));
    if (isForked) forks.push({ seqNum, implied: atHand < 2 });
  }
  return forks;
}

/** Settles each entry's status, in linear time (BAM-LOG-006 to BAM-LOG-016). */
function settle(entries: Entries, lowestFork: bigint): void {
  let lowestEnd = NOWHERE;
  for (const { bytes, seqNum } of entries.ascending)
    if (bytes[0] === 1 && seqNum < lowestEnd) lowestEnd = seqNum;
  let lowestLie = NOWHERE;
  entries.counted.forEach((entry, i) => {
    if (!entry || entries.reports[i]?.reason !== 'PAYLOAD_SIZE_MISMATCH') return;
    if (entry.seqNum < lowestLie) lowestLie = entry.seqNum;
  });

  // Links lead to lower sequence numbers, so targets are settled before the entries that link to them.
  for (const entry of entries.ascending) {
    const { seqNum, links } = entry;
    const misled = links.find((link) => link.target && link.target.seqNum !== link.seqNum);
    if (misled) entry.reason = `${misled.name}_SEQNUM_MISMATCH`;
    else if (seqNum >= lowestFork) entry.reason = 'FORKED';
    else if (seqNum > lowestEnd) entry.reason = 'AFTER_END_OF_LOG';
    else if (seqNum >= lowestLie) entry.reason = 'PAYLOAD_SIZE_MISMATCH';
    else if (links.every(({ target }) => target?.status === 'verified')) entry.status = 'verified';
    else if (links.some(({ target }) => target && target.status !== 'unlinked')) {
      entry.status = 'path-verified';
    }
  }
}

function reportOf(entry: Counted): EntryReport {
  if (entry.reason) return invalid(rejected(entry.reason));
  if (entry.status === 'verified') return VERIFIED;
  return entry.status === 'path-verified' ? PATH_VERIFIED : UNLINKED;
}

/** The items of a log in ascending order. */
export interface SortedLog {
  readonly entries: readonly Uint8Array[];
  readonly payloads: readonly (Uint8Array | undefined)[] | undefined;
  /** By position here, the position in the set as it was given; `undefined` where that is the same. */
  readonly order: Uint32Array | undefined;
}

/** Brings a log into the order in which an engine takes it. */
export function sortLog({ entries, payloads }: LogInput): SortedLog {
  const order = ascendingOrder(entries);
  if (!order) return { entries, payloads, order };
  return {
    entries: Array.from(order, (i) => entries[i]!),
    payloads: payloads && Array.from(order, (i) => payloads[i]),
    order,
  };
}

/** The report on a log, from the records that `verifyLog` of an engine has written, in the sorted order. */
export function reportLog(
  engine: LogEngine,
  input: LogInput,
  { entries, order }: SortedLog,
  records: Uint8Array,
): LogReport {
  if (areInOrder(records)) return { entries: entries.map(() => VERIFIED), forks: [] };
  const found = new Entries(engine, input, entries, records);
  const forks = findForks(found.ascending, ENCODED_HASH_LENGTH[input.profile]);
  settle(found, forks[0]?.seqNum ?? NOWHERE);
  const reports = new Array<EntryReport>(entries.length);
  found.reports.forEach((report, i) => {
    reports[order ? order[i]! : i] = report ?? reportOf(found.counted[i]!);
  });
  return { entries: reports, forks };
}

/**
 * Verifies a set of entries as one log, in linear time but for sorting (BAM-LOG-001 to BAM-LOG-016). A whole log
 * without faults is settled by the engine alone, whatever order it comes in.
 */
export function verifyLogOn(engine: LogEngine, input: LogInput): LogReport {
  const { profile, author, logId } = input;
  const sorted = sortLog(input);
  const records = new Uint8Array(sorted.entries.length * RECORD.size);
  engine.verifyLog(profile, author, logId, sorted.entries, sorted.payloads, records);
  return reportLog(engine, input, sorted, records);
}
