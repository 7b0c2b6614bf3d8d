import { afterAll, describe, expect, test } from 'vitest';
import { OPERATIONS, PROFILES, type Profile } from '../../src/conformance/protocol.js';
import { mutants } from './faults/index.js';
import { firstCatch, type Mutant } from './mutant.js';
import { suite } from './suite.js';

const vectors = suite();

/** The profiles in which a mutant has to be caught; `undefined` where its operations depend on none. */
function profilesOf({ ops, profile }: Mutant): readonly (Profile | undefined)[] {
  if (profile) return [profile];
  const asked = new Set(vectors.filter(({ op }) => ops.includes(op)).map((vector) => vector.profile));
  const profiles = PROFILES.filter((one) => asked.has(one));
  return profiles.length > 0 ? profiles : [undefined];
}

/** The vectors that a mutant of a profile is held against. */
const byProfile = new Map(
  [...PROFILES, undefined].map((profile) => [
    profile,
    vectors.filter((vector) => vector.profile === profile),
  ]),
);

const rows: [mutant: string, caughtBy: string][] = [];

afterAll(() => {
  const width = Math.max(...rows.map(([name]) => name.length));
  const counts = OPERATIONS.map((op) => [
    op,
    mutants.filter(({ ops }) => ops.some((own) => own === op)).length,
  ]);
  console.log(
    [
      ...rows.map(([name, vector]) => `${name.padEnd(width)}  ${vector}`),
      '',
      `${mutants.length} mutants: ${counts.map(([op, count]) => `${op} ${count}`).join(', ')}`,
    ].join('\n'),
  );
});

test('mutants have names of their own and a sentence each', () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  expect(mutants.filter(({ sentence }) => !/^[A-Z].*\.$/.test(sentence))).toEqual([]);
});

test('every operation with vectors has mutants', () => {
  const tested = new Set(mutants.flatMap(({ ops }) => ops));
  expect([...new Set(vectors.map(({ op }) => op))].sort()).toEqual([...tested].sort());
});

describe('every mutant is caught', () => {
  for (const mutant of mutants) {
    for (const profile of profilesOf(mutant)) {
      const name = profile ? `${mutant.name} (${profile})` : mutant.name;
      test(`${name}: ${mutant.sentence}`, () => {
        const caught = firstCatch(mutant, byProfile.get(profile)!);
        rows.push([name, caught?.vector.id ?? 'NOT CAUGHT']);
        expect(caught, 'no vector catches this fault').toBeDefined();
        if (mutant.strict) expect(caught?.outcome, 'more than the reason is wrong').toBe('wrong-reason');
      });
    }
  }
});
