import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  badgeOf,
  loadVectors,
  OPERATIONS,
  renderBadge,
  renderReport,
  runConformance,
  shellQuoted,
  writeReport,
  type ImplementationReport,
  type Report,
  type Vector,
} from '../../src/conformance/index.js';
import { suiteRevision } from '../../src/conformance/revision.js';
import { noCounts } from '../../src/conformance/report/model.js';
import { answersWith, HOSTILE, rejectsAll } from './wrong-answers.js';

const scratch = mkdtempSync(join(tmpdir(), 'sasako-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** A vector of every operation. */
const vectors = ((all: readonly Vector[]) => OPERATIONS.map((op) => all.find((vector) => vector.op === op)!))(
  loadVectors(),
);

let report: Report;

beforeAll(async () => {
  const [hash] = vectors;
  report = await runConformance({
    vectors,
    command: `npx sasako conform ${shellQuoted("it's mine")} --out report`,
    implementations: [rejectsAll(), answersWith(new Map([[hash!, { hash: HOSTILE, deep: [[1]] }]]))],
  });
});

describe('a directory of reports', () => {
  test('holds the report as JSON, JUnit, a page and a badge', () => {
    const files = writeReport(report, join(scratch, 'report'), { vectors });
    expect(readdirSync(join(scratch, 'report')).sort()).toEqual([
      'badge.svg',
      'junit.xml',
      'report.html',
      'report.json',
    ]);
    expect(files.map((file) => readFileSync(file, 'utf8').slice(0, 15))).toEqual([
      '{\n  "format": "',
      '<?xml version="',
      '<!doctype html>',
      '<svg xmlns="htt',
    ]);
  });

  test('has what was received in its JSON, which matches the schema', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../vectors/report.schema.json', import.meta.url), 'utf8'),
    ) as object;
    const validate = new Ajv2020({ strictTypes: false }).compile(schema);
    const read = JSON.parse(renderReport(report, 'json')) as Report;
    validate(read);
    expect(validate.errors).toBeNull();
    expect(read.implementations[1]!.results[0]!.output).toEqual({ hash: HOSTILE, deep: [[1]] });
    expect(read.command).toBe(`npx sasako conform 'it'\\''s mine' --out report`);
  });
});

test('an output is in the report only with what did not pass', async () => {
  const lipmaa = vectors.find(({ op }) => op === 'lipmaa')!;
  const right = (lipmaa.expect as { output: unknown }).output;
  const { implementations } = await runConformance({
    vectors: [lipmaa],
    implementations: [answersWith(new Map([[lipmaa, right]]))],
  });
  expect(implementations[0]!.results[0]).toMatchObject({ standing: 'passed' });
  expect(implementations[0]!.results[0]).not.toHaveProperty('output');
});

test('the revision is that of the repository in which the suite lies', () => {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
  expect(suiteRevision()).toEqual({
    commit: git('rev-parse', 'HEAD'),
    changed: git('status', '--porcelain', '--untracked-files=no') !== '',
  });
  expect(report.environment.revision).toEqual(suiteRevision());
});

describe('the badge', () => {
  function implementation(
    verdict: ImplementationReport['verdict'],
    counts: Partial<ImplementationReport['counts']>,
  ): ImplementationReport {
    return {
      name: HOSTILE,
      remarks: [],
      verdict,
      counts: { ...noCounts(), ...counts },
      results: [],
      stale: [],
    };
  }
  const conformant = implementation('conformant', { passed: 8860, marked: 5 });
  const known = implementation('as-expected', { passed: 3592, expected: 111 });
  const single = implementation('as-expected', { passed: 3592, expected: 1 });
  const failed = implementation('failed', { passed: 1, failed: 12 });
  const stale = implementation('failed', { passed: 13 });
  const absent = implementation('error', { 'not-run': 13 });
  const nothing = implementation('not-applicable', { 'not-applicable': 13 });

  test.each<[ImplementationReport[], string, string]>([
    [[conformant], '8865 passed', 'brightgreen'],
    [[known], '3592 passed, 111 known failures', 'yellowgreen'],
    [[single], '3592 passed, 1 known failure', 'yellowgreen'],
    [[failed], '12 failed', 'red'],
    [[stale], 'expected failures out of date', 'red'],
    [[absent], 'could not be tested', 'red'],
    [[nothing], 'nothing tested', 'lightgrey'],
    [[conformant, conformant], '2 implementations: 17730 passed', 'brightgreen'],
    [[conformant, known, single], '2 of 3: 7184 passed, 112 known failures', 'yellowgreen'],
    [[conformant, failed, known, failed], '2 of 4: 24 failed', 'red'],
    [[failed, absent], '1 of 2: could not be tested', 'red'],
    [[], 'nothing tested', 'lightgrey'],
  ])('of %# says the worst verdict with its counts', (implementations, message, color) => {
    expect(badgeOf({ implementations })).toEqual({ label: 'bamboo conformance', message, color });
  });

  test('is an SVG with a title, and says nothing that an implementation chose', () => {
    const svg = renderBadge({ implementations: [known] });
    const words = 'bamboo conformance: 3592 passed, 111 known failures';
    expect(svg).toContain(`role="img" aria-label="${words}"><title>${words}</title>`);
    expect(svg).not.toContain('onerror');
  });
});
