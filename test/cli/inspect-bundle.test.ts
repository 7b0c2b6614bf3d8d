import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeBundle, encodeBundle } from '../../src/verify/index.js';
import { sasako, widest } from './command.js';
import { author, grow, jsonLines } from './signed-log.js';

interface Listed {
  type: string;
  profile: string;
  records: {
    offset: number;
    line?: number;
    entryLength: number;
    payloadLength: number | null;
    author?: string;
    logId?: string;
    seqNum?: string;
    verdict: { ok: boolean; reason?: string };
  }[];
  damages: { offset: number; end: number; message: string }[];
  totals: Record<string, number>;
}

const inspect = (input: string | Uint8Array, ...args: string[]) =>
  sasako(['inspect', '-', ...args], { input });
const listed = (input: string | Uint8Array, ...args: string[]): Listed =>
  JSON.parse(inspect(input, '--json', ...args).stdout) as Listed;

// Entries that p2panda-js 0.8.1 wrote.
const fixture = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/p2panda-js-0.8.1-log.json'), 'utf8'),
) as { entries: { entry: string; payload: string; seqNum: string }[] };
const written = fixture.entries.map(({ entry, payload }) => ({
  entry: Buffer.from(entry, 'hex'),
  payload: Buffer.from(payload, 'hex'),
}));
const bundle = encodeBundle('p2panda', written);

describe('sasako inspect of a bundle', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sasako-inspect-'));
    writeFileSync(join(folder, 'log.bundle'), bundle);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('lists what p2panda-js wrote record by record, with offsets, sizes, author, log id and sequence number', () => {
    const { status, stdout } = sasako(['inspect', join(folder, 'log.bundle')]);
    expect(status).toBe(0);
    expect(stdout).toContain('A bundle, profile p2panda (as its header says)');
    const rows = stdout.split('\n').filter((line) => /^\d+ .*valid$/.test(line));
    expect(rows.length).toBe(13);
    decodeBundle(bundle).items.forEach(({ offset, entry, payload }, i) => {
      const row = rows[i]!.split(/\s+/);
      const expected = [offset, entry.length, payload!.length, `${author.slice(0, 8)}…`, 7, i + 1, 'valid'];
      expect(row).toEqual(expected.map(String));
    });
    expect(stdout).toContain('13 records, all valid, nothing damaged.');
  });

  test('prints the same as JSON', () => {
    const { type, profile, records, damages, totals } = listed(bundle);
    expect([type, profile, damages]).toEqual(['bundle', 'p2panda', []]);
    expect(records.map(({ seqNum }) => seqNum)).toEqual(fixture.entries.map(({ seqNum }) => seqNum));
    expect(records[3]).toMatchObject({ author, logId: '7', payloadLength: 16, verdict: { ok: true } });
    expect(totals).toEqual({ bytes: bundle.length, records: 13, damages: 0, lookedAt: 13, rejected: 0 });
    expect(listed(encodeBundle('bamboo', []))).toMatchObject({ profile: 'bamboo', records: [] });
  });

  test('says what is wrong with an entry, and with a payload', () => {
    const items = written.map((item) => ({ ...item, entry: Buffer.from(item.entry) }));
    items[2]!.entry[items[2]!.entry.length - 10]! ^= 1;
    items[4]!.entry[0] = 9;
    items[6]!.payload = Buffer.from([1]);
    const spoiled = encodeBundle('p2panda', items);
    const { status, stdout } = sasako(['inspect', '-'], { input: spoiled, columns: 160 });
    expect(status).toBe(1);
    expect(stdout).toMatch(/ 3 +SIGNATURE_INVALID \(BAM-SIG-003\)$/m);
    expect(stdout).toMatch(/– +INVALID_TAG at byte 0 of the entry \(BAM-DEC-004\)$/m);
    expect(stdout).toMatch(/ 7 +PAYLOAD_HASH_MISMATCH \(BAM-VER-003\)$/m);
    expect(stdout).toContain('13 records, 3 rejected, nothing damaged.');
    expect(listed(spoiled).records[2]!.verdict).toMatchObject({ ok: false, reason: 'SIGNATURE_INVALID' });
  });

  test('shows damages between the records where they are', () => {
    const { items } = decodeBundle(bundle);
    const damaged = bundle.slice();
    damaged[items[5]!.offset] = 0;
    const { status, stdout } = inspect(damaged);
    expect(status).toBe(1);
    const [start, end] = [items[5]!.offset, items[6]!.offset];
    const lines = stdout.split('\n');
    const at = lines.findIndex((line) => line.startsWith(`bytes ${start}–${end - 1}: damaged: `));
    expect(lines[at - 1]).toMatch(new RegExp(`^${items[4]!.offset} `));
    expect(lines[at + 1]).toMatch(new RegExp(`^${items[6]!.offset} `));
    expect(stdout).toContain('12 records, all valid, damaged in 1 place.');
    expect(listed(damaged).damages).toMatchObject([{ offset: start, end }]);
  });

  test('a bundle whose header is damaged is listed all the same, its profile guessed', () => {
    const damaged = bundle.slice();
    damaged[3] = 0;
    const { status, stdout } = inspect(damaged);
    expect(status).toBe(1);
    expect(stdout).toContain('profile p2panda (guessed');
    expect(stdout).toContain('13 records, all valid, damaged in 1 place.');
  });

  test('shows the first 20 records, and all with --all', () => {
    const long = encodeBundle('p2panda', grow(50));
    const first = inspect(long).stdout;
    expect(first.match(/valid$/gm)?.length).toBe(20);
    expect(first).toContain('… and 30 more records, not looked at (--all looks at all)');
    expect(first).toContain('50 records, those above valid');
    const all = inspect(long, '--all').stdout;
    expect(all.match(/ valid$/gm)?.length).toBe(50);
    expect(all).toContain('50 records, all valid');
    expect(listed(long).records.length).toBe(20);
    expect(listed(long, '--all').records.length).toBe(50);
  });

  test('lists JSON Lines likewise, with their lines', () => {
    const lines = `${jsonLines(written)}{"entry": 5}\n`;
    const { status, stdout } = inspect(lines);
    expect(status).toBe(1);
    expect(stdout).toContain('JSON Lines, profile p2panda (guessed');
    expect(stdout).toMatch(/^line 13 .* valid$/m);
    expect(stdout).toMatch(/^line 14: damaged: /m);
    expect(listed(lines).records[12]).toMatchObject({ line: 13, seqNum: '13' });
  });

  test('columns have gaps between them, whatever the sizes and lines', () => {
    const item = { entry: Buffer.alloc(123_456), payload: Buffer.from([1]) };
    const lines = `${jsonLines(written.slice(0, 1))}${'\n'.repeat(1_234_565)}${jsonLines([item])}`;
    expect(inspect(lines).stdout).toMatch(/^line 1234567 {2}123456 {8}1 {2}– /m);
    const single = sasako(['inspect', '-'], {
      input: encodeBundle('p2panda', [{ entry: Uint8Array.of(1) }]),
      columns: 60,
    }).stdout;
    expect(single).toContain('entry 1 byte, payload –');
  });

  test('a bundle of another version is refused', () => {
    const other = bundle.slice();
    other[15] = 2;
    const { status, stderr } = inspect(other);
    expect(status).toBe(2);
    expect(stderr).toContain('version 2');
  });

  test('--profile takes the place of what the header says', () => {
    const { status, stdout } = inspect(bundle, '--profile', 'bamboo');
    expect(status).toBe(1);
    expect(stdout).toContain('profile bamboo (as --profile says)');
    expect(stdout).toContain('13 rejected');
  });

  test('fits a narrow terminal, and shows whole authors on a wide one', () => {
    const narrow = sasako(['inspect', '-'], { input: bundle, columns: 40 }).stdout;
    expect(widest(narrow)).toBeLessThanOrEqual(40);
    const wide = sasako(['inspect', '-'], { input: bundle, columns: 160 }).stdout;
    expect(widest(wide)).toBeLessThanOrEqual(160);
    expect(wide).toContain(author);
    expect(widest(sasako(['inspect', '-'], { input: bundle, columns: 80 }).stdout)).toBeLessThanOrEqual(80);
  });
});
