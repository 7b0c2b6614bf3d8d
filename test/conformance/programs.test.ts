import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { command, faultyCommand, hasEnded, outcomes, passedBut, run } from './running.js';

const scratch = mkdtempSync(join(tmpdir(), 'sasako-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const result = (report: Awaited<ReturnType<typeof run>>, vector: string) =>
  report.results.find(({ vector: id }) => id === `mini-${vector}`)!;

test('a program that answers rightly passes everything', async () => {
  const report = await run(command(faultyCommand('correct')));
  expect(outcomes(report)).toEqual(passedBut({}));
  expect(report).toMatchObject({ verdict: 'conformant', remarks: [], stale: [] });
  expect(report.declaration?.implementation).toEqual({
    name: 'mini',
    version: '1.0',
    language: 'JavaScript',
  });
});

describe('a fault in one answer fails that vector alone, for what it is, and the run goes on', () => {
  test.each([
    ['hang', 'hang', /did not answer within 0.7 s/],
    ['busy-hang', 'hang', /did not answer/],
    ['crash', 'crash', /exited with status 3/],
    ['signal', 'crash', /killed by SIGSEGV/],
    ['half-line', 'crash', /exited with status 0 in the middle of a line: "\{\\"seq/],
    ['orphan', 'crash', /exited with status 4/, join(scratch, 'orphan')],
    ['garbage', 'garbage', /not JSON: "lipmaa\(13\) is 4"/],
    ['empty-line', 'garbage', /not JSON/],
    ['list', 'garbage', /not a JSON object/],
    ['not-utf8', 'garbage', /not UTF-8/],
    ['debug-line', 'garbage', /debugging/],
    ['wrong-seq', 'garbage', /answered request 102 where 2 was asked/],
    ['text-seq', 'garbage', /answered request/],
    ['endless-line', 'garbage', /longer than 16777216 bytes/],
    ['no-output', 'garbage', /without an output/],
    ['output-list', 'garbage', /without an output/],
    ['unknown-verdict', 'garbage', /gave verdict "ok"/],
    ['no-verdict', 'garbage', /no verdict/],
    ['accept-with-reason', 'garbage', /reason with an accept/],
    ['number-reason', 'garbage', /not a string/],
    ['skip', 'skip', /skip/],
    ['deep-output', 'wrong-output', /accept/],
  ] as const)('%s', async (fault, outcome, detail, extra = '') => {
    // The endless line takes its time to become too long.
    const timeoutSeconds = fault === 'endless-line' || fault === 'deep-output' ? 20 : 0.7;
    const report = await run(command(faultyCommand(fault, extra)), { timeoutSeconds });
    expect(outcomes(report)).toEqual(passedBut({ 'lipmaa-13': outcome }));
    expect(result(report, 'lipmaa-13').actual).toMatch(detail);
    expect(report.verdict).toBe('failed');
    expect(report.counts).toMatchObject({ failed: 1, passed: 5 });
  });
});

test('a second answer overturns the first, whether it comes at once or later', async () => {
  for (const fault of ['twice', 'twice-later']) {
    const report = await run(command(faultyCommand(fault)));
    const { outcome, actual } = result(report, 'lipmaa-13');
    expect({ outcome, actual }).toEqual({ outcome: 'garbage', actual: 'answered request 2 twice' });
    expect(report.counts.failed).toBe(1);
  }
});

test('a second answer overturns the first at the end of the run too', async () => {
  const atOnce = await run(command(faultyCommand('twice')), { ids: ['mini-lipmaa-13'] });
  expect(outcomes(atOnce)).toEqual({ 'lipmaa-13': 'garbage' });
});

test('an answer with the number of the request before is not taken for this one, nor for ever asked again', async () => {
  const report = await run(command(faultyCommand('seq-behind')));
  expect(report.verdict).toBe('failed');
  expect(result(report, 'lipmaa-13').outcome).not.toBe('pass');
});

test('a program that exits after an answer crashes at the next request', async () => {
  const report = await run(command(faultyCommand('exit-after-answer')));
  expect(outcomes(report)).toEqual(passedBut({ 'lipmaa-40': 'crash' }));
  expect(result(report, 'lipmaa-40').actual).toMatch(/exited with status 0/);
});

test('what a program started dies with it', async () => {
  const pid = Number(readFileSync(join(scratch, 'orphan'), 'utf8'));
  expect(pid).toBeGreaterThan(1);
  expect(await hasEnded(pid)).toBe(true);
});

test('accepting everything fails what is to be rejected, and rejecting everything what is to be accepted', async () => {
  const accepts = await run(command(faultyCommand('accept-all')));
  expect(outcomes(accepts)).toEqual(
    passedBut({ 'varu64-wide-0': 'wrong-verdict', 'decode-empty': 'wrong-verdict' }),
  );
  const rejects = await run(command(faultyCommand('reject-all')));
  expect(outcomes(rejects)).toEqual({
    'lipmaa-4': 'wrong-verdict',
    'lipmaa-13': 'wrong-verdict',
    'lipmaa-40': 'wrong-verdict',
    'varu64-248': 'wrong-verdict',
    'varu64-wide-0': 'pass-reason-unchecked',
    'decode-empty': 'pass-reason-unchecked',
  });
});

test('standard error is shown with the failure, its end only where there is much of it', async () => {
  const crash = await run(command(faultyCommand('crash')));
  expect(result(crash, 'lipmaa-13').stderr).toBe('about to fail\n');
  expect(result(crash, 'lipmaa-40').stderr).toBeUndefined();
  const flood = await run(command(faultyCommand('flood-then-wrong')), { timeoutSeconds: 20 });
  const { outcome, stderr = '' } = result(flood, 'lipmaa-13');
  expect(outcome).toBe('wrong-output');
  expect(stderr.length).toBeLessThan(10_000);
  expect(stderr).toMatch(/^\(\d+ bytes before this are not shown\)/);
});

describe('a program that cannot be started is a harness error, and nothing passes', () => {
  test.each([
    ['start-crash', /exited with status 5 before it answered start, 3 times in a row\n[^]*no such library/],
    ['start-hang', /did not answer start within 1 s/],
    ['start-garbage', /not JSON: "Welcome to my-bamboo!"/],
    ['start-protocol', /speaks version 2 of the protocol, and this suite speaks version 1/],
    ['start-text-protocol', /speaks version/],
    ['start-nothing', /declares no operation/],
    ['start-no-name', /name must be a string/],
    ['start-bad-omits', /names "lipmaaa", which lipmaa does not have/],
  ])('%s', async (fault, error) => {
    const startTimeoutSeconds = fault === 'start-hang' ? 1 : 5;
    const report = await run(command(faultyCommand(fault)), { startTimeoutSeconds });
    expect(report.error).toMatch(error);
    expect(report.verdict).toBe('error');
    expect(report.counts).toMatchObject({ passed: 0, 'not-run': 6 });
  });

  test('a command that does not exist', async () => {
    const report = await run(command('there-is-no-such-program --at-all'));
    expect(report.error).toMatch(/^the command was not found/);
    expect(report.verdict).toBe('error');
  });

  test('a declaration that changes when the program is started again', async () => {
    const report = await run(command(faultyCommand('start-changes', join(scratch, 'changes'))));
    expect(report.error).toMatch(/declared something else/);
    expect(outcomes(report)).toMatchObject({
      'lipmaa-4': 'pass',
      'lipmaa-13': 'crash',
      'lipmaa-40': 'not-run',
    });
  });
});

test('a program that dies at its first start only is started again', async () => {
  const report = await run(command(faultyCommand('start-crash-once', join(scratch, 'once'))));
  expect(outcomes(report)).toEqual(passedBut({}));
});

test('a second declaration is never taken for an answer', async () => {
  const report = await run(command(faultyCommand('start-twice')));
  expect(report.verdict).not.toBe('conformant');
});

test('names that the suite does not know are remarked on, and leave the rest alone', async () => {
  const report = await run(command(faultyCommand('start-unknown')));
  expect(report.verdict).toBe('conformant');
  expect(report.remarks.join()).toMatch(/willow, lipma$/);
});

test('how a program ends after stop is remarked on', async () => {
  const bad = await run(command(faultyCommand('bad-exit')));
  expect(bad.remarks).toEqual(['exited with status 9 after stop, where it should exit with status 0']);
  const never = await run(command(faultyCommand('never-stops')));
  expect(never.remarks).toEqual(['did not end within 2 s after stop']);
});
