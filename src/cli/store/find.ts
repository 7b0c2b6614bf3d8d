import { createReadStream, type Stats } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { bundleProfile, HEADER_BYTES, RECORD_START } from '../../verify/bundle-format.js';
import { isBundle, isJsonLines, isProof, UnreadableError } from '../input.js';
import { DatabaseSource } from './database.js';
import { FileSource, StandardInput, unreadable } from './file.js';
import type { Source, SourceKind } from './source.js';

/** So much of a file is looked at to know what it is. */
const HEAD = 4096;

/** What files in a directory are called that are stores, damaged ones too. */
const EXTENSIONS: Readonly<Record<string, SourceKind>> = {
  '.bundle': 'bundle',
  '.cbor': 'bundle',
  '.jsonl': 'json-lines',
  '.ndjson': 'json-lines',
  '.sqlite': 'aquadoggo',
  '.sqlite3': 'aquadoggo',
  '.db': 'aquadoggo',
};

const SQLITE = Buffer.from('SQLite format 3\0', 'latin1');

/** Stores that paths name, and files in directories that looked like stores and are none. */
export interface Found {
  readonly sources: Source[];
  readonly skipped: { readonly path: string; readonly why: string }[];
}

/** What the first bytes say. */
function kindOf(head: Uint8Array): SourceKind | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  if (bytes.subarray(0, SQLITE.length).equals(SQLITE)) return 'aquadoggo';
  // A bundle whose header is damaged has its records still.
  if (isBundle(bytes) || bytes.includes(Buffer.from(RECORD_START))) return 'bundle';
  return isJsonLines(bytes) || isJsonLines(bytes.subarray(3)) ? 'json-lines' : undefined;
}

/**
 * Finds and opens what paths name: a bundle, JSON Lines, the database of an aquadoggo node, a directory of
 * these, or `-` for standard input. A directory is gone through with all below it, in the order of names;
 * what is no store there is passed by. A file that is named twice is opened once.
 *
 * @throws {UnreadableError} where a path names nothing that can be read
 */
export async function findSources(paths: readonly string[]): Promise<Found> {
  const found: Found = { sources: [], skipped: [] };
  const seen = new Set<string>();
  try {
    for (const path of paths) {
      if (path === '-') {
        if (seen.has(path)) continue;
        seen.add(path);
        found.sources.push(await openStandardInput(process.stdin));
        continue;
      }
      const files = await filesAt(path, seen);
      const before = found.sources.length;
      for (const file of files.paths) await openFile(file, files.isDirectory, found);
      if (files.isDirectory && files.paths.length > 0 && found.sources.length === before) {
        const passed = found.skipped.map(({ path: file, why }) => `; ${file}: ${why}`).join('');
        throw new UnreadableError(
          `there is no store in ${path}: no bundle, no JSON Lines, no database${passed}`,
        );
      }
      if (files.isEmpty) throw new UnreadableError(`there is no file in ${path}`);
    }
  } catch (error) {
    for (const source of found.sources) source.close();
    throw error;
  }
  return found;
}

async function filesAt(
  path: string,
  seen: Set<string>,
): Promise<{ paths: string[]; isDirectory: boolean; isEmpty: boolean }> {
  const isDirectory = (await statOf(path)).isDirectory();
  const paths: string[] = [];
  let isEmpty = true;
  const visit = async (at: string, named: boolean): Promise<void> => {
    const info = named ? await statOf(at) : await stat(at).catch(() => undefined);
    // A link that leads nowhere.
    if (!info) return;
    const real = await realpath(at);
    if (info.isDirectory()) {
      if (seen.has(real)) return;
      seen.add(real);
      const names = await readdir(at).catch((error: unknown) => {
        throw unreadable(at, error);
      });
      for (const name of names.sort()) await visit(join(at, name), false);
    } else if (info.isFile() || named) {
      isEmpty = false;
      if (seen.has(real)) return;
      seen.add(real);
      paths.push(at);
    }
  };
  await visit(path, true);
  return { paths, isDirectory, isEmpty };
}

async function statOf(path: string): Promise<Stats> {
  return stat(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new UnreadableError(`there is no file or directory ${path}`);
    }
    throw unreadable(path, error);
  });
}

/** @param inDirectory whether it was found and not named: then it may be something else */
async function openFile(path: string, inDirectory: boolean, { sources, skipped }: Found): Promise<void> {
  const info = await statOf(path);
  if (!info.isFile()) {
    sources.push(await openStandardInput(createReadStream(path), path));
    return;
  }
  const head = await headOf(path);
  const extension = EXTENSIONS[extname(path).toLowerCase()];
  const kind = kindOf(head) ?? extension;
  try {
    if (kind === 'aquadoggo' && (kindOf(head) === kind || !inDirectory)) {
      sources.push(await DatabaseSource.open(path));
    } else if (kind === 'bundle' || kind === 'json-lines') {
      sources.push(new FileSource(path, kind, profileOf(kind, head, path), info.size));
    } else if (!inDirectory)
      throw new UnreadableError(
        isProof(head)
          ? `${path} is a proof: sasako proof verify reads it`
          : `${path} is no store: neither a bundle nor JSON Lines nor a database`,
      );
    else if (extension) skipped.push({ path, why: 'it is not what its name says' });
  } catch (error) {
    if (!inDirectory || !(error instanceof UnreadableError)) throw error;
    skipped.push({ path, why: error.message });
  }
}

async function headOf(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(HEAD), 0, HEAD, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

function profileOf(kind: SourceKind, head: Uint8Array, path: string): Source['profile'] {
  if (kind !== 'bundle') return undefined;
  try {
    return bundleProfile(head.subarray(0, HEADER_BYTES));
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function openStandardInput(stream: Readable, path = 'standard input'): Promise<Source> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, undefined>;
  const parts: Uint8Array[] = [];
  for (let got = 0; got < HEAD;) {
    const next = await chunks.next();
    if (next.done) break;
    parts.push(next.value);
    got += next.value.length;
  }
  const head = Buffer.concat(parts);
  const kind = kindOf(head);
  if (kind === 'aquadoggo')
    throw new UnreadableError(`${path} is a database, which is read from a file only`);
  if (kind === undefined && head.toString().trim() !== '')
    throw new UnreadableError(`${path} is neither a bundle nor JSON Lines`);
  const all = (async function* () {
    yield* parts;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  })();
  return new StandardInput(
    path,
    stream,
    all,
    kind ?? 'json-lines',
    profileOf(kind ?? 'json-lines', head, path),
  );
}
