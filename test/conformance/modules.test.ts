import { describe, expect, test } from 'vitest';
import { faultyModule, outcomes, passedBut, run } from './running.js';

const slow = { timeoutSeconds: 5 };

test('a module that answers rightly passes everything', async () => {
  const report = await run(faultyModule('none'));
  expect(outcomes(report)).toEqual(passedBut({}));
  expect(report.verdict).toBe('conformant');
});

describe('a fault in one answer fails that vector alone, for what it is, and the run goes on', () => {
  test.each([
    ['endless-loop', 'hang', /did not answer within 0.7 s/],
    ['never-settles', 'hang', /did not answer/],
    ['throws', 'crash', /lipmaa threw TypeError: cannot read 13/],
    ['rejects', 'crash', /lipmaa threw Error: later/],
    ['exits', 'crash', /exited with status 0/],
    ['dies-beside', 'crash', /out of nowhere/],
    ['bigint', 'garbage', /what JSON cannot hold/],
    ['nothing', 'garbage', /not a JSON object: "null"/],
    ['text', 'garbage', /not a JSON object/],
    ['prints', 'wrong-output', /accept/],
    ['forged-seq', 'pass', /accept/],
  ] as const)('%s', async (fault, outcome, detail) => {
    const report = await run(faultyModule(fault));
    expect(outcomes(report)).toEqual(passedBut({ 'lipmaa-13': outcome }));
    expect(report.results[1]!.actual).toMatch(detail);
  });

  test('memory', async () => {
    const report = await run(faultyModule('memory'), { timeoutSeconds: 30 });
    expect(outcomes(report)).toEqual(passedBut({ 'lipmaa-13': 'crash' }));
    expect(report.results[1]!.actual).toMatch(/memory/);
  });
});

test('what a module prints is kept as standard error, and is no answer', async () => {
  const report = await run(faultyModule('prints'), slow);
  expect(report.results[1]!.stderr).toContain('printed to standard error');
  expect(report.results[1]!.stderr).toContain('"lipmaa":"12"');
});

describe('a module that cannot be loaded is a harness error, and nothing passes', () => {
  test.each([
    ['throws-on-load', /could not be loaded: a library is missing/],
    ['no-default', /does not export \{ implementation, profiles, operations \} by default/],
    ['no-operations', /operations must be an object/],
  ])('%s', async (fault, error) => {
    const report = await run(faultyModule(fault), slow);
    expect(report.error).toMatch(error);
    expect(report.verdict).toBe('error');
    expect(report.counts.passed).toBe(0);
  });
});
