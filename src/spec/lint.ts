import type { Chapter, LocatedRequirement } from './chapter.js';
import type { ReasonRow } from './reasons-table.js';
import type { Problem, Profile } from './requirement.js';
import type { VectorReference } from './vector-index.js';

/** The reasons as the code has them: the closed list, and the requirement that each breaks. */
export interface ReasonList {
  readonly reasons: readonly string[];
  readonly requirementOf: Readonly<Record<string, string>>;
}

/** All problems of the chapters: those of each by itself, ids and examples that clash, and ids that do not exist. */
export function lintChapters(chapters: readonly Chapter[]): Problem[] {
  const problems = chapters.flatMap((chapter) => chapter.problems);
  const seen = new Map<string, string>();
  for (const { file, requirements } of chapters) {
    for (const { id, line } of requirements) {
      const where = `${file}:${line}`;
      const other = seen.get(id);
      if (other === undefined) seen.set(id, where);
      else problems.push({ where, message: `${id} is taken already, at ${other}` });
    }
  }
  for (const { file, mentions } of chapters) {
    for (const { id, line } of mentions) {
      if (!seen.has(id))
        problems.push({ where: `${file}:${line}`, message: `there is no requirement ${id}` });
    }
  }
  const slugs = new Map<string, string>();
  for (const { slug, file, line } of chapters.flatMap((chapter) => chapter.examples)) {
    const where = `${file}:${line}`;
    const other = slugs.get(slug);
    if (other === undefined) slugs.set(slug, where);
    else problems.push({ where, message: `the example ${slug} is taken already, at ${other}` });
  }
  return problems;
}

/** Holds requirements and vectors against one another: each must know the other, in the profiles that it has. */
export function lintVectors(chapters: readonly Chapter[], vectors: readonly VectorReference[]): Problem[] {
  const problems: Problem[] = [];
  const located = chapters.flatMap(({ file, requirements }) =>
    requirements.map((requirement) => ({ file, requirement })),
  );
  const byId = new Map(located.map(({ requirement }) => [requirement.id, requirement]));
  const testedBy = new Map<string, VectorReference[]>();
  for (const vector of vectors) {
    for (const id of vector.requirements) {
      const requirement = byId.get(id);
      if (requirement === undefined) {
        problems.push({ where: vector.file, message: `${vector.id} names ${id}, which does not exist` });
        continue;
      }
      if (vector.profile !== undefined && !requirement.profiles.some((name) => name === vector.profile)) {
        problems.push({
          where: vector.file,
          message: `${vector.id} is for the profile ${vector.profile}, and ${id}, which it names, is not`,
        });
      }
      testedBy.set(id, [...(testedBy.get(id) ?? []), vector]);
    }
  }
  for (const { file, requirement } of located) {
    const message = lintCoverage(requirement, testedBy.get(requirement.id) ?? []);
    if (message !== undefined) problems.push({ where: `${file}:${requirement.line}`, message });
  }
  return problems;
}

function lintCoverage(
  { id, profiles, untested }: LocatedRequirement,
  vectors: readonly VectorReference[],
): string | undefined {
  if (untested !== undefined) {
    if (vectors.length === 0) return undefined;
    return `${id} is said to be untested, and ${vectors[0]!.id} tests it: drop one of the two`;
  }
  if (vectors.length === 0) return `${id} has neither a vector nor a reason why it is untested`;
  const covers = (profile: Profile) =>
    vectors.some((vector) => vector.profile === undefined || vector.profile === profile);
  const missing = profiles.filter((profile) => !covers(profile));
  return missing.length === 0 ? undefined : `${id} has no vector in the profile ${missing.join(', ')}`;
}

/** Holds the table of reasons in the text against the list in the code. */
export function lintReasons(file: string, rows: readonly ReasonRow[], code: ReasonList): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const { reason, requirement, line } of rows) {
    const where = `${file}:${line}`;
    if (!code.reasons.includes(reason)) {
      problems.push({ where, message: `the reason ${reason} is not in the code's list` });
    } else if (code.requirementOf[reason] !== requirement) {
      const other = code.requirementOf[reason] ?? 'nothing';
      problems.push({
        where,
        message: `the reason ${reason} breaks ${requirement} here and ${other} in the code`,
      });
    }
    if (seen.has(reason)) problems.push({ where, message: `the reason ${reason} is in the table twice` });
    seen.add(reason);
  }
  for (const reason of code.reasons) {
    if (!seen.has(reason)) problems.push({ where: file, message: `the table lacks the reason ${reason}` });
  }
  return problems;
}
