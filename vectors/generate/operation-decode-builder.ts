import { hexOf, map } from './cbor-builder.js';
import {
  type About,
  type Action,
  addData,
  type Expected,
  idOf,
  operationOf,
  SCHEMA,
} from './data-builder.js';
import { realDecodings } from './real-operations.js';
import { accept, type Expect, type Json, reject, type VectorList } from './vector.js';

/** A value as it is read without a schema. */
export type Typed = readonly [type: string, value: Json];

/** The schema id of nearly all real cases in CBOR, and a short one in its place, to keep the file small. */
const LONG = `784a${hexOf(SCHEMA)}`;
const SHORT = `67${hexOf('blob_v1')}`;

export const shortened = (operation: string): string => operation.replace(LONG, SHORT);

const asked = new Set(realDecodings().map(({ operation }) => shortened(operation)));

/** Adds a vector for an operation in hex, or in the short form. What is a real case too is left to that in compat. */
export function add(list: VectorList, about: About, operation: Json, expected: Expected): void {
  const isReal = typeof operation === 'string' && asked.has(operation);
  const p2panda = 'verdict' in expected ? expected : expected.p2panda;
  addData(
    list,
    'operation-decode',
    'operation.decode',
    about,
    { operation },
    isReal ? { ...(p2panda && { p2panda }) } : expected,
  );
}

/** An operation as its bytes tell it; what is not given is as {@link operationOf} has it. */
export function fieldsOf(
  action: Action,
  fields: readonly (readonly [name: string, ...Typed])[] = [['a', 'str', 'x']],
  previous: readonly string[] = [idOf(0x44)],
  schemaId = 'blob_v1',
): Expect {
  return accept({
    action,
    schemaId,
    previous: action === 'create' ? null : previous,
    fields: action === 'delete' ? null : fields.map(([name, type, value]) => ({ name, type, value })),
  });
}

/** The CREATE that is without fault. */
export const ACCEPTED = fieldsOf('create');

/** A CREATE whose one field has this value: accepted by both, but for `p2panda` where a reason is given. */
export function addValue(
  list: VectorList,
  about: About,
  cbor: string,
  [type, value]: Typed,
  { p2panda, inCompat = true }: { p2panda?: string; inCompat?: boolean } = {},
): void {
  const accepted = fieldsOf('create', [['a', type, value]]);
  const expected =
    p2panda === undefined ? accepted : { p2panda: reject(p2panda), ...(inCompat && { compat: accepted }) };
  const requirements = [...about.requirements, 'PAN-OPR-010'];
  add(list, { ...about, requirements }, operationOf('create', { fields: map(['a', cbor]) }), expected);
}

/** An operation that both reject. */
export function addBad(
  list: VectorList,
  about: About,
  operation: Json,
  p2panda: string,
  compat = p2panda,
): void {
  const expected =
    p2panda === compat ? reject(p2panda) : { p2panda: reject(p2panda), compat: reject(compat) };
  add(list, about, operation, expected);
}
