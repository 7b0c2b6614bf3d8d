import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';

const command = join(import.meta.dirname, '../../dist/cli/main.js');
const hanging = join(import.meta.dirname, '../conformance/faulty/program.mjs');
const folder = mkdtempSync(join(tmpdir(), 'sasako-test-'));
const hangs = join(folder, 'hangs');
afterAll(() => rmSync(folder, { recursive: true }));

test('an interrupted run reports what came so far, and counts nothing as passed', async () => {
  const adapter = `"${process.execPath}" "${hanging}" hang "${hangs}"`;
  const args = [command, 'conform', adapter, '--op', 'lipmaa', '--timeout', '60', '--format', 'json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const printed = text(child.stdout);
  while (!existsSync(hangs)) await sleep(50);
  await sleep(200);
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  const report = JSON.parse(await printed) as {
    implementations: { verdict: string; error: string; counts: { passed: number; 'not-run': number } }[];
  };
  expect(report.implementations[0]).toMatchObject({ verdict: 'error', error: 'interrupted' });
  expect(report.implementations[0]!.counts['not-run']).toBeGreaterThan(0);
});
