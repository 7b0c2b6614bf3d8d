import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';
import { layOut, NODE_RADIUS, round, type Layout, type PlacedNode } from './layout.js';
import type { Graph, GraphNode } from './model.js';
import { linkClass, shapeOf } from './shapes.js';
import { styleSheet } from './style.js';

/** What a picture says beside the graph. */
export interface Caption {
  readonly heading: string;
  readonly summary: string;
  /** For readers who don't see it. */
  readonly description: string;
}

const MARGIN = 28;
const HEAD_HEIGHT = 66;
const LEGEND_LINE = 24;
/** In a page a short log leaves the legend so much. */
const ROOM_FOR_LEGEND = 440;
const NARROWEST = 560;
/** A character of the legend on average. */
const CHARACTER = 6.3;

const STATUSES = ['verified', 'path-verified', 'unlinked', 'invalid', 'absent'] as const;

function describeNode({ seqNum, status, reason, endOfLog, inPool, hash }: GraphNode): string {
  const said = status === 'absent' ? 'not at hand' : reason === undefined ? status : `${status}: ${reason}`;
  const parts = [`${seqNum.toString()}: ${said}`];
  if (endOfLog) parts.push('ends the log');
  if (inPool) parts.push('in the certificate pool');
  if (hash !== undefined) parts.push(hash);
  return parts.join('\n');
}

function drawSymbol(parent: XMLBuilder, status: GraphNode['status']): void {
  parent.ele('path', shapeOf(status));
}

function drawNode(parent: XMLBuilder, { node, x, y }: PlacedNode): void {
  const group = parent.ele('g', { transform: `translate(${round(x)} ${round(y)})` });
  group.ele('title').txt(describeNode(node));
  drawSymbol(group, node.status);
  if (node.endOfLog) group.ele('path', { class: 'end', d: `M${NODE_RADIUS + 4.5},-8V8` });
}

function drawGraph(parent: XMLBuilder, layout: Layout, graph: Graph): void {
  const { nodes, links, labels, breaks, upright } = layout;
  for (const { node, x, y } of nodes) {
    if (!node.inPool) continue;
    const isCentre = node.seqNum === graph.pool;
    const halo = isCentre ? 'halo centre' : 'halo';
    parent.ele('circle', { class: halo, cx: round(x), cy: round(y), r: NODE_RADIUS + 5 });
  }
  // Those of the pool come last, above the others.
  for (const { link, path } of [...links].sort((a, b) => Number(a.link.inPool) - Number(b.link.inPool))) {
    parent.ele('path', { class: linkClass(link), d: path });
  }
  for (const placed of nodes) drawNode(parent, placed);
  for (const { x, from, to } of breaks) {
    const group = parent.ele('g', { transform: `translate(${round(x)} 0)` });
    group
      .ele('title')
      .txt(
        from === to ? `${from.toString()}: not at hand` : `${from.toString()} to ${to.toString()}: not drawn`,
      );
    group.ele('path', { class: 'break', d: 'M-4.5,5L-0.5,-5M0.5,5L4.5,-5' });
  }
  for (const { seqNum, x, nodes: alike } of labels) {
    const names = ['label'];
    if (upright) names.push('upright');
    if (alike.some(({ inPool }) => inPool)) names.push('pool');
    if (graph.forks.has(seqNum)) names.push('forked');
    if (alike.every(({ status }) => status === 'absent')) names.push('absent');
    const place = upright
      ? { transform: `translate(${round(x + 4)} 18) rotate(-90)` }
      : { x: round(x), y: 28 };
    const more = graph.leftOut.get(seqNum);
    parent.ele('text', { class: names.join(' '), ...place }).txt(seqNum.toString());
    if (more !== undefined) {
      const top = Math.min(...nodes.filter(({ node }) => node.seqNum === seqNum).map(({ y }) => y));
      parent.ele('text', { class: 'label', x: round(x), y: round(top - 14) }).txt(`+${more}`);
    }
  }
}

/** An item of the legend: how wide it is, and how it is drawn. */
interface LegendItem {
  readonly text: string;
  readonly draw: (parent: XMLBuilder) => void;
}

function legendItems({ nodes, links, pool, forks }: Graph): LegendItem[] {
  const items: LegendItem[] = [];
  for (const status of STATUSES) {
    const count = nodes.filter((node) => node.status === status).length;
    if (count === 0) continue;
    items.push({
      text: `${status === 'absent' ? 'not at hand' : status} ${count}`,
      draw: (parent) => drawSymbol(parent, status),
    });
  }
  const swatch = (text: string, name: string, d: string): LegendItem => ({
    text,
    draw: (parent) => void parent.ele('path', { class: name, d }),
  });
  if (links.some(({ kind }) => kind === 'backlink')) items.push(swatch('backlink', 'link', 'M-9,0H9'));
  if (links.some(({ kind }) => kind === 'lipmaalink')) {
    items.push(swatch('lipmaalink', 'link', 'M-9,4C-8,-7 8,-7 9,4'));
  }
  if (links.some(({ misdirected }) => misdirected)) {
    items.push(swatch('link to a wrong number', 'link misdirected', 'M-9,0H9'));
  }
  if (pool !== undefined) {
    items.push({
      text: `certificate pool of ${pool.toString()}`,
      draw: (parent) => {
        parent.ele('circle', { class: 'halo', r: 8 });
        parent.ele('path', { class: 'link pool', d: 'M-9,0H9' });
      },
    });
  }
  if (nodes.some(({ seqNum }) => forks.has(seqNum))) {
    items.push({
      text: 'forked here',
      draw: (parent) => void parent.ele('text', { class: 'label forked', y: 4 }).txt('n'),
    });
  }
  if (nodes.some(({ endOfLog }) => endOfLog)) {
    items.push(swatch('end of the log', 'end', 'M0,-7V7'));
  }
  return items;
}

/** Draws the legend in as many lines as it takes. @returns how many */
function drawLegend(parent: XMLBuilder, items: readonly LegendItem[], width: number): number {
  let x = 0;
  let row = 0;
  for (const { text, draw } of items) {
    const itemWidth = 24 + text.length * CHARACTER + 16;
    if (x > 0 && x + itemWidth > width) {
      x = 0;
      row++;
    }
    const group = parent.ele('g', { transform: `translate(${round(x + 9)} ${row * LEGEND_LINE})` });
    draw(group);
    group.ele('text', { x: 16, y: 4 }).txt(text);
    x += itemWidth;
  }
  return items.length === 0 ? 0 : row + 1;
}

/** Where a picture is seen: in a file, light or dark as the reader has it or dark always, or in a page that styles it. */
export type Setting = 'file' | 'dark-file' | 'page';

/** What a file has and a page says elsewhere: its name, its colours, and its heading. */
function drawFrame(svg: XMLBuilder, caption: Caption, isDark: boolean): void {
  svg.att({ role: 'img', 'aria-labelledby': 'title desc' });
  svg.ele('title', { id: 'title' }).txt(caption.heading);
  svg.ele('desc', { id: 'desc' }).txt(caption.description);
  svg.ele('style').txt(styleSheet(isDark));
  svg.ele('rect', { class: 'page', width: '100%', height: '100%' });
  svg.ele('text', { class: 'heading', x: MARGIN, y: 34 }).txt(caption.heading);
  svg.ele('text', { class: 'quiet', x: MARGIN, y: 54 }).txt(caption.summary);
}

/** Draws a log's links as an SVG document. */
export function drawSvg(graph: Graph, caption: Caption, setting: Setting): string {
  const layout = layOut(graph);
  const inPage = setting === 'page';
  const margin = inPage ? NODE_RADIUS + 4 : MARGIN;
  const inner = Math.max(inPage ? ROOM_FOR_LEGEND : NARROWEST, layout.width + (inPage ? 0 : 2 * NODE_RADIUS));
  const width = inner + 2 * margin;
  const base = (inPage ? 8 : HEAD_HEIGHT + 12) - layout.top;
  const legendTop = base + layout.labelHeight + 26;

  const svg = create().ele('http://www.w3.org/2000/svg', 'svg');
  // In a narrow page it shrinks as far as it can be read, and scrolls then.
  const style = `min-width: ${round(0.72 * width)}px`;
  if (inPage) svg.att({ class: 'log-graph', role: 'img', 'aria-label': caption.description, style });
  else drawFrame(svg, caption, setting === 'dark-file');
  // A short log stands in the middle of a file, and where text begins in a page.
  const left = margin + (inPage ? 0 : (inner - layout.width) / 2);
  drawGraph(svg.ele('g', { transform: `translate(${round(left)} ${round(base)})` }), layout, graph);
  const legend = svg.ele('g', { transform: `translate(${round(margin)} ${round(legendTop)})` });
  const rows = drawLegend(legend, legendItems(graph), inner);
  const height = legendTop + rows * LEGEND_LINE + 6;
  svg
    .att('width', `${round(width)}`)
    .att('height', `${round(height)}`)
    .att('viewBox', `0 0 ${round(width)} ${round(height)}`);
  return `${svg.end({ prettyPrint: true, headless: true })}\n`;
}
