import { MAX_U64 } from '../bamboo/arguments.js';

/** lipmaa for any number, those above 2^64 − 1 included, which the top of a certificate pool needs. */
function lipmaaUnbounded(n: bigint): bigint {
  // Largest block length (3^k − 1)/2 that is no more than n.
  let block = 1n;
  for (let next = 4n; next <= n; next = 3n * next + 1n) block = next;
  if (block === n) return (n - 1n) / 3n;
  for (let rest = n % block; rest !== 0n; rest %= block) block = (block - 1n) / 3n;
  return n - block;
}

/**
 * The shortest path of links, newest first. The lipmaalink is taken wherever it does not lead past the end: links do
 * not cross, so no other choice can be shorter (BAM-LIP-004).
 */
function* descend(from: bigint, to: bigint): Generator<bigint> {
  for (let n = from; ;) {
    yield n;
    if (n === to) return;
    const target = lipmaaUnbounded(n);
    n = target >= to ? target : n - 1n;
  }
}

/** See `linkPath` in the package's entry point. */
export function linkPathBetween(from: bigint, to: bigint): bigint[] {
  return [...descend(from, to)].reverse();
}

/** See `certificatePool` in the package's entry point. */
export function certificatePoolOf(x: bigint): bigint[] {
  let top = 1n;
  while (top < x) top = 3n * top + 1n;
  const below = linkPathBetween(x, 1n);
  const above = [...descend(top, x)].reverse();
  return [...below, ...above.filter((n) => n > x && n <= MAX_U64)];
}
