import { PROFILES, type Profile } from './profile.js';

/** Largest value of a log id, a sequence number and a payload size. */
export const MAX_U64 = 0xffff_ffff_ffff_ffffn;

/** An option that may be left out: `undefined` and `null` both say "not given". */
export type Optional<T> = T | undefined | null;

function described(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? (value.constructor?.name ?? 'an object') : typeof value;
}

const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array;
const getterOf = (name: 'buffer' | 'byteOffset' | 'byteLength'): (() => unknown) =>
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on what is looked at
  Object.getOwnPropertyDescriptor(typedArray, name)!.get!;
const [bufferOf, startOf, lengthOf] = [getterOf('buffer'), getterOf('byteOffset'), getterOf('byteLength')];

/** A plain view of the bytes that the platform itself knows of, whatever a subclass makes of its properties. */
function plainView(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(
    bufferOf.call(bytes) as ArrayBuffer,
    startOf.call(bytes) as number,
    lengthOf.call(bytes) as number,
  );
}

/** What an argument is called in errors. Lists are long: names of their elements are made up when they are needed. */
export type Name = string | (() => string);

const named = (name: Name): string => (typeof name === 'string' ? name : name());

/**
 * The same bytes as a plain `Uint8Array`. A subclass may behave otherwise: `slice` of a Node `Buffer` does not copy.
 *
 * @throws {TypeError} where `value` is not a `Uint8Array`, or its buffer was transferred away
 * @throws {RangeError} where it has not `length` bytes
 */
export function checkBytes(value: unknown, name: Name, length?: number): Uint8Array {
  if (!(value instanceof Uint8Array)) {
    throw new TypeError(`${named(name)} must be a Uint8Array, not ${described(value)}`);
  }
  let bytes = value;
  if (value.byteLength === 0 || Object.getPrototypeOf(value) !== Uint8Array.prototype) {
    try {
      bytes = plainView(value);
    } catch {
      throw new TypeError(`${named(name)} must not be detached: its buffer was transferred away`);
    }
  }
  if (length !== undefined && bytes.length !== length) {
    throw new RangeError(`${named(name)} must have ${length} bytes, not ${bytes.length}`);
  }
  return bytes;
}

export function checkOptionalBytes(value: unknown, name: Name, length?: number): Uint8Array | undefined {
  return value === undefined || value === null ? undefined : checkBytes(value, name, length);
}

/** @throws {TypeError} where `value` is not a bigint; {RangeError} where it is below `min` or above 2^64 − 1 */
export function checkU64(value: unknown, name: string, min = 0n): bigint {
  if (typeof value !== 'bigint') throw new TypeError(`${name} must be a bigint, not ${described(value)}`);
  if (value < min || value > MAX_U64) {
    throw new RangeError(`${name} must be from ${min.toString()} to 2^64 − 1, not ${value.toString()}`);
  }
  return value;
}

export function checkSeqNum(value: unknown, name: string): bigint {
  return checkU64(value, name, 1n);
}

export function checkProfile(value: unknown): Profile {
  if (typeof value !== 'string') throw new TypeError(`profile must be a string, not ${described(value)}`);
  if (!PROFILES.includes(value as Profile)) {
    throw new RangeError(`profile must be 'bamboo' or 'p2panda', not '${value}'`);
  }
  return value as Profile;
}

export function checkFlag(value: unknown, name: string): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value !== 'boolean') throw new TypeError(`${name} must be a boolean, not ${described(value)}`);
  return value;
}

export function checkObject(value: unknown, name: Name): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) {
    throw new TypeError(`${named(name)} must be an object, not ${described(value)}`);
  }
  return value as Record<string, unknown>;
}

/**
 * Options by their names. An unknown one throws: a payload that is handed over as `paylod` would go unchecked.
 *
 * @throws {TypeError} where `value` is no object, or has a field that is not among the known ones
 */
export function checkOptions(
  value: unknown,
  known: readonly string[],
  name = 'options',
): Record<string, unknown> {
  const options = checkObject(value, name);
  for (const field of Object.keys(options)) {
    if (!known.includes(field)) {
      throw new TypeError(`${name}.${field} is unknown; there are ${known.join(', ')}`);
    }
  }
  return options;
}

/** @throws {TypeError} where `value` is not an array */
export function checkList(value: unknown, name: Name): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${named(name)} must be an array, not ${described(value)}`);
  return value;
}

/** @throws {TypeError} where `value` can't be iterated over, or is bytes or a text */
export function checkIterable(value: unknown, name: Name): void {
  const isGood =
    typeof value === 'object' && value !== null && !(value instanceof Uint8Array) && Symbol.iterator in value;
  if (!isGood)
    throw new TypeError(`${named(name)} must be an array or another iterable, not ${described(value)}`);
}

/** @throws {TypeError} where `value` is not a string */
export function checkString(value: unknown, name: Name): string {
  if (typeof value !== 'string')
    throw new TypeError(`${named(name)} must be a string, not ${described(value)}`);
  return value;
}

/** Whether `checkBytes` has nothing to do. */
export function isPlain(value: unknown): value is Uint8Array {
  return (
    value instanceof Uint8Array &&
    value.byteLength !== 0 &&
    Object.getPrototypeOf(value) === Uint8Array.prototype
  );
}

/** @throws {TypeError} where `value` is not an array of `Uint8Array`s; the message names the element */
export function checkByteArrays(value: unknown, name: string): Uint8Array[] {
  checkList(value, name);
  // A copy, since the list is the caller's; made at once, since it may be long.
  const arrays = Array.prototype.slice.call(value) as Uint8Array[];
  for (let i = 0; i < arrays.length; i++) {
    if (!isPlain(arrays[i])) arrays[i] = checkBytes(arrays[i], () => `${name}[${i}]`);
  }
  return arrays;
}

/** As {@link checkByteArrays}, but an element may be missing; `length` is that of the list it goes with. */
export function checkOptionalByteArrays(
  value: unknown,
  name: string,
  length: number,
): (Uint8Array | undefined)[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw new TypeError(`${name} must be an array, not ${described(value)}`);
  if (value.length !== length) {
    throw new RangeError(`${name} must have ${length} elements, as many as entries, not ${value.length}`);
  }
  const arrays = Array.prototype.slice.call(value) as (Uint8Array | undefined)[];
  for (let i = 0; i < length; i++) {
    if (!isPlain(arrays[i])) arrays[i] = checkOptionalBytes(arrays[i], () => `${name}[${i}]`);
  }
  return arrays;
}
