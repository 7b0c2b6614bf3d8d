import { readFileSync } from 'node:fs';
import { counted } from '../../../bamboo/counted.js';
import type { Report, Vector } from '../../../conformance/index.js';
import { html, type Html } from '../../../html/html.js';
import { REPOSITORY } from '../../specification.js';
import { bySubject } from './data-files.js';

export { vectorDataFiles } from './data-files.js';
export { requirementVectorsHref, vectorHref } from './hrefs.js';

/** A page of vectors, without its frame. */
export interface VectorPage {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly body: Html;
}

interface SubjectFile {
  readonly description: string;
  readonly notes: Readonly<Record<string, string>>;
}

function subjectFile(subject: string): SubjectFile {
  return JSON.parse(readFileSync(new URL(`vectors/${subject}.json`, REPOSITORY), 'utf8')) as SubjectFile;
}

/** How the implementations of a run did at some vectors, as cells of a table. */
function resultCells(
  vectors: readonly Vector[],
  { implementations }: Pick<Report, 'implementations'>,
): Html[] {
  const ids = new Set(vectors.map(({ id }) => id));
  return implementations.map(({ results }) => {
    const own = results.filter(({ vector }) => ids.has(vector));
    const asked = own.filter(({ standing }) => standing !== 'not-applicable').length;
    const failed = own.filter(({ standing }) => standing === 'failed' || standing === 'expected').length;
    if (asked === 0) return html`<td class="number quiet">–</td>`;
    return failed === 0
      ? html`<td class="number good">✓ ${asked}</td>`
      : html`<td class="number bad">✗ ${failed} of ${asked}</td>`;
  });
}

function indexPage(
  subjects: ReadonlyMap<string, readonly Vector[]>,
  report: Pick<Report, 'implementations'>,
): VectorPage {
  const total = [...subjects.values()].reduce((sum, { length }) => sum + length, 0);
  const rows = [...subjects].map(
    ([subject, vectors]) =>
      html`<tr>
        <th scope="row"><a href="${subject}.html">${subject}</a></th>
        <td>${subjectFile(subject).description}</td>
        <td class="number">${vectors.length.toLocaleString('en')}</td>
        ${resultCells(vectors, report)}
      </tr>`,
  );
  return {
    path: 'vectors/index.html',
    title: 'Test vectors',
    description: `The ${total.toLocaleString('en')} test vectors of the suite, by subject.`,
    body: html`<h1>Test vectors</h1>
      <p>
        A vector is a question with its one right answer. There are ${total.toLocaleString('en')}, in
        ${subjects.size} subjects; the files stand in <code>vectors/</code> of the package.
        <span aria-hidden="true">✓</span> passes all that it was asked,
        <span aria-hidden="true">✗</span> fails some, <span aria-hidden="true">–</span> doesn't have the
        operation.
      </p>
      <div class="table" role="group" aria-label="Subjects" tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col">subject</th>
              <th scope="col">what is asked</th>
              <th scope="col">vectors</th>
              ${report.implementations.map(({ name }) => html`<th scope="col">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </div>`,
  };
}

function subjectPage(subject: string, vectors: readonly Vector[]): VectorPage {
  const { description, notes } = subjectFile(subject);
  return {
    path: `vectors/${subject}.html`,
    title: `Vectors: ${subject}`,
    description,
    body: html`<h1>Vectors: ${subject}</h1>
      <p class="lead">${description}</p>
      <details class="vectors-flags">
        <summary>
          What goes wrong in an implementation that misses them: ${counted(Object.keys(notes).length, 'flag')}
          explained
        </summary>
        <dl>
          ${Object.entries(notes).map(
            ([flag, note]) =>
              html`<dt><code>${flag}</code></dt>
                <dd>${note}</dd>`,
          )}
        </dl>
      </details>
      <div data-vectors="${subject}">
        <p>
          ${counted(vectors.length, 'vector')}, shown by a script: without JavaScript, read
          <code>vectors/${subject}.json</code> of the package.
        </p>
      </div>`,
  };
}

/** The pages of the vectors: their subjects, and one page each. */
export function vectorPages(
  vectors: readonly Vector[],
  report: Pick<Report, 'implementations'>,
): VectorPage[] {
  const subjects = bySubject(vectors);
  return [indexPage(subjects, report), ...[...subjects].map(([subject, own]) => subjectPage(subject, own))];
}
