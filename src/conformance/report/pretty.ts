import { createColors } from 'picocolors';
import { aloneCommand } from './command-line.js';
import { cameBack, firstOfKinds, groupBy, isAnswer, kindOf, markOf } from './kinds.js';
import { drawTable, labelled, safe, wrap } from './layout.js';
import { countStandings, type ImplementationReport, type Report, type VectorResult } from './model.js';
import {
  columnHead,
  countsInShort,
  NOT_APPLICABLE,
  runInWords,
  SIGNED,
  SIGNS,
  verdictInWords,
} from './words.js';

/** How to draw. */
export interface PrettyOptions {
  /** Columns of the terminal. Default 80. */
  width?: number;
  /** Whether to use colours. Default not. */
  colors?: boolean;
}

type Colors = ReturnType<typeof createColors>;

/** So many lines of standard error are shown with a failure. */
const STDERR_LINES = 10;

/** No wider than this, however wide the terminal: nobody reads longer lines. */
const READABLE = 110;

/** The report for people: a table, what failed and why, and a verdict for each implementation. */
export function renderPretty(report: Report, { width = 80, colors = false }: PrettyOptions = {}): string {
  const c = createColors(colors);
  const readable = Math.min(width, READABLE);
  const sections = [
    wrap(runInWords(report), readable).map((line) => c.bold(line)),
    ...tables(report.implementations, width, c),
    ...report.implementations.flatMap((implementation) => [
      ...failures(implementation, report, readable, c),
      ...listed(implementation, readable, c),
      ...trouble(implementation, readable, c),
    ]),
    report.implementations.flatMap((implementation) => verdict(implementation, readable, c)),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Implementations by subject, in as many tables side by side as the terminal has columns for. */
function tables(implementations: readonly ImplementationReport[], width: number, c: Colors): string[][] {
  const started = implementations.filter(({ declaration }) => declaration !== undefined);
  const subjects = [...new Set(started.flatMap(({ results }) => results.map(({ subject }) => subject)))];
  const first = ['subject', ...subjects, 'total'];
  const columns = started.map((implementation) => {
    const groups = groupBy(implementation.results, ({ subject }) => subject);
    return [
      columnHead(implementation.name),
      ...subjects.map((subject) => countsInShort(countStandings(groups.get(subject) ?? []))),
      countsInShort(implementation.counts),
    ];
  });
  if (columns.length === 0) return [];
  const blocks: string[][][] = [];
  const widthOf = (column: readonly string[]): number => Math.max(...column.map((text) => text.length)) + 3;
  let room = 0;
  for (const column of columns) {
    room -= widthOf(column);
    if (room < 0 || blocks.length === 0) {
      blocks.push([]);
      room = width - widthOf(first) - widthOf(column);
    }
    blocks.at(-1)!.push(column);
  }
  const drawn = blocks.map((block) => {
    const rows = first.map((label, i) => [label, ...block.map((column) => paint(column[i]!, c))]);
    return drawTable(
      rows[0]!.map((text) => c.bold(text)),
      rows.slice(1),
    );
  });
  return [...drawn, legend(columns.flatMap(([, ...cells]) => cells).join(' '), width, c)];
}

function paint(text: string, c: Colors): string {
  return text
    .replace(/✗\d+/, (part) => c.red(part))
    .replace(/~\d+/, (part) => c.dim(part))
    .replace(/[?!]\d+/, (part) => c.yellow(part));
}

function legend(cells: string, width: number, c: Colors): string[] {
  const used = [
    ...SIGNED.map((standing) => SIGNS[standing]).filter(({ sign }) => cells.includes(sign)),
    ...(cells.split(' ').includes(NOT_APPLICABLE.sign) ? [NOT_APPLICABLE] : []),
  ].map(({ sign, meaning }) => `${sign} ${meaning}`);
  return wrap(['passed', ...used].join('; '), width).map((line) => c.dim(line));
}

function failures(
  implementation: ImplementationReport,
  report: Report,
  width: number,
  c: Colors,
): string[][] {
  const failed = implementation.results.filter(({ standing }) => standing === 'failed');
  const { shown, alike } = firstOfKinds(failed);
  const name = safe(implementation.name);
  const title = `${name} failed ${alike.length} more that are like those above`;
  const rest =
    alike.length === 0
      ? []
      : [[...wrap(title, width).map((line) => c.red(line)), ...grouped(alike, kindOf, width, c)]];
  return [...shown.map((result) => failure(result, implementation, report, width, c)), ...rest];
}

function failure(
  result: VectorResult,
  implementation: ImplementationReport,
  report: Report,
  width: number,
  c: Colors,
): string[] {
  return [
    `${c.red('✗')} ${c.bold(result.vector)} ${c.dim(`(${safe(implementation.name)})`)}`,
    ...labelled('requirement', result.requirements.join(', '), width),
    ...labelled('expected', result.expected, width),
    ...labelled('came back', cameBack(result), width),
    ...(result.message === undefined ? [] : labelled('it said', safe(result.message), width)),
    ...result.differences
      .filter(({ field }) => field !== 'verdict' && field !== 'reason')
      .flatMap((difference) => [
        ...labelled('differs in', safe(difference.field), width),
        ...labelled('  expected', difference.expected, width),
        ...labelled('  got', safe(difference.actual), width),
      ]),
    ...(isAnswer(result) ? result.notes.flatMap((note) => labelled('meaning', note, width)) : []),
    ...stderrLines(result.stderr),
    // Never broken, so that it can be copied.
    `  alone        ${aloneCommand(implementation.name, result.vector, report)}`,
  ];
}

function stderrLines(stderr = ''): string[] {
  const lines = safe(stderr).trimEnd().split('\n');
  if (lines.length === 1 && lines[0] === '') return [];
  const hidden = lines.length - STDERR_LINES;
  const shown = lines.slice(-STDERR_LINES).map((line) => `    | ${line.slice(0, 500)}`);
  const more = hidden > 0 ? [`    | (${hidden} lines before this: see --format json)`] : [];
  return ['  standard error', ...more, ...shown];
}

/** What needs a reader's eye but is no failure: expected failures, other reasons; and expectations that are stale. */
function listed(implementation: ImplementationReport, width: number, c: Colors): string[][] {
  const { results, stale } = implementation;
  const name = safe(implementation.name);
  const expected = results.filter(({ standing }) => standing === 'expected');
  const marked = results.filter(({ standing }) => standing === 'marked');
  const title = (text: string, paintLine: (line: string) => string): string[] =>
    wrap(text, width).map(paintLine);
  const sections: string[][] = [];
  if (expected.length > 0) {
    sections.push([
      ...title(`${name} fails as expected (${expected.length})`, c.bold),
      ...grouped(expected, ({ expectedBecause = '' }) => expectedBecause, width, c),
    ]);
  }
  if (marked.length > 0) {
    sections.push([
      ...title(`${name} rejects as it should, for another reason (${marked.length})`, c.bold),
      ...grouped(marked, markOf, width, c),
    ]);
  }
  if (stale.length > 0) {
    sections.push([
      ...title(`${name} no longer fails as expected: take these from its list (${stale.length})`, c.red),
      ...stale.flatMap(({ vector, problem }) =>
        wrap(`${vector}: ${problem}`, width - 2).map((line) => `  ${line}`),
      ),
    ]);
  }
  return sections;
}

/** Why an implementation could not be tested, where that takes more than a line. */
function trouble({ name, error = '' }: ImplementationReport, width: number, c: Colors): string[][] {
  const [first = '', ...rest] = safe(error).trimEnd().split('\n');
  if (rest.length === 0) return [];
  return [
    [
      ...wrap(`${safe(name)} could not be tested: ${first}`, width).map((line) => c.red(line)),
      ...rest.slice(-2 * STDERR_LINES).map((line) => `    | ${line.slice(0, 500)}`),
    ],
  ];
}

function grouped(
  results: readonly VectorResult[],
  keyOf: (result: VectorResult) => string,
  width: number,
  c: Colors,
): string[] {
  return [...groupBy(results, keyOf)].flatMap(([key, group]) => [
    ...wrap(`${key} (${group.length})`, width - 2).map((line) => `  ${line}`),
    ...wrap(group.map(({ vector }) => vector).join(', '), width - 4).map((line) => c.dim(`    ${line}`)),
  ]);
}

function verdict(implementation: ImplementationReport, width: number, c: Colors): string[] {
  const { sign, who, verdict: decided, details } = verdictInWords(implementation);
  const paintSign = { '✓': c.green, '✗': c.red, '–': c.yellow, '!': c.red }[sign];
  const name = `${safe(implementation.name)}${who === undefined ? '' : ` [${who}]`}`;
  const text = details === '' ? decided : `${decided}: ${details}`;
  return [
    ...wrap(`${name}: ${text}`, width - 2).map((line, i) =>
      i === 0 ? `${paintSign(sign)} ${line}` : `  ${line}`,
    ),
    ...implementation.remarks.flatMap((remark) =>
      wrap(safe(remark), width - 4).map((line) => c.yellow(`    ${line}`)),
    ),
  ];
}
