import type { Vector } from '../../vectors.js';
import type { Report } from '../model.js';
import type { Requirement } from './requirements.js';

/** What a page of a report draws on beside the report, and where its links lead. */
export interface HtmlOptions {
  /**
   * The vectors of the run: what was sent, and what was expected in full, is taken from them. Without them a page shows
   * what the report itself holds.
   */
  vectors?: readonly Vector[];
  /** A link at the top. */
  home?: { href: string; label: string };
  /** Where a vector is shown. */
  vectorHref?: (vector: Vector) => string;
  /** Where a requirement stands in the specification. */
  requirementHref?: (id: string) => string;
}

/** What every part of a page is drawn from. */
export interface Context {
  report: Report;
  options: HtmlOptions;
  /** By id. */
  vectors: ReadonlyMap<string, Vector>;
  /** By id, in the order of the text. */
  requirements: ReadonlyMap<string, Requirement>;
}

/** What may be the id of an element: of the place of an implementation, a requirement, a vector. */
export function anchor(...parts: readonly (string | number)[]): string {
  return parts
    .join('-')
    .toLowerCase()
    .replace(/[^\w.-]/g, '_');
}
