import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** So much of an input is looked at to know what it is, or less where there is less. */
const HEAD_LENGTH = 4096;

/** Something that can't be read, in words. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/** What went wrong with a file, in words. */
export function unreadable(path: string, error: unknown): UnreadableError {
  if (error instanceof UnreadableError) return error;
  return new UnreadableError(
    `${path} can't be read: ${error instanceof Error ? error.message : String(error)}`,
  );
}

/** What messages call a path: `-` is standard input. */
export const nameOf = (path: string): string => (path === '-' ? 'standard input' : path);

/** A file, a pipe or standard input, of which the first bytes are at hand. */
export interface Input {
  /** As errors call it. */
  readonly name: string;
  readonly head: Uint8Array;
  /** All of it, the head included. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Gives it up, also while somebody waits for its next bytes. */
  close(): void;
}

async function* chunksOf(stream: Readable, name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* stream as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw unreadable(name, error);
  }
}

async function* after(
  parts: readonly Uint8Array[],
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* parts;
  yield* rest;
}

/** What a path leads to. @throws {UnreadableError} where that is nothing */
export async function statOf(path: string): Promise<Stats> {
  return stat(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new UnreadableError(`there is no file or directory ${path}`);
    }
    throw unreadable(path, error);
  });
}

/** Opens a file, a pipe, or `-` for standard input. @throws {UnreadableError} where there is none */
export async function openInput(path: string): Promise<Input> {
  if (path !== '-' && (await statOf(path)).isDirectory()) {
    throw new UnreadableError(`${path} is a directory`);
  }
  const name = nameOf(path);
  const stream = path === '-' ? process.stdin : createReadStream(path);
  const chunks = chunksOf(stream, name);
  const parts: Uint8Array[] = [];
  for (let got = 0; got < HEAD_LENGTH;) {
    const next = await chunks.next();
    if (next.done) break;
    parts.push(next.value);
    got += next.value.length;
  }
  const head = Buffer.concat(parts).subarray(0, HEAD_LENGTH);
  return { name, head, chunks: after(parts, chunks), close: () => void stream.destroy() };
}

/** All of an input, up to a limit. @param told what the error says besides @throws {UnreadableError} where there is more */
export async function readWhole({ name, chunks }: Input, limit: number, told: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of chunks) {
    parts.push(part);
    length += part.length;
    if (length > limit) throw new UnreadableError(`${name} is longer than ${limit} bytes; ${told}`);
  }
  return Buffer.concat(parts);
}
