import { hexOf } from '../../../inspect/hex.js';
import { element, type Child } from '../element.js';
import { requirementLink } from '../lab/workshop-words.js';
import { pastOf, type History } from './history.js';
import type { ReadField, Reading, Readings } from './reading.js';
import { FIELD_NAMES, valueText } from './venue.js';
import { namesOf } from './words.js';

/** What else was written at the same time; to deployed nodes also what knew the value that won. */
function lostText(history: History, field: ReadField): string[] {
  return field.lost.map(({ by, value }) => {
    const { name } = history.operations[by]!;
    const knew = pastOf(history.operations, by).has(field.by);
    return `${knew ? 'over' : 'beside'} ${name}: ${valueText(value)}${knew ? ', which had replaced it' : ', lost'}`;
  });
}

function fieldCell(history: History, field: ReadField | undefined): Child[] {
  if (!field) return [element('span', { class: 'quiet' }, 'none')];
  return [
    element('span', { class: 'documents-value' }, valueText(field.value)),
    element('span', { class: 'documents-by' }, ` by ${history.operations[field.by]!.name}`),
    ...lostText(history, field).map((text) => element('p', { class: 'documents-lost' }, text)),
  ];
}

function viewIdCell(history: History, { viewId }: Reading): Child[] {
  const ids = viewId.map((number) => hexOf(history.operations[number]!.id));
  return [
    element('span', { class: 'documents-value' }, namesOf(history, viewId)),
    element('details', {}, element('summary', {}, 'in hex'), element('code', {}, ids.join('_'))),
  ];
}

/** One view in both profiles: fields with who wrote them and what was lost, whether it is deleted, and its id. */
export function stateTable(history: History, readings: Readings): HTMLElement {
  const [strict, compat] = readings;
  // Where only one profile has a document, nothing of it is the same.
  const isOneAlone = (strict.problem === undefined) !== (compat.problem === undefined);
  const row = (name: Child, isOther: boolean, cells: readonly Child[][]): HTMLElement => {
    const isDifferent = isOther || isOneAlone;
    return element(
      'tr',
      { class: isDifferent ? 'documents-differs' : '' },
      element(
        'th',
        { scope: 'row' },
        name,
        isDifferent &&
          element(
            'span',
            { class: 'documents-mark' },
            ' ≠',
            element('span', { class: 'unseen' }, ' differs'),
          ),
      ),
      ...cells.map((cell, i) => {
        if (!readings[i]!.problem) return element('td', {}, ...cell);
        return element('td', { class: 'bad' }, 'no document');
      }),
    );
  };
  const fields = FIELD_NAMES.map((name) => {
    const found = readings.map((reading) => reading.fields.find((field) => field.name === name));
    const cells = found.map((field) => fieldCell(history, field));
    return row(name, found[0]?.by !== found[1]?.by, cells);
  });
  const deleted = readings.map(({ deleted: isDeleted }) => [isDeleted ? 'yes' : 'no']);
  return element(
    'div',
    {
      class: 'table documents-table',
      tabindex: '0',
      role: 'group',
      'aria-label': 'The view in both profiles',
    },
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('td', {}),
          ...readings.map(({ profile }) => element('th', { scope: 'col' }, profile)),
        ),
      ),
      element(
        'tbody',
        {},
        ...fields,
        row('deleted', strict.deleted !== compat.deleted, deleted),
        row(
          'view id',
          strict.viewId.join() !== compat.viewId.join(),
          readings.map((reading) => viewIdCell(history, reading)),
        ),
      ),
    ),
  );
}

/** Where the text says how a view comes about. */
export function stateRequirements({ deleted }: Reading): Child[] {
  const ids = deleted ? ['PAN-DEL-001', 'PAN-DEL-002', 'PAN-DEL-003'] : ['PAN-RED-001', 'PAN-DOC-007'];
  return ids.flatMap((id, i) => [i > 0 && ', ', requirementLink(id)]);
}
