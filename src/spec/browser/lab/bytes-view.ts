import { hexOf } from '../../../inspect/hex.js';
import { byteRange, type Row } from '../../../inspect/row.js';
import { element } from '../element.js';
import { requirementHref } from '../requirement-link.js';

/** Of what has no known length so many bytes are shown. */
const MOST_BYTES = 512;

/** What a view may be told. */
export interface BytesViewOptions {
  /** Called with the place of a byte that was chosen. Where it is there, bytes can be chosen. */
  readonly onByte?: (at: number) => void;
  /** The byte at fault, which is marked. */
  readonly fault?: number | undefined;
  /** The byte that is chosen. */
  readonly chosen?: number | undefined;
}

/** A stretch of bytes of one field. */
interface Run {
  readonly row: number;
  readonly start: number;
  readonly end: number;
}

/** Each byte belongs to the innermost row that has it. */
function runsOf(rows: readonly Row[]): Run[] {
  return rows.flatMap(({ start, end }, i) => {
    const inner = rows.slice(i + 1).find((row) => row.start < end);
    const until = inner ? Math.min(end, inner.start) : end;
    return until > start ? [{ row: i, start, end: until }] : [];
  });
}

/** The class that colours a field. */
const colourOf = (name: string): string => `bytes-${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;

function runView(run: Run, row: Row, bytes: Uint8Array, options: BytesViewOptions): HTMLElement {
  const { fault, chosen, onByte } = options;
  const shown = Math.min(run.end, run.start + MOST_BYTES);
  const view = element('span', { class: `bytes-run ${colourOf(row.name)}`, 'data-row': String(run.row) });
  view.append(element('span', { class: 'bytes-label' }, row.name), ' ');
  for (let at = run.start; at < shown; at++) {
    const names = [at === fault && 'bytes-fault', at === chosen && 'bytes-chosen'].filter(
      (name) => name !== false,
    );
    const hex = hexOf(bytes.subarray(at, at + 1));
    // A byte is no place of its own unless something is to be said of it, or done with it.
    if (names.length === 0 && !onByte) view.append(hex);
    else view.append(element('span', { class: names.join(' '), 'data-at': String(at) }, hex));
  }
  if (shown < run.end) view.append(` … and ${run.end - shown} more`);
  return view;
}

function tableOf(rows: readonly Row[]): HTMLElement {
  const lines = rows.map((row, i) => {
    const { start, end, name, value, requirement, fault, notes = [], inner, unread } = row;
    return element(
      'tr',
      { 'data-row': String(i), class: unread ? 'quiet' : '' },
      element('td', { class: 'number' }, byteRange(start, end)),
      element(
        'th',
        { scope: 'row' },
        element('span', { class: `bytes-key ${colourOf(name)}`, 'aria-hidden': 'true' }),
        `${inner ? '· ' : ''}${name}`,
      ),
      element(
        'td',
        {},
        element('code', {}, value),
        ...notes.map((note) => element('p', {}, note)),
        fault !== undefined && element('p', { class: 'bad' }, `✗ ${fault}`),
      ),
      element(
        'td',
        {},
        requirement !== undefined &&
          element('a', { href: requirementHref(requirement), class: 'id' }, requirement),
      ),
    );
  });
  const head = ['bytes', 'field', 'value', 'requirement'].map((text) =>
    element('th', { scope: 'col' }, text),
  );
  return element(
    'div',
    { class: 'table', tabindex: '0', role: 'group', 'aria-label': 'Fields' },
    element(
      'table',
      { class: 'bytes-table' },
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...lines),
    ),
  );
}

/** Pointing at a field in one place shows it in the other. */
function lightUp(view: HTMLElement): void {
  const light = (row: string | undefined): void => {
    for (const part of view.querySelectorAll<HTMLElement>('[data-row]')) {
      part.classList.toggle('bytes-lit', row !== undefined && part.dataset['row'] === row);
    }
  };
  const rowAt = (target: EventTarget | null): string | undefined =>
    (target as HTMLElement | null)?.closest<HTMLElement>('[data-row]')?.dataset['row'];
  view.addEventListener('pointerover', ({ target }) => light(rowAt(target)));
  view.addEventListener('pointerleave', () => light(undefined));
  view.addEventListener('focusin', ({ target }) => light(rowAt(target)));
  view.addEventListener('focusout', () => light(undefined));
}

/**
 * Bytes by field: first all of them, each field with its name and its colour, then a table of the fields.
 *
 * @param rows as `rowsOf` and `rowsOfProof` give them
 */
export function bytesView(
  rows: readonly Row[],
  bytes: Uint8Array,
  options: BytesViewOptions = {},
): HTMLElement {
  const { onByte } = options;
  const dump = element('div', { class: `bytes-dump${onByte ? ' bytes-choosable' : ''}` });
  for (const run of runsOf(rows)) dump.append(runView(run, rows[run.row]!, bytes, options), ' ');
  if (onByte) {
    dump.addEventListener('click', ({ target }) => {
      const at = (target as HTMLElement).closest<HTMLElement>('[data-at]')?.dataset['at'];
      if (at !== undefined) onByte(Number(at));
    });
  }
  const view = element('div', { class: 'bytes' }, dump, tableOf(rows));
  lightUp(view);
  return view;
}
