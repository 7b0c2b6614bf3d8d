import { checkBytes, type Optional } from '../bamboo/arguments.js';
import type { Profile } from '../bamboo/profile.js';
import {
  bundleHeader,
  bundleProfile,
  HEADER_BYTES,
  MAX_RECORD_BYTES,
  RECORD_START,
  startsWith,
} from './bundle-format.js';
import { BYTES, LEAST_IN_BYTES, MOST_INFO, SMALLEST, UINT } from './cbor-head.js';
import {
  checkChunks,
  checkLimit,
  scanBytes,
  scanChunks,
  type ByteChunks,
  type Damage,
  type Scanner,
  type StoreBatch,
  type StoredItem,
} from './stored.js';

/** How a bundle is to be read. */
export interface BundleOptions {
  /** A record that says it is longer is damage; nothing is set aside for it. 64 MiB where it isn't said. */
  readonly maxRecordBytes?: Optional<number>;
}

/** A bundle in memory, taken apart. */
export interface DecodedBundle {
  /** What the header says; `undefined` where the header is damaged. */
  readonly profile: Profile | undefined;
  readonly items: readonly StoredItem[];
  readonly damages: readonly Damage[];
}

/**
 * Reads a bundle as its bytes come, in bounded memory: what is held is one record and one chunk. Damaged
 * bytes are told with their position, and the rest is read on. Nothing is verified.
 *
 * @param chunks the bytes, cut in any way
 * @returns batches in the order of the bytes; the first one tells the profile
 * @throws {TypeError} {RangeError} for misuse, with the argument's name; an Error (while reading) where the
 * bundle is of another version; what `chunks` throws
 * @example
 * for await (const { items, damages } of readBundle(createReadStream('a.bundle'))) {
 *   for (const { entry, payload } of items) keep(entry, payload);
 * }
 */
export function readBundle(chunks: ByteChunks, options: BundleOptions = {}): AsyncGenerator<StoreBatch> {
  const limit = checkLimit(options, 'maxRecordBytes', MAX_RECORD_BYTES);
  return scanChunks(checkChunks(chunks), new BundleScanner(limit));
}

/**
 * Reads a bundle that is in memory, as {@link readBundle} does.
 *
 * @throws {TypeError} {RangeError} for misuse; an Error where the bundle is of another version
 * @example decodeBundle(bytes).items.length // 13
 */
export function decodeBundle(bytes: Uint8Array, options: BundleOptions = {}): DecodedBundle {
  const limit = checkLimit(options, 'maxRecordBytes', MAX_RECORD_BYTES);
  const { profile, items, damages } = scanBytes(checkBytes(bytes, 'bytes'), new BundleScanner(limit));
  return { profile, items, damages };
}

/** The record begins as one, and its end has not come yet. */
const CUT_OFF = 0;

/** A head's length cannot be read yet, or is wrong. */
const UNREAD = -1;
const WRONG = -2;

/** The null of CBOR. */
const NULL = 0xf6;

/**
 * Finds records in bytes. A record has one form, so its heads are read here; cborg, which would copy what it
 * decodes, takes five times as long for the same. Tests hold the two together.
 */
class BundleScanner implements Scanner {
  readonly #limit: number;
  started = false;
  profile: Profile | undefined;
  /** What is being skipped, until a record that is whole. */
  #damage: { readonly offset: number; readonly message: string } | undefined;
  /** Where the head that was just read ends. */
  #headEnd = 0;
  // Where entry and payload of the record that was just read lie; the payload from -1 on where there is none.
  #entryStart = 0;
  #entryEnd = 0;
  #payloadStart = -1;
  #payloadEnd = -1;

  constructor(limit: number) {
    this.#limit = limit;
  }

  scan(bytes: Uint8Array, base: number, ended: boolean, batch: StoreBatch): number {
    let at = 0;
    if (!this.started) {
      if (bytes.length < HEADER_BYTES && !ended) return 0;
      this.started = true;
      this.profile = bundleProfile(bytes.subarray(0, HEADER_BYTES));
      if (this.profile) at = bundleHeader(this.profile).length;
      else this.#damage = { offset: 0, message: 'this is not the header of a bundle' };
    }
    for (;;) {
      if (this.#damage) at = nextStart(bytes, at, ended);
      if (at === bytes.length) break;
      const found = this.#recordAt(bytes, at);
      if (found === CUT_OFF && !ended) return at;
      if (typeof found === 'string' || found === CUT_OFF) {
        // The bytes from here to the next sound record are one damage, with the first thing that was wrong.
        const message = found === CUT_OFF ? 'the bundle ends within this record' : found;
        this.#damage ??= { offset: base + at, message };
        at++;
        continue;
      }
      this.#endDamage(base + at, batch);
      batch.items.push({
        entry: bytes.subarray(this.#entryStart, this.#entryEnd),
        payload: this.#payloadStart < 0 ? undefined : bytes.subarray(this.#payloadStart, this.#payloadEnd),
        offset: base + at,
      });
      at += found;
    }
    if (ended) this.#endDamage(base + at, batch);
    return at;
  }

  #endDamage(end: number, batch: StoreBatch): void {
    if (!this.#damage) return;
    batch.damages.push({ offset: this.#damage.offset, end, message: this.#damage.message });
    this.#damage = undefined;
  }

  /**
   * The length of the record at `bytes[at]`, {@link CUT_OFF}, or what is wrong with it; nothing is set aside
   * for a length that may not be right.
   */
  #recordAt(bytes: Uint8Array, at: number): number | string {
    if (!startsWith(bytes, RECORD_START, at)) {
      return bytes.length - at < RECORD_START.length && startsWith(RECORD_START, bytes.subarray(at))
        ? CUT_OFF
        : 'no record begins here';
    }
    const entry = this.#head(bytes, at + RECORD_START.length, BYTES);
    if (entry === UNREAD) return CUT_OFF;
    if (entry === WRONG) return 'its entry is no byte string in the deterministic encoding';
    this.#entryStart = this.#headEnd;
    this.#entryEnd = this.#headEnd + entry;
    if (this.#entryEnd - at > this.#limit) return this.#tooLong(this.#entryEnd - at);
    let end = this.#entryEnd;
    let payload = 0;
    if (bytes[end] === NULL) {
      this.#payloadStart = -1;
      end++;
    } else {
      payload = this.#head(bytes, end, BYTES);
      if (payload === UNREAD) return CUT_OFF;
      if (payload === WRONG)
        return 'its payload is neither null nor a byte string in the deterministic encoding';
      this.#payloadStart = this.#headEnd;
      this.#payloadEnd = end = this.#headEnd + payload;
      if (end - at > this.#limit) return this.#tooLong(end - at);
    }
    const size = this.#head(bytes, end, UINT);
    if (size === UNREAD) return CUT_OFF;
    if (size !== entry + payload) {
      const said = size === WRONG ? 'no number in the deterministic encoding' : String(size);
      return `its size is ${said}, and entry and payload have ${entry + payload} bytes`;
    }
    return this.#headEnd - at;
  }

  #tooLong(length: number): string {
    // Beyond that a number is rounded, in one way or another as the bytes are cut.
    const size = Number.isSafeInteger(length) ? `${length}` : 'more than 2^53';
    return `it would be ${size} bytes long, and the limit is ${this.#limit}`;
  }

  /**
   * The argument of the head at `bytes[at]`, which has to be of a major type, in the shortest form; sets
   * `#headEnd`.
   */
  #head(bytes: Uint8Array, at: number, majorType: number): number {
    const first = bytes[at];
    if (first === undefined) return UNREAD;
    const short = first & 0x1f;
    if (first >> 5 !== majorType || short > MOST_INFO) return WRONG;
    this.#headEnd = at + 1;
    if (short < LEAST_IN_BYTES) return short;
    const width = 1 << (short - LEAST_IN_BYTES);
    this.#headEnd = at + 1 + width;
    if (this.#headEnd > bytes.length) return UNREAD;
    let value = 0;
    for (let i = at + 1; i < this.#headEnd; i++) value = 256 * value + bytes[i]!;
    return value >= SMALLEST[short - LEAST_IN_BYTES]! ? value : WRONG;
  }
}

/**
 * Where the next record may begin; behind all bytes that are certainly not its beginning, where none is seen.
 */
function nextStart(bytes: Uint8Array, from: number, ended: boolean): number {
  const [first] = RECORD_START;
  for (let at = bytes.indexOf(first!, from); at >= 0; at = bytes.indexOf(first!, at + 1)) {
    if (startsWith(bytes, RECORD_START, at)) return at;
    if (!ended && bytes.length - at < RECORD_START.length) {
      // Its other bytes may come.
      if (startsWith(RECORD_START, bytes.subarray(at))) return at;
    }
  }
  return bytes.length;
}
