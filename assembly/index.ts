// What the module exports. Arguments and results lie at the addresses exported here (see memory.ts); whoever
// calls keeps lengths within the regions, and calls `wipe` after whatever used KEY, however that ended.
// Called by src/wasm alone.

import { initAuthors, limitTables as limitAuthorTables } from './authors';
import { dropWideBase, initBase } from './base';
import {
  PUBLIC_KEY,
  derivePublicKey,
  signFinish,
  signFirstPass,
  signMessage,
  signSecondPass,
} from './ed25519';
import { encodeEntry } from './entry-encode';
import { beginLog as beginLogAt } from './entry-links';
import { hash as hashBytes, hashFinal as hashFinalAt, hashUpdate as hashUpdateAt } from './hash';
import { INPUT, KEY, OUTPUT, wipe } from './memory';
import { initPoint } from './point';
import { sha512Update } from './sha512';
import { verifyFinish, verifyStart } from './signatures';
import { readVarU64, varU64Value, writeVarU64 } from './varu64';

export {
  HASHER,
  HASHER_SIZE,
  INPUT,
  INPUT_SIZE,
  KEY,
  LAYOUT_END,
  OUTPUT,
  RECORDS,
  RUN_BYTES,
  RUN_BYTES_SIZE,
  RUN_MAX_ENTRIES,
  RUN_TABLE,
  wipe,
} from './memory';
export { hashInit } from './hash';
export { lipmaa } from './lipmaa';
export { maxEntryLength } from './entry-decode';
export { forgetAuthors } from './authors';
export { BACKLINK, LIPMAALINK, PAYLOAD_HASH } from './entry-encode';
export { PUBLIC_KEY } from './ed25519';
export { checkPayload, decodeEntries, hashMessages, linkEntries, verifyEntries, verifyLog } from './entry-verify';
export { selfTest } from './self-test';

/**
 * Computes constants and tables; `seed` is random, and `tableBytes` what the tables of authors may take. Called
 * once, before anything else but `selfTest`.
 */
export function init(seed: u64, tableBytes: u32): void {
  initPoint();
  initBase();
  initAuthors(seed);
  limitTables(tableBytes);
  wipe();
}

/** Drops the tables of authors, and sets how many bytes they may take from now on. */
export function limitTables(bytes: u32): void {
  limitAuthorTables(bytes);
  dropWideBase();
}

/** Hashes `length` bytes at INPUT; the encoded hash is at OUTPUT. */
export function hash(profile: u32, length: u32): void {
  hashBytes(profile, INPUT, length, OUTPUT);
}

/** Takes `length` bytes at INPUT into the hash at HASHER. */
export function hashUpdate(profile: u32, length: u32): void {
  hashUpdateAt(profile, INPUT, length);
}

/** Writes the encoded hash at OUTPUT. */
export function hashFinal(profile: u32): void {
  hashFinalAt(profile, OUTPUT);
}

/** Writes the VarU64 of `value` at OUTPUT and returns its length. */
export function encodeVarU64(value: u64): u32 {
  return writeVarU64(OUTPUT, value);
}

/**
 * Reads a VarU64 from `length` bytes at INPUT: its length, or a reason code negated. The value is at OUTPUT,
 * a u64.
 */
export function decodeVarU64(length: u32): i32 {
  const read = readVarU64(INPUT, length);
  if (read > 0) store<u64>(OUTPUT, varU64Value);
  return read;
}

/** Writes the public key of the private key at KEY to OUTPUT, 32 bytes. */
export function publicKey(): void {
  derivePublicKey();
  memory.copy(OUTPUT, PUBLIC_KEY, 32);
}

/**
 * Signs `length` bytes at INPUT with the private key at KEY, whose public key is at PUBLIC_KEY; the signature is
 * at OUTPUT, 64 bytes.
 */
export function sign(length: u32): void {
  signMessage(INPUT, length, OUTPUT);
}

/** The same for a message in pieces: `signBegin`, all pieces, `signSecond`, all pieces again, `signEnd`. */
export function signBegin(): void {
  signFirstPass();
}

export function signSecond(): void {
  signSecondPass(OUTPUT);
}

export function signEnd(): void {
  signFinish(OUTPUT);
}

/** Takes `length` bytes at INPUT as the next piece of a message that is being signed or verified. */
export function messageUpdate(length: u32): void {
  sha512Update(INPUT, length);
}

/**
 * Verifies a signature over `length` bytes at INPUT and returns a reason code. Public key (32 bytes) and
 * signature (64) are at OUTPUT, one behind the other.
 */
export function verify(length: u32, strictKeys: bool): u32 {
  const reason = verifyStart(OUTPUT, OUTPUT + 32, strictKeys);
  if (reason != 0) return reason;
  sha512Update(INPUT, length);
  return verifyFinish(OUTPUT, OUTPUT + 32);
}

/** The same for a message in pieces: `verifyBegin`, and where that returns 0 all pieces, then `verifyEnd`. */
export function verifyBegin(strictKeys: bool): u32 {
  return verifyStart(OUTPUT, OUTPUT + 32, strictKeys);
}

export function verifyEnd(): u32 {
  return verifyFinish(OUTPUT, OUTPUT + 32);
}

/**
 * Encodes and signs an entry with the private key at KEY and hashes at LIPMAALINK, BACKLINK and PAYLOAD_HASH;
 * returns the length of the entry at OUTPUT.
 */
export function signEntry(
  profile: u32,
  endOfLog: bool,
  logId: u64,
  seqNum: u64,
  hasLipmaalink: bool,
  hasBacklink: bool,
  payloadSize: u64,
): u32 {
  return encodeEntry(OUTPUT, profile, endOfLog, logId, seqNum, hasLipmaalink, hasBacklink, payloadSize);
}

/** Begins with the log of the author at OUTPUT, 32 bytes; `verifyLog` takes its entries in runs, in order. */
export function beginLog(id: u64): void {
  beginLogAt(OUTPUT, id);
}
