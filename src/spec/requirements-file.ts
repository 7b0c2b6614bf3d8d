import type { Specification } from './specification.js';

/**
 * The text of `spec/requirements.json`: every requirement in the order of the text, with the number of vectors that
 * test it. The vectors themselves name their requirements, and are not repeated.
 */
export function requirementsFile({ requirements }: Pick<Specification, 'requirements'>): string {
  const untested = requirements.filter((requirement) => requirement.untested !== undefined).length;
  const content = {
    description:
      'The numbered requirements of the specification, generated from its text. "vectors" is the number of test vectors that name one.',
    totals: { requirements: requirements.length, tested: requirements.length - untested, untested },
    requirements: requirements.map((requirement) => ({
      id: requirement.id,
      keyword: requirement.keyword,
      profiles: requirement.profiles,
      chapter: requirement.chapter,
      section: requirement.section,
      anchor: requirement.anchor,
      text: requirement.text,
      untested: requirement.untested,
      vectors: requirement.vectors.length,
    })),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
