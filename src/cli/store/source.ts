import type { Profile } from '../../index.js';

/** What a store can be. */
export type SourceKind = 'bundle' | 'json-lines' | 'aquadoggo';

/**
 * Where something stands in a store: a byte of a file, with its line where there are lines, or a row of a
 * table.
 */
export type Place = { readonly byte: number; readonly line?: number } | { readonly row: number };

/** An entry as it stands in a store. */
export interface SourceItem {
  readonly entry: Uint8Array;
  readonly payload: Uint8Array | undefined;
  /** By which the store finds it again: the offset of its record or line, or its row. */
  readonly locator: number;
}

/** Something that could not be read, and where. */
export interface SourceDamage {
  readonly place: Place;
  /** The first byte behind it. */
  readonly end?: number;
  readonly message: string;
}

/** What a row of a database says of its entry, as text. */
export interface RowColumns {
  readonly row: number;
  readonly entry: Uint8Array;
  readonly columns: Readonly<Record<string, string>>;
}

/** What came out of a part of a store. */
export interface SourceBatch {
  readonly items: readonly SourceItem[];
  readonly damages: readonly SourceDamage[];
  /** Of a database: what is to be held against the entries' bytes. */
  readonly rows?: readonly RowColumns[];
  /** How much of the source's size has been read. */
  readonly done: number;
}

/**
 * A store that is open. It is read once, front to back, and then entry by entry where one is wanted again.
 */
export interface Source {
  /** As the user knows it. */
  readonly path: string;
  readonly kind: SourceKind;
  /** What the store itself says, if it does. */
  readonly profile: Profile | undefined;
  /** In bytes; `undefined` where it isn't known. */
  readonly size: number | undefined;
  /** What there is to say about how it was read; complete once it was. */
  readonly notes: readonly string[];
  batches(): AsyncGenerator<SourceBatch, void>;
  /** @throws {UnreadableError} where it is not there any more */
  itemAt(locator: number): { readonly entry: Uint8Array; readonly payload: Uint8Array | undefined };
  /** Of a locator. */
  placeOf(locator: number): Place;
  close(): void;
}

/** A place in words: `byte 1234`, `line 7`, `row 3`. */
export function placeInWords(place: Place): string {
  if ('row' in place) return `row ${place.row}`;
  return place.line === undefined ? `byte ${place.byte}` : `line ${place.line}`;
}
