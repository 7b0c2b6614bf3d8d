import { html, type Html } from '../../../html/html.js';
import { firstOfKinds, groupBy, kindOf, markOf } from '../kinds.js';
import { safe } from '../layout.js';
import type { ImplementationReport, VectorResult } from '../model.js';
import { SIGNS, verdictInWords } from '../words.js';
import { anchor, type Context } from './context.js';
import { failureHtml, isShown, LONGEST_REASON, type Shown } from './failure.js';
import { sentenceHtml } from './requirements.js';

/** Of failures of a kind so many are shown in full at a requirement. */
const SHOWN_OF_A_KIND = 8;

/** Of failures expected for one cause so many in each subject. */
const SHOWN_OF_A_CAUSE = 3;

/** Of rejections for one other reason, which are no failures, so many in each subject. */
const SHOWN_OF_A_REASON = 1;

/** All that is shown in full takes no more than this of a page, in characters; what is left has its id there. */
const MOST_IN_FULL = 3_000_000;

/** How many are shown in full of what has the same key. */
const SHOWN = {
  failed: SHOWN_OF_A_KIND,
  expected: SHOWN_OF_A_CAUSE,
  marked: SHOWN_OF_A_REASON,
} as const satisfies Record<Shown['standing'], number>;

/** Stale expectations and lines of an error: a page shows no more of either. */
const MOST_LINES = 200;

/** The first requirement that a vector names is what it tests; the others have to hold as well. */
const firstRequirement = ({ requirements }: VectorResult): string => requirements[0] ?? '';

/** What is expected has one cause, whatever it breaks; what isn't may have another one at every requirement. */
function keyOf(result: VectorResult): string {
  const { standing, subject, expectedBecause = '' } = result;
  if (standing === 'marked') return `${subject} ${standing} ${markOf(result)}`;
  if (standing === 'expected') return `${subject} ${standing} ${expectedBecause}`;
  return `${firstRequirement(result)} ${standing} ${kindOf(result)}`;
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
    ({ standing, expectedBecause = '' }) => `${standing} ${expectedBecause}`,
  );
  const text = context.requirements.get(id)?.text;
  return html`<section class="failed-requirement" id="${anchor('i', index, id)}">
    <h4><a href="#${anchor('r', id)}">${safe(id)}</a></h4>
    ${text !== undefined && html`<p class="sentence">${sentenceHtml(text)}</p>`} ${inFull}
    ${[...others.values()].map((group) => moreHtml(group, inFull.length > 0, context))}
    ${
      also.size > 0 &&
      html`<p class="also">
        ${results.length === 0 ? 'Tested' : 'Also tested'} by what is listed under
        ${[...also].map(([other, count], i) => html`${i > 0 && ', '}<a href="#${anchor('i', index, other)}">${safe(other)}</a> (${count})`)}
      </p>`
    }
  </section> `;
}

/** An id on a line of its own, leading to the vector where that is shown. */
function idHtml({ vector: id }: VectorResult, { vectors, options }: Context): Html {
  const vector = vectors.get(id);
  const href = vector === undefined ? undefined : options.vectorHref?.(vector);
  return href === undefined ? html`<li>${safe(id)}</li>` : html`<li><a href="${href}">${safe(id)}</a></li>`;
}

/** Results of one standing, of one cause where it is known, by their ids. */
function moreHtml(group: readonly Shown[], isMore: boolean, context: Context): Html {
  const { standing, expectedBecause: cause } = group[0]!;
  const { sign, meaning } = SIGNS[standing];
  return html`<details class="ids" data-s="${standing}">
    <summary>
      <b class="${standing}" title="${meaning}">${sign}</b> ${group.length}${isMore && ' more'}:
      ${meaning}${cause !== undefined && html`, <span>${safe(cause).slice(0, LONGEST_REASON)}</span>`}
    </summary>
    <ul>
      ${group.map((result) => idHtml(result, context))}
    </ul>
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
  const first = [...groupBy(results, ({ standing }) => standing)].flatMap(
    ([standing, group]) => firstOfKinds(group, keyOf, SHOWN[standing as Shown['standing']]).shown,
  );
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
  const isListed = drawn.size < results.length;
  const elsewhere = countElsewhere(results);
  const groups = groupBy(results, firstRequirement);
  const named = new Set([...groups.keys(), ...elsewhere.keys()]);
  const ordered = [
    ...[...context.requirements.keys()].filter((id) => named.has(id)),
    ...[...named].filter((id) => !context.requirements.has(id)).sort(),
  ];
  return html`<section class="implementation" id="${anchor('i', index)}" data-i="${index}">
    <h3>${safe(implementation.name)}</h3>
    ${troubleHtml(implementation)} ${isListed && omissionHtml(results.length - drawn.size, context)}
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

/** How many are not shown in full, which these are, and where they are. */
function omissionHtml(count: number, { options }: Context): Html {
  return html`<p class="quiet">
    ${count} of the vectors below are listed by their ids alone. With what was sent, expected and received are
    shown: of failures the first ${SHOWN_OF_A_KIND} of a kind at each requirement, as far as there is room; of
    those that are expected the first ${SHOWN_OF_A_CAUSE} of a cause in each subject; and of rejections for
    another reason one of a kind in each subject. <code>report.json</code> has what was received for all of
    them${options.vectorHref !== undefined && ', and their links lead to what was sent and expected'}.
  </p>`;
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
