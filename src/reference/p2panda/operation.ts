import type { PlainValue } from './values.js';

/** In the order of their numbers (PAN-OPR-004). */
export const ACTIONS = ['create', 'update', 'delete'] as const;

export type Action = (typeof ACTIONS)[number];

/** A schema has at most so many fields, and so has an operation in `p2panda` (PAN-OPR-013). */
export const MAX_FIELDS = 1024;

/** What an operation consists of. `previous` and `fields` are null where its action has none. */
export interface Operation<Value = PlainValue> {
  action: Action;
  schemaId: string;
  /** Operation ids, hex. */
  previous: readonly string[] | null;
  /** By ascending names. */
  fields: readonly ({ name: string } & Value)[] | null;
}

/** PAN-SCH-005: 1 to 64 letters, digits and underscores, a letter first. */
export function isFieldName(name: string): boolean {
  return name.length <= 64 && /^[A-Za-z][A-Za-z0-9_]*$/.test(name);
}
