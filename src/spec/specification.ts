import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { REASONS } from '../bamboo/reasons.js';
import { REQUIREMENT_OF } from '../bamboo/requirements.js';
import { DATA_REASONS } from '../p2panda/reasons.js';
import { DATA_REQUIREMENT_OF } from '../p2panda/requirements.js';
import { parseChapter, type Chapter } from './chapter.js';
import { lintChapters, lintReasons, lintVectors } from './lint.js';
import { reasonRows } from './reasons-table.js';
import type { Problem, Requirement } from './requirement.js';
import { readVectorIndex, type VectorReference } from './vector-index.js';

/** The chapter with the table of reasons. */
const SUITE = '20-suite.md';

/** Both closed lists: that of entries and logs, and that of what is made of their payloads. */
const CODE = {
  reasons: [...REASONS, ...DATA_REASONS],
  requirementOf: { ...REQUIREMENT_OF, ...DATA_REQUIREMENT_OF },
};

/** The specification and the vectors that test it, as the repository has them. */
export interface Specification {
  readonly chapters: readonly Chapter[];
  readonly vectors: readonly VectorReference[];
  /** Each requirement in the order of the text, with the ids of the vectors that test it. */
  readonly requirements: readonly (Requirement & { readonly vectors: readonly string[] })[];
  /** What the lint finds wrong. */
  readonly problems: readonly Problem[];
}

/** The repository's directory, found from this file. */
export const REPOSITORY = new URL('../../', import.meta.url);

/** Reads the chapters and the vectors, and holds them against one another. */
export function readSpecification(repository: URL = REPOSITORY): Specification {
  const directory = new URL('spec/', repository);
  const sources = readdirSync(directory)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((file) => ({ file, source: readFileSync(new URL(file, directory), 'utf8') }));
  const chapters = sources.map(({ file, source }) => parseChapter(file, source));
  const { vectors, problems } = readVectorIndex(fileURLToPath(new URL('vectors/', repository)));
  const suite = sources.find(({ file }) => file === SUITE)?.source ?? '';
  return {
    chapters,
    vectors,
    requirements: withVectors(chapters, vectors),
    problems: [
      ...lintChapters(chapters),
      ...problems,
      ...lintVectors(chapters, vectors),
      ...lintReasons(SUITE, reasonRows(suite), CODE),
    ],
  };
}

function withVectors(chapters: readonly Chapter[], vectors: readonly VectorReference[]) {
  const ids = new Map<string, string[]>();
  for (const vector of vectors) {
    for (const id of vector.requirements) ids.set(id, [...(ids.get(id) ?? []), vector.id]);
  }
  return chapters.flatMap(({ requirements }) =>
    requirements.map((requirement) => ({ ...requirement, vectors: ids.get(requirement.id) ?? [] })),
  );
}
