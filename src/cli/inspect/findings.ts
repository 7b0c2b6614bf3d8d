import { verifyEntry, type Profile, type Verdict } from '../../index.js';
import type { Damage, StoreBatch, StoredItem } from '../../verify/index.js';
import { UnreadableError } from '../input.js';
import { readers, type RecordsFormat } from '../store/file.js';
import { guessProfile } from '../store/profile.js';

/** So many records, and so many damages, are shown unless all are asked for. */
export const SHOWN = 20;

/** What to go through, and how. */
export interface RecordsSource {
  readonly type: RecordsFormat;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** `undefined` to take it from the header, or to guess it where there is none. */
  readonly profile: Profile | undefined;
  readonly all: boolean;
}

/** How much there was, and how much of it was looked at. */
export interface Totals {
  readonly bytes: number;
  readonly records: number;
  readonly damages: number;
  /** The records whose entries were verified. */
  readonly lookedAt: number;
  /** How many of those were rejected. */
  readonly rejected: number;
}

/** What is found in a file of records, in the order of the file. */
export type Finding =
  | { readonly type: 'profile'; readonly profile: Profile; readonly from: 'header' | 'guess' | 'option' }
  | { readonly type: 'record'; readonly item: StoredItem; readonly verdict: Verdict }
  | { readonly type: 'damage'; readonly damage: Damage }
  | { readonly type: 'end'; readonly totals: Totals };

/** @throws {UnreadableError} where a bundle is of a version that isn't known */
async function* batchesOf({ type, chunks }: RecordsSource): AsyncGenerator<StoreBatch, void> {
  try {
    yield* readers[type](chunks);
  } catch (error) {
    if (error instanceof Error && error.constructor === Error) throw new UnreadableError(error.message);
    throw error;
  }
}

/** Goes through a file of records, and looks at the entries of the first ones, or of all. */
export async function* findings(source: RecordsSource): AsyncGenerator<Finding> {
  const limit = source.all ? Infinity : SHOWN;
  const totals = { bytes: 0, records: 0, damages: 0, lookedAt: 0, rejected: 0 };
  let profile = source.profile;
  if (profile) yield { type: 'profile', profile, from: 'option' };
  for await (const batch of batchesOf(source)) {
    totals.bytes = batch.end;
    if (!profile && (batch.profile !== undefined || batch.items.length > 0)) {
      profile = batch.profile ?? guessProfile(batch.items.map(({ entry }) => entry)) ?? 'bamboo';
      yield { type: 'profile', profile, from: batch.profile ? 'header' : 'guess' };
    }
    const { items, damages } = batch;
    for (let i = 0, j = 0; i < items.length || j < damages.length;) {
      const damage = damages[j];
      const item = items[i];
      if (damage && !(item && item.offset < damage.offset)) {
        j++;
        if (totals.damages++ < limit) yield { type: 'damage', damage };
        continue;
      }
      i++;
      if (!item || !profile || totals.records++ >= limit) continue;
      const verdict = verifyEntry(item.entry, { profile, payload: item.payload });
      totals.lookedAt++;
      if (!verdict.ok) totals.rejected++;
      yield { type: 'record', item, verdict };
    }
  }
  yield { type: 'end', totals };
}
