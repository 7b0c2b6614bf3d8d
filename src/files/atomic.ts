import { randomBytes } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { open, readlink, realpath, rename, stat, statfs, unlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** A file that can't be written; the message says which, and what is in the way. */
export class UnwritableError extends Error {
  override readonly name = 'UnwritableError';
}

/**
 * Temporary files that are being written. When the process ends by itself, or is asked to, they are not left
 * behind.
 */
const unfinished = new Set<string>();
/** So much of a file's name is in that of its temporary file: names have 255 bytes at the most, and a character up to 4. */
const LONGEST_PREFIX = 48;
/** As many as Linux follows. */
const MOST_LINKS = 40;
const ENDING = { SIGINT: 130, SIGTERM: 143 } as const;

function removeUnfinished(): void {
  for (const path of unfinished) {
    try {
      unlinkSync(path);
    } catch {
      // Nothing more can be done.
    }
  }
}

/** Where nobody else listens, the process ends as it would have. */
function endBy(signal: keyof typeof ENDING): void {
  if (process.listenerCount(signal) === 1) process.exit(ENDING[signal]);
}

function begin(path: string): void {
  unfinished.add(path);
  if (unfinished.size > 1) return;
  process.on('exit', removeUnfinished);
  process.on('SIGINT', endBy);
  process.on('SIGTERM', endBy);
}

function end(path: string): void {
  unfinished.delete(path);
  if (unfinished.size > 0) return;
  process.off('exit', removeUnfinished);
  process.off('SIGINT', endBy);
  process.off('SIGTERM', endBy);
}

/**
 * Writes a file so that there is always a whole one: the bytes go to a temporary file in the same folder,
 * which takes the place of the old one only when all of it is on the disk. When something goes wrong the
 * temporary file is removed and the old file is as it was, and when the process is killed the old file is as
 * it was too.
 *
 * What is no regular file, such as a pipe, is written to as it is. Where the path is a link, what it leads to
 * is replaced.
 *
 * @param content the file's bytes, or pieces of them as they come
 * @returns how many bytes were written
 * @throws {UnwritableError} (rejects) where it can't be written, with the name of the file and what is in the
 * way: where the disk is full, how much room was needed and is left; what `content` throws
 * @example
 * await writeAtomically('log.snapshot', verifier.snapshot());
 * await writeAtomically('replica.bundle', writeBundle('p2panda', items));
 */
export async function writeAtomically(
  path: string,
  content: Uint8Array | AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  const pieces = content instanceof Uint8Array ? [content] : content;
  const target = await targetOf(path);
  const old = await stat(target).catch(() => undefined);
  if (old?.isDirectory()) throw new UnwritableError(`${path} can't be written: it is a directory`);
  const isRegular = old?.isFile() ?? true;
  // Hidden, and unmistakably not what it is to become.
  const name = `.${basename(target).slice(0, LONGEST_PREFIX)}.${randomBytes(6).toString('hex')}.tmp`;
  const temporary = isRegular ? join(dirname(target), name) : undefined;
  const writing = new Writing(path, isRegular);
  if (temporary === undefined) {
    const file = await writing.doing(() => open(target, 'w'));
    await writing.all(file, pieces, false);
    return writing.written;
  }
  const file = await writing.doing(() => open(temporary, 'wx', old ? old.mode & 0o777 : 0o666));
  begin(temporary);
  try {
    // Whatever mask is set, it stays as accessible as it was.
    if (old) await writing.doing(() => file.chmod(old.mode & 0o777));
    await writing.all(file, pieces, true);
    await writing.doing(() => rename(temporary, target));
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  } finally {
    end(temporary);
  }
  await syncFolder(dirname(target));
  return writing.written;
}

/** What a path leads to through links, be it there or not. */
async function targetOf(path: string): Promise<string> {
  let target = path;
  for (let links = 0; links < MOST_LINKS; links++) {
    const real = await realpath(target).catch(() => undefined);
    if (real !== undefined) return real;
    const next = await readlink(target).catch(() => undefined);
    if (next === undefined) return target;
    target = resolve(dirname(target), next);
  }
  throw new UnwritableError(`${path} can't be written: its links lead round in circles`);
}

/** So that the new name lasts, where the platform can say so. */
async function syncFolder(folder: string): Promise<void> {
  const file = await open(folder, 'r').catch(() => undefined);
  await file?.sync().catch(() => undefined);
  await file?.close();
}

class Writing {
  readonly #path: string;
  readonly #isRegular: boolean;
  written = 0;

  constructor(path: string, isRegular: boolean) {
    this.#path = path;
    this.#isRegular = isRegular;
  }

  async all(
    file: FileHandle,
    pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    durable: boolean,
  ): Promise<void> {
    try {
      for await (const piece of pieces) {
        for (let at = 0; at < piece.length;) {
          const { bytesWritten } = await this.doing(() => file.write(piece, at), piece.length - at);
          at += bytesWritten;
          this.written += bytesWritten;
        }
      }
      if (durable) await this.doing(() => file.sync());
    } finally {
      await file.close();
    }
  }

  /**
   * Does something with the file, and says in words what is wrong where it fails.
   *
   * @param needed bytes that it would take
   */
  async doing<T>(action: () => Promise<T>, needed = 0): Promise<T> {
    try {
      return await action();
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      throw new UnwritableError(
        `${this.#path} can't be written: ${await this.#inWords(code, message, needed)}`,
        {
          cause: error,
        },
      );
    }
  }

  async #inWords(code: string | undefined, message: string, needed: number): Promise<string> {
    const reached = `it needs more than the ${this.written} bytes that were written`;
    if ((code === 'ENOSPC' || code === 'EDQUOT') && !this.#isRegular) {
      return `there is no room on the device: ${reached}`;
    }
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      const left = await statfs(dirname(this.#path)).catch(() => undefined);
      const room = left ? `, and ${left.bavail * left.bsize} bytes are left there now` : '';
      const what = code === 'ENOSPC' ? 'the disk is full' : 'the quota is used up';
      return `${what}: ${reached}, at least ${needed} more${room}. What was there before is unchanged`;
    }
    if (code === 'EFBIG')
      return `the limit for the size of a file is reached: ${reached}. What was there before is unchanged`;
    if (code === 'ENOENT') return 'there is no such folder';
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'that is not permitted';
    return message;
  }
}
