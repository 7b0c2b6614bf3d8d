import { equalBytes } from './bytes.js';
import { verifySignature } from './ed25519.js';
import { decodeEntry, signedBytes, type Entry } from './entry.js';
import { hash, type Profile } from './hash.js';
import { lipmaa } from './lipmaa.js';
import { Rejection, rejectionOf } from './rejection.js';

/**
 * Checks a payload (BAM-VER-003, BAM-VER-004).
 *
 * @throws {Rejection} `PAYLOAD_HASH_MISMATCH`, `PAYLOAD_SIZE_MISMATCH`
 */
export function verifyPayload(profile: Profile, entry: Entry, payload: Uint8Array): void {
  if (!equalBytes(hash(profile, payload), entry.payloadHash)) throw new Rejection('PAYLOAD_HASH_MISMATCH');
  if (BigInt(payload.length) !== entry.payloadSize) throw new Rejection('PAYLOAD_SIZE_MISMATCH');
}

/** Checks one link against the entry that is said to be its target (BAM-VER-006 to BAM-VER-011). */
function verifyLink(
  profile: Profile,
  name: 'BACKLINK' | 'LIPMAALINK',
  entry: Entry,
  link: Uint8Array,
  targetSeqNum: bigint,
  linkedBytes: Uint8Array,
): void {
  if (rejectionOf(() => decodeEntry(profile, linkedBytes))) throw new Rejection(`${name}_HASH_MISMATCH`);
  const linked = decodeEntry(profile, linkedBytes);
  if (!equalBytes(linked.hash, link)) throw new Rejection(`${name}_HASH_MISMATCH`);
  if (!equalBytes(linked.author, entry.author)) throw new Rejection(`${name}_AUTHOR_MISMATCH`);
  if (linked.logId !== entry.logId) throw new Rejection(`${name}_LOG_ID_MISMATCH`);
  if (linked.seqNum !== targetSeqNum) throw new Rejection(`${name}_SEQNUM_MISMATCH`);
  if (linked.endOfLog) throw new Rejection('AFTER_END_OF_LOG');
}

/** What an entry is held against; `null` for what is not at hand (BAM-VER-005). Links are the linked entries' bytes. */
export interface AtHand {
  payload: Uint8Array | null;
  backlink: Uint8Array | null;
  lipmaalink: Uint8Array | null;
}

/**
 * Verifies one entry: decoding, signature, payload, backlink, lipmaalink (BAM-VER-001 to BAM-VER-013).
 *
 * @throws {Rejection} the first reason that holds
 */
export function verifyEntry(
  profile: Profile,
  bytes: Uint8Array,
  atHand: AtHand,
  { strictKeys = false } = {},
): Entry {
  const entry = decodeEntry(profile, bytes);
  verifySignature(entry.author, signedBytes(bytes), entry.signature, { strictKeys });
  if (atHand.payload) verifyPayload(profile, entry, atHand.payload);
  if (entry.backlink && atHand.backlink) {
    verifyLink(profile, 'BACKLINK', entry, entry.backlink, entry.seqNum - 1n, atHand.backlink);
  }
  if (entry.lipmaalink && atHand.lipmaalink) {
    verifyLink(profile, 'LIPMAALINK', entry, entry.lipmaalink, lipmaa(entry.seqNum), atHand.lipmaalink);
  }
  return entry;
}
