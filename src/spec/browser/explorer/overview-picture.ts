import { round } from '../../../graph/layout.js';
import { html, type Html } from '../../../html/html.js';
import { roundHeight } from './arcs.js';
import { highlightsOf, type Choice } from './choice.js';
import { blocksOf, isFull, MAX_SEQNUM, rankOf } from './full-numbers.js';
import type { Mode } from './view-state.js';
import type { WindowView } from './window-view.js';

const MARGIN = 20;
const WIDEST_RANK = 110;
/** The upper part of a pool gets at least so much of the width, as far as it can use it. */
const UPPER_SHARE = 0.22;
const CHARACTER = 6.6;
const HEAD = 8;
const LABEL_BASE = 22;
const BAR_TOP = 7;
const BAND_TOP = 30;
const HIGHEST = 62;

/** A stretch of numbers that is drawn logarithmically from both its ends. */
interface Stretch {
  readonly first: bigint;
  readonly last: bigint;
}

/** How many ranks wide a stretch is. */
const ranksOf = ({ first, last }: Stretch): number => 2 * rankOf(Number(last - first) / 2);

/** Where a number of the stretch is, in ranks from its start. */
function rankIn(stretch: Stretch, seqNum: bigint): number {
  const fromFirst = seqNum - stretch.first;
  const toLast = stretch.last - seqNum;
  return fromFirst <= toLast ? rankOf(Number(fromFirst)) : ranksOf(stretch) - rankOf(Number(toLast));
}

/** Where everything of the overview is, whatever the numbers' size. */
export class Overview {
  readonly width: number;
  readonly #lower: Stretch;
  readonly #upper: Stretch;
  readonly #left: number;
  readonly #lowerScale: number;
  readonly #upperScale: number;

  constructor(width: number, { n, to, pool }: Choice, mode: Mode) {
    this.width = width;
    this.#lower = { first: mode === 'path' ? to : 1n, last: n };
    this.#upper = { first: n, last: mode === 'pool' ? pool.at(-1)! : n };
    const [lower, upper] = [ranksOf(this.#lower), ranksOf(this.#upper)];
    const inner = width - 2 * MARGIN;
    const scale = Math.min(WIDEST_RANK, inner / Math.max(1, lower + upper));
    const upperWidth = Math.min(Math.max(upper * scale, UPPER_SHARE * inner), upper * WIDEST_RANK);
    this.#upperScale = upper === 0 ? 0 : upperWidth / upper;
    this.#lowerScale = Math.min(WIDEST_RANK, lower === 0 ? 0 : (inner - upperWidth) / lower);
    this.#left = MARGIN + (inner - upperWidth - lower * this.#lowerScale) / 2;
  }

  get first(): bigint {
    return this.#lower.first;
  }

  get last(): bigint {
    return this.#upper.last;
  }

  /** Where a number stands, in pixels; those outside stand at the end. */
  xOf(seqNum: bigint): number {
    const n = this.#lower.last;
    const kept = seqNum < this.first ? this.first : seqNum > this.last ? this.last : seqNum;
    if (kept <= n) return this.#left + rankIn(this.#lower, kept) * this.#lowerScale;
    return (
      this.#left + ranksOf(this.#lower) * this.#lowerScale + rankIn(this.#upper, kept) * this.#upperScale
    );
  }
}

/** A label under the line; the first come first where two have no room. */
interface Label {
  readonly seqNum: bigint;
  readonly text: string;
  readonly bold?: boolean;
}

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const powerOfTen = (exponent: number): string =>
  exponent < 3
    ? (10 ** exponent).toString()
    : `10${exponent.toString().replaceAll(/\d/g, (digit) => SUPERSCRIPT[Number(digit)]!)}`;

function labelsOf({ first, last }: Overview, { n }: Choice): Label[] {
  const short = (seqNum: bigint, otherwise: string): string =>
    seqNum < 100_000n ? seqNum.toString() : otherwise;
  const labels: Label[] = [{ seqNum: n, text: short(n, 'n'), bold: true }];
  if (first < n) labels.push({ seqNum: first, text: short(first, 'end') });
  if (last > n)
    labels.push({ seqNum: last, text: short(last, last === MAX_SEQNUM ? '2⁶⁴ − 1' : 'next full') });
  for (let exponent = 18; exponent >= 1; exponent--) {
    if (exponent > 3 && exponent % 3 !== 0) continue;
    const distance = 10n ** BigInt(exponent);
    const power = powerOfTen(exponent);
    const small = n < 100_000n;
    // From 1, 10^3 away is as good as 10^3.
    if (first === 1n && 2n * distance <= n) labels.push({ seqNum: distance, text: power });
    if (2n * distance <= n - first) {
      labels.push({ seqNum: n - distance, text: small ? (n - distance).toString() : `n−${power}` });
    }
    if (2n * distance <= last - n) {
      labels.push({ seqNum: n + distance, text: small ? (n + distance).toString() : `n+${power}` });
    }
  }
  return labels;
}

function drawScale(overview: Overview, choice: Choice): Html {
  const taken: [number, number][] = [];
  const drawn: Html[] = [];
  for (const { seqNum, text, bold } of labelsOf(overview, choice)) {
    const width = text.length * CHARACTER;
    const place = overview.xOf(seqNum);
    const x = Math.min(Math.max(place, width / 2), overview.width - width / 2);
    const [left, right] = [x - width / 2 - 5, x + width / 2 + 5];
    if (taken.some(([from, to]) => left < to && right > from)) continue;
    taken.push([left, right]);
    drawn.push(
      html`<path class="explorer-tick" d="M${round(place)},5V10" /><text
          class="explorer-label${bold && ' explorer-bold'}"
          x="${round(x)}"
          y="${LABEL_BASE}"
          >${text}</text
        >`,
    );
  }
  return html`${drawn}`;
}

/** The blocks that lead up to the chosen entry, on the line. */
function drawBlocks(overview: Overview, { n }: Choice): Html {
  const blocks = blocksOf(n);
  return html`${blocks.map(({ first, last }, i) => {
    const left = i === 0 ? overview.xOf(first) : overview.xOf(first - 1n);
    const isOver = isFull(n) ? i > 0 : i === blocks.length - 1;
    return html`<rect
      class="explorer-block${isOver && ' explorer-last'}"
      x="${round(left)}"
      y="${-BAR_TOP}"
      width="${round(Math.max(0.6, overview.xOf(last) - left))}"
      height="${2 * BAR_TOP}"
      rx="2"
    />`;
  })}`;
}

/** How high the overview is. */
export const OVERVIEW_HEIGHT = HEAD + HIGHEST + BAND_TOP + 8;

/** What is in the overview: the whole path or pool, however far it reaches; and which part of it the window shows. */
export function drawOverview(overview: Overview, choice: Choice, mode: Mode, view: WindowView): Html {
  const { entries, links } = highlightsOf(choice, mode);
  const seqNums = [...entries.keys()].sort((a, b) => (a < b ? -1 : 1));
  const places = seqNums.map((seqNum) => overview.xOf(seqNum));
  const gaps = places.slice(1).map((x, i) => x - places[i]!);
  const usual = gaps.length === 0 ? WIDEST_RANK : [...gaps].sort((a, b) => a - b)[gaps.length >> 1]!;
  const radius = Math.min(4.2, Math.max(1.1, usual / 3));
  const longest = Math.max(1, ...links.map(({ from, to }) => overview.xOf(from) - overview.xOf(to)));
  const rise = Math.min(1.6, HIGHEST / roundHeight(longest));
  const [bandLeft, bandRight] = [overview.xOf(view.start), overview.xOf(view.end)];
  return html`<g transform="translate(0 ${HEAD + HIGHEST})"
    ><path
      class="explorer-link"
      d="M${round(overview.xOf(overview.first))},0H${round(overview.xOf(overview.last))}"
    />${mode === 'links' && drawBlocks(overview, choice)}${links.map(({ from, to, part }) => {
      const [right, left] = [overview.xOf(from), overview.xOf(to)];
      const height = rise * roundHeight(right - left);
      const path =
        from - to === 1n
          ? `M${round(right)},0H${round(left)}`
          : `M${round(right)},0A${round((right - left) / 2)},${round(height)} 0 0 0 ${round(left)},0`;
      return html`<path class="explorer-highlight explorer-${part}" d="${path}" />`;
    })}${seqNums.map((seqNum, i) => {
      const x = round(places[i]!);
      const part = entries.get(seqNum)!;
      const size = round(radius * 1.3);
      const title = html`<title>${seqNum}</title>`;
      return part === 'upper'
        ? html`<path
            class="explorer-entry explorer-holds explorer-upper"
            d="M${x},${-size}l${size},${size}l${-size},${size}l${-size},${-size}z"
            >${title}</path
          >`
        : html`<circle
            class="explorer-entry explorer-holds explorer-lower"
            cx="${x}"
            r="${seqNum === choice.n ? Math.max(3.5, round(radius)) : round(radius)}"
            >${title}</circle
          >`;
    })}${drawScale(overview, choice)}<rect
      class="explorer-band"
      x="${round(bandLeft)}"
      y="${BAND_TOP}"
      width="${round(Math.max(3, bandRight - bandLeft))}"
      height="5"
      rx="2.5"
      ><title>shown above</title></rect
    ></g
  >`;
}
