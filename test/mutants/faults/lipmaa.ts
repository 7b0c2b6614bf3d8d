import { Implementation } from '../implementation/implementation.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => Implementation) =>
  mutant({ name: `lipmaa-${name}`, sentence, ops: ['lipmaa'], inside });

/** Whether n is of the form (3^k − 1)/2. */
function isPeak(n: bigint): boolean {
  let peak = 1n;
  while (peak < n) peak = 3n * peak + 1n;
  return peak === n;
}

/** lipmaa as it comes out where each number is rounded as `round` does. */
const rounded = (round: (value: bigint) => bigint) =>
  class extends Implementation {
    override lipmaa(n: bigint) {
      const rough = round(n);
      let peak = 1n;
      while (peak < rough) {
        const next = round(3n * peak + 1n);
        if (next <= peak) break;
        peak = next;
      }
      if (peak === rough) return round((peak - 1n) / 3n);
      for (let rest = rough; rest > 0n && peak > 0n; rest %= peak) {
        peak = round((peak - 1n) / 3n);
        if (peak <= 0n) break;
      }
      return BigInt.asUintN(64, round(rough - peak));
    }
  };

const inDoubles = (value: bigint) => BigInt(Number(value));

export const lipmaaFaults = [
  fault('doubles', 'Computes in doubles.', rounded(inDoubles)),
  fault(
    'doubles-at-the-border',
    'Gives its exact result through a double.',
    class extends Implementation {
      override lipmaa(n: bigint) {
        return inDoubles(super.lipmaa(n));
      }
    },
  ),
  fault(
    'signed-32-bits',
    'Computes in signed integers of 32 bits.',
    rounded((value) => BigInt.asIntN(32, value)),
  ),
  fault(
    'unsigned-32-bits',
    'Computes in integers of 32 bits.',
    rounded((value) => BigInt.asUintN(32, value)),
  ),
  fault(
    'signed-64-bits',
    'Computes in signed integers of 64 bits.',
    rounded((value) => BigInt.asIntN(64, value)),
  ),
  fault(
    'overflow-wraps',
    'Lets 3m + 1 wrap around at 2^64 where it looks for the peak above the largest numbers.',
    class extends Implementation {
      override lipmaa(n: bigint) {
        let [peak, before] = [1n, 0n];
        while (peak < n && peak > before) [peak, before] = [BigInt.asUintN(64, 3n * peak + 1n), peak];
        if (peak === n) return (peak - 1n) / 3n;
        for (let rest = n; rest !== 0n; rest %= peak) peak = peak > 3n ? (peak - 1n) / 3n : 1n;
        return BigInt.asUintN(64, n - peak);
      }
    },
  ),
  fault(
    'stops-at-overflow',
    'Stays with the largest peak below 2^63 where the next would overflow.',
    class extends Implementation {
      override lipmaa(n: bigint) {
        const top = (3n ** 40n - 1n) / 2n;
        return n > top ? n - top : super.lipmaa(n);
      }
    },
  ),
  fault(
    'table-of-32-powers',
    'Has a table of powers of three that ends too early for the largest numbers.',
    class extends Implementation {
      override lipmaa(n: bigint) {
        const top = (3n ** 32n - 1n) / 2n;
        return n > top ? n - 1n : super.lipmaa(n);
      }
    },
  ),
  fault(
    'logarithm-in-doubles',
    'Finds the peak with a logarithm in doubles, which is off by one at some of them.',
    class extends Implementation {
      override lipmaa(n: bigint) {
        const k = Math.floor(Math.log(2 * Number(n) + 1) / Math.log(3));
        let peak = (3n ** BigInt(k) - 1n) / 2n;
        if (peak === n) return (peak - 1n) / 3n;
        if (peak === 0n || peak > n) return n - 1n;
        for (let rest = n % peak; rest !== 0n; rest %= peak) peak = (peak - 1n) / 3n;
        return n - peak;
      }
    },
  ),
  fault(
    'peaks-like-others',
    'Links an entry at (3^k − 1)/2 to the one before it, as if it ended a block.',
    class extends Implementation {
      override lipmaa(n: bigint) {
        return isPeak(n) && n > 1n ? n - 1n : super.lipmaa(n);
      }
    },
  ),
  fault(
    'peaks-to-zero',
    'Links an entry at (3^k − 1)/2 to the beginning.',
    class extends Implementation {
      override lipmaa(n: bigint) {
        return isPeak(n) && n > 1n ? 1n : super.lipmaa(n);
      }
    },
  ),
  fault(
    'peaks-one-too-late',
    'Looks for the peak below n + 1 rather than at n.',
    class extends Implementation {
      override lipmaa(n: bigint) {
        return isPeak(n - 1n) && n > 2n ? super.lipmaa(n - 1n) : super.lipmaa(n);
      }
    },
  ),
  fault(
    'after-a-peak-to-itself',
    'Links the entry after (3^k − 1)/2 over the whole block before it.',
    class extends Implementation {
      override lipmaa(n: bigint) {
        return n > 1n && isPeak(n - 1n) ? (n - 2n) / 3n : super.lipmaa(n);
      }
    },
  ),
  fault(
    'two-steps-alone',
    'Takes off one length of block and gives up after the next.',
    class extends Implementation {
      override lipmaa(n: bigint) {
        let peak = 1n;
        while (peak < n) peak = this.nextPeak(peak);
        if (peak === n) return (peak - 1n) / 3n;
        peak = (peak - 1n) / 3n;
        const rest = n % peak;
        if (rest === 0n) return n - peak;
        const next = (peak - 1n) / 3n;
        return next > 0n && rest % next === 0n ? n - next : n - 1n;
      }
    },
  ),
  fault(
    'of-one-is-one',
    'Links entry 1 to itself.',
    class extends Implementation {
      override lipmaa(n: bigint) {
        return n === 1n ? 1n : super.lipmaa(n);
      }
    },
  ),
  fault(
    'of-two-is-zero',
    'Links entry 2 to nothing.',
    class extends Implementation {
      override lipmaa(n: bigint) {
        return n === 2n ? 0n : super.lipmaa(n);
      }
    },
  ),
  fault(
    'always-before',
    'Links each entry to the one before.',
    class extends Implementation {
      override lipmaa(n: bigint) {
        return n - 1n;
      }
    },
  ),
  fault(
    'powers-of-two',
    'Builds the skip list on powers of two.',
    class extends Implementation {
      override lipmaa(n: bigint) {
        return n & (n - 1n);
      }
    },
  ),
  fault(
    'counts-from-zero',
    'Counts entries from 0.',
    class extends Implementation {
      override lipmaa(n: bigint) {
        return super.lipmaa(n + 1n) - 1n;
      }
    },
  ),
];
