import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { FROM_DISK, GROUPS, IN_MEMORY, NO_WORKER, ONE_WORKER, TWO_WORKERS } from './names.js';
import { WrongSubject, type Case, type Contender, type Plan } from '../contender.js';
import { PAYLOAD_SIZE } from '../corpora.js';
import { ORDERS, corpusOnDisk, type Order } from '../disk/corpus.js';
import { DiskVerifier } from '../disk/verifier.js';
import type { Core } from '../subjects/cores.js';
import { Child } from '../threads/child.js';

// Side by side: a pool of two workers against one, and a million entries from disk; in processes that have nothing else
// to do.

/** Where large corpora are kept. */
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/sasako-bench');

export interface WorkerOptions {
  /** Entries in memory, for the pool. */
  readonly entries: number;
  /** Authors and the length of each one's log, for the disk. */
  readonly authors: number;
  readonly length: number;
  readonly parts: number;
  readonly onProgress: (what: string, done: number, total: number) => void;
  /** Told the most bytes that the process with two workers had resident, and for how many entries. */
  readonly onPeak: (bytes: number, entries: number) => void;
  /** Where to leave what has to be stopped at the end. */
  readonly onEnd: (stop: () => void | Promise<void>) => void;
}

export function workerPlans(core: Core, options: WorkerOptions): Plan[] {
  return [
    { group: GROUPS.pool, name: 'verifyEntries', make: () => poolCase(options) },
    { group: GROUPS.ceiling, name: 'verifyEntries', make: () => ceilingCase(options) },
    ...ORDERS.map((order): Plan => {
      const name = diskName(options, order);
      return { group: GROUPS.disk, name, make: () => diskCase(core, options, order, name) };
    }),
  ];
}

function diskName({ authors, length }: WorkerOptions, order: Order): string {
  const [entries, people] = [authors * length, authors].map((count) => count.toLocaleString('en'));
  return `verifyStream, ${entries} entries of ${people} authors, ${order}`;
}

async function poolCase({ entries: count, onEnd }: WorkerOptions): Promise<Case> {
  const forgeries = 8;
  const contender = async (subject: string, workers: number): Promise<Contender> => {
    const args = [workers, count, forgeries].map(String);
    const child = await Child.start(join(import.meta.dirname, '../threads/pool.mjs'), args);
    onEnd(() => child.stop());
    const run = async (): Promise<void> => {
      const { rejected } = (await child.ask({})) as { rejected: number };
      if (rejected !== forgeries) {
        throw new WrongSubject(subject, `rejected ${rejected} entries where ${forgeries} are forged`);
      }
    };
    return { subject, operations: count, async: true, run, check: run };
  };
  return {
    group: GROUPS.pool,
    name: 'verifyEntries',
    unit: 'entries',
    own: [await contender(TWO_WORKERS, 2)],
    peers: [await contender(ONE_WORKER, 1), await contender(NO_WORKER, 0)],
  };
}

/** What the machine can do at most: the same work by threads that know nothing of each other. */
function ceilingCase({ entries: count, onEnd }: WorkerOptions): Case {
  const script = join(import.meta.dirname, '../threads/alone.mjs');
  const threads = [new Worker(script), new Worker(script)];
  onEnd(() => threads.forEach((thread) => void thread.terminate()));
  const each = 1024 * Math.ceil(count / 2048);
  const work = (thread: Worker): Promise<number> =>
    new Promise((resolve, reject) => {
      thread.once('error', reject);
      thread.once('message', (valid: number) => {
        thread.off('error', reject);
        resolve(valid);
      });
      thread.postMessage(each);
    });
  const contender = (subject: string, some: readonly Worker[]): Contender => ({
    subject,
    operations: each * some.length,
    async: true,
    run: () => Promise.all(some.map(work)),
    check: async () => {
      for (const valid of await Promise.all(some.map(work))) {
        if (valid !== each) throw new WrongSubject(subject, 'reject an entry that is right');
      }
    },
  });
  return {
    group: GROUPS.ceiling,
    name: 'verifyEntries',
    unit: 'entries',
    own: [contender('two threads', threads)],
    peers: [contender('one thread', threads.slice(0, 1))],
  };
}

async function diskCase({ api }: Core, options: WorkerOptions, order: Order, name: string): Promise<Case> {
  const { authors, length, parts: partCount, onEnd, onPeak, onProgress } = options;
  const parts = corpusOnDisk(
    api,
    CACHE,
    { authors, length, payloadSize: PAYLOAD_SIZE, parts: partCount },
    (done, total) => onProgress('making the corpus', done, total),
  )[order];
  const streaming = await DiskVerifier.start('stream', 2);
  const inMemory = await DiskVerifier.start('memory', 0);
  onEnd(() => {
    streaming.stop();
    inMemory.stop();
  });
  let next = 0;
  let verified = 0;
  /** Verifies a part and sees that just the forged ones are rejected. */
  const verify = async (subject: string, verifier: DiskVerifier, index: number): Promise<void> => {
    const part = parts[index]!;
    const rejected = await verifier.verify(part);
    if (rejected !== part.forged) {
      throw new WrongSubject(subject, `rejected ${rejected} entries where ${part.forged} are forged`);
    }
  };
  const stream = async (): Promise<void> => {
    const index = next++ % parts.length;
    await verify(FROM_DISK, streaming, index);
    verified += parts[index]!.count;
    onPeak(streaming.peak, verified);
  };
  const operations = parts[0]!.count;
  return {
    group: GROUPS.disk,
    name,
    unit: 'entries',
    own: [{ subject: FROM_DISK, operations, async: true, run: stream, check: stream }],
    peers: [
      {
        subject: IN_MEMORY,
        operations,
        async: true,
        run: () => verify(IN_MEMORY, inMemory, 0),
        check: () => verify(IN_MEMORY, inMemory, 0),
      },
    ],
    rounds: Math.max(parts.length - 2, 1),
  };
}
