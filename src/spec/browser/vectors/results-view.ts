import { element, type Child } from '../element.js';
import { STANDINGS, type Letter, type ResultDetails, type ResultsData } from './data.js';

/** How a standing is shown: never by its colour alone. */
export const SIGNS: Readonly<Record<Letter, { sign: string; colour: string }>> = {
  p: { sign: '✓', colour: 'good' },
  u: { sign: '✓', colour: 'good' },
  m: { sign: '?', colour: 'warn' },
  f: { sign: '✗', colour: 'bad' },
  e: { sign: '✗', colour: 'bad' },
  n: { sign: '–', colour: 'quiet' },
};

/** The letter of a vector in an implementation's results. */
export const letterAt = ({ letters }: ResultsData, at: number): Letter => letters.charAt(at) as Letter;

/** Differences that the words for expected and actual already tell. */
const TOLD = new Set(['verdict', 'reason']);

function wanted({ expected, actual, differences = [] }: ResultDetails): HTMLElement | false {
  const rows: (readonly [string, string, string])[] = differences
    .filter(({ field }) => !TOLD.has(field))
    .map((difference) => [difference.field, difference.expected, difference.actual]);
  if (expected !== undefined && expected !== actual) rows.unshift(['answer', expected, actual ?? 'nothing']);
  if (rows.length === 0) return false;
  const list = element('dl', { class: 'vectors-difference' });
  for (const [field, want, got] of rows) {
    const prefix = field === 'answer' ? '' : `${field}: `;
    list.append(
      element('dt', {}, `${prefix}expected`),
      element('dd', {}, element('code', {}, want)),
      element('dt', {}, `${prefix}came back`),
      element('dd', {}, element('code', {}, got)),
    );
  }
  return list;
}

function detailsView(details: ResultDetails): Child[] {
  const { because, message, unchecked = [] } = details;
  return [
    because !== undefined && element('p', {}, `Known: ${because}.`),
    wanted(details),
    message !== undefined && element('p', {}, 'It said: ', element('q', {}, message)),
    unchecked.length > 0 &&
      element('p', { class: 'quiet' }, 'Not compared: ', element('code', {}, unchecked.join(', '))),
  ];
}

function row(results: ResultsData, at: number): HTMLElement {
  const letter = letterAt(results, at);
  const { sign, colour } = SIGNS[letter];
  const details = results.details[String(at)];
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, results.implementation),
    element(
      'td',
      {},
      element('span', { class: `vectors-${colour}` }, `${sign} ${STANDINGS[letter]}`),
      ...(details ? detailsView(details) : []),
    ),
  );
}

/** How each implementation did at a vector. Texts of theirs are shown as texts. */
export function resultsView(results: readonly ResultsData[], at: number): HTMLElement {
  return element(
    'div',
    { class: 'table', tabindex: '0', role: 'group', 'aria-label': 'Results' },
    element(
      'table',
      { class: 'vectors-results' },
      element('tbody', {}, ...results.map((own) => row(own, at))),
    ),
  );
}
