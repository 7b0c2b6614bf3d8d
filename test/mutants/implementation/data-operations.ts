import type { Action, DataProfile, PlainField } from '../../../src/conformance/protocol.js';
import { toHex } from './bytes.js';
import {
  BYTES,
  type CborReader,
  CborReader as Reader,
  DataCbor,
  doubleBits,
  isIndefinite,
  type Item,
  LIST,
  MAP,
  NEGATIVE,
  SIMPLE,
  TAG,
  TEXT,
  UINT,
} from './data-cbor.js';
import { Refusal } from './refusal.js';

/** An operation, with its values as the protocol has them in JSON. */
export interface Operation {
  readonly action: Action;
  readonly schemaId: string;
  readonly previous: string[] | null;
  readonly fields: PlainField[] | null;
}

export type Plain = Omit<PlainField, 'name'>;

/** Decoding operations. */
export class DataOperations extends DataCbor {
  readonly actions: readonly (Action | undefined)[] = ['create', 'update', 'delete'];
  readonly maxFields: number = 1024;
  readonly minInt: bigint = -(2n ** 63n);
  readonly maxInt: bigint = 2n ** 63n - 1n;

  /** Whether an indefinite list ends here. */
  isAtBreak(reader: CborReader): boolean {
    return reader.bytes[reader.offset] === 0xff;
  }

  /** Before the element of the operation's list that has so many before it. */
  checkElement(reader: CborReader, list: Item, index: number): void {
    const isThere = isIndefinite(list) ? !this.isAtBreak(reader) : list.argument > BigInt(index);
    if (!isThere) throw new Refusal('OPERATION_LENGTH');
  }

  elementsOf(action: Action): number {
    return action === 'update' ? 5 : 4;
  }

  /** In `p2panda`, as soon as the action is known; otherwise when all is read. */
  checkLength(list: Item, action: Action): void {
    if (!isIndefinite(list) && list.argument !== BigInt(this.elementsOf(action))) {
      throw new Refusal('OPERATION_LENGTH');
    }
  }

  /** A number where one has to come. */
  readInteger(reader: CborReader, reason: string): bigint {
    const item = this.readItem(reader);
    if (item.major === UINT) return item.argument;
    if (item.major !== TAG || item.argument === 3n) throw new Refusal(reason);
    if (item.argument !== 2n) return this.readInteger(reader, reason);
    const digits = this.readItem(reader);
    if (digits.major !== BYTES) throw new Refusal(reason);
    return this.bignum(this.bytesOfString(reader, digits), reason);
  }

  bignum(digits: Uint8Array, reason: string): bigint {
    const value = this.numberFrom(Uint8Array.of(0, ...digits));
    if (value >= 1n << 128n) throw new Refusal(reason);
    return value;
  }

  checkVersion(version: bigint): void {
    if (version !== 1n) throw new Refusal('OPERATION_VERSION');
  }

  actionOf(number: bigint): Action {
    const action = this.actions[Number(number)];
    if (!action) throw new Refusal('OPERATION_ACTION');
    return action;
  }

  readSchemaId(reader: CborReader): string {
    const item = this.readItem(reader);
    if (item.major !== TEXT) throw new Refusal('SCHEMA_ID_TYPE');
    return this.parseSchemaId(reader.profile, this.textOfString(reader, item)).schemaId;
  }

  /** An id among previous ones, in `p2panda-compat` also as a list of numbers. */
  readPreviousId(reader: CborReader, first: Item): string {
    const item = this.readUntagged(reader, first);
    if (item.major === BYTES) return this.checkId(reader.profile, toHex(this.bytesOfString(reader, item)));
    if (item.major !== LIST || reader.profile === 'p2panda') throw new Refusal('OPERATION_ID_INVALID');
    const bytes: number[] = [];
    while (isIndefinite(item) ? !this.isAtBreak(reader) : BigInt(bytes.length) < item.argument) {
      const byte = this.readInteger(reader, 'OPERATION_ID_INVALID');
      if (byte > 255n) throw new Refusal('OPERATION_ID_INVALID');
      bytes.push(Number(byte));
    }
    if (isIndefinite(item)) reader.offset++;
    return this.checkId(reader.profile, toHex(Uint8Array.from(bytes)));
  }

  readPrevious(reader: CborReader): string[] {
    const head = this.readItem(reader);
    if (head.major === TEXT && reader.profile === 'p2panda-compat') {
      return this.checkViewId(reader.profile, this.textOfString(reader, head).toLowerCase().split('_'));
    }
    if (head.major !== LIST) throw new Refusal('PREVIOUS_TYPE');
    const ids: string[] = [];
    const isStrict = reader.profile === 'p2panda';
    if (isStrict) this.checkViewIdLength('p2panda', head.argument);
    for (const item of this.items(reader, head)) {
      const id = this.readPreviousId(reader, item);
      if (isStrict) this.checkAscends(ids.at(-1), id);
      ids.push(id);
    }
    return isStrict ? ids : this.checkViewId(reader.profile, ids);
  }

  checkFieldCount(profile: DataProfile, count: bigint): void {
    if (profile !== 'p2panda') return;
    if (count === 0n) throw new Refusal('FIELDS_EMPTY');
    if (count > this.maxFields) throw new Refusal('FIELDS_TOO_MANY');
  }

  checkFieldName(profile: DataProfile, name: string): void {
    if (profile === 'p2panda' && !this.isFieldName(name)) throw new Refusal('FIELD_NAME_INVALID');
  }

  /** Below 0 where `a` comes first: by the bytes of their UTF-8. */
  compareNames(a: string, b: string): number {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  }

  checkNameOrder(names: readonly string[], name: string): void {
    const before = names.at(-1);
    if (before !== undefined && this.compareNames(before, name) >= 0) throw new Refusal('FIELDS_NOT_SORTED');
  }

  readFields(reader: CborReader): PlainField[] {
    const map = this.readUntagged(reader);
    if (map.major !== MAP) throw new Refusal('FIELDS_TYPE');
    this.checkFieldCount(reader.profile, map.argument);
    const fields: PlainField[] = [];
    const names: string[] = [];
    for (const item of this.items(reader, map)) {
      const key = this.readUntagged(reader, item);
      if (key.major !== TEXT) throw new Refusal('FIELD_NAME_TYPE');
      const name = this.textOfString(reader, key);
      this.checkFieldName(reader.profile, name);
      this.checkNameOrder(names, name);
      names.push(name);
      fields.push({ name, ...this.readValue(reader) });
    }
    return fields;
  }

  intOf(value: bigint): Plain {
    if (value < this.minInt || value > this.maxInt) throw new Refusal('INT_OUT_OF_RANGE');
    return { type: 'int', value: String(value) };
  }

  floatText(value: number): string {
    return Number.isNaN(value) ? '7ff8000000000000' : toHex(this.bytesOf(doubleBits(value), 8));
  }

  readValue(reader: CborReader): Plain {
    const item = this.readItem(reader);
    const { major, info, argument } = item;
    if (major === UINT) return this.intOf(argument);
    if (major === NEGATIVE) return this.intOf(-1n - argument);
    if (major === BYTES) return { type: 'bytes', value: toHex(this.bytesOfString(reader, item)) };
    if (major === TEXT) return { type: 'str', value: this.textOfString(reader, item) };
    if (major === LIST) return this.readList(reader, item);
    if (major === TAG) return this.readBignumValue(reader, argument);
    if (major === SIMPLE) return this.simpleValue(info, argument);
    throw new Refusal('VALUE_TYPE');
  }

  simpleValue(info: number, argument: bigint): Plain {
    if (info >= 25) return { type: 'float', value: this.floatText(this.floatOf(info, argument)) };
    if (argument === 20n || argument === 21n) return { type: 'bool', value: argument === 21n };
    throw new Refusal('VALUE_TYPE');
  }

  /** A tag before a value, which is that of a bignum or none. */
  readBignumValue(reader: CborReader, tag: bigint): Plain {
    if (tag !== 2n && tag !== 3n) throw new Refusal('VALUE_TYPE');
    const digits = this.readItem(reader);
    if (digits.major !== BYTES || isIndefinite(digits)) throw new Refusal('VALUE_TYPE');
    const value = this.bignum(this.bytesOfString(reader, digits), 'VALUE_TYPE');
    return this.intOf(tag === 2n ? value : -1n - value);
  }

  readIds(reader: CborReader, head: Item): string[] {
    const ids: string[] = [];
    for (const item of this.items(reader, head)) {
      if (item.major !== BYTES) throw new Refusal('VALUE_TYPE');
      ids.push(this.checkId(reader.profile, toHex(this.bytesOfString(reader, item))));
    }
    return ids;
  }

  readList(reader: CborReader, head: Item): Plain {
    const ids: string[] = [];
    const lists: string[][] = [];
    for (const item of this.items(reader, head)) {
      if (item.major === BYTES && lists.length === 0) {
        ids.push(this.checkId(reader.profile, toHex(this.bytesOfString(reader, item))));
      } else if (item.major === LIST && ids.length === 0) lists.push(this.readIds(reader, item));
      else throw new Refusal('VALUE_TYPE');
    }
    return lists.length > 0 ? { type: 'id_lists', value: lists } : { type: 'ids', value: ids };
  }

  decodeOperation(profile: DataProfile, bytes: Uint8Array): Operation {
    const reader = new Reader(bytes, profile);
    const list = this.readUntagged(reader);
    if (list.major !== LIST) throw new Refusal('OPERATION_NOT_A_LIST');
    this.checkElement(reader, list, 0);
    this.checkVersion(this.readInteger(reader, 'OPERATION_VERSION'));
    this.checkElement(reader, list, 1);
    const action = this.actionOf(this.readInteger(reader, 'OPERATION_ACTION'));
    if (profile === 'p2panda') this.checkLength(list, action);
    this.checkElement(reader, list, 2);
    const schemaId = this.readSchemaId(reader);
    let previous: string[] | null = null;
    if (action !== 'create') {
      this.checkElement(reader, list, 3);
      previous = this.readPrevious(reader);
    }
    let fields: PlainField[] | null = null;
    if (action !== 'delete') {
      this.checkElement(reader, list, action === 'create' ? 3 : 4);
      fields = this.readFields(reader);
    }
    if (profile === 'p2panda-compat') this.checkLength(list, action);
    this.checkEndOfBytes(reader);
    return { action, schemaId, previous, fields };
  }
}
