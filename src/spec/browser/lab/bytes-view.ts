import { counted } from '../../../bamboo/counted.js';
import { hexOf } from '../../../inspect/hex.js';
import { byteRange, type Row } from '../../../inspect/row.js';
import { element } from '../element.js';
import { requirementHref } from '../requirement-link.js';
import { chooseByte, makeChoosable, type BytesChoice } from './choosing-bytes.js';

/** Of one field so many bytes are shown. */
const MOST_BYTES = 512;

/** What a view may be told. */
export interface BytesViewOptions {
  /** What happens to bytes that are chosen. Where it is there, they can be. */
  readonly choice?: BytesChoice;
  /** The byte at fault, which is marked. */
  readonly fault?: number | undefined;
  /** The byte that is chosen. */
  readonly chosen?: number | undefined;
}

/** A stretch of bytes of one field. */
interface Run {
  /** Its place in the list of rows. */
  readonly place: number;
  readonly row: Row;
  readonly start: number;
  readonly end: number;
}

/** Each byte belongs to the innermost row that has it. A field without bytes has a run where that is what is wrong. */
function runsOf(rows: readonly Row[]): Run[] {
  return rows.flatMap((row, place) => {
    const { start, end, fault } = row;
    const inner = rows.slice(place + 1).find((other) => other.start < end);
    const until = inner ? Math.min(end, inner.start) : end;
    return until > start || fault !== undefined ? [{ place, row, start, end: until }] : [];
  });
}

/** The class that colours a field. */
const colourOf = (name: string): string => `bytes-${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;

const classes = (...names: readonly (string | false)[]): string =>
  names.filter((name) => name !== false).join(' ');

function runView(run: Run, bytes: Uint8Array, { fault, choice }: BytesViewOptions): HTMLElement {
  const { row, start, end, place } = run;
  const { name, fault: wrong } = row;
  const shown = Math.min(end, start + MOST_BYTES);
  const view = element('span', {
    class: classes('bytes-run', colourOf(name), wrong !== undefined && 'bytes-wrong'),
    'data-row': String(place),
    ...(choice && { role: 'group', 'aria-label': `${name}, ${counted(end - start, 'byte')}` }),
  });
  view.append(
    element(
      'span',
      { class: 'bytes-label', ...(choice && { 'aria-hidden': 'true' }) },
      wrong !== undefined && element('b', {}, '✗ '),
      name,
    ),
  );
  for (let at = start; at < shown; at++) {
    const hex = hexOf(bytes.subarray(at, at + 1));
    const isFault = at === fault;
    if (at > start) view.append(' ');
    // A byte is no place of its own unless something is to be said of it, or done with it.
    if (!isFault && !choice) view.append(hex);
    else {
      const label = `byte ${at}: ${hex}${isFault ? ', at fault' : ''}`;
      view.append(
        element(
          'span',
          {
            class: classes('bytes-byte', isFault && 'bytes-fault'),
            ...(choice && { 'data-at': String(at), role: 'option', 'aria-label': label, tabindex: '-1' }),
          },
          hex,
        ),
      );
    }
  }
  if (shown < end) view.append(element('span', { class: 'bytes-more' }, ` … and ${end - shown} more`));
  // The byte at fault is the one that isn't there.
  if (wrong !== undefined && fault === bytes.length && end === fault) {
    view.append(element('span', { class: 'bytes-end' }, start === end ? 'no bytes left' : ' ends here'));
  }
  return view;
}

/** Before and after an entry within a proof a line begins. */
function isBreak(before: Run | undefined, run: Run, rows: readonly Row[]): boolean {
  if (!before) return false;
  const isOuter = !run.row.inner;
  return isOuter && (before.row.inner === true || rows[run.place + 1]?.inner === true);
}

function tableOf(rows: readonly Row[]): HTMLElement {
  // Where the page is narrow the rows are laid out otherwise, and a browser would take them for no table any more.
  const lines = rows.map((row, i) => {
    const { start, end, name, value, requirement, fault, notes = [], inner, unread } = row;
    return element(
      'tr',
      {
        role: 'row',
        'data-row': String(i),
        class: classes(unread === true && 'quiet', inner === true && 'bytes-inner'),
      },
      element('td', { role: 'cell', class: 'bytes-range' }, byteRange(start, end)),
      element(
        'th',
        { role: 'rowheader', scope: 'row' },
        element('span', { class: `bytes-key ${colourOf(name)}`, 'aria-hidden': 'true' }),
        name,
      ),
      element(
        'td',
        { role: 'cell', class: 'bytes-value' },
        element('code', {}, value),
        ...notes.map((note) => element('p', {}, note)),
        fault !== undefined && element('p', { class: 'bad' }, `✗ ${fault}`),
      ),
      element(
        'td',
        { role: 'cell', class: 'bytes-requirement' },
        requirement !== undefined &&
          element('a', { href: requirementHref(requirement), class: 'id' }, requirement),
      ),
    );
  });
  const head = ['bytes', 'field', 'value', 'requirement'].map((text) =>
    element('th', { role: 'columnheader', scope: 'col' }, text),
  );
  return element(
    'div',
    { class: 'table bytes-fields', tabindex: '0', role: 'group', 'aria-label': 'Fields' },
    element(
      'table',
      { role: 'table', class: 'bytes-table' },
      element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...head)),
      element('tbody', { role: 'rowgroup' }, ...lines),
    ),
  );
}

/**
 * A field that is pointed at, or has the focus, is lit in the bytes and in the table; a click lights it for longer, which
 * is of use where nothing can be pointed at without a touch.
 */
function lightUp(view: HTMLElement, onField: (row: number) => void): void {
  const rows: { pointed?: string | undefined; focused?: string | undefined; clicked?: string | undefined } =
    {};
  const light = (): void => {
    const row = rows.pointed ?? rows.focused ?? rows.clicked;
    for (const part of view.querySelectorAll<HTMLElement>('[data-row]')) {
      part.classList.toggle('bytes-lit', row !== undefined && part.dataset['row'] === row);
    }
  };
  const rowAt = (target: EventTarget | null): string | undefined =>
    (target as HTMLElement | null)?.closest<HTMLElement>('[data-row]')?.dataset['row'];
  const listen = (type: string, note: (row: string | undefined, target: HTMLElement) => void): void =>
    view.addEventListener(type, ({ target }) => {
      note(rowAt(target), target as HTMLElement);
      light();
    });
  listen('pointerover', (row) => (rows.pointed = row));
  listen('pointerleave', () => (rows.pointed = undefined));
  listen('focusin', (row) => (rows.focused = row));
  listen('focusout', () => (rows.focused = undefined));
  listen('click', (row, target) => {
    rows.clicked = row === rows.clicked ? undefined : row;
    if (row !== undefined && target.closest('tr') && !target.closest('a')) onField(Number(row));
  });
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
  const { choice, chosen = 0 } = options;
  const dump = element('div', {
    class: classes('bytes-dump', choice !== undefined && 'bytes-choosable'),
    ...(choice && { role: 'listbox', 'aria-label': 'Bytes by field' }),
  });
  const runs = runsOf(rows);
  runs.forEach((run, i) => {
    if (isBreak(runs[i - 1], run, rows)) dump.append(element('span', { class: 'bytes-break' }));
    dump.append(runView(run, bytes, options));
  });
  const view = element('div', { class: 'bytes' }, dump, tableOf(rows));
  if (choice) {
    makeChoosable(dump, choice);
    chooseByte(dump, chosen);
  }
  lightUp(view, (place) => {
    const { start, end } = rows[place]!;
    if (!choice || start === end) return;
    chooseByte(dump, start);
    choice.onByte(start);
  });
  return view;
}
