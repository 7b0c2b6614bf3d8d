import type { Profile } from '../../index.js';
import { UnreadableError } from '../input.js';
import { contradictionsOf, type Contradiction } from './columns.js';
import { findSources, type Found } from './find.js';
import { guessProfile } from './profile.js';
import type { Place, Source, SourceBatch, SourceDamage } from './source.js';

/** So many entries are looked at to know what profile they are of. */
const GUESSED_FROM = 4096;

/** An entry for the verifier. */
export interface StoresItem {
  readonly entry: Uint8Array;
  readonly payload: Uint8Array | undefined;
}

/** The first ones of what there may be millions of, and how many there were. */
export class FirstOnes<T> {
  readonly first: T[] = [];
  readonly #most: number;
  count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(one: T): void {
    this.count++;
    if (this.first.length < this.#most) this.first.push(one);
  }
}

/** So many files that are no stores are named. */
const MOST_NAMED = 3;
/** How many damages and contradictions are kept word for word. */
export const MOST_FINDINGS = 10_000;

/** Positions of all entries that were read, and where each is found again: 8 bytes an entry. */
class Locators {
  #all = new Float64Array(1024);
  count = 0;

  add(locator: number): void {
    if (this.count === this.#all.length) {
      const all = new Float64Array(2 * this.count);
      all.set(this.#all);
      this.#all = all;
    }
    this.#all[this.count++] = locator;
  }

  at(position: number): number {
    if (!(position >= 0 && position < this.count)) throw new RangeError(`there is no position ${position}`);
    return this.#all[position]!;
  }
}

/**
 * Several stores, read one after the other as one. The entries' positions are counted through all of them.
 */
export class Stores {
  readonly profile: Profile;
  /** Whether the profile is what the entries look like, and nobody said it. */
  readonly guessed: boolean;
  readonly sources: readonly Source[];
  /** What looks like a store in a directory, and can't be read. */
  readonly skipped: Found['skipped'];
  readonly damages = new FirstOnes<SourceDamage & { readonly path: string }>(MOST_FINDINGS);
  readonly contradictions = new FirstOnes<Contradiction & { readonly path: string }>(MOST_FINDINGS);
  /** How many entries came from each source. */
  readonly counts: number[];
  readonly #notes: string[];
  readonly #batches: Lookahead;
  readonly #locators = new Locators();
  /** The position of each source's first entry, as far as they have been reached. */
  readonly #firsts: number[] = [];
  #done = 0;

  /**
   * Opens what the paths name, and finds out the profile: what is asked for, else what the bundles' headers
   * say and the first entries look like.
   *
   * @param once whether nothing is asked for again, with `itemAt`: then what comes through pipes is not kept
   * @throws {UnreadableError} where something can't be read, or two of them are of different profiles
   */
  static async open(
    paths: readonly string[],
    profile: Profile | undefined,
    { once = false }: { readonly once?: boolean } = {},
  ): Promise<Stores> {
    const found = await findSources(paths, once);
    const batches = new Lookahead(found.sources);
    try {
      const agreed = await agreedProfile(found.sources, profile);
      const known = agreed?.profile ?? (await batches.guessProfile());
      return new Stores(found, batches, known, agreed?.guessed ?? true);
    } catch (error) {
      await batches.end();
      for (const source of found.sources) source.close();
      throw error;
    }
  }

  private constructor(
    { sources, skipped, others }: Found,
    batches: Lookahead,
    profile: Profile | undefined,
    guessed: boolean,
  ) {
    this.sources = sources;
    this.skipped = skipped;
    this.counts = sources.map(() => 0);
    this.#batches = batches;
    this.profile = profile ?? 'p2panda';
    this.guessed = guessed;
    this.#notes = skipped.map(({ path, why }) => `${path} was passed by: ${why}`);
    if (others.length > 0) this.#notes.push(`no stores, and passed by: ${listed(others)}`);
    if (profile === undefined && !batches.isEmpty) {
      this.#notes.push('no entry decodes in any profile; p2panda is taken');
    }
  }

  /** What there is to say about how the stores were read. */
  get notes(): readonly string[] {
    return [...this.#notes, ...this.sources.flatMap(({ notes }) => notes)];
  }

  /** How many bytes there are in all; `undefined` where that isn't known. */
  get size(): number | undefined {
    let size = 0;
    for (const source of this.sources) {
      if (source.size === undefined) return undefined;
      size += source.size;
    }
    return size;
  }

  /** How many bytes have been read. */
  get done(): number {
    return this.#done;
  }

  /** How many entries have been read: the next one's position. */
  get count(): number {
    return this.#locators.count;
  }

  /**
   * All entries, in order. A batch that is there is gone through without waiting: `next` gives a promise only
   * where more has to be read.
   *
   * @param signal ends them early, as if there were no more
   */
  items(signal?: AbortSignal): AsyncIterable<StoresItem> {
    let items: SourceBatch['items'] = [];
    let at = 0;
    const end = { done: true, value: undefined } as const;
    // Who waits for a terminal's or a pipe's next bytes must not wait for them in vain.
    let giveUp: () => void = () => undefined;
    signal?.addEventListener('abort', () => giveUp());
    const more = async (): Promise<IteratorResult<StoresItem, undefined>> => {
      const read = await this.#read();
      if (!read || signal?.aborted) return end;
      items = read;
      at = 1;
      return { done: false, value: items[0]! };
    };
    const next = ():
      Promise<IteratorResult<StoresItem, undefined>> | IteratorResult<StoresItem, undefined> => {
      if (at < items.length) return { done: false, value: items[at++]! };
      return new Promise((resolve, reject) => {
        giveUp = () => resolve(end);
        more().then(resolve, reject);
      });
    };
    const iterator = {
      next,
      return: async () => {
        await this.#batches.end();
        return { done: true, value: undefined };
      },
    } as AsyncIterator<StoresItem>;
    return { [Symbol.asyncIterator]: () => iterator };
  }

  /** All entries, in order, as they are read: batches that have some. */
  async *batches(): AsyncGenerator<readonly StoresItem[], void> {
    for (let items = await this.#read(); items; items = await this.#read()) yield items;
  }

  /** The items of the next batch that has some. */
  async #read(): Promise<SourceBatch['items'] | undefined> {
    for (let next = await this.#batches.next(); next; next = await this.#batches.next()) {
      const { index, batch } = next;
      const { path } = this.sources[index]!;
      this.#done = this.sources.slice(0, index).reduce((sum, { size = 0 }) => sum + size, 0) + batch.done;
      while (this.#firsts.length <= index) this.#firsts.push(this.count);
      for (const { locator } of batch.items) this.#locators.add(locator);
      for (const damage of batch.damages) this.damages.add({ path, ...damage });
      for (const one of contradictionsOf(batch.rows ?? [], this.profile))
        this.contradictions.add({ path, ...one });
      this.counts[index]! += batch.items.length;
      if (batch.items.length > 0) return batch.items;
    }
    return undefined;
  }

  #sourceOf(position: number): Source {
    return this.sources[this.#firsts.findLastIndex((first) => first <= position)]!;
  }

  /** Where the entry at a position stands. */
  placeOf(position: number): { readonly path: string; readonly place: Place } {
    const locator = this.#locators.at(position);
    const source = this.#sourceOf(position);
    return { path: source.path, place: source.placeOf(locator) };
  }

  /** An entry and its payload once more. @throws {UnreadableError} where they are not there any more */
  itemAt(position: number): StoresItem {
    return this.#sourceOf(position).itemAt(this.#locators.at(position));
  }

  async close(): Promise<void> {
    // First, since what is being read may never come.
    for (const source of this.sources) source.close();
    await this.#batches.end();
  }
}

function listed(paths: readonly string[]): string {
  const more = paths.length - MOST_NAMED;
  return paths.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** The profile, and whether nobody said it. */
interface Agreed {
  readonly profile: Profile;
  readonly guessed: boolean;
}

/**
 * What is asked for; else what all sources say that say something, and what the entries of the others look like.
 *
 * @throws {UnreadableError} where two are of different profiles
 */
async function agreedProfile(
  sources: readonly Source[],
  asked: Profile | undefined,
): Promise<Agreed | undefined> {
  let agreed: Agreed | undefined = asked && { profile: asked, guessed: false };
  let by = '--profile says';
  for (const source of sources) {
    const profile = source.profile ?? (asked ? undefined : await looksLike(source));
    if (profile === undefined) continue;
    const guessed = source.profile === undefined;
    if (agreed && profile !== agreed.profile) {
      throw new UnreadableError(
        `${source.path} is of profile ${profile}${guessed ? ', as its entries look' : ''}, and ${by} ` +
          `${agreed.profile}: what is read together is of one profile`,
      );
    }
    if (!agreed) by = `${source.path} is of`;
    agreed = { profile, guessed: guessed && (agreed?.guessed ?? true) };
  }
  return agreed;
}

/** What the first entries of a source are that can be read twice. */
async function looksLike(source: Source): Promise<Profile | undefined> {
  if (source.size === undefined) return undefined;
  let seen = 0;
  for await (const { items } of source.batches()) {
    const profile = guessProfile(items.map(({ entry }) => entry));
    if (profile) return profile;
    // What is no entry counts a little too: there may be gigabytes of it.
    seen += items.length + 64;
    if (seen >= GUESSED_FROM) break;
  }
  return undefined;
}

/** The batches of all sources, of which some can be looked at before it is their turn. */
class Lookahead {
  readonly #reading: AsyncGenerator<{ index: number; batch: SourceBatch }, void>;
  readonly #ahead: { index: number; batch: SourceBatch }[] = [];

  constructor(sources: readonly Source[]) {
    this.#reading = (async function* () {
      for (const [index, source] of sources.entries()) {
        for await (const batch of source.batches()) yield { index, batch };
      }
    })();
  }

  /** Whether no entry has been seen. */
  get isEmpty(): boolean {
    return this.#ahead.every(({ batch }) => batch.items.length === 0);
  }

  async next(): Promise<{ index: number; batch: SourceBatch } | undefined> {
    const ahead = this.#ahead.shift();
    if (ahead) return ahead;
    const next = await this.#reading.next();
    return next.done ? undefined : next.value;
  }

  /** The profile that the entries of the first batch are of in which one decodes in any. */
  async guessProfile(): Promise<Profile | undefined> {
    for (let seen = 0; seen < GUESSED_FROM;) {
      const next = await this.#reading.next();
      if (next.done) return undefined;
      this.#ahead.push(next.value);
      const { items } = next.value.batch;
      const profile = guessProfile(items.map(({ entry }) => entry));
      if (profile) return profile;
      seen += items.length;
    }
    return undefined;
  }

  async end(): Promise<void> {
    // What a source has to say to being closed is of no interest any more.
    await this.#reading.return().catch(() => undefined);
  }
}
