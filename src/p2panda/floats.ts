/** The smallest power of two that a half holds: 2^−24, its one denormal bit. */
const HALF_STEP = 2 ** -24;

/** Whether a half (IEEE 754 binary16) holds `value` exactly; not for NaN. */
export function isHalf(value: number): boolean {
  const size = Math.abs(value);
  if (size === Infinity || size === 0) return true;
  if (size > 65504) return false;
  // Below 2^−14 halves lie 2^−24 apart; above, they have ten bits behind the first.
  if (size < 2 ** -14) return Number.isInteger(size / HALF_STEP);
  return (singleBits(size) & 0x1fff) === 0 && Math.fround(size) === size;
}

const float32 = new Float32Array(1);
const bits32 = new Uint32Array(float32.buffer);

function singleBits(value: number): number {
  float32[0] = value;
  return bits32[0]!;
}

/** The half's sixteen bits for a value that one holds. */
export function halfBits(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size === Infinity) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | (size / HALF_STEP);
  const bits = singleBits(size);
  return sign | ((((bits >>> 23) - 112) << 10) | ((bits >>> 13) & 0x3ff));
}

/** The value of a half's bits. */
export function halfValue(bits: number): number {
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 0) return sign * fraction * HALF_STEP;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  bits32[0] = ((exponent + 112) << 23) | (fraction << 13);
  return sign * float32[0]!;
}
