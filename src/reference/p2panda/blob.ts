import { concatBytes } from '../bytes.js';
import { Rejection } from '../rejection.js';
import { MAX_BLOB_PIECE } from './validate.js';

/** The pieces of a blob, all but the last of the greatest length (PAN-BLB-004). No bytes make up one piece of none. */
export function splitBlob(bytes: Uint8Array): Uint8Array[] {
  const count = Math.max(1, Math.ceil(bytes.length / MAX_BLOB_PIECE));
  return Array.from({ length: count }, (_, i) => bytes.slice(i * MAX_BLOB_PIECE, (i + 1) * MAX_BLOB_PIECE));
}

/**
 * The bytes of a blob (PAN-BLB-005).
 *
 * @throws {Rejection} `BLOB_PIECES_EMPTY` `BLOB_PIECE_TOO_LONG` `BLOB_LENGTH_MISMATCH`
 */
export function joinBlob(length: bigint, pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 0) throw new Rejection('BLOB_PIECES_EMPTY');
  if (pieces.some((piece) => piece.length > MAX_BLOB_PIECE)) throw new Rejection('BLOB_PIECE_TOO_LONG');
  const bytes = concatBytes(...pieces);
  if (BigInt(bytes.length) !== length) throw new Rejection('BLOB_LENGTH_MISMATCH');
  return bytes;
}
