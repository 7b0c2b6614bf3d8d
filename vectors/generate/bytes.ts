/** Bytes as lower-case hex, the form that vectors have. */
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export const fromHex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

/** Hex of a link or payload that may be missing. */
export const hexOrNull = (bytes: Uint8Array | null): string | null => bytes && hex(bytes);

export const concat = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

export const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

export const fill = (byte: number, length: number): Uint8Array => new Uint8Array(length).fill(byte);

/** `bytes` with the byte at `index` (from the end where negative) replaced. */
export function withByte(bytes: Uint8Array, index: number, byte: number): Uint8Array {
  const copy = bytes.slice();
  copy[index < 0 ? bytes.length + index : index] = byte;
  return copy;
}

/** `bytes` with one bit flipped; bit 0 is the lowest of byte 0. */
export function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice();
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}

/** A number of `length` bytes, least significant first. */
export function littleEndian(value: bigint, length = 32): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}

export function fromLittleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${hex(bytes.slice().reverse()) || '0'}`);
}

/** A stream of 32-bit numbers that is the same in every run (mulberry32). */
export function randomStream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** Bytes without visible repetition, so that swapped or repeated blocks change a hash; the same in every run. */
export function patternless(length: number, seed = 1): Uint8Array {
  const next = randomStream(seed);
  return Uint8Array.from({ length }, () => next() >>> 24);
}

/** Bytes as a vector's input has them where they are long and regular: a part, or a part that comes again and again. */
export type ShortPart = string | { repeat: string; times: number };

/** BLAKE3's own test pattern: byte i is i modulo 251. */
export const pattern = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i % 251);

/** The same in the short form. */
export function shortPattern(length: number): { concat: ShortPart[] } {
  const [times, rest] = [Math.floor(length / 251), length % 251];
  const repeated = times > 0 ? [{ repeat: hex(pattern(251)), times }] : [];
  return { concat: [...repeated, ...(rest > 0 ? [hex(pattern(rest))] : [])] };
}

/** A number of exactly `bits` bits, the same in every run. */
export function randomOfBits(bits: number, next: () => number): bigint {
  const value = (BigInt(next()) << 32n) | BigInt(next());
  return (value & ((1n << BigInt(bits)) - 1n)) | (1n << BigInt(bits - 1));
}
