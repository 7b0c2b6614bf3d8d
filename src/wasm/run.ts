import { type Profile, encodedHashLength, hashToOutput, profileNumber } from './hash.js';
import type { Core } from './module.js';

/** Length of a result record in bytes (assembly/record.ts). */
const RECORD_SIZE = 112;
/** Words of a row in the run's table. */
const ROW = 4;
const NO_PAYLOAD = 0xffffffff;
/** Payloads up to this many bytes travel with the run; longer ones are hashed by themselves, by pieces. */
const MAX_PAYLOAD_IN_RUN = 65536;

/** Bytes between two neighbours in a buffer, such as their lengths, that are copied along. */
const MAX_GAP = 16;

/** A run in the making: as many entries as fit the module's room for one call. */
class Run {
  readonly #core: Core;
  readonly #maxEntry: number;
  count = 0;
  #used = 0;
  // Entries that lie one behind the other in one buffer, as whoever reads a file has them, are copied in one go: what
  // has been added and not copied yet is from `#from` to `#to` of `#buffer`, and goes to `#at`.
  #only: Uint8Array | undefined;
  #buffer: ArrayBufferLike | undefined;
  #from = 0;
  #to = 0;
  #at = 0;

  /** `maxEntry` is the length from which on the rest of an entry isn't looked at. */
  constructor(core: Core, maxEntry: number) {
    this.#core = core;
    this.#maxEntry = maxEntry;
  }

  clear(): void {
    this.count = 0;
    this.#used = 0;
    this.#buffer = undefined;
  }

  /** Adds an entry and, if it is given, its payload; false where the run is full. */
  add(entry: Uint8Array, payload: Uint8Array | undefined): boolean {
    const at = this.#core;
    // Nothing beyond the longest entry and a byte is looked at: that byte is trailing.
    const entryLength = Math.min(entry.length, this.#maxEntry + 1);
    const payloadLength = payload ? payload.length : 0;
    if (this.count === at.runMaxEntries) return false;
    if (this.#used + entryLength + payloadLength + 2 * MAX_GAP > at.runBytesSize) return false;
    const { words } = at;
    const row = at.runTable / 4 + ROW * this.count++;
    words[row] = this.#place(entry, entryLength);
    words[row + 1] = entryLength;
    words[row + 2] = payload ? this.#place(payload, payloadLength) : NO_PAYLOAD;
    words[row + 3] = payloadLength;
    return true;
  }

  /** Where in the run's bytes `bytes` will be. */
  #place(bytes: Uint8Array, length: number): number {
    const { buffer, byteOffset } = bytes;
    const gap = byteOffset - this.#to;
    if (buffer === this.#buffer && gap >= 0 && gap <= MAX_GAP) {
      this.#only = undefined;
    } else {
      this.#copy();
      this.#only = length === bytes.length ? bytes : undefined;
      this.#buffer = buffer;
      this.#from = byteOffset;
      this.#at = this.#used;
    }
    this.#to = byteOffset + length;
    this.#used = this.#at + this.#to - this.#from;
    return this.#used - length;
  }

  #copy(): void {
    if (!this.#buffer) return;
    const { memory, runBytes } = this.#core;
    const length = this.#to - this.#from;
    // A view of a buffer that others may grow could be longer by now.
    const bytes =
      this.#only?.length === length ? this.#only : new Uint8Array(this.#buffer, this.#from, length);
    memory.set(bytes, runBytes + this.#at);
    this.#buffer = undefined;
  }

  /** All entries are in the module now. */
  finish(): void {
    this.#copy();
  }

  /** Copies the records of the run to `records`, from record `first` on. */
  copyRecords(records: Uint8Array, first: number): void {
    const { memory, records: source } = this.#core;
    records.set(memory.subarray(source, source + RECORD_SIZE * this.count), RECORD_SIZE * first);
  }
}

function checkRoom(records: Uint8Array, count: number): void {
  if (records.length < RECORD_SIZE * count) {
    throw new RangeError(`records: ${RECORD_SIZE * count} bytes are wanted for ${count} entries`);
  }
}

/** Decodes and hashes each entry and writes a record for each. No signature is checked. */
export function decodeEntries(
  at: Core,
  profile: Profile,
  entries: readonly Uint8Array[],
  records: Uint8Array,
): void {
  const number = profileNumber(profile);
  checkRoom(records, entries.length);
  const run = new Run(at, at.maxEntryLength[number]);
  for (let first = 0; first < entries.length; first += run.count) {
    run.clear();
    while (first + run.count < entries.length && run.add(entries[first + run.count]!, undefined));
    run.finish();
    at.wasm.decodeEntries(number, run.count);
    run.copyRecords(records, first);
  }
}

/** Writes the encoded hashes of all messages to `out`, one behind the other. */
export function hashAll(at: Core, profile: Profile, messages: readonly Uint8Array[], out: Uint8Array): void {
  const number = profileNumber(profile);
  const size = encodedHashLength(number);
  if (out.length < size * messages.length) {
    throw new RangeError(`out: ${size * messages.length} bytes are wanted for ${messages.length} hashes`);
  }
  const run = new Run(at, MAX_PAYLOAD_IN_RUN);
  for (let first = 0; first < messages.length;) {
    run.clear();
    while (first + run.count < messages.length) {
      const message = messages[first + run.count]!;
      if (message.length > MAX_PAYLOAD_IN_RUN || !run.add(message, undefined)) break;
    }
    if (run.count === 0) {
      // A long message has lanes enough of its own.
      hashToOutput(at, number, messages[first]!);
      out.set(at.memory.subarray(at.output, at.output + size), size * first++);
      continue;
    }
    run.finish();
    at.wasm.hashMessages(number, run.count);
    out.set(at.memory.subarray(at.records, at.records + size * run.count), size * first);
    first += run.count;
  }
}

/** A payload that is too large for a run, and the number of its entry in the run. */
export interface LargePayload {
  readonly index: number;
  readonly payload: Uint8Array;
}

/** Checks the payloads that are too large for a run against the entries of the run that was verified last. */
function checkLarge(at: Core, profile: 0 | 1, large: readonly LargePayload[]): void {
  for (const { index, payload } of large) {
    if (at.memory[at.records + RECORD_SIZE * index] !== 0) continue;
    const size = BigInt(payload.length);
    hashToOutput(at, profile, payload);
    at.wasm.checkPayload(profile, index, size);
  }
}

/** Hands the entries to `verify` in runs, and checks the payloads that are too large for a run after each. */
function verifyRuns(
  at: Core,
  profile: Profile,
  entries: readonly Uint8Array[],
  payloads: readonly (Uint8Array | undefined)[] | undefined,
  records: Uint8Array,
  verify: (number: 0 | 1, count: number, more: number) => void,
): void {
  const number = profileNumber(profile);
  checkRoom(records, entries.length);
  const run = new Run(at, at.maxEntryLength[number]);
  for (let first = 0; first < entries.length; first += run.count) {
    run.clear();
    const large: LargePayload[] = [];
    while (first + run.count < entries.length) {
      const index = run.count;
      const payload = payloads?.[first + index];
      const isLarge = payload !== undefined && payload.length > MAX_PAYLOAD_IN_RUN;
      if (!run.add(entries[first + index]!, isLarge ? undefined : payload)) break;
      if (isLarge) large.push({ index, payload });
    }
    run.finish();
    verify(number, run.count, entries.length - first - run.count);
    checkLarge(at, number, large);
    run.copyRecords(records, first);
  }
}

/** Decodes and hashes each entry, checks signature and payload, and writes a record for each. */
export function verifyEntries(
  at: Core,
  profile: Profile,
  entries: readonly Uint8Array[],
  payloads: readonly (Uint8Array | undefined)[] | undefined,
  strictKeys: boolean,
  records: Uint8Array,
): void {
  verifyRuns(at, profile, entries, payloads, records, (number, count, more) =>
    at.wasm.verifyEntries(number, count, Number(strictKeys), more),
  );
}

/**
 * The same for the entries of one log in ascending order: those of other logs are told so and no more, and the
 * record says of each whether it follows in order on all before.
 */
export function verifyLog(
  at: Core,
  profile: Profile,
  author: Uint8Array,
  logId: bigint,
  entries: readonly Uint8Array[],
  payloads: readonly (Uint8Array | undefined)[] | undefined,
  records: Uint8Array,
): void {
  at.memory.set(author, at.output);
  at.wasm.beginLog(logId);
  verifyRuns(at, profile, entries, payloads, records, (number, count, more) =>
    at.wasm.verifyLog(number, count, more),
  );
}

/** What `verifyLog` does beyond `verifyEntries`, for entries whose records that has written. */
export function linkEntries(
  at: Core,
  profile: Profile,
  author: Uint8Array,
  logId: bigint,
  entries: readonly Uint8Array[],
  records: Uint8Array,
): void {
  const number = profileNumber(profile);
  checkRoom(records, entries.length);
  at.memory.set(author, at.output);
  at.wasm.beginLog(logId);
  const run = new Run(at, at.maxEntryLength[number]);
  for (let first = 0; first < entries.length; first += run.count) {
    run.clear();
    while (first + run.count < entries.length && run.add(entries[first + run.count]!, undefined));
    run.finish();
    at.memory.set(records.subarray(RECORD_SIZE * first, RECORD_SIZE * (first + run.count)), at.records);
    at.wasm.linkEntries(number, run.count);
    run.copyRecords(records, first);
  }
}

// Runs that were packed elsewhere, for a worker: the same rows and bytes, in memory that both sides share.

/** What a packed run may hold. */
export interface RunLimits {
  readonly entries: number;
  /** Entries and small payloads together. */
  readonly bytes: number;
}

/** Words of a row of a packed run. */
export const PACKED_ROW = ROW;

/**
 * Packs entries, and their payloads, from number `first` on: a row of four words for each at `rows`, the bytes at
 * `bytes`. Stops before what doesn't fit.
 *
 * @returns how many were packed, how many bytes they take, and the payloads that are too large for a run
 */
export function packRun(
  maxEntryLength: number,
  entries: readonly Uint8Array[],
  payloads: readonly (Uint8Array | undefined)[] | undefined,
  first: number,
  end: number,
  rows: Uint32Array,
  bytes: Uint8Array,
): { count: number; used: number; large: LargePayload[] } {
  const most = Math.min(end - first, Math.floor(rows.length / ROW));
  const large: LargePayload[] = [];
  let used = 0;
  let count = 0;
  for (; count < most; count++) {
    const entry = entries[first + count]!;
    const payload = payloads?.[first + count];
    const isLarge = payload !== undefined && payload.length > MAX_PAYLOAD_IN_RUN;
    const entryLength = Math.min(entry.length, maxEntryLength + 1);
    const payloadLength = payload && !isLarge ? payload.length : 0;
    if (used + entryLength + payloadLength > bytes.length) break;
    const row = ROW * count;
    rows[row] = used;
    rows[row + 1] = entryLength;
    bytes.set(entryLength === entry.length ? entry : entry.subarray(0, entryLength), used);
    used += entryLength;
    rows[row + 2] = payload && !isLarge ? used : NO_PAYLOAD;
    rows[row + 3] = payloadLength;
    if (payload && !isLarge) bytes.set(payload, used);
    used += payloadLength;
    if (isLarge) large.push({ index: count, payload });
  }
  return { count, used, large };
}

/** Verifies a packed run; `records` has room for a record for each entry. */
export function verifyPacked(
  at: Core,
  profile: Profile,
  strictKeys: boolean,
  rows: Uint32Array,
  bytes: Uint8Array,
  large: readonly LargePayload[],
  records: Uint8Array,
): void {
  const number = profileNumber(profile);
  const count = rows.length / ROW;
  if (count > at.runMaxEntries || bytes.length > at.runBytesSize) {
    throw new RangeError(`a run has at most ${at.runMaxEntries} entries and ${at.runBytesSize} bytes`);
  }
  checkRoom(records, count);
  at.words.set(rows, at.runTable / 4);
  at.memory.set(bytes, at.runBytes);
  at.wasm.verifyEntries(number, count, Number(strictKeys), 0);
  checkLarge(at, number, large);
  records.set(at.memory.subarray(at.records, at.records + RECORD_SIZE * count));
}
