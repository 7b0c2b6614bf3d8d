/** The largest sequence number. */
export const MAX_SEQNUM = 2n ** 64n - 1n;

/** The full numbers (3^k − 1)/2 that are sequence numbers, ascending: 1, 4, 13 and so on, 41 of them. */
export const FULL_NUMBERS: readonly bigint[] = (() => {
  const numbers: bigint[] = [];
  for (let full = 1n; full <= MAX_SEQNUM; full = 3n * full + 1n) numbers.push(full);
  return numbers;
})();

const FULL = new Set(FULL_NUMBERS);

/** Whether a number is full. */
export const isFull = (n: bigint): boolean => FULL.has(n);

/** The largest full number below `n`; `undefined` for 1. */
export function fullBelow(n: bigint): bigint | undefined {
  return FULL_NUMBERS.findLast((full) => full < n);
}

/** The smallest full number above `n`; `undefined` where that is no sequence number. */
export function fullAbove(n: bigint): bigint | undefined {
  return FULL_NUMBERS.find((full) => full > n);
}

/** One step of computing lipmaa: `from − full = rest`. */
export interface Subtraction {
  readonly from: bigint;
  readonly full: bigint;
  readonly rest: bigint;
}

/** The full numbers that are taken from `n` until a full number is left; none where `n` is full itself. */
export function subtractionsOf(n: bigint): Subtraction[] {
  const steps: Subtraction[] = [];
  for (let from = n; !isFull(from);) {
    const full = fullBelow(from)!;
    steps.push({ from, full, rest: from - full });
    from -= full;
  }
  return steps;
}

/** Neighbouring sequence numbers, both ends included. */
export interface Block {
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * The blocks of full lengths that lead up to `n`. Where `n` is not full, they end with `n`, and lipmaa(n) stands right before
 * the last of them. A full number above 1 stands behind three blocks of the length before it, and links to the end of the first.
 */
export function blocksOf(n: bigint): Block[] {
  if (n === 1n) return [];
  const third = (n - 1n) / 3n;
  const steps = subtractionsOf(n);
  const lengths = isFull(n) ? [third, third, third] : [...steps.map(({ full }) => full), steps.at(-1)!.rest];
  let taken = 0n;
  return lengths.map((length) => {
    const block = { first: taken + 1n, last: taken + length };
    taken += length;
    return block;
  });
}

/** A logarithm by which the k-th full number, taken as a distance, is k far away: log3(2d + 1). */
export const rankOf = (distance: number): number => Math.log(2 * distance + 1) / Math.log(3);

const STEPS_PER_RANK = 16;

/** What a slider over all sequence numbers stops at: every small number, then fewer and fewer; every full number is among them. */
export const STOPS: readonly bigint[] = (() => {
  const stops = new Set<bigint>(FULL_NUMBERS);
  for (let step = 0; step <= FULL_NUMBERS.length * STEPS_PER_RANK; step++) {
    const n = BigInt(Math.round((3 ** (step / STEPS_PER_RANK) - 1) / 2));
    if (n >= 1n && n <= MAX_SEQNUM) stops.add(n);
  }
  stops.add(MAX_SEQNUM);
  return [...stops].sort((a, b) => (a < b ? -1 : 1));
})();

/** The place of the last stop that is `n` or less. */
export function stopOf(n: bigint): number {
  return STOPS.findLastIndex((stop) => stop <= n);
}
