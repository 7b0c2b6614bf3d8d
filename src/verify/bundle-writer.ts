import { joinBytes } from '../bamboo/join.js';
import { encodeInto, Tagged } from 'cborg';
import {
  checkBytes,
  checkObject,
  checkOptionalBytes,
  checkProfile,
  type Optional,
} from '../bamboo/arguments.js';
import type { Profile } from '../bamboo/profile.js';
import { bundleHeader, MOST_HEADS, RECORD_TAG } from './bundle-format.js';

/** What goes into a bundle: an entry, and its payload where it is at hand. */
export interface BundleItem {
  readonly entry: Uint8Array;
  readonly payload?: Optional<Uint8Array>;
}

/** Pieces are about so large. */
const PIECE = 64 * 1024;

/** Bytes of a bundle, record by record, given away in pieces. */
class Pieces {
  #piece = new Uint8Array(PIECE);
  #length = 0;

  constructor(profile: Profile) {
    const header = bundleHeader(profile);
    this.#piece.set(header);
    this.#length = header.length;
  }

  /** Adds a record, and returns the piece before it, where that is full. */
  add(item: unknown, position: number): Uint8Array | undefined {
    const { entry: given, payload: also } = checkObject(item, () => `items[${position}]`);
    const entry = checkBytes(given, () => `items[${position}].entry`);
    const payload = checkOptionalBytes(also, () => `items[${position}].payload`);
    const size = entry.length + (payload?.length ?? 0);
    const most = size + MOST_HEADS;
    let full: Uint8Array | undefined;
    if (this.#length + most > this.#piece.length) {
      full = this.rest();
      // A piece is given away, not written to again.
      this.#piece = new Uint8Array(Math.max(PIECE, most));
      this.#length = 0;
    }
    const record = new Tagged(RECORD_TAG, [entry, payload ?? null, size]);
    this.#length += encodeInto(record, this.#piece.subarray(this.#length)).written;
    return full;
  }

  rest(): Uint8Array {
    return this.#piece.subarray(0, this.#length);
  }
}

/** @throws {TypeError} where `items` can't be iterated */
function checkItems(items: unknown, asyncToo: boolean): void {
  const given = checkObject(items, 'items');
  if (!(Symbol.iterator in given) && !(asyncToo && Symbol.asyncIterator in given)) {
    throw new TypeError(`items must be iterable${asyncToo ? ', or asynchronously so' : ''}`);
  }
}

/**
 * Writes a bundle as its items come, in bounded memory. What is written isn't verified.
 *
 * @returns the bundle's bytes in pieces of about 64 KiB; a record is never cut
 * @throws {TypeError} {RangeError} for misuse, with the argument's name: at once, and for an item when its
 * turn comes
 * @example
 * for await (const piece of writeBundle('p2panda', items)) await file.write(piece);
 */
export function writeBundle(
  profile: Profile,
  items: AsyncIterable<BundleItem> | Iterable<BundleItem>,
): AsyncGenerator<Uint8Array> {
  const pieces = new Pieces(checkProfile(profile));
  checkItems(items, true);
  return written(pieces, items);
}

async function* written(
  pieces: Pieces,
  items: AsyncIterable<BundleItem> | Iterable<BundleItem>,
): AsyncGenerator<Uint8Array> {
  let position = 0;
  if (Symbol.asyncIterator in items) {
    for await (const item of items) {
      const full = pieces.add(item, position++);
      if (full) yield full;
    }
  } else {
    for (const item of items) {
      const full = pieces.add(item, position++);
      if (full) yield full;
    }
  }
  yield pieces.rest();
}

/**
 * A bundle in memory.
 *
 * @throws {TypeError} {RangeError} for misuse, with the argument's name
 * @example encodeBundle('bamboo', [{ entry, payload }, { entry: next }])
 */
export function encodeBundle(profile: Profile, items: Iterable<BundleItem>): Uint8Array {
  const pieces = new Pieces(checkProfile(profile));
  checkItems(items, false);
  const parts: Uint8Array[] = [];
  let position = 0;
  for (const item of items) {
    const full = pieces.add(item, position++);
    if (full) parts.push(full);
  }
  parts.push(pieces.rest());
  return joinBytes(parts);
}
