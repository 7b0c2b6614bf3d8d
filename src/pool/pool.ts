import {
  checkByteArrays,
  checkFlag,
  checkObject,
  checkOptionalByteArrays,
  checkOptions,
  checkProfile,
} from '../bamboo/arguments.js';
import type { Profile } from '../bamboo/profile.js';
import { RECORD } from '../bamboo/record.js';
import { verdictFromRecord, type Verdict } from '../bamboo/verdict.js';
import { checkLogInput } from '../verify/arguments.js';
import { LogSet } from '../verify/log-set.js';
import { reportLog, sortLog } from '../verify/log.js';
import { orderByAuthor } from '../verify/order.js';
import type { LogReport } from '../verify/report.js';
import { DEFAULT_TABLE_BYTES, createEngine } from '../wasm/engine.js';
import { ClosedError, Crew, type Verifiers } from './crew.js';
import { Ending } from './ending.js';
import {
  checkCall,
  checkPoolOptions,
  type CallOptions,
  type CheckedCall,
  type PoolLogOptions,
  type PoolOptions,
  type PoolStreamOptions,
  type PoolVerifyOptions,
} from './options.js';
import { Progress } from './progress.js';
import { cutIntoRuns, type Cut } from './runs.js';
import { bringInto } from './into-set.js';
import { Source, type StreamItem } from './source.js';
import { defaultWorkers } from './spawn.js';
import { verdictsOf } from './stream.js';
import { ThisThread } from './this-thread.js';

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
  /** Ends all calls where the pool is closed: a stream may wait for an item then, and not for a worker. */
  readonly #closing = new AbortController();

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
    if (this.#closing.signal.aborted) return Promise.reject(this.#closing.signal.reason as ClosedError);
    return (this.#verifiers ??= this.#create());
  }

  /** The verifiers for a call, as long as it is not ended. */
  #startedFor(ending: Ending): Promise<Verifiers> {
    ending.signal.throwIfAborted();
    return ending.until(this.#started());
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
    { signal, onProgress }: CheckedCall,
    take: (records: Uint8Array, first: number, end: number) => void,
  ): Promise<void> {
    const progress = new Progress(onProgress, entries.length);
    const ending = new Ending(this.#closing.signal, signal);
    try {
      const verifiers = await this.#startedFor(ending);
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
   * lag behind, and the workers where nobody asks for verdicts: at the latest with 64 MiB of entries and payloads that
   * have no verdict yet, or 8 MiB for each worker where that is more, and some 4 MiB on top; one item goes through however
   * large it is.
   *
   * @param items the entries, from anything that can be iterated: an array, a generator, a readable stream of objects
   * (bytes have to stay as they are until their verdicts have come: a buffer that is read into again is not for here)
   * @returns verdicts in batches of up to 1,024, and of fewer where payloads are large, in the order of the items
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
    const source = new Source(items);
    const ending = new Ending(this.#closing.signal, signal);
    try {
      const verifiers = await this.#startedFor(ending);
      const progress = new Progress(onProgress, undefined);
      yield* verdictsOf(source, verifiers, { profile, strictKeys }, ending, progress);
    } catch (error) {
      await source.abandon(ending);
      throw error;
    } finally {
      // Where nobody asks any more.
      await source.end(ending).finally(() => ending.end());
    }
  }

  /**
   * Brings entries into a set of logs as they come, however many: signatures and hashes by all workers, links on this
   * thread. Positions in the set are in the order of the items. Reading waits as in `verifyStream`.
   *
   * @param items as for `verifyStream`; where the set doesn't keep entries, bytes have to stay until their run is verified
   * @throws {TypeError} {RangeError} {Error} (rejects) as `verifyStream`. What was verified before stays in the set. Where
   * reading fails, or an item is wrong, that is all that came before it. Where `signal` aborts or the pool is closed, some
   * items that were read will never be verified, and where a worker dies those that it had: they keep their positions, which
   * `size` counts; `report` leaves them out, and `statusOf` throws a RangeError for them, now and later. To have them
   * verified, bring all into a new set.
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
    const source = new Source(items);
    const ending = new Ending(this.#closing.signal, signal);
    try {
      const verifiers = await this.#startedFor(ending);
      await bringInto(set, source, verifiers, ending, new Progress(onProgress, undefined));
    } catch (error) {
      await source.abandon(ending);
      throw error;
    } finally {
      ending.end();
    }
  }

  /** Ends the workers. Calls that are under way, whatever they wait for, and those that come later, reject. */
  async close(): Promise<void> {
    this.#closing.abort(new ClosedError('the pool has been closed'));
    const verifiers = await this.#verifiers?.catch(() => undefined);
    await verifiers?.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
