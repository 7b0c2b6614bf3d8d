import { makeBadge } from 'badge-maker';
import type { ImplementationReport, Report } from './model.js';

type Verdict = ImplementationReport['verdict'];

/** Verdicts from the worst to the best, with their colours. */
const COLORS: Readonly<Record<Verdict, string>> = {
  error: 'red',
  failed: 'red',
  'not-applicable': 'lightgrey',
  'as-expected': 'yellowgreen',
  conformant: 'brightgreen',
};

/** What a badge says. */
export interface Badge {
  label: string;
  message: string;
  color: string;
}

const sum = (
  reports: readonly ImplementationReport[],
  count: (report: ImplementationReport) => number,
): number => reports.reduce((total, report) => total + count(report), 0);

/** How vectors count in words, all implementations together that are of the verdict. */
function countsInWords(verdict: Verdict, reports: readonly ImplementationReport[]): string {
  const passed = sum(reports, ({ counts }) => counts.passed + counts.marked);
  const failed = sum(reports, ({ counts }) => counts.failed);
  const known = sum(reports, ({ counts }) => counts.expected);
  switch (verdict) {
    case 'conformant':
      return `${passed} passed`;
    case 'as-expected':
      return `${passed} passed, ${known} known ${known === 1 ? 'failure' : 'failures'}`;
    case 'failed':
      return failed > 0 ? `${failed} failed` : 'expected failures out of date';
    case 'not-applicable':
      return 'nothing tested';
    case 'error':
      return 'could not be tested';
  }
}

/**
 * What the badge of a report says: the counts of its implementation. Of several implementations it is the worst verdict
 * that counts, with how many have it: `1 of 4: 12 failed`, or `4 implementations: 35460 passed` where all have one.
 */
export function badgeOf({ implementations }: Pick<Report, 'implementations'>): Badge {
  const verdicts = Object.keys(COLORS) as Verdict[];
  const worst =
    verdicts.find((verdict) => implementations.some((report) => report.verdict === verdict)) ??
    'not-applicable';
  const worse = implementations.filter(({ verdict }) => verdict === worst);
  const counts = countsInWords(worst, worse);
  const all = implementations.length;
  const which =
    worse.length < all ? `${worse.length} of ${all}: ` : all > 1 ? `${all} implementations: ` : '';
  return { label: 'bamboo conformance', message: `${which}${counts}`, color: COLORS[worst] };
}

/** The badge of a report, see {@link badgeOf}, as SVG; its title is what it says. */
export function renderBadge(report: Pick<Report, 'implementations'>): string {
  return `${makeBadge(badgeOf(report))}\n`;
}
