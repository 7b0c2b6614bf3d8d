import { createHash } from 'node:crypto';
import { Point } from '@noble/ed25519';
import { beforeAll, describe, expect, test } from 'vitest';
import { bytesOf, hex, littleEndian, toLittleEndian, unhex } from './bytes.js';
import { type Internals, internals } from './internals.js';

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

let wasm: Internals;
let memory: Uint8Array;
let view: DataView;
let out: number, first: number, second: number, third: number;

beforeAll(async () => {
  const parts = await internals();
  ({ wasm, memory } = parts);
  view = new DataView(memory.buffer);
  [out, first, second, third] = [0, 4096, 8192, 12288].map((at) => parts.base + at) as [
    number,
    number,
    number,
    number,
  ];
});

const modulo = (value: bigint, modulus: bigint): bigint => ((value % modulus) + modulus) % modulus;
const power = (base: bigint, exponent: bigint): bigint => {
  let result = 1n;
  for (let b = modulo(base, P), e = exponent; e > 0n; e >>= 1n, b = (b * b) % P) {
    if (e & 1n) result = (result * b) % P;
  }
  return result;
};

type Limbs = readonly number[];
const weight = (i: number): bigint => 1n << BigInt(Math.ceil(25.5 * i));
const valueOf = (limbs: Limbs): bigint => limbs.reduce((sum, limb, i) => sum + BigInt(limb) * weight(i), 0n);
const put = (at: number, limbs: Limbs): void =>
  limbs.forEach((limb, i) => view.setInt32(at + 4 * i, limb, true));
const get = (at: number): Limbs => Array.from({ length: 10 }, (_, i) => view.getInt32(at + 4 * i, true));
const width = (i: number): number => (i % 2 ? 2 ** 25 : 2 ** 26);

/**
 * Elements whose limbs are at their bounds, `a` times the width, in every combination of signs that matters,
 * and random ones within.
 */
function bounded(a: number): Limbs[] {
  const top = (sign: (i: number) => number): Limbs =>
    Array.from({ length: 10 }, (_, i) => Math.trunc(sign(i) * a * width(i)));
  const patterns = [
    () => 1,
    () => -1,
    (i: number) => (i % 2 ? 1 : -1),
    (i: number) => (i % 2 ? -1 : 1),
    (i: number) => (i < 5 ? 1 : -1),
    (i: number) => (i === 0 ? 1 : 0),
    (i: number) => (i === 9 ? -1 : 0),
  ];
  const random = Array.from({ length: 60 }, (_, n) => {
    const words = new DataView(bytesOf(`limbs ${a} ${n}`, 40).buffer);
    return top((i) => words.getInt32(4 * i) / 2 ** 31);
  });
  return [...patterns.map(top), ...random];
}

function expectReduced(limbs: Limbs): void {
  limbs.forEach((limb, i) => {
    expect(limb).toBeGreaterThanOrEqual(-(2 ** 20));
    expect(limb).toBeLessThanOrEqual(width(i) + 2 ** 20);
  });
}

describe('field', () => {
  test.each([
    [4, 4],
    [16, 1],
    [1, 16],
    [3.15, 3.15],
  ])('multiplies %s-bounded by %s-bounded elements, and the product is reduced', (a, b) => {
    const right = bounded(b);
    bounded(a).forEach((f, n) => {
      for (const g of [right[n]!, right[n % 7]!, right[(n + 1) % 7]!]) {
        put(first, f);
        put(second, g);
        wasm.mul(out, first, second);
        expect(modulo(valueOf(get(out)), P)).toBe(modulo(valueOf(f) * valueOf(g), P));
        expectReduced(get(out));
      }
    });
  });

  test('squares 4-bounded elements, and the square is reduced', () => {
    for (const f of [...bounded(4), ...bounded(1)]) {
      put(first, f);
      wasm.square(out, first);
      expect(modulo(valueOf(get(out)), P)).toBe(modulo(valueOf(f) ** 2n, P));
      expectReduced(get(out));
    }
  });

  test('writes results over arguments', () => {
    const [f, g] = [bounded(1)[10]!, bounded(1)[11]!];
    const product = modulo(valueOf(f) * valueOf(g), P);
    put(first, f);
    put(second, g);
    wasm.mul(first, first, second);
    expect(modulo(valueOf(get(first)), P)).toBe(product);
    put(first, f);
    wasm.mul(second, first, second);
    expect(modulo(valueOf(get(second)), P)).toBe(product);
    wasm.square(first, first);
    expect(modulo(valueOf(get(first)), P)).toBe(modulo(valueOf(f) ** 2n, P));
    wasm.invert(first, first);
    expect(modulo(valueOf(get(first)) * valueOf(f) ** 2n, P)).toBe(1n);
  });

  test('adds, subtracts and negates limb by limb', () => {
    const [f, g] = [bounded(8)[12]!, bounded(8)[13]!];
    put(first, f);
    put(second, g);
    wasm.add(out, first, second);
    expect(valueOf(get(out))).toBe(valueOf(f) + valueOf(g));
    wasm.sub(out, first, second);
    expect(valueOf(get(out))).toBe(valueOf(f) - valueOf(g));
    wasm.negate(out, first);
    expect(valueOf(get(out))).toBe(-valueOf(f));
  });

  test('encodes the one representative below p, of any 16-bounded element', () => {
    const small = (value: number): Limbs => [value, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    const nearP = (value: number): Limbs =>
      Array.from({ length: 10 }, (_, i) => width(i) - 1 + (i ? 0 : value));
    const cases = [...bounded(16), ...bounded(1)];
    for (let value = -700; value <= 700; value += value > -45 && value < 45 ? 1 : 13) {
      cases.push(small(value), nearP(value), [value, ...small(-1).slice(1)]);
    }
    for (const f of cases) {
      put(first, f);
      wasm.toBytes(out, first);
      const expected = modulo(valueOf(f), P);
      expect(littleEndian(memory.slice(out, out + 32))).toBe(expected);
      expect(wasm.parity(first)).toBe(Number(expected & 1n));
      expect(wasm.isZero(first)).toBe(Number(expected === 0n));
    }
  });

  test('decodes 32 bytes without the top bit, modulo p', () => {
    const values = [0n, 1n, P - 1n, P, P + 1n, P + 18n, 2n ** 255n, 2n ** 255n + P, 2n ** 256n - 1n];
    for (let n = 0; n < 50; n++) values.push(littleEndian(bytesOf(`field ${n}`, 32)));
    for (let bit = 0n; bit < 256n; bit++) values.push(1n << bit);
    for (const value of values) {
      memory.set(toLittleEndian(value, 32), first);
      wasm.fromBytes(out, first);
      expect(valueOf(get(out))).toBe(value % 2n ** 255n);
      expectReduced(get(out));
    }
  });

  test('inverts, and takes the power for roots', () => {
    for (const f of [...bounded(1).slice(0, 12), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]]) {
      put(first, f);
      wasm.invert(out, first);
      expect(modulo(valueOf(get(out)), P)).toBe(power(valueOf(f), P - 2n));
      wasm.powerForRoot(out, first);
      expect(modulo(valueOf(get(out)), P)).toBe(power(valueOf(f), (P - 5n) / 8n));
    }
  });
});

describe('scalars', () => {
  const scalar = (at: number): bigint => littleEndian(memory.slice(at, at + 32));

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
      memory.set(toLittleEndian(value, 64), first);
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
          memory.set(toLittleEndian(a, 32), first);
          memory.set(toLittleEndian(b, 32), second);
          memory.set(toLittleEndian(c, 32), third);
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
      memory.set(toLittleEndian(value, 32), first);
      expect(wasm.isCanonicalScalar(first)).toBe(Number(value < L));
    }
  });
});

describe('points', () => {
  const scalars = [0n, 1n, 2n, 7n, 8n, 9n, 15n, 16n, 127n, 128n, 136n, 2n ** 252n, L - 1n, 2n ** 253n - 1n];
  for (let n = 0; n < 12; n++) scalars.push(littleEndian(bytesOf(`scalar ${n}`, 32)) % L);
  /** [k]P by doubling and adding, for a k that may be above L and a point of any order. */
  const times = (k: bigint, point: Point): Point => {
    let sum = Point.ZERO;
    for (let q = point, e = k; e > 0n; e >>= 1n, q = q.add(q)) if (e & 1n) sum = sum.add(q);
    return sum;
  };
  /** A point of order 8, made of a point with torsion. */
  const eighth = times(
    L,
    Point.fromBytes(unhex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')),
  );

  test('the point of order 8 is one', () => {
    expect(times(4n, eighth).is0()).toBe(false);
    expect(times(8n, eighth).is0()).toBe(true);
  });

  test('multiplies the base point', () => {
    const dense = [
      2n ** 255n - 1n,
      2n ** 255n - 8n,
      BigInt('0x' + '8'.repeat(63)),
      BigInt('0x7' + 'f'.repeat(63)),
    ];
    for (const k of [...scalars, ...dense]) {
      memory.set(toLittleEndian(k, 32), first);
      wasm.baseMul(out, first);
      wasm.encodePoint(second, out);
      expect(hex(memory.slice(second, second + 32))).toBe(times(k, Point.BASE).toHex());
    }
  });

  test('multiplies two points, scalars taken exactly as integers, torsion or not', () => {
    const points = [
      Point.BASE,
      times(12345n, Point.BASE),
      times(77n, Point.BASE).add(eighth),
      eighth,
      Point.ZERO,
    ];
    for (const point of points) {
      memory.set(point.toBytes(), first);
      expect(wasm.decodePoint(second, first)).toBe(1);
      wasm.oddMultiples(third, second, third + 2048);
      scalars.forEach((a, i) => {
        const b = scalars[(i * 5 + 3) % scalars.length]!;
        memory.set(toLittleEndian(a, 32), first);
        memory.set(toLittleEndian(b, 32), first + 32);
        wasm.doubleMul(out, first, third, first + 32);
        wasm.encodePoint(out, out);
        const expected = times(a, point).add(times(b, Point.BASE));
        expect(hex(memory.slice(out, out + 32))).toBe(expected.toHex());
      });
    }
  });

  test('decodes what decompresses, and knows the points of small order', () => {
    const encodings = [0n, 1n, 2n, 3n, P - 1n, P, P + 1n, P + 2n, P + 3n, P + 18n, 2n ** 255n - 1n];
    for (let n = 0; n < 100; n++) encodings.push(littleEndian(bytesOf(`point ${n}`, 32)) % 2n ** 255n);
    for (let k = 0n; k < 8n; k++) encodings.push(littleEndian(times(k, eighth).toBytes()) % 2n ** 255n);
    const d = modulo(-121665n * power(121666n, P - 2n), P);
    for (const y of encodings) {
      for (const sign of [0n, 1n]) {
        memory.set(toLittleEndian(y + (sign << 255n), 32), first);
        const decoded = wasm.decodePoint(out, first);
        const squared = modulo((y * y - 1n) * power(d * y * y + 1n, P - 2n), P);
        const isSquare = squared === 0n || power(squared, (P - 1n) / 2n) === 1n;
        expect(decoded).toBe(Number(isSquare));
        if (!isSquare) continue;
        wasm.encodePoint(second, out);
        const canonical = (y % P) + (squared === 0n ? 0n : sign << 255n);
        expect(littleEndian(memory.slice(second, second + 32))).toBe(canonical);
        expect(wasm.isSmallOrder(out)).toBe(
          Number(times(8n, Point.fromBytes(toLittleEndian(canonical, 32), true)).is0()),
        );
      }
    }
  });
});

test('SHA-512 agrees with node:crypto at every length around a block, in one piece and in two', () => {
  const input = bytesOf('sha512', 520);
  memory.set(input, first);
  for (let length = 0; length <= 520; length++) {
    const expected = createHash('sha512').update(input.subarray(0, length)).digest('hex');
    for (const split of [0, length >> 1, Math.max(0, length - 1)]) {
      wasm.sha512Init();
      wasm.sha512Update(first, split);
      wasm.sha512Update(first + split, length - split);
      wasm.sha512Final(out);
      expect(hex(memory.slice(out, out + 64))).toBe(expected);
    }
  }
});
