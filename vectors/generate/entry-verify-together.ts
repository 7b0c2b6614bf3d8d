import type { Profile } from '../../src/reference/index.js';
import { ascii, concat, fill, flipBit, fromLittleEndian, withByte } from './bytes.js';
import {
  craft,
  encodedY,
  flipSignBit,
  isOnCurve,
  P,
  smallOrderAuthor,
  smallOrderEncodings,
} from './edwards.js';
import { ALICE, bodyOf, encodedHash, entryOf, fieldsOf, PAYLOAD, seal } from './entry-builder.js';
import { addVerification, type AtHand } from './entry-verification.js';
import { type Expect, reject, type VectorList } from './vector.js';

/** A point whose bytes differ from these in one byte. */
function pointWithOther(author: Uint8Array, byte: number): Uint8Array {
  for (let step = 1; ; step++) {
    const other = withByte(author, byte, (author[byte]! + step) & 0xff);
    if (isOnCurve(fromLittleEndian(other) & (2n ** 255n - 1n))) return other;
  }
}

/** Everything is at hand, one thing is wrong: having the rest at hand must not hide it. */
function addOneWrongOfAll(list: VectorList, profile: Profile): void {
  const logId = 3n;
  const linked = (seqNum: bigint, author = ALICE.publicKey) =>
    seal(fieldsOf(profile, { seqNum, logId, author, payload: ascii(`number ${seqNum}`) }));
  const backlink = linked(7n);
  const lipmaalink = linked(4n);
  const links = { backlink: encodedHash(profile, backlink), lipmaalink: encodedHash(profile, lipmaalink) };
  const entry = entryOf(profile, { seqNum: 8n, logId, ...links });
  const all: AtHand = { entry, payload: PAYLOAD, backlink, lipmaalink };
  const add = (name: string, flag: string, rule: string, expect: Expect, atHand: AtHand) =>
    addVerification(
      list,
      profile,
      { name: `all-at-hand-${name}`, flag, requirements: [rule], expect },
      atHand,
    );
  const at = entry.length - 40;
  const unsigned = withByte(entry, at, entry[at]! ^ 1);
  add('signature-wrong', 'ALL_AT_HAND', 'BAM-VER-002', reject('SIGNATURE_INVALID'), {
    ...all,
    entry: unsigned,
  });
  const swapped = reject('PAYLOAD_HASH_MISMATCH');
  add('payload-wrong', 'ALL_AT_HAND', 'BAM-VER-003', swapped, { ...all, payload: flipBit(PAYLOAD, 3) });
  const lie = entryOf(profile, { seqNum: 8n, logId, ...links, payloadSize: 99n });
  add('size-wrong', 'ALL_AT_HAND', 'BAM-VER-004', reject('PAYLOAD_SIZE_MISMATCH'), { ...all, entry: lie });
  const otherBacklink = reject('BACKLINK_HASH_MISMATCH');
  add('backlink-wrong', 'ALL_AT_HAND', 'BAM-VER-006', otherBacklink, { ...all, backlink: linked(6n) });
  const otherLipmaalink = reject('LIPMAALINK_HASH_MISMATCH');
  add('lipmaalink-wrong', 'ALL_AT_HAND', 'BAM-VER-006', otherLipmaalink, { ...all, lipmaalink: linked(5n) });

  // Links to entries of authors that nearly are the entry's. Linked signatures aren't checked, so any author goes.
  const nearly: [string, Uint8Array][] = [
    ['sign', flipSignBit(ALICE.publicKey)],
    ...[8, 20, 30].map((byte): [string, Uint8Array] => [
      `byte-${byte}`,
      pointWithOther(ALICE.publicKey, byte),
    ]),
  ];
  for (const [name, author] of nearly) {
    const odd = linked(7n, author);
    const backlinked = entryOf(profile, { seqNum: 8n, logId, ...links, backlink: encodedHash(profile, odd) });
    const about = `author-differs-in-${name}`;
    add(`backlink-${about}`, 'NEARLY_THE_AUTHOR', 'BAM-VER-007', reject('BACKLINK_AUTHOR_MISMATCH'), {
      ...all,
      entry: backlinked,
      backlink: odd,
    });
    const oddTarget = linked(4n, author);
    const lipmaalinked = entryOf(profile, {
      seqNum: 8n,
      logId,
      ...links,
      lipmaalink: encodedHash(profile, oddTarget),
    });
    add(`lipmaalink-${about}`, 'NEARLY_THE_AUTHOR', 'BAM-VER-007', reject('LIPMAALINK_AUTHOR_MISMATCH'), {
      ...all,
      entry: lipmaalinked,
      lipmaalink: oddTarget,
    });
  }
}

/** An author is bytes: the same point written otherwise is another author. */
function addSamePointOtherwise(list: VectorList, profile: Profile): void {
  const identity = smallOrderAuthor(smallOrderEncodings()[0]!);
  for (const [name, author] of [
    ['with-sign', encodedY(1n, 1)],
    ['with-y-p-plus-1', encodedY(P + 1n)],
  ] as const) {
    const backlink = concat(bodyOf(fieldsOf(profile, { author })), fill(0, 64));
    const fields = fieldsOf(profile, {
      seqNum: 2n,
      author: identity.bytes,
      backlink: encodedHash(profile, backlink),
    });
    const body = bodyOf(fields);
    const { signature } = craft(() => body, { author: identity, r: 5n, holdR: true });
    addVerification(
      list,
      profile,
      {
        name: `backlink-author-same-point-${name}`,
        flag: 'AUTHOR_AS_POINT',
        requirements: ['BAM-VER-007'],
        expect: reject('BACKLINK_AUTHOR_MISMATCH'),
      },
      { entry: concat(body, signature), backlink },
    );
  }
}

export function addTogether(list: VectorList, profile: Profile): void {
  addOneWrongOfAll(list, profile);
  addSamePointOtherwise(list, profile);
}
