import type { Profile } from '../../src/reference/index.js';
import { concat, fill, hex, hexOrNull, pattern, patternless, shortPattern, withByte } from './bytes.js';
import {
  ALICE,
  BOB,
  DIGEST_LENGTH,
  encodedHash,
  entryOf,
  hasBacklink,
  hashOfNothing,
  hasLipmaalink,
  type Key,
  keyOf,
  PAYLOAD,
} from './entry-builder.js';
import { createMessage } from './p2panda-message.js';
import { ascending, MAX_U64, MILESTONES, precisionTraps } from './sequence-numbers.js';
import { accept, type Json, PROFILES, reject, subject, type Subject, type VectorList } from './vector.js';

const NOTES = {
  LOG_ID: 'Log ids are cut to 32 or 53 bits, or written in another length.',
  SEQNUM: 'Sequence numbers are cut to 32 or 53 bits, or written in another length.',
  LINKS_DUE:
    'A link is written where none is due, or left out where one is, so that nobody can decode the entry.',
  LINK_ORDER: 'Backlink and lipmaalink stand in the wrong order.',
  LEFT_OUT: 'A link that the sequence number does not have is written because it was given.',
  END_OF_LOG: 'The tag of the last entry is not 01.',
  PAYLOAD_SIZE: 'The size of the payload is written in the wrong length, or is that of its hex or hash.',
  EMPTY_PAYLOAD: 'An empty payload is refused, or its hash left out.',
  REFUSED: 'The encoder makes an entry that no decoder accepts.',
  DETERMINISTIC: 'Signing draws on randomness, so that two runs make two different entries: a fork.',
  REAL_WORLD: 'An entry as p2panda’s own clients make it comes out otherwise.',
};

interface Request {
  readonly key?: Key;
  readonly endOfLog?: boolean;
  readonly logId?: bigint;
  readonly seqNum?: bigint;
  readonly lipmaalink?: Uint8Array | null;
  readonly backlink?: Uint8Array | null;
  readonly payload?: Uint8Array;
  /** The payload as the vector has it, where that is not plain hex. */
  readonly written?: Json;
}

interface About {
  readonly name: string;
  readonly flag: string;
  readonly requirements: string[];
  /** The reason where the encoder has to refuse. */
  readonly refused?: string;
  readonly comment?: string;
}

/** Links that are due are there unless given otherwise, and differ from one another. */
function add(list: VectorList, profile: Profile, about: About, request: Request): void {
  const { key = ALICE, endOfLog = false, logId = 0n, seqNum = 1n, payload = PAYLOAD } = request;
  const { lipmaalink = hasLipmaalink(seqNum) ? hashOfNothing(profile, 0x11) : null } = request;
  const { backlink = hasBacklink(seqNum) ? hashOfNothing(profile, 0xbb) : null } = request;
  const entry = entryOf(
    profile,
    {
      endOfLog,
      logId,
      seqNum,
      payload,
      lipmaalink: hasLipmaalink(seqNum) ? lipmaalink : null,
      backlink: hasBacklink(seqNum) ? backlink : null,
    },
    key,
  );
  list.add({
    id: `entry-encode-${profile}-${about.name}`,
    requirements: about.requirements,
    flags: [about.flag],
    profile,
    op: 'entry.encode',
    input: {
      privateKey: hex(key.privateKey),
      endOfLog,
      logId: String(logId),
      seqNum: String(seqNum),
      lipmaalink: hexOrNull(lipmaalink),
      backlink: hexOrNull(backlink),
      payload: request.written ?? hex(payload),
    },
    expect: about.refused
      ? reject(about.refused)
      : accept({ entry: hex(entry), hash: hex(encodedHash(profile, entry)) }),
    comment: about.comment,
  });
}

/** Where the encoding of a log id or sequence number grows, and where narrower types end. */
export function fieldBoundaries(): bigint[] {
  const lengths = [1n, 2n, 3n, 4n, 5n, 6n, 7n].map((bytes) => 2n ** (8n * bytes));
  return ascending([
    ...[0n, 1n, 2n, 127n, 128n, 246n, 247n, 248n, 249n, 254n],
    ...lengths.flatMap((value) => [value - 1n, value, value + 1n]),
    ...precisionTraps().filter((_, i) => i % 7 > 1 && i % 7 < 5),
    MAX_U64 - 1n,
    MAX_U64,
  ]);
}

/** Sequence numbers with and without a lipmaalink, at every place where something may go wrong. */
export function seqNumBoundaries(): bigint[] {
  const small = Array.from({ length: 17 }, (_, i) => BigInt(i + 1));
  const milestones = [3, 4, 5, 20, 39, 40].flatMap((k) =>
    [-1n, 0n, 1n].map((delta) => MILESTONES[k]! + delta),
  );
  const most = fieldBoundaries().filter((value) => value > 0n);
  return ascending([...small, 26n, 53n, ...milestones, ...most, MAX_U64 - 2n, MAX_U64 - 3n]);
}

function addFields(list: VectorList, profile: Profile): void {
  const layout = ['BAM-ENC-001', 'BAM-ENC-003'];
  // Integers don't depend on the profile: in one, the odd ones of the larger values are enough.
  const logIds = fieldBoundaries().filter(
    (value) => profile === 'p2panda' || value < 300n || value > MAX_U64 - 5n || value % 2n === 1n,
  );
  for (const logId of logIds) {
    add(list, profile, { name: `log-id-${logId}`, flag: 'LOG_ID', requirements: layout }, { logId });
  }
  for (const seqNum of seqNumBoundaries().filter((n, i) => n < 300n || n > MAX_U64 - 5n || i % 2 === 0)) {
    const about = {
      name: `seqnum-${seqNum}`,
      flag: hasLipmaalink(seqNum) ? 'LINK_ORDER' : seqNum < 20n ? 'LINKS_DUE' : 'SEQNUM',
      requirements: [...layout, 'BAM-ENC-005', 'BAM-ENC-006'],
    };
    add(list, profile, about, { seqNum, logId: 5n });
  }
  for (const size of [0, 1, 2, 246, 247, 248, 249, 255, 256, 257, 1024, 1025]) {
    const about = {
      name: `payload-of-${size}`,
      flag: size === 0 ? 'EMPTY_PAYLOAD' : 'PAYLOAD_SIZE',
      requirements: ['BAM-ENC-007', 'BAM-ENC-008', 'BAM-ENC-003'],
    };
    add(list, profile, about, { payload: patternless(size, 99) });
  }
  // A size that 16 bits do not hold.
  if (profile === 'p2panda') {
    const about = {
      name: 'payload-of-the-pattern-of-65536',
      flag: 'PAYLOAD_SIZE',
      requirements: ['BAM-ENC-007', 'BAM-ENC-008', 'BAM-ENC-003'],
    };
    add(list, profile, about, { payload: pattern(65_536), written: shortPattern(65_536) });
  }
  for (const seqNum of [1n, 2n, 4n, MAX_U64]) {
    const about = { name: `end-of-log-${seqNum}`, flag: 'END_OF_LOG', requirements: ['BAM-ENC-002'] };
    add(list, profile, about, { seqNum, endOfLog: true });
  }
  for (const [name, key] of [
    ['bob', BOB],
    ['ff', keyOf(0xff)],
    ['00', keyOf(0)],
    ['7e', keyOf(0x7e)],
  ] as const) {
    const requirements = ['BAM-ENC-009', 'BAM-ENC-010', 'BAM-SIG-001'];
    add(
      list,
      profile,
      { name: `author-${name}`, flag: 'DETERMINISTIC', requirements },
      { key, seqNum: 8n, logId: 1n },
    );
  }
  for (const [name, link] of [
    ['00', 0x00],
    ['ff', 0xff],
  ] as const) {
    const about = { name: `links-of-${name}`, flag: 'LINK_ORDER', requirements: ['BAM-ENC-001'] };
    const lipmaalink = withByte(hashOfNothing(profile, link), -1, 0x77);
    add(list, profile, about, { seqNum: 13n, backlink: hashOfNothing(profile, link), lipmaalink });
  }
}

/** Links that are given though the sequence number does not have them: good ones and bad ones are left out. */
function addSuperfluous(list: VectorList, profile: Profile): void {
  const link = hashOfNothing(profile, 0x51);
  const spoiled = withByte(link, 0, 0x09);
  const about = (name: string) => ({
    name: `superfluous-${name}`,
    flag: 'LEFT_OUT',
    requirements: ['BAM-ENC-011', 'BAM-ENC-006'],
  });
  const both = hashOfNothing(profile, 0xbb);
  add(list, profile, about('backlink-at-1'), { seqNum: 1n, backlink: link });
  add(list, profile, about('lipmaalink-at-1'), { seqNum: 1n, lipmaalink: link });
  add(list, profile, about('both-at-1'), {
    seqNum: 1n,
    lipmaalink: link,
    backlink: hashOfNothing(profile, 0x52),
  });
  add(list, profile, about('lipmaalink-at-2'), { seqNum: 2n, lipmaalink: link });
  add(list, profile, about('lipmaalink-at-3'), { seqNum: 3n, lipmaalink: link });
  add(list, profile, about('lipmaalink-at-5'), { seqNum: 5n, lipmaalink: link });
  add(list, profile, about('lipmaalink-at-41'), { seqNum: 41n, lipmaalink: link });
  add(list, profile, about('lipmaalink-at-2-same-as-backlink'), {
    seqNum: 2n,
    lipmaalink: both,
    backlink: both,
  });
  add(list, profile, about('lipmaalink-at-largest-but-one'), { seqNum: MAX_U64 - 1n, lipmaalink: link });
  add(list, profile, about('spoiled-lipmaalink-at-2'), { seqNum: 2n, lipmaalink: spoiled });
  add(list, profile, about('spoiled-backlink-at-1'), { seqNum: 1n, backlink: spoiled });
}

/** Links that decoding would refuse. */
function addRefused(list: VectorList, profile: Profile): void {
  const good = hashOfNothing(profile, 0x33);
  const about = (name: string, refused: string, rule: string) => ({
    name: `refused-${name}`,
    flag: 'REFUSED',
    requirements: ['BAM-ENC-012', rule],
    refused,
  });
  const type = (byte: number) => withByte(good, 0, byte);
  const length = (byte: number) => withByte(good, 1, byte);
  const own = DIGEST_LENGTH[profile];
  const unknown = (name: string) => about(name, 'UNKNOWN_HASH_TYPE', 'BAM-HSH-005');
  const wrong = (name: string) => about(name, 'WRONG_HASH_LENGTH', 'BAM-HSH-006');
  add(list, profile, unknown('backlink-type-01'), { seqNum: 2n, backlink: type(0x01) });
  add(list, profile, unknown('backlink-type-ff'), { seqNum: 4n, backlink: type(0xff) });
  add(list, profile, unknown('lipmaalink-type-01'), { seqNum: 4n, lipmaalink: type(0x01) });
  add(list, profile, wrong('backlink-length-00'), { seqNum: 2n, backlink: length(0) });
  add(list, profile, wrong('backlink-length-less-1'), { seqNum: 2n, backlink: length(own - 1) });
  add(list, profile, wrong('lipmaalink-length-plus-1'), { seqNum: 4n, lipmaalink: length(own + 1) });
  add(list, profile, wrong('lipmaalink-length-ff'), { seqNum: 13n, lipmaalink: length(0xff) });
  const other = profile === 'bamboo' ? 'p2panda' : 'bamboo';
  const foreign = hashOfNothing(other, 0x44);
  const otherProfile = {
    ...wrong('backlink-of-other-profile'),
    requirements: ['BAM-ENC-012', 'BAM-PRO-001'],
  };
  add(list, profile, otherProfile, { seqNum: 2n, backlink: foreign });
  add(
    list,
    profile,
    { ...otherProfile, name: 'refused-lipmaalink-of-other-profile' },
    { seqNum: 8n, lipmaalink: foreign },
  );
  const identical = { seqNum: 4n, lipmaalink: good, backlink: good };
  if (profile === 'p2panda') {
    add(list, profile, about('identical-links', 'LINKS_IDENTICAL', 'BAM-DEC-008'), identical);
    add(list, profile, about('identical-links-at-13', 'LINKS_IDENTICAL', 'BAM-DEC-008'), {
      ...identical,
      seqNum: 13n,
    });
  } else {
    add(
      list,
      profile,
      { name: 'identical-links', flag: 'LINKS_DUE', requirements: ['BAM-DEC-009'] },
      identical,
    );
  }
}

/** Requests that p2panda-js 0.2.1 can be given too: its payloads must be messages. */
function addMessages(list: VectorList): void {
  const about = (name: string) => ({
    name: `message-${name}`,
    flag: 'REAL_WORLD',
    requirements: ['BAM-ENC-001', 'BAM-ENC-007', 'BAM-ENC-008', 'BAM-ENC-009', 'BAM-ENC-010'],
  });
  for (const seqNum of [
    1n,
    2n,
    3n,
    4n,
    5n,
    8n,
    12n,
    13n,
    14n,
    40n,
    41n,
    247n,
    248n,
    255n,
    256n,
    65535n,
    65536n,
    2n ** 31n - 1n,
  ]) {
    add(list, 'bamboo', about(`seqnum-${seqNum}`), { seqNum, payload: createMessage(`number ${seqNum}`) });
  }
  for (const logId of [1n, 247n, 248n, 255n, 256n, 65535n, 65536n, 2n ** 24n, 2n ** 31n - 1n]) {
    add(list, 'bamboo', about(`log-id-${logId}`), { logId, key: BOB, payload: createMessage('hello') });
  }
  for (const length of [0, 1, 23, 24, 56, 57, 58, 66, 255, 256, 1000]) {
    add(list, 'bamboo', about(`text-of-${length}`), { payload: createMessage('x'.repeat(length)) });
  }
  const links = {
    backlink: concat(Uint8Array.of(0, 64), fill(0xff, 64)),
    lipmaalink: hashOfNothing('bamboo', 0),
  };
  add(list, 'bamboo', about('links'), { seqNum: 17n, ...links, payload: createMessage('links') });
}

export function entryEncodeSubject(): Subject {
  return subject('entry-encode', 'Encoding and signing entries.', NOTES, (list) => {
    for (const profile of PROFILES) {
      addFields(list, profile);
      addSuperfluous(list, profile);
      addRefused(list, profile);
    }
    addMessages(list);
  });
}
