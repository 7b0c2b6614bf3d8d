import { html, type Html } from '../../../html/html.js';
import { printable } from '../../answers.js';
import { BYTE_FIELDS, logProfileOf, type Operation, type Profile } from '../../protocol.js';
import { safe } from '../layout.js';
import { isHex, type ByteSpan } from './differing-bytes.js';
import { entryFields } from './entry-fields.js';
import { DIFFERS, hexHtml } from './hex.js';

/** No entry that decodes is longer, in bytes: more is not worth taking apart. */
const LONGEST_ENTRY = 1024;

/** More of a list or a text is not shown, in characters. */
const LONGEST_TEXT = 2000;

/** How a value is to be shown. */
export interface Showing {
  op: Operation;
  /** Of which entries are; absent where the vector was not sent. */
  profile?: Profile | undefined;
  /** The bytes that differ from those of the other side. */
  marks?: readonly ByteSpan[];
}

/** Whether the value of this name is bytes. */
export function isBytes(name: string, value: unknown): value is string {
  return BYTE_FIELDS.has(name) && isHex(value);
}

/** A link is an entry where it is verified; elsewhere it is the hash of one. */
function isEntry(name: string, hex: string, op: Operation): boolean {
  const named = name === 'entry' || (op === 'entry.verify' && (name === 'backlink' || name === 'lipmaalink'));
  return named && hex.length <= 2 * LONGEST_ENTRY;
}

/** JSON text, made safe and no longer than is worth reading. */
export function jsonText(value: unknown): string {
  const text = printable(value);
  return safe(
    text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}… (${text.length} characters)` : text,
  );
}

/** An input or an output: entries by their fields, other bytes as hex, anything else as JSON. */
export function valueHtml(name: string, value: unknown, { op, profile, marks = [] }: Showing): Html {
  if (value === '') return html`<i>no bytes</i>`;
  if (!isBytes(name, value)) return html`<code>${jsonText(value)}</code>`;
  const length = html`<small>${value.length / 2} ${value.length === 2 ? 'byte' : 'bytes'}</small>`;
  return profile !== undefined && isEntry(name, value, op)
    ? html`${length}${entryFields(value, logProfileOf(profile), marks)}`
    : html`${hexHtml(value, marks)} ${length}`;
}

/** A name and its value. */
export interface NamedValue {
  name: string;
  value: Html;
  /** Whether it is not what was expected. */
  differs?: boolean;
}

/** Names and values, a row each; those that differ carry a sign. */
export function namedValues(rows: readonly NamedValue[]): Html {
  return html`<dl class="values">
    ${rows.map(
      ({ name, value, differs = false }) =>
        html`<div>
          <dt>${differs && DIFFERS}${safe(name)}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
