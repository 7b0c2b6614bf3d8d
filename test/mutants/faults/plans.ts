import { Implementation } from '../implementation/implementation.js';
import type { Span } from '../implementation/plans.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => Implementation) =>
  mutant({ name: `plan-${name}`, sentence, ops: ['plan'], inside });

/** A planner that comes to another result. */
const giving = (change: (result: Span[], right: Implementation) => Span[]) =>
  class extends Implementation {
    override plan(have: readonly Span[], want: readonly Span[], full: boolean) {
      return change(super.plan(have, want, full), this);
    }
  };

/** A planner that takes its question for another. */
const asked = (
  change: (
    have: readonly Span[],
    want: readonly Span[],
    full: boolean,
  ) => [readonly Span[], readonly Span[], boolean],
) =>
  class extends Implementation {
    override plan(have: readonly Span[], want: readonly Span[], full: boolean) {
      return super.plan(...change(have, want, full));
    }
  };

export const planFaults = [
  fault(
    'have-not-left-out',
    'Fetches what is at hand as well.',
    asked((_, want, full) => [[], want, full]),
  ),
  fault(
    'first-of-have-left-out',
    'Looks at the first range at hand alone.',
    asked((have, want, full) => [have.slice(0, 1), want, full]),
  ),
  fault(
    'have-by-its-ends',
    'Takes a range at hand for its two ends.',
    asked((have, want, full) => [
      have.flatMap(([from, to]): Span[] => [
        [from, from],
        [to, to],
      ]),
      want,
      full,
    ]),
  ),
  fault(
    'end-of-have-not-at-hand',
    'Takes ranges at hand without their last number.',
    asked((have, want, full) => [
      have.map(([from, to]): Span => [from, to - 1n]).filter(([from, to]) => from <= to),
      want,
      full,
    ]),
  ),
  fault(
    'wanted-at-hand-dropped',
    'Needs nothing for a wanted entry that is at hand.',
    asked((have, want, full) => [
      have,
      new Implementation().merged(want).flatMap((span) => new Implementation().left(span, have)),
      full,
    ]),
  ),
  fault(
    'never-full',
    'Plans for path verification alone.',
    asked((have, want) => [have, want, false]),
  ),
  fault(
    'always-full',
    'Plans for full verification always.',
    asked((have, want) => [have, want, true]),
  ),
  fault(
    'full-without-pools',
    'For full verification leaves out what only pools need.',
    class extends Implementation {
      override plan(have: readonly Span[], want: readonly Span[], full: boolean) {
        return full
          ? this.merged(this.whole(want)).flatMap((span) => this.left(span, have))
          : super.plan(have, want, full);
      }
    },
  ),
  fault(
    'full-to-the-first-wanted',
    'For full verification goes up to the first of what is wanted.',
    class extends Implementation {
      override whole(want: readonly Span[]) {
        return super.whole(want.slice(0, 1));
      }
    },
  ),
  fault(
    'nothing-above',
    'Plans for now, and not for when the log grows.',
    class extends Implementation {
      override above() {
        return [];
      }
    },
  ),
  fault(
    'nothing-below',
    'Leaves out the path down to entry 1.',
    class extends Implementation {
      override below() {
        return [];
      }
    },
  ),
  fault(
    'range-by-its-ends',
    'Takes a wanted range for its two ends.',
    class extends Implementation {
      override inside([from, to]: Span): Span[] {
        return [
          [from, from],
          [to, to],
        ];
      }
    },
  ),
  fault(
    'above-the-start',
    'Takes the path to where a range begins for that to its end.',
    class extends Implementation {
      override above([from]: Span) {
        return super.above([from, from]);
      }
    },
  ),
  fault(
    'below-the-end',
    'Takes the path from where a range ends for that from its start.',
    class extends Implementation {
      override below([, to]: Span) {
        return super.below([to, to]);
      }
    },
  ),
  fault(
    'one-wanted',
    'Plans for the first of what is wanted alone.',
    asked((have, want, full) => [have, want.slice(0, 1), full]),
  ),
  fault(
    'above-u64',
    'Fetches sequence numbers that no entry can have.',
    class extends Implementation {
      override above([, to]: Span) {
        return this.descent(this.poolTop(to), to);
      }
    },
  ),
  fault(
    'nothing-above-near-the-top',
    'Leaves out all that is above where the top would lie above 2^64 − 1.',
    class extends Implementation {
      override above(span: Span) {
        return this.poolTop(span[1]) >= 2n ** 64n ? [] : super.above(span);
      }
    },
  ),
  fault(
    'not-joined',
    'Gives ranges that touch one another.',
    class extends Implementation {
      override touches(end: bigint, start: bigint) {
        return start <= end;
      }
    },
  ),
  fault(
    'joined-too-far',
    'Joins ranges with a gap of two between them.',
    class extends Implementation {
      override touches(end: bigint, start: bigint) {
        return start <= end + 3n;
      }
    },
  ),
  fault(
    'one-by-one',
    'Gives numbers one by one where two follow each other.',
    giving((result) =>
      result.flatMap(([from, to]): Span[] =>
        to === from + 1n
          ? [
              [from, from],
              [to, to],
            ]
          : [[from, to]],
      ),
    ),
  ),
  fault(
    'descending',
    'Gives the newest first.',
    giving((result) => result.toReversed()),
  ),
  fault(
    'half-open',
    'Gives ranges without their ends.',
    giving((result) => result.map(([from, to]) => [from, to + 1n])),
  ),
  fault(
    'sorted-as-text',
    'Sorts sequence numbers as text.',
    class extends Implementation {
      override compare(a: bigint, b: bigint) {
        return String(a) < String(b) ? -1 : 1;
      }
    },
  ),
  fault(
    'doubles',
    'Gives sequence numbers through doubles.',
    giving((result) => result.map(([from, to]) => [BigInt(Number(from)), BigInt(Number(to))])),
  ),
  fault(
    'never-nothing',
    'Fetches entry 1 where there is nothing to fetch.',
    giving((result) => (result.length > 0 ? result : [[1n, 1n]])),
  ),
];
