import { randomOfBits, randomStream } from './bytes.js';
import { ascending, lipmaaOf, MAX_U64, MILESTONES, precisionTraps } from './sequence-numbers.js';
import { accept, subject, type Subject } from './vector.js';

const NOTES = {
  SMALL: 'The links of every log are wrong from here on.',
  FIRST: 'The first entry, which has no links, is asked for and makes the computation fail or loop.',
  MILESTONE:
    'The numbers (3^k − 1)/2 link to one another, in long steps; an off-by-one there breaks every certificate pool.',
  DOUBLE_PRECISION: 'Sequence numbers pass through a double and are rounded above 2^53.',
  SIGNED_INTEGER: 'Sequence numbers pass through a signed or 32-bit integer.',
  OVERFLOW:
    'The next power of three, or three times a milestone, exceeds 2^64: it wraps, and the search ends at a wrong place or never.',
  SPREAD: 'A shortcut that holds for small or regular numbers is taken for any.',
};

function flagOf(n: bigint): string {
  if (n === 1n) return 'FIRST';
  if (n <= 1100n) return 'SMALL';
  if (n >= MILESTONES[39]!) return 'OVERFLOW';
  if (MILESTONES.some((m) => n >= m - 3n && n <= m + 3n)) return 'MILESTONE';
  if (n >= 2n ** 31n - 3n && n <= 2n ** 32n + 3n) return 'SIGNED_INTEGER';
  return n >= 2n ** 53n - 3n ? 'DOUBLE_PRECISION' : 'SPREAD';
}

/** Sums of a few milestones: the numbers at which a search goes deep before it ends. */
function structured(): bigint[] {
  const sums: bigint[] = [];
  for (let k = 6; k < 41; k++) {
    const top = MILESTONES[k]!;
    sums.push(2n * top, 2n * top + 1n, 3n * top, top + MILESTONES[k - 1]!, top + 2n * MILESTONES[k - 3]!);
    sums.push(2n * top + MILESTONES[k >> 1]!, top + MILESTONES[1]!, 3n * top - MILESTONES[2]!);
  }
  return sums;
}

export function lipmaaNumbers(): bigint[] {
  const next = randomStream(0x11b);
  const spread = Array.from({ length: 54 }, (_, i) => i + 11).flatMap((bits) =>
    Array.from({ length: 4 }, () => randomOfBits(bits, next)),
  );
  return ascending([
    ...Array.from({ length: 1100 }, (_, i) => BigInt(i + 1)),
    ...MILESTONES.flatMap((m) => [-3n, -2n, -1n, 0n, 1n, 2n, 3n].map((delta) => m + delta)),
    ...precisionTraps(),
    ...structured(),
    ...spread,
    ...Array.from({ length: 24 }, (_, i) => MAX_U64 - BigInt(i)),
  ]).filter((n) => n >= 1n && n <= MAX_U64);
}

export function lipmaaSubject(): Subject {
  return subject('lipmaa', 'The sequence number that an entry’s lipmaalink points to.', NOTES, (list) => {
    for (const n of lipmaaNumbers()) {
      list.add({
        id: `lipmaa-${n}`,
        requirements: n === 1n ? ['BAM-LIP-003', 'BAM-LIP-002'] : ['BAM-LIP-001', 'BAM-LIP-002'],
        flags: [flagOf(n)],
        op: 'lipmaa',
        input: { seqNum: String(n) },
        expect: accept({ lipmaa: String(lipmaaOf(n)) }),
      });
    }
  });
}
