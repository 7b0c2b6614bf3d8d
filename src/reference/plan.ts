import { linkPath, MAX_SEQNUM } from './lipmaa.js';

/** Sequence numbers from the first to the second, both included. */
export type Range = readonly [from: bigint, to: bigint];

/** The same numbers in ascending ranges that neither overlap nor touch (BAM-REP-008). */
function joined(ranges: readonly Range[]): Range[] {
  const result: [bigint, bigint][] = [];
  for (const [from, to] of ranges.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    const last = result.at(-1);
    if (last && from <= last[1] + 1n) last[1] = to > last[1] ? to : last[1];
    else result.push([from, to]);
  }
  return result;
}

/** The numbers of a range that are in none of some others. */
function without(range: Range, others: readonly Range[]): Range[] {
  let left: Range[] = [range];
  for (const [from, to] of others) {
    left = left
      .flatMap(([a, b]): Range[] => [
        [a, b < from ? b : from - 1n],
        [a > to ? a : to + 1n, b],
      ])
      .filter(([a, b]) => a <= b);
  }
  return left;
}

/**
 * The union of the certificate pools of all numbers from `a` to `b`, which is
 *
 *     [a, b]  ∪  the link path from a to 1  ∪  the link path to b from z(b), the smallest (3^k − 1)/2 that is b or more
 *
 * so that no range has to be gone through. Both paths are in the pools of a and b. And there is nothing else, for any x
 * from a to b:
 *
 * - The path from x to 1 either meets a or leaps over it, by a link from above a to some y below. Links don't cross, so
 *   none that starts between leads below y: the path from a to 1 passes y too, and from there both are one.
 * - Above b, the path to x begins, where z(x) is not below b, at z(b) as well, and takes the lipmaalinks that do not lead
 *   below x. The path to b takes those of them that do not lead below b; where the two first differ, the path to x leaps
 *   over b, and has nothing more above it.
 */
function poolOfRange([a, b]: Range): Range[] {
  let top = 1n;
  while (top < b) top = 3n * top + 1n;
  const ends = [...linkPath(a, 1n), ...linkPath(top, b)].filter((n) => n <= MAX_SEQNUM);
  return [[a, b], ...ends.map((n): Range => [n, n])];
}

/**
 * What to fetch so that all wanted entries are path-verified, and stay verifiable when the log grows: their certificate
 * pools; with `full`, so that they are verified: every entry from 1 to the highest of them, too. What one has is left
 * out (BAM-REP-006 to BAM-REP-008).
 *
 * @param have any ranges of sequence numbers
 * @param want likewise
 * @returns ascending ranges that neither overlap nor touch
 * @example plan([[1n, 13n]], [[23n, 23n]], false) // [[17n, 17n], [21n, 26n], [39n, 40n]]
 */
export function plan(have: readonly Range[], want: readonly Range[], full: boolean): Range[] {
  const needed = want.flatMap(poolOfRange);
  if (full) needed.push(...want.map(([, to]): Range => [1n, to]));
  return joined(needed).flatMap((range) => without(range, have));
}
