import type { Action, OperationOutputs } from '../../../src/conformance/protocol.js';
import { CborReader, type Item, MAP, NEGATIVE, SIMPLE, TEXT, UINT } from './data-cbor.js';
import { DataPublishing } from './data-publishing.js';
import { Refusal } from './refusal.js';

export type Message = OperationOutputs['message.decode'];
export type MessageField = NonNullable<Message['fields']>[number];

const invalid = () => new Refusal('MESSAGE_INVALID');

/** Messages of p2panda 0.2. */
export class DataMessages extends DataPublishing {
  readMessageItem(reader: CborReader, major: number): Item {
    const item = this.readItem(reader);
    if (item.major !== major) throw invalid();
    return item;
  }

  readMessageText(reader: CborReader): string {
    return this.textOfString(reader, this.readMessageItem(reader, TEXT));
  }

  isMessageHash(text: string): boolean {
    return /^0040[0-9a-f]{128}$/.test(text);
  }

  readMessageHash(reader: CborReader): string {
    const text = this.readMessageText(reader);
    if (!this.isMessageHash(text)) throw invalid();
    return text;
  }

  readMessageSchema(reader: CborReader): string {
    return this.readMessageHash(reader);
  }

  readMessageId(reader: CborReader): string {
    return this.readMessageHash(reader);
  }

  readMessageRelation(reader: CborReader): string {
    return this.readMessageHash(reader);
  }

  readKey(reader: CborReader, key: string): void {
    if (this.readMessageText(reader) !== key) throw invalid();
  }

  messageAction(text: string): Action {
    const action = this.actions.find((known) => known === text);
    if (!action) throw invalid();
    return action;
  }

  checkMessageLength(map: Item, action: Action): void {
    if (map.argument !== BigInt(this.elementsOf(action))) throw invalid();
  }

  checkMessageVersion(version: bigint): void {
    if (version !== 1n) throw invalid();
  }

  messageInt(item: Item): string {
    if (item.major !== UINT && item.major !== NEGATIVE) throw invalid();
    return this.intOf(item.major === UINT ? item.argument : -1n - item.argument).value as string;
  }

  messageFloat({ major, info, argument }: Item): string {
    if (major !== SIMPLE || info < 25) throw invalid();
    return this.floatText(this.floatOf(info, argument));
  }

  messageBool({ major, info }: Item): boolean {
    if (major !== SIMPLE || (info !== 20 && info !== 21)) throw invalid();
    return info === 21;
  }

  readMessageValue(reader: CborReader, type: string): Pick<MessageField, 'type' | 'value'> {
    switch (type) {
      case 'str':
        return { type, value: this.readMessageText(reader) };
      case 'relation':
        return { type, value: this.readMessageRelation(reader) };
      case 'bool':
        return { type, value: this.messageBool(this.readItem(reader)) };
      case 'float':
        return { type, value: this.messageFloat(this.readItem(reader)) };
      case 'int':
        return { type, value: this.messageInt(this.readItem(reader)) };
      default:
        throw invalid();
    }
  }

  checkMessageName(before: readonly MessageField[], name: string): void {
    if (before.some((field) => field.name === name)) throw invalid();
  }

  checkMessageFieldCount(count: bigint): void {
    if (count === 0n) throw invalid();
  }

  checkMessageFieldLength(count: bigint): void {
    if (count !== 2n) throw invalid();
  }

  readMessageFields(reader: CborReader): MessageField[] {
    const { argument: count } = this.readMessageItem(reader, MAP);
    this.checkMessageFieldCount(count);
    const fields: MessageField[] = [];
    for (let i = 0n; i < count; i++) {
      const name = this.readMessageText(reader);
      this.checkMessageName(fields, name);
      this.checkMessageFieldLength(this.readMessageItem(reader, MAP).argument);
      this.readKey(reader, 'type');
      const type = this.readMessageText(reader);
      this.readKey(reader, 'value');
      fields.push({ name, ...this.readMessageValue(reader, type) });
    }
    return fields;
  }

  readMessage(reader: CborReader): Message {
    const map = this.readMessageItem(reader, MAP);
    if (map.argument === 0n) throw invalid();
    this.readKey(reader, 'action');
    const action = this.messageAction(this.readMessageText(reader));
    this.checkMessageLength(map, action);
    this.readKey(reader, 'schema');
    const schema = this.readMessageSchema(reader);
    this.readKey(reader, 'version');
    this.checkMessageVersion(this.readMessageItem(reader, UINT).argument);
    const hasId = action !== 'create';
    if (hasId) this.readKey(reader, 'id');
    const id = hasId ? this.readMessageId(reader) : null;
    const hasFields = action !== 'delete';
    if (hasFields) this.readKey(reader, 'fields');
    const fields = hasFields ? this.readMessageFields(reader) : null;
    this.checkEndOfBytes(reader);
    return { action, schema, id, fields };
  }

  decodeMessage(bytes: Uint8Array): Message {
    try {
      return this.readMessage(new CborReader(bytes, 'p2panda'));
    } catch (error) {
      if (error instanceof Refusal) throw invalid();
      throw error;
    }
  }
}
