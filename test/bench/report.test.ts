import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { create } from 'xmlbuilder2';
import { compare, describeComparison } from '../../bench/against.js';
import { DOCUMENT_GROUPS, OPERATION_GROUPS } from '../../bench/cases/names.js';
import { GROUPS as signatures } from '../../bench/cases/signatures.js';
import { CORPORA } from '../../bench/corpora-operations.js';
import { environment, revision } from '../../bench/environment.js';
import { durationsOf } from '../../bench/report/durations.js';
import { htmlReport } from '../../bench/report/html.js';
import { NotAReport, checkReport, readReport, writeReport } from '../../bench/report/json.js';
import type { Report } from '../../bench/report/model.js';
import { NOTES } from '../../bench/report/notes.js';
import { percent, threeDigits, times } from '../../bench/report/numbers.js';
import { plotFiles, plotsOf } from '../../bench/report/plots.js';
import {
  caseTable,
  durationTable,
  memoryLine,
  noteOf,
  storeLines,
  targetTable,
} from '../../bench/report/terminal.js';
import type { Figure } from '../../bench/rounds.js';
import { RELAXED_SIMD, SIMD } from '../../bench/subjects/cores.js';
import { SUBJECT } from '../../bench/subjects/data.js';
import { judge } from '../../bench/targets.js';

const folder = mkdtempSync(join(tmpdir(), 'sasako-bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

function figure(more: Partial<Figure> = {}): Figure {
  return {
    where: 'node',
    group: signatures.warm,
    case: 'verifyEntries',
    subject: SIMD,
    unit: 'entries',
    opsPerSecond: 100_000,
    spread: 0.02,
    ratio: { 'node:crypto': 10, 'sodium-native': 5 },
    ratioQuartiles: { 'node:crypto': [9.8, 10.2], 'sodium-native': [4.9, 5.1] },
    ...more,
  };
}
const slow = (ratio: number): Partial<Figure> => ({
  ratio: { 'node:crypto': ratio, 'sodium-native': ratio / 2 },
  ratioQuartiles: {
    'node:crypto': [ratio - 0.2, ratio + 0.2],
    'sodium-native': [ratio / 2 - 0.1, ratio / 2 + 0.1],
  },
});
const native = figure({ subject: 'node:crypto', opsPerSecond: 10_000, ratio: {}, ratioQuartiles: {} });

function report(results: readonly Figure[]): Report {
  return {
    version: 1,
    date: '2026-11-24T06:00:00.000Z',
    command: 'npm run bench --',
    ...(revision() ? { revision: revision()! } : {}),
    environment: environment(),
    settings: { quick: false, rounds: 15, slice: 30, warmup: 150 },
    results,
    targets: judge(results),
    memory: { entries: 1_000_000, peak: 150e6, limit: 200e6 },
  };
}

describe('bench.json', () => {
  const whole = report([figure(), figure({ subject: RELAXED_SIMD }), native]);

  test('is written whole, and read again', () => {
    const file = join(folder, 'deeper/bench.json');
    writeReport(file, whole);
    expect(readReport(file)).toEqual(whole);
    expect(readdirSync(join(folder, 'deeper'))).toEqual(['bench.json']);
  });

  test('names what is wrong with another file, and where', () => {
    const file = join(folder, 'other.json');
    expect(() => readReport(join(folder, 'none.json'))).toThrow(/none\.json can't be read/);
    writeFileSync(file, '{"version":');
    expect(() => readReport(file)).toThrow(/other\.json is not JSON/);
    writeFileSync(file, '{"version":2}');
    expect(() => readReport(file)).toThrow(NotAReport);
    const wrong = { ...whole, results: [{ ...figure(), opsPerSecond: -1 }] };
    expect(() => checkReport(wrong, 'x.json')).toThrow(
      'x.json is not a report of this benchmark: /results/0/opsPerSecond',
    );
    expect(() => checkReport({ ...whole, more: 1 }, 'x.json')).toThrow(/additional properties/);
  });
});

describe('comparing with an earlier run', () => {
  const before = report([figure(), native]);

  test('finds nothing in the same run, nor in noise, nor in what got faster', () => {
    expect(compare(before, before)).toEqual({ slower: [], compared: 2, onlyBefore: 0, onlyNow: 0 });
    expect(compare(before, report([figure(slow(9.7)), native])).slower).toEqual([]);
    expect(compare(before, report([figure(slow(12)), native])).slower).toEqual([]);
    expect(describeComparison(compare(before, before))).toBe(
      'Nothing got slower beyond the noise (2 figures compared).',
    );
  });

  test('names what got slower, by how much and against whom', () => {
    const found = compare(before, report([figure(slow(8)), native]));
    expect(found.slower).toEqual([
      {
        where: 'node',
        group: signatures.warm,
        case: 'verifyEntries',
        subject: SIMD,
        peer: 'node:crypto',
        before: 10,
        now: 8,
      },
    ]);
    expect(describeComparison(found)).toContain(`${SIMD}: 20 % slower, 10.0 to 8.00 × node:crypto`);
  });

  test('does not blame us where one of two peers got faster', () => {
    const ratio = { 'node:crypto': 8, 'sodium-native': 5 };
    const ratioQuartiles = { 'node:crypto': [7.9, 8.1], 'sodium-native': [4.9, 5.1] } as const;
    expect(compare(before, report([figure({ ratio, ratioQuartiles }), native])).slower).toEqual([]);
  });

  test('compares rates where there are no peers, and counts what is new or gone', () => {
    const alone = figure({ case: 'alone', ratio: {}, ratioQuartiles: {} });
    const found = compare(
      report([alone, native]),
      report([{ ...alone, opsPerSecond: 60_000 }, figure({ case: 'new' })]),
    );
    expect(found).toMatchObject({
      slower: [{ case: 'alone', before: 100_000, now: 60_000 }],
      compared: 1,
      onlyBefore: 1,
      onlyNow: 1,
    });
    expect(describeComparison(found)).toContain('40 % slower, 100000/s to 60000/s');
    expect(compare(report([native]), report([{ ...native, opsPerSecond: 5000 }])).slower).toEqual([]);
  });
});

describe('what a person sees', () => {
  const results = [figure(), figure({ subject: RELAXED_SIMD, ...slow(8) }), native];

  test('fits 80 columns', () => {
    const plain = (text: string): string => text.replace(/\u001b\[\d+m/g, '');
    const shown = [
      caseTable(results),
      targetTable(judge(results), false),
      memoryLine({ entries: 1_000_000, peak: 250e6, limit: 200e6 }),
    ].map(plain);
    for (const line of shown.join('\n').split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(shown[0]).toMatch(/node:crypto +10,000\/s +± 2\.0 % +10\.0 +8\.00/);
    expect(shown[1]).toMatch(/1,024 signatures of one author, warm +9 +14 +10\.0 \+ +8\.00 -/);
    expect(shown[2]).toContain('over 200 MB');
  });

  test('numbers have three digits that count', () => {
    expect([118_234, 1234, 12.345, 1, 0.1234, 0].map(threeDigits)).toEqual([
      '118,000',
      '1,230',
      '12.3',
      '1.00',
      '0.123',
      '0',
    ]);
    expect([times(13.14), times(2.049)]).toEqual(['13.1', '2.05']);
    expect([percent(0.123), percent(0.0123)]).toEqual(['12 %', '1.2 %']);
  });

  test('the page holds all figures and plots, loads nothing, and has no id twice', () => {
    const whole = report(results);
    const plots = plotsOf(whole);
    expect(plots.map(({ name }) => name)).toEqual(['throughput', 'ratios']);
    const files = plotFiles(plots);
    expect(files.map(([name]) => name)).toContain('throughput-dark.svg');
    // Alone a plot is XML, which is read more strictly than HTML.
    for (const [, svg] of files) expect(create(svg).root().node.nodeName).toBe('svg');
    const page = htmlReport(whole, plots);
    expect(page).toContain('100,000/s');
    expect(page).not.toMatch(/<script|<link|src=|https?:\/\/(?!www\.w3\.org)/);
    const ids = [...page.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const odd = htmlReport({ ...whole, command: '<b>&"' }, []);
    expect(odd).toContain('&lt;b&gt;&amp;&quot;');
  });
});

describe('targets', () => {
  test('are judged by the lowest ratio of their cases, and by the fastest of several peers', () => {
    const low = figure({ case: 'another', ...slow(7) });
    const [first, second] = judge([figure(), low, native]);
    expect(first).toMatchObject({ against: 'node:crypto', must: 9, aim: 14, measured: { [SIMD]: 7 } });
    expect(second).toMatchObject({ against: 'sodium-native', measured: { [SIMD]: 3.5 } });
    expect(judge([figure({ where: 'chromium' })])).toEqual([]);
  });
});

test('the README’s plot is one that the benchmark draws', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  for (const [, name] of readme.matchAll(/bench\/plots\/([\w-]+\.svg)/g)) {
    const svg = readFileSync(join(import.meta.dirname, '../../bench/plots', name!), 'utf8');
    expect(create(svg).root().node.nodeName).toBe('svg');
  }
});

describe('operations and documents', () => {
  const operation = (group: string, subject: string, ratio: Record<string, number> = {}): Figure =>
    figure({ group, case: CORPORA.update, subject, unit: 'operations', ratio, ratioQuartiles: {} });
  const ofDocument = (name: string, opsPerSecond: number, subject = SUBJECT.p2panda): Figure =>
    figure({
      group: DOCUMENT_GROUPS.reduce,
      case: name,
      subject,
      unit: 'operations',
      opsPerSecond,
      ratio: {},
      ratioQuartiles: {},
    });
  const results = [
    operation(OPERATION_GROUPS.encode, SUBJECT.p2panda, { 'p2panda-js 0.8.1': 12_345.6 }),
    operation(OPERATION_GROUPS.encode, SUBJECT['p2panda-compat'], { 'p2panda-js 0.8.1': 12_345.6 }),
    operation(OPERATION_GROUPS.encode, 'p2panda-js 0.8.1'),
    ofDocument('1,000 operations, random', 500_000),
    ofDocument('100,000 operations, random', 250_000),
    ofDocument('100,000 operations, random, shuffled', 80_000),
    ofDocument('100,000 operations, tree, shuffled', 80_000, SUBJECT['p2panda-compat']),
  ];
  const more = { shape: 'random', subject: SUBJECT['p2panda-compat'], size: 100_000 };
  const durations = durationsOf(results, [{ ...more, seconds: [0.000_002, 0.000_003, 0.5] }]);
  const whole = { ...report(results), durations };

  test('say how long large documents and one more operation take, and how it grows', () => {
    expect(durations).toEqual([
      {
        work: '100,000 operations, tree, shuffled',
        subject: SUBJECT['p2panda-compat'],
        seconds: 1.25,
        limit: 1,
      },
      {
        work: '100,000 operations, random',
        subject: SUBJECT.p2panda,
        seconds: 0.4,
        growth: 2,
        limit: 1,
      },
      {
        work: '100,000 operations, random, shuffled',
        subject: SUBJECT.p2panda,
        seconds: 1.25,
        growth: 6.25,
        limit: 1,
      },
      {
        work: 'one more to 100,000, random',
        subject: SUBJECT['p2panda-compat'],
        seconds: 0.000_003,
        worst: 0.5,
        count: 3,
        limit: 0.001,
      },
    ]);
  });

  test('fit 80 columns', () => {
    const shown = [
      caseTable(results.slice(0, 3)),
      durationTable(durations),
      targetTable(whole.targets, false),
      storeLines([{ store: SUBJECT['p2panda-compat'], entries: 1_000_000, peak: 1.2e9 }]),
      ...Object.entries(NOTES).map(([group, note]) => noteOf(group, note)),
    ].map((text) => text.replace(/\u001b\[\d+m/g, ''));
    for (const line of shown.join('\n').split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(shown[1]).toMatch(/one more to 100,000, random +3\.00 µs +500 ms +within 1 ms/);
    expect(shown[1]).toMatch(/100,000 operations, random, shuffled +1\.25 s +6\.25 × +over 1 s/);
    expect(shown[2]).toMatch(/Encode operations +4 +10 +12345\.6 \+\+/);
  });

  test('are read again from the report, and stand on its page with what is not comparable', () => {
    const file = join(folder, 'documents.json');
    writeReport(file, whole);
    expect(readReport(file).durations).toEqual(durations);
    const plots = plotsOf(whole);
    expect(plots.map(({ name }) => name)).toEqual(['operation-encode', 'document-reduce']);
    for (const [, svg] of plotFiles(plots)) expect(create(svg).root().node.nodeName).toBe('svg');
    const page = htmlReport(whole, plots);
    expect(page).toContain('check no name, id or schema id');
    expect(page).toContain('<td>500 ms of 3</td>');
    expect(page).toContain('1,250 ms ✗');
  });

  test('are missing from the page of a run of before, which is drawn all the same', () => {
    const before = readReport(join(import.meta.dirname, '../../bench/results.json'));
    const page = htmlReport(before, plotsOf(before));
    expect(page).toContain('<h2>Plots</h2>');
    if (before.durations === undefined) expect(page).not.toContain('<h2>Documents</h2>');
  });
});
