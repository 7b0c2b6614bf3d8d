/** The largest sequence number, 2^64 − 1. */
export const MAX_SEQNUM = 2n ** 64n - 1n;

/**
 * The sequence number that the lipmaalink of entry `n` points to; 0 for n = 1 (BAM-LIP-001 to BAM-LIP-003).
 *
 * The numbers (3^k − 1)/2 are 1, 4, 13, 40 …: each is three times the one before, and one. An entry at such a number
 * links to the one before it. Any other entry ends a block of such a length, the largest that, taken off from the
 * left again and again with the next smaller length for what remains, leaves nothing: it links over that block.
 */
export function lipmaa(n: bigint): bigint {
  let block = 1n;
  while (3n * block + 1n <= n) block = 3n * block + 1n;
  if (block === n) return (block - 1n) / 3n;

  let rest = n % block;
  while (rest > 0n) {
    block = (block - 1n) / 3n;
    rest %= block;
  }
  return n - block;
}

/** The shortest path of links from a sequence number to a lower or equal one, ascending (BAM-LIP-004, BAM-LIP-005). */
export function linkPath(from: bigint, to: bigint): bigint[] {
  const path = [from];
  for (let n = from; n > to; path.unshift(n)) n = lipmaa(n) >= to ? lipmaa(n) : n - 1n;
  return path;
}

/** The certificate pool of `x`, ascending (BAM-REP-001 to BAM-REP-003). */
export function certificatePool(x: bigint): bigint[] {
  let top = 1n;
  while (top < x) top = 3n * top + 1n;
  return [...linkPath(x, 1n), ...linkPath(top, x).slice(1)].filter((n) => n <= MAX_SEQNUM);
}
