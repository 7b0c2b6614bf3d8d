import type { Profile } from '../bamboo/profile.js';
import { MAX_ENTRY_LENGTH } from '../bamboo/profile.js';
import { RECORD } from '../bamboo/record.js';
import { PACKED_ROW, packRun, type CompiledBuild, type RunLimits } from '../wasm/engine.js';
import type { Layout, Start } from './messages.js';
import { spawn, type WorkerHandle } from './spawn.js';

/** Entries that are verified in one go: those from `first` to `end` of the lists. */
export interface Run {
  readonly profile: Profile;
  readonly strictKeys: boolean;
  readonly entries: readonly Uint8Array[];
  readonly payloads: readonly (Uint8Array | undefined)[] | undefined;
  readonly first: number;
  readonly end: number;
  /** The worker that had best do it, since it knows the authors: any number. */
  readonly home: number;
  /** Whether another may as well: nobody loses much who has yet to get to know its authors. */
  readonly roams: boolean;
}

/** Whoever verifies runs: workers, or this thread. */
export interface Verifiers {
  /** How many runs are verified side by side. */
  readonly width: number;
  /** How many workers there are; 0 where it is this thread. */
  readonly workers: number;
  /** The records of a run. Rejects where `signal` aborts, a worker dies or all is closed. */
  submit(run: Run, signal: AbortSignal | undefined): Promise<Uint8Array>;
  close(): Promise<void>;
}

interface Job {
  readonly run: Run;
  readonly settle: (records: Uint8Array | undefined, error?: unknown) => void;
  settled: boolean;
}

/** The jobs that a signal ends: all of them hang on one listener. */
interface Watch {
  readonly jobs: Set<Job>;
  readonly listener: () => void;
}

interface Member {
  handle: WorkerHandle;
  /** Not while a worker that died is being replaced. */
  alive: boolean;
  /** Jobs that wait for it, as long as no other worker has nothing to do. */
  readonly queue: Job[];
  /** By slot. */
  readonly running: Map<number, Job>;
}

/** Runs that a worker has at once: one at work, one to go on with. */
const AT_ONCE = 2;

export class ClosedError extends Error {
  override name = 'ClosedError';
}

function layoutFor(workers: number, { entries, bytes }: RunLimits): Layout {
  const rows = 4 * PACKED_ROW * entries;
  const records = rows + bytes;
  return {
    slots: AT_ONCE * workers,
    slotSize: records + RECORD.size * entries,
    rows: 0,
    bytes: rows,
    records,
  };
}

/** Workers that take runs from queues of their own, and from each other's where they have nothing left. */
export class Crew implements Verifiers {
  readonly width: number;
  readonly workers: number;
  readonly #layout: Layout;
  readonly #shared: SharedArrayBuffer;
  // Runs are packed here first: small writes to shared memory take three times as long.
  readonly #rows: Uint32Array;
  readonly #bytes: Uint8Array;
  readonly #start: Start;
  readonly #members: Member[] = [];
  readonly #freeSlots: number[];
  readonly #watches = new Map<AbortSignal, Watch>();
  #unsettled = 0;
  #willFeed = false;
  #closed = false;

  private constructor(workers: number, compiled: CompiledBuild, limits: RunLimits, tableBytes: number) {
    this.width = workers;
    this.workers = workers;
    this.#layout = layoutFor(workers, limits);
    this.#shared = new SharedArrayBuffer(this.#layout.slots * this.#layout.slotSize);
    this.#rows = new Uint32Array(PACKED_ROW * limits.entries);
    this.#bytes = new Uint8Array(limits.bytes);
    this.#freeSlots = Array.from({ length: this.#layout.slots }, (_, slot) => slot);
    this.#start = {
      type: 'start',
      compiled,
      tableBytes: Math.floor(tableBytes / workers),
      shared: this.#shared,
      layout: this.#layout,
    };
  }

  /**
   * Starts workers, of which all together may take `tableBytes` for tables.
   *
   * @throws {Error} (rejects) where a worker cannot be started
   */
  static async start(
    workers: number,
    compiled: CompiledBuild,
    limits: RunLimits,
    tableBytes: number,
  ): Promise<Crew> {
    const crew = new Crew(workers, compiled, limits, tableBytes);
    try {
      const handles = await Promise.all(Array.from({ length: workers }, () => crew.#spawn()));
      for (const handle of handles) crew.#members.push(crew.#join(handle));
    } catch (error) {
      await crew.close();
      throw error;
    }
    return crew;
  }

  /** A worker that is ready. */
  async #spawn(): Promise<WorkerHandle> {
    const handle = await spawn();
    await new Promise<void>((resolve, reject) => {
      const fail = (cause: Error): void => {
        void handle.terminate();
        reject(new Error(`a worker of the pool could not be started: ${cause.message}`, { cause }));
      };
      handle.onDeath = fail;
      handle.onMessage = (message) => {
        if (message.type === 'failed') fail(new Error(message.message));
        else resolve();
      };
      handle.post(this.#start);
    });
    handle.hold(false);
    return handle;
  }

  #join(handle: WorkerHandle): Member {
    const member: Member = { handle, alive: true, queue: [], running: new Map() };
    this.#listen(member);
    return member;
  }

  #listen(member: Member): void {
    member.handle.onMessage = (message) => {
      if (message.type === 'done') this.#finish(member, message.slot);
      else if (message.type === 'failed') void this.#replace(member, new Error(message.message));
    };
    member.handle.onDeath = (cause) => void this.#replace(member, cause);
  }

  submit(run: Run, signal: AbortSignal | undefined): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (this.#closed) throw new ClosedError('the pool is closed');
      signal?.throwIfAborted();
      const job: Job = {
        run,
        settled: false,
        settle: (records, error) => {
          if (job.settled) return;
          job.settled = true;
          if (signal) this.#unwatch(signal, job);
          this.#count(-1);
          if (records) resolve(records);
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever the signal has
          else reject(error);
        },
      };
      if (signal) this.#watch(signal, job);
      this.#count(1);
      const member = this.#members[run.home % this.#members.length]!;
      member.queue.push(job);
      // Who has nothing to do begins at once; the others' share is left to them until all is submitted.
      if (member.running.size === 0) this.#feed(member);
      this.#feedSoon();
    });
  }

  #watch(signal: AbortSignal, job: Job): void {
    let watch = this.#watches.get(signal);
    if (!watch) {
      const jobs = new Set<Job>();
      const listener = (): void => jobs.forEach(({ settle }) => settle(undefined, signal.reason));
      this.#watches.set(signal, (watch = { jobs, listener }));
      signal.addEventListener('abort', listener);
    }
    watch.jobs.add(job);
  }

  #unwatch(signal: AbortSignal, job: Job): void {
    const watch = this.#watches.get(signal);
    if (!watch?.jobs.delete(job) || watch.jobs.size > 0) return;
    this.#watches.delete(signal);
    signal.removeEventListener('abort', watch.listener);
  }

  /** Keeps the process alive as long as somebody waits. */
  #count(change: 1 | -1): void {
    const before = this.#unsettled;
    this.#unsettled += change;
    if (before === 0 || this.#unsettled === 0) {
      for (const { handle } of this.#members) handle.hold(this.#unsettled > 0);
    }
  }

  /**
   * The next job for a worker: its own, or the last one of the longest queue, but not the only one that a worker
   * has, unless it roams: whoever knows its authors has done it soon.
   */
  #next(member: Member): Job | undefined {
    for (;;) {
      let job = member.queue.shift();
      if (!job && member.running.size === 0) {
        const longest = this.#members.reduce((a, b) => (b.queue.length > a.queue.length ? b : a));
        if (longest.queue.length > 1 || longest.queue[0]?.run.roams) job = longest.queue.pop();
      }
      if (!job?.settled) return job;
    }
  }

  /** Feeds the workers once all that is being submitted is there: nobody takes another's jobs before its own. */
  #feedSoon(): void {
    if (this.#willFeed) return;
    this.#willFeed = true;
    queueMicrotask(() => {
      this.#willFeed = false;
      this.#feedAll();
    });
  }

  /** Hands jobs to all workers in turn, as long as one takes some. */
  #feedAll(): void {
    let hungry = this.#members;
    while (hungry.length > 0) hungry = hungry.filter((member) => this.#feed(member));
  }

  /** Hands a job to a worker, if it takes one and there is one. */
  #feed(member: Member): boolean {
    if (!member.alive || this.#closed || member.running.size >= AT_ONCE || this.#freeSlots.length === 0) {
      return false;
    }
    const job = this.#next(member);
    if (!job) return false;
    const slot = this.#freeSlots.pop()!;
    member.running.set(slot, job);
    try {
      this.#post(member, slot, job.run);
    } catch (error) {
      // There may be no memory for a copy of what is large.
      member.running.delete(slot);
      this.#freeSlots.push(slot);
      job.settle(undefined, error);
    }
    return true;
  }

  #post(member: Member, slot: number, run: Run): void {
    const { profile, strictKeys, entries, payloads, first, end } = run;
    const packed = packRun(MAX_ENTRY_LENGTH[profile], entries, payloads, first, end, this.#rows, this.#bytes);
    const { count, used } = packed;
    if (count !== end - first) throw new RangeError('a run of the pool is too large for a slot');
    const start = slot * this.#layout.slotSize;
    const { rows, bytes } = this.#layout;
    new Uint32Array(this.#shared, start + rows).set(this.#rows.subarray(0, PACKED_ROW * count));
    new Uint8Array(this.#shared, start + bytes).set(this.#bytes.subarray(0, used));
    // Copies of their own: with a view, the whole buffer would be cloned that it is of.
    const large = packed.large.map(({ index, payload }) => ({ index, payload: payload.slice() }));
    const transfer = large.map(({ payload }) => payload.buffer);
    member.handle.post({ type: 'verify', slot, profile, strictKeys, count, used, large }, transfer);
  }

  #finish(member: Member, slot: number): void {
    const job = member.running.get(slot);
    if (!job) return;
    member.running.delete(slot);
    const { first, end } = job.run;
    const at = slot * this.#layout.slotSize + this.#layout.records;
    // A copy: verdicts are read from it long after the slot has gone to another run.
    const records = new Uint8Array(RECORD.size * (end - first));
    records.set(new Uint8Array(this.#shared, at, records.length));
    this.#freeSlots.push(slot);
    job.settle(records);
    this.#feedAll();
  }

  /** A worker has died: those who wait for it are told, and another takes its place. */
  async #replace(member: Member, cause: Error): Promise<void> {
    if (this.#closed) return;
    member.alive = false;
    const error = new Error(`a worker of the pool died: ${cause.message}`, { cause });
    const lost = [...member.running];
    member.running.clear();
    await member.handle.terminate();
    for (const [slot, job] of lost) {
      this.#freeSlots.push(slot);
      job.settle(undefined, error);
    }
    try {
      member.handle = await this.#spawn();
      if (this.#closed) return await member.handle.terminate();
      member.handle.hold(this.#unsettled > 0);
      member.alive = true;
      this.#listen(member);
      this.#feedAll();
    } catch (again) {
      // Without a worker nothing goes on: whoever waits, or comes later, is told why.
      await this.#end(again);
    }
  }

  close(): Promise<void> {
    return this.#end(new ClosedError('the pool has been closed'));
  }

  async #end(reason: unknown): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const jobs = this.#members.flatMap(({ queue, running }) => [...queue, ...running.values()]);
    for (const job of jobs) job.settle(undefined, reason);
    await Promise.all(this.#members.map(({ handle }) => handle.terminate()));
  }
}
