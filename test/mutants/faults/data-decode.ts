import type { CborReader, Item } from '../implementation/data-cbor.js';
import { BYTES, isIndefinite, LIST, MAP, TEXT } from '../implementation/data-cbor.js';
import { DataImplementation } from '../implementation/data.js';
import { Refusal } from '../implementation/refusal.js';
import type { Action } from '../../../src/conformance/protocol.js';
import { constant, DEPLOYED, faultsOf, REASON, SAMPLED, SPECIFIED, step } from './data.js';

const fault = faultsOf('operation.decode', 'operation-decode');

const listFaults = [
  fault(
    'version-not-checked',
    'Does not look at the version.',
    step('checkVersion', () => undefined),
  ),
  fault(
    'version-of-32-bits',
    'Looks at the lower 32 bits of the version.',
    step('checkVersion', (right, version) => right(BigInt.asUintN(32, version))),
    SAMPLED,
  ),
  fault(
    'version-at-most-1',
    'Takes the versions 0 and 1.',
    step('checkVersion', (right, version) => {
      if (version !== 0n) right(version);
    }),
  ),
  fault(
    'version-at-least-1',
    'Takes later versions, too.',
    step('checkVersion', (right, version) => {
      if (version < 1n) right(version);
    }),
  ),
  fault(
    'version-as-float',
    'Takes the float 1 for a version.',
    step('readInteger', (right, reader, reason) => {
      const { bytes, offset } = reader;
      if (bytes[offset] !== 0xf9 || bytes[offset + 1] !== 0x3c) return right(reader, reason);
      reader.offset += 3;
      return 1n;
    }),
  ),
  fault(
    'action-3-deletes',
    'Takes an action above 2 for a DELETE.',
    step('actionOf', (right, number) => right(number > 2n ? 2n : number)),
  ),
  fault(
    'action-of-8-bits',
    'Looks at the lower 8 bits of the action.',
    step('actionOf', (right, number) => right(number & 0xffn)),
    SAMPLED,
  ),
  fault(
    'actions-from-1',
    'Counts actions from 1.',
    step('actionOf', (right, number) => right(number - 1n)),
  ),
  fault(
    'update-and-delete-swapped',
    'Takes 1 for a DELETE and 2 for an UPDATE.',
    constant('actions', ['create', 'delete', 'update']),
  ),
  fault(
    'action-as-bool',
    'Takes false and true for 0 and 1 as version and action.',
    step('readInteger', (right, reader, reason) => {
      const byte = reader.bytes[reader.offset];
      if (byte !== 0xf4 && byte !== 0xf5) return right(reader, reason);
      reader.offset++;
      return BigInt(byte - 0xf4);
    }),
    SAMPLED,
  ),
  fault(
    'elements-too-many',
    'Does not look whether the list has more elements than it should.',
    step('checkLength', () => undefined),
    DEPLOYED,
  ),
  fault(
    'length-not-checked',
    'Reads on to where something is missing in place of looking at the length of the list.',
    step('checkLength', () => undefined),
    SPECIFIED,
    REASON,
  ),
  fault(
    'length-too-late',
    'Judges the length of the list after the schema id.',
    class extends DataImplementation {
      #check: () => void = () => undefined;
      override checkLength(list: Item, action: Action) {
        this.#check = () => super.checkLength(list, action);
      }
      override readSchemaId(reader: CborReader) {
        const id = super.readSchemaId(reader);
        this.#check();
        return id;
      }
    },
    SPECIFIED,
    REASON,
  ),
  fault(
    'length-too-early',
    'Judges a list that is too short before its version.',
    step('checkElement', (right, reader, list, index) => {
      if (index === 0 && !isIndefinite(list) && list.argument < 4n) throw new Refusal('OPERATION_LENGTH');
      right(reader, list, index);
    }),
    REASON,
  ),
  fault(
    'delete-with-fields',
    'Takes a DELETE with fields.',
    class extends DataImplementation {
      #hasFields = false;
      override checkLength(list: Item, action: Action) {
        this.#hasFields = action === 'delete' && list.argument === 5n;
        if (!this.#hasFields) super.checkLength(list, action);
      }
      override readPrevious(reader: CborReader) {
        const previous = super.readPrevious(reader);
        if (this.#hasFields) this.readFields(reader);
        this.#hasFields = false;
        return previous;
      }
    },
  ),
  fault(
    'create-with-previous',
    'Takes a CREATE with previous operations.',
    class extends DataImplementation {
      #hasPrevious = false;
      override checkLength(list: Item, action: Action) {
        this.#hasPrevious = action === 'create' && list.argument === 5n;
        if (!this.#hasPrevious) super.checkLength(list, action);
      }
      override readFields(reader: CborReader) {
        if (this.#hasPrevious) this.readPrevious(reader);
        return super.readFields(reader);
      }
    },
  ),
  fault(
    'map-as-operation',
    'Takes a map for an operation.',
    step('decodeOperation', (right, profile, bytes) =>
      right(profile, bytes[0]! >> 5 === MAP ? Uint8Array.of(bytes[0]! & 0x9f, ...bytes.subarray(1)) : bytes),
    ),
    REASON,
  ),
  fault(
    'schema-id-as-bytes',
    'Takes bytes for a schema id.',
    step('readSchemaId', (right, reader) => {
      const first = reader.bytes[reader.offset]!;
      if (first >> 5 !== BYTES) return right(reader);
      const bytes = Uint8Array.from(reader.bytes);
      bytes[reader.offset] = first | 0x20;
      const other = Object.assign(Object.create(reader) as CborReader, { bytes, offset: reader.offset });
      const id = right(other);
      reader.offset = other.offset;
      return id;
    }),
  ),
  fault(
    'schema-id-not-checked',
    'Takes any text for a schema id.',
    step('readSchemaId', (_, reader) => {
      const right = new DataImplementation();
      const item = right.readItem(reader);
      if (item.major !== TEXT) throw new Refusal('SCHEMA_ID_TYPE');
      return right.textOfString(reader, item);
    }),
  ),
  fault(
    'schema-id-too-late',
    'Judges the schema id after all others.',
    class extends DataImplementation {
      override readSchemaId(reader: CborReader) {
        const item = this.readItem(reader);
        if (item.major !== TEXT) throw new Refusal('SCHEMA_ID_TYPE');
        return this.textOfString(reader, item);
      }
      override decodeOperation(profile: 'p2panda', bytes: Uint8Array) {
        const operation = super.decodeOperation(profile, bytes);
        return { ...operation, schemaId: this.parseSchemaId(profile, operation.schemaId).schemaId };
      }
    },
    REASON,
  ),
];

const previousFaults = [
  fault(
    'previous-unsorted',
    'Does not look at the order of previous operations.',
    step('checkAscends', (right, before, id) => {
      if (before === id) right(before, id);
    }),
  ),
  fault(
    'previous-doubled',
    'Takes a previous operation that comes twice.',
    step('checkAscends', (right, before, id) => {
      if (before !== id) right(before, id);
    }),
  ),
  fault(
    'previous-descending',
    'Takes previous operations in descending order alone.',
    step('compareIds', (right, a, b) => right(b, a)),
  ),
  fault(
    'previous-sorted',
    'Sorts previous operations in place of refusing them.',
    step('readPrevious', (_, reader) => {
      const lenient = new (step('checkAscends', () => undefined))();
      return lenient.sortedIds(lenient.readPrevious(reader));
    }),
  ),
  fault(
    'previous-given-descending',
    'Gives previous operations in another order.',
    step('readPrevious', (right, reader) => right(reader).reverse()),
  ),
  fault(
    'previous-empty',
    'Takes an UPDATE of no previous operations.',
    step('checkViewIdLength', (right, profile, length) => {
      if (Number(length) > 0) right(profile, length);
    }),
  ),
  fault(
    'previous-null-as-none',
    'Takes null for no previous operations.',
    step('readPrevious', (right, reader) => {
      if (reader.bytes[reader.offset] !== 0xf6) return right(reader);
      reader.offset++;
      return [];
    }),
  ),
  fault(
    'previous-too-many',
    'Takes any number of previous operations.',
    constant('maxViewId', Infinity),
    SPECIFIED,
    REASON,
  ),
  fault(
    'previous-1024-refused',
    'Takes 1023 previous operations at most.',
    constant('maxViewId', 1023),
    SPECIFIED,
    REASON,
  ),
  fault(
    'previous-limited',
    'Takes 1024 previous operations at most, as deployed nodes do not.',
    step('readPrevious', (right, reader) => {
      const { offset } = reader;
      const head = new DataImplementation().readItem(reader);
      if (head.major === LIST && head.argument > 1024n) throw new Refusal('VIEW_ID_TOO_LONG');
      reader.offset = offset;
      return right(reader);
    }),
    DEPLOYED,
    REASON,
  ),
  fault(
    'previous-as-text',
    'Takes a view id as text, as deployed nodes do.',
    step('readPrevious', (right, reader) =>
      reader.bytes[reader.offset]! >> 5 === TEXT
        ? right(Object.assign(reader, { profile: 'p2panda-compat' }))
        : right(reader),
    ),
    SPECIFIED,
  ),
  fault(
    'previous-as-text-refused',
    'Refuses a view id as text, which deployed nodes take.',
    step('readPrevious', (right, reader) => {
      if (reader.bytes[reader.offset]! >> 5 === TEXT) throw new Refusal('PREVIOUS_TYPE');
      return right(reader);
    }),
    DEPLOYED,
  ),
  fault(
    'previous-text-not-split',
    'Takes the whole text of previous operations for one id.',
    step('readPrevious', (right, reader) => {
      const ids = right(reader);
      if (ids.length > 1 && reader.bytes.includes(0x5f, 20)) throw new Refusal('OPERATION_ID_INVALID');
      return ids;
    }),
    DEPLOYED,
  ),
  fault(
    'ids-as-hex',
    'Takes ids as hexadecimal text, as p2panda 0.7 wrote them.',
    step('readPreviousId', (right, reader, item) =>
      item.major === TEXT ? new DataImplementation().textOfString(reader, item) : right(reader, item),
    ),
  ),
  fault(
    'ids-as-numbers',
    'Takes a list of numbers for an id.',
    step('readPreviousId', (right, reader, item) => {
      if (item.major !== LIST) return right(reader, item);
      Object.assign(reader, { profile: 'p2panda-compat' });
      const id = right(reader, item);
      Object.assign(reader, { profile: 'p2panda' });
      return id;
    }),
    SPECIFIED,
  ),
  fault(
    'ids-as-numbers-refused',
    'Refuses a list of numbers for an id, which deployed nodes take.',
    step('readPreviousId', (right, reader, item) => {
      if (item.major === LIST) throw new Refusal('OPERATION_ID_INVALID');
      return right(reader, item);
    }),
    DEPLOYED,
  ),
];

export const dataDecodeFaults = [...listFaults, ...previousFaults];
