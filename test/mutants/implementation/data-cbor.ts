import type { DataProfile } from '../../../src/conformance/protocol.js';
import { concat } from './bytes.js';
import { DataIds } from './data-ids.js';
import { Refusal } from './refusal.js';

/** The head of an item; `argument` is 0 where its length is indefinite. */
export interface Item {
  readonly major: number;
  readonly info: number;
  readonly argument: bigint;
}

/** A place in CBOR. */
export class CborReader {
  offset = 0;

  constructor(
    readonly bytes: Uint8Array,
    readonly profile: DataProfile,
  ) {}

  get left(): number {
    return this.bytes.length - this.offset;
  }
}

export const UINT = 0;
export const NEGATIVE = 1;
export const BYTES = 2;
export const TEXT = 3;
export const LIST = 4;
export const MAP = 5;
export const TAG = 6;
export const SIMPLE = 7;

export const isIndefinite = ({ info }: Item): boolean => info === 31;

const view = new DataView(new ArrayBuffer(8));

/** The bits of a double. */
export function doubleBits(value: number): bigint {
  view.setFloat64(0, value);
  return view.getBigUint64(0);
}

export function doubleOf(bits: bigint): number {
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

/** CBOR in steps, of both profiles: canonical alone in `p2panda`, nearly any in `p2panda-compat`. */
export class DataCbor extends DataIds {
  take(reader: CborReader, length: bigint): Uint8Array {
    if (length > BigInt(reader.left)) throw new Refusal('CBOR_TRUNCATED');
    reader.offset += Number(length);
    return reader.bytes.subarray(reader.offset - Number(length), reader.offset);
  }

  argumentOf(reader: CborReader, info: number): bigint {
    if (info < 24) return BigInt(info);
    return this.numberFrom(this.take(reader, 1n << BigInt(info - 24)));
  }

  isReserved(info: number): boolean {
    return info >= 28 && info <= 30;
  }

  takesIndefinite(profile: DataProfile, major: number): boolean {
    return profile === 'p2panda-compat' && major >= BYTES && major <= MAP;
  }

  checkIndefinite(reader: CborReader, major: number, mayBreak: boolean): void {
    const isString = major >= BYTES && major <= MAP;
    if (!isString && !(major === SIMPLE && mayBreak)) throw new Refusal('CBOR_MALFORMED');
    if (isString && !this.takesIndefinite(reader.profile, major)) throw new Refusal('CBOR_NOT_CANONICAL');
  }

  /** The least argument that needs so many bytes. */
  leastOf(info: number): bigint {
    return info === 24 ? 24n : 1n << BigInt(4 * 2 ** (info - 24));
  }

  takesLongHead(profile: DataProfile, { major }: Item): boolean {
    return profile === 'p2panda-compat' && major !== SIMPLE;
  }

  checkShortest(reader: CborReader, item: Item): void {
    if (item.info < 24 || item.argument >= this.leastOf(item.info)) return;
    if (!this.takesLongHead(reader.profile, item)) throw new Refusal('CBOR_NOT_CANONICAL');
  }

  /** Whether a simple value may be written in two bytes. */
  isLongSimple(profile: DataProfile, value: bigint): boolean {
    return value >= 32n || (profile === 'p2panda-compat' && (value === 20n || value === 21n));
  }

  checkFloat(reader: CborReader, { info, argument }: Item): void {
    if (reader.profile === 'p2panda-compat') return;
    const shortest = this.shortestFloat(this.floatOf(info, argument));
    if (shortest.info !== info || shortest.bits !== argument) throw new Refusal('CBOR_NOT_CANONICAL');
  }

  checkSimple(reader: CborReader, item: Item): void {
    if (item.info === 24 && !this.isLongSimple(reader.profile, item.argument)) {
      throw new Refusal('CBOR_MALFORMED');
    }
    if (item.info > 24) this.checkFloat(reader, item);
  }

  checkTag(reader: CborReader, { major }: Item): void {
    if (major === TAG && reader.profile === 'p2panda') throw new Refusal('CBOR_TAGGED');
  }

  readItem(reader: CborReader, mayBreak = false): Item {
    const first = this.take(reader, 1n)[0]!;
    const [major, info] = [first >> 5, first & 31];
    if (this.isReserved(info)) throw new Refusal('CBOR_MALFORMED');
    if (info === 31) {
      this.checkIndefinite(reader, major, mayBreak);
      return { major, info, argument: 0n };
    }
    const item = { major, info, argument: this.argumentOf(reader, info) };
    if (major === SIMPLE) this.checkSimple(reader, item);
    else this.checkShortest(reader, item);
    this.checkTag(reader, item);
    return item;
  }

  /** An item whose type is known beforehand: tags are passed over, where there are any. */
  readUntagged(reader: CborReader, item = this.readItem(reader)): Item {
    return item.major === TAG ? this.readUntagged(reader) : item;
  }

  /** The items of a list or map until its end. */
  *items(reader: CborReader, head: Item): Generator<Item> {
    for (let i = 0n; isIndefinite(head) || i < head.argument; i++) {
      const item = this.readItem(reader, isIndefinite(head));
      if (item.major === SIMPLE && isIndefinite(item)) return;
      yield item;
    }
  }

  /** The pieces of a string: one, unless its length is indefinite. */
  pieces(reader: CborReader, head: Item): Uint8Array[] {
    if (!isIndefinite(head)) return [this.take(reader, head.argument)];
    const pieces: Uint8Array[] = [];
    for (const piece of this.items(reader, head)) {
      if (piece.major !== head.major) throw new Refusal('CBOR_MALFORMED');
      pieces.push(...this.pieces(reader, piece));
    }
    return pieces;
  }

  bytesOfString(reader: CborReader, head: Item): Uint8Array {
    return concat(...this.pieces(reader, head));
  }

  utf8(bytes: Uint8Array): string {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new Refusal('CBOR_MALFORMED');
    }
  }

  textOfString(reader: CborReader, head: Item): string {
    return this.pieces(reader, head)
      .map((piece) => this.utf8(piece))
      .join('');
  }

  checkEndOfBytes(reader: CborReader): void {
    if (reader.profile === 'p2panda' && reader.left > 0) throw new Refusal('CBOR_TRAILING_BYTES');
  }

  halfToDouble(bits: number): number {
    const sign = bits >> 15 === 0 ? 1 : -1;
    const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
    if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
    return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
  }

  floatOf(info: number, bits: bigint): number {
    if (info === 25) return this.halfToDouble(Number(bits));
    if (info === 27) return doubleOf(bits);
    view.setUint32(0, Number(bits));
    return view.getFloat32(0);
  }

  /** The bits of the single that is exactly `value`. */
  singleOf(value: number): bigint | undefined {
    if (Math.fround(value) !== value) return undefined;
    view.setFloat32(0, value);
    return BigInt(view.getUint32(0));
  }

  /** The lower bits of the half below 2^-14 that is exactly `value`, which is positive. */
  subnormalHalf(value: number): number | undefined {
    const steps = value * 2 ** 24;
    return Number.isInteger(steps) ? steps : undefined;
  }

  normalHalf(value: number): number | undefined {
    const exponent = Math.floor(Math.log2(value));
    const fraction = value * 2 ** (10 - exponent) - 1024;
    if (exponent > 15 || !Number.isInteger(fraction)) return undefined;
    return ((exponent + 15) << 10) | fraction;
  }

  /** The bits of the half that is exactly `value`. */
  halfOf(value: number): bigint | undefined {
    const sign = Object.is(value, -0) || value < 0 ? 0x8000 : 0;
    const size = Math.abs(value);
    if (size === Infinity) return BigInt(sign | 0x7c00);
    const rest = size < 2 ** -14 ? this.subnormalHalf(size) : this.normalHalf(size);
    return rest === undefined ? undefined : BigInt(sign | rest);
  }

  readonly nan: { readonly info: number; readonly bits: bigint } = { info: 25, bits: 0x7e00n };

  shortestFloat(value: number): { info: number; bits: bigint } {
    if (Number.isNaN(value)) return this.nan;
    const half = this.halfOf(value);
    if (half !== undefined) return { info: 25, bits: half };
    const single = this.singleOf(value);
    return single === undefined ? { info: 27, bits: doubleBits(value) } : { info: 26, bits: single };
  }

  /** The low bits of the first byte of a head with an argument of 24 or more. */
  infoFor(_major: number, argument: bigint): number {
    return 24 + [8n, 16n, 32n].filter((bits) => argument >> bits > 0n).length;
  }

  encodeHead(major: number, argument: bigint): Uint8Array {
    if (argument < 24n) return Uint8Array.of((major << 5) | Number(argument));
    const info = this.infoFor(major, argument);
    return concat(Uint8Array.of((major << 5) | info), this.bytesOf(argument, 2 ** (info - 24)));
  }

  encodeFloat(value: number): Uint8Array {
    const { info, bits } = this.shortestFloat(value);
    return concat(Uint8Array.of(0xe0 | info), this.bytesOf(bits, 2 ** (info - 24)));
  }
}
