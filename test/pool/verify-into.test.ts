import { afterAll, describe, expect, test } from 'vitest';
import * as core from '../../dist/index.js';
import { VerifierPool } from '../../dist/pool/index.js';
import { LogSet } from '../../dist/verify/index.js';
import { honestLog } from '../verify/honest-log.js';
import { Threads } from './threads.js';

// The workers' script is what the build makes, so all is of the build here.

const profile = 'p2panda';
const logs = [1, 2, 3, 4, 5].map((seed) => honestLog(core, profile, 700, seed));
const keyPair = new core.KeyPair(new Uint8Array(32).fill(2));
const fork = core.signEntry({ profile, keyPair, logId: 0n, seqNum: 1n, payload: Uint8Array.of(3) });
const forged = logs[0]!.entries[9]!.bytes.slice();
forged[forged.length - 1]! ^= 1;
const lying = core.signEntry({
  profile,
  keyPair,
  logId: 9n,
  seqNum: 1n,
  payload: { hash: core.hash(Uint8Array.of(1), profile), size: 7n },
});

/** Entries of all logs in turn, with some that are wrong. */
const items = [
  ...Array.from({ length: 700 }, (_, i) => logs.map(({ entries }) => entries[i]!)).flat(),
  { bytes: fork.bytes, payload: Uint8Array.of(3) },
  { bytes: forged, payload: undefined },
  { bytes: lying.bytes, payload: Uint8Array.of(1) },
  { bytes: Uint8Array.of(0, 1), payload: undefined },
].map(({ bytes, payload }) => ({ entry: bytes, payload }));

const statusesOf = (set: LogSet): string[] =>
  Array.from({ length: set.size }, (_, i) => set.statusOf(i).reason ?? set.statusOf(i).status);

const alone = new LogSet({ profile });
alone.add(
  items.map(({ entry }) => entry),
  items.map(({ payload }) => payload),
);

describe.each([0, 1, 2])('a set of logs, fed by a pool of %i workers', (workers) => {
  const pool = new VerifierPool({ workers });
  afterAll(() => pool.close());

  test('finds what it finds alone, at the same positions', async () => {
    const set = new LogSet({ profile });
    const reports: number[] = [];
    await pool.verifyInto(set, items, { onProgress: ({ done }) => reports.push(done) });
    expect(statusesOf(set)).toEqual(statusesOf(alone));
    expect(new Set(statusesOf(set))).toEqual(
      new Set(['verified', 'FORKED', 'SIGNATURE_INVALID', 'PAYLOAD_SIZE_MISMATCH', 'TRUNCATED']),
    );
    expect(reports.at(-1)).toBe(items.length);
    const kinds = (list: Iterable<{ kind: string }>): string[] => Array.from(list, ({ kind }) => kind).sort();
    expect(kinds(set.proofs())).toEqual(kinds(alone.proofs()));
    expect(kinds(set.proofs())).toEqual(['fork', 'payload-size-lie']);
  });

  test('takes streams, one after the other', async () => {
    const set = new LogSet({ profile });
    async function* stream(from: number, to: number) {
      for (const item of items.slice(from, to)) {
        if (item === items[100]) await new Promise(setImmediate);
        yield item;
      }
    }
    await pool.verifyInto(set, stream(0, 2000));
    await pool.verifyInto(set, stream(2000, items.length));
    expect(statusesOf(set)).toEqual(statusesOf(alone));
  });

  test('keeps what had come when it is ended, and tells why', async () => {
    const set = new LogSet({ profile });
    const ending = new AbortController();
    let taken = 0;
    function* endless() {
      for (let i = 0; ; i++) {
        taken++;
        if (i === 30_000) ending.abort(new Error('enough'));
        yield items[i % items.length]!;
      }
    }
    await expect(pool.verifyInto(set, endless(), { signal: ending.signal })).rejects.toThrow('enough');
    const { entries, verified } = set.report();
    expect(entries).toBeLessThan(taken);
    expect(verified).toBeLessThanOrEqual(entries);
    expect(set.size).toBe(taken);
    expect(() => Array.from({ length: set.size }, (_, i) => set.statusOf(i))).toThrow(
      /^the entry at position \d+ is not verified: its pool is at it, or was ended$/,
    );
    // Nothing comes in any more once it has rejected.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(set.report().entries).toBe(entries);
  });

  test('has all that was read where reading fails, or an item is wrong', async () => {
    for (const [stop, message] of [
      [() => Promise.reject(new Error('the disk is gone')), 'the disk is gone'],
      [() => ({ entry: 1 }) as never, /items\[3000\].entry/],
    ] as const) {
      const set = new LogSet({ profile });
      async function* stream() {
        yield* items.slice(0, 3000);
        yield await stop();
      }
      await expect(pool.verifyInto(set, stream())).rejects.toThrow(message);
      const some = new LogSet({ profile });
      some.add(items.slice(0, 3000).map(({ entry }) => entry));
      expect(statusesOf(set)).toEqual(statusesOf(some));
      expect(set.report().entries).toBe(3000);
      await pool.verifyInto(set, items.slice(3000));
      expect(statusesOf(set)).toEqual(statusesOf(alone));
    }
  });

  test('has what was verified where the listener throws', async () => {
    const set = new LogSet({ profile });
    const onProgress = (): void => {
      throw new Error('the terminal is gone');
    };
    await expect(pool.verifyInto(set, items, { onProgress })).rejects.toThrow('the terminal is gone');
    expect(set.size).toBeGreaterThan(0);
    expect(set.report().entries).toBe(set.size);
  });

  test('passes on what reading throws, and names what is wrong with an item', async () => {
    function* broken() {
      yield items[0]!;
      throw new Error('the disk is gone');
    }
    await expect(pool.verifyInto(new LogSet({ profile }), broken())).rejects.toThrow('the disk is gone');
    await expect(pool.verifyInto(new LogSet({ profile }), [{ entry: 1 } as never])).rejects.toThrow(
      /items\[0\].entry/,
    );
    await expect(pool.verifyInto({} as never, [])).rejects.toThrow(/set must be a LogSet/);
    await expect(pool.verifyInto(new LogSet({ profile }), [], { profile } as never)).rejects.toThrow(
      /options.profile is unknown/,
    );
  });
});

test('a worker that dies takes its runs along, and no others', async () => {
  const threads = new Threads();
  threads.catch();
  const pool = new VerifierPool({ workers: 2 });
  await pool.start();
  threads.release();
  const set = new LogSet({ profile });
  let dying: Promise<unknown> | undefined;
  function* endless() {
    for (let i = 0; ; i++) {
      if (i === 12_000) dying = threads.all[0]!.terminate();
      yield items[i % items.length]!;
    }
  }
  await expect(pool.verifyInto(set, endless())).rejects.toThrow(/a worker of the pool died/);
  await dying;
  const { entries } = set.report();
  let lost = 0;
  for (let i = 0; i < set.size; i++) {
    try {
      set.statusOf(i);
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
      lost++;
    }
  }
  expect(entries + lost).toBe(set.size);
  // At most the run at work and the one to go on with.
  expect(lost).toBeGreaterThan(0);
  expect(lost).toBeLessThanOrEqual(2 * 1024);
  await pool.close();
});
