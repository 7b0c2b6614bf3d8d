export const MAX_U64 = 2n ** 64n - 1n;

/** The numbers (3^k − 1)/2, 1, 4, 13 …, up to the first above 2^64 − 1. */
export const MILESTONES: readonly bigint[] = Array.from(
  { length: 42 },
  (_, k) => (3n ** BigInt(k + 1) - 1n) / 2n,
);

/**
 * The target of the lipmaalink of `n`, found otherwise than in the reference: write n as a sum of milestones, always
 * the largest that fits. The smallest of the sum is the step back, but for a milestone itself, which steps to the
 * milestone below (from 1 to 0).
 */
export function lipmaaOf(n: bigint): bigint {
  const index = MILESTONES.indexOf(n);
  if (index >= 0) return index === 0 ? 0n : MILESTONES[index - 1]!;
  let step = 0n;
  let rest = n;
  for (const milestone of [...MILESTONES].reverse()) {
    if (milestone > rest) continue;
    rest %= milestone;
    step = milestone;
    if (rest === 0n) break;
  }
  return n - step;
}

/** The shortest path found by breadth-first search over all entries between: for small numbers only. */
export function pathBySearch(from: number, to: number): number[] {
  const next = new Map<number, number>([[from, from]]);
  const queue = [from];
  for (const n of queue) {
    if (n === to) break;
    for (const target of [Number(lipmaaOf(BigInt(n))), n - 1]) {
      if (target < to || next.has(target)) continue;
      next.set(target, n);
      queue.push(target);
    }
  }
  const path = [to];
  while (path.at(-1) !== from) path.push(next.get(path.at(-1)!)!);
  return path;
}

/** The path that always takes the longer link as long as it does not overshoot; ascending. */
export function pathByLongestLinks(from: bigint, to: bigint): bigint[] {
  const path = [from];
  while (path[0]! > to) {
    const far = lipmaaOf(path[0]!);
    path.unshift(far >= to && far > 0n ? far : path[0]! - 1n);
  }
  return path;
}

/** The certificate pool, ascending, without the numbers that no entry can have. */
export function poolOf(x: bigint): bigint[] {
  const top = MILESTONES.find((milestone) => milestone >= x)!;
  const numbers = new Set([...pathByLongestLinks(x, 1n), ...pathByLongestLinks(top, x)]);
  return [...numbers].filter((n) => n <= MAX_U64).sort((a, b) => (a < b ? -1 : 1));
}

/** Numbers at which a double, an i32, a u32 or an i64 goes wrong, with their neighbours. */
export function precisionTraps(): bigint[] {
  const around = [31n, 32n, 33n, 52n, 53n, 54n, 62n, 63n].map((bits) => 2n ** bits);
  return around.flatMap((value) => [-3n, -2n, -1n, 0n, 1n, 2n, 3n].map((delta) => value + delta));
}

export const ascending = (values: Iterable<bigint>): bigint[] =>
  [...new Set(values)].sort((a, b) => (a < b ? -1 : 1));
