import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hash, signEntry } from '../../src/index.js';
import { encodeProof } from '../../src/verify/index.js';
import { sasako, widest } from './command.js';
import { author, grow, keyPair } from './signed-log.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const log = grow(7);
const other = grow(7, { text: 'another' }, log.slice(0, 6));
const fork = encodeProof({
  profile: 'p2panda',
  kind: 'fork',
  seqNum: 7n,
  evidence: [log[6]!.entry, other[6]!.entry],
});

/** A proof that an entry gives another size for its payload than it has. */
function sizeLie(size: number): Uint8Array {
  const payload = new Uint8Array(size);
  // Nobody is offered a way to sign such an entry: the size, which is the last field but two, is changed and signed again.
  const { bytes } = signEntry({
    profile: 'p2panda',
    keyPair,
    logId: 7n,
    seqNum: 1n,
    payload: Uint8Array.of(1, 2),
  });
  const entry = bytes.slice();
  entry.set(hash(payload, 'p2panda'), entry.length - 64 - 34);
  entry.set(keyPair.sign(entry.subarray(0, -64)), entry.length - 64);
  return encodeProof({
    profile: 'p2panda',
    kind: 'payload-size-lie',
    seqNum: 1n,
    evidence: [entry, payload],
  });
}

describe('sasako proof verify', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sasako-proof-'));
    writeFileSync(join(folder, 'fork.proof'), fork);
    writeFileSync(join(folder, 'fork.hex'), `${hex(fork)}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const verify = (input: Uint8Array, ...args: string[]) =>
    sasako(['proof', 'verify', '-', ...args], { input });

  test('says what is proved about whom, with the hashes of both entries', () => {
    const { status, stdout } = sasako(['proof', 'verify', join(folder, 'fork.proof')]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Proved\. The author /);
    expect(stdout).toMatch(/signed two\sdifferent entries with sequence number 7 of log 7/);
    for (const said of [author, hex(log[6]!.hash), hex(other[6]!.hash), 'p2panda', 'fork']) {
      expect(stdout).toContain(said);
    }
  });

  test('reads hex and standard input', () => {
    expect(sasako(['proof', 'verify', join(folder, 'fork.hex')]).status).toBe(0);
    expect(verify(fork).status).toBe(0);
  });

  test('prints JSON', () => {
    const { status, stdout } = verify(fork, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      kind: 'fork',
      profile: 'p2panda',
      author,
      logId: '7',
      seqNum: '7',
    });
    const { entries } = JSON.parse(stdout) as { entries: { seqNum: string; hash: string }[] };
    expect(new Set(entries.map((entry) => entry.hash))).toEqual(
      new Set([hex(log[6]!.hash), hex(other[6]!.hash)]),
    );
  });

  test('a proof with a payload of some megabytes is read', () => {
    const { status, stdout } = verify(sizeLie(3_000_000));
    expect([status, stdout]).toEqual([0, expect.stringContaining('as the size of a payload of 3000000')]);
  });

  test('says why it proves nothing, with status 1', () => {
    const cases: [Uint8Array, string, string][] = [
      [fork.map((byte, at) => (at === 100 ? byte ^ 1 : byte)), 'PROOF_DAMAGED', 'BAM-PRF-003'],
      [fork.subarray(0, 200), 'NOT_A_PROOF', 'BAM-PRF-001'],
      [fork.map((byte, at) => (at === 14 ? 2 : byte)), 'UNKNOWN_PROOF', 'BAM-PRF-002'],
      [Uint8Array.of(1, 2, 3), 'NOT_A_PROOF', 'BAM-PRF-001'],
      [new Uint8Array(), 'NOT_A_PROOF', 'BAM-PRF-001'],
    ];
    for (const [proof, reason, requirement] of cases) {
      const { status, stdout } = verify(proof);
      expect(stdout).toMatch(/^It proves nothing: /);
      expect(stdout.replace(/\s+/g, ' ')).toContain(`(${reason}, ${requirement})`);
      expect(status).toBe(1);
      const json = verify(proof, '--json');
      expect(json.status).toBe(1);
      expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, reason, requirement });
    }
  });

  test('fits a narrow terminal and a wide one', () => {
    for (const columns of [40, 160]) {
      const { stdout } = sasako(['proof', 'verify', '-'], { input: fork, columns });
      expect(widest(stdout)).toBeLessThanOrEqual(columns);
      expect(stdout.replace(/\s+/g, '')).toContain(author);
    }
  });

  test('what is no file, and too long, is told with status 2', () => {
    const none = sasako(['proof', 'verify', join(folder, 'none')]);
    expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('there is no file')]);
    const folderGiven = sasako(['proof', 'verify', folder]);
    expect([folderGiven.status, folderGiven.stderr]).toEqual([2, expect.stringContaining('is a directory')]);
    const long = verify(new Uint8Array(64 * 1024 * 1024 + 1));
    expect([long.status, long.stderr]).toEqual([2, expect.stringContaining('a proof is read up to 64 MiB')]);
    expect(sasako(['proof', 'verify']).status).toBe(2);
    expect(sasako(['proof']).status).toBe(2);
    expect(sasako(['proof', 'verify', '--help']).status).toBe(0);
  });
});
