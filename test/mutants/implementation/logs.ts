import type { LogProfile as Profile } from '../../../src/conformance/protocol.js';
import { equal, toHex } from './bytes.js';
import type { Entry } from './entries.js';
import { reasonOf, Refusal } from './refusal.js';
import { Verification, type LinkName } from './verification.js';

/** One entry as it was handed over, and what came of it. */
export interface Item {
  readonly bytes: Uint8Array;
  readonly payload: Uint8Array | null;
  /** Where it decodes. */
  entry: Entry | undefined;
  /** Why it doesn't count, or what is wrong with its payload. */
  reason: string | undefined;
}

export interface Status {
  status: 'verified' | 'path-verified' | 'unlinked' | 'invalid';
  reason?: string;
}

export interface Fork {
  seqNum: bigint;
  implied: boolean;
}

/** A link of an entry: the hash that stands there, in hex, and the sequence number that it has to point to. */
export interface Link {
  readonly name: LinkName;
  readonly hash: string;
  readonly seqNum: bigint;
}

/** A set of entries on its way to a verdict. */
export interface Log {
  readonly profile: Profile;
  readonly author: Uint8Array;
  readonly logId: bigint;
  readonly items: Item[];
  /** The entries that count, each once. */
  entries: Entry[];
  /** The same by their hash in hex. */
  byHash: Map<string, Entry>;
  forks: Fork[];
}

/** Above all sequence numbers. */
export const NOWHERE = 2n ** 64n;

export const lowest = (seqNums: bigint[]): bigint => seqNums.reduce((a, b) => (b < a ? b : a), NOWHERE);
export const ascending = (a: { seqNum: bigint }, b: { seqNum: bigint }): number =>
  a.seqNum < b.seqNum ? -1 : a.seqNum > b.seqNum ? 1 : 0;

/** Verifying a whole log. */
export class Logs extends Verification {
  isOfLog(entry: Entry, log: Log): boolean {
    return equal(entry.author, log.author) && entry.logId === log.logId;
  }

  /** Throws for an item that doesn't count. */
  checkItem(item: Item, log: Log): void {
    item.entry = this.decodeEntry(log.profile, item.bytes);
    if (!this.isOfLog(item.entry, log)) throw new Refusal('WRONG_LOG');
    this.checkEntrySignature(item.entry);
  }

  concernsPayload(reason: string | undefined): boolean {
    return reason === 'PAYLOAD_HASH_MISMATCH' || reason === 'PAYLOAD_SIZE_MISMATCH';
  }

  counts(item: Item): boolean {
    return item.reason === undefined || this.concernsPayload(item.reason);
  }

  linksOf(entry: Entry): Link[] {
    const { backlink, lipmaalink } = entry;
    const link = (name: LinkName, hash: Uint8Array) => ({
      name,
      hash: toHex(hash),
      seqNum: this.targetOf(name, entry.seqNum),
    });
    return [
      ...(backlink ? [link('BACKLINK', backlink)] : []),
      ...(lipmaalink ? [link('LIPMAALINK', lipmaalink)] : []),
    ];
  }

  /** The hashes that an entry gives to sequence numbers. */
  commitmentsOf(entry: Entry): { seqNum: bigint; hash: string }[] {
    return [{ seqNum: entry.seqNum, hash: toHex(entry.hash) }, ...this.linksOf(entry)];
  }

  /** By sequence number, the hashes that are committed to. */
  commitments(log: Log): Map<bigint, Set<string>> {
    const commitments = new Map<bigint, Set<string>>();
    for (const { seqNum, hash } of log.entries.flatMap((entry) => this.commitmentsOf(entry))) {
      commitments.set(seqNum, (commitments.get(seqNum) ?? new Set()).add(hash));
    }
    return commitments;
  }

  isImplied(seqNum: bigint, hashes: ReadonlySet<string>, log: Log): boolean {
    return [...hashes].filter((hash) => log.byHash.get(hash)?.seqNum === seqNum).length < 2;
  }

  findForks(log: Log): Fork[] {
    return [...this.commitments(log)]
      .filter(([, hashes]) => hashes.size > 1)
      .map(([seqNum, hashes]) => ({ seqNum, implied: this.isImplied(seqNum, hashes, log) }))
      .sort(ascending);
  }

  isForked(entry: Entry, log: Log): boolean {
    return entry.seqNum >= lowest(log.forks.map(({ seqNum }) => seqNum));
  }

  isAfterEnd(entry: Entry, log: Log): boolean {
    return entry.seqNum > lowest(log.entries.filter(({ endOfLog }) => endOfLog).map(({ seqNum }) => seqNum));
  }

  /** Whether a proven lie about a payload's size stands at or below an entry. */
  isFromLieOn(entry: Entry, log: Log): boolean {
    return log.items.some(
      (item) => item.reason === 'PAYLOAD_SIZE_MISMATCH' && item.entry!.seqNum <= entry.seqNum,
    );
  }

  isMisled(link: Link, log: Log): boolean {
    const target = log.byHash.get(link.hash);
    return target !== undefined && target.seqNum !== link.seqNum;
  }

  /** What makes an entry that counts unsound, or `undefined`. */
  unsoundness(entry: Entry, log: Log): string | undefined {
    const misled = this.linksOf(entry).find((link) => this.isMisled(link, log));
    if (misled) return `${misled.name}_SEQNUM_MISMATCH`;
    if (this.isForked(entry, log)) return 'FORKED';
    if (this.isAfterEnd(entry, log)) return 'AFTER_END_OF_LOG';
    if (this.isFromLieOn(entry, log)) return 'PAYLOAD_SIZE_MISMATCH';
    return undefined;
  }

  isSound(entry: Entry, log: Log): boolean {
    return this.unsoundness(entry, log) === undefined;
  }

  isPathVerified(entry: Entry, pathVerified: ReadonlySet<string>): boolean {
    return entry.seqNum === 1n || this.linksOf(entry).some(({ hash }) => pathVerified.has(hash));
  }

  isVerified(entry: Entry, verified: ReadonlySet<string>): boolean {
    return this.linksOf(entry).every(({ hash }) => verified.has(hash));
  }

  /** The hashes, in hex, of the entries that are verified and path-verified. */
  verifiedSets(log: Log): { pathVerified: ReadonlySet<string>; verified: ReadonlySet<string> } {
    const pathVerified = new Set<string>();
    const verified = new Set<string>();
    for (const entry of log.entries.toSorted(ascending)) {
      if (!this.isSound(entry, log)) continue;
      if (this.isPathVerified(entry, pathVerified)) pathVerified.add(toHex(entry.hash));
      if (this.isVerified(entry, verified)) verified.add(toHex(entry.hash));
    }
    return { pathVerified, verified };
  }

  /** The reason of an item in the log, or `undefined`. */
  finalReason(item: Item, log: Log): string | undefined {
    return item.reason ?? this.unsoundness(item.entry!, log);
  }

  statuses(log: Log): Status[] {
    const { pathVerified, verified } = this.verifiedSets(log);
    return log.items.map((item): Status => {
      const reason = this.finalReason(item, log);
      if (reason !== undefined) return { status: 'invalid', reason };
      const hash = toHex(item.entry!.hash);
      if (verified.has(hash)) return { status: 'verified' };
      return { status: pathVerified.has(hash) ? 'path-verified' : 'unlinked' };
    });
  }

  verifyLog(
    profile: Profile,
    author: Uint8Array,
    logId: bigint,
    list: readonly { bytes: Uint8Array; payload: Uint8Array | null }[],
  ): { entries: Status[]; forks: Fork[] } {
    const items = list.map((item) => ({ ...item, entry: undefined, reason: undefined }));
    const log: Log = { profile, author, logId, items, entries: [], byHash: new Map(), forks: [] };
    this.gather(log);
    log.forks = this.findForks(log);
    return { entries: this.statuses(log), forks: log.forks };
  }

  /** Looks at each item for itself, and collects the entries that count. */
  gather(log: Log): void {
    for (const item of log.items) {
      item.reason =
        reasonOf(() => this.checkItem(item, log)) ??
        reasonOf(() => this.checkPayload(log.profile, item.entry!, item.payload));
    }
    for (const item of log.items) if (this.counts(item)) this.count(item.entry!, log);
  }

  count(entry: Entry, log: Log): void {
    const hash = toHex(entry.hash);
    if (log.byHash.has(hash)) return;
    log.byHash.set(hash, entry);
    log.entries.push(entry);
  }
}
