import { getPublicKey, hashes, sign } from '@noble/ed25519';
import { blake2b } from '@noble/hashes/blake2.js';
import { blake3 } from '@noble/hashes/blake3.js';
import { sha512 } from '@noble/hashes/sha2.js';
import type { Profile } from '../../src/reference/index.js';
import { concat, fill } from './bytes.js';
import { lipmaaOf } from './sequence-numbers.js';

// Entries are put together here from their raw fields, apart from the reference's encoder, so that each can be
// spoiled before it is signed.

hashes.sha512 = sha512;

export const DIGEST_LENGTH: Readonly<Record<Profile, number>> = { bamboo: 64, p2panda: 32 };

export function digestOf(profile: Profile, bytes: Uint8Array): Uint8Array {
  return profile === 'bamboo' ? blake2b(bytes, { dkLen: 64 }) : blake3(bytes);
}

/** An encoded hash with any header. */
export function encodedHash(profile: Profile, bytes: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(0, DIGEST_LENGTH[profile]), digestOf(profile, bytes));
}

/** An encoded hash that is the hash of nothing in particular. */
export function hashOfNothing(profile: Profile, byte: number): Uint8Array {
  return concat(Uint8Array.of(0, DIGEST_LENGTH[profile]), fill(byte, DIGEST_LENGTH[profile]));
}

/** The canonical VarU64. */
export function varU64(value: bigint): Uint8Array {
  if (value <= 247n) return Uint8Array.of(Number(value));
  return varU64OfLength(value, Math.ceil(value.toString(16).length / 2));
}

/** The VarU64 of `value` in as many bytes after the first as asked for, canonical or not. */
export function varU64OfLength(value: bigint, length: number): Uint8Array {
  const bytes = Uint8Array.from({ length }, (_, i) =>
    Number((value >> BigInt(8 * (length - 1 - i))) & 0xffn),
  );
  return concat(Uint8Array.of(247 + length), bytes);
}

export interface Key {
  readonly privateKey: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** The key whose private half is one byte 32 times. */
export function keyOf(byte: number): Key {
  const privateKey = fill(byte, 32);
  return { privateKey, publicKey: getPublicKey(privateKey) };
}

export const ALICE = keyOf(0x01);
export const BOB = keyOf(0x02);

export type Signer = (message: Uint8Array) => Uint8Array;

export const signerOf =
  (key: Key): Signer =>
  (message) =>
    sign(message, key.privateKey);

/** The signed fields of an entry as raw bytes, in their order. */
export interface Fields {
  readonly tag: Uint8Array;
  readonly author: Uint8Array;
  readonly logId: Uint8Array;
  readonly seqNum: Uint8Array;
  readonly lipmaalink: Uint8Array;
  readonly backlink: Uint8Array;
  readonly payloadSize: Uint8Array;
  readonly payloadHash: Uint8Array;
}

export type FieldName = keyof Fields;
export const FIELD_NAMES: readonly FieldName[] = [
  'tag',
  'author',
  'logId',
  'seqNum',
  'lipmaalink',
  'backlink',
  'payloadSize',
  'payloadHash',
];

export interface EntrySpec {
  readonly author?: Uint8Array;
  readonly endOfLog?: boolean;
  readonly logId?: bigint;
  readonly seqNum?: bigint;
  /** `null` leaves the link out even where it is due; by default a due link is there and names nothing. */
  readonly lipmaalink?: Uint8Array | null | undefined;
  readonly backlink?: Uint8Array | null | undefined;
  readonly payload?: Uint8Array;
  /** What the entry claims, where that is not the payload's. */
  readonly payloadSize?: bigint;
  readonly payloadHash?: Uint8Array;
}

export const hasBacklink = (seqNum: bigint): boolean => seqNum >= 2n;
export const hasLipmaalink = (seqNum: bigint): boolean => seqNum >= 2n && lipmaaOf(seqNum) !== seqNum - 1n;

/** The payload that entries have where nothing else is said. */
export const PAYLOAD = Uint8Array.from(Buffer.from('bamboo shoots'));

/** The raw fields of an entry without fault. */
export function fieldsOf(profile: Profile, spec: EntrySpec = {}): Fields {
  const { author = ALICE.publicKey, endOfLog = false, logId = 0n, seqNum = 1n, payload = PAYLOAD } = spec;
  const { lipmaalink = hasLipmaalink(seqNum) ? hashOfNothing(profile, 0x1a) : null } = spec;
  const { backlink = hasBacklink(seqNum) ? hashOfNothing(profile, 0xb1) : null } = spec;
  return {
    tag: Uint8Array.of(endOfLog ? 1 : 0),
    author,
    logId: varU64(logId),
    seqNum: varU64(seqNum),
    lipmaalink: lipmaalink ?? new Uint8Array(),
    backlink: backlink ?? new Uint8Array(),
    payloadSize: varU64(spec.payloadSize ?? BigInt(payload.length)),
    payloadHash: spec.payloadHash ?? encodedHash(profile, payload),
  };
}

export const bodyOf = (fields: Fields): Uint8Array => concat(...FIELD_NAMES.map((name) => fields[name]));

/** Signs the fields as they are. */
export function seal(fields: Fields, signer: Signer = signerOf(ALICE)): Uint8Array {
  const body = bodyOf(fields);
  return concat(body, signer(body));
}

/** An entry, signed by `key` (its author unless the spec says otherwise). */
export function entryOf(profile: Profile, spec: EntrySpec = {}, key: Key = ALICE): Uint8Array {
  return seal(fieldsOf(profile, { author: key.publicKey, ...spec }), signerOf(key));
}
