import { counted } from '../../../bamboo/counted.js';
import { element } from '../element.js';
import { button } from '../lab/button.js';
import { requirementLink } from '../lab/workshop-words.js';
import { authorSymbol } from './author-symbol.js';
import type { History } from './history.js';
import { differences, type Reading, type Readings } from './reading.js';
import { fieldsInWords, namesOf } from './words.js';

/** What is shown of the orders. */
export interface OrderOptions {
  readonly history: History;
  /** The number of the operation that is chosen. */
  readonly chosen: number;
  readonly onChoose: (number: number) => void;
}

/** What is odd about an operation at a place of an order: it was there before, or it names one that comes later. */
export function oddityAt(
  { operations }: Pick<History, 'operations'>,
  order: readonly number[],
  at: number,
): string | undefined {
  const number = order[at]!;
  const before = order.slice(0, at);
  if (before.includes(number)) return 'applied again';
  const missing = operations[number]!.previous.filter((named) => !before.includes(named));
  return missing.length === 0 ? undefined : `before ${namesOf({ operations }, missing)}, which it names`;
}

function listOf(reading: Reading, different: ReadonlySet<number>, options: OrderOptions): HTMLElement {
  const { history, chosen, onChoose } = options;
  const items = reading.order.map((number, at) => {
    const { name, author, action, fields } = history.operations[number]!;
    const isDifferent = different.has(at);
    const oddity = oddityAt(history, reading.order, at);
    const choose = button('', () => onChoose(number), {
      key: `order-${reading.profile}-${at}`,
      isPressed: number === chosen,
    });
    const said = [action !== 'update' && action, fields && fieldsInWords(fields)].filter(Boolean).join(', ');
    choose.append(authorSymbol(author), element('b', {}, name), element('span', {}, ` ${said}`));
    if (oddity !== undefined) choose.append(element('em', {}, oddity));
    return element(
      'li',
      { class: isDifferent ? 'documents-differs' : '' },
      element('span', { class: 'documents-place', 'aria-hidden': 'true' }, `${at + 1}`),
      choose,
      isDifferent &&
        element('span', { class: 'documents-mark' }, '≠', element('span', { class: 'unseen' }, ' differs')),
    );
  });
  return element('ol', { class: 'documents-order' }, ...items);
}

function sectionOf(reading: Reading, different: ReadonlySet<number>, options: OrderOptions): HTMLElement {
  const { profile, problem, order } = reading;
  const left = options.history.operations.filter(({ number }) => !order.includes(number));
  return element(
    'section',
    { 'aria-label': `The order in ${profile}` },
    element('h3', {}, profile),
    ...(problem
      ? [
          element(
            'p',
            { class: 'bad' },
            `No order, and no document: ${problem.reason} (`,
            requirementLink(problem.requirement),
            ').',
          ),
        ]
      : [listOf(reading, different, options)]),
    !problem &&
      left.length > 0 &&
      element('p', {}, `Without a place: ${left.map(({ name }) => name).join(', ')}.`),
  );
}

/** The order in both profiles, side by side. */
export function ordersView(readings: Readings, options: OrderOptions): HTMLElement[] {
  const [strict, compat] = readings;
  const different = compat.problem ? new Set<number>() : differences(strict.order, compat.order);
  const said = compat.problem
    ? 'Deployed nodes find no order.'
    : different.size === 0
      ? 'The order is the same in both profiles.'
      : `The orders differ at ${counted(different.size, 'place')}, marked ≠.`;
  return [
    element('p', { class: 'documents-about' }, said),
    element(
      'div',
      { class: 'documents-orders' },
      ...readings.map((reading) => sectionOf(reading, different, options)),
    ),
  ];
}
