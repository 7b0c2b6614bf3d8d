import { isDeepStrictEqual } from 'node:util';
import { operations } from '../reference/index.js';
import type { Chapter } from './chapter.js';
import type { Problem } from './requirement.js';

/** Runs every example of the text on the reference, and tells those that come to something else than they say. */
export function staleExamples(chapters: readonly Chapter[]): Problem[] {
  return chapters.flatMap(({ examples }) =>
    examples.flatMap(({ slug, file, line, op, input, profile, expect }) => {
      const where = `${file}:${line}`;
      const operation = operations[op];
      if (operation === undefined)
        return [{ where, message: `the example ${slug} asks for ${op}, which is no operation` }];
      const profiles = profile === undefined ? (['bamboo', 'p2panda'] as const) : [profile];
      return profiles.flatMap((name) => {
        // The message is for people, and the specification says nothing about it.
        const answer: Record<string, unknown> = { ...operation(input, name) };
        delete answer['message'];
        if (isDeepStrictEqual(answer, expect)) return [];
        const came = JSON.stringify(answer);
        return [{ where, message: `the example ${slug} is stale: in ${name} the reference answers ${came}` }];
      });
    }),
  );
}
