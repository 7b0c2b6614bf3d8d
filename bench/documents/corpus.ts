import type { FieldTypes } from '../../src/p2panda/typed.js';
import { bytesOf } from '../bytes.js';
import { schemaIdOf } from '../corpora-operations.js';
import type { DataApi } from '../subjects/data.js';

// Documents: a CREATE, and UPDATEs of one of its two fields each.

/**
 * How operations name others. `chain`: the one before; `fan`: all the CREATE; `tree`: any one before; `random`: any one or two
 * before.
 */
export const SHAPES = ['chain', 'fan', 'tree', 'random'] as const;
export type Shape = (typeof SHAPES)[number];

export const SCHEMA_ID = schemaIdOf('venue');
export const SCHEMA_FIELDS = { name: 'str', seats: 'int' } as const satisfies FieldTypes;

export interface DocumentCorpus {
  readonly shape: Shape;
  /** The CREATE first, and each behind all that it names. */
  readonly ids: readonly Uint8Array[];
  readonly operations: readonly Uint8Array[];
  /** The operations that each one names, by their places. */
  readonly previous: readonly (readonly number[])[];
  /** What each one writes. */
  readonly fields: readonly Readonly<Record<string, string | bigint>>[];
}

const compare = (a: Uint8Array, b: Uint8Array): number => Buffer.compare(a, b);

/** So many operations; a longer document of the same shape begins with the same ones. */
export function makeDocument(api: DataApi, shape: Shape, count: number): DocumentCorpus {
  const stock = bytesOf(`ids in a ${shape}`, 32 * count);
  const ids = Array.from({ length: count }, (_, i) => {
    const id = new Uint8Array(34);
    id[1] = 32;
    id.set(stock.subarray(32 * i, 32 * (i + 1)), 2);
    return id;
  });
  const random = new DataView(bytesOf(`which in a ${shape}`, 12 * count).buffer);
  const earlier = (i: number, at: number): number => random.getUint32(12 * i + 4 * at) % i;
  const named: Readonly<Record<Shape, (i: number) => number[]>> = {
    chain: (i) => [i - 1],
    fan: () => [0],
    tree: (i) => [earlier(i, 0)],
    random: (i) => {
      const both = [...new Set([earlier(i, 0), earlier(i, 1)])];
      return random.getUint32(12 * i + 8) % 2 === 0 ? both : both.slice(0, 1);
    },
  };
  const previous = ids.map((_, i) => (i === 0 ? [] : named[shape](i)));
  const fields = ids.map((_, i): Record<string, string | bigint> => {
    if (i === 0) return { name: 'Kraftwerk', seats: 120n };
    return i % 2 === 0 ? { name: `Kraftwerk ${i}` } : { seats: BigInt(i) };
  });
  const operations = ids.map((_, i) =>
    api.encodeOperation(
      i === 0
        ? { action: 'create', schemaId: SCHEMA_ID, fields: fields[i]! }
        : {
            action: 'update',
            schemaId: SCHEMA_ID,
            previous: previous[i]!.map((at) => ids[at]!).sort(compare),
            fields: fields[i]!,
          },
    ),
  );
  return { shape, ids, operations, previous, fields };
}

/** The first operations of a document. */
export function firstOf(corpus: DocumentCorpus, count: number): DocumentCorpus {
  const { shape, ids, operations, previous, fields } = corpus;
  return {
    shape,
    ids: ids.slice(0, count),
    operations: operations.slice(0, count),
    previous: previous.slice(0, count),
    fields: fields.slice(0, count),
  };
}
