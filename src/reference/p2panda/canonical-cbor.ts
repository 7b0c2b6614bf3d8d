import { Rejection } from '../rejection.js';

/** The first bytes of an item: its major type, and the number that it comes with. */
export interface Head {
  /** 0 to 7 (RFC 8949, section 3.1). */
  major: number;
  /** The low five bits of the first byte. */
  info: number;
  argument: bigint;
  /** Where the item begins. */
  offset: number;
}

/** How many bytes follow the first one, by its low five bits. */
const FOLLOWING: Record<number, number> = { 24: 1, 25: 2, 26: 4, 27: 8 };

/** A double from the bytes of a float of 2, 4 or 8 bytes. */
export function floatOf(argument: bigint, info: number): number {
  const view = new DataView(new ArrayBuffer(8));
  if (info === 27) {
    view.setBigUint64(0, argument);
    return view.getFloat64(0);
  }
  if (info === 26) {
    view.setUint32(0, Number(argument));
    return view.getFloat32(0);
  }
  const half = Number(argument);
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const doubleBits = (value: number): bigint => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0);
};

let halves: Map<bigint, bigint> | undefined;

/** The bits of the half that is `value`; there are only so many, and all are gone through once. */
function halfBits(value: number): bigint | undefined {
  halves ??= new Map(
    Array.from({ length: 0x10000 }, (_, half) => [doubleBits(floatOf(BigInt(half), 25)), BigInt(half)]),
  );
  return halves.get(doubleBits(value));
}

/** The shortest float that holds `value` exactly (PAN-CBR-005): its first byte's low bits, and its own. */
export function shortestFloat(value: number): { info: number; bits: bigint } {
  // All NaNs are one (PAN-CBR-006).
  if (Number.isNaN(value)) return { info: 25, bits: 0x7e00n };
  const half = halfBits(value);
  if (half !== undefined) return { info: 25, bits: half };
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  if (view.getFloat32(0) === value) return { info: 26, bits: BigInt(view.getUint32(0)) };
  return { info: 27, bits: doubleBits(value) };
}

/** Reads canonical CBOR from left to right, and rejects all other (PAN-CBR-001 to PAN-CBR-008). */
export class CanonicalReader {
  offset = 0;

  constructor(readonly bytes: Uint8Array) {}

  /**
   * The next item's head.
   *
   * @throws {Rejection} `CBOR_TRUNCATED` `CBOR_MALFORMED` `CBOR_NOT_CANONICAL` `CBOR_TAGGED`
   */
  head(): Head {
    const offset = this.offset;
    const [first] = this.#take(1);
    const major = first! >> 5;
    const info = first! & 0x1f;
    if (info >= 28 && info <= 30) throw new Rejection('CBOR_MALFORMED', offset);
    if (info === 31) {
      // A break, or a number or tag of no length at all, is nothing; a string, list or map is of indefinite length.
      const indefinite = major >= 2 && major <= 5;
      throw new Rejection(indefinite ? 'CBOR_NOT_CANONICAL' : 'CBOR_MALFORMED', offset);
    }
    let argument = BigInt(info);
    if (info >= 24) {
      argument = this.#take(FOLLOWING[info]!).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
    }
    if (major === 7) this.#checkSimple(info, argument, offset);
    else if (info >= 24) {
      const smaller = { 24: 24n, 25: 1n << 8n, 26: 1n << 16n, 27: 1n << 32n }[info]!;
      if (argument < smaller) throw new Rejection('CBOR_NOT_CANONICAL', offset);
    }
    if (major === 6) throw new Rejection('CBOR_TAGGED', offset);
    return { major, info, argument, offset };
  }

  #checkSimple(info: number, argument: bigint, offset: number): void {
    if (info === 24 && argument < 32n) throw new Rejection('CBOR_MALFORMED', offset);
    if (info < 25) return;
    const shortest = shortestFloat(floatOf(argument, info));
    if (shortest.info !== info || shortest.bits !== argument) {
      throw new Rejection('CBOR_NOT_CANONICAL', offset);
    }
  }

  /** The bytes of a string whose head was read. */
  stringBytes({ argument }: Head): Uint8Array {
    return this.#take(Number(argument));
  }

  /** The text of a text string whose head was read; it is UTF-8 (PAN-CBR-007). */
  text(head: Head): string {
    const bytes = this.stringBytes(head);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new Rejection('CBOR_MALFORMED', head.offset);
    }
  }

  /** @throws {Rejection} `CBOR_TRAILING_BYTES` where anything is left */
  end(): void {
    if (this.offset < this.bytes.length) throw new Rejection('CBOR_TRAILING_BYTES', this.offset);
  }

  #take(length: number): Uint8Array {
    if (length > this.bytes.length - this.offset) throw new Rejection('CBOR_TRUNCATED', this.bytes.length);
    this.offset += length;
    return this.bytes.slice(this.offset - length, this.offset);
  }
}

/** The head of an item in as few bytes as it takes (PAN-CBR-003). */
export function encodeHead(major: number, argument: bigint): Uint8Array {
  const first = major << 5;
  if (argument < 24n) return Uint8Array.of(first | Number(argument));
  const length = argument < 1n << 8n ? 1 : argument < 1n << 16n ? 2 : argument < 1n << 32n ? 4 : 8;
  return Uint8Array.of(first | (24 + Math.log2(length)), ...bigEndian(argument, length));
}

/** A float in as few bytes as it takes. */
export function encodeFloat(value: number): Uint8Array {
  const { info, bits } = shortestFloat(value);
  return Uint8Array.of(0xe0 | info, ...bigEndian(bits, FOLLOWING[info]!));
}

function bigEndian(value: bigint, length: number): number[] {
  return Array.from({ length }, (_, i) => Number((value >> BigInt(8 * (length - 1 - i))) & 0xffn));
}
