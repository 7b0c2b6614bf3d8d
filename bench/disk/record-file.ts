import { createHash } from 'node:crypto';
import { closeSync, openSync, renameSync, writeSync } from 'node:fs';

/** What a file is made of, in twelve hex digits for its name: other options make another file. */
export const keyOf = (...options: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(options)).digest('hex').slice(0, 12);

/** Writes records of length and bytes, piece by piece; the file is there whole, once it is closed, or not at all. */
export class RecordFile {
  readonly #file: string;
  readonly #descriptor: number;
  #piece: Buffer;
  #used = 0;
  #written = 0;

  /** @param pieceSize bytes that are written at a time: no fewer than the longest pair of records */
  constructor(file: string, pieceSize: number) {
    this.#file = file;
    this.#descriptor = openSync(`${file}.part`, 'w');
    this.#piece = Buffer.allocUnsafe(pieceSize);
  }

  /** Bytes before the next record. */
  get position(): number {
    return this.#written + this.#used;
  }

  /** Writes an entry and its payload, which are not divided between two pieces. */
  put(entry: Uint8Array, payload: Uint8Array): void {
    if (this.#used + entry.length + payload.length + 8 > this.#piece.length) this.#flush();
    this.#putRecord(entry);
    this.#putRecord(payload);
  }

  #putRecord(bytes: Uint8Array): void {
    this.#used = this.#piece.writeUInt32LE(bytes.length, this.#used);
    this.#piece.set(bytes, this.#used);
    this.#used += bytes.length;
  }

  #flush(): void {
    writeSync(this.#descriptor, this.#piece, 0, this.#used);
    this.#written += this.#used;
    this.#used = 0;
  }

  close(): void {
    this.#flush();
    closeSync(this.#descriptor);
    renameSync(`${this.#file}.part`, this.#file);
  }
}
