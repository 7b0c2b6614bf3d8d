import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeAtomically } from '../../src/files/index.js';
import { Stores, type StoresItem } from '../../src/cli/store/stores.js';
import { writeBundle } from '../../src/verify/bundle-writer.js';
import { bundleOf, hex, jsonLinesOf, log021, log081, newLog, rowOf, writeDatabase } from './stores.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sasako-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...names: string[]): string => join(folder, ...names);

/** All that is in some stores, and once more entry by entry. */
async function read(paths: string[], profile?: 'bamboo' | 'p2panda') {
  const stores = await Stores.open(paths, profile);
  try {
    const items: StoresItem[] = [];
    for await (const item of stores.items()) items.push(item);
    const again = items.map((_, position) => stores.itemAt(position));
    const places = items.map((_, position) => stores.placeOf(position));
    expect(stores.count).toBe(items.length);
    return { stores, items: items.map(plain), again: again.map(plain), places };
  } finally {
    await stores.close();
  }
}
const plain = ({ entry, payload }: StoresItem) => ({
  entry: Uint8Array.from(entry),
  payload: payload && Uint8Array.from(payload),
});

describe('a store', () => {
  test('hands out its entries in order, and each of them again', async () => {
    const bundle = at('a.bundle');
    const lines = at('a.jsonl');
    const database = at('a.sqlite');
    writeFileSync(bundle, bundleOf('p2panda', log081.items));
    writeFileSync(lines, jsonLinesOf(log081.items));
    writeDatabase(
      database,
      log081.items.map((item) => rowOf(item, 'p2panda')),
    );
    for (const path of [bundle, lines, database]) {
      const { items, again, stores } = await read([path]);
      expect(items).toEqual(log081.items);
      expect(again).toEqual(log081.items);
      expect(stores.profile).toBe('p2panda');
      expect(stores.guessed).toBe(path !== bundle);
      expect(stores.done).toBe(stores.size);
      expect(stores.notes).toEqual([]);
      expect([stores.damages.count, stores.contradictions.count]).toEqual([0, 0]);
    }
    const all = await read([lines, bundle, database]);
    expect(all.again).toEqual([...log081.items, ...log081.items, ...log081.items]);
    expect(all.places[0]).toEqual({ path: lines, place: { byte: 0 } });
    expect(all.places[13]).toMatchObject({ path: bundle, place: { byte: 24 } });
    expect(all.places[38]).toEqual({ path: database, place: { row: 13 } });
    expect(all.stores.counts).toEqual([13, 13, 13]);
  });

  test('hands out large entries again, whatever stands around them', async () => {
    const items = [100, 70_000, 3, 600_000].map((length, i) => ({
      entry: log081.items[i]!.entry,
      payload: new Uint8Array(length).fill(i),
    }));
    writeFileSync(at('a.bundle'), bundleOf('p2panda', items));
    writeFileSync(at('a.jsonl'), jsonLinesOf(items));
    const { again } = await read([at('a.bundle'), at('a.jsonl')]);
    const digits = (all: StoresItem[]) => all.map(({ entry, payload }) => [hex(entry), hex(payload!)]);
    expect(digits(again)).toEqual(digits([...items, ...items]));
  });

  test('tells the profile from the first entry that decodes, behind whatever does not', async () => {
    const rubbish = Array.from({ length: 50 }, (_, i) => ({ entry: new Uint8Array(i).fill(i) }));
    writeFileSync(at('a.jsonl'), jsonLinesOf([...rubbish, ...log021.items]));
    const { stores, items } = await read([at('a.jsonl')]);
    expect(stores.profile).toBe('bamboo');
    expect(items.length).toBe(63);
    writeFileSync(at('b.jsonl'), jsonLinesOf(rubbish));
    expect((await read([at('b.jsonl')])).stores.notes).toEqual([expect.stringContaining('no entry decodes')]);
    expect((await read([at('b.jsonl')], 'bamboo')).stores.notes).toEqual([]);
  });

  test('that says another profile than is asked for, or than another one says, is refused', async () => {
    writeFileSync(at('a.bundle'), bundleOf('bamboo', log021.items));
    writeFileSync(at('b.bundle'), bundleOf('p2panda', log081.items));
    await expect(read([at('a.bundle')], 'p2panda')).rejects.toThrow(
      /a.bundle is of profile bamboo, and --profile says p2panda/,
    );
    await expect(read([folder])).rejects.toThrow(
      /b.bundle is of profile p2panda, and .*a.bundle is of bamboo: what is read together is of one profile/,
    );
    // Where nothing says what it is, its entries tell.
    writeFileSync(at('c.jsonl'), jsonLinesOf(log081.items));
    writeFileSync(at('d.jsonl'), jsonLinesOf(log021.items));
    const differ =
      /d.jsonl is of profile bamboo, as its entries look, and .*(b.bundle|c.jsonl) is of p2panda/;
    await expect(read([at('b.bundle'), at('d.jsonl')])).rejects.toThrow(differ);
    await expect(read([at('c.jsonl'), at('d.jsonl')])).rejects.toThrow(differ);
    expect((await read([at('c.jsonl'), at('d.jsonl')], 'bamboo')).items.length).toBe(26);
    expect((await read([at('c.jsonl'), at('b.bundle')])).stores.guessed).toBe(false);
  });

  test('whose header is damaged is known by its records', async () => {
    const spoiled = bundleOf('p2panda', log081.items).fill(0, 0, 10);
    writeFileSync(at('a'), spoiled);
    const { stores, items } = await read([at('a')]);
    expect(items).toEqual(log081.items);
    expect(stores.profile).toBe('p2panda');
    expect(stores.damages.first).toEqual([
      { path: at('a'), place: { byte: 0 }, end: 24, message: 'this is not the header of a bundle' },
    ]);
  });

  test('is read in bounded memory, however large it is', async () => {
    const payload = new Uint8Array(128 * 1024);
    function* items(): Generator<StoresItem> {
      for (let i = 0; i < 2_000; i++) yield { entry: log081.items[i % 13]!.entry, payload };
    }
    await writeAtomically(at('a.bundle'), writeBundle('p2panda', items()));
    const stores = await Stores.open([at('a.bundle')], undefined);
    let most = 0;
    for await (const item of stores.items(new AbortController().signal)) {
      expect(item.payload?.length).toBe(payload.length);
      most = Math.max(most, process.memoryUsage().arrayBuffers);
    }
    await stores.close();
    // Of 250 MiB.
    expect(stores.count).toBe(2_000);
    expect(most).toBeLessThan(128 * 1024 * 1024);
  });

  test('tells damages with their place', async () => {
    const [one, two] = log081.items.slice(0, 2);
    writeFileSync(at('a.jsonl'), `${jsonLinesOf([one!])}\nnonsense\n${jsonLinesOf([two!])}`);
    const { stores, items } = await read([at('a.jsonl')]);
    expect(items).toEqual([one, two]);
    expect(stores.damages.first).toMatchObject([{ place: { line: 3 }, message: 'the line is no JSON' }]);
  });

  test('is told to have changed where an entry is not there any more', async () => {
    writeFileSync(at('a.bundle'), bundleOf('p2panda', log081.items));
    const stores = await Stores.open([at('a.bundle')], undefined);
    for await (const item of stores.items()) expect(item.entry.length).toBeGreaterThan(100);
    writeFileSync(at('a.bundle'), 'something else');
    expect(() => stores.itemAt(3)).toThrow(/a.bundle has changed: the entry at byte \d+ is not there/);
    await stores.close();
  });
});

describe('a directory', () => {
  test('is gone through with all below it, in the order of names; what is no store is passed by', async () => {
    mkdirSync(at('z', 'deep'), { recursive: true });
    const logs = [1, 2, 3, 4, 5].map((seed) => newLog('p2panda', seed, 0n, 2));
    writeFileSync(at('b.bundle'), bundleOf('p2panda', logs[1]!));
    writeFileSync(at('a.ndjson'), jsonLinesOf(logs[0]!));
    writeFileSync(at('z', 'deep', 'no-name'), bundleOf('p2panda', logs[3]!));
    writeFileSync(at('z', 'zz.JSONL'), jsonLinesOf(logs[4]!));
    writeDatabase(
      at('c.db'),
      logs[2]!.map((item) => rowOf(item, 'p2panda')),
    );
    writeFileSync(at('README.md'), '# nothing');
    writeFileSync(at('picture.png'), Uint8Array.of(0x89, 0x50));
    writeFileSync(at('empty'), '');
    symlinkSync(at('z'), at('z', 'deep', 'circle'));
    symlinkSync(at('nowhere'), at('broken'));
    const { items, stores } = await read([folder, at('b.bundle')]);
    expect(items).toEqual(logs.flat());
    expect(stores.sources.map(({ path, kind }) => [path, kind])).toEqual([
      [at('a.ndjson'), 'json-lines'],
      [at('b.bundle'), 'bundle'],
      [at('c.db'), 'aquadoggo'],
      [at('z', 'deep', 'no-name'), 'bundle'],
      [at('z', 'zz.JSONL'), 'json-lines'],
    ]);
    expect(stores.skipped).toEqual([]);
  });

  test('tells which files have the name of a store and are none', async () => {
    writeFileSync(at('a.bundle'), bundleOf('p2panda', log081.items));
    writeFileSync(at('notes.db'), 'not a database');
    writeDatabase(at('other.sqlite'), [], 'CREATE TABLE something (x)');
    const { stores } = await read([folder]);
    expect(stores.notes).toEqual([
      `${at('notes.db')} was passed by: it is not what its name says`,
      expect.stringMatching(/other.sqlite was passed by: .*it has no table entries/),
    ]);
  });

  test('with no store in it, or with nothing, is refused', async () => {
    await expect(read([folder])).rejects.toThrow(`there is no file in ${folder}`);
    writeFileSync(at('README.md'), '# nothing');
    await expect(read([folder])).rejects.toThrow(`there is no store in ${folder}`);
  });
});

describe('what is no store', () => {
  test('is refused by name', async () => {
    await expect(read([at('none')])).rejects.toThrow(`there is no file or directory ${at('none')}`);
    writeFileSync(at('text'), 'hello');
    await expect(read([at('text')])).rejects.toThrow('text is no store');
    writeFileSync(at('x.proof'), Uint8Array.of(0x88, 0x6c, ...Buffer.from('bamboo-proof')));
    await expect(read([at('x.proof')])).rejects.toThrow('x.proof is a proof: sasako proof verify');
    writeFileSync(at('v2.bundle'), Uint8Array.of(0x83, 0x6d, ...Buffer.from('bamboo-bundle'), 2, 0xf6));
    await expect(read([at('v2.bundle')])).rejects.toThrow(/v2.bundle can't be read: .*version 2/);
    writeFileSync(at('cut.sqlite'), 'SQLite format 3\0 and then nothing');
    await expect(read([at('cut.sqlite')])).rejects.toThrow(
      /cut.sqlite can't be read: file is not a database/,
    );
  });

  test('that can not be opened is refused with the reason', async () => {
    // A link to itself: unlike a file without permission, it can't be opened by root either.
    symlinkSync(at('a.bundle'), at('a.bundle'));
    await expect(read([at('a.bundle')])).rejects.toThrow(/a.bundle can't be read: ELOOP/);
  });

  test('a pipe that has a name is read as standard input is', async () => {
    writeFileSync(at('a.bundle'), bundleOf('p2panda', log081.items));
    execFileSync('mkfifo', [at('pipe')]);
    const { spawn } = await import('node:child_process');
    spawn('cp', [at('a.bundle'), at('pipe')]);
    const { items, again } = await read([at('pipe')]);
    expect(items).toEqual(log081.items);
    expect(again).toEqual(log081.items);
  });
});
