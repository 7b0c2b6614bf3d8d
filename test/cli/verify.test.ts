import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KeyPair, signEntry } from '../../src/index.js';
import { verifyProof } from '../../src/verify/index.js';
import {
  bundleOf,
  forkedAt,
  jsonLinesOf,
  log021,
  log081,
  lyingAbout,
  newLog,
  rowOf,
  writeDatabase,
  type FullItem,
} from './stores.js';

const command = join(import.meta.dirname, '../../dist/cli/main.js');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sasako-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (...names: string[]): string => join(folder, ...names);

/** Workers take longer to start than these stores take to verify; one test has them. */
function verify(
  args: string[],
  { input = '', columns = 80 }: { input?: string | Uint8Array; columns?: number } = {},
) {
  const env = { ...process.env, NO_COLOR: '1', COLUMNS: String(columns) };
  const all = [command, 'verify', ...(args.includes('--workers') ? [] : ['--workers', '0']), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { input, env, maxBuffer: 1 << 28 });
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

interface Printed {
  outcome: string;
  exitStatus: number;
  profile: string;
  totals: Record<string, unknown>;
  logs: Record<string, unknown>[];
  ofNoLog: Record<string, unknown>;
  invalid: { count: number; first: Record<string, unknown>[] };
  damages: { count: number; first: Record<string, unknown>[] };
  contradictions: { count: number; first: Record<string, unknown>[] };
  notes: string[];
  proofs?: { file: string; kind: string; author: string; logId: string; seqNum: string }[];
}

function verifyJson(args: string[], input: string | Uint8Array = ''): Printed & { status: number | null } {
  const { status, stdout, stderr } = verify([...args, '--json'], { input });
  expect(stderr).toBe('');
  const printed = JSON.parse(stdout) as Printed;
  expect(printed.exitStatus).toBe(status);
  return { ...printed, status };
}

/** Writes a bundle of log 081's items and returns its path. */
function bundle(
  items: readonly { entry: Uint8Array; payload?: Uint8Array | undefined }[],
  name = 'a.bundle',
): string {
  writeFileSync(at(name), bundleOf('p2panda', items));
  return at(name);
}

describe('sasako verify', () => {
  test('says of what p2panda-js wrote that all is well, from every kind of store, with status 0', () => {
    writeFileSync(at('old.jsonl'), jsonLinesOf(log021.items));
    writeDatabase(
      at('node.sqlite'),
      log081.items.map((item) => rowOf(item, 'p2panda')),
    );
    const cases: [string[], string | Uint8Array, string, string][] = [
      [[bundle(log081.items)], '', 'p2panda', 'ca93ac17/7'],
      [[at('old.jsonl')], '', 'bamboo', '6e7a1cdd/300'],
      [[at('node.sqlite')], '', 'p2panda', 'ca93ac17/7'],
      [['-'], jsonLinesOf(log021.items), 'bamboo', '6e7a1cdd/300'],
      [['-'], bundleOf('p2panda', log081.items), 'p2panda', 'ca93ac17/7'],
    ];
    for (const [args, input, profile, log] of cases) {
      const { status, stdout, stderr } = verify(args, { input });
      expect(stdout.replace(/\s+/g, ' ')).toContain(`13 entries, profile ${profile}`);
      expect(stdout).toMatch(new RegExp(`^ ${log} +13 +13 +– +– +– +–$`, 'm'));
      expect(stdout).toContain('All is well: 13 entries of 1 log, all verified.');
      expect([status, stderr]).toEqual([0, '']);
    }
  });

  test('verifies by two workers what it verifies by none', () => {
    const logs = [1, 2, 3, 4].flatMap((seed) => newLog('p2panda', seed, 5n, 30));
    const path = bundle([...logs.reverse(), ...log081.items, forkedAt(log081, 5)]);
    const [none, two] = ['0', '2'].map((workers) => verifyJson([path, '--workers', workers]));
    expect(two).toEqual(none);
    expect(two!.totals).toMatchObject({ entries: 134, verified: 120 + 4, forks: 1 });
  });

  test('tells path-verified from verified, and status 0 stands for both', () => {
    const some = [1, 4, 13].map((seqNum) => log081.items[seqNum - 1]!);
    const { status, totals } = verifyJson([bundle(some)]);
    expect(totals).toMatchObject({ entries: 3, verified: 1, pathVerified: 2, unlinked: 0, invalid: 0 });
    expect(status).toBe(0);
    expect(verify([at('a.bundle')]).stdout).toContain(
      'All is well: 3 entries of 1 log, 1 verified, 2 path-verified.',
    );
  });

  test('ends with status 3 where entries are missing and nothing is wrong', () => {
    const { status, stdout } = verify([bundle(log081.items.slice(5))]);
    expect(status).toBe(3);
    expect(stdout).toContain('Nothing is wrong with the 8 entries of 1 log, but 8 entries are not linked');
  });

  test('tells forks, with every entry that is invalid by them, and status 1', () => {
    const path = bundle([...log081.items, forkedAt(log081, 9)]);
    const { status, totals, logs, invalid, outcome } = verifyJson([path]);
    expect(status).toBe(1);
    expect(outcome).toBe('invalid');
    expect(totals).toMatchObject({ entries: 14, verified: 8, invalid: 6, reasons: { FORKED: 6 }, forks: 1 });
    expect(logs).toMatchObject([
      {
        author: log081.author,
        logId: '7',
        forks: [{ seqNum: '9', implied: false }],
        newest: '8',
        endOfLog: null,
      },
    ]);
    expect(invalid.first.map(({ claims }) => (claims as { seqNum: string }).seqNum)).toEqual([
      '9',
      '10',
      '11',
      '12',
      '13',
      '9',
    ]);
    const { stdout } = verify([path]);
    expect(stdout).toMatch(/^ ca93ac17\/7 +14 +8 +– +– +6 +1$\n {2}6 FORKED$/m);
    expect(stdout).toContain('Forks (1)\n  ca93ac17/7 at 9: two entries');
    expect(stdout).toContain('Not all is well: 6 entries are invalid and 1 sequence number is forked.');
    // The entry itself is not there: what links to it tells.
    const implied = verify([bundle([...log081.items.slice(0, 8), forkedAt(log081, 9), log081.items[9]!])]);
    expect(implied.stdout).toContain('ca93ac17/7 at 9: implied by what entries link to');
  });

  test('tells every other reason, and where the entry stands that it is about', () => {
    const forged = log081.items[3]!.entry.map((byte, i) =>
      i === log081.items[3]!.entry.length - 40 ? byte ^ 1 : byte,
    );
    const items = [
      { entry: forged, payload: log081.items[3]!.payload },
      { entry: Uint8Array.of(7, 8, 9) },
      { entry: log081.items[5]!.entry, payload: Uint8Array.of(1) },
      log081.items[0]!,
    ];
    const { status, invalid, totals, ofNoLog } = verifyJson([bundle(items)]);
    expect(status).toBe(1);
    expect(totals).toMatchObject({ entries: 4, verified: 1, invalid: 3 });
    expect(ofNoLog).toMatchObject({ entries: 2, reasons: { INVALID_TAG: 1, SIGNATURE_INVALID: 1 } });
    expect(invalid.first).toMatchObject([
      { place: { byte: 24 }, claims: { author: log081.author, logId: '7', seqNum: '4' } },
      { claims: null, reason: 'INVALID_TAG', requirement: 'BAM-DEC-004', offset: 0 },
      { claims: { seqNum: '6' }, reason: 'PAYLOAD_HASH_MISMATCH' },
    ]);
    expect(verify([at('a.bundle')]).stdout).toMatch(/^ of no log +2 +– +– +– +2 +–$/m);
  });

  test('writes every proof that there is, each of which convinces', () => {
    const first = newLog('p2panda', 21, 0n, 2);
    const path = bundle([
      ...log081.items,
      forkedAt(log081, 9),
      forkedAt(log081, 11),
      lyingAbout(log081, 13),
      ...first,
    ]);
    const proofs = verifyJson([path, '--proofs', at('proofs', 'of', 'mine')]).proofs!;
    const names = readdirSync(at('proofs', 'of', 'mine')).sort();
    expect(names).toEqual([
      'fork-ca93ac17-7-11.proof',
      'fork-ca93ac17-7-13.proof',
      'fork-ca93ac17-7-9.proof',
      'payload-size-lie-ca93ac17-7-13.proof',
    ]);
    expect(proofs.map(({ file }) => file).sort()).toEqual(
      names.map((name) => at('proofs', 'of', 'mine', name)),
    );
    for (const { file, kind, author, seqNum } of proofs) {
      const verdict = verifyProof(readFileSync(file));
      expect(verdict).toMatchObject({ ok: true, kind, logId: 7n, seqNum: BigInt(seqNum) });
      expect(author).toBe(log081.author);
    }
    expect(verify([path, '--proofs', at('proofs', 'of', 'mine')]).stdout).toContain('Proofs written (4)');
  });

  test('gives proofs out of a database, of standard input and across files', () => {
    const table = `CREATE TABLE entries (public_key, entry_bytes, entry_hash, log_id, payload_bytes, payload_hash, seq_num)`;
    writeDatabase(
      at('a.db'),
      [...log081.items, lyingAbout(log081, 13)].map((item) => rowOf(item, 'p2panda')),
      table,
    );
    expect(
      verifyJson([at('a.db'), '--proofs', at('1')])
        .proofs!.map(({ kind }) => kind)
        .sort(),
    ).toEqual(['fork', 'payload-size-lie']);
    const lines = jsonLinesOf([...log081.items, forkedAt(log081, 2)]);
    expect(verifyJson(['-', '--proofs', at('2')], lines).proofs).toMatchObject([
      { kind: 'fork', seqNum: '2' },
    ]);
    const other = bundle([forkedAt(log081, 3)], 'b.bundle');
    writeFileSync(at('c.jsonl'), jsonLinesOf(log081.items));
    expect(verifyJson([at('c.jsonl'), other, '--proofs', at('3')]).proofs).toMatchObject([
      { kind: 'fork', seqNum: '3' },
    ]);
    for (const proofs of ['1', '2', '3']) {
      for (const name of readdirSync(at(proofs)))
        expect(verifyProof(readFileSync(at(proofs, name))).ok).toBe(true);
    }
  });

  test('makes no folder where nothing is to be proved', () => {
    const { proofs, status } = verifyJson([bundle(log081.items), '--proofs', at('proofs')]);
    expect([proofs, status]).toEqual([[], 0]);
    expect(existsSync(at('proofs'))).toBe(false);
  });

  test('tells rows that contradict their entries, and status 1 though every entry is good', () => {
    const rows = log081.items.map((item) => rowOf(item, 'p2panda'));
    rows[6] = { ...rows[6]!, seq_num: '70', public_key: `\u001b[31m${'x'.repeat(500)}` };
    writeDatabase(at('a.db'), rows);
    const { status, stdout } = verify([at('a.db')]);
    expect(status).toBe(1);
    expect(stdout).toContain('Rows that contradict their entries (2)');
    expect(stdout.replace(/\s+/g, ' ')).toContain(' row 7: seq_num says 70, the entry 7');
    expect(stdout).toContain('Not all is well: 2 columns contradict their entries.');
    // A text out of a store doesn't reach the terminal as it is.
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('x'.repeat(200));
    const { contradictions, totals } = verifyJson([at('a.db')]);
    expect(totals).toMatchObject({ verified: 13, invalid: 0 });
    expect(contradictions.first[1]).toEqual({
      path: at('a.db'),
      place: { row: 7 },
      column: 'seq_num',
      says: '70',
      entrySays: '7',
    });
  });

  test('tells damages in every region of a bundle, verifies the rest, and never ends otherwise than with 1', () => {
    const whole = bundleOf('p2panda', log081.items);
    // Header, tag, heads, entry and size of a record in the middle.
    const sixth = bundleOf('p2panda', log081.items.slice(0, 5)).length;
    const regions = [3, 20, sixth, sixth + 4, sixth + 5, sixth + 6, sixth + 7, sixth + 40, whole.length - 1];
    for (const region of regions) {
      const spoiled = whole.map((byte, i) => (i === region ? byte ^ 0x91 : byte));
      const { status, totals, damages } = verifyJson(['-'], spoiled);
      expect(status).toBe(1);
      const { entries, verified, pathVerified, unlinked, invalid } = totals as Record<string, number>;
      // One entry is damaged or invalid at the most; the others stand as without it.
      expect(damages.count + invalid!).toBe(1);
      expect(entries).toBeGreaterThanOrEqual(12);
      expect(verified! + pathVerified! + unlinked!).toBeGreaterThanOrEqual(12);
    }
    const { stdout, status } = verify(['-'], { input: whole.subarray(0, whole.length - 5) });
    expect(status).toBe(1);
    expect(stdout).toMatch(/Damages \(1\)\n {2}byte \d+: the bundle ends within this record/);
    expect(stdout).toContain('Not all is well: 1 place could not be read.');
  });

  test('reads a directory as one store, and a fork may run through two files of it', () => {
    mkdirSync(at('stores'));
    writeFileSync(at('stores', 'a.bundle'), bundleOf('p2panda', log081.items));
    writeFileSync(at('stores', 'b.jsonl'), jsonLinesOf([forkedAt(log081, 13)]));
    const { status, stdout } = verify([at('stores')], { columns: 120 });
    expect(status).toBe(1);
    expect(stdout).toContain('a.bundle: bundle, 13 entries');
    expect(stdout).toContain('b.jsonl: JSON Lines, 1 entry');
    expect(stdout).toContain('ca93ac17/7 at 13: two entries');
  });

  test('is not content where a store in a directory could not be read', () => {
    mkdirSync(at('stores'));
    writeFileSync(at('stores', 'a.jsonl'), jsonLinesOf(log081.items));
    writeFileSync(at('stores', 'package.json'), '{\n  "name": "beside"\n}\n');
    writeFileSync(at('stores', 'b.jsonl.gz'), 'packed');
    const content = verify([at('stores')], { columns: 400 });
    expect(content.stdout).toMatch(/no stores, and passed by: .*b\.jsonl\.gz, .*package\.json\n/);
    expect([content.status, content.stderr]).toEqual([0, '']);
    const unreadable = ['', 'no database', '\0'.repeat(8192)];
    for (const text of unreadable) {
      writeFileSync(at('stores', 'node.db'), text);
      const { status, stdout } = verify([at('stores')], { columns: 400 });
      expect(stdout).toMatch(/note: .*node\.db was passed by/);
      expect(stdout).toContain(
        'Not all is known: 1 store could not be read, as noted above. Nothing is wrong with the 13 entries of 1 log in the others.',
      );
      expect(status).toBe(2);
      expect(verifyJson([at('stores')])).toMatchObject({ outcome: 'unread', status: 2 });
    }
    writeFileSync(at('stores', 'node.db'), '{\n  "entry": "00"\n}\n');
    expect(verify([at('stores')], { columns: 400 }).stdout).toMatch(
      /node\.db is JSON that goes over several lines/,
    );
    writeFileSync(at('stores', 'c.jsonl'), jsonLinesOf([forkedAt(log081, 13)]));
    expect(verify([at('stores')]).status).toBe(1);
  });

  test('says how many entries are copies', () => {
    writeFileSync(at('a.jsonl'), jsonLinesOf([...log081.items, ...log081.items.slice(5)]));
    const { status, stdout } = verify([at('a.jsonl')], { columns: 200 });
    expect(stdout).toContain('note: 8 entries are copies of others');
    expect(status).toBe(0);
    expect(verifyJson([at('a.jsonl')]).totals).toMatchObject({ entries: 21, copies: 8 });
  });

  test('tells authors apart that begin alike', () => {
    // Found by trying: the public keys of both begin with 091d0cb9.
    const logs = [42_609, 181_616].map((number) => {
      const seed = new Uint8Array(32);
      new DataView(seed.buffer).setUint32(0, number);
      const keyPair = new KeyPair(seed);
      const { bytes } = signEntry({
        profile: 'p2panda',
        keyPair,
        logId: 0n,
        seqNum: 1n,
        payload: Uint8Array.of(1),
      });
      return { entry: bytes, payload: Uint8Array.of(1) };
    });
    const { stdout } = verify([bundle(logs)], { columns: 200 });
    const names = [...stdout.matchAll(/^ ([0-9a-f]+)\/0 /gm)].map(([, name]) => name);
    expect(names.map((name) => name!.slice(0, 8))).toEqual(['091d0cb9', '091d0cb9']);
    expect(new Set(names).size).toBe(2);
  });

  test('takes the profile that it is told', () => {
    const { status, totals, profile } = verifyJson(['--profile', 'bamboo', '-'], jsonLinesOf(log081.items));
    expect(profile).toBe('bamboo');
    expect(totals).toMatchObject({ entries: 13, invalid: 13, reasons: { WRONG_HASH_LENGTH: 13 } });
    expect(status).toBe(1);
  });

  test('says so where there is no entry', () => {
    const { status, stdout } = verify([bundle([])]);
    expect([status, stdout.trim().split('\n').at(-1)]).toEqual([0, 'There is no entry to verify.']);
    expect(verify(['-']).status).toBe(0);
  });

  test('misuse, and what cannot be read, is told in a line with status 2', () => {
    const cases: [string[], RegExp][] = [
      [[], /missing required argument 'PATH'/],
      [[at('none')], /^error: there is no file or directory .*none$/m],
      [['--workers', '1.5', '-'], /whole number from 0 to 64/],
      [['--profile', 'blake', '-'], /Allowed choices are bamboo, p2panda/],
      [
        ['--profile', 'bamboo', bundle(log081.items)],
        /^error: .*a.bundle is of profile p2panda, and --profile says bamboo/m,
      ],
      [[folder, '--frobnicate'], /unknown option/],
    ];
    for (const [args, message] of cases) {
      const { status, stderr, stdout } = verify(args);
      expect(stderr).toMatch(message);
      expect([status, stdout]).toEqual([2, '']);
    }
    const fork = bundle([...log081.items, forkedAt(log081, 2)]);
    const { status, stderr, stdout } = verify([fork, '--proofs', join(fork, 'in-a-file')]);
    expect(stderr).toMatch(/^error: the folder .* can't be made/m);
    expect(status).toBe(2);
    // What was found is told all the same.
    expect(stdout).toContain('Not all is well');
  });

  test('tells in its help the exit statuses, and gives examples', () => {
    const { status, stdout } = verify(['--help']);
    expect(status).toBe(0);
    for (const told of [
      '0 every entry is verified',
      '3 nothing of that',
      '130 interrupted',
      '$ sasako verify backups/',
    ]) {
      expect(stdout).toContain(told);
    }
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('tells what came so far when it is interrupted, with status 130', async () => {
    const child = spawn(process.execPath, [command, 'verify', '-', '--json'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const printed = text(child.stdout);
    const exit = once(child, 'exit');
    // More than what is read ahead; and then it waits for more.
    const items = Array.from({ length: 200 }, () => log081.items).flat();
    await new Promise((resolve) => child.stdin.write(bundleOf('p2panda', items), resolve));
    await sleep(1_500);
    child.kill('SIGINT');
    expect((await exit)[0]).toBe(130);
    const { outcome, totals, exitStatus } = JSON.parse(await printed) as Printed;
    expect([outcome, exitStatus]).toEqual(['interrupted', 130]);
    expect(totals['entries']).toBe(2_600);
  });
});

describe('the table', () => {
  const fits = (stdout: string, columns: number) =>
    expect(stdout.split('\n').filter((line) => line.length > columns && !line.includes(folder))).toEqual([]);
  const wrong = (): FullItem[] => [
    ...log081.items,
    forkedAt(log081, 9),
    ...newLog('p2panda', 3, 2n ** 64n - 1n, 5),
    ...newLog('p2panda', 14, 0n, 5).slice(2),
  ];

  test('fits terminals of 160, 80, 60 and 40 columns, and says the same on each', () => {
    const path = bundle(wrong());
    for (const columns of [160, 80, 60, 40]) {
      const { stdout } = verify([path], { columns });
      fits(stdout, columns);
      const words = stdout.replace(/\s+/g, ' ');
      expect(words).toContain('6 FORKED');
      expect(words).toContain('18446744073709551615');
      expect(words).toContain('Not all is well: 6 entries are invalid and 1 sequence number is forked.');
    }
    expect(verify([path], { columns: 160 }).stdout).toContain('path-verified');
    expect(verify([path], { columns: 40 }).stdout).toMatch(
      /^ca93ac17\/7\n {2}14 entries: 8 verified, 6 invalid,\n {2}1 fork\n {4}6 FORKED$/m,
    );
  });

  test('shows the logs with something wrong where there are many, and the others as a sum', () => {
    const logs = Array.from({ length: 60 }, (_, i) => newLog('p2panda', 30 + (i % 6), BigInt(i), 2)).flat();
    const path = bundle([...logs, ...wrong()]);
    const { stdout } = verify([path]);
    fits(stdout, 80);
    const rows = stdout.split('\n').filter((line) => / \d+( +(\d+|–)){5}$/.test(line));
    expect(rows.map((row) => row.trim().split(/ {2,}/))).toEqual([
      ['ca93ac17/7', '14', '8', '–', '–', '6', '1'],
      [expect.stringMatching(/\/0$/), '3', '–', '–', '3', '–', '–'],
      ['61 other logs', '125', '125', '–', '–', '–', '–'],
      ['in all', '142', '133', '–', '3', '6', '1'],
    ]);
    const all = verify([path, '--all'], { columns: 120 }).stdout;
    expect(all.split('\n').filter((line) => / \d+( +(\d+|–)){5}$/.test(line)).length).toBe(64);
  });

  test('shows a bounded part of what is wrong, and the JSON has more', () => {
    const items = Array.from({ length: 100 }, (_, i) => ({
      entry: Uint8Array.of(9, i),
      payload: Uint8Array.of(0),
    }));
    const path = bundle([...log081.items, ...items]);
    const { stdout } = verify([path]);
    expect(
      stdout.split('\n').filter((line) => line.includes('INVALID_TAG at its byte 0')).length,
    ).toBeLessThan(22);
    expect(stdout).toContain('and 80 more; --json lists more');
    expect(verifyJson([path]).invalid).toMatchObject({ count: 100 });
    expect(verifyJson([path]).invalid.first.length).toBe(100);
  });
});
