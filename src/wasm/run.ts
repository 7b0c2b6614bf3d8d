import { type Profile, hashToOutput, profileNumber } from './hash.js';
import { type Core, copyIn } from './module.js';

/** Length of a result record in bytes (assembly/record.ts). */
const RECORD_SIZE = 112;
/** Words of a row in the run's table. */
const ROW = 4;
const NO_PAYLOAD = 0xffffffff;
/** Payloads up to this many bytes travel with the run; longer ones are hashed by themselves, by pieces. */
const MAX_PAYLOAD_IN_RUN = 65536;

/** A run in the making: as many entries as fit the module's room for one call. */
class Run {
  readonly #core: Core;
  readonly #maxEntry: number;
  count = 0;
  #used = 0;

  constructor(core: Core, profile: 0 | 1) {
    this.#core = core;
    this.#maxEntry = core.maxEntryLength[profile];
  }

  clear(): void {
    this.count = 0;
    this.#used = 0;
  }

  /** Adds an entry and, if it is given, its payload; false where the run is full. */
  add(entry: Uint8Array, payload: Uint8Array | undefined): boolean {
    const at = this.#core;
    // Nothing beyond the longest entry and a byte is looked at: that byte is trailing.
    const entryLength = Math.min(entry.length, this.#maxEntry + 1);
    const payloadLength = payload ? payload.length : 0;
    if (this.count === at.runMaxEntries) return false;
    if (this.#used + entryLength + payloadLength > at.runBytesSize) return false;
    const { words } = at;
    const row = at.runTable / 4 + ROW * this.count++;
    words[row] = this.#used;
    words[row + 1] = entryLength;
    copyIn(at, at.runBytes + this.#used, entry, entryLength);
    this.#used += entryLength;
    words[row + 2] = payload ? this.#used : NO_PAYLOAD;
    words[row + 3] = payloadLength;
    if (payload) {
      copyIn(at, at.runBytes + this.#used, payload, payloadLength);
      this.#used += payloadLength;
    }
    return true;
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
  const run = new Run(at, number);
  for (let first = 0; first < entries.length; first += run.count) {
    run.clear();
    while (first + run.count < entries.length && run.add(entries[first + run.count]!, undefined));
    at.wasm.decodeEntries(number, run.count);
    run.copyRecords(records, first);
  }
}

/** Hands the entries to `verify` in runs, and checks the payloads that are too large for a run after each. */
function verifyRuns(
  at: Core,
  profile: Profile,
  entries: readonly Uint8Array[],
  payloads: readonly (Uint8Array | undefined)[] | undefined,
  records: Uint8Array,
  verify: (number: 0 | 1, count: number) => void,
): void {
  const number = profileNumber(profile);
  checkRoom(records, entries.length);
  const run = new Run(at, number);
  for (let first = 0; first < entries.length; first += run.count) {
    run.clear();
    const large: { index: number; payload: Uint8Array }[] = [];
    while (first + run.count < entries.length) {
      const index = run.count;
      const payload = payloads?.[first + index];
      const isLarge = payload !== undefined && payload.length > MAX_PAYLOAD_IN_RUN;
      if (!run.add(entries[first + index]!, isLarge ? undefined : payload)) break;
      if (isLarge) large.push({ index, payload });
    }
    verify(number, run.count);
    for (const { index, payload } of large) {
      if (at.memory[at.records + RECORD_SIZE * index] !== 0) continue;
      const size = BigInt(payload.length);
      hashToOutput(at, number, payload);
      at.wasm.checkPayload(number, index, size);
    }
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
  verifyRuns(at, profile, entries, payloads, records, (number, count) =>
    at.wasm.verifyEntries(number, count, Number(strictKeys)),
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
  verifyRuns(at, profile, entries, payloads, records, (number, count) => at.wasm.verifyLog(number, count));
}
