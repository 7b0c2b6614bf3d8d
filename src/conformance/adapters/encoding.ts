/**
 * Bytes from lower-case hex.
 *
 * @throws {TypeError} where it isn't hex, naming the field.
 */
export function fromHex(hex: string, field: string): Uint8Array {
  const bytes = typeof hex === 'string' ? Buffer.from(hex, 'hex') : undefined;
  // Decoding stops without a word at the first thing that isn't hex.
  if (bytes?.length !== hex.length / 2) throw new TypeError(`input.${field} must be lower-case hex`);
  return new Uint8Array(bytes);
}

/** Bytes as lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

/** A decimal u64. */
export function fromDecimal(text: string, field: string): bigint {
  if (typeof text !== 'string' || !/^[0-9]{1,20}$/.test(text)) {
    throw new TypeError(`input.${field} must be a decimal string`);
  }
  return BigInt(text);
}
