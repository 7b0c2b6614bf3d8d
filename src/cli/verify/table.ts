import type { Reason } from '../../index.js';
import type { Tally } from '../../verify/index.js';
import { drawTable, wrap } from '../../conformance/report/layout.js';
import { countedInGroups } from '../counted.js';
import { isWrong, type Audit, type AuditedLog } from './audit.js';

/** So many logs are shown one by one, unless all are asked for. */
export const MOST_LOGS = 40;

/** A row of the table, or a block of lines on a narrow terminal. */
interface Row {
  readonly name: string;
  readonly tally: Tally;
  readonly forks: number;
}

const HEAD = ['log', 'entries', 'verified', 'path-verified', 'unlinked', 'invalid', 'forks'];
/** For terminals that the longer head doesn't fit. */
const SHORT_HEAD = ['log', 'entries', 'verified', 'path', 'unlinked', 'invalid', 'forks'];

/** A log as it is called in tables and sentences: the first digits of its author, and its log id. */
export function logName(author: string, logId: bigint, { authorDigits }: Audit): string {
  return `${author.slice(0, authorDigits)}/${logId.toString()}`;
}

/** `2 FORKED, 1 SIGNATURE_INVALID`, the most frequent first. */
export function reasonsInWords(reasons: ReadonlyMap<Reason, number>): string {
  const sorted = [...reasons].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return sorted.map(([reason, count]) => `${count.toLocaleString('en')} ${reason}`).join(', ');
}

function sum(name: string, logs: readonly AuditedLog[]): Row {
  const reasons = new Map<Reason, number>();
  const total = { entries: 0, verified: 0, pathVerified: 0, unlinked: 0, invalid: 0 };
  let forks = 0;
  for (const log of logs) {
    for (const field of ['entries', 'verified', 'pathVerified', 'unlinked', 'invalid'] as const) {
      total[field] += log[field];
    }
    for (const [reason, count] of log.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
    forks += log.forks.length;
  }
  return { name, tally: { ...total, reasons }, forks };
}

/**
 * All logs where there are few or all are wanted; else first those with something wrong, then unlinked ones,
 * and sums.
 */
function rowsOf(audit: Audit, all: boolean): Row[] {
  const { logs, ofNoLog, totals } = audit;
  const rowOf = (log: AuditedLog): Row => ({
    name: logName(log.name, log.logId, audit),
    tally: log,
    forks: log.forks.length,
  });
  let rows: Row[];
  if (all || logs.length <= MOST_LOGS) rows = logs.map(rowOf);
  else {
    const wrong = logs.filter(isWrong);
    const unlinked = logs.filter((log) => !isWrong(log) && log.unlinked > 0);
    const shown = [...wrong, ...unlinked].slice(0, MOST_LOGS);
    const isShown = new Set(shown);
    const left = logs.filter((log) => !isShown.has(log));
    const [wrongLeft, others] = [left.filter(isWrong), left.filter((log) => !isWrong(log))];
    rows = shown.map(rowOf);
    if (wrongLeft.length > 0)
      rows.push(sum(`${countedInGroups(wrongLeft.length, 'more log')} wrong`, wrongLeft));
    if (others.length > 0) {
      rows.push(sum(countedInGroups(others.length, shown.length > 0 ? 'other log' : 'log'), others));
    }
  }
  if (ofNoLog.entries > 0) rows.push({ name: 'of no log', tally: ofNoLog, forks: 0 });
  if (rows.length > 1) rows.push({ name: 'in all', tally: totals, forks: totals.forks });
  return rows;
}

/** The table by log, at most `width` columns wide: on a narrow terminal a block of lines for each log. */
export function logTable(audit: Audit, all: boolean, width: number): string[] {
  const rows = rowsOf(audit, all);
  const cells = rows.map(({ name, tally, forks }) => {
    const { entries, verified, pathVerified, unlinked, invalid } = tally;
    const counts = [entries, verified, pathVerified, unlinked, invalid, forks];
    return [name, ...counts.map((count, i) => (count === 0 && i > 0 ? '–' : count.toLocaleString('en')))];
  });
  for (const head of [HEAD, SHORT_HEAD]) {
    const lines = drawTable(head, cells);
    if (lines.some((line) => line.length > width)) continue;
    // Each row is a line, under which its reasons go.
    return lines.flatMap((line, i) => [line, ...reasonLines(rows[i - 1], width)]);
  }
  return rows.flatMap((row) => blockOf(row, width));
}

function reasonLines(row: Row | undefined, width: number): string[] {
  if (!row || row.tally.invalid === 0 || row.name === 'in all') return [];
  return wrap(reasonsInWords(row.tally.reasons), width - 2).map((line) => `  ${line}`);
}

function blockOf(row: Row, width: number): string[] {
  const { entries, verified, pathVerified, unlinked, invalid } = row.tally;
  const parts = [
    [verified, 'verified'],
    [pathVerified, 'path-verified'],
    [unlinked, 'unlinked'],
    [invalid, 'invalid'],
  ] as const;
  const told = parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count.toLocaleString('en')} ${word}`);
  if (row.forks > 0) told.push(countedInGroups(row.forks, 'fork'));
  // A number and its word stay in one line.
  const parted = told.map((part) => part.replaceAll(' ', '\u00a0')).join(', ');
  const text = `${countedInGroups(entries, 'entry', 'entries')}: ${parted}`;
  return [
    ...wrap(row.name, width),
    ...wrap(text, width - 2).map((line) => `  ${line.replaceAll('\u00a0', ' ')}`),
    ...reasonLines(row, width - 2).map((line) => `  ${line}`),
  ];
}
