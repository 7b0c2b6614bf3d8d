import { type CborReader, type Item, TAG } from '../implementation/data-cbor.js';
import type { Message } from '../implementation/data-messages.js';
import { DataImplementation } from '../implementation/data.js';
import { constant, faultsOf, step } from './data.js';

const fault = faultsOf('message.decode', 'message-decode');

const giving = (change: (message: Message) => Partial<Message>) =>
  step('decodeMessage', (right, bytes) => {
    const message = right(bytes);
    return { ...message, ...change(message) };
  });

export const dataMessageFaults = [
  fault(
    'version-not-checked',
    'Does not look at the version.',
    step('checkMessageVersion', () => undefined),
  ),
  fault(
    'version-0',
    'Takes version 0.',
    step('checkMessageVersion', (right, version) => {
      if (version !== 0n) right(version);
    }),
  ),
  fault(
    'version-2',
    'Takes later versions.',
    step('checkMessageVersion', (right, version) => {
      if (version < 1n) right(version);
    }),
  ),
  fault(
    'action-in-capitals',
    'Takes actions in capitals.',
    step('messageAction', (right, text) => right(text.toLowerCase())),
  ),
  fault(
    'action-unknown',
    'Takes an unknown action for a CREATE.',
    step('messageAction', (right, text) => {
      try {
        return right(text);
      } catch {
        return 'create';
      }
    }),
  ),
  fault(
    'create-is-update',
    'Gives an UPDATE for a CREATE.',
    giving(({ action }) => ({ action: action === 'create' ? 'update' : action })),
  ),
  fault(
    'length-not-checked',
    'Does not look how many keys there are.',
    step('checkMessageLength', () => undefined),
  ),
  fault(
    'keys-not-checked',
    'Takes whatever stands in place of a key.',
    step('readKey', (_, reader) => {
      new DataImplementation().readMessageText(reader);
    }),
  ),
  fault(
    'hash-not-checked',
    'Takes any text for a hash.',
    step('isMessageHash', () => true),
  ),
  fault(
    'hash-of-any-length',
    'Takes a hash that is cut off.',
    step('isMessageHash', (_, text) => /^0040([0-9a-f]{2})*$/.test(text)),
  ),
  fault(
    'hash-of-half-a-byte',
    'Takes a hash that ends with half a byte.',
    step(
      'isMessageHash',
      (right, text) => right(text) || (/^0040[0-9a-f]+$/.test(text) && text.length % 2 === 1),
    ),
  ),
  fault(
    'hash-of-no-hex',
    'Does not look whether a hash is hexadecimal.',
    step('isMessageHash', (_, text) => /^0040.{128}$/.test(text)),
  ),
  fault(
    'hash-of-any-type',
    'Does not look at the first byte of a hash.',
    step('isMessageHash', (right, text) => right(`00${text.slice(2)}`)),
  ),
  fault(
    'hash-of-blake3',
    'Takes hashes of 32 bytes.',
    step('isMessageHash', (right, text) => right(text) || /^0020[0-9a-f]{64}$/.test(text)),
  ),
  fault(
    'id-not-checked',
    'Does not look at the hash of what is updated.',
    step('readMessageId', (_, reader) => new DataImplementation().readMessageText(reader)),
  ),
  fault(
    'schema-not-checked',
    'Does not look at the hash of the schema.',
    step('readMessageSchema', (_, reader) => new DataImplementation().readMessageText(reader)),
  ),
  fault(
    'relation-not-checked',
    'Does not look at the hash of a relation.',
    step('readMessageRelation', (_, reader) => new DataImplementation().readMessageText(reader)),
  ),
  fault(
    'id-left-out',
    'Gives no id.',
    giving(() => ({ id: null })),
  ),
  fault(
    'id-is-the-schema',
    'Gives the schema for the id.',
    giving(({ id, schema }) => ({ id: id && schema })),
  ),
  fault(
    'fields-sorted',
    'Gives fields in ascending order.',
    giving(({ fields }) => ({ fields: fields && fields.toSorted((a, b) => (a.name < b.name ? -1 : 1)) })),
  ),
  fault(
    'fields-refused-unless-sorted',
    'Wants fields in ascending order.',
    step('checkMessageName', (right, before, name) => {
      right(before, name);
      const last = before.at(-1);
      if (last && last.name > name) right([{ ...last, name }], name);
    }),
  ),
  fault(
    'fields-twice',
    'Takes two fields of one name.',
    step('checkMessageName', () => undefined),
  ),
  fault(
    'fields-none',
    'Takes a message of no fields.',
    step('checkMessageFieldCount', () => undefined),
  ),
  fault(
    'fields-as-null',
    'Takes null for fields.',
    step('readMessageFields', (right, reader) => {
      if (reader.bytes[reader.offset] !== 0xf6) return right(reader);
      reader.offset++;
      return [];
    }),
  ),
  fault(
    'names-checked',
    'Takes names alone that an operation may have.',
    step('checkMessageName', (right, before, name) =>
      right(new DataImplementation().isFieldName(name) ? before : [{ name, type: 'str', value: '' }], name),
    ),
  ),
  fault(
    'type-in-capitals',
    'Takes types in capitals.',
    step('readMessageValue', (right, reader, type) => right(reader, type.toLowerCase())),
  ),
  fault(
    'bool-of-int',
    'Takes 0 and 1 for false and true.',
    step('messageBool', (right, item) =>
      item.major === 0 && item.argument < 2n ? item.argument === 1n : right(item),
    ),
  ),
  fault(
    'bool-of-null',
    'Takes null for false.',
    step('messageBool', (right, item) => (item.info === 22 ? false : right(item))),
  ),
  fault(
    'bool-the-wrong-way-round',
    'Takes false for true, and true for false.',
    step('messageBool', (right, item) => !right(item)),
  ),
  fault(
    'int-of-float',
    'Takes a float that is whole for an int.',
    step('messageInt', (right, item) => {
      const value =
        item.major === 7 && item.info >= 25
          ? new DataImplementation().floatOf(item.info, item.argument)
          : NaN;
      return Number.isInteger(value) ? String(BigInt(value)) : right(item);
    }),
  ),
  fault('int-of-64-bits', 'Takes ints up to 2^64 − 1.', constant('maxInt', 2n ** 64n - 1n)),
  fault(
    'int-as-double',
    'Reads ints through doubles.',
    step('messageInt', (right, item) => String(BigInt(Number(right(item))))),
  ),
  fault(
    'int-of-32-bits',
    'Reads ints in 32 bits.',
    step('messageInt', (right, item) => String(BigInt.asIntN(32, BigInt(right(item))))),
  ),
  fault(
    'negative-int-off-by-one',
    'Reads negative ints one too high.',
    step('messageInt', (right, item) => {
      const value = BigInt(right(item));
      return String(value < 0n ? value + 1n : value);
    }),
  ),
  fault(
    'float-of-int',
    'Takes an int for a float.',
    step('messageFloat', (right, item) =>
      item.major === 0 ? new DataImplementation().floatText(Number(item.argument)) : right(item),
    ),
  ),
  fault(
    'float-as-single',
    'Rounds floats to singles.',
    step('floatText', (right, value) => right(Math.fround(value))),
  ),
  fault(
    'str-of-bytes',
    'Takes bytes for a text.',
    step('readMessageValue', (right, reader, type) => {
      const own = new DataImplementation();
      if (type !== 'str' || reader.bytes[reader.offset]! >> 5 !== 2) return right(reader, type);
      return { type, value: own.utf8(own.bytesOfString(reader, own.readItem(reader))) };
    }),
  ),
  fault(
    'str-of-int',
    'Takes a number for a text.',
    step('readMessageValue', (right, reader, type) =>
      type === 'str' && reader.bytes[reader.offset]! >> 5 === 0
        ? { type, value: String(new DataImplementation().readItem(reader).argument) }
        : right(reader, type),
    ),
  ),
  fault(
    'str-empty-refused',
    'Refuses the empty text.',
    step('readMessageValue', (right, reader, type) => {
      const read = right(reader, type);
      if (read.value === '') new DataImplementation().messageAction('');
      return read;
    }),
  ),
  fault(
    'relation-of-bytes',
    'Takes bytes for a relation.',
    step('readMessageValue', (right, reader, type) => {
      const own = new DataImplementation();
      if (type !== 'relation' || reader.bytes[reader.offset]! >> 5 !== 2) return right(reader, type);
      return { type, value: Buffer.from(own.bytesOfString(reader, own.readItem(reader))).toString('hex') };
    }),
  ),
  fault(
    'relation-as-str',
    'Gives relations as texts.',
    giving(({ fields }) => ({
      fields:
        fields && fields.map((field) => (field.type === 'relation' ? { ...field, type: 'str' } : field)),
    })),
  ),
  fault(
    'trailing-bytes',
    'Does not look at what follows the message.',
    step('checkEndOfBytes', () => undefined),
  ),
  fault(
    'long-heads',
    'Takes heads that are longer than they need to be.',
    step('takesLongHead', () => true),
  ),
  fault(
    'long-floats',
    'Takes floats of any width.',
    step('checkFloat', () => undefined),
  ),
  fault(
    'indefinite-lengths',
    'Takes texts of indefinite length.',
    step('takesIndefinite', () => true),
  ),
  fault(
    'tags',
    'Passes over tags.',
    class extends DataImplementation {
      override checkTag() {
        return undefined;
      }
      override readItem(reader: CborReader, mayBreak?: boolean): Item {
        const item = super.readItem(reader, mayBreak);
        return item.major === TAG ? this.readItem(reader, mayBreak) : item;
      }
    },
  ),
  fault(
    'bad-utf8',
    'Puts replacement characters in place of what is not UTF-8.',
    step('utf8', (_, bytes) => new TextDecoder().decode(bytes)),
  ),
];
