import type { Graph, GraphLink, GraphNode } from './model.js';

/** A node with its place. */
export interface PlacedNode {
  readonly node: GraphNode;
  readonly x: number;
  readonly y: number;
}

/** A link as an SVG path. */
export interface PlacedLink {
  readonly link: GraphLink;
  readonly path: string;
}

/** The label of a sequence number. */
export interface PlacedLabel {
  readonly seqNum: bigint;
  readonly x: number;
  readonly nodes: readonly GraphNode[];
}

/** Sequence numbers that are left out, marked between their neighbours. */
export interface PlacedBreak {
  readonly x: number;
  /** The first and the last of those left out. */
  readonly from: bigint;
  readonly to: bigint;
}

/** So exact is a picture. */
export const round = (value: number): number => Math.round(value * 10) / 10;

/** Where everything is; the line of lane 0 is at y = 0, and what lies above it is below 0. */
export interface Layout {
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly PlacedLink[];
  readonly labels: readonly PlacedLabel[];
  readonly breaks: readonly PlacedBreak[];
  /** From the first node to the last. */
  readonly width: number;
  /** The top of the highest arc or node. */
  readonly top: number;
  /** Whether labels are too long to stand beside each other, and stand upright. */
  readonly upright: boolean;
  /** How far labels reach down. */
  readonly labelHeight: number;
}

export const NODE_RADIUS = 6.5;
const LANE_HEIGHT = 54;
const DIGIT_WIDTH = 6.7;
const SMALLEST_PITCH = 25;
/** Numbers of so many digits still stand beside each other. */
const MOST_DIGITS_FLAT = 5;

/**
 * How high an arc rises: more slowly than it grows wide, so that long ones don't leave the page, but faster than the root, so
 * that of two arcs with a common end the shorter one lies within the longer one.
 */
function arcHeight(distance: number): number {
  return 2.1 * distance ** 0.63;
}

/** A lipmaalink: half an ellipse over what lies between. */
function arcPath(from: PlacedNode, to: PlacedNode): { path: string; top: number } {
  const [left, right] = from.x < to.x ? [from, to] : [to, from];
  const distance = right.x - left.x;
  const height = arcHeight(distance);
  const top = Math.min(left.y, right.y) - height;
  const [start, end] = [left, right].map(({ x, y }) => `${round(x)},${round(y)}`);
  if (left.y === right.y) {
    return { path: `M${start!}A${round(distance / 2)},${round(height)} 0 0 1 ${end!}`, top };
  }
  // From lane to lane an ellipse would bulge over its ends; this leaves both upright too, and rises no higher.
  const reach = round(Math.min(left.y, right.y) - (4 / 3) * height);
  return { path: `M${start!}C${round(left.x)},${reach} ${round(right.x)},${reach} ${end!}`, top };
}

/** A backlink. */
function straightPath(from: PlacedNode, to: PlacedNode): string {
  return `M${round(from.x)},${round(from.y)}L${round(to.x)},${round(to.y)}`;
}

/** Lays a graph out on a line. */
export function layOut({ nodes, links }: Graph): Layout {
  const seqNums = [...new Set(nodes.map(({ seqNum }) => seqNum))];
  const digits = Math.max(1, ...seqNums.map((seqNum) => seqNum.toString().length));
  const upright = digits > MOST_DIGITS_FLAT;
  const pitch = upright ? SMALLEST_PITCH : Math.max(SMALLEST_PITCH, digits * DIGIT_WIDTH + 7);

  const xOf = new Map<bigint, number>();
  const breaks: PlacedBreak[] = [];
  let x = 0;
  seqNums.forEach((seqNum, i) => {
    const before = seqNums[i - 1];
    if (before !== undefined) {
      const isBreak = seqNum - before > 1n;
      if (isBreak) breaks.push({ x: x + pitch, from: before + 1n, to: seqNum - 1n });
      x += isBreak ? 2 * pitch : pitch;
    }
    xOf.set(seqNum, x);
  });

  const placed = new Map<GraphNode, PlacedNode>();
  for (const node of nodes) placed.set(node, { node, x: xOf.get(node.seqNum)!, y: -node.lane * LANE_HEIGHT });
  let top = Math.min(0, ...[...placed.values()].map(({ y }) => y)) - NODE_RADIUS;
  const placedLinks = links.map((link): PlacedLink => {
    const from = placed.get(link.from)!;
    const to = placed.get(link.to)!;
    if (link.kind === 'backlink' && !link.misdirected) return { link, path: straightPath(from, to) };
    const { path, top: reached } = arcPath(from, to);
    top = Math.min(top, reached);
    return { link, path };
  });
  const labels = seqNums.map((seqNum) => ({
    seqNum,
    x: xOf.get(seqNum)!,
    nodes: nodes.filter((node) => node.seqNum === seqNum),
  }));
  const labelHeight = upright ? digits * DIGIT_WIDTH + 18 : 30;
  return {
    nodes: [...placed.values()],
    links: placedLinks,
    labels,
    breaks,
    width: x,
    top,
    upright,
    labelHeight,
  };
}
