import { layOut, NODE_RADIUS, round, type Layout } from '../../../graph/layout.js';
import { graphOf, type Graph, type GraphNode } from '../../../graph/model.js';
import { linkClass, shapeOf } from '../../../graph/shapes.js';
import { onChoice } from '../choice.js';
import { element } from '../element.js';
import { svgElement as svg } from '../svg-element.js';
import { PROFILE, type Verified, type Written } from './workshop-log.js';

/** A log of this many numbers still fits into the page at full size. */
const LARGEST_SCALE = 1.75;
const SMALLEST_SCALE = 1;

function symbolOf(...shapes: readonly SVGElement[]): SVGElement {
  return svg(
    'svg',
    { class: 'log-graph workshop-symbol', viewBox: '-10 -10 20 20', 'aria-hidden': 'true' },
    ...shapes,
  );
}

/** A status as it is drawn. */
export function statusSymbol(status: GraphNode['status']): SVGElement {
  return symbolOf(svg('path', shapeOf(status)));
}

/** What the picture asks of whoever shows it. */
export interface PictureOptions {
  readonly chosen: Written | undefined;
  /** The entry that a node stands for, at hand or not; `undefined` where nobody knows it. */
  readonly entryOf: (node: GraphNode) => Written | undefined;
  readonly onChoose: (entry: Written) => void;
  /** The number whose certificate pool is shown. */
  readonly pool: bigint | undefined;
}

/** A picture, and what its parts mean. */
export interface Picture {
  readonly svg: SVGElement;
  readonly legend: HTMLElement;
}

/** The order in which arrow keys go: along the line, or between those with one number. */
function neighbour(nodes: readonly GraphNode[], from: GraphNode, key: string): GraphNode | undefined {
  const alike = nodes.filter(({ seqNum }) => seqNum === from.seqNum);
  const inLane = (lane: number, among: readonly GraphNode[]) => among.find((node) => node.lane === lane);
  if (key === 'ArrowUp') return alike.find(({ lane }) => lane > from.lane);
  if (key === 'ArrowDown') return alike.findLast(({ lane }) => lane < from.lane);
  if (key === 'Home') return nodes[0];
  if (key === 'End') return inLane(0, nodes.slice(-1)) ?? nodes.at(-1);
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return undefined;
  const numbers = [...new Set(nodes.map(({ seqNum }) => seqNum))];
  const next = numbers[numbers.indexOf(from.seqNum) + step];
  const there = nodes.filter(({ seqNum }) => seqNum === next);
  return inLane(from.lane, there) ?? there[0];
}

/** What a node is called. */
function labelOf(
  { seqNum, status, reason, endOfLog, inPool }: GraphNode,
  entry: Written | undefined,
): string {
  const said = [
    status === 'absent' ? 'not at hand' : (reason ?? status),
    endOfLog && 'ends the log',
    inPool && 'in the certificate pool',
  ];
  return `Entry ${entry?.name ?? seqNum.toString()}: ${said.filter((part) => part !== false).join(', ')}`;
}

/** A node's group, which can be chosen; `go` brings the focus to another. */
function nodeView(
  { node, x, y }: Layout['nodes'][number],
  options: PictureOptions,
  go: (key: string, from: GraphNode) => boolean,
): SVGElement {
  const { chosen, entryOf, onChoose } = options;
  const entry = entryOf(node);
  const name = labelOf(node, entry);
  const group = svg(
    'g',
    {
      class: 'workshop-node',
      transform: `translate(${round(x)} ${round(y)})`,
      role: 'button',
      tabindex: -1,
      'aria-label': name,
      'aria-pressed': String(entry !== undefined && entry === chosen),
      ...(!entry && { 'aria-disabled': 'true' }),
    },
    svg('title', {}, name),
    svg('circle', { class: 'workshop-target', r: 12 }),
    svg('circle', { class: 'workshop-ring', r: NODE_RADIUS + 4 }),
    svg('path', shapeOf(node.status)),
  );
  if (node.endOfLog) group.append(svg('path', { class: 'end', d: `M${NODE_RADIUS + 4.5},-8V8` }));
  const choose = (): void => {
    if (entry) onChoose(entry);
  };
  onChoice(group, choose, (key) => go(key, node));
  return group;
}

function labels(layout: Layout, graph: Graph, { chosen, entryOf }: PictureOptions): SVGElement[] {
  const made = layout.labels.map(({ seqNum, x, nodes }) => {
    const [lowest] = nodes;
    const names = ['label'];
    if (nodes.some(({ inPool }) => inPool)) names.push('pool');
    if (graph.forks.has(seqNum)) names.push('forked');
    if (nodes.every(({ status }) => status === 'absent')) names.push('absent');
    if (lowest && chosen && entryOf(lowest) === chosen) names.push('workshop-current');
    const name = (lowest?.lane === 0 && entryOf(lowest)?.name) || seqNum.toString();
    return svg('text', { class: names.join(' '), x: round(x), y: 28 }, name);
  });
  // In higher lanes each has its own, since the number below is another's.
  for (const { node, x, y } of layout.nodes) {
    const entry = node.lane > 0 ? entryOf(node) : undefined;
    if (!entry) continue;
    const name = entry === chosen ? 'label workshop-current' : 'label';
    made.push(svg('text', { class: name, x: round(x), y: round(y) + 25 }, entry.name));
  }
  for (const [seqNum, more] of graph.leftOut) {
    const alike = layout.nodes.filter(({ node }) => node.seqNum === seqNum);
    const top = Math.min(...alike.map(({ y }) => y));
    made.push(svg('text', { class: 'label', x: round(alike[0]!.x), y: round(top - 14) }, `+${more}`));
  }
  return made;
}

function legendOf({ nodes, links, pool, forks }: Graph): HTMLElement {
  const item = (text: string, ...shapes: readonly SVGElement[]): HTMLElement =>
    element('li', {}, symbolOf(...shapes), text);
  const line = (name: string, d: string): SVGElement => svg('path', { class: name, d });
  const items = (['verified', 'path-verified', 'unlinked', 'invalid', 'absent'] as const).flatMap(
    (status) => {
      const count = nodes.filter((node) => node.status === status).length;
      const text = `${status === 'absent' ? 'not at hand' : status} ${count}`;
      return count === 0 ? [] : [item(text, svg('path', shapeOf(status)))];
    },
  );
  if (links.some(({ kind }) => kind === 'backlink')) items.push(item('backlink', line('link', 'M-9,0H9')));
  if (links.some(({ kind }) => kind === 'lipmaalink'))
    items.push(item('lipmaalink', line('link', 'M-9,4C-8,-7 8,-7 9,4')));
  if (pool !== undefined) {
    const halo = svg('circle', { class: 'halo', r: 8 });
    items.push(item(`certificate pool of ${pool}`, halo, line('link pool', 'M-9,0H9')));
  }
  if (nodes.some(({ seqNum }) => forks.has(seqNum)))
    items.push(item('forked here', svg('text', { class: 'label forked', y: 4 }, 'n')));
  if (nodes.some(({ endOfLog }) => endOfLog)) items.push(item('end of the log', line('end', 'M0,-7V7')));
  return element('ul', { class: 'workshop-legend', 'aria-label': 'Legend' }, ...items);
}

/** Draws what a replica keeps as the command does, with nodes that can be chosen by pointer and by keys. */
export function workshopPicture({ kept, report }: Verified, options: PictureOptions): Picture {
  const { chosen, entryOf, pool } = options;
  const graph = graphOf({ profile: PROFILE, entries: kept.map(({ bytes }) => bytes), report, pool });
  const layout = layOut(graph);
  const { nodes, links, breaks, width, top, labelHeight } = layout;
  const margin = NODE_RADIUS + 10;
  const [whole, high] = [Math.max(0, width) + 2 * margin, labelHeight - top + margin];
  const main = svg('g', { transform: `translate(${margin} ${margin - top})` });

  for (const { node, x, y } of nodes) {
    if (!node.inPool) continue;
    const name = node.seqNum === pool ? 'halo centre' : 'halo';
    main.append(svg('circle', { class: name, cx: round(x), cy: round(y), r: NODE_RADIUS + 5 }));
  }
  for (const { link, path } of [...links].sort((a, b) => Number(a.link.inPool) - Number(b.link.inPool)))
    main.append(svg('path', { class: linkClass(link), d: path }));
  for (const { x } of breaks)
    main.append(
      svg('path', { class: 'break', d: 'M-4.5,5L-0.5,-5M0.5,5L4.5,-5', transform: `translate(${x} 0)` }),
    );

  const all = nodes.map(({ node }) => node);
  const groups = new Map<GraphNode, SVGElement>();
  const setCurrent = (current: GraphNode | undefined): void => {
    for (const [node, group] of groups) group.setAttribute('tabindex', node === current ? '0' : '-1');
  };
  const go = (key: string, from: GraphNode): boolean => {
    const next = neighbour(all, from, key);
    if (!next) return false;
    setCurrent(next);
    groups.get(next)!.focus();
    return true;
  };
  for (const placed of nodes) groups.set(placed.node, nodeView(placed, options, go));
  setCurrent(all.find((node) => chosen && entryOf(node) === chosen) ?? all[0]);
  main.append(...groups.values(), ...labels(layout, graph, options));
  const drawn = svg(
    'svg',
    {
      class: 'log-graph',
      role: 'group',
      'aria-label': 'The log as it is at hand. Arrow keys go from entry to entry, Enter chooses one',
      viewBox: `0 0 ${round(whole)} ${round(high)}`,
      style: `min-width: ${round(SMALLEST_SCALE * whole)}px; width: min(100%, ${round(LARGEST_SCALE * whole)}px)`,
    },
    main,
  );
  return { svg: drawn, legend: legendOf(graph) };
}
