import { Integers } from './integers.js';

const MAX_U64 = 2n ** 64n - 1n;

/** Where a path is given up on: no right one is nearly as long, but one of backlinks alone would take all memory. */
const PATIENCE = 5000;

/** lipmaa, link paths and certificate pools. */
export class Paths extends Integers {
  /** The number of the form (3^k − 1)/2 after another. */
  nextPeak(peak: bigint): bigint {
    return 3n * peak + 1n;
  }

  lipmaa(n: bigint): bigint {
    let peak = 1n;
    while (peak < n) peak = this.nextPeak(peak);
    if (peak === n) return (peak - 1n) / 3n;
    for (let rest = n; rest !== 0n; rest %= peak) peak = (peak - 1n) / 3n;
    return n - peak;
  }

  hasBacklink(seqNum: bigint): boolean {
    return seqNum > 1n;
  }

  hasLipmaalink(seqNum: bigint): boolean {
    return seqNum > 1n && this.lipmaa(seqNum) !== seqNum - 1n;
  }

  /** Whether the path to `to` may take the lipmaalink of an entry to `target`. */
  mayLeap(target: bigint, to: bigint): boolean {
    return target >= to;
  }

  /** Descending, both ends included. */
  descent(from: bigint, to: bigint): bigint[] {
    const path = [from];
    for (let n = from; n > to && path.length < PATIENCE; path.push(n)) {
      const target = this.lipmaa(n);
      n = this.mayLeap(target, to) ? target : n - 1n;
    }
    return path;
  }

  linkPath(from: bigint, to: bigint): bigint[] {
    return this.descent(from, to).reverse();
  }

  /** The sequence number from which the upper half of a certificate pool descends. */
  poolTop(x: bigint): bigint {
    let top = 1n;
    while (top < x) top = 3n * top + 1n;
    return top;
  }

  poolAbove(x: bigint): bigint[] {
    return this.descent(this.poolTop(x), x)
      .reverse()
      .slice(1)
      .filter((n) => n <= MAX_U64);
  }

  poolBelow(x: bigint): bigint[] {
    return this.descent(x, 1n).reverse();
  }

  certificatePool(x: bigint): bigint[] {
    return [...this.poolBelow(x), ...this.poolAbove(x)];
  }
}
