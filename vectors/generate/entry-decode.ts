import type { Profile } from '../../src/reference/index.js';
import { hex, hexOrNull, withByte } from './bytes.js';
import { smallOrderAuthor, smallOrderEncodings, craft, torsionCancels } from './edwards.js';
import {
  ALICE,
  BOB,
  bodyOf,
  encodedHash,
  type EntrySpec,
  fieldsOf,
  hasBacklink,
  hashOfNothing,
  hasLipmaalink,
  type Key,
  PAYLOAD,
  seal,
  type Signer,
  signerOf,
} from './entry-builder.js';
import { addSpoiledEntries } from './entry-decode-spoiled.js';
import { ENTRY_DECODE_NOTES } from './entry-decode-notes.js';
import { fieldBoundaries, seqNumBoundaries } from './entry-encode.js';
import { createMessage } from './p2panda-message.js';
import { MAX_U64 } from './sequence-numbers.js';
import { accept, PROFILES, subject, type Subject, type VectorList } from './vector.js';

interface About {
  readonly name: string;
  readonly flag: string;
  readonly requirements: string[];
}

/** An entry that decodes. What comes out is stated from what went in, not read back from the bytes. */
function add(
  list: VectorList,
  profile: Profile,
  { name, flag, requirements }: About,
  spec: EntrySpec = {},
  key: Key = ALICE,
  signer: Signer = signerOf(key),
): void {
  const { author = key.publicKey, endOfLog = false, logId = 0n, seqNum = 1n } = spec;
  const fields = fieldsOf(profile, { ...spec, author });
  const entry = seal(fields, signer);
  list.add({
    id: `entry-decode-${profile}-${name}`,
    requirements,
    flags: [flag],
    profile,
    op: 'entry.decode',
    input: { entry: hex(entry) },
    expect: accept({
      endOfLog,
      author: hex(author),
      logId: String(logId),
      seqNum: String(seqNum),
      lipmaalink: hexOrNull(hasLipmaalink(seqNum) ? fields.lipmaalink : null),
      backlink: hexOrNull(hasBacklink(seqNum) ? fields.backlink : null),
      payloadSize: String(spec.payloadSize ?? BigInt((spec.payload ?? PAYLOAD).length)),
      payloadHash: hex(fields.payloadHash),
      signature: hex(entry.slice(-64)),
      hash: hex(encodedHash(profile, entry)),
    }),
  });
}

function addBoundaries(list: VectorList, profile: Profile): void {
  const whole = ['BAM-DEC-010', 'BAM-ENC-001', 'BAM-INT-003'];
  // Integers don't depend on the profile: in one, the odd ones of the larger values are enough.
  const boundaries = fieldBoundaries().filter(
    (value) => profile === 'p2panda' || value < 300n || value > MAX_U64 - 5n || value % 2n === 1n,
  );
  for (const logId of boundaries) {
    add(list, profile, { name: `log-id-${logId}`, flag: 'LOG_ID', requirements: whole }, { logId }, BOB);
  }
  for (const [i, seqNum] of seqNumBoundaries().entries()) {
    if (profile === 'bamboo' && seqNum > 300n && seqNum < MAX_U64 - 5n && i % 2 === 1) continue;
    const flag = hasLipmaalink(seqNum) ? 'LINKS_DUE' : seqNum < 20n ? 'LINKS_NOT_DUE' : 'SEQNUM';
    const requirements = [...whole, 'BAM-ENC-005', 'BAM-ENC-006', 'BAM-LIP-002'];
    add(list, profile, { name: `seqnum-${seqNum}`, flag, requirements }, { seqNum, logId: 9n });
  }
  for (const payloadSize of boundaries) {
    const about = {
      name: `payload-size-${payloadSize}`,
      flag: payloadSize > 2n ** 31n ? 'CLAIMED_SIZE' : 'PAYLOAD_SIZE',
      requirements: [...whole, 'BAM-ENC-007'],
    };
    add(list, profile, about, { payloadSize });
  }
  const largest = { logId: MAX_U64, seqNum: MAX_U64, payloadSize: MAX_U64 };
  add(list, profile, { name: 'everything-largest', flag: 'SEQNUM', requirements: whole }, largest);
  add(
    list,
    profile,
    { name: 'everything-largest-without-lipmaalink', flag: 'SEQNUM', requirements: whole },
    {
      ...largest,
      seqNum: MAX_U64 - 1n,
    },
  );
}

function addContents(list: VectorList, profile: Profile): void {
  for (const seqNum of [1n, 2n, 4n, 40n, MAX_U64]) {
    const about = {
      name: `end-of-log-${seqNum}`,
      flag: 'END_OF_LOG',
      requirements: ['BAM-ENC-002', 'BAM-DEC-004'],
    };
    add(list, profile, about, { seqNum, endOfLog: true });
  }
  const empty = {
    name: 'empty-payload',
    flag: 'EMPTY_PAYLOAD',
    requirements: ['BAM-ENC-007', 'BAM-ENC-008', 'BAM-HSH-007'],
  };
  add(list, profile, empty, { payload: new Uint8Array() });
  // Links and payload hashes may hold anything behind their header.
  const any = ['BAM-DEC-006', 'BAM-ENC-001'];
  for (const byte of [0x00, 0x20, 0x40, 0xf8, 0xff]) {
    const name = `digests-of-${hex(Uint8Array.of(byte))}`;
    const lipmaalink = withByte(hashOfNothing(profile, byte), -1, 0x99);
    const payloadHash = hashOfNothing(profile, byte);
    const links = { seqNum: 13n, lipmaalink, backlink: hashOfNothing(profile, byte) };
    add(list, profile, { name, flag: 'ANY_DIGEST', requirements: any }, { ...links, payloadHash });
  }
  for (const [where, index] of [
    ['first', 2],
    ['middle', 20],
    ['last', -1],
  ] as const) {
    const backlink = hashOfNothing(profile, 0x3c);
    const about = {
      name: `links-differ-in-${where}-byte`,
      flag: 'LINKS_NEARLY_IDENTICAL',
      requirements: any,
    };
    add(list, profile, about, { seqNum: 4n, backlink, lipmaalink: withByte(backlink, index, 0x3d) });
  }
  const one = hashOfNothing(profile, 0x01);
  add(
    list,
    profile,
    { name: 'backlink-same-as-payload-hash', flag: 'LINKS_NEARLY_IDENTICAL', requirements: any },
    {
      seqNum: 4n,
      backlink: one,
      payloadHash: one,
    },
  );
  if (profile === 'bamboo') {
    for (const seqNum of [4n, 13n, MAX_U64]) {
      const about = {
        name: `identical-links-${seqNum}`,
        flag: 'IDENTICAL_LINKS',
        requirements: ['BAM-DEC-009'],
      };
      add(list, profile, about, { seqNum, backlink: one, lipmaalink: one });
    }
    for (const seqNum of [1n, 2n, 4n, 5n, 13n, 248n, 65536n, 2n ** 31n - 1n]) {
      const about = { name: `message-seqnum-${seqNum}`, flag: 'REAL_WORLD', requirements: ['BAM-ENC-001'] };
      add(list, profile, about, { seqNum, logId: 300n, payload: createMessage('real') }, BOB);
    }
  }
}

/** Authors of small order have signatures too, in every encoding. */
function addSmallOrderAuthors(list: VectorList, profile: Profile): void {
  for (const encoding of smallOrderEncodings()) {
    const author = smallOrderAuthor(encoding);
    // The log id is counted up until the torsion of the author vanishes.
    let logId = 0n;
    const bodyAt = (n: number): Uint8Array => {
      logId = BigInt(n);
      return bodyOf(fieldsOf(profile, { author: encoding.bytes, logId }));
    };
    const wanted = (h: bigint) => torsionCancels(author, 0, h);
    const { signature } = craft(bodyAt, { author, r: 7n, holdR: true, wanted });
    const nonCanonical = encoding.name.includes('-p') ? 'BAM-KEY-003' : 'BAM-KEY-005';
    const about = {
      name: `author-${encoding.name}`,
      flag: encoding.canonical ? 'SMALL_ORDER_AUTHOR' : 'NON_CANONICAL_AUTHOR',
      requirements: [encoding.canonical ? 'BAM-KEY-004' : nonCanonical],
    };
    add(list, profile, about, { author: encoding.bytes, logId }, ALICE, () => signature);
  }
}

/** The digest of an entry is that of all its bytes, so two signatures make two entries. */
function addTwoSignatures(list: VectorList, profile: Profile): void {
  const about = (n: number) => ({
    name: `signed-otherwise-${n}`,
    flag: 'HASH_WITHOUT_SIGNATURE',
    requirements: ['BAM-ENC-010'],
  });
  const author = smallOrderAuthor(smallOrderEncodings()[0]!);
  for (const n of [1, 2]) {
    const signer: Signer = (body) => craft(() => body, { author, r: BigInt(n), holdR: true }).signature;
    add(list, profile, about(n), { author: author.bytes, seqNum: 2n }, ALICE, signer);
  }
}

export function entryDecodeSubject(): Subject {
  return subject('entry-decode', 'Decoding entries, field by field.', ENTRY_DECODE_NOTES, (list) => {
    for (const profile of PROFILES) {
      addBoundaries(list, profile);
      addContents(list, profile);
      addSmallOrderAuthors(list, profile);
      addTwoSignatures(list, profile);
      addSpoiledEntries(list, profile);
    }
  });
}
