import { beforeAll, describe, expect, test } from 'vitest';
import {
  loadVectors,
  resolveImplementation,
  runConformance,
  type Report,
  type Vector,
} from '../../src/conformance/index.js';
import { isFailure, type SubjectData } from '../../src/spec/browser/vectors/data.js';
import { matches, NOTHING, stateFrom, stateOf } from '../../src/spec/browser/vectors/filter-state.js';
import {
  requirementVectorsHref,
  vectorDataFiles,
  vectorHref,
  vectorPages,
} from '../../src/spec/site/vectors/index.js';

const IMPLEMENTATIONS = ['js', 'p2panda-js@0.8.1'];
/** Some of each kind: short ones, large ones, failing ones. */
const SUBJECTS = new Set(['entry-decode', 'hash', 'key']);

let vectors: Vector[];
let report: Report;
let data: Map<string, SubjectData>;

beforeAll(async () => {
  vectors = loadVectors().filter(({ subject }) => SUBJECTS.has(subject));
  report = await runConformance({ vectors, implementations: IMPLEMENTATIONS.map(resolveImplementation) });
  data = new Map(
    vectorDataFiles(vectors, report).map(({ name, content }) => {
      const json = /^sasakoVectors\((.*)\);\n$/s.exec(content)![1]!;
      return [name, JSON.parse(json) as SubjectData];
    }),
  );
});

describe('the data of the vector pages', () => {
  test('has every vector once, under its subject', () => {
    expect([...data.keys()].sort()).toEqual([...SUBJECTS].map((subject) => `data/${subject}.js`).sort());
    const ids = [...data.values()].flatMap(({ vectors: list }) => list.map(({ id }) => id));
    expect(ids.sort()).toEqual(vectors.map(({ id }) => id).sort());
  });

  test('says of every vector what it tests, asks and expects', () => {
    for (const { vectors: list, notes } of data.values()) {
      for (const shown of list) {
        const vector = vectors.find(({ id }) => id === shown.id)!;
        expect(shown.notes.map((place) => notes[place])).toEqual(vector.notes);
        expect([shown.op, shown.profile, shown.requirements]).toEqual([
          vector.op,
          vector.profile,
          vector.requirements,
        ]);
        if (!shown.isCut) expect([shown.input, shown.expect]).toEqual([vector.input, vector.expect]);
      }
    }
  });

  test('cuts long byte strings, and says so', () => {
    const cut = data.get('data/hash.js')!.vectors.filter(({ isCut }) => isCut);
    expect(cut.length).toBeGreaterThan(5);
    for (const { id, input } of cut) {
      const { bytes } = vectors.find((vector) => vector.id === id)!.input as { bytes: string };
      expect(bytes.length).toBeGreaterThan(4096);
      expect(input['bytes']).toBe(`${bytes.slice(0, 256)}…`);
    }
  });

  test('has the results of the run', () => {
    for (const { name, results } of report.implementations) {
      for (const result of results) {
        const own = data.get(`data/${result.subject}.js`)!;
        const at = own.vectors.findIndex(({ id }) => id === result.vector);
        const shown = own.results.find(({ implementation }) => implementation === name)!;
        const fails = result.standing === 'failed' || result.standing === 'expected';
        expect(isFailure(shown.letters.charAt(at)), result.vector).toBe(fails);
        const details = shown.details[String(at)];
        expect(details?.because).toBe(result.expectedBecause);
        if (fails) expect([details?.expected, details?.actual]).toEqual([result.expected, result.actual]);
      }
    }
    const p2panda = data.get('data/entry-decode.js')!.results[1]!;
    expect(Array.from(p2panda.letters).filter(isFailure).length).toBeGreaterThan(50);
  });

  test('can not end the script that it stands in', () => {
    const hostile = structuredClone(report) as unknown as {
      implementations: { results: { message?: string; standing: string }[] }[];
    };
    for (const result of hostile.implementations[0]!.results) {
      Object.assign(result, {
        standing: 'failed',
        outcome: 'crash',
        message: '</script><script>alert(1)</script>',
      });
    }
    for (const { content } of vectorDataFiles(vectors, hostile as unknown as Report))
      expect(content).not.toContain('</script');
  });
});

describe('the pages of vectors', () => {
  test('are one for each subject, and one for all', () => {
    const pages = vectorPages(vectors, report);
    expect(pages.map(({ path }) => path)).toEqual([
      'vectors/index.html',
      ...[...SUBJECTS].map((subject) => `vectors/${subject}.html`),
    ]);
    expect(pages[0]!.body.text).toContain('p2panda-js@0.8.1');
    expect(pages[1]!.body.text).toContain('data-vectors="entry-decode"');
  });

  test('have addresses for a vector, and for those of a requirement', () => {
    expect(vectorHref('hash', 'hash-p2panda-empty')).toBe('vectors/hash.html#hash-p2panda-empty');
    const href = requirementVectorsHref('hash', 'BAM-HSH-007', 'p2panda-js@0.8.1');
    expect(stateFrom(href.split('#')[1]!)).toEqual({
      ...NOTHING,
      requirement: 'BAM-HSH-007',
      failing: 'p2panda-js@0.8.1',
    });
  });
});

describe('the choice of vectors', () => {
  const vector = {
    id: 'hash-p2panda-empty',
    requirements: ['BAM-HSH-007'],
    profile: 'p2panda',
    expected: 'accept',
  };
  test.each([
    [{ text: 'PANDA' }, undefined, true],
    [{ text: 'bamboo' }, undefined, false],
    [{ requirement: 'BAM-HSH-007' }, undefined, true],
    [{ requirement: 'BAM-HSH-001' }, undefined, false],
    [{ profile: 'bamboo' }, undefined, false],
    [{ expected: 'TRUNCATED' }, undefined, false],
    [{ failing: 'x' }, true, true],
    [{ failing: 'x' }, false, false],
  ])('%o of one that fails (%s) shows it: %s', (state, fails, shown) => {
    expect(matches({ ...NOTHING, ...state }, vector, fails)).toBe(shown);
  });
  test('goes into an address and comes out of it', () => {
    const state = { ...NOTHING, text: 'a b', failing: 'python3 x.py' };
    expect(stateFrom(stateOf(state))).toEqual(state);
    expect(stateOf(NOTHING)).toBe('');
  });
});
