import { fromHex, toHex } from '../bytes.js';
import { Rejection, rejectionOf } from '../rejection.js';
import { CanonicalReader, floatOf, type Head } from './canonical-cbor.js';
import { ACTIONS, type Action } from './operation.js';
import type { PlainValue } from './values.js';

/** A field of a message of p2panda 0.2. A relation is the hex of an encoded hash of profile `bamboo`. */
export type MessageField = { name: string } & (
  Extract<PlainValue, { type: 'bool' | 'int' | 'float' | 'str' }> | { type: 'relation'; value: string }
);

/** What p2panda 0.2 has in place of operations. Hashes are hex. */
export interface Message {
  action: Action;
  schema: string;
  /** The document that is updated or deleted; null where one is created. */
  id: string | null;
  fields: MessageField[] | null;
}

/**
 * Decodes a message of p2panda 0.2 as its encoder writes it (PAN-MSG-001 to PAN-MSG-004).
 *
 * @throws {Rejection} `MESSAGE_INVALID`
 */
export function decodeMessage(bytes: Uint8Array): Message {
  let message: Message | undefined;
  const rejection = rejectionOf(() => (message = readMessage(bytes)));
  // What is no canonical CBOR is no message either.
  if (rejection) throw new Rejection('MESSAGE_INVALID', rejection.offset);
  return message!;
}

function readMessage(bytes: Uint8Array): Message {
  const reader = new CanonicalReader(bytes);
  const invalid = (offset?: number) => new Rejection('MESSAGE_INVALID', offset);

  function expect(major: number): Head {
    const head = reader.head();
    if (head.major !== major) throw invalid(head.offset);
    return head;
  }
  const text = () => reader.text(expect(3));
  function hash(): string {
    const written = text();
    if (!/^0040[0-9a-f]{128}$/.test(written)) throw invalid();
    return toHex(fromHex(written));
  }
  function key(name: string): void {
    if (text() !== name) throw invalid(reader.offset);
  }

  const map = expect(5);
  if (map.argument === 0n) throw invalid(map.offset);
  key('action');
  const verb = text();
  const action = ACTIONS.find((known) => known === verb);
  if (!action) throw invalid();
  if (map.argument !== (action === 'update' ? 5n : 4n)) throw invalid(map.offset);
  key('schema');
  const schema = hash();
  key('version');
  if (expect(0).argument !== 1n) throw invalid();
  let id: string | null = null;
  if (action !== 'create') {
    key('id');
    id = hash();
  }
  let fields: MessageField[] | null = null;
  if (action !== 'delete') {
    key('fields');
    fields = takeFields();
  }
  reader.end();
  return { action, schema, id, fields };

  function takeFields(): MessageField[] {
    const read: MessageField[] = [];
    const { argument } = expect(5);
    if (argument === 0n) throw invalid();
    for (let i = 0n; i < argument; i++) {
      const name = text();
      if (read.some((field) => field.name === name)) throw invalid();
      if (expect(5).argument !== 2n) throw invalid();
      key('type');
      const type = text();
      key('value');
      read.push({ name, ...takeValue(type) } as MessageField);
    }
    return read;
  }

  function takeValue(type: string): object {
    if (type === 'str') return { type, value: text() };
    if (type === 'relation') return { type, value: hash() };
    const head = reader.head();
    if (type === 'bool' && head.major === 7 && (head.info === 20 || head.info === 21)) {
      return { type, value: head.info === 21 };
    }
    if (type === 'float' && head.major === 7 && head.info >= 25) {
      return { type, value: floatOf(head.argument, head.info) };
    }
    if (type === 'int' && head.major <= 1 && head.argument < 2n ** 63n) {
      return { type, value: head.major === 0 ? head.argument : -1n - head.argument };
    }
    throw invalid(head.offset);
  }
}
