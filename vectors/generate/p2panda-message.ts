import { ascii, concat } from './bytes.js';

// Payloads that p2panda-js 0.2.1 can read: a CBOR map with action, schema, version and fields.

/** The schema that the messages name: the encoded hash of nothing in particular. */
export const MESSAGE_SCHEMA = `0040${'ab'.repeat(64)}`;

/** A CBOR text string of ASCII characters. */
function text(value: string): Uint8Array {
  const { length } = value;
  const header =
    length < 24 ? [0x60 + length] : length < 256 ? [0x78, length] : [0x79, length >> 8, length & 0xff];
  return concat(Uint8Array.from(header), ascii(value));
}

const map = (...entries: [string, Uint8Array][]): Uint8Array =>
  concat(Uint8Array.of(0xa0 + entries.length), ...entries.flatMap(([key, value]) => [text(key), value]));

/** A message that creates something with one text field, `message`. */
export function createMessage(value: string): Uint8Array {
  return map(
    ['action', text('create')],
    ['schema', text(MESSAGE_SCHEMA)],
    ['version', Uint8Array.of(1)],
    ['fields', map(['message', map(['type', text('str')], ['value', text(value)])])],
  );
}
