import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeLog } from '../../bench/corpora.js';
import * as core from '../../src/index.js';
import { verifyLog } from '../../src/verify/index.js';

/** The resident memory that a process with two workers may have, in bytes. */
const MEMORY = 200e6;
/** A fifth of the stack that Node has by default, in KiB. */
const STACK = 200;

test('a million entries of a thousand authors, shuffled: right verdicts, bounded memory and stack', async () => {
  const count = 1_000_000;
  const script = (name: string): string => join(import.meta.dirname, name);
  const verifying = execFile(process.execPath, [`--stack-size=${STACK}`, script('million.mjs')]);
  const making = spawn(process.execPath, [script('entries.mjs'), String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  making.stdout.pipe(verifying.stdin!);
  let stdout = '';
  let stderr = '';
  verifying.stdout!.on('data', (text: string) => (stdout += text));
  verifying.stderr!.on('data', (text: string) => (stderr += text));
  const [status] = (await once(verifying, 'close')) as [number];
  expect([status, stderr]).toEqual([0, '']);
  const { verdicts, wrong, peak } = JSON.parse(stdout) as {
    verdicts: number;
    wrong: number[];
    peak: number;
  };
  expect(wrong).toEqual([]);
  expect(verdicts).toBe(count);
  expect(peak).toBeLessThan(MEMORY);
}, 300_000);

test('a log of 200,000 entries, shuffled', () => {
  const { profile, author, logId, entries } = makeLog(core, {
    profile: 'p2panda',
    length: 200_000,
    payloadSize: 1,
    seed: 'a long log',
  });
  // By steps that share no factor with the length.
  const shuffled = entries.map((_, i) => entries[(i * 77_777) % entries.length]!);
  const { entries: reports, forks } = verifyLog(shuffled, { profile, author, logId });
  expect(forks).toEqual([]);
  expect(reports.every(({ status }) => status === 'verified')).toBe(true);
});
