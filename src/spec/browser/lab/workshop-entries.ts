import type { EntryReport } from '../../../verify/index.js';
import { element } from '../element.js';
import { button } from './button.js';
import type { Verified, WorkshopLog, Written } from './workshop-log.js';
import { statusSymbol } from './workshop-picture.js';
import { requirementLink, statusInWords } from './workshop-words.js';

/** What somebody does with an entry in the table. */
export interface EntriesEvents {
  readonly onChoose: (entry: Written) => void;
  readonly onKeep: (entry: Written, isKept: boolean) => void;
  readonly onPayload: (entry: Written, isThere: boolean) => void;
  readonly onFork: (entry: Written) => void;
}

function checkbox(
  label: string,
  key: string,
  isChecked: boolean,
  isDisabled: boolean,
  act: (isChecked: boolean) => void,
): HTMLElement {
  const box = element('input', { type: 'checkbox', 'aria-label': label, 'data-key': key });
  box.checked = isChecked;
  box.disabled = isDisabled;
  box.addEventListener('change', () => act(box.checked));
  return box;
}

function statusCell(report: EntryReport | undefined): HTMLElement {
  if (!report)
    return element(
      'td',
      {},
      element('span', { class: 'workshop-status' }, statusSymbol('absent'), 'dropped'),
    );
  const { status, requirement } = report;
  return element(
    'td',
    {},
    element(
      'span',
      { class: `workshop-status${status === 'invalid' ? ' bad' : ''}` },
      statusSymbol(status),
      statusInWords(report),
    ),
    requirement !== undefined && requirementLink(requirement),
  );
}

/** All entries that were written, ascending, with what a replica makes of them. */
export function entriesTable(
  log: WorkshopLog,
  { kept, report }: Verified,
  { chosen, isFull }: { readonly chosen: Written | undefined; readonly isFull: boolean },
  { onChoose, onKeep, onPayload, onFork }: EntriesEvents,
): HTMLElement {
  const ascending = [...log.entries].sort((a, b) => (a.seqNum < b.seqNum ? -1 : a.seqNum > b.seqNum ? 1 : 0));
  const rows = ascending.map((entry) => {
    const { name, text } = entry;
    const isKept = log.isKept(entry);
    const isChosen = entry === chosen;
    const choose = button(name, () => onChoose(entry), {
      key: `choose-${name}`,
      label: `choose entry ${name}`,
      isPressed: isChosen,
    });
    const fork = button('fork', () => onFork(entry), {
      key: `fork-${name}`,
      label: `fork at ${entry.seqNum}: write another entry beside ${name}`,
      isDisabled: isFull,
    });
    return element(
      'tr',
      { class: isChosen ? 'workshop-chosen' : isKept ? '' : 'workshop-gone' },
      element('th', { scope: 'row' }, choose),
      element('td', { class: 'workshop-text' }, text),
      statusCell(report.entries[kept.indexOf(entry)]),
      element(
        'td',
        {},
        checkbox(`entry ${name} is at hand`, `keep-${name}`, isKept, false, (is) => onKeep(entry, is)),
      ),
      element(
        'td',
        {},
        checkbox(`payload of ${name} is at hand`, `payload-${name}`, log.hasPayload(entry), !isKept, (is) =>
          onPayload(entry, is),
        ),
      ),
      element('td', {}, fork),
    );
  });
  const head = ['entry', 'payload', 'status', 'at hand', 'with payload', 'write'].map((text) =>
    element('th', { scope: 'col' }, text),
  );
  return element(
    'div',
    { class: 'table', tabindex: '0', role: 'group', 'aria-label': 'Entries' },
    element(
      'table',
      { class: 'workshop-entries' },
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...rows),
    ),
  );
}
