import { halfBits, isHalf } from './floats.js';
import { Refusal } from './refusal.js';
import { quoted } from './schema-id.js';

const encoder = new TextEncoder();

/** Up to so many characters a text is written here, which for short ones is faster than a `TextEncoder`. */
const SHORT = 96;

/**
 * Writes canonical CBOR (PAN-CBR-012) into memory that is kept between operations, so that one is written without knowing its
 * length beforehand.
 */
class Writer {
  #bytes = new Uint8Array(4096);
  #view = new DataView(this.#bytes.buffer);
  #at = 0;

  begin(): void {
    this.#at = 0;
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    const written = this.#bytes.slice(0, this.#at);
    // A large operation leaves no large memory behind.
    if (this.#bytes.length > 2 ** 20) this.#resize(4096);
    return written;
  }

  #resize(size: number): void {
    const before = this.#bytes;
    this.#bytes = new Uint8Array(size);
    this.#bytes.set(before.subarray(0, Math.min(this.#at, size)));
    this.#view = new DataView(this.#bytes.buffer);
  }

  #reserve(length: number): void {
    const needed = this.#at + length;
    if (needed > this.#bytes.length) this.#resize(Math.max(2 * this.#bytes.length, needed));
  }

  /** A head of up to 2^53, in as few bytes as it takes. */
  head(major: number, argument: number): void {
    this.#reserve(9);
    const first = major << 5;
    const bytes = this.#bytes;
    if (argument < 24) bytes[this.#at++] = first | argument;
    else if (argument < 0x100) {
      bytes[this.#at++] = first | 24;
      bytes[this.#at++] = argument;
    } else if (argument < 0x1_0000) {
      bytes[this.#at] = first | 25;
      this.#view.setUint16(this.#at + 1, argument);
      this.#at += 3;
    } else if (argument < 0x1_0000_0000) {
      bytes[this.#at] = first | 26;
      this.#view.setUint32(this.#at + 1, argument);
      this.#at += 5;
    } else {
      bytes[this.#at] = first | 27;
      this.#view.setBigUint64(this.#at + 1, BigInt(argument));
      this.#at += 9;
    }
  }

  /** @throws {Refusal} `INT_OUT_OF_RANGE` */
  int(value: bigint): void {
    const number = Number(value);
    if (Number.isSafeInteger(number)) {
      if (number < 0) this.head(1, -1 - number);
      else this.head(0, number);
      return;
    }
    const major = value < 0n ? 1 : 0;
    const argument = value < 0n ? -1n - value : value;
    if (argument < 0x8000_0000_0000_0000n) {
      this.#reserve(9);
      this.#bytes[this.#at] = (major << 5) | 27;
      this.#view.setBigUint64(this.#at + 1, argument);
      this.#at += 9;
    } else throw new Refusal('INT_OUT_OF_RANGE', `an int is −2^63 to 2^63 − 1, not ${value}`);
  }

  float(value: number): void {
    this.#reserve(9);
    const at = this.#at;
    if (Number.isNaN(value) || isHalf(value)) {
      this.#bytes[at] = 0xf9;
      this.#view.setUint16(at + 1, Number.isNaN(value) ? 0x7e00 : halfBits(value));
      this.#at += 3;
    } else if (Math.fround(value) === value) {
      this.#bytes[at] = 0xfa;
      this.#view.setFloat32(at + 1, value);
      this.#at += 5;
    } else {
      this.#bytes[at] = 0xfb;
      this.#view.setFloat64(at + 1, value);
      this.#at += 9;
    }
  }

  bool(value: boolean): void {
    this.#reserve(1);
    this.#bytes[this.#at++] = value ? 0xf5 : 0xf4;
  }

  byteString(value: Uint8Array): void {
    this.head(2, value.length);
    this.#reserve(value.length);
    this.#bytes.set(value, this.#at);
    this.#at += value.length;
  }

  /** @throws {TypeError} for a lone surrogate, which is no character */
  text(value: string): void {
    const { length } = value;
    // A unit of UTF-16 takes three bytes at most.
    this.#reserve(9 + 3 * length);
    if (length <= SHORT && this.#short(value)) return;
    if (!isWellFormed(value)) throw new TypeError(`a text has a lone surrogate: ${quoted(value)}`);
    // How long the head is, is known when the text is written: most often as long as for one byte a character.
    const guess = headLength(length);
    const start = this.#at;
    const { written } = encoder.encodeInto(value, this.#bytes.subarray(start + guess));
    const needed = headLength(written);
    if (needed !== guess) this.#bytes.copyWithin(start + needed, start + guess, start + guess + written);
    this.head(3, written);
    this.#at = start + needed + written;
  }

  /** Writes a text whose characters take one or two bytes each; false, and nothing written, for any other. */
  #short(value: string): boolean {
    const { length } = value;
    let size = length;
    for (let i = 0; i < length; i++) {
      const unit = value.charCodeAt(i);
      if (unit >= 0x80) {
        if (unit >= 0x800) return false;
        size++;
      }
    }
    this.head(3, size);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let i = 0; i < length; i++) {
      const unit = value.charCodeAt(i);
      if (unit < 0x80) bytes[at++] = unit;
      else {
        bytes[at++] = 0xc0 | (unit >> 6);
        bytes[at++] = 0x80 | (unit & 0x3f);
      }
    }
    this.#at = at;
    return true;
  }

  /** Bytes that are CBOR already. */
  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  /** Where the next byte goes. */
  get position(): number {
    return this.#at;
  }

  /** A copy of what was written since a position. */
  since(start: number): Uint8Array {
    return this.#bytes.slice(start, this.#at);
  }
}

/** Whether a text is one of characters: surrogates in pairs alone. */
function isWellFormed(text: string & { isWellFormed?(): boolean }): boolean {
  // What engines have of their own is a hundred times as fast; older browsers lack it.
  return text.isWellFormed?.() ?? !/\p{Surrogate}/u.test(text);
}

const headLength = (argument: number): number =>
  argument < 24 ? 1 : argument < 0x100 ? 2 : argument < 0x1_0000 ? 3 : argument < 0x1_0000_0000 ? 5 : 9;

/** The one writer: what is begun is finished before anything else is. */
export const writer = new Writer();
