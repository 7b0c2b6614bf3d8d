import { Parser } from 'htmlparser2';
import MarkdownIt from 'markdown-it';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  loadVectors,
  parseExpectedFailures,
  renderReport,
  runConformance,
  type Report,
} from '../../src/conformance/index.js';
import { escapeMarkdown } from '../../src/conformance/report/markdown.js';
import { command, faultyCommand, MINI } from './running.js';
import { HOSTILE, rejectsAll } from './wrong-answers.js';

/** Markdown as it is shown: with HTML, tables and links that nobody marked as such. */
const markdown = new MarkdownIt({ html: true, linkify: true });

/** The names of the elements, and the text. */
function show(text: string): { names: Set<string>; text: string } {
  const names = new Set<string>();
  let shown = '';
  const parser = new Parser({ onopentag: (name) => names.add(name), ontext: (part) => (shown += part) });
  parser.end(markdown.render(text));
  return { names, text: shown };
}

describe('the report for a CI summary', () => {
  let report: Report;
  let text: string;

  beforeAll(async () => {
    report = await runConformance({
      vectors: MINI,
      timeoutSeconds: 5,
      implementations: [
        { ...command(faultyCommand('correct')), name: 'right|er' },
        {
          ...command(faultyCommand('accept-all')),
          name: 'known',
          expectedFailures: parseExpectedFailures('mini-varu64-wide-0 # not checked', 'list'),
        },
        rejectsAll(HOSTILE),
        { ...command('there-is-no-such-program'), name: 'absent' },
      ],
    });
    text = renderReport(report, 'markdown');
  });

  test('has a table of subjects and implementations', () => {
    const rows = markdown
      .render(text)
      .split('<tr>')
      .slice(1)
      .map((row) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell));
    expect(rows[0]!.slice(0, 3)).toEqual(['subject', 'right|er', 'known']);
    expect(rows.slice(1)).toEqual([
      ['mini', '6', '4 ✗1 ~1', '0 ✗4 ?2'],
      ['total', '6', '4 ✗1 ~1', '0 ✗4 ?2'],
    ]);
  });

  test('has a verdict for each implementation', () => {
    const shown = show(text).text;
    expect(shown).toContain('✓ right|er [');
    expect(shown).toContain(
      '✗ known [mini 1.0, JavaScript]: not conformant: 1 of 6 failed, 4 passed (1 failing as expected)',
    );
    expect(shown).toContain('! absent: could not be tested: the command was not found');
  });

  test('shows failures with what was expected and received, and the command, to be opened', () => {
    const shown = show(text).text;
    expect(shown).toContain('known: 1 failed');
    expect(shown).toContain('mini-decode-empty (BAM-DEC-002)expected reject EMPTY, received accept');
    expect(shown).toContain('npx sasako conform known --vector mini-decode-empty --timeout 5');
    expect(shown).toContain('mini-lipmaa-4 (BAM-LIP-001)expected accept, received reject NOPE');
    expect(shown).not.toContain('left out');
  });

  test('takes no markup from an implementation', () => {
    const { names, text: shown } = show(text);
    expect([...names].sort()).toEqual(
      [
        'br',
        'code',
        'details',
        'h2',
        'li',
        'p',
        'summary',
        'table',
        'tbody',
        'td',
        'th',
        'thead',
        'tr',
        'ul',
      ].sort(),
    );
    expect(shown).toContain(
      'it said: <img src=x onerror=alert(1)></details></script> | `x` **b** [a](http://b.c) @me',
    );
  });

  test('stays below what GitHub takes where everything fails, and says what it leaves out', async () => {
    const vectors = loadVectors();
    const all = await runConformance({ vectors, implementations: [rejectsAll()], strictReasons: true });
    const [implementation] = all.implementations;
    expect(renderReport(all, 'markdown')).toMatch(/<p>\d{4} more are left out here/);
    // Each failure of a kind of its own, and long.
    const results = implementation!.results.map((result, i) => ({
      ...result,
      message: '\u202e'.repeat(2000),
      differences: [{ field: `output.${'x'.repeat(i)}`, expected: '1', actual: '2' }],
    }));
    const worst = { ...implementation!, results };
    const long = renderReport({ ...all, implementations: [worst, worst] }, 'markdown');
    expect(Buffer.byteLength(long)).toBeLessThan(1024 * 1024);
    expect(Buffer.byteLength(long)).toBeGreaterThan(500_000);
  });
});

test('escaped text is shown to the letter, on one line, and links nowhere', () => {
  for (const text of [
    '# a',
    '* a',
    '1 < 2 & 3',
    '~~a~~ __b__ $c$ :d: @e #f',
    'http://a.b www.a.b a@b.c',
    '&lt;',
    '\\|`',
  ]) {
    const shown = markdown.render(`x ${escapeMarkdown(text)}`);
    expect(shown).toMatch(/^<p>x [^\n]*<\/p>\n$/);
    expect(shown.match(/<[^>]+>/g)).toEqual(['<p>', '</p>']);
    expect(show(`x ${escapeMarkdown(text)}`).text).toBe(`x ${text}\n`);
  }
  expect(escapeMarkdown('a\n\nb')).toBe('a b');
  expect(escapeMarkdown('a'.repeat(1000)).length).toBeLessThan(310);
});
