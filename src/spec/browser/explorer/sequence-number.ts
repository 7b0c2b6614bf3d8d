import { html, type Html } from '../../../html/html.js';
import { MAX_SEQNUM } from './full-numbers.js';

/** A sequence number as somebody wrote it, or what is wrong with it. */
export type Parsed =
  { readonly ok: true; readonly value: bigint } | { readonly ok: false; readonly error: string };

const LONGEST_QUOTE = 24;

function quote(text: string): string {
  const shown = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return `“${shown}”`;
}

/** Reads a sequence number; spaces and underscores between digits are let pass. */
export function parseSeqNum(text: string): Parsed {
  const fail = (error: string): Parsed => ({ ok: false, error });
  const written = text.trim();
  if (written === '') return fail('Type a sequence number from 1 to 2^64 − 1.');
  const negative = /^[-−]\d+$/.test(written);
  if (negative) return fail(`${quote(written)} is below 1, the first sequence number.`);
  const digits = written.replaceAll(/(?<=\d)[\s_](?=\d)/g, '');
  const wrong = /\D/u.exec(digits)?.[0];
  if (wrong !== undefined) {
    return fail(`${quote(written)} is not a whole number: ${quote(wrong)} is not a digit.`);
  }
  // No number with so many digits is one, and reading a text of any length would take its time.
  const significant = digits.replace(/^0+(?=\d)/, '');
  if (significant.length > MAX_SEQNUM.toString().length || BigInt(significant) > MAX_SEQNUM) {
    return fail(
      `${quote(significant)} is above 2^64 − 1 = ${MAX_SEQNUM.toString()}, the largest sequence number.`,
    );
  }
  const value = BigInt(significant);
  if (value === 0n) return fail('0 is no sequence number: the first entry has 1.');
  return { ok: true, value };
}

/** The digits of a number in threes from the right: `['18', '446', '744']`; up to 9999 in one. */
export function groupsOf(n: bigint): string[] {
  const digits = n.toString();
  if (digits.length < 5) return [digits];
  return digits.match(/\d{1,3}(?=(?:\d{3})*$)/g)!;
}

/** A number for a text: its digits are set apart in threes by the style sheet, so that copying gives the plain number. */
export function shownNumber(n: bigint): Html {
  const [first, ...others] = groupsOf(n);
  return html`<span class="explorer-number"
    >${first}${others.map((group) => html`<span>${group}</span>`)}</span
  >`;
}

/** A number for a `<text>` of SVG, its digits set apart in threes. */
export function drawnNumber(n: bigint): Html {
  const [first, ...others] = groupsOf(n);
  return html`${first}${others.map((group) => html`<tspan dx="2.2">${group}</tspan>`)}`;
}
