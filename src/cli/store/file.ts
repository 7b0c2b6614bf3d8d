import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import type { Profile } from '../../index.js';
import { MAX_RECORD_BYTES } from '../../verify/bundle-format.js';
import { decodeBundle, readBundle } from '../../verify/bundle-reader.js';
import { decodeJsonLines, MAX_LINE_BYTES, readJsonLines } from '../../verify/json-lines.js';
import type { ByteChunks, Damage, StoredItem } from '../../verify/stored.js';
import { unreadable, UnreadableError, type Input } from '../input.js';
import type { Place, Source, SourceBatch, SourceDamage } from './source.js';

const CHUNK = 256 * 1024;
/** How much is read at first for one entry: mostly it is all of it. */
const FIRST_READ = 8 * 1024;

/** What a bundle and a file of JSON Lines have in common. */
export type RecordsFormat = 'bundle' | 'json-lines';

/** How each of them is read. */
export const readers = { bundle: readBundle, 'json-lines': readJsonLines };
const decoders = { bundle: decodeBundle, 'json-lines': decodeJsonLines };
const longest = { bundle: MAX_RECORD_BYTES, 'json-lines': MAX_LINE_BYTES };

async function* sourceBatches(kind: RecordsFormat, chunks: ByteChunks): AsyncGenerator<SourceBatch, void> {
  for await (const { items, damages, end } of readers[kind](chunks)) {
    yield {
      items: items.map(({ entry, payload, offset }) => ({ entry, payload, locator: offset })),
      damages: damages.map(damageOf),
      done: end,
    };
  }
}

function damageOf({ offset, end, line, message }: Damage): SourceDamage {
  return { place: line === undefined ? { byte: offset } : { byte: offset, line }, end, message };
}

/**
 * A bundle, or JSON Lines, in a file. It is opened when it is read: a directory may hold more than can be
 * open at once.
 */
export class FileSource implements Source {
  readonly path: string;
  readonly kind: RecordsFormat;
  readonly profile: Profile | undefined;
  readonly size: number;
  readonly notes: readonly string[] = [];
  #file: number | undefined;

  constructor(path: string, kind: RecordsFormat, profile: Profile | undefined, size: number) {
    this.path = path;
    this.kind = kind;
    this.profile = profile;
    this.size = size;
  }

  async *batches(): AsyncGenerator<SourceBatch, void> {
    const chunks = createReadStream(this.path, { highWaterMark: CHUNK });
    try {
      yield* sourceBatches(this.kind, chunks);
    } catch (error) {
      throw unreadable(this.path, error);
    } finally {
      chunks.destroy();
    }
  }

  itemAt(locator: number): StoredItem {
    const most = longest[this.kind] + 1;
    for (let length = FIRST_READ, all = false; !all; length *= 8) {
      const bytes = this.#read(locator, Math.min(length, most));
      const [item] = decoders[this.kind](bytes).items;
      if (item?.offset === 0) return item;
      all = bytes.length < length;
    }
    throw new UnreadableError(`${this.path} has changed: the entry at byte ${locator} is not there any more`);
  }

  #read(from: number, length: number): Buffer {
    try {
      this.#file ??= openSync(this.path, 'r');
      const bytes = Buffer.allocUnsafe(length);
      let got = 0;
      for (let more = 1; more > 0 && got < length; got += more) {
        more = readSync(this.#file, bytes, got, length - got, from + got);
      }
      return bytes.subarray(0, got);
    } catch (error) {
      throw unreadable(this.path, error);
    }
  }

  placeOf(locator: number): Place {
    return { byte: locator };
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}

/** Standard input, or a pipe that has a name. What came can't be read again, so it is kept where it may be wanted again. */
export class StandardInput implements Source {
  readonly path: string;
  readonly kind: RecordsFormat;
  readonly profile: Profile | undefined;
  readonly size = undefined;
  readonly notes: readonly string[] = [];
  readonly #input: Input;
  readonly #kept: Map<number, { entry: Uint8Array; payload: Uint8Array | undefined }> | undefined;

  /** @param once whether no entry is wanted again */
  constructor(input: Input, kind: RecordsFormat, profile: Profile | undefined, once: boolean) {
    this.path = input.name;
    this.#input = input;
    this.kind = kind;
    this.profile = profile;
    this.#kept = once ? undefined : new Map();
  }

  async *batches(): AsyncGenerator<SourceBatch, void> {
    for await (const batch of sourceBatches(this.kind, this.#input.chunks)) {
      for (const { entry, payload, locator } of batch.items) this.#kept?.set(locator, { entry, payload });
      yield batch;
    }
  }

  itemAt(locator: number): { entry: Uint8Array; payload: Uint8Array | undefined } {
    const kept = this.#kept?.get(locator);
    if (!kept) throw new UnreadableError(`no entry came at byte ${locator} of ${this.path}`);
    return kept;
  }

  placeOf(locator: number): Place {
    return { byte: locator };
  }

  close(): void {
    this.#input.close();
    this.#kept?.clear();
  }
}
