import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as core from '../../dist/index.js';
import { VerifierPool, type StreamItem } from '../../dist/pool/index.js';
import { LogSet } from '../../dist/verify/index.js';
import { Threads } from './threads.js';

// The workers' script is what the build makes, so all is of the build here.

const profile = 'p2panda';
const MIB = 2 ** 20;
/** What may be under way with up to 8 workers, and a batch that is begun below that. */
const BOUND = 64 * MIB + 4 * MIB;
const keyPair = new core.KeyPair(new Uint8Array(32).fill(3));
const signed = (logId: number, payload: Uint8Array): Uint8Array =>
  core.signEntry({ profile, keyPair, logId: BigInt(logId), seqNum: 1n, payload }).bytes;

const large = new Uint8Array(MIB).fill(5);
const huge = new Uint8Array(80 * MIB);
const small = signed(0, Uint8Array.of(1));
// Always the same bytes: what counts is how many are under way.
const streams = [
  { name: 'payloads of a MiB', item: { entry: signed(0, large), payload: large }, size: MIB, most: BOUND },
  { name: 'entries of a MiB', item: { entry: large }, size: MIB, most: BOUND },
  { name: 'payloads of 80 MiB', item: { entry: small, payload: huge }, size: 80 * MIB, most: 80 * MIB },
] as const;

describe.each([0, 2])('a pool of %i workers', (workers) => {
  const pool = new VerifierPool({ workers });
  afterAll(() => pool.close());

  describe.each(streams)('with $name', ({ item, size, most }) => {
    const count = size === MIB ? 250 : 4;

    test('verifyStream reads no more than it has room for', async () => {
      let read = 0;
      let done = 0;
      let underWay = 0;
      function* items(): Generator<StreamItem> {
        for (; read < count; read++) {
          underWay = Math.max(underWay, read + 1 - done);
          yield item;
        }
      }
      for await (const verdicts of pool.verifyStream(items(), { profile })) {
        done += verdicts.length;
        expect(verdicts.length * size).toBeLessThanOrEqual(Math.max(size, 4 * MIB));
      }
      expect(done).toBe(count);
      expect(underWay * size).toBeLessThanOrEqual(most);
    });

    test('verifyInto reads no more than it has room for', async () => {
      const set = new LogSet({ profile, entryAt: () => item.entry, payloadAt: () => large });
      let underWay = 0;
      function* items(): Generator<StreamItem> {
        for (let read = 0; read < count; read++) {
          underWay = Math.max(underWay, read + 1 - set.report().entries);
          yield item;
        }
      }
      await pool.verifyInto(set, items());
      expect(set.report().entries).toBe(count);
      expect(underWay * size).toBeLessThanOrEqual(most);
    });
  });

  test('finds the same with payloads of all sizes', async () => {
    const list = Array.from({ length: 400 }, (_, i) => {
      const payload = new Uint8Array(i % 9 === 0 ? 65_000 + (i % 4) * 300_000 : i).fill(i);
      const entry = signed(i, payload);
      if (i % 50 === 9) payload[0]! ^= 1;
      return { entry, payload };
    });
    const entries = list.map(({ entry }) => entry);
    const payloads = list.map(({ payload }) => payload);
    const expected = core.verifyEntries(entries, { profile, payloads });
    const outcomes = (verdicts: readonly core.Verdict[]): string[] =>
      verdicts.map((verdict) => (verdict.ok ? 'ok' : verdict.reason));
    expect(new Set(outcomes(expected))).toEqual(new Set(['ok', 'PAYLOAD_HASH_MISMATCH']));

    const found: core.Verdict[] = [];
    for await (const verdicts of pool.verifyStream(list, { profile })) found.push(...verdicts);
    expect(outcomes(found)).toEqual(outcomes(expected));
    expect(outcomes(await pool.verifyEntries(entries, { profile, payloads }))).toEqual(outcomes(expected));
    const set = new LogSet({ profile });
    await pool.verifyInto(set, list);
    expect(entries.map((_, i) => set.statusOf(i).reason ?? 'ok')).toEqual(outcomes(expected));
  });
});

describe('what is sent to a worker', () => {
  const threads = new Threads();
  beforeAll(() => threads.catch());
  afterEach(() => (threads.onPost = () => undefined));
  afterAll(() => threads.release());

  interface Verify {
    readonly type: 'start' | 'verify';
    readonly large: readonly { readonly payload: Uint8Array }[];
  }

  test('is the large payload, and not the buffer that it is in', async () => {
    const buffer = new Uint8Array(16 * MIB);
    const payload = buffer.subarray(1000, 1000 + 100_000);
    const sent: number[] = [];
    threads.onPost = (message) => {
      const { type, large: payloads } = message as Verify;
      if (type === 'verify') sent.push(...payloads.map((beside) => beside.payload.buffer.byteLength));
    };
    const pool = new VerifierPool({ workers: 1 });
    const [verdict] = await pool.verifyEntries([signed(0, payload)], { profile, payloads: [payload] });
    expect(verdict!.ok).toBe(true);
    expect(sent).toEqual([100_000]);
    expect(payload.length).toBe(100_000);
    await pool.close();
  });

  test('fails the call alone where there is no memory for it', async () => {
    const pool = new VerifierPool({ workers: 1 });
    await pool.start();
    const list = new Array<Uint8Array>(3000).fill(small);
    for (let attempt = 0; attempt < 5; attempt++) {
      let sent = 0;
      threads.onPost = () => {
        if (++sent === 2) throw new RangeError('Array buffer allocation failed');
      };
      await expect(pool.verifyEntries(list, { profile })).rejects.toThrow('Array buffer allocation failed');
    }
    threads.onPost = () => undefined;
    const verdicts = await pool.verifyEntries(list, { profile });
    expect(verdicts.every(({ ok }) => ok)).toBe(true);
    await pool.close();
  });
});
