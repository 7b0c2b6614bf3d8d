import { counted } from '../../../bamboo/counted.js';
import type { Report, Vector } from '../../../conformance/index.js';
import { html, type Html } from '../../../html/html.js';
import { requirementLinks, resultCounts, testedBy, withCode, written, type ResultCounts } from './counts.js';
import type { VectorPage } from './index.js';
import { subjectFile } from './sources.js';

function inWords({ implementation, asked, failed, otherReason }: ResultCounts): Html {
  if (asked === 0)
    return html`<li><span class="chip">– ${implementation}</span> doesn't have the operation</li>`;
  const other = otherReason > 0 && `, rejects ${written(otherReason)} for another reason`;
  return failed > 0
    ? html`<li>
        <span class="chip fails">✗ ${implementation}</span> fails ${written(failed)} of
        ${written(asked)}${other}
      </li>`
    : html`<li><span class="chip passes">✓ ${implementation}</span> passes ${written(asked)}${other}</li>`;
}

/** A subject's page: what is asked, what is tested, and where a script lists the vectors. */
export function subjectPage(
  subject: string,
  vectors: readonly Vector[],
  report: Pick<Report, 'implementations'>,
): VectorPage {
  const { description, notes } = subjectFile(subject);
  const tested = testedBy(vectors);
  return {
    path: `vectors/${subject}.html`,
    title: `Vectors: ${subject}`,
    description: description.replaceAll('`', ''),
    body: html`<p class="vectors-up"><a href="index.html">All subjects</a></p>
      <h1>Vectors: ${subject}</h1>
      <p class="lead">${withCode(description)}</p>
      <ul class="vectors-summary">
        ${resultCounts(vectors, report).map(inWords)}
      </ul>
      <details class="vectors-flags">
        <summary>${counted(tested.length, 'requirement')} tested</summary>
        <p>${requirementLinks(tested)}</p>
      </details>
      <details class="vectors-flags">
        <summary>
          ${counted(Object.keys(notes).length, 'flag')} explained: what goes wrong in an implementation that
          misses a vector
        </summary>
        <dl class="vectors-notes">
          ${Object.entries(notes).map(
            ([flag, note]) =>
              html`<dt><code>${flag}</code></dt>
                <dd>${withCode(note)}</dd>`,
          )}
        </dl>
      </details>
      <div data-vectors="${subject}">
        <p>
          ${counted(vectors.length, 'vector', 'vectors', written(vectors.length))}, listed by a script:
          without JavaScript, read <code>vectors/${subject}.json</code> of the package.
        </p>
      </div>`,
  };
}
