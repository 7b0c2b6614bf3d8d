import { counted } from '../../../bamboo/counted.js';
import type { Report, Vector } from '../../../conformance/index.js';
import { html, type Html } from '../../../html/html.js';
import { inShort, resultCounts, testedBy, withCode, written } from './counts.js';
import type { VectorPage } from './index.js';
import { subjectFile } from './sources.js';

function row(subject: string, vectors: readonly Vector[], report: Pick<Report, 'implementations'>): Html {
  const tested = testedBy(vectors);
  const cells = resultCounts(vectors, report).map(inShort);
  return html`<tr>
    <th scope="row"><a href="${subject}.html">${subject}</a></th>
    <td>
      ${withCode(subjectFile(subject).description)}
      <p class="vectors-tested">${counted(tested.length, 'requirement')}</p>
    </td>
    <td class="vectors-number">${written(vectors.length)}</td>
    ${cells.map(({ text, colour }) => html`<td class="vectors-number vectors-${colour}">${text}</td>`)}
  </tr>`;
}

/** The subjects, with how many vectors each has, what they test, and how the implementations of a run do. */
export function indexPage(
  subjects: ReadonlyMap<string, readonly Vector[]>,
  report: Pick<Report, 'implementations'>,
): VectorPage {
  const all = [...subjects.values()].flat();
  const totals = resultCounts(all, report).map(inShort);
  return {
    path: 'vectors/index.html',
    title: 'Test vectors',
    description: `The ${written(all.length)} test vectors of the suite, by subject.`,
    body: html`<h1>Test vectors</h1>
      <p>
        A vector is a question with its one right answer. There are ${written(all.length)} in
        ${counted(subjects.size, 'subject')}; their files are in <code>vectors/</code> of the package, and
        <code>npx sasako conform --list</code> lists them.
      </p>
      <p>
        In the table ✓ stands for all that an implementation was asked, ✗ for those of them that it fails, ?
        for those that it rejects for another reason, – where it doesn't have the operation.
      </p>
      <div class="table" role="group" aria-label="Subjects" tabindex="0">
        <table class="vectors-subjects">
          <thead>
            <tr>
              <th scope="col">subject</th>
              <th scope="col">what is asked</th>
              <th scope="col" class="vectors-number">vectors</th>
              ${report.implementations.map(({ name }) => html`<th scope="col" class="vectors-number">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${[...subjects].map(([subject, vectors]) => row(subject, vectors, report))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">total</th>
              <td></td>
              <td class="vectors-number">${written(all.length)}</td>
              ${totals.map(({ text, colour }) => html`<td class="vectors-number vectors-${colour}">${text}</td>`)}
            </tr>
          </tfoot>
        </table>
      </div>`,
  };
}
