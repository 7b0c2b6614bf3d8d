import type { Profile } from '../../src/reference/index.js';
import { ascii } from './bytes.js';
import { BOB, hashOfNothing } from './entry-builder.js';
import { addLog, item, type Item, items, logOf, type LogVector, write, type Written } from './log-builder.js';
import { badlySigned } from './log-outsiders.js';
import type { VectorList } from './vector.js';

type Orders = NonNullable<LogVector['orders']>;
const BOTH: Orders = ['reversed', 'shuffled'];
const AFTER = 'AFTER_END_OF_LOG';
const LIE = 'PAYLOAD_SIZE_MISMATCH';
const SWAPPED = 'PAYLOAD_HASH_MISMATCH';

const allOf = (entries: readonly Written[], status: string): Item[] =>
  entries.map((entry) => item(entry, status));

function addEnds(list: VectorList, profile: Profile): void {
  const add = (name: string, of: readonly Item[], forks = '', orders: Orders = []) =>
    addLog(list, profile, {
      name: `end-${name}`,
      flag: 'END_OF_LOG',
      requirements: ['BAM-LOG-009', 'BAM-VER-010'],
      items: of,
      forks,
      orders,
    });
  const three = logOf(profile, 2).append({ endOfLog: true });
  const beyond = three.upTo(8);
  add(
    'at-3-and-more',
    [...items(three.entries, 'V V V'), ...allOf(beyond.entries.slice(3), AFTER)],
    '',
    BOTH,
  );
  const at1 = logOf(profile, 0).append({ endOfLog: true }).upTo(4);
  add('at-1-and-more', [item(at1.at(1), 'V'), ...allOf(at1.entries.slice(1), AFTER)], '', ['reversed']);
  add('at-1-linked-by-lipmaalink', [item(at1.at(1), 'V'), item(at1.at(4), AFTER)]);
  const log = logOf(profile, 13);
  const unlinked = write(profile, { seqNum: 5n, backlink: log.at(4).hash, endOfLog: true });
  // The end is linked to nothing at hand, and nothing at hand links to it; what is above it is at fault all the same.
  add(
    'unlinked',
    [
      ...items([log.at(1), log.at(2), log.at(3)], 'V V V'),
      item(unlinked, 'U'),
      ...allOf([log.at(8), log.at(12)], AFTER),
    ],
    '',
    BOTH,
  );
  add('unlinked-above-all', [...items(log.entries.slice(0, 3), 'V V V'), item(unlinked, 'U')]);
  const last = log.append({ endOfLog: true, payload: ascii('end') });
  add('of-a-long-log', items(last.entries, 'V V V V V V V V V V V V V V'));
  const twice = three.append().append({ endOfLog: true });
  add('twice', [...items(three.entries, 'V V V'), ...allOf(twice.entries.slice(3), AFTER)], '', BOTH);
  add(
    'twice-in-a-row',
    [...items(three.entries, 'V V V'), item(three.append({ endOfLog: true }).at(4), AFTER)],
    '',
    ['reversed'],
  );
  add('duplicated', [...items(three.entries, 'V V V'), item(three.at(3), 'V'), item(beyond.at(4), AFTER)]);
  add('without-payload', [
    item(three.at(1), 'V', null),
    item(three.at(2), 'V', null),
    item(three.at(3), 'V', null),
    item(beyond.at(4), AFTER, null),
  ]);
  add(
    'with-a-swapped-payload',
    [
      ...items(three.entries.slice(0, 2), 'V V'),
      item(three.at(3), SWAPPED, ascii('?')),
      item(beyond.at(4), AFTER),
    ],
    '',
    ['reversed'],
  );
  const branch = three.cutAt(2).upTo(5, 'b');
  add(
    'on-one-branch',
    [
      ...items(three.entries.slice(0, 2), 'V V'),
      ...allOf([three.at(3), ...branch.entries.slice(2)], 'FORKED'),
    ],
    '3',
    BOTH,
  );
  const forkAbove = three.append({ payload: ascii('x') }).upTo(5);
  const otherFive = forkAbove.cutAt(4).upTo(5, 'z');
  add(
    'below-a-fork',
    [
      ...items(three.entries, 'V V V'),
      item(forkAbove.at(4), AFTER),
      ...allOf([forkAbove.at(5), otherFive.at(5)], 'FORKED'),
    ],
    '5',
    BOTH,
  );
  // An end whose own link is wrong counts as an end all the same.
  const strayEnd = write(profile, { seqNum: 3n, backlink: log.at(1).hash, endOfLog: true });
  add(
    'with-a-wrong-link',
    [
      item(log.at(1), 'V'),
      item(strayEnd, 'BACKLINK_SEQNUM_MISMATCH'),
      ...allOf([log.at(5), log.at(8)], AFTER),
    ],
    '',
    ['reversed'],
  );
  const badEnd = badlySigned(three.at(3));
  const bobsEnd = write(profile, { seqNum: 3n, endOfLog: true }, { key: BOB });
  addLog(list, profile, {
    name: 'end-that-does-not-count',
    flag: 'FALSE_END',
    requirements: ['BAM-LOG-001', 'BAM-LOG-009'],
    items: [
      ...items(log.entries.slice(0, 5), 'V V V V V'),
      item(badEnd, 'SIGNATURE_INVALID'),
      item(bobsEnd, 'WRONG_LOG'),
    ],
    orders: ['reversed'],
  });
}

function addLies(list: VectorList, profile: Profile): void {
  const add = (name: string, of: readonly Item[], forks = '', orders: Orders = []) =>
    addLog(list, profile, {
      name: `lie-${name}`,
      flag: 'SIZE_LIE',
      requirements: ['BAM-LOG-010', 'BAM-VER-004'],
      items: of,
      forks,
      orders,
    });
  const liar = logOf(profile, 2)
    .append({ payload: ascii('3'), payloadSize: 2n })
    .upTo(8);
  const below = items(liar.entries.slice(0, 2), 'V V');
  add('at-3', [...below, ...allOf(liar.entries.slice(2), LIE)], '', BOTH);
  add('at-3-not-at-hand', [
    ...below,
    item(liar.at(3), 'V', null),
    ...items(liar.entries.slice(3), 'V V V V V'),
  ]);
  add(
    'at-3-at-hand-once',
    [...below, item(liar.at(3), LIE, null), item(liar.at(3), LIE), ...allOf(liar.entries.slice(3), LIE)],
    '',
    BOTH,
  );
  add(
    'at-3-and-swapped-once',
    [...below, item(liar.at(3), SWAPPED, ascii('?')), item(liar.at(3), LIE), item(liar.at(4), LIE)],
    '',
    ['reversed'],
  );
  add('at-3-swapped-alone', [...below, item(liar.at(3), SWAPPED, ascii('?')), item(liar.at(4), 'V')]);
  const first = logOf(profile, 0)
    .append({ payload: ascii('1'), payloadSize: 0n })
    .upTo(4);
  add('at-1', allOf(first.entries, LIE), '', ['reversed']);
  const last = logOf(profile, 4).append({ payload: ascii('5'), payloadSize: 2n ** 32n + 1n });
  add('at-last', [...items(last.entries.slice(0, 4), 'V V V V'), item(last.at(5), LIE)]);
  const five = write(profile, { seqNum: 5n });
  const six = write(profile, { seqNum: 6n, backlink: five.hash, payloadSize: 9n });
  const seven = write(profile, { seqNum: 7n, backlink: six.hash });
  add(
    'unlinked',
    [...items(liar.entries.slice(0, 2), 'V V'), ...items([six, seven, five], `${LIE} ${LIE} U`)],
    '',
    ['reversed'],
  );
  const two = liar.cutAt(4).append({ payloadSize: 50n, payload: ascii('5') });
  add('twice', [...below, ...allOf(two.entries.slice(2), LIE)]);
  add('beyond-a-gap', [item(liar.at(1), 'V'), item(liar.at(3), LIE), item(liar.at(8), LIE)], '', [
    'reversed',
  ]);
  const emptyLie = logOf(profile, 1).append({ payload: new Uint8Array(), payloadSize: 1n }).upTo(3);
  add('about-an-empty-payload', [item(emptyLie.at(1), 'V'), ...allOf(emptyLie.entries.slice(1), LIE)]);
}

function addSwapped(list: VectorList, profile: Profile): void {
  const add = (name: string, of: readonly Item[], orders: Orders = []) =>
    addLog(list, profile, {
      name: `swapped-${name}`,
      flag: 'SWAPPED_PAYLOAD',
      requirements: ['BAM-LOG-011', 'BAM-VER-003'],
      items: of,
      orders,
    });
  const log = logOf(profile, 6);
  const whole = items(log.entries, 'V V V V V V');
  const swap = (...ns: number[]) =>
    whole.map((it, i) => (ns.includes(i + 1) ? item(log.at(i + 1), SWAPPED, ascii('swapped')) : it));
  add('at-1', swap(1), ['reversed']);
  add('at-4', swap(4), ['shuffled']);
  add('at-6', swap(6));
  add('at-all', swap(1, 2, 3, 4, 5, 6));
  add('for-one-another', [
    ...whole.slice(0, 4),
    item(log.at(5), SWAPPED, log.at(6).payload),
    item(log.at(6), SWAPPED, log.at(5).payload),
    ...whole.slice(6),
  ]);
  add('for-nothing', [...whole.slice(0, 4), item(log.at(5), SWAPPED, new Uint8Array()), ...whole.slice(5)]);
}

/** Links that name an entry at hand with another sequence number. */
function addStrayLinks(list: VectorList, profile: Profile): void {
  const add = (name: string, of: readonly Item[], forks = '', orders: Orders = []) =>
    addLog(list, profile, {
      name: `link-${name}`,
      flag: 'LINK_SEQNUM',
      requirements: ['BAM-LOG-008', 'BAM-VER-009'],
      items: of,
      forks,
      orders,
    });
  const log = logOf(profile, 13);
  const BACK = 'BACKLINK_SEQNUM_MISMATCH';
  const LIPMAA = 'LIPMAALINK_SEQNUM_MISMATCH';
  const below = items(log.entries.slice(0, 3), 'V V V');
  const five = write(profile, { seqNum: 5n, backlink: log.at(3).hash });
  add('backlink-past-one', [...below, item(five, BACK)], '', ['reversed']);
  add('backlink-past-one-at-hand', [...below, item(log.at(4), 'FORKED'), item(five, BACK)], '4*', BOTH);
  add('backlink-past-one-and-more', [
    ...below,
    item(five, BACK),
    item(write(profile, { seqNum: 6n, backlink: five.hash }), 'U'),
  ]);
  const eight = log
    .cutAt(7)
    .append({ lipmaalink: log.at(3).hash })
    .at(8);
  add(
    'lipmaalink-astray',
    [...below, ...allOf(log.entries.slice(3, 7), 'FORKED'), item(eight, LIPMAA)],
    '4*',
    BOTH,
  );
  const missing4 = [...below, ...items(log.entries.slice(4, 7), 'U U U'), item(eight, LIPMAA)];
  // Entry 5 commits to the true entry 4, and so does the stray link, to another hash.
  add(
    'lipmaalink-astray-without-its-target',
    missing4.map((it, i) => (i > 2 && i < 6 ? { ...it, status: 'FORKED' } : it)),
    '4*',
  );
  const alone = write(profile, {
    seqNum: 8n,
    backlink: hashOfNothing(profile, 0x70),
    lipmaalink: log.at(3).hash,
  });
  add('lipmaalink-astray-alone', [...below, item(alone, LIPMAA)], '', ['reversed']);
  const both = write(profile, { seqNum: 8n, backlink: log.at(3).hash, lipmaalink: log.at(2).hash });
  add('both-astray', [...below, item(both, BACK)], '', ['reversed']);
  const upward = write(profile, { seqNum: 3n, backlink: log.at(7).hash });
  add('backlink-upward', [item(log.at(1), 'V'), item(upward, BACK), item(log.at(7), 'U')], '', ['reversed']);
  const swapped = write(profile, { seqNum: 8n, backlink: log.at(4).hash, lipmaalink: log.at(7).hash });
  add(
    'links-exchanged',
    [...below, ...allOf(log.entries.slice(3, 7), 'FORKED'), item(swapped, BACK)],
    '4* 7*',
    ['reversed'],
  );
  const right = write(profile, { seqNum: 8n, backlink: log.at(3).hash, lipmaalink: log.at(4).hash });
  add(
    'backlink-astray-lipmaalink-right',
    [
      ...below,
      item(log.at(4), 'V'),
      item(right, BACK),
      item(write(profile, { seqNum: 9n, backlink: right.hash }), 'U'),
    ],
    '',
    ['reversed'],
  );
  if (profile === 'bamboo') {
    const three = log.at(3);
    const four = write(profile, { seqNum: 4n, backlink: three.hash, lipmaalink: three.hash });
    add('identical-links', [...allOf(log.entries.slice(0, 3), 'FORKED'), item(four, LIPMAA)], '1*', [
      'reversed',
    ]);
    add('identical-links-to-1', [
      item(log.at(1), 'V'),
      item(write(profile, { seqNum: 4n, backlink: log.at(1).hash, lipmaalink: log.at(1).hash }), BACK),
    ]);
    add('identical-links-without-1', [item(three, 'U'), item(four, LIPMAA)]);
  }
  // The target has the right number, but does not count: nothing is known to be wrong.
  const bad = badlySigned(log.at(3));
  add('to-what-does-not-count', [
    ...items(log.entries.slice(0, 2), 'V V'),
    item(bad, 'SIGNATURE_INVALID'),
    item(log.at(4), 'P'),
  ]);
}

/** Two reasons for one item: the earlier one is given. */
function addPrecedence(list: VectorList, profile: Profile): void {
  const add = (name: string, of: readonly Item[], forks = '', orders: Orders = []) =>
    addLog(list, profile, {
      name: `first-of-${name}`,
      flag: 'STATUS_PRECEDENCE',
      requirements: ['BAM-LOG-012'],
      items: of,
      forks,
      orders,
    });
  const BACK = 'BACKLINK_SEQNUM_MISMATCH';
  const swapped = ascii('swapped');
  const log = logOf(profile, 8);
  const branch = log.cutAt(2).upTo(3, 'b').at(3);
  const below = items(log.entries.slice(0, 2), 'V V');
  add(
    'swapped-payload-and-fork',
    [...below, item(log.at(3), SWAPPED, swapped), item(branch, 'FORKED'), item(log.at(4), SWAPPED, swapped)],
    '3',
    ['reversed'],
  );
  const ended = log.cutAt(2).append({ endOfLog: true }).upTo(5);
  add('swapped-payload-and-end', [
    ...below,
    item(ended.at(3), 'V'),
    item(ended.at(4), SWAPPED, swapped),
    item(ended.at(5), AFTER),
  ]);
  const liar = log
    .cutAt(2)
    .append({ payload: ascii('3'), payloadSize: 5n })
    .upTo(5);
  add('swapped-payload-and-lie-below', [
    ...below,
    item(liar.at(3), LIE),
    item(liar.at(4), SWAPPED, swapped),
    item(liar.at(5), LIE),
  ]);
  const stray = write(profile, { seqNum: 5n, backlink: log.at(3).hash });
  add('swapped-payload-and-stray-link', [...below, item(log.at(3), 'V'), item(stray, SWAPPED, swapped)]);
  add(
    'own-lie-and-fork',
    [...below, item(liar.at(3), LIE), item(branch, 'FORKED'), item(liar.at(4), 'FORKED')],
    '3',
    BOTH,
  );
  const strayLiar = write(profile, {
    seqNum: 5n,
    backlink: log.at(3).hash,
    payload: ascii('5'),
    payloadSize: 9n,
  });
  add('own-lie-and-stray-link', [...below, item(log.at(3), 'V'), item(strayLiar, LIE)]);
  const afterLiar = ended
    .cutAt(3)
    .append({ payload: ascii('x'), payloadSize: 9n })
    .upTo(5);
  add(
    'own-lie-and-end',
    [...below, item(afterLiar.at(3), 'V'), item(afterLiar.at(4), LIE), item(afterLiar.at(5), AFTER)],
    '',
    ['reversed'],
  );
  add('stray-link-and-fork', [...below, ...allOf([log.at(3), branch], 'FORKED'), item(stray, BACK)], '3');
  const strayAfter = write(profile, { seqNum: 5n, backlink: ended.at(3).hash });
  add('stray-link-and-end', [...below, item(ended.at(3), 'V'), item(strayAfter, BACK)]);
  const strayAbove = write(profile, { seqNum: 5n, backlink: liar.at(3).hash });
  add('stray-link-and-lie-below', [...below, item(liar.at(3), LIE), item(strayAbove, BACK)]);
  const forkAfter = ended.cutAt(3).upTo(4, 'c').at(4);
  add(
    'fork-and-end',
    [...below, item(ended.at(3), 'V'), ...allOf([ended.at(4), forkAfter, ended.at(5)], 'FORKED')],
    '4',
    BOTH,
  );
  const forkLiar = liar.cutAt(3).upTo(4, 'c').at(4);
  add(
    'fork-and-lie-below',
    [...below, item(liar.at(3), LIE), ...allOf([liar.at(4), forkLiar, liar.at(5)], 'FORKED')],
    '4',
    BOTH,
  );
  const endedLiar = log
    .cutAt(1)
    .append({ payload: ascii('2'), payloadSize: 5n })
    .append({ endOfLog: true })
    .upTo(5);
  add(
    'end-and-lie-below',
    [item(log.at(1), 'V'), ...items(endedLiar.entries.slice(1), `${LIE} ${LIE} ${AFTER} ${AFTER}`)],
    '',
    BOTH,
  );
  const liarAtEnd = log
    .cutAt(2)
    .append({ endOfLog: true, payload: ascii('3'), payloadSize: 5n })
    .upTo(5);
  add('end-that-lies', [...below, ...items(liarAtEnd.entries.slice(2), `${LIE} ${AFTER} ${AFTER}`)], '', [
    'reversed',
  ]);
  const foreign = badlySigned(write(profile, { seqNum: 2n }, { key: BOB }));
  add('wrong-log-and-signature', [...below, item(foreign, 'WRONG_LOG', swapped)]);
  const badStray = badlySigned(stray);
  add('signature-and-stray-link', [
    ...below,
    item(log.at(3), 'V'),
    item(badStray, 'SIGNATURE_INVALID', swapped),
  ]);
  add(
    'signature-and-fork',
    [...below, ...allOf([log.at(3), branch], 'FORKED'), item(badlySigned(log.at(4)), 'SIGNATURE_INVALID')],
    '3',
  );
}

/** What invalidates a log, or an entry of it, from within; in one profile. */
export function addLogEndings(list: VectorList, profile: Profile): void {
  addEnds(list, profile);
  addLies(list, profile);
  addSwapped(list, profile);
  addStrayLinks(list, profile);
  addPrecedence(list, profile);
}
