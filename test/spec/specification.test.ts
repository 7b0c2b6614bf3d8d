import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { requirementsFile } from '../../src/spec/requirements-file.js';
import { readSpecification, REPOSITORY } from '../../src/spec/specification.js';

const specification = readSpecification();

describe('the specification', () => {
  it('has nothing that its lint finds wrong', () => {
    expect(specification.problems).toEqual([]);
  });

  it('is listed in spec/requirements.json as it stands', () => {
    const committed = readFileSync(new URL('spec/requirements.json', REPOSITORY), 'utf8');
    expect(committed).toBe(requirementsFile(specification));
  });

  it('links to chapters that exist', () => {
    const files = new Set(specification.chapters.map(({ file }) => file));
    for (const { file } of specification.chapters) {
      const source = readFileSync(new URL(`spec/${file}`, REPOSITORY), 'utf8');
      for (const [, target] of source.matchAll(/\]\(([^)]+)\)/g)) expect(files, file).toContain(target);
    }
  });
});

describe('spec/requirements.json', () => {
  const requirement = {
    id: 'BAM-ENC-001',
    keyword: 'MUST',
    profiles: ['bamboo'],
    chapter: '06-entries',
    section: 'Layout',
    anchor: 'bam-enc-001',
    text: 'An entry MUST be.',
    line: 3,
  } as const;

  it('counts vectors, and leaves out where in its file a requirement stands', () => {
    const text = requirementsFile({ requirements: [{ ...requirement, vectors: ['a', 'b'] }] });
    expect(JSON.parse(text)).toMatchObject({
      totals: { requirements: 1, tested: 1, untested: 0 },
      requirements: [{ id: 'BAM-ENC-001', vectors: 2 }],
    });
    expect(text).not.toContain('"line"');
  });

  it('counts what is untested', () => {
    const text = requirementsFile({ requirements: [{ ...requirement, untested: 'why.', vectors: [] }] });
    expect(JSON.parse(text)).toMatchObject({ totals: { requirements: 1, tested: 0, untested: 1 } });
  });
});
