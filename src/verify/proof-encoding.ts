import { decode, decodeFirst, encode } from 'cborg';
import { joinBytes } from '../bamboo/join.js';
import { ENCODED_HASH_LENGTH, PROFILES, type Profile } from '../bamboo/profile.js';

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

/** How many bytes the shortest head of an array of two elements or more takes; `undefined` where there is no such head. */
function arrayHeadLength(bytes: Uint8Array): number | undefined {
  const first = bytes[0] ?? 0;
  if (first >= 0x82 && first < 0x98) return 1;
  if (first < 0x98 || first > 0x9b) return undefined;
  const digits = 2 ** (first - 0x98);
  const count = bytes.subarray(1, 1 + digits).reduce((value, byte) => 256 * value + byte, 0);
  const least = digits === 1 ? 24 : 256 ** (digits / 2);
  return count >= least ? 1 + digits : undefined;
}

/** The version that bytes say they have, which begin as a proof of another one does (BAM-PRF-002). */
function otherVersion(bytes: Uint8Array): number | bigint | undefined {
  const head = arrayHeadLength(bytes);
  const start = encode(MAGIC);
  if (head === undefined || compareBytes(bytes.subarray(head, head + start.length), start) !== 0)
    return undefined;
  // A head and its digits; what comes behind is not looked at.
  const at = head + start.length;
  const [version] = decodeFirst(bytes.subarray(at, at + 9)) as [unknown, Uint8Array];
  if (!isUint(version) || version === VERSION) return undefined;
  const shortest = encode(version);
  return compareBytes(bytes.subarray(at, at + shortest.length), shortest) === 0 ? version : undefined;
}

/** Whether the bytes are the deterministic encoding of the value that they decode to. */
function isDeterministic(bytes: Uint8Array, value: unknown): boolean {
  try {
    return compareBytes(encode(value), bytes) === 0;
  } catch {
    // Nested too deeply to be written again.
    return false;
  }
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
  let value: unknown;
  try {
    const version = otherVersion(bytes);
    if (version !== undefined) {
      return {
        reason: 'UNKNOWN_PROOF',
        message: `it is of version ${version}, and only ${VERSION} is known`,
      };
    }
    value = decode(bytes, {
      strict: true,
      allowIndefinite: false,
      allowUndefined: false,
      rejectDuplicateMapKeys: true,
    });
  } catch (error) {
    return not(`it is no CBOR: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!Array.isArray(value) || value[0] !== MAGIC) return not(`it is no array that begins with '${MAGIC}'`);
  const [, version, profile, kind, seqNum, first, second, digest] = value as unknown[];
  if (!isDeterministic(bytes, value)) return not('its encoding is not the deterministic one');
  if (version !== VERSION) return not('its version is no number, or not written in the shortest way');
  if (value.length !== LENGTH) return not(`it has ${value.length} elements and must have ${LENGTH}`);
  if (!PROFILES.includes(profile as Profile)) return not('its profile is unknown');
  if (!PROOF_KINDS.includes(kind as ProofKind)) return not('its kind is unknown');
  if (!isUint(seqNum) || BigInt(seqNum) === 0n) return not('its sequence number is none');
  if (!(first instanceof Uint8Array) || !(second instanceof Uint8Array)) {
    return not('its evidence is not two byte strings');
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
