import type { Profile } from '../bamboo/profile.js';
import { MAX_ENTRY_LENGTH } from '../bamboo/profile.js';

/** Payloads above this travel beside a run. */
const MAX_PAYLOAD_IN_RUN = 65536;
/** Bytes that a run of the pool may have at most, and entries: enough to fill the lanes, and little enough to share. */
const MAX_RUN_BYTES = 2 ** 20;
export const MAX_RUN_ENTRIES = 1024;
const MIN_RUN_ENTRIES = 64;

/** Bytes that an entry and its payload take in a run. */
export function sizeInRun(profile: Profile, entry: Uint8Array, payload: Uint8Array | undefined): number {
  const ownSize = Math.min(entry.length, MAX_ENTRY_LENGTH[profile] + 1);
  return ownSize + (payload && payload.length <= MAX_PAYLOAD_IN_RUN ? payload.length : 0);
}

/** Whether a run of `count` entries and `bytes` bytes has room for `more` bytes and an entry. */
export function hasRoom(count: number, bytes: number, more: number, maxEntries = MAX_RUN_ENTRIES): boolean {
  return count < maxEntries && (count === 0 || bytes + more <= MAX_RUN_BYTES);
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
      let bytes = 0;
      let end = first;
      for (; end < stretchEnd; end++) {
        const more = sizeInRun(profile, entries[end]!, payloads?.[end]);
        if (!hasRoom(end - first, bytes, more, maxEntries)) break;
        bytes += more;
      }
      yield { first, end, home };
      first = end;
    }
  }
}
