import type { Profile } from '../../src/reference/index.js';
import { ascii, concat, fill, flipBit, patternless, withByte } from './bytes.js';
import {
  ALICE,
  BOB,
  digestOf,
  encodedHash,
  entryOf,
  type EntrySpec,
  fieldsOf,
  hasBacklink,
  hashOfNothing,
  hasLipmaalink,
  type Key,
  PAYLOAD,
  seal,
} from './entry-builder.js';
import { addVerification, type AtHand } from './entry-verification.js';
import { lipmaaOf, MAX_U64 } from './sequence-numbers.js';
import { accept, type Expect, reject, type VectorList } from './vector.js';

type LinkName = 'backlink' | 'lipmaalink';

/** How a linked entry differs from what it should be: its fields, its key, or its bytes. */
interface Target extends EntrySpec {
  readonly key?: Key;
  readonly bytes?: Uint8Array;
}

interface Scene {
  readonly seqNum?: bigint;
  readonly logId?: bigint;
  readonly backlink?: Target;
  readonly lipmaalink?: Target;
  readonly entry?: EntrySpec;
}

/** An entry with both linked entries at hand, right but for what the scene says. */
function setUp(profile: Profile, scene: Scene): AtHand {
  const { seqNum = 8n, logId = 3n } = scene;
  const targetBytes = (target: Target = {}, due: bigint): Uint8Array => {
    const { key = ALICE, bytes, ...spec } = target;
    return bytes ?? entryOf(profile, { seqNum: due, logId, payload: ascii(`number ${due}`), ...spec }, key);
  };
  const backlink = hasBacklink(seqNum) ? targetBytes(scene.backlink, seqNum - 1n) : null;
  const lipmaalink = hasLipmaalink(seqNum) ? targetBytes(scene.lipmaalink, lipmaaOf(seqNum)) : null;
  const entry = entryOf(profile, {
    seqNum,
    logId,
    backlink: backlink && encodedHash(profile, backlink),
    lipmaalink: lipmaalink && encodedHash(profile, lipmaalink),
    ...scene.entry,
  });
  return { entry, backlink, lipmaalink };
}

/** The same with one linked entry at hand alone. */
const onlyWith = (link: LinkName, { entry, ...atHand }: AtHand): AtHand => ({ entry, [link]: atHand[link] });

/** Adds vectors about links in one profile. */
class Links {
  constructor(
    private readonly list: VectorList,
    readonly profile: Profile,
  ) {}

  add(name: string, flag: string, requirements: string[], expect: Expect, atHand: AtHand): void {
    addVerification(this.list, this.profile, { name, flag, requirements, expect }, atHand);
  }

  /** The same fault in the target of either link; `at` is the sequence number of the entry. */
  both(
    name: string,
    flag: string,
    rule: string,
    fault: string,
    target: (link: LinkName) => Target,
    seqNum = 8n,
  ): void {
    for (const link of ['backlink', 'lipmaalink'] as const) {
      if (link === 'lipmaalink' && !hasLipmaalink(seqNum)) continue;
      const reason = fault.startsWith('_') ? `${link.toUpperCase()}${fault}` : fault;
      const atHand = setUp(this.profile, { seqNum, [link]: target(link) });
      this.add(`${link}-${name}`, flag, [rule], reject(reason), atHand);
    }
  }
}

function addRight(links: Links): void {
  const large = [
    2n ** 32n + 1n,
    2n ** 53n,
    2n ** 53n + 1n,
    2n ** 53n + 2n,
    18236498188585393201n,
    MAX_U64 - 1n,
    MAX_U64,
  ];
  for (const seqNum of [1n, 2n, 3n, 4n, 5n, 8n, 9n, 13n, 14n, 17n, 26n, 40n, 41n, 121n, 1093n, ...large]) {
    const whole = setUp(links.profile, { seqNum });
    const rules = ['BAM-LIP-001', 'BAM-VER-006', 'BAM-VER-009'];
    links.add(`links-right-at-${seqNum}`, 'LINKS_RIGHT', rules, accept(), { ...whole, payload: PAYLOAD });
    if (seqNum > 14n && seqNum < MAX_U64) continue;
    const missing = ['BAM-VER-005'];
    links.add(`links-not-at-hand-at-${seqNum}`, 'NOT_AT_HAND', missing, accept(), { entry: whole.entry });
    if (!hasLipmaalink(seqNum)) continue;
    links.add(`links-backlink-alone-at-${seqNum}`, 'NOT_AT_HAND', missing, accept(), {
      ...whole,
      lipmaalink: null,
    });
    links.add(`links-lipmaalink-alone-at-${seqNum}`, 'NOT_AT_HAND', missing, accept(), {
      ...whole,
      backlink: null,
    });
  }
  const end = setUp(links.profile, { seqNum: 4n, entry: { endOfLog: true } });
  links.add('links-of-end-of-log', 'END_OF_LOG', ['BAM-VER-010', 'BAM-ENC-002'], accept(), end);
}

function addHashes(links: Links): void {
  const { profile } = links;
  const whole = setUp(profile, { seqNum: 8n });
  const back = whole.backlink!;
  const lipmaa = whole.lipmaalink!;
  const wrong = (link: LinkName) => reject(`${link.toUpperCase()}_HASH_MISMATCH`);
  const rule = ['BAM-VER-006'];
  const hand = (name: string, link: LinkName, bytes: Uint8Array, flag = 'LINK_HASH') =>
    links.add(`${link}-${name}`, flag, rule, wrong(link), { ...whole, [link]: bytes });
  for (const [link, right, seqNum] of [
    ['backlink', back, 7n],
    ['lipmaalink', lipmaa, 4n],
  ] as const) {
    hand('of-another-entry', link, entryOf(profile, { seqNum, logId: 3n, payload: ascii('another') }));
    hand('with-another-signature', link, flipBit(right, 8 * (right.length - 40)));
    hand('with-a-bit-changed', link, flipBit(right, 8 * (right.length - 70)));
    hand('with-a-byte-more', link, concat(right, fill(0, 1)), 'LINK_UNDECODABLE');
    hand('with-a-byte-less', link, right.slice(0, -1), 'LINK_UNDECODABLE');
    hand('is-the-entry-itself', link, whole.entry);
    hand('is-empty', link, new Uint8Array(), 'LINK_UNDECODABLE');
    for (const [where, index] of [
      ['first', 2],
      ['last', -1],
      ['middle', 18],
    ] as const) {
      const hash = encodedHash(profile, right);
      const entry = { [link]: withByte(hash, index, hash.at(index)! ^ 0x40) };
      const atHand = setUp(profile, { seqNum: 8n, entry });
      links.add(`${link}-hash-${where}-byte-wrong`, 'LINK_HASH', rule, wrong(link), atHand);
    }
    const unsigned = setUp(profile, {
      seqNum: 8n,
      entry: { [link]: encodedHash(profile, right.slice(0, -64)) },
    });
    links.add(`${link}-hash-without-signature`, 'LINK_HASH', [...rule, 'BAM-ENC-010'], wrong(link), unsigned);
    const other = profile === 'bamboo' ? 'p2panda' : 'bamboo';
    const digest = concat(digestOf(other, right), fill(0, 64)).slice(0, profile === 'bamboo' ? 64 : 32);
    const foreign = { [link]: concat(hashOfNothing(profile, 0).slice(0, 2), digest) };
    const atHand = setUp(profile, { seqNum: 8n, entry: foreign });
    links.add(
      `${link}-hash-of-other-function`,
      'OTHER_PROFILE',
      [...rule, 'BAM-PRO-001'],
      wrong(link),
      atHand,
    );
  }
  const backAlone = { entry: whole.entry, backlink: lipmaa };
  links.add('backlink-is-lipmaalinks-entry', 'LINK_HASH', rule, wrong('backlink'), backAlone);
  const lipmaaAlone = { entry: whole.entry, lipmaalink: back };
  links.add('lipmaalink-is-backlinks-entry', 'LINK_HASH', rule, wrong('lipmaalink'), lipmaaAlone);
  const swappedFields = { backlink: encodedHash(profile, lipmaa), lipmaalink: encodedHash(profile, back) };
  const crossed = entryOf(profile, { seqNum: 8n, logId: 3n, ...swappedFields });
  const order = [...rule, 'BAM-ENC-001'];
  links.add('links-swapped-backlink-at-hand', 'LINK_HASH', order, wrong('backlink'), {
    entry: crossed,
    backlink: back,
  });
  links.add('links-swapped-lipmaalink-at-hand', 'LINK_HASH', order, wrong('lipmaalink'), {
    entry: crossed,
    lipmaalink: lipmaa,
  });
  const second = {
    entry: setUp(profile, { seqNum: 2n }).entry,
    backlink: entryOf(profile, { payload: ascii('x') }),
  };
  links.add('backlink-of-second-entry', 'LINK_HASH', rule, wrong('backlink'), second);
}

/** Links that name, by the right hash, bytes that are no entry. */
function addUndecodable(links: Links): void {
  const { profile } = links;
  const other = profile === 'bamboo' ? 'p2panda' : 'bamboo';
  const bytesFor = (seqNum: bigint): [string, Uint8Array][] => {
    const spec = { seqNum, logId: 3n };
    const fields = fieldsOf(profile, spec);
    const one = hashOfNothing(profile, 0x1d);
    return [
      ['garbage', patternless(200, 17)],
      ['nothing', new Uint8Array()],
      ['a-trailing-byte', concat(entryOf(profile, spec), fill(0, 1))],
      ['a-cut-off-entry', entryOf(profile, spec).slice(0, -1)],
      ['an-unknown-tag', seal({ ...fields, tag: Uint8Array.of(2) })],
      ['no-author', seal({ ...fields, author: withByte(fill(0, 32), 0, 2) })],
      ['an-unknown-hash-type', seal({ ...fields, payloadHash: withByte(fields.payloadHash, 0, 1) })],
      ['an-entry-of-the-other-profile', entryOf(other, spec)],
      ...(profile === 'p2panda' && seqNum === 4n
        ? [
            ['identical-links', entryOf(profile, { ...spec, backlink: one, lipmaalink: one })] as [
              string,
              Uint8Array,
            ],
          ]
        : []),
    ];
  };
  for (const [index, [name]] of bytesFor(4n).entries()) {
    links.both(`names-${name}`, 'LINK_UNDECODABLE', 'BAM-VER-006', '_HASH_MISMATCH', (link) => {
      const bytes = bytesFor(link === 'backlink' ? 7n : 4n)[index]?.[1];
      return bytes ? { bytes } : { bytes: patternless(150, 18) };
    });
  }
}

function addMismatches(links: Links): void {
  const { profile } = links;
  links.both('of-another-author', 'LINK_AUTHOR', 'BAM-VER-007', '_AUTHOR_MISMATCH', () => ({ key: BOB }));
  links.both(
    'of-another-author-at-4',
    'LINK_AUTHOR',
    'BAM-VER-007',
    '_AUTHOR_MISMATCH',
    () => ({ key: BOB }),
    4n,
  );
  links.both(
    'of-another-author-at-2',
    'LINK_AUTHOR',
    'BAM-VER-007',
    '_AUTHOR_MISMATCH',
    () => ({ key: BOB }),
    2n,
  );
  const logIds: [bigint, bigint][] = [
    [3n, 2n],
    [3n, 3n + 2n ** 32n],
    [3n, 3n + 256n],
    [2n ** 53n, 2n ** 53n + 1n],
    [MAX_U64, MAX_U64 - 1n],
    [0n, 1n],
    [MAX_U64, 2n ** 63n - 1n],
    [2n ** 31n, 2n ** 31n + 2n ** 40n],
  ];
  for (const [logId, otherId] of logIds) {
    for (const link of ['backlink', 'lipmaalink'] as const) {
      const atHand = onlyWith(link, setUp(profile, { logId, [link]: { logId: otherId } }));
      const expect = reject(`${link.toUpperCase()}_LOG_ID_MISMATCH`);
      links.add(`${link}-of-log-${otherId}-not-${logId}`, 'LINK_LOG_ID', ['BAM-VER-008'], expect, atHand);
    }
  }
  const targets: [bigint, LinkName, bigint][] = [
    ...[6n, 5n, 8n, 9n, 1n, 7n + 2n ** 32n, 7n + 2n ** 53n, 7n + 256n].map(
      (n): [bigint, LinkName, bigint] => [8n, 'backlink', n],
    ),
    ...[3n, 5n, 1n, 6n, 8n, 4n + 2n ** 32n].map((n): [bigint, LinkName, bigint] => [8n, 'lipmaalink', n]),
    [2n, 'backlink', 2n],
    [2n, 'backlink', 3n],
    [3n, 'backlink', 1n],
    [13n, 'lipmaalink', 9n],
    [13n, 'lipmaalink', 12n],
    [13n, 'lipmaalink', 8n],
    [12n, 'lipmaalink', 4n],
    [40n, 'lipmaalink', 39n],
    [40n, 'lipmaalink', 1n],
    [4n, 'lipmaalink', 2n],
    [2n ** 53n + 1n, 'backlink', 2n ** 53n + 1n],
    [2n ** 53n + 2n, 'backlink', 2n ** 53n],
    [MAX_U64, 'backlink', MAX_U64],
    [MAX_U64, 'backlink', MAX_U64 - 2n],
    [MAX_U64, 'lipmaalink', lipmaaOf(MAX_U64) - 1n],
    [MAX_U64, 'lipmaalink', lipmaaOf(MAX_U64) + 1n],
    [18236498188585393201n, 'lipmaalink', 18236498188585393201n / 3n + 1n],
  ];
  for (const [seqNum, link, target] of targets) {
    const atHand = onlyWith(link, setUp(profile, { seqNum, [link]: { seqNum: target } }));
    const expect = reject(`${link.toUpperCase()}_SEQNUM_MISMATCH`);
    links.add(
      `${link}-of-${seqNum}-names-${target}`,
      'LINK_SEQNUM',
      ['BAM-VER-009', 'BAM-LIP-001'],
      expect,
      atHand,
    );
  }
  if (profile === 'bamboo') {
    const back = entryOf(profile, { seqNum: 3n, logId: 3n });
    const hash = encodedHash(profile, back);
    const entry = entryOf(profile, { seqNum: 4n, logId: 3n, backlink: hash, lipmaalink: hash });
    const expect = reject('LIPMAALINK_SEQNUM_MISMATCH');
    links.add('identical-links', 'LINK_SEQNUM', ['BAM-VER-009', 'BAM-DEC-009'], expect, {
      entry,
      backlink: back,
      lipmaalink: back,
    });
  }
  links.both('ends-the-log', 'END_OF_LOG', 'BAM-VER-010', 'AFTER_END_OF_LOG', () => ({ endOfLog: true }));
  links.both(
    'ends-the-log-at-2',
    'END_OF_LOG',
    'BAM-VER-010',
    'AFTER_END_OF_LOG',
    () => ({ endOfLog: true }),
    2n,
  );
  for (const link of ['backlink', 'lipmaalink'] as const) {
    const atHand = setUp(profile, { [link]: { endOfLog: true }, entry: { endOfLog: true } });
    links.add(
      `${link}-ends-the-log-which-ends-again`,
      'END_OF_LOG',
      ['BAM-VER-010'],
      reject('AFTER_END_OF_LOG'),
      atHand,
    );
  }
}

/** Linked entries that are not looked at, or whose signature is not. */
function addIgnored(links: Links): void {
  const { profile } = links;
  const first = entryOf(profile, { logId: 3n });
  const second = setUp(profile, { seqNum: 2n });
  const bytes: [string, Uint8Array][] = [
    ['garbage', patternless(99, 5)],
    ['nothing', new Uint8Array()],
    ['a-foreign-entry', entryOf(profile, { seqNum: 4n }, BOB)],
    ['an-end-of-log', entryOf(profile, { logId: 3n, endOfLog: true })],
    ['the-first-entry', first],
  ];
  for (const [name, given] of bytes) {
    const rule = ['BAM-VER-012'];
    links.add(`ignored-backlink-${name}`, 'LINK_IGNORED', rule, accept(), { entry: first, backlink: given });
    links.add(`ignored-links-${name}`, 'LINK_IGNORED', rule, accept(), {
      entry: first,
      backlink: given,
      lipmaalink: given,
    });
    links.add(`ignored-lipmaalink-${name}`, 'LINK_IGNORED', rule, accept(), { ...second, lipmaalink: given });
  }
  for (const link of ['backlink', 'lipmaalink'] as const) {
    const seqNum = link === 'backlink' ? 7n : 4n;
    const right = entryOf(profile, { seqNum, logId: 3n });
    const spoiled: [string, Uint8Array][] = [
      ['invalid', flipBit(right, 8 * (right.length - 60))],
      ['of-zeros', concat(right.slice(0, -64), fill(0, 64))],
      ['not-canonical', concat(right.slice(0, -32), fill(0xff, 32))],
    ];
    for (const [name, target] of spoiled) {
      const atHand = setUp(profile, { [link]: { bytes: target } });
      links.add(`${link}-with-signature-${name}`, 'LINK_SIGNATURE', ['BAM-VER-013'], accept(), atHand);
    }
  }
}

/** Two faults in links: backlink before lipmaalink, and in each hash, author, log id, sequence number, end of log. */
function addPrecedence(links: Links): void {
  const { profile } = links;
  const add = (name: string, reason: string, atHand: AtHand) =>
    links.add(`first-of-${name}`, 'PRECEDENCE', ['BAM-VER-011'], reject(reason), atHand);
  const faults: [string, string, Target][] = [
    ['hash', '_HASH_MISMATCH', { bytes: patternless(80, 8) }],
    ['author', '_AUTHOR_MISMATCH', { key: BOB }],
    ['log-id', '_LOG_ID_MISMATCH', { logId: 4n }],
    ['seqnum', '_SEQNUM_MISMATCH', { seqNum: 11n }],
    ['end-of-log', 'AFTER_END_OF_LOG', { endOfLog: true }],
  ];
  for (const [i, [first, reason, target]] of faults.entries()) {
    const full = (link: string) => (reason.startsWith('_') ? `${link}${reason}` : reason);
    for (const [second, , other] of faults.slice(i + 1)) {
      if (first === 'hash') continue;
      for (const link of ['backlink', 'lipmaalink'] as const) {
        add(
          `${link}-${first}-and-${second}`,
          full(link.toUpperCase()),
          setUp(profile, { [link]: { ...target, ...other } }),
        );
      }
    }
    for (const [second, , other] of faults) {
      if (profile === 'bamboo' && second !== first && second !== 'hash') continue;
      const lipmaalink = other.bytes ? { bytes: patternless(81, 9) } : other;
      const atHand = setUp(profile, { backlink: target, lipmaalink });
      add(`backlink-${first}-and-lipmaalink-${second}`, full('BACKLINK'), atHand);
    }
  }
  const whole = setUp(profile, {});
  const wrong = entryOf(profile, { seqNum: 3n, logId: 9n, endOfLog: true }, BOB);
  add('backlink-hash-and-all-else', 'BACKLINK_HASH_MISMATCH', { ...whole, backlink: wrong });
  add('lipmaalink-hash-and-all-else', 'LIPMAALINK_HASH_MISMATCH', { ...whole, lipmaalink: wrong });
}

/** All that concerns links, in one profile. */
export function addLinks(list: VectorList, profile: Profile): void {
  const links = new Links(list, profile);
  addRight(links);
  addHashes(links);
  addUndecodable(links);
  addMismatches(links);
  addIgnored(links);
  addPrecedence(links);
}
