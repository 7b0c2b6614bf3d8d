// [a]P + [b]B for public scalars: Straus' method over non-adjacent forms, not in constant time.

import { BASE_ODD, DOUBLE_MUL_SCRATCH } from './memory';
import { NIELS_SIZE, POINT_SIZE, addCached, addNiels, double, setNeutral, toCached } from './point';

const DIGITS_P: usize = DOUBLE_MUL_SCRATCH;
const DIGITS_B: usize = DOUBLE_MUL_SCRATCH + 256;

/** Digits of P are odd and below 2^4: its table has 8 entries. */
const WIDTH_P: u64 = 5;
/** Entries of the table of odd multiples that `doubleMul` wants for P. */
const ODD_ENTRIES: usize = 8;
/** table = P, 3P, ..., 15P, cached, for the extended point P; `work` has room for two points. */
export function oddMultiples(table: usize, point: usize, work: usize): void {
  const doubled = work + POINT_SIZE;
  double(work, point, true);
  toCached(doubled, work);
  memory.copy(work, point, POINT_SIZE);
  toCached(table, work);
  for (let i: usize = 1; i < ODD_ENTRIES; i++) {
    addCached(work, work, doubled, false, true);
    toCached(table + POINT_SIZE * i, work);
  }
}

/** Digits of B are odd and below 2^7: its table has 64 entries. */
const WIDTH_B: u64 = 8;

/**
 * Writes the width-w non-adjacent form of a scalar below 2^254, exactly as an integer: 256 digits, zero or
 * odd and below 2^(w - 1) in magnitude.
 */
function recode(digits: usize, scalar: usize, width: u64): void {
  memory.fill(digits, 0, 256);
  const windowMask: u64 = (1 << width) - 1;
  let carry: u64 = 0;
  let bit: u64 = 0;
  while (bit < 256) {
    const word = (bit >> 6) as usize;
    const shift = bit & 63;
    let bits = load<u64>(scalar + 8 * word) >> shift;
    if (shift + width > 64 && word < 3) bits |= load<u64>(scalar + 8 * word + 8) << (64 - shift);
    const window = carry + (bits & windowMask);
    if ((window & 1) == 0) {
      // The carry goes on: a window of ones plus the carry is even as well.
      bit++;
      continue;
    }
    carry = window >> (width - 1);
    store<i8>(digits + (bit as usize), ((window as i64) - ((carry << width) as i64)) as i8);
    bit += width;
  }
}

/**
 * out = [a]P + [b]B, extended but without T; a and b are 32 bytes, little-endian, below 2^254. `table` holds
 * P, 3P, ..., 15P, cached.
 */
export function doubleMul(out: usize, a: usize, table: usize, b: usize): void {
  recode(DIGITS_P, a, WIDTH_P);
  recode(DIGITS_B, b, WIDTH_B);
  setNeutral(out);
  let i: i32 = 255;
  while (i >= 0 && (load<u8>(DIGITS_P + i) | load<u8>(DIGITS_B + i)) == 0) i--;
  for (; i >= 0; i--) {
    const p = load<i8>(DIGITS_P + i) as i32;
    const q = load<i8>(DIGITS_B + i) as i32;
    double(out, out, (p | q) != 0);
    if (p > 0) addCached(out, out, table + POINT_SIZE * ((p >> 1) as usize), false, q != 0);
    else if (p < 0) addCached(out, out, table + POINT_SIZE * ((-p >> 1) as usize), true, q != 0);
    if (q > 0) addNiels(out, out, BASE_ODD + NIELS_SIZE * ((q >> 1) as usize), false, false);
    else if (q < 0) addNiels(out, out, BASE_ODD + NIELS_SIZE * ((-q >> 1) as usize), true, false);
  }
}
