import { Parser } from 'htmlparser2';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  loadVectors,
  parseExpectedFailures,
  renderHtml,
  runConformance,
  type Report,
  type Vector,
} from '../../src/conformance/index.js';
import { command, faultyCommand, MINI } from './running.js';
import { answersWith, HOSTILE, rejectsAll } from './wrong-answers.js';

const vectors = loadVectors();
const vectorOf = (id: string): Vector => vectors.find((vector) => vector.id === id)!;

interface Element {
  name: string;
  attributes: Record<string, string>;
}

/** The elements of a page, and its text. */
function read(page: string): { elements: Element[]; text: string } {
  const elements: Element[] = [];
  let text = '';
  const parser = new Parser({
    onopentag: (name, attributes) => elements.push({ name, attributes }),
    ontext: (part) => (text += part),
  });
  parser.end(page);
  return { elements, text };
}

/** The part of a page that shows a vector of the first implementation. */
function partOf(page: string, id: string): string {
  const start = page.indexOf(`id="i-0-v-${id}"`);
  expect(start).toBeGreaterThan(0);
  const next = page.indexOf('<details', start);
  return page.slice(start, next === -1 ? undefined : next);
}

const flat = (page: string): string => read(page).text.replace(/\s+/g, ' ');

describe('report.html of a small run', () => {
  let report: Report;
  let page: string;

  beforeAll(async () => {
    report = await runConformance({
      vectors: MINI,
      timeoutSeconds: 5,
      command: "npx sasako conform 'my adapter'",
      implementations: [
        { ...command(faultyCommand('correct')), name: 'right' },
        { ...command(faultyCommand('crash')), name: `wrong ${HOSTILE}` },
        {
          ...command(faultyCommand('accept-all')),
          name: 'known',
          expectedFailures: parseExpectedFailures(
            'mini-varu64-wide-0 mini-lipmaa-4 # <b>unchecked</b>',
            'list',
          ),
        },
        { ...command(faultyCommand('wrong-reason')), name: 'vague' },
        { ...command('there-is-no-such-program'), name: 'absent' },
      ],
    });
    page = renderHtml(report, {
      vectors: MINI,
      home: { href: 'index.html', label: 'The <specification>' },
      vectorHref: ({ id }) => `vectors/${id}.html`,
      requirementHref: (id) => `requirements.html#${id}`,
    });
  });

  test('begins with a verdict for each implementation, and says what was run, where and how', () => {
    const text = flat(page.slice(0, page.indexOf('<main')));
    expect(text).toContain('right mini 1.0, JavaScript conformant: 6 of 6 passed');
    expect(text).toMatch(
      /not conformant: 1 of 6 failed, 4 passed \(1 failing as expected, 1 stale expectation\)/,
    );
    expect(text).toContain('absent could not be tested: the command was not found');
    expect(text).toMatch(/suite sasako \d+\.\d+\.\d+ vectors 6 of 6 date \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/);
    expect(text).toMatch(/command npx sasako conform 'my adapter' runtime Node\.js v\d+/);
    expect(text).toContain('a rejection for another reason passes; 5 s for an answer');
  });

  test('has a row for each requirement, with a cell for each implementation that leads to its failures', () => {
    const rows = page.split('<tr class="requirement"').slice(1);
    expect(rows.map((row) => /id="r-([\w-]+)"/.exec(row)![1])).toEqual([
      'bam-int-003',
      'bam-int-004',
      'bam-lip-001',
      'bam-lip-002',
      'bam-dec-002',
    ]);
    const lipmaa = rows[2]!.slice(0, rows[2]!.indexOf('</tr>'));
    const cells = lipmaa
      .split('<td')
      .slice(1, 6)
      .map((cell) => flat(`<td${cell}`).trim());
    expect(cells).toEqual(['3', '2 ✗1 failed', '3', '3', '0 !3 not run']);
    expect(lipmaa).toContain('href="#i-1-bam-lip-001"');
    const { elements } = read(page);
    const ids = new Set(elements.map(({ attributes }) => attributes['id']));
    const targets = elements.flatMap(({ attributes: { href } }) =>
      href?.startsWith('#') ? [href.slice(1)] : [],
    );
    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
  });

  test('shows with a failure what was sent, expected and received, what it means, and how to run it alone', () => {
    const start = page.indexOf('id="i-2-v-mini-varu64-wide-0"');
    const text = flat(page.slice(start, page.indexOf('</details>', start)));
    expect(text).toContain('expected reject NON_CANONICAL_VARU64');
    expect(text).toContain('received accept');
    expect(text).toContain('comment 0 takes one byte.');
    expect(text).toContain('meaning An integer has more than one encoding');
    expect(text).toContain('why it is expected <b>unchecked</b>');
    expect(text).toContain('bytes f800 2 bytes');
    expect(text).toContain('npx sasako conform known --vector mini-varu64-wide-0 --timeout 5');
    expect(flat(page)).toContain('crash: it exited with status 3');
    expect(flat(page)).toContain('about to fail');
  });

  test('tells expectations that are stale, and why an implementation could not be tested', () => {
    expect(flat(page)).toContain('these are to be taken from its list: mini-lipmaa-4: passes');
    expect(flat(page)).toContain('It could not be tested: the command was not found');
  });

  test('lists the requirements that no vector tests, with the reason', () => {
    const untested = page.slice(page.indexOf('<details class="untested"'));
    expect(flat(untested.slice(0, untested.indexOf('</details>')))).toMatch(
      /BAM-HSH-008 .* Untested: memory is not visible in an answer\./,
    );
  });

  test('leads out of itself where it is told to, and nowhere else', () => {
    const hrefs = read(page).elements.flatMap(({ attributes: { href } }) => href ?? []);
    expect(hrefs).toContain('index.html');
    expect(hrefs).toContain('vectors/mini-varu64-wide-0.html');
    expect(hrefs).toContain('requirements.html#BAM-LIP-001');
    const alone = read(renderHtml(report)).elements;
    for (const { attributes } of alone) {
      expect(attributes['src']).toBeUndefined();
      expect(attributes['href'] ?? '#').toMatch(/^#/);
    }
  });

  test('takes no markup from what an implementation, a user or a list says', () => {
    const { elements, text } = read(page);
    expect(elements.filter(({ name }) => name === 'script')).toHaveLength(1);
    expect(elements.filter(({ name }) => name === 'img')).toEqual([]);
    expect(
      elements.flatMap(({ attributes }) => Object.keys(attributes)).filter((name) => name.startsWith('on')),
    ).toEqual([]);
    expect(text).toContain('<img src=x onerror=alert(1)></details></script>');
    expect(page).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/);
  });
});

describe('report.html of wrong answers', () => {
  const entry = vectorOf('entry-encode-p2panda-log-id-8589934593');
  const decode = vectorOf('entry-decode-p2panda-seqnum-16777217');
  const log = vectorOf('log-p2panda-torsion-author-identity');
  let page: string;

  beforeAll(async () => {
    const output = (vector: Vector) =>
      (vector.expect as { output: Record<string, unknown> }).output as Record<string, string>;
    const { entry: bytes, hash } = output(entry);
    const { entries, ...rest } = output(log) as unknown as { entries: { status: string }[] };
    const outputs = new Map<Vector, unknown>([
      // Another log id: one byte of nine.
      [entry, { entry: `${bytes!.slice(0, 68)}03${bytes!.slice(70)}`, hash }],
      [decode, { ...output(decode), seqNum: '16777218', hash: undefined, extra: HOSTILE }],
      [log, { ...rest, entries: entries.map((item, i) => (i === 0 ? { ...item, status: 'lost' } : item)) }],
    ]);
    const report = await runConformance({
      vectors: [...outputs.keys()],
      implementations: [answersWith(outputs)],
    });
    expect(report.implementations[0]!.counts.failed).toBe(3);
    page = renderHtml(report, { vectors });
  });

  test('marks the bytes that differ, on both sides, in the field in which they are', () => {
    const part = partOf(page, entry.id);
    expect(part.match(/<mark>.*?<\/mark>/g)).toEqual(['<mark>02</mark>', '<mark>03</mark>']);
    expect(flat(part).match(/≠ [a-z ]+ 33–38 fc0[23]00000001/g)).toHaveLength(2);
    expect(flat(part)).toContain('differs at byte 34');
    expect(flat(part)).toContain('= 12884901889');
    expect(flat(part)).toMatch(/ hash [0-9a-f]{68} 34 bytes as expected/);
  });

  test('says of every field of an output whether it is as expected, differs, is missing or is too much', () => {
    const text = flat(partOf(page, decode.id));
    expect(text).toContain('≠ seqNum expected "16777217" received "16777218"');
    expect(text).toMatch(/author [0-9a-f]{64} 32 bytes as expected/);
    expect(text).toMatch(/≠ hash [0-9a-f]{68} 34 bytes missing/);
    expect(text).toMatch(/≠ extra "<img .* there is no such field/);
    expect(text).toMatch(/sent entry \d+ bytes tag 0 00 author 1–32/);
  });

  test('takes those entries of a log apart whose status is wrong', () => {
    const text = flat(partOf(page, log.id));
    expect(text).toMatch(/entries \[0\] entry \d+ bytes tag 0 0[01]/);
    expect(text).toMatch(/≠ entries ≠ output\.entries\[0\]\.status expected "\w+" received "lost"/);
  });
});

describe('report.html of an implementation that fails everything', () => {
  let report: Report;
  let page: string;

  beforeAll(async () => {
    report = await runConformance({ vectors, implementations: [rejectsAll()], strictReasons: true });
    page = renderHtml(report, { vectors });
  });

  test('is no larger than a browser likes, and names every vector', () => {
    expect(report.implementations[0]!.counts.failed).toBe(vectors.length);
    expect(page.length).toBeLessThan(5_000_000);
    const words = new Set(page.match(/[a-z0-9][a-z0-9-]+/g));
    expect(vectors.filter(({ id }) => !words.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test('shows a failure of every requirement that a vector tests first', () => {
    for (const id of new Set(vectors.map(({ requirements }) => requirements[0]!))) {
      const start = page.indexOf(`<section class="failed-requirement" id="i-0-${id.toLowerCase()}"`);
      expect(page.slice(start, page.indexOf('</section>', start)), id).toContain('class="vector"');
    }
  });

  test('stays so where each failure is of a kind of its own', () => {
    const [implementation] = report.implementations;
    const results = implementation!.results.map((result, i) => ({
      ...result,
      message: 'm'.repeat(2000),
      stderr: `${'s'.repeat(500)}\n`.repeat(20),
      differences: [{ field: `output.${'x'.repeat(i % 700)}`, expected: '1', actual: '2' }],
    }));
    const text = renderHtml({ ...report, implementations: [{ ...implementation!, results }] }, { vectors });
    expect(text.length).toBeLessThan(5_000_000);
  });
});
