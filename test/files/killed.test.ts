import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { decodeBundle, LogVerifier } from '../../src/verify/index.js';
import { grow, jsonLines, keyPair } from '../cli/signed-log.js';

const root = join(import.meta.dirname, '../..');
const dist = (path: string): string => JSON.stringify(join(root, 'dist', path));
const folder = mkdtempSync(join(tmpdir(), 'sasako-test-'));
const file = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const LENGTH = 2000;
const LOG = { profile: 'p2panda', author: keyPair.publicKey, logId: 7n } as const;

/** Feeds a log entry by entry, and writes a snapshot and a bundle again and again. */
const WRITER = `
  import { readFileSync } from 'node:fs';
  import { writeAtomically } from ${dist('files/index.js')};
  import { LogVerifier, writeBundle } from ${dist('verify/index.js')};
  const items = readFileSync(${JSON.stringify(file('log.jsonl'))}, 'utf8').trim().split('\\n')
    .map((line) => JSON.parse(line)).map(({ entry, payload }) => ({
      entry: Buffer.from(entry, 'hex'), payload: Buffer.from(payload, 'hex') }));
  const author = items[0].entry.subarray(1, 33);
  for (;;) {
    const verifier = new LogVerifier({ profile: 'p2panda', author, logId: 7n });
    for (let i = 0; i < items.length; i += 100) {
      verifier.add(items.slice(i, i + 100).map(({ entry }) => entry));
      await writeAtomically(${JSON.stringify(file('log.snapshot'))}, verifier.snapshot());
      await writeAtomically(${JSON.stringify(file('log.bundle'))}, writeBundle('p2panda', items.slice(0, i + 100)));
      console.log(i);
    }
  }`;

/** How many entries there are in the snapshot and in the bundle: each is whole, or this throws. */
function sizes(): [number, number] {
  const { size, verifiedPrefix } = LogVerifier.restore(readFileSync(file('log.snapshot')), LOG);
  expect(verifiedPrefix).toBe(BigInt(size));
  const { items, damages } = decodeBundle(readFileSync(file('log.bundle')));
  expect(damages).toEqual([]);
  return [size, items.length];
}

test('a snapshot and a bundle are whole whenever the process that writes them is killed', async () => {
  writeFileSync(file('log.jsonl'), jsonLines(grow(LENGTH)));
  const seen = new Set<number>();
  for (let i = 0; i < 12; i++) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', WRITER], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await sleep(7 * i);
    child.kill('SIGKILL');
    await once(child, 'exit');
    for (const size of sizes()) {
      expect(size % 100).toBe(0);
      expect(size).toBeGreaterThan(0);
      seen.add(size);
    }
  }
  // Else it was always killed at the same place.
  expect(seen.size).toBeGreaterThan(2);
});
