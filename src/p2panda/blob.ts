import { checkBytes, checkIterable } from '../bamboo/arguments.js';
import type { Refused } from './refusal.js';
import { Refusal } from './refusal.js';
import { MAX_BLOB_PIECE } from './validate.js';

/**
 * The pieces of a blob, each a view of its bytes: all but the last of 256,000 bytes (PAN-BLB-004). No bytes make up one piece
 * of none.
 *
 * @example
 * for (const data of splitBlob(bytes)) schema.create({ data });
 */
export function* splitBlob(bytes: Uint8Array): Generator<Uint8Array> {
  const whole = checkBytes(bytes, 'bytes');
  let at = 0;
  do {
    yield whole.subarray(at, at + MAX_BLOB_PIECE);
    at += MAX_BLOB_PIECE;
  } while (at < whole.length);
}

/**
 * The pieces of a blob that comes as a stream, in whatever portions: never more than a piece and a portion is held.
 *
 * @throws {TypeError} (rejects) for a portion that is no `Uint8Array`
 */
export async function* splitBlobStream(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let piece = new Uint8Array(MAX_BLOB_PIECE);
  let filled = 0;
  let count = 0;
  for await (const portion of source) {
    const bytes = checkBytes(portion, 'portion');
    let at = 0;
    while (at < bytes.length) {
      const length = Math.min(MAX_BLOB_PIECE - filled, bytes.length - at);
      piece.set(bytes.subarray(at, at + length), filled);
      filled += length;
      at += length;
      if (filled < MAX_BLOB_PIECE) continue;
      yield piece;
      count++;
      piece = new Uint8Array(MAX_BLOB_PIECE);
      filled = 0;
    }
  }
  if (filled > 0 || count === 0) yield piece.slice(0, filled);
}

/** Puts a blob together, piece by piece, and holds it against the length that its document says (PAN-BLB-005). */
export class BlobReader {
  readonly #length: bigint;
  #read = 0n;
  #pieces = 0;
  #refused: Refused | undefined;

  /** @param length the field `length` of the blob's document */
  constructor(length: bigint) {
    if (typeof length !== 'bigint') throw new TypeError('length must be a bigint');
    this.#length = length;
  }

  /** How many bytes have come. */
  get read(): bigint {
    return this.#read;
  }

  /**
   * Takes the next piece.
   *
   * @returns the bytes to pass on, or why they are not part of this blob: then nothing of them is to be used, and the blob is
   *   refused whatever comes
   */
  piece(data: Uint8Array): { readonly ok: true; readonly bytes: Uint8Array } | Refused {
    const bytes = checkBytes(data, 'data');
    if (this.#refused !== undefined) return this.#refused;
    if (bytes.length > MAX_BLOB_PIECE) {
      const limit = `a piece of a blob has ${MAX_BLOB_PIECE} bytes at most, not ${bytes.length}`;
      return (this.#refused = new Refusal('BLOB_PIECE_TOO_LONG', limit).toResult());
    }
    if (this.#read + BigInt(bytes.length) > this.#length) {
      const more = `the blob has ${this.#length} bytes, and its pieces more`;
      return (this.#refused = new Refusal('BLOB_LENGTH_MISMATCH', more).toResult());
    }
    this.#read += BigInt(bytes.length);
    this.#pieces++;
    return { ok: true, bytes };
  }

  /** Whether the blob is whole. */
  end(): { readonly ok: true } | Refused {
    if (this.#refused !== undefined) return this.#refused;
    if (this.#pieces === 0)
      return new Refusal('BLOB_PIECES_EMPTY', 'a blob has one piece at least').toResult();
    if (this.#read === this.#length) return { ok: true };
    const lengths = `the blob has ${this.#length} bytes, and its pieces ${this.#read}`;
    return new Refusal('BLOB_LENGTH_MISMATCH', lengths).toResult();
  }
}

/**
 * The bytes of a blob from its pieces, in their order. What the document says of its length is not believed: no more memory is
 * taken than there are bytes.
 *
 * @param length the field `length` of the blob's document
 * @example
 * const joined = joinBlob(3n, [Uint8Array.of(1, 2), Uint8Array.of(3)]);
 * if (joined.ok) console.log(joined.bytes.length); // 3
 */
export function joinBlob(
  length: bigint,
  pieces: Iterable<Uint8Array>,
): { readonly ok: true; readonly bytes: Uint8Array } | Refused {
  checkIterable(pieces, 'pieces');
  const reader = new BlobReader(length);
  const parts: Uint8Array[] = [];
  for (const piece of pieces) {
    const taken = reader.piece(piece);
    if (!taken.ok) return taken;
    parts.push(taken.bytes);
  }
  const whole = reader.end();
  if (!whole.ok) return whole;
  const bytes = new Uint8Array(Number(reader.read));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { ok: true, bytes };
}
