import { counted } from '../../../bamboo/counted.js';
import { html, type Html } from '../../../html/html.js';
import type { Choice, Part } from './choice.js';
import { isFull, subtractionsOf, type Subtraction } from './full-numbers.js';
import { shownNumber } from './sequence-number.js';
import type { Mode } from './view-state.js';

/** Lists up to this length are shown at once; longer ones open on demand. */
const LONGEST_OPEN_LIST = 16;
const MOST_STEPS_SHOWN = 6;

/** The chosen entry in a sentence or three, for a live region. */
export function describeChoice(choice: Choice): Html {
  const { n, to, path, pool } = choice;
  const links =
    n === 1n
      ? 'lipmaa(1) = 0, no links'
      : html`${choice.holdsLipmaalink ? 'lipmaalink' : 'no lipmaalink'}; lipmaa(${shownNumber(n)}) =
        ${shownNumber(choice.lipmaa)}`;
  return html`Entry ${shownNumber(n)}${isFull(n) && ', a full number'}: ${links}. Path to ${shownNumber(to)}:
  ${counted(path.length - 1, 'link')}. Certificate pool: ${counted(pool.length, 'entry', 'entries')}.`;
}

/** A number that chooses itself. `key` tells it apart from others in its panel, so that it can keep the focus. */
function numberButton(n: bigint, key: string, options: { part?: Part; current?: boolean } = {}): Html {
  const { part, current } = options;
  return html`<button
    type="button"
    class="explorer-choose${part === 'upper' && ' explorer-upper'}"
    data-choose="${n}"
    data-key="${key}"
    ${current && html`aria-current="true"`}
  >
    ${shownNumber(n)}
  </button>`;
}

function numberList(seqNums: readonly bigint[], choice: Choice, label: string, isOpen: boolean): Html {
  const list = html`<ol class="explorer-numbers" aria-label="${label}">
    ${seqNums.map(
      (seqNum) =>
        html`<li>
          ${numberButton(seqNum, seqNum.toString(), {
            part: seqNum > choice.n ? 'upper' : 'lower',
            current: seqNum === choice.n,
          })}
        </li>`,
    )}
  </ol>`;
  if (seqNums.length <= LONGEST_OPEN_LIST) return list;
  const ends = [...seqNums.slice(0, 3), ...seqNums.slice(-1)].map(shownNumber);
  return html`<details class="explorer-details" ${isOpen && html` open`}>
    <summary>All ${seqNums.length}: ${ends[0]}, ${ends[1]}, ${ends[2]} … ${ends[3]}</summary>
    ${list}
  </details>`;
}

function drawStep({ from, full, rest }: Subtraction): Html {
  return html`<li>
    ${shownNumber(from)} − ${shownNumber(full)} = ${shownNumber(rest)}${isFull(rest) && ', which is full'}
  </li>`;
}

function computation(choice: Choice, isOpen: boolean): Html {
  const { n } = choice;
  if (n === 1n) {
    return html`<p>
      1 is the first full number, and none is before it: 0 is no sequence number, and entry 1 has no links.
    </p>`;
  }
  if (isFull(n)) {
    const length = shownNumber(choice.lipmaa);
    return html`<p>It is full: 3 × ${length} + 1. So lipmaa is the full number before it.</p>`;
  }
  const steps = subtractionsOf(n);
  const { rest } = steps.at(-1)!;
  const isLong = steps.length > MOST_STEPS_SHOWN;
  // Long ones scroll in themselves, by keys too.
  const list = html`<ol class="explorer-steps" aria-label="Steps" ${isLong && html`tabindex="0"`}>
    ${steps.map(drawStep)}
  </ol>`;
  const end = html`<p>
    So lipmaa is ${shownNumber(n)} − ${shownNumber(rest)} = ${shownNumber(choice.lipmaa)}.
  </p>`;
  if (!isLong) {
    return html`<p>Take the largest full number below away until what is left is full:</p>
      ${list}${end}`;
  }
  return html`<p>
      The largest full number below is taken away ${steps.length} times; what is left then,
      ${shownNumber(rest)}, is full.
    </p>
    <details class="explorer-details" ${isOpen && html` open`}>
      <summary>All ${steps.length} steps</summary>
      ${list}
    </details>
    ${end}`;
}

/** lipmaa of the chosen entry, how it comes about, and the entry's links. */
export function linksPanel(choice: Choice, isOpen: boolean): Html {
  const { n } = choice;
  return html`<h2>lipmaa(${n < 100_000n ? n : 'n'}) = ${shownNumber(choice.lipmaa)}</h2>
    ${computation(choice, isOpen)}${
      n > 1n &&
      html`<p>
          ${
            choice.holdsLipmaalink
              ? 'That is not the entry before: the entry holds two links.'
              : 'That is the entry before, which the backlink points to already: the entry holds no lipmaalink.'
          }
        </p>
        <dl class="explorer-links">
          <div>
            <dt>Backlink</dt>
            <dd>${numberButton(n - 1n, 'backlink')}</dd>
          </div>
          <div>
            <dt>Lipmaalink</dt>
            <dd>${choice.holdsLipmaalink ? numberButton(choice.lipmaa, 'lipmaalink') : 'none'}</dd>
          </div>
        </dl>`
    }`;
}

/** The link path of the chosen entry. */
export function pathPanel(choice: Choice, isOpen: boolean): Html {
  const { n, to, path } = choice;
  const links = path.length - 1;
  const backlinks = n - to;
  return html`<h2>Path to ${shownNumber(to)}: ${counted(links, 'link')}</h2>
    <p>
      ${
        links === 0
          ? 'The entry is where the path ends.'
          : BigInt(links) === backlinks
            ? 'No shortcut leads there: these are backlinks alone.'
            : html`Along backlinks alone it would be ${shownNumber(backlinks)}.`
      }
    </p>
    ${numberList(path, choice, `Path from ${to.toString()} to ${n.toString()}`, isOpen)}`;
}

/** What is said of the pool's upper part. */
function upperPart({ n, top }: Choice, count: number): Html {
  if (top === n) {
    return html`<p>
      Nothing has to lead to it from above: it is full, and each full number links to the one before.
    </p>`;
  }
  if (count === 0) return html`<p>Nothing leads to it from above: no sequence number is larger.</p>`;
  const from =
    top === undefined
      ? 'The path down to it comes from above 2^64 − 1'
      : html`The path down to it comes from the next full number, ${shownNumber(top)}`;
  return html`<p>
    ${from}, and adds ${counted(count, 'later entry', 'later entries')}: those that exist already are kept.
  </p>`;
}

/** The certificate pool of the chosen entry. */
export function poolPanel(choice: Choice, isOpen: boolean): Html {
  const { n, pool } = choice;
  const above = pool.filter((seqNum) => seqNum > n).length;
  const below = pool.length - above;
  const lower = html`<p>
    The path down to 1, ${counted(below, 'entry', 'entries')} with entry ${shownNumber(n)} itself, ties it to
    the start of the log.
  </p>`;
  return html`<h2>Certificate pool: ${counted(pool.length, 'entry', 'entries')}</h2>
    ${lower}${upperPart(choice, above)}${numberList(pool, choice, `Certificate pool of ${n.toString()}`, isOpen)}`;
}

const BLOCKS =
  'The bars cut the numbers up to n into blocks, each as long as the largest full number below what is left, until a full number is left.';

/** What there is to see of a choice in a mode. */
export function whatToSee({ n, to }: Choice, mode: Mode): string {
  if (mode === 'links') {
    if (n === 1n)
      return 'Each entry links to the one before it, and some over many: entry 1 is where all links end.';
    return isFull(n)
      ? 'Each entry links to the one before it. A full number stands behind three blocks of equal length, the bars below the line: its lipmaalink leads over two of them, to the full number before.'
      : `Each entry links to the one before it. ${BLOCKS} The lipmaalink leads over the last block, where that is longer than one entry.`;
  }
  if (mode === 'path') {
    return to !== 1n || isFull(n)
      ? 'From each entry the path follows the lipmaalink, or the backlink where the lipmaalink would lead too far. From full number to full number, each link leads over two thirds of all that is left.'
      : `${BLOCKS} The path goes back block by block, and at the end of the first block from full number to full number. Lengths triple, and at most three blocks have the same: the number of links grows with the digits of n, not with n.`;
  }
  return 'What a peer keeps so that n stays verifiable when all else is dropped: the path from n down to 1 (discs), and the path down to n from the next full number (diamonds). The pools of any two entries of a log together hold a path from the later to the earlier one, which shows their order.';
}

/** What the overview shows of a choice in a mode. */
export function captionOf({ n, top }: Choice, mode: Mode): string {
  const ends =
    top === undefined ? '1, n and 2^64 − 1' : top === n ? '1 and n' : '1, n and the next full number';
  const seen = {
    links: 'All blocks up to n, and its links, on a logarithmic scale seen from both 1 and n.',
    path: 'The whole path, on a logarithmic scale seen from both its ends.',
    pool: `The whole pool, on a logarithmic scale seen from ${ends}.`,
  }[mode];
  return `${seen} The thin bar marks what the picture above shows.`;
}
