import type { Report, Vector } from '../../../conformance/index.js';
import { html, type Html } from '../../../html/html.js';

/** How an implementation of a run did at some vectors. */
export interface ResultCounts {
  readonly implementation: string;
  readonly asked: number;
  /** Expected to or not. */
  readonly failed: number;
  /** Rejected as they should be, for another reason. */
  readonly otherReason: number;
}

/** How each implementation of a run did at some vectors. */
export function resultCounts(
  vectors: readonly Vector[],
  { implementations }: Pick<Report, 'implementations'>,
): ResultCounts[] {
  const ids = new Set(vectors.map(({ id }) => id));
  return implementations.map(({ name, results }) => {
    const asked = results.filter(
      ({ vector, standing }) => ids.has(vector) && standing !== 'not-applicable' && standing !== 'not-run',
    );
    return {
      implementation: name,
      asked: asked.length,
      failed: asked.filter(({ standing }) => standing === 'failed' || standing === 'expected').length,
      otherReason: asked.filter(({ standing }) => standing === 'marked').length,
    };
  });
}

/** A number as it is read. */
export const written = (n: number): string => n.toLocaleString('en');

/** The same as short as a cell of a table. */
export function inShort({ asked, failed, otherReason }: ResultCounts): { text: string; colour: string } {
  if (asked === 0) return { text: '–', colour: 'quiet' };
  if (failed > 0) return { text: `✗ ${written(failed)} of ${written(asked)}`, colour: 'bad' };
  if (otherReason > 0) return { text: `? ${written(otherReason)} of ${written(asked)}`, colour: 'warn' };
  return { text: `✓ ${written(asked)}`, colour: 'good' };
}

/** Text in which some stands between backticks, as the specification writes it. */
export function withCode(text: string): Html[] {
  return text.split('`').map((piece, i) => (i % 2 === 1 ? html`<code>${piece}</code>` : html`${piece}`));
}

/** Requirements as links to their page. */
export function requirementLinks(ids: readonly string[]): Html {
  const links = ids.map((id, i) => {
    const href = `../requirements.html#${id.toLowerCase()}`;
    return html`${i > 0 && ', '}<a class="id" href="${href}">${id}</a>`;
  });
  return html`${links}`;
}

/** The requirements that some vectors test, in the order of their ids. */
export function testedBy(vectors: readonly Vector[]): string[] {
  return [...new Set(vectors.flatMap(({ requirements }) => requirements))].sort();
}
