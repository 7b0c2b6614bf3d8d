import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import * as core from '../../src/index.js';
import * as reference from '../../src/reference/index.js';
import {
  LogVerifier,
  SeqNumRanges,
  extract,
  isCovered,
  plan,
  prune,
  verifyLog,
} from '../../src/verify/index.js';
import { Random } from '../differential/random.js';
import { honestLog, type HonestLog } from './honest-log.js';

const MAX = 2n ** 64n - 1n;

/** Some numbers and ranges from 1 to `most`. */
const sets = (most: number, ranges: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 0, max: 12 })), {
      maxLength: ranges,
    })
    .map((list) => list.map(([first, more]) => [BigInt(first), BigInt(first + more)] as const));

/** The numbers of some ranges, one by one. */
const flat = (ranges: readonly (readonly [bigint, bigint])[]): Set<bigint> => {
  const numbers = new Set<bigint>();
  for (const [first, last] of ranges) for (let n = first; n <= last; n++) numbers.add(n);
  return numbers;
};
const ascending = (numbers: Iterable<bigint>): bigint[] => [...numbers].sort((a, b) => (a < b ? -1 : 1));

describe('sets of sequence numbers', () => {
  test('are joined, cut and subtracted as sets of single numbers are', () => {
    fc.assert(
      fc.property(sets(80, 6), sets(80, 6), (a, b) => {
        const [x, y] = [SeqNumRanges.of(a), SeqNumRanges.of(b)];
        const [m, n] = [flat(a), flat(b)];
        expect([...x]).toEqual(ascending(m));
        expect([...x.union(y)]).toEqual(ascending(new Set([...m, ...n])));
        expect([...x.and(y)]).toEqual(ascending([...m].filter((i) => n.has(i))));
        expect([...x.without(y)]).toEqual(ascending([...m].filter((i) => !n.has(i))));
        expect(x.size).toBe(BigInt(m.size));
        expect([x.min, x.max]).toEqual([ascending(m)[0], ascending(m).at(-1)]);
        for (let i = 1n; i < 95n; i++) expect(x.has(i)).toBe(m.has(i));
        for (const set of [x.union(y), x.and(y), x.without(y)]) {
          const ranges = [...set.ranges()];
          ranges.forEach(([first], i) => i > 0 && expect(first > ranges[i - 1]![1] + 1n).toBe(true));
          expect(SeqNumRanges.parse(String(set)).equals(set)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('go up to 2^64 − 1, and hold as many without walking them', () => {
    const all = SeqNumRanges.parse('1-');
    expect(all.size).toBe(MAX);
    expect(String(all.without(SeqNumRanges.of([7n, MAX])))).toBe(`1-6,8-${MAX - 1n}`);
    expect(all.and(SeqNumRanges.of([[MAX, MAX]])).toJSON()).toEqual([[String(MAX), String(MAX)]]);
  });

  test.each([
    ['0', /1 to 2\^64/],
    ['18446744073709551616', /1 to 2\^64/],
    ['9-3', /'9-3' ends before it begins/],
    ['1-2-3', /'1-2-3' is no range/],
    ['seven', /'seven' is no range/],
    ['1,-4', /'-4' is no range/],
  ])('are not read from %s', (text, message) => expect(() => SeqNumRanges.parse(text)).toThrow(message));

  test('are not made of what is no sequence number, nor of ranges that end before they begin', () => {
    for (const items of [[0n], [[2n, 1n]], [MAX + 1n], [[1n]]]) {
      expect(() => SeqNumRanges.of(items as never)).toThrow(/item 0/);
    }
  });
  test('are not made of numbers that are no bigints', () =>
    expect(() => SeqNumRanges.of([1 as never])).toThrow(/item 0 must be a bigint/));
});

describe('a plan', () => {
  test('is the pools of the wanted entries without what there is', () => {
    fc.assert(
      fc.property(
        sets(1500, 4),
        sets(1500, 8),
        fc.boolean(),
        fc.option(fc.integer({ min: 1, max: 1600 })),
        (want, have, full, newest) => {
          const needed = new Set<bigint>();
          for (const n of flat(want)) for (const m of reference.certificatePool(n)) needed.add(m);
          const highest = ascending(flat(want)).at(-1) ?? 0n;
          if (full) for (let n = 1n; n <= highest; n++) needed.add(n);
          const top = newest === null ? MAX : BigInt(newest);
          const there = flat(have);
          const missing = ascending([...needed].filter((n) => !there.has(n) && n <= top));
          const planned = plan({ want, have, full, newest: newest === null ? undefined : top });
          expect([...planned]).toEqual(missing);
          const coverage = newest === null ? { full } : { full, newest: top };
          expect(isCovered(have, want, coverage)).toBe(missing.length === 0);
          expect(isCovered(planned.union(SeqNumRanges.of(have)), want, coverage)).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('is exact at the top of u64', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 1n, max: MAX }), { minLength: 1, maxLength: 12 }),
        fc.bigInt({ min: 0n, max: 60n }),
        (some, below) => {
          const want = [...some, MAX - below];
          const needed = SeqNumRanges.of(want.flatMap((n) => reference.certificatePool(n)));
          expect(plan({ have: [], want }).equals(needed)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
    expect(plan({ have: [], want: [[1n, MAX]] }).toJSON()).toEqual([['1', String(MAX)]]);
    const want = [[MAX - 5n, MAX] as const];
    const pools = SeqNumRanges.of([...SeqNumRanges.of(want)].flatMap((n) => reference.certificatePool(n)));
    expect(plan({ have: [], want }).equals(pools)).toBe(true);
  });

  test('for a thousand entries of a log of 2^60 takes milliseconds', () => {
    const random = new Random(5);
    const want = SeqNumRanges.of(Array.from({ length: 1000 }, () => (random.u64() % 2n ** 60n) + 1n));
    const have = plan({ have: [], want: Array.from({ length: 300 }, () => (random.u64() % 2n ** 60n) + 1n) });
    let fastest = Infinity;
    for (let round = 0; round < 20; round++) {
      const start = performance.now();
      plan({ have, want });
      fastest = Math.min(fastest, performance.now() - start);
    }
    // The benchmark measures it; this is for what became slow by orders of magnitude.
    expect(fastest).toBeLessThan(100);
  });

  test.each([
    [{ have: [], want: 7n }, /want must be SeqNumRanges/],
    [{ have: [1], want: [] }, /have: item 0 must be a bigint/],
    [{ have: [], want: [], newest: 0n }, /newest/],
    [{ have: [], want: [], full: 1 }, /full must be a boolean/],
    [{ have: [], wants: [] }, /options.wants is unknown/],
  ])('is not made of %o', (options, message) => expect(() => plan(options as never)).toThrow(message));
});

describe.each(['bamboo', 'p2panda'] as const)('replicas of a log of 10,000 entries, in %s', (profile) => {
  let log: HonestLog;
  let items: { entry: Uint8Array; payload: Uint8Array }[];
  beforeAll(() => {
    log = honestLog(core, profile, 10_000, 6);
    items = log.entries.map(({ bytes, payload }) => ({ entry: bytes, payload }));
  });
  const options = () => ({ profile, author: log.author, logId: log.logId });

  test('verify what they carry, and together with any other part', () => {
    const random = new Random(3);
    const wanted = (): bigint[] =>
      Array.from({ length: 1 + random.below(4) }, () => BigInt(1 + random.below(10_000)));
    const replicas = Array.from({ length: 12 }, () => {
      const want = wanted();
      const { items: carried, missing, lost } = extract(items, want, options());
      expect(missing.isEmpty).toBe(true);
      expect(lost.proofs).toEqual([]);
      const needed = SeqNumRanges.of(want.flatMap((n) => reference.certificatePool(n))).and(
        SeqNumRanges.of([[1n, 10_000n]]),
      );
      expect(carried.length).toBe(Number(needed.size));
      expect(carried.filter(({ payload }) => payload).length).toBe(new Set(want).size);
      return { want, carried };
    });
    let pairs = 0;
    for (const one of replicas) {
      for (const other of replicas) {
        const verifier = new LogVerifier(options());
        const both = [...one.carried, ...other.carried];
        verifier.add(
          both.map(({ entry }) => entry),
          both.map(({ payload }) => payload),
        );
        for (let i = 0; i < both.length; i++) expect(verifier.statusOf(i).status).toMatch(/verified/);
        // What each is interested in is in one chain: from the later entry a path leads to the earlier one.
        const have = verifier.seqNums();
        for (const x of one.want) {
          for (const y of other.want) {
            const [low, high] = x < y ? [x, y] : [y, x];
            for (const n of reference.linkPath(high, low)) expect(have.has(n)).toBe(true);
            pairs++;
          }
        }
      }
    }
    expect(pairs).toBeGreaterThan(300);
  }, 120_000);

  test('with every entry up to the wanted one are verified, not only path-verified', () => {
    const { items: carried } = extract(items, [321n], { ...options(), full: true, payloads: 'none' });
    const { entries } = verifyLog(
      carried.map(({ entry }) => entry),
      options(),
    );
    expect(entries.slice(0, 321).every(({ status }) => status === 'verified')).toBe(true);
    expect(carried.some(({ payload }) => payload)).toBe(false);
  });

  test('tell what is missing, and what is lost', () => {
    const some = items.slice(0, 400).filter((_, i) => i !== 12 && i !== 300);
    const {
      missing,
      lost,
      dropped,
      items: carried,
    } = extract(some, [23n], { ...options(), payloads: 'all' });
    expect(String(missing)).toBe('13');
    expect(String(lost.entries)).toBe('2-3,5-12,14-16,18-20,27-38,41-300,302-400');
    expect(dropped).toEqual({ entries: some.length - carried.length, payloads: 0 });
    // Of what was verified, only entry 1 needs nothing that is left out.
    expect(String(lost.downgraded)).toBe('4');
    const gone = prune(some, [23n], options());
    expect(gone.entries.length).toBe(dropped.entries);
    expect(gone.payloads.length).toBe(carried.length - 1);
    expect(String(gone.lost.payloads)).toBe('1,4,17,21-22,24-26,39-40');
  });

  test('leave out what is no entry of the log, and hand on what proves a fork', () => {
    const keyPair = new core.KeyPair(new Uint8Array(32).fill(6));
    const payload = Uint8Array.of(1);
    const fork = core.signEntry({
      profile,
      keyPair,
      logId: 0n,
      seqNum: 3n,
      backlink: log.entries[1]!.hash,
      payload,
    });
    const forged = items[0]!.entry.slice();
    forged[forged.length - 1]! ^= 1;
    const all = [
      ...items.slice(0, 10),
      { entry: fork.bytes },
      { entry: forged },
      { entry: Uint8Array.of(1, 2) },
    ];
    const { items: carried, dropped, lost } = extract(all, [2n], options());
    expect(carried.map(({ entry }) => entry)).toEqual(
      [0, 1, 2, 3].map((i) => items[i]!.entry).toSpliced(4, 0, fork.bytes),
    );
    expect(dropped.entries).toBe(all.length - 5);
    expect(lost.proofs.length).toBe(1);
  });

  test('of misuse name what was wrong', () => {
    expect(() => extract([{ entry: 'ab' as never }], [1n], options())).toThrow(
      /items\[0\].entry must be a Uint8Array/,
    );
    expect(() => extract([], [1n], { ...options(), payloads: 'some' as never })).toThrow(
      /payloads must be one of/,
    );
    expect(() => prune([], [0n], options())).toThrow(/want: item 0/);
  });
});

test('two pools together hold a path between their entries, up to the top of u64', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: MAX }),
      fc.bigInt({ min: 0n, max: MAX }),
      fc.boolean(),
      (x, distance, near) => {
        const high = near ? MAX - (x % 5000n) : x;
        const low = high - (distance % high);
        const both = plan({ have: [], want: [low] }).union(plan({ have: [], want: [high] }));
        for (const n of reference.linkPath(high, low)) expect(both.has(n)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
