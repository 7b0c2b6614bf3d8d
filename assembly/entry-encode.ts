// Encoding and signing an entry.

import { PUBLIC_KEY, signMessage } from './ed25519';
import { encodedHashLength } from './hash';
import { ENTRY_SCRATCH } from './memory';
import { writeVarU64 } from './varu64';

/** Where the caller puts the encoded hashes, each of 34 or 66 bytes. */
export const LIPMAALINK: usize = ENTRY_SCRATCH;
export const BACKLINK: usize = ENTRY_SCRATCH + 80;
export const PAYLOAD_HASH: usize = ENTRY_SCRATCH + 160;

/**
 * Writes the entry with these fields, signed with the private key at KEY, whose public key is at PUBLIC_KEY, and returns its length (at most 322
 * bytes). Links are written where the caller says so; whether the sequence number wants them is not looked
 * at.
 */
export function encodeEntry(
  out: usize,
  profile: u32,
  endOfLog: bool,
  logId: u64,
  seqNum: u64,
  hasLipmaalink: bool,
  hasBacklink: bool,
  payloadSize: u64,
): u32 {
  const hashLength = encodedHashLength(profile);
  store<u8>(out, endOfLog as u8);
  memory.copy(out + 1, PUBLIC_KEY, 32);
  let at = out + 33;
  at += writeVarU64(at, logId);
  at += writeVarU64(at, seqNum);
  if (hasLipmaalink) {
    memory.copy(at, LIPMAALINK, hashLength);
    at += hashLength;
  }
  if (hasBacklink) {
    memory.copy(at, BACKLINK, hashLength);
    at += hashLength;
  }
  at += writeVarU64(at, payloadSize);
  memory.copy(at, PAYLOAD_HASH, hashLength);
  at += hashLength;
  signMessage(out, (at - out) as u32, at);
  return (at - out + 64) as u32;
}
