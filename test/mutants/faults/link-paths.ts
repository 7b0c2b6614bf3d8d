import { Implementation } from '../implementation/implementation.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => Implementation) =>
  mutant({ name: `linkpath-${name}`, sentence, ops: ['linkpath'], inside });

/** Each number as a double has it. */
const inDoubles = (seqNums: bigint[]): bigint[] => seqNums.map((n) => BigInt(Number(n)));

export const linkPathFaults = [
  fault(
    'descending',
    'Gives the path from the newer to the older.',
    class extends Implementation {
      override linkPath(from: bigint, to: bigint) {
        return super.linkPath(from, to).reverse();
      }
    },
  ),
  fault(
    'backlinks-alone',
    'Never takes a lipmaalink.',
    class extends Implementation {
      override mayLeap() {
        return false;
      }
    },
  ),
  fault(
    'lipmaalink-to-the-end-not-taken',
    'Takes a lipmaalink only where it stops short of the end.',
    class extends Implementation {
      override mayLeap(target: bigint, to: bigint) {
        return target > to;
      }
    },
  ),
  fault(
    'leaps-past-the-end',
    'Takes every lipmaalink, also past the end.',
    class extends Implementation {
      override mayLeap() {
        return true;
      }
      override linkPath(from: bigint, to: bigint) {
        return super.linkPath(from, to).filter((n) => n >= to);
      }
    },
  ),
  fault(
    'leaps-past-the-end-and-keeps-it',
    'Takes a lipmaalink that leads past the end, and ends there.',
    class extends Implementation {
      override mayLeap() {
        return true;
      }
    },
  ),
  fault(
    'backlink-first',
    'Takes a backlink before it looks for lipmaalinks.',
    class extends Implementation {
      override linkPath(from: bigint, to: bigint) {
        return from === to ? [from] : [...super.linkPath(from - 1n, to), from];
      }
    },
  ),
  fault(
    'to-the-beginning',
    'Leads to entry 1, whatever end was asked for.',
    class extends Implementation {
      override linkPath(from: bigint) {
        return super.linkPath(from, 1n);
      }
    },
  ),
  fault(
    'to-zero',
    'Goes on to a sequence number 0.',
    class extends Implementation {
      override linkPath(from: bigint, to: bigint) {
        const path = super.linkPath(from, to);
        return to === 1n ? [0n, ...path] : path;
      }
    },
  ),
  fault(
    'without-from',
    'Leaves out the entry that the path starts at.',
    class extends Implementation {
      override linkPath(from: bigint, to: bigint) {
        return super.linkPath(from, to).slice(0, -1);
      }
    },
  ),
  fault(
    'without-to',
    'Leaves out the entry that the path ends at.',
    class extends Implementation {
      override linkPath(from: bigint, to: bigint) {
        return super.linkPath(from, to).slice(1);
      }
    },
  ),
  fault(
    'same-ends-twice',
    'Gives both ends even where they are the same.',
    class extends Implementation {
      override linkPath(from: bigint, to: bigint) {
        return from === to ? [from, to] : super.linkPath(from, to);
      }
    },
  ),
  fault(
    'same-ends-empty',
    'Gives nothing where both ends are the same.',
    class extends Implementation {
      override linkPath(from: bigint, to: bigint) {
        return from === to ? [] : super.linkPath(from, to);
      }
    },
  ),
  fault(
    'doubles',
    'Gives sequence numbers through doubles.',
    class extends Implementation {
      override linkPath(from: bigint, to: bigint) {
        return inDoubles(super.linkPath(from, to));
      }
    },
  ),
  fault(
    'signed-comparison',
    'Compares sequence numbers as signed integers of 64 bits.',
    class extends Implementation {
      override mayLeap(target: bigint, to: bigint) {
        return BigInt.asIntN(64, target) >= BigInt.asIntN(64, to);
      }
    },
  ),
  fault(
    'sorted-as-text',
    'Sorts sequence numbers as text.',
    class extends Implementation {
      override linkPath(from: bigint, to: bigint) {
        return super.linkPath(from, to).map(String).sort().map(BigInt);
      }
    },
  ),
  fault(
    'certificate-pools-meet',
    'Gives what the paths of both ends to entry 1 don’t share, as a tree walk would.',
    class extends Implementation {
      override linkPath(from: bigint, to: bigint) {
        const below = new Set(super.linkPath(to, 1n));
        return [...super.linkPath(from, 1n).filter((n) => n > to && !below.has(n)), to].sort((a, b) =>
          a < b ? -1 : 1,
        );
      }
    },
  ),
  fault(
    'one-leap-alone',
    'Takes the first lipmaalink, and backlinks from there.',
    class extends Implementation {
      private hasLeapt = false;
      override mayLeap(target: bigint, to: bigint) {
        if (this.hasLeapt) return false;
        this.hasLeapt = super.mayLeap(target, to);
        return this.hasLeapt;
      }
      override linkPath(from: bigint, to: bigint) {
        this.hasLeapt = false;
        return super.linkPath(from, to);
      }
    },
  ),
];
