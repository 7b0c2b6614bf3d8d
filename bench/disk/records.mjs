// A file of records: length of the entry (u32, little-endian), entry, length of the payload (u32), payload, and so on.
import { closeSync, openSync, readSync } from 'node:fs';

const PIECE = 2 ** 20;

/**
 * Reads entries and payloads, without ever having much more than a piece in memory.
 *
 * @param {string} file
 * @param {number} position where to begin, in bytes
 * @param {number} count how many records
 * @returns {Generator<{ entry: Uint8Array, payload: Uint8Array }>}
 */
export function* readRecords(file, position, count) {
  const descriptor = openSync(file, 'r');
  try {
    let piece = Buffer.alloc(0);
    let at = 0;
    const need = (length) => {
      if (piece.length - at >= length) return;
      // A new one each time: entries are views of it, and somebody may still need them.
      const rest = piece.length - at;
      const next = Buffer.allocUnsafeSlow(Math.max(PIECE, length));
      piece.copy(next, 0, at);
      const read = readSync(descriptor, next, rest, next.length - rest, position);
      position += read;
      piece = next.subarray(0, rest + read);
      at = 0;
      if (piece.length < length) throw new Error(`${file} ends within a record`);
    };
    const take = () => {
      need(4);
      const length = piece.readUInt32LE(at);
      at += 4;
      need(length);
      const bytes = new Uint8Array(piece.buffer, piece.byteOffset + at, length);
      at += length;
      return bytes;
    };
    for (let i = 0; i < count; i++) {
      const entry = take();
      yield { entry, payload: take() };
    }
  } finally {
    closeSync(descriptor);
  }
}
