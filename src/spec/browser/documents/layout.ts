import { round } from '../../../graph/layout.js';

/** What the layout has to know of an operation; those that it names come before it. */
export interface GraphOperation {
  readonly number: number;
  /** By their numbers. */
  readonly previous: readonly number[];
}

/** An operation with its place. */
export interface PlacedOperation {
  readonly number: number;
  /** How many steps the longest way from the CREATE has. */
  readonly layer: number;
  readonly lane: number;
  readonly x: number;
  readonly y: number;
}

/** From an operation to one that it names, as an SVG path. */
export interface PlacedEdge {
  readonly from: number;
  readonly to: number;
  readonly path: string;
}

/** Where everything is. */
export interface DocumentLayout {
  /** By number. */
  readonly nodes: readonly PlacedOperation[];
  readonly edges: readonly PlacedEdge[];
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Of a node, to the middle of its edge. */
export const RADIUS = 16;
const LAYER = 112;
const LANE = 100;
/** Labels stand below a node, so far from its middle. */
export const LABEL_BASE = RADIUS + 26;
/** Where lines of labels end. */
const LABELS_END = LABEL_BASE + 18;
/** As wide as “compat 10, 11” is. */
const LABEL_WIDTH = 76;
/** Room for the tip of an arrow. */
const TIP = 7;

function layersOf(operations: readonly GraphOperation[]): number[] {
  const layers: number[] = [];
  for (const { number, previous } of operations) {
    layers[number] = previous.length === 0 ? 0 : 1 + Math.max(...previous.map((before) => layers[before]!));
  }
  return layers;
}

/**
 * A lane for each operation. An operation goes on in the lane of the last one, in the order, of those that it names, where
 * nobody else has; else in the next free one.
 */
function lanesOf(
  operations: readonly GraphOperation[],
  order: readonly number[],
  layers: readonly number[],
): number[] {
  const lanes: number[] = [];
  const place = new Map(order.map((number, at) => [number, at]));
  const taken = new Set<string>();
  for (const number of order) {
    const { previous } = operations[number]!;
    const parent = previous.reduce<number | undefined>(
      (last, before) => (last === undefined || place.get(before)! > place.get(last)! ? before : last),
      undefined,
    );
    const start = parent === undefined ? 0 : layers[parent]! + 1;
    const cells = Array.from({ length: layers[number]! - start + 1 }, (_, i) => start + i);
    let lane = parent === undefined ? 0 : lanes[parent]!;
    while (cells.some((layer) => taken.has(`${layer} ${lane}`))) lane++;
    for (const layer of cells) taken.add(`${layer} ${lane}`);
    lanes[number] = lane;
  }
  return lanes;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

type Curve = readonly [Point, Point, Point, Point];

/** Curves one behind the other, from the right of an operation to the left of one that names it. */
type Route = readonly Curve[];

/** A curve that is level at both ends. @param bulge how far it goes below, or above where negative */
function curveBetween(start: Point, end: Point, bulge = 0): Curve {
  const reach = (end.x - start.x) * (bulge === 0 ? 0.6 : 0.3);
  return [start, { x: start.x + reach, y: start.y + bulge }, { x: end.x - reach, y: end.y + bulge }, end];
}

/** As far as a curve within a lane is bent to go around others, the nearest first. */
const BULGES = [-46, 46, -70, 70, -100, 100];
/** Between the labels of a lane and the nodes of the next there is room for a line, so far above the latter. */
const ABOVE_LANE = 32;

/** The ways from an operation to one that names it, the plainest first: straight, around within the lane, and between two lanes. */
function routesBetween(to: PlacedOperation, from: PlacedOperation, lanes: number): Route[] {
  const start = { x: to.x + RADIUS + TIP - 3, y: to.y };
  const end = { x: from.x - RADIUS, y: from.y };
  const bent = from.lane === to.lane ? BULGES.map((bulge) => [curveBetween(start, end, bulge)]) : [];
  const middle = (to.y + from.y) / 2;
  const between = Array.from({ length: lanes + 1 }, (_, lane) => lane * LANE - ABOVE_LANE)
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))
    .map((y): Route => {
      const [first, last] = [
        { x: to.x + LAYER / 2, y },
        { x: from.x - LAYER / 2, y },
      ];
      return [curveBetween(start, first), curveBetween(first, last), curveBetween(last, end)];
    });
  return [[curveBetween(start, end)], ...bent, ...between];
}

const SAMPLES = 40;

function pointsOn(route: Route): Point[] {
  return route.flatMap(([a, b, c, d]) =>
    Array.from({ length: SAMPLES + 1 }, (_, i) => {
      const t = i / SAMPLES;
      const [u, v] = [(1 - t) ** 2, t ** 2];
      const at = (key: 'x' | 'y'): number =>
        u * (1 - t) * a[key] + 3 * u * t * b[key] + 3 * (1 - t) * v * c[key] + v * t * d[key];
      return { x: at('x'), y: at('y') };
    }),
  );
}

/** The way back, since arrows point at what is named. */
function pathOf(route: Route): string {
  const text = ({ x, y }: Point): string => `${round(x)},${round(y)}`;
  const back = [...route].reverse();
  const curves = back.map(([end, second, first]) => `C${text(first)} ${text(second)} ${text(end)}`);
  return `M${text(back[0]![3])}${curves.join('')}`;
}

/** Whether a point is in a node, or in what is written below it. */
const isIn = (point: Point, { x, y }: PlacedOperation): boolean =>
  Math.hypot(point.x - x, point.y - y) < RADIUS + 6 ||
  (Math.abs(point.x - x) < LABEL_WIDTH / 2 - 4 && point.y > y && point.y < y + LABELS_END);

/** The first of some routes that goes through no node; where none is so free, one that goes through the fewest. */
function freest(routes: readonly Route[], nodes: readonly PlacedOperation[]): Route {
  let best = routes[0]!;
  let fewest = Infinity;
  for (const route of routes) {
    const points = pointsOn(route);
    const hits = nodes.filter((node) => points.some((point) => isIn(point, node))).length;
    if (hits >= fewest) continue;
    [best, fewest] = [route, hits];
    if (hits === 0) break;
  }
  return best;
}

/** Lays a document's graph out by layers, from the CREATE on to the right. @param order all operations, each once */
export function layOutDocument(
  operations: readonly GraphOperation[],
  order: readonly number[],
): DocumentLayout {
  const layers = layersOf(operations);
  const lanes = lanesOf(operations, order, layers);
  const nodes = operations.map(({ number }): PlacedOperation => {
    const [layer, lane] = [layers[number]!, lanes[number]!];
    return { number, layer, lane, x: layer * LAYER, y: lane * LANE };
  });
  const laneCount = Math.max(...lanes) + 1;
  let top = -RADIUS;
  let bottom = Math.max(...nodes.map(({ y }) => y)) + LABELS_END;
  const edges = operations.flatMap(({ number, previous }) =>
    previous.map((before): PlacedEdge => {
      const [from, to] = [nodes[number]!, nodes[before]!];
      const others = nodes.filter((node) => node !== from && node !== to);
      const route = freest(routesBetween(to, from, laneCount), others);
      const heights = pointsOn(route).map(({ y }) => y);
      top = Math.min(top, ...heights);
      bottom = Math.max(bottom, ...heights);
      return { from: number, to: before, path: pathOf(route) };
    }),
  );
  const width = Math.max(...nodes.map(({ x }) => x)) + LABEL_WIDTH;
  return { nodes, edges, left: -LABEL_WIDTH / 2, top, width, height: bottom - top };
}
