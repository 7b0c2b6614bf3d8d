import { layOut, NODE_RADIUS } from '../../../graph/layout.js';
import { graphOf, type GraphNode } from '../../../graph/model.js';
import { linkClass, shapeOf } from '../../../graph/shapes.js';
import { PROFILE, type Verified } from './workshop-log.js';

const SVG = 'http://www.w3.org/2000/svg';

function svg(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: Node[]
): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  made.append(...children);
  return made;
}

/** A status as it is drawn, for a legend. */
export function legendSymbol(status: GraphNode['status']): SVGElement {
  return svg(
    'svg',
    { class: 'log-graph', viewBox: '-9 -9 18 18', 'aria-hidden': 'true' },
    svg('path', shapeOf(status)),
  );
}

/** What the picture asks of whoever shows it. */
export interface PictureOptions {
  /** The hash (hex) of the entry that is chosen. */
  readonly chosen: string | undefined;
  /** What a node is called. */
  readonly nameOf: (node: GraphNode) => string;
  readonly onChoose: (key: string) => void;
}

/** The order in which arrow keys go: along the line, or between those with one number. */
function neighbour(nodes: readonly GraphNode[], from: GraphNode, key: string): GraphNode | undefined {
  const alike = nodes.filter(({ seqNum }) => seqNum === from.seqNum);
  if (key === 'ArrowUp') return alike.find(({ lane }) => lane === from.lane + 1);
  if (key === 'ArrowDown') return alike.find(({ lane }) => lane === from.lane - 1);
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (key === 'Home') return nodes[0];
  if (key === 'End') return nodes.at(-1);
  if (step === 0) return undefined;
  const numbers = [...new Set(nodes.map(({ seqNum }) => seqNum))];
  const next = numbers[numbers.indexOf(from.seqNum) + step];
  const there = nodes.filter(({ seqNum }) => seqNum === next);
  return there.find(({ lane }) => lane === from.lane) ?? there[0];
}

/** Draws what a replica keeps as the command does, with nodes that can be chosen by pointer and keys. */
export function workshopPicture({ kept, report }: Verified, options: PictureOptions): SVGElement {
  const { chosen, nameOf, onChoose } = options;
  const graph = graphOf({ profile: PROFILE, entries: kept.map(({ bytes }) => bytes), report });
  const { nodes, links, labels, breaks, width, top, labelHeight } = layOut(graph);
  const margin = NODE_RADIUS + 8;
  const [whole, high] = [width + 2 * margin, labelHeight - top + margin];
  const main = svg('g', { transform: `translate(${margin} ${margin - top})` });
  for (const { link, path } of links) main.append(svg('path', { class: linkClass(link), d: path }));
  for (const { x } of breaks)
    main.append(
      svg('path', { class: 'break', d: 'M-4.5,5L-0.5,-5M0.5,5L4.5,-5', transform: `translate(${x} 0)` }),
    );

  const all = nodes.map(({ node }) => node);
  const current = all.find(({ hash }) => hash !== undefined && hash === chosen) ?? all[0];
  const groups = new Map<GraphNode, SVGElement>();
  for (const { node, x, y } of nodes) {
    const group = svg(
      'g',
      {
        class: 'workshop-node',
        transform: `translate(${x} ${y})`,
        role: 'button',
        tabindex: node === current ? 0 : -1,
        'aria-label': nameOf(node),
        'aria-pressed': String(node.hash !== undefined && node.hash === chosen),
      },
      svg('circle', { class: 'workshop-ring', r: NODE_RADIUS + 4 }),
      svg('path', shapeOf(node.status)),
    );
    if (node.endOfLog) group.append(svg('path', { class: 'end', d: `M${NODE_RADIUS + 4.5},-8V8` }));
    const choose = (): void => {
      if (node.hash !== undefined) onChoose(node.hash);
    };
    group.addEventListener('click', choose);
    group.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') choose();
      else {
        const next = neighbour(all, node, event.key);
        if (!next) return;
        for (const [other, element] of groups) element.setAttribute('tabindex', other === next ? '0' : '-1');
        groups.get(next)!.focus();
      }
      event.preventDefault();
    });
    groups.set(node, group);
    main.append(group);
  }
  for (const { seqNum, x } of labels) {
    const label = svg('text', { class: `label${graph.forks.has(seqNum) ? ' forked' : ''}`, x, y: 28 });
    label.textContent = seqNum.toString();
    main.append(label);
  }
  return svg(
    'svg',
    {
      class: 'log-graph',
      role: 'group',
      'aria-label': 'The log: arrow keys go from entry to entry, Enter chooses one',
      width: whole,
      height: high,
      viewBox: `0 0 ${whole} ${high}`,
    },
    main,
  );
}
