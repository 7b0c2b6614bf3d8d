import type { Engine } from '../bamboo/engine.js';
import type { Profile } from '../bamboo/profile.js';
import { REASONS, type Reason } from '../bamboo/reasons.js';
import { RECORD } from '../bamboo/record.js';
import { codeOfReason, reasonFromCode, rejected } from '../bamboo/verdict.js';
import { Commitments } from './commitments.js';
import { LinkTargets } from './link-targets.js';
import { Changes, LogState } from './log-state.js';
import type { EntryReport } from './report.js';
import { Rows } from './rows.js';

// Words of an entry.
const OWN = 0;
/** Commitments of its links, counted from 1; 0 where it has no such link. */
const BACKLINK = 1;
const LIPMAALINK = 2;
/** The next link to the same commitment as the backlink, and as the lipmaalink, has. */
const NEXT_BY_BACKLINK = 3;
const NEXT_BY_LIPMAALINK = 4;
const POSITION = 5;
const FLAGS = 6;
const ENTRY_WORDS = 7;

const STATUS = 3;
const UNLINKED = 0;
const PATH_VERIFIED = 1;
const VERIFIED = 2;
const BACKLINK_MISDIRECTED = 4;
const LIPMAALINK_MISDIRECTED = 8;
/** What an entry's report follows from. */
const JUDGED = STATUS | BACKLINK_MISDIRECTED | LIPMAALINK_MISDIRECTED;
const ENDS_LOG = 16;
/** It is known that its payload proves its size a lie. */
const LIES = 32;
/** No item stands for it: all that came with it had payloads that are not its own. */
const WITHOUT_ITEM = 64;

/** A reason of an item itself, as the owner keeps it; anything below is an entry. */
const REJECTED = 0x8000_0000;
/** Reasons up to this code are decoding's, and have an offset. */
const LAST_OF_DECODING = codeOfReason('TRAILING_BYTES');
const HASH_MISMATCH = codeOfReason('PAYLOAD_HASH_MISMATCH');
const SIZE_MISMATCH = codeOfReason('PAYLOAD_SIZE_MISMATCH');

const REPORTS: readonly EntryReport[] = (['unlinked', 'path-verified', 'verified'] as const).map((status) =>
  Object.freeze({ status }),
);

function invalid(reason: Reason, offset?: number): EntryReport {
  const { requirement } = rejected(reason);
  const report = { status: 'invalid', reason, requirement } as const;
  return offset === undefined ? report : { ...report, offset };
}

/**
 * The entries of logs and how they are linked, settled as they come, in whatever order (BAM-LOG-001 to BAM-LOG-016).
 * Each takes constant time, but for what it changes of others: an entry that is waited for verifies those that wait.
 *
 * Statuses are kept for what lies below `unsound` of its log alone. That bound only gets lower, so an entry above it never has
 * another status again; and whatever an entry stands on lies below the entry itself, so a bound that gets lower
 * changes nothing of what stays below it.
 */
export class EntryGraph {
  readonly profile: Profile;
  readonly commitments: Commitments;
  readonly #entries = new Rows(ENTRY_WORDS);
  readonly #logs: LogState[] = [];
  readonly #targets: LinkTargets;
  readonly #stack: number[] = [];
  changes = new Changes();
  /** Entries from this one on are new, and not told in `changes`. */
  #firstNew = 0;

  constructor(profile: Profile, engine: Pick<Engine, 'lipmaa'>) {
    this.profile = profile;
    this.commitments = new Commitments(profile);
    this.#targets = new LinkTargets(engine);
  }

  get count(): number {
    return this.#entries.count;
  }

  /** Bytes taken. */
  get bytes(): number {
    return this.#entries.bytes + this.commitments.bytes;
  }

  addLog(): LogState {
    const log = new LogState(this.#logs.length);
    this.#logs.push(log);
    return log;
  }

  /** Begins to note changes anew. */
  begin(): void {
    this.changes = new Changes();
    this.#firstNew = this.#entries.count;
  }

  /**
   * Takes an entry of the log, and returns what stands for its item from now on: see `reportOf`.
   *
   * @param records an engine has written the entry's record there, number `index`, for an entry of this log
   * @param position where the item is, for whoever asks for its bytes later
   */
  take(log: LogState, bytes: Uint8Array, records: Uint8Array, index: number, position: number): number {
    const start = index * RECORD.size;
    const code = records[start + RECORD.reason]!;
    if (code === 0) {
      const entry = this.#find(log, bytes, records, start, position);
      if (this.#get(entry, FLAGS) & WITHOUT_ITEM) this.standAt(entry, position);
      return entry;
    }
    if (EntryGraph.concernsPayload(code)) {
      const known = this.count;
      const entry = this.#find(log, bytes, records, start, position);
      if (entry === known) this.standNowhere(entry);
      if (code === SIZE_MISMATCH) this.noteLie(log, entry, position);
    }
    return EntryGraph.rejectedItem(records, index);
  }

  /** Whether a reason, by its code, leaves the entry itself counting: what is wrong is its payload. */
  static concernsPayload(code: number): boolean {
    return code === SIZE_MISMATCH || code === HASH_MISMATCH;
  }

  /** What stands for an item whose record, number `index`, says that it is rejected. */
  static rejectedItem(records: Uint8Array, index: number): number {
    const start = index * RECORD.size;
    const offset = records[start + RECORD.faultOffset]! | (records[start + RECORD.faultOffset + 1]! << 8);
    return (REJECTED | (records[start + RECORD.reason]! << 16) | offset) >>> 0;
  }

  /** Whether a number that claims to stand for a rejected item does. */
  static isRejection(item: number): boolean {
    const code = (item >>> 16) & 0xff;
    return item >= REJECTED && code > 0 && code <= REASONS.length && (item & 0x7f00_0000) === 0;
  }

  /** The entry that an item stands for; `undefined` where it was rejected. */
  static entryOf(item: number): number | undefined {
    return item >= REJECTED ? undefined : item;
  }

  /** An item stands for an entry for which none did. */
  standAt(entry: number, position: number): void {
    this.#set(entry, POSITION, position);
    this.#set(entry, FLAGS, this.#get(entry, FLAGS) & ~WITHOUT_ITEM);
  }

  /** No item stands for an entry: the one at its position has a payload that is not its own. */
  standNowhere(entry: number): void {
    this.#set(entry, FLAGS, this.#get(entry, FLAGS) | WITHOUT_ITEM);
  }

  /** An entry's payload proves its size a lie; whether that is news. */
  noteLie(log: LogState, entry: number, position: number): boolean {
    const flags = this.#get(entry, FLAGS);
    if (flags & LIES) return false;
    this.#set(entry, FLAGS, flags | LIES);
    log.lies.push({ entry, position });
    const own = this.own(entry);
    if (log.lie.lowerTo(this.commitments.seqHigh(own), this.commitments.seqLow(own))) {
      log.unsound.lowerTo(log.lie.high, log.lie.low);
    }
    return true;
  }

  /** The entry that a record is of: the one that is there, or a new one. */
  #find(log: LogState, bytes: Uint8Array, records: Uint8Array, start: number, position: number): number {
    const { commitments } = this;
    const hashAt = start + RECORD.hash;
    commitments.load(records, hashAt);
    const standing = commitments.find(log.number);
    if (standing !== 0) {
      const holder = commitments.holder(standing - 1);
      if (holder !== 0) return holder - 1;
    }
    const low = wordAt(records, start + RECORD.seqNum);
    const high = wordAt(records, start + RECORD.seqNum + 4);
    const backlinkAt =
      records[start + RECORD.backlinkOffset]! | (records[start + RECORD.backlinkOffset + 1]! << 8);
    const lipmaalinkAt =
      records[start + RECORD.lipmaalinkOffset]! | (records[start + RECORD.lipmaalinkOffset + 1]! << 8);
    return this.insert(log, high, low, bytes[0] === 1, position, bytes, backlinkAt, lipmaalinkAt);
  }

  /**
   * Inserts an entry that is not there yet, and whose own hash the commitments have been handed (`load`).
   *
   * @param linkBytes where its links are: encoded hashes, at 0 for a link that it doesn't have
   */
  insert(
    log: LogState,
    high: number,
    low: number,
    endsLog: boolean,
    position: number,
    linkBytes: Uint8Array,
    backlinkAt: number,
    lipmaalinkAt: number,
  ): number {
    const { commitments } = this;
    const entry = this.#entries.add();
    log.entries++;
    const own = commitments.commit(log.number, high, low, entry);
    if (commitments.isForked) this.#noteFork(log, own, high, low);
    commitments.setHolder(own, entry + 1);
    if (commitments.standing !== own) commitments.makeStanding(own, commitments.standing);
    const row = this.#entries.chunkOf(entry);
    const at = this.#entries.offsetOf(entry);
    row[at + OWN] = own;
    row[at + POSITION] = position;

    let flags = endsLog ? ENDS_LOG : 0;
    if (backlinkAt !== 0) {
      const targets = this.#targets;
      targets.find(high, low);
      const backlink = this.#commitLink(log, linkBytes, backlinkAt, targets.backHigh, targets.backLow, entry);
      if (this.#misdirects) flags |= BACKLINK_MISDIRECTED;
      row[at + BACKLINK] = backlink + 1;
      row[at + NEXT_BY_BACKLINK] = commitments.dependents(backlink);
      commitments.setDependents(backlink, 2 * entry + 1);
      if (lipmaalinkAt !== 0) {
        const { lipmaaHigh, lipmaaLow } = targets;
        const lipmaalink = this.#commitLink(log, linkBytes, lipmaalinkAt, lipmaaHigh, lipmaaLow, entry);
        if (this.#misdirects) flags |= LIPMAALINK_MISDIRECTED;
        row[at + LIPMAALINK] = lipmaalink + 1;
        row[at + NEXT_BY_LIPMAALINK] = commitments.dependents(lipmaalink);
        commitments.setDependents(lipmaalink, 2 * entry + 2);
      }
    }
    row[at + FLAGS] = flags;
    if (endsLog && log.end.lowerTo(high, low)) {
      if (low === 0xffff_ffff) log.unsound.lowerTo(high + 1, 0);
      else log.unsound.lowerTo(high, low + 1);
    }
    // Whoever named this hash for another number is misled, as is now known.
    if (commitments.hasSameHash(own)) {
      for (const other of commitments.withSameHash(own)) this.#misdirect(log, other);
    }
    this.#settle(log, entry);
    return entry;
  }

  /** Whether the link that was committed last names the hash of an entry at hand with another number. */
  #misdirects = false;

  #commitLink(
    log: LogState,
    bytes: Uint8Array,
    at: number,
    high: number,
    low: number,
    entry: number,
  ): number {
    const { commitments } = this;
    const row = commitments.commitLink(bytes, at, log.number, high, low, entry);
    if (commitments.isForked) this.#noteFork(log, row, high, low);
    this.#misdirects = commitments.standing !== row && commitments.holder(commitments.standing) !== 0;
    return row;
  }

  #noteFork(log: LogState, commitment: number, high: number, low: number): void {
    log.forks.push(commitment);
    this.changes.forks.push(commitment);
    if (log.fork.lowerTo(high, low)) log.unsound.lowerTo(high, low);
  }

  /** Whether the hash of a commitment is that of an entry at hand with another number. */
  #isMisdirected(commitment: number): boolean {
    const standing = this.commitments.standingFor(commitment);
    return standing !== commitment && this.commitments.holder(standing) !== 0;
  }

  /** Marks the links to a commitment whose hash an entry with another number has. */
  #misdirect(log: LogState, commitment: number): void {
    const links: number[] = [];
    this.#pushLinksTo(log, commitment, links);
    for (const link of links) {
      const entry = (link - 1) >>> 1;
      const flag = link % 2 === 1 ? BACKLINK_MISDIRECTED : LIPMAALINK_MISDIRECTED;
      const flags = this.#get(entry, FLAGS);
      if (!(flags & flag)) this.#noteChange(entry, flags);
      this.#set(entry, FLAGS, flags | flag);
      this.#settle(log, entry);
    }
  }

  /**
   * Pushes the links to a commitment, each as 2 · entry + 1 for a backlink and + 2 for a lipmaalink. Those of entries
   * that can't be sound any more are dropped on the way: below that bound, no commitment has more than one for each size
   * of blocks.
   */
  #pushLinksTo(log: LogState, commitment: number, links: number[]): void {
    const { commitments } = this;
    let before = 0;
    for (let link = commitments.dependents(commitment); link !== 0;) {
      const next = this.#nextLink(link);
      if (this.#isUnsound(log, (link - 1) >>> 1)) {
        if (before === 0) commitments.setDependents(commitment, next);
        else this.#setNextLink(before, next);
      } else {
        links.push(link);
        before = link;
      }
      link = next;
    }
  }

  #nextLink(link: number): number {
    return this.#get((link - 1) >>> 1, link % 2 === 1 ? NEXT_BY_BACKLINK : NEXT_BY_LIPMAALINK);
  }

  #setNextLink(link: number, next: number): void {
    this.#set((link - 1) >>> 1, link % 2 === 1 ? NEXT_BY_BACKLINK : NEXT_BY_LIPMAALINK, next);
  }

  #isUnsound(log: LogState, entry: number): boolean {
    const own = this.own(entry);
    return !log.unsound.isAbove(this.commitments.seqHigh(own), this.commitments.seqLow(own));
  }

  /** Whether an entry is below what can't be sound any more. */
  canBeSound(log: LogState, entry: number): boolean {
    return !this.#isUnsound(log, entry);
  }

  /** Finds the status of an entry, and then of all that stand on it. */
  #settle(log: LogState, from: number): void {
    const stack = this.#stack;
    for (let entry = from; ;) {
      if (!this.#isUnsound(log, entry)) {
        const flags = this.#get(entry, FLAGS);
        const status = this.#derive(entry, flags);
        if (status !== (flags & STATUS)) {
          this.#set(entry, FLAGS, (flags & ~STATUS) | status);
          this.#noteChange(entry, flags);
          this.#pushLinksTo(log, this.own(entry), stack);
        }
      }
      const link = stack.pop();
      if (link === undefined) return;
      entry = (link - 1) >>> 1;
    }
  }

  /** An entry is about to stand otherwise than by these flags. */
  #noteChange(entry: number, flags: number): void {
    if (entry >= this.#firstNew || flags & WITHOUT_ITEM) return;
    const { entries } = this.changes;
    if (!entries.has(entry)) entries.set(entry, flags);
  }

  /** The entries that stand otherwise now than when `begin` was called. */
  *changedEntries(): Generator<number, void> {
    for (const [entry, flags] of this.changes.entries) {
      if (((flags ^ this.#get(entry, FLAGS)) & JUDGED) !== 0) yield entry;
    }
  }

  /** The status that an entry has by those of its targets. */
  #derive(entry: number, flags: number): number {
    if (flags & (BACKLINK_MISDIRECTED | LIPMAALINK_MISDIRECTED)) return UNLINKED;
    const backlink = this.#get(entry, BACKLINK);
    // Only entry 1 has none.
    if (backlink === 0) return VERIFIED;
    const first = this.#statusOfTarget(backlink);
    const lipmaalink = this.#get(entry, LIPMAALINK);
    const second = lipmaalink === 0 ? first : this.#statusOfTarget(lipmaalink);
    if (first === VERIFIED && second === VERIFIED) return VERIFIED;
    return first >= PATH_VERIFIED || second >= PATH_VERIFIED ? PATH_VERIFIED : UNLINKED;
  }

  #statusOfTarget(commitment: number): number {
    const holder = this.commitments.holder(commitment - 1);
    return holder === 0 ? UNLINKED : this.#get(holder - 1, FLAGS) & STATUS;
  }

  /** How the entry that an item stands for is to be judged; or the item itself, where it was rejected, be it of no log. */
  reportOf(log: LogState | undefined, item: number): EntryReport {
    if (item >= REJECTED) {
      const code = (item >>> 16) & 0xff;
      return invalid(reasonFromCode(code), code <= LAST_OF_DECODING ? item & 0xffff : undefined);
    }
    const reason = this.reasonAgainst(log!, item);
    return reason ? invalid(reason) : REPORTS[this.#get(item, FLAGS) & STATUS]!;
  }

  /** Why an entry is not sound; `undefined` where it is (BAM-LOG-012). */
  reasonAgainst(log: LogState, entry: number): Reason | undefined {
    const own = this.own(entry);
    const high = this.commitments.seqHigh(own);
    const low = this.commitments.seqLow(own);
    const isSound = log.unsound.isAbove(high, low);
    const flags = this.#get(entry, FLAGS);
    // Flags are kept up to date for what can be sound.
    const backlink = this.#get(entry, BACKLINK);
    if (flags & BACKLINK_MISDIRECTED || (!isSound && backlink !== 0 && this.#isMisdirected(backlink - 1))) {
      return 'BACKLINK_SEQNUM_MISMATCH';
    }
    const lipmaalink = this.#get(entry, LIPMAALINK);
    if (
      flags & LIPMAALINK_MISDIRECTED ||
      (!isSound && lipmaalink !== 0 && this.#isMisdirected(lipmaalink - 1))
    ) {
      return 'LIPMAALINK_SEQNUM_MISMATCH';
    }
    if (isSound) return undefined;
    if (!log.fork.isAbove(high, low)) return 'FORKED';
    if (!log.end.isAbove(high, low) && !(log.end.high === high && log.end.low === low))
      return 'AFTER_END_OF_LOG';
    return 'PAYLOAD_SIZE_MISMATCH';
  }

  /** Whether an entry is verified, with all before it. */
  isVerified(log: LogState, entry: number): boolean {
    return !this.#isUnsound(log, entry) && (this.#get(entry, FLAGS) & STATUS) === VERIFIED;
  }

  /** The commitment to the entry's own hash. */
  own(entry: number): number {
    return this.#get(entry, OWN);
  }

  /** The commitments of an entry's links; `undefined` where it has no such link. */
  backlink(entry: number): number | undefined {
    const row = this.#get(entry, BACKLINK);
    return row === 0 ? undefined : row - 1;
  }

  lipmaalink(entry: number): number | undefined {
    const row = this.#get(entry, LIPMAALINK);
    return row === 0 ? undefined : row - 1;
  }

  /** Where the entry's bytes are. */
  position(entry: number): number {
    return this.#get(entry, POSITION);
  }

  endsLog(entry: number): boolean {
    return (this.#get(entry, FLAGS) & ENDS_LOG) !== 0;
  }

  seqNum(entry: number): bigint {
    return this.commitments.seqNum(this.own(entry));
  }

  /** An entry that can be sound and has a link to a commitment; `undefined` where there is none. */
  soundLinkTo(log: LogState, commitment: number): number | undefined {
    const links: number[] = [];
    this.#pushLinksTo(log, commitment, links);
    return links.length === 0 ? undefined : (links[0]! - 1) >>> 1;
  }

  /** Whether a link of an entry wrongly names the hash of another one. */
  isMisled(entry: number): boolean {
    const [backlink, lipmaalink] = [this.#get(entry, BACKLINK), this.#get(entry, LIPMAALINK)];
    return (
      (backlink !== 0 && this.#isMisdirected(backlink - 1)) ||
      (lipmaalink !== 0 && this.#isMisdirected(lipmaalink - 1))
    );
  }

  /** The entries whose hashes the links of this one wrongly name. */
  misdirectedTo(entry: number): Set<number> {
    const targets = new Set<number>();
    for (const commitment of [this.backlink(entry), this.lipmaalink(entry)]) {
      if (commitment === undefined || !this.#isMisdirected(commitment)) continue;
      targets.add(this.commitments.holder(this.commitments.standingFor(commitment)) - 1);
    }
    return targets;
  }

  #get(entry: number, word: number): number {
    return this.#entries.get(entry, word);
  }

  #set(entry: number, word: number, value: number): void {
    this.#entries.set(entry, word, value);
  }
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}
