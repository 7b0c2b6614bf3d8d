import { describe, expect, test } from 'vitest';
import type { ImplementationReport, Report, VectorResult } from '../../src/conformance/index.js';
import { ForeignReportError, requirementStates } from '../../src/spec/site/requirement-states.js';

const requirement = (id: string, vectors: string[]) => ({
  id,
  keyword: 'MUST' as const,
  profiles: ['bamboo' as const],
  chapter: '06-entries',
  section: 'Layout',
  anchor: id.toLowerCase(),
  text: 'An entry MUST be.',
  vectors,
});
const vectors = ['a', 'b'].map((id) => ({ id, file: 'entry-decode.json', requirements: ['BAM-ENC-001'] }));
vectors.push({ id: 'c', file: 'hash.json', requirements: ['BAM-ENC-001', 'BAM-HSH-001'] });
const specification = {
  vectors,
  requirements: [
    requirement('BAM-ENC-001', ['a', 'b', 'c']),
    requirement('BAM-HSH-001', ['c']),
    { ...requirement('BAM-XXX-001', []), untested: 'because.' },
  ],
};

type Standings = Record<string, VectorResult['standing']>;

function reportOf(runs: Record<string, Standings>): Pick<Report, 'implementations'> {
  const implementations = Object.entries(runs).map(([name, standings]) => {
    const results = Object.entries(standings).map(([vector, standing]) => ({
      vector,
      standing,
      subject: vector === 'c' ? 'hash' : 'entry-decode',
    }));
    return { name, results } as unknown as ImplementationReport;
  });
  return { implementations };
}

describe('the states of requirements', () => {
  test('count vectors by subject, and say how implementations do', () => {
    const [first, second, untested] = requirementStates(
      specification,
      reportOf({
        good: { a: 'passed', b: 'passed', c: 'passed' },
        bad: { a: 'passed', b: 'failed', c: 'expected' },
        vague: { a: 'passed', b: 'marked', c: 'passed' },
        other: { a: 'not-applicable', b: 'not-applicable', c: 'passed' },
      }),
    );
    expect(first!.vectors).toEqual([
      { subject: 'entry-decode', count: 2 },
      { subject: 'hash', count: 1 },
    ]);
    expect(first!.results.map(({ standing, asked, failed }) => [standing, asked, failed])).toEqual([
      ['passes', 3, 0],
      ['fails', 3, 2],
      ['other-reason', 3, 0],
      ['passes', 1, 0],
    ]);
    expect(first!.results[1]!.failedIn).toBe('entry-decode');
    expect(second!.results.map(({ standing }) => standing)).toEqual(['passes', 'fails', 'passes', 'passes']);
    expect(untested).toMatchObject({ vectors: [], results: [] });
  });

  test.each([
    ['a', { b: 'passed', c: 'passed' }],
    ['d', { a: 'passed', b: 'passed', c: 'passed', d: 'passed' }],
    ['c', { a: 'passed', b: 'passed', c: 'not-run' }],
  ] as [string, Standings][])('are not made up from a run that lacks or adds %s', (vector, standings) => {
    expect(() => requirementStates(specification, reportOf({ x: standings }))).toThrow(ForeignReportError);
    expect(() => requirementStates(specification, reportOf({ x: standings }))).toThrow(vector);
  });
});
