import { ENCODED_HASH_LENGTH, type Profile } from '../bamboo/profile.js';
import { RECORD } from '../bamboo/record.js';

const NONE = -1;

/** Finds result records by the encoded hash of their entry. */
export class HashIndex {
  readonly #records: Uint8Array;
  readonly #hashLength: number;
  /** Positions of records, by open addressing; at least half of the places are free. */
  readonly #places: Int32Array;
  readonly #mask: number;
  readonly #shift: number;
  // Odd, and drawn anew each time: authors choose hashes by trying, and must not know which ones collide here.
  readonly #seeds = crypto.getRandomValues(new Uint32Array(2)).map((seed) => seed | 1);

  /** @param capacity how many records are going to be added at most */
  constructor(profile: Profile, records: Uint8Array, capacity: number) {
    this.#records = records;
    this.#hashLength = ENCODED_HASH_LENGTH[profile];
    let size = 16;
    while (size < 2 * capacity) size *= 2;
    this.#places = new Int32Array(size).fill(NONE);
    this.#mask = size - 1;
    this.#shift = Math.clz32(this.#mask);
  }

  /** Adds record number `position`, or returns the position of the one with the same hash that is there already. */
  add(position: number): number {
    const place = this.#placeOf(this.#records, position * RECORD.size + RECORD.hash);
    if (this.#places[place] === NONE) this.#places[place] = position;
    return this.#places[place]!;
  }

  /** The position of the record whose hash is the one at `bytes[at]`, or -1. */
  find(bytes: Uint8Array, at: number): number {
    return this.#places[this.#placeOf(bytes, at)]!;
  }

  /** Where the hash at `bytes[at]` is, or the free place where it belongs. */
  #placeOf(bytes: Uint8Array, at: number): number {
    // Type and length of the hash come first, two bytes that are always the same.
    const low = this.#word(bytes, at + 2);
    const high = this.#word(bytes, at + 6);
    const mixed = Math.imul(low, this.#seeds[0]!) + Math.imul(high, this.#seeds[1]!);
    // The upper bits: the lower ones depend on the hash's lower bits alone, whatever the seeds.
    let place = (mixed | 0) >>> this.#shift;
    while (this.#places[place] !== NONE && !this.#isHashOf(this.#places[place]!, bytes, at)) {
      place = (place + 1) & this.#mask;
    }
    return place;
  }

  #word(bytes: Uint8Array, at: number): number {
    return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  }

  #isHashOf(position: number, bytes: Uint8Array, at: number): boolean {
    const start = position * RECORD.size + RECORD.hash;
    for (let i = 0; i < this.#hashLength; i++) if (this.#records[start + i] !== bytes[at + i]) return false;
    return true;
  }
}
