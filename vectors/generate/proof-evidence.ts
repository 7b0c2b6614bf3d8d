import type { Profile, ProofKind } from '../../src/reference/index.js';
import { ascii, concat, fill, flipBit, withByte } from './bytes.js';
import { craft, L, smallOrderAuthor, smallOrderEncodings, sOf, torsionCancels, withS } from './edwards.js';
import {
  ALICE,
  BOB,
  bodyOf,
  encodedHash,
  entryOf,
  fieldsOf,
  hashOfNothing,
  seal,
  varU64OfLength,
} from './entry-builder.js';
import { write, type LogSpec } from './log-builder.js';
import { addProof, elementsOf, sealed } from './proof-builder.js';
import { reject, type VectorList } from './vector.js';

/** Adds proofs that are well-formed and whose evidence is not what it has to be. */
const adder =
  (list: VectorList, profile: Profile) =>
  (
    name: string,
    flag: string,
    reason: string,
    requirement: string,
    ...[kind, seqNum, a, b]: [kind: ProofKind, seqNum: bigint, a: Uint8Array, b: Uint8Array]
  ): void => {
    addProof(list, profile, {
      name,
      flag,
      requirements: [requirement],
      proof: sealed(profile, elementsOf(profile, kind, seqNum, a, b)),
      expect: reject(reason),
    });
  };

type Add = ReturnType<typeof adder>;

/** The first of the two in a proof is spoiled, or the second. */
const SECOND = 'BAM-PRF-006';
const FIRST = 'BAM-PRF-005';

/** Entries that no proof can be made with, by the reason for it; all else about them is as in the honest one. */
function spoiledEntries(
  profile: Profile,
  seqNum: bigint,
): [name: string, reason: string, bytes: Uint8Array][] {
  const fields = fieldsOf(profile, { logId: 1n, seqNum, payload: ascii('spoiled') });
  const sound = seal(fields);
  const hash = fields.payloadHash;
  const at = sound.length - 64;
  return [
    ['truncated', 'TRUNCATED', sound.subarray(0, -1)],
    ['tag', 'INVALID_TAG', seal({ ...fields, tag: Uint8Array.of(2) })],
    [
      'author-off-curve',
      'INVALID_AUTHOR',
      seal({ ...fields, author: concat(Uint8Array.of(2), fill(0, 31)) }),
    ],
    ['log-id-too-long', 'NON_CANONICAL_VARU64', seal({ ...fields, logId: varU64OfLength(1n, 1) })],
    ['seqnum-zero', 'SEQNUM_ZERO', seal({ ...fields, seqNum: Uint8Array.of(0) })],
    ['hash-type', 'UNKNOWN_HASH_TYPE', seal({ ...fields, payloadHash: withByte(hash, 0, 1) })],
    ['hash-length', 'WRONG_HASH_LENGTH', seal({ ...fields, payloadHash: withByte(hash, 1, 0x21) })],
    ['trailing-byte', 'TRAILING_BYTES', concat(sound, Uint8Array.of(0))],
    ['signature-flipped', 'SIGNATURE_INVALID', flipBit(sound, 8 * (at + 3))],
    [
      'signed-by-another',
      'SIGNATURE_INVALID',
      entryOf(profile, { logId: 1n, seqNum, author: ALICE.publicKey }, BOB),
    ],
    [
      's-plus-l',
      'SIGNATURE_NOT_CANONICAL',
      concat(sound.subarray(0, at), withS(sound.subarray(at), sOf(sound.subarray(at)) + L)),
    ],
  ];
}

/** Evidence that is no authentic entry. */
function addBadEntries(add: Add, profile: Profile): void {
  const nothing = hashOfNothing(profile, 3);
  const identical = entryOf(profile, { logId: 1n, seqNum: 8n, lipmaalink: nothing, backlink: nothing });
  const rows = spoiledEntries(profile, 2n);
  if (profile === 'p2panda') rows.push(['links-identical', 'LINKS_IDENTICAL', identical]);
  // Of the end of the log, an honest entry comes behind the spoiled one, and a plain one of log 0 before it.
  for (const [name, reason, bytes] of rows) {
    const flag = reason.startsWith('SIGNATURE') ? 'EVIDENCE_UNSIGNED' : 'EVIDENCE_UNDECODABLE';
    const behind = write(profile, { seqNum: 2n, endOfLog: true }).bytes;
    // An invalid tag comes behind any entry, so it can only be second, and first in a lie about a size.
    if (name !== 'tag') add(`first-${name}`, flag, reason, FIRST, 'fork', 2n, bytes, behind);
    const payload = ascii('spoiled');
    add(`lying-${name}`, flag, reason, FIRST, 'payload-size-lie', 2n, bytes, payload);
    const before = write(profile, { seqNum: 1n }).bytes;
    if (Buffer.compare(before, bytes) < 0)
      add(`second-${name}`, flag, reason, SECOND, 'implied-fork', 1n, before, bytes);
  }
  const sound = write(profile, { seqNum: 2n }).bytes;
  add('first-empty', 'EVIDENCE_UNDECODABLE', 'EMPTY', FIRST, 'fork', 2n, new Uint8Array(), sound);
  add(
    'lying-empty',
    'EVIDENCE_UNDECODABLE',
    'EMPTY',
    FIRST,
    'payload-size-lie',
    2n,
    new Uint8Array(),
    ascii('2'),
  );
  add(
    'second-goes-on-behind-the-first',
    'EVIDENCE_UNDECODABLE',
    'TRAILING_BYTES',
    SECOND,
    'fork',
    2n,
    sound,
    concat(sound, Uint8Array.of(7)),
  );
  add(
    'second-of-400-bytes-behind',
    'EVIDENCE_UNDECODABLE',
    'TRAILING_BYTES',
    SECOND,
    'fork',
    2n,
    sound,
    concat(sound, fill(0, 400)),
  );

  const other: Profile = profile === 'bamboo' ? 'p2panda' : 'bamboo';
  const foreign = (seqNum: bigint, spec = {}) => entryOf(other, { logId: 1n, seqNum, ...spec });
  const reason = 'WRONG_HASH_LENGTH';
  add(
    'of-the-other-profile',
    'OTHER_PROFILE',
    reason,
    FIRST,
    'fork',
    1n,
    foreign(1n),
    foreign(1n, { payload: ascii('b') }),
  );
  const end = write(profile, { seqNum: 2n }).bytes;
  add(
    'second-of-the-other-profile',
    'OTHER_PROFILE',
    reason,
    SECOND,
    'fork',
    2n,
    end,
    foreign(2n, { endOfLog: true }),
  );
}

/** Claims about authors in whose name anybody can sign. */
function addSmallOrder(add: Add, profile: Profile): void {
  for (const encoding of smallOrderEncodings()) {
    if (encoding.index % 2 === 1 && encoding.index > 1) continue;
    const author = smallOrderAuthor(encoding);
    const signer = (message: Uint8Array) =>
      craft(() => message, { author, r: 5n, wanted: (h) => torsionCancels(author, 0, h) }).signature;
    const log: LogSpec = { author: author.bytes, signer };
    const at = (seqNum: bigint, spec = {}) => write(profile, { seqNum, ...spec }, log);
    const claim = (name: string, kind: ProofKind, seqNum: bigint, a: Uint8Array, b: Uint8Array) => {
      add(
        `${name}-of-${encoding.name}`,
        'SMALL_ORDER_AUTHOR',
        'SMALL_ORDER_AUTHOR',
        'BAM-PRF-008',
        kind,
        seqNum,
        a,
        b,
      );
    };
    claim('fork', 'fork', 1n, at(1n).bytes, at(1n, { payload: ascii('b') }).bytes);
    if (encoding.index !== 1) continue;
    const lie = at(1n, { payloadSize: 99n });
    claim('implied-fork', 'implied-fork', 1n, at(1n).bytes, at(2n).bytes);
    claim('size-lie', 'payload-size-lie', 1n, lie.bytes, lie.payload);
    claim('entry-after-end', 'after-end-of-log', 5n, at(1n, { endOfLog: true }).bytes, at(5n).bytes);
    claim('wrong-link', 'link-to-wrong-seqnum', 3n, at(3n, { backlink: at(1n).hash }).bytes, at(1n).bytes);
    // Nobody needs to sign anything to say something about such an author.
    const unsigned = (mark: string) =>
      concat(bodyOf(fieldsOf(profile, { author: author.bytes, payload: ascii(mark) })), fill(1, 64));
    claim('unsigned-fork', 'fork', 1n, unsigned('a'), unsigned('b'));
  }
}

/** Entries of two logs, which contradict nothing. */
function addOtherLogs(add: Add, profile: Profile): void {
  const bob: LogSpec = { key: BOB };
  const at = (seqNum: bigint, spec = {}, log: LogSpec = {}) => write(profile, { seqNum, ...spec }, log);
  const wrong = (name: string, ...claim: [ProofKind, bigint, Uint8Array, Uint8Array]) => {
    add(name, 'OTHER_LOG', 'WRONG_LOG', SECOND, ...claim);
  };
  wrong('fork-of-two-authors', 'fork', 2n, at(2n).bytes, at(2n, {}, bob).bytes);
  wrong('fork-of-two-logs', 'fork', 2n, at(2n).bytes, at(2n, {}, { logId: 2n }).bytes);
  wrong(
    'fork-of-logs-equal-as-doubles',
    'fork',
    2n,
    at(2n, {}, { logId: 2n ** 53n }).bytes,
    at(2n, {}, { logId: 2n ** 53n + 1n }).bytes,
  );
  wrong(
    'fork-of-logs-equal-in-32-bits',
    'fork',
    2n,
    at(2n, {}, { logId: 5n }).bytes,
    at(2n, {}, { logId: 2n ** 32n + 5n }).bytes,
  );
  wrong('implied-fork-of-two-authors', 'implied-fork', 2n, at(3n).bytes, at(2n, {}, bob).bytes);
  wrong('implied-fork-of-two-logs', 'implied-fork', 2n, at(3n).bytes, at(2n, {}, { logId: 2n }).bytes);
  wrong(
    'end-of-another-log',
    'after-end-of-log',
    5n,
    at(3n, { endOfLog: true }, { logId: 2n }).bytes,
    at(5n).bytes,
  );
  wrong('end-of-another-author', 'after-end-of-log', 5n, at(3n, { endOfLog: true }, bob).bytes, at(5n).bytes);
  const target = at(1n, {}, { logId: 2n });
  wrong(
    'link-to-another-log',
    'link-to-wrong-seqnum',
    3n,
    at(3n, { backlink: target.hash }).bytes,
    target.bytes,
  );
  const hers = at(1n, {}, bob);
  wrong(
    'link-to-another-author',
    'link-to-wrong-seqnum',
    3n,
    at(3n, { backlink: hers.hash }).bytes,
    hers.bytes,
  );
}

/** Payloads that are not the entry's. */
function addSwappedPayloads(add: Add, profile: Profile): void {
  const payload = ascii('bamboo shoots');
  const lie = write(profile, { payload, payloadSize: 12n }).bytes;
  const honest = write(profile, { payload }).bytes;
  const swapped = (name: string, entry: Uint8Array, other: Uint8Array) => {
    add(
      `payload-${name}`,
      'SWAPPED_PAYLOAD',
      'PAYLOAD_HASH_MISMATCH',
      'BAM-PRF-007',
      'payload-size-lie',
      1n,
      entry,
      other,
    );
  };
  swapped('longer-than-said', honest, concat(payload, ascii('!')));
  swapped('cut-to-the-size-said', lie, payload.subarray(0, 12));
  swapped('of-no-bytes', honest, new Uint8Array());
  swapped('with-a-bit-flipped', lie, flipBit(payload, 8));
  swapped('that-is-the-entry', honest, honest);
  swapped('that-is-the-hash', honest, encodedHash(profile, payload));
}

export function addEvidence(list: VectorList, profile: Profile): void {
  const add = adder(list, profile);
  addBadEntries(add, profile);
  addSmallOrder(add, profile);
  addOtherLogs(add, profile);
  addSwappedPayloads(add, profile);
}
