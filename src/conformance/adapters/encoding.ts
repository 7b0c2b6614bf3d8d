import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

/**
 * Bytes from lower-case hex.
 *
 * @throws {TypeError} where it isn't hex, naming the field.
 */
export function fromHex(hex: string, field: string): Uint8Array {
  try {
    return hexToBytes(hex);
  } catch (cause) {
    throw new TypeError(`input.${field} must be lower-case hex`, { cause });
  }
}

/** Bytes as lower-case hex. */
export const toHex: (bytes: Uint8Array) => string = bytesToHex;

/** A decimal u64. */
export function fromDecimal(text: string, field: string): bigint {
  if (typeof text !== 'string' || !/^[0-9]{1,20}$/.test(text)) {
    throw new TypeError(`input.${field} must be a decimal string`);
  }
  return BigInt(text);
}
