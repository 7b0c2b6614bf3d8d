import { Rejection } from './rejection.js';

/** The canonical VarU64 of a value from 0 to 2^64 − 1, 1 to 9 bytes (BAM-INT-001, BAM-INT-002). */
export function encodeVarU64(value: bigint): Uint8Array {
  if (value < 248n) return Uint8Array.of(Number(value));
  const bytes: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 8n) bytes.unshift(Number(rest & 0xffn));
  return Uint8Array.of(247 + bytes.length, ...bytes);
}

/**
 * Reads a VarU64 at `offset` (BAM-INT-003 to BAM-INT-005, BAM-INT-007).
 *
 * @throws {Rejection} `TRUNCATED`, `NON_CANONICAL_VARU64`
 */
export function decodeVarU64(bytes: Uint8Array, offset = 0): { value: bigint; length: number } {
  const first = bytes[offset];
  if (first === undefined) throw new Rejection('TRUNCATED', bytes.length);
  if (first < 248) return { value: BigInt(first), length: 1 };

  const length = 1 + (first - 247);
  if (offset + length > bytes.length) throw new Rejection('TRUNCATED', bytes.length);
  let value = 0n;
  for (const byte of bytes.subarray(offset + 1, offset + length)) value = (value << 8n) | BigInt(byte);

  if (encodeVarU64(value).length !== length) throw new Rejection('NON_CANONICAL_VARU64', offset);
  return { value, length };
}
