import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { counted } from '../bamboo/counted.js';

/** Of what may have any length, so many bytes are worth printing: no fewer than a hash of the bamboo profile has. */
export const SHOWN_BYTES = 66;

/** Bytes as lower-case hex. */
export const hexOf: (bytes: Uint8Array) => string = bytesToHex;

/** The bytes that hex digits stand for, white space and a leading `0x` aside; `undefined` where they are not all hex. */
export function bytesFromHex(text: string): Uint8Array | undefined {
  const digits = text.replace(/\s+/g, '').replace(/^0x/i, '');
  if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(digits)) return undefined;
  return hexToBytes(digits);
}

/** Why {@link bytesFromHex} has nothing for a text. */
export function whyNotHex(text: string): string {
  const badDigit = /[^0-9a-f\s]/i.exec(text.replace(/^0x/i, '  '));
  return badDigit ? `character ${badDigit.index + 1} is '${badDigit[0]}'` : 'its number of digits is odd';
}

/** Whether all bytes are printable ASCII or white space. Raw entries begin with 00 or 01, which are neither. */
export function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) =>
    byte >= 0x20 ? byte < 0x7f : byte === 0x0a || byte === 0x0d || byte === 0x09,
  );
}

/** The first bytes as hex, and how many more there are. */
export function hexInShort(bytes: Uint8Array): string {
  const shown = hexOf(bytes.subarray(0, SHOWN_BYTES));
  const more = bytes.length - SHOWN_BYTES;
  return more > 0 ? `${shown} … and ${counted(more, 'more byte')}` : shown;
}

/** The same for JSON: where `bytes` is not all, `length` and `omitted` say how many there are and how many are left out. */
export function hexInShortToJson(bytes: Uint8Array): { bytes: string; length?: number; omitted?: number } {
  const shown = hexOf(bytes.subarray(0, SHOWN_BYTES));
  const { length } = bytes;
  return length > SHOWN_BYTES ? { bytes: shown, length, omitted: length - SHOWN_BYTES } : { bytes: shown };
}
