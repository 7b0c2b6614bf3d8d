// Scalars as digits of fixed windows, for public scalars: not in constant time.

/** Bits of the windows together: scalars are below 2^252 + 2^125. */
const SCALAR_BITS: u32 = 252;

/** How many windows of `width` bits a scalar has. */
export function windowCount(width: u32): u32 {
  return (SCALAR_BITS + width - 1) / width;
}

/** Bits of the top window: its digit is from 0 to 2^bits. */
export function topBits(width: u32): u32 {
  return SCALAR_BITS - (windowCount(width) - 1) * width;
}

/**
 * Writes the digits of a scalar (32 bytes, little-endian, below 2^252 + 2^125: a canonical S, or h below L) as
 * i16, one every `stride` bytes, the lowest window first; all signs turned if `negative`. The sum of digit *
 * 2^(width * window) is the scalar, as an integer.
 *
 * Below the top, a digit is from -2^(w-1) + 1 to 2^(w-1), and hands a carry on where the window is above. The
 * top digit is what is left, from 0 to 2^b, b = topBits: the bits there are at most 2^b, and exactly that only
 * where the scalar is 2^252 or more, whose next 127 bits are zero, so that no carry comes in.
 */
export function recode(digits: usize, stride: usize, scalar: usize, width: u32, negative: bool): void {
  const top = windowCount(width) - 1;
  const mask: u64 = (1 << (width as u64)) - 1;
  const half: i32 = 1 << (width - 1);
  const sign: i32 = negative ? -1 : 0;
  let carry: i32 = 0;
  let bit: u32 = 0;
  for (let k: u32 = 0; k < top; k++) {
    // Eight bytes from the one in which the window begins; the last of these would lie beyond the scalar.
    const byte = min<u32>(bit >> 3, 24);
    let digit = ((load<u64>(scalar + byte) >> ((bit - 8 * byte) as u64)) & mask) as i32;
    digit += carry;
    carry = i32(digit > half);
    digit -= carry << width;
    store<i16>(digits, ((digit ^ sign) - sign) as i16);
    digits += stride;
    bit += width;
  }
  const digit = ((load<u64>(scalar + 24) >> ((bit - 192) as u64)) as i32) + carry;
  store<i16>(digits, ((digit ^ sign) - sign) as i16);
}

/** Digits of 4 bits with signs, from -8 to 8, of a number of `bits` bits in 8 * ceil(bits / 64) bytes; one i8 each. */
export function recodeNibbles(digits: usize, scalar: usize, count: u32): void {
  let carry: i32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const nibble = ((load<u8>(scalar + (i >> 1)) as i32) >> (((i & 1) << 2) as i32)) & 15;
    const digit = nibble + carry;
    carry = i32(digit > 8);
    store<i8>(digits + i, (digit - (carry << 4)) as i8);
  }
}
