import { randomOfBits, randomStream } from './bytes.js';
import { MAX_U64, MILESTONES, pathByLongestLinks, pathBySearch, precisionTraps } from './sequence-numbers.js';
import { accept, subject, type Subject } from './vector.js';

const NOTES = {
  SMALL: 'The path takes a backlink where a lipmaalink would have been shorter, or overshoots its end.',
  SAME: 'A path from an entry to itself comes out empty or with the entry twice.',
  LONG: 'The path is found by walking every entry, which never ends for large sequence numbers.',
  DOUBLE_PRECISION: 'Sequence numbers pass through a double and are rounded above 2^53.',
  SIGNED_INTEGER: 'Sequence numbers pass through a signed or 32-bit integer.',
  LARGEST: 'Arithmetic at 2^64 − 1 wraps.',
};

/** All pairs that are searched through, and so known to have the shortest path. */
const SEARCHED = 30;

/** The path by two rules that must agree wherever both can be applied. */
function shortestPath(from: bigint, to: bigint): bigint[] {
  const path = pathByLongestLinks(from, to);
  if (from <= 1100n && pathBySearch(Number(from), Number(to)).length !== path.length) {
    throw new Error(`the path from ${from} to ${to} is not the shortest`);
  }
  return path;
}

function* pairs(): Generator<[bigint, bigint]> {
  for (let from = 1; from <= SEARCHED; from++) {
    for (let to = 1; to <= from; to++) yield [BigInt(from), BigInt(to)];
  }
  for (const from of [100n, 121n, 122n, 200n, 363n, 364n, 365n, 999n, 1000n, 1093n, 1094n, 1100n]) {
    for (const to of [from, from - 1n, from - 2n, 1n, 2n, 4n, 13n, 40n, 41n, 99n, from / 2n]) {
      if (to <= from) yield [from, to];
    }
  }
  for (const from of [...MILESTONES.slice(8, 41).filter((_, k) => k % 3 === 2)]) {
    yield [from, from / 2n + 7n];
    if (from % 3n !== 0n) yield [from, 1n];
  }
  for (const from of [
    ...precisionTraps().filter((_, i) => i % 7 > 1 && i % 7 < 6),
    MAX_U64,
    MAX_U64 - 1n,
    MAX_U64 - 2n,
  ]) {
    yield [from, 1n];
    yield [from, from];
    yield [from, from - 5n];
    if (from % 2n === 0n) yield [from, from / 3n];
  }
  const next = randomStream(0x9a7);
  for (let bits = 12; bits <= 64; bits += 4) {
    const from = randomOfBits(bits, next);
    yield [from, 1n];
    yield [from, randomOfBits(bits - 1, next)];
  }
}

function flagOf(from: bigint, to: bigint): string {
  if (from === to) return 'SAME';
  if (from > MAX_U64 - 3n) return 'LARGEST';
  if (from >= 2n ** 53n - 3n) return 'DOUBLE_PRECISION';
  if (from >= 2n ** 31n - 3n && from <= 2n ** 32n + 3n) return 'SIGNED_INTEGER';
  return from <= 1100n ? 'SMALL' : 'LONG';
}

export function linkpathSubject(): Subject {
  return subject(
    'linkpath',
    'The shortest path of links from a sequence number to a lower one.',
    NOTES,
    (list) => {
      const seen = new Set<string>();
      for (const [from, to] of pairs()) {
        const id = `linkpath-${from}-to-${to}`;
        if (seen.has(id)) continue;
        seen.add(id);
        list.add({
          id,
          requirements: ['BAM-LIP-004', 'BAM-LIP-005'],
          flags: [flagOf(from, to)],
          op: 'linkpath',
          input: { from: String(from), to: String(to) },
          expect: accept({ seqNums: shortestPath(from, to).map(String) }),
        });
      }
    },
  );
}
