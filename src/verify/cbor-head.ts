// Heads of CBOR (RFC 8949, section 3), for bytes that are looked at before anything is decoded: what they say of lengths is up to
// whoever sent them.

// Major types.
export const UINT = 0;
export const BYTES = 2;
export const TEXT = 3;
export const ARRAY = 4;

/** A head. */
export interface Head {
  readonly major: number;
  /** The five bits beside the major type; above {@link MOST_INFO} they say no value. */
  readonly info: number;
  /** As exact as a number is: compare it with lengths. */
  readonly value: number;
  /** After its last byte. */
  readonly end: number;
}

/** The largest `info` that says a value: that of one in eight bytes. */
export const MOST_INFO = 27;
/** The smallest `info` that says a value in bytes of its own, and not by itself. */
export const LEAST_IN_BYTES = 24;
/** The smallest values that need one, two, four and eight bytes of their own. */
export const SMALLEST = [24, 2 ** 8, 2 ** 16, 2 ** 32] as const;

/**
 * The head that begins at a byte; `undefined` where the bytes end before it does.
 *
 * @example headAt(Uint8Array.of(0x58, 0x40), 0) // { major: BYTES, info: 24, value: 64, end: 2 }
 */
export function headAt(bytes: Uint8Array, at: number): Head | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  const info = first & 0x1f;
  const isInBytes = info >= LEAST_IN_BYTES && info <= MOST_INFO;
  const end = at + 1 + (isInBytes ? 2 ** (info - LEAST_IN_BYTES) : 0);
  if (end > bytes.length) return undefined;
  const value =
    info < LEAST_IN_BYTES
      ? info
      : bytes.subarray(at + 1, end).reduce((number, byte) => 256 * number + byte, 0);
  return { major: first >> 5, info, value, end };
}

/** Whether a head says a value, in the shortest way (RFC 8949, section 4.2.1). */
export function isShortest({ info, value }: Head): boolean {
  return info <= MOST_INFO && (info < LEAST_IN_BYTES || value >= SMALLEST[info - LEAST_IN_BYTES]!);
}
