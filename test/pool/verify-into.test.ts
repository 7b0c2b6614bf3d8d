import { afterAll, describe, expect, test } from 'vitest';
import * as core from '../../dist/index.js';
import { VerifierPool } from '../../dist/pool/index.js';
import { LogSet } from '../../dist/verify/index.js';
import { honestLog } from '../verify/honest-log.js';

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
    expect(() => Array.from({ length: set.size }, (_, i) => set.statusOf(i))).toThrow(/still being verified/);
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
