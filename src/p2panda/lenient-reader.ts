import { joinBytes } from '../bamboo/join.js';
import { halfValue } from './floats.js';
import type { DataReason } from './reasons.js';
import { Refusal } from './refusal.js';
import { textAt } from './text.js';

const INDEFINITE = -1;
const BREAK = 0xff;
/** A bignum of more bytes, zeros in front left out, is refused by p2panda 0.8.1. */
const MOST_BIGNUM_BYTES = 16;

/** An item's head, whatever its form. */
export interface LenientHead {
  readonly major: number;
  readonly info: number;
  /** What it says, as exact as a double; −1 where its length is indefinite. */
  readonly argument: number;
  /** The same exactly; 0 where its length is indefinite. */
  readonly exact: bigint;
  readonly offset: number;
}

/** Reads CBOR in whatever form it has (PAN-CBR-011). */
export class LenientReader {
  at = 0;
  readonly #view: DataView;

  constructor(readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** @throws {Refusal} `CBOR_TRUNCATED` `CBOR_MALFORMED` */
  head(): LenientHead {
    const offset = this.#pass(1);
    const first = this.bytes[offset]!;
    const major = first >> 5;
    const info = first & 0x1f;
    if (info < 24) return { major, info, argument: info, exact: BigInt(info), offset };
    if (info === 31 && major >= 2 && major <= 5) {
      return { major, info, argument: INDEFINITE, exact: 0n, offset };
    }
    if (info > 27) throw new Refusal('CBOR_MALFORMED', 'not CBOR: no item begins with this byte', offset);
    const length = 1 << (info - 24);
    const start = this.#pass(length);
    let exact = 0n;
    for (let i = 0; i < length; i++) exact = (exact << 8n) | BigInt(this.bytes[start + i]!);
    // Of the simple values below 32 in two bytes, p2panda 0.8.1 knows false and true.
    if (major === 7 && info === 24 && exact < 32n && exact !== 20n && exact !== 21n) {
      throw new Refusal('CBOR_MALFORMED', 'not CBOR: a simple value below 32 takes two bytes', offset);
    }
    return { major, info, argument: Number(exact), exact, offset };
  }

  /** The same of an item whose type is known beforehand: tags before it are passed over. */
  untagged(first = this.head()): LenientHead {
    let head = first;
    while (head.major === 6) head = this.head();
    return head;
  }

  /** Whether a list or map whose length is indefinite ends here. */
  ends({ argument }: LenientHead, done: number): boolean {
    if (argument !== INDEFINITE) return done >= argument;
    if (this.bytes[this.at] !== BREAK) return false;
    this.at++;
    return true;
  }

  /** Whether a list whose length is indefinite has no more items; the break stays. */
  atBreak(): boolean {
    return this.bytes[this.at] === BREAK;
  }

  /** The bytes of a string whose head was read, whatever pieces they come in. */
  string(head: LenientHead): Uint8Array {
    const pieces: Uint8Array[] = [];
    this.#pieces(head, (start, end) => pieces.push(this.bytes.subarray(start, end)));
    return pieces.length === 1 ? pieces[0]! : joinBytes(pieces);
  }

  /** The text whose head was read; each piece of it is UTF-8. */
  text(head: LenientHead): string {
    let text = '';
    this.#pieces(head, (start, end) => (text += textAt(this.bytes, start, end, head.offset)));
    return text;
  }

  /** Pieces may be in pieces themselves: what is open is counted, and no stack grows with it. */
  #pieces(head: LenientHead, take: (start: number, end: number) => void): void {
    let open = 0;
    let piece = head;
    for (;;) {
      if (piece.major !== head.major) {
        throw new Refusal('CBOR_MALFORMED', 'not CBOR: a piece of a string is no such string', piece.offset);
      } else if (piece.argument === INDEFINITE) open++;
      else {
        const start = this.#pass(piece.argument);
        take(start, this.at);
      }
      while (open > 0 && this.atBreak()) {
        this.at++;
        open--;
      }
      if (open === 0) return;
      piece = this.head();
    }
  }

  /**
   * A number where one has to come: an integer, or a bignum (tag 2), behind any other tags.
   *
   * @throws {Refusal} `reason` for anything else
   */
  unsigned(reason: DataReason, what: string): bigint {
    for (;;) {
      const head = this.head();
      if (head.major === 0) return head.exact;
      if (head.major === 6 && head.exact === 2n) return this.bignum(this.head(), reason, true);
      if (head.major !== 6 || head.exact === 3n) {
        throw new Refusal(reason, `${what} has to be an integer, not negative`, head.offset);
      }
    }
  }

  /** The digits of a bignum, most significant byte first. */
  bignum(head: LenientHead, reason: DataReason, inPieces: boolean): bigint {
    if (head.major !== 2 || (head.argument === INDEFINITE && !inPieces)) {
      throw new Refusal(reason, 'a bignum has its digits in bytes', head.offset);
    }
    const digits = this.string(head);
    let first = 0;
    while (digits[first] === 0) first++;
    if (digits.length - first > MOST_BIGNUM_BYTES)
      throw new Refusal(reason, 'a bignum is too large', head.offset);
    let value = 0n;
    for (let i = first; i < digits.length; i++) value = (value << 8n) | BigInt(digits[i]!);
    return value;
  }

  /** The value of a float, whose head ends here. */
  float({ info, argument }: LenientHead): number {
    if (info === 25) return halfValue(argument);
    return info === 26 ? this.#view.getFloat32(this.at - 4) : this.#view.getFloat64(this.at - 8);
  }

  /** Passes over some bytes, and gives where they begin. */
  #pass(length: number): number {
    const start = this.at;
    if (length > this.bytes.length - start) {
      throw new Refusal('CBOR_TRUNCATED', `the bytes end within an item at ${start}`, this.bytes.length);
    }
    this.at = start + length;
    return start;
  }
}
