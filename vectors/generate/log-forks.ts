import type { Profile } from '../../src/reference/index.js';
import { ascii } from './bytes.js';
import { craft, honestAuthor } from './edwards.js';
import { ALICE, hashOfNothing } from './entry-builder.js';
import {
  addLog,
  item,
  type Item,
  items,
  logOf,
  LogWriter,
  type LogVector,
  write,
  type Written,
} from './log-builder.js';
import { MAX_U64 } from './sequence-numbers.js';
import type { VectorList } from './vector.js';

type Orders = NonNullable<LogVector['orders']>;
const BOTH: Orders = ['reversed', 'shuffled'];

const fork = (
  name: string,
  flag: string,
  of: readonly Item[],
  forks: string,
  orders: Orders = [],
): LogVector => ({
  name: `fork-${name}`,
  flag,
  requirements: ['BAM-LOG-004', 'BAM-LOG-005', 'BAM-LOG-006', 'BAM-LOG-007'],
  items: of,
  forks,
  orders,
});

/** All of these entries are at or above the fork. */
const forked = (...entries: readonly Written[]): Item[] => entries.map((entry) => item(entry, 'FORKED'));

/** Forks with both entries at hand. */
function addForks(list: VectorList, profile: Profile): void {
  const add = (...vector: Parameters<typeof fork>) => addLog(list, profile, fork(...vector));
  const log = logOf(profile, 8);
  const first = new LogWriter(profile).upTo(2, 'b');
  add('at-1', 'FORK', forked(...log.entries.slice(0, 4), ...first.entries), '1 2', BOTH);
  add('at-1-alone', 'FORK', forked(log.at(1), first.at(1)), '1');

  const branch = log.cutAt(3).upTo(5, 'b');
  const below = items(log.entries.slice(0, 3), 'V V V');
  add(
    'at-4',
    'FORK_BELOW',
    [...below, ...forked(...log.entries.slice(3, 5), branch.at(4), branch.at(5))],
    '4 5',
    BOTH,
  );
  const later = branch.upTo(8, 'b');
  add(
    'at-4-both-branches-to-8',
    'FORK_BELOW',
    [...below, ...forked(...log.entries.slice(3), ...later.entries.slice(3))],
    '4 5 6 7 8',
  );
  add(
    'at-4-second-branch-ends-there',
    'FORK',
    [...below, ...forked(...log.entries.slice(3), branch.at(4))],
    '4',
    BOTH,
  );
  add(
    'at-4-seen-first',
    'FORK_SWALLOWED',
    [...forked(branch.at(4)), ...below, ...forked(...log.entries.slice(3))],
    '4',
  );
  const last = log.cutAt(7).upTo(8, 'b');
  add(
    'at-last',
    'FORK',
    [...items(log.entries.slice(0, 7), 'V V V V V V V'), ...forked(log.at(8), last.at(8))],
    '8',
    BOTH,
  );

  const three = log.cutAt(3).upTo(4, 'c');
  add('of-three', 'FORK_SWALLOWED', [...below, ...forked(log.at(4), branch.at(4), three.at(4))], '4', BOTH);
  add('with-a-duplicate', 'FORK_SWALLOWED', [...below, ...forked(log.at(4), log.at(4), branch.at(4))], '4');
  add('unlinked-branches', 'FORK_UNLINKED', forked(log.at(7), later.at(7)), '6* 7', ['reversed']);
  const seven = log.cutAt(6).upTo(7, 'd').at(7);
  add('unlinked', 'FORK_UNLINKED', forked(log.at(7), seven), '7', ['reversed']);
  add(
    'above-a-gap',
    'FORK_UNLINKED',
    [...items([log.at(1), log.at(4)], 'V P'), ...forked(log.at(7), seven)],
    '7',
  );
  add(
    'below-which-entries-are-missing',
    'FORK_BELOW',
    [item(log.at(1), 'V'), item(log.at(3), 'U'), ...forked(log.at(4), branch.at(4), log.at(5))],
    '4',
    ['reversed'],
  );

  // Entries that differ in one thing.
  const three3 = log.cutAt(2);
  const otherPayload = three3.append({ payload: ascii('!') });
  add(
    'payload-differs',
    'FORK',
    [...items(log.entries.slice(0, 2), 'V V'), ...forked(log.at(3), otherPayload.at(3))],
    '3',
    ['reversed'],
  );
  add(
    'payload-differs-not-at-hand',
    'FORK',
    [
      ...items(log.entries.slice(0, 2), 'V V'),
      item(log.at(3), 'FORKED', null),
      item(otherPayload.at(3), 'FORKED', null),
    ],
    '3',
  );
  const ended = three3.append({ endOfLog: true });
  add(
    'tag-differs',
    'FORK_SWALLOWED',
    [...items(log.entries.slice(0, 2), 'V V'), ...forked(log.at(3), ended.at(3), log.at(4))],
    '3',
    BOTH,
  );
  const otherSigner = (body: Uint8Array) =>
    craft(() => body, { author: honestAuthor(ALICE), r: 987654321n }).signature;
  const resigned = new LogWriter(profile, { signer: otherSigner }, three3.entries).append({
    payload: ascii('3'),
  });
  add(
    'signature-differs',
    'FORK_SWALLOWED',
    [...items(log.entries.slice(0, 2), 'V V'), ...forked(log.at(3), resigned.at(3), log.at(4))],
    '3',
    BOTH,
  );
  const size = three3.append({ payload: ascii('3'), payloadSize: 2n });
  add(
    'size-differs',
    'FORK_SWALLOWED',
    [
      ...items(log.entries.slice(0, 2), 'V V'),
      item(log.at(3), 'FORKED', null),
      item(size.at(3), 'FORKED', null),
    ],
    '3',
  );
  const links = write(profile, { seqNum: 3n, backlink: hashOfNothing(profile, 0x66), payload: ascii('3') });
  add(
    'backlink-differs',
    'FORK',
    [item(log.at(1), 'V'), ...forked(log.at(2), log.at(3), links)],
    '2* 3',
    BOTH,
  );
}

/** Forks that only show in what links commit to. */
function addImplied(list: VectorList, profile: Profile): void {
  const add = (
    name: string,
    of: readonly Item[],
    forks: string,
    orders: Orders = [],
    flag = 'IMPLIED_FORK',
  ) => addLog(list, profile, fork(`implied-${name}`, flag, of, forks, orders));
  const log = logOf(profile, 13);
  const other = log.cutAt(3).upTo(13, 'b');
  const hidden = other.at(4).hash;
  const below = items(log.entries.slice(0, 3), 'V V V');
  const five = log.cutAt(4).append({ backlink: hidden }).at(5);
  add('by-backlink', [...below, ...forked(log.at(4), five)], '4*', BOTH);
  const eight = log.cutAt(7).append({ lipmaalink: hidden }).at(8);
  add('by-lipmaalink', [...below, ...forked(...log.entries.slice(3, 7), eight)], '4*', BOTH);
  add('by-lipmaalink-neither-at-hand', [...below, ...forked(log.at(5), eight)], '4*', BOTH);
  const thirteen = log.cutAt(12).append({ lipmaalink: hidden }).at(13);
  add('by-two-lipmaalinks', [...below, ...forked(log.at(8), thirteen)], '4*', ['reversed']);
  add('by-two-lipmaalinks-alone', forked(log.at(8), thirteen), '4*');
  add('between-branches-never-met', [...below, ...forked(log.at(5), other.at(8))], '4*', ['reversed']);
  const four = log
    .cutAt(3)
    .append({ lipmaalink: hashOfNothing(profile, 0x99) })
    .at(4);
  add('at-1-by-lipmaalink', forked(...log.entries.slice(0, 3), four), '1*', ['reversed']);
  const two = write(profile, { seqNum: 2n, payload: ascii('2') });
  add('at-1-by-backlink', forked(log.at(1), two), '1*', ['reversed']);
  add('at-1-neither-at-hand', forked(two, log.at(4)), '1*');
  add(
    'and-its-own-links',
    [
      item(log.at(1), 'V'),
      ...forked(
        log.at(2),
        log.at(3),
        write(profile, {
          seqNum: 4n,
          lipmaalink: log.at(1).hash,
          backlink: write(profile, { seqNum: 3n }).hash,
        }),
        write(profile, { seqNum: 3n }),
      ),
    ],
    '2* 3',
  );
  add(
    'one-by-backlink-one-by-lipmaalink',
    [
      ...below,
      ...forked(
        write(profile, { seqNum: 5n, backlink: hashOfNothing(profile, 5) }),
        write(profile, {
          seqNum: 8n,
          lipmaalink: hashOfNothing(profile, 6),
          backlink: hashOfNothing(profile, 7),
        }),
      ),
    ],
    '4*',
  );

  // Both entries at hand, or a third hash besides: not implied.
  const notImplied = 'IMPLIED_OR_NOT';
  add('becomes-real', [...below, ...forked(log.at(4), other.at(4), five)], '4', BOTH, notImplied);
  const third = write(profile, { seqNum: 5n, backlink: hashOfNothing(profile, 0x55) });
  add('third-beside-two', [...below, ...forked(log.at(4), other.at(4), third)], '4', [], notImplied);
  add('third-beside-one', [...below, ...forked(log.at(4), five, third)], '4* 5', [], notImplied);
  add('with-the-other-alone-at-hand', [...below, ...forked(other.at(4), log.at(5))], '4*', [], notImplied);
  // The other entry is at hand, but what is at hand does not count.
  const badSignature = { ...other.at(4), bytes: Uint8Array.from(other.at(4).bytes) };
  badSignature.bytes[badSignature.bytes.length - 40]! ^= 1;
  add(
    'by-one-with-a-bad-signature',
    [...below, ...forked(log.at(4), five), item(badSignature, 'SIGNATURE_INVALID')],
    '4*',
    ['reversed'],
    notImplied,
  );
}

function addSeveral(list: VectorList, profile: Profile): void {
  const add = (name: string, flag: string, of: readonly Item[], forks: string, orders: Orders = []) =>
    addLog(list, profile, fork(name, flag, of, forks, orders));
  const log = logOf(profile, 13);
  const at3 = log.cutAt(2).upTo(3, 'b').at(3);
  const at6 = log.cutAt(5).upTo(6, 'c').at(6);
  const two = [...items(log.entries.slice(0, 2), 'V V'), ...forked(...log.entries.slice(2, 8), at3, at6)];
  add('two', 'TWO_FORKS', two, '3 6', BOTH);
  add(
    'two-higher-first',
    'TWO_FORKS',
    [...forked(at6, log.at(6)), ...items(log.entries.slice(0, 2), 'V V'), ...forked(log.at(3), at3)],
    '3 6',
  );
  const seven = log
    .cutAt(6)
    .append({ backlink: hashOfNothing(profile, 0x71) })
    .at(7);
  add(
    'real-and-implied',
    'TWO_FORKS',
    [...items(log.entries.slice(0, 2), 'V V'), ...forked(log.at(3), at3, log.at(6), seven)],
    '3 6*',
    ['reversed'],
  );
  add(
    'implied-below-real',
    'TWO_FORKS',
    [...items(log.entries.slice(0, 5), 'V V V V V'), ...forked(...log.entries.slice(5, 8), seven)],
    '6* 7',
    ['reversed'],
  );

  const nine = log.cutAt(8).upTo(9, 'b').at(9);
  const ten = log.cutAt(9).upTo(10, 'c').at(10);
  const toEight = items(log.entries.slice(0, 8), 'V V V V V V V V');
  add('at-9-and-10', 'STRING_ORDER', [...toEight, ...forked(log.at(9), nine, log.at(10), ten)], '9 10', [
    'reversed',
  ]);
  add(
    'at-10',
    'STRING_ORDER',
    [...toEight, item(log.at(9), 'V'), ...forked(log.at(10), ten, ...log.entries.slice(10))],
    '10',
  );
  const twelve = log.cutAt(11).upTo(12, 'b').at(12);
  add(
    'at-2-and-12',
    'STRING_ORDER',
    [item(log.at(1), 'V'), ...forked(log.at(2), log.cutAt(1).upTo(2, 'd').at(2), log.at(12), twelve)],
    '2 12',
    ['reversed'],
  );

  // Far up, where nothing links to entry 1.
  const far = (seqNum: bigint, text: string) => write(profile, { seqNum, payload: ascii(text) });
  const top = MAX_U64;
  add(
    'at-the-largest',
    'LARGE_SEQNUMS',
    forked(far(top, 'a'), write(profile, { seqNum: top, payload: ascii('b') })),
    String(top),
  );
  const beside = (a: bigint, b: bigint) => [item(far(a, 'a'), 'U'), item(far(b, 'b'), 'U')];
  const odd = 2n ** 53n + 1n;
  const none = { flag: 'LARGE_SEQNUMS', requirements: ['BAM-LOG-004', 'BAM-LOG-015', 'BAM-INT-006'] };
  const pairs: [string, bigint, bigint][] = [
    ['as-doubles', 2n ** 55n + 1n, 2n ** 55n + 3n],
    ['as-doubles-at-the-top', top - 2n, top - 30n],
    ['as-32-bits', 5n, 5n + 2n ** 32n],
    ['as-16-bits', 5n, 5n + 65536n],
    ['as-signed', 2n ** 31n + 9n, 2n ** 31n + 2n ** 32n + 9n],
  ];
  for (const [name, a, b] of pairs) {
    // Links that are the same for both could be a fork themselves: there are none that meet here.
    addLog(list, profile, { name: `large-no-fork-${name}`, ...none, items: beside(a, b) });
  }
  const first = log.at(1);
  const wrapped = write(profile, { seqNum: 2n ** 32n + 1n, payload: ascii('w') });
  addLog(list, profile, { name: 'large-entry-1-as-32-bits', ...none, items: [item(wrapped, 'U')] });
  addLog(list, profile, {
    name: 'large-beside-entry-1',
    ...none,
    items: [item(first, 'V'), item(wrapped, 'U')],
  });
  const low = write(profile, { seqNum: odd - 1n, payload: ascii('l') });
  const middle = write(profile, { seqNum: odd, backlink: low.hash, payload: ascii('m') });
  const high = write(profile, { seqNum: odd + 1n, backlink: middle.hash, payload: ascii('h') });
  addLog(list, profile, {
    name: 'large-chain-without-1',
    ...none,
    items: items([low, middle, high], 'U U U'),
    orders: ['reversed'],
  });
  const wrong = write(profile, { seqNum: odd + 1n, backlink: low.hash, payload: ascii('h') });
  addLog(list, profile, {
    name: 'large-link-past-one',
    flag: 'LARGE_SEQNUMS',
    requirements: ['BAM-LOG-008'],
    items: items([low, wrong], 'U BACKLINK_SEQNUM_MISMATCH'),
  });
  const fork53 = write(profile, { seqNum: odd, backlink: low.hash, payload: ascii('n') });
  add('at-2-to-53-and-1', 'LARGE_SEQNUMS', [item(low, 'U'), ...forked(middle, fork53, high)], String(odd), [
    'reversed',
  ]);
}

/** All about forks, in one profile. */
export function addLogForks(list: VectorList, profile: Profile): void {
  addForks(list, profile);
  addImplied(list, profile);
  addSeveral(list, profile);
}
