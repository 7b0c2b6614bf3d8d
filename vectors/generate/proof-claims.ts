import type { Profile, ProofKind } from '../../src/reference/index.js';
import { ascii, concat, fill } from './bytes.js';
import { craft, honestAuthor, mixedAuthor, torsionCancels } from './edwards.js';
import { ALICE, bodyOf, entryOf, fieldsOf, hashOfNothing, type EntrySpec } from './entry-builder.js';
import { logOf, write, type Written } from './log-builder.js';
import { addProof, proofOf, proves } from './proof-builder.js';
import { lipmaaOf, MAX_U64 } from './sequence-numbers.js';
import type { VectorList } from './vector.js';

/** Sequence numbers at which VarU64, CBOR or a narrower integer change their ways. */
const BOUNDARIES = [
  23n,
  24n,
  247n,
  248n,
  255n,
  256n,
  65535n,
  65536n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 53n + 1n,
  2n ** 63n,
  MAX_U64,
];

/** Adds the proofs of one kind about pairs of entries. */
const pairsOf =
  (list: VectorList, profile: Profile, kind: Exclude<ProofKind, 'payload-size-lie'>, requirement: string) =>
  (
    name: string,
    flag: string,
    seqNum: bigint,
    a: Uint8Array,
    b: Uint8Array,
    logId = 1n,
    comment?: string,
  ) => {
    addProof(list, profile, {
      name: `${kind}-${name}`,
      flag,
      requirements: ['BAM-PRF-001', 'BAM-PRF-016', requirement],
      proof: proofOf(profile, kind, seqNum, a, b),
      expect: proves(kind, seqNum, { logId }),
      comment,
    });
  };

function addForks(list: VectorList, profile: Profile): void {
  const add = pairsOf(list, profile, 'fork', 'BAM-PRF-010');
  const at = (seqNum: bigint, mark: string, spec: EntrySpec = {}, logId = 1n) =>
    write(profile, { seqNum, payload: ascii(mark), ...spec }, { logId }).bytes;
  const log = logOf(profile, 5);
  const branch = log.cutAt(3).upTo(5, 'b');
  add('at-1', 'FORK', 1n, at(1n, 'a'), at(1n, 'b'));
  add('at-4', 'FORK', 4n, log.at(4).bytes, branch.at(4).bytes);
  add('at-5-on-two-branches', 'FORK', 5n, log.at(5).bytes, branch.at(5).bytes);
  add('tags-differ-alone', 'FORK', 2n, at(2n, 'a'), at(2n, 'a', { endOfLog: true }));
  add(
    'backlinks-differ-alone',
    'FORK',
    2n,
    at(2n, 'a'),
    at(2n, 'a', { backlink: hashOfNothing(profile, 7) }),
  );
  add(
    'lipmaalinks-differ-alone',
    'FORK',
    4n,
    at(4n, 'a'),
    at(4n, 'a', { lipmaalink: hashOfNothing(profile, 7) }),
  );
  add('sizes-differ-alone', 'FORK', 2n, at(2n, 'a'), at(2n, 'a', { payloadSize: 9n }));
  const body = bodyOf(fieldsOf(profile, { logId: 1n, seqNum: 2n }));
  const signed = (r: bigint) => craft(() => body, { author: honestAuthor(ALICE), r }).signature;
  const comment = 'The author signed the same twice with two nonces, which deterministic signing never does.';
  add('signatures-differ-alone', 'FORK', 2n, concat(body, signed(7n)), concat(body, signed(8n)), 1n, comment);
  for (const seqNum of BOUNDARIES) {
    add(`at-${seqNum}`, 'NUMBERS', seqNum, at(seqNum, 'a'), at(seqNum, 'b'));
  }
  for (const logId of [0n, 248n, 2n ** 53n + 1n, MAX_U64]) {
    add(`in-log-${logId}`, 'NUMBERS', 1n, at(1n, 'a', {}, logId), at(1n, 'b', {}, logId), logId);
  }
  const author = mixedAuthor(ALICE, 1);
  const signer = (message: Uint8Array) =>
    craft(() => message, { author, r: 3n, wanted: (h) => torsionCancels(author, 0, h) }).signature;
  const mixed = (mark: string) =>
    write(profile, { payload: ascii(mark) }, { author: author.bytes, signer }).bytes;
  addProof(list, profile, {
    name: 'fork-of-a-mixed-order-author',
    flag: 'MIXED_ORDER_AUTHOR',
    requirements: ['BAM-PRF-008', 'BAM-PRF-010', 'BAM-PRF-016'],
    proof: proofOf(profile, 'fork', 1n, mixed('a'), mixed('b')),
    expect: proves('fork', 1n, { author: author.bytes }),
  });
}

function addImpliedForks(list: VectorList, profile: Profile): void {
  const add = pairsOf(list, profile, 'implied-fork', 'BAM-PRF-011');
  const nothing = (byte: number) => hashOfNothing(profile, byte);
  const at = (seqNum: bigint, spec: EntrySpec = {}) => write(profile, { seqNum, ...spec }).bytes;
  const log = logOf(profile, 13);
  const of = (seqNum: number) => log.at(seqNum).bytes;
  const lip8 = at(8n, { lipmaalink: nothing(0x41), backlink: log.at(7).hash });
  add('at-1-hash-and-backlink', 'IMPLIED_FORK', 1n, of(1), at(2n));
  add('at-4-hash-and-backlink', 'IMPLIED_FORK', 4n, of(4), at(5n));
  add('at-4-hash-and-lipmaalink', 'IMPLIED_FORK', 4n, of(4), lip8);
  add('at-4-hash-and-lipmaalink-of-13', 'IMPLIED_FORK', 4n, of(4), at(13n));
  add('at-4-backlink-and-lipmaalink', 'IMPLIED_FORK', 4n, of(5), lip8);
  add('at-4-lipmaalink-and-lipmaalink', 'IMPLIED_FORK', 4n, lip8, of(13));
  add('at-4-two-backlinks', 'IMPLIED_FORK', 4n, of(5), at(5n));
  add('at-4-two-lipmaalinks-of-8', 'IMPLIED_FORK', 4n, of(8), lip8);
  const end = log.cutAt(3).append({ endOfLog: true }).at(4).bytes;
  add('at-4-hash-of-the-end', 'ORDER_OF_EVIDENCE', 4n, end, of(5));
  add('at-4-backlink-of-the-end', 'ORDER_OF_EVIDENCE', 4n, at(5n, { endOfLog: true }), of(8));
  const other8 = at(8n, { lipmaalink: nothing(0x42), backlink: nothing(0x72) });
  const three = 'The same two entries fork the log at 8 too, and imply forks at 7 and at 4.';
  add('at-7-of-two-entries-8', 'IMPLIED_FORK', 7n, of(8), other8, 1n, three);
  add('at-4-of-two-entries-8', 'IMPLIED_FORK', 4n, of(8), other8, 1n, three);
  for (const seqNum of [248n, 2n ** 32n - 1n, 2n ** 63n, MAX_U64 - 1n]) {
    add(`at-${seqNum}`, 'NUMBERS', seqNum, at(seqNum), at(seqNum + 1n));
  }
  const low = lipmaaOf(MAX_U64);
  add(`at-${low}-of-the-largest`, 'NUMBERS', low, at(low), at(MAX_U64));
}

function addSizeLies(list: VectorList, profile: Profile): void {
  const add = (
    name: string,
    flag: string,
    payload: Uint8Array,
    payloadSize: bigint,
    spec: EntrySpec = {},
  ): void => {
    const seqNum = spec.seqNum ?? 1n;
    const { bytes } = write(profile, { seqNum, payload, payloadSize, ...spec });
    addProof(list, profile, {
      name: `payload-size-lie-${name}`,
      flag,
      requirements: ['BAM-PRF-001', 'BAM-PRF-016', 'BAM-PRF-012'],
      proof: proofOf(profile, 'payload-size-lie', seqNum, bytes, payload),
      expect: proves('payload-size-lie', seqNum),
    });
  };
  const shoots = ascii('bamboo shoots');
  add('longer', 'SIZE_LIE', shoots, 12n);
  add('shorter', 'SIZE_LIE', shoots, 14n);
  add('empty-and-one', 'SIZE_LIE', new Uint8Array(), 1n);
  add('something-and-none', 'SIZE_LIE', shoots, 0n);
  for (const bits of [8n, 16n, 32n, 53n])
    add(`13-and-2-to-${bits}-more`, 'SIZE_LIE', shoots, 13n + 2n ** bits);
  add('largest-size', 'SIZE_LIE', shoots, MAX_U64);
  add('of-the-largest-entry', 'NUMBERS', shoots, 1n, { seqNum: MAX_U64 });
  for (const length of [23, 24, 255, 256]) {
    add(`payload-of-${length}`, 'NUMBERS', fill(0x5a, length), BigInt(length) + 1n, { seqNum: 4n });
  }
  add('payload-before-the-entry', 'ORDER_OF_EVIDENCE', Uint8Array.of(0, 0), 3n);
  add('payload-after-the-entry', 'ORDER_OF_EVIDENCE', fill(0xff, 3), 2n);
  add('of-the-end-of-the-log', 'SIZE_LIE', shoots, 2n, { seqNum: 4n, endOfLog: true });
  add('payload-is-an-entry', 'SIZE_LIE', entryOf(profile, { logId: 1n }), 2n, { seqNum: 2n });
}

function addAfterEnds(list: VectorList, profile: Profile): void {
  const add = pairsOf(list, profile, 'after-end-of-log', 'BAM-PRF-013');
  const ended = (count: number) => logOf(profile, count - 1).append({ endOfLog: true });
  const linked = ended(4).upTo(5);
  add('linked', 'AFTER_END', 5n, linked.at(4).bytes, linked.at(5).bytes);
  const end = ended(3).at(3).bytes;
  const at = (seqNum: bigint, endOfLog = false) => write(profile, { seqNum, endOfLog }).bytes;
  add('not-linked', 'AFTER_END', 9n, end, at(9n));
  add('after-1', 'AFTER_END', 2n, at(1n, true), at(2n));
  add('both-end-the-log', 'ORDER_OF_EVIDENCE', 9n, end, at(9n, true));
  add('largest-after-1', 'NUMBERS', MAX_U64, at(1n, true), at(MAX_U64));
  add('neighbours-above-2-to-53', 'NUMBERS', 2n ** 53n + 1n, at(2n ** 53n, true), at(2n ** 53n + 1n));
  add('below-2-to-63-and-above', 'NUMBERS', 2n ** 63n, at(2n ** 63n - 1n, true), at(2n ** 63n));
  const branch = logOf(profile, 6, {}).at(6).bytes;
  add('of-another-branch', 'AFTER_END', 6n, write(profile, { seqNum: 2n, endOfLog: true }).bytes, branch);
}

function addWrongLinks(list: VectorList, profile: Profile): void {
  const add = pairsOf(list, profile, 'link-to-wrong-seqnum', 'BAM-PRF-014');
  const log = logOf(profile, 13);
  const linking = (seqNum: bigint, spec: EntrySpec) => write(profile, { seqNum, ...spec }).bytes;
  const backlinked = (seqNum: bigint, to: Written) => linking(seqNum, { backlink: to.hash });
  const lipmaalinked = (seqNum: bigint, to: Written) => linking(seqNum, { lipmaalink: to.hash });
  add('backlink-of-3-to-1', 'LINK_SEQNUM', 3n, backlinked(3n, log.at(1)), log.at(1).bytes);
  add('backlink-of-8-to-lipmaa', 'LINK_SEQNUM', 8n, backlinked(8n, log.at(4)), log.at(4).bytes);
  add('backlink-of-5-to-7', 'LINK_SEQNUM', 5n, backlinked(5n, log.at(7)), log.at(7).bytes);
  add('lipmaalink-of-8-to-3', 'LINK_SEQNUM', 8n, lipmaalinked(8n, log.at(3)), log.at(3).bytes);
  add('lipmaalink-of-8-to-7', 'LINK_SEQNUM', 8n, lipmaalinked(8n, log.at(7)), log.at(7).bytes);
  add('lipmaalink-of-13-to-1', 'LINK_SEQNUM', 13n, lipmaalinked(13n, log.at(1)), log.at(1).bytes);
  add('lipmaalink-of-4-to-13', 'LINK_SEQNUM', 4n, lipmaalinked(4n, log.at(13)), log.at(13).bytes);
  const same = 'Both have sequence number 5, and one links to the other: they fork the log as well.';
  add('backlink-of-5-to-5', 'LINK_SEQNUM', 5n, backlinked(5n, log.at(5)), log.at(5).bytes, 1n, same);
  const end = write(profile, { seqNum: 2n, endOfLog: true });
  add('backlink-of-5-to-the-end', 'ORDER_OF_EVIDENCE', 5n, backlinked(5n, end), end.bytes);
  const top = write(profile, { seqNum: MAX_U64 - 2n });
  add('backlink-of-the-largest', 'NUMBERS', MAX_U64, backlinked(MAX_U64, top), top.bytes);
  const low = write(profile, { seqNum: 5n });
  const wrapped = 2n ** 32n + 6n;
  add('backlink-right-modulo-2-to-32', 'NUMBERS', wrapped, backlinked(wrapped, low), low.bytes);
  if (profile === 'p2panda') return;
  // With equal links, which p2panda refuses to decode, one of them is wrong wherever they lead.
  const both = (to: Written) => linking(8n, { backlink: to.hash, lipmaalink: to.hash });
  add('both-links-of-8-to-4', 'LINK_SEQNUM', 8n, both(log.at(4)), log.at(4).bytes);
  add('both-links-of-8-to-7', 'LINK_SEQNUM', 8n, both(log.at(7)), log.at(7).bytes);
  add('both-links-of-8-to-2', 'LINK_SEQNUM', 8n, both(log.at(2)), log.at(2).bytes);
}

/** Proofs of every kind that hold. */
export function addClaims(list: VectorList, profile: Profile): void {
  addForks(list, profile);
  addImpliedForks(list, profile);
  addSizeLies(list, profile);
  addAfterEnds(list, profile);
  addWrongLinks(list, profile);
}
