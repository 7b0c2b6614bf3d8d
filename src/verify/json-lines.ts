import { checkBytes, type Optional } from '../bamboo/arguments.js';
import {
  checkChunks,
  checkLimit,
  scanBytes,
  scanChunks,
  type ByteChunks,
  type Scanner,
  type StoreBatch,
} from './stored.js';

/** How JSON Lines are to be read. */
export interface JsonLinesOptions {
  /** A longer line is damage; it isn't held. 128 MiB where it isn't said. */
  readonly maxLineBytes?: Optional<number>;
}

/** The most that a line takes, where the caller says nothing. */
export const MAX_LINE_BYTES = 128 * 1024 * 1024;

/**
 * Reads entries from JSON Lines, `{"entry": "00…", "payload": "a1…"}` a line, in hex; `payload` may be null
 * or missing. Blank lines are skipped, and a line that is something else is told with its number and
 * position. Nothing is verified.
 *
 * @param chunks the bytes, UTF-8, cut in any way
 * @returns batches in the order of the lines
 * @throws {TypeError} {RangeError} for misuse, with the argument's name; what `chunks` throws
 * @example
 * for await (const { items, damages } of readJsonLines(process.stdin)) count += items.length;
 */
export function readJsonLines(
  chunks: ByteChunks,
  options: JsonLinesOptions = {},
): AsyncGenerator<StoreBatch> {
  const limit = checkLimit(options, 'maxLineBytes', MAX_LINE_BYTES);
  return scanChunks(checkChunks(chunks), new LineScanner(limit));
}

/**
 * Reads JSON Lines that are in memory, as {@link readJsonLines} does.
 *
 * @throws {TypeError} {RangeError} for misuse, with the argument's name
 * @example decodeJsonLines(bytes).items.length // 13
 */
export function decodeJsonLines(
  bytes: Uint8Array,
  options: JsonLinesOptions = {},
): Pick<StoreBatch, 'items' | 'damages'> {
  const limit = checkLimit(options, 'maxLineBytes', MAX_LINE_BYTES);
  const { items, damages } = scanBytes(checkBytes(bytes, 'bytes'), new LineScanner(limit));
  return { items, damages };
}

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf);

const EMPTY = new Uint8Array(0);

class LineScanner implements Scanner {
  readonly #limit: number;
  readonly started = true;
  #line = 1;
  /** How many of the bytes that wait are known to hold no newline. */
  #seen = 0;
  /** Where the bytes of the next items go. */
  #room: Uint8Array = EMPTY;
  /** The offset of a line that is too long, while its end is looked for. */
  #tooLong: number | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  scan(bytes: Uint8Array, base: number, ended: boolean, batch: StoreBatch): number {
    let at = 0;
    this.#room = EMPTY;
    while (at < bytes.length) {
      const found = bytes.indexOf(NEWLINE, at + this.#seen);
      if (found < 0 && !ended) {
        if (this.#tooLong === undefined && bytes.length - at <= this.#limit) {
          this.#seen = bytes.length - at;
          return at;
        }
        this.#tooLong ??= base + at;
        this.#seen = 0;
        return bytes.length;
      }
      const end = found < 0 ? bytes.length : found;
      const next = found < 0 ? end : end + 1;
      const offset = this.#tooLong ?? base + at;
      if (base + end - offset > this.#limit) {
        this.#tooLongIs(batch, offset, base + next);
      } else {
        // One piece of memory for all the lines: hex takes twice the room of what it says.
        if (this.#room.length === 0) this.#room = new Uint8Array((bytes.length - at) >> 1);
        this.#read(bytes.subarray(at, end), offset, base + next, batch);
      }
      this.#tooLong = undefined;
      this.#seen = 0;
      this.#line++;
      at = next;
    }
    // A line that is too long may end with the bytes.
    if (ended && this.#tooLong !== undefined) {
      this.#tooLongIs(batch, this.#tooLong, base + at);
      this.#tooLong = undefined;
    }
    return at;
  }

  #tooLongIs(batch: StoreBatch, offset: number, end: number): void {
    this.#damage(batch, offset, end, `the line is longer than the limit, ${this.#limit} bytes`);
  }

  #damage(batch: StoreBatch, offset: number, end: number, message: string): void {
    batch.damages.push({ offset, end, line: this.#line, message });
  }

  #read(bytes: Uint8Array, offset: number, end: number, batch: StoreBatch): void {
    const read = readLine(this.#line === 1 ? withoutMark(bytes) : bytes);
    if (read === undefined) return;
    if (typeof read === 'string') return this.#damage(batch, offset, end, read);
    const entry = this.#bytes(read.entry);
    if (!entry)
      return this.#damage(
        batch,
        offset,
        end,
        read.entry === undefined ? 'there is no entry' : 'entry is not hex',
      );
    const payload = read.payload === undefined ? undefined : this.#bytes(read.payload);
    if (read.payload !== undefined && !payload) {
      return this.#damage(batch, offset, end, 'payload is neither null nor hex');
    }
    batch.items.push({ entry, payload, offset, line: this.#line });
  }

  #bytes(hex: unknown): Uint8Array | undefined {
    if (typeof hex !== 'string' || hex.length % 2 !== 0) return undefined;
    const bytes = this.#room.subarray(0, hex.length / 2);
    this.#room = this.#room.subarray(bytes.length);
    return writeHex(hex, bytes) ? bytes : undefined;
  }
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  return BYTE_ORDER_MARK.every((byte, i) => bytes[i] === byte) ? bytes.subarray(3) : bytes;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Lines longer than this are looked at before they are parsed. */
const SHORT_LINE = 65_536;
const QUOTE = 0x22;
const BRACKET = 0x5b;
const BRACE = 0x7b;
/** Two names, two values of hex. */
const MOST_QUOTES = 8;

/** Whether a line may be an entry and a payload: what it holds besides could take a hundred times the line's memory. */
function isFlat(bytes: Uint8Array): boolean {
  let quotes = 0;
  for (let at = bytes.indexOf(QUOTE); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) {
    if (++quotes > MOST_QUOTES) return false;
  }
  return bytes.indexOf(BRACKET) < 0 && bytes.indexOf(BRACE) === bytes.lastIndexOf(BRACE);
}

/** What a line holds; `undefined` for a blank one; what is wrong with it, in words. */
function readLine(bytes: Uint8Array): { entry: unknown; payload: unknown } | string | undefined {
  if (bytes.length > SHORT_LINE && !isFlat(bytes)) return 'the line holds more than entry and payload';
  let value: unknown;
  try {
    const text = utf8.decode(bytes);
    if (/^[ \t\r]*$/.test(text)) return undefined;
    value = JSON.parse(text);
  } catch (error) {
    return error instanceof SyntaxError ? 'the line is no JSON' : 'the line is no UTF-8';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'the line is no object';
  for (const name in value) {
    if (name !== 'entry' && name !== 'payload') {
      const shown = JSON.stringify(name.length > 40 ? `${name.slice(0, 40)}…` : name);
      return `the line has the field ${shown}, and only entry and payload are known`;
    }
  }
  const { entry, payload } = value as { entry?: unknown; payload?: unknown };
  return { entry, payload: payload ?? undefined };
}

/** The value of each hex digit by its character code, and 16 for what is none. */
const DIGITS = new Uint8Array(256).fill(16);
for (let value = 0; value < 16; value++) {
  const digit = value.toString(16);
  DIGITS[digit.charCodeAt(0)] = value;
  DIGITS[digit.toUpperCase().charCodeAt(0)] = value;
}

/** Writes what hex says. @returns whether all digits were such */
function writeHex(hex: string, bytes: Uint8Array): boolean {
  let digits = 0;
  for (let i = 0, at = 0; i < bytes.length; i++, at += 2) {
    const high = DIGITS[hex.charCodeAt(at)] ?? 16;
    const low = DIGITS[hex.charCodeAt(at + 1)] ?? 16;
    digits |= high | low;
    bytes[i] = (high << 4) | low;
  }
  return digits < 16;
}
