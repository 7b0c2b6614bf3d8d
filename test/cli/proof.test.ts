import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lipmaa, signEntry } from '../../src/index.js';
import { encodeBundle, encodeProof } from '../../src/verify/index.js';
import { sasako, widest } from './command.js';
import { sizeLie } from '../verify/size-lie.js';
import { author, grow, jsonLines, keyPair } from './signed-log.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const log = grow(7);
const other = grow(7, { text: 'another' }, log.slice(0, 6));
const fork = encodeProof({
  profile: 'p2panda',
  kind: 'fork',
  seqNum: 7n,
  evidence: [log[6]!.entry, other[6]!.entry],
});

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
    const { status, stdout } = verify(sizeLie(keyPair, 7n, 2, 3_000_000));
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

  test('says of what is no proof what it is, or what is wrong with it, and nothing of CBOR', () => {
    const bundle = encodeBundle('p2panda', log);
    const { entry } = log[0]!;
    const cases: [Uint8Array | string, string][] = [
      [bundle, 'it is a bundle, which sasako verify reads, and no proof'],
      [hex(bundle), 'it is a bundle, which sasako verify reads, and no proof'],
      [entry, 'it is an entry, which sasako inspect shows, and no proof'],
      [hex(entry), 'it is an entry, which sasako inspect shows, and no proof'],
      [jsonLines(log), 'it is JSON Lines, which sasako verify reads, and no proof'],
      [
        Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(100)]),
        'it is a database, which sasako verify reads, and no proof',
      ],
      [`${hex(fork).slice(0, 40)}g`, "it is a text, and not hex: character 41 is 'g'"],
      [hex(fork).slice(0, 41), 'it is a text, and not hex: its number of digits is odd'],
      ['', 'it is empty'],
      ['\n', 'it is empty'],
      [Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2), 'it does not begin as a proof does'],
      [fork.subarray(0, 5), 'it is cut off after 5 bytes'],
      [fork.subarray(0, 300), 'it is cut off after 300 bytes'],
      [Uint8Array.of(...fork, 0), 'a byte follows the proof'],
      [`${hex(fork)}0a0a`, '2 bytes follow the proof'],
    ];
    for (const [input, expected] of cases) {
      const { status, stdout } = sasako(['proof', 'verify', '-'], { input });
      expect(status).toBe(1);
      expect(stdout.replace(/\s+/g, ' ').trim()).toBe(
        `It proves nothing: ${expected} (NOT_A_PROOF, BAM-PRF-001).`,
      );
      const json = JSON.parse(sasako(['proof', 'verify', '-', '--json'], { input }).stdout) as unknown;
      expect(json).toEqual({
        ok: false,
        reason: 'NOT_A_PROOF',
        requirement: 'BAM-PRF-001',
        message: expected,
      });
    }
  });

  test('labels have a gap behind them, whatever the sequence number', () => {
    const seqNum = 2n ** 64n - 1n;
    const [one, another] = [1, 2].map(
      (byte) =>
        signEntry({
          profile: 'p2panda',
          keyPair,
          logId: 7n,
          seqNum,
          backlink: log[0]!.hash,
          ...(lipmaa(seqNum) === seqNum - 1n ? {} : { lipmaalink: log[1]!.hash }),
          payload: Uint8Array.of(byte),
        }).bytes,
    ) as [Uint8Array, Uint8Array];
    const proof = encodeProof({ profile: 'p2panda', kind: 'fork', seqNum, evidence: [one, another] });
    const { stdout } = verify(proof);
    expect(stdout.match(/^entry 18446744073709551615 0020/gm)?.length).toBe(2);
    expect(stdout).toMatch(/^kind {23}fork$/m);
    expect(verify(fork).stdout).toMatch(/^kind {12}fork$/m);
  });

  test('its help fits terminals of 60 and 100 columns', () => {
    for (const columns of [60, 100]) {
      const { status, stdout } = sasako(['proof', 'verify', '--help'], { columns });
      expect(status).toBe(0);
      expect(widest(stdout)).toBeLessThanOrEqual(columns);
      expect(stdout).toMatch(columns === 60 ? /^convict|author, and/m : /and is$/m);
    }
    // Of a command within a command too.
    const narrow = sasako(['proof', 'verify', '--help'], { columns: 45 }).stdout;
    expect(narrow).toMatch(/'-' for\n {14}standard input/);
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
