import { Point } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes, littleEndian } from './bytes.js';
import { Rejection } from './rejection.js';

/** The order of the base point. */
export const L = 2n ** 252n + 27742317777372353535851937790883648493n;

/** A 256-bit number, least significant byte first. */
function littleEndian32(number: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((number >> BigInt(8 * i)) & 0xffn));
}

/** `[scalar]point`, for a scalar from 0 to L − 1 and a point of any order. */
function multiply(point: Point, scalar: bigint): Point {
  return point.multiplyUnsafe(scalar);
}

/** SHA-512 read as a little-endian number, modulo L. */
function hashToScalar(...parts: Uint8Array[]): bigint {
  return littleEndian(sha512(concatBytes(...parts))) % L;
}

/** RFC 8032, section 5.1.5: the secret scalar modulo L and the prefix. */
function expand(privateKey: Uint8Array): { scalar: bigint; prefix: Uint8Array } {
  const digest = sha512(privateKey);
  digest[0]! &= 0b1111_1000;
  digest[31]! &= 0b0111_1111;
  digest[31]! |= 0b0100_0000;
  return { scalar: littleEndian(digest.subarray(0, 32)) % L, prefix: digest.subarray(32) };
}

/** The public key, 32 bytes, of a private key of 32 bytes (BAM-KEY-001). */
export function publicKey(privateKey: Uint8Array): Uint8Array {
  return multiply(Point.BASE, expand(privateKey).scalar).toBytes();
}

/** The signature, 64 bytes, of a message (BAM-SIG-001; RFC 8032, section 5.1.6). */
export function sign(privateKey: Uint8Array, message: Uint8Array): Uint8Array {
  const { scalar, prefix } = expand(privateKey);
  const A = multiply(Point.BASE, scalar).toBytes();
  const r = hashToScalar(prefix, message);
  const R = multiply(Point.BASE, r).toBytes();
  const S = (r + hashToScalar(R, A, message) * scalar) % L;
  return concatBytes(R, littleEndian32(S));
}

/**
 * The point of an author (BAM-KEY-002 to BAM-KEY-005). The rules of ZIP 215 for decompression are those that the
 * specification asks for: y modulo p, and either sign where x = 0.
 *
 * @throws {Rejection} `INVALID_AUTHOR`
 */
export function decompressAuthor(author: Uint8Array, offset?: number): Point {
  try {
    return Point.fromBytes(author, true);
  } catch {
    throw new Rejection('INVALID_AUTHOR', offset);
  }
}

/**
 * Checks a signature (BAM-SIG-002 to BAM-SIG-006).
 *
 * @throws {Rejection} `INVALID_AUTHOR`, `SMALL_ORDER_AUTHOR` (with `strictKeys`), `SIGNATURE_NOT_CANONICAL`,
 * `SIGNATURE_INVALID`
 */
export function verifySignature(
  author: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
  { strictKeys = false } = {},
): void {
  const A = decompressAuthor(author);
  if (strictKeys && A.isSmallOrder()) throw new Rejection('SMALL_ORDER_AUTHOR');

  const R = signature.subarray(0, 32);
  const S = littleEndian(signature.subarray(32));
  if (S >= L) throw new Rejection('SIGNATURE_NOT_CANONICAL');

  const h = hashToScalar(R, author, message);
  const expected = multiply(Point.BASE, S).subtract(multiply(A, h));
  if (!equalBytes(expected.toBytes(), R)) throw new Rejection('SIGNATURE_INVALID');
}
