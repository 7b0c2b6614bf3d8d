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

  /** Room for so many rows at least, and twice as many as there was; `hashOf` is the hash of a row. */
  grow(hashOf: (row: number) => number, rows = 0): void {
    const before = this.places;
    let size = 2 * before.length;
    while (3 * size < 4 * (rows + 1)) size *= 2;
    this.places = new Int32Array(size);
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
  /** The digest of the hash taken last, in words. */
  readonly #digest: Int32Array;
  /** The same, mixed with the seeds. */
  #mixed = 0;
  /** Where `find` found it, or the free place where it belongs. */
  #place = 0;
  /** By log and hash: the one that an entry at hand holds, or else any. */
  readonly #byHash = new Places();
  /** By log and number: the first that came. */
  readonly #bySeqNum = new Places();
  /** By log, hash and number: those that are not in `#byHash`, since another one with their hash is. */
  readonly #others = new Places();
  // Drawn anew each time. Those for the log's number are odd.
  readonly #seeds = crypto
    .getRandomValues(new Uint32Array(8 + 2 * 16))
    .map((seed, i) => (i < 2 ? seed | 1 : seed));

  constructor(profile: Profile) {
    this.#digest = new Int32Array((ENCODED_HASH_LENGTH[profile] - 2) / 4);
    this.#rows = new Rows(DIGEST + this.#digest.length);
  }

  get count(): number {
    return this.#rows.count;
  }

  /** Bytes taken. */
  get bytes(): number {
    const places = [this.#byHash, this.#bySeqNum, this.#others];
    return places.reduce((sum, { places: { byteLength } }) => sum + byteLength, this.#rows.bytes);
  }

  /** Makes room for so many more at once, rather than little by little. */
  reserve(count: number): void {
    const rows = this.count + count;
    if (3 * this.#byHash.places.length < 4 * (rows + 1)) this.#byHash.grow(this.#hashOfHash, rows);
    if (3 * this.#bySeqNum.places.length < 4 * (rows + 1)) this.#bySeqNum.grow(this.#hashOfSeqNum, rows);
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

  /** Whether there are others with the hash of this one. */
  hasSameHash(row: number): boolean {
    return this.#word(row, SAME_HASH) !== 0;
  }

  /** The other commitments with the hash of this one, for other numbers. */
  *withSameHash(row: number): Generator<number, void> {
    for (let next = this.#word(row, SAME_HASH); next !== 0 && next !== row + 1;) {
      yield next - 1;
      next = this.#word(next - 1, SAME_HASH);
    }
  }

  /** Takes the encoded hash at `bytes[at]` for the next `find` and `commit`. */
  load(bytes: Uint8Array, at: number): void {
    const words = this.#digest;
    const seeds = this.#seeds;
    let a = 0;
    let b = 0;
    for (let i = 0, from = at + 2, seed = 8; i < words.length; i++, from += 4, seed += 2) {
      const word =
        bytes[from]! | (bytes[from + 1]! << 8) | (bytes[from + 2]! << 16) | (bytes[from + 3]! << 24);
      words[i] = word;
      a = (a + Math.imul(word, seeds[seed]!)) | 0;
      b = (b + Math.imul((word << 16) | (word >>> 16), seeds[seed + 1]!)) | 0;
    }
    this.#mixed = a ^ b;
  }

  /** The commitment that stands for the hash taken last, counted from 1; 0 where there is none. */
  find(log: number): number {
    const { places, mask, shift } = this.#byHash;
    let place = (this.#mixed + Math.imul(log, this.#seeds[0]!)) >>> shift;
    while (places[place] !== 0 && !this.#isLoaded(places[place]! - 1, log)) place = (place + 1) & mask;
    this.#place = place;
    return places[place]!;
  }

  /** Whether a commitment is to the hash taken last. */
  #isLoaded(row: number, log: number): boolean {
    const chunk = this.#rows.chunkOf(row);
    const offset = this.#rows.offsetOf(row);
    if (chunk[offset + LOG] !== log) return false;
    const words = this.#digest;
    for (let i = 0; i < words.length; i++) if ((chunk[offset + DIGEST + i]! | 0) !== words[i]) return false;
    return true;
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
    for (let i = DIGEST; i < DIGEST + this.#digest.length; i++)
      if (this.#word(a, i) !== this.#word(b, i)) return false;
    return true;
  }

  /**
   * The commitment to the hash taken last for a number; a new one where there is none. `standing` and `isForked` say
   * what came of it.
   *
   * @param entry the entry that commits
   */
  commit(log: number, high: number, low: number, entry: number): number {
    this.isForked = false;
    const found = this.find(log);
    if (found === 0) {
      const row = this.#create(log, high, low, entry);
      this.#byHash.places[this.#place] = row + 1;
      this.#byHash.count++;
      if (this.#byHash.isFull) this.#byHash.grow(this.#hashOfHash);
      this.standing = row;
      return row;
    }
    this.standing = found - 1;
    return this.#isFor(found - 1, high, low)
      ? found - 1
      : this.#commitBeside(found - 1, log, high, low, entry);
  }

  /** As `load` and `commit`, for a link, whose target mostly is the one entry with its number that is at hand. */
  commitLink(bytes: Uint8Array, at: number, log: number, high: number, low: number, entry: number): number {
    const first = this.#bySeqNum.places[this.#placeOfSeqNum(log, high, low)]!;
    if (first !== 0 && this.#isHeldAs(first - 1, bytes, at + 2)) {
      this.isForked = false;
      this.standing = first - 1;
      return first - 1;
    }
    this.load(bytes, at);
    return this.commit(log, high, low, entry);
  }

  /** Whether a commitment has a holder, which then stands for its hash, and is to the digest at `bytes[at]`. */
  #isHeldAs(row: number, bytes: Uint8Array, at: number): boolean {
    const chunk = this.#rows.chunkOf(row);
    const offset = this.#rows.offsetOf(row);
    if (chunk[offset + HOLDER] === 0) return false;
    for (let i = 0, from = at; i < this.#digest.length; i++, from += 4) {
      const word =
        bytes[from]! | (bytes[from + 1]! << 8) | (bytes[from + 2]! << 16) | (bytes[from + 3]! << 24);
      if ((chunk[offset + DIGEST + i]! | 0) !== word) return false;
    }
    return true;
  }

  /** The commitment that stands for the hash of the one that `commit` gave last: that one, or another. */
  standing = 0;
  /** Whether what `commit` gave last is new, and the second one for its number. */
  isForked = false;

  /** Has this one stand for its hash instead of another, since an entry holds it. */
  makeStanding(row: number, instead: number): void {
    const { places, mask, shift } = this.#byHash;
    let place = this.#hashOfHash(row) >>> shift;
    while (places[place] !== instead + 1) place = (place + 1) & mask;
    places[place] = row + 1;
    // Its own place among the others stays: a row that is found twice does no harm.
    this.#addToOthers(instead);
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
  #commitBeside(standing: number, log: number, high: number, low: number, entry: number): number {
    const { places, mask, shift } = this.#others;
    const hash = this.#mixed + Math.imul(log, this.#seeds[0]!) + this.#mixSeqNum(log, high, low);
    for (let place = hash >>> shift; places[place] !== 0; place = (place + 1) & mask) {
      const row = places[place]! - 1;
      if (this.#isFor(row, high, low) && this.#isLoaded(row, log)) return row;
    }
    const row = this.#create(log, high, low, entry);
    // Into the ring, behind the one that stands for them.
    this.#rows.set(row, SAME_HASH, this.#word(standing, SAME_HASH) || standing + 1);
    this.#rows.set(standing, SAME_HASH, row + 1);
    this.#addToOthers(row);
    return row;
  }

  #create(log: number, high: number, low: number, entry: number): number {
    const row = this.#rows.add();
    const chunk = this.#rows.chunkOf(row);
    const offset = this.#rows.offsetOf(row);
    chunk[offset + SEQ_LOW] = low;
    chunk[offset + SEQ_HIGH] = high;
    chunk[offset + LOG] = log;
    chunk[offset + WITNESS] = entry;
    const words = this.#digest;
    for (let i = 0; i < words.length; i++) chunk[offset + DIGEST + i] = words[i]!;
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
    out[at + 1] = 4 * this.#digest.length;
    for (let i = 0; i < this.#digest.length; i++) {
      const word = this.#word(row, DIGEST + i);
      for (let j = 0; j < 4; j++) out[at + 2 + 4 * i + j] = word >>> (8 * j);
    }
  }

  #word(row: number, word: number): number {
    return this.#rows.get(row, word);
  }

  // Multilinear hashing: authors choose what their links say to the last bit, and can't make them collide, since they
  // don't know the seeds. The upper half of a product depends on the lower half of a word, so each word counts both ways round.

  readonly #hashOfHash = (row: number): number => {
    const seeds = this.#seeds;
    const chunk = this.#rows.chunkOf(row);
    const offset = this.#rows.offsetOf(row);
    let a = 0;
    let b = 0;
    for (let i = 0, seed = 8; i < this.#digest.length; i++, seed += 2) {
      const word = chunk[offset + DIGEST + i]!;
      a = (a + Math.imul(word, seeds[seed]!)) | 0;
      b = (b + Math.imul((word << 16) | (word >>> 16), seeds[seed + 1]!)) | 0;
    }
    return (a ^ b) + Math.imul(chunk[offset + LOG]!, seeds[0]!);
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

  readonly #hashOfBoth = (row: number): number => this.#hashOfHash(row) + this.#hashOfSeqNum(row);

  #isFor(row: number, high: number, low: number): boolean {
    const chunk = this.#rows.chunkOf(row);
    const offset = this.#rows.offsetOf(row);
    return chunk[offset + SEQ_LOW] === low && chunk[offset + SEQ_HIGH] === high;
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
