import { round } from '../../../graph/layout.js';
import { html, type Html } from '../../../html/html.js';
import type { Choice, Part } from './choice.js';
import { blocksOf, isFull } from './full-numbers.js';
import { drawnNumber, groupsOf } from './sequence-number.js';
import type { Mode } from './view-state.js';
import type { WindowView } from './window-view.js';

const LABEL_BASE = 25;
const SECOND_LABEL_BASE = 41;
const BLOCKS_TOP = 52;
const BLOCK_HEIGHT = 20;
/** A bold digit. */
const DIGIT_WIDTH = 8.1;
/** Up to here every number is written; above, how far it is from one that is. */
const LARGEST_WRITTEN = 999n;

/** How far the labels reach below the line, and how far all that is below it. */
export const LABELS_HEIGHT = SECOND_LABEL_BASE + 6;
export const BELOW_HEIGHT = BLOCKS_TOP + BLOCK_HEIGHT + 6;

/** How far a number is from the one that is written out; of those far away few have room for it. */
function labelFrom(anchor: bigint, seqNum: bigint, name: string, entries: ReadonlyMap<bigint, Part>): string {
  const distance = seqNum < anchor ? anchor - seqNum : seqNum - anchor;
  if (distance === 0n) return name;
  const crowded = entries.has(seqNum - 1n) || entries.has(seqNum + 1n);
  const hasRoom = entries.has(seqNum) ? !crowded || distance % 2n === 0n : !crowded && distance % 5n === 0n;
  if (distance >= 10n && !hasRoom) return '';
  return `${seqNum < anchor ? '−' : '+'}${distance.toString()}`;
}

/** The numbers below the line; large ones as distances from the chosen entry, or from the middle where that is out of sight. */
export function drawLabels(view: WindowView, choice: Choice, entries: ReadonlyMap<bigint, Part>): Html {
  const written = view.end <= LARGEST_WRITTEN;
  const middle = view.start + BigInt(Math.floor(view.count / 2));
  const anchor = view.shows(choice.n) ? choice.n : middle;
  const name = anchor === choice.n ? 'n' : 'm';
  const anchorWidth = written
    ? 0
    : (anchor.toString().length + groupsOf(anchor).length / 3 + 3) * DIGIT_WIDTH;
  const anchorX = Math.min(Math.max(view.xOf(anchor), anchorWidth / 2 + 4), view.width - anchorWidth / 2 - 4);
  const labels = view.seqNums.map((seqNum) => {
    const x = round(view.xOf(seqNum));
    if (x < 8 || x > view.width - 8) return null;
    const text = written ? seqNum.toString() : labelFrom(anchor, seqNum, name, entries);
    const part = entries.get(seqNum);
    const names = ['explorer-label'];
    if (part) names.push(`explorer-${part}`);
    if (seqNum === choice.n) names.push('explorer-bold');
    const hasRoom = written || Math.abs(x - anchorX) > anchorWidth / 2 + 16;
    return html`<text class="${names.join(' ')}" x="${x}" y="${LABEL_BASE}">${text}</text>${
        isFull(seqNum) &&
        hasRoom &&
        html`<text class="explorer-label explorer-full" x="${x}" y="${SECOND_LABEL_BASE}">full</text>`
      }`;
  });
  const anchorLabel = html`<text
    class="explorer-label explorer-anchor"
    x="${round(anchorX)}"
    y="${SECOND_LABEL_BASE}"
    >${name} = ${drawnNumber(anchor)}${isFull(anchor) && ', full'}</text
  >`;
  return html`${labels}${!written && anchorLabel}`;
}

/** The blocks that lead up to the chosen entry, as far as they are in sight; those stand out over which its lipmaalink leads. */
export function drawBlocks(view: WindowView, choice: Choice, mode: Mode): Html {
  const blocks = blocksOf(choice.n);
  const half = view.pitch / 2;
  return html`${blocks.map(({ first, last }, i) => {
    const left = Math.max(-6, view.xOf(first) - half + 1.5);
    const right = Math.min(view.width + 6, view.xOf(last) + half - 1.5);
    if (right < 0 || left > view.width) return null;
    const [seenLeft, seenRight] = [Math.max(0, left), Math.min(view.width, right)];
    const length = last - first + 1n;
    const text = length.toString();
    const isLinkedOver = mode === 'links' && (isFull(choice.n) ? i > 0 : i === blocks.length - 1);
    const standsOut = isLinkedOver && ' explorer-last';
    const room = seenRight - seenLeft;
    return html`<rect
        class="explorer-block${standsOut}"
        x="${round(left)}"
        y="${BLOCKS_TOP}"
        width="${round(right - left)}"
        height="${BLOCK_HEIGHT}"
        rx="4"
      />${
        room > text.length * DIGIT_WIDTH &&
        html`<text
          class="explorer-block-label${standsOut}"
          x="${round((seenLeft + seenRight) / 2)}"
          y="${BLOCKS_TOP + 14}"
          >${drawnNumber(length)}</text
        >`
      }`;
  })}`;
}
