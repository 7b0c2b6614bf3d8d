import { halfValue, isHalf } from './floats.js';
import type { DataReason } from './reasons.js';
import { Refusal } from './refusal.js';
import { textAt } from './text.js';

// Major types of CBOR (RFC 8949, section 3.1).
export const UINT = 0;
export const NEGATIVE = 1;
export const BYTES = 2;
export const TEXT = 3;
export const LIST = 4;
export const MAP = 5;
export const TAG = 6;
export const SIMPLE = 7;

const KINDS = ['an integer', 'an integer', 'bytes', 'a text', 'a list', 'a map', 'a tag', 'a simple value'];

/** Reads canonical CBOR from left to right, and refuses all other (PAN-CBR-001 to PAN-CBR-009). */
export class CanonicalReader {
  at = 0;
  /** Of the head read last. */
  major = 0;
  /** Its low five bits. */
  info = 0;
  /** What it says: exact up to 2^53, and a little off above; see {@link bigArgument}. */
  argument = 0;
  /** Where its item begins. */
  offset = 0;
  #view: DataView | undefined;

  constructor(readonly bytes: Uint8Array) {}

  /** For what takes four or eight bytes; most operations need none. */
  get #wide(): DataView {
    return (this.#view ??= new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length));
  }

  /** @throws {Refusal} `CBOR_TRUNCATED` `CBOR_MALFORMED` `CBOR_NOT_CANONICAL` `CBOR_TAGGED` */
  head(): void {
    const { bytes, at } = this;
    this.offset = at;
    if (at >= bytes.length) throw this.#truncated();
    const first = bytes[at]!;
    this.major = first >> 5;
    const info = (this.info = first & 0x1f);
    if (info < 24) {
      this.argument = info;
      this.at = at + 1;
    } else this.#longHead(info, at + 1);
    if (this.major === TAG) throw new Refusal('CBOR_TAGGED', 'tags are not used', at);
  }

  #longHead(info: number, at: number): void {
    if (info > 27) throw this.#noLength(info);
    const end = at + (1 << (info - 24));
    if (end > this.bytes.length) throw this.#truncated();
    if (info === 24) this.argument = this.bytes[at]!;
    else if (info === 25) this.argument = (this.bytes[at]! << 8) | this.bytes[at + 1]!;
    else if (info === 26) this.argument = this.#wide.getUint32(at);
    else this.argument = this.#wide.getUint32(at) * 0x1_0000_0000 + this.#wide.getUint32(at + 4);
    this.at = end;
    if (this.major === SIMPLE) this.#checkSimple(info);
    else {
      const least = info === 24 ? 24 : info === 25 ? 0x100 : info === 26 ? 0x1_0000 : 0x1_0000_0000;
      if (this.argument < least) throw this.#notCanonical('a number or length is longer than it needs to be');
    }
  }

  #checkSimple(info: number): void {
    if (info === 24) {
      if (this.argument < 32) throw this.#malformed('a simple value below 32 takes two bytes');
      return;
    }
    const value = this.float();
    // A half cannot be shorter, but there is one NaN alone.
    const isShortest = Number.isNaN(value)
      ? info === 25 && this.argument === 0x7e00
      : info === 25 || (!isHalf(value) && (info === 26 || Math.fround(value) !== value));
    if (!isShortest) throw this.#notCanonical('a float is not the shortest, or another NaN than f9 7e 00');
  }

  #noLength(info: number): Refusal {
    if (info < 31 || this.major < BYTES || this.major > MAP) {
      return this.#malformed('no item begins with this byte');
    }
    return this.#notCanonical('its length is indefinite');
  }

  #malformed(why: string): Refusal {
    return new Refusal('CBOR_MALFORMED', `not CBOR: ${why}`, this.offset);
  }

  #notCanonical(why: string): Refusal {
    return new Refusal('CBOR_NOT_CANONICAL', `not canonical: ${why}`, this.offset);
  }

  #truncated(): Refusal {
    const { length } = this.bytes;
    return new Refusal('CBOR_TRUNCATED', `the bytes end within the item at ${this.offset}`, length);
  }

  /** The next head, of an item that has to be of one type. Gives what it says. */
  expect(major: number, reason: DataReason, what: string): number {
    this.head();
    if (this.major !== major) throw this.wrong(reason, what);
    return this.argument;
  }

  /** Whether the last head is that of an item of this type. */
  isAt(major: number): boolean {
    return this.major === major;
  }

  /** A refusal for an item of the wrong type. */
  wrong(reason: DataReason, what: string): Refusal {
    return new Refusal(
      reason,
      `${what} has to be ${KINDS_FOR[reason] ?? 'of another type'}, not ${KINDS[this.major]!}`,
      this.offset,
    );
  }

  /** What the last head says, exactly. */
  bigArgument(): bigint {
    return this.info === 27 ? this.#wide.getBigUint64(this.at - 8) : BigInt(this.argument);
  }

  /** The float whose head was read. */
  float(): number {
    if (this.info === 25) return halfValue(this.argument);
    return this.info === 26 ? this.#wide.getFloat32(this.at - 4) : this.#wide.getFloat64(this.at - 8);
  }

  /** Passes over the content of the string whose head was read, and gives where it begins. */
  string(): number {
    const start = this.at;
    if (this.argument > this.bytes.length - start) throw this.#truncated();
    this.at = start + this.argument;
    return start;
  }

  /** The byte string whose head was read, as a view. */
  byteString(): Uint8Array {
    const start = this.string();
    return this.bytes.subarray(start, this.at);
  }

  /** The text whose head was read. */
  text(): string {
    const start = this.string();
    return textAt(this.bytes, start, this.at, this.offset);
  }

  /** @throws {Refusal} `CBOR_TRAILING_BYTES` where anything is left */
  end(): void {
    const left = this.bytes.length - this.at;
    if (left > 0) throw new Refusal('CBOR_TRAILING_BYTES', `${left} more than the operation`, this.at);
  }
}

const KINDS_FOR: Partial<Record<DataReason, string>> = {
  OPERATION_NOT_A_LIST: 'a list',
  OPERATION_VERSION: 'an integer',
  OPERATION_ACTION: 'an integer',
  SCHEMA_ID_TYPE: 'a text',
  PREVIOUS_TYPE: 'a list',
  OPERATION_ID_INVALID: 'bytes',
  FIELDS_TYPE: 'a map',
  FIELD_NAME_TYPE: 'a text',
  VALUE_TYPE: 'bytes',
};
