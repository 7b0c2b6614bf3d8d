import {
  checkByteArrays,
  checkBytes,
  checkFlag,
  checkObject,
  checkOptionalByteArrays,
  checkOptionalBytes,
  checkOptions,
  checkProfile,
  isPlain,
  type Optional,
} from '../bamboo/arguments.js';
import { checkConfiguration, type Configuration } from '../bamboo/configuration.js';
import type { Profile } from '../bamboo/profile.js';
import { RECORD } from '../bamboo/record.js';
import { verdictFromRecord, type Verdict } from '../bamboo/verdict.js';
import type { VerifyAllOptions, VerifySignatureOptions } from '../bamboo/verifying.js';
import { checkLogInput } from '../verify/arguments.js';
import { LogSet, feedOf } from '../verify/log-set.js';
import { reportLog, sortLog } from '../verify/log.js';
import { authorKey, orderByAuthor } from '../verify/order.js';
import type { LogReport, VerifyLogOptions } from '../verify/report.js';
import { DEFAULT_TABLE_BYTES, createEngine } from '../wasm/engine.js';
import { ClosedError, Crew, type Verifiers } from './crew.js';
import { Progress, type ProgressListener } from './progress.js';
import { cutIntoRuns, hasRoom, sizeInRun, type Cut } from './runs.js';
import { defaultWorkers } from './spawn.js';
import { ThisThread } from './this-thread.js';

/** How a pool is to be. */
export interface PoolOptions extends Configuration {
  /**
   * How many workers, 0 to 64; as many as there are processors, at most 8, where it isn't said. With 0 the calls do their work
   * on this thread, and let others have a turn every some ten milliseconds. So they do where there can be no workers: in
   * pages that are not cross-origin isolated.
   */
  readonly workers?: Optional<number>;
}

/** What can be asked of each call of a pool. */
export interface CallOptions {
  /** Ends the call early: it rejects with the signal's reason. */
  readonly signal?: Optional<AbortSignal>;
  /** Called now and then, at most twenty times a second, and when all is done. */
  readonly onProgress?: Optional<ProgressListener>;
}

export type PoolVerifyOptions = VerifyAllOptions & CallOptions;
export type PoolLogOptions = VerifyLogOptions & CallOptions;
export interface PoolStreamOptions extends VerifySignatureOptions, CallOptions {
  readonly profile: Profile;
}

/** An entry of a stream: its bytes, alone or with those of its payload. */
export type StreamItem = Uint8Array | { readonly entry: Uint8Array; readonly payload?: Optional<Uint8Array> };

const MAX_WORKERS = 64;
/** With so many entries of an author on end, its table pays for a worker that has not had it before. */
const ROAMING = 64;
/** Verdicts that come from a stream together. */
const BATCH = 1024;

function checkCall(given: Record<string, unknown>): {
  signal: AbortSignal | undefined;
  onProgress: ProgressListener | undefined;
} {
  const signal = given['signal'] ?? undefined;
  const onProgress = given['onProgress'] ?? undefined;
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError('signal must be an AbortSignal');
  }
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new TypeError('onProgress must be a function');
  }
  return { signal, onProgress: onProgress as ProgressListener | undefined };
}

function checkPoolOptions(
  options: unknown,
): { workers: number | undefined } & ReturnType<typeof checkConfiguration> {
  const { workers, ...configuration } = checkOptions(options, ['workers', 'tableBytes', 'relaxedSimd']);
  if (workers === undefined || workers === null)
    return { workers: undefined, ...checkConfiguration(configuration) };
  if (typeof workers !== 'number') throw new TypeError('workers must be a number');
  if (!Number.isInteger(workers) || workers < 0 || workers > MAX_WORKERS) {
    throw new RangeError(`workers must be a whole number from 0 to ${MAX_WORKERS}`);
  }
  return { workers, ...checkConfiguration(configuration) };
}

/** The items of a batch of a stream, and their verdicts as far as they are there. */
interface Batch {
  readonly verdicts: Verdict[];
  /** How many have no verdict yet. */
  missing: number;
}

/** A run of a stream that is being filled. */
class OpenRun {
  readonly entries: Uint8Array[] = [];
  readonly payloads: (Uint8Array | undefined)[] = [];
  readonly batches: Batch[] = [];
  readonly indexes: number[] = [];
  bytes = 0;
  /** How often another author's entry follows on one's. */
  stretches = 0;
  lastAuthor: number | undefined;
}

/** A run for a set of logs that is being filled. */
class SetRun {
  readonly entries: Uint8Array[] = [];
  readonly payloads: (Uint8Array | undefined)[] = [];
  readonly positions: number[] = [];
  bytes = 0;
}

/**
 * Workers that verify entries side by side: threads under Node, Web Workers in pages that are cross-origin isolated.
 * Verdicts are those of `verifyEntries` and `verifyLog`, in the same order.
 *
 * Workers start at the first call. An idle pool doesn't keep a process alive; `close` ends its workers at once.
 *
 * @example
 * const pool = new VerifierPool({ workers: 2 });
 * const verdicts = await pool.verifyEntries(entries, { profile: 'p2panda', payloads });
 * await pool.close();
 */
export class VerifierPool {
  readonly #options: ReturnType<typeof checkPoolOptions>;
  /** This thread's own core: for links, and for all where there are no workers. */
  readonly #engine: ReturnType<typeof createEngine>;
  #verifiers: Promise<Verifiers> | undefined;
  #closed = false;

  /** @throws {TypeError} {RangeError} with the option's name */
  constructor(options: PoolOptions = {}) {
    this.#options = checkPoolOptions(options);
    const { relaxedSimd, tableBytes } = this.#options;
    this.#engine = createEngine({ build: relaxedSimd === false ? 'simd' : undefined, tableBytes });
  }

  /**
   * Starts the workers, which the first call would do too.
   *
   * @returns how many there are; 0 where this thread does the work
   * @throws {Error} (rejects) where a worker that there should be cannot be started, or the pool has been closed
   */
  async start(): Promise<number> {
    return (await this.#started()).workers;
  }

  #started(): Promise<Verifiers> {
    if (this.#closed) return Promise.reject(new ClosedError('the pool has been closed'));
    return (this.#verifiers ??= this.#create());
  }

  async #create(): Promise<Verifiers> {
    const possible = await defaultWorkers();
    // Where the platform has none, none is what there is.
    const workers = possible === 0 ? 0 : (this.#options.workers ?? possible);
    if (workers === 0) return new ThisThread(this.#engine);
    const { tableBytes = DEFAULT_TABLE_BYTES } = this.#options;
    return Crew.start(workers, this.#engine.compiled(), this.#engine.runLimits(), tableBytes);
  }

  /**
   * As `verifyEntries` of `sasako`, by all workers.
   *
   * @param list the entries' bytes; leave them alone until the call is over
   * @throws {TypeError} {RangeError} (rejects) for misuse, with the argument's name; the signal's reason where it aborts; an
   * Error where a worker dies, and where the pool is closed
   */
  async verifyEntries(list: readonly Uint8Array[], options: PoolVerifyOptions): Promise<Verdict[]> {
    const entries = checkByteArrays(list, 'list');
    const given = checkOptions(options, ['profile', 'payloads', 'strictKeys', 'signal', 'onProgress']);
    const profile = checkProfile(given['profile']);
    const payloads = checkOptionalByteArrays(given['payloads'], 'payloads', entries.length);
    const strictKeys = checkFlag(given['strictKeys'], 'strictKeys');
    const call = checkCall(given);

    const verdicts = new Array<Verdict>(entries.length);
    const order = orderByAuthor(entries);
    const sorted = order ? Array.from(order, (i) => entries[i]!) : entries;
    const sortedPayloads = order && payloads ? Array.from(order, (i) => payloads[i]) : payloads;
    await this.#verify(profile, strictKeys, sorted, sortedPayloads, call, (records, first, end) => {
      for (let i = first; i < end; i++) {
        const verdict = verdictFromRecord(profile, sorted[i]!, records, i - first);
        verdicts[order ? order[i]! : i] = verdict;
      }
    });
    return verdicts;
  }

  /**
   * As `verifyLog` of `sasako/verify`: entries by all workers, and then their links on this thread, which takes a
   * hundredth of the time.
   *
   * @throws {TypeError} {RangeError} {Error} (rejects) as `verifyEntries`
   */
  async verifyLog(list: readonly Uint8Array[], options: PoolLogOptions): Promise<LogReport> {
    const { signal, onProgress, ...log } = checkObject(options, 'options');
    const input = checkLogInput(list, log);
    const call = checkCall({ signal, onProgress });
    const { profile, author, logId } = input;
    const sorted = sortLog(input);
    const records = new Uint8Array(RECORD.size * sorted.entries.length);
    await this.#verify(profile, false, sorted.entries, sorted.payloads, call, (found, first) =>
      records.set(found, RECORD.size * first),
    );
    this.#engine.linkEntries(profile, author, logId, sorted.entries, records);
    return reportLog(this.#engine, input, sorted, records);
  }

  /** Has all entries verified, run by run, and hands on the records of each run. */
  async #verify(
    profile: Profile,
    strictKeys: boolean,
    entries: readonly Uint8Array[],
    payloads: readonly (Uint8Array | undefined)[] | undefined,
    { signal, onProgress }: ReturnType<typeof checkCall>,
    take: (records: Uint8Array, first: number, end: number) => void,
  ): Promise<void> {
    signal?.throwIfAborted();
    const verifiers = await this.#started();
    signal?.throwIfAborted();
    const progress = new Progress(onProgress, entries.length);
    const ending = new Ending(signal);
    try {
      const verify = async (cut: Cut): Promise<void> => {
        const run = { profile, strictKeys, entries, payloads, ...cut, roams: true };
        take(await verifiers.submit(run, ending.signal), cut.first, cut.end);
        progress.add(cut.end - cut.first);
      };
      const verified = Array.from(cutIntoRuns(profile, entries, payloads, verifiers.width), verify);
      await Promise.all(verified);
    } finally {
      ending.end();
    }
    progress.end();
  }

  /**
   * Verifies entries as they come, however many: what is in memory at a time is bounded. Reading waits where the workers
   * lag behind, and the workers where nobody asks for verdicts.
   *
   * @param items the entries, from anything that can be iterated: an array, a generator, a readable stream of objects
   * (bytes have to stay as they are until their verdicts have come: a buffer that is read into again is not for here)
   * @returns verdicts in batches of up to 1,024, in the order of the items
   * @throws {TypeError} {RangeError} for misuse, with the argument's name; `signal.reason`; what reading throws; an Error where
   * a worker dies, and where the pool is closed
   * @example
   * for await (const verdicts of pool.verifyStream(readEntries(file), { profile: 'bamboo' })) {
   *   bad += verdicts.filter(({ ok }) => !ok).length;
   * }
   */
  async *verifyStream(
    items: Iterable<StreamItem> | AsyncIterable<StreamItem>,
    options: PoolStreamOptions,
  ): AsyncGenerator<Verdict[], void, undefined> {
    const given = checkOptions(options, ['profile', 'strictKeys', 'signal', 'onProgress']);
    const profile = checkProfile(given['profile']);
    const strictKeys = checkFlag(given['strictKeys'], 'strictKeys');
    const { signal, onProgress } = checkCall(given);
    const source = iteratorOf(items);
    signal?.throwIfAborted();
    const verifiers = await this.#started();
    const progress = new Progress(onProgress, undefined);
    const ending = new Ending(signal);

    const open: (OpenRun | undefined)[] = new Array<undefined>(verifiers.width).fill(undefined);
    const batches: Batch[] = [];
    const mostBatches = 2 * verifiers.width + 2;
    let failure: { readonly error: unknown } | undefined;
    let wake: () => void = () => undefined;

    const dispatch = (home: number): void => {
      const run = open[home];
      if (!run) return;
      open[home] = undefined;
      const { entries, payloads, indexes } = run;
      const end = entries.length;
      const roams = ROAMING * run.stretches <= end;
      const whole = { profile, strictKeys, entries, payloads, first: 0, end, home, roams };
      verifiers.submit(whole, ending.signal).then(
        (records) => {
          for (let i = 0; i < end; i++) {
            const batch = run.batches[i]!;
            batch.verdicts[indexes[i]!] = verdictFromRecord(profile, entries[i]!, records, i);
            batch.missing--;
          }
          progress.add(end);
          wake();
        },
        (error: unknown) => {
          failure ??= { error };
          wake();
        },
      );
    };
    const take = (entry: Uint8Array, payload: Uint8Array | undefined, batch: Batch): void => {
      const author = authorKey(entry);
      const home = (author >>> 0) % verifiers.width;
      const more = sizeInRun(profile, entry, payload);
      if (open[home] && !hasRoom(open[home].entries.length, open[home].bytes, more)) dispatch(home);
      const run = (open[home] ??= new OpenRun());
      if (run.lastAuthor !== author) {
        run.lastAuthor = author;
        run.stretches++;
      }
      run.indexes.push(batch.verdicts.length);
      run.batches.push(batch);
      run.entries.push(entry);
      run.payloads.push(payload);
      run.bytes += more;
      batch.verdicts.push(undefined as never);
      batch.missing++;
    };
    /** Waits for the verdicts of the oldest batch. */
    const settled = async (batch: Batch): Promise<Verdict[]> => {
      for (let home = 0; home < open.length; home++) if (open[home]?.batches[0] === batch) dispatch(home);
      while (batch.missing > 0 && !failure) await new Promise<void>((resolve) => (wake = resolve));
      if (failure) throw failure.error;
      return batch.verdicts;
    };

    let ended = false;
    try {
      for (let count = 0; !ended;) {
        let batch: Batch | undefined;
        while (!batch || batch.verdicts.length < BATCH) {
          const next = source.next();
          const { done, value }: IteratorResult<unknown, unknown> = 'then' in next ? await next : next;
          if (done) {
            ended = true;
            break;
          }
          if (!batch) batches.push((batch = { verdicts: [], missing: 0 }));
          take(entryOf(value, count), payloadOf(value, count), batch);
          count++;
        }
        signal?.throwIfAborted();
        if (failure) throw failure.error;
        while (batches.length >= mostBatches) yield await settled(batches.shift()!);
      }
      for (let batch = batches.shift(); batch; batch = batches.shift()) yield await settled(batch);
      progress.end();
    } finally {
      ending.end();
      if (!ended) await source.return?.();
    }
  }

  /**
   * Brings entries into a set of logs as they come, however many: signatures and hashes by all workers, links on this
   * thread. Positions in the set are in the order of the items.
   *
   * @param items as for `verifyStream`; where the set doesn't keep entries, bytes have to stay until their run is verified
   * @throws {TypeError} {RangeError} {Error} (rejects) as `verifyStream`; what had come before stays in the set
   * @example
   * const set = new LogSet({ profile: 'p2panda', entryAt: (position) => file.entryAt(offsets[position]) });
   * await pool.verifyInto(set, readEntries(file), { onProgress });
   */
  async verifyInto(
    set: LogSet,
    items: Iterable<StreamItem> | AsyncIterable<StreamItem>,
    options: CallOptions = {},
  ): Promise<void> {
    if (!(set instanceof LogSet)) throw new TypeError('set must be a LogSet');
    const { signal, onProgress } = checkCall(checkOptions(options, ['signal', 'onProgress']));
    const source = iteratorOf(items);
    signal?.throwIfAborted();
    const verifiers = await this.#started();
    const progress = new Progress(onProgress, undefined);
    const ending = new Ending(signal);
    const feed = feedOf(set);
    const { profile } = set;

    const open: (SetRun | undefined)[] = new Array<undefined>(verifiers.width).fill(undefined);
    const underWay = new Set<Promise<void>>();
    const mostRuns = 2 * verifiers.width + 2;
    const dispatch = (home: number): void => {
      const run = open[home];
      if (!run) return;
      open[home] = undefined;
      const { entries, payloads, positions } = run;
      const whole = {
        profile,
        strictKeys: false,
        entries,
        payloads,
        first: 0,
        end: entries.length,
        home,
        roams: true,
      };
      const done = verifiers.submit(whole, ending.signal).then((records) => {
        feed.take(entries, payloads, records, (i) => positions[i]!);
        progress.add(entries.length);
        underWay.delete(done);
      });
      // Looked at when it is waited for.
      done.catch(() => undefined);
      underWay.add(done);
    };
    const take = (entry: Uint8Array, payload: Uint8Array | undefined): void => {
      const home = (authorKey(entry) >>> 0) % verifiers.width;
      const more = sizeInRun(profile, entry, payload);
      if (open[home] && !hasRoom(open[home].entries.length, open[home].bytes, more)) dispatch(home);
      const run = (open[home] ??= new SetRun());
      run.entries.push(entry);
      run.payloads.push(payload);
      run.positions.push(feed.reserve(1));
      run.bytes += more;
    };

    let ended = false;
    try {
      for (let count = 0; ; count++) {
        const next = source.next();
        const { done, value }: IteratorResult<unknown, unknown> = 'then' in next ? await next : next;
        if (done) {
          ended = true;
          break;
        }
        take(entryOf(value, count), payloadOf(value, count));
        if (underWay.size < mostRuns) continue;
        await Promise.race(underWay);
        signal?.throwIfAborted();
      }
      for (let home = 0; home < open.length; home++) dispatch(home);
      await Promise.all(underWay);
      progress.end();
    } finally {
      ending.end();
      if (!ended) await source.return?.();
    }
  }

  /** Ends the workers. Calls that are under way, and those that come later, reject. */
  async close(): Promise<void> {
    this.#closed = true;
    const verifiers = await this.#verifiers?.catch(() => undefined);
    await verifiers?.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** A signal for the runs of one call: it follows the caller's, and drops what is left once the call is over. */
class Ending {
  readonly #own = new AbortController();
  readonly #callers: AbortSignal | undefined;
  readonly #follow = (): void => this.#own.abort(this.#callers?.reason);

  constructor(callers: AbortSignal | undefined) {
    this.#callers = callers;
    callers?.addEventListener('abort', this.#follow);
  }

  get signal(): AbortSignal {
    return this.#own.signal;
  }

  end(): void {
    this.#callers?.removeEventListener('abort', this.#follow);
    this.#own.abort();
  }
}

type AnyIterator = Iterator<unknown, unknown> | AsyncIterator<unknown, unknown>;

function iteratorOf(items: unknown): AnyIterator {
  const iterable = checkObject(items, 'items') as {
    readonly [Symbol.asyncIterator]?: () => AnyIterator;
    readonly [Symbol.iterator]?: () => AnyIterator;
  };
  const iterator = iterable[Symbol.asyncIterator]?.() ?? iterable[Symbol.iterator]?.();
  if (!iterator) throw new TypeError('items must be iterable, or asynchronously so');
  return iterator;
}

// An item of a stream. Nothing is allocated for one that is right: there may be millions.

function entryOf(item: unknown, position: number): Uint8Array {
  if (isPlain(item)) return item;
  if (item instanceof Uint8Array) return checkBytes(item, `items[${position}]`);
  if (typeof item !== 'object' || item === null) checkObject(item, `items[${position}]`);
  const { entry } = item as { readonly entry?: unknown };
  return isPlain(entry) ? entry : checkBytes(entry, `items[${position}].entry`);
}

function payloadOf(item: unknown, position: number): Uint8Array | undefined {
  if (item instanceof Uint8Array) return undefined;
  const { payload } = item as { readonly payload?: unknown };
  return isPlain(payload) ? payload : checkOptionalBytes(payload, () => `items[${position}].payload`);
}
