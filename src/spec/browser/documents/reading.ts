import { defineSchema, Document, idToHex, type DataProfile, type Schema } from '../../../p2panda/index.js';
import { pastOf, type History } from './history.js';
import { FIELD_NAMES, FIELD_TYPES, type FieldName, type Venue } from './venue.js';

/** A value that an operation wrote. */
export interface WrittenValue {
  /** The operation's number. */
  readonly by: number;
  readonly value: Venue[FieldName];
}

/** A field of a view. */
export interface ReadField extends WrittenValue {
  readonly name: FieldName;
  /** What was written at the same time, and has been replaced. */
  readonly lost: readonly WrittenValue[];
}

/** What a profile makes of a document's operations. Operations are named by their numbers. */
export interface Reading {
  readonly profile: DataProfile;
  /** As they are applied; in `p2panda-compat` one may come twice, and one not at all. */
  readonly order: readonly number[];
  readonly viewId: readonly number[];
  readonly deleted: boolean;
  /** Empty where the document is deleted, or there is none. */
  readonly fields: readonly ReadField[];
  /** Why the operations make up no document. */
  readonly problem: { readonly reason: string; readonly requirement: string } | undefined;
}

const schemas = new Map<string, Schema<typeof FIELD_TYPES>>();

function schemaOf(id: string, profile: DataProfile): Schema<typeof FIELD_TYPES> {
  const key = `${profile} ${id}`;
  const known = schemas.get(key);
  if (known) return known;
  const schema = defineSchema(id, FIELD_TYPES, { profile });
  schemas.set(key, schema);
  return schema;
}

/**
 * Makes a document of operations.
 *
 * @param upTo of this operation and all that come before it; of all where it is left out
 */
export function read(
  { operations, schemaId }: Pick<History, 'operations' | 'schemaId'>,
  profile: DataProfile,
  upTo?: number,
): Reading {
  const document = new Document(schemaOf(schemaId, profile));
  const past = upTo === undefined ? undefined : pastOf(operations, upTo);
  const numbers = new Map<string, number>();
  for (const { id, bytes, number } of operations) {
    if (past && !past.has(number)) continue;
    numbers.set(idToHex(id), number);
    const added = document.add(id, bytes);
    if (!added.ok) throw new Error(added.message);
  }
  const numberOf = (id: Uint8Array): number => numbers.get(idToHex(id))!;
  const { problem, deleted } = document;
  const viewId = document.viewId.map(numberOf);
  if (problem) return { profile, order: [], viewId, deleted, fields: [], problem };
  const conflicts = document.conflicts();
  const fields = FIELD_NAMES.flatMap((name): ReadField[] => {
    const [value, writer] = [document.get(name), document.writerOf(name)];
    if (value === undefined || writer === undefined) return [];
    const lost = conflicts.find((conflict) => conflict.name === name)?.others ?? [];
    return [
      {
        name,
        value,
        by: numberOf(writer),
        lost: lost.map((other) => ({ by: numberOf(other.operationId), value: other.value as typeof value })),
      },
    ];
  });
  const order = [...document.operations()].map(({ id }) => numberOf(id));
  return { profile, order, viewId, deleted, fields, problem };
}

/** In the order in which they are shown. */
export const PROFILES = ['p2panda', 'p2panda-compat'] as const satisfies readonly DataProfile[];

/** What both profiles make of it: first `p2panda`, then `p2panda-compat`. */
export type Readings = readonly [strict: Reading, compat: Reading];

/** Reads a history in both profiles; see {@link read}. */
export function readBoth(history: Pick<History, 'operations' | 'schemaId'>, upTo?: number): Readings {
  return [read(history, PROFILES[0], upTo), read(history, PROFILES[1], upTo)];
}

/** The places at which two orders differ, counted from 0: another operation in each, or one in only one of them. */
export function differences(one: readonly number[], other: readonly number[]): ReadonlySet<number> {
  const length = Math.max(one.length, other.length);
  return new Set(Array.from({ length }, (_, at) => at).filter((at) => one[at] !== other[at]));
}
