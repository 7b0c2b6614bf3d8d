import { describe, expect, it } from 'vitest';
import { operations } from '../../src/reference/index.js';
import { readSpecification } from '../../src/spec/specification.js';
import { staleExamples } from '../../src/spec/stale-examples.js';

const { chapters } = readSpecification();
const examples = chapters.flatMap((chapter) => chapter.examples);

describe('the examples of the specification', () => {
  it('are what the reference answers, in both profiles where they have none', () => {
    expect(staleExamples(chapters)).toEqual([]);
  });

  it('show every operation', () => {
    expect([...new Set(examples.map(({ op }) => op))].sort()).toEqual(Object.keys(operations).sort());
  });

  it('are told when they are stale, or ask for what nobody can do', () => {
    const example = examples.find(({ op }) => op === 'lipmaa')!;
    const chapter = chapters.find(({ file }) => file === example.file)!;
    const changed = (change: object) =>
      staleExamples([{ ...chapter, examples: [{ ...example, ...change }] }]);
    const where = `${example.file}:${example.line}`;
    expect(changed({})).toEqual([]);
    const [problem] = changed({ input: { seqNum: '8' } });
    expect(problem?.where).toBe(where);
    expect(problem?.message).toContain(`the example ${example.slug} is stale`);
    expect(changed({ op: 'fly' })).toEqual([
      { where, message: `the example ${example.slug} asks for fly, which is no operation` },
    ]);
  });
});
