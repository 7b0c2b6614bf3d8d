import { blake3 } from '@noble/hashes/blake3.js';

/** `length` bytes that follow from a name: BLAKE3's extended output of it. */
export function bytesOf(name: string, length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(blake3(new TextEncoder().encode(`sasako bench: ${name}`), { dkLen: length }));
}

/** A copy in which one bit is another. */
export function spoiled(bytes: Uint8Array, at: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  copy[at]! ^= 1;
  return copy;
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
