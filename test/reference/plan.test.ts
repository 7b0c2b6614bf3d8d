import fc from 'fast-check';
import { expect, test } from 'vitest';
import { certificatePool, MAX_SEQNUM, plan, type Range } from '../../src/reference/index.js';

/** Ranges of small numbers: some single, some up to a block or two long, in any order and overlapping. */
const ranges = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 1200 }), fc.nat({ max: 60 })), { maxLength: 6 })
  .map((list) => list.map(([from, more]): Range => [BigInt(from), BigInt(from + more)]));

/** Every number of some ranges. */
const numbersOf = (list: readonly Range[]): bigint[] =>
  list.flatMap(([from, to]) => Array.from({ length: Number(to - from) + 1 }, (_, i) => from + BigInt(i)));

const ascending = (numbers: Iterable<bigint>): bigint[] =>
  [...new Set(numbers)].sort((a, b) => (a < b ? -1 : 1));

test('a plan is the union of the pools of all wanted numbers without those at hand', () => {
  fc.assert(
    fc.property(ranges, ranges, (have, want) => {
      const atHand = new Set(numbersOf(have));
      const needed = numbersOf(want).flatMap((n) => certificatePool(n));
      expect(numbersOf(plan(have, want, false))).toEqual(ascending(needed.filter((n) => !atHand.has(n))));
    }),
    { numRuns: 300 },
  );
});

test('a plan for full verification holds every number up to the highest wanted, too', () => {
  fc.assert(
    fc.property(ranges, ranges, (have, want) => {
      const atHand = new Set(numbersOf(have));
      const wanted = numbersOf(want);
      const needed = wanted.flatMap((n) => certificatePool(n));
      for (let n = 1n; wanted.some((other) => n <= other); n++) needed.push(n);
      expect(numbersOf(plan(have, want, true))).toEqual(ascending(needed.filter((n) => !atHand.has(n))));
    }),
    { numRuns: 50 },
  );
});

test('the ranges of a plan ascend and neither overlap nor touch', () => {
  fc.assert(
    fc.property(ranges, ranges, fc.boolean(), (have, want, full) => {
      const result = plan(have, want, full);
      for (const [i, [from, to]] of result.entries()) {
        expect(from <= to && (i === 0 || from > result[i - 1]![1] + 1n)).toBe(true);
      }
    }),
  );
});

test('at the top of u64, the pools of a range lie within its ends’ pools and itself', () => {
  const distance = fc.bigInt({ min: 0n, max: 2n ** 40n });
  fc.assert(
    fc.property(distance, distance, distance, (below, width, inside) => {
      const to = MAX_SEQNUM - below;
      const from = to - width;
      const x = from + (width === 0n ? 0n : inside % (width + 1n));
      const fetched = plan([], [[from, to]], false);
      const isFetched = (n: bigint): boolean => fetched.some(([a, b]) => a <= n && n <= b);
      expect(certificatePool(x).every(isFetched)).toBe(true);
      for (const end of [from, to]) {
        expect(plan(fetched, [[end, end]], false)).toEqual([]);
      }
      const ends = new Set([...certificatePool(from), ...certificatePool(to)]);
      const outside = fetched.flatMap(([a, b]) => [a, b]).filter((n) => n < from || n > to);
      expect(outside.every((n) => ends.has(n))).toBe(true);
    }),
    { numRuns: 300 },
  );
});
