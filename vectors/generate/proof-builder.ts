import { encode } from 'cborg';
import { encodeProof, type Profile, type ProofKind } from '../../src/reference/index.js';
import { ascii, concat, hex } from './bytes.js';
import { ALICE, encodedHash } from './entry-builder.js';
import type { Written } from './log-builder.js';
import { accept, type Expect, type VectorList } from './vector.js';

/** The elements of a proof before its digest, each encoded, so that each can be spoiled before the digest is made. */
export interface Elements {
  readonly head: Uint8Array;
  readonly magic: Uint8Array;
  readonly version: Uint8Array;
  readonly profile: Uint8Array;
  readonly kind: Uint8Array;
  readonly seqNum: Uint8Array;
  readonly first: Uint8Array;
  readonly second: Uint8Array;
}

export type ElementName = keyof Elements;
export const ELEMENT_NAMES: readonly ElementName[] = [
  'head',
  'magic',
  'version',
  'profile',
  'kind',
  'seqNum',
  'first',
  'second',
];

/** The deterministic encoding of a text, byte string or number, by a library that is not the reference's. */
export const cbor = (value: string | bigint | Uint8Array): Uint8Array => Uint8Array.from(encode(value));

/** A head of any major type with its value in `width` bytes: too long where fewer would do. */
export function longHead(major: number, value: bigint, width: 1 | 2 | 4 | 8): Uint8Array {
  const info = { 1: 24, 2: 25, 4: 26, 8: 27 }[width];
  const digits = Array.from({ length: width }, (_, i) =>
    Number((value >> BigInt(8 * (width - 1 - i))) & 0xffn),
  );
  return Uint8Array.of((major << 5) | info, ...digits);
}

/** The elements of a claim, the evidence in the order in which it is given. */
export function elementsAsGiven(
  profile: Profile,
  kind: string,
  seqNum: bigint,
  first: Uint8Array,
  second: Uint8Array,
): Elements {
  return {
    head: Uint8Array.of(0x88),
    magic: cbor('bamboo-proof'),
    version: cbor(1n),
    profile: cbor(profile),
    kind: cbor(kind),
    seqNum: cbor(seqNum),
    first: cbor(first),
    second: cbor(second),
  };
}

/** The elements of a claim, the evidence in the order that a proof has it in. */
export function elementsOf(
  profile: Profile,
  kind: string,
  seqNum: bigint,
  a: Uint8Array,
  b: Uint8Array,
): Elements {
  const inOrder = kind === 'payload-size-lie' || Buffer.compare(a, b) <= 0;
  return elementsAsGiven(profile, kind, seqNum, inOrder ? a : b, inOrder ? b : a);
}

export const digestedOf = (elements: Elements): Uint8Array =>
  concat(...ELEMENT_NAMES.map((name) => elements[name]));

/** Elements with their digest, whatever they are. */
export function sealed(profile: Profile, elements: Elements): Uint8Array {
  const digested = digestedOf(elements);
  return concat(digested, cbor(encodedHash(profile, digested)));
}

/** The proof of a claim, in order and with its digest; the reference has to write the same. */
export function proofOf(
  profile: Profile,
  kind: ProofKind,
  seqNum: bigint,
  a: Uint8Array,
  b: Uint8Array,
): Uint8Array {
  const proof = sealed(profile, elementsOf(profile, kind, seqNum, a, b));
  const written = encodeProof({ profile, kind, seqNum, first: a, second: b });
  if (hex(proof) !== hex(written))
    throw new Error(`the reference writes a proof of ${kind} at ${seqNum} otherwise`);
  return proof;
}

/** What a proof is accepted with. */
export const proves = (
  kind: ProofKind,
  seqNum: bigint,
  { author = ALICE.publicKey, logId = 1n }: { author?: Uint8Array; logId?: bigint } = {},
): Expect => accept({ kind, author: hex(author), logId: String(logId), seqNum: String(seqNum) });

export interface ProofVector {
  readonly name: string;
  readonly flag: string;
  readonly requirements: readonly string[];
  readonly proof: Uint8Array;
  readonly expect: Expect;
  readonly comment?: string | undefined;
}

/** Flags of what does not depend on the profile: one in three of their vectors is tried in bamboo too. */
const MOSTLY_TRIED_ONCE = [
  'CONSISTENT',
  'DAMAGED',
  'EVIDENCE_UNDECODABLE',
  'NOT_CANONICAL',
  'NOT_CBOR',
  'NUMBERS',
  'OTHER_CLAIM',
  'OTHER_VERSION',
  'UNKNOWN_NAME',
  'WRONG_TYPE',
];

/** Those without which some fault would go unseen in bamboo. */
const TRIED_IN_BOTH = [
  'fork-in-log-9007199254740993',
  'head-in-two-bytes',
  'head-of-a-map',
  'magic-in-capitals',
  'nothing-after-end-of-the-lower',
  'nothing-fork-as-implied-fork',
  'nothing-honest-end-after-end-of-log',
  'nothing-wrong-link-of-the-lower',
  'seqnum-zero',
  'version-as-a-float',
];

/** These, and one name in three, always the same. */
const isTriedInBoth = (name: string): boolean =>
  TRIED_IN_BOTH.includes(name) || ascii(name).reduce((sum, letter) => sum + letter, 0) % 3 === 0;

/** Adds a vector, unless it is one of many and its like are tried in the other profile. */
export function addProof(list: VectorList, profile: Profile, vector: ProofVector): void {
  const { name, flag, requirements, proof, expect, comment } = vector;
  if (profile === 'bamboo' && MOSTLY_TRIED_ONCE.includes(flag) && !isTriedInBoth(name)) return;
  list.add({
    id: `proof-${profile}-${name}`,
    requirements,
    flags: [flag],
    profile,
    op: 'proof.verify',
    input: { proof: hex(proof) },
    expect,
    comment,
  });
}

/** The evidence of a claim about two entries, and what it is about. */
export interface PairClaim {
  readonly kind: Exclude<ProofKind, 'payload-size-lie'>;
  readonly seqNum: bigint;
  readonly a: Written;
  readonly b: Written;
}
