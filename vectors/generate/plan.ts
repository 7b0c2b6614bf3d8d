import { plan } from '../../src/reference/index.js';
import { randomOfBits, randomStream } from './bytes.js';
import { ascending, MAX_U64, MILESTONES, poolOf } from './sequence-numbers.js';
import { accept, subject, type Subject, type VectorList } from './vector.js';

const NOTES = {
  NOTHING_WANTED: 'A plan for nothing is a crash, or asks for something.',
  ONE_WANTED:
    'What is fetched is not what vouches for the entry: a peer cannot verify it, or fetches for nothing.',
  SEVERAL_WANTED: 'The pools of several entries are not put together, or numbers come twice or out of order.',
  RANGE_WANTED: 'A range is taken for its two ends, or a pool of what lies between is missing or too large.',
  WIDE_RANGE: 'A range is gone through number by number, which never ends.',
  AT_HAND: 'What is at hand is fetched again, or what is not is left out.',
  FULL: 'For full verification something is missing, or what only a pool needs is left out.',
  DOUBLE_PRECISION: 'Sequence numbers pass through a double, or a signed or 32-bit integer.',
  ABOVE_U64: 'Near 2^64 − 1 arithmetic wraps, or numbers are asked for that no entry can have.',
};

type Range = readonly [bigint, bigint];

const single = (n: bigint): Range => [n, n];
const singles = (numbers: Iterable<bigint>): Range[] => ascending(numbers).map(single);

/** What is covered by some ranges and by none of some others, as maximal ranges: asked at every place where it changes. */
function difference(some: readonly Range[], others: readonly Range[]): Range[] {
  const changes = ascending([...some, ...others].flatMap(([from, to]) => [from, to + 1n]));
  const holds = (ranges: readonly Range[], n: bigint) => ranges.some(([from, to]) => from <= n && n <= to);
  const result: [bigint, bigint][] = [];
  changes.forEach((from, i) => {
    if (!holds(some, from) || holds(others, from)) return;
    const to = changes[i + 1]! - 1n;
    if (result.at(-1)?.[1] === from - 1n) result.at(-1)![1] = to;
    else result.push([from, to]);
  });
  return result;
}

/** Up to here the numbers of a range are gone through one by one. */
const COUNTED = 200n;

/** All that the pools of some ranges hold. Of a wide range, the pools of its ends and itself. */
function pools(want: readonly Range[]): Range[] {
  return want.flatMap(([from, to]): Range[] => {
    if (to - from > COUNTED) return [[from, to], ...singles([...poolOf(from), ...poolOf(to)])];
    const all = Array.from({ length: Number(to - from) + 1 }, (_, i) => from + BigInt(i));
    return singles(all.flatMap((n) => poolOf(n)));
  });
}

function fetched(have: readonly Range[], want: readonly Range[], full: boolean): Range[] {
  const needed = pools(want);
  if (full) needed.push(...want.map(([, to]): Range => [1n, to]));
  return difference(needed, have);
}

const subsetOf = (bits: number): Range[] =>
  difference(
    singles(Array.from({ length: 13 }, (_, i) => BigInt(i + 1)).filter((_, i) => (bits >> i) & 1)),
    [],
  );

/** Every set of the numbers from 1 to 13 is wanted once, and others are at hand: the reference has to find the same. */
function tryAllSubsets(): void {
  const next = randomStream(0x91a);
  for (let bits = 0; bits < 2 ** 13; bits++) {
    const [have, want, full] = [subsetOf(next() & next() & 0x1fff), subsetOf(bits), (next() & 1) === 1];
    const [expected, actual] = [fetched(have, want, full), plan(have, want, full)];
    if (String(expected) !== String(actual)) {
      throw new Error(
        `to have ${String(have)} and want ${String(want)}: ${String(expected)}, not ${String(actual)}`,
      );
    }
  }
}

/** Adds a vector; a range is a pair, and one number stands for itself. */
function add(
  list: VectorList,
  name: string,
  flag: keyof typeof NOTES,
  have: readonly (Range | bigint)[],
  want: readonly (Range | bigint)[],
  full = false,
): void {
  const ranges = (items: readonly (Range | bigint)[]): Range[] =>
    items.map((item) => (typeof item === 'bigint' ? single(item) : item));
  const json = (of: readonly Range[]) => of.map(([from, to]) => [String(from), String(to)]);
  const [given, wanted] = [ranges(have), ranges(want)];
  const isAtTop = wanted.some(([, to]) => to > MILESTONES[40]!);
  list.add({
    id: `plan-${name}${full ? '-full' : ''}`,
    requirements: [
      'BAM-REP-006',
      'BAM-REP-008',
      ...(full ? ['BAM-REP-007'] : []),
      ...(isAtTop ? ['BAM-REP-002'] : []),
    ],
    flags: [flag],
    op: 'plan',
    input: { have: json(given), want: json(wanted), full },
    expect: accept({ fetch: json(fetched(given, wanted, full)) }),
  });
}

function addSmall(list: VectorList): void {
  add(list, 'nothing', 'NOTHING_WANTED', [], []);
  add(list, 'nothing', 'NOTHING_WANTED', [], [], true);
  add(list, 'nothing-with-some-at-hand', 'NOTHING_WANTED', [[1n, 9n]], []);
  add(list, 'nothing-with-some-at-hand', 'NOTHING_WANTED', [[1n, 9n]], [], true);
  for (let n = 1n; n <= 14n; n++) add(list, `one-${n}`, 'ONE_WANTED', [], [n]);
  for (const n of [23n, 39n, 40n, 41n, 100n, 121n, 122n, 1093n, 3000n])
    add(list, `one-${n}`, 'ONE_WANTED', [], [n]);
  for (const n of [1n, 4n, 5n, 13n, 23n, 41n]) add(list, `one-${n}`, 'FULL', [], [n], true);
  add(list, '5-and-9', 'SEVERAL_WANTED', [], [5n, 9n]);
  add(list, '9-10-and-30', 'SEVERAL_WANTED', [], [[9n, 10n], 30n]);
  add(list, '23-and-500', 'SEVERAL_WANTED', [], [23n, 500n]);
  add(list, '1-and-1000', 'SEVERAL_WANTED', [], [1n, 1000n]);
  add(list, '1-and-50', 'FULL', [], [1n, 50n], true);
  add(
    list,
    'two-ranges',
    'RANGE_WANTED',
    [],
    [
      [5n, 8n],
      [30n, 38n],
    ],
  );
  add(
    list,
    'two-ranges',
    'FULL',
    [],
    [
      [5n, 8n],
      [30n, 38n],
    ],
    true,
  );
  for (const [from, to] of [
    [1n, 2n],
    [2n, 3n],
    [5n, 12n],
    [6n, 11n],
    [4n, 13n],
    [14n, 40n],
    [3n, 41n],
    [18n, 24n],
    [100n, 130n],
    [364n, 365n],
  ] as const) {
    add(list, `range-${from}-to-${to}`, 'RANGE_WANTED', [], [[from, to]]);
  }
  const next = randomStream(0x5e7);
  for (let i = 0; i < 60; i++) {
    const [want, have] = [subsetOf(next() & 0x1fff), subsetOf(next() & next() & 0x1fff)];
    add(list, `subset-${i}`, have.length > 0 ? 'AT_HAND' : 'SEVERAL_WANTED', have, want, i % 5 === 4);
  }
}

function addAtHand(list: VectorList): void {
  const pool = difference(singles(poolOf(23n)), []);
  add(list, 'all-at-hand', 'AT_HAND', pool, [23n]);
  add(list, 'all-at-hand', 'AT_HAND', pool, [23n], true);
  add(list, 'whole-log-at-hand', 'AT_HAND', [[1n, 40n]], [[2n, 30n]], true);
  add(list, 'more-at-hand-than-wanted', 'AT_HAND', [[1n, 1000n]], [23n]);
  add(list, 'only-others-at-hand', 'AT_HAND', [2n, 3n, [5n, 12n], 27n, [41n, 99n]], [23n]);
  add(list, 'wanted-one-at-hand-alone', 'AT_HAND', [23n], [23n]);
  add(list, 'first-13-at-hand', 'AT_HAND', [[1n, 13n]], [23n]);
  add(list, 'hole-in-a-range', 'AT_HAND', [[110n, 115n]], [[100n, 121n]]);
  add(list, 'hole-of-one', 'AT_HAND', [112n], [[100n, 121n]]);
  add(list, 'start-of-a-range', 'AT_HAND', [[100n, 110n]], [[100n, 121n]]);
  add(list, 'end-of-a-range', 'AT_HAND', [[110n, 121n]], [[100n, 121n]]);
  add(list, 'range-and-its-neighbours', 'AT_HAND', [[99n, 122n]], [[100n, 121n]]);
  add(list, 'many-holes', 'AT_HAND', [2n, 4n, 6n, 8n, [10n, 12n]], [[1n, 13n]], true);
  add(
    list,
    'one-missing',
    'AT_HAND',
    [
      [1n, 12n],
      [14n, 40n],
    ],
    [23n],
    true,
  );
  add(list, 'highest-of-several', 'FULL', [[1n, 20n]], [3n, [25n, 28n], 30n], true);
  const spread = Array.from({ length: 60 }, (_, i) => BigInt(i) * 53n + 7n);
  add(list, 'sixty', 'SEVERAL_WANTED', [], spread);
  add(
    list,
    'sixty-more',
    'AT_HAND',
    difference(pools(spread.map(single)), []),
    spread.map((n) => n + 1n),
  );
}

function addLarge(list: VectorList): void {
  const far = 2n ** 60n;
  add(list, 'all-that-can-be', 'WIDE_RANGE', [], [[1n, MAX_U64]]);
  add(list, 'all-that-can-be', 'WIDE_RANGE', [], [[1n, MAX_U64]], true);
  add(list, 'all-but-the-first', 'WIDE_RANGE', [], [[2n, MAX_U64]]);
  add(list, 'all-but-the-last', 'WIDE_RANGE', [], [[1n, MAX_U64 - 1n]]);
  add(list, 'range-of-2-to-59', 'WIDE_RANGE', [], [[far / 2n, far]]);
  add(list, 'range-with-a-wide-hole', 'WIDE_RANGE', [[far / 4n, far / 2n]], [[far / 8n, far]]);
  add(
    list,
    'two-wide-ranges',
    'WIDE_RANGE',
    [[1n, 2n ** 40n]],
    [
      [2n ** 41n, 2n ** 42n],
      [2n ** 50n, far],
    ],
  );
  add(list, '2-to-60-with-half-at-hand', 'FULL', [[1n, far / 2n]], [far], true);
  add(list, 'wide-hole-in-full', 'FULL', [[1000n, far - 1000n]], [far], true);
  const next = randomStream(0x3b2);
  for (const bits of [20, 30, 40, 50, 60, 63]) {
    const n = randomOfBits(bits, next);
    add(list, `of-${bits}-bits`, 'DOUBLE_PRECISION', [], [n]);
  }
  for (const bits of [31n, 32n, 53n, 63n]) {
    const n = 2n ** bits;
    add(list, `around-2-to-${bits}`, 'DOUBLE_PRECISION', [[1n, n - 2n ** 20n]], [[n - 1n, n + 1n]]);
    add(list, `above-2-to-${bits}-all-below-at-hand`, 'DOUBLE_PRECISION', [[1n, n]], [n + 1n], true);
  }
  const last = MILESTONES[40]!;
  add(list, 'last-full-number', 'ABOVE_U64', [], [last]);
  for (const n of [last + 1n, last + MILESTONES[35]!, MAX_U64 - 1n, MAX_U64]) {
    add(list, `one-${n}`, 'ABOVE_U64', [[1n, last - 1n]], [n]);
  }
  add(list, 'largest', 'ABOVE_U64', [], [MAX_U64]);
  add(list, 'largest', 'ABOVE_U64', [], [MAX_U64], true);
  add(list, 'largest-with-all-below', 'ABOVE_U64', [[1n, MAX_U64 - 1n]], [MAX_U64], true);
  add(list, 'all-at-hand-to-the-largest', 'ABOVE_U64', [[1n, MAX_U64]], [MAX_U64], true);
  add(list, 'range-to-the-largest', 'ABOVE_U64', [[1n, last]], [[MAX_U64 - 9n, MAX_U64]]);
  add(list, 'range-over-the-last-full-number', 'ABOVE_U64', [[1n, last / 2n]], [[last - 5n, last + 5n]]);
}

export function planSubject(): Subject {
  tryAllSubsets();
  const description = 'What to fetch so that wanted entries can be verified, and stay so as the log grows.';
  return subject('plan', description, NOTES, (list) => {
    addSmall(list);
    addAtHand(list);
    addLarge(list);
  });
}
