import type { Profile } from '../../src/reference/index.js';
import { Point } from '@noble/ed25519';
import { ascii, concat, fill, littleEndian, patternless, withByte } from './bytes.js';
import { encodedY, L, P, sOf, times, withS } from './edwards.js';
import { authorCrafted } from './entry-decode-spoiled.js';
import { BOB, bodyOf, entryOf, fieldsOf, hashOfNothing, seal } from './entry-builder.js';
import {
  addLog,
  item,
  type Item,
  items,
  logOf,
  LogWriter,
  type LogVector,
  rawItem,
  statusesOfIntact,
  write,
  type Written,
} from './log-builder.js';
import { MAX_U64 } from './sequence-numbers.js';
import type { VectorList } from './vector.js';

type Orders = NonNullable<LogVector['orders']>;

/** The entry with a signature that is wrong, but well-formed. */
export function badlySigned(entry: Written): Written {
  return { ...entry, bytes: withByte(entry.bytes, -40, entry.bytes.at(-40)! ^ 1) };
}

function addForeign(list: VectorList, profile: Profile): void {
  const add = (name: string, of: readonly Item[], forks = '', orders: Orders = [], flag = 'FOREIGN') =>
    addLog(list, profile, {
      name: `foreign-${name}`,
      flag,
      requirements: ['BAM-LOG-002', 'BAM-LOG-001'],
      items: of,
      forks,
      orders,
    });
  const log = logOf(profile, 5);
  const whole = items(log.entries, 'V V V V V');
  const bob = logOf(profile, 4, { key: BOB });
  const elsewhere = logOf(profile, 4, { logId: 2n });
  const wrong = (...entries: readonly Written[]) => entries.map((entry) => item(entry, 'WRONG_LOG'));
  add('author', [...whole, ...wrong(...bob.entries)], '', ['shuffled']);
  add('log', [...whole, ...wrong(...elsewhere.entries)], '', ['shuffled']);
  add('author-and-log', [...whole, ...wrong(...logOf(profile, 2, { key: BOB, logId: 2n }).entries)]);
  add('only', wrong(...bob.entries.slice(0, 2), ...elsewhere.entries.slice(0, 2)));
  const ends = [
    new LogWriter(profile, { key: BOB }).append({ endOfLog: true }).at(1),
    new LogWriter(profile, { logId: 2n }).append({ endOfLog: true }).at(1),
  ];
  add('ends', [...wrong(...ends), ...whole], '', [], 'FALSE_END');
  const lies = [
    write(profile, { payloadSize: 9n }, { key: BOB }),
    write(profile, { payloadSize: 9n }, { logId: 2n }),
  ];
  add('lies', [...wrong(...lies), ...whole]);
  const swapped = [item(bob.at(2), 'WRONG_LOG', ascii('?')), item(elsewhere.at(2), 'WRONG_LOG', ascii('?'))];
  add('swapped-payloads', [...whole, ...swapped], '', [], 'STATUS_PRECEDENCE');
  add(
    'bad-signatures',
    [...whole, ...wrong(badlySigned(bob.at(2)), badlySigned(elsewhere.at(2)))],
    '',
    [],
    'STATUS_PRECEDENCE',
  );
  // What they link to is no commitment of this log's author.
  const claims = [
    write(profile, { seqNum: 5n, backlink: hashOfNothing(profile, 9) }, { key: BOB }),
    write(
      profile,
      { seqNum: 4n, backlink: log.at(3).hash, lipmaalink: hashOfNothing(profile, 8) },
      { logId: 2n },
    ),
    write(profile, { seqNum: 6n, backlink: log.at(5).hash }, { key: BOB }),
  ];
  add('claims', [...wrong(...claims), ...whole], '', ['reversed'], 'FALSE_FORK');
  // A link into another log: its target is not at hand in this one.
  for (const [name, target] of [
    ['author', bob.at(4)],
    ['log', elsewhere.at(4)],
  ] as const) {
    const five = log.cutAt(4).append({ backlink: target.hash }).at(5);
    const below = items(log.entries.slice(0, 3), 'V V V');
    add(`${name}-linked-to`, [...below, ...wrong(target), item(five, 'U')], '', ['reversed']);
    add(
      `${name}-linked-to-beside-own`,
      [...below, item(log.at(4), 'FORKED'), ...wrong(target), item(five, 'FORKED')],
      '4*',
      ['reversed'],
    );
  }
  const throughBob = write(profile, { seqNum: 2n, backlink: log.at(1).hash }, { key: BOB });
  const beyond = write(profile, { seqNum: 3n, backlink: throughBob.hash });
  add('in-the-chain', [item(log.at(1), 'V'), ...wrong(throughBob), item(beyond, 'U')]);
  const bobsFirst = write(profile, { seqNum: 2n, backlink: bob.at(1).hash });
  add('first-entry', [...wrong(bob.at(1)), item(bobsFirst, 'U')]);

  const collisions: [bigint, bigint][] = [
    [2n ** 53n, 2n ** 53n + 1n],
    [1n, 2n ** 32n + 1n],
    [0n, 2n ** 32n],
    [0n, 2n ** 63n],
    [MAX_U64, MAX_U64 - 1n],
    [7n, 263n],
    [2n ** 31n, 2n ** 31n + 2n ** 32n],
    [1n, 2n ** 53n + 1n],
  ];
  for (const [logId, otherId] of collisions) {
    const own = logOf(profile, 2, { logId });
    const other = new LogWriter(profile, { logId: otherId }).upTo(1, 'o');
    addLog(list, profile, {
      name: `foreign-log-${otherId}-not-${logId}`,
      flag: 'LOG_ID_COLLISION',
      requirements: ['BAM-LOG-002', 'BAM-INT-006'],
      logId,
      items: [...items(own.entries, 'V V'), ...wrong(...other.entries)],
    });
  }
}

function addBadSignatures(list: VectorList, profile: Profile): void {
  const add = (
    name: string,
    of: readonly Item[],
    orders: Orders = [],
    flag = 'BAD_SIGNATURE',
    rules = ['BAM-LOG-001', 'BAM-VER-002'],
  ) => addLog(list, profile, { name: `signature-${name}`, flag, requirements: rules, items: of, orders });
  const log = logOf(profile, 8);
  const whole = items(log.entries.slice(0, 5), 'V V V V V');
  const bad = (entry: Written) => item(badlySigned(entry), 'SIGNATURE_INVALID');
  for (const n of [1, 2, 3, 4, 7, 8]) {
    const others = [1, 2, 3, 4, 5, 6, 7, 8].filter((m) => m !== n);
    const statuses = statusesOfIntact(others);
    const rest = others.map((m, i) => item(log.at(m), statuses[i]!));
    add(
      `bad-at-${n}`,
      [...rest.slice(0, n - 1), bad(log.at(n)), ...rest.slice(n - 1)],
      n === 3 ? ['reversed'] : [],
    );
  }
  // The log goes on from the badly signed entry, by its hash.
  const three = badlySigned(log.at(3));
  const broken = { ...three, hash: write(profile, {}).hash };
  broken.hash.set(hashOfBytes(profile, three.bytes));
  const four = log.cutAt(2).with(broken).append().at(4);
  add('bad-and-linked-to', [
    ...items(log.entries.slice(0, 2), 'V V'),
    item(three, 'SIGNATURE_INVALID'),
    item(four, 'P'),
  ]);
  const nextToIt = write(profile, { seqNum: 5n, backlink: four.hash });
  add(
    'bad-and-linked-to-by-more',
    [item(log.at(1), 'V'), item(three, 'SIGNATURE_INVALID'), item(four, 'P'), item(nextToIt, 'P')],
    ['reversed'],
  );

  add('bad-beside-good', [...whole, bad(log.at(3)), bad(log.at(5))], ['reversed'], 'FALSE_FORK');
  const forger = log.cutAt(2).upTo(3, 'f').at(3);
  add('bad-would-fork', [...whole, bad(forger)], ['reversed'], 'FALSE_FORK');
  const byBob = seal(fieldsOf(profile, { logId: 1n, seqNum: 3n, backlink: log.at(2).hash }), (body) =>
    entryOf(profile, {}, BOB)
      .slice(-64)
      .fill(7, 0, body.length % 8),
  );
  add('forged-would-fork', [...whole, rawItem(byBob, 'SIGNATURE_INVALID')], [], 'FALSE_FORK');
  const claims = write(profile, { seqNum: 5n, backlink: hashOfNothing(profile, 3) });
  add('bad-would-imply-a-fork', [...whole, bad(claims)], ['reversed'], 'FALSE_FORK');
  const end = log.cutAt(1).append({ endOfLog: true }).at(2);
  add('bad-would-end', [...whole, bad(end)], ['reversed'], 'FALSE_END');
  const lie = log
    .cutAt(1)
    .append({ payloadSize: 77n, payload: ascii('2') })
    .at(2);
  add('bad-would-lie', [...whole, bad(lie)], ['reversed']);
  add(
    'bad-and-swapped',
    [...whole, item(badlySigned(log.at(4)), 'SIGNATURE_INVALID', ascii('?'))],
    [],
    'STATUS_PRECEDENCE',
    ['BAM-LOG-012'],
  );
  const malleable = {
    ...log.at(4),
    bytes: concat(
      log.at(4).bytes.slice(0, -64),
      withS(log.at(4).bytes.slice(-64), sOf(log.at(4).bytes.slice(-64)) + L),
    ),
  };
  add(
    'malleable-beside-good',
    [...whole, item(malleable, 'SIGNATURE_NOT_CANONICAL')],
    ['reversed'],
    'FALSE_FORK',
    ['BAM-LOG-001', 'BAM-SIG-002'],
  );
  add(
    'malleable-alone',
    [...items([log.at(1), log.at(2), log.at(3)], 'V V V'), item(malleable, 'SIGNATURE_NOT_CANONICAL')],
    [],
    'BAD_SIGNATURE',
    ['BAM-LOG-001', 'BAM-SIG-002'],
  );
  add('all-bad', log.entries.slice(0, 4).map(bad));

  // Errors in S that cancel in a sum: one too large, the other too small by as much.
  for (const [name, delta] of [
    ['1', 1n],
    ['large', 2n ** 200n + 12345n],
  ] as const) {
    const change = (n: number, by: bigint): Item => {
      const { bytes } = log.at(n);
      const signature = withS(bytes.slice(-64), (sOf(bytes.slice(-64)) + by + L) % L);
      return rawItem(concat(bytes.slice(0, -64), signature), 'SIGNATURE_INVALID');
    };
    const rules = ['BAM-SIG-007', 'BAM-SIG-003'];
    addLog(list, profile, {
      name: `batch-s-off-by-${name}`,
      flag: 'BATCH',
      requirements: rules,
      items: [...items(log.entries.slice(0, 6), 'V V V V V V'), change(7, delta), change(8, -delta)],
    });
    addLog(list, profile, {
      name: `batch-s-off-by-${name}-beside-good`,
      flag: 'BATCH',
      requirements: rules,
      items: [
        ...whole,
        change(3, delta),
        change(3, -delta),
        change(5, 2n * delta),
        change(6, -delta),
        change(7, -delta),
      ],
    });
  }
  const [seven, eight] = [log.at(7).bytes, log.at(8).bytes];
  const crossed = [
    concat(seven.slice(0, -64), eight.slice(-64)),
    concat(eight.slice(0, -64), seven.slice(-64)),
  ];
  const swapped = crossed.map((bytes) => rawItem(bytes, 'SIGNATURE_INVALID'));
  addLog(list, profile, {
    name: 'batch-signatures-exchanged',
    flag: 'BATCH',
    requirements: ['BAM-SIG-007'],
    items: [...items(log.entries.slice(0, 6), 'V V V V V V'), ...swapped],
  });
}

/** The encoded hash of bytes that are an entry in all but the signature. */
const hashOfBytes = (profile: Profile, bytes: Uint8Array): Uint8Array =>
  write(profile, { payload: bytes }).bytes.slice(-64 - hashOfNothing(profile, 0).length, -64);

function addUndecodable(list: VectorList, profile: Profile): void {
  const log = logOf(profile, 5);
  const fields = fieldsOf(profile, { seqNum: 2n, logId: 1n });
  const one = hashOfNothing(profile, 0x1d);
  const bad: [string, Uint8Array][] = [
    ['EMPTY', new Uint8Array()],
    ['TRUNCATED', log.at(3).bytes.slice(0, -1)],
    ['TRUNCATED', log.at(3).bytes.slice(0, 1)],
    ['INVALID_TAG', seal({ ...fields, tag: Uint8Array.of(3) })],
    ['INVALID_AUTHOR', seal({ ...fields, author: withByte(fill(0, 32), 0, 2) })],
    ['NON_CANONICAL_VARU64', seal({ ...fields, logId: Uint8Array.of(0xf8, 1) })],
    ['SEQNUM_ZERO', seal({ ...fieldsOf(profile, { logId: 1n }), seqNum: Uint8Array.of(0) })],
    ['UNKNOWN_HASH_TYPE', seal({ ...fields, backlink: withByte(fields.backlink, 0, 1) })],
    ['WRONG_HASH_LENGTH', seal({ ...fields, backlink: withByte(fields.backlink, 1, 0) })],
    ['TRAILING_BYTES', concat(log.at(2).bytes, Uint8Array.of(0))],
    ['UNKNOWN_HASH_TYPE', patternless(300, 4).fill(0, 0, 1).fill(0, 1, 33).fill(1, 33, 40)],
  ];
  if (profile === 'p2panda')
    bad.push([
      'LINKS_IDENTICAL',
      entryOf(profile, { seqNum: 4n, logId: 1n, lipmaalink: one, backlink: one }),
    ]);
  const rules = ['BAM-LOG-001', 'BAM-LOG-012', 'BAM-DEC-002', 'BAM-DEC-003', 'BAM-DEC-004', 'BAM-DEC-007'];
  const all = bad.map(([reason, bytes]) => rawItem(bytes, reason));
  const whole = items(log.entries, 'V V V V V');
  const add = (name: string, of: readonly Item[], forks = '', requirements = rules, orders: Orders = []) =>
    addLog(list, profile, {
      name: `undecodable-${name}`,
      flag: 'UNDECODABLE',
      requirements,
      items: of,
      forks,
      orders,
    });
  add('of-every-kind', [...all, ...whole], '', rules, ['shuffled']);
  add('only', all);
  const longer = concat(log.at(4).bytes, Uint8Array.of(0));
  const rule = ['BAM-LOG-001', 'BAM-DEC-007'];
  add('beside-good', [...whole, rawItem(longer, 'TRAILING_BYTES')], '', rule);
  // A link to it: the target does not count, so it is as if it were not at hand.
  const five = log
    .cutAt(4)
    .append({ backlink: hashOfBytes(profile, longer) })
    .at(5);
  const below = items(log.entries.slice(0, 3), 'V V V');
  add('linked-to', [...below, rawItem(longer, 'TRAILING_BYTES'), item(five, 'U')], '', rule, ['reversed']);
  add(
    'linked-to-beside-good',
    [...below, item(log.at(4), 'FORKED'), rawItem(longer, 'TRAILING_BYTES'), item(five, 'FORKED')],
    '4*',
    rule,
  );
  // The author signed these: only their bytes tell that they are no entries.
  const crafted = authorCrafted(profile, { logId: 1n, seqNum: 1n, payload: ascii('1') }, 8);
  addLog(list, profile, {
    name: 'undecodable-author-crafted',
    flag: 'CRAFTED_TRAILING_BYTES',
    requirements: rule,
    items: [...whole, rawItem(crafted, 'TRAILING_BYTES')],
  });
  addLog(list, profile, {
    name: 'undecodable-author-crafted-alone',
    flag: 'CRAFTED_TRAILING_BYTES',
    requirements: rule,
    items: [rawItem(crafted, 'TRAILING_BYTES')],
  });
  const other = profile === 'bamboo' ? 'p2panda' : 'bamboo';
  const foreign = logOf(other, 2).entries.map(({ bytes }) => rawItem(bytes, 'WRONG_HASH_LENGTH'));
  addLog(list, profile, {
    name: 'undecodable-other-profile',
    flag: 'UNDECODABLE',
    requirements: ['BAM-PRO-001'],
    items: [...whole, ...foreign],
  });
  const unsigned = concat(bodyOf({ ...fields, tag: Uint8Array.of(2) }), fill(0, 64));
  add('and-badly-signed', [...whole, rawItem(unsigned, 'INVALID_TAG')], '', ['BAM-LOG-012']);
}

/**
 * The author asked for is the neutral point, whose signatures anybody can make; one entry is by the same point written
 * otherwise. Authors are bytes, so it is of another log.
 */
function addSamePointOtherwise(list: VectorList, profile: Profile): void {
  const identity = encodedY(1n);
  const signer = () => concat(Uint8Array.from(times(Point.BASE, 7n).toBytes()), littleEndian(7n));
  for (const [name, author] of [
    ['with-sign', encodedY(1n, 1)],
    ['with-y-p-plus-1', encodedY(P + 1n)],
  ] as const) {
    const log = logOf(profile, 2, { author: identity, signer });
    const stranger = write(profile, { seqNum: 2n, backlink: log.at(1).hash }, { author, signer });
    addLog(list, profile, {
      name: `foreign-same-point-${name}`,
      flag: 'AUTHOR_AS_POINT',
      requirements: ['BAM-LOG-002', 'BAM-LOG-001'],
      author: identity,
      items: [...items(log.entries, 'V V'), item(stranger, 'WRONG_LOG')],
    });
  }
}

/** Items that do not count for the log, in one profile. */
export function addLogOutsiders(list: VectorList, profile: Profile): void {
  addForeign(list, profile);
  addBadSignatures(list, profile);
  addUndecodable(list, profile);
  addSamePointOtherwise(list, profile);
}
