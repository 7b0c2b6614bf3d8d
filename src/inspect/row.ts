/** A run of bytes, what it is and what it says. */
export interface Row {
  readonly start: number;
  /** After the last byte. */
  readonly end: number;
  readonly name: string;
  readonly value: string;
  /** The requirement that says what stands here. */
  readonly requirement?: string | undefined;
  /** Lines below the value: where the bytes end too early, say. */
  readonly notes?: readonly string[];
  /** What is wrong here. */
  readonly fault?: string | undefined;
  /** Whether nobody can tell what it means. */
  readonly unread?: boolean;
  /** Whether it is part of the row above that isn't. */
  readonly inner?: boolean;
}

/** `5`, `1–32`, or a dash for no bytes at all. */
export function byteRange(start: number, end: number): string {
  return end === start ? '–' : end - start === 1 ? String(start) : `${start}–${end - 1}`;
}
