import { MAX_U64, checkFlag, checkOptions, checkSeqNum, type Optional } from '../bamboo/arguments.js';
import { RangeList, SeqNumRanges, checkRanges, type SeqNumItem } from './ranges.js';

/** How much is wanted of the entries in question. */
export interface Coverage {
  /** Not only path-verified, but verified: with every entry from 1 to the highest wanted one. */
  readonly full?: Optional<boolean>;
  /** The newest entry of the log, where it is known: what would come after it doesn't exist yet. */
  readonly newest?: Optional<bigint>;
}

/** What is asked of {@link plan}. */
export interface PlanOptions extends Coverage {
  /** The sequence numbers at hand. */
  readonly have: SeqNumRanges | Iterable<SeqNumItem>;
  /** Those of the entries in which one is interested. */
  readonly want: SeqNumRanges | Iterable<SeqNumItem>;
}

/** The numbers (3^k − 1)/2 as far as pools need them; the last one is above 2^64 − 1. */
const FULL: readonly bigint[] = Array.from({ length: 42 }, (_, k) => (3n ** BigInt(k + 1) - 1n) / 2n);

/**
 * The union of the certificate pools of all numbers of a set.
 *
 * Blocks of (3^k − 1)/2 numbers lie in each other: three of one size and a number behind them are one of the next size.
 * The pool of x holds, of each block that x is in without being its last number, the last numbers of the three smaller
 * ones and its own last number; and all full numbers below x. So one walk through the blocks that hold wanted numbers
 * finds the union, in ascending order, and a whole range of wanted numbers costs no more than its two ends.
 */
class PoolUnion {
  readonly #pool = new RangeList();
  readonly #wanted: (readonly [bigint, bigint])[];
  readonly #newest: bigint;
  /** The first wanted range that has not been passed. */
  #next = 0;

  constructor(want: SeqNumRanges, newest: bigint) {
    this.#wanted = [...want.ranges()];
    this.#newest = newest;
  }

  collect(): SeqNumRanges {
    const highest = this.#wanted.at(-1)?.[1];
    if (highest === undefined) return SeqNumRanges.NONE;
    this.#add(1n, 1n);
    for (let k = 1; FULL[k - 1]! < highest; k++) {
      const below = FULL[k - 1]!;
      if (this.#holds(below, FULL[k]!)) {
        this.#walk(below, k - 1);
        this.#add(2n * below, 2n * below);
        this.#walk(2n * below, k - 1);
        this.#add(3n * below, FULL[k]!);
      } else this.#add(FULL[k]!, FULL[k]!);
    }
    return SeqNumRanges.from(this.#pool);
  }

  /** Whether a wanted number lies between the two. */
  #holds(after: bigint, before: bigint): boolean {
    while (this.#next < this.#wanted.length && this.#wanted[this.#next]![1] <= after) this.#next++;
    return this.#next < this.#wanted.length && this.#wanted[this.#next]![0] < before;
  }

  /** The inside of the block of FULL[k] numbers behind `base`, its last number left out. */
  #walk(base: bigint, k: number): void {
    const end = base + FULL[k]!;
    if (k === 0 || !this.#holds(base, end)) return;
    const [first, last] = this.#wanted[this.#next]!;
    if (k === 1 || (first <= base + 1n && last >= end - 1n)) {
      this.#add(base + 1n, end - 1n);
      return;
    }
    const size = FULL[k - 1]!;
    this.#walk(base, k - 1);
    this.#add(base + size, base + size);
    this.#walk(base + size, k - 1);
    this.#add(base + 2n * size, base + 2n * size);
    this.#walk(base + 2n * size, k - 1);
    this.#add(end - 1n, end - 1n);
  }

  #add(first: bigint, last: bigint): void {
    if (first > this.#newest) return;
    this.#pool.add(first, last < this.#newest ? last : this.#newest);
  }
}

/** What has to be at hand for the wanted entries, whatever one has. */
export function neededFor(want: SeqNumRanges, full: boolean, newest: bigint): SeqNumRanges {
  const pools = new PoolUnion(want, newest).collect();
  const highest = want.max;
  if (!full || highest === undefined) return pools;
  return pools.union(SeqNumRanges.of([[1n, highest < newest ? highest : newest]]));
}

/** @throws {TypeError} {RangeError} with the option's name */
export function checkCoverage(given: Record<string, unknown>): { full: boolean; newest: bigint } {
  const newest = given['newest'] ?? undefined;
  return {
    full: checkFlag(given['full'], 'full'),
    newest: newest === undefined ? MAX_U64 : checkSeqNum(newest, 'newest'),
  };
}

/**
 * What to fetch so that all wanted entries are path-verified, and stay verifiable when the log grows: the union of
 * their certificate pools without what is at hand (BAM-REP-006 to BAM-REP-008).
 *
 * @returns the missing sequence numbers, as ranges; a wanted range is never walked number by number
 * @throws {TypeError} {RangeError} for misuse, with the option's name
 * @example
 * String(plan({ have: [[1n, 13n]], want: [23n] })); // '17,21-26,39-40'
 * String(plan({ have: [[1n, 13n]], want: [23n], newest: 25n })); // '17,21-25'
 */
export function plan(options: PlanOptions): SeqNumRanges {
  const given = checkOptions(options, ['have', 'want', 'full', 'newest']);
  const have = checkRanges(given['have'], 'have');
  const want = checkRanges(given['want'], 'want');
  const { full, newest } = checkCoverage(given);
  return neededFor(want, full, newest).without(have);
}

/**
 * Whether all wanted entries can be path-verified, now and when the log has grown, from the entries at hand: whether
 * there is nothing to {@link plan}.
 *
 * @throws {TypeError} {RangeError} for misuse, with the argument's name
 * @example isCovered(certificatePool(23n), [23n]) // true
 */
export function isCovered(
  have: SeqNumRanges | Iterable<SeqNumItem>,
  want: SeqNumRanges | Iterable<SeqNumItem>,
  coverage: Coverage = {},
): boolean {
  return plan({ have, want, ...coverage }).isEmpty;
}
