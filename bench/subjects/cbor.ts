import * as cborg from 'cborg';
import { createRequire } from 'node:module';
import type { Sample } from '../corpora-operations.js';
import type { OperationPeer } from './peer.js';

// Libraries that know CBOR, and nothing of operations: what they are given is the list that an operation is.

/** What is used here of a package whose types lead nowhere. */
interface CborX {
  Encoder: new (options: object) => {
    encode(value: unknown): Uint8Array;
    decode(bytes: Uint8Array): unknown;
  };
}
const { Encoder } = createRequire(import.meta.url)('cbor-x') as CborX;

const ACTIONS = ['create', 'update'];
/** A larger integer as a number is one that `cbor-x` writes as a float. */
const SMALL = 2n ** 31n;

function listOf({ action, schemaId, previous, fields }: Sample): unknown[] {
  const record = Object.fromEntries(
    fields.map(({ name, value }) => [
      name,
      typeof value === 'bigint' && value >= -SMALL && value < SMALL ? Number(value) : value,
    ]),
  );
  return [1, ACTIONS.indexOf(action), schemaId, ...(previous ? [previous] : []), record];
}

function fieldsOf(decoded: unknown): [string, unknown][] {
  return Object.entries((decoded as unknown[]).at(-1) as object);
}

/** Fields are given in their order, so that it need not sort them. */
const IN_ORDER = { mapSorter: undefined } as unknown as cborg.EncodeOptions;

export const cborgPeer: OperationPeer = {
  name: 'cborg, CBOR alone',
  slice: 64,
  encoder: (sample) => {
    const list = listOf(sample);
    return () => cborg.encode(list, IN_ORDER);
  },
  decoder: (bytes) => () => cborg.decode(bytes) as unknown,
  fieldsOf,
};

/** Records, and a tag on bytes, are its own: they are turned off. Lengths of maps are as short as they can be. */
const codec = new Encoder({
  useRecords: false,
  mapsAsObjects: true,
  variableMapSize: true,
  tagUint8Array: false,
});

export const cborXPeer: OperationPeer = {
  name: 'cbor-x, CBOR alone',
  slice: 128,
  encoder: (sample) => {
    const list = listOf(sample);
    return () => codec.encode(list);
  },
  decoder: (bytes) => () => codec.decode(bytes),
  fieldsOf,
};
