import type { WrittenOperation } from './history.js';

/** A stretch of an operation's bytes. */
export interface OperationPart {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bytes of an operation id as CBOR has it: its head, and the id. */
const ID_ITEM = 2 + 34;

/** How many bytes the head of an item is, of a length below 256. */
const headLength = (length: number): number => (length < 24 ? 1 : 2);

/** An operation's bytes by the items of its array (PAN-OPR-001). */
export function partsOf(
  { bytes, action, previous, fields }: Pick<WrittenOperation, 'bytes' | 'action' | 'previous' | 'fields'>,
  schemaId: string,
): OperationPart[] {
  const lengths: [name: string, length: number][] = [
    ['array', 1],
    ['version', 1],
    ['action', 1],
    ['schema id', headLength(schemaId.length) + schemaId.length],
  ];
  if (action !== 'create')
    lengths.push(['previous', headLength(previous.length) + ID_ITEM * previous.length]);
  let at = 0;
  const parts = lengths.map(([name, length]) => ({ name, bytes: bytes.subarray(at, (at += length)) }));
  return fields ? [...parts, { name: 'fields', bytes: bytes.subarray(at) }] : parts;
}
