import { MAX_U64, checkSeqNum } from '../bamboo/arguments.js';

/** What a set of sequence numbers can be made of: numbers, and pairs of a first and a last one. */
export type SeqNumItem = bigint | readonly [first: bigint, last: bigint];

/** A set as a list of ranges in the making, which come in ascending order of their first numbers. */
export class RangeList {
  // Pairs of first and last; what is in use ends at #used. The range that may still grow is kept beside them.
  #bounds = new BigUint64Array(32);
  #used = 0;
  #first = 0n;
  #last = 0n;

  /** Adds a range that begins no lower than the one before; what meets or touches that one becomes part of it. */
  add(first: bigint, last: bigint): void {
    // A first number of 0 says that there is no range yet.
    if (this.#first !== 0n && first <= this.#last + 1n) {
      if (last > this.#last) this.#last = last;
      return;
    }
    this.#settle();
    this.#first = first;
    this.#last = last;
  }

  #settle(): void {
    if (this.#first === 0n) return;
    const used = this.#used;
    if (used === this.#bounds.length) {
      const longer = new BigUint64Array(4 * used);
      longer.set(this.#bounds);
      this.#bounds = longer;
    }
    this.#bounds[used] = this.#first;
    this.#bounds[used + 1] = this.#last;
    this.#used = used + 2;
  }

  /** Pairs of first and last numbers, of all that has been added; the list is done with. */
  bounds(): BigUint64Array {
    this.#settle();
    this.#first = 0n;
    return this.#bounds.slice(0, this.#used);
  }
}

function parseRange(text: string): [bigint, bigint] {
  const [, from, dash, to] = /^([0-9]{1,20})(?:(-)([0-9]{1,20})?)?$/.exec(text) ?? [];
  if (from === undefined) {
    throw new RangeError(
      `'${text}' is no range of sequence numbers: a number, two with a hyphen between, or one with a hyphen after`,
    );
  }
  const first = BigInt(from);
  const last = to !== undefined ? BigInt(to) : dash === undefined ? first : MAX_U64;
  if (first < 1n || last > MAX_U64) throw new RangeError(`'${text}': sequence numbers are 1 to 2^64 − 1`);
  if (last < first) throw new RangeError(`'${text}' ends before it begins`);
  return [first, last];
}

/**
 * A set of sequence numbers, 1 to 2^64 − 1, kept as ranges: a whole log of 2^60 entries takes as much room as one
 * number. Sets never change; operations give new ones, in time linear in the number of ranges.
 *
 * @example
 * const have = SeqNumRanges.of([[1n, 40n], 121n]);
 * have.has(13n); // true
 * String(have.union(SeqNumRanges.of([41n]))); // '1-41,121'
 */
export class SeqNumRanges {
  /** The empty set. */
  static readonly NONE = new SeqNumRanges(new BigUint64Array(0));

  /** Pairs of first and last numbers, ascending; no two ranges meet or touch. */
  readonly #bounds: BigUint64Array;

  private constructor(bounds: BigUint64Array) {
    this.#bounds = bounds;
  }

  /**
   * The set of some numbers and ranges, in any order; they may overlap.
   *
   * @param items bigints, and pairs `[first, last]` of bigints, both ends included
   * @throws {TypeError} {RangeError} for what is no sequence number, and for a range that ends before it begins
   */
  static of(items: SeqNumRanges | Iterable<SeqNumItem>): SeqNumRanges {
    if (items instanceof SeqNumRanges) return items;
    const pairs: [bigint, bigint][] = [];
    let ascending = true;
    for (const item of items) {
      const position = pairs.length;
      const pair = Array.isArray(item) ? (item as unknown[]) : [item, item];
      if (pair.length !== 2) throw new TypeError(`item ${position} must be a bigint or a pair of bigints`);
      const first = checkSeqNum(pair[0], `item ${position}`);
      const last = checkSeqNum(pair[1], `item ${position}`);
      if (last < first) throw new RangeError(`item ${position} ends before it begins`);
      if (position > 0 && first < pairs[position - 1]![0]) ascending = false;
      pairs.push([first, last]);
    }
    if (!ascending) pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    const list = new RangeList();
    for (const [first, last] of pairs) list.add(first, last);
    return SeqNumRanges.from(list);
  }

  /**
   * The set that a list holds.
   *
   * @internal
   */
  static from(list: RangeList): SeqNumRanges {
    return new SeqNumRanges(list.bounds());
  }

  /**
   * Reads `1-40,121,300-`: numbers and ranges with commas between, in any order; without an end a range goes up to
   * 2^64 − 1. Empty text is the empty set.
   *
   * @throws {TypeError} {RangeError} that names the part that is wrong
   */
  static parse(text: string): SeqNumRanges {
    if (typeof text !== 'string') throw new TypeError('text must be a string');
    const parts = text.split(/[\s,]+/).filter((part) => part !== '');
    return SeqNumRanges.of(parts.map(parseRange));
  }

  /** How many numbers there are. */
  get size(): bigint {
    let size = 0n;
    for (const [first, last] of this.ranges()) size += last - first + 1n;
    return size;
  }

  /** How many ranges there are. */
  get rangeCount(): number {
    return this.#bounds.length / 2;
  }

  get isEmpty(): boolean {
    return this.#bounds.length === 0;
  }

  /** The lowest number; `undefined` where there is none. */
  get min(): bigint | undefined {
    return this.#bounds[0];
  }

  /** The highest number; `undefined` where there is none. */
  get max(): bigint | undefined {
    return this.#bounds[this.#bounds.length - 1];
  }

  has(seqNum: bigint): boolean {
    let low = 0;
    let high = this.rangeCount;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#bounds[2 * middle + 1]! < seqNum) low = middle + 1;
      else high = middle;
    }
    return low < this.rangeCount && this.#bounds[2 * low]! <= seqNum;
  }

  /** First and last number of each range, ascending. */
  *ranges(): Generator<readonly [first: bigint, last: bigint], void> {
    const bounds = this.#bounds;
    for (let i = 0; i < bounds.length; i += 2) yield [bounds[i]!, bounds[i + 1]!];
  }

  /** Every number, ascending. A range can hold very many. */
  *[Symbol.iterator](): Generator<bigint, void> {
    for (const [first, last] of this.ranges()) for (let n = first; n <= last; n++) yield n;
  }

  /** The numbers that are in this set, in the other, or in both. */
  union(other: SeqNumRanges): SeqNumRanges {
    if (other.isEmpty) return this;
    if (this.isEmpty) return other;
    const [a, b] = [this.#bounds, other.#bounds];
    const list = new RangeList();
    for (let i = 0, j = 0; i < a.length || j < b.length;) {
      if (j >= b.length || (i < a.length && a[i]! <= b[j]!)) {
        list.add(a[i]!, a[i + 1]!);
        i += 2;
      } else {
        list.add(b[j]!, b[j + 1]!);
        j += 2;
      }
    }
    return SeqNumRanges.from(list);
  }

  /** The numbers that are in both sets. */
  and(other: SeqNumRanges): SeqNumRanges {
    const [a, b] = [this.#bounds, other.#bounds];
    const list = new RangeList();
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
      const first = a[i]! > b[j]! ? a[i]! : b[j]!;
      const last = a[i + 1]! < b[j + 1]! ? a[i + 1]! : b[j + 1]!;
      if (first <= last) list.add(first, last);
      if (a[i + 1]! < b[j + 1]!) i += 2;
      else j += 2;
    }
    return SeqNumRanges.from(list);
  }

  /** The numbers of this set that are not in the other. */
  without(other: SeqNumRanges): SeqNumRanges {
    if (this.isEmpty || other.isEmpty) return this;
    const [a, b] = [this.#bounds, other.#bounds];
    const list = new RangeList();
    let j = 0;
    for (let i = 0; i < a.length; i += 2) {
      let first = a[i]!;
      const last = a[i + 1]!;
      while (j < b.length && b[j + 1]! < first) j += 2;
      // What ends within this range is behind us; what goes beyond it may touch the next one too.
      while (j < b.length && first <= last && b[j]! <= last) {
        if (b[j]! > first) list.add(first, b[j]! - 1n);
        first = b[j + 1]! + 1n;
        if (b[j + 1]! > last) break;
        j += 2;
      }
      if (first <= last) list.add(first, last);
    }
    return SeqNumRanges.from(list);
  }

  /** Whether both sets hold the same numbers. */
  equals(other: SeqNumRanges): boolean {
    const [a, b] = [this.#bounds, other.#bounds];
    return a.length === b.length && a.every((bound, i) => bound === b[i]);
  }

  /** As `parse` reads it: `1-40,121`. */
  toString(): string {
    const parts = Array.from(this.ranges(), ([first, last]) =>
      first === last ? String(first) : `${String(first)}-${String(last)}`,
    );
    return parts.join(',');
  }

  /** Pairs of first and last numbers in decimal. */
  toJSON(): [first: string, last: string][] {
    return Array.from(this.ranges(), ([first, last]) => [String(first), String(last)]);
  }

  /** What `console.log` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `SeqNumRanges { ${this.toString()} }`;
  }
}

/** What a caller may hand over as a set. @throws {TypeError} {RangeError} that names the parameter */
export function checkRanges(value: unknown, name: string): SeqNumRanges {
  if (value instanceof SeqNumRanges) return value;
  if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) {
    throw new TypeError(
      `${name} must be SeqNumRanges, or something that can be iterated over numbers and ranges`,
    );
  }
  try {
    return SeqNumRanges.of(value as Iterable<SeqNumItem>);
  } catch (error) {
    const kind = error instanceof RangeError ? RangeError : TypeError;
    throw new kind(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
