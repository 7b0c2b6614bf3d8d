import { html, type Html } from '../../../html/html.js';
import { firstOfKinds, groupBy, kindOf, markOf } from '../kinds.js';
import { safe } from '../layout.js';
import type { ImplementationReport, VectorResult } from '../model.js';
import { SIGNS, verdictInWords } from '../words.js';
import { anchor, type Context } from './context.js';
import { failureHtml, isShown, type Shown } from './failure.js';
import { sentenceHtml } from './requirements.js';

/** Of a kind so many are shown in full at a requirement. */
const SHOWN_OF_A_KIND = 8;

/** All that is shown in full takes no more than this of a page, in characters; what is left has its id there. */
const MOST_IN_FULL = 3_000_000;

/** Stale expectations and lines of an error: a page shows no more of either. */
const MOST_LINES = 200;

/** The first requirement that a vector names is what it tests; the others have to hold as well. */
const firstRequirement = ({ requirements }: VectorResult): string => requirements[0] ?? '';

function keyOf(result: VectorResult): string {
  const { standing, expectedBecause = '' } = result;
  const kind =
    standing === 'marked' ? markOf(result) : standing === 'expected' ? expectedBecause : kindOf(result);
  return `${firstRequirement(result)} ${standing} ${kind}`;
}

/** The results of one requirement, those that are not shown in full by their ids. */
function requirementHtml(
  id: string,
  results: readonly Shown[],
  also: ReadonlyMap<string, number>,
  index: number,
  drawn: ReadonlyMap<VectorResult, Html>,
  context: Context,
): Html {
  const inFull = results.flatMap((result) => drawn.get(result) ?? []);
  const others = groupBy(
    results.filter((result) => !drawn.has(result)),
    ({ standing }) => standing,
  );
  const text = context.requirements.get(id)?.text;
  return html`<section class="failed-requirement" id="${anchor('i', index, id)}">
    <h4><a href="#${anchor('r', id)}">${safe(id)}</a></h4>
    ${text !== undefined && html`<p class="sentence">${sentenceHtml(text)}</p>`} ${inFull}
    ${[...others].map(([standing, group]) => moreHtml(standing as Shown['standing'], group, inFull.length > 0))}
    ${
      also.size > 0 &&
      html`<p class="also">
        ${results.length === 0 ? 'Tested' : 'Also tested'} by what is listed under
        ${[...also].map(([other, count], i) => html`${i > 0 && ', '}<a href="#${anchor('i', index, other)}">${safe(other)}</a> (${count})`)}
      </p>`
    }
  </section> `;
}

function moreHtml(standing: Shown['standing'], group: readonly VectorResult[], isMore: boolean): Html {
  const { sign, meaning } = SIGNS[standing];
  return html`<details class="ids" data-s="${standing}">
    <summary>
      <b class="${standing}" title="${meaning}">${sign}</b> ${group.length}${isMore && ' more'}: ${meaning}
    </summary>
    <p>${group.map(({ vector }) => safe(vector)).join(', ')}</p>
  </details> `;
}

/** How many of the results name a requirement in second place, by the requirement that they stand under. */
function countElsewhere(results: readonly Shown[]): Map<string, Map<string, number>> {
  const elsewhere = new Map<string, Map<string, number>>();
  for (const result of results) {
    const first = firstRequirement(result);
    for (const id of new Set(result.requirements.slice(1))) {
      if (id === first) continue;
      const counts = elsewhere.get(id) ?? new Map<string, number>();
      counts.set(first, (counts.get(first) ?? 0) + 1);
      elsewhere.set(id, counts);
    }
  }
  return elsewhere;
}

/** The first results of each kind in full as far as there is room, so that every requirement has its share of it. */
function drawInFull(
  results: readonly Shown[],
  implementation: ImplementationReport,
  index: number,
  room: number,
  context: Context,
): Map<VectorResult, Html> {
  const first = firstOfKinds(results, keyOf, SHOWN_OF_A_KIND).shown;
  const ranks = [...groupBy(first, firstRequirement).values()].flatMap((group) =>
    group.map((result, rank) => ({ result, rank })),
  );
  const drawn = new Map<VectorResult, Html>();
  let left = room;
  for (const { result } of ranks.sort((a, b) => a.rank - b.rank)) {
    const piece = failureHtml(result, implementation, index, context);
    left -= piece.text.length;
    if (left < 0) break;
    drawn.set(result, piece);
  }
  return drawn;
}

/** What did not pass with one implementation, by requirement. */
function implementationHtml(
  implementation: ImplementationReport,
  index: number,
  room: number,
  context: Context,
): Html {
  const results = implementation.results.filter(isShown);
  const drawn = drawInFull(results, implementation, index, room, context);
  const elsewhere = countElsewhere(results);
  const groups = groupBy(results, firstRequirement);
  const named = new Set([...groups.keys(), ...elsewhere.keys()]);
  const ordered = [
    ...[...context.requirements.keys()].filter((id) => named.has(id)),
    ...[...named].filter((id) => !context.requirements.has(id)).sort(),
  ];
  return html`<section class="implementation" id="${anchor('i', index)}" data-i="${index}">
    <h3>${safe(implementation.name)}</h3>
    ${troubleHtml(implementation)}
    ${results.length === 0 && html`<p>Nothing to show: ${verdictInWords(implementation).verdict}.</p>`}
    ${ordered.map((id) =>
      requirementHtml(
        id,
        groups.get(id) ?? [],
        elsewhere.get(id) ?? new Map<string, number>(),
        index,
        drawn,
        context,
      ),
    )}
  </section> `;
}

/** What went wrong beside the vectors. */
function troubleHtml({ error, stale, remarks }: ImplementationReport): Html {
  return html`${
    error !== undefined &&
    html`<p>It could not be tested:</p>
      <pre tabindex="0">${safe(error).split('\n').slice(-MOST_LINES).join('\n')}</pre>`
  }${remarks.map((remark) => html`<p>${safe(remark)}</p>`)}${
    stale.length > 0 &&
    html`<p>No longer fails as expected; these are to be taken from its list:</p>
      <ul>
        ${stale.slice(0, MOST_LINES).map(({ vector, problem }) => html`<li><code>${safe(vector)}</code>: ${problem}</li>`)}
      </ul>`
  }${stale.length > MOST_LINES && html`<p>and ${stale.length - MOST_LINES} more</p>`}`;
}

/** What did not pass, by implementation and requirement. */
export function failuresHtml(context: Context): Html {
  const { implementations } = context.report;
  const busy = implementations.filter(({ results }) => results.some(isShown)).length;
  return html`${implementations.map((implementation, i) =>
    implementationHtml(implementation, i, MOST_IN_FULL / Math.max(1, busy), context),
  )}`;
}
