import { toHex } from '../bytes.js';
import { Rejection, type DataReason } from '../rejection.js';
import { CanonicalReader, floatOf, type Head } from './canonical-cbor.js';
import { checkOperationId, MAX_VIEW_ID } from './ids.js';
import { ACTIONS, isFieldName, MAX_FIELDS, type Operation } from './operation.js';
import { parseSchemaId } from './schema-id.js';
import { compareNames, MAX_INT, type PlainValue } from './values.js';

const INTEGER = 0;
const NEGATIVE = 1;
const BYTES = 2;
const TEXT = 3;
const LIST = 4;
const MAP = 5;
const SIMPLE = 7;

/**
 * Decodes an operation of profile `p2panda`, from left to right: what is wrong first is the reason (PAN-OPR-002). Of an
 * item the head is looked at first, then whether it is of the right type, then what it holds.
 */
export function decodeCanonical(bytes: Uint8Array): Operation {
  const reader = new CanonicalReader(bytes);

  function expect(major: number, reason: DataReason): Head {
    const head = reader.head();
    if (head.major !== major) throw new Rejection(reason, head.offset);
    return head;
  }
  function takeId(reason: DataReason): string {
    const head = expect(BYTES, reason);
    return checkOperationId('p2panda', toHex(reader.stringBytes(head)), head.offset);
  }

  const list = expect(LIST, 'OPERATION_NOT_A_LIST');
  const needLength = (isLength: boolean) => {
    if (!isLength) throw new Rejection('OPERATION_LENGTH', list.offset);
  };
  needLength(list.argument >= 1n);
  const version = expect(INTEGER, 'OPERATION_VERSION');
  if (version.argument !== 1n) throw new Rejection('OPERATION_VERSION', version.offset);
  needLength(list.argument >= 2n);
  const actionHead = expect(INTEGER, 'OPERATION_ACTION');
  const action = ACTIONS[Number(actionHead.argument)];
  if (!action) throw new Rejection('OPERATION_ACTION', actionHead.offset);
  needLength(list.argument === (action === 'update' ? 5n : 4n));

  const idHead = expect(TEXT, 'SCHEMA_ID_TYPE');
  const schemaId = parseSchemaId('p2panda', reader.text(idHead), idHead.offset).text;

  let previous: string[] | null = null;
  if (action !== 'create') {
    const head = expect(LIST, 'PREVIOUS_TYPE');
    if (head.argument === 0n) throw new Rejection('VIEW_ID_EMPTY', head.offset);
    if (head.argument > BigInt(MAX_VIEW_ID)) throw new Rejection('VIEW_ID_TOO_LONG', head.offset);
    previous = [];
    for (let i = 0n; i < head.argument; i++) {
      const offset = reader.offset;
      const id = takeId('OPERATION_ID_INVALID');
      if (i > 0n && previous.at(-1)! >= id) throw new Rejection('VIEW_ID_NOT_SORTED', offset);
      previous.push(id);
    }
  }

  let fields: Operation['fields'] = null;
  if (action !== 'delete') {
    const head = expect(MAP, 'FIELDS_TYPE');
    if (head.argument === 0n) throw new Rejection('FIELDS_EMPTY', head.offset);
    if (head.argument > BigInt(MAX_FIELDS)) throw new Rejection('FIELDS_TOO_MANY', head.offset);
    const read: ({ name: string } & PlainValue)[] = [];
    for (let i = 0n; i < head.argument; i++) {
      const nameHead = expect(TEXT, 'FIELD_NAME_TYPE');
      const name = reader.text(nameHead);
      if (!isFieldName(name)) throw new Rejection('FIELD_NAME_INVALID', nameHead.offset);
      const before = read.at(-1);
      if (before && compareNames(before.name, name) >= 0) {
        throw new Rejection('FIELDS_NOT_SORTED', nameHead.offset);
      }
      read.push({ name, ...takeValue() });
    }
    fields = read;
  }

  reader.end();
  return { action, schemaId, previous, fields };

  function takeValue(): PlainValue {
    const head = reader.head();
    const { major, info, argument, offset } = head;
    if (major === INTEGER || major === NEGATIVE) {
      if (argument > MAX_INT) throw new Rejection('INT_OUT_OF_RANGE', offset);
      return { type: 'int', value: major === INTEGER ? argument : -1n - argument };
    }
    if (major === BYTES) return { type: 'bytes', value: toHex(reader.stringBytes(head)) };
    if (major === TEXT) return { type: 'str', value: reader.text(head) };
    if (major === LIST) return takeIdsOrLists(argument);
    if (major === SIMPLE && (info === 20 || info === 21)) return { type: 'bool', value: info === 21 };
    if (major === SIMPLE && info >= 25) return { type: 'float', value: floatOf(argument, info) };
    throw new Rejection('VALUE_TYPE', offset);
  }

  /** A list of ids, or a list of such lists; the first of its items decides. */
  function takeIdsOrLists(length: bigint): PlainValue {
    const ids: string[] = [];
    const lists: string[][] = [];
    for (let i = 0n; i < length; i++) {
      const head = reader.head();
      if (head.major === BYTES && lists.length === 0) {
        ids.push(checkOperationId('p2panda', toHex(reader.stringBytes(head)), head.offset));
      } else if (head.major === LIST && ids.length === 0) {
        lists.push(takeIds(head.argument));
      } else throw new Rejection('VALUE_TYPE', head.offset);
    }
    return lists.length > 0 ? { type: 'id_lists', value: lists } : { type: 'ids', value: ids };
  }

  function takeIds(length: bigint): string[] {
    const ids: string[] = [];
    for (let i = 0n; i < length; i++) ids.push(takeId('VALUE_TYPE'));
    return ids;
  }
}
