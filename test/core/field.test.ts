import { beforeAll, describe, expect, test } from 'vitest';
import { bytesOf, littleEndian, toLittleEndian } from './bytes.js';
import { BUILD_NAMES, type Internals, internals } from './internals.js';

// Every operation at its bounds, against big numbers: limbs at the extremes that the bounds allow, in both lanes,
// in both arithmetics.

const P = 2n ** 255n - 19n;
const modulo = (value: bigint): bigint => ((value % P) + P) % P;
const power = (base: bigint, exponent: bigint): bigint => {
  let result = 1n;
  for (let b = modulo(base), e = exponent; e > 0n; e >>= 1n, b = (b * b) % P) {
    if (e & 1n) result = (result * b) % P;
  }
  return result;
};

type Limbs = readonly number[];

/** How elements lie in memory, and their bounds (field-integer.ts, field-double.ts). */
interface Arithmetic {
  readonly limbs: number;
  weight(i: number): bigint;
  /** The largest limb of a 1-bounded element. */
  width(i: number): number;
  readonly signed: boolean;
  get(view: DataView, at: number, lane: number, i: number): number;
  put(view: DataView, at: number, lane: number, i: number, limb: number): void;
  /** What a reduced limb may exceed its width by. */
  readonly slack: number;
  /** Bounds a, b that mul and square take. */
  readonly products: readonly (readonly [number, number])[];
  readonly squares: readonly number[];
  /** What `sub` adds to the bound of its first argument. */
  readonly largestCarried: number;
}

const ARITHMETIC: Readonly<Record<(typeof BUILD_NAMES)[number], Arithmetic>> = {
  simd: {
    limbs: 10,
    weight: (i) => 1n << BigInt(Math.ceil(25.5 * i)),
    width: (i) => (i % 2 ? 2 ** 25 : 2 ** 26),
    signed: false,
    get: (view, at, lane, i) => view.getUint32(at + 8 * i + 4 * lane, true),
    put: (view, at, lane, i, limb) => view.setUint32(at + 8 * i + 4 * lane, limb, true),
    slack: 2 ** 18,
    products: [
      [1, 1],
      [3, 1.01],
      [1.01, 2.2],
      [4, 2.2],
      [7.2, 2.2],
      [15.8, 1.01],
    ],
    squares: [1.01, 2.1],
    largestCarried: 60,
  },
  'relaxed-simd': {
    limbs: 5,
    weight: (i) => 1n << BigInt(51 * i),
    width: () => 2 ** 50,
    signed: true,
    get: (view, at, lane, i) => view.getFloat64(at + 16 * i + 8 * lane, true),
    put: (view, at, lane, i, limb) => view.setFloat64(at + 16 * i + 8 * lane, limb, true),
    slack: 2 ** 14,
    products: [
      [1, 1],
      [3.8, 1.01],
      [1.01, 3.8],
      [1.97, 1.97],
    ],
    squares: [1.01, 1.39],
    largestCarried: 7.9,
  },
};

describe.each(BUILD_NAMES)('field, %s', (build) => {
  const form = ARITHMETIC[build];
  let wasm: Internals;
  let memory: () => Uint8Array;
  let out: number, f: number, g: number;
  const view = (): DataView => new DataView(wasm.memory.buffer);

  beforeAll(async () => {
    const parts = await internals(build);
    ({ wasm, memory } = parts);
    [out, f, g] = [parts.base, parts.base + 4096, parts.base + 8192];
  });

  const valueOf = (limbs: Limbs): bigint =>
    limbs.reduce((sum, limb, i) => sum + BigInt(limb) * form.weight(i), 0n);
  const put = (at: number, lane: number, limbs: Limbs): void =>
    limbs.forEach((limb, i) => form.put(view(), at, lane, i, limb));
  const putElement = (at: number, lane: number, value: bigint): void => {
    memory().set(toLittleEndian(value, 32), g + 4096);
    wasm.fromBytes(at, lane, g + 4096);
  };
  const get = (at: number, lane: number): Limbs =>
    Array.from({ length: form.limbs }, (_, i) => form.get(view(), at, lane, i));

  /** Elements whose limbs are at `a` times the width in every way that matters, and random ones within. */
  function bounded(a: number): Limbs[] {
    const top = (part: (i: number) => number): Limbs =>
      Array.from({ length: form.limbs }, (_, i) => Math.trunc(part(i) * a * form.width(i)));
    const low = form.signed ? -1 : 0;
    const patterns = [
      () => 1,
      () => low,
      (i: number) => (i % 2 ? 1 : low),
      (i: number) => (i % 2 ? low : 1),
      (i: number) => (i < form.limbs / 2 ? 1 : low),
      (i: number) => (i === 0 ? 1 : 0),
      (i: number) => (i === form.limbs - 1 ? low || 1 : 0),
    ];
    const random = Array.from({ length: 200 }, (_, n) => {
      const words = new DataView(bytesOf(`limbs ${a} ${n}`, 80).buffer);
      return top((i) => (form.signed ? words.getInt32(8 * i) / 2 ** 31 : words.getUint32(8 * i) / 2 ** 32));
    });
    return [...patterns.map(top), ...random];
  }

  function expectReduced(at: number, lane: number): void {
    get(at, lane).forEach((limb, i) => {
      expect(limb).toBeGreaterThanOrEqual(form.signed ? -form.width(i) - form.slack : 0);
      expect(limb).toBeLessThanOrEqual(form.width(i) + form.slack);
    });
  }

  /** Runs `operation` with every element of one list in lane 0 and another in lane 1, and checks both results. */
  function check(
    left: readonly Limbs[],
    right: readonly Limbs[],
    operation: () => void,
    expected: (f: bigint, g: bigint) => bigint,
    reduced = true,
  ): void {
    left.forEach((limbs, n) => {
      for (const shift of [0, 1, 3]) {
        const lanes = [
          [limbs, right[(n + shift) % right.length]!],
          [left[(n * 5 + 1) % left.length]!, right[(n * 3 + shift) % right.length]!],
        ] as const;
        lanes.forEach(([x, y], lane) => {
          put(f, lane, x);
          put(g, lane, y);
        });
        operation();
        lanes.forEach(([x, y], lane) => {
          expect(modulo(valueOf(get(out, lane)))).toBe(modulo(expected(valueOf(x), valueOf(y))));
          if (reduced) expectReduced(out, lane);
        });
      }
    });
  }

  test.each(form.products)('multiplies %s-bounded by %s-bounded elements into reduced ones', (a, b) => {
    check(
      bounded(a),
      bounded(b),
      () => wasm.mul(out, f, g),
      (x, y) => x * y,
    );
  });

  test.each(form.squares)('squares %s-bounded elements into reduced ones', (a) => {
    check(
      bounded(a),
      bounded(1),
      () => wasm.square(out, f),
      (x) => x * x,
    );
  });

  test('carries what sums can be', () => {
    for (const a of [1.01, 2.02, 5, form.largestCarried]) {
      const copyAndCarry = (): void => {
        memory().copyWithin(out, f, f + 80);
        wasm.carry(out);
      };
      check(bounded(a), bounded(1), copyAndCarry, (x) => x);
    }
  });

  test('adds, subtracts and negates', () => {
    const reduced = bounded(1);
    check(
      bounded(4),
      reduced,
      () => wasm.add(out, f, g),
      (x, y) => x + y,
      false,
    );
    check(
      bounded(3),
      reduced,
      () => wasm.sub(out, f, g),
      (x, y) => x - y,
      false,
    );
    check(
      reduced,
      reduced,
      () => wasm.negate(out, f),
      (x) => -x,
    );
  });

  test('writes results over arguments', () => {
    const [x, y] = [bounded(1)[10]!, bounded(1)[11]!];
    for (const operation of [
      () => wasm.mul(f, f, g),
      () => {
        wasm.mul(g, f, g);
        memory().copyWithin(f, g, g + 80);
      },
    ]) {
      for (const lane of [0, 1]) {
        put(f, lane, x);
        put(g, lane, y);
      }
      operation();
      for (const lane of [0, 1]) expect(modulo(valueOf(get(f, lane)))).toBe(modulo(valueOf(x) * valueOf(y)));
    }
  });

  test('joins, splits, exchanges and picks lanes', () => {
    const [a, b, c, d] = bounded(1).slice(20, 24) as [Limbs, Limbs, Limbs, Limbs];
    put(f, 0, a);
    put(f, 1, b);
    put(g, 0, c);
    put(g, 1, d);
    wasm.exchangeLanes(out, f);
    expect([get(out, 0), get(out, 1)]).toEqual([b, a]);
    wasm.pickLanes(out, f, g);
    expect([get(out, 0), get(out, 1)]).toEqual([a, d]);
    wasm.split(out + 200, f, 1);
    wasm.split(out + 240, g, 0);
    wasm.join(out, out + 200, out + 240);
    expect([get(out, 0), get(out, 1)]).toEqual([b, c]);
  });

  test('reads and writes bytes, from p on modulo p', () => {
    const values = [0n, 1n, 2n, 18n, 19n, 20n, P - 2n, P - 1n, P, P + 1n, P + 18n, 2n ** 255n - 1n];
    for (let n = 0; n < 200; n++) values.push(littleEndian(bytesOf(`field ${n}`, 32)));
    for (let bit = 0n; bit < 256n; bit++) values.push(1n << bit, (1n << bit) - 1n);
    values.forEach((value, n) => {
      const lane = n % 2;
      memory().set(toLittleEndian(value, 32), g);
      wasm.fromBytes(out, lane, g);
      expectReduced(out, lane);
      expect(modulo(valueOf(get(out, lane)))).toBe(modulo(value % 2n ** 255n));
      wasm.toBytes(g, out, lane);
      expect(littleEndian(memory().slice(g, g + 32))).toBe(modulo(value % 2n ** 255n));
    });
  });

  test('writes the one representative of every reduced element, and tells zero and parity', () => {
    const zeros = [0n, P, 2n * P, -P].flatMap((value) => {
      // As limbs: the top one takes what is left.
      const limbs: number[] = [];
      let rest = value;
      for (let i = 0; i < form.limbs; i++) {
        const next = i + 1 < form.limbs ? form.weight(i + 1) / form.weight(i) : 0n;
        let limb = next ? ((rest % next) + next) % next : rest;
        if (form.signed && next && limb >= next / 2n) limb -= next;
        limbs.push(Number(limb));
        rest = next ? (rest - limb) / next : 0n;
      }
      const fits = limbs.every(
        (limb, i) => (form.signed || limb >= 0) && Math.abs(limb) <= form.width(i) + form.slack,
      );
      return fits ? [limbs] : [];
    });
    expect(zeros.length).toBeGreaterThan(0);
    for (const limbs of [...bounded(1), ...bounded(1 + form.slack / 2 ** 51), ...zeros]) {
      put(f, 0, limbs);
      put(f, 1, limbs);
      for (const lane of [0, 1]) {
        wasm.toBytes(g, f, lane);
        const value = modulo(valueOf(limbs));
        expect(littleEndian(memory().slice(g, g + 32))).toBe(value);
        expect(wasm.parity(f, lane)).toBe(Number(value & 1n));
        expect(wasm.isZero(f, lane)).toBe(Number(value === 0n));
      }
    }
  });

  test('inverts, and takes the power for roots', () => {
    const zero = Array.from({ length: form.limbs }, () => 0);
    for (const limbs of [...bounded(1).slice(0, 14), zero]) {
      put(f, 0, limbs);
      put(f, 1, zero);
      wasm.invert(out, f);
      expect(modulo(valueOf(get(out, 0)))).toBe(power(valueOf(limbs), P - 2n));
      expect(modulo(valueOf(get(out, 1)))).toBe(0n);
      wasm.powerForRoot(out, f);
      expect(modulo(valueOf(get(out, 0)))).toBe(power(valueOf(limbs), (P - 5n) / 8n));
    }
  });

  test('inverts what is no secret by Euclid, whatever the quotients', () => {
    const golden = [1n, 2n];
    while (golden.at(-1)! < P) golden.push(golden.at(-1)! + golden.at(-2)!);
    const special = [
      1n,
      2n,
      3n,
      P - 1n,
      P - 2n,
      (P + 1n) / 2n,
      2n ** 128n,
      2n ** 64n - 1n,
      2n ** 254n + 5n,
      P / 3n,
    ];
    const random = Array.from(
      { length: 300 },
      (_, n) => (littleEndian(bytesOf(`inverse ${n}`, 32)) % (P - 1n)) + 1n,
    );
    const elements = [...special, ...golden.filter((n) => n < P), ...random];
    elements.forEach((x, i) => {
      const y = elements[(i * 7 + 3) % elements.length]!;
      putElement(f, 0, x);
      putElement(f, 1, y);
      wasm.invertPublic(out, f);
      expect(modulo(valueOf(get(out, 0)) * x)).toBe(1n);
      expect(modulo(valueOf(get(out, 1)) * y)).toBe(1n);
    });
    for (const limbs of bounded(1).slice(0, 30)) {
      if (modulo(valueOf(limbs)) === 0n) continue;
      put(f, 0, limbs);
      putElement(f, 1, 7n);
      wasm.invertPublic(out, f);
      expect(modulo(valueOf(get(out, 0)) * valueOf(limbs))).toBe(1n);
      expect(modulo(valueOf(get(out, 1)) * 7n)).toBe(1n);
    }
  });

  test('the self-test ends as big numbers say, and passes', () => {
    expect(wasm.selfTest()).toBe(1);
    const seeds = [
      0x7fffffff00000001ffffffffffffffff0123456789abcdeffedcba9876543210n,
      0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffecn,
    ];
    wasm.runSelfTest(out);
    seeds.forEach((seed, lane) => {
      let [x, y] = [modulo(seed), modulo(seed)];
      for (let i = 0; i < 1000; i++) {
        x = modulo(x * y);
        y = modulo(x * x - x);
      }
      expect(littleEndian(memory().slice(out + 32 * lane, out + 32 * lane + 32))).toBe(y);
    });
  });
});
