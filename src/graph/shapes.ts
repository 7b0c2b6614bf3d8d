import { symbol, symbolCircle, symbolCross, symbolDiamond2, symbolSquare, type SymbolType } from 'd3-shape';
import { NODE_RADIUS } from './layout.js';
import type { GraphNode } from './model.js';

/** A status is seen by its shape too. */
const SHAPES: Readonly<Record<GraphNode['status'], { type: SymbolType; size: number }>> = {
  verified: { type: symbolCircle, size: 1 },
  'path-verified': { type: symbolDiamond2, size: 0.9 },
  unlinked: { type: symbolSquare, size: 0.95 },
  invalid: { type: symbolCross, size: 0.85 },
  absent: { type: symbolCircle, size: 0.8 },
};

/** How a status is drawn: attributes of a `<path>` around the origin. */
export function shapeOf(status: GraphNode['status']): Readonly<Record<string, string>> {
  const { type, size } = SHAPES[status];
  const d = symbol(type, size * Math.PI * NODE_RADIUS ** 2)()!;
  // A cross stands upright in the library; lying it says "wrong".
  return { class: `node ${status}`, d, ...(status === 'invalid' && { transform: 'rotate(45)' }) };
}

/** The class of a link as the style sheet knows it. */
export function linkClass({
  kind,
  inPool,
  misdirected,
}: {
  kind: string;
  inPool: boolean;
  misdirected: boolean;
}): string {
  return ['link', kind, inPool && 'pool', misdirected && 'misdirected']
    .filter((name) => name !== false)
    .join(' ');
}
