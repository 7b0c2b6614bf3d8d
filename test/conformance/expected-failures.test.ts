import { describe, expect, test } from 'vitest';
import { parseExpectedFailures, type Implementation } from '../../src/conformance/index.js';
import { command, faultyCommand, run } from './running.js';

const expecting = (implementation: Implementation, list: string): Implementation => ({
  ...implementation,
  expectedFailures: parseExpectedFailures(list, 'list'),
});

describe('a list', () => {
  test('has vectors and a reason on each line, and comments', () => {
    const list = '# all known\n\na b   # one fault\r\n  c # another # with a sign\n';
    expect([...parseExpectedFailures(list, 'list')]).toEqual([
      ['a', 'one fault'],
      ['b', 'one fault'],
      ['c', 'another # with a sign'],
    ]);
  });

  test.each([
    ['a', 'list, line 1: say after "#" why it should fail, as in "a  # why"'],
    ['a # why\nb #  ', 'list, line 2: say after "#" why it should fail, as in "b  # why"'],
    ['a # why\n\na # again', 'list, line 3: a is listed twice'],
  ])('%j is refused', (list, message) => {
    expect(() => parseExpectedFailures(list, 'list')).toThrow(message);
  });
});

describe('a run', () => {
  const skips = command(faultyCommand('skip'));

  test('whose failures are all listed ends well', async () => {
    const report = await run(expecting(skips, 'mini-lipmaa-13 # not done yet'));
    expect(report).toMatchObject({ verdict: 'as-expected', counts: { expected: 1, failed: 0, passed: 5 } });
    expect(report.results[1]).toMatchObject({ standing: 'expected', expectedBecause: 'not done yet' });
  });

  test('fails where a listed vector passes, does not exist or is not applicable', async () => {
    const report = await run(
      expecting(command(faultyCommand('correct')), 'mini-lipmaa-13 mini-lipmaa-14 # known'),
    );
    expect(report.verdict).toBe('failed');
    expect(report.stale).toEqual([
      { vector: 'mini-lipmaa-13', problem: 'passes' },
      { vector: 'mini-lipmaa-14', problem: 'there is no such vector' },
    ]);
    const bambooOnly = expecting(skips, 'mini-lipmaa-13 # known\nmini-decode-empty # known');
    const narrow = await run(bambooOnly, { profile: 'bamboo' });
    // What was not selected is neither here nor there.
    expect(narrow.stale).toEqual([]);
  });

  test('takes a listed rejection for another reason neither for stale nor for a failure', async () => {
    const reasons: Implementation = expecting(
      command(faultyCommand('wrong-reason')),
      'mini-varu64-wide-0 # vague',
    );
    const lenient = await run(reasons);
    expect(lenient).toMatchObject({ verdict: 'conformant', counts: { marked: 1 }, stale: [] });
    const strict = await run(reasons, { strictReasons: true });
    expect(strict).toMatchObject({ verdict: 'as-expected', counts: { expected: 1 }, stale: [] });
    const unlisted = await run(command(faultyCommand('wrong-reason')), { strictReasons: true });
    expect(unlisted).toMatchObject({ verdict: 'failed', counts: { failed: 1 } });
  });
});
