import { sha256, sha512 } from '@noble/hashes/sha2.js';
import {
  ascii,
  concat,
  fill,
  flipBit,
  fromHex,
  fromLittleEndian,
  hex,
  littleEndian,
  patternless,
} from './bytes.js';
import { craft, type Crafting, flipSignBit, honestAuthor, isOnCurve, L, P, sOf, withS } from './edwards.js';
import { ALICE, BOB, signerOf } from './entry-builder.js';
import { RFC_8032 } from './rfc8032.js';
import { signatureCases } from './signature-cases.js';
import { accept, type Expect, reject, subject, type Subject, type VectorList } from './vector.js';

export const SIGNATURE_NOTES = {
  PUBLISHED: 'The test vectors of RFC 8032 fail.',
  MESSAGE_LENGTH: 'SHA-512 is padded wrongly where R, author and message just fill a block.',
  WRONG_MESSAGE: 'A signature is accepted for a message that was not signed.',
  WRONG_KEY: 'A signature is accepted for an author who did not make it.',
  SPOILED_SIGNATURE: 'Part of a signature is not looked at, so that anybody can change an entry’s hash.',
  WRONG_TRANSCRIPT: 'h is computed over other bytes, or in another order, than the rest of the network does.',
  OTHER_ALGORITHM: 'Ed25519ph or Ed25519ctx is taken for Ed25519.',
  SMALL_ORDER_AUTHOR:
    'Authors of small order are refused, or their signatures computed wrongly: an entry that the network accepts is lost.',
  NON_CANONICAL_AUTHOR:
    'An author whose y is written as p or more, or with x = 0 and a sign, is refused: an entry that the network accepts is lost.',
  AUTHOR_REENCODED:
    'h is computed over the author’s point encoded anew instead of over the bytes as they stand.',
  MIXED_ORDER: 'The torsion of author or R is lost, so that a valid signature is refused.',
  SMALL_ORDER_R: 'R of small order is refused, or accepted, whatever the equation says.',
  COFACTORED:
    'The equation is checked times eight, as RFC 8032 allows and ZIP 215 demands: signatures are accepted that the network refuses.',
  NON_CANONICAL_R:
    'R is decompressed and compared as a point instead of byte by byte: one signature has several accepted forms.',
  H_REDUCED:
    'h is not reduced modulo L, or a multiple of L is added to it (by a signed recoding, for instance): for an author with torsion the verdict is another.',
  S_NOT_REDUCED: 'S is reduced modulo L instead of refused: anybody can change an entry’s hash.',
  S_HIGH_BITS:
    'Only some of the high bits of S are looked at, or they are masked: anybody can change an entry’s hash.',
  S_PATTERN: 'The recoding of S into windows drops a carry or the topmost digit.',
  EXCEPTIONAL_ADDITION:
    'An addition formula fails where both points are equal, opposite, or one is the identity.',
  NOT_ON_CURVE: 'Bytes that are no point are computed with as if they were one.',
  AUTHOR_BEFORE_S: 'S is looked at before the author, and the wrong party is named as being at fault.',
  S_BEFORE_EQUATION: 'A signature that is malleable is called merely wrong.',
};

/** Text whose bytes are the ASCII of hex, so that p2panda-js can be asked about it (it signs such text). */
const hexText = (text: string): Uint8Array => ascii(hex(ascii(text)));

interface Plain {
  readonly name: string;
  readonly flag: string;
  readonly expect: Expect;
  readonly requirements?: string[];
  readonly author: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

function add(list: VectorList, plain: Plain): void {
  const { name, flag, expect, requirements = [], author, message, signature } = plain;
  list.add({
    id: `signature-${name}`,
    requirements: requirements.length > 0 ? requirements : ['BAM-SIG-003'],
    flags: [flag],
    op: 'signature.verify',
    input: { publicKey: hex(author), message: hex(message), signature: hex(signature) },
    expect,
  });
}

const INVALID = reject('SIGNATURE_INVALID');

function addHonest(list: VectorList): void {
  for (const { name, publicKey, message, signature } of RFC_8032) {
    const of = { author: fromHex(publicKey), message: fromHex(message), signature: fromHex(signature) };
    add(list, {
      name: `rfc8032-${name}`,
      flag: 'PUBLISHED',
      expect: accept(),
      requirements: ['BAM-SIG-001', 'BAM-SIG-003'],
      ...of,
    });
  }
  // R and author take 64 bytes: with 47 and 48 of message the padding fits in the block, or just doesn't.
  for (const length of [0, 1, 2, 46, 47, 48, 63, 64, 65, 174, 175, 176, 177, 192, 300, 1000, 4096, 9000]) {
    const message = patternless(length, length + 7);
    const signature = signerOf(BOB)(message);
    add(list, {
      name: `message-of-${length}`,
      flag: 'MESSAGE_LENGTH',
      expect: accept(),
      requirements: ['BAM-SIG-001', 'BAM-SIG-004'],
      author: BOB.publicKey,
      message,
      signature,
    });
  }
}

function addSpoiled(list: VectorList): void {
  const author = ALICE.publicKey;
  const message = hexText('a bamboo grove');
  const signature = signerOf(ALICE)(message);
  const whole = { author, message, signature, expect: INVALID };
  const wrong = (name: string, flag: string, change: Partial<Plain>) =>
    add(list, { ...whole, name, flag, ...change });

  wrong('message-with-more', 'WRONG_MESSAGE', { message: concat(message, ascii('00')) });
  wrong('message-with-zero-more', 'WRONG_MESSAGE', { message: concat(message, fill(0, 1)) });
  wrong('message-with-less', 'WRONG_MESSAGE', { message: message.slice(0, -2) });
  wrong('message-empty', 'WRONG_MESSAGE', { message: new Uint8Array() });
  wrong('message-hashed', 'WRONG_MESSAGE', { message: sha512(message) });
  for (const byte of [0, 1, 7, 13, message.length - 1]) {
    wrong(`message-byte-${byte}`, 'WRONG_MESSAGE', { message: flipBit(message, 8 * byte) });
  }
  const long = hexText('grass '.repeat(100));
  for (const byte of [0, 63, 64, 127, 128, 600, long.length - 1]) {
    wrong(`long-message-byte-${byte}`, 'WRONG_MESSAGE', {
      message: flipBit(long, 8 * byte + 1),
      signature: signerOf(ALICE)(long),
    });
  }
  wrong('other-author', 'WRONG_KEY', { author: BOB.publicKey });
  wrong('author-negated', 'WRONG_KEY', { author: flipSignBit(author) });
  for (let byte = 0; byte < 32; byte++) {
    const changed = flipBit(author, 8 * byte + 1);
    const onCurve = isOnCurve((fromLittleEndian(changed) & (2n ** 255n - 1n)) % P);
    wrong(
      `author-byte-${byte}`,
      'WRONG_KEY',
      onCurve
        ? { author: changed }
        : { author: changed, expect: reject('INVALID_AUTHOR'), requirements: ['BAM-KEY-002'] },
    );
  }
  for (let byte = 0; byte < 32; byte++) {
    wrong(`r-byte-${byte}`, 'SPOILED_SIGNATURE', { signature: flipBit(signature, 8 * byte) });
    const spoiled = flipBit(signature, 8 * (32 + byte));
    const reduced = sOf(spoiled) < L;
    wrong(
      `s-byte-${byte}`,
      'SPOILED_SIGNATURE',
      reduced
        ? { signature: spoiled }
        : { signature: spoiled, expect: reject('SIGNATURE_NOT_CANONICAL'), requirements: ['BAM-SIG-002'] },
    );
  }
  wrong('r-negated', 'SPOILED_SIGNATURE', { signature: flipBit(signature, 255) });
  wrong('s-negated', 'SPOILED_SIGNATURE', { signature: withS(signature, L - sOf(signature)) });
  wrong('both-negated', 'SPOILED_SIGNATURE', {
    signature: withS(flipBit(signature, 255), L - sOf(signature)),
  });
  wrong('s-zero', 'SPOILED_SIGNATURE', { signature: withS(signature, 0n) });
  wrong('r-zero', 'SPOILED_SIGNATURE', { signature: concat(fill(0, 32), signature.slice(32)) });
  wrong('all-zero', 'SPOILED_SIGNATURE', { signature: fill(0, 64) });
  wrong('identity-and-zero', 'SPOILED_SIGNATURE', { signature: concat(littleEndian(1n), fill(0, 32)) });
  wrong('of-another-message', 'SPOILED_SIGNATURE', { signature: signerOf(ALICE)(hexText('another grove')) });
  const other = signerOf(ALICE)(hexText('another grove'));
  wrong('r-of-another', 'SPOILED_SIGNATURE', { signature: concat(other.slice(0, 32), signature.slice(32)) });
  wrong('s-of-another', 'SPOILED_SIGNATURE', { signature: concat(signature.slice(0, 32), other.slice(32)) });
}

/** Signatures that an implementation accepts alone which feeds something else to SHA-512. */
function addTranscripts(list: VectorList): void {
  const author = honestAuthor(ALICE);
  const message = hexText('the order of things');
  const contextOf = (prehash: number) =>
    concat(ascii('SigEd25519 no Ed25519 collisions'), Uint8Array.of(prehash, 0));
  const transcripts: [string, string, Crafting['transcript']][] = [
    ['author-first', 'WRONG_TRANSCRIPT', (R, A, m) => [A, R, m]],
    ['message-first', 'WRONG_TRANSCRIPT', (R, A, m) => [m, R, A]],
    ['without-author', 'WRONG_TRANSCRIPT', (R, _, m) => [R, m]],
    ['without-r', 'WRONG_TRANSCRIPT', (_, A, m) => [A, m]],
    ['message-hashed', 'WRONG_TRANSCRIPT', (R, A, m) => [R, A, sha512(m)]],
    ['message-hashed-with-sha-256', 'WRONG_TRANSCRIPT', (R, A, m) => [R, A, sha256(m)]],
    ['with-context', 'OTHER_ALGORITHM', (R, A, m) => [contextOf(0), R, A, m]],
    ['with-prehash', 'OTHER_ALGORITHM', (R, A, m) => [contextOf(1), R, A, sha512(m)]],
    ['without-message', 'WRONG_TRANSCRIPT', (R, A) => [R, A]],
    ['other-author', 'WRONG_TRANSCRIPT', (R, _, m) => [R, BOB.publicKey, m]],
  ];
  for (const [name, flag, transcript] of transcripts) {
    const { signature } = craft(() => message, { author, r: 31337n, ...(transcript ? { transcript } : {}) });
    add(list, {
      name: `h-${name}`,
      flag,
      expect: INVALID,
      requirements: ['BAM-SIG-004'],
      author: author.bytes,
      message,
      signature,
    });
  }
  const R = craft(() => message, { author, r: 31337n }).signature.slice(0, 32);
  const digest = sha512(concat(R, author.bytes, message));
  const hashes: [string, bigint][] = [
    ['big-endian', BigInt(`0x${hex(digest)}`) % L],
    ['first-half', fromLittleEndian(digest.slice(0, 32)) % L],
    ['without-last-byte', fromLittleEndian(digest.slice(0, 63)) % L],
    ['negative', L - (fromLittleEndian(digest) % L)],
  ];
  for (const [name, h] of hashes) {
    const signature = concat(R, littleEndian((31337n + h * author.scalar) % L));
    add(list, {
      name: `h-${name}`,
      flag: 'WRONG_TRANSCRIPT',
      expect: INVALID,
      requirements: ['BAM-SIG-004'],
      author: author.bytes,
      message,
      signature,
    });
  }
}

export function signatureSubject(): Subject {
  return subject(
    'signature',
    'Ed25519 verdicts over plain messages: the deployed network’s, in every corner.',
    SIGNATURE_NOTES,
    (list) => {
      addHonest(list);
      addSpoiled(list);
      addTranscripts(list);
      for (const { name, flag, requirements, expect, author, make } of signatureCases()) {
        const { message, signature } = make((n) => hexText(`${name} ${n}`));
        add(list, { name, flag, requirements: [...requirements], expect, author, message, signature });
      }
    },
  );
}
