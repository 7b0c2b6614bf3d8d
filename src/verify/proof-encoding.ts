import { decode, encode } from 'cborg';
import { counted } from '../bamboo/counted.js';
import { joinBytes } from '../bamboo/join.js';
import { ENCODED_HASH_LENGTH, PROFILES, type Profile } from '../bamboo/profile.js';
import { ARRAY, BYTES, headAt, isShortest, MOST_INFO, TEXT, UINT } from './cbor-head.js';

/**
 * What a proof can show (BAM-PRF-010 to BAM-PRF-014 say when it does).
 *
 * - `fork`: two different entries for one sequence number
 * - `implied-fork`: two entries that commit to different hashes for one sequence number
 * - `payload-size-lie`: an entry, and its payload, which has another size than the entry says
 * - `after-end-of-log`: an entry above one that ends the log
 * - `link-to-wrong-seqnum`: an entry with a link to one that has another sequence number than it must have
 */
export const PROOF_KINDS = [
  'fork',
  'implied-fork',
  'payload-size-lie',
  'after-end-of-log',
  'link-to-wrong-seqnum',
] as const;

/** One of the {@link PROOF_KINDS}. */
export type ProofKind = (typeof PROOF_KINDS)[number];

const MAGIC = 'bamboo-proof';
const VERSION = 1;
const LENGTH = 8;

/** What is said of bytes that are no proof, or of an element that is not as it has to be. */
const WRONG = {
  start: 'it does not begin as a proof does',
  version: 'its version is no number, or not written in the shortest way',
  profile: 'its profile is unknown',
  kind: 'its kind is unknown',
  seqNum: 'its sequence number is none',
  evidence: 'its evidence is not two byte strings',
  digest: 'its digest is no byte string',
  encoding: 'its encoding is not the deterministic one',
} as const;

/** The elements in their order: the major type of each, and what is said of one of another type. */
const ELEMENTS = [
  [TEXT, WRONG.start],
  [UINT, WRONG.version],
  [TEXT, WRONG.profile],
  [TEXT, WRONG.kind],
  [UINT, WRONG.seqNum],
  [BYTES, WRONG.evidence],
  [BYTES, WRONG.evidence],
  [BYTES, WRONG.digest],
] as const;

/** What a proof says, and what it says it with. */
export interface Claim {
  readonly profile: Profile;
  readonly kind: ProofKind;
  /** 1 to 2^64 − 1. */
  readonly seqNum: bigint;
  /** Two entries, or an entry and its payload. */
  readonly evidence: readonly [Uint8Array, Uint8Array];
}

/** A proof taken apart. */
export interface DecodedProof extends Claim {
  /** The encoded hash that the proof carries. */
  readonly digest: Uint8Array;
  /** The bytes that it is the hash of: the proof without its last element. */
  readonly digested: Uint8Array;
}

/** Bytes in ascending order, compared one by one; what another one begins with comes before it. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

/** The evidence in the order in which a proof has it (BAM-PRF-004). */
export function inOrder({ kind, evidence }: Pick<Claim, 'kind' | 'evidence'>): Claim['evidence'] {
  const [first, second] = evidence;
  return kind === 'payload-size-lie' || compareBytes(first, second) < 0 ? evidence : [second, first];
}

/** Writes a proof; `hash` is that of the profile. The claim isn't looked at. */
export function writeProof(
  { profile, kind, seqNum, evidence }: Claim,
  hash: (profile: Profile, bytes: Uint8Array) => Uint8Array,
): Uint8Array {
  const elements = [MAGIC, VERSION, profile, kind, seqNum, ...evidence];
  // All elements have definite lengths, so the array is its head, which counts the digest too, and they one by one.
  const parts = [Uint8Array.of(0x80 | LENGTH), ...elements.map((element) => encode(element))];
  const digested = joinBytes(parts);
  return joinBytes([digested, encode(hash(profile, digested))]);
}

/** The version that bytes say they have, which begin as a proof of another one does (BAM-PRF-002). */
function otherVersion(bytes: Uint8Array): number | bigint | undefined {
  const array = headAt(bytes, 0);
  if (array?.major !== ARRAY || array.value < 2 || !isShortest(array)) return undefined;
  const start = encode(MAGIC);
  const at = array.end + start.length;
  if (compareBytes(bytes.subarray(array.end, at), start) !== 0) return undefined;
  // What comes behind is not looked at.
  const head = headAt(bytes, at);
  if (head?.major !== UINT || !isShortest(head)) return undefined;
  const version = decode(bytes.subarray(at, head.end)) as number | bigint;
  return version === VERSION ? undefined : version;
}

/** Whether the bytes are the deterministic encoding of the value that they decode to. */
function isDeterministic(bytes: Uint8Array, value: unknown): boolean {
  return compareBytes(encode(value), bytes) === 0;
}

const wrongCount = (n: number): string => `it has ${counted(n, 'element')} and must have ${LENGTH}`;

/**
 * What is wrong, in words, with how bytes are laid out; `undefined` where there are all elements, of their types, and nothing
 * else. What is looked at here is no deeper and no longer than a proof, whatever somebody sends.
 */
function faultOfLayout(bytes: Uint8Array): string | undefined {
  const [first] = bytes;
  if (first === undefined) return 'it is empty';
  // As much of the magic as there is.
  const start = encode(MAGIC).subarray(0, bytes.length - 1);
  if (first >> 5 !== ARRAY || compareBytes(bytes.subarray(1, 1 + start.length), start) !== 0)
    return WRONG.start;
  const count = first & 0x1f;
  if (count >= 24) return WRONG.encoding;
  if (count !== LENGTH) return wrongCount(count);
  let at = 1;
  for (const [type, wrong] of ELEMENTS) {
    const head = headAt(bytes, at);
    if (head && head.major !== type) return wrong;
    if (head && head.info > MOST_INFO) return WRONG.encoding;
    at = !head ? Infinity : head.end + (type === UINT ? 0 : head.value);
    if (at > bytes.length) return `it is cut off after ${counted(bytes.length, 'byte')}`;
  }
  const more = bytes.length - at;
  if (more === 0) return undefined;
  return more === 1 ? 'a byte follows the proof' : `${more} bytes follow the proof`;
}

/**
 * Takes a proof apart (BAM-PRF-001, BAM-PRF-002, BAM-PRF-004). The digest isn't looked at, nor what the evidence is.
 *
 * @returns a reason and, in words, what is wrong, where the bytes are no proof
 */
export function readProof(
  bytes: Uint8Array,
): DecodedProof | { readonly reason: 'NOT_A_PROOF' | 'UNKNOWN_PROOF'; readonly message: string } {
  const not = (message: string) => ({ reason: 'NOT_A_PROOF', message }) as const;
  const otherwise = otherVersion(bytes);
  if (otherwise !== undefined) {
    return {
      reason: 'UNKNOWN_PROOF',
      message: `it is of version ${otherwise}, and only ${VERSION} is known`,
    };
  }
  const fault = faultOfLayout(bytes);
  if (fault !== undefined) return not(fault);
  let value: unknown[];
  try {
    value = decode(bytes, { strict: true, allowIndefinite: false, allowUndefined: false }) as unknown[];
  } catch {
    // A text that is no UTF-8, or a head that says a large number.
    return not(WRONG.encoding);
  }
  const [magic, version, profile, kind, seqNum, first, second, digest] = value;
  if (magic !== MAGIC) return not(WRONG.start);
  if (!isDeterministic(bytes, value)) return not(WRONG.encoding);
  if (version !== VERSION) return not(WRONG.version);
  if (!PROFILES.includes(profile as Profile)) return not(WRONG.profile);
  if (!PROOF_KINDS.includes(kind as ProofKind)) return not(WRONG.kind);
  if (!isUint(seqNum) || BigInt(seqNum) === 0n) return not(WRONG.seqNum);
  if (!(first instanceof Uint8Array) || !(second instanceof Uint8Array)) {
    return not(WRONG.evidence);
  }
  if (kind !== 'payload-size-lie' && compareBytes(first, second) >= 0) {
    return not('its entries are not in ascending order');
  }
  const digestLength = ENCODED_HASH_LENGTH[profile as Profile];
  if (!(digest instanceof Uint8Array) || digest.length !== digestLength) {
    return not(`its digest is not ${digestLength} bytes`);
  }
  return {
    profile: profile as Profile,
    kind: kind as ProofKind,
    seqNum: BigInt(seqNum),
    evidence: [first, second],
    digest,
    digested: bytes.subarray(0, bytes.length - encode(digest).length),
  };
}

/** A CBOR integer from 0 to 2^64 − 1, as the library gives it. */
function isUint(value: unknown): value is number | bigint {
  return (typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))) && value >= 0;
}
