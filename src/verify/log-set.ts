import {
  checkByteArrays,
  checkOptionalByteArrays,
  checkOptions,
  checkProfile,
  type Optional,
} from '../bamboo/arguments.js';
import type { Engine } from '../bamboo/engine.js';
import type { Profile } from '../bamboo/profile.js';
import type { Reason } from '../bamboo/reasons.js';
import { RECORD } from '../bamboo/record.js';
import { EntryGraph } from './entry-graph.js';
import { forksOf, proofsOf, type FoundProof } from './found-proofs.js';
import { LogDirectory, type NamedLog } from './log-directory.js';
import { asked, checkElsewhere, checkPosition, type BytesElsewhere } from './log-verifier.js';
import { orderByAuthor } from './order.js';
import type { EntryReport, Fork } from './report.js';
import { Rows } from './rows.js';

export interface LogSetOptions extends BytesElsewhere {
  readonly profile: Profile;
}

/** A fork, and where. */
export interface LogFork extends Fork {
  /** 32 bytes. */
  readonly author: Uint8Array;
  readonly logId: bigint;
}

/** What entries have brought by coming. */
export interface LogSetChange {
  /** The position of the first of them; the others follow. */
  readonly first: number;
  readonly count: number;
  /** Forks that were not known before. */
  readonly forks: readonly LogFork[];
}

/** How many entries stand how. */
export interface Tally {
  /** All of them, whatever their status. */
  readonly entries: number;
  readonly verified: number;
  readonly pathVerified: number;
  readonly unlinked: number;
  readonly invalid: number;
  /** The invalid ones by their reasons. */
  readonly reasons: ReadonlyMap<Reason, number>;
}

/** One log of a {@link LogSetReport}. */
export interface LogSummary extends Tally {
  /** How many of the entries are copies of others of them, byte by byte. */
  readonly copies: number;
  /** 32 bytes. */
  readonly author: Uint8Array;
  readonly logId: bigint;
  /** Ascending. */
  readonly forks: readonly Fork[];
  /** The highest sequence number that is not invalid; 0n where all are. */
  readonly newest: bigint;
  /** Where the log ends, if it does. */
  readonly endOfLog?: bigint;
}

/** What a {@link LogSet} found, log by log and in all. */
export interface LogSetReport extends Tally {
  /** How many entries are copies of others, in all logs. */
  readonly copies: number;
  /** How many sequence numbers are forked, in all logs. */
  readonly forks: number;
  /** In the order in which they were first met. */
  readonly logs: readonly LogSummary[];
  /** Entries of no log: those that don't decode, and those whose signature is wrong, whoever they claim to be of. */
  readonly ofNoLog: Tally;
}

/** A proof with the log that it is about. */
export interface LogProof extends FoundProof {
  /** 32 bytes. */
  readonly author: Uint8Array;
  readonly logId: bigint;
}

/** Entries for which an engine is called at once, at the most. */
const BATCH = 4096;
// Words of an item.
const LOG = 0;
const ITEM = 1;
/** Instead of a log's number, counted from 1. */
const OF_NO_LOG = 0;
/** For an item that has a position, and whose entry is not verified: a pool is at it, or was ended. */
const PENDING = 0xffff_ffff;

class Counts {
  entries = 0;
  verified = 0;
  pathVerified = 0;
  unlinked = 0;
  invalid = 0;
  readonly reasons = new Map<Reason, number>();

  count({ status, reason }: EntryReport): void {
    this.entries++;
    if (status === 'verified') this.verified++;
    else if (status === 'path-verified') this.pathVerified++;
    else if (status === 'unlinked') this.unlinked++;
    else {
      this.invalid++;
      this.reasons.set(reason!, (this.reasons.get(reason!) ?? 0) + 1);
    }
  }

  tally(): Tally {
    const { entries, verified, pathVerified, unlinked, invalid, reasons } = this;
    return { entries, verified, pathVerified, unlinked, invalid, reasons };
  }
}

/** How others than `add` bring entries into a set: a pool, that has verified them elsewhere. */
export interface Feed {
  /** Positions for so many items: the first of them. */
  reserve(count: number): number;
  /** Takes entries with the records that an engine has written for them. */
  take(
    entries: readonly Uint8Array[],
    payloads: readonly (Uint8Array | undefined)[] | undefined,
    records: Uint8Array,
    positionOf: (index: number) => number,
  ): void;
}

/** See {@link Feed}. */
export let feedOf: (set: LogSet) => Feed;

/** Many logs that are followed, on whatever engine; `sasako/verify` tells its users what it is. */
export class LogSet {
  readonly profile: Profile;
  readonly #engine: Engine;
  readonly #graph: EntryGraph;
  readonly #directory: LogDirectory;
  readonly #items = new Rows(2);
  readonly #elsewhere: BytesElsewhere;
  readonly #kept: Uint8Array[] = [];
  readonly #liars = new Map<number, Uint8Array>();

  static {
    feedOf = (set) => ({
      reserve: (count) => set.#reserve(count),
      take: (entries, payloads, records, positionOf) => {
        set.#graph.begin();
        set.#take(entries, payloads, records, positionOf);
      },
    });
  }

  protected constructor(engine: Engine, options: unknown) {
    const given = checkOptions(options, ['profile', 'entryAt', 'payloadAt']);
    this.#engine = engine;
    this.profile = checkProfile(given['profile']);
    this.#elsewhere = checkElsewhere(given);
    this.#graph = new EntryGraph(this.profile, engine);
    this.#directory = new LogDirectory(this.#graph);
  }

  /** How many items there are. */
  get size(): number {
    return this.#items.count;
  }

  /** Bytes of memory for what is known of the entries; their own bytes, where they are kept, don't count. */
  get memoryUsed(): number {
    return this.#graph.bytes + this.#items.bytes;
  }

  /**
   * Takes entries of whatever logs, in any order. The first has the position `size` that there was, and the others
   * follow. Leave the bytes alone afterwards, unless there is an `entryAt`.
   *
   * @param payloads as many elements as entries
   * @throws {TypeError} {RangeError} for misuse, with the argument's name; bad data never throws
   */
  add(list: readonly Uint8Array[], payloads?: Optional<readonly Optional<Uint8Array>[]>): LogSetChange {
    const entries = checkByteArrays(list, 'list');
    const given = checkOptionalByteArrays(payloads, 'payloads', entries.length);
    const first = this.#reserve(entries.length);
    this.#graph.begin();
    for (let start = 0; start < entries.length; start += BATCH) {
      const some = entries.slice(start, start + BATCH);
      const order = orderByAuthor(some);
      const sorted = order ? Array.from(order, (i) => some[i]!) : some;
      const own = given && sorted.map((_, i) => given[start + (order ? order[i]! : i)]);
      const records = new Uint8Array(RECORD.size * some.length);
      this.#engine.verifyEntries(this.profile, sorted, own, false, records);
      this.#take(sorted, own, records, (i) => first + start + (order ? order[i]! : i));
    }
    const forks = this.#graph.changes.forks.map((row) => {
      const { author, logId } = this.#directory.logs[this.#graph.commitments.log(row)]!;
      return { author: author.slice(), logId, ...forksOf(this.#graph, [row])[0]! };
    });
    return { first, count: entries.length, forks };
  }

  #reserve(count: number): number {
    const first = this.#items.count;
    for (let i = 0; i < count; i++) this.#items.set(this.#items.add(), ITEM, PENDING);
    return first;
  }

  #take(
    entries: readonly Uint8Array[],
    payloads: readonly (Uint8Array | undefined)[] | undefined,
    records: Uint8Array,
    positionOf: (index: number) => number,
  ): void {
    const keeps = !this.#elsewhere.entryAt;
    for (let i = 0; i < entries.length; i++) {
      const position = positionOf(i);
      const entry = entries[i]!;
      if (keeps) this.#kept[position] = entry;
      const reason = records[i * RECORD.size + RECORD.reason]!;
      if (reason !== 0 && !EntryGraph.concernsPayload(reason)) {
        // Nobody vouches for it: it is of no log, whatever it says.
        this.#items.set(position, ITEM, EntryGraph.rejectedItem(records, i));
        continue;
      }
      const { state } = this.#directory.of(entry, records, i * RECORD.size + RECORD.logId);
      const lies = state.lies.length;
      this.#items.set(position, LOG, state.number + 1);
      this.#items.set(position, ITEM, this.#graph.take(state, entry, records, i, position));
      if (state.lies.length > lies && !this.#elsewhere.payloadAt) this.#liars.set(position, payloads![i]!);
    }
  }

  /**
   * How the item at a position stands in its log (BAM-LOG-012).
   *
   * @throws {RangeError} where there is none, or where a pool has not verified it: not yet, or not before it was ended
   */
  statusOf(position: number): EntryReport {
    checkPosition(position, this.#items.count);
    const item = this.#items.get(position, ITEM);
    if (item === PENDING) {
      throw new RangeError(
        `the entry at position ${position} is not verified: its pool is at it, or was ended`,
      );
    }
    return this.#graph.reportOf(this.#logAt(position)?.state, item);
  }

  /** The log of the item at a position; `undefined` where it is of none. @throws {RangeError} where there is no item */
  logOf(position: number): { readonly author: Uint8Array; readonly logId: bigint } | undefined {
    checkPosition(position, this.#items.count);
    const log = this.#logAt(position);
    return log && { author: log.author.slice(), logId: log.logId };
  }

  #logAt(position: number): NamedLog | undefined {
    const number = this.#items.get(position, LOG);
    return number === OF_NO_LOG ? undefined : this.#directory.logs[number - 1];
  }

  /** What there is, log by log and in all, of the items that are verified; linear in their number. */
  report(): LogSetReport {
    const all = new Counts();
    const ofNoLog = new Counts();
    const byLog = this.#directory.logs.map(() => ({ counts: new Counts(), newest: 0n, copies: 0 }));
    const seen = new Uint8Array(this.#graph.count);
    for (let position = 0; position < this.#items.count; position++) {
      if (this.#items.get(position, ITEM) === PENDING) continue;
      const report = this.statusOf(position);
      const number = this.#items.get(position, LOG);
      all.count(report);
      if (number === OF_NO_LOG) {
        ofNoLog.count(report);
        continue;
      }
      const log = byLog[number - 1]!;
      log.counts.count(report);
      const entry = EntryGraph.entryOf(this.#items.get(position, ITEM));
      if (entry === undefined) continue;
      log.copies += seen[entry]!;
      seen[entry] = 1;
      if (report.status === 'invalid') continue;
      const seqNum = this.#graph.seqNum(entry);
      if (seqNum > log.newest) log.newest = seqNum;
    }
    const logs = this.#directory.logs.map(({ author, logId, state }, i): LogSummary => {
      const { counts, newest, copies } = byLog[i]!;
      const forks = forksOf(this.#graph, state.forks);
      const summary = { author: author.slice(), logId, ...counts.tally(), copies, forks, newest };
      return state.end.isSet ? { ...summary, endOfLog: state.end.value } : summary;
    });
    return {
      ...all.tally(),
      copies: logs.reduce((sum, { copies }) => sum + copies, 0),
      forks: logs.reduce((sum, { forks }) => sum + forks.length, 0),
      logs,
      ofNoLog: ofNoLog.tally(),
    };
  }

  /**
   * Proofs of all that can be proved against the authors, log by log: for each fork, each lie about a payload's size, each link
   * to a wrong sequence number, and once for what comes after the end of a log.
   *
   * @throws {Error} where an entry's or a payload's bytes are not to be had
   */
  *proofs(): Generator<LogProof, void> {
    const suspects = new Map<number, number[]>();
    for (let entry = 0; entry < this.#graph.count; entry++) {
      const number = this.#graph.commitments.log(this.#graph.own(entry));
      const { forks, lies, end } = this.#directory.logs[number]!.state;
      const isSuspect = forks.length > 0 || lies.length > 0 || end.isSet;
      if (!isSuspect && !this.#graph.isMisled(entry)) continue;
      const entries = suspects.get(number);
      if (entries) entries.push(entry);
      else suspects.set(number, [entry]);
    }
    const bytes = {
      entryAt: (position: number): Uint8Array => this.#kept[position] ?? this.#ask('entryAt', position),
      payloadAt: (position: number): Uint8Array =>
        this.#liars.get(position) ?? this.#ask('payloadAt', position),
    };
    for (const [number, entries] of suspects) {
      const { author, logId, state } = this.#directory.logs[number]!;
      for (const proof of proofsOf(this.#engine, this.#graph, state, entries, bytes))
        yield { author: author.slice(), logId, ...proof };
    }
  }

  #ask(name: 'entryAt' | 'payloadAt', position: number): Uint8Array {
    return asked(this.#elsewhere[name]?.(position), name, position);
  }
}

/** What `LogSet` is in the package's entry points. */
export interface LogSetConstructor {
  /** @throws {TypeError} {RangeError} for misuse, with the option's name */
  new (options: LogSetOptions): LogSet;
}

export function logSetOn(engine: Engine): LogSetConstructor {
  return class extends LogSet {
    constructor(options: LogSetOptions) {
      super(engine, options);
    }
  };
}
