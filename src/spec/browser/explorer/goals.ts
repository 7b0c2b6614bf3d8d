import { lipmaa } from '../../../index.js';
import { fullAbove, fullBelow, MAX_SEQNUM } from './full-numbers.js';

/** Where a button or a key leads from an entry. */
export type Goal =
  'first' | 'page-left' | 'left' | 'right' | 'page-right' | 'last' | 'lipmaa' | 'full-left' | 'full-right';

/**
 * The entry that a goal leads to; `undefined` where there is none, or it is where one is.
 *
 * @param count how many entries a window shows
 */
export function goalFrom(n: bigint, goal: Goal, count: number): bigint | undefined {
  const page = BigInt(count - 1);
  const targets: Readonly<Record<Goal, bigint | undefined>> = {
    first: 1n,
    'page-left': n > page ? n - page : 1n,
    left: n - 1n,
    right: n + 1n,
    'page-right': n + page < MAX_SEQNUM ? n + page : MAX_SEQNUM,
    last: MAX_SEQNUM,
    lipmaa: lipmaa(n),
    'full-left': fullBelow(n),
    'full-right': fullAbove(n),
  };
  const target = targets[goal];
  return target === undefined || target === n || target < 1n || target > MAX_SEQNUM ? undefined : target;
}

const KEYS: Readonly<Record<string, Goal>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageUp: 'page-left',
  PageDown: 'page-right',
  Home: 'first',
  End: 'last',
  l: 'lipmaa',
  f: 'full-right',
  F: 'full-left',
};

/** What a key means: to go somewhere, perhaps only to look there; to choose what is looked at; to return from looking. */
export type Meaning = { readonly goal: Goal; readonly looksOnly: boolean } | 'choose' | 'return';

/** What a key in the picture means, if anything. */
export function meaningOf(event: KeyboardEvent): Meaning | undefined {
  // Those are the browser's.
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.key === 'Enter') return 'choose';
  if (event.key === 'Escape') return 'return';
  const goal = KEYS[event.key];
  return goal && { goal, looksOnly: event.shiftKey && event.key.length > 1 };
}
