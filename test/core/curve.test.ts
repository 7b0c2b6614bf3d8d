import { Point } from '@noble/ed25519';
import { beforeAll, describe, expect, test } from 'vitest';
import { bytesOf, hex, littleEndian, toLittleEndian, unhex } from './bytes.js';
import { BUILD_NAMES, type Internals, internals } from './internals.js';

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const modulo = (value: bigint, modulus = P): bigint => ((value % modulus) + modulus) % modulus;
const power = (base: bigint, exponent: bigint): bigint => {
  let result = 1n;
  for (let b = modulo(base), e = exponent; e > 0n; e >>= 1n, b = (b * b) % P) {
    if (e & 1n) result = (result * b) % P;
  }
  return result;
};

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
const scalars = [0n, 1n, 2n, 7n, 8n, 9n, 15n, 16n, 127n, 128n, 136n, 2n ** 251n, 2n ** 252n - 1n, 2n ** 252n];
scalars.push(L - 1n, L - 2n, 2n ** 252n + 2n ** 124n - 1n);
for (let n = 0; n < 12; n++) scalars.push(littleEndian(bytesOf(`scalar ${n}`, 32)) % L);
const points = [
  Point.BASE,
  times(12345n, Point.BASE),
  times(77n, Point.BASE).add(eighth),
  eighth,
  times(4n, eighth),
  Point.ZERO,
];
const WIDTHS = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];

test('the point of order 8 is one', () => {
  expect(times(4n, eighth).is0()).toBe(false);
  expect(times(8n, eighth).is0()).toBe(true);
});

describe.each(BUILD_NAMES)('curve, %s', (build) => {
  let wasm: Internals;
  let memory: () => Uint8Array;
  let base: number, out: number, first: number, second: number, third: number;
  let shelf: number;

  beforeAll(async () => {
    const parts = await internals(build);
    ({ wasm, memory, base } = parts);
    [out, first, second, third, shelf] = [0, 4096, 8192, 12288, 16384].map((at) => base + at) as [
      number,
      number,
      number,
      number,
      number,
    ];
  });

  const put = (at: number, bytes: Uint8Array): void => memory().set(bytes, at);
  const putScalar = (at: number, value: bigint): void => put(at, toLittleEndian(value, 32));
  /** Two points at `at`, extended. */
  const putPoints = (at: number, p: Point, q: Point): void => {
    put(third, p.toBytes());
    put(third + 32, q.toBytes());
    expect(wasm.decodePoints(at, third, third + 32)).toBe(3);
  };
  const encoded = (at: number, lane: number): string => {
    wasm.encodePoint(third, at, lane);
    return hex(memory().slice(third, third + 32));
  };

  test('adds and doubles any points, in each lane on its own', () => {
    for (const p of points) {
      for (const q of points) {
        putPoints(first, p, q);
        putPoints(second, q, eighth);
        wasm.addPoints(out, first, second);
        expect([encoded(out, 0), encoded(out, 1)]).toEqual([p.add(q).toHex(), q.add(eighth).toHex()]);
        wasm.double(out, out, 1);
        expect(encoded(out, 1)).toBe(times(2n, q.add(eighth)).toHex());
        wasm.addPoints(out, out, first);
        expect(encoded(out, 0)).toBe(times(2n, p.add(q)).add(p).toHex());
        wasm.negatePoints(out, first);
        wasm.addLanes(out);
        expect(encoded(out, 0)).toBe(p.add(q).negate().toHex());
        expect(encoded(out, 1)).toBe(encoded(out, 0));
      }
    }
  });

  test('multiplies the base point', () => {
    const dense = [
      2n ** 255n - 1n,
      2n ** 255n - 8n,
      BigInt('0x' + '8'.repeat(63)),
      BigInt('0x7' + 'f'.repeat(63)),
      BigInt('0x78' + '8'.repeat(62)),
    ];
    for (const k of [...scalars, ...dense]) {
      putScalar(first, k);
      wasm.baseMul(out, first);
      expect([encoded(out, 0), encoded(out, 1)]).toEqual([
        times(k, Point.BASE).toHex(),
        times(k, Point.BASE).toHex(),
      ]);
    }
  });

  test('digits of all widths make up the scalar, and the top one stays in its slice', () => {
    for (const width of WIDTHS) {
      const windows = wasm.windowCount(width);
      for (const k of scalars) {
        for (const negative of [0, 1]) {
          putScalar(first, k);
          wasm.recode(out, 6, first, width, negative);
          const view = new DataView(wasm.memory.buffer);
          const digits = Array.from({ length: windows }, (_, i) => view.getInt16(out + 6 * i, true));
          const sum = digits.reduce((total, digit, i) => total + (BigInt(digit) << BigInt(width * i)), 0n);
          expect(sum).toBe(negative ? -k : k);
          digits
            .slice(0, -1)
            .forEach((digit) => expect(Math.abs(digit)).toBeLessThanOrEqual(2 ** (width - 1)));
          const top = negative ? -digits.at(-1)! : digits.at(-1)!;
          expect(top).toBeGreaterThanOrEqual(0);
          expect(top).toBeLessThanOrEqual(2 ** wasm.topBits(width));
        }
      }
    }
    for (const k of [0n, 2n ** 128n - 1n, 2n ** 127n, BigInt('0x' + '8'.repeat(32)), ...scalars]) {
      putScalar(first, k);
      wasm.recodeNibbles(out, first, 64);
      const digits = Array.from(new Int8Array(wasm.memory.buffer, out, 64));
      expect(digits.reduce((total, digit, i) => total + (BigInt(digit) << BigInt(4 * i)), 0n)).toBe(k);
      digits.forEach((digit) => expect(Math.abs(digit)).toBeLessThanOrEqual(8));
    }
  });

  test('half-size scalars: u = v h modulo 8L, v odd and positive, both short', () => {
    const U = wasm.U.value as number;
    const V = wasm.V.value as number;
    const small = [3n, 5n, 2n ** 64n + 1n, 2n ** 100n - 3n, 2n ** 126n + 7n];
    const hard = small.flatMap((a) => small.map((b) => (a * modInverse(b)) % L));
    const golden = [1n, 2n];
    while (golden.at(-1)! < L) golden.push(golden.at(-1)! + golden.at(-2)!);
    const random = Array.from({ length: 1000 }, (_, n) => littleEndian(bytesOf(`h ${n}`, 32)) % L);
    let longest = 0;
    for (const h of [...scalars, ...hard, ...golden.filter((h) => h < L), ...random]) {
      putScalar(first, h);
      const negative = wasm.halfSize(first);
      const u = littleEndian(memory().slice(U, U + 32)) * (negative ? -1n : 1n);
      const v = littleEndian(memory().slice(V, V + 32));
      expect(modulo(u - v * h, 8n * L)).toBe(0n);
      expect(v & 1n).toBe(1n);
      expect(v).toBeLessThan(L);
      if (random.includes(h)) longest = Math.max(longest, u.toString(2).length, v.toString(2).length);
    }
    expect(longest).toBeLessThan(140);
  });

  // Of the shapes: how far apart slices begin, how many multiples each has, and how many the last one.
  const layouts: [string, { doublings: number; slices: number; top: number; lastTop: number }][] = [
    ['0x404', { doublings: 16, slices: 16, top: 8, lastTop: 16 }],
    ['0x205', { doublings: 10, slices: 26, top: 16, lastTop: 16 }],
    ['0x105', { doublings: 5, slices: 51, top: 16, lastTop: 4 }],
    ['0x106', { doublings: 6, slices: 42, top: 32, lastTop: 64 }],
    ['0x108', { doublings: 8, slices: 32, top: 128, lastTop: 16 }],
  ];
  test.each(layouts)('a table of shape %s has every multiple that it should', (name, layout) => {
    const shape = Number(name);
    const { doublings, slices, top, lastTop } = layout;
    const d = modulo(-121665n * power(121666n, P - 2n));
    const half = power(2n, P - 2n);
    const entryOf = (point: Point): bigint[] => {
      const { x, y } = point.toAffine();
      return [modulo((y + x) * half), modulo((y - x) * half), modulo(d * x * y)];
    };
    const elementAt = (at: number): bigint => {
      wasm.join(out, at, at);
      wasm.toBytes(third, out, 0);
      return littleEndian(memory().slice(third, third + 32));
    };
    const authors = [points[2]!, times(999n, Point.BASE), eighth];
    const [table, other, alone] = [0, 0, 0].map(() => wasm.allocate(wasm.tableSize(shape)));
    putPoints(first, authors[0]!, authors[1]!);
    wasm.buildTables(shape, first, table!, other!);
    putPoints(first, eighth, eighth);
    wasm.buildTables(shape, first, alone!, 0);
    [table!, other!, alone!].forEach((start, n) => {
      let at = start;
      let slice = authors[n]!;
      for (let k = 0; k < slices; k++) {
        let multiple = Point.ZERO;
        for (let i = 0; i <= (k + 1 < slices ? top : lastTop); i++, at += 120) {
          const entry = [elementAt(at), elementAt(at + 40), elementAt(at + 80)];
          // Every one would take long: all of two slices, and the outermost of the others.
          if (k === 1 || k === slices - 1 || i < 4 || i >= top - 1) expect(entry).toEqual(entryOf(multiple));
          multiple = multiple.add(slice);
        }
        slice = times(2n ** BigInt(doublings), slice);
      }
      expect(at - start).toBe(wasm.tableSize(shape));
    });
    wasm.limitTables(64 << 20);
  });

  /** [S]B - [h]A by every way that there is, against @noble. */
  test('every way to verify gives [S]B - [h]A, scalars taken exactly as integers, torsion or not', () => {
    const shapes = [0x404, 0x204, 0x205, 0x206, 0x106, 0x107, 0x108, 0x109, 0x10a, 0x10b, 0x10c];
    const partner = times(999n, Point.BASE);
    for (const A of points) {
      const tables = shapes.map((shape) => {
        const table = wasm.allocate(wasm.tableSize(shape));
        const other = wasm.allocate(wasm.tableSize(shape));
        expect(table * other).toBeGreaterThan(0);
        putPoints(first, A.negate(), partner.negate());
        wasm.buildTables(shape, first, table, other);
        const alone = wasm.allocate(wasm.tableSize(shape));
        putPoints(first, A.negate(), A.negate());
        wasm.buildTables(shape, first, alone, 0);
        return { shape, table, other, alone };
      });
      scalars.forEach((h, i) => {
        const S = scalars[(i * 5 + 3) % scalars.length]! % L;
        const sum = times(S, Point.BASE).add(times(h, A).negate()).toBytes();
        const spoiled = times(S + 1n, Point.BASE)
          .add(times(h, A).negate())
          .toBytes();
        const torsion = times(S, Point.BASE).add(times(h, A).negate()).add(eighth).toBytes();
        putScalar(shelf, h);
        putScalar(shelf + 32, S);
        [sum, spoiled, torsion].forEach((R, n) => put(shelf + 64 + 32 * n, R));
        for (let n = 0; n < 3; n++) {
          const R = shelf + 64 + 32 * n;
          putPoints(first, A.negate(), A.negate());
          wasm.split(shelf + 4096, first, 0);
          wasm.split(shelf + 4136, first + 80, 0);
          expect(wasm.verifySingly(shelf + 4096, shelf, shelf + 32, R)).toBe(Number(n === 0));
          const { shape, table, alone } = tables[(i + n) % tables.length]!;
          expect(wasm.verifyByTable(shape, table, shelf, shelf + 32, R)).toBe(Number(n === 0));
          expect(wasm.verifyByTable(shape, alone, shelf, shelf + 32, R)).toBe(Number(n === 0));
        }
      });
      // The same in batches, of odd and even counts, by both authors whose tables were built together.
      for (const { shape, table, other, alone } of tables) {
        for (const count of [1, 2, 5, 8]) {
          const task = (n: number): number => shelf + 8192 + 128 * n;
          for (let n = 0; n < count; n++) {
            const h = scalars[(n * 7 + 2) % scalars.length]!;
            const S = scalars[(n * 5 + 4) % scalars.length]! % L;
            const author = n % 3 === 1 ? partner : A;
            const R = times(S, Point.BASE).add(times(h, author).negate());
            putScalar(task(n) + 16, h);
            putScalar(task(n) + 48, S);
            put(task(n) + 80, (n % 4 === 3 ? R.add(eighth) : R).toBytes());
            new DataView(wasm.memory.buffer).setUint32(task(n) + 4, task(n) + 80, true);
            const its = n % 3 === 0 ? table : n % 3 === 1 ? other : alone;
            wasm.addToBatch(shape, task(n), its, task(n) + 16, task(n) + 48);
          }
          wasm.evaluateBatch(shape);
          for (let n = 0; n < count; n++) {
            const valid = new DataView(wasm.memory.buffer).getUint32(task(n), true);
            expect(valid, `shape ${shape}, ${n} of ${count}`).toBe(Number(n % 4 !== 3));
          }
        }
      }
      wasm.limitTables(64 << 20);
    }
  });

  test('decodes what decompresses, and knows the points of small order', () => {
    const encodings = [0n, 1n, 2n, 3n, P - 1n, P, P + 1n, P + 2n, P + 3n, P + 18n, 2n ** 255n - 1n];
    for (let n = 0; n < 100; n++) encodings.push(littleEndian(bytesOf(`point ${n}`, 32)) % 2n ** 255n);
    for (let k = 0n; k < 8n; k++) encodings.push(littleEndian(times(k, eighth).toBytes()) % 2n ** 255n);
    const d = modulo(-121665n * power(121666n, P - 2n));
    encodings.forEach((y, n) => {
      for (const sign of [0n, 1n]) {
        // The other lane has a point, or none.
        const lane = n % 2;
        putScalar(first + 32 * lane, y + (sign << 255n));
        putScalar(first + 32 * (1 - lane), n % 3 ? 2n : 1n);
        const decoded = (wasm.decodePoints(out, first, first + 32) >> lane) & 1;
        const squared = modulo((y * y - 1n) * power(d * y * y + 1n, P - 2n));
        const isSquare = squared === 0n || power(squared, (P - 1n) / 2n) === 1n;
        expect(decoded).toBe(Number(isSquare));
        if (!isSquare) continue;
        const canonical = (y % P) + (squared === 0n ? 0n : sign << 255n);
        expect(encoded(out, lane)).toBe(hex(toLittleEndian(canonical, 32)));
        expect(wasm.isSmallOrder(out, lane)).toBe(
          Number(times(8n, Point.fromBytes(toLittleEndian(canonical, 32), true)).is0()),
        );
      }
    });
  });
});

function modInverse(value: bigint): bigint {
  let [a, b, x, y] = [modulo(value, L), L, 1n, 0n];
  while (b) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return modulo(x, L);
}
