import { encodeOperation, type TypedValue } from '../src/reference/index.js';
import type { FieldTypes } from '../src/p2panda/typed.js';
import type { FieldTypeName } from '../src/p2panda/field-type.js';
import type { PlainValue } from '../src/p2panda/fields.js';
import { bytesOf, toHex } from './bytes.js';

// Operations as applications write them. Their bytes are those that the reference writes, and everybody's have to be the same.

export interface SampleField {
  readonly name: string;
  readonly type: FieldTypeName;
  readonly value: PlainValue;
}

/** An operation before anybody has written it. */
export interface Sample {
  readonly action: 'create' | 'update';
  readonly schemaId: string;
  readonly previous: readonly Uint8Array[] | undefined;
  /** In the order of their names. */
  readonly fields: readonly SampleField[];
}

export interface OperationCorpus {
  readonly name: string;
  readonly schemaId: string;
  readonly schemaFields: FieldTypes;
  readonly samples: readonly Sample[];
  /** The samples' bytes. */
  readonly bytes: readonly Uint8Array[];
}

/** An operation id that follows from a name. */
export function idOf(name: string): Uint8Array {
  const id = new Uint8Array(34);
  id[1] = 32;
  id.set(bytesOf(`id ${name}`, 32), 2);
  return id;
}

/** The id of a schema whose definition's view id follows from its name. */
export const schemaIdOf = (name: string): string => `${name}_${toHex(idOf(`schema ${name}`))}`;

const VENUE = schemaIdOf('venue');
const EVENT = schemaIdOf('event');
const MESSAGE = schemaIdOf('chat_message');
const ascending = (ids: readonly Uint8Array[]): Uint8Array[] =>
  [...ids].sort((a, b) => (toHex(a) < toHex(b) ? -1 : 1));

/** Letters of one, two, three and four bytes, as people write them. */
const WORDS =
  'Sasako treffen wir uns später am Kanal? すぐ行くね！ 🐼 Bring the dog, 例の犬も。 Jó éjszakát! Не забудь чай ☕ '.repeat(
    8,
  );

/** So many characters of it, from a place on. */
const textFrom = (start: number, characters: number): string =>
  Array.from(WORDS)
    .slice(start, start + characters)
    .join('');

export const CORPORA = {
  update: 'UPDATE of 2 fields',
  create: 'CREATE with all 9 types',
  message: 'Chat message, 280 characters',
  piece: 'Piece of a blob, 256,000 bytes',
} as const;

type Maker = (i: number) => Pick<Sample, 'action' | 'previous' | 'fields'>;

/** Name, schema, its fields, how many samples, and each of them. */
const MAKERS: readonly (readonly [string, string, FieldTypes, number, Maker])[] = [
  [
    CORPORA.update,
    VENUE,
    { name: 'str', seats: 'int', open: 'bool' },
    64,
    (i) => ({
      action: 'update',
      previous: [idOf(`update ${i}`)],
      fields: [
        { name: 'name', type: 'str', value: `Kraftwerk ${i}` },
        { name: 'seats', type: 'int', value: BigInt(7 * i) },
      ],
    }),
  ],
  [
    CORPORA.create,
    EVENT,
    {
      begins: 'int',
      cover: 'bytes',
      guests: `relation_list(${schemaIdOf('person')})`,
      latitude: 'float',
      program: `pinned_relation(${schemaIdOf('program')})`,
      public: 'bool',
      stages: `pinned_relation_list(${schemaIdOf('stage')})`,
      title: 'str',
      venue: `relation(${VENUE})`,
    },
    64,
    (i) => ({
      action: 'create',
      previous: undefined,
      fields: [
        { name: 'begins', type: 'int', value: 1_795_000_000_000n + 60_000n * BigInt(i) },
        { name: 'cover', type: 'bytes', value: bytesOf(`cover ${i}`, 48) },
        { name: 'guests', type: 'relation_list', value: [idOf(`guest ${i}`), idOf('a guest of all')] },
        // Numbers that only 64 bits hold.
        { name: 'latitude', type: 'float', value: 52.520_006_6 + i / 1000 },
        { name: 'program', type: 'pinned_relation', value: [idOf(`program ${i}`)] },
        { name: 'public', type: 'bool', value: i % 2 === 0 },
        {
          name: 'stages',
          type: 'pinned_relation_list',
          value: [[idOf(`stage ${i}`)], ascending([idOf(`stage a ${i}`), idOf(`stage b ${i}`)])],
        },
        { name: 'title', type: 'str', value: `Sommerfest № ${i}` },
        { name: 'venue', type: 'relation', value: idOf(`venue ${i}`) },
      ],
    }),
  ],
  [
    CORPORA.message,
    MESSAGE,
    { room: `relation(${schemaIdOf('room')})`, sent: 'int', text: 'str' },
    64,
    (i) => ({
      action: 'create',
      previous: undefined,
      fields: [
        { name: 'room', type: 'relation', value: idOf('a room') },
        { name: 'sent', type: 'int', value: 1_795_000_000_000n + 977n * BigInt(i) },
        { name: 'text', type: 'str', value: textFrom(i, 280) },
      ],
    }),
  ],
  [
    CORPORA.piece,
    'blob_piece_v1',
    { data: 'bytes' },
    4,
    (i) => ({
      action: 'create',
      previous: undefined,
      fields: [{ name: 'data', type: 'bytes', value: bytesOf(`piece ${i}`, 256_000) }],
    }),
  ],
];

/** Bytes as hex, as the reference has them. */
export function inHex(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  return Array.isArray(value) ? (value as readonly unknown[]).map(inHex) : value;
}

/** An operation as the reference takes it. */
export function referenceOperation(sample: Sample): Parameters<typeof encodeOperation>[1] {
  const { action, schemaId, previous, fields } = sample;
  return {
    action,
    schemaId,
    previous: previous ? previous.map(toHex) : null,
    fields: fields.map(({ name, type, value }) => ({ name, type, value: inHex(value) })) as ({
      name: string;
    } & TypedValue)[],
  };
}

/** One of the corpora, by its name. */
export function makeOperations(wanted: string): OperationCorpus {
  const found = MAKERS.find(([name]) => name === wanted);
  if (!found) throw new RangeError(`there is no corpus ${wanted}`);
  const [name, schemaId, schemaFields, count, make] = found;
  const samples = Array.from({ length: count }, (_, i): Sample => ({ schemaId, ...make(i) }));
  return {
    name,
    schemaId,
    schemaFields,
    samples,
    bytes: samples.map((sample) => encodeOperation('p2panda', referenceOperation(sample))),
  };
}
