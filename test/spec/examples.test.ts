import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { operations } from '../../src/reference/index.js';
import { readSpecification } from '../../src/spec/specification.js';
import { staleExamples } from '../../src/spec/stale-examples.js';

const { chapters } = readSpecification();
const examples = chapters.flatMap((chapter) => chapter.examples);

/** A request, or an answer, as the chapter on the suite shows them. */
interface Line {
  cmd?: string;
  seq: number;
  op: string;
  profile: 'bamboo' | 'p2panda' | 'p2panda-compat';
  input: Record<string, unknown>;
}

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

it('the requests that the chapter on the suite shows in full are answered as it says', () => {
  const text = readFileSync(join(import.meta.dirname, '../../spec/20-suite.md'), 'utf8');
  const blocks = [...text.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => JSON.parse(json!) as Line);
  // The bytes of the others are cut short with an ellipsis.
  const isInFull = (line: Line) => line.cmd === 'run' && !JSON.stringify(line).includes('…');
  const asked = [...blocks.entries()].filter(([, line]) => isInFull(line));
  expect(asked.map(([, { op }]) => op)).toEqual(['operation.decode', 'document.materialise']);
  for (const [i, { seq, op, input, profile }] of asked) {
    expect(blocks[i + 1], op).toEqual({ seq, ...operations[op]!(input, profile) });
  }
});
