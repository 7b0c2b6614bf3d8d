const MASK = 2n ** 64n - 1n;

function primes(count: number): bigint[] {
  const found: bigint[] = [];
  for (let n = 2n; found.length < count; n++) if (found.every((prime) => n % prime !== 0n)) found.push(n);
  return found;
}

/** The first 64 bits behind the point of a prime's root of some degree (FIPS 180-4, sections 4.2.3 and 5.3.5). */
function fractionOfRoot(prime: bigint, degree: bigint): bigint {
  const target = prime << (64n * degree);
  let root = 0n;
  for (let bit = 1n << 80n; bit > 0n; bit >>= 1n) if ((root + bit) ** degree <= target) root += bit;
  return root & MASK;
}

const K = primes(80).map((prime) => fractionOfRoot(prime, 3n));
const IV = primes(8).map((prime) => fractionOfRoot(prime, 2n));

/** SHA-512 (FIPS 180-4), slowly, in steps that can be got wrong one at a time. */
export class Sha512 {
  /** The number that stands at the end of the padding, for an input of `length` bytes. */
  inputLength(length: number): bigint {
    return 8n * BigInt(length);
  }

  /** Whether a last block with so many bytes of input has room for the padding. */
  hasRoom(bytes: number): boolean {
    return bytes < 112;
  }

  readonly firstPadding: number = 0x80;

  padded(input: Uint8Array): Uint8Array {
    const inLast = input.length % 128;
    const blocks = Math.floor(input.length / 128) + (this.hasRoom(inLast) ? 1 : 2);
    const bytes = new Uint8Array(128 * blocks);
    bytes.set(input);
    bytes[input.length] = this.firstPadding;
    new DataView(bytes.buffer).setBigUint64(bytes.length - 8, this.inputLength(input.length));
    return bytes;
  }

  byteOf(byte: number): bigint {
    return BigInt(byte);
  }

  wordsOf(block: Uint8Array): bigint[] {
    return Array.from({ length: 16 }, (_, i) =>
      block.subarray(8 * i, 8 * i + 8).reduce((word, byte) => ((word << 8n) | this.byteOf(byte)) & MASK, 0n),
    );
  }

  rotateRight(word: bigint, bits: bigint): bigint {
    return ((word >> bits) | (word << (64n - bits))) & MASK;
  }

  schedule(block: Uint8Array): bigint[] {
    const w = this.wordsOf(block);
    const small = (word: bigint, a: bigint, b: bigint, shift: bigint) =>
      this.rotateRight(word, a) ^ this.rotateRight(word, b) ^ (word >> shift);
    for (let t = 16; t < 80; t++) {
      w.push(
        (w[t - 16]! + small(w[t - 15]!, 1n, 8n, 7n) + w[t - 7]! + small(w[t - 2]!, 19n, 61n, 6n)) & MASK,
      );
    }
    return w;
  }

  compress(state: bigint[], block: Uint8Array): bigint[] {
    const big = (word: bigint, x: bigint, y: bigint, z: bigint) =>
      this.rotateRight(word, x) ^ this.rotateRight(word, y) ^ this.rotateRight(word, z);
    let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
    this.schedule(block).forEach((word, t) => {
      const choice = (e & f) ^ (~e & MASK & g);
      const first = h + big(e, 14n, 18n, 41n) + choice + K[t]! + word;
      const second = big(a, 28n, 34n, 39n) + ((a & b) ^ (a & c) ^ (b & c));
      [a, b, c, d, e, f, g, h] = [(first + second) & MASK, a, b, c, (d + first) & MASK, e, f, g];
    });
    return [a, b, c, d, e, f, g, h].map((word, i) => (state[i]! + word) & MASK);
  }

  hash(input: Uint8Array): Uint8Array {
    const bytes = this.padded(input);
    let state = IV;
    for (let at = 0; at < bytes.length; at += 128) state = this.compress(state, bytes.subarray(at, at + 128));
    const digest = new DataView(new ArrayBuffer(64));
    state.forEach((word, i) => digest.setBigUint64(8 * i, word));
    return new Uint8Array(digest.buffer);
  }
}
