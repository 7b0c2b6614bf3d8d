import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columns } from '../../src/cli/terminal.js';
import { certificatePool } from '../../src/reference/index.js';
import { decodeBundle, encodeBundle, SeqNumRanges } from '../../src/verify/index.js';
import { sasako } from './command.js';
import { author, grow, jsonLines } from './signed-log.js';
import { hex, rowOf, writeDatabase } from './stores.js';

const log = grow(40);
const other = grow(5, { logId: 8n });

describe('a log in a database, or in a directory of stores', () => {
  let folder: string;
  let database: string;
  let directory: string;
  let out: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sasako-log-stores-'));
    database = join(folder, 'db.sqlite');
    directory = join(folder, 'backups');
    out = join(folder, 'log.bundle');
    writeDatabase(
      database,
      [...log, ...other].map((item) => rowOf(item, 'p2panda')),
    );
    mkdirSync(join(directory, 'deep'), { recursive: true });
    // They overlap, and the first copy of 15 to 20 lacks the payloads.
    const bare = log.slice(14, 20).map(({ entry }) => ({ entry }));
    writeFileSync(join(directory, 'a.jsonl'), jsonLines([...log.slice(0, 14), ...bare]));
    writeFileSync(join(directory, 'deep', 'b.bundle'), encodeBundle('p2panda', log.slice(9)));
    writeFileSync(join(directory, 'deep', 'c.bundle'), encodeBundle('p2panda', other));
    writeFileSync(join(directory, 'README.md'), '# nothing');
    writeFileSync(join(directory, 'notes.db'), 'nothing');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const chosen = ['--author', author.slice(0, 8), '--log', '7'];
  const stores = (): string[] => [database, directory];
  const noStore = /no stores, and passed by: .*README\.md$/;
  const passedBy = /notes\.db was passed by: it is not what its name says/;

  test('is written as a bundle by extract, each entry once, with its payload', () => {
    for (const path of stores()) {
      const args = ['extract', path, ...chosen, '--want', '1-', '--out', out, '--json'];
      const { status, stdout, stderr } = sasako(args);
      expect([stderr, status]).toEqual(['', 0]);
      const { items } = decodeBundle(readFileSync(out));
      const full = items.filter(({ payload }) => payload).map(({ entry }) => hex(entry));
      expect(full.sort()).toEqual(log.map(({ entry }) => hex(entry)).sort());
      const said = JSON.parse(stdout) as Record<string, unknown>;
      expect(said).toMatchObject({
        kept: { entries: 40, payloads: 40 },
        otherLogs: 5,
        repeats: path === database ? 0 : 11,
        wanted: { atHand: [['1', '40']], verified: 40 },
        missing: [],
        lost: { payloads: [] },
        notes: path === database ? [] : [expect.stringMatching(passedBy), expect.stringMatching(noStore)],
      });
      expect(sasako(['verify', out]).status).toBe(0);
    }
    const words = sasako(['extract', directory, ...chosen, '--want', '9', '--out', out], { columns: 400 });
    expect(words.stdout).toMatch(/^note {5}.*notes\.db was passed by/m);
  });

  test('is what plan takes as being at hand', () => {
    const rest = certificatePool(45n).filter((n) => n > 40n);
    for (const path of stores()) {
      const args = ['plan', '--want', '45', '--have', path, ...chosen];
      const { status, stdout, stderr } = sasako([...args, '--json']);
      expect([stderr, status]).toEqual(['', 0]);
      const { have, fetch, notes } = JSON.parse(stdout) as Record<string, unknown>;
      expect(have).toEqual([['1', '40']]);
      expect(SeqNumRanges.of(rest).toJSON()).toEqual(fetch);
      expect(notes).toEqual(
        path === database ? [] : [expect.stringMatching(passedBy), expect.stringMatching(noStore)],
      );
      if (path === directory) expect(sasako(args).stdout).toMatch(/^note: /m);
    }
  });

  test('is drawn by graph, and what there is to say is told beside the picture', () => {
    for (const path of stores()) {
      const { status, stdout, stderr } = sasako(['graph', path, ...chosen]);
      expect(status).toBe(0);
      expect(stdout.match(/<title>\d+: verified\n/g)?.length).toBe(40);
      expect(stdout).not.toContain('note:');
      if (path === database) expect(stderr).toBe('');
      else expect(stderr).toMatch(passedBy);
    }
  });

  test('has to be chosen where there are several', () => {
    for (const path of stores()) {
      for (const args of [
        ['extract', path, '--want', '1-', '--out', out],
        ['plan', '--want', '1', '--have', path],
        ['graph', path],
      ]) {
        const { status, stdout, stderr } = sasako(args);
        expect(stderr).toContain('more than one log that is meant: log 7 of');
        expect([status, stdout]).toEqual([2, '']);
      }
    }
  });

  test('has rows that contradict their entries told, and the entries count', () => {
    const spoiled = join(folder, 'spoiled.sqlite');
    writeDatabase(
      spoiled,
      log.map((item, i) => ({ ...rowOf(item, 'p2panda'), ...(i === 4 ? { log_id: '9' } : {}) })),
    );
    const { stdout } = sasako(['extract', spoiled, '--want', '1-', '--out', out, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      kept: { entries: 40, payloads: 40 },
      notes: [expect.stringContaining('1 column says something else than the entry in the same row')],
    });
  });

  test('leaves nothing behind in the folder for temporary files, whether it is well or not', () => {
    const own = mkdtempSync(join(folder, 'temporary-'));
    const { TMPDIR: before } = process.env;
    try {
      process.env.TMPDIR = own;
      expect(sasako(['extract', database, ...chosen, '--want', '1-', '--out', out]).status).toBe(0);
      expect(sasako(['graph', database]).status).toBe(2);
      expect(sasako(['plan', '--want', '1', '--have', database, ...chosen]).status).toBe(0);
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
    expect(readdirSync(own)).toEqual([]);
  });

  test('is refused where there is none: an empty input, a proof, a directory without stores', () => {
    const proof = join(folder, 'x.proof');
    writeFileSync(proof, Uint8Array.of(0x88, 0x6c, ...Buffer.from('bamboo-proof')));
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const cases: [string, string][] = [
      ['-', 'standard input is empty'],
      [proof, 'x.proof is a proof: sasako proof verify reads it'],
      [empty, `there is no file in ${empty}`],
    ];
    for (const [path, told] of cases) {
      const { status, stdout, stderr } = sasako(['plan', '--want', '1', '--have', path]);
      expect(stderr).toContain(told);
      expect([status, stdout]).toEqual([2, '']);
    }
    const inspected = sasako(['inspect', database]);
    expect([inspected.status, inspected.stderr]).toEqual([2, expect.stringContaining('is a database')]);
  });
});

test('a terminal that reports no columns is taken to have 80, unless the environment says how many', () => {
  const before = process.env.COLUMNS;
  const of = (reported: number | undefined) => columns({ columns: reported });
  try {
    delete process.env.COLUMNS;
    expect([of(0), of(undefined), of(132)]).toEqual([80, 80, 132]);
    process.env.COLUMNS = '0';
    expect(of(0)).toBe(80);
    process.env.COLUMNS = '100';
    expect([of(0), of(132)]).toEqual([100, 132]);
  } finally {
    if (before === undefined) delete process.env.COLUMNS;
    else process.env.COLUMNS = before;
  }
});
