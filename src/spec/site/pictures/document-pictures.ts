import { html, onOneLine, type Html } from '../../../html/html.js';
import { orderOperations, type DataProfile } from '../../../p2panda/index.js';
import { layOutDocument, RADIUS } from '../../browser/documents/layout.js';
import { DOCUMENTS } from '../site-map.js';
import { figure } from './log-pictures.js';

/** An operation by the byte that its id is made of, and those that it names. */
interface Drawn {
  readonly name: number;
  readonly previous: readonly number[];
}

/** The example of the text. */
const MERGE: readonly Drawn[] = [
  { name: 0x11, previous: [] },
  { name: 0x22, previous: [0x11] },
  { name: 0x33, previous: [0x11] },
  { name: 0x44, previous: [0x22] },
  { name: 0x55, previous: [0x22, 0x33] },
];

function idOf(name: number): Uint8Array {
  const id = new Uint8Array(34).fill(name);
  id.set([0x00, 0x20]);
  return id;
}

/** The place of each operation in the order, counted from 1. */
function placesOf(operations: readonly Drawn[], profile: DataProfile): ReadonlyMap<number, number> {
  const nodes = operations.map(({ name, previous }) => ({ id: idOf(name), previous: previous.map(idOf) }));
  const ordered = orderOperations(nodes, { profile });
  if (!ordered.ok) throw new Error(ordered.message);
  return new Map(ordered.order.map((id, i) => [id[33]!, i + 1]));
}

/** The graph of some operations: in each its place in the order, below it its id, and where deployed nodes differ theirs. */
function drawOrder(operations: readonly Drawn[], description: string): Html {
  const [places, deployed] = [placesOf(operations, 'p2panda'), placesOf(operations, 'p2panda-compat')];
  const number = (name: number): number => operations.findIndex((operation) => operation.name === name);
  const { nodes, edges, left, top, width, height } = layOutDocument(
    operations.map(({ previous }, i) => ({ number: i, previous: previous.map(number) })),
    [...places.keys()].map(number),
  );
  const lines = edges.map(({ path }) => html`<path class="edge" d="${path}" marker-end="url(#named)" />`);
  const circles = nodes.map(({ number: i, x, y }) => {
    const { name } = operations[i]!;
    const [place, other] = [places.get(name)!, deployed.get(name)!];
    const label = `${name.toString(16)}…`;
    return html`<g transform="translate(${x} ${y})">
      <circle r="${RADIUS}" />
      <text class="place" y="5">${place}</text>
      <text y="${RADIUS + 18}">${label}</text>
      ${other !== place && html`<text class="other" y="${RADIUS + 34}">0.8.1: ${other}</text>`}
    </g>`;
  });
  const box = `${left} ${Math.floor(top) - 4} ${width} ${Math.ceil(height) + 8}`;
  return onOneLine(
    html`<svg class="document-order" role="img" aria-label="${description}" viewBox="${box}" width="${width}">
      <defs>
        <marker id="named" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0,0L8,4L0,8z" />
        </marker>
      </defs>
      ${lines}${circles}
    </svg>`,
  );
}

/** A merge that deployed nodes apply before one of its branches. */
export function orderOfAMerge(): Html {
  return figure(
    drawOrder(
      MERGE,
      'Five operations. 22 and 33 name 11, 44 names 22, and 55 names 22 and 33. Their order is 11, 22, 44, 33, 55; p2panda 0.8.1 has 55 before 33.',
    ),
    'Each operation with its place in the order; arrows lead to those that it names. To p2panda 0.8.1 the merge 55… is the fourth, and 33…, which it names, the fifth.',
    { href: DOCUMENTS.path, text: 'Write concurrent operations of your own' },
  );
}
