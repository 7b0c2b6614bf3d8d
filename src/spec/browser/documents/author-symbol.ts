import { svgElement } from '../svg-element.js';
import { WRITERS } from './authors.js';
import { RADIUS } from './layout.js';

/** An author is seen by shape too: circle, square, hexagon. */
const SHAPES: readonly string[] = [
  `M${-RADIUS},0a${RADIUS},${RADIUS} 0 1 1 ${2 * RADIUS},0a${RADIUS},${RADIUS} 0 1 1 ${-2 * RADIUS},0z`,
  'M-11,-15H11a4,4 0 0 1 4,4V11a4,4 0 0 1 -4,4H-11a4,4 0 0 1 -4,-4V-11a4,4 0 0 1 4,-4z',
  'M-17.5,0L-9,-15H9L17.5,0L9,15H-9z',
];

/** The class that gives an author's colour. */
export const authorClass = (author: number): string =>
  `documents-author-${WRITERS[author]!.letter.toLowerCase()}`;

/** What an author's operations look like: a path around the origin. */
export function authorShape(author: number): SVGElement {
  return svgElement('path', { class: 'documents-shape', d: SHAPES[author]! });
}

/** An author's shape with the letter in it, as it stands within text. */
export function authorSymbol(author: number): SVGElement {
  return svgElement(
    'svg',
    {
      class: `documents-symbol ${authorClass(author)}`,
      viewBox: '-19 -19 38 38',
      'aria-hidden': 'true',
    },
    authorShape(author),
    svgElement('text', { class: 'documents-number', y: 7 }, WRITERS[author]!.letter),
  );
}
