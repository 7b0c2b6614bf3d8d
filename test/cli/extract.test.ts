import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeEntry } from '../../src/index.js';
import { certificatePool, verifyLog } from '../../src/reference/index.js';
import { decodeBundle, encodeBundle, extract, SeqNumRanges } from '../../src/verify/index.js';
import { command, sasako, widest } from './command.js';
import { author, grow, jsonLines, keyPair } from './signed-log.js';

interface Extracted {
  kept: { entries: number; payloads: number };
  dropped: { entries: number; payloads: number; notOfLog: number };
  otherLogs: number;
  damages: number;
  wanted: Record<string, unknown>;
  newest: string | null;
  missing: [string, string][];
  lost: { downgraded: [string, string][]; payloads: [string, string][] };
  hiddenForks: [string, string][];
}

const log = grow(40);

describe('sasako extract', () => {
  let folder: string;
  let out: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sasako-extract-'));
    out = join(folder, 'part.bundle');
    writeFileSync(join(folder, 'log.bundle'), encodeBundle('p2panda', log));
    writeFileSync(join(folder, 'log.jsonl'), jsonLines(log));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string) => join(folder, name);

  function extracted(args: string[], input?: string | Uint8Array): Extracted & { status: number | null } {
    const { status, stdout, stderr } = sasako(
      ['extract', ...args, '--out', out, '--json'],
      input === undefined ? {} : { input },
    );
    expect(stderr).toBe('');
    return { status, ...(JSON.parse(stdout) as Extracted) };
  }

  /** Sequence numbers of what was written, and of its payloads. */
  function written(): { seqNums: bigint[]; payloads: bigint[] } {
    const { items, damages } = decodeBundle(readFileSync(out));
    expect(damages).toEqual([]);
    const all = items.map(({ entry, payload }) => {
      const decoded = decodeEntry(entry, { profile: 'p2panda' });
      if (!decoded.ok) throw new Error(decoded.reason);
      return { seqNum: decoded.entry.seqNum, payload };
    });
    return {
      seqNums: all.map(({ seqNum }) => seqNum),
      payloads: all.flatMap(({ seqNum, payload }) => (payload ? [seqNum] : [])),
    };
  }

  test("keeps the wanted entries' certificate pools, and their payloads, and nothing else", () => {
    const { status, kept, dropped, missing, wanted } = extracted([file('log.bundle'), '--want', '23']);
    expect(status).toBe(0);
    expect(written()).toEqual({ seqNums: certificatePool(23n), payloads: [23n] });
    expect([kept, dropped]).toEqual([
      { entries: 12, payloads: 1 },
      { entries: 28, payloads: 11, notOfLog: 0 },
    ]);
    expect(missing).toEqual([]);
    expect(wanted).toEqual({ atHand: [['23', '23']], 'path-verified': 1 });
  });

  test('what it writes verifies as the reference says, wanted entries at least along a path', () => {
    extracted([file('log.jsonl'), '--want', '11,30-33']);
    const { items } = decodeBundle(readFileSync(out));
    const { entries } = verifyLog(
      'p2panda',
      keyPair.publicKey,
      7n,
      items.map(({ entry, payload }) => ({ entry, payload: payload ?? null })),
    );
    expect(new Set(entries.map(({ status }) => status))).toEqual(new Set(['verified', 'path-verified']));
  });

  test('says the same as extract of the API', () => {
    const cases = [
      ['9', 'wanted'],
      ['1-40', 'all'],
      ['2,17,33-35', 'none'],
      ['40', 'all'],
    ] as const;
    for (const [want, payloads] of cases) {
      const said = extracted([file('log.bundle'), '--want', want, '--payloads', payloads]);
      const options = { profile: 'p2panda', author: keyPair.publicKey, logId: 7n, payloads } as const;
      const { items, lost, missing } = extract(log, SeqNumRanges.parse(want), options);
      expect(jsonLines(decodeBundle(readFileSync(out)).items)).toBe(jsonLines(items));
      expect(said.missing).toEqual(missing.toJSON());
      expect(said.lost).toEqual({ downgraded: lost.downgraded.toJSON(), payloads: lost.payloads.toJSON() });
    }
  });

  test('with --full keeps every entry up to the highest wanted, and nothing is downgraded', () => {
    const { lost, wanted } = extracted([file('log.bundle'), '--want', '13', '--full']);
    expect(written().seqNums).toEqual(Array.from({ length: 13 }, (_, i) => BigInt(i + 1)));
    expect(lost.downgraded).toEqual([]);
    expect(wanted).toEqual({ atHand: [['13', '13']], verified: 1 });
  });

  test('says what is missing, with status 1, and writes what there is', () => {
    const holed = log.filter(({ seqNum }) => seqNum !== 21n && seqNum < 30n);
    const { status, missing, newest } = extracted(['-', '--want', '23'], encodeBundle('p2panda', holed));
    expect([status, missing, newest]).toEqual([1, [['21', '21']], '29']);
    expect(written().seqNums).not.toContain(21n);
    const words = sasako(['extract', '-', '--want', '23,60', '--out', out], {
      input: encodeBundle('p2panda', holed),
    });
    expect(words.stdout).toMatch(/^missing {2}21: needed, and not in standard input$/m);
    expect(words.stdout).toContain('60 above the newest entry, 29');
  });

  test('says that a fork is not seen in what it writes', () => {
    const forked = [...log.slice(0, 20), ...grow(20, { text: 'other' }, log.slice(0, 18)).slice(18)];
    const input = encodeBundle('p2panda', forked);
    expect(extracted(['-', '--want', '5'], input).hiddenForks).toEqual([['19', '20']]);
    expect(extracted(['-', '--want', '20', '--full'], input).hiddenForks).toEqual([]);
    expect(written().seqNums.filter((n) => n === 20n).length).toBe(2);
  });

  test('leaves out what is no authentic entry of the log, and payloads that are not its own', () => {
    const forged = log[3]!.entry.slice();
    forged[forged.length - 40]! ^= 1;
    const items = [
      ...log.slice(0, 3),
      { entry: forged },
      { entry: log[3]!.entry, payload: Uint8Array.of(1) },
      { entry: Uint8Array.of(9, 9, 9) },
      ...grow(3, { logId: 8n }),
    ];
    const said = extracted(['-', '--log', '7', '--want', '4'], encodeBundle('p2panda', items));
    expect(said.dropped.notOfLog).toBe(2);
    expect(said.otherLogs).toBe(3);
    expect(written()).toEqual({ seqNums: [1n, 4n], payloads: [] });
  });

  test('goes on past damage, and says that there was some', () => {
    const bundle = encodeBundle('p2panda', log);
    const { items } = decodeBundle(bundle);
    bundle[items[20]!.offset]! ^= 0xff;
    const { damages, missing, status } = extracted(['-', '--want', '21'], bundle);
    expect([damages, missing, status]).toEqual([1, [['21', '21']], 1]);
  });

  test('leaves the old file whole where the input turns out wrong', () => {
    writeFileSync(out, 'old');
    const mixed = [...log, ...grow(2, { logId: 8n })];
    const { status, stderr } = sasako(['extract', '-', '--want', '1-', '--out', out], {
      input: encodeBundle('p2panda', mixed),
    });
    expect([status, stderr]).toEqual([2, expect.stringContaining('more than one log')]);
    expect(readFileSync(out, 'latin1')).toBe('old');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('fits a narrow terminal and a wide one', () => {
    for (const columns of [40, 160]) {
      const { stdout } = sasako(['extract', file('log.bundle'), '--want', '23', '--out', out], { columns });
      const here = stdout.replaceAll(out, '').split('\n');
      expect(Math.max(...here.map((line) => line.length))).toBeLessThanOrEqual(columns);
      expect(stdout).toMatch(/^lost {5}path-verified now/m);
      expect(widest(stdout)).toBeGreaterThan(20);
    }
  });

  test('never replaces what it reads, by whatever name that is called', () => {
    const source = file('log.bundle');
    const before = readFileSync(source);
    symlinkSync(source, file('link'));
    for (const target of [source, file('link'), join(folder, '.', 'log.bundle')]) {
      for (const path of [source, folder]) {
        const args = ['extract', path, '--author', author, '--log', '7', '--want', '1', '--out', target];
        const { status, stdout, stderr } = sasako(args);
        expect(stderr).toContain(`${target} is what is read, and would be replaced`);
        expect([status, stdout]).toEqual([2, '']);
        expect(sasako(['graph', source, '--out', target]).status).toBe(2);
      }
    }
    const input = openSync(source, 'r');
    const { status } = spawnSync(
      process.execPath,
      [command, 'extract', '-', '--want', '1', '--out', source],
      {
        stdio: [input, 'ignore', 'ignore'],
      },
    );
    closeSync(input);
    expect(status).toBe(2);
    rmSync(file('link'));
    expect(readFileSync(source)).toEqual(before);
  });

  test('writes to standard output what it is told to, and says the rest beside it', () => {
    const args = [command, 'extract', file('log.bundle'), '--want', '9', '--out', '-'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args);
    expect(status).toBe(0);
    expect(stderr.toString()).toContain('in standard output');
    const { items, damages } = decodeBundle(stdout);
    expect([items.length, damages.length]).toEqual([certificatePool(9n).filter((n) => n <= 40n).length, 0]);
  });

  test('ends with status 1 where nothing of what is wanted is there', () => {
    const { status, stdout } = sasako(['extract', file('log.bundle'), '--want', '1000', '--out', out]);
    expect(stdout).toContain('none of them is at hand; 1000 above the newest entry, 40');
    expect(status).toBe(1);
  });

  test('misuse is told with what was wrong, with status 2', () => {
    const nowhere = join(folder, 'none', 'part.bundle');
    const cases: [string[], string][] = [
      [[file('none.bundle'), '--want', '1', '--out', out], 'there is no file'],
      [
        [folder, '--want', '1', '--log', '9', '--out', file('new.bundle')],
        'no entry of the log that is meant',
      ],
      [[file('log.bundle'), '--want', '1', '--out', nowhere], 'there is no such folder'],
      [
        [file('log.bundle'), '--want', '1', '--author', 'ff', '--out', out],
        'no entry of the log that is meant',
      ],
      [
        [file('log.bundle'), '--want', '1', '--payloads', 'some', '--out', out],
        'Allowed choices are wanted, all, none',
      ],
      [[file('log.bundle'), '--want', '1'], "required option '--out <OUT>'"],
    ];
    for (const [args, told] of cases) {
      const { status, stdout, stderr } = sasako(['extract', ...args]);
      expect(stderr).toContain(told);
      expect([status, stdout]).toEqual([2, '']);
    }
    expect(existsSync(nowhere)).toBe(false);
    const chosen = sasako(['extract', file('log.bundle'), '--want', '1', '--author', author, '--out', out]);
    expect(chosen.status).toBe(0);
  });
});
