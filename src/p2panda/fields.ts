/**
 * A value as an operation holds it, without the type that a schema gives it (PAN-OPR-010):
 *
 * | type in a schema       | value                                             |
 * | ---------------------- | ------------------------------------------------- |
 * | `bool`                 | `boolean`                                         |
 * | `int`                  | `bigint`, −2^63 to 2^63 − 1                       |
 * | `float`                | `number`                                          |
 * | `str`                  | `string`                                          |
 * | `bytes`                | `Uint8Array`                                      |
 * | `relation`             | `Uint8Array`, the id of a document                |
 * | `relation_list`        | list of `Uint8Array`                              |
 * | `pinned_relation`      | list of `Uint8Array`, a view id                   |
 * | `pinned_relation_list` | list of such lists; where empty, the empty list   |
 */
export type PlainValue =
  | boolean
  | bigint
  | number
  | string
  | Uint8Array
  | readonly Uint8Array[]
  | readonly (readonly Uint8Array[])[];

/** The place of a unit of UTF-16 in the order of code points: surrogates come last. */
const rank = (unit: number): number => (unit < 0xd800 ? unit : unit >= 0xe000 ? unit - 0x800 : unit + 0x2000);

/**
 * The order of field names: that of their UTF-8 bytes (PAN-CBR-008), which is that of their code points. It differs from the
 * order of JavaScript's strings only where one has a surrogate and the other a character above all of them.
 */
export function compareNames(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/**
 * The fields of an operation: names with their values, in the order in which they stand. What is read in a view is the
 * operation's own bytes, and not a copy.
 */
export class OperationFields implements Iterable<readonly [name: string, value: PlainValue]> {
  /** Ascending. */
  readonly names: readonly string[];
  readonly values: readonly PlainValue[];

  /** @internal */
  constructor(names: readonly string[], values: readonly PlainValue[]) {
    this.names = names;
    this.values = values;
  }

  /** How many there are. */
  get size(): number {
    return this.names.length;
  }

  /** The value of a field; `undefined` where there is none. */
  get(name: string): PlainValue | undefined {
    const at = this.names.indexOf(name);
    return at < 0 ? undefined : this.values[at];
  }

  has(name: string): boolean {
    return this.names.includes(name);
  }

  *[Symbol.iterator](): Iterator<readonly [name: string, value: PlainValue]> {
    for (let i = 0; i < this.names.length; i++) yield [this.names[i]!, this.values[i]!];
  }
}
