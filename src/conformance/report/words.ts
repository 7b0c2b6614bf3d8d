import { safe } from './layout.js';
import type { Counts, ImplementationReport, Report, Standing } from './model.js';

/** What was run, as in `sasako 0.1.0, 12 of 8865 vectors (profile bamboo, reasons strict)`. */
export function runInWords({ suite, options }: Report): string {
  const part = suite.selected === suite.vectors ? '' : `${suite.selected} of `;
  const conditions = [
    ...(options.profile === undefined ? [] : [`profile ${options.profile}`]),
    ...options.ops,
    ...(options.strictReasons ? ['reasons strict'] : []),
  ];
  const which = conditions.length === 0 ? '' : ` (${conditions.join(', ')})`;
  return `sasako ${suite.version}, ${part}${suite.vectors} vectors${which}`;
}

/** The signs of what did not simply pass, and what they mean, in the order in which they are shown. */
export const SIGNS = {
  failed: { sign: '✗', meaning: 'failed' },
  expected: { sign: '~', meaning: 'failed as expected' },
  marked: { sign: '?', meaning: 'rejected for another reason' },
  'not-run': { sign: '!', meaning: 'not run' },
} as const satisfies Partial<Record<Standing, { sign: string; meaning: string }>>;

/** The sign where nothing could be asked. */
export const NOT_APPLICABLE = { sign: '–', meaning: 'not applicable' } as const;

/** A standing that has a sign. */
export type Signed = keyof typeof SIGNS;

/** See {@link Signed}. */
export const SIGNED = Object.keys(SIGNS) as readonly Signed[];

/** What passed, then the rest, each with its sign. */
export function countsInShort(counts: Counts): string {
  const parts = SIGNED.flatMap((standing) =>
    counts[standing] === 0 ? [] : [`${SIGNS[standing].sign}${counts[standing]}`],
  );
  if (counts.passed > 0 || parts.length > 0) parts.unshift(String(counts.passed));
  return parts.length === 0 ? NOT_APPLICABLE.sign : parts.join(' ');
}

/** A name longer than this is cut at the head of a column; the verdict has it whole. */
const HEAD_WIDTH = 24;

/** The name of an implementation for the head of a column. */
export function columnHead(name: string): string {
  const shown = safe(name);
  return shown.length > HEAD_WIDTH ? `…${shown.slice(1 - HEAD_WIDTH)}` : shown;
}

/** A verdict in words. */
export interface Verdict {
  sign: '✓' | '✗' | '–' | '!';
  /** What the implementation says that it is, as in `p2panda-js 0.8.1, Rust in WebAssembly`; absent where it never started. */
  who?: string;
  /** As in `conformant`. */
  verdict: string;
  /** As in `3617 of 3728 passed (111 failing as expected)`; '' where there is nothing to count. */
  details: string;
}

/** The verdict on an implementation, with its counts. */
export function verdictInWords(implementation: ImplementationReport): Verdict {
  const { counts, results, stale, declaration } = implementation;
  const ran = counts.passed + counts.marked + counts.failed + counts.expected;
  const unchecked = results.filter(({ outcome }) => outcome === 'pass-reason-unchecked').length;
  const partly = results.filter(({ outcome }) => outcome === 'pass-partly-checked').length;
  const apart = [
    ...(counts.expected === 0 ? [] : [`${counts.expected} failing as expected`]),
    ...(counts.marked === 0 ? [] : [`${counts.marked} for another reason`]),
    ...(unchecked === 0 ? [] : [`${unchecked} with the reason unchecked`]),
    ...(partly === 0 ? [] : [`${partly} partly checked`]),
    ...(counts['not-applicable'] === 0 ? [] : [`${counts['not-applicable']} not applicable`]),
    ...(counts['not-run'] === 0 ? [] : [`${counts['not-run']} not run`]),
    ...(stale.length === 0 ? [] : [`${stale.length} stale expectation${stale.length === 1 ? '' : 's'}`]),
  ];
  const more = apart.length === 0 ? '' : ` (${apart.join(', ')})`;
  const passed = counts.passed + counts.marked;
  const named = declaration?.implementation;
  const who = named === undefined ? {} : { who: safe(`${named.name} ${named.version}, ${named.language}`) };
  switch (implementation.verdict) {
    case 'conformant':
      return { sign: '✓', ...who, verdict: 'conformant', details: `${passed} of ${ran} passed${more}` };
    case 'as-expected':
      return {
        sign: '✓',
        ...who,
        verdict: 'fails only as expected',
        details: `${passed} of ${ran} passed${more}`,
      };
    case 'failed':
      return {
        sign: '✗',
        ...who,
        verdict: counts.failed === 0 ? 'its expected failures are out of date' : 'not conformant',
        details: `${counts.failed} of ${ran} failed, ${passed} passed${more}`,
      };
    case 'not-applicable':
      return { sign: '–', ...who, verdict: 'does nothing of what was selected', details: '' };
    case 'error':
      return {
        sign: '!',
        ...who,
        verdict: `could not be tested${ran === 0 ? '' : ' to the end'}`,
        // The rest of the text stands elsewhere.
        details: safe(implementation.error?.split('\n')[0] ?? ''),
      };
  }
}
