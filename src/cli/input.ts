import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { RECORD_START } from '../verify/bundle-format.js';
import { readBundle, readJsonLines, type StoreBatch } from '../verify/index.js';

/** So many bytes tell what an input is. */
const HEAD_LENGTH = 64;

/** Something that can't be read, in words. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/** A file or standard input, of which the first bytes are at hand. */
export interface Input {
  /** As errors call it. */
  readonly name: string;
  readonly head: Uint8Array;
  /** All of it, the head included. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const stream: AsyncIterable<Uint8Array> = path === '-' ? process.stdin : createReadStream(path);
  try {
    yield* stream;
  } catch (error) {
    throw new UnreadableError(
      `${path} can't be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function* after(head: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  yield* rest;
}

/** Opens a file, or `-` for standard input. @throws {UnreadableError} where there is none */
export async function openInput(path: string): Promise<Input> {
  if (path !== '-') {
    const found = await stat(path).catch(() => undefined);
    if (!found) throw new UnreadableError(`there is no file ${path}`);
    if (found.isDirectory()) throw new UnreadableError(`${path} is a directory`);
  }
  const chunks = chunksOf(path);
  const parts: Uint8Array[] = [];
  for (let got = 0; got < HEAD_LENGTH;) {
    const next = await chunks.next();
    if (next.done) break;
    parts.push(next.value);
    got += next.value.length;
  }
  const head = Buffer.concat(parts);
  return { name: path === '-' ? 'standard input' : path, head, chunks: after(head, chunks) };
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

/** Whether the bytes begin with a CBOR array, however long, whose first element is a text. */
function beginsWithArrayOf(text: string, bytes: Uint8Array): boolean {
  const magic = [0x60 | text.length, ...Buffer.from(text)];
  return bytes[0] !== undefined && bytes[0] >> 5 === 4 && magic.every((byte, i) => bytes[1 + i] === byte);
}

/** Whether the bytes begin as a proof does, of whatever version. */
export const isProof = (bytes: Uint8Array): boolean => beginsWithArrayOf('bamboo-proof', bytes);
/** Whether the bytes begin as a bundle does, of whatever version; one whose header is damaged still has its records. */
export const isBundle = (bytes: Uint8Array): boolean =>
  beginsWithArrayOf('bamboo-bundle', bytes) || Buffer.from(bytes).includes(Buffer.from(RECORD_START));
/** Whether the bytes begin as JSON Lines do: with an object. Hex has no brace, and no entry begins with one. */
export const isJsonLines = (bytes: Uint8Array): boolean =>
  /^\s*\{/.test(Buffer.from(bytes).toString('latin1'));

/** The batches of a bundle or of JSON Lines. @throws {UnreadableError} where a bundle is of a version that isn't known */
export async function* readRecords(
  type: 'bundle' | 'lines',
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<StoreBatch, void> {
  try {
    yield* type === 'bundle' ? readBundle(chunks) : readJsonLines(chunks);
  } catch (error) {
    if (error instanceof Error && error.constructor === Error) throw new UnreadableError(error.message);
    throw error;
  }
}
