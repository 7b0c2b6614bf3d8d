import { concatBytes, equalBytes } from './bytes.js';
import { decompressAuthor, publicKey, sign } from './ed25519.js';
import { DIGEST_LENGTH, hash, type Profile } from './hash.js';
import { lipmaa } from './lipmaa.js';
import { Rejection } from './rejection.js';
import { decodeVarU64, encodeVarU64 } from './varu64.js';

/** A decoded entry. Links and `payloadHash` are encoded hashes; `hash` is the entry's own. */
export interface Entry {
  endOfLog: boolean;
  author: Uint8Array;
  logId: bigint;
  seqNum: bigint;
  lipmaalink: Uint8Array | null;
  backlink: Uint8Array | null;
  payloadSize: bigint;
  payloadHash: Uint8Array;
  signature: Uint8Array;
  hash: Uint8Array;
}

/** BAM-ENC-005. */
export function hasBacklink(seqNum: bigint): boolean {
  return seqNum > 1n;
}

/** BAM-ENC-006. */
export function hasLipmaalink(seqNum: bigint): boolean {
  return seqNum > 1n && lipmaa(seqNum) !== seqNum - 1n;
}

/**
 * Decodes an entry, field by field from left to right (BAM-DEC-001 to BAM-DEC-010).
 *
 * @throws {Rejection} any of the decoding reasons
 */
export function decodeEntry(profile: Profile, bytes: Uint8Array): Entry {
  if (bytes.length === 0) throw new Rejection('EMPTY', 0);
  let offset = 0;

  function take(length: number): Uint8Array {
    if (offset + length > bytes.length) throw new Rejection('TRUNCATED', bytes.length);
    offset += length;
    return bytes.slice(offset - length, offset);
  }
  function takeVarU64(): bigint {
    const { value, length } = decodeVarU64(bytes, offset);
    offset += length;
    return value;
  }
  function takeHash(): Uint8Array {
    const start = offset;
    const [type] = take(1);
    if (type !== 0x00) throw new Rejection('UNKNOWN_HASH_TYPE', start);
    const [length] = take(1);
    if (length !== DIGEST_LENGTH[profile]) throw new Rejection('WRONG_HASH_LENGTH', start + 1);
    take(length);
    return bytes.slice(start, offset);
  }

  const [tag] = take(1);
  if (tag !== 0x00 && tag !== 0x01) throw new Rejection('INVALID_TAG', 0);
  const author = take(32);
  decompressAuthor(author, 1);
  const logId = takeVarU64();
  const seqNumOffset = offset;
  const seqNum = takeVarU64();
  if (seqNum === 0n) throw new Rejection('SEQNUM_ZERO', seqNumOffset);
  const linksOffset = offset;
  const lipmaalink = hasLipmaalink(seqNum) ? takeHash() : null;
  const backlink = hasBacklink(seqNum) ? takeHash() : null;
  const payloadSize = takeVarU64();
  const payloadHash = takeHash();
  const signature = take(64);
  if (offset < bytes.length) throw new Rejection('TRAILING_BYTES', offset);
  if (profile === 'p2panda' && lipmaalink && backlink && equalBytes(lipmaalink, backlink)) {
    throw new Rejection('LINKS_IDENTICAL', linksOffset);
  }

  return {
    endOfLog: tag === 0x01,
    author,
    logId,
    seqNum,
    lipmaalink,
    backlink,
    payloadSize,
    payloadHash,
    signature,
    hash: hash(profile, bytes),
  };
}

/** The bytes that an entry's signature covers: all before it (BAM-ENC-009). */
export function signedBytes(entry: Uint8Array): Uint8Array {
  return entry.subarray(0, entry.length - 64);
}

/** The fields of an entry to be signed, as they stand in it but for links that it does not have. */
export interface FieldsToSign {
  endOfLog: boolean;
  logId: bigint;
  seqNum: bigint;
  /** Encoded hashes; left out of the entry where the sequence number does not have the link. */
  lipmaalink: Uint8Array | null;
  backlink: Uint8Array | null;
  payloadSize: bigint;
  payloadHash: Uint8Array;
}

/**
 * Encodes and signs an entry (BAM-ENC-001 to BAM-ENC-012).
 *
 * @throws {Rejection} decoding's reason, for fields that decoding would reject
 */
export function signFields(profile: Profile, privateKey: Uint8Array, fields: FieldsToSign): Uint8Array {
  const { seqNum } = fields;
  const nothing = new Uint8Array();
  const unsigned = concatBytes(
    Uint8Array.of(fields.endOfLog ? 0x01 : 0x00),
    publicKey(privateKey),
    encodeVarU64(fields.logId),
    encodeVarU64(seqNum),
    (hasLipmaalink(seqNum) && fields.lipmaalink) || nothing,
    (hasBacklink(seqNum) && fields.backlink) || nothing,
    encodeVarU64(fields.payloadSize),
    fields.payloadHash,
  );
  const entry = concatBytes(unsigned, sign(privateKey, unsigned));
  decodeEntry(profile, entry);
  return entry;
}

/** An entry to be made for a payload: its size and hash follow (BAM-ENC-007, BAM-ENC-008). */
export type EntryToSign = Omit<FieldsToSign, 'payloadSize' | 'payloadHash'> & { payload: Uint8Array };

/** Encodes and signs the entry for a payload; see {@link signFields}. */
export function encodeEntry(profile: Profile, privateKey: Uint8Array, entry: EntryToSign): Uint8Array {
  const { payload, ...fields } = entry;
  return signFields(profile, privateKey, {
    ...fields,
    payloadSize: BigInt(payload.length),
    payloadHash: hash(profile, payload),
  });
}
