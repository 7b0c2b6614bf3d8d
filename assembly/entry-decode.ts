// Decoding an entry, left to right: tag(1), author(32), log id, sequence number, [lipmaalink], [backlink],
// payload size, payload hash, signature(64).

import { HASH_TYPE, P2PANDA, digestLength, encodedHashLength } from './hash';
import { lipmaa } from './lipmaa';
import {
  ACCEPTED,
  EMPTY,
  INVALID_AUTHOR,
  INVALID_TAG,
  LINKS_IDENTICAL,
  SEQNUM_ZERO,
  TRAILING_BYTES,
  TRUNCATED,
  UNKNOWN_HASH_TYPE,
  WRONG_HASH_LENGTH,
} from './reasons';
import * as record from './record';
import { readVarU64, varU64Value } from './varu64';

/** Where the author begins in an entry. */
export const AUTHOR_OFFSET: u32 = 1;
const LOG_ID_OFFSET: u32 = 33;
const SIGNATURE_LENGTH: u32 = 64;

/** The longest entry that decodes, in bytes. */
export function maxEntryLength(profile: u32): u32 {
  return 1 + 32 + 3 * 9 + 3 * encodedHashLength(profile) + SIGNATURE_LENGTH;
}

/** Writes the record of an entry that does not decode, and returns the reason. */
function fault(out: usize, reason: u32, offset: u32): u32 {
  store<u8>(out, reason as u8, record.REASON);
  store<u16>(out, offset as u16, record.FAULT_OFFSET);
  return reason;
}

/** A VarU64 could not be read: `read` is the reason, negated. */
function varU64Fault(out: usize, read: i32, offset: u32, length: u32): u32 {
  const reason = -read as u32;
  return fault(out, reason, reason == TRUNCATED ? length : offset);
}

/** Checks the encoded hash at `offset`; where it is wrong, writes the record and returns the reason. */
function checkHash(out: usize, profile: u32, entry: usize, offset: u32, length: u32): u32 {
  if (offset >= length) return fault(out, TRUNCATED, length);
  if (load<u8>(entry + offset) != HASH_TYPE) return fault(out, UNKNOWN_HASH_TYPE, offset);
  if (offset + 1 >= length) return fault(out, TRUNCATED, length);
  if (load<u8>(entry + offset, 1) != digestLength(profile)) return fault(out, WRONG_HASH_LENGTH, offset + 1);
  if (offset + encodedHashLength(profile) > length) return fault(out, TRUNCATED, length);
  return ACCEPTED;
}

function bytesEqual(a: usize, b: usize, length: u32): bool {
  for (let i: u32 = 0; i < length; i++) {
    if (load<u8>(a + i) != load<u8>(b + i)) return false;
  }
  return true;
}

/** Whether an entry has all of an author, and the tag before it is one: then the author comes before other faults. */
export function hasAuthor(entry: usize, length: u32): bool {
  return length >= LOG_ID_OFFSET && load<u8>(entry) <= 1;
}

/** Writes the record of an entry whose author is no point. */
export function faultAuthor(out: usize): void {
  memory.fill(out, 0, record.SIZE);
  fault(out, INVALID_AUTHOR, AUTHOR_OFFSET);
}

/**
 * Decodes the entry of `length` bytes (at most `maxEntryLength` + 1), writes its record at `out` but for the hash,
 * and returns the reason code. Whether the author is a point is for the caller to see (`hasAuthor`).
 */
export function decodeEntry(profile: u32, entry: usize, length: u32, out: usize): u32 {
  memory.fill(out, 0, record.SIZE);
  if (length == 0) return fault(out, EMPTY, 0);
  if (load<u8>(entry) > 1) return fault(out, INVALID_TAG, 0);
  if (length < LOG_ID_OFFSET) return fault(out, TRUNCATED, length);

  let at = LOG_ID_OFFSET;
  let read = readVarU64(entry + at, length - at);
  if (read < 0) return varU64Fault(out, read, at, length);
  const logId = varU64Value;
  at += read as u32;

  read = readVarU64(entry + at, length - at);
  if (read < 0) return varU64Fault(out, read, at, length);
  const seqNum = varU64Value;
  if (seqNum == 0) return fault(out, SEQNUM_ZERO, at);
  at += read as u32;

  const hashLength = encodedHashLength(profile);
  let lipmaalink: u32 = 0;
  let backlink: u32 = 0;
  if (seqNum > 1) {
    if (lipmaa(seqNum) != seqNum - 1) {
      const reason = checkHash(out, profile, entry, at, length);
      if (reason != ACCEPTED) return reason;
      lipmaalink = at;
      at += hashLength;
    }
    const reason = checkHash(out, profile, entry, at, length);
    if (reason != ACCEPTED) return reason;
    backlink = at;
    at += hashLength;
  }

  read = readVarU64(entry + at, length - at);
  if (read < 0) return varU64Fault(out, read, at, length);
  const payloadSize = varU64Value;
  at += read as u32;

  const reason = checkHash(out, profile, entry, at, length);
  if (reason != ACCEPTED) return reason;
  const payloadHash = at;
  at += hashLength;

  if (length - at < SIGNATURE_LENGTH) return fault(out, TRUNCATED, length);
  const signature = at;
  at += SIGNATURE_LENGTH;
  if (length > at) return fault(out, TRAILING_BYTES, at);
  if (profile == P2PANDA && lipmaalink != 0 && bytesEqual(entry + lipmaalink, entry + backlink, hashLength)) {
    return fault(out, LINKS_IDENTICAL, lipmaalink);
  }

  store<u8>(out, 1, record.DECODED);
  store<u16>(out, lipmaalink as u16, record.LIPMAALINK_OFFSET);
  store<u16>(out, backlink as u16, record.BACKLINK_OFFSET);
  store<u16>(out, payloadHash as u16, record.PAYLOAD_HASH_OFFSET);
  store<u16>(out, signature as u16, record.SIGNATURE_OFFSET);
  store<u64>(out, logId, record.LOG_ID);
  store<u64>(out, seqNum, record.SEQ_NUM);
  store<u64>(out, payloadSize, record.PAYLOAD_SIZE);
  return ACCEPTED;
}
