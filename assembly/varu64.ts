// VarU64, the integers of Bamboo: one byte for 0 to 247; otherwise a byte 247 + n and the value in n bytes,
// big-endian, n from 1 to 8 and as small as can be.

import { NON_CANONICAL_VARU64, TRUNCATED } from './reasons';

/** The value that `readVarU64` read last. */
export let varU64Value: u64 = 0;

/**
 * Reads a VarU64 from `length` bytes at `at`, which may go on after it. Returns the bytes it takes (1 to 9),
 * or a reason code negated. Bytes that run out come before the question whether the form is the shortest.
 */
export function readVarU64(at: usize, length: u32): i32 {
  if (length == 0) return -TRUNCATED;
  const first = load<u8>(at) as u32;
  if (first < 248) {
    varU64Value = first as u64;
    return 1;
  }
  const count = first - 247;
  if (length < 1 + count) return -TRUNCATED;
  let value: u64 = 0;
  for (let i: u32 = 1; i <= count; i++) value = (value << 8) | (load<u8>(at + i) as u64);
  const least: u64 = count == 1 ? 248 : (1 as u64) << (8 * (count - 1));
  if (value < least) return -NON_CANONICAL_VARU64;
  varU64Value = value;
  return 1 + count;
}

/** Writes the VarU64 of `value` at `at` and returns how many bytes it takes, 1 to 9. */
export function writeVarU64(at: usize, value: u64): u32 {
  if (value < 248) {
    store<u8>(at, value as u8);
    return 1;
  }
  const count: u32 = (71 - (clz<u64>(value) as u32)) >> 3;
  store<u8>(at, (247 + count) as u8);
  for (let i: u32 = 1; i <= count; i++) store<u8>(at + i, (value >> (8 * (count - i))) as u8);
  return 1 + count;
}
