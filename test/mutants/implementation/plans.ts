import { Proofs } from './proofs.js';

/** Sequence numbers from one to another, both included. */
export type Span = readonly [bigint, bigint];

const MAX_U64 = 2n ** 64n - 1n;

/** Planning what to fetch. */
export class Plans extends Proofs {
  /** What vouches for a span from below. */
  below([from]: Span): bigint[] {
    return this.descent(from, 1n);
  }

  /** What vouches for a span from above. */
  above([, to]: Span): bigint[] {
    return this.descent(this.poolTop(to), to).filter((n) => n <= MAX_U64);
  }

  inside(span: Span): Span[] {
    return [span];
  }

  needed(want: readonly Span[]): Span[] {
    return want.flatMap((span) => [
      ...this.inside(span),
      ...[...this.below(span), ...this.above(span)].map((n): Span => [n, n]),
    ]);
  }

  /** What full verification takes besides. */
  whole(want: readonly Span[]): Span[] {
    return want.slice(-1).map(([, to]) => [1n, to]);
  }

  /** Whether a span goes on where another ended. */
  touches(end: bigint, start: bigint): boolean {
    return start <= end + 1n;
  }

  compare(a: bigint, b: bigint): number {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  merged(spans: readonly Span[]): Span[] {
    const result: Span[] = [];
    for (const [from, to] of spans.toSorted(([a], [b]) => this.compare(a, b))) {
      const [start, end] = result.at(-1) ?? [0n, -2n];
      if (this.touches(end, from)) result[result.length - 1] = [start, to > end ? to : end];
      else result.push([from, to]);
    }
    return result;
  }

  /** What is left of a span when some are taken from it, ascending. */
  left([from, to]: Span, have: readonly Span[]): Span[] {
    const result: Span[] = [];
    let next = from;
    for (const [start, end] of have) {
      if (end < next) continue;
      if (start > to) break;
      if (start > next) result.push([next, start - 1n]);
      next = end + 1n;
    }
    if (next <= to) result.push([next, to]);
    return result;
  }

  plan(have: readonly Span[], want: readonly Span[], full: boolean): Span[] {
    const spans = full ? [...this.needed(want), ...this.whole(want)] : this.needed(want);
    return this.merged(spans).flatMap((span) => this.left(span, have));
  }
}
