// A run of entries, each on its own: decode, hash, check the signature, check the payload. Each step is done for
// all of the run, since that is what fills the lanes.
//
// The caller fills RUN_TABLE with a row of four u32 for each entry: offset and length of the entry in
// RUN_BYTES, and of its payload there. An entry longer than any that decodes is cut by the caller after
// `maxEntryLength` + 1 bytes, which changes neither its verdict nor the fault's offset.

import { STATE, UNKNOWN, findAuthor } from './authors';
import { AUTHOR_OFFSET, decodeEntry, faultAuthor, hasAuthor } from './entry-decode';
import { isOfLog, linkEntry } from './entry-links';
import { encodedHashLength } from './hash';
import { JOB_SIZE, hashMany } from './hash-many';
import { JOBS, OUTPUT, PAYLOAD_HASHES, RECORDS, RUN_AUTHORS, RUN_BYTES, RUN_TABLE } from './memory';
import { ACCEPTED, PAYLOAD_HASH_MISMATCH, PAYLOAD_SIZE_MISMATCH, SMALL_ORDER_AUTHOR, WRONG_LOG } from './reasons';
import * as record from './record';
import { addTask, decodeAuthorAndR, decodeAuthors, isAuthor, isSmallOrderAuthor, verifyTasks } from './signatures';

const ROW: usize = 16;
/** A payload's offset that says: no payload, or one that is checked later (`checkPayload`). */
const NO_PAYLOAD: u32 = 0xffffffff;

function rowAt(index: u32): usize {
  return RUN_TABLE + ROW * (index as usize);
}

function entryAt(index: u32): usize {
  return RUN_BYTES + load<u32>(rowAt(index));
}

function resultAt(index: u32): usize {
  return RECORDS + (record.SIZE as usize) * (index as usize);
}

function payloadHashAt(index: u32): usize {
  return PAYLOAD_HASHES + 80 * (index as usize);
}

function authorAt(index: u32): usize {
  return load<u32>(RUN_AUTHORS + 4 * (index as usize));
}

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
  // Keys that haven't been seen are decompressed two at a time.
  let unknown: usize = 0;
  for (let i: u32 = 0; i < count; i++) {
    const entry = entryAt(i);
    const length = load<u32>(rowAt(i), 4);
    decodeEntry(profile, entry, length, resultAt(i));
    let author: usize = 0;
    if (hasAuthor(entry, length)) {
      author = findAuthor(entry + AUTHOR_OFFSET);
      if (load<u8>(author, STATE) == UNKNOWN && author != unknown) {
        if (unknown == 0) {
          unknown = author;
        } else {
          decodeAuthors(unknown, author);
          unknown = 0;
        }
      }
    }
    store<u32>(RUN_AUTHORS + 4 * (i as usize), author as u32);
  }
  if (unknown != 0) decodeWithR(unknown, count);
  beginJobs();
  for (let i: u32 = 0; i < count; i++) {
    const result = resultAt(i);
    if (authorAt(i) != 0 && !isAuthor(authorAt(i))) faultAuthor(result);
    if (load<u8>(result, record.DECODED) == 0) continue;
    addJob(entryAt(i), load<u32>(rowAt(i), 4), result + record.HASH);
  }
  hashMany(profile, JOBS, jobs);
}

/** Decompresses the key of an author together with the R of an entry of theirs. */
function decodeWithR(author: usize, count: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    const result = resultAt(i);
    if (authorAt(i) != author || load<u8>(result, record.DECODED) == 0) continue;
    decodeAuthorAndR(author, entryAt(i) + load<u16>(result, record.SIGNATURE_OFFSET));
    return;
  }
}

let jobs: u32 = 0;

function beginJobs(): void {
  jobs = 0;
}

/** Takes a message of `length` bytes, whose encoded hash goes to `out`. */
function addJob(message: usize, length: u32, out: usize): void {
  const job = JOBS + JOB_SIZE * (jobs++ as usize);
  store<u32>(job, message as u32);
  store<u32>(job, length, 4);
  store<u32>(job, out as u32, 8);
}

/** Hashes `count` messages, which stand where entries do; their encoded hashes are at RECORDS, one behind the other. */
export function hashMessages(profile: u32, count: u32): void {
  const size = encodedHashLength(profile) as usize;
  beginJobs();
  for (let i: u32 = 0; i < count; i++) {
    addJob(entryAt(i), load<u32>(rowAt(i), 4), RECORDS + size * (i as usize));
  }
  hashMany(profile, JOBS, jobs);
}

/** Whether an entry that is sound so far has its payload in the run. */
function hasPayload(index: u32): bool {
  return load<u32>(rowAt(index), 8) != NO_PAYLOAD && load<u8>(resultAt(index), record.REASON) == ACCEPTED;
}

/** Checks the signatures of those that `decodeEntries` left accepted. */
function verifySignatures(count: u32, strictKeys: bool, more: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    const result = resultAt(i);
    if (load<u8>(result, record.REASON) != ACCEPTED) continue;
    const author = authorAt(i);
    if (strictKeys && isSmallOrderAuthor(author)) {
      store<u8>(result, SMALL_ORDER_AUTHOR as u8, record.REASON);
      continue;
    }
    const entry = entryAt(i);
    const signed = load<u16>(result, record.SIGNATURE_OFFSET) as u32;
    addTask(author, entry, signed, entry + signed, result + record.REASON);
  }
  verifyTasks(more);
}

/** Holds the payloads that are in the run against their entries. */
function verifyPayloads(profile: u32, count: u32): void {
  beginJobs();
  for (let i: u32 = 0; i < count; i++) {
    const row = rowAt(i);
    if (hasPayload(i)) addJob(RUN_BYTES + load<u32>(row, 8), load<u32>(row, 12), payloadHashAt(i));
  }
  hashMany(profile, JOBS, jobs);
  for (let i: u32 = 0; i < count; i++) {
    if (!hasPayload(i)) continue;
    const size = load<u32>(rowAt(i), 12);
    const reason = payloadReason(profile, entryAt(i), resultAt(i), payloadHashAt(i), size);
    store<u8>(resultAt(i), reason as u8, record.REASON);
  }
}

/** Verifies `count` entries and writes their records; `more` entries of the same call are to come. */
export function verifyEntries(profile: u32, count: u32, strictKeys: bool, more: u32): void {
  decodeEntries(profile, count);
  verifySignatures(count, strictKeys, more);
  verifyPayloads(profile, count);
}

/** Tells the entries of other logs so. */
function sortOut(count: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    const result = resultAt(i);
    if (load<u8>(result, record.DECODED) == 0 || isOfLog(entryAt(i) + AUTHOR_OFFSET, result)) continue;
    store<u8>(result, WRONG_LOG as u8, record.REASON);
  }
}

function linkAll(profile: u32, count: u32): void {
  for (let i: u32 = 0; i < count; i++) linkEntry(profile, entryAt(i), resultAt(i));
}

/**
 * Verifies `count` entries as the next ones of the log that `beginLog` named, and writes their records: those of
 * other logs are told so, and their signatures are not looked at. `more` entries of the same call are to come.
 */
export function verifyLog(profile: u32, count: u32, more: u32): void {
  decodeEntries(profile, count);
  sortOut(count);
  verifySignatures(count, false, more);
  verifyPayloads(profile, count);
  linkAll(profile, count);
}

/** The same for `count` entries that have been verified already, whose records are there. */
export function linkEntries(profile: u32, count: u32): void {
  sortOut(count);
  linkAll(profile, count);
}

/**
 * Checks entry `index` of the run verified last against a payload that was hashed by itself: its encoded hash
 * at OUTPUT and its size. Wants an entry that has been accepted so far; writes the reason to its record.
 */
export function checkPayload(profile: u32, index: u32, size: u64): void {
  const reason = payloadReason(profile, entryAt(index), resultAt(index), OUTPUT, size);
  store<u8>(resultAt(index), reason as u8, record.REASON);
}
