import type { Profile } from '../bamboo/profile.js';
import { MAX_ENTRY_LENGTH } from '../bamboo/profile.js';

/** Payloads above this travel beside a run. */
const MAX_PAYLOAD_IN_RUN = 65536;
/** Bytes that a run of the pool may have packed, and entries: enough to fill the lanes, and little enough to share. */
const MAX_PACKED_BYTES = 2 ** 20;
const MAX_RUN_ENTRIES = 1024;
const MIN_RUN_ENTRIES = 64;
/**
 * Bytes of entries and payloads from which on a run goes off as it is, what travels beside it included: to hash them
 * takes a worker some milliseconds, as long as some hundred signatures.
 */
export const ENOUGH_BYTES = 2 ** 22;
/** Bytes that a stream may have under way, with few workers. */
const MIN_MOST_BYTES = 2 ** 26;

/**
 * Bytes of entries and payloads that a stream may have under way, for so many runs side by side. Runs that are being
 * filled never make up more than half of them.
 */
export function mostBytesUnderWay(width: number): number {
  return Math.max(MIN_MOST_BYTES, 2 * ENOUGH_BYTES * width);
}

/** Bytes that an entry and its payload keep in memory, whatever of them is looked at. */
export function bytesOf(entry: Uint8Array, payload: Uint8Array | undefined): number {
  return entry.length + (payload ? payload.length : 0);
}

/** How much a run has. */
export class RunSize {
  entries = 0;
  /** Bytes of entries and payloads in full. */
  bytes = 0;
  #packed = 0;

  /** Counts an entry with its payload in if there is room for them; for the first there is, however large they are. */
  add(
    profile: Profile,
    entry: Uint8Array,
    payload: Uint8Array | undefined,
    maxEntries = MAX_RUN_ENTRIES,
  ): boolean {
    const ownSize = Math.min(entry.length, MAX_ENTRY_LENGTH[profile] + 1);
    const isPacked = payload !== undefined && payload.length <= MAX_PAYLOAD_IN_RUN;
    const packed = this.#packed + ownSize + (isPacked ? payload.length : 0);
    const bytes = this.bytes + bytesOf(entry, payload);
    const fits = this.entries < maxEntries && packed <= MAX_PACKED_BYTES && bytes <= ENOUGH_BYTES;
    if (!fits && this.entries > 0) return false;
    this.entries++;
    this.bytes = bytes;
    this.#packed = packed;
    return true;
  }

  /** Whether there is surely no room for another. */
  get isFull(): boolean {
    return this.entries >= MAX_RUN_ENTRIES || this.bytes >= ENOUGH_BYTES;
  }
}

/** A run of a list: those from `first` to `end`, and the worker that had best have it. */
export interface Cut {
  readonly first: number;
  readonly end: number;
  readonly home: number;
}

/**
 * Cuts a list into runs: a stretch for each worker, since neighbours are of the same authors, in runs that get smaller
 * towards its end, so that no worker is left alone with a large one.
 */
export function* cutIntoRuns(
  profile: Profile,
  entries: readonly Uint8Array[],
  payloads: readonly (Uint8Array | undefined)[] | undefined,
  width: number,
): Generator<Cut, void> {
  let first = 0;
  for (let home = 0; home < width; home++) {
    const stretchEnd = Math.round(((home + 1) * entries.length) / width);
    while (first < stretchEnd) {
      const half = Math.ceil((stretchEnd - first) / 2);
      const maxEntries = Math.min(Math.max(half, MIN_RUN_ENTRIES), MAX_RUN_ENTRIES);
      const size = new RunSize();
      let end = first;
      while (end < stretchEnd && size.add(profile, entries[end]!, payloads?.[end], maxEntries)) end++;
      yield { first, end, home };
      first = end;
    }
  }
}
