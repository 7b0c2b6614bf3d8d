import { decodeEntry, PROFILES, verifyEntry, type Profile } from '../../index.js';

/** The profile in which some entry is sound; the first one in which one decodes, where none is; `undefined` for neither. */
export function guessProfile(entries: Iterable<Uint8Array>): Profile | undefined {
  let guess: Profile | undefined;
  for (const entry of entries) {
    for (const profile of PROFILES) {
      if (verifyEntry(entry, { profile }).ok) return profile;
      if (decodeEntry(entry, { profile }).ok) guess ??= profile;
    }
  }
  return guess;
}
