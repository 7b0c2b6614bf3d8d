import { createHash } from 'node:crypto';

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function unhex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'hex'));
}

/** `length` bytes that are always the same for the same `seed`. */
export function bytesOf(seed: string | number, length: number): Uint8Array {
  return new Uint8Array(
    createHash('shake256', { outputLength: Math.max(length, 1) })
      .update(String(seed))
      .digest(),
  ).slice(0, length);
}

export function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

export function toLittleEndian(value: bigint, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}

export function concat(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
