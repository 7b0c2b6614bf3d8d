import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as core from '../../dist/index.js';
import { VerifierPool, type StreamItem } from '../../dist/pool/index.js';
import * as logs from '../../dist/verify/index.js';
import { Threads } from './threads.js';

// The workers' script is what the build makes, so all is of the build here.

const root = join(import.meta.dirname, '../..');
const PROFILES = ['bamboo', 'p2panda'] as const;
const LARGE = new Uint8Array(100_000).fill(7);

interface Item {
  readonly entry: Uint8Array;
  readonly payload: Uint8Array | undefined;
}

/** Entries of some authors, good and bad of many kinds, in an order that mixes them. */
function items(profile: core.Profile, count: number): Item[] {
  const keyPairs = Array.from({ length: 7 }, (_, i) => new core.KeyPair(new Uint8Array(32).fill(i + 1)));
  return Array.from({ length: count }, (_, i): Item => {
    const payload = i % 50 === 3 ? LARGE : new TextEncoder().encode(`payload ${i}`);
    const keyPair = keyPairs[(i * 5) % (i % 3 === 0 ? 1 : 7)]!;
    const { bytes } = core.signEntry({ profile, keyPair, logId: BigInt(i), seqNum: 1n, payload });
    switch (i % 11) {
      case 1:
        return { entry: bytes, payload: undefined };
      case 2:
        bytes[bytes.length - 5]! ^= 1;
        return { entry: bytes, payload };
      case 4:
        return { entry: bytes, payload: Uint8Array.of(1, 2, 3) };
      case 5:
        return { entry: bytes.subarray(0, i % 150), payload };
      case 6:
        return { entry: new Uint8Array([...bytes, ...LARGE]), payload };
      default:
        return { entry: bytes, payload };
    }
  });
}
const entriesOf = (list: readonly Item[]): Uint8Array[] => list.map(({ entry }) => entry);
const payloadsOf = (list: readonly Item[]): (Uint8Array | undefined)[] => list.map(({ payload }) => payload);

/** What each verdict says, as text: much faster to compare than objects. */
const plain = (verdicts: readonly core.Verdict[]): string[] =>
  verdicts.map((verdict) =>
    JSON.stringify(verdict, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  );

async function collect(batches: AsyncIterable<core.Verdict[]>): Promise<core.Verdict[]> {
  const all: core.Verdict[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

describe.each([0, 1, 3])('a pool of %i workers', (workers) => {
  const pool = new VerifierPool({ workers, tableBytes: 2 ** 22 });
  afterAll(() => pool.close());

  test('has them', async () => {
    expect(await pool.start()).toBe(workers);
  });

  test.each(PROFILES)('gives the verdicts of verifyEntries, in order, in %s', async (profile) => {
    const list = items(profile, 3000);
    const options = { profile, payloads: payloadsOf(list) };
    const expected = plain(core.verifyEntries(entriesOf(list), options));
    expect(plain(await pool.verifyEntries(entriesOf(list), options))).toEqual(expected);
    expect(plain(await collect(pool.verifyStream(list, { profile })))).toEqual(expected);
    async function* slowly(): AsyncGenerator<StreamItem> {
      for (const item of list) {
        if (Math.random() < 0.01) await new Promise((resolve) => setTimeout(resolve, 1));
        yield item;
      }
    }
    expect(plain(await collect(pool.verifyStream(slowly(), { profile })))).toEqual(expected);
    // Without payloads, and bare.
    const alone = plain(core.verifyEntries(entriesOf(list), { profile }));
    expect(plain(await pool.verifyEntries(entriesOf(list), { profile }))).toEqual(alone);
    expect(plain(await collect(pool.verifyStream(entriesOf(list), { profile })))).toEqual(alone);
  });

  test('takes strictKeys', async () => {
    const small = items('p2panda', 1)[0]!.entry.slice();
    small.fill(0, 1, 33);
    small[1] = 1;
    const options = { profile: 'p2panda', strictKeys: true } as const;
    const expected = plain(core.verifyEntries([small], options));
    expect(expected).toEqual([expect.stringContaining('SMALL_ORDER_AUTHOR')]);
    expect(plain(await pool.verifyEntries([small], options))).toEqual(expected);
    expect(plain(await collect(pool.verifyStream([small], options)))).toEqual(expected);
  });

  test.each(PROFILES)('gives the report of verifyLog, faults included, in %s', async (profile) => {
    const keyPair = new core.KeyPair(new Uint8Array(32).fill(9));
    const log: { bytes: Uint8Array; hash: Uint8Array }[] = [];
    for (let seqNum = 1; seqNum <= 2500; seqNum++) {
      const target = Number(core.lipmaa(BigInt(seqNum)));
      log.push(
        core.signEntry({
          profile,
          keyPair,
          logId: 0n,
          seqNum: BigInt(seqNum),
          backlink: log[seqNum - 2]?.hash,
          lipmaalink: seqNum > 1 && target !== seqNum - 1 ? log[target - 1]!.hash : undefined,
          payload: Uint8Array.of(seqNum & 255),
        }),
      );
    }
    const options = { profile, author: keyPair.publicKey, logId: 0n } as const;
    const whole = log.map(({ bytes }) => bytes);
    const foreign = items(profile, 20).map(({ entry }) => entry);
    const sets = [
      whole,
      whole.map((_, i) => whole[(i * 7) % whole.length]!),
      [...whole.slice(0, 1200), ...whole.slice(1201)],
      [...whole, ...foreign],
      [],
    ];
    for (const set of sets) {
      expect(await pool.verifyLog(set, options)).toEqual(logs.verifyLog(set, options));
    }
    const payloads = whole.map((_, i) => (i === 2000 ? Uint8Array.of(1, 2) : Uint8Array.of((i + 1) & 255)));
    const report = await pool.verifyLog(whole, { ...options, payloads });
    expect(report).toEqual(logs.verifyLog(whole, { ...options, payloads }));
    expect(report.entries[2000]!.reason).toBe('PAYLOAD_HASH_MISMATCH');
  });

  test('tells how far it has come, seldom, and at the end that all is done', async () => {
    const list = entriesOf(items('p2panda', 3000));
    const seen: { done: number; total?: number }[] = [];
    const onProgress = (progress: { done: number; total?: number }): number => seen.push(progress);
    const start = Date.now();
    await pool.verifyEntries(list, { profile: 'p2panda', onProgress });
    expect(seen.at(-1)).toEqual({ done: list.length, total: list.length });
    seen.forEach(({ done }, i) => expect(done).toBeGreaterThan(seen[i - 1]?.done ?? -1));
    expect(seen.length).toBeLessThan((Date.now() - start) / 50 + 3);
    seen.length = 0;
    await collect(pool.verifyStream(list, { profile: 'p2panda', onProgress }));
    expect(seen.at(-1)).toEqual({ done: list.length });
  });

  test('ends early where the signal says so, and goes on to serve', async () => {
    const few = entriesOf(items('p2panda', 200));
    const list = Array.from({ length: 400_000 }, (_, i) => few[i % few.length]!);
    const controller = new AbortController();
    const why = new Error('enough');
    let aborted = 0;
    setTimeout(() => {
      aborted = Date.now();
      controller.abort(why);
    }, 30);
    const { signal } = controller;
    await expect(pool.verifyEntries(list, { profile: 'p2panda', signal })).rejects.toBe(why);
    // All of them would take several times as long.
    expect(Date.now() - aborted).toBeLessThan(1000);
    await expect(pool.verifyEntries(few, { profile: 'p2panda', signal })).rejects.toBe(why);
    await expect(collect(pool.verifyStream(few, { profile: 'p2panda', signal }))).rejects.toBe(why);
    const again = await pool.verifyEntries(few, { profile: 'p2panda' });
    expect(plain(again)).toEqual(plain(core.verifyEntries(few, { profile: 'p2panda' })));
  });

  test('reads no more of a stream than is asked for, and ends the reading where nobody asks any more', async () => {
    const entry = items('p2panda', 1)[0]!.entry;
    let read = 0;
    let ended = false;
    function* endless(): Generator<Uint8Array> {
      try {
        for (;;) {
          read++;
          yield entry;
        }
      } finally {
        ended = true;
      }
    }
    let batches = 0;
    for await (const batch of pool.verifyStream(endless(), { profile: 'p2panda' })) {
      expect(batch.length).toBe(1024);
      // Nobody asks for a while: nothing is read.
      const before = read;
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(read).toBe(before);
      expect(read).toBeLessThan(1024 * (batches + 4 * Math.max(workers, 1) + 4));
      if (++batches === 5) break;
    }
    expect(ended).toBe(true);
  });

  test('what reading throws comes out, and so does what is no entry', async () => {
    const entry = items('p2panda', 1)[0]!.entry;
    function* broken(): Generator<Uint8Array> {
      yield entry;
      throw new Error('the disk is full');
    }
    await expect(collect(pool.verifyStream(broken(), { profile: 'p2panda' }))).rejects.toThrow(
      'the disk is full',
    );
    const wrong = [{ entry }, { entry: 'abc' }] as unknown as StreamItem[];
    await expect(collect(pool.verifyStream(wrong, { profile: 'p2panda' }))).rejects.toThrow(
      /items\[1\]\.entry/,
    );
    const none = 5 as unknown as StreamItem[];
    await expect(collect(pool.verifyStream(none, { profile: 'p2panda' }))).rejects.toThrow(/items must be/);
  });

  test('misuse rejects with the name of the argument', async () => {
    const bad = { profile: 'bamboo', payloads: [] } as const;
    await expect(pool.verifyEntries([Uint8Array.of(1)], bad)).rejects.toThrow(
      /payloads must have 1 elements/,
    );
    const unknown = { profile: 'bamboo', paylods: [] } as unknown as { profile: 'bamboo' };
    await expect(pool.verifyEntries([], unknown)).rejects.toThrow(/paylods is unknown/);
    const signal = { profile: 'bamboo', signal: 7 } as unknown as { profile: 'bamboo' };
    await expect(pool.verifyEntries([], signal)).rejects.toThrow(/signal must be/);
    expect(await pool.verifyEntries([], { profile: 'bamboo' })).toEqual([]);
  });
});

test('options are checked at once', () => {
  expect(() => new VerifierPool({ workers: 65 })).toThrow(/workers must be a whole number from 0 to 64/);
  expect(() => new VerifierPool({ workers: -1 })).toThrow(RangeError);
  expect(() => new VerifierPool({ workers: '2' as unknown as number })).toThrow(TypeError);
  expect(() => new VerifierPool({ tableBytes: -1 })).toThrow(/tableBytes/);
  expect(() => new VerifierPool({ size: 2 } as object)).toThrow(/size is unknown/);
});

test('after close calls reject, those under way included; closing twice is fine', async () => {
  const list = entriesOf(items('p2panda', 3000));
  for (const workers of [0, 2]) {
    const pool = new VerifierPool({ workers });
    await pool.start();
    const running = pool.verifyEntries(list, { profile: 'p2panda' });
    const rejected = expect(running).rejects.toThrow(/closed/);
    await pool.close();
    await rejected;
    await expect(pool.verifyEntries(list, { profile: 'p2panda' })).rejects.toThrow(/closed/);
    await expect(pool.start()).rejects.toThrow(/closed/);
    await pool.close();
  }
});

describe('a worker that dies', () => {
  const caught = new Threads();
  const threads = caught.all;
  beforeAll(() => caught.catch());
  afterAll(() => caught.release());

  test('rejects the call that waits for it, and is replaced', async () => {
    const pool = new VerifierPool({ workers: 1 });
    await pool.start();
    const few = entriesOf(items('p2panda', 200));
    const list = Array.from({ length: 400_000 }, (_, i) => few[i % few.length]!);
    const running = pool.verifyEntries(list, { profile: 'p2panda' });
    setTimeout(() => void threads.at(-1)!.terminate(), 30);
    await expect(running).rejects.toThrow(/a worker of the pool died: it exited with code 1/);
    const verdicts = await pool.verifyEntries(few, { profile: 'p2panda' });
    expect(plain(verdicts)).toEqual(plain(core.verifyEntries(few, { profile: 'p2panda' })));
    // The runs that nobody waits for any more were dropped.
    expect(threads.length).toBe(2);
    await pool.close();
  });
});

test('an idle pool lets the process end, and one at work does not', () => {
  const program = `
    import { VerifierPool } from 'sasako/pool';
    const pool = new VerifierPool({ workers: 2 });
    const verdicts = await pool.verifyEntries([new Uint8Array(3)], { profile: 'bamboo' });
    console.log(verdicts.length, verdicts[0].reason);`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: root,
    timeout: 20_000,
  });
  expect(printed.toString().trim()).toBe('1 TRUNCATED');
});
