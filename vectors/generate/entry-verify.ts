import type { Profile } from '../../src/reference/index.js';
import { ascii, concat, fill, flipBit, hex, patternless, withByte } from './bytes.js';
import { L, sOf, withS } from './edwards.js';
import {
  ALICE,
  BOB,
  bodyOf,
  digestOf,
  encodedHash,
  entryOf,
  type EntrySpec,
  fieldsOf,
  type Fields,
  hashOfNothing,
  PAYLOAD,
  seal,
  signerOf,
  varU64,
} from './entry-builder.js';
import { addVerification, type AtHand } from './entry-verification.js';
import { addLinks } from './entry-verify-links.js';
import { ENTRY_DECODE_NOTES } from './entry-decode-notes.js';
import { addTogether } from './entry-verify-together.js';
import { addTwins } from './entry-verify-twins.js';
import { ENTRY_VERIFY_NOTES } from './entry-verify-notes.js';
import { signatureCases } from './signature-cases.js';
import { SIGNATURE_NOTES } from './signature.js';
import { MAX_U64 } from './sequence-numbers.js';
import { accept, type Expect, PROFILES, reject, subject, type Subject, type VectorList } from './vector.js';

function addPayloads(list: VectorList, profile: Profile): void {
  const add = (
    name: string,
    flag: string,
    rule: string,
    expect: Expect,
    spec: EntrySpec,
    payload: Uint8Array | null,
  ) =>
    addVerification(
      list,
      profile,
      { name: `payload-${name}`, flag, requirements: [rule], expect },
      {
        entry: entryOf(profile, spec),
        payload,
      },
    );
  const empty = new Uint8Array();
  const wrongHash = reject('PAYLOAD_HASH_MISMATCH');
  const wrongSize = reject('PAYLOAD_SIZE_MISMATCH');
  add('right', 'PAYLOAD_HASH', 'BAM-ENC-008', accept(), {}, PAYLOAD);
  add('not-at-hand', 'NOT_AT_HAND', 'BAM-VER-005', accept(), {}, null);
  add('not-at-hand-with-a-lie', 'NOT_AT_HAND', 'BAM-VER-005', accept(), { payloadSize: 2n ** 62n }, null);
  add('empty', 'EMPTY_PAYLOAD', 'BAM-ENC-007', accept(), { payload: empty }, empty);
  for (const size of [1, 247, 248, 1024, 1025, 1500]) {
    const payload = patternless(size, 3);
    add(`of-${size}`, 'PAYLOAD_HASH', 'BAM-ENC-008', accept(), { payload }, payload);
  }
  for (const byte of [0, 6, PAYLOAD.length - 1]) {
    add(`with-byte-${byte}-wrong`, 'PAYLOAD_HASH', 'BAM-VER-003', wrongHash, {}, flipBit(PAYLOAD, 8 * byte));
  }
  add('longer', 'PAYLOAD_HASH', 'BAM-VER-003', wrongHash, {}, concat(PAYLOAD, fill(0, 1)));
  add('shorter', 'PAYLOAD_HASH', 'BAM-VER-003', wrongHash, {}, PAYLOAD.slice(0, -1));
  add('empty-instead', 'EMPTY_PAYLOAD', 'BAM-VER-003', wrongHash, {}, empty);
  add('instead-of-empty', 'EMPTY_PAYLOAD', 'BAM-VER-003', wrongHash, { payload: empty }, PAYLOAD);
  add('hex-instead', 'PAYLOAD_HASH', 'BAM-VER-003', wrongHash, {}, ascii(hex(PAYLOAD)));
  add('both-wrong', 'HASH_BEFORE_SIZE', 'BAM-VER-003', wrongHash, { payloadSize: 99n }, flipBit(PAYLOAD, 3));
  add(
    'of-claimed-size-but-wrong',
    'HASH_BEFORE_SIZE',
    'BAM-VER-003',
    wrongHash,
    { payloadSize: 5n },
    PAYLOAD.slice(0, 5),
  );
  const size = BigInt(PAYLOAD.length);
  const lies = [
    size - 1n,
    size + 1n,
    0n,
    size + 256n,
    size + 2n ** 32n,
    size + 2n ** 53n,
    size + 2n ** 63n,
    MAX_U64,
  ];
  for (const payloadSize of lies) {
    add(`size-${payloadSize}-a-lie`, 'SIZE_LIE', 'BAM-VER-004', wrongSize, { payloadSize }, PAYLOAD);
  }
  add('empty-size-1-a-lie', 'SIZE_LIE', 'BAM-VER-004', wrongSize, { payload: empty, payloadSize: 1n }, empty);
  add(
    'empty-size-largest-a-lie',
    'SIZE_LIE',
    'BAM-VER-004',
    wrongSize,
    { payload: empty, payloadSize: MAX_U64 },
    empty,
  );

  // The digest of the other profile's function, cut or filled up to this one's length, behind the right header.
  const other = profile === 'bamboo' ? 'p2panda' : 'bamboo';
  const digest = concat(digestOf(other, PAYLOAD), fill(0, 64)).slice(0, profile === 'bamboo' ? 64 : 32);
  const payloadHash = concat(hashOfNothing(profile, 0).slice(0, 2), digest);
  add('hash-of-other-function', 'OTHER_PROFILE', 'BAM-PRO-001', wrongHash, { payloadHash }, PAYLOAD);
  for (const [where, index] of [
    ['first', 2],
    ['last', -1],
  ] as const) {
    const right = encodedHash(profile, PAYLOAD);
    const spoiled = withByte(right, index, right.at(index)! ^ 0x10);
    add(
      `hash-${where}-byte-wrong`,
      'PAYLOAD_HASH',
      'BAM-VER-003',
      wrongHash,
      { payloadHash: spoiled },
      PAYLOAD,
    );
  }
}

/** Fields changed after signing, and signatures over something else than all fields. */
function addSignatureCoverage(list: VectorList, profile: Profile): void {
  const INVALID = reject('SIGNATURE_INVALID');
  const add = (name: string, entry: Uint8Array, flag = 'COVERAGE', rules = ['BAM-VER-002', 'BAM-ENC-009']) =>
    addVerification(list, profile, { name, flag, requirements: rules, expect: INVALID }, { entry });
  const changed = (name: string, spec: EntrySpec, fields: Partial<Fields>) => {
    const before = fieldsOf(profile, spec);
    const signature = signerOf(ALICE)(bodyOf(before));
    add(`changed-${name}`, concat(bodyOf({ ...before, ...fields }), signature));
  };
  const link = hashOfNothing(profile, 0x77);
  changed('tag', {}, { tag: Uint8Array.of(1) });
  changed('tag-back', { endOfLog: true, seqNum: 4n }, { tag: Uint8Array.of(0) });
  changed('author', {}, { author: BOB.publicKey });
  changed('log-id', { logId: 7n }, { logId: varU64(8n) });
  changed('log-id-longer', { logId: 7n }, { logId: varU64(70000n) });
  changed('log-id-upper-half', { logId: 2n ** 40n + 5n }, { logId: varU64(2n ** 41n + 5n) });
  changed('seqnum', { seqNum: 2n }, { seqNum: varU64(3n) });
  changed('seqnum-with-links', { seqNum: 4n }, { seqNum: varU64(8n) });
  changed('lipmaalink', { seqNum: 4n }, { lipmaalink: link });
  changed('backlink', { seqNum: 4n }, { backlink: link });
  changed('backlink-alone', { seqNum: 2n }, { backlink: link });
  changed('payload-size', {}, { payloadSize: varU64(12n) });
  changed('payload-hash', {}, { payloadHash: link });
  const links = fieldsOf(profile, { seqNum: 4n });
  changed('links-swapped', { seqNum: 4n }, { lipmaalink: links.backlink, backlink: links.lipmaalink });

  const over = (name: string, what: (fields: Fields, body: Uint8Array) => Uint8Array) => {
    for (const seqNum of [1n, 4n]) {
      const fields = fieldsOf(profile, { seqNum });
      const body = bodyOf(fields);
      add(`signed-${name}-at-${seqNum}`, concat(body, signerOf(ALICE)(what(fields, body))));
    }
  };
  const without = (name: keyof Fields) => (fields: Fields) => bodyOf({ ...fields, [name]: new Uint8Array() });
  over('without-tag', without('tag'));
  over('without-author', without('author'));
  over('without-log-id', without('logId'));
  over('without-seqnum', without('seqNum'));
  over('without-payload-size', without('payloadSize'));
  over('without-payload-hash', without('payloadHash'));
  over('without-hash-header', ({ payloadHash }, body) =>
    concat(body.slice(0, -payloadHash.length), payloadHash.slice(2)),
  );
  over('over-hash', (_, body) => encodedHash(profile, body));
  over('over-digest', (_, body) => digestOf(profile, body));
  over('over-hex', (_, body) => ascii(hex(body)));
  over('over-body-and-zeros', (_, body) => concat(body, fill(0, 64)));
  over('over-payload', () => PAYLOAD);
  over('over-nothing', () => new Uint8Array());
  const fields = fieldsOf(profile, { seqNum: 4n });
  const noLinks = bodyOf({ ...fields, lipmaalink: new Uint8Array(), backlink: new Uint8Array() });
  add('signed-without-links', concat(bodyOf(fields), signerOf(ALICE)(noLinks)));
  const swapped = bodyOf({ ...fields, lipmaalink: fields.backlink, backlink: fields.lipmaalink });
  add('signed-over-links-swapped', concat(bodyOf(fields), signerOf(ALICE)(swapped)));
  const right = entryOf(profile);
  for (const byte of [-64, -50, -33, -32, -20])
    add(`signature-byte-${64 + byte}`, withByte(right, byte, right.at(byte)! ^ 1), 'SIGNATURE');
  add('signature-of-zeros', concat(right.slice(0, -64), fill(0, 64)), 'SIGNATURE');
  add('signature-of-another-author', seal(fieldsOf(profile), signerOf(BOB)), 'SIGNATURE');
  add(
    'signature-of-another-entry',
    concat(right.slice(0, -64), entryOf(profile, { logId: 1n }).slice(-64)),
    'SIGNATURE',
  );
  const malleable = concat(right.slice(0, -64), withS(right.slice(-64), sOf(right.slice(-64)) + L));
  const about = {
    name: 'signature-s-plus-l',
    flag: 'S_NOT_REDUCED',
    requirements: ['BAM-SIG-002', 'BAM-VER-002'],
  };
  addVerification(
    list,
    profile,
    { ...about, expect: reject('SIGNATURE_NOT_CANONICAL') },
    { entry: malleable, payload: PAYLOAD },
  );
}

/** The crafted signatures, over the bodies of entries. */
function addCraftedSignatures(list: VectorList, profile: Profile): void {
  for (const { name, flag, requirements, expect, author, make, asEntry } of signatureCases()) {
    if (!asEntry) continue;
    const bodyAt = (n: number) => bodyOf(fieldsOf(profile, { author, logId: BigInt(n) }));
    const { message, signature } = make(bodyAt);
    const about = { name: `signature-${name}`, flag, requirements: [...requirements, 'BAM-VER-002'], expect };
    addVerification(list, profile, about, { entry: concat(message, signature), payload: PAYLOAD });
  }
}

/** What does not decode, with everything else at hand as it should be. */
function addUndecodable(list: VectorList, profile: Profile): void {
  const backlink = entryOf(profile, { seqNum: 1n });
  const spec = { seqNum: 2n, backlink: encodedHash(profile, backlink) };
  const fields = fieldsOf(profile, spec);
  const spoil = (change: Partial<Fields>) => seal({ ...fields, ...change });
  const entry = seal(fields);
  const same = hashOfNothing(profile, 0x5a);
  const cases: [string, string, Uint8Array][] = [
    ['EMPTY', 'BAM-DEC-002', new Uint8Array()],
    ['TRUNCATED', 'BAM-DEC-003', entry.slice(0, -1)],
    ['INVALID_TAG', 'BAM-DEC-004', spoil({ tag: Uint8Array.of(2) })],
    ['INVALID_AUTHOR', 'BAM-KEY-002', spoil({ author: withByte(fill(0, 32), 0, 2) })],
    ['NON_CANONICAL_VARU64', 'BAM-INT-004', spoil({ logId: Uint8Array.of(0xf8, 0) })],
    ['SEQNUM_ZERO', 'BAM-DEC-005', seal({ ...fieldsOf(profile), seqNum: Uint8Array.of(0) })],
    ['UNKNOWN_HASH_TYPE', 'BAM-HSH-005', spoil({ payloadHash: withByte(fields.payloadHash, 0, 1) })],
    ['WRONG_HASH_LENGTH', 'BAM-HSH-006', spoil({ payloadHash: withByte(fields.payloadHash, 1, 1) })],
    ['TRAILING_BYTES', 'BAM-DEC-007', concat(entry, Uint8Array.of(0))],
  ];
  if (profile === 'p2panda') {
    cases.push([
      'LINKS_IDENTICAL',
      'BAM-DEC-008',
      entryOf(profile, { seqNum: 4n, backlink: same, lipmaalink: same }),
    ]);
  }
  for (const [reason, rule, bytes] of cases) {
    const name = `undecodable-${reason.toLowerCase().replaceAll('_', '-')}`;
    const about = { name, flag: 'UNDECODABLE', requirements: [rule], expect: reject(reason) };
    addVerification(list, profile, about, { entry: bytes, payload: PAYLOAD, backlink });
  }
}

/** Two faults: the earlier step gives the reason. */
function addSteps(list: VectorList, profile: Profile): void {
  const backlink = entryOf(profile, { seqNum: 1n });
  const other = entryOf(profile, { seqNum: 1n, payload: ascii('another') });
  const fields = fieldsOf(profile, { seqNum: 2n, backlink: encodedHash(profile, backlink) });
  const add = (name: string, reason: string, atHand: AtHand) =>
    addVerification(
      list,
      profile,
      { name: `first-of-${name}`, flag: 'PRECEDENCE', requirements: ['BAM-VER-001'], expect: reject(reason) },
      atHand,
    );
  const unsigned = concat(bodyOf(fields), fill(0x01, 64).fill(0, 63));
  const wrongPayload = ascii('something else');
  const badTag = concat(bodyOf({ ...fields, tag: Uint8Array.of(2) }), unsigned.slice(-64));
  const spoiled = concat(
    bodyOf({ ...fields, payloadHash: withByte(fields.payloadHash, 0, 9) }),
    unsigned.slice(-64),
  );
  const lie = { ...fields, payloadSize: varU64(1n) };
  const malleable = (bytes: Uint8Array) =>
    concat(bytes.slice(0, -64), withS(bytes.slice(-64), sOf(bytes.slice(-64)) + L));
  add('decoding-and-signature', 'INVALID_TAG', { entry: badTag });
  add('decoding-and-payload', 'UNKNOWN_HASH_TYPE', { entry: spoiled, payload: wrongPayload });
  add('decoding-and-link', 'INVALID_TAG', { entry: badTag, backlink: other });
  add('trailing-and-signature', 'TRAILING_BYTES', { entry: concat(unsigned, fill(0, 1)), backlink });
  add('signature-and-payload-hash', 'SIGNATURE_INVALID', { entry: unsigned, payload: wrongPayload });
  add('signature-and-payload-size', 'SIGNATURE_INVALID', {
    entry: concat(bodyOf(lie), unsigned.slice(-64)),
    payload: PAYLOAD,
  });
  add('signature-and-link', 'SIGNATURE_INVALID', { entry: unsigned, backlink: other });
  add('large-s-and-payload', 'SIGNATURE_NOT_CANONICAL', {
    entry: malleable(seal(fields)),
    payload: wrongPayload,
  });
  add('large-s-and-link', 'SIGNATURE_NOT_CANONICAL', { entry: malleable(seal(fields)), backlink: other });
  add('payload-hash-and-link', 'PAYLOAD_HASH_MISMATCH', {
    entry: seal(fields),
    payload: wrongPayload,
    backlink: other,
  });
  add('payload-size-and-link', 'PAYLOAD_SIZE_MISMATCH', {
    entry: seal(lie),
    payload: PAYLOAD,
    backlink: other,
  });
}

/** `decoding` is the subject entry-decode, much of which is asked for again. */
export function entryVerifySubject(decoding: Subject): Subject {
  const description = 'Verifying one entry: decoding, signature, payload, links.';
  const list = subject('entry-verify', description, {}, (vectors) => {
    for (const profile of PROFILES) {
      addUndecodable(vectors, profile);
      addCraftedSignatures(vectors, profile);
      addSignatureCoverage(vectors, profile);
      addPayloads(vectors, profile);
      addLinks(vectors, profile);
      addSteps(vectors, profile);
      addTogether(vectors, profile);
    }
    addTwins(vectors, decoding.vectors);
  });
  const used = new Set(list.vectors.flatMap(({ flags }) => flags));
  const notes = Object.entries({ ...ENTRY_DECODE_NOTES, ...SIGNATURE_NOTES, ...ENTRY_VERIFY_NOTES }).filter(
    ([flag]) => used.has(flag),
  );
  return { ...list, notes: Object.fromEntries(notes) };
}
