import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DatabaseSource } from '../../src/cli/store/database.js';
import { Stores, type StoresItem } from '../../src/cli/store/stores.js';
import { hex, log081, newLog, rowOf, writeDatabase, type Row } from './stores.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sasako-test-'));
  path = join(folder, 'node.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const rows = (): Row[] => log081.items.map((item) => rowOf(item, 'p2panda'));

async function read(during?: () => void) {
  const stores = await Stores.open([path], undefined);
  try {
    const items: StoresItem[] = [];
    for await (const item of stores.items()) {
      if (items.length === 0) during?.();
      items.push({
        entry: Uint8Array.from(item.entry),
        payload: item.payload && Uint8Array.from(item.payload),
      });
    }
    return { items, stores, again: items.map((_, position) => stores.itemAt(position)) };
  } finally {
    await stores.close();
  }
}

/** All that can be seen of the folder from outside. */
function seen(): unknown {
  return readdirSync(folder).map((name) => {
    const { mtimeMs, size } = statSync(join(folder, name));
    return [name, mtimeMs, size, hex(readFileSync(join(folder, name)))];
  });
}

const leftBehind = (): string[] =>
  readdirSync(tmpdir()).filter((name) => /^sasako-[A-Za-z0-9]{6}$/.test(name));

describe('the database of an aquadoggo node', () => {
  test('is not changed by reading, and nothing is left beside it or elsewhere', async () => {
    writeDatabase(path, rows());
    const [before, elsewhere] = [seen(), leftBehind()];
    let during: unknown;
    const { items } = await read(() => (during = seen()));
    expect(items).toEqual(log081.items);
    expect(during).toEqual(before);
    expect(seen()).toEqual(before);
    expect(leftBehind()).toEqual(elsewhere);
  });

  test('may lack payloads, which are then not at hand', async () => {
    writeDatabase(
      path,
      rows().map((row, i) => (i % 2 === 0 ? { ...row, payload_bytes: null } : row)),
    );
    const { items, again, stores } = await read();
    const expected = log081.items.map(({ entry, payload }, i) => ({
      entry,
      payload: i % 2 === 0 ? undefined : payload,
    }));
    expect(items).toEqual(expected);
    expect(again.map(({ payload }) => payload?.length)).toEqual(items.map(({ payload }) => payload?.length));
    expect(stores.contradictions.count).toBe(0);
  });

  test('of a version that calls the public key author, with numbers for numbers, is read as well', async () => {
    const table = `CREATE TABLE entries (author VARCHAR(64) NOT NULL, entry_bytes TEXT NOT NULL,
      entry_hash VARCHAR(132) NOT NULL UNIQUE, log_id BIGINT NOT NULL, payload_bytes TEXT,
      payload_hash VARCHAR(132) NOT NULL, seq_num BIGINT NOT NULL, PRIMARY KEY (author, log_id, seq_num))`;
    const old = rows().map(({ public_key: author, ...row }) => ({ author: author!, ...row }));
    writeDatabase(path, old, table);
    const { items, stores } = await read();
    expect(items).toEqual(log081.items);
    expect(stores.contradictions.first).toEqual([]);
  });

  test('has each column held against the entry of its row', async () => {
    const other = 'ab'.repeat(32);
    const spoiled: Row = {
      public_key: other,
      log_id: '8',
      seq_num: '05',
      payload_hash: `0020${other}`,
      entry_hash: hex(log081.hashes[4]!).toUpperCase(),
    };
    const correct = rows()[4]!;
    for (const column of Object.keys(spoiled)) {
      rmSync(path, { force: true });
      writeDatabase(
        path,
        rows().map((row, i) => (i === 4 ? { ...row, [column]: spoiled[column]! } : row)),
      );
      const { stores, items } = await read();
      expect(items).toEqual(log081.items);
      expect(stores.contradictions.first).toEqual([
        { path, row: 5, column, says: spoiled[column], entrySays: correct[column] },
      ]);
    }
  });

  test('has rows that hold no hex told as damages, and the others read', async () => {
    const spoiled = rows();
    spoiled[2] = { ...spoiled[2]!, entry_bytes: 'xyz' };
    spoiled[5] = { ...spoiled[5]!, payload_bytes: 'abc' };
    writeDatabase(path, spoiled);
    const { stores, items } = await read();
    expect(items).toEqual(log081.items.filter((_, i) => i !== 2 && i !== 5));
    expect(stores.damages.first).toEqual([
      { path, place: { row: 3 }, message: 'its entry_bytes is not hex' },
      { path, place: { row: 6 }, message: 'its payload_bytes is not hex' },
    ]);
  });

  test('has rows with numbers beyond 2^53 told as damages, and the others read', async () => {
    writeDatabase(path, rows());
    const database = new sqlite.Database(path);
    database.exec('UPDATE entries SET rowid = 9007199254740993 WHERE rowid = 2');
    database.close();
    const { stores, items } = await read();
    expect(items.length).toBe(12);
    expect(stores.damages.first.map(({ message }) => message)).toEqual([
      'rows with numbers from 2^53 on are not read',
    ]);
  });

  test('that lacks the table, or columns of it, is refused by name', async () => {
    writeDatabase(path, [], 'CREATE TABLE entries (public_key TEXT, entry_bytes TEXT, log_id TEXT)');
    await expect(read()).rejects.toThrow(
      'it has no entry_hash, payload_bytes, payload_hash, seq_num in its table entries',
    );
    rmSync(path);
    writeDatabase(path, [], 'CREATE TABLE other (x)');
    await expect(read()).rejects.toThrow(
      /node.sqlite is not a database of aquadoggo: it has no table entries/,
    );
    expect(readdirSync(folder)).toEqual(['node.sqlite']);
  });

  test('that is malformed somewhere is read up to there, and that is told', async () => {
    const many = newLog('p2panda', 9, 0n, 300);
    writeDatabase(
      path,
      many.map((item) => rowOf(item, 'p2panda')),
    );
    const bytes = readFileSync(path);
    // Pages of the table in the middle of the file; the first ones are the schema.
    bytes.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 65_536);
    writeFileSync(path, bytes);
    const { stores, items } = await read();
    expect(items.length).toBeGreaterThan(0);
    expect(items.length).toBeLessThan(300);
    expect(items).toEqual(many.slice(0, items.length));
    expect(stores.damages.first).toMatchObject([
      {
        place: { row: items.length },
        message: expect.stringMatching(/malformed: what comes behind row \d+/) as string,
      },
    ]);
  });

  test('with changes in a write-ahead log is read with them, which is told, and the log stays as it is', async () => {
    const half = rows().slice(0, 6);
    writeDatabase(path, half);
    // SQLite with shared memory, and a process that dies before it brings the log into the file.
    const script = [
      'import sqlite3, json, os, sys',
      `connection = sqlite3.connect(sys.argv[1], isolation_level=None)`,
      `connection.execute('PRAGMA journal_mode = WAL')`,
      `connection.execute('PRAGMA wal_autocheckpoint = 0')`,
      'for row in json.load(sys.stdin):',
      "  names = ', '.join(row)",
      "  connection.execute(f'INSERT INTO entries ({names}) VALUES (:' + ', :'.join(row) + ')', row)",
      'os._exit(0)',
    ].join('\n');
    execFileSync('python3', ['-c', script, path], { input: JSON.stringify(rows().slice(6)) });
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    const before = seen();
    const { items, stores } = await read();
    expect(items).toEqual(log081.items);
    expect(stores.notes).toEqual([expect.stringContaining('its latest changes are in node.sqlite-wal')]);
    expect(seen()).toEqual(before);

    // In the mode of a write-ahead log, with none there.
    rmSync(`${path}-wal`);
    rmSync(`${path}-shm`, { force: true });
    const without = await read();
    expect(without.items).toEqual(log081.items.slice(0, 6));
    expect(without.stores.notes).toEqual([]);
    expect(readdirSync(folder)).toEqual(['node.sqlite']);
  });

  test('in the middle of a transaction is refused', async () => {
    writeDatabase(path, rows());
    writeFileSync(
      `${path}-journal`,
      Buffer.concat([Buffer.from('d9d505f920a163d7', 'hex'), Buffer.alloc(504)]),
    );
    await expect(read()).rejects.toThrow(/in the middle of a transaction \(node.sqlite-journal\)/);
    // A journal whose transaction is over stays behind in some modes.
    writeFileSync(`${path}-journal`, Buffer.alloc(512));
    expect((await read()).items).toEqual(log081.items);
  });

  test('that is written to while it is read is told to be', async () => {
    writeDatabase(path, rows());
    const { stores } = await read(() => {
      const database = new sqlite.Database(path);
      database.run("UPDATE entries SET log_id = '9' WHERE seq_num = '13'");
      database.close();
    });
    expect(stores.notes).toEqual([expect.stringContaining('was written to while it was read')]);
  });

  test('that another program of the same SQLite left locked is read all the same', async () => {
    writeDatabase(path, rows());
    mkdirSync(`${path}.lock`);
    expect((await read()).items).toEqual(log081.items);
  });

  test('needs an optional package, and the error says how to get it', () => {
    writeDatabase(path, rows());
    const program = `
      import { register } from 'node:module';
      register('data:text/javascript,' + encodeURIComponent(\`export async function resolve(name, context, next) {
        if (name === 'node-sqlite3-wasm') throw Object.assign(new Error('gone'), { code: 'ERR_MODULE_NOT_FOUND' });
        return next(name, context);
      }\`));
      process.argv.push('verify', ${JSON.stringify(path)});
      await import(${JSON.stringify(join(import.meta.dirname, '../../dist/cli/main.js'))});`;
    const run = () =>
      execFileSync(process.execPath, ['--input-type=module', '-e', program], { stdio: 'pipe' });
    expect(run).toThrow(/what reads it is not installed: npm install node-sqlite3-wasm/);
  });

  test('closed twice is closed', async () => {
    writeDatabase(path, rows());
    const source = await DatabaseSource.open(path);
    source.close();
    source.close();
  });
});
