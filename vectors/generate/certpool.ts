import { randomOfBits, randomStream } from './bytes.js';
import { ascending, MAX_U64, MILESTONES, poolOf, precisionTraps } from './sequence-numbers.js';
import { accept, subject, type Subject } from './vector.js';

const NOTES = {
  SMALL: 'A peer keeps the wrong entries, and cannot prove that two peers see one log.',
  MILESTONE:
    'At (3^k − 1)/2 the pool runs from that number itself, one above it from the next: taking the wrong one makes pools that do not meet.',
  DOUBLE_PRECISION: 'Sequence numbers pass through a double and are rounded above 2^53.',
  SIGNED_INTEGER: 'Sequence numbers pass through a signed or 32-bit integer.',
  ABOVE_U64:
    'From 18236498188585393202 on the pool runs from a number above 2^64 − 1: arithmetic wraps or loops, or the pool names entries that cannot exist.',
  SPREAD: 'A shortcut that holds for small or regular numbers is taken for any.',
};

const LAST_MILESTONE = MILESTONES[40]!;

function flagOf(x: bigint): string {
  if (x > LAST_MILESTONE) return 'ABOVE_U64';
  if (MILESTONES.some((m) => x >= m - 1n && x <= m + 1n)) return 'MILESTONE';
  if (x <= 130n) return 'SMALL';
  if (x >= 2n ** 53n - 3n) return 'DOUBLE_PRECISION';
  return x >= 2n ** 31n - 3n && x <= 2n ** 32n + 3n ? 'SIGNED_INTEGER' : 'SPREAD';
}

function numbers(): bigint[] {
  const next = randomStream(0xce7);
  const spread = Array.from({ length: 28 }, (_, i) => randomOfBits(2 * i + 9, next));
  return ascending([
    ...Array.from({ length: 130 }, (_, i) => BigInt(i + 1)),
    ...[363n, 364n, 365n, 366n, 500n, 1000n, 1092n, 1093n, 1094n],
    ...MILESTONES.flatMap((m) => [m, m + 1n]),
    ...precisionTraps().filter((_, i) => i % 7 > 1 && i % 7 < 6),
    ...spread,
    ...[LAST_MILESTONE + 2n, LAST_MILESTONE + 12345678901n, 18400000000000000000n],
    ...Array.from({ length: 12 }, (_, i) => MAX_U64 - BigInt(i)),
  ]).filter((x) => x >= 1n && x <= MAX_U64);
}

export function certpoolSubject(): Subject {
  if (LAST_MILESTONE !== 18236498188585393201n) throw new Error('the milestones are wrong');
  return subject('certpool', 'Certificate pools: the entries that vouch for an entry.', NOTES, (list) => {
    for (const x of numbers()) {
      list.add({
        id: `certpool-${x}`,
        requirements: ['BAM-REP-001', 'BAM-REP-003', ...(x > LAST_MILESTONE ? ['BAM-REP-002'] : [])],
        flags: [flagOf(x)],
        op: 'certpool',
        input: { seqNum: String(x) },
        expect: accept({ seqNums: poolOf(x).map(String) }),
      });
    }
  });
}
