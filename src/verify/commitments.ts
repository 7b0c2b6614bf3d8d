import { ENCODED_HASH_LENGTH, type Profile } from '../bamboo/profile.js';
import { Rows } from './rows.js';

/** Words of a commitment, before those of its digest. Where a row may be missing, it is counted from 1. */
const SEQ_LOW = 0;
const SEQ_HIGH = 1;
const LOG = 2;
/** Another commitment for the same number of the same log, or 0. */
const SAME_SEQ = 3;
/** The next in the ring of those with the same hash in the same log; 0 where it is alone. */
const SAME_HASH = 4;
const HOLDER = 5;
const WITNESS = 6;
const DEPENDENTS = 7;
const DIGEST = 8;

/** A table of rows by open addressing; a place holds a row counted from 1, or 0. */
class Places {
  places = new Int32Array(16);
  mask = 15;
  shift = Math.clz32(15);
  count = 0;

  /** Whether another row makes it too full. */
  get isFull(): boolean {
    return 4 * (this.count + 1) > 3 * this.places.length;
  }

  /** Twice the room; `hashOf` is the hash of a row. */
  grow(hashOf: (row: number) => number): void {
    const before = this.places;
    this.places = new Int32Array(2 * before.length);
    this.mask = this.places.length - 1;
    this.shift = Math.clz32(this.mask);
    for (const row of before) {
      if (row === 0) continue;
      let place = hashOf(row - 1) >>> this.shift;
      while (this.places[place] !== 0) place = (place + 1) & this.mask;
      this.places[place] = row;
    }
  }
}

/**
 * What the entries of logs commit to (chapter "Logs"): hashes for sequence numbers. One is kept once, however many
 * entries commit to it, and is found by its hash and by its number, in constant time whatever an author has put there.
 */
export class Commitments {
  readonly #rows: Rows;
  readonly #digestWords: number;
  /** By log and hash: the one that an entry at hand holds, or else any. */
  readonly #byHash = new Places();
  /** By log and number: the first that came. */
  readonly #bySeqNum = new Places();
  /** By log, hash and number: those that are not in `#byHash`, since another one with their hash is. */
  readonly #others = new Places();
  // Drawn anew each time. Those for the log's number are odd.
  readonly #seeds = crypto
    .getRandomValues(new Uint32Array(8 + 4 * 16))
    .map((seed, i) => (i < 2 ? seed | 1 : seed));

  constructor(profile: Profile) {
    this.#digestWords = (ENCODED_HASH_LENGTH[profile] - 2) / 4;
    this.#rows = new Rows(DIGEST + this.#digestWords);
  }

  get count(): number {
    return this.#rows.count;
  }

  /** Bytes taken. */
  get bytes(): number {
    const places = [this.#byHash, this.#bySeqNum, this.#others];
    return places.reduce((sum, { places: { byteLength } }) => sum + byteLength, this.#rows.bytes);
  }

  seqLow = (row: number): number => this.#rows.get(row, SEQ_LOW);
  seqHigh = (row: number): number => this.#rows.get(row, SEQ_HIGH);
  log = (row: number): number => this.#rows.get(row, LOG);

  seqNum(row: number): bigint {
    return BigInt(this.seqHigh(row)) * 0x1_0000_0000n + BigInt(this.seqLow(row));
  }

  /** The entry that has this hash and this number, counted from 1; 0 where it is not at hand. */
  holder(row: number): number {
    return this.#rows.get(row, HOLDER);
  }

  setHolder(row: number, entry: number): void {
    this.#rows.set(row, HOLDER, entry);
  }

  /** An entry that commits to it, the holder where there is one. */
  witness(row: number): number {
    const holder = this.holder(row);
    return holder === 0 ? this.#rows.get(row, WITNESS) : holder - 1;
  }

  /** The first of the links to it; what it means is the owner's affair. 0 where there is none. */
  dependents(row: number): number {
    return this.#rows.get(row, DEPENDENTS);
  }

  setDependents(row: number, first: number): void {
    this.#rows.set(row, DEPENDENTS, first);
  }

  /** The commitments for the number of this one, itself included, the first one first. */
  *forSameSeqNum(row: number): Generator<number, void> {
    let next =
      this.#bySeqNum.places[this.#placeOfSeqNum(this.log(row), this.seqHigh(row), this.seqLow(row))]!;
    for (; next !== 0; next = this.#word(next - 1, SAME_SEQ)) yield next - 1;
  }

  /** The first commitment for a number, counted from 1; 0 where there is none. */
  findSeqNum(log: number, high: number, low: number): number {
    return this.#bySeqNum.places[this.#placeOfSeqNum(log, high, low)]!;
  }

  /** The other commitments with the hash of this one, for other numbers. */
  *withSameHash(row: number): Generator<number, void> {
    for (let next = this.#word(row, SAME_HASH); next !== 0 && next !== row + 1;) {
      yield next - 1;
      next = this.#word(next - 1, SAME_HASH);
    }
  }

  /**
   * The commitment that stands for a hash, counted from 1; 0 where there is none: the one that an entry holds, if an
   * entry with that hash is at hand.
   *
   * @param bytes at `at` there is an encoded hash
   */
  findHash(log: number, bytes: Uint8Array, at: number): number {
    return this.#byHash.places[this.#placeOfHash(log, bytes, at + 2)]!;
  }

  /** The commitment that stands for the hash of this one; itself, where there is no other. */
  standingFor(row: number): number {
    const { places, mask, shift } = this.#byHash;
    const log = this.log(row);
    let place = this.#hashOfHash(row) >>> shift;
    for (;;) {
      const found = places[place]! - 1;
      if (this.log(found) === log && this.#haveSameDigest(found, row)) return found;
      place = (place + 1) & mask;
    }
  }

  #haveSameDigest(a: number, b: number): boolean {
    for (let i = DIGEST; i < DIGEST + this.#digestWords; i++)
      if (this.#word(a, i) !== this.#word(b, i)) return false;
    return true;
  }

  /**
   * The commitment to the encoded hash at `bytes[at]` for a number; a new one where there is none. `isNew` and
   * `isForked` say what came of it.
   *
   * @param entry the entry that commits
   */
  commit(log: number, bytes: Uint8Array, at: number, high: number, low: number, entry: number): number {
    this.isNew = false;
    this.isForked = false;
    const place = this.#placeOfHash(log, bytes, at + 2);
    const standing = this.#byHash.places[place]!;
    if (standing === 0) {
      const row = this.#create(log, bytes, at + 2, high, low, entry);
      this.#byHash.places[place] = row + 1;
      this.#byHash.count++;
      if (this.#byHash.isFull) this.#byHash.grow(this.#hashOfHash);
      return row;
    }
    if (this.#isFor(standing - 1, high, low)) return standing - 1;
    return this.#commitBeside(standing - 1, log, bytes, at + 2, high, low, entry);
  }

  /** Whether the last `commit` has made a commitment. */
  isNew = false;
  /** Whether it is the second one for its number. */
  isForked = false;

  /** Has this one stand for its hash, since an entry holds it. */
  makeStanding(row: number): void {
    const standing = this.standingFor(row);
    if (standing === row) return;
    const { places, mask, shift } = this.#byHash;
    let place = this.#hashOfHash(row) >>> shift;
    while (places[place] !== standing + 1) place = (place + 1) & mask;
    places[place] = row + 1;
    // Its own place among the others stays: a row that is found twice does no harm.
    this.#addToOthers(standing);
  }

  #addToOthers(row: number): void {
    if (this.#others.isFull) this.#others.grow(this.#hashOfBoth);
    const { places, mask, shift } = this.#others;
    let place = this.#hashOfBoth(row) >>> shift;
    while (places[place] !== 0) place = (place + 1) & mask;
    places[place] = row + 1;
    this.#others.count++;
  }

  /** A commitment to a hash that another one stands for. */
  #commitBeside(
    standing: number,
    log: number,
    bytes: Uint8Array,
    at: number,
    high: number,
    low: number,
    entry: number,
  ): number {
    const hash = (this.#mixDigest(log, bytes, at) + this.#mixSeqNum(log, high, low)) | 0;
    const { places, mask, shift } = this.#others;
    for (let place = hash >>> shift; places[place] !== 0; place = (place + 1) & mask) {
      const row = places[place]! - 1;
      if (this.#isFor(row, high, low) && this.#isDigestOf(row, log, bytes, at)) return row;
    }
    const row = this.#create(log, bytes, at, high, low, entry);
    // Into the ring, behind the one that stands for them.
    this.#rows.set(row, SAME_HASH, this.#word(standing, SAME_HASH) || standing + 1);
    this.#rows.set(standing, SAME_HASH, row + 1);
    this.#addToOthers(row);
    return row;
  }

  #create(log: number, bytes: Uint8Array, at: number, high: number, low: number, entry: number): number {
    this.isNew = true;
    const row = this.#rows.add();
    const chunk = this.#rows.chunkOf(row);
    const offset = this.#rows.offsetOf(row);
    chunk[offset + SEQ_LOW] = low;
    chunk[offset + SEQ_HIGH] = high;
    chunk[offset + LOG] = log;
    chunk[offset + WITNESS] = entry;
    for (let i = 0; i < this.#digestWords; i++)
      chunk[offset + DIGEST + i] = this.#readWord(bytes, at + 4 * i);
    const place = this.#placeOfSeqNum(log, high, low);
    const first = this.#bySeqNum.places[place]!;
    if (first === 0) {
      this.#bySeqNum.places[place] = row + 1;
      this.#bySeqNum.count++;
      if (this.#bySeqNum.isFull) this.#bySeqNum.grow(this.#hashOfSeqNum);
    } else {
      const second = this.#word(first - 1, SAME_SEQ);
      this.isForked = second === 0;
      chunk[offset + SAME_SEQ] = second;
      this.#rows.set(first - 1, SAME_SEQ, row + 1);
    }
    return row;
  }

  /** Copies the encoded hash of a commitment to `out[at]`. */
  copyHash(row: number, out: Uint8Array, at: number): void {
    out[at] = 0;
    out[at + 1] = 4 * this.#digestWords;
    for (let i = 0; i < this.#digestWords; i++) {
      const word = this.#word(row, DIGEST + i);
      for (let j = 0; j < 4; j++) out[at + 2 + 4 * i + j] = word >>> (8 * j);
    }
  }

  #word(row: number, word: number): number {
    return this.#rows.get(row, word);
  }

  #readWord(bytes: Uint8Array, at: number): number {
    return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
  }

  // Multilinear hashing of halves of words, of which the upper half of each sum is taken: authors choose what their
  // links say to the last bit, and can't make them collide, since they don't know the seeds.

  #mixDigest(log: number, bytes: Uint8Array, at: number): number {
    const seeds = this.#seeds;
    let a = Math.imul(log, seeds[0]!);
    let b = 0;
    for (let i = 0, seed = 8; i < this.#digestWords; i++, seed += 4) {
      const low = bytes[at + 4 * i]! | (bytes[at + 4 * i + 1]! << 8);
      const high = bytes[at + 4 * i + 2]! | (bytes[at + 4 * i + 3]! << 8);
      a = (a + Math.imul(low, seeds[seed]!) + Math.imul(high, seeds[seed + 1]!)) | 0;
      b = (b + Math.imul(low, seeds[seed + 2]!) + Math.imul(high, seeds[seed + 3]!)) | 0;
    }
    return (a & 0xffff0000) | (b >>> 16);
  }

  readonly #hashOfHash = (row: number): number => {
    const seeds = this.#seeds;
    const chunk = this.#rows.chunkOf(row);
    const offset = this.#rows.offsetOf(row);
    let a = Math.imul(chunk[offset + LOG]!, seeds[0]!);
    let b = 0;
    for (let i = 0, seed = 8; i < this.#digestWords; i++, seed += 4) {
      const word = chunk[offset + DIGEST + i]!;
      const low = word & 0xffff;
      const high = word >>> 16;
      a = (a + Math.imul(low, seeds[seed]!) + Math.imul(high, seeds[seed + 1]!)) | 0;
      b = (b + Math.imul(low, seeds[seed + 2]!) + Math.imul(high, seeds[seed + 3]!)) | 0;
    }
    return (a & 0xffff0000) | (b >>> 16);
  };

  #mixSeqNum(log: number, high: number, low: number): number {
    const seeds = this.#seeds;
    const [a, b, c, d] = [low & 0xffff, low >>> 16, high & 0xffff, high >>> 16];
    return (
      Math.imul(log, seeds[1]!) +
      Math.imul(a, seeds[2]!) +
      Math.imul(b, seeds[3]!) +
      Math.imul(c, seeds[4]!) +
      Math.imul(d, seeds[5]!)
    );
  }

  readonly #hashOfSeqNum = (row: number): number =>
    this.#mixSeqNum(this.log(row), this.seqHigh(row), this.seqLow(row));

  readonly #hashOfBoth = (row: number): number => (this.#hashOfHash(row) + this.#hashOfSeqNum(row)) | 0;

  #isFor(row: number, high: number, low: number): boolean {
    const chunk = this.#rows.chunkOf(row);
    const offset = this.#rows.offsetOf(row);
    return chunk[offset + SEQ_LOW] === low && chunk[offset + SEQ_HIGH] === high;
  }

  #isDigestOf(row: number, log: number, bytes: Uint8Array, at: number): boolean {
    const chunk = this.#rows.chunkOf(row);
    const offset = this.#rows.offsetOf(row);
    if (chunk[offset + LOG] !== log) return false;
    for (let i = 0; i < this.#digestWords; i++) {
      if (chunk[offset + DIGEST + i] !== this.#readWord(bytes, at + 4 * i)) return false;
    }
    return true;
  }

  /** Where the digest at `bytes[at]` is, or the free place where it belongs. */
  #placeOfHash(log: number, bytes: Uint8Array, at: number): number {
    const { places, mask, shift } = this.#byHash;
    let place = this.#mixDigest(log, bytes, at) >>> shift;
    while (places[place] !== 0 && !this.#isDigestOf(places[place]! - 1, log, bytes, at))
      place = (place + 1) & mask;
    return place;
  }

  #placeOfSeqNum(log: number, high: number, low: number): number {
    const { places, mask, shift } = this.#bySeqNum;
    let place = this.#mixSeqNum(log, high, low) >>> shift;
    while (places[place] !== 0) {
      const row = places[place]! - 1;
      if (this.#isFor(row, high, low) && this.log(row) === log) break;
      place = (place + 1) & mask;
    }
    return place;
  }
}
