import { Refusal } from './refusal.js';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Up to so many bytes a text is put together here, which for short ones is faster than a `TextDecoder`. */
const SHORT = 64;

const units = new Array<number>(8).fill(0);

/**
 * The text of some UTF-8 (PAN-CBR-007).
 *
 * @throws {Refusal} `CBOR_MALFORMED`
 */
export function textAt(bytes: Uint8Array, start: number, end: number, offset: number): string {
  if (end - start <= SHORT) {
    const text = shortText(bytes, start, end);
    if (text !== undefined) return text;
  }
  try {
    return decoder.decode(bytes.subarray(start, end));
  } catch {
    throw new Refusal('CBOR_MALFORMED', 'a text is not UTF-8', offset);
  }
}

/** Texts of characters of one or two bytes; `undefined` for all else, right or wrong. */
function shortText(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = '';
  let count = 0;
  for (let at = start; at < end; at++) {
    let unit = bytes[at]!;
    if (unit >= 0x80) {
      // The shortest form of what needs two bytes, and a byte that continues it.
      const next = bytes[++at]!;
      if (unit < 0xc2 || unit > 0xdf || at >= end || (next & 0xc0) !== 0x80) return undefined;
      unit = ((unit & 0x1f) << 6) | (next & 0x3f);
    }
    units[count++] = unit;
    if (count === 8) {
      text += String.fromCharCode(
        units[0]!,
        units[1]!,
        units[2]!,
        units[3]!,
        units[4]!,
        units[5]!,
        units[6]!,
        units[7]!,
      );
      count = 0;
    }
  }
  for (let i = 0; i < count; i++) text += String.fromCharCode(units[i]!);
  return text;
}

/**
 * Texts that come again and again, each kept once with what was made of it: names of fields, and ids of schemas. There are
 * only so many places, and a newer one drives out an older one.
 */
export class KnownTexts {
  readonly #mask: number;
  readonly #keys: (Uint8Array | undefined)[];
  readonly #texts: string[];

  /**
   * @param places a power of two: how many are kept at most
   * @param longest longer texts are not kept, so that all of them together take little
   */
  constructor(
    places: number,
    readonly longest: number,
  ) {
    this.#mask = places - 1;
    this.#keys = new Array<undefined>(places).fill(undefined);
    this.#texts = new Array<string>(places).fill('');
  }

  #place(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    return (
      (bytes[start]! + 31 * bytes[end - 1]! + 7 * bytes[start + (length >> 1)]! + 13 * length) & this.#mask
    );
  }

  /** The text that was kept for these bytes; `undefined` where none was. */
  find(bytes: Uint8Array, start: number, end: number): string | undefined {
    if (end === start) return undefined;
    const place = this.#place(bytes, start, end);
    const key = this.#keys[place];
    const length = end - start;
    if (key === undefined || key.length !== length) return undefined;
    for (let i = 0; i < length; i++) if (key[i] !== bytes[start + i]) return undefined;
    return this.#texts[place]!;
  }

  keep(bytes: Uint8Array, start: number, end: number, text: string): string {
    if (end - start <= this.longest && end > start) {
      const place = this.#place(bytes, start, end);
      this.#keys[place] = bytes.slice(start, end);
      this.#texts[place] = text;
    }
    return text;
  }
}
