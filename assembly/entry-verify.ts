// A run of entries, each on its own: decode, hash, check the signature, check the payload.
//
// The caller fills RUN_TABLE with a row of four u32 for each entry: offset and length of the entry in
// RUN_BYTES, and of its payload there. An entry longer than any that decodes is cut by the caller after
// `maxEntryLength` + 1 bytes, which changes neither its verdict nor the fault's offset.

import { verifyMessage } from './ed25519';
import { AUTHOR_OFFSET, decodeEntry } from './entry-decode';
import { encodedHashLength, hash } from './hash';
import { OUTPUT, RECORDS, RUN_BYTES, RUN_TABLE } from './memory';
import { ACCEPTED, PAYLOAD_HASH_MISMATCH, PAYLOAD_SIZE_MISMATCH } from './reasons';
import * as record from './record';

const ROW: usize = 16;
/** A payload's offset that says: no payload, or one that is checked later (`checkPayload`). */
const NO_PAYLOAD: u32 = 0xffffffff;

/** Compares a payload's hash, and then its size, with what the entry says; returns a reason code. */
function payloadReason(profile: u32, entry: usize, result: usize, payloadHash: usize, size: u64): u32 {
  const claimed = entry + load<u16>(result, record.PAYLOAD_HASH_OFFSET);
  const length = encodedHashLength(profile);
  for (let i: u32 = 0; i < length; i++) {
    if (load<u8>(claimed + i) != load<u8>(payloadHash + i)) return PAYLOAD_HASH_MISMATCH;
  }
  return load<u64>(result, record.PAYLOAD_SIZE) == size ? ACCEPTED : PAYLOAD_SIZE_MISMATCH;
}

/** Decodes and hashes `count` entries and writes their records. */
export function decodeEntries(profile: u32, count: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    const row = RUN_TABLE + ROW * i;
    decodeEntry(profile, RUN_BYTES + load<u32>(row), load<u32>(row, 4), RECORDS + record.SIZE * i);
  }
}

function verifyEntry(profile: u32, row: usize, result: usize, strictKeys: bool): u32 {
  const entry = RUN_BYTES + load<u32>(row);
  const decoding = decodeEntry(profile, entry, load<u32>(row, 4), result);
  if (decoding != ACCEPTED) return decoding;
  const signed = load<u16>(result, record.SIGNATURE_OFFSET) as u32;
  const reason = verifyMessage(entry + AUTHOR_OFFSET, entry, signed, entry + signed, strictKeys);
  if (reason != ACCEPTED) return reason;
  const payload = load<u32>(row, 8);
  if (payload == NO_PAYLOAD) return ACCEPTED;
  const size = load<u32>(row, 12);
  hash(profile, RUN_BYTES + payload, size, OUTPUT);
  return payloadReason(profile, entry, result, OUTPUT, size);
}

/** Verifies `count` entries and writes their records. */
export function verifyEntries(profile: u32, count: u32, strictKeys: bool): void {
  for (let i: u32 = 0; i < count; i++) {
    const result = RECORDS + record.SIZE * i;
    store<u8>(result, verifyEntry(profile, RUN_TABLE + ROW * i, result, strictKeys) as u8, record.REASON);
  }
}

/**
 * Checks entry `index` of the run verified last against a payload that was hashed by itself: its encoded hash
 * at OUTPUT and its size. Wants an entry that has been accepted so far; writes the reason to its record.
 */
export function checkPayload(profile: u32, index: u32, size: u64): void {
  const entry = RUN_BYTES + load<u32>(RUN_TABLE + ROW * index);
  const result = RECORDS + record.SIZE * index;
  store<u8>(result, payloadReason(profile, entry, result, OUTPUT, size) as u8, record.REASON);
}
