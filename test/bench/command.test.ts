import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readReport } from '../../bench/report/json.js';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'sasako-bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

function bench(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['--import', 'tsx', 'bench/main.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
}

test('--help shows all options', () => {
  const { status, stdout } = bench('--help');
  expect(status).toBe(0);
  for (const option of ['--quick', '--filter', '--rounds', '--out', '--json', '--against', '--no-chromium']) {
    expect(stdout).toContain(option);
  }
});

test('wrong arguments are named, and nothing is timed', () => {
  expect(bench('--rounds', '0')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('--rounds') as string,
  });
  expect(bench('--quik')).toMatchObject({ status: 1, stderr: expect.stringContaining('--quick') as string });
  const file = join(folder, 'wrong.json');
  writeFileSync(file, '[]');
  const { status, stderr, stdout } = bench('--against', file);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('wrong.json is not a report of this benchmark');
  expect(bench('--quick', '--no-chromium', '--filter', 'no such case')).toMatchObject({
    status: 2,
    stderr: 'No case has "no such case" in its name.\n',
  });
});

test('a filtered run writes its report, its page and its plots, and can be compared with', () => {
  const run = [
    '--quick',
    '--no-chromium',
    '--filter',
    'warm: verifyEntries',
    '--rounds',
    '2',
    '--out',
    folder,
  ];
  const { status, stdout } = bench(...run);
  expect(status).toBe(0);
  expect(stdout).toContain('1,024 signatures of one author, warm');
  expect(stdout).toContain('node:crypto');
  const { results, settings } = readReport(join(folder, 'bench.json'));
  expect(settings).toMatchObject({ quick: true, rounds: 2 });
  expect(new Set(results.map(({ subject }) => subject))).toContain('sodium-native');
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(readdirSync(join(folder, 'plots'))).toContain('throughput.svg');

  const json = join(folder, 'again.json');
  const again = bench(...run, '--json', json, '--against', join(folder, 'bench.json'));
  // Two quick runs may differ by anything: what is held here is that they are compared.
  expect([0, 1]).toContain(again.status);
  expect(again.stdout).toMatch(/slower beyond the noise/i);
  expect(readReport(json).results.length).toBe(results.length);
});
