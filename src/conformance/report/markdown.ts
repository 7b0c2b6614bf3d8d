import { markdownTable } from 'markdown-table';
import { aloneCommand } from './command-line.js';
import { cameBack, firstOfKinds, groupBy } from './kinds.js';
import { safe } from './layout.js';
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

/** GitHub takes no summary of more than 1 MiB. */
const MOST_BYTES = 900_000;

/** No text of an implementation is longer, in characters. */
const LONGEST = 300;

/** A command is to be copied whole. */
const LONGEST_COMMAND = 2000;

/**
 * Text as Markdown shows it, on one line: what could be markup, HTML, a mention or a link stands as a character reference,
 * in a table and in HTML alike.
 *
 * @param longest what is longer is cut, in characters
 */
export function escapeMarkdown(text: string, longest = LONGEST): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return safe(short)
    .replace(/\s+/g, ' ')
    .replace(/[&<>"'`*_~\\[\]()|#!:@$^{}=+]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/\bwww\./gi, (start) => start.replace('.', '&#46;'));
}

const code = (text: string, longest = LONGEST): string => `<code>${escapeMarkdown(text, longest)}</code>`;

function table({ implementations }: Report): string {
  const started = implementations.filter(({ declaration }) => declaration !== undefined);
  const subjects = [...new Set(started.flatMap(({ results }) => results.map(({ subject }) => subject)))];
  const bySubject = started.map(({ results }) => groupBy(results, ({ subject }) => subject));
  if (started.length === 0) return '';
  const counts = (results: readonly VectorResult[] = []): string =>
    escapeMarkdown(countsInShort(countStandings(results)));
  const rows = [
    ['subject', ...started.map(({ name }) => escapeMarkdown(columnHead(name)))],
    ...subjects.map((subject) => [
      escapeMarkdown(subject),
      ...bySubject.map((groups) => counts(groups.get(subject))),
    ]),
    ['total', ...started.map(({ results }) => counts(results))],
  ];
  const signs = [...SIGNED.map((standing) => SIGNS[standing]), NOT_APPLICABLE];
  return [
    markdownTable(rows, { align: ['l', ...started.map(() => 'r')] }),
    '',
    ['passed', ...signs.map(({ sign, meaning }) => `${escapeMarkdown(sign)} ${meaning}`)].join('; '),
  ].join('\n');
}

function verdictLine(implementation: ImplementationReport): string {
  const { sign, who, verdict, details } = verdictInWords(implementation);
  const declared = who === undefined ? '' : ` ${escapeMarkdown(`[${who}]`)}`;
  const remarks = implementation.remarks.map((remark) => `<br>${escapeMarkdown(remark)}`);
  const counts = details === '' ? '' : `: ${escapeMarkdown(details)}`;
  return `- ${sign} ${code(implementation.name)}${declared}: ${verdict}${counts}${remarks.join('')}`;
}

/** A failure as an item of a list in HTML, without an empty line, which would end the HTML. */
function failureItem(result: VectorResult, name: string, report: Report): string {
  const { vector, requirements, expected, message, differences } = result;
  const places = differences
    .filter(({ field }) => field !== 'verdict' && field !== 'reason')
    .slice(0, 3)
    .map((place) => `${code(place.field)}: expected ${code(place.expected)}, got ${code(place.actual)}`);
  const lines = [
    `${code(vector)} (${escapeMarkdown(requirements.join(', '))})`,
    `expected ${escapeMarkdown(expected)}, received ${escapeMarkdown(cameBack(result))}`,
    ...places,
    ...(message === undefined || message === '' ? [] : [`it said: ${escapeMarkdown(message)}`]),
    code(aloneCommand(name, vector, report), LONGEST_COMMAND),
  ];
  return `<li>${lines.join('<br>')}</li>\n`;
}

/** The first failures of an implementation within `room` bytes, and how many there are beside them. */
function failures(implementation: ImplementationReport, report: Report, room: number): string {
  const { name, results } = implementation;
  const failed = results.filter(({ standing }) => standing === 'failed');
  if (failed.length === 0) return '';
  const start = `<details><summary>${escapeMarkdown(name)}: ${failed.length} failed</summary>\n<ul>\n`;
  const items: string[] = [];
  let left = room - 2 * LONGEST - Buffer.byteLength(start);
  for (const result of firstOfKinds(failed).shown) {
    const item = failureItem(result, name, report);
    left -= Buffer.byteLength(item);
    if (left < 0) break;
    items.push(item);
  }
  const hidden = failed.length - items.length;
  const more =
    hidden === 0
      ? ''
      : `<p>${hidden} more ${hidden === 1 ? 'is' : 'are'} left out here; <code>--out</code> writes them to report.html.</p>\n`;
  return `${start}${items.join('')}</ul>\n${more}</details>`;
}

/**
 * The report for the summary of a CI job: a table, the verdicts, and the first failures of each kind, to be opened.
 * It stays below what GitHub takes.
 */
export function renderMarkdown(report: Report): string {
  const { implementations } = report;
  const heading = `## Conformance: ${escapeMarkdown(runInWords(report))}`;
  const verdicts = implementations.map(verdictLine).join('\n');
  const top = [heading, table(report), verdicts].filter((part) => part !== '');
  const busy = implementations.filter(({ counts }) => counts.failed > 0);
  const room = (MOST_BYTES - Buffer.byteLength(top.join('\n\n'))) / Math.max(1, busy.length);
  return `${[...top, ...busy.map((implementation) => failures(implementation, report, room))].join('\n\n')}\n`;
}
