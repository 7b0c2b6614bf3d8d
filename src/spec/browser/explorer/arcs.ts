import { round } from '../../../graph/layout.js';

/** Where a link starts and ends, in pixels: `from` is to the right of `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The edges of the picture, which lines don't need to go far beyond. */
export interface Edges {
  readonly left: number;
  readonly right: number;
}

/** How far a flat arc may rise above the highest round one. */
const FLAT_RISE = 38;
/** A corner of a flat arc is so much wider than it is high. */
const CORNER = 1.2;

/**
 * How high a round arc rises over a distance in pixels. It doubles when the distance triples: more slowly than it grows wide, and
 * fast enough that of two arcs with a common end the shorter lies within the longer. Pictures of logs have the same shape.
 */
export const roundHeight = (distance: number): number => 2.1 * distance ** 0.63;

/**
 * Draws links as arcs over a line. Up to a distance they are half ellipses; longer ones have a flat top, as high as their
 * length has digits or so, so that no arc leaves the picture and none crosses another.
 */
export class Arcs {
  readonly #edges: Edges;
  readonly #longestRound: number;

  /** @param longestRound the distance in pixels up to which arcs are round */
  constructor(edges: Edges, longestRound: number) {
    this.#edges = edges;
    this.#longestRound = longestRound;
  }

  /** Above all arcs. */
  get top(): number {
    return roundHeight(this.#longestRound) + FLAT_RISE;
  }

  /** How high an arc over a distance rises. */
  height(distance: number): number {
    const longest = this.#longestRound;
    if (distance <= longest) return roundHeight(distance);
    const triplings = Math.log(distance / longest) / Math.log(3);
    return roundHeight(longest) + FLAT_RISE * (1 - 1 / (1 + triplings / 2));
  }

  /**
   * The arc's path from its start at y = 0 to its end; what lies above is below 0.
   *
   * @param gap how high above the line it ends, so that a tip has room
   */
  path({ from, to }: Span, gap = 0): string {
    const distance = from - to;
    const height = this.height(distance);
    const endOf = (width: number): string => {
      const inward = width * (1 - Math.sqrt(1 - (gap / height) ** 2));
      return `${round(to + inward)},${-gap}`;
    };
    if (distance <= this.#longestRound) {
      return `M${round(from)},0A${round(distance / 2)},${round(height)} 0 0 0 ${endOf(distance / 2)}`;
    }
    const corner = this.#corner(distance);
    const { left, right } = this.#edges;
    const [rx, h] = [round(corner), round(height)];
    const start =
      from - corner <= right
        ? `M${round(from)},0A${rx},${h} 0 0 0 ${round(from - corner)},${-h}`
        : `M${right},${-h}`;
    const end = to + corner >= left ? `H${round(to + corner)}A${rx},${h} 0 0 0 ${endOf(corner)}` : `H${left}`;
    return start + end;
  }

  /** How high the arc is at an x between its ends. */
  heightAt({ from, to }: Span, x: number): number {
    const distance = from - to;
    const width = distance <= this.#longestRound ? distance / 2 : this.#corner(distance);
    const inward = Math.min(x - to, from - x, width) / width;
    return this.height(distance) * Math.sqrt(Math.max(0, 1 - (1 - inward) ** 2));
  }

  #corner(distance: number): number {
    return Math.min(distance / 2, CORNER * this.height(distance));
  }
}
