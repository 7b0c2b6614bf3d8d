import { ID_LENGTH } from './ids.js';

/**
 * Operation ids, numbered from 0 in the order in which they came, and found by their bytes. Whatever ids somebody makes, they
 * can't be made to meet in one place of the table: where one goes depends on numbers drawn anew for each table.
 */
export class IdTable {
  #bytes = new Uint8Array(16 * ID_LENGTH);
  #view = new DataView(this.#bytes.buffer);
  /** Numbers counted from 1; 0 is free. */
  #places = new Int32Array(32);
  #count = 0;
  readonly #seeds = crypto.getRandomValues(new Uint32Array(9)).map((seed) => seed | 1);

  get size(): number {
    return this.#count;
  }

  /** The number of an id; −1 where it is not there. */
  find(id: Uint8Array): number {
    return this.#places[this.#place(id)]! - 1;
  }

  /** The number of an id, which is put in where it is not there yet. */
  add(id: Uint8Array): number {
    const place = this.#place(id);
    const known = this.#places[place]! - 1;
    if (known >= 0) return known;
    const number = this.#count++;
    if (number * ID_LENGTH === this.#bytes.length) {
      const grown = new Uint8Array(2 * this.#bytes.length);
      grown.set(this.#bytes);
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    this.#bytes.set(id, number * ID_LENGTH);
    this.#places[place] = number + 1;
    if (2 * this.#count > this.#places.length) this.#grow();
    return number;
  }

  /** A copy of an id: 34 bytes. */
  get(number: number): Uint8Array {
    return this.#bytes.slice(number * ID_LENGTH, (number + 1) * ID_LENGTH);
  }

  /** Below 0 where the bytes of id `a` come before those of `b`, above 0 where they come after. */
  compare(a: number, b: number): number {
    const [x, y] = [a * ID_LENGTH, b * ID_LENGTH];
    for (let i = 0; i < ID_LENGTH - 2; i += 4) {
      const difference = this.#view.getUint32(x + i) - this.#view.getUint32(y + i);
      if (difference !== 0) return difference;
    }
    return this.#view.getUint16(x + ID_LENGTH - 2) - this.#view.getUint16(y + ID_LENGTH - 2);
  }

  /** Where an id is, or the free place where it belongs. */
  #place(id: Uint8Array): number {
    const mask = this.#places.length - 1;
    let place = this.#hash(id, 0) & mask;
    for (;;) {
      const number = this.#places[place]! - 1;
      if (number < 0 || this.#isAt(number, id)) return place;
      place = (place + 1) & mask;
    }
  }

  #isAt(number: number, id: Uint8Array): boolean {
    const start = number * ID_LENGTH;
    // Digests differ in any of their bytes, headers seldom.
    for (let i = ID_LENGTH - 1; i >= 0; i--) if (this.#bytes[start + i] !== id[i]) return false;
    return true;
  }

  /** Of all 32 bytes of the digest: who names ids that are none may choose each of them. */
  #hash(bytes: Uint8Array, start: number): number {
    let hash = 0;
    for (let word = 0; word < 8; word++) {
      const at = start + 2 + 4 * word;
      const value = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
      hash = Math.imul(hash ^ value, this.#seeds[word]!);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash, this.#seeds[8]!);
    return (hash ^ (hash >>> 16)) >>> 0;
  }

  #grow(): void {
    this.#places = new Int32Array(4 * this.#places.length);
    const mask = this.#places.length - 1;
    for (let number = 0; number < this.#count; number++) {
      let place = this.#hash(this.#bytes, number * ID_LENGTH) & mask;
      while (this.#places[place] !== 0) place = (place + 1) & mask;
      this.#places[place] = number + 1;
    }
  }
}
