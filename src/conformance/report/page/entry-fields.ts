import { layoutOf } from '../../../bamboo/layout.js';
import { html, type Html } from '../../../html/html.js';
import { lipmaa } from '../../../reference/lipmaa.js';
import type { LogProfile } from '../../protocol.js';
import type { ByteSpan } from './differing-bytes.js';
import { DIFFERS, hexHtml } from './hex.js';

/**
 * An entry field by field, each with its name, the range of its bytes and its hex, with the bytes marked that differ.
 *
 * @param hex lower-case hex and nothing else
 */
export function entryFields(hex: string, profile: LogProfile, marks: readonly ByteSpan[] = []): Html {
  const rows = layoutOf(Buffer.from(hex, 'hex'), profile, lipmaa).map((field) => {
    const { name, start, end, integer, cutOff } = field;
    const range = end - start <= 1 ? String(start) : `${start}–${end - 1}`;
    const value = integer !== undefined && html` = ${integer}`;
    const cut = cutOff && html` <i>cut off</i>`;
    const differs = marks.some(([from, to]) => from < end && to > start);
    return html`<tr>
      <th scope="row">${differs && DIFFERS}${name}</th>
      <td>${range}</td>
      <td>${end > start && hexHtml(hex, marks, [start, end])}${value}${cut}</td>
    </tr>`;
  });
  return html`<table class="fields">
    ${rows}
  </table>`;
}
