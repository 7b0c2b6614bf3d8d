import { ascii, hex } from './bytes.js';

// CBOR as hex, put together item by item and apart from the reference, so that each item can be spoiled.

/** How many bytes of a head hold its number. */
export type Width = 0 | 1 | 2 | 4 | 8;

/** The head of an item with its number in as many bytes as asked for, shortest or not. */
export function headOf(width: Width, major: number, number: number | bigint): string {
  const low = width === 0 ? Number(number) : { 1: 24, 2: 25, 4: 26, 8: 27 }[width];
  const first = ((major << 5) | low).toString(16).padStart(2, '0');
  return width === 0
    ? first
    : first +
        BigInt(number)
          .toString(16)
          .padStart(2 * width, '0');
}

const fits: readonly (readonly [Width, bigint])[] = [
  [0, 23n],
  [1, 0xffn],
  [2, 0xffffn],
  [4, 0xffff_ffffn],
];

/** The head of an item in as few bytes as it takes. */
export function head(major: number, number: number | bigint): string {
  const [width] = fits.find(([, largest]) => BigInt(number) <= largest) ?? [8];
  return headOf(width, major, number);
}

export const int = (value: number | bigint): string =>
  BigInt(value) < 0n ? head(1, -1n - BigInt(value)) : head(0, value);

/** A byte string of bytes in hex. */
export const bytes = (content: string): string => head(2, content.length / 2) + content;

/** A text string; one that is no UTF-8 is made of {@link textOf}. */
export const text = (content: string): string => textOf(Buffer.from(content, 'utf8').toString('hex'));

/** A text string of bytes in hex, UTF-8 or not. */
export const textOf = (content: string): string => head(3, content.length / 2) + content;

export const list = (...items: string[]): string => head(4, items.length) + items.join('');

/** A map of text to values, in the order in which they are given. */
export const map = (...entries: readonly (readonly [name: string, value: string])[]): string =>
  head(5, entries.length) + entries.map(([name, value]) => text(name) + value).join('');

export const TRUE = 'f5';
export const FALSE = 'f4';
export const NULL = 'f6';
export const BREAK = 'ff';

/** A list of ids, or of other byte strings. */
export const ids = (...of: string[]): string => list(...of.map(bytes));

/** Hex of ASCII. */
export const hexOf = (content: string): string => hex(ascii(content));
