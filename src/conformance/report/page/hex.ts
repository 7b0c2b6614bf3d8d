import { html, markup, type Html } from '../../../html/html.js';
import { worthShowing, type ByteSpan } from './differing-bytes.js';

/** The sign of a field that differs. */
export const DIFFERS: Html = html`<b class="differs" title="differs">≠</b> `;

/** Hex of the bytes from `start` up to `end`, with those marked that differ. */
function marked(hex: string, start: number, end: number, marks: readonly ByteSpan[]): string {
  let text = '';
  let at = start;
  for (const [from, to] of marks) {
    const [first, last] = [Math.max(from, at), Math.min(to, end)];
    if (first >= last) continue;
    text += `${hex.slice(2 * at, 2 * first)}<mark>${hex.slice(2 * first, 2 * last)}</mark>`;
    at = last;
  }
  return text + hex.slice(2 * at, 2 * end);
}

/**
 * Hex for reading: the bytes that differ are marked, and of what is long only some is shown.
 *
 * @param hex lower-case hex and nothing else: it isn't escaped
 * @param span which of its bytes; all of them by default
 */
export function hexHtml(
  hex: string,
  marks: readonly ByteSpan[] = [],
  [start, end]: ByteSpan = [0, hex.length / 2],
): Html {
  const inside = marks
    .filter(([from, to]) => from < end && to > start)
    .map(([from, to]): ByteSpan => [Math.max(from, start) - start, Math.min(to, end) - start]);
  let shownTo = start;
  const pieces = worthShowing(end - start, inside).map(([from, to]) => {
    const skipped = start + from - shownTo;
    shownTo = start + to;
    const gap = skipped === 0 ? '' : `<i> … ${skipped} bytes not shown … </i>`;
    return gap + marked(hex, start + from, start + to, marks);
  });
  return html`<code class="hex">${markup(pieces.join(''))}</code>`;
}
