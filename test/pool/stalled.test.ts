import { getEventListeners } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as core from '../../dist/index.js';
import { VerifierPool, type CallOptions, type StreamItem } from '../../dist/pool/index.js';
import { LogSet } from '../../dist/verify/index.js';
import { Threads } from './threads.js';

// The workers' script is what the build makes, so all is of the build here.

const profile = 'p2panda';
const keyPair = new core.KeyPair(new Uint8Array(32).fill(4));
const payload = Uint8Array.of(1);
const { bytes: entry } = core.signEntry({ profile, keyPair, logId: 0n, seqNum: 1n, payload });

const never = new Promise<never>(() => undefined);
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

type Items = Iterable<StreamItem> | AsyncIterable<StreamItem>;

/** A stream that gives an entry and then nothing more, until `reject` is called. */
class Stalled {
  returned = 0;
  reject: (error: Error) => void = () => undefined;
  asked: () => void = () => undefined;
  /** When it is asked for what it doesn't give. */
  readonly stalls = new Promise<void>((resolve) => (this.asked = resolve));

  [Symbol.asyncIterator](): AsyncIterator<StreamItem> {
    let given = 0;
    return {
      next: () => {
        if (given++ === 0) return Promise.resolve({ done: false, value: entry });
        this.asked();
        return new Promise((_, reject) => (this.reject = reject));
      },
      return: () => {
        this.returned++;
        return never;
      },
    };
  }
}

/** Entries without end. */
function* endless(): Generator<Uint8Array> {
  for (;;) yield entry;
}

const calls = {
  verifyInto: (pool: VerifierPool, items: Items, options: CallOptions) =>
    pool.verifyInto(new LogSet({ profile, entryAt: () => entry }), items, options),
  verifyStream: async (pool: VerifierPool, items: Items, options: CallOptions) => {
    const verdicts = pool.verifyStream(items, { profile, ...options });
    while (!(await verdicts.next()).done);
  },
};

const unhandled: unknown[] = [];
const note = (reason: unknown): number => unhandled.push(reason);
beforeAll(() => void process.on('unhandledRejection', note));
afterAll(() => void process.off('unhandledRejection', note));
afterEach(() => expect(unhandled.splice(0)).toEqual([]));

describe.each(Object.entries(calls))('%s', (_, call) => {
  describe.each([0, 2])('by a pool of %i workers', (workers) => {
    const pool = new VerifierPool({ workers });
    const why = new Error('enough');
    let ending: AbortController;
    beforeEach(() => (ending = new AbortController()));
    afterAll(() => pool.close());

    /** What comes of a call, if anything soon does. */
    const outcome = (running: Promise<unknown>): Promise<unknown> => {
      const came = running.then(
        () => 'it ended',
        (error: unknown) => error,
      );
      return Promise.race([came, pause(2000).then(() => 'it still waits')]);
    };

    test('rejects at once where it is ended, though the stream stalls', async () => {
      const stalled = new Stalled();
      const { signal } = ending;
      const running = call(pool, stalled, { signal });
      await stalled.stalls;
      await pause(20);
      ending.abort(why);
      expect(await outcome(running)).toBe(why);
      expect(stalled.returned).toBe(1);
      expect(getEventListeners(signal, 'abort')).toEqual([]);
      // What comes of it later is of no interest.
      stalled.reject(new Error('the connection is gone'));
      await pause(5);
    });

    test('rejects at once where a generator stalls, and ends it when it goes on', async () => {
      let goOn: () => void = () => undefined;
      let ended = false;
      async function* items(): AsyncGenerator<Uint8Array> {
        try {
          yield entry;
          await new Promise<void>((resolve) => (goOn = resolve));
          yield entry;
        } finally {
          ended = true;
        }
      }
      const running = call(pool, items(), { signal: ending.signal });
      await pause(20);
      ending.abort(why);
      expect(await outcome(running)).toBe(why);
      expect(ended).toBe(false);
      goOn();
      await pause(5);
      expect(ended).toBe(true);
    });

    test('rejects with the reason of a signal that times out', async () => {
      const stalled = new Stalled();
      const running = call(pool, stalled, { signal: AbortSignal.timeout(20) });
      expect(await outcome(running)).toMatchObject({ name: 'TimeoutError' });
    });

    test('does not wait for a stream that stalls in being ended, either', async () => {
      let returned = 0;
      let read = 0;
      const items = {
        [Symbol.asyncIterator]: () => ({
          next: () => {
            if (++read === 20_000) setImmediate(() => ending.abort(why));
            return Promise.resolve({ done: false, value: entry });
          },
          return: () => {
            returned++;
            return never;
          },
        }),
      } as AsyncIterable<StreamItem>;
      const { signal } = ending;
      expect(await outcome(call(pool, items, { signal }))).toBe(why);
      expect(returned).toBe(1);
      expect(getEventListeners(signal, 'abort')).toEqual([]);
      const before = read;
      await pause(20);
      expect(read).toBe(before);
    });

    test('is ended before it has begun, and while the workers start', async () => {
      const stalled = new Stalled();
      ending.abort(why);
      expect(await outcome(call(pool, stalled, { signal: ending.signal }))).toBe(why);
      const another = new VerifierPool({ workers });
      const starting = new AbortController();
      const running = call(another, stalled, { signal: starting.signal });
      starting.abort(why);
      expect(await outcome(running)).toBe(why);
      expect(stalled.returned).toBe(2);
      await another.close();
    });

    test('rejects where the pool is closed, though the stream stalls', async () => {
      const stalled = new Stalled();
      const another = new VerifierPool({ workers });
      const running = call(another, stalled, {});
      await stalled.stalls;
      const came = outcome(running);
      await another.close();
      expect(await came).toMatchObject({ message: 'the pool has been closed' });
      expect(stalled.returned).toBe(1);
    });

    test('leaves nothing on a signal that lasts', async () => {
      const { signal } = ending;
      await call(pool, [entry], { signal });
      await expect(call(pool, [7 as never], { signal })).rejects.toThrow(/items\[0\]/);
      expect(getEventListeners(signal, 'abort')).toEqual([]);
    });

    test('waits until the stream is ended where an item is wrong, and tells that and nothing else', async () => {
      let ended = false;
      async function* items(): AsyncGenerator<StreamItem> {
        try {
          yield entry;
          yield { entry: 7 } as never;
        } finally {
          await pause(20);
          ended = true;
          throw new Error('it could not be closed');
        }
      }
      await expect(call(pool, items(), {})).rejects.toThrow(/items\[1\]\.entry/);
      expect(ended).toBe(true);
    });

    test('what the listener throws comes out', async () => {
      let ended = false;
      function* items(): Generator<Uint8Array> {
        try {
          yield* endless();
        } finally {
          ended = true;
        }
      }
      const onProgress = (): void => {
        throw why;
      };
      expect(await outcome(call(pool, items(), { onProgress }))).toBe(why);
      expect(ended).toBe(true);
    });
  });
});

describe('a worker that dies', () => {
  const threads = new Threads();
  beforeAll(() => threads.catch());
  afterAll(() => threads.release());

  test.each(Object.entries(calls))('ends %s, though the stream stalls', async (_, call) => {
    const pool = new VerifierPool({ workers: 1 });
    await pool.start();
    async function* items(): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < 1500; i++) yield entry;
      setTimeout(() => void threads.all.at(-1)!.terminate(), 1);
      await never;
    }
    await expect(call(pool, items(), {})).rejects.toThrow(/a worker of the pool died/);
    await pool.close();
  });
});
