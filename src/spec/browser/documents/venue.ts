/** The document's fields with their types. */
export const FIELD_TYPES = { name: 'str', seats: 'int', open: 'bool' } as const;

/** A venue. */
export interface Venue {
  readonly name: string;
  readonly seats: bigint;
  readonly open: boolean;
}

export type FieldName = keyof Venue;

/** In the order in which they are asked for. */
export const FIELD_NAMES = ['name', 'seats', 'open'] as const satisfies readonly FieldName[];

/** What the CREATE says. */
export const CREATED: Venue = { name: 'Kraftwerk', seats: 120n, open: true };

/** A longer name only fills the page. */
export const LONGEST_NAME = 60;

const MAX_INT = 2n ** 63n - 1n;

/** An `int` of an operation as it is typed; `undefined` where the text is none. */
export function seatsOf(text: string): bigint | undefined {
  if (!/^-?[0-9]{1,19}$/.test(text)) return undefined;
  const seats = BigInt(text);
  return seats >= -MAX_INT - 1n && seats <= MAX_INT ? seats : undefined;
}

/** A value as it is shown. */
export function valueText(value: Venue[FieldName]): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? `“${value}”` : value.toString();
}
