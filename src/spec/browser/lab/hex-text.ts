import { bytesFromHex } from '../../../inspect/hex.js';

/** What a text says in hex, or why it is no hex. */
export type HexText =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly said: string; readonly at?: number };

/** What begins a text and is no digit, but may be there. */
const PREFIX = /^\s*0x/i;

/** A character in words: one that nobody could see, or that would turn the text around, by its number. */
function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at)!;
  const character = String.fromCodePoint(code);
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)
    ? `“${character}”`
    : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Reads hex digits; white space and a leading `0x` may be there. `at` is the place of the character at fault. */
export function parseHexText(text: string): HexText {
  const bytes = bytesFromHex(text);
  if (bytes) return { ok: true, bytes };
  const at = text.replace(PREFIX, (prefix) => ' '.repeat(prefix.length)).search(/[^0-9a-f\s]/i);
  if (at >= 0) return { ok: false, said: `character ${at + 1} is ${characterAt(text, at)}`, at };
  const digits = text.replace(PREFIX, '').replace(/\s/g, '').length;
  return { ok: false, said: `${digits} digits make no whole bytes, their number is odd` };
}
