const IV = Uint32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
);

/** Where each word of a block stands in the next round. */
const PERMUTATION = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8];

export const CHUNK_START = 1;
export const CHUNK_END = 2;
export const PARENT = 4;
export const ROOT = 8;

/** BLAKE3-256 (the BLAKE3 paper, section 2), slowly, in steps that can be got wrong one at a time. */
export class Blake3 {
  readonly rounds: number = 7;

  rotateRight(word: number, bits: number): number {
    return (word >>> bits) | (word << (32 - bits));
  }

  mix(v: Uint32Array, at: readonly [number, number, number, number], x: number, y: number): void {
    const [a, b, c, d] = at;
    v[a] = v[a]! + v[b]! + x;
    v[d] = this.rotateRight(v[d]! ^ v[a], 16);
    v[c] = v[c]! + v[d];
    v[b] = this.rotateRight(v[b]! ^ v[c], 12);
    v[a] = v[a] + v[b] + y;
    v[d] = this.rotateRight(v[d] ^ v[a], 8);
    v[c] = v[c] + v[d];
    v[b] = this.rotateRight(v[b] ^ v[c], 7);
  }

  /** @returns the 8 words of the next chaining value, or of the digest. */
  compress(cv: Uint32Array, block: Uint8Array, counter: number, length: number, flags: number): Uint32Array {
    let m = this.wordsOf(block);
    const high = Math.floor(counter / 2 ** 32);
    const v = Uint32Array.of(...cv, ...IV.subarray(0, 4), counter >>> 0, high, length, flags);
    for (let round = 0; round < this.rounds; round++) {
      this.mix(v, [0, 4, 8, 12], m[0]!, m[1]!);
      this.mix(v, [1, 5, 9, 13], m[2]!, m[3]!);
      this.mix(v, [2, 6, 10, 14], m[4]!, m[5]!);
      this.mix(v, [3, 7, 11, 15], m[6]!, m[7]!);
      this.mix(v, [0, 5, 10, 15], m[8]!, m[9]!);
      this.mix(v, [1, 6, 11, 12], m[10]!, m[11]!);
      this.mix(v, [2, 7, 8, 13], m[12]!, m[13]!);
      this.mix(v, [3, 4, 9, 14], m[14]!, m[15]!);
      m = Uint32Array.from(PERMUTATION, (word) => m[word]!);
    }
    return Uint32Array.from({ length: 8 }, (_, i) => v[i]! ^ v[i + 8]!);
  }

  wordsOf(block: Uint8Array): Uint32Array {
    const view = new DataView(block.buffer, block.byteOffset);
    return Uint32Array.from({ length: 16 }, (_, i) => view.getUint32(4 * i, true));
  }

  /** A block's bytes, filled up to 64. */
  padded(bytes: Uint8Array): Uint8Array {
    const block = new Uint8Array(64);
    block.set(bytes);
    return block;
  }

  chunkCounter(index: number): number {
    return index;
  }

  blockCount(length: number): number {
    return Math.max(1, Math.ceil(length / 64));
  }

  blockLength(bytes: Uint8Array): number {
    return bytes.length;
  }

  chunkFlags(block: number, blocks: number, isRoot: boolean): number {
    const isLast = block === blocks - 1;
    return (block === 0 ? CHUNK_START : 0) | (isLast ? CHUNK_END : 0) | (isLast && isRoot ? ROOT : 0);
  }

  chunk(bytes: Uint8Array, index: number, isRoot: boolean): Uint32Array {
    let cv: Uint32Array = IV;
    const blocks = this.blockCount(bytes.length);
    for (let i = 0; i < blocks; i++) {
      const block = bytes.subarray(64 * i, 64 * i + 64);
      const flags = this.chunkFlags(i, blocks, isRoot);
      cv = this.compress(cv, this.padded(block), this.chunkCounter(index), this.blockLength(block), flags);
    }
    return cv;
  }

  parentFlags(isRoot: boolean): number {
    return PARENT | (isRoot ? ROOT : 0);
  }

  /** The chaining value that a parent's compression starts from. */
  readonly parentStart: (left: Uint32Array) => Uint32Array = () => IV;

  readonly parentCounter: (firstChunk: number) => number = () => 0;

  parent(left: Uint32Array, right: Uint32Array, isRoot: boolean, firstChunk: number): Uint32Array {
    const block = new Uint8Array(Uint32Array.of(...left, ...right).buffer);
    const counter = this.parentCounter(firstChunk);
    return this.compress(this.parentStart(left), block, counter, 64, this.parentFlags(isRoot));
  }

  /** How many bytes go to the left, of more than one chunk. */
  leftLength(length: number): number {
    let left = 1024;
    while (2 * left < length) left *= 2;
    return left;
  }

  isChunk(length: number): boolean {
    return length <= 1024;
  }

  subtree(bytes: Uint8Array, firstChunk: number, isRoot: boolean): Uint32Array {
    if (this.isChunk(bytes.length)) return this.chunk(bytes, firstChunk, isRoot);
    const left = this.leftLength(bytes.length);
    const leftValue = this.subtree(bytes.subarray(0, left), firstChunk, false);
    const rightValue = this.subtree(bytes.subarray(left), firstChunk + left / 1024, false);
    return this.parent(leftValue, rightValue, isRoot, firstChunk);
  }

  hash(input: Uint8Array): Uint8Array {
    return new Uint8Array(this.subtree(input, 0, true).slice().buffer);
  }
}
