import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { bundleProfile, HEADER_BYTES } from '../../verify/bundle-format.js';
import { formatOf, type Format } from '../format.js';
import { openInput, statOf, unreadable, UnreadableError, type Input } from '../input.js';
import { DatabaseSource } from './database.js';
import { FileSource, StandardInput } from './file.js';
import type { Source, SourceKind } from './source.js';

/** What SQLite puts beside a database, and reads with it. */
const BESIDE_DATABASES = /-(wal|shm|journal)$/;

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

/** What paths name. */
export interface Found {
  readonly sources: Source[];
  /** Files in directories that look like stores, and can't be read. */
  readonly skipped: { readonly path: string; readonly why: string }[];
  /** Files in directories that don't even look like stores. */
  readonly others: string[];
}

/**
 * Finds and opens what paths name: a bundle, JSON Lines, the database of an aquadoggo node, a directory of
 * these, or `-` for standard input. A directory is gone through with all below it, in the order of names;
 * what is no store there is passed by. A file that is named twice is opened once.
 *
 * @param once whether no entry is wanted again, so that what comes through pipes need not be kept
 * @throws {UnreadableError} where a path names nothing that can be read
 */
export async function findSources(paths: readonly string[], once: boolean): Promise<Found> {
  const found: Found = { sources: [], skipped: [], others: [] };
  const seen = new Set<string>();
  try {
    for (const path of paths) {
      if (path === '-') {
        if (seen.has(path)) continue;
        seen.add(path);
        found.sources.push(await openStream(path, once));
        continue;
      }
      const files = await filesAt(path, seen);
      const before = found.sources.length;
      for (const file of files.paths) await openFile(file, files.isDirectory, once, found);
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

/** What the first bytes of something say. */
interface Kind {
  readonly format: Format | undefined;
  readonly profile: Source['profile'];
}

function kindOf({ head, name }: Input): Kind {
  const format = formatOf(head);
  try {
    return {
      format,
      profile: format === 'bundle' ? bundleProfile(head.subarray(0, HEADER_BYTES)) : undefined,
    };
  } catch (error) {
    throw unreadable(name, error);
  }
}

/** Whether something begins as JSON does that was laid out for people. */
function isOverLines(head: Uint8Array): boolean {
  return /^(\xef\xbb\xbf)?\s*\{\s*\n/.test(Buffer.from(head).toString('latin1'));
}

const notAStore = (name: string): UnreadableError =>
  new UnreadableError(`${name} is no store: neither a bundle nor JSON Lines nor a database`);
const overLines = (name: string): UnreadableError =>
  new UnreadableError(`${name} is JSON that goes over several lines: JSON Lines has an entry in each line`);
const isAProof = (name: string): UnreadableError =>
  new UnreadableError(`${name} is a proof: sasako proof verify reads it`);

/** @param inDirectory whether it was found and not named: then it may be something else */
async function openFile(
  path: string,
  inDirectory: boolean,
  once: boolean,
  { sources, skipped, others }: Found,
): Promise<void> {
  const info = await statOf(path);
  if (!info.isFile()) {
    sources.push(await openStream(path, once));
    return;
  }
  const input = await openInput(path);
  // It is opened anew when it is read.
  input.close();
  const extension = EXTENSIONS[extname(path).toLowerCase()];
  try {
    const { format, profile } = kindOf(input);
    // Whatever else is JSON in a directory is not meant.
    if (
      inDirectory &&
      format === 'json-lines' &&
      !extension &&
      !Buffer.from(input.head).includes('"entry"')
    ) {
      others.push(path);
      return;
    }
    const kind = format ?? extension;
    if (kind === 'json-lines' && isOverLines(input.head)) {
      throw overLines(path);
    }
    if (kind === 'bundle' || kind === 'json-lines') {
      sources.push(new FileSource(path, kind, profile, info.size));
    } else if (format === 'aquadoggo' || (kind === 'aquadoggo' && !inDirectory)) {
      sources.push(await DatabaseSource.open(path));
    } else if (!inDirectory) throw format === 'proof' ? isAProof(path) : notAStore(path);
    else if (extension) skipped.push({ path, why: 'it is not what its name says' });
    else if (!BESIDE_DATABASES.test(path)) others.push(path);
  } catch (error) {
    if (!inDirectory || !(error instanceof UnreadableError)) throw error;
    skipped.push({ path, why: error.message });
  }
}

/** Standard input, or a pipe: something whose bytes come once. */
async function openStream(path: string, once: boolean): Promise<Source> {
  const input = await openInput(path);
  try {
    const { name, head } = input;
    const { format, profile } = kindOf(input);
    if (format === 'aquadoggo')
      throw new UnreadableError(`${name} is a database, which is read from a file only`);
    if (format === 'proof') throw isAProof(name);
    if (format === 'json-lines' && isOverLines(head)) throw overLines(name);
    if (format === undefined && Buffer.from(head).toString().trim() !== '')
      throw new UnreadableError(`${name} is neither a bundle nor JSON Lines`);
    return new StandardInput(input, format ?? 'json-lines', profile, once);
  } catch (error) {
    input.close();
    throw error;
  }
}
