import type { Report, Vector } from '../../../conformance/index.js';
import type { Html } from '../../../html/html.js';
import { bySubject } from './data-files.js';
import { indexPage } from './index-page.js';
import { subjectPage } from './subject-page.js';

export { vectorDataFiles } from './data-files.js';
export { requirementVectorsHref, vectorHref } from './hrefs.js';

/** A page of vectors, without its frame. */
export interface VectorPage {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly body: Html;
}

/**
 * The pages of the vectors: their subjects, and one page each.
 *
 * @param report of a run of these vectors
 */
export function vectorPages(
  vectors: readonly Vector[],
  report: Pick<Report, 'implementations'>,
): VectorPage[] {
  const subjects = bySubject(vectors);
  return [
    indexPage(subjects, report),
    ...[...subjects].map(([subject, own]) => subjectPage(subject, own, report)),
  ];
}
