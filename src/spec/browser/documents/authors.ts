/** Somebody who writes on the document. */
export interface Writer {
  readonly name: string;
  /** By which the author is told from others where colours are not seen. */
  readonly letter: string;
}

/** Who writes on the document, by number. */
export const WRITERS: readonly Writer[] = [
  { name: 'Ada', letter: 'A' },
  { name: 'Ben', letter: 'B' },
  { name: 'Cleo', letter: 'C' },
];
