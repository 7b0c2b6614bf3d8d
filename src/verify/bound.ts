const WORD = 2 ** 32;

/**
 * A sequence number that only gets lower, as two words of 32 bits (bigints would be allocated for each entry); above
 * all that exist to begin with.
 */
export class Bound {
  high = WORD;
  low = 0;

  /** Whether it is a number that exists. */
  get isSet(): boolean {
    return this.high < WORD;
  }

  /** Lowers it to a number, if that is lower; says whether it was. */
  lowerTo(high: number, low: number): boolean {
    if (!this.isAbove(high, low)) return false;
    this.high = high;
    this.low = low;
    return true;
  }

  /** Whether a number is below the bound. */
  isAbove(high: number, low: number): boolean {
    return this.high > high || (this.high === high && this.low > low);
  }

  /** The number; 2^64 where it is not set. */
  get value(): bigint {
    return BigInt(this.high) * 0x1_0000_0000n + BigInt(this.low);
  }
}
