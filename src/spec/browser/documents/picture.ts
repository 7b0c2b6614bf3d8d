import { round } from '../../../graph/layout.js';
import { onChoice } from '../choice.js';
import { element } from '../element.js';
import { svgElement } from '../svg-element.js';
import { authorClass, authorShape, authorSymbol } from './author-symbol.js';
import { WRITERS } from './authors.js';
import { tipsAmong, type History, type WrittenOperation } from './history.js';
import { LABEL_BASE, layOutDocument, RADIUS, type DocumentLayout, type PlacedOperation } from './layout.js';
import type { Readings } from './reading.js';
import { fieldsInWords, placeInWords, placesIn, whoseAction } from './words.js';

/** What is drawn, and what to do. */
export interface PictureOptions {
  readonly history: History;
  readonly readings: Readings;
  /** The number of the operation that is chosen. */
  readonly chosen: number;
  /** Who is about to write. */
  readonly writer: number;
  /** The numbers of the operations that the next one is to name. */
  readonly named: ReadonlySet<number>;
  readonly onChoose: (number: number) => void;
}

/** A picture, and what its parts mean. */
export interface Picture {
  readonly svg: SVGElement;
  readonly legend: HTMLElement;
}

const MARGIN = 14;
/** A small graph is drawn so much larger, at most. */
const LARGEST_SCALE = 1.25;
/** The node and its labels. */
const TARGET = { class: 'documents-target', x: -30, y: -27, width: 60, height: 87 };
const TIP_MARK = `M${RADIUS + 16},-6l8,6l-8,6z`;
/** Around the chosen operation, and around one that the next is to name. */
const [RING, NAMED_RING] = [RADIUS + 7, RADIUS + 10];

/** Where an arrow key leads: to the next or the previous layer, or to another lane of the same one. */
export function neighbour(
  nodes: readonly PlacedOperation[],
  from: PlacedOperation,
  key: string,
): PlacedOperation | undefined {
  const away = (node: PlacedOperation): number => Math.abs(node.lane - from.lane);
  const nearest = (among: readonly PlacedOperation[]): PlacedOperation | undefined =>
    among.reduce<PlacedOperation | undefined>(
      (best, node) => (best === undefined || away(node) < away(best) ? node : best),
      undefined,
    );
  const inLayer = (layer: number) => nodes.filter((node) => node.layer === layer);
  const beside = inLayer(from.layer);
  switch (key) {
    case 'ArrowRight':
      return nearest(inLayer(from.layer + 1));
    case 'ArrowLeft':
      return nearest(inLayer(from.layer - 1));
    case 'ArrowUp':
      return nearest(beside.filter(({ lane }) => lane < from.lane));
    case 'ArrowDown':
      return nearest(beside.filter(({ lane }) => lane > from.lane));
    case 'Home':
      return nodes[0];
    case 'End':
      return nearest(inLayer(Math.max(...nodes.map(({ layer }) => layer))));
    default:
      return undefined;
  }
}

/** What is to be known of an operation while it is drawn. */
interface Drawn {
  readonly operation: WrittenOperation;
  readonly isTip: boolean;
  readonly isKnown: boolean;
  readonly isNamed: boolean;
  readonly isChosen: boolean;
}

function drawnOf(operation: WrittenOperation, tips: ReadonlySet<number>, options: PictureOptions): Drawn {
  const { number } = operation;
  return {
    operation,
    isTip: tips.has(number),
    isKnown: options.history.knows[options.writer]!.has(number),
    isNamed: options.named.has(number),
    isChosen: number === options.chosen,
  };
}

function labelOf(
  { operation, isTip, isKnown, isNamed }: Drawn,
  { readings, writer }: PictureOptions,
): string {
  const [strict, compat] = readings.map((reading) => placeInWords(reading, operation.number));
  return [
    `${operation.name}: ${whoseAction(operation)}`,
    operation.fields && fieldsInWords(operation.fields),
    strict === compat ? strict : `${strict!} in p2panda, ${compat!} in p2panda-compat`,
    isTip && 'a tip',
    !isKnown && `${WRITERS[writer]!.name} does not know it`,
    isNamed && 'the next operation names it',
  ]
    .filter((part) => typeof part === 'string')
    .join('; ');
}

/**
 * The number of an operation in the order, its name, and its place to deployed nodes where that is another. They stand
 * beside the node, whose own name says more than they do.
 */
function textsOf({ x, y }: PlacedOperation, drawn: Drawn, { readings }: PictureOptions): SVGElement {
  const { operation, isChosen, isKnown } = drawn;
  const { number, name, action, author } = operation;
  const [places, others] = readings.map((reading) => placesIn(reading, number).join(', '));
  const base = { class: 'documents-label', y: LABEL_BASE };
  const texts = [
    svgElement('text', { class: 'documents-number', y: 5.5 }, places!),
    svgElement('text', base, action === 'update' ? name : `${name} ${action}`),
  ];
  if (places !== others && others !== '') {
    const attributes = { class: 'documents-label documents-other', y: LABEL_BASE + 13 };
    texts.push(svgElement('text', attributes, `compat ${others!}`));
  }
  const names = ['documents-texts', authorClass(author)];
  if (isChosen) names.push('documents-current');
  if (!isKnown) names.push('documents-unknown');
  const transform = `translate(${round(x)} ${round(y)})`;
  return svgElement('g', { class: names.join(' '), transform, 'aria-hidden': 'true' }, ...texts);
}

function nodeView(
  node: PlacedOperation,
  drawn: Drawn,
  options: PictureOptions,
  go: (key: string, from: PlacedOperation) => boolean,
): SVGElement {
  const { operation, isTip, isKnown, isNamed, isChosen } = drawn;
  const name = labelOf(drawn, options);
  const group = svgElement(
    'g',
    {
      class: `documents-node ${authorClass(operation.author)}${isKnown ? '' : ' documents-unknown'}`,
      transform: `translate(${round(node.x)} ${round(node.y)})`,
      role: 'button',
      tabindex: -1,
      'aria-label': name,
      'aria-pressed': String(isChosen),
      'data-name': operation.name,
    },
    svgElement('title', {}, name),
    svgElement('rect', TARGET),
    svgElement('circle', { class: 'documents-ring', r: RING }),
    authorShape(operation.author),
  );
  if (isNamed) group.append(svgElement('circle', { class: 'documents-named', r: NAMED_RING }));
  if (isTip) group.append(svgElement('path', { class: 'documents-tip', d: TIP_MARK }));
  onChoice(
    group,
    () => options.onChoose(operation.number),
    (key) => go(key, node),
  );
  return group;
}

function legendOf({ history, readings, writer }: PictureOptions): HTMLElement {
  const { name } = WRITERS[writer]!;
  const item = (text: string, symbol: SVGElement): HTMLElement => element('li', {}, symbol, text);
  const symbol = (...shapes: readonly SVGElement[]): SVGElement =>
    svgElement(
      'svg',
      { class: 'documents-symbol', viewBox: '-27 -27 54 54', 'aria-hidden': 'true' },
      ...shapes,
    );
  const items = WRITERS.map((other, author) => item(other.name, authorSymbol(author)));
  items.push(
    item('a tip', symbol(svgElement('path', { class: 'documents-tip', d: 'M-12,-18l24,18l-24,18z' }))),
  );
  items.push(
    item(
      'the next operation names it',
      symbol(svgElement('circle', { class: 'documents-named documents-thick', r: RADIUS + 6 })),
    ),
  );
  if (history.knows[writer]!.size < history.operations.length) {
    const hollow = symbol(svgElement('circle', { class: 'documents-hollow', r: RADIUS + 2 }));
    items.push(item(`${name} does not know it`, hollow));
  }
  const [strict, compat] = readings;
  const isSame = compat.problem !== undefined || strict.order.join() === compat.order.join();
  const number = 'the number is the place in the order of p2panda';
  items.push(
    element('li', {}, isSame ? number : `${number}; where deployed nodes have another, “compat” says which`),
  );
  return element('ul', { class: 'workshop-legend documents-legend', 'aria-label': 'Legend' }, ...items);
}

/** The tip of the edges' arrows; there is one such picture on a page. */
const ARROW = 'documents-arrow';

function edgesOf(layout: DocumentLayout): SVGElement[] {
  const tip = svgElement('path', { d: 'M0,0L8,4L0,8z' });
  const marker = svgElement(
    'marker',
    {
      id: ARROW,
      markerWidth: 9,
      markerHeight: 9,
      refX: 6,
      refY: 4,
      orient: 'auto',
      markerUnits: 'userSpaceOnUse',
    },
    tip,
  );
  const paths = layout.edges.map(({ path }) =>
    svgElement('path', { class: 'documents-edge', d: path, 'marker-end': `url(#${ARROW})` }),
  );
  return [svgElement('defs', {}, marker), ...paths];
}

/** Draws the graph of a document, with operations that can be chosen by pointer and by keys. */
export function documentPicture(options: PictureOptions): Picture {
  const { history, readings, chosen } = options;
  const { operations } = history;
  const layout = layOutDocument(operations, readings[0].order);
  const { nodes, left, top, width, height } = layout;
  const tips = new Set(tipsAmong(operations, new Set(operations.keys())));
  const groups: SVGElement[] = [];
  const setCurrent = (number: number): void =>
    groups.forEach((group, i) => group.setAttribute('tabindex', i === number ? '0' : '-1'));
  const go = (key: string, from: PlacedOperation): boolean => {
    const next = neighbour(nodes, from, key);
    if (!next) return false;
    setCurrent(next.number);
    groups[next.number]!.focus();
    return true;
  };
  for (const node of nodes)
    groups.push(nodeView(node, drawnOf(operations[node.number]!, tips, options), options, go));
  setCurrent(chosen);
  const [whole, high] = [width + 2 * MARGIN, height + 2 * MARGIN];
  const svg = svgElement(
    'svg',
    {
      class: 'documents-graph',
      role: 'group',
      'aria-label':
        'The operations of the document, from its CREATE on. Arrow keys go from operation to operation, Enter chooses one',
      viewBox: `${round(left - MARGIN)} ${round(top - MARGIN)} ${round(whole)} ${round(high)}`,
      style: `min-width: ${round(whole)}px; width: min(100%, ${round(LARGEST_SCALE * whole)}px)`,
    },
    ...edgesOf(layout),
    ...groups,
    ...nodes.map((node) => textsOf(node, drawnOf(operations[node.number]!, tips, options), options)),
  );
  return { svg, legend: legendOf(options) };
}
