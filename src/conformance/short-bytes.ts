/** A run of bytes that comes again and again, in hex. */
export interface Repeated {
  readonly repeat: string;
  readonly times: number;
}

/** The short form of long bytes in a vector's input: parts in hex, one after the other. */
export interface ShortBytes {
  readonly concat: readonly (string | Repeated)[];
}

/** The bytes that one short form may stand for: no more than fit into a line of the adapter protocol. */
export const MAX_SHORT_BYTES = 16 * 1024 * 1024;

const HEX = /^(?:[0-9a-f]{2})*$/;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether an object is meant as a short form: no other object of an input has this key. */
const isShort = (value: Record<string, unknown>): boolean => Object.hasOwn(value, 'concat');

const hasKeys = (value: Record<string, unknown>, ...keys: string[]): boolean =>
  Object.keys(value).sort().join() === keys.sort().join();

/** The hex of a part and how often it comes. */
function partOf(part: unknown, where: string): { hex: string; times: number } {
  if (typeof part === 'string') {
    if (!HEX.test(part)) throw new TypeError(`${where} must be bytes in lower-case hex`);
    return { hex: part, times: 1 };
  }
  if (!isRecord(part) || !hasKeys(part, 'repeat', 'times')) {
    throw new TypeError(`${where} must be hex, or {"repeat": hex, "times": number}`);
  }
  const { repeat, times } = part;
  if (typeof repeat !== 'string' || repeat === '' || !HEX.test(repeat)) {
    throw new TypeError(`${where}.repeat must be bytes in lower-case hex, one at least`);
  }
  if (typeof times !== 'number' || !Number.isInteger(times) || times < 1 || times > MAX_SHORT_BYTES) {
    throw new TypeError(`${where}.times must be an integer from 1 to ${MAX_SHORT_BYTES}`);
  }
  return { hex: repeat, times };
}

/**
 * The hex that a short form stands for. Nothing is written out before its length is known.
 *
 * @param where names the place in messages.
 * @throws {TypeError} where it isn't a short form, or stands for more than {@link MAX_SHORT_BYTES}.
 *
 * @example
 * ```ts
 * expandBytes({ concat: ['01', { repeat: 'ff', times: 3 }] }, 'bytes'); // '01ffffff'
 * ```
 */
export function expandBytes(short: unknown, where: string): string {
  if (!isRecord(short) || !hasKeys(short, 'concat') || !Array.isArray(short['concat'])) {
    throw new TypeError(`${where} must be {"concat": [parts]} and nothing else`);
  }
  const parts = short['concat'].map((part: unknown, i) => partOf(part, `${where}.concat[${i}]`));
  const length = parts.reduce((sum, { hex, times }) => sum + (hex.length / 2) * times, 0);
  if (length > MAX_SHORT_BYTES) {
    throw new TypeError(`${where} stands for ${length} bytes, more than ${MAX_SHORT_BYTES}`);
  }
  return parts.map(({ hex, times }) => hex.repeat(times)).join('');
}

/**
 * An input with every short form in it written out; what has none is given back as it is.
 *
 * @throws {TypeError} as {@link expandBytes} does, naming the place.
 */
export function expandInput(input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return expand(input, 'input') as Readonly<Record<string, unknown>>;
}

function expand(value: unknown, where: string): unknown {
  if (Array.isArray(value)) return mapped(value, (item, i) => expand(item, `${where}[${i}]`));
  if (!isRecord(value)) return value;
  if (isShort(value)) return expandBytes(value, where);
  const entries = Object.entries(value);
  const changed = entries.map(([key, inner]) => [key, expand(inner, `${where}.${key}`)] as const);
  return changed.every(([, inner], i) => inner === entries[i]![1]) ? value : Object.fromEntries(changed);
}

/** A list with each item replaced; the same list where none is another. */
function mapped(list: readonly unknown[], change: (item: unknown, i: number) => unknown): readonly unknown[] {
  const changed = list.map(change);
  return changed.every((item, i) => item === list[i]) ? list : changed;
}
