import compact from 'json-stringify-pretty-compact';
import { element } from '../element.js';
import { copyButton } from '../site/copy.js';
import { cutHex } from './data.js';

/** JSON that is longer is shown shortened. */
const LONGEST = 2048;
/** Of a long string so many bytes are shown, and of a long list so many items. */
const SHOWN_BYTES = 48;
const SHOWN_ITEMS = 4;

function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('…') ? value : cutHex(value, SHOWN_BYTES);
  if (Array.isArray(value)) {
    const more = value.length - SHOWN_ITEMS;
    const shown = value.slice(0, SHOWN_ITEMS).map(shortened);
    return more > 1 ? [...shown, `… and ${more} more`] : value.map(shortened);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shortened(inner)]));
}

const inJson = (value: unknown): string => compact(value, { maxLength: 84 });

/** Text that can be copied. */
export function codeBlock(text: string, what: string, whole: () => string = () => text): HTMLElement {
  return element(
    'div',
    { class: 'code' },
    element('pre', { tabindex: '0' }, element('code', {}, text)),
    copyButton('copy', what, whole),
  );
}

/** JSON in lines; where it is long, shortened until somebody wants all of it. Copied is all of it. */
export function jsonView(value: unknown, what: string): HTMLElement {
  const whole = inJson(value);
  if (JSON.stringify(value).length <= LONGEST) return codeBlock(whole, what);
  const block = codeBlock(inJson(shortened(value)), what, () => whole);
  const button = element('button', { type: 'button', class: 'copy' }, 'Show all of it');
  const view = element(
    'div',
    {},
    block,
    element('p', { class: 'vectors-note' }, 'Long byte strings and lists are shown shortened. ', button),
  );
  button.addEventListener('click', () => {
    view.replaceChildren(codeBlock(whole, what));
    view.querySelector('pre')?.focus();
  });
  return view;
}
