import { concat, fromHex, toHex } from './bytes.js';
import { Refusal } from './refusal.js';

/** VarU64. */
export class Integers {
  /** Values below this are encoded as themselves. */
  readonly singleByteBelow: bigint = 248n;

  /** How many bytes follow the first, for values that don't fit in it. */
  varU64Length(value: bigint): number {
    return Math.ceil(value.toString(16).length / 2);
  }

  bytesOf(value: bigint, length: number): Uint8Array {
    return fromHex(value.toString(16).padStart(2 * length, '0'));
  }

  encodeVarU64(value: bigint): Uint8Array {
    if (value < this.singleByteBelow) return Uint8Array.of(Number(value));
    const length = this.varU64Length(value);
    return concat(Uint8Array.of(247 + length), this.bytesOf(value, length));
  }

  numberFrom(bytes: Uint8Array): bigint {
    return BigInt(`0x${toHex(bytes)}`);
  }

  /** The bytes that follow the first. */
  followingBytes(bytes: Uint8Array, start: number, length: number): Uint8Array {
    if (start + length > bytes.length) throw new Refusal('TRUNCATED');
    return bytes.subarray(start, start + length);
  }

  /** Whether a value might be written in `length` bytes after the first. */
  isCanonical(value: bigint, length: number): boolean {
    return value >= (length === 1 ? 248n : 256n ** BigInt(length - 1));
  }

  /** Reads a VarU64 at `offset`; `length` counts the first byte too. */
  decodeVarU64(bytes: Uint8Array, offset: number): { value: bigint; length: number } {
    const first = bytes[offset];
    if (first === undefined) throw new Refusal('TRUNCATED');
    if (BigInt(first) < this.singleByteBelow) return { value: BigInt(first), length: 1 };
    const length = first - 247;
    const value = this.numberFrom(this.followingBytes(bytes, offset + 1, length));
    if (!this.isCanonical(value, length)) throw new Refusal('NON_CANONICAL_VARU64');
    return { value, length: 1 + length };
  }
}
