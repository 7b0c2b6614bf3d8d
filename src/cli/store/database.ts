import {
  copyFileSync,
  mkdtempSync,
  openSync,
  readSync,
  closeSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Database } from 'node-sqlite3-wasm';
import { unreadable, UnreadableError } from '../input.js';
import type { Place, RowColumns, Source, SourceBatch, SourceDamage, SourceItem } from './source.js';

type Statement = ReturnType<Database['prepare']>;
type Row = Record<string, unknown>;

/** Rows that are read at once. */
const BATCH = 1024;
/**
 * The columns that say again what the entry's bytes say. `author` is what older nodes call the public key.
 */
export const COLUMNS = ['public_key', 'log_id', 'seq_num', 'payload_hash', 'entry_hash'] as const;
/** What a journal begins with whose transaction was not finished. */
const UNFINISHED = Buffer.from('d9d505f920a163d7', 'hex');

/** @throws {UnreadableError} where the package is not there */
async function loadSqlite(path: string): Promise<typeof Database> {
  try {
    const { default: sqlite } = await import('node-sqlite3-wasm');
    return sqlite.Database;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw error;
    throw new UnreadableError(
      `${path} is an SQLite database, and what reads it is not installed: npm install node-sqlite3-wasm`,
    );
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/**
 * Makes a place in a folder of its own where SQLite finds the database, through a link, and may put what it
 * needs. So nothing is ever written beside the database, which is opened for reading only: not even the
 * folder that this SQLite makes as its lock. Where the database has changes in a write-ahead log that aren't
 * in the file yet, the log is copied there.
 */
function linkTo(path: string): {
  readonly linked: string;
  readonly folder: string;
  readonly hasLog: boolean;
} {
  const real = realpathSync(path);
  const folder = mkdtempSync(join(tmpdir(), 'sasako-'));
  const linked = join(folder, 'database');
  const log = `${real}-wal`;
  const hasLog = sizeOf(log) > 0;
  try {
    symlinkSync(real, linked);
    if (hasLog) copyFileSync(log, `${linked}-wal`);
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  return { linked, folder, hasLog };
}

/** @throws {UnreadableError} where the database was left in the middle of a transaction */
function checkJournal(path: string): void {
  const journal = `${realpathSync(path)}-journal`;
  if (sizeOf(journal) < UNFINISHED.length) return;
  const start = Buffer.alloc(UNFINISHED.length);
  const file = openSync(journal, 'r');
  readSync(file, start);
  closeSync(file);
  if (!start.equals(UNFINISHED)) return;
  throw new UnreadableError(
    `${path} is in the middle of a transaction (${basename(journal)}): stop the node that writes it, or, where ` +
      'none does, open it once with what wrote it, so that the transaction is rolled back',
  );
}

/** The database of an aquadoggo node, read only. */
export class DatabaseSource implements Source {
  readonly path: string;
  readonly kind = 'aquadoggo';
  readonly profile = undefined;
  readonly size: number;
  readonly notes: string[] = [];
  readonly #database: Database;
  readonly #folder: string;
  readonly #select: string;
  readonly #before: string;
  #byRow: Statement | undefined;
  readonly #closeAtExit = (): void => this.close();

  /** @throws {UnreadableError} where it can't be opened, or is no database of aquadoggo */
  static async open(path: string): Promise<DatabaseSource> {
    const Opened = await loadSqlite(path);
    try {
      checkJournal(path);
      const before = stateOf(path);
      const { linked, folder, hasLog } = linkTo(path);
      try {
        const database = new Opened(linked, { readOnly: true });
        try {
          return new DatabaseSource(path, database, folder, hasLog, before);
        } catch (error) {
          database.close();
          throw error;
        }
      } catch (error) {
        rmSync(folder, { recursive: true, force: true });
        throw error;
      }
    } catch (error) {
      throw unreadable(path, error);
    }
  }

  private constructor(path: string, database: Database, folder: string, hasLog: boolean, before: string) {
    this.path = path;
    this.#database = database;
    this.#folder = folder;
    this.#before = before;
    this.size = sizeOf(path);
    if (hasLog) {
      this.notes.push(
        `${path}: its latest changes are in ${basename(path)}-wal and not in the file itself yet; ` +
          'they were read from there',
      );
    }
    // Without shared memory SQLite reads a write-ahead log only where it may take the database for itself.
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    this.#select = selectOf(path, database);
    process.once('exit', this.#closeAtExit);
  }

  async *batches(): AsyncGenerator<SourceBatch, void> {
    let statement: Statement | undefined;
    let last = 0;
    try {
      // Found at once, unlike the number of rows.
      const { newest } = this.#database.get('SELECT max(rowid) AS newest FROM entries') as {
        newest: unknown;
      };
      statement = this.#database.prepare(`${this.#select} ORDER BY rowid`);
      const rows = statement.iterate() as IterableIterator<Row>;
      for (let ended = false; !ended;) {
        const items: SourceItem[] = [];
        const damages: SourceDamage[] = [];
        const checked: RowColumns[] = [];
        try {
          while (items.length + damages.length < BATCH) {
            const next = rows.next();
            ended = next.done === true;
            if (ended) break;
            const row = next.value as Row;
            last = Number(row['rowid']);
            take(row, items, damages, checked);
          }
        } catch (error) {
          ended = true;
          const message = `${(error as Error).message}: what comes behind row ${last} was not read`;
          damages.push({ place: { row: last }, message });
        }
        yield {
          items,
          damages,
          rows: checked,
          done: ended ? this.size : (this.size * last) / Number(newest),
        };
        // Reading rows is synchronous: others get their turn here.
        await new Promise((resolve) => setImmediate(resolve));
      }
    } catch (error) {
      throw unreadable(this.path, error);
    } finally {
      finalize(statement);
    }
    if (stateOf(this.path) !== this.#before) {
      this.notes.push(
        `${this.path} was written to while it was read: what is told may be of no one moment. ` +
          'Stop the node, or read a copy that it made.',
      );
    }
  }

  itemAt(locator: number): { entry: Uint8Array; payload: Uint8Array | undefined } {
    this.#byRow ??= this.#database.prepare(`${this.#select} WHERE rowid = ?`);
    const row = this.#byRow.get(locator) as Row | null;
    const items: SourceItem[] = [];
    if (row) take(row, items, [], []);
    if (items.length === 0)
      throw new UnreadableError(`${this.path} has changed: row ${locator} is not there any more`);
    return items[0]!;
  }

  placeOf(locator: number): Place {
    return { row: locator };
  }

  close(): void {
    if (!this.#database.isOpen) return;
    process.off('exit', this.#closeAtExit);
    finalize(this.#byRow);
    this.#database.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Gives a statement's memory back. */
function finalize(statement: Statement | undefined): void {
  try {
    statement?.finalize();
  } catch {
    // It says once more what went wrong when it was last used.
  }
}

/** What changes where a database is written to. */
function stateOf(path: string): string {
  const real = realpathSync(path);
  return [real, `${real}-wal`, `${real}-journal`]
    .map((file) => statSync(file, { throwIfNoEntry: false }))
    .map((found) => (found && found.size > 0 ? `${found.mtimeMs} ${found.size}` : ''))
    .join('|');
}

/** @throws {UnreadableError} where the table is not as aquadoggo makes it */
function selectOf(path: string, database: Database): string {
  const names = (database.all('PRAGMA table_info(entries)') as Row[]).map(({ name }) => String(name));
  const has = (name: string): boolean => names.includes(name);
  const author = has('public_key') ? 'public_key' : 'author';
  const wanted = [author, 'entry_bytes', 'entry_hash', 'log_id', 'payload_bytes', 'payload_hash', 'seq_num'];
  const missing = wanted
    .filter((name) => !has(name))
    .map((name) => (name === 'author' ? 'public_key' : name));
  if (missing.length > 0) {
    const what =
      names.length === 0 ? 'has no table entries' : `has no ${missing.join(', ')} in its table entries`;
    throw new UnreadableError(`${path} is not a database of aquadoggo: it ${what}`);
  }
  return `SELECT rowid AS rowid, ${wanted.join(', ')} FROM entries`.replace(
    ' author,',
    ' author AS public_key,',
  );
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== 'string') return undefined;
  const bytes = Buffer.from(value, 'hex');
  // The rest of what isn't hex is dropped silently.
  if (2 * bytes.length !== value.length) return undefined;
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Takes a row apart. */
function take(row: Row, items: SourceItem[], damages: SourceDamage[], checked: RowColumns[]): void {
  const number = Number(row['rowid']);
  if (!Number.isSafeInteger(number)) {
    damages.push({ place: { row: number }, message: 'rows with numbers from 2^53 on are not read' });
    return;
  }
  const entry = bytesOf(row['entry_bytes']);
  const payload = row['payload_bytes'] === null ? undefined : bytesOf(row['payload_bytes']);
  if (!entry || (!payload && row['payload_bytes'] !== null)) {
    const column = entry ? 'payload_bytes' : 'entry_bytes';
    damages.push({ place: { row: number }, message: `its ${column} is not hex` });
    return;
  }
  const columns: Record<string, string> = {};
  for (const name of COLUMNS) columns[name] = String(row[name]);
  items.push({ entry, payload, locator: number });
  checked.push({ row: number, entry, columns });
}
