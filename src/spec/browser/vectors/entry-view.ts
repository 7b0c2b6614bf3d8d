import type { Profile } from '../../../index.js';
import { inspectEntry, rowsOf } from '../../../inspect/entry.js';
import { bytesFromHex } from '../../../inspect/hex.js';
import { element } from '../element.js';
import { bytesView } from '../lab/bytes-view.js';
import { inspectorHash } from '../lab/state.js';
import { siteRoot } from '../site/load-script.js';
import { bytesValue, lengthOf } from './fields.js';

/** The way to an entry or a proof in the inspector, where an address holds it. */
export function inspectorLink(hex: string, profile: Profile, payload = ''): HTMLElement | undefined {
  const hash = inspectorHash({ hex, profile, payload });
  if (hash === undefined || hex === '') return undefined;
  const link = element('a', { href: `${siteRoot()}inspector.html#${hash}` }, 'Change it in the inspector');
  return element('p', { class: 'vectors-note' }, link);
}

/** An entry's bytes, field by field. @param payload what it is held against, in hex */
export function entryView(hex: string, profile: Profile, payload?: string | null): HTMLElement {
  const bytes = bytesFromHex(hex);
  if (!bytes) return element('p', {}, ...bytesValue(hex));
  if (bytes.length === 0) return element('p', { class: 'quiet' }, 'no bytes');
  const inspection = inspectEntry(bytes, profile, {
    payload: typeof payload === 'string' ? bytesFromHex(payload) : undefined,
  });
  const { verdict } = inspection;
  return bytesView(rowsOf(inspection), bytes, { fault: verdict.ok ? undefined : verdict.offset });
}

/** An entry that is shown when somebody wants to see it. */
export function foldedEntry(title: string, hex: string, profile: Profile): HTMLElement {
  const details = element(
    'details',
    { class: 'vectors-entry' },
    element('summary', {}, `${title}, ${lengthOf(hex)}`),
  );
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(entryView(hex, profile));
  });
  return details;
}
