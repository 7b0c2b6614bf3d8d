import { hexOf } from '../../../inspect/hex.js';
import type { EntryReport } from '../../../verify/index.js';
import { element } from '../element.js';
import { button } from './button.js';
import { PROFILE, type WorkshopLog, type WriteOptions, type Written } from './workshop-log.js';
import { inspectorLink } from './workshop-proof.js';
import { requirementLink, statusInWords } from './workshop-words.js';

/** What somebody does with the chosen entry. */
export interface ChosenEvents {
  /** An entry is to be written after another one; the first where there is none. */
  readonly onWrite: (after: Written | undefined, options?: WriteOptions) => void;
  readonly onKeep: (entry: Written, isKept: boolean) => void;
  readonly onPayload: (entry: Written, isThere: boolean) => void;
  readonly onKeepPool: (entry: Written) => void;
  readonly onKeepAll: () => void;
}

/** What is said of the chosen entry. */
export interface ChosenView {
  readonly log: WorkshopLog;
  /** How it stands; `undefined` where it is not at hand. */
  readonly found: EntryReport | undefined;
  /** The field for the text of the next entry. */
  readonly text: HTMLElement;
  /** Whether no more can be written, and why. */
  readonly full: string | undefined;
}

const row = (...children: readonly Node[]): HTMLElement =>
  element('div', { class: 'workshop-row' }, ...children);

const labelled = (text: HTMLElement): HTMLElement =>
  element('label', { for: text.id }, 'Payload of the next entry', text);

/** What there is where nothing is written yet. */
export function noChosenView(text: HTMLElement, { onWrite }: ChosenEvents): Node[] {
  const append = button('append entry 1', () => onWrite(undefined), { key: 'append' });
  return [element('h2', {}, 'No entry yet'), labelled(text), row(append)];
}

/** The chosen entry: what it is, what the author can do after it or beside it, and what a replica can do with it. */
export function chosenView(entry: Written, view: ChosenView, events: ChosenEvents): Node[] {
  const { found, text } = view;
  const about = [
    entry.after && `its backlink is ${entry.after.name}`,
    entry.endOfLog && 'it ends the log',
    entry.lies && 'the size that it gives is a lie',
  ].filter((part) => typeof part === 'string');
  const status = found ? statusInWords(found) : 'not at hand';
  return [
    element('h2', {}, `Entry ${entry.name}`),
    element(
      'p',
      {},
      element('strong', { class: found?.status === 'invalid' ? 'bad' : '' }, status),
      ...(found?.requirement === undefined ? [] : [', breaks ', requirementLink(found.requirement)]),
      about.length > 0 && `; ${about.join('; ')}`,
      `. Its payload: “${entry.text}”.`,
    ),
    labelled(text),
    ...writing(entry, view, events),
    ...keeping(entry, view, events),
  ];
}

function writing(entry: Written, { log, full }: ChosenView, { onWrite }: ChosenEvents): Node[] {
  const isDisabled = full !== undefined;
  const tip = log.tipOf(entry);
  const next = tip.seqNum + 1n;
  const write = (text: string, key: string, after: Written | undefined, options?: WriteOptions) =>
    button(text, () => onWrite(after, options), { key, isDisabled });
  return [
    element('h3', {}, 'The author'),
    row(
      write(`append entry ${next}`, 'append', tip),
      write(`fork here: another entry ${entry.seqNum}`, 'fork', entry.after),
      write(`end the log with ${next}`, 'end', tip, { endOfLog: true }),
      write(`lie about the size in ${next}`, 'lie', tip, { lies: true }),
    ),
    ...(full === undefined ? [] : [element('p', { class: 'quiet' }, full)]),
  ];
}

function keeping(entry: Written, { log }: ChosenView, events: ChosenEvents): Node[] {
  const { onKeep, onPayload, onKeepPool, onKeepAll } = events;
  const isKept = log.isKept(entry);
  const hasPayload = log.hasPayload(entry);
  const bytes = inspectorLink('Look into its bytes', {
    hex: hexOf(entry.bytes),
    profile: PROFILE,
    payload: hasPayload ? hexOf(entry.payload) : '',
  });
  return [
    element('h3', {}, 'The replica'),
    row(
      button(isKept ? 'drop this entry' : 'bring this entry back', () => onKeep(entry, !isKept), {
        key: 'keep',
      }),
      button(
        hasPayload ? 'drop its payload' : 'bring its payload back',
        () => onPayload(entry, !hasPayload),
        {
          key: 'payload',
          isDisabled: !isKept,
        },
      ),
      button('keep only its certificate pool', () => onKeepPool(entry), { key: 'pool' }),
      button('bring everything back', onKeepAll, { key: 'all' }),
    ),
    element('p', {}, bytes),
  ];
}
