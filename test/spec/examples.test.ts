import { describe, expect, it } from 'vitest';
import { operations } from '../../src/reference/index.js';
import { readSpecification } from '../../src/spec/specification.js';

const examples = readSpecification().chapters.flatMap((chapter) => chapter.examples);

describe('the examples of the specification', () => {
  it.each(examples.map((example) => [example.slug, example] as const))('%s', (_, example) => {
    const operation = operations[example.op];
    expect(operation, `there is no operation ${example.op}`).toBeDefined();
    const answer = operation!(example.input, example.profile ?? 'bamboo');
    // The message is for people, and the specification says nothing about it.
    const judged: Record<string, unknown> = { ...answer };
    delete judged['message'];
    expect(judged).toEqual(example.expect);
  });

  it('show every operation', () => {
    expect([...new Set(examples.map(({ op }) => op))].sort()).toEqual(Object.keys(operations).sort());
  });

  it('come to the same in both profiles where they have none', () => {
    for (const { slug, op, profile, input } of examples) {
      if (profile !== undefined) continue;
      expect(operations[op]!(input, 'p2panda'), slug).toEqual(operations[op]!(input, 'bamboo'));
    }
  });
});
