import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { create } from 'xmlbuilder2';
import {
  parseExpectedFailures,
  renderReport,
  runConformance,
  type Report,
} from '../../src/conformance/index.js';
import { command, faultyCommand, MINI } from './running.js';

let report: Report;

beforeAll(async () => {
  report = await runConformance({
    vectors: MINI,
    timeoutSeconds: 5,
    implementations: [
      { ...command(faultyCommand('correct')), name: 'right' },
      { ...command(faultyCommand('crash')), name: "it's wrong \u001b[2J" },
      {
        ...command(faultyCommand('accept-all')),
        name: 'known',
        expectedFailures: parseExpectedFailures(
          'mini-varu64-wide-0 mini-lipmaa-4 # integers are not checked',
          'list',
        ),
      },
      { ...command(faultyCommand('wrong-reason')), name: 'vague' },
      { ...command('there-is-no-such-program'), name: 'absent' },
    ],
  });
});

const pretty = (width: number) => renderReport(report, 'pretty', { width });

test('the exit status is the worst of all', () => {
  expect(report.exitStatus).toBe(2);
});

test('the JSON report matches its schema', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../vectors/report.schema.json', import.meta.url), 'utf8'),
  ) as object;
  const validate = new Ajv2020({ strictTypes: false }).compile(schema);
  validate(JSON.parse(renderReport(report, 'json')));
  expect(validate.errors).toBeNull();
});

describe('the report for people', () => {
  test('has a table with counts, in which every implementation that started has a column', () => {
    const lines = pretty(200).split('\n');
    expect(lines.find((line) => line.includes('subject'))).toMatch(
      /subject +right +it's wrong \\u001b\[2J +known +vague/,
    );
    expect(lines.find((line) => line.startsWith(' mini'))).toMatch(/mini +6 +5 ✗1 +4 ✗1 ~1 +5 \?1/);
  });

  test('shows each failure with its requirement, what was expected, what came back, and how to run it alone', () => {
    const text = pretty(200);
    expect(text).toContain(
      [
        "✗ mini-lipmaa-13 (it's wrong \\u001b[2J)",
        '  requirement  BAM-LIP-001, BAM-LIP-002',
        '  expected     accept',
        '  came back    crash: it exited with status 3',
        '  standard error',
        '    | about to fail',
      ].join('\n'),
    );
    expect(text).toMatch(
      /alone +npx sasako conform 'it'\\''s wrong .*' --vector mini-lipmaa-13 --timeout 5\n/,
    );
  });

  test('shows some failures of a kind in full, and of the others the ids', () => {
    const wrong = report.implementations[1]!;
    const failed = wrong.results.find(({ standing }) => standing === 'failed')!;
    const results = Array.from({ length: 500 }, (_, i) => ({ ...failed, vector: `mini-${i}` }));
    const text = renderReport({ ...report, implementations: [{ ...wrong, results }] }, 'pretty', {
      width: 80,
    });
    expect(text.match(/requirement {2}/g)).toHaveLength(8);
    expect(text).toContain('failed 492 more that are like those above');
    for (const { vector } of results) expect(text).toContain(vector);
    expect(text.split('\n').length).toBeLessThan(300);
  });

  test('lists expected failures, other reasons and stale expectations', () => {
    const text = pretty(200);
    expect(text).toContain(
      'known fails as expected (1)\n  integers are not checked (1)\n    mini-varu64-wide-0',
    );
    expect(text).toContain('vague rejects as it should, for another reason (1)');
    expect(text).toContain('take these from its list (1)\n  mini-lipmaa-4: passes');
  });

  test('ends with a verdict for each', () => {
    expect(pretty(200).trimEnd().split('\n').slice(-6)).toEqual([
      '✓ right [mini 1.0, JavaScript]: conformant: 6 of 6 passed',
      "✗ it's wrong \\u001b[2J [mini 1.0, JavaScript]: not conformant: 1 of 6 failed, 5 passed",
      '✗ known [mini 1.0, JavaScript]: not conformant: 1 of 6 failed, 4 passed (1 failing as expected, 1 stale',
      '  expectation)',
      '✓ vague [mini 1.0, JavaScript]: conformant: 6 of 6 passed (1 for another reason)',
      '! absent: could not be tested: the command was not found',
    ]);
  });

  test('stays within a narrow terminal, but for commands that are to be copied', () => {
    for (const width of [40, 60, 80]) {
      const wide = pretty(width)
        .split('\n')
        .filter((line) => line.length > width && !line.includes('npx sasako') && !line.startsWith('    |'));
      expect(wide).toEqual([]);
    }
  });

  test('has no control characters, and colours only where they are wanted', () => {
    const control = /[\u0000-\u0009\u000b-\u001f]/;
    expect(pretty(80)).not.toMatch(control);
    expect(renderReport(report, 'pretty', { width: 80, colors: true })).toContain('\u001b[31m✗\u001b[39m');
  });
});

test('the JUnit report is well-formed XML with as many cases as it says, whatever an implementation is called', () => {
  const xml = renderReport(report, 'junit');
  const suites = (
    create(xml).end({ format: 'object' }) as { testsuites: { testsuite: Record<string, unknown>[] } }
  ).testsuites.testsuite;
  expect(suites.map((suite) => suite['@name'])).toEqual([
    'right',
    "it's wrong \\u001b[2J",
    'known',
    'vague',
    'absent',
  ]);
  for (const suite of suites) {
    expect((suite.testcase as unknown[]).length).toBe(Number(suite['@tests']));
  }
  expect(suites.map((suite) => [suite['@failures'], suite['@errors'], suite['@skipped']])).toEqual([
    ['0', '0', '0'],
    ['1', '0', '0'],
    ['2', '0', '1'],
    ['0', '0', '0'],
    ['0', '1', '6'],
  ]);
});
