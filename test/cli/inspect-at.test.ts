import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hash } from '../../src/index.js';
import { decodeBundle, decodeJsonLines } from '../../src/verify/index.js';
import { sasako, widest } from './command.js';
import {
  bundleOf,
  forkedAt,
  hex,
  jsonLinesOf,
  log021,
  log081,
  lyingAbout,
  rowOf,
  writeDatabase,
  type FullItem,
} from './stores.js';

interface Inspected {
  type: string;
  path: string;
  kind: string;
  place: { byte?: number; row?: number };
  profile: string;
  profileFrom: string;
  length: number;
  start?: number;
  fields: { name: string; start: number; end: number; bytes: string }[];
  verdict: { ok: boolean; reason?: string; field?: string };
  payload: {
    length: number;
    bytes: string;
    omitted?: number;
    start?: number;
    hash: string;
    sizeMatches: boolean | null;
    hashMatches: boolean | null;
  } | null;
  contradictions: { column: string; says: string; entrySays: string }[];
  notes: string[];
}

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);
const write = (name: string, content: Uint8Array | string): string => {
  writeFileSync(at(name), content);
  return at(name);
};
const inspect = (path: string, n: number, ...args: string[]) =>
  sasako(['inspect', path, '--at', String(n), ...args]);
const inspected = (path: string, n: number, ...args: string[]): Inspected =>
  JSON.parse(inspect(path, n, '--json', ...args).stdout) as Inspected;

/** Entries of which the fifth has the payload of another one, and the eighth lies about its own. */
const spoiled: readonly FullItem[] = log081.items.map((item, i) =>
  i === 4 ? { ...item, payload: Uint8Array.of(1, 2, 3) } : i === 7 ? lyingAbout(log081, 8) : item,
);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sasako-at-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('sasako inspect --at, of a bundle', () => {
  test('shows the record that begins there: the fields, the payload, and that both are sound', () => {
    const bundle = bundleOf('p2panda', log081.items);
    const path = write('sound.bundle', bundle);
    const { offset, entry, payload } = decodeBundle(bundle).items[3]!;
    const { status, stdout } = inspect(path, offset);
    expect(status).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      `${path} byte ${offset}, profile p2panda (as its header says)`,
    );
    expect(stdout).toMatch(/^34 +sequence number +4 {2}\(04\)$/m);
    expect(stdout).toContain(`hash      ${hex(log081.hashes[3]!)}`);
    expect(stdout).toMatch(new RegExp(`^0–15 +payload +${hex(payload!)}$`, 'm'));
    expect(stdout).toContain('size      16 bytes, as the entry says');
    expect(stdout).toMatch(/^hash +0020[0-9a-f]+, as the entry\s+says$/m);
    expect(stdout).toContain('its signature is valid, and the payload is its own');

    const json = inspected(path, offset);
    expect(json).toMatchObject({
      type: 'entry',
      path,
      kind: 'bundle',
      place: { byte: offset },
      profile: 'p2panda',
      profileFrom: 'header',
      length: entry.length,
      verdict: { ok: true, hash: hex(log081.hashes[3]!) },
      payload: { length: 16, bytes: hex(payload!), sizeMatches: true, hashMatches: true },
      contradictions: [],
      notes: [],
    });
    // The positions are those of the bytes in the file.
    expect(hex(bundle.subarray(json.start, json.start! + entry.length))).toBe(hex(entry));
    const { start } = json.payload!;
    expect(hex(bundle.subarray(start, start! + payload!.length))).toBe(hex(payload!));
    expect(stdout).toContain(`The entry: ${entry.length} bytes, from byte ${json.start} of the file on`);
    expect(stdout).toContain(`Its payload: 16 bytes, from byte ${start} of the file on`);
  });

  test('leads from a finding of verify to the field and the payload that are at fault', () => {
    const path = write('spoiled.bundle', bundleOf('p2panda', spoiled));
    const found = JSON.parse(sasako(['verify', path, '--json']).stdout) as {
      invalid: { first: { reason: string; place: { byte: number } }[] };
    };
    const placeOf = (reason: string): number =>
      found.invalid.first.find((one) => one.reason === reason)!.place.byte;

    const lie = inspect(path, placeOf('PAYLOAD_SIZE_MISMATCH'));
    expect(lie.status).toBe(1);
    expect(lie.stdout).toMatch(/payload size +65 .*\n +\^ PAYLOAD_SIZE_MISMATCH \(BAM-VER-004\)/);
    expect(lie.stdout).toContain(
      'size      64 bytes, and the entry says 65: PAYLOAD_SIZE_MISMATCH (BAM-VER-004)',
    );
    expect(lie.stdout).toMatch(/^Rejected: PAYLOAD_SIZE_MISMATCH/m);
    expect(inspected(path, placeOf('PAYLOAD_SIZE_MISMATCH'))).toMatchObject({
      verdict: { ok: false, reason: 'PAYLOAD_SIZE_MISMATCH', field: 'payload size' },
      payload: { sizeMatches: false, hashMatches: true },
    });

    // The payload of another entry is no fault of this one, which verify only notes where no other copy has the right one.
    const { offset } = decodeBundle(bundleOf('p2panda', spoiled)).items[4]!;
    const foreign = inspect(path, offset);
    expect(foreign.status).toBe(1);
    expect(foreign.stdout).toMatch(/payload hash +0020[^^]+\^ PAYLOAD_HASH_MISMATCH \(BAM-VER-003\)/);
    expect(foreign.stdout.replace(/\s+/g, ' ')).toMatch(
      /size 3 bytes, and the entry says \d+ hash 0020\w+, and the entry says 0020\w+: PAYLOAD_HASH_MISMATCH/,
    );
    expect(inspected(path, offset).payload).toMatchObject({ sizeMatches: false, hashMatches: false });
  });

  test('checks a payload also where the entry is rejected, and leaves it unchecked where nothing decodes', () => {
    const items = log081.items.map((item) => ({ ...item, entry: item.entry.slice() }));
    items[2]!.entry[items[2]!.entry.length - 1]! ^= 1;
    items[5]!.entry[0] = 7;
    const bundle = bundleOf('p2panda', items);
    const path = write('rejected.bundle', bundle);
    const { items: read } = decodeBundle(bundle);
    expect(inspected(path, read[2]!.offset)).toMatchObject({
      verdict: { ok: false, field: 'signature' },
      payload: { sizeMatches: true, hashMatches: true },
    });
    expect(inspected(path, read[5]!.offset)).toMatchObject({
      verdict: { reason: 'INVALID_TAG', field: 'tag' },
      payload: { sizeMatches: null, hashMatches: null, hash: hex(hash(items[5]!.payload, 'p2panda')) },
    });
    const { status, stdout } = inspect(path, read[5]!.offset);
    expect([status, stdout]).toEqual([
      1,
      expect.stringMatching(/^0 +tag +07 .*\n +\^ INVALID_TAG at byte 0/m),
    ]);
  });

  test('says where no payload is, and shows the beginning of a long one', () => {
    const [first, second, third] = log081.items as [FullItem, FullItem, FullItem];
    const bundle = bundleOf('p2panda', [
      { entry: first.entry },
      { entry: second.entry, payload: new Uint8Array(70_000).fill(0xab) },
      { entry: third.entry, payload: new Uint8Array() },
    ]);
    const path = write('payloads.bundle', bundle);
    const [without, long, empty] = decodeBundle(bundle).items.map(({ offset }) => offset) as [
      number,
      number,
      number,
    ];
    const { status, stdout } = inspect(path, without);
    expect([status, stdout]).toEqual([0, expect.stringContaining('Its payload is not there.')]);
    expect(inspected(path, without).payload).toBeNull();
    expect(inspect(path, long).stdout).toMatch(/… and 69934 more bytes/);
    expect(inspect(path, long).stdout.length).toBeLessThan(4000);
    const json = inspected(path, long);
    expect(json.payload).toMatchObject({ length: 70_000, bytes: 'ab'.repeat(66), omitted: 69_934 });
    // A head of 5 bytes stands before so many.
    expect(
      bundle
        .subarray(json.payload!.start)
        .slice(0, 70_000)
        .every((byte) => byte === 0xab),
    ).toBe(true);
    expect(inspect(path, empty).stdout).toContain('size      0 bytes, and the entry says 9\n');
  });

  test('names what is wrong with N, and which records are next to it, with status 2', () => {
    const bundle = bundleOf('p2panda', log081.items.slice(0, 3));
    const path = write('three.bundle', bundle);
    const [one, two, three] = decodeBundle(bundle).items.map(({ offset }) => offset);
    const said = (n: number): unknown => {
      const { status, stdout, stderr } = inspect(path, n);
      return [status, stdout, stderr];
    };
    expect(said(0)).toEqual([
      2,
      '',
      `error: no record begins at byte 0 of ${path}; the next one begins at byte ${one}\n`,
    ]);
    expect(said(two! + 1)).toEqual([
      2,
      '',
      `error: no record begins at byte ${two! + 1} of ${path}; the previous one begins at byte ${two}, ` +
        `the next one begins at byte ${three}\n`,
    ]);
    expect(said(1e9)).toEqual([
      2,
      '',
      `error: no record begins at byte 1000000000 of ${path}; the last one begins at byte ${three}\n`,
    ]);
    const none = inspect(write('none.bundle', bundleOf('bamboo', [])), 5);
    expect([none.status, none.stderr]).toEqual([2, `error: ${at('none.bundle')} holds no entry\n`]);
  });

  test('a record within a payload is none', () => {
    const inner = bundleOf('p2panda', [log081.items[1]!]);
    const bundle = bundleOf('p2panda', [{ entry: log081.items[0]!.entry, payload: inner }, log081.items[2]!]);
    const path = write('nested.bundle', bundle);
    const innerStart = Buffer.from(bundle).indexOf(inner) + decodeBundle(inner).items[0]!.offset;
    const { status, stderr } = inspect(path, innerStart);
    expect([status, stderr]).toEqual([2, expect.stringContaining(`no record begins at byte ${innerStart}`)]);
  });

  test('what is damaged there is told', () => {
    const bundle = bundleOf('p2panda', log081.items);
    const { items } = decodeBundle(bundle);
    const damaged = bundle.slice();
    const [start, end] = [items[5]!.offset, items[6]!.offset];
    damaged[start] = 0;
    const path = write('damaged.bundle', damaged);
    for (const n of [start, start + 10]) {
      const { status, stderr } = inspect(path, n);
      expect(status).toBe(2);
      expect(stderr).toContain(
        `bytes ${start}–${end - 1} of ${path} can't be read: no record begins here; ` +
          `the previous one begins at byte ${items[4]!.offset}, the next one begins at byte ${end}`,
      );
    }
    expect(inspect(path, end).status).toBe(0);
  });
});

describe('sasako inspect --at, of JSON Lines', () => {
  const text = `${jsonLinesOf(log021.items)}{"entry": 5}\n`;
  const { items, damages } = decodeJsonLines(Buffer.from(text));

  test('takes the byte at which the line begins, and guesses the profile or is told it', () => {
    const path = write('log.jsonl', text);
    const { status, stdout } = inspect(path, items[12]!.offset);
    expect(status).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain('profile bamboo (guessed: --profile chooses)');
    expect(stdout).toMatch(/sequence number +13/);
    expect(inspected(path, 0)).toMatchObject({
      kind: 'json-lines',
      place: { byte: 0 },
      profileFrom: 'guess',
    });
    // Hex is no bytes that have a place.
    expect(inspected(path, 0).start).toBeUndefined();
    const told = inspect(path, 0, '--profile', 'p2panda');
    expect([told.status, told.stdout]).toEqual([1, expect.stringContaining('as --profile says')]);
  });

  test('is read from standard input', () => {
    const run = (n: number) => sasako(['inspect', '-', '--at', String(n)], { input: text });
    const { status, stdout } = run(items[1]!.offset);
    expect([status, stdout]).toEqual([
      0,
      expect.stringContaining(`standard input byte ${items[1]!.offset}, profile bamboo`),
    ]);
    expect(run(3)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('no line with an entry begins at byte 3 of standard input') as string,
    });
  });

  test('says of a line that is damaged what verify says', () => {
    const { offset, message } = damages[0]!;
    const { status, stderr } = inspect(write('bad.jsonl', text), offset);
    expect(status).toBe(2);
    expect(stderr).toContain(`of ${at('bad.jsonl')}, line 14, can't be read: ${message}`);
  });
});

describe('sasako inspect --at, of a database', () => {
  const rows = [...log081.items.slice(0, 5), forkedAt(log081, 6)].map((item) => rowOf(item, 'p2panda'));
  rows[1] = { ...rows[1]!, log_id: '8', payload_bytes: null };
  rows[2] = { ...rows[2]!, entry_bytes: 'no hex' };
  rows[3] = { ...rows[3]!, payload_bytes: '00' };

  let path: string;
  beforeAll(() => {
    path = at('bad.db');
    writeDatabase(path, rows);
  });

  test('shows the row', () => {
    const { status, stdout } = inspect(path, 1);
    expect(status).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain(`${path} row 1, profile p2panda (guessed`);
    expect(inspected(path, 6)).toMatchObject({
      kind: 'aquadoggo',
      place: { row: 6 },
      verdict: { ok: true },
      payload: { length: 3, bytes: '010203' },
    });
    expect(inspected(path, 4)).toMatchObject({ verdict: { ok: false, reason: 'PAYLOAD_HASH_MISMATCH' } });
  });

  test('says where the row contradicts the entry, with status 1', () => {
    const { status, stdout } = inspect(path, 2);
    expect(status).toBe(1);
    expect(stdout).toContain('Its row contradicts it: log_id says 8, the entry 7.');
    expect(stdout).toContain('Its payload is not there.');
    expect(inspected(path, 2)).toMatchObject({
      verdict: { ok: true },
      contradictions: [{ column: 'log_id', says: '8', entrySays: '7' }],
    });
    expect(inspected(path, 1).contradictions).toEqual([]);
  });

  test('says why a row is not shown', () => {
    const broken = inspect(path, 3);
    expect([broken.status, broken.stderr]).toEqual([
      2,
      `error: row 3 of ${path} can't be read: its entry_bytes is not hex; the previous one is row 2, ` +
        'the next one is row 4\n',
    ]);
    const none = inspect(path, 21);
    expect([none.status, none.stderr]).toEqual([
      2,
      `error: there is no row 21 in ${path}; the last one is row 6\n`,
    ]);
  });

  test('is told of where a database is inspected without it', () => {
    const { status, stderr } = sasako(['inspect', path]);
    expect([status, stderr]).toEqual([2, expect.stringContaining('--at N shows what is in row N')]);
  });
});

describe('sasako inspect --at', () => {
  test('refuses what is no place, and what has none', () => {
    const bundle = write('a.bundle', bundleOf('p2panda', log081.items));
    for (const n of ['x', '-1', '1.5', '', '1e3']) {
      const { status, stderr } = sasako(['inspect', bundle, '--at', n]);
      expect([status, stderr]).toEqual([
        2,
        expect.stringContaining('It must be the number of a byte or of a row'),
      ]);
    }
    const both = sasako(['inspect', bundle, '--at', '24', '--all']);
    expect([both.status, both.stderr]).toEqual([2, expect.stringContaining('--all')]);
    const entry = log081.items[0]!.entry;
    expect(inspect(hex(entry), 0).stderr).toContain('this is hex');
    expect(inspect(write('entry.bin', entry), 0)).toMatchObject({ status: 2, stdout: '' });
    expect(inspect(at('missing'), 0).stderr).toContain('there is no file');
  });

  test('looks into the one store of a directory, and not into several', () => {
    mkdirSync(at('one'));
    writeFileSync(at('one', 'a.bundle'), bundleOf('p2panda', log081.items));
    expect(inspected(at('one'), 24)).toMatchObject({ path: at('one', 'a.bundle'), verdict: { ok: true } });
    writeFileSync(at('one', 'b.bundle'), bundleOf('p2panda', log081.items));
    const { status, stderr } = inspect(at('one'), 24);
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining('--at says where in one store, and 2 are there'),
    ]);
  });

  test('fits narrow and wide terminals', () => {
    const bundle = write('wide.bundle', bundleOf('p2panda', spoiled));
    const places = decodeBundle(bundleOf('p2panda', spoiled)).items;
    for (const columns of [40, 60, 80, 160]) {
      for (const item of [places[4]!, places[7]!]) {
        // A path has no place to break.
        const { stdout } = sasako(['inspect', '-', '--at', String(item.offset)], {
          input: bundleOf('p2panda', spoiled),
          columns,
        });
        expect(stdout).toContain('sequence number');
        expect(widest(stdout)).toBeLessThanOrEqual(columns);
      }
    }
    expect(inspect(bundle, 24).status).toBe(0);
  });
});
