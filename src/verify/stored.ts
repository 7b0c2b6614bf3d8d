import { checkBytes, checkObject, checkOptions } from '../bamboo/arguments.js';
import type { Profile } from '../bamboo/profile.js';

/**
 * Bytes of a file or a stream, in pieces of any size. A Node stream and a web `ReadableStream` under Node are
 * such.
 */
export type ByteChunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * An entry out of a bundle or of JSON Lines, as it stands there: nothing about it is verified. Its bytes are
 * views into memory that a batch shares: who keeps few items of many copies them.
 */
export interface StoredItem {
  readonly entry: Uint8Array;
  /** `undefined` where there is none. An empty payload is one. */
  readonly payload: Uint8Array | undefined;
  /** Where its record or line begins, in bytes from the start. */
  readonly offset: number;
  /** The number of its line, from 1, where there are lines. */
  readonly line?: number;
}

/** Bytes that could not be read. What comes after them could. */
export interface Damage {
  /** The first byte, counted from the start. */
  readonly offset: number;
  /** Where reading went on: the first byte behind the damage. */
  readonly end: number;
  /** The number of the line, from 1, where there are lines. */
  readonly line?: number;
  /** What is wrong, in words. */
  readonly message: string;
}

/** What came out of some of the bytes. Batches, so that nothing is asynchronous for a single entry. */
export interface StoreBatch {
  /** In the order of the bytes. */
  readonly items: StoredItem[];
  /** In the order of the bytes. */
  readonly damages: Damage[];
  /** How many bytes have been read so far, for progress. */
  readonly end: number;
  /** With the first batch of a bundle: what its header says, `undefined` where the header is damaged. */
  readonly profile?: Profile | undefined;
}

/**
 * Takes what can be read from the front of some bytes. Whatever it decides must not depend on how they were
 * cut.
 */
export interface Scanner {
  /**
   * @param bytes all that there is and was not consumed before
   * @param base how many bytes were consumed before
   * @param ended whether no more bytes come
   * @param batch where items and damages go
   * @returns how many of the bytes are done with
   */
  scan(bytes: Uint8Array, base: number, ended: boolean, batch: StoreBatch): number;
  /** Whether a batch can go out: a bundle's first one waits until the header is read. */
  readonly started: boolean;
  /** What the header said. */
  readonly profile?: Profile | undefined;
}

/** Longer pieces are cut, so that no batch is much larger, whatever the caller reads with. */
const PIECE = 256 * 1024;

/**
 * Bytes waiting to be scanned, in one stretch of memory. What a scanner hands out may be views: nothing is
 * written twice.
 */
class Waiting {
  #buffer = new Uint8Array(2 * PIECE);
  #start = 0;
  #end = 0;
  /** How many bytes have gone. */
  base = 0;

  append(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#buffer.length) {
      const held = this.bytes;
      // What is half full is made twice as large, or copying would come too often.
      let size = 2 * PIECE;
      while (2 * held.length + bytes.length > size) size *= 2;
      this.#buffer = new Uint8Array(size);
      this.#buffer.set(held);
      this.#start = 0;
      this.#end = held.length;
    }
    this.#buffer.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  get bytes(): Uint8Array {
    return this.#buffer.subarray(this.#start, this.#end);
  }

  get read(): number {
    return this.base + this.#end - this.#start;
  }

  drop(count: number): void {
    this.#start += count;
    this.base += count;
  }
}

function scanned(scanner: Scanner, waiting: Waiting, ended: boolean, batch: StoreBatch): StoreBatch {
  waiting.drop(scanner.scan(waiting.bytes, waiting.base, ended, batch));
  return { ...batch, end: waiting.read };
}

const emptyBatch = (): StoreBatch => ({ items: [], damages: [], end: 0 });

/** Runs a scanner over chunks. The first batch tells the profile. */
export async function* scanChunks(chunks: ByteChunks, scanner: Scanner): AsyncGenerator<StoreBatch> {
  const waiting = new Waiting();
  let batch = emptyBatch();
  let first = true;
  const ready = (): StoreBatch => {
    const whole = first && scanner.profile ? { ...batch, profile: scanner.profile } : batch;
    first = false;
    batch = emptyBatch();
    return whole;
  };
  let count = 0;
  for await (const chunk of chunks) {
    const bytes = checkBytes(chunk, `chunks[${count++}]`);
    for (let at = 0; at < bytes.length; at += PIECE) {
      waiting.append(bytes.subarray(at, at + PIECE));
      batch = scanned(scanner, waiting, false, batch);
      if (scanner.started) yield ready();
    }
  }
  batch = scanned(scanner, waiting, true, batch);
  yield ready();
}

/** Runs a scanner over bytes that are all there. */
export function scanBytes(bytes: Uint8Array, scanner: Scanner): StoreBatch {
  const batch = emptyBatch();
  scanner.scan(bytes, 0, true, batch);
  return { ...batch, end: bytes.length, profile: scanner.profile };
}

/** @throws {TypeError} where `chunks` can't be iterated */
export function checkChunks(chunks: unknown): ByteChunks {
  const given = checkObject(chunks, 'chunks');
  if (!(Symbol.asyncIterator in given) && !(Symbol.iterator in given)) {
    throw new TypeError('chunks must be iterable, or asynchronously so');
  }
  return given as unknown as ByteChunks;
}

/** The most that a record or a line may take. @throws {TypeError} {RangeError} with the option's name */
export function checkLimit(options: unknown, name: string, standard: number): number {
  const limit = checkOptions(options, [name])[name] ?? standard;
  if (typeof limit !== 'number') throw new TypeError(`${name} must be a number`);
  if (!Number.isSafeInteger(limit) || limit < 1) {
    throw new RangeError(`${name} must be a whole number of bytes, 1 or more`);
  }
  return limit;
}
