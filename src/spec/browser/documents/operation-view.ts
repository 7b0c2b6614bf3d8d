import { hexOf } from '../../../inspect/hex.js';
import { element, type Child } from '../element.js';
import { button } from '../lab/button.js';
import { inspectorLink } from '../lab/workshop-proof.js';
import { siteRoot } from '../site/load-script.js';
import { WRITERS } from './authors.js';
import type { History, WrittenOperation } from './history.js';
import { partsOf } from './operation-bytes.js';
import type { Readings } from './reading.js';
import { fieldsInWords, namesOf, placeInWords } from './words.js';

/** What is shown of an operation, and what can be done with it. */
export interface OperationOptions {
  readonly history: History;
  readonly readings: Readings;
  /** The operation whose view is shown; `undefined` for the latest view. */
  readonly viewAt: number | undefined;
  readonly onView: (number: number | undefined) => void;
}

function bytesOf(operation: WrittenOperation, schemaId: string): HTMLElement {
  const runs = partsOf(operation, schemaId).map(({ name, bytes }) =>
    element(
      'span',
      { class: `bytes-run documents-${name.replace(' ', '-')}` },
      element('span', { class: 'bytes-label' }, name),
      hexOf(bytes).replace(/..(?=.)/g, '$& '),
    ),
  );
  return element('div', { class: 'bytes-dump documents-bytes' }, ...runs);
}

const fact = (name: string, ...said: readonly Child[]): HTMLElement[] => [
  element('dt', {}, name),
  element('dd', {}, ...said),
];

/** An operation: who wrote it, on what, what it says, where it stands, and its bytes. */
export function operationView(operation: WrittenOperation, options: OperationOptions): HTMLElement[] {
  const { history, readings, viewAt, onView } = options;
  const { number, name, author, action, previous, fields, id, bytes, entry, logId, seqNum } = operation;
  const [strict, compat] = readings.map((reading) => placeInWords(reading, number));
  const isShown = viewAt === number;
  const details = element('details', {}, element('summary', {}, `Its ${bytes.length} bytes`));
  details.append(
    bytesOf(operation, history.schemaId),
    element(
      'p',
      {},
      'What they mean: ',
      element('a', { href: `${siteRoot()}operations.html` }, 'Operations'),
      '. They are the payload of the entry: ',
      inspectorLink('look into it', { hex: hexOf(entry), profile: 'p2panda', payload: hexOf(bytes) }),
      '.',
    ),
  );
  return [
    element('h2', {}, `Operation ${name}`),
    element(
      'dl',
      { class: 'documents-facts' },
      ...fact('by', `${WRITERS[author]!.name}, entry ${seqNum} of log ${logId}`),
      ...fact('action', action.toUpperCase()),
      ...(previous.length > 0 ? fact('previous', namesOf(history, previous)) : []),
      ...(fields ? fact('fields', fieldsInWords(fields)) : []),
      ...fact('order', strict === compat ? strict : `${strict!} in p2panda, ${compat!} in p2panda-compat`),
      ...fact('id', element('code', {}, hexOf(id))),
    ),
    element(
      'div',
      { class: 'workshop-row' },
      button('the view here', () => onView(isShown ? undefined : number), {
        key: 'view-here',
        isPressed: isShown,
      }),
    ),
    details,
  ];
}
