import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadVectors } from '../../src/conformance/index.js';
import { command, run } from './running.js';

const sample = fileURLToPath(new URL('../../src/conformance/adapters/sample.py', import.meta.url));
const hasPython = spawnSync('python3', ['--version']).status === 0;

if (!hasPython && process.env.CI !== 'true') {
  console.warn('left out: the sample adapter in Python, since there is no python3');
}

test.skipIf(!hasPython && process.env.CI !== 'true')(
  'the sample adapter in Python is conformant in all that it declares, reasons included',
  async () => {
    const report = await run(command(`python3 "${sample}"`), {
      vectors: loadVectors(),
      strictReasons: true,
      timeoutSeconds: 30,
    });
    expect(report.results.filter(({ standing }) => standing === 'failed')).toEqual([]);
    expect(report.verdict).toBe('conformant');
    expect(report.declaration?.operations).toEqual([
      'hash',
      'varu64.encode',
      'varu64.decode',
      'lipmaa',
      'certpool',
      'linkpath',
      'plan',
      'entry.decode',
    ]);
    expect(
      report.results.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable'),
    ).toEqual([]);
  },
);
