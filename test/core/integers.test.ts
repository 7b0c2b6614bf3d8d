import { expect, test } from 'vitest';
import { REASONS } from '../../src/bamboo/reasons.js';
import { wasmEngine } from '../../src/wasm/engine.js';
import { bytesOf, hex, littleEndian, unhex } from './bytes.js';

const TOP = 2n ** 64n - 1n;
const t = (k: bigint): bigint => (3n ** k - 1n) / 2n;

/** The definition, on numbers without bounds. */
function lipmaaByDefinition(n: bigint): bigint {
  let k = 1n;
  while (t(k) < n) k++;
  if (t(k) === n) return n - 3n ** (k - 1n);
  const g = (m: bigint): bigint => {
    let j = 1n;
    while (t(j) < m) j++;
    return t(j) === m ? j : g(m - t(j - 1n));
  };
  return n - t(g(n));
}

test('lipmaa is exact from 1 to 3,000', () => {
  for (let n = 1n; n <= 3000n; n++) expect(wasmEngine.lipmaa(n)).toBe(lipmaaByDefinition(n));
});

test('lipmaa is exact around every (3^k - 1) / 2, every power of two, and at the top of u64', () => {
  const numbers: bigint[] = [];
  const around = (n: bigint): void => {
    for (let delta = -9n; delta <= 9n; delta++)
      if (n + delta >= 1n && n + delta <= TOP) numbers.push(n + delta);
  };
  for (let k = 1n; t(k) <= TOP; k++) [t(k), 2n * t(k), 3n * t(k), t(k) + t(k - 1n)].forEach(around);
  for (let bit = 1n; bit <= 64n; bit++) around(2n ** bit);
  for (let n = 0; n < 2000; n++)
    numbers.push((littleEndian(bytesOf(`lipmaa ${n}`, 8)) >> BigInt(n % 60)) + 1n);
  expect(numbers).toContain(18236498188585393201n);
  for (const n of numbers.filter((n) => n <= TOP))
    expect(wasmEngine.lipmaa(n), String(n)).toBe(lipmaaByDefinition(n));
});

const code = (reason: (typeof REASONS)[number]): number => REASONS.indexOf(reason) + 1;

/** The definition: the value's bytes, big-endian, behind 247 + their count. */
function varU64ByDefinition(value: bigint): string {
  if (value < 248n) return value.toString(16).padStart(2, '0');
  const digits = value.toString(16);
  const bytes = digits.padStart(2 * Math.ceil(digits.length / 2), '0');
  return (247 + bytes.length / 2).toString(16) + bytes;
}

test('VarU64 is written and read back at every length', () => {
  const values = [0n, 1n, 247n, 248n, 255n, TOP];
  for (let bit = 8n; bit < 64n; bit++) values.push(2n ** bit - 1n, 2n ** bit, 2n ** bit + 1n);
  for (const value of values) {
    const bytes = unhex(varU64ByDefinition(value));
    expect(hex(wasmEngine.encodeVarU64(value))).toBe(hex(bytes));
    const followed = new Uint8Array([...bytes, 0xff, 0xff, 0xff]);
    expect(wasmEngine.decodeVarU64(followed)).toEqual({ value, length: bytes.length });
    for (let cut = 0; cut < bytes.length; cut++) {
      expect(wasmEngine.decodeVarU64(bytes.subarray(0, cut))).toBe(code('TRUNCATED'));
    }
  }
});

test('VarU64 in a longer form than needed is refused, but cut off comes first', () => {
  for (let count = 1; count <= 8; count++) {
    const largest = count === 1 ? 247n : 256n ** BigInt(count - 1) - 1n;
    for (const value of [0n, largest]) {
      const long = (247 + count).toString(16) + value.toString(16).padStart(2 * count, '0');
      expect(wasmEngine.decodeVarU64(unhex(long)), long).toBe(code('NON_CANONICAL_VARU64'));
      expect(wasmEngine.decodeVarU64(unhex(long.slice(0, -2))), long).toBe(code('TRUNCATED'));
    }
    const least = (largest + 1n).toString(16).padStart(2 * count, '0');
    expect(wasmEngine.decodeVarU64(unhex((247 + count).toString(16) + least))).toEqual({
      value: largest + 1n,
      length: count + 1,
    });
  }
});
