import { checkBytes } from '../bamboo/arguments.js';
import { CanonicalReader, MAP, NEGATIVE, SIMPLE, TEXT, UINT } from './canonical-reader.js';
import { ACTIONS, type Action } from './operation.js';
import { Refusal, type Refused } from './refusal.js';
import { quoted } from './schema-id.js';

/** A value of a message, with the type that stands beside it. A relation is a hash in hex. */
export type MessageValue =
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'str' | 'relation'; readonly value: string };

/** What p2panda 0.2 had in place of operations. Hashes are those of the profile `bamboo`, 132 hex digits. */
export interface Message {
  readonly action: Action;
  readonly schema: string;
  /** The document that is updated or deleted. */
  readonly id: string | undefined;
  readonly fields: ReadonlyMap<string, MessageValue> | undefined;
}

/** How many keys the map of a message has. */
const KEYS: Readonly<Record<Action, number>> = { create: 4, update: 5, delete: 4 };

/**
 * Decodes a message of p2panda 0.2, so that data of that time can be read (PAN-MSG-001 to PAN-MSG-004). There is no encoder:
 * nothing is to be written in this form any more.
 *
 * @param bytes the payload of an entry of the profile `bamboo`
 * @example
 * const decoded = decodeMessage(payload);
 * if (decoded.ok) console.log(decoded.message.fields?.get('text')?.value);
 */
export function decodeMessage(bytes: Uint8Array): { readonly ok: true; readonly message: Message } | Refused {
  const reader = new CanonicalReader(checkBytes(bytes, 'bytes'));
  try {
    return { ok: true, message: readMessage(reader) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // What is no canonical CBOR is no message either.
    return new Refusal('MESSAGE_INVALID', error.message, error.offset).toResult();
  }
}

const invalid = (reader: CanonicalReader, why: string) =>
  new Refusal('MESSAGE_INVALID', `not a message of p2panda 0.2: ${why}`, reader.offset);

function takeText(reader: CanonicalReader, what: string): string {
  reader.expect(TEXT, 'MESSAGE_INVALID', what);
  return reader.text();
}

function takeKey(reader: CanonicalReader, name: string): void {
  const key = takeText(reader, `the key ${name}`);
  if (key !== name) throw invalid(reader, `the key ${quoted(key)} stands where ${name} has to`);
}

function takeHash(reader: CanonicalReader, what: string): string {
  const text = takeText(reader, what);
  if (/^0040[0-9a-f]{128}$/.test(text)) return text;
  throw invalid(reader, `${what} is no hash of 66 bytes in hex`);
}

function readMessage(reader: CanonicalReader): Message {
  const size = reader.expect(MAP, 'MESSAGE_INVALID', 'a message');
  takeKey(reader, 'action');
  const verb = takeText(reader, 'the action');
  const action = ACTIONS.find((known) => known === verb);
  if (action === undefined) throw invalid(reader, `there is no action ${quoted(verb)}`);
  if (size !== KEYS[action]) throw invalid(reader, `${action} has ${KEYS[action]} keys, not ${size}`);
  takeKey(reader, 'schema');
  const schema = takeHash(reader, 'the schema');
  takeKey(reader, 'version');
  if (reader.expect(UINT, 'MESSAGE_INVALID', 'the version') !== 1)
    throw invalid(reader, 'the version has to be 1');
  let id: string | undefined;
  if (action !== 'create') {
    takeKey(reader, 'id');
    id = takeHash(reader, 'the id');
  }
  let fields: Map<string, MessageValue> | undefined;
  if (action !== 'delete') {
    takeKey(reader, 'fields');
    fields = readFields(reader);
  }
  reader.end();
  return { action, schema, id, fields };
}

function readFields(reader: CanonicalReader): Map<string, MessageValue> {
  const size = reader.expect(MAP, 'MESSAGE_INVALID', 'fields');
  if (size === 0) throw invalid(reader, 'it has no fields');
  const fields = new Map<string, MessageValue>();
  for (let i = 0; i < size; i++) {
    const name = takeText(reader, 'the name of a field');
    if (fields.has(name)) throw invalid(reader, `the field ${quoted(name)} stands there twice`);
    if (reader.expect(MAP, 'MESSAGE_INVALID', 'a field') !== 2)
      throw invalid(reader, 'a field has a type and a value');
    takeKey(reader, 'type');
    const type = takeText(reader, 'the type of a field');
    takeKey(reader, 'value');
    fields.set(name, readValue(reader, type));
  }
  return fields;
}

function readValue(reader: CanonicalReader, type: string): MessageValue {
  if (type === 'str') return { type, value: takeText(reader, 'a str') };
  if (type === 'relation') return { type, value: takeHash(reader, 'a relation') };
  reader.head();
  const { major, info } = reader;
  if (type === 'bool' && major === SIMPLE && (info === 20 || info === 21))
    return { type, value: info === 21 };
  if (type === 'float' && major === SIMPLE && info >= 25) return { type, value: reader.float() };
  if (type === 'int' && (major === UINT || major === NEGATIVE)) {
    const argument = reader.bigArgument();
    if (argument < 2n ** 63n) return { type, value: major === UINT ? argument : -1n - argument };
  }
  throw invalid(reader, `a value that is no ${quoted(type)}`);
}
