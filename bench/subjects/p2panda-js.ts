import { createRequire } from 'node:module';
import { toHex } from '../bytes.js';
import type { LogPeer, OperationPeer } from './peer.js';

interface P2pandaJs {
  decodeEntry(hex: string): { readonly payloadHash: string };
  generateHash(hex: string): string;
  OperationFields: new () => { insert(name: string, type: string, value: unknown): void };
  encodeOperation(operation: object): string;
  decodeOperation(hex: string): Decoded;
}
interface Decoded {
  readonly fields: ReadonlyMap<string, unknown>;
}
const panda = createRequire(import.meta.url)('p2panda-js-0.8.1') as P2pandaJs;

/** p2panda-js 0.8.1: `decodeEntry`, which checks the signature, and `generateHash` of entry and payload. It takes hex. */
export const p2pandaJs: LogPeer = {
  name: 'p2panda-js 0.8.1',
  profiles: ['p2panda'],
  slice: 48,
  verifier: ({ entries, payloads }) => {
    const texts = entries.map((entry, i) => ({ entry: toHex(entry), payload: toHex(payloads[i]!) }));
    return (index) => {
      const { entry, payload } = texts[index]!;
      try {
        const { payloadHash } = panda.decodeEntry(entry);
        return panda.generateHash(entry).length === 68 && panda.generateHash(payload) === payloadHash;
      } catch {
        return false;
      }
    };
  },
};

/** Ids are hex to it, and bytes are bytes. */
function valueOf(type: string, value: unknown): unknown {
  if (type === 'bytes') return value;
  if (value instanceof Uint8Array) return toHex(value);
  return Array.isArray(value) ? value.map((item: unknown) => valueOf('', item)) : value;
}

/**
 * `encodeOperation` and `decodeOperation`, to and from hex, which is ready before. Encoding uses up the fields that it is
 * given: they are made anew each time, which so is part of it. What is decoded has no schema to be held against.
 */
export const p2pandaJsOperations: OperationPeer = {
  name: 'p2panda-js 0.8.1',
  slice: 16,
  encoder: ({ action, schemaId, previous, fields }) => {
    const given = fields.map(({ name, type, value }) => [name, type, valueOf(type, value)] as const);
    const ids = previous?.map(toHex);
    return () => {
      const made = new panda.OperationFields();
      for (const [name, type, value] of given) made.insert(name, type, value);
      return panda.encodeOperation({ action, schemaId, previous: ids, fields: made });
    };
  },
  decoder: (bytes) => {
    const hex = toHex(bytes);
    return () => panda.decodeOperation(hex);
  },
  fieldsOf: (decoded) => [...(decoded as Decoded).fields],
};
