import type { Action, DataProfile, JsonValue, TypedField } from '../../../src/conformance/protocol.js';
import { concat, fromHex } from './bytes.js';
import { BYTES, LIST, MAP, NEGATIVE, TEXT, UINT } from './data-cbor.js';
import { DataOperations } from './data-operations.js';
import { Refusal } from './refusal.js';

/** What an operation is to be made of. */
export interface OperationDraft {
  readonly action: Action;
  readonly schemaId: string;
  readonly previous: readonly string[] | null;
  readonly fields: readonly TypedField[] | null;
}

/** Encoding operations. */
export class DataEncoding extends DataOperations {
  encodeText(text: string): Uint8Array {
    const bytes = new TextEncoder().encode(text);
    return concat(this.encodeHead(TEXT, BigInt(bytes.length)), bytes);
  }

  encodeBytes(hex: string): Uint8Array {
    const bytes = fromHex(hex);
    return concat(this.encodeHead(BYTES, BigInt(bytes.length)), bytes);
  }

  encodeList(items: readonly Uint8Array[]): Uint8Array {
    return concat(this.encodeHead(LIST, BigInt(items.length)), ...items);
  }

  encodeIds(profile: DataProfile, ids: readonly string[]): Uint8Array {
    return this.encodeList(ids.map((id) => this.encodeBytes(this.checkId(profile, id))));
  }

  encodeInt(value: bigint): Uint8Array {
    if (value < this.minInt || value > this.maxInt) throw new Refusal('INT_OUT_OF_RANGE');
    return value < 0n ? this.encodeHead(NEGATIVE, -1n - value) : this.encodeHead(UINT, value);
  }

  encodeBool(value: boolean): Uint8Array {
    return Uint8Array.of(value ? 0xf5 : 0xf4);
  }

  floatFrom(text: string): number {
    return new DataView(fromHex(text).buffer).getFloat64(0);
  }

  encodePinned(profile: DataProfile, ids: readonly string[]): Uint8Array {
    return this.encodeIds(profile, this.sortedIds(ids));
  }

  encodePinnedList(profile: DataProfile, lists: readonly (readonly string[])[]): Uint8Array {
    return this.encodeList(lists.map((ids) => this.encodePinned(profile, ids)));
  }

  encodeRelation(id: string): Uint8Array {
    return this.encodeBytes(id);
  }

  encodeRelationList(profile: DataProfile, ids: readonly string[]): Uint8Array {
    return this.encodeIds(profile, ids);
  }

  encodeValue(profile: DataProfile, type: TypedField['type'], value: JsonValue): Uint8Array {
    switch (type) {
      case 'bool':
        return this.encodeBool(value as boolean);
      case 'int':
        return this.encodeInt(BigInt(value as string));
      case 'float':
        return this.encodeFloat(this.floatFrom(value as string));
      case 'str':
        return this.encodeText(value as string);
      case 'bytes':
        return this.encodeBytes(value as string);
      case 'relation':
        return this.encodeRelation(value as string);
      case 'relation_list':
        return this.encodeRelationList(profile, value as string[]);
      case 'pinned_relation':
        return this.encodePinned(profile, value as string[]);
      case 'pinned_relation_list':
        return this.encodePinnedList(profile, value as string[][]);
    }
  }

  sortedFields(fields: readonly TypedField[]): TypedField[] {
    return fields.toSorted((a, b) => this.compareNames(a.name, b.name));
  }

  checkRepeated(fields: readonly TypedField[]): void {
    if (new Set(fields.map(({ name }) => name)).size < fields.length) throw new Refusal('FIELDS_NOT_SORTED');
  }

  encodeFields(profile: DataProfile, fields: readonly TypedField[]): Uint8Array {
    this.checkFieldCount(profile, BigInt(fields.length));
    this.checkRepeated(fields);
    const parts = this.sortedFields(fields).map(({ name, type, value }) => {
      this.checkFieldName(profile, name);
      return concat(this.encodeText(name), this.encodeValue(profile, type, value));
    });
    return concat(this.encodeHead(MAP, BigInt(fields.length)), ...parts);
  }

  encodePrevious(profile: DataProfile, previous: readonly string[]): Uint8Array {
    return this.encodeIds(profile, this.checkViewId(profile, previous));
  }

  checkPreviousGiven(action: Action, previous: readonly string[] | null): void {
    if (action === 'create' && previous) throw new Refusal('PREVIOUS_UNEXPECTED');
    if (action !== 'create' && !previous) throw new Refusal('PREVIOUS_MISSING');
  }

  checkFieldsGiven(action: Action, fields: readonly TypedField[] | null): void {
    if (action === 'delete' && fields) throw new Refusal('FIELDS_UNEXPECTED');
    if (action !== 'delete' && !fields) throw new Refusal('FIELDS_MISSING');
  }

  schemaIdToWrite(profile: DataProfile, schemaId: string): string {
    return this.parseSchemaId(profile, schemaId).schemaId;
  }

  numberOf(action: Action): bigint {
    return BigInt(this.actions.indexOf(action));
  }

  encodeOperation(profile: DataProfile, draft: OperationDraft): Uint8Array {
    const { action, previous, fields } = draft;
    const parts = [
      this.encodeHead(UINT, 1n),
      this.encodeHead(UINT, this.numberOf(action)),
      this.encodeText(this.schemaIdToWrite(profile, draft.schemaId)),
    ];
    this.checkPreviousGiven(action, previous);
    if (previous) parts.push(this.encodePrevious(profile, previous));
    this.checkFieldsGiven(action, fields);
    if (fields) parts.push(this.encodeFields(profile, fields));
    return this.encodeList(parts);
  }
}
