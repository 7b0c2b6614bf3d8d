import type { Report, VectorResult } from '../../conformance/index.js';
import type { Requirement } from '../requirement.js';
import type { Specification } from '../specification.js';

/** How an implementation does at the vectors of a requirement. */
export type Standing = 'passes' | 'fails' | 'other-reason' | 'not-applicable';

/** What a run tells about one implementation and one requirement. */
export interface Result {
  /** As the run was given it, as in `p2panda-js@0.8.1`. */
  readonly implementation: string;
  readonly standing: Standing;
  /** How many vectors it was asked. */
  readonly asked: number;
  /** How many of them it failed, expected to or not. */
  readonly failed: number;
  /** A subject in which it failed. */
  readonly failedIn: string | undefined;
}

/** A requirement with all that is known of it. */
export interface RequirementState {
  readonly requirement: Requirement;
  /** The vectors that test it: how many of which subject. None where it says why it is untested. */
  readonly vectors: readonly { readonly subject: string; readonly count: number }[];
  readonly results: readonly Result[];
}

/** What a report lacks to be of these vectors. */
export class ForeignReportError extends Error {
  override readonly name = 'ForeignReportError';
}

const FAILED: ReadonlySet<VectorResult['standing']> = new Set(['failed', 'expected']);

function resultOf(implementation: string, results: readonly VectorResult[]): Result {
  const failures = results.filter(({ standing }) => FAILED.has(standing));
  const asked = results.filter(({ standing }) => standing !== 'not-applicable').length;
  const standing: Standing =
    asked === 0
      ? 'not-applicable'
      : failures.length > 0
        ? 'fails'
        : results.some((result) => result.standing === 'marked')
          ? 'other-reason'
          : 'passes';
  return { implementation, standing, asked, failed: failures.length, failedIn: failures[0]?.subject };
}

/**
 * The requirements in the order of the text, each with its vectors and how the implementations of a run do at them.
 *
 * @throws {ForeignReportError} where the run was not of all these vectors, and of them alone
 */
export function requirementStates(
  { requirements, vectors }: Pick<Specification, 'requirements' | 'vectors'>,
  { implementations }: Pick<Report, 'implementations'>,
): RequirementState[] {
  const subjects = new Map(vectors.map(({ id, file }) => [id, file.replace(/\.json$/, '')]));
  const runs = implementations.map(({ name, results }) => {
    const byVector = new Map(results.map((result) => [result.vector, result]));
    const missing = vectors.find(({ id }) => !byVector.has(id));
    const foreign = results.find(({ vector }) => !subjects.has(vector));
    const unasked = results.find(({ standing }) => standing === 'not-run');
    if (missing) throw new ForeignReportError(`${name} was not asked the vector ${missing.id}`);
    if (foreign) throw new ForeignReportError(`${name} was asked ${foreign.vector}, which is no vector`);
    if (unasked) throw new ForeignReportError(`the run of ${name} ended before ${unasked.vector}`);
    return { name, byVector };
  });
  return requirements.map((requirement) => {
    const counts = new Map<string, number>();
    for (const id of requirement.vectors) {
      const subject = subjects.get(id)!;
      counts.set(subject, (counts.get(subject) ?? 0) + 1);
    }
    return {
      requirement,
      vectors: [...counts].map(([subject, count]) => ({ subject, count })),
      results:
        requirement.vectors.length === 0
          ? []
          : runs.map(({ name, byVector }) =>
              resultOf(
                name,
                requirement.vectors.map((id) => byVector.get(id)!),
              ),
            ),
    };
  });
}
