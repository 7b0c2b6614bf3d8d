import type { Engine } from '../bamboo/engine.js';

const WORD = 2 ** 32;

/** The numbers (3^k − 1)/2 that are exact as doubles. */
const FULL: readonly number[] = Array.from({ length: 33 }).reduce<number[]>(
  (list) => [...list, 3 * list.at(-1)! + 1],
  [1],
);

/** lipmaa of 2 to 2^53 − 1 (BAM-LIP-001 to BAM-LIP-003): no bigint is made for it. */
export function lipmaaOfSafe(n: number): number {
  let k = 0;
  while (k + 1 < FULL.length && FULL[k + 1]! <= n) k++;
  let block = FULL[k]!;
  if (block === n) return (n - 1) / 3;
  let rest = n;
  for (;;) {
    // At most three blocks of a size: what remains is less than one.
    while (rest >= block) rest -= block;
    if (rest === 0) return n - block;
    block = FULL[--k]!;
  }
}

/** Where the links of an entry have to point to, as words of 32 bits. One of its kind is used again and again. */
export class LinkTargets {
  backHigh = 0;
  backLow = 0;
  lipmaaHigh = 0;
  lipmaaLow = 0;
  readonly #engine: Pick<Engine, 'lipmaa'>;

  constructor(engine: Pick<Engine, 'lipmaa'>) {
    this.#engine = engine;
  }

  /** Finds the targets of a sequence number above 1. */
  find(high: number, low: number): void {
    this.backHigh = low === 0 ? high - 1 : high;
    this.backLow = low === 0 ? WORD - 1 : low - 1;
    if (high < 2 ** 21) {
      const target = lipmaaOfSafe(high * WORD + low);
      this.lipmaaHigh = Math.floor(target / WORD);
      this.lipmaaLow = target % WORD;
    } else {
      const target = this.#engine.lipmaa(BigInt(high) * 0x1_0000_0000n + BigInt(low));
      this.lipmaaHigh = Number(target >> 32n);
      this.lipmaaLow = Number(target & 0xffff_ffffn);
    }
  }
}
