import { existsSync } from 'node:fs';
import { safe } from '../../conformance/report/layout.js';
import type { Profile } from '../../index.js';
import { UnreadableError } from '../input.js';
import { exitWhenInterrupted } from '../interrupt.js';
import type { Contradiction } from '../store/columns.js';
import type { Place, Source, SourceDamage, SourceKind } from '../store/source.js';
import { Stores } from '../store/stores.js';
import { bytesFromHex } from '../../inspect/hex.js';
import { byteRange } from '../../inspect/row.js';

/** An entry as it stands in a store. */
export interface StoredEntry {
  readonly path: string;
  readonly kind: SourceKind;
  readonly place: Place;
  readonly profile: Profile;
  /** Where the profile is known from. */
  readonly profileFrom: 'header' | 'guess' | 'option';
  readonly entry: Uint8Array;
  readonly payload: Uint8Array | undefined;
  /** What other columns of its row say otherwise. */
  readonly contradictions: readonly Contradiction[];
  /** What there is to say about how the store was read. */
  readonly notes: readonly string[];
}

const numberOf = (place: Place): number => ('row' in place ? place.row : place.byte);

/**
 * The entry whose record or line begins at a byte, or that is in a row, as `sasako verify` names them. The store is read from
 * its front up to there: what only looks like a record, within the payload of another one, is none.
 *
 * @param path a bundle, JSON Lines, a database, or `-` for standard input
 * @throws {UnreadableError} (rejects) where there is none; it says which places are next to it
 */
export async function entryAt(path: string, at: number, profile: Profile | undefined): Promise<StoredEntry> {
  if (path !== '-' && !existsSync(path) && bytesFromHex(path)) {
    throw new UnreadableError('--at says where in a bundle, in JSON Lines or in a database; this is hex');
  }
  const listenNoMore = exitWhenInterrupted();
  try {
    const stores = await Stores.open([path], profile, { once: true });
    try {
      return await find(stores, at, profile);
    } finally {
      await stores.close();
    }
  } finally {
    listenNoMore();
  }
}

async function find(stores: Stores, at: number, asked: Profile | undefined): Promise<StoredEntry> {
  const [source, another] = stores.sources as [Source, Source?];
  if (another) {
    throw new UnreadableError(
      `--at says where in one store, and ${stores.sources.length} are there: ${source.path}, ${another.path}` +
        (stores.sources.length > 2 ? ', …' : ''),
    );
  }
  let before: number | undefined;
  for await (const items of stores.batches()) {
    const first = stores.count - items.length;
    for (const [i, { entry, payload }] of items.entries()) {
      const { place } = stores.placeOf(first + i);
      const found = numberOf(place);
      if (found > at) throw notThere(source, stores, at, { before, next: found });
      before = found;
      if (found < at) continue;
      const { path, kind } = source;
      const { profile, guessed, notes } = stores;
      const profileFrom = asked ? 'option' : guessed ? 'guess' : 'header';
      const contradictions = stores.contradictions.first.filter(({ row }) => row === at);
      return { path, kind, place, profile, profileFrom, entry, payload, contradictions, notes };
    }
  }
  throw notThere(source, stores, at, { before, next: undefined });
}

/** The places next to one that is none. */
interface Neighbours {
  readonly before: number | undefined;
  readonly next: number | undefined;
}

/** That nothing begins at a place, or why it can't be read. */
function notThere(source: Source, stores: Stores, at: number, { before, next }: Neighbours): UnreadableError {
  const { path, kind } = source;
  if (before === undefined && next === undefined && stores.damages.count === 0) {
    return new UnreadableError(`${path} holds no entry`);
  }
  const damage = stores.damages.first.find((one) => isWithin(at, one));
  const around = [
    before === undefined
      ? []
      : [`the ${next === undefined ? 'last' : 'previous'} one ${placed(kind, before)}`],
    next === undefined ? [] : [`the next one ${placed(kind, next)}`],
  ].flat();
  return new UnreadableError(
    [damage ? damaged(path, damage) : missing(path, kind, at), around.join(', ')]
      .filter((part) => part !== '')
      .join('; '),
  );
}

const placed = (kind: SourceKind, at: number): string =>
  kind === 'aquadoggo' ? `is row ${at}` : `begins at byte ${at}`;

function missing(path: string, kind: SourceKind, at: number): string {
  if (kind === 'aquadoggo') return `there is no row ${at} in ${path}`;
  return `no ${kind === 'bundle' ? 'record' : 'line with an entry'} begins at byte ${at} of ${path}`;
}

function isWithin(at: number, { place, end }: SourceDamage): boolean {
  const start = numberOf(place);
  return at === start || (end !== undefined && at > start && at < end);
}

function damaged(path: string, { place, end, message }: SourceDamage): string {
  const said = safe(message);
  if ('row' in place) return `row ${place.row} of ${path} can't be read: ${said}`;
  const line = place.line === undefined ? '' : `, line ${place.line},`;
  const where = end === undefined ? String(place.byte) : byteRange(place.byte, end);
  return `bytes ${where} of ${path}${line} can't be read: ${said}`;
}
