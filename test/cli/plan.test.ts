import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { certificatePool } from '../../src/reference/index.js';
import { encodeBundle } from '../../src/verify/index.js';
import { sasako, widest } from './command.js';
import { author, grow, jsonLines } from './signed-log.js';

interface Planned {
  want: [string, string][];
  have: [string, string][];
  full: boolean;
  newest: string | null;
  fetch: [string, string][];
  count: string;
}

function planned(args: string[], input?: string | Uint8Array): Planned {
  const { status, stdout, stderr } = sasako(
    ['plan', '--json', ...args],
    input === undefined ? {} : { input },
  );
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Planned;
}

/** The numbers of a plan, one by one. */
function numbers({ fetch }: Planned): bigint[] {
  return fetch.flatMap(([from, to]) => {
    const all: bigint[] = [];
    for (let n = BigInt(from); n <= BigInt(to); n++) all.push(n);
    return all;
  });
}

describe('sasako plan', () => {
  let folder: string;
  const log = grow(13);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sasako-plan-'));
    writeFileSync(join(folder, 'log.bundle'), encodeBundle('p2panda', log));
    writeFileSync(join(folder, 'log.jsonl'), jsonLines(log.slice(0, 4)));
    const mixed = [...log.slice(0, 4), ...grow(9, { logId: 8n })];
    writeFileSync(join(folder, 'mixed.bundle'), encodeBundle('p2panda', mixed));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string) => join(folder, name);

  test("fetches the wanted entries' certificate pools, as the reference has them", () => {
    expect(numbers(planned(['--want', '23']))).toEqual(certificatePool(23n));
    const union = new Set([...certificatePool(5n), ...certificatePool(100n)]);
    expect(numbers(planned(['--want', '100,5']))).toEqual([...union].sort((a, b) => (a < b ? -1 : 1)));
  });

  test('leaves out what is at hand, and what does not exist yet', () => {
    const pool = certificatePool(23n);
    const without = planned(['--want', '23', '--have', '1-13,22', '--newest', '25']);
    expect(numbers(without)).toEqual(pool.filter((n) => n > 13n && n !== 22n && n <= 25n));
    expect(without.newest).toBe('25');
  });

  test('with --full fetches every entry up to the highest wanted', () => {
    expect(planned(['--want', '20', '--full', '--newest', '20']).fetch).toEqual([['1', '20']]);
  });

  test('takes what is at hand from a bundle, from JSON Lines and from standard input', () => {
    const rest = certificatePool(23n).filter((n) => n > 13n);
    expect(numbers(planned(['--want', '23', '--have', file('log.bundle')]))).toEqual(rest);
    expect(planned(['--want', '23', '--have', file('log.jsonl')]).have).toEqual([['1', '4']]);
    expect(numbers(planned(['--want', '23', '--have', '-'], jsonLines(log)))).toEqual(rest);
    expect(numbers(planned(['--want', '23', '--have', '-'], encodeBundle('p2panda', log)))).toEqual(rest);
  });

  test('wants to know which log, where a file holds several', () => {
    const unclear = sasako(['plan', '--want', '5', '--have', file('mixed.bundle')]);
    expect(unclear.status).toBe(2);
    expect(unclear.stderr).toContain('more than one log');
    expect(unclear.stderr).toContain(`log 7 of ${author.slice(0, 16)}`);
    expect(unclear.stderr).toContain('choose with --author and --log');
    const args = ['--want', '5', '--have', file('mixed.bundle')];
    expect(planned([...args, '--log', '8']).have).toEqual([['1', '9']]);
    expect(planned([...args, '--log', '7', '--author', author.slice(0, 6).toUpperCase()]).have).toEqual([
      ['1', '4'],
    ]);
    const none = sasako(['plan', ...args, '--log', '9']);
    expect([none.status, none.stderr]).toEqual([
      2,
      expect.stringContaining('no entry of the log that is meant'),
    ]);
  });

  test('says when nothing is missing', () => {
    const { status, stdout } = sasako(['plan', '--want', '1-9', '--have', '1-13']);
    expect(status).toBe(0);
    expect(stdout).toContain('Nothing is missing');
    expect(planned(['--want', '1-9', '--have', '1-13']).fetch).toEqual([]);
  });

  test('says that what is above the highest known entry may not exist yet, unless told the newest', () => {
    expect(sasako(['plan', '--want', '23']).stdout).toContain(
      'What is above 23 (24-26, 39-40) may not exist yet',
    );
    expect(sasako(['plan', '--want', '23', '--newest', '40']).stdout).not.toContain('may not exist');
  });

  test('a want of all that there can be takes no longer than one of a single entry', () => {
    const { fetch } = planned(['--want', '1-', '--have', '2-']);
    expect(fetch).toEqual([['1', '1']]);
  });

  test('fits a narrow terminal and a wide one', () => {
    const args = ['plan', '--want', '1000000007,18446744073709551615'];
    for (const columns of [40, 160])
      expect(widest(sasako(args, { columns }).stdout)).toBeLessThanOrEqual(columns);
    expect(sasako(args, { columns: 160 }).stdout.split('\n').length).toBeLessThan(
      sasako(args, { columns: 40 }).stdout.split('\n').length,
    );
  });

  test('misuse is told with what was wrong, with status 2', () => {
    const cases: [string[], string][] = [
      [['--want', '5-3'], "'5-3' ends before it begins"],
      [['--want', '0'], 'sequence numbers are 1 to 2^64'],
      [['--want', '1,x'], "'x' is no range"],
      [['--want', '5', '--have', '9-2'], "'--have': '9-2' ends before it begins"],
      [['--want', '5', '--have', file('none.bundle')], 'there is no file'],
      [['--want', '5', '--have', folder], 'more than one log that is meant'],
      [['--want', '5', '--newest', '0'], 'A sequence number is 1 to 2^64'],
      [['--want', '5', '--have', file('log.bundle'), '--author', 'xyz'], '64 digits of hex'],
      [[], "required option '--want <RANGES>'"],
    ];
    for (const [args, told] of cases) {
      const { status, stdout, stderr } = sasako(['plan', ...args]);
      expect(stderr).toContain(told);
      expect([status, stdout]).toEqual([2, '']);
    }
    const noLog = sasako(['plan', '--want', '5', '--have', '-'], { input: 'hello' });
    expect([noLog.status, noLog.stderr]).toEqual([
      2,
      expect.stringContaining('neither a bundle nor JSON Lines'),
    ]);
  });
});
