import Table from 'cli-table3';
import pc from 'picocolors';
import type { Figure } from '../rounds.js';
import type { Outcome } from '../targets.js';
import { RELAXED_SIMD, SIMD } from '../subjects/cores.js';
import type { Duration, Memory, StoreMemory } from './model.js';
import { percent, threeDigits, times } from './numbers.js';

// Tables for a terminal of 80 columns. Colours only say again what the text says.

const PLAIN = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '  ',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const made = new Table({
    head: [...head],
    chars: PLAIN,
    colAligns: head.map((_, i) => (i === 0 ? 'left' : 'right')),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) made.push([...row]);
  return made.toString();
}

/** How a subject is named over a column of ratios. */
const short = (subject: string): string => subject.replace(/^sasako, /, '');

/** The figures of one case: a row for each subject, a column of ratios for each of ours. */
export function caseTable(figures: readonly Figure[]): string {
  const [first] = figures;
  if (!first) return '';
  const own = figures.filter(({ ratio }) => Object.keys(ratio).length > 0);
  const where = first.where === 'chromium' ? ' (Chromium)' : '';
  const title = `${first.group}: ${first.case}${where}`;
  const rows = figures.map((figure) => [
    own.includes(figure) ? pc.bold(figure.subject) : figure.subject,
    `${threeDigits(figure.opsPerSecond)}/s`,
    `± ${percent(figure.spread)}`,
    ...own.map(({ ratio }) => (ratio[figure.subject] === undefined ? '' : times(ratio[figure.subject]!))),
  ]);
  return `${pc.bold(title)}\n${table([first.unit, 'median', 'spread', ...own.map(({ subject }) => `× ${short(subject)}`)], rows)}\n`;
}

/** Lines of at most 76 characters, behind two spaces. */
function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + word.length < 76) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => `  ${line}`).join('\n');
}

/** What is to be known of the cases of a group. */
export const noteOf = (group: string, note: string): string =>
  `${pc.bold(group)}\n${pc.dim(wrapped(note))}\n`;

const mark = (ratio: number, { must, aim }: Outcome): string =>
  ratio >= aim
    ? pc.green(`${times(ratio)} ++`)
    : ratio >= must
      ? pc.green(`${times(ratio)} + `)
      : pc.red(`${times(ratio)} - `);

/** The targets and what was reached. */
export function targetTable(outcomes: readonly Outcome[], quick: boolean): string {
  const rows = outcomes.map((outcome) => {
    const { work, against, must, aim, measured } = outcome;
    const other = Object.keys(measured).find((subject) => subject !== SIMD && subject !== RELAXED_SIMD);
    const cell = (subject: string): string =>
      measured[subject] === undefined ? '' : mark(measured[subject], outcome);
    return [
      `${work}\n  against ${against}`,
      String(must),
      String(aim),
      other === undefined ? cell(SIMD) : cell(other),
      cell(RELAXED_SIMD),
    ];
  });
  const legend = '  ++ as aimed for, + as it must be, - missed';
  const note = quick ? '; --quick: small corpora, few rounds, not for comparing' : '';
  return `${pc.bold('Targets')} (times as fast${note})\n${table(['', 'must', 'aim', 'measured', 'relaxed'], rows)}\n${legend}\n`;
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** What the stores took, a line each. */
export function storeLines(stores: readonly StoreMemory[]): string {
  const lines = stores.map(
    ({ store, entries, peak }) =>
      `${entries.toLocaleString('en')} entries, ${store}: at most ${megabytes(peak)} resident`,
  );
  return `${lines.join('\n')}\n`;
}

export function memoryLine({ entries, peak, limit }: Memory): string {
  const said = peak < limit ? pc.green('within') : pc.red('over');
  return `${entries.toLocaleString('en')} entries from disk: at most ${megabytes(peak)} resident, ${said} ${megabytes(limit)}\n`;
}

/** Seconds in a unit in which they are read. */
function duration(seconds: number): string {
  if (seconds >= 1) return `${threeDigits(seconds)} s`;
  return seconds >= 0.001 ? `${threeDigits(1000 * seconds)} ms` : `${threeDigits(1e6 * seconds)} µs`;
}

/** What has to be done in so much time. */
export function durationTable(durations: readonly Duration[]): string {
  const rows = durations.map(({ work, subject, seconds, worst, growth, limit }) => {
    const said = seconds < limit ? pc.green('within') : pc.red('over');
    const more = growth !== undefined ? `${times(growth)} ×` : worst !== undefined ? duration(worst) : '';
    return [
      `${work}\n  ${subject}`,
      duration(seconds),
      more,
      `${said} ${limit < 1 ? `${1000 * limit} ms` : `${limit} s`}`,
    ];
  });
  const legend = '  × growth: times as long as if it grew with the number, from 1,000 on.';
  return `${pc.bold('Documents')}\n${table(['', 'median', 'growth/worst', 'limit'], rows)}\n${legend}\n`;
}
