import {
  checkByteArrays,
  checkBytes,
  checkOptionalByteArrays,
  checkOptions,
  checkProfile,
  checkU64,
  type Optional,
} from '../bamboo/arguments.js';
import type { LogEngine } from '../bamboo/engine.js';
import type { Profile } from '../bamboo/profile.js';
import type { Reason } from '../bamboo/reasons.js';
import { RECORD } from '../bamboo/record.js';
import { rejected, rejectionFromRecord, type Check } from '../bamboo/verdict.js';
import { EntryGraph } from './entry-graph.js';
import type { LogState } from './log-state.js';
import { danglingLinksOf, type DanglingLink } from './dangling-links.js';
import { forksOf, proofsOf, type FoundProof } from './found-proofs.js';
import { reportOf } from './log.js';
import { NewestFinder } from './newest.js';
import { ascendingOrder } from './order.js';
import { SeqNumRanges } from './ranges.js';
import type { EntryReport, Fork, LogReport } from './report.js';
import { Rows } from './rows.js';
import { readSnapshot, writeSnapshot } from './snapshot.js';

/** Where a verifier finds bytes that it was not to keep. */
export interface BytesElsewhere {
  /**
   * The bytes of the entry at a position, if the caller keeps them: then the verifier doesn't. Asked for when a proof
   * is made, and when a payload comes later than its entry.
   */
  readonly entryAt?: Optional<(position: number) => Uint8Array>;
  /** The bytes of the payload at a position, asked for when a lie about its size is to be proved. */
  readonly payloadAt?: Optional<(position: number) => Uint8Array>;
}

export interface LogVerifierOptions extends BytesElsewhere {
  readonly profile: Profile;
  /** The log's author, 32 bytes. */
  readonly author: Uint8Array;
  /** 0 to 2^64 − 1. */
  readonly logId: bigint;
}

/** What entries have changed by coming. */
export interface LogChange {
  /** The position of the first of them; the others follow. */
  readonly first: number;
  readonly count: number;
  /**
   * Positions of entries that were there before and have another status or reason now: those that waited and are verified,
   * those whose link turned out wrong, and those that stand on them. What `invalidFrom` tells of a whole tail is not
   * told one by one; of an entry that came more than once, the first position is told at which it stands for itself.
   */
  readonly changed: readonly number[];
  /** Forks that were not known before, ascending. */
  readonly forks: readonly Fork[];
  /** Everything at and above this number is invalid now and was not before. */
  readonly invalidFrom?: { readonly seqNum: bigint; readonly reason: Reason };
}

/** The newest entry against which nothing is to be said. */
export interface NewestEntry {
  readonly seqNum: bigint;
  /** Where its bytes are. An item whose payload is not the entry's own is invalid, and the entry needs not be. */
  readonly position: number;
  readonly status: EntryReport['status'];
}

/** Entries for which an engine is called at once, at the most: so many records of 112 bytes are in memory. */
const BATCH = 131_072;
/** For so many, the memory for records is kept. */
const SMALL_BATCH = 64;

/** The functions by which bytes are asked for, of an options object. @throws {TypeError} for what is no function */
export function checkElsewhere(given: Record<string, unknown>): BytesElsewhere {
  const named = (name: string): unknown => {
    const value = given[name] ?? undefined;
    if (value !== undefined && typeof value !== 'function') throw new TypeError(`${name} must be a function`);
    return value;
  };
  return { entryAt: named('entryAt'), payloadAt: named('payloadAt') } as BytesElsewhere;
}

/** @throws {RangeError} for what is not the position of one of `count` items */
export function checkPosition(position: number, count: number): void {
  if (Number.isInteger(position) && position >= 0 && position < count) return;
  const there = count === 0 ? 'there are none' : `it must be a whole number from 0 to ${count - 1}`;
  throw new RangeError(`there is no item at position ${String(position)}: ${there}`);
}

/** Hands an answer of the caller's on, if it is bytes. */
export function asked(answer: unknown, name: string, position: number): Uint8Array {
  return checkBytes(answer, () => `${name}(${position})`);
}

/** A log that is followed, on whatever engine; `sasako/verify` tells its users what it is. */
export class LogVerifier {
  readonly profile: Profile;
  readonly logId: bigint;
  readonly #author: Uint8Array;
  readonly #engine: LogEngine;
  readonly #graph: EntryGraph;
  readonly #log: LogState;
  /** By position, what the graph made of the item. */
  readonly #items = new Rows(1);
  readonly #elsewhere: BytesElsewhere;
  /** By position, from `#keptFrom` on. */
  readonly #kept: Uint8Array[] = [];
  readonly #keptFrom: number;
  /** By position, payloads whose size is a lie. */
  readonly #liars = new Map<number, Uint8Array>();
  #records = new Uint8Array(0);
  #prefix = 0n;
  readonly #newest: NewestFinder;

  protected constructor(engine: LogEngine, options: unknown, snapshot?: Uint8Array) {
    const known = ['profile', 'author', 'logId', 'entryAt', 'payloadAt'];
    const given = checkOptions(options, known);
    this.#engine = engine;
    this.profile = checkProfile(given['profile']);
    this.#author = checkBytes(given['author'], 'author', 32).slice();
    this.logId = checkU64(given['logId'], 'logId');
    this.#elsewhere = checkElsewhere(given);
    this.#graph = new EntryGraph(this.profile, engine);
    this.#log = this.#graph.addLog();
    this.#newest = new NewestFinder(this.#graph, this.#log);
    if (snapshot) readSnapshot(engine, this, snapshot, this.#graph, this.#log, this.#items);
    this.#keptFrom = this.#items.count;
    for (let entry = 0; entry < this.#graph.count; entry++) this.#newest.note(entry);
  }

  /** 32 bytes. */
  get author(): Uint8Array {
    return this.#author.slice();
  }

  /** How many items there are, those included that are no entries of this log. */
  get size(): number {
    return this.#items.count;
  }

  /** Bytes of memory for what is known of the entries; their own bytes, where they are kept, don't count. */
  get memoryUsed(): number {
    return this.#graph.bytes + this.#items.bytes;
  }

  /**
   * Takes one entry or many; the first has the position `size` that there was, and the others follow. Leave the bytes
   * alone afterwards, unless there is an `entryAt`.
   *
   * @param entries an entry's bytes, or a list of them, in any order; what is no entry of this log is told so
   * @param payloads a payload for an entry, or a list with as many elements as entries
   * @throws {TypeError} {RangeError} for misuse, with the argument's name; bad data never throws
   */
  add(
    entries: Uint8Array | readonly Uint8Array[],
    payloads?: Optional<Uint8Array | readonly Optional<Uint8Array>[]>,
  ): LogChange {
    const single = entries instanceof Uint8Array;
    const list = checkByteArrays(single ? [entries] : entries, 'entries');
    const given = checkOptionalByteArrays(
      single ? payloads && [payloads] : payloads,
      'payloads',
      list.length,
    );
    const first = this.#items.count;
    const { high, low } = this.#log.unsound;
    this.#graph.begin();
    for (const entry of list) {
      this.#items.add();
      if (!this.#elsewhere.entryAt) this.#kept.push(entry);
    }
    this.#graph.commitments.reserve(list.length);
    for (let start = 0; start < list.length; start += BATCH) {
      const some = list.slice(start, start + BATCH);
      this.#addBatch(some, given?.slice(start, start + BATCH), first + start);
    }
    return this.#change(first, list.length, high, low);
  }

  #addBatch(
    entries: readonly Uint8Array[],
    payloads: readonly (Uint8Array | undefined)[] | undefined,
    first: number,
  ): void {
    const length = RECORD.size * entries.length;
    if (this.#records.length < length) this.#records = new Uint8Array(length);
    const records = this.#records.subarray(0, length);
    this.#engine.verifyLog(this.profile, this.#author, this.logId, entries, payloads, records);
    // In ascending order nothing has to wait for what comes later. What comes of it is the same in any order.
    const order = ascendingOrder(entries);
    const graph = this.#graph;
    const log = this.#log;
    for (let i = 0; i < entries.length; i++) {
      const place = order ? order[i]! : i;
      const known = graph.count;
      const liesKnown = log.lies.length;
      this.#items.set(first + place, 0, graph.take(log, entries[place]!, records, place, first + place));
      if (graph.count > known) this.#newest.note(known);
      if (log.lies.length > liesKnown && !this.#elsewhere.payloadAt) {
        this.#liars.set(first + place, payloads![place]!);
      }
    }
    // A large one is not kept for small ones to come.
    if (length > RECORD.size * SMALL_BATCH) this.#records = new Uint8Array(0);
  }

  #change(first: number, count: number, high: number, low: number): LogChange {
    const { unsound } = this.#log;
    const changed = Array.from(this.#graph.changedEntries(), (entry) => this.#graph.position(entry));
    const change = { first, count, changed, forks: forksOf(this.#graph, this.#graph.changes.forks) };
    if (unsound.high === high && unsound.low === low) return change;
    return { ...change, invalidFrom: { seqNum: unsound.value, reason: this.#reasonAtUnsound() } };
  }

  /** Why the log is invalid from where it is. */
  #reasonAtUnsound(): Reason {
    const { unsound, fork, lie } = this.#log;
    if (unsound.high === fork.high && unsound.low === fork.low) return 'FORKED';
    const isLie = unsound.high === lie.high && unsound.low === lie.low;
    return isLie && lie.value <= this.#log.end.value ? 'PAYLOAD_SIZE_MISMATCH' : 'AFTER_END_OF_LOG';
  }

  /**
   * Takes the payload of an entry that came without, or with another one.
   *
   * @returns whether it is the entry's: one whose hash differs is not taken, and changes nothing (BAM-VER-003); one that
   * proves the entry's size a lie is taken, and makes the log invalid from there on (BAM-LOG-010)
   * @throws {TypeError} {RangeError} for misuse, with the argument's name, and for the position of what is no entry of
   * this log; an Error where the entry's bytes are not to be had
   */
  addPayload(position: number, payload: Uint8Array): Check & { readonly change?: LogChange } {
    const bytes = checkBytes(payload, 'payload');
    const item = this.#itemAt(position);
    const known = EntryGraph.entryOf(item);
    const { reason } = this.#graph.reportOf(this.#log, item);
    // Another payload that came with it doesn't count (BAM-VER-003).
    if (known === undefined && reason !== 'PAYLOAD_HASH_MISMATCH') {
      throw new RangeError(`position ${position} has no entry that could take a payload: ${reason!}`);
    }
    const record = new Uint8Array(RECORD.size);
    const entryBytes = this.#entryAt(position);
    this.#engine.verifyEntries(this.profile, [entryBytes], [bytes], false, record);
    const { commitments } = this.#graph;
    commitments.load(record, RECORD.hash);
    const standing = commitments.find(this.#log.number);
    const entry = standing === 0 ? -1 : commitments.holder(standing - 1) - 1;
    if (entry < 0 || (known !== undefined && entry !== known))
      throw new RangeError(`entryAt(${position}) gave the bytes of another entry`);
    const { high, low } = this.#log.unsound;
    const rejection = rejectionFromRecord(record, 0);
    this.#graph.begin();
    if (!rejection) {
      if (known !== undefined) return { ok: true };
      this.#items.set(position, 0, entry);
      this.#graph.standAt(entry, position);
      return { ok: true, change: { first: this.size, count: 0, changed: [position], forks: [] } };
    }
    if (rejection.reason !== 'PAYLOAD_SIZE_MISMATCH') return rejection;
    this.#items.set(position, 0, EntryGraph.rejectedItem(record, 0));
    const isNew = this.#graph.noteLie(this.#log, entry, position);
    if (isNew && !this.#elsewhere.payloadAt) this.#liars.set(position, bytes);
    return { ...rejected(rejection.reason), change: this.#change(this.size, 0, high, low) };
  }

  #itemAt(position: number): number {
    checkPosition(position, this.#items.count);
    return this.#items.get(position, 0);
  }

  /** How the item at a position stands (BAM-LOG-012). @throws {RangeError} where there is none */
  statusOf(position: number): EntryReport {
    return this.#graph.reportOf(this.#log, this.#itemAt(position));
  }

  /**
   * The highest sequence number up to which the whole log is verified; 0n where entry 1 is not. Found in logarithmic
   * time after a fork, and else at once.
   */
  get verifiedPrefix(): bigint {
    if (this.#prefix > 0n && !this.#isVerified(this.#prefix)) {
      // What is verified has all below it verified.
      let low = 0n;
      while (low + 1n < this.#prefix) {
        const middle = (low + this.#prefix) / 2n;
        if (this.#isVerified(middle)) low = middle;
        else this.#prefix = middle;
      }
      this.#prefix = low;
    }
    // In two words, since it may be far to go, and bigints are slow.
    let low = Number(this.#prefix & 0xffff_ffffn);
    let high = Number(this.#prefix >> 32n);
    do if (++low === 2 ** 32) [high, low] = [high + 1, 0];
    while (this.#isVerifiedAt(high, low));
    return (this.#prefix = BigInt(high) * 2n ** 32n + BigInt(low) - 1n);
  }

  #isVerified(seqNum: bigint): boolean {
    return this.#isVerifiedAt(Number(seqNum >> 32n), Number(seqNum & 0xffff_ffffn));
  }

  #isVerifiedAt(high: number, low: number): boolean {
    const row = this.#graph.commitments.findSeqNum(this.#log.number, high, low);
    if (row === 0) return false;
    const holder = this.#graph.commitments.holder(row - 1);
    return holder !== 0 && this.#graph.isVerified(this.#log, holder - 1);
  }

  /**
   * The entry with the highest sequence number that is not invalid; `undefined` where there is none. Found at once, and
   * in logarithmic time where entries have become invalid.
   */
  get newest(): NewestEntry | undefined {
    const entry = this.#newest.find();
    if (entry === undefined) return undefined;
    return {
      seqNum: this.#graph.seqNum(entry),
      position: this.#graph.position(entry),
      status: this.#graph.reportOf(this.#log, entry).status,
    };
  }

  /** The sequence numbers of all entries that count, invalid ones included; linear in their number, but for sorting. */
  seqNums(): SeqNumRanges {
    const seqNums = new BigUint64Array(this.#graph.count);
    for (let entry = 0; entry < seqNums.length; entry++) seqNums[entry] = this.#graph.seqNum(entry);
    return SeqNumRanges.of(seqNums.sort());
  }

  /** The sequence numbers from 1 to the newest entry's of which no entry is at hand; it takes what `seqNums` does. */
  gaps(): SeqNumRanges {
    const newest = this.newest?.seqNum;
    return newest === undefined ? SeqNumRanges.NONE : SeqNumRanges.of([[1n, newest]]).without(this.seqNums());
  }

  /** Links of entries that are not invalid by number to entries that are not at hand, in no particular order. */
  *danglingLinks(): Generator<DanglingLink, void> {
    yield* danglingLinksOf(this.#graph, this.#log);
  }

  /** Ascending; the log is invalid from the first on (BAM-LOG-004 to BAM-LOG-006). */
  forks(): Fork[] {
    return forksOf(this.#graph, this.#log.forks);
  }

  /** The lowest sequence number at which an entry ends the log; `undefined` while none does (BAM-LOG-009). */
  get endOfLog(): bigint | undefined {
    return this.#log.end.isSet ? this.#log.end.value : undefined;
  }

  /**
   * Proofs of all that can be proved against the author, as {@link LogReport.proofs} has them. For those whose bytes
   * the caller keeps, they are asked for as the proofs are taken.
   *
   * @throws {Error} where an entry's or a payload's bytes are not to be had
   */
  *proofs(): Generator<FoundProof, void> {
    const all = Array.from({ length: this.#graph.count }, (_, entry) => entry);
    const bytes = {
      entryAt: (position: number) => this.#entryAt(position),
      payloadAt: (position: number) => this.#payloadAt(position),
    };
    yield* proofsOf(this.#engine, this.#graph, this.#log, all, bytes);
  }

  #entryAt(position: number): Uint8Array {
    const { entryAt } = this.#elsewhere;
    const kept = this.#kept[position - this.#keptFrom];
    if (kept && !entryAt) return kept;
    if (!entryAt) throw new Error(`the entry at position ${position} came before the restart: give entryAt`);
    return asked(entryAt(position), 'entryAt', position);
  }

  #payloadAt(position: number): Uint8Array {
    const { payloadAt } = this.#elsewhere;
    const kept = this.#liars.get(position);
    if (kept) return kept;
    if (!payloadAt)
      throw new Error(`the payload at position ${position} came before the restart: give payloadAt`);
    return asked(payloadAt(position), 'payloadAt', position);
  }

  /** All at once, as `verifyLog` would report it. */
  report(): LogReport {
    const reports = Array.from({ length: this.size }, (_, position) => this.statusOf(position));
    return reportOf(reports, this.forks(), () => Array.from(this.proofs(), ({ bytes }) => bytes));
  }

  /**
   * All that has been found, for `restore`: some 70 bytes an entry in `p2panda`, 100 in `bamboo`,
   * with a version and a digest. The entries' own bytes are not in it.
   */
  snapshot(): Uint8Array {
    return writeSnapshot(this.#engine, this, this.#graph, this.#log, this.#items);
  }
}

/** What `LogVerifier` is in the package's entry points. */
export interface LogVerifierConstructor {
  /** @throws {TypeError} {RangeError} for misuse, with the option's name */
  new (options: LogVerifierOptions): LogVerifier;
  /**
   * Goes on from a snapshot without verifying again. Bytes of entries that came before are had from `entryAt` alone.
   *
   * A snapshot is as trustworthy as the place where it was kept: its digest shows damage, and not that somebody made it up.
   *
   * @throws {SnapshotError} for what is no snapshot, is damaged, or is of another version, profile, author or log
   * @throws {TypeError} {RangeError} for misuse, with the argument's name
   */
  restore(snapshot: Uint8Array, options: LogVerifierOptions): LogVerifier;
}

export function logVerifierOn(engine: LogEngine): LogVerifierConstructor {
  return class extends LogVerifier {
    constructor(options: LogVerifierOptions, snapshot?: Uint8Array) {
      super(engine, options, snapshot);
    }

    static restore(snapshot: Uint8Array, options: LogVerifierOptions): LogVerifier {
      return new this(options, checkBytes(snapshot, 'snapshot'));
    }
  };
}
