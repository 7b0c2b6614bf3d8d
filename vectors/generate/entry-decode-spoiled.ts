import { Point } from '@noble/ed25519';
import type { Profile } from '../../src/reference/index.js';
import { concat, fill, hex, littleEndian, patternless, withByte } from './bytes.js';
import { encodedY, isOnCurve, L, P, secretScalar, times, wideHash } from './edwards.js';
import {
  ALICE,
  bodyOf,
  DIGEST_LENGTH,
  entryOf,
  FIELD_NAMES,
  type EntrySpec,
  type FieldName,
  type Fields,
  fieldsOf,
  hashOfNothing,
  hasLipmaalink,
  seal,
  varU64,
  varU64OfLength,
} from './entry-builder.js';
import { MAX_U64 } from './sequence-numbers.js';
import { reject, type VectorList } from './vector.js';

/** Adds entries that do not decode, in one profile. */
class SpoiledEntries {
  constructor(
    private readonly list: VectorList,
    readonly profile: Profile,
  ) {}

  add(name: string, flag: string, reason: string, entry: Uint8Array, more: string[] = []): void {
    this.list.add({
      id: `entry-decode-${this.profile}-${name}`,
      requirements: more,
      flags: [flag],
      profile: this.profile,
      op: 'entry.decode',
      input: { entry: hex(entry) },
      expect: reject(reason),
    });
  }

  /** An entry with some fields replaced, signed again. */
  spoil(spec: EntrySpec, fields: Partial<Fields>): Uint8Array {
    return seal({ ...fieldsOf(this.profile, spec), ...fields });
  }
}

const u8 = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);
const byteName = (byte: number): string => hex(u8(byte));

/** Whether a field ends within two bytes of this length, or a hash has its header there. */
function nearFieldEnd(profile: Profile, spec: EntrySpec, length: number): boolean {
  const fields = fieldsOf(profile, spec);
  let end = 0;
  return FIELD_NAMES.some((name) => Math.abs((end += fields[name].length) - length) <= 2);
}

/** Every beginning of an entry with each kind of links. */
function addPrefixes(entries: SpoiledEntries): void {
  entries.add('empty', 'EMPTY_INPUT', 'EMPTY', new Uint8Array());
  const shapes: [string, EntrySpec][] = [
    ['no-links', { seqNum: 1n, logId: 300n }],
    ['both-links', { seqNum: 13n, payloadSize: 70000n }],
  ];
  for (const [name, spec] of shapes) {
    const entry = entryOf(entries.profile, spec);
    for (let length = name === 'no-links' ? 1 : 34; length < entry.length; length++) {
      // Within the long digests of bamboo one cut in four will do.
      if (
        entries.profile === 'bamboo' &&
        length > 40 &&
        length % 4 !== 0 &&
        !nearFieldEnd(entries.profile, spec, length)
      )
        continue;
      entries.add(`${name}-cut-to-${length}`, 'CUT_OFF', 'TRUNCATED', entry.slice(0, length));
    }
  }
  // Where a backlink alone stands, and the integers are long: at the ends of fields and around them.
  const long = fieldsOf(entries.profile, { seqNum: MAX_U64 - 1n, logId: MAX_U64, payloadSize: MAX_U64 });
  const whole = seal(long);
  let end = 0;
  for (const part of [...FIELD_NAMES.map((name) => long[name]), fill(0, 64)]) {
    for (const delta of [-1, 0, 1]) {
      const length = end + part.length + delta;
      if (part.length === 0 || length < 35 || length >= whole.length) continue;
      entries.add(`long-fields-cut-to-${length}`, 'CUT_OFF', 'TRUNCATED', whole.slice(0, length));
    }
    end += part.length;
  }
  entries.add('long-fields-cut-to-34', 'CUT_OFF', 'TRUNCATED', whole.slice(0, 34), ['BAM-INT-005']);
  entries.add('cut-off-in-zeros', 'CUT_OFF', 'TRUNCATED', concat(whole.slice(0, 33), u8(0xff, 0, 0, 0)), [
    'BAM-INT-005',
  ]);
}

function addTagsAndAuthors(entries: SpoiledEntries): void {
  for (const seqNum of [1n, 4n]) {
    for (const tag of [0x02, 0x03, 0x10, 0x7f, 0x80, 0x81, 0xf8, 0xfe, 0xff]) {
      const entry = entries.spoil({ seqNum }, { tag: u8(tag) });
      entries.add(`tag-${byteName(tag)}-at-${seqNum}`, 'UNKNOWN_TAG', 'INVALID_TAG', entry);
    }
  }
  const ys: [string, bigint][] = [];
  for (let y = 2n; ys.length < 6; y++) if (!isOnCurve(y)) ys.push([`y-${y}`, y]);
  for (let above = 2n; above <= 18n; above++)
    if (!isOnCurve(above)) ys.push([`y-p-plus-${above}`, P + above]);
  for (const [name, y] of ys) {
    for (const sign of [0, 1] as const) {
      const entry = entries.spoil({}, { author: encodedY(y, sign) });
      const id = `author-${name}${sign ? '-signed' : ''}`;
      entries.add(id, 'NOT_ON_CURVE', 'INVALID_AUTHOR', entry);
    }
  }
}

function addIntegers(entries: SpoiledEntries): void {
  for (const field of ['logId', 'seqNum', 'payloadSize'] as const) {
    const name = { logId: 'log-id', seqNum: 'seqnum', payloadSize: 'payload-size' }[field];
    for (let length = 1; length <= 8; length++) {
      const tooSmall = length === 1 ? 247n : 256n ** BigInt(length - 1) - 1n;
      for (const value of new Set([field === 'seqNum' ? 1n : 0n, 4n, length === 1 ? 2n : 247n, tooSmall])) {
        const spec = field === 'seqNum' ? { seqNum: value } : {};
        const entry = entries.spoil(spec, { [field]: varU64OfLength(value, length) });
        entries.add(`${name}-${value}-in-${length}-bytes`, 'NON_CANONICAL', 'NON_CANONICAL_VARU64', entry, [
          'BAM-ENC-003',
        ]);
      }
    }
  }
  entries.add('seqnum-0', 'SEQNUM_ZERO', 'SEQNUM_ZERO', entries.spoil({}, { seqNum: u8(0) }));
  const backlink = hashOfNothing(entries.profile, 0xb0);
  const lipmaalink = hashOfNothing(entries.profile, 0x10);
  entries.add(
    'seqnum-0-with-backlink',
    'SEQNUM_ZERO',
    'SEQNUM_ZERO',
    entries.spoil({ backlink }, { seqNum: u8(0) }),
  );
  entries.add(
    'seqnum-0-with-links',
    'SEQNUM_ZERO',
    'SEQNUM_ZERO',
    entries.spoil({ backlink, lipmaalink }, { seqNum: u8(0) }),
  );
}

interface HashFault {
  readonly name: string;
  readonly flag: string;
  readonly reason: string;
  readonly hash: Uint8Array;
}

/** Hashes with another header, or another length. */
function hashFaults(profile: Profile): HashFault[] {
  const own = DIGEST_LENGTH[profile];
  const good = hashOfNothing(profile, 0x6d);
  const other = profile === 'bamboo' ? 'p2panda' : 'bamboo';
  const resized = (length: number) => concat(u8(0, length), fill(0x6d, length));
  const type = (name: string, hash: Uint8Array): HashFault => {
    return { name, flag: 'HASH_TYPE', reason: 'UNKNOWN_HASH_TYPE', hash };
  };
  const length = (name: string, hash: Uint8Array, flag = 'HASH_LENGTH'): HashFault => {
    return { name, flag, reason: 'WRONG_HASH_LENGTH', hash };
  };
  const types = [0x01, 0x02, 0x0c, 0x80, own, 0xf7, 0xff];
  const lengths = [0x00, 0x01, own - 1, own + 1, 0x7f, own | 0x80, 0xf7, 0xff];
  return [
    ...types.map((byte) => type(`type-${byteName(byte)}`, withByte(good, 0, byte))),
    ...lengths.map((byte) => length(`length-${byteName(byte)}`, withByte(good, 1, byte))),
    length('header-of-other-profile', withByte(good, 1, DIGEST_LENGTH[other]), 'OTHER_PROFILE'),
    length('of-other-profile', hashOfNothing(other, 0x6d), 'OTHER_PROFILE'),
    length('one-byte-short', resized(own - 1)),
    length('one-byte-long', resized(own + 1)),
    length('without-digest', u8(0, 0)),
    type('type-in-two-bytes', concat(u8(0xf8, 0x00), good.slice(1))),
    length('length-in-two-bytes', concat(u8(0x00, 0xf8), good.slice(1))),
    type('header-swapped', concat(u8(own, 0x00), good.slice(2))),
  ];
}

function addHashes(entries: SpoiledEntries): void {
  const places: [string, bigint, FieldName][] = [
    ['payload-hash-at-1', 1n, 'payloadHash'],
    ['backlink-at-2', 2n, 'backlink'],
    ['backlink-at-4', 4n, 'backlink'],
    ['lipmaalink-at-4', 4n, 'lipmaalink'],
  ];
  for (const [place, seqNum, field] of places) {
    for (const { name, flag, reason, hash } of hashFaults(entries.profile)) {
      const more = flag === 'OTHER_PROFILE' ? ['BAM-PRO-001'] : [];
      entries.add(`${place}-${name}`, flag, reason, entries.spoil({ seqNum }, { [field]: hash }), more);
    }
  }
}

/**
 * Links where none are due, and none where they are. What follows is read in their place: after a superfluous link its
 * `00` is the payload size and its length the type of a hash; where one is missing, the payload size is.
 */
function addLinks(entries: SpoiledEntries): void {
  const { profile } = entries;
  const backlink = hashOfNothing(profile, 0xbb);
  const lipmaalink = hashOfNothing(profile, 0x11);
  const extra = (name: string, spec: EntrySpec) =>
    entries.add(`superfluous-${name}`, 'SUPERFLUOUS_LINK', 'UNKNOWN_HASH_TYPE', entries.spoil(spec, {}), [
      'BAM-DEC-006',
    ]);
  extra('backlink-at-1', { seqNum: 1n, backlink });
  extra('lipmaalink-at-1', { seqNum: 1n, lipmaalink });
  extra('both-at-1', { seqNum: 1n, lipmaalink, backlink });
  for (const seqNum of [2n, 3n, 5n, 41n, 2n ** 32n, 2n ** 53n, MAX_U64 - 1n]) {
    if (hasLipmaalink(seqNum)) continue;
    extra(`lipmaalink-at-${seqNum}`, { seqNum, lipmaalink, backlink });
  }
  extra('same-backlink-again-at-2', { seqNum: 2n, lipmaalink: backlink, backlink });

  const missing = (name: string, spec: EntrySpec) => {
    entries.add(`missing-${name}`, 'MISSING_LINK', 'UNKNOWN_HASH_TYPE', entries.spoil(spec, {}), [
      'BAM-DEC-006',
    ]);
    // With an empty payload its size reads as a type, and the type of its hash as a length.
    const empty = entries.spoil({ ...spec, payload: new Uint8Array() }, {});
    entries.add(`missing-${name}-with-empty-payload`, 'MISSING_LINK', 'WRONG_HASH_LENGTH', empty, [
      'BAM-DEC-006',
    ]);
  };
  missing('backlink-at-2', { seqNum: 2n, backlink: null });
  missing('backlink-at-5', { seqNum: 5n, backlink: null });
  missing('both-at-4', { seqNum: 4n, lipmaalink: null, backlink: null });
  for (const seqNum of [4n, 8n, 13n, 40n, 2n ** 53n + 1n, MAX_U64]) {
    if (!hasLipmaalink(seqNum)) continue;
    missing(`lipmaalink-at-${seqNum}`, { seqNum, lipmaalink: null });
    missing(`backlink-at-${seqNum}`, { seqNum, backlink: null });
  }
}

/** The author signs body ‖ R[0..k], so that a verifier that takes the last 64 bytes off is content. */
export function authorCrafted(profile: Profile, spec: EntrySpec, extra: number): Uint8Array {
  const body = bodyOf(fieldsOf(profile, spec));
  const r = 424242n + BigInt(extra);
  const R = Uint8Array.from(times(Point.BASE, r).toBytes());
  const h = wideHash(R, ALICE.publicKey, body, R.subarray(0, extra)) % L;
  const S = littleEndian((r + h * secretScalar(ALICE)) % L);
  return concat(body, R, S, patternless(extra, extra));
}

function addTrailing(entries: SpoiledEntries): void {
  const { profile } = entries;
  const add = (name: string, flag: string, entry: Uint8Array) =>
    entries.add(`trailing-${name}`, flag, 'TRAILING_BYTES', entry);
  for (const seqNum of [1n, 2n, 4n]) {
    const entry = entryOf(profile, { seqNum });
    const at = `at-${seqNum}`;
    add(`zero-${at}`, 'TRAILING_BYTES', concat(entry, u8(0)));
    add(`ff-${at}`, 'TRAILING_BYTES', concat(entry, u8(0xff)));
    add(`newline-${at}`, 'TRAILING_BYTES', concat(entry, u8(0x0a)));
    add(`signature-again-${at}`, 'TRAILING_BYTES', concat(entry, entry.slice(-64)));
    add(`entry-again-${at}`, 'TRAILING_BYTES', concat(entry, entry));
    add(`hash-${at}`, 'TRAILING_BYTES', concat(entry, hashOfNothing(profile, 1)));
    add(`1000-bytes-${at}`, 'TRAILING_BYTES', concat(entry, patternless(1000)));
    for (const extra of seqNum === 1n ? Array.from({ length: 32 }, (_, i) => i + 1) : [1, 32]) {
      add(`crafted-${extra}-${at}`, 'CRAFTED_TRAILING_BYTES', authorCrafted(profile, { seqNum }, extra));
    }
  }
}

/** Two faults: the field that stands first gives the reason. */
function addPrecedence(entries: SpoiledEntries): void {
  const { profile } = entries;
  const order = ['BAM-DEC-001'];
  const offCurve = encodedY(2n);
  const type = withByte(hashOfNothing(profile, 0x21), 0, 1);
  const length = withByte(hashOfNothing(profile, 0x22), 1, 0x21);
  const long = varU64OfLength(7n, 2);
  const pair = (name: string, reason: string, spec: EntrySpec, fields: Partial<Fields>, cut?: number) => {
    const entry = entries.spoil(spec, fields).slice(0, cut);
    entries.add(`first-of-${name}`, 'PRECEDENCE', reason, entry, order);
  };
  pair('tag-and-author', 'INVALID_TAG', {}, { tag: u8(2), author: offCurve });
  pair('tag-and-cut-off', 'INVALID_TAG', {}, { tag: u8(0xff) }, 20);
  pair('author-and-log-id', 'INVALID_AUTHOR', {}, { author: offCurve, logId: long });
  pair('author-and-seqnum', 'INVALID_AUTHOR', {}, { author: offCurve, seqNum: u8(0) });
  pair('author-and-cut-off', 'INVALID_AUTHOR', {}, { author: offCurve }, 33);
  pair('author-and-payload-hash', 'INVALID_AUTHOR', {}, { author: offCurve, payloadHash: type });
  pair('log-id-and-seqnum', 'NON_CANONICAL_VARU64', {}, { logId: long, seqNum: u8(0) });
  pair('log-id-and-cut-off', 'NON_CANONICAL_VARU64', {}, { logId: long }, 36);
  pair('seqnum-and-payload-size', 'SEQNUM_ZERO', {}, { seqNum: u8(0), payloadSize: long });
  pair('seqnum-and-cut-off', 'SEQNUM_ZERO', {}, { seqNum: u8(0) }, 35);
  pair(
    'lipmaalink-type-and-backlink-length',
    'UNKNOWN_HASH_TYPE',
    { seqNum: 4n },
    { lipmaalink: type, backlink: length },
  );
  pair(
    'lipmaalink-length-and-backlink-type',
    'WRONG_HASH_LENGTH',
    { seqNum: 4n },
    { lipmaalink: length, backlink: type },
  );
  pair('lipmaalink-type-and-cut-off', 'UNKNOWN_HASH_TYPE', { seqNum: 4n }, { lipmaalink: type }, 36);
  pair(
    'backlink-type-and-payload-size',
    'UNKNOWN_HASH_TYPE',
    { seqNum: 2n },
    { backlink: type, payloadSize: long },
  );
  pair('backlink-length-and-cut-off', 'WRONG_HASH_LENGTH', { seqNum: 2n }, { backlink: length }, 60);
  pair('payload-size-and-hash', 'NON_CANONICAL_VARU64', {}, { payloadSize: long, payloadHash: type });
  const both = withByte(type, 1, 0x99);
  pair('hash-type-and-length', 'UNKNOWN_HASH_TYPE', {}, { payloadHash: both });
  pair('hash-type-and-cut-off', 'UNKNOWN_HASH_TYPE', {}, { payloadHash: type }, 40);
  const trailing = concat(entries.spoil({}, { payloadHash: type }), u8(1));
  entries.add('first-of-hash-type-and-trailing-byte', 'PRECEDENCE', 'UNKNOWN_HASH_TYPE', trailing, order);
  // The sequence number has two faults where it is zero and too long; only its log id's is looked at here.
  const size = concat(
    entries.spoil({ seqNum: 4n }, { logId: varU64OfLength(0n, 8), payloadSize: varU64(9n) }),
    u8(0),
  );
  entries.add('first-of-log-id-and-trailing-byte', 'PRECEDENCE', 'NON_CANONICAL_VARU64', size, order);
}

function addIdenticalLinks(entries: SpoiledEntries): void {
  const one = hashOfNothing('p2panda', 0x1d);
  for (const seqNum of [4n, 8n, 12n, 13n, 40n, 2n ** 53n + 1n, MAX_U64]) {
    if (!hasLipmaalink(seqNum)) continue;
    const entry = entryOf('p2panda', { seqNum, lipmaalink: one, backlink: one });
    entries.add(`identical-links-at-${seqNum}`, 'EQUAL_LINKS', 'LINKS_IDENTICAL', entry);
  }
  const spec = { seqNum: 4n, lipmaalink: one, backlink: one };
  const faults: [string, string, Uint8Array][] = [
    ['trailing-byte', 'TRAILING_BYTES', concat(entryOf('p2panda', spec), u8(0))],
    ['cut-off-signature', 'TRUNCATED', entryOf('p2panda', spec).slice(0, -1)],
    ['payload-hash-type', 'UNKNOWN_HASH_TYPE', entries.spoil(spec, { payloadHash: withByte(one, 0, 3) })],
  ];
  for (const [name, reason, entry] of faults) {
    entries.add(`first-of-${name}-and-identical-links`, 'PRECEDENCE', reason, entry, [
      'BAM-DEC-001',
      'BAM-DEC-008',
    ]);
  }
}

/** Every entry that does not decode, in one profile. */
export function addSpoiledEntries(list: VectorList, profile: Profile): void {
  const entries = new SpoiledEntries(list, profile);
  addPrefixes(entries);
  addTagsAndAuthors(entries);
  addIntegers(entries);
  addHashes(entries);
  addLinks(entries);
  addTrailing(entries);
  addPrecedence(entries);
  if (profile === 'p2panda') addIdenticalLinks(entries);
}
