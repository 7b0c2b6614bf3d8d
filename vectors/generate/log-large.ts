import type { Profile } from '../../src/reference/index.js';
import { ascii } from './bytes.js';
import { hashOfNothing } from './entry-builder.js';
import { addLog, item, type Item, type LogVector, logOf, write, type Written } from './log-builder.js';
import { MAX_U64, MILESTONES } from './sequence-numbers.js';
import type { VectorList } from './vector.js';

/** Sequence numbers that are compared with the lowest fork, end or lie, in types that are too narrow. */
function addComparisons(list: VectorList, profile: Profile): void {
  const add = (
    name: string,
    of: readonly Item[],
    rule: string,
    forks = '',
    orders: LogVector['orders'] = [],
  ) =>
    addLog(list, profile, {
      name: `large-${name}`,
      flag: 'LARGE_SEQNUMS',
      requirements: [rule, 'BAM-INT-006'],
      items: of,
      forks,
      orders,
    });
  const far = (seqNum: bigint, more: Parameters<typeof write>[1] = {}): Written =>
    write(profile, { seqNum, payload: ascii('far'), ...more });
  const pairs: [string, bigint, bigint][] = [
    ['as-doubles', 2n ** 53n, 2n ** 53n + 1n],
    ['as-32-bits', 5n, 2n ** 32n + 3n],
    ['as-signed-32-bits', 5n, 2n ** 31n + 3n],
    ['as-signed-64-bits', 5n, 2n ** 63n + 7n],
    ['at-the-largest', MAX_U64 - 1n, MAX_U64],
  ];
  // Numbers do not depend on the profile: in one, a few are enough.
  for (const [name, low, high] of profile === 'bamboo' ? pairs.slice(0, 2) : pairs) {
    // Where the two are neighbours, the upper one links to the lower one: anything else would be a fork.
    const above = (below: Written) => far(high, high === low + 1n ? { backlink: below.hash } : {});
    const end = far(low, { endOfLog: true });
    add(`end-${name}`, [item(end, 'U'), item(above(end), 'AFTER_END_OF_LOG')], 'BAM-LOG-009', '', [
      'reversed',
    ]);
    const lie = far(low, { payloadSize: 1n });
    const lied = [item(lie, 'PAYLOAD_SIZE_MISMATCH'), item(above(lie), 'PAYLOAD_SIZE_MISMATCH')];
    add(`lie-${name}`, lied, 'BAM-LOG-010');
    const upper = far(high, { payloadSize: 1n, ...(high === low + 1n ? { backlink: far(low).hash } : {}) });
    add(`lie-above-${name}`, [item(far(low), 'U'), item(upper, 'PAYLOAD_SIZE_MISMATCH')], 'BAM-LOG-010');
    const one = far(low);
    const fork = [
      item(one, 'FORKED'),
      item(far(low, { endOfLog: true }), 'FORKED'),
      item(above(one), 'FORKED'),
    ];
    add(`fork-${name}`, fork, 'BAM-LOG-006', String(low));
  }
  add('largest-alone', [item(far(MAX_U64), 'U')], 'BAM-LOG-015');
  add('largest-ends', [item(far(MAX_U64, { endOfLog: true }), 'U')], 'BAM-LOG-009');
}

/** A chain of lipmaalinks over all the numbers (3^k − 1)/2 that there are. */
function addMilestones(list: VectorList, profile: Profile): void {
  const first = logOf(profile, 1).at(1);
  const chain = [first];
  for (const seqNum of MILESTONES.slice(1, 41)) {
    const spec = { seqNum, payload: ascii('m'), backlink: hashOfNothing(profile, 0x3e) };
    chain.push(write(profile, { ...spec, lipmaalink: chain.at(-1)!.hash }));
  }
  const statuses = chain.map((entry, i) => item(entry, i === 0 ? 'V' : 'P', null));
  const vector = { flag: 'LARGE_SEQNUMS', requirements: ['BAM-LOG-013', 'BAM-LIP-001', 'BAM-LIP-002'] };
  addLog(list, profile, { name: 'large-every-milestone', ...vector, items: statuses });
}

/** Logs far up, where numbers are wider than many a type; in one profile. */
export function addLargeLogs(list: VectorList, profile: Profile): void {
  addComparisons(list, profile);
  if (profile === 'p2panda') addMilestones(list, profile);
}
