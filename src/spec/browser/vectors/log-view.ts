import { logProfileOf } from '../../../conformance/protocol.js';
import { decodeEntry, hash, type Profile } from '../../../index.js';
import { bytesFromHex, hexOf } from '../../../inspect/hex.js';
import { element, type Child } from '../element.js';
import type { VectorData } from './data.js';
import { entryView } from './entry-view.js';
import { fieldsOf, lengthOf } from './fields.js';

interface Item {
  readonly entry: string;
  readonly payload: string | null;
}

interface ExpectedItem {
  readonly status: string;
  readonly reason?: string;
}

/** Which item of a set a link points to. */
class Places {
  readonly #places = new Map<string, number[]>();

  constructor(entries: readonly (Uint8Array | undefined)[], profile: Profile) {
    for (const [i, bytes] of entries.entries()) {
      if (!bytes) continue;
      const own = hexOf(hash(bytes, profile));
      this.#places.set(own, [...(this.#places.get(own) ?? []), i + 1]);
    }
  }

  /** In words; an entry may be in the set more than once. */
  of(link: Uint8Array | undefined): string {
    if (!link) return '–';
    const places = this.#places.get(hexOf(link));
    return places ? `item ${places.join(', ')}` : 'not in the set';
  }
}

const payloadInWords = (payload: string | null): string =>
  payload === null ? 'not at hand' : lengthOf(payload);

const COLOURS: Readonly<Record<string, string>> = { invalid: 'bad', unlinked: 'warn' };

function statusOf(expected: ExpectedItem | undefined): Child[] {
  if (!expected) return [];
  const { status, reason } = expected;
  const colour = COLOURS[status] ?? 'good';
  return [
    element('span', { class: `vectors-${colour}` }, status),
    reason !== undefined && ' ',
    reason !== undefined && element('code', {}, reason),
  ];
}

/** A row of an item, and the one below it which shows its bytes. */
function itemRows(
  i: number,
  { entry, payload }: Item,
  bytes: Uint8Array | undefined,
  context: { profile: Profile; places: Places; expected: ExpectedItem | undefined },
): HTMLElement[] {
  const { profile, places, expected } = context;
  const decoded = bytes && decodeEntry(bytes, { profile });
  const known = decoded?.ok === true ? decoded.entry : undefined;
  const button = element('button', { type: 'button', class: 'copy', 'aria-expanded': 'false' }, 'bytes');
  button.setAttribute('aria-label', `bytes of item ${i + 1}`);
  const cells: Child[][] = [
    [
      known ? String(known.seqNum) : 'does not decode',
      known?.endOfLog === true && element('span', { class: 'quiet' }, ', ends the log'),
    ],
    [places.of(known?.backlink)],
    [places.of(known?.lipmaalink)],
    [payloadInWords(payload)],
    statusOf(expected),
    [button],
  ];
  const row = element(
    'tr',
    {},
    element('th', { scope: 'row' }, i + 1),
    ...cells.map((cell) => element('td', {}, ...cell)),
  );
  const opened = element('td', { colspan: '7' });
  const below = element('tr', { hidden: '', class: 'vectors-opened' }, opened);
  button.addEventListener('click', () => {
    if (opened.childElementCount === 0) opened.append(entryView(entry, profile, payload));
    below.hidden = !below.hidden;
    button.setAttribute('aria-expanded', String(!below.hidden));
  });
  return [row, below];
}

/** A set of entries: which is which, where it points, and what becomes of it. */
export function logView({ input, expect, ...vector }: VectorData): HTMLElement {
  const profile = logProfileOf(vector.profile);
  const items = input['entries'] as readonly Item[];
  const output = expect.output as { entries?: readonly ExpectedItem[] } | undefined;
  const entries = items.map(({ entry }) => bytesFromHex(entry));
  const places = new Places(entries, profile);
  const rows = items.flatMap((item, i) =>
    itemRows(i, item, entries[i], { profile, places, expected: output?.entries?.[i] }),
  );
  const head = ['item', 'sequence number', 'backlink', 'lipmaalink', 'payload', 'expected', 'entry'];
  return element(
    'div',
    {},
    fieldsOf(input, ['entries']),
    items.length === 0
      ? element('p', { class: 'quiet' }, 'The set has no entries.')
      : element(
          'div',
          {
            class: 'table',
            tabindex: '0',
            role: 'group',
            'aria-label': 'Entries, in the order in which they come',
          },
          element(
            'table',
            { class: 'vectors-items' },
            element(
              'thead',
              {},
              element('tr', {}, ...head.map((text) => element('th', { scope: 'col' }, text))),
            ),
            element('tbody', {}, ...rows),
          ),
        ),
  );
}
