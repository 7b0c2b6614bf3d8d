import { lipmaa } from '../../../index.js';
import { certificatePool, linkPath } from '../../../verify/index.js';
import { FULL_NUMBERS, MAX_SEQNUM } from './full-numbers.js';
import type { Mode } from './view-state.js';

/** A link from an entry to an older one. */
export interface Link {
  readonly from: bigint;
  readonly to: bigint;
}

/** What a highlighted entry or link is part of: what lies below the chosen entry, or what leads down to it. */
export type Part = 'lower' | 'upper';

/** The chosen entry, and all that follows from it. */
export interface Choice {
  readonly n: bigint;
  /** lipmaa(n); 0 for entry 1. */
  readonly lipmaa: bigint;
  /** Whether the entry holds a lipmaalink. */
  readonly holdsLipmaalink: boolean;
  /** Where the path ends: as wished, or at 1 where the wish is above `n`. */
  readonly to: bigint;
  /** Ascending, from `to` to `n`. */
  readonly path: readonly bigint[];
  /** Ascending. */
  readonly pool: readonly bigint[];
  /** The full number from which the upper part of the pool comes, if it is a sequence number. */
  readonly top: bigint | undefined;
}

/** Whether the entry at `n` holds a lipmaalink: one that differs from its backlink. */
export const holdsLipmaalink = (n: bigint): boolean => lipmaa(n) !== n - 1n;

/**
 * All about an entry.
 *
 * @param n 1 to 2^64 − 1
 * @param wishedEnd where its path is to end
 */
export function choose(n: bigint, wishedEnd: bigint): Choice {
  const to = wishedEnd <= n ? wishedEnd : 1n;
  return {
    n,
    lipmaa: lipmaa(n),
    holdsLipmaalink: holdsLipmaalink(n),
    to,
    path: linkPath(n, to),
    pool: certificatePool(n),
    top: FULL_NUMBERS.find((full) => full >= n),
  };
}

/** Entries and links that stand out. */
export interface Highlights {
  readonly entries: ReadonlyMap<bigint, Part>;
  readonly links: readonly (Link & { readonly part: Part })[];
}

/** What stands out of a choice in a mode. */
export function highlightsOf(choice: Choice, mode: Mode): Highlights {
  const { n } = choice;
  const partOf = (seqNum: bigint): Part => (seqNum > n ? 'upper' : 'lower');
  if (mode === 'links') {
    const targets = [...new Set([n - 1n, choice.lipmaa])].filter((target) => target > 0n);
    return {
      entries: new Map([n, ...targets].map((seqNum) => [seqNum, 'lower'])),
      links: targets.map((to) => ({ from: n, to, part: 'lower' })),
    };
  }
  const seqNums = mode === 'path' ? choice.path : choice.pool;
  return {
    entries: new Map(seqNums.map((seqNum) => [seqNum, partOf(seqNum)])),
    links: seqNums.slice(1).map((from, i) => ({ from, to: seqNums[i]!, part: partOf(from) })),
  };
}

const known = new Map<bigint, readonly bigint[]>();

/** The entries that hold a lipmaalink to `target`, ascending. A lipmaalink leads over a full number of entries, or from one to the one before. */
export function lipmaalinksTo(target: bigint): readonly bigint[] {
  const before = known.get(target);
  if (before !== undefined) return before;
  const sources = [...FULL_NUMBERS.map((full) => target + full), 3n * target + 1n].filter(
    (n) => n <= MAX_SEQNUM && n !== target + 1n && lipmaa(n) === target,
  );
  if (known.size > 2000) known.clear();
  known.set(target, sources);
  return sources;
}
