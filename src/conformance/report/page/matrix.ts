import { html, type Html } from '../../../html/html.js';
import { safe } from '../layout.js';
import { noCounts, type Counts, type ImplementationReport } from '../model.js';
import { columnHead, NOT_APPLICABLE, SIGNED, SIGNS } from '../words.js';
import { anchor, type Context } from './context.js';
import { chapterTitle, sentenceHtml } from './requirements.js';

/** The counts of an implementation by requirement. A vector counts at each of its requirements. */
function countByRequirement({ results }: ImplementationReport): Map<string, Counts> {
  const byRequirement = new Map<string, Counts>();
  for (const { requirements, standing } of results) {
    for (const id of requirements) {
      const counts = byRequirement.get(id) ?? noCounts();
      counts[standing]++;
      byRequirement.set(id, counts);
    }
  }
  return byRequirement;
}

function cell(counts: Counts, index: number, requirement: string): Html {
  const signed = SIGNED.filter((standing) => counts[standing] > 0);
  if (signed.length === 0 && counts.passed === 0) {
    return html`<td data-i="${index}" data-s="not-applicable">
      <abbr title="${NOT_APPLICABLE.meaning}">${NOT_APPLICABLE.sign}</abbr>
    </td>`;
  }
  if (signed.length === 0) return html`<td data-i="${index}">${counts.passed}</td>`;
  const figures = html`${counts.passed}${signed.map((standing) => {
    const { sign, meaning } = SIGNS[standing];
    return html` <b class="${standing}">${sign}${counts[standing]}</b
      ><span class="unseen"> ${meaning}</span>`;
  })}`;
  const isListed = signed.some((standing) => standing !== 'not-run');
  const href = `#${anchor('i', index, requirement)}`;
  return html`<td data-i="${index}" data-s="${signed.join(' ')}">
    ${isListed ? html`<a href="${href}">${figures}</a>` : figures}
  </td>`;
}

function requirementLink(id: string, { options }: Context): Html {
  return options.requirementHref === undefined
    ? html`${safe(id)}`
    : html`<a href="${options.requirementHref(id)}">${safe(id)}</a>`;
}

/** The ids of the requirements that the vectors of a run name, by chapter; '' for those that aren't in the text. */
function chaptersOf(tested: ReadonlySet<string>, { requirements }: Context): Map<string, string[]> {
  const known = [...requirements.keys()].filter((id) => tested.has(id));
  const unknown = [...tested].filter((id) => !requirements.has(id)).sort();
  const chapters = new Map<string, string[]>();
  for (const id of [...known, ...unknown]) {
    const chapter = requirements.get(id)?.chapter ?? '';
    chapters.set(chapter, [...(chapters.get(chapter) ?? []), id]);
  }
  return chapters;
}

/** The requirements by chapter, a row each, and the implementations, a column each. */
export function matrixHtml(context: Context): Html {
  const { implementations } = context.report;
  const counts = implementations.map(countByRequirement);
  const tested = new Set(counts.flatMap((byRequirement) => [...byRequirement.keys()]));
  const columns = implementations.length + 2;
  return html`<div class="matrix" role="region" aria-label="Requirements and implementations" tabindex="0">
      <table id="matrix">
        <thead>
          <tr>
            <th scope="col">requirement</th>
            ${implementations.map(({ name }, i) => html`<th scope="col" data-i="${i}"><a href="#${anchor('i', i)}" title="${safe(name)}">${columnHead(name)}</a></th>`)}
            <th scope="col" class="sentence">what it says</th>
          </tr>
        </thead>
        ${[...chaptersOf(tested, context)].map(
          ([chapter, ids]) =>
            html`<tbody>
              <tr class="chapter">
                <th colspan="${columns}" scope="rowgroup">
                  <span>${chapter === '' ? 'Not in the specification' : chapterTitle(chapter)}</span>
                </th>
              </tr>
              ${ids.map(
                (id) =>
                  html`<tr class="requirement" id="${anchor('r', id)}">
                    <th scope="row">${requirementLink(id, context)}</th>
                    ${counts.map((byRequirement, i) => cell(byRequirement.get(id) ?? noCounts(), i, id))}
                    <td class="sentence">${sentenceHtml(context.requirements.get(id)?.text ?? '')}</td>
                  </tr> `,
              )}
            </tbody>`,
        )}
      </table>
    </div>
    ${legend()} ${untested(tested, context)}`;
}

function legend(): Html {
  const signs = [...SIGNED.map((standing) => SIGNS[standing]), NOT_APPLICABLE];
  return html`<p class="legend">
    A figure counts vectors that passed; a vector counts at each requirement that it tests.
    ${signs.map(({ sign, meaning }) => html`<span><b>${sign}</b> ${meaning}</span> `)}
  </p>`;
}

/** The requirements that no vector of the run tests: those that none ever does, with the reason, and how many others. */
function untested(tested: ReadonlySet<string>, context: Context): Html {
  const missing = [...context.requirements.values()].filter(({ id }) => !tested.has(id));
  const never = missing.filter((requirement) => requirement.untested !== undefined);
  const others = missing.length - never.length;
  return html`${
    never.length > 0 &&
    html`<details class="untested">
      <summary>${never.length} requirements that no vector tests, and why</summary>
      <dl>
        ${never.map(
          ({ id, text, untested: reason = '' }) =>
            html`<div>
              <dt>${requirementLink(id, context)}</dt>
              <dd>${sentenceHtml(text)} <i>Untested: ${sentenceHtml(reason)}</i></dd>
            </div>`,
        )}
      </dl>
    </details>`
  }${others > 0 && html`<p>${others} more are tested by vectors that were not part of this run.</p>`}`;
}
