import { NODE_RADIUS, round } from '../../../graph/layout.js';
import { html, type Html } from '../../../html/html.js';
import { lipmaa } from '../../../index.js';
import { Arcs } from './arcs.js';
import { highlightsOf, holdsLipmaalink, lipmaalinksTo, type Choice, type Link, type Part } from './choice.js';
import { FULL_NUMBERS, isFull } from './full-numbers.js';
import { drawnNumber } from './sequence-number.js';
import type { Mode } from './view-state.js';
import { BELOW_HEIGHT, drawBlocks, drawLabels, LABELS_HEIGHT } from './window-labels.js';
import type { WindowView } from './window-view.js';

const HEAD = 22;
const RADIUS = NODE_RADIUS - 1;

/** What is to be drawn. */
export interface WindowPicture {
  readonly view: WindowView;
  readonly choice: Choice;
  readonly mode: Mode;
  /** The entry that somebody looks at without having chosen it. */
  readonly cursor: bigint | undefined;
  /** Comes before each id, which are one of their kind on a page. */
  readonly idPrefix: string;
}

/** What an entry is, in few words. */
export function describeEntry(n: bigint): string {
  const target = lipmaa(n);
  const full = isFull(n) ? ', a full number' : '';
  if (target === 0n) return `Entry 1${full}: no links.`;
  const link = holdsLipmaalink(n)
    ? `lipmaalink to ${target.toString()}`
    : 'no lipmaalink, as it would be the backlink';
  return `Entry ${n.toString()}${full}: ${link}.`;
}

/** Arcs of which the longest round one spans a power of three, as the windows of all pictures of that width have it. */
function arcsOf({ count, pitch, width }: WindowView): Arcs {
  const longest = 3 ** Math.floor(Math.log(count + 0.5) / Math.log(3));
  return new Arcs({ left: -20, right: width + 20 }, longest * pitch);
}

/** Lipmaalinks that start or end in the window. */
function linksIn(view: WindowView): Link[] {
  const links: Link[] = [];
  const seqNums = view.seqNums;
  const last = seqNums.at(-1)!;
  for (const seqNum of seqNums) {
    if (holdsLipmaalink(seqNum) && seqNum > 1n) links.push({ from: seqNum, to: lipmaa(seqNum) });
    for (const from of lipmaalinksTo(seqNum)) if (from > last) links.push({ from, to: seqNum });
  }
  return links;
}

function drawLine(view: WindowView): Html {
  const seqNums = view.seqNums;
  const left = seqNums[0] === 1n ? view.xOf(1n) : 0;
  const right = Math.min(view.width, view.xOf(seqNums.at(-1)!));
  return html`<path class="explorer-link" d="M${round(left)},0H${round(right)}" />`;
}

function drawHighlight(
  view: WindowView,
  arcs: Arcs,
  link: Link & { readonly part: Part },
  idPrefix: string,
): Html {
  const span = { from: view.xOf(link.from), to: view.xOf(link.to) };
  if (span.to > view.width || span.from < 0) return html``;
  const isBacklink = link.from - link.to === 1n;
  const path = isBacklink
    ? `M${round(span.from - RADIUS)},0H${round(span.to + RADIUS + 1)}`
    : arcs.path(span, RADIUS + 1);
  const classes = `explorer-highlight explorer-${link.part}`;
  return html`<path class="${classes}" d="${path}" marker-end="url(#${idPrefix}-tip-${link.part})" />`;
}

/** Where an end of a lipmaalink is out of sight, a label says which it is. */
function drawExits(view: WindowView, arcs: Arcs, { from, to, part }: Link & { readonly part: Part }): Html {
  const span = { from: view.xOf(from), to: view.xOf(to) };
  if (from - to === 1n || span.to > view.width || span.from < 0) return html``;
  const draw = (side: 'left' | 'right', x: number, text: Html): Html =>
    html`<text
      class="explorer-exit explorer-${part} explorer-at-${side}"
      x="${round(x)}"
      y="${round(-arcs.heightAt(span, x) - 6)}"
      >${text}</text
    >`;
  return html`${span.to < 0 && draw('left', 4, html`← ${drawnNumber(to)}`)}${
    span.from > view.width && draw('right', view.width - 4, html`${drawnNumber(from)} →`)
  }`;
}

/** Entries that hold a lipmaalink are filled, full numbers have a ring. */
function drawEntry(view: WindowView, seqNum: bigint, picture: WindowPicture, part: Part | undefined): Html {
  const x = round(view.xOf(seqNum));
  const isChosen = seqNum === picture.choice.n;
  const names = ['explorer-entry'];
  if (holdsLipmaalink(seqNum)) names.push('explorer-holds');
  if (part) names.push(`explorer-${part}`);
  return html`${isChosen && html`<circle class="explorer-chosen" cx="${x}" r="${RADIUS + 8}" />`}${
    isFull(seqNum) && html`<circle class="explorer-ring" cx="${x}" r="${RADIUS + 3.5}" />`
  }${
    part === 'upper'
      ? html`<path class="${names.join(' ')}" d="M${x},-7.2l7.2,7.2l-7.2,7.2l-7.2,-7.2z" />`
      : html`<circle class="${names.join(' ')}" cx="${x}" r="${RADIUS}" />`
  }`;
}

/** What the mouse meets: each entry's column, with what is said of it. */
function drawColumns(view: WindowView, top: number): Html {
  return html`${view.seqNums.map(
    (seqNum) =>
      html`<rect
        class="explorer-column"
        x="${round(view.xOf(seqNum) - view.pitch / 2)}"
        y="${round(-top)}"
        width="${round(view.pitch)}"
        height="${round(top + LABELS_HEIGHT)}"
        rx="4"
        ><title>${describeEntry(seqNum)}</title></rect
      >`,
  )}`;
}

const TIP = 'M0,0L8,4L0,8L1.6,4z';

function drawTips(idPrefix: string): Html {
  return html`<defs
    >${(['lower', 'upper'] as const).map(
      (part) =>
        html`<marker
          id="${idPrefix}-tip-${part}"
          class="explorer-tip explorer-${part}"
          markerWidth="9"
          markerHeight="9"
          refX="7"
          refY="4"
          orient="auto"
          markerUnits="userSpaceOnUse"
          ><path d="${TIP}"
        /></marker>`,
    )}</defs
  >`;
}

/** How high the picture is. */
export function windowHeight(view: WindowView): number {
  return Math.ceil(HEAD + arcsOf(view).top + BELOW_HEIGHT);
}

/** What is in the picture, for an `<svg>` of the view's width and {@link windowHeight}. */
export function drawWindow(picture: WindowPicture): Html {
  const { view, choice, mode, cursor, idPrefix } = picture;
  const arcs = arcsOf(view);
  const { entries, links } = highlightsOf(choice, mode);
  const line = HEAD + arcs.top;
  // A path to 1 goes from block to block.
  const showsBlocks = mode === 'links' || (mode === 'path' && choice.to === 1n);
  const cursorX = cursor === undefined ? undefined : view.xOf(cursor);
  return html`${drawTips(idPrefix)}<g transform="translate(0 ${round(line)})"
      >${drawLine(view)}${linksIn(view).map(
        ({ from, to }) =>
          html`<path class="explorer-link" d="${arcs.path({ from: view.xOf(from), to: view.xOf(to) })}" />`,
      )}${showsBlocks && drawBlocks(view, choice, mode)}${view.seqNums.map((seqNum) =>
        drawEntry(view, seqNum, picture, entries.get(seqNum)),
      )}${links.map((link) => drawHighlight(view, arcs, link, idPrefix))}${links.map((link) =>
        drawExits(view, arcs, link),
      )}${drawLabels(view, choice, entries)}${
        cursorX !== undefined &&
        html`<rect
          class="explorer-cursor"
          x="${round(cursorX - view.pitch / 2 + 1)}"
          y="-16"
          width="${round(view.pitch - 2)}"
          height="48"
          rx="5"
        />`
      }${drawColumns(view, arcs.top)}</g
    >`;
}

/** What the window shows, for readers who don't see it. */
export function describeWindow(view: WindowView): string {
  const full = FULL_NUMBERS.filter((number) => view.shows(number)).map(String);
  const marked = full.length === 0 ? '' : ` Full numbers among them: ${full.join(', ')}.`;
  return `Entries ${view.start.toString()} to ${view.end.toString()}, their backlinks and lipmaalinks.${marked}`;
}
