import { counted } from '../../../bamboo/counted.js';
import { BYTE_FIELDS } from '../../../conformance/protocol.js';
import { bytesFromHex, isText } from '../../../inspect/hex.js';
import { element, type Child } from '../element.js';
import { bytesIn } from './data.js';
import { meaningOf } from './number-meaning.js';

/** What fields are called in the text, where that is not their name. */
const LABELS: Readonly<Record<string, string>> = {
  endOfLog: 'end of log',
  logId: 'log id',
  payloadHash: 'payload hash',
  payloadSize: 'payload size',
  privateKey: 'private key',
  publicKey: 'public key',
  seqNum: 'sequence number',
  seqNums: 'sequence numbers',
};

const quiet = (text: string): HTMLElement => element('span', { class: 'quiet' }, text);

/** How many bytes hex stands for, in words. */
export function lengthOf(hex: string): string {
  const length = bytesIn(hex);
  return counted(length, 'byte', 'bytes', length.toLocaleString('en'));
}

/** Bytes as hex, with how many they are, and the text that they spell, if they do. */
export function bytesValue(hex: string): Child[] {
  if (hex === '') return [quiet('no bytes')];
  const bytes = bytesFromHex(hex);
  const text = bytes && bytes.length > 2 && isText(bytes) && `, “${new TextDecoder().decode(bytes)}”`;
  return [element('code', { class: 'vectors-hex' }, hex), ' ', quiet(`${lengthOf(hex)}${text || ''}`)];
}

function numberValue(name: string, digits: string): Child[] {
  const meaning = meaningOf(name, BigInt(digits));
  return [
    element('code', { class: 'vectors-value' }, digits),
    meaning.length > 0 && ' ',
    meaning.length > 0 && quiet(meaning.join('; ')),
  ];
}

const isRange = (value: unknown): value is [string, string] => Array.isArray(value) && value.length === 2;

function listValue(list: readonly unknown[]): Child[] {
  if (list.length === 0) return [quiet('none')];
  const items = list.map((item) => {
    if (isRange(item)) return item[0] === item[1] ? item[0] : `${item[0]} to ${item[1]}`;
    return typeof item === 'string' ? item : JSON.stringify(item);
  });
  return [
    element('code', { class: 'vectors-value' }, items.join(', ')),
    list.length > 3 && ' ',
    list.length > 3 && quiet(`${list.length} in all`),
  ];
}

/** A value of an input or an output. */
export function valueOf(name: string, value: unknown): Child[] {
  if (value === null) return [quiet('null: there is none')];
  if (Array.isArray(value)) return listValue(value);
  if (typeof value !== 'string') return [element('code', {}, JSON.stringify(value))];
  if (BYTE_FIELDS.has(name)) return bytesValue(value);
  return /^\d+$/.test(value) ? numberValue(name, value) : [element('code', {}, value)];
}

/** A table of names and values. */
export function fieldTable(rows: readonly (readonly [name: string, value: readonly Child[]])[]): HTMLElement {
  const lines = rows.map(([name, value]) =>
    element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, ...value)),
  );
  return element(
    'div',
    { class: 'table', tabindex: '0', role: 'group', 'aria-label': 'Fields' },
    element('table', { class: 'vectors-fields' }, element('tbody', {}, ...lines)),
  );
}

/** An object's fields, a line each; nothing where it has none. */
export function fieldsOf(object: object, except: readonly string[] = []): HTMLElement | undefined {
  const fields = Object.entries(object).filter(([name]) => !except.includes(name));
  if (fields.length === 0) return undefined;
  return fieldTable(fields.map(([name, value]) => [LABELS[name] ?? name, valueOf(name, value)]));
}
