import { concatBytes, equalBytes } from './bytes.js';
import { DIGEST_LENGTH, hash, type Profile } from './hash.js';
import { MAX_SEQNUM } from './lipmaa.js';
import { Rejection } from './rejection.js';

/** What a proof can show (BAM-PRF-010 to BAM-PRF-014). */
export type ProofKind =
  'fork' | 'implied-fork' | 'payload-size-lie' | 'after-end-of-log' | 'link-to-wrong-seqnum';

export const PROOF_KINDS: readonly ProofKind[] = [
  'fork',
  'implied-fork',
  'payload-size-lie',
  'after-end-of-log',
  'link-to-wrong-seqnum',
];

/** What a proof says, and its evidence: two entries, or for `payload-size-lie` an entry and its payload. */
export interface Claim {
  profile: Profile;
  kind: ProofKind;
  seqNum: bigint;
  first: Uint8Array;
  second: Uint8Array;
}

const MAGIC = 'bamboo-proof';
const VERSION = 1n;
const ELEMENTS = 8n;

/** The major types of CBOR that a proof is made of (RFC 8949, section 3.1). */
const MAJOR = { uint: 0, bytes: 2, text: 3, array: 4 } as const;

/** A CBOR head in the fewest bytes (RFC 8949, section 4.2.1). */
function encodeHead(major: number, value: bigint): Uint8Array {
  if (value < 24n) return Uint8Array.of((major << 5) | Number(value));
  const power = [0, 1, 2, 3].find((power) => value < 1n << BigInt(8 << power))!;
  const length = 1 << power;
  const digits = Array.from({ length }, (_, i) => Number((value >> BigInt(8 * (length - 1 - i))) & 0xffn));
  return Uint8Array.of((major << 5) | (24 + power), ...digits);
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const encodeUint = (value: bigint): Uint8Array => encodeHead(MAJOR.uint, value);
const encodeBytes = (bytes: Uint8Array): Uint8Array =>
  concatBytes(encodeHead(MAJOR.bytes, BigInt(bytes.length)), bytes);
const encodeText = (text: string): Uint8Array =>
  concatBytes(encodeHead(MAJOR.text, BigInt(text.length)), ascii(text));

/** Ascending order of bytes; what another string begins with comes before it (BAM-PRF-004). */
function isBefore(a: Uint8Array, b: Uint8Array): boolean {
  const at = a.findIndex((byte, i) => byte !== b[i]);
  return at < 0 ? a.length < b.length : at < b.length && a[at]! < b[at]!;
}

/**
 * Writes a proof (BAM-PRF-001, BAM-PRF-003, BAM-PRF-004). Entries may come in either order. Whether the claim is true
 * isn't looked at.
 */
export function encodeProof({ profile, kind, seqNum, first, second }: Claim): Uint8Array {
  const swap = kind !== 'payload-size-lie' && isBefore(second, first);
  const digested = concatBytes(
    encodeHead(MAJOR.array, ELEMENTS),
    encodeText(MAGIC),
    encodeUint(VERSION),
    encodeText(profile),
    encodeText(kind),
    encodeUint(seqNum),
    encodeBytes(swap ? second : first),
    encodeBytes(swap ? first : second),
  );
  return concatBytes(digested, encodeBytes(hash(profile, digested)));
}

/**
 * Reads a proof, element by element, and compares its digest (BAM-PRF-001 to BAM-PRF-004). The evidence isn't looked at.
 *
 * @throws {Rejection} `NOT_A_PROOF`, `UNKNOWN_PROOF`, `PROOF_DAMAGED`
 */
export function readProof(bytes: Uint8Array): Claim {
  let offset = 0;

  function take(length: bigint): Uint8Array {
    if (BigInt(offset) + length > BigInt(bytes.length)) throw new Rejection('NOT_A_PROOF');
    offset += Number(length);
    return bytes.slice(offset - Number(length), offset);
  }
  /** The value of a head that has to be of this type, and in the fewest bytes. */
  function takeHead(major: number): bigint {
    const start = offset;
    const info = take(1n)[0]! & 0x1f;
    let value = BigInt(info);
    if (info >= 24 && info <= 27) {
      value = take(1n << BigInt(info - 24)).reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
    }
    // Another type, a longer head and an indefinite length all come out otherwise when they are written again.
    if (!equalBytes(encodeHead(major, value), bytes.slice(start, offset))) throw new Rejection('NOT_A_PROOF');
    return value;
  }
  function takeText<Name extends string>(names: readonly Name[]): Name {
    const text = take(takeHead(MAJOR.text));
    const name = names.find((name) => equalBytes(ascii(name), text));
    if (name === undefined) throw new Rejection('NOT_A_PROOF');
    return name;
  }

  const elements = takeHead(MAJOR.array);
  takeText([MAGIC]);
  const version = takeHead(MAJOR.uint);
  // Later versions may look otherwise from here on.
  if (version !== VERSION && elements >= 2n) throw new Rejection('UNKNOWN_PROOF');
  if (elements !== ELEMENTS) throw new Rejection('NOT_A_PROOF');
  const profile = takeText<Profile>(['bamboo', 'p2panda']);
  const kind = takeText(PROOF_KINDS);
  const seqNum = takeHead(MAJOR.uint);
  if (seqNum < 1n || seqNum > MAX_SEQNUM) throw new Rejection('NOT_A_PROOF');
  const first = take(takeHead(MAJOR.bytes));
  const second = take(takeHead(MAJOR.bytes));
  if (kind !== 'payload-size-lie' && !isBefore(first, second)) throw new Rejection('NOT_A_PROOF');
  const digested = bytes.slice(0, offset);
  const digest = take(takeHead(MAJOR.bytes));
  if (digest.length !== 2 + DIGEST_LENGTH[profile]) throw new Rejection('NOT_A_PROOF');
  if (offset < bytes.length) throw new Rejection('NOT_A_PROOF');

  if (!equalBytes(hash(profile, digested), digest)) throw new Rejection('PROOF_DAMAGED');
  return { profile, kind, seqNum, first, second };
}
