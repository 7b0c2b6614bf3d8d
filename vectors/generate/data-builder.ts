import type { DataProfile } from '../../src/reference/index.js';
import { bytes, head, ids, int, list, map, text } from './cbor-builder.js';
import { DATA_PROFILES, type Expect, type JsonObject, type VectorList } from './vector.js';

/** An operation id: the hash of nothing in particular, all of one byte, so that ids are in the order of their bytes. */
export const idOf = (byte: number): string => `0020${byte.toString(16).padStart(2, '0').repeat(32)}`;

/** The schema of most operations, whose definition's view is one id. */
export const SCHEMA = `venue_${idOf(0xab)}`;

export type Action = 'create' | 'update' | 'delete';

const NUMBER_OF: Readonly<Record<Action, number>> = { create: 0, update: 1, delete: 2 };

/** A field's name with the CBOR of its value. */
export type Pair = readonly [name: string, value: string];

/** The items of an operation, each in CBOR, to be replaced one by one. */
export interface Parts {
  readonly version?: string;
  readonly action?: string;
  readonly schemaId?: string;
  readonly previous?: string;
  readonly fields?: string;
}

/** An operation of these items; those of its kind that are not given are without fault. */
export function operationOf(action: Action, parts: Parts = {}): string {
  const { version = int(1), action: number = int(NUMBER_OF[action]), schemaId = text('blob_v1') } = parts;
  const { previous = ids(idOf(0x44)), fields = map(['a', text('x')]) } = parts;
  return list(
    version,
    number,
    schemaId,
    ...(action === 'create' ? [] : [previous]),
    ...(action === 'delete' ? [] : [fields]),
  );
}

export const create = (schemaId: string, ...fields: Pair[]): string =>
  operationOf('create', { schemaId: text(schemaId), fields: map(...fields) });

export const update = (schemaId: string, previous: readonly string[], ...fields: Pair[]): string =>
  operationOf('update', { schemaId: text(schemaId), previous: ids(...previous), fields: map(...fields) });

export const deletion = (schemaId: string, previous: readonly string[]): string =>
  operationOf('delete', { schemaId: text(schemaId), previous: ids(...previous) });

/** A list of view ids. */
export const idLists = (...lists: (readonly string[])[]): string => list(...lists.map((of) => ids(...of)));

/** Eight bytes of a float. */
export const double = (bits: string): string => `fb${bits}`;

/** Byte strings and heads under names that do not clash with those of vectors. */
export const cborBytes = bytes;
export const cborHead = head;

/** What a vector is about, apart from its profile. */
export interface About {
  readonly name: string;
  readonly flag: string;
  readonly requirements: readonly string[];
  readonly comment?: string | undefined;
}

/** One expectation for both profiles, or one for each that is asked. */
export type Expected = Expect | { readonly p2panda?: Expect; readonly compat?: Expect };

const isOne = (expected: Expected): expected is Expect => 'verdict' in expected;

/** A requirement of one profile alone, as in `p2panda:PAN-CBR-003`. */
const requirementsFor = (requirements: readonly string[], profile: DataProfile): string[] =>
  requirements
    .map((requirement) => requirement.split(':'))
    .filter((parts) => parts.length === 1 || parts[0] === shortName(profile))
    .map((parts) => parts.at(-1)!);

const shortName = (profile: DataProfile): 'p2panda' | 'compat' =>
  profile === 'p2panda' ? 'p2panda' : 'compat';

/**
 * Whether compat is asked as well where both profiles give one answer: now and then, to keep the files small. The
 * name decides, so that a new vector changes nothing about others.
 */
const isAskedInBoth = (name: string): boolean =>
  Buffer.from(name).reduce((sum, byte) => sum + byte, 0) % 4 === 0;

/** Both profiles give this answer, and both are asked. */
export const inBoth = (expect: Expect): Expected => ({ p2panda: expect, compat: expect });

/** Adds a vector for each profile that something is expected of; one answer for both is asked of both now and then. */
export function addData(
  list: VectorList,
  subject: string,
  op: string,
  about: About,
  input: JsonObject,
  expected: Expected,
): void {
  for (const profile of DATA_PROFILES) {
    const short = shortName(profile);
    if (isOne(expected) && short === 'compat' && !isAskedInBoth(about.name)) continue;
    const expect = isOne(expected) ? expected : expected[short];
    if (!expect) continue;
    list.add({
      id: `${subject}-${short}-${about.name}`,
      requirements: requirementsFor(about.requirements, profile),
      flags: [about.flag],
      profile,
      op,
      input,
      expect,
      comment: about.comment,
    });
  }
}

/** A name as part of a vector's id: ids of one byte are shortened to it. */
export function slug(name: string): string {
  return name
    .replaceAll(/0020(..)\1{31}/g, '$1')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '');
}
