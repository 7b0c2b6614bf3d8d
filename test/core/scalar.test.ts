import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { bytesOf, hex, littleEndian, toLittleEndian } from './bytes.js';
import { type Internals, internals } from './internals.js';

const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const modulo = (value: bigint, modulus: bigint): bigint => ((value % modulus) + modulus) % modulus;

let wasm: Internals;
let memory: () => Uint8Array;
let out: number, first: number, second: number, third: number;

beforeAll(async () => {
  const parts = await internals();
  ({ wasm, memory } = parts);
  [out, first, second, third] = [0, 4096, 8192, 12288].map((at) => parts.base + at) as [
    number,
    number,
    number,
    number,
  ];
});

describe('scalars', () => {
  const scalar = (at: number): bigint => littleEndian(memory().slice(at, at + 32));

  test('reduces 64 bytes modulo L', () => {
    const values: bigint[] = [];
    const around = (value: bigint): void => {
      for (let delta = -2n; delta <= 2n; delta++) values.push(modulo(value + delta, 2n ** 512n));
    };
    for (const k of [0n, 1n, 2n, 3n, 7n, 8n, 15n, 16n, 2n ** 64n, 2n ** 132n, 2n ** 252n, 2n ** 259n])
      around(k * L);
    for (let bit = 0n; bit <= 512n; bit++) around(1n << bit);
    for (let limb = 0n; limb < 24n; limb++)
      values.push(2n ** 512n - 1n - (((1n << 21n) - 1n) << (21n * limb)));
    const largest = (2n ** 512n - 1n) / L;
    around(largest * L);
    for (let n = 0; n < 300; n++) {
      values.push(littleEndian(bytesOf(`wide ${n}`, 64)));
      // Near multiples of L, where the last correction decides.
      around((littleEndian(bytesOf(`multiple ${n}`, 32)) % largest) * L);
      around((littleEndian(bytesOf(`multiple ${n}`, 32)) << 252n) % 2n ** 512n);
    }
    for (const value of values) {
      memory().set(toLittleEndian(value, 64), first);
      wasm.scalarReduce(out, first);
      expect(scalar(out)).toBe(value % L);
    }
  });

  test('multiplies and adds modulo L', () => {
    const large = [0n, 1n, 2n ** 255n - 8n, 2n ** 254n, 2n ** 256n - 1n, L, L - 1n];
    const small = [0n, 1n, L - 1n, L - 2n, 2n ** 252n, 2n ** 253n - 1n];
    for (let n = 0; n < 8; n++) large.push(littleEndian(bytesOf(`a ${n}`, 32)));
    for (let n = 0; n < 6; n++) small.push(littleEndian(bytesOf(`b ${n}`, 32)) % L);
    for (const a of large) {
      for (const b of small) {
        for (const c of [0n, L - 1n, 2n ** 256n - 1n, littleEndian(bytesOf(`c ${a} ${b}`, 32))]) {
          memory().set(toLittleEndian(a, 32), first);
          memory().set(toLittleEndian(b, 32), second);
          memory().set(toLittleEndian(c, 32), third);
          wasm.scalarMulAdd(out, first, second, third);
          expect(scalar(out)).toBe((a * b + c) % L);
        }
      }
    }
  });

  test('tells what is below L', () => {
    for (const value of [
      0n,
      1n,
      L - 1n,
      L,
      L + 1n,
      2n ** 252n,
      2n ** 253n,
      2n ** 256n - 1n,
      L + 2n ** 64n,
      L - 2n ** 64n,
    ]) {
      memory().set(toLittleEndian(value, 32), first);
      expect(wasm.isCanonicalScalar(first)).toBe(Number(value < L));
    }
  });
});

test('SHA-512 agrees with node:crypto at every length around a block, in one piece and in two', () => {
  const input = bytesOf('sha512', 520);
  memory().set(input, first);
  for (let length = 0; length <= 520; length++) {
    const expected = createHash('sha512').update(input.subarray(0, length)).digest('hex');
    for (const split of [0, length >> 1, Math.max(0, length - 1)]) {
      wasm.sha512Init();
      wasm.sha512Update(first, split);
      wasm.sha512Update(first + split, length - split);
      wasm.sha512Final(out);
      expect(hex(memory().slice(out, out + 64))).toBe(expected);
    }
  }
});
