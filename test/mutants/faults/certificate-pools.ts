import { Implementation } from '../implementation/implementation.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => Implementation) =>
  mutant({ name: `certpool-${name}`, sentence, ops: ['certpool'], inside });

const MAX_U64 = 2n ** 64n - 1n;

export const certificatePoolFaults = [
  fault(
    'numbers-that-cannot-exist',
    'Keeps sequence numbers above 2^64 − 1 in the pool.',
    class extends Implementation {
      override poolAbove(x: bigint) {
        return this.descent(this.poolTop(x), x).reverse().slice(1);
      }
    },
  ),
  fault(
    'top-wraps',
    'Lets numbers above 2^64 − 1 wrap around.',
    class extends Implementation {
      override poolAbove(x: bigint) {
        const above = this.descent(this.poolTop(x), x).reverse().slice(1);
        return above.map((n) => BigInt.asUintN(64, n));
      }
    },
  ),
  fault(
    'top-saturates',
    'Takes 2^64 − 1 for the top where the top would lie above it.',
    class extends Implementation {
      override poolTop(x: bigint) {
        const top = super.poolTop(x);
        return top > MAX_U64 ? MAX_U64 : top;
      }
    },
  ),
  fault(
    'nothing-above-without-a-top',
    'Leaves out all that is above x where the top would lie above 2^64 − 1.',
    class extends Implementation {
      override poolAbove(x: bigint) {
        return this.poolTop(x) > MAX_U64 ? [] : super.poolAbove(x);
      }
    },
  ),
  fault(
    'nothing-above',
    'Gives the path down to entry 1 alone.',
    class extends Implementation {
      override poolAbove() {
        return [];
      }
    },
  ),
  fault(
    'nothing-below',
    'Gives the path from the top alone.',
    class extends Implementation {
      override poolBelow(x: bigint) {
        return [x];
      }
    },
  ),
  fault(
    'without-itself',
    'Leaves out the entry whose pool it is.',
    class extends Implementation {
      override poolBelow(x: bigint) {
        return super.poolBelow(x).slice(0, -1);
      }
    },
  ),
  fault(
    'itself-twice',
    'Lists the entry whose pool it is with both paths.',
    class extends Implementation {
      override poolAbove(x: bigint) {
        return [x, ...super.poolAbove(x)];
      }
    },
  ),
  fault(
    'without-the-top',
    'Leaves out the top.',
    class extends Implementation {
      override poolAbove(x: bigint) {
        return super.poolAbove(x).filter((n) => n !== this.poolTop(x));
      }
    },
  ),
  fault(
    'without-the-first',
    'Leaves out entry 1.',
    class extends Implementation {
      override poolBelow(x: bigint) {
        return super.poolBelow(x).filter((n) => n > 1n || x === 1n);
      }
    },
  ),
  fault(
    'down-to-zero',
    'Goes on to a sequence number 0.',
    class extends Implementation {
      override poolBelow(x: bigint) {
        return [0n, ...super.poolBelow(x)];
      }
    },
  ),
  fault(
    'next-top-at-a-top',
    'Takes the next (3^k − 1)/2 where x is one itself.',
    class extends Implementation {
      override poolTop(x: bigint) {
        return super.poolTop(x + 1n);
      }
    },
  ),
  fault(
    'top-below',
    'Takes the largest (3^k − 1)/2 below x for the top.',
    class extends Implementation {
      override poolTop(x: bigint) {
        return (super.poolTop(x) - 1n) / 3n > x ? super.poolTop(x) : x;
      }
    },
  ),
  fault(
    'top-too-high',
    'Takes the top of the next block.',
    class extends Implementation {
      override poolTop(x: bigint) {
        return 3n * super.poolTop(x) + 1n;
      }
    },
  ),
  fault(
    'top-is-a-power-of-three',
    'Takes the next power of three for the top.',
    class extends Implementation {
      override poolTop(x: bigint) {
        let top = 1n;
        while (top < x) top *= 3n;
        return top;
      }
    },
  ),
  fault(
    'lipmaalink-to-x-not-taken',
    'Doesn’t take a lipmaalink that leads right to x or to entry 1.',
    class extends Implementation {
      override mayLeap(target: bigint, to: bigint) {
        return target > to;
      }
    },
  ),
  fault(
    'path-through-x-not-made',
    'Follows the lipmaalinks from the top past x.',
    class extends Implementation {
      override poolAbove(x: bigint) {
        return this.descent(this.poolTop(x), 1n)
          .filter((n) => n > x && n <= MAX_U64)
          .reverse();
      }
    },
  ),
  fault(
    'descending',
    'Gives the pool from the newest to the oldest.',
    class extends Implementation {
      override certificatePool(x: bigint) {
        return super.certificatePool(x).reverse();
      }
    },
  ),
  fault(
    'above-first',
    'Gives the path from the top before the path from x.',
    class extends Implementation {
      override certificatePool(x: bigint) {
        return [...this.poolAbove(x), ...this.poolBelow(x)];
      }
    },
  ),
  fault(
    'sorted-as-text',
    'Sorts sequence numbers as text.',
    class extends Implementation {
      override certificatePool(x: bigint) {
        return super.certificatePool(x).map(String).sort().map(BigInt);
      }
    },
  ),
  fault(
    'doubles',
    'Gives sequence numbers through doubles.',
    class extends Implementation {
      override certificatePool(x: bigint) {
        return super.certificatePool(x).map((n) => BigInt(Number(n)));
      }
    },
  ),
  fault(
    'signed-64-bits',
    'Refuses to go above what a signed integer of 64 bits holds.',
    class extends Implementation {
      override certificatePool(x: bigint) {
        return super.certificatePool(x).filter((n) => n === x || n < 2n ** 63n);
      }
    },
  ),
];
