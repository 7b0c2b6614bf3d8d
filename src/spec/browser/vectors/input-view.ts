import { counted } from '../../../bamboo/counted.js';
import { decodeEntry, type Profile } from '../../../index.js';
import { inspectEntry, rowsOf } from '../../../inspect/entry.js';
import { bytesFromHex } from '../../../inspect/hex.js';
import { inspectProof, rowsOfProof } from '../../../inspect/proof.js';
import { element, type Child } from '../element.js';
import { bytesView } from '../lab/bytes-view.js';
import type { VectorData } from './data.js';

/** Fields of the input that hold bytes, by their names; all else are numbers and words. */
const BYTES = new Set([
  'bytes',
  'entry',
  'payload',
  'lipmaalink',
  'backlink',
  'privateKey',
  'publicKey',
  'message',
  'signature',
  'author',
  'proof',
]);

function table(...rows: readonly HTMLElement[]): HTMLElement {
  return element(
    'div',
    { class: 'table', tabindex: '0', role: 'group', 'aria-label': 'Fields' },
    element('table', { class: 'vectors-fields' }, element('tbody', {}, ...rows)),
  );
}

function named(name: string, ...value: readonly Child[]): HTMLElement {
  return element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, ...value));
}

/** A value of the input with how long it is. */
function valueView(name: string, value: unknown): Child[] {
  if (value === null)
    return [
      element(
        'span',
        { class: 'quiet' },
        name === 'payload' || name.endsWith('link') ? 'null: not at hand' : 'null',
      ),
    ];
  if (typeof value !== 'string') return [element('code', {}, JSON.stringify(value))];
  if (!BYTES.has(name)) return [element('code', {}, value)];
  if (value === '') return [element('span', { class: 'quiet' }, 'no bytes')];
  const length = value.endsWith('…') ? 'cut' : counted(value.length / 2, 'byte');
  return [element('code', {}, value), ' ', element('span', { class: 'quiet' }, `(${length})`)];
}

function entryView(hex: string, profile: Profile, payload?: unknown): HTMLElement {
  const bytes = bytesFromHex(hex);
  if (!bytes) return element('code', {}, hex);
  if (bytes.length === 0) return element('p', { class: 'quiet' }, 'no bytes');
  const checks = typeof payload === 'string' ? { payload: bytesFromHex(payload) } : {};
  return bytesView(rowsOf(inspectEntry(bytes, profile, checks)), bytes);
}

/** The other fields of an input, a line each. */
function otherFields(input: VectorData['input'], shown: readonly string[]): HTMLElement | undefined {
  const others = Object.entries(input).filter(([name]) => !shown.includes(name));
  return others.length === 0
    ? undefined
    : table(...others.map(([name, value]) => named(name, ...valueView(name, value))));
}

function foldedEntry(title: string, hex: unknown, profile: Profile): HTMLElement {
  if (typeof hex !== 'string') return element('p', { class: 'quiet' }, `${title}: not at hand`);
  const details = element(
    'details',
    {},
    element('summary', {}, `${title}, ${counted(hex.length / 2, 'byte')}`),
  );
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(entryView(hex, profile));
  });
  return details;
}

interface LogInput {
  readonly entries: readonly { entry: string; payload: string | null }[];
}

function logView(input: VectorData['input'], profile: Profile): HTMLElement {
  const { entries } = input as unknown as LogInput;
  const items = entries.map(({ entry, payload }, i) => {
    const bytes = bytesFromHex(entry);
    const decoded = bytes && decodeEntry(bytes, { profile });
    const what = decoded?.ok
      ? `entry ${decoded.entry.seqNum}${decoded.entry.endOfLog ? ', ends the log' : ''}`
      : 'does not decode';
    const paid = payload === null ? 'no payload' : `payload of ${counted(payload.length / 2, 'byte')}`;
    return element('li', {}, foldedEntry(`${i + 1}: ${what}, ${paid}`, entry, profile));
  });
  return element(
    'div',
    {},
    otherFields(input, ['entries']),
    element('ol', { class: 'vectors-items' }, ...items),
  );
}

/** A vector's input, decoded as far as it can be. */
export function inputView({ op, input, profile = 'bamboo' }: VectorData): HTMLElement {
  const { entry, payload, backlink, lipmaalink, proof } = input;
  if (op === 'entry.decode' && typeof entry === 'string') return entryView(entry, profile);
  if (op === 'entry.verify' && typeof entry === 'string') {
    return element(
      'div',
      {},
      entryView(entry, profile, payload),
      otherFields(input, ['entry', 'backlink', 'lipmaalink']),
      foldedEntry('The entry handed over for the backlink', backlink, profile),
      foldedEntry('The entry handed over for the lipmaalink', lipmaalink, profile),
    );
  }
  if (op === 'log.verify') return logView(input, profile);
  if (op === 'proof.verify' && typeof proof === 'string' && proof !== '') {
    const bytes = bytesFromHex(proof);
    return bytes ? bytesView(rowsOfProof(inspectProof(bytes)), bytes) : element('code', {}, proof);
  }
  return otherFields(input, []) ?? element('p', {}, 'nothing');
}
