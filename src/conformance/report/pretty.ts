import { createColors } from 'picocolors';
import type { Outcome } from '../judge.js';
import { DEFAULT_TIMEOUT_S } from '../protocol.js';
import { drawTable, labelled, safe, wrap } from './layout.js';
import {
  countStandings,
  type Counts,
  type ImplementationReport,
  type Report,
  type VectorResult,
} from './model.js';

/** How to draw. */
export interface PrettyOptions {
  /** Columns of the terminal. Default 80. */
  width?: number;
  /** Whether to use colours. Default not. */
  colors?: boolean;
}

type Colors = ReturnType<typeof createColors>;

/** A name longer than this is cut in the table's head; the verdict lines have it whole. */
const HEAD_WIDTH = 24;

/** So many lines of standard error are shown with a failure. */
const STDERR_LINES = 10;

/** So many failures of a kind are shown in full; of the others, the ids. */
const SHOWN_OF_A_KIND = 8;

/** No wider than this, however wide the terminal: nobody reads longer lines. */
const READABLE = 110;

/** The report for people: a table, what failed and why, and a verdict for each implementation. */
export function renderPretty(report: Report, { width = 80, colors = false }: PrettyOptions = {}): string {
  const c = createColors(colors);
  const readable = Math.min(width, READABLE);
  const sections = [
    heading(report, c, readable),
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

function heading({ suite, options }: Report, c: Colors, width: number): string[] {
  const part = suite.selected === suite.vectors ? '' : `${suite.selected} of `;
  const conditions = [
    ...(options.profile === undefined ? [] : [`profile ${options.profile}`]),
    ...options.ops,
    ...(options.strictReasons ? ['reasons strict'] : []),
  ];
  const which = conditions.length === 0 ? '' : ` (${conditions.join(', ')})`;
  return wrap(`sasako ${suite.version}, ${part}${suite.vectors} vectors${which}`, width).map((line) =>
    c.bold(line),
  );
}

/** Implementations by subject, in as many tables side by side as the terminal has columns for. */
function tables(implementations: readonly ImplementationReport[], width: number, c: Colors): string[][] {
  const started = implementations.filter(({ declaration }) => declaration !== undefined);
  const subjects = [...new Set(started.flatMap(({ results }) => results.map(({ subject }) => subject)))];
  const first = ['subject', ...subjects, 'total'];
  const columns = started.map((implementation) => {
    const groups = groupBy(implementation.results, ({ subject }) => subject);
    return [
      headOf(implementation.name),
      ...subjects.map((subject) => cell(countStandings(groups.get(subject) ?? []))),
      cell(implementation.counts),
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
  return [...drawn, legend(columns.flat().join(' '), width, c)];
}

function groupBy(
  results: readonly VectorResult[],
  keyOf: (result: VectorResult) => string,
): Map<string, VectorResult[]> {
  const groups = new Map<string, VectorResult[]>();
  for (const result of results) {
    const key = keyOf(result);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [result]);
    else group.push(result);
  }
  return groups;
}

const MARKS = { failed: '✗', expected: '~', marked: '?', 'not-run': '!' } as const;

/** What passed, then the rest, each with its mark. */
function cell(counts: Counts): string {
  const parts = (Object.keys(MARKS) as (keyof typeof MARKS)[]).flatMap((standing) =>
    counts[standing] === 0 ? [] : [`${MARKS[standing]}${counts[standing]}`],
  );
  if (counts.passed > 0 || parts.length > 0) parts.unshift(String(counts.passed));
  return parts.length === 0 ? '–' : parts.join(' ');
}

function paint(text: string, c: Colors): string {
  return text
    .replace(/✗\d+/, (part) => c.red(part))
    .replace(/~\d+/, (part) => c.dim(part))
    .replace(/[?!]\d+/, (part) => c.yellow(part));
}

function legend(cells: string, width: number, c: Colors): string[] {
  const meanings = [
    [/✗\d/, '✗ failed'],
    [/~\d/, '~ failed as expected'],
    [/\?\d/, '? rejected for another reason'],
    [/!\d/, '! not run'],
    [/–/, '– not applicable'],
  ] as const;
  const used = meanings.filter(([pattern]) => pattern.test(cells)).map(([, meaning]) => meaning);
  return wrap(['passed', ...used].join('; '), width).map((line) => c.dim(line));
}

function headOf(name: string): string {
  const shown = safe(name);
  return shown.length > HEAD_WIDTH ? `…${shown.slice(1 - HEAD_WIDTH)}` : shown;
}

function failures(
  implementation: ImplementationReport,
  report: Report,
  width: number,
  c: Colors,
): string[][] {
  const failed = implementation.results.filter(({ standing }) => standing === 'failed');
  const kinds = [...groupBy(failed, kindOf).values()];
  const alike = kinds.flatMap((kind) => kind.slice(SHOWN_OF_A_KIND));
  const hidden = new Set(alike);
  const shown = failed.filter((result) => !hidden.has(result));
  const name = safe(implementation.name);
  const title = `${name} failed ${alike.length} more that are like those above`;
  const rest =
    alike.length === 0
      ? []
      : [[...wrap(title, width).map((line) => c.red(line)), ...grouped(alike, kindOf, width, c)]];
  return [...shown.map((result) => failure(result, implementation, report, width, c)), ...rest];
}

/** What failures have in common when one mistake makes many. */
function kindOf({ op, outcome, expected, differences }: VectorResult): string {
  const field = differences[0]?.field.replace(/\d+/g, 'N');
  const where = field === undefined || field === 'verdict' ? '' : ` in ${safe(field)}`;
  return `${op}: ${KINDS[outcome] ?? outcome}${where}, expected ${expected}`;
}

function failure(
  result: VectorResult,
  implementation: ImplementationReport,
  report: Report,
  width: number,
  c: Colors,
): string[] {
  const answered = ['wrong-verdict', 'wrong-output', 'wrong-reason'].includes(result.outcome);
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
    // What a wrong answer means; a crash or a stray line may mean anything.
    ...(answered ? result.notes.flatMap((note) => labelled('meaning', note, width)) : []),
    ...stderrLines(result.stderr),
    // Never broken, so that it can be copied.
    `  alone        ${aloneCommand(implementation.name, result.vector, report)}`,
  ];
}

const KINDS: Partial<Record<Outcome, string>> = {
  hang: 'hang',
  crash: 'crash',
  garbage: 'garbage',
  skip: 'skip, though the operation is declared',
  'wrong-output': 'accept, with another output',
};

function cameBack({ outcome, actual = '' }: VectorResult): string {
  const kind = KINDS[outcome];
  if (kind === undefined) return safe(actual);
  return outcome === 'skip' || outcome === 'wrong-output' ? kind : `${kind}: it ${safe(actual)}`;
}

function stderrLines(stderr = ''): string[] {
  const lines = safe(stderr).trimEnd().split('\n');
  if (lines.length === 1 && lines[0] === '') return [];
  const hidden = lines.length - STDERR_LINES;
  const shown = lines.slice(-STDERR_LINES).map((line) => `    | ${line.slice(0, 500)}`);
  const more = hidden > 0 ? [`    | (${hidden} lines before this: see --format json)`] : [];
  return ['  standard error', ...more, ...shown];
}

/** The command that runs one vector alone. */
export function aloneCommand(implementation: string, vector: string, { options }: Report): string {
  const quoted = /^[\w@./:+-]+$/.test(implementation)
    ? implementation
    : `'${implementation.replaceAll("'", `'\\''`)}'`;
  const strict = options.strictReasons ? ' --strict-reasons' : '';
  const timeout = options.timeoutSeconds === DEFAULT_TIMEOUT_S ? '' : ` --timeout ${options.timeoutSeconds}`;
  return `npx sasako conform ${safe(quoted)} --vector ${vector}${strict}${timeout}`;
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

function markOf({ differences, op }: VectorResult): string {
  return differences
    .slice(0, 1)
    .map(
      ({ expected, actual, field }) =>
        `${op}: ${expected}, it says ${safe(actual)}${field === 'reason' ? '' : ` (${field})`}`,
    )
    .join('');
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
  const { counts, results, stale, declaration, remarks } = implementation;
  const ran = counts.passed + counts.marked + counts.failed + counts.expected;
  const unchecked = results.filter(({ outcome }) => outcome === 'pass-reason-unchecked').length;
  const partly = results.filter(({ outcome }) => outcome === 'pass-partly-checked').length;
  const details = [
    ...(counts.expected === 0 ? [] : [`${counts.expected} failing as expected`]),
    ...(counts.marked === 0 ? [] : [`${counts.marked} for another reason`]),
    ...(unchecked === 0 ? [] : [`${unchecked} with the reason unchecked`]),
    ...(partly === 0 ? [] : [`${partly} partly checked`]),
    ...(counts['not-applicable'] === 0 ? [] : [`${counts['not-applicable']} not applicable`]),
    ...(counts['not-run'] === 0 ? [] : [`${counts['not-run']} not run`]),
    ...(stale.length === 0 ? [] : [`${stale.length} stale expectation${stale.length === 1 ? '' : 's'}`]),
  ];
  const passed = counts.passed + counts.marked;
  const more = details.length === 0 ? '' : ` (${details.join(', ')})`;
  const named = declaration?.implementation;
  const who =
    named === undefined
      ? implementation.name
      : `${implementation.name} [${named.name} ${named.version}, ${named.language}]`;
  const [mark, text] = {
    conformant: [c.green('✓'), `conformant: ${passed} of ${ran} passed${more}`],
    'as-expected': [c.green('✓'), `fails only as expected: ${passed} of ${ran} passed${more}`],
    failed: [
      c.red('✗'),
      `${counts.failed === 0 ? 'its expected failures are out of date' : 'not conformant'}: ${counts.failed} of ${ran} failed, ${passed} passed${more}`,
    ],
    'not-applicable': [c.yellow('–'), 'does nothing of what was selected'],
    // The rest of the text stands above.
    error: [
      c.red('!'),
      `could not be tested${ran === 0 ? '' : ' to the end'}: ${implementation.error?.split('\n')[0] ?? ''}`,
    ],
  }[implementation.verdict] as [string, string];
  const lines = wrap(safe(`${who}: ${text}`), width - 2);
  return [
    ...lines.map((line, i) => (i === 0 ? `${mark} ${line}` : `  ${line}`)),
    ...remarks.flatMap((remark) => wrap(safe(remark), width - 4).map((line) => c.yellow(`    ${line}`))),
  ];
}
