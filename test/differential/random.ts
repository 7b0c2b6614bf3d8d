/** A small deterministic generator of pseudo-random numbers (xorshift32), so that a failure can be run again. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0 || 1;
  }

  /** An integer from 0 to `bound` − 1. */
  below(bound: number): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return (x >>> 0) % bound;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256));
  }

  /** A u64 whose bit length is spread evenly, so that small and large ones are as likely. */
  u64(): bigint {
    const bits = BigInt(this.below(65));
    let value = 0n;
    for (let i = 0; i < 8; i++) value = (value << 8n) | BigInt(this.below(256));
    return bits === 0n ? 0n : value & ((1n << bits) - 1n);
  }
}
