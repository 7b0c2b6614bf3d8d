import { readFileSync } from 'node:fs';
import { reasonRows } from '../../reasons-table.js';
import { REPOSITORY } from '../../specification.js';

/** What a file of vectors says of all of them. */
export interface SubjectFile {
  readonly description: string;
  /** What goes wrong in an implementation that misses a vector, by flag. */
  readonly notes: Readonly<Record<string, string>>;
}

/** A requirement, as much as is shown of it. */
export interface RequirementSentence {
  readonly id: string;
  /** Markdown. */
  readonly text: string;
}

const read = (path: string): string => readFileSync(new URL(path, REPOSITORY), 'utf8');

/** The head of a file of vectors. */
export function subjectFile(subject: string): SubjectFile {
  return JSON.parse(read(`vectors/${subject}.json`)) as SubjectFile;
}

/** The requirements of the specification, as `spec/requirements.json` has them. */
export function requirementSentences(): RequirementSentence[] {
  const { requirements } = JSON.parse(read('spec/requirements.json')) as {
    requirements: RequirementSentence[];
  };
  return requirements;
}

/** The requirement that each reason breaks, as the chapter about the suite tabulates it. */
export function requirementsOfReasons(): Map<string, string> {
  return new Map(
    reasonRows(read('spec/20-suite.md')).map(({ reason, requirement }) => [reason, requirement]),
  );
}
