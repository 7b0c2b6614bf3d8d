import type { Outcome } from '../judge.js';
import { safe } from './layout.js';
import type { VectorResult } from './model.js';

/** So many failures of a kind are shown in full; of the others, the ids. */
export const SHOWN_OF_A_KIND = 8;

const OUTCOMES: Partial<Record<Outcome, string>> = {
  hang: 'hang',
  crash: 'crash',
  garbage: 'garbage',
  skip: 'skip, though the operation is declared',
  'wrong-output': 'accept, with another output',
};

/** Results by a key, in the order in which keys come first. */
export function groupBy<Result extends VectorResult>(
  results: readonly Result[],
  keyOf: (result: Result) => string,
): Map<string, Result[]> {
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    const key = keyOf(result);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [result]);
    else group.push(result);
  }
  return groups;
}

/** What failures have in common when one mistake makes many. */
export function kindOf({ op, outcome, expected, differences }: VectorResult): string {
  const field = differences[0]?.field.replace(/\d+/g, 'N');
  const where = field === undefined || field === 'verdict' ? '' : ` in ${safe(field)}`;
  return `${op}: ${OUTCOMES[outcome] ?? outcome}${where}, expected ${expected}`;
}

/** What answers for another reason have in common. */
export function markOf({ differences, op }: VectorResult): string {
  return differences
    .slice(0, 1)
    .map(
      ({ expected, actual, field }) =>
        `${op}: ${expected}, it says ${safe(actual)}${field === 'reason' ? '' : ` (${field})`}`,
    )
    .join('');
}

/**
 * The first results of each kind, and those that are like them, both in their order.
 *
 * @param most how many of a kind are first ones
 */
export function firstOfKinds<Result extends VectorResult>(
  results: readonly Result[],
  keyOf: (result: Result) => string = kindOf,
  most = SHOWN_OF_A_KIND,
): { shown: Result[]; alike: Result[] } {
  const alike = [...groupBy(results, keyOf).values()].flatMap((kind) => kind.slice(most));
  const hidden = new Set(alike);
  return { shown: results.filter((result) => !hidden.has(result)), alike };
}

/** What came back, in words. */
export function cameBack({ outcome, actual = '' }: VectorResult): string {
  const kind = OUTCOMES[outcome];
  if (kind === undefined) return safe(actual);
  return outcome === 'skip' || outcome === 'wrong-output' ? kind : `${kind}: it ${safe(actual)}`;
}

/** Whether there was an answer, of which notes say what it means: a crash or a stray line may mean anything. */
export function isAnswer({ outcome }: VectorResult): boolean {
  return ['wrong-verdict', 'wrong-output', 'wrong-reason'].includes(outcome);
}
