const MASK = 2n ** 64n - 1n;

const IV = [
  0x6a09e667f3bcc908n,
  0xbb67ae8584caa73bn,
  0x3c6ef372fe94f82bn,
  0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n,
  0x9b05688c2b3e6c1fn,
  0x1f83d9abfb41bd6bn,
  0x5be0cd19137e2179n,
];

/** In which order each round takes the words of a block (RFC 7693, section 2.7); in hexadecimal. */
const SCHEDULE = [
  '0123456789abcdef',
  'ea489fd61c02b753',
  'b8c052fdae367194',
  '7931dcbe265a40f8',
  '905724afe1bc683d',
  '2c6a0b834d75fe19',
  'c51fed4a0763928b',
  'db7ec13950f4862a',
  '6fe9b308c2d714a5',
  'a2847615fb9e3cd0',
].map((round) => Array.from(round, (digit) => parseInt(digit, 16)));

/** One block as it goes into the compression. */
export interface Blake2bBlock {
  /** 128 bytes. */
  readonly bytes: Uint8Array;
  /** How many bytes of input have been taken, this block's included. */
  readonly counter: bigint;
  readonly final: boolean;
}

/** BLAKE2b-512 (RFC 7693), slowly, in steps that can be got wrong one at a time. */
export class Blake2b {
  readonly rounds: number = 12;

  /** The first word of the parameter block: digest length, key length, fanout, depth. */
  readonly parameters: bigint = 0x01010040n;

  /** What the seventh word of the parameter block (personalisation) is. */
  readonly personalisation: bigint = 0n;

  add(...words: bigint[]): bigint {
    return words.reduce((sum, word) => (sum + word) & MASK, 0n);
  }

  rotateRight(word: bigint, bits: bigint): bigint {
    return ((word >> bits) | (word << (64n - bits))) & MASK;
  }

  wordAt(block: Uint8Array, index: number): bigint {
    return new DataView(block.buffer, block.byteOffset).getBigUint64(8 * index, true);
  }

  /** The last block's bytes, filled up to 128. */
  padded(bytes: Uint8Array): Uint8Array {
    const block = new Uint8Array(128);
    block.set(bytes);
    return block;
  }

  counterAfter(taken: number): bigint {
    return BigInt(taken);
  }

  blocks(input: Uint8Array): Blake2bBlock[] {
    const count = Math.max(1, Math.ceil(input.length / 128));
    return Array.from({ length: count }, (_, i) => {
      const end = Math.min(input.length, 128 * (i + 1));
      return {
        bytes: this.padded(input.subarray(128 * i, end)),
        counter: this.counterAfter(end),
        final: i === count - 1,
      };
    });
  }

  mix(v: bigint[], at: readonly [number, number, number, number], x: bigint, y: bigint): void {
    const [a, b, c, d] = at;
    v[a] = this.add(v[a]!, v[b]!, x);
    v[d] = this.rotateRight(v[d]! ^ v[a], 32n);
    v[c] = this.add(v[c]!, v[d]);
    v[b] = this.rotateRight(v[b]! ^ v[c], 24n);
    v[a] = this.add(v[a], v[b], y);
    v[d] = this.rotateRight(v[d] ^ v[a], 16n);
    v[c] = this.add(v[c], v[d]);
    v[b] = this.rotateRight(v[b] ^ v[c], 63n);
  }

  compress(h: bigint[], { bytes, counter, final }: Blake2bBlock): bigint[] {
    const m = Array.from({ length: 16 }, (_, i) => this.wordAt(bytes, i));
    const v = [...h, ...IV];
    v[12]! ^= counter & MASK;
    v[13]! ^= counter >> 64n;
    if (final) v[14]! ^= MASK;
    for (let round = 0; round < this.rounds; round++) {
      const s = SCHEDULE[round % 10]!.map((word) => m[word]!);
      this.mix(v, [0, 4, 8, 12], s[0]!, s[1]!);
      this.mix(v, [1, 5, 9, 13], s[2]!, s[3]!);
      this.mix(v, [2, 6, 10, 14], s[4]!, s[5]!);
      this.mix(v, [3, 7, 11, 15], s[6]!, s[7]!);
      this.mix(v, [0, 5, 10, 15], s[8]!, s[9]!);
      this.mix(v, [1, 6, 11, 12], s[10]!, s[11]!);
      this.mix(v, [2, 7, 8, 13], s[12]!, s[13]!);
      this.mix(v, [3, 4, 9, 14], s[14]!, s[15]!);
    }
    return h.map((word, i) => word ^ v[i]! ^ v[i + 8]!);
  }

  hash(input: Uint8Array): Uint8Array {
    let h = [...IV];
    h[0]! ^= this.parameters;
    h[6]! ^= this.personalisation;
    for (const block of this.blocks(input)) h = this.compress(h, block);
    const digest = new DataView(new ArrayBuffer(64));
    h.forEach((word, i) => digest.setBigUint64(8 * i, word, true));
    return new Uint8Array(digest.buffer);
  }
}
