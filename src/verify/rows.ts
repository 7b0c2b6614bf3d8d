/** Rows in a chunk. */
const CHUNK_BITS = 12;
const CHUNK_ROWS = 1 << CHUNK_BITS;
const CHUNK_MASK = CHUNK_ROWS - 1;
const FIRST_ROWS = 16;

/**
 * A table of rows of u32 that grows by chunks: what is there never moves, but for the first chunk, which begins
 * small, and nothing is allocated for a row.
 */
export class Rows {
  /** Words of a row. */
  readonly width: number;
  readonly #chunks: Uint32Array[] = [];
  /** Rows that there is room for. */
  #room = 0;
  count = 0;

  constructor(width: number) {
    this.width = width;
  }

  /** Bytes taken, with the room that is not used yet. */
  get bytes(): number {
    return this.#chunks.reduce((bytes, chunk) => bytes + chunk.byteLength, 0);
  }

  /** Adds a row of zeros, and returns its number. */
  add(): number {
    if (this.count === this.#room) this.#grow();
    return this.count++;
  }

  #grow(): void {
    if (this.#room >= CHUNK_ROWS) {
      this.#chunks.push(new Uint32Array(CHUNK_ROWS * this.width));
      this.#room += CHUNK_ROWS;
      return;
    }
    const rows = Math.min(CHUNK_ROWS, Math.max(FIRST_ROWS, Math.ceil(1.5 * this.#room)));
    const first = new Uint32Array(rows * this.width);
    if (this.#chunks[0]) first.set(this.#chunks[0]);
    this.#chunks[0] = first;
    this.#room = rows;
  }

  get(row: number, word: number): number {
    return this.#chunks[row >>> CHUNK_BITS]![(row & CHUNK_MASK) * this.width + word]!;
  }

  set(row: number, word: number, value: number): void {
    this.#chunks[row >>> CHUNK_BITS]![(row & CHUNK_MASK) * this.width + word] = value;
  }

  /** The chunk that a row is in; where the row begins in it is `offsetOf(row)`. */
  chunkOf(row: number): Uint32Array {
    return this.#chunks[row >>> CHUNK_BITS]!;
  }

  offsetOf(row: number): number {
    return (row & CHUNK_MASK) * this.width;
  }
}
