import { beforeAll, describe, expect, test } from 'vitest';
import {
  loadVectors,
  resolveImplementation,
  runConformance,
  type Report,
  type Vector,
} from '../../src/conformance/index.js';
import {
  bytesIn,
  cutHex,
  isFailure,
  unpack,
  type PackedSubject,
  type SubjectData,
} from '../../src/spec/browser/vectors/data.js';
import { matches, NOTHING, stateFrom, stateOf } from '../../src/spec/browser/vectors/filter-state.js';
import { meaningOf } from '../../src/spec/browser/vectors/number-meaning.js';
import {
  requirementVectorsHref,
  vectorDataFiles,
  vectorHref,
  vectorPages,
} from '../../src/spec/site/vectors/index.js';
import { pack } from '../../src/spec/site/vectors/pack.js';

const IMPLEMENTATIONS = ['js', 'p2panda-js@0.8.1'];
/** Some of each kind: short ones, large ones, failing ones. */
const SUBJECTS = new Set(['entry-decode', 'hash', 'key']);

/** What the scripts hold, by their names. */
function dataOf(some: readonly Vector[], of: Pick<Report, 'implementations'>): Map<string, SubjectData> {
  return new Map(
    vectorDataFiles(some, of).map(({ name, content }) => {
      const json = /^sasakoVectors\((.*)\);\n$/s.exec(content)![1]!;
      return [name, unpack(JSON.parse(json) as PackedSubject)];
    }),
  );
}

let vectors: Vector[];
let report: Report;
let data: Map<string, SubjectData>;

beforeAll(async () => {
  vectors = loadVectors().filter(({ subject }) => SUBJECTS.has(subject));
  report = await runConformance({ vectors, implementations: IMPLEMENTATIONS.map(resolveImplementation) });
  data = dataOf(vectors, report);
});

describe('the data of the vector pages', () => {
  test('has every vector once, under its subject', () => {
    expect([...data.keys()].sort()).toEqual([...SUBJECTS].map((subject) => `data/${subject}.js`).sort());
    const ids = [...data.values()].flatMap(({ vectors: list }) => list.map(({ id }) => id));
    expect(ids.sort()).toEqual(vectors.map(({ id }) => id).sort());
  });

  test('says of every vector what it tests, asks and expects', () => {
    for (const { vectors: list, flags, requirements } of data.values()) {
      const notes = new Map(flags.map(({ name, note }) => [name, note]));
      for (const shown of list) {
        const vector = vectors.find(({ id }) => id === shown.id)!;
        expect(shown.flags.map((flag) => notes.get(flag))).toEqual(vector.notes);
        expect([shown.op, shown.profile, shown.requirements, shown.comment]).toEqual([
          vector.op,
          vector.profile,
          vector.requirements,
          vector.comment,
        ]);
        for (const id of shown.requirements) expect(requirements[id], id).toMatch(/MUST|SHOULD|MAY/);
        if (!shown.isCut) expect([shown.input, shown.expect]).toEqual([vector.input, vector.expect]);
      }
    }
  });

  test('names the requirement that an expected reason breaks', () => {
    const { reasons, vectors: list } = data.get('data/entry-decode.js')!;
    expect(reasons['INVALID_TAG']).toBe('BAM-DEC-004');
    for (const { expect: expected } of list)
      if (expected.reason !== undefined) expect(reasons[expected.reason]).toMatch(/^BAM-/);
  });

  test('cuts byte strings of more than 2 KB, and says how many bytes are left out', () => {
    const cut = data.get('data/hash.js')!.vectors.filter(({ isCut }) => isCut);
    const long = vectors.filter(({ input }) => String(input['bytes']).length > 4096);
    expect(cut.map(({ id }) => id)).toEqual(long.map(({ id }) => id));
    expect(cut.length).toBeGreaterThan(5);
    for (const [i, { input }] of cut.entries()) {
      const { bytes } = long[i]!.input as { bytes: string };
      expect(input['bytes']).toBe(`${bytes.slice(0, 256)}… and ${bytes.length / 2 - 128} more bytes`);
      expect(bytesIn(input['bytes'] as string)).toBe(bytes.length / 2);
    }
  });

  // A subject's script is loaded with its page alone: the largest, 1.1 MB, is what a reader waits for.
  test('of all vectors and four implementations is below 6 MB', () => {
    const all = loadVectors();
    const results = all.map(({ id, subject, op, requirements }) => ({
      ...report.implementations[0]!.results[0]!,
      ...{ vector: id, subject, op, requirements },
    }));
    const implementations = [1, 2, 3, 4].map(() => ({ ...report.implementations[0]!, results }));
    const files = vectorDataFiles(all, { implementations });
    const total = files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
    expect(files.length).toBe(new Set(all.map(({ subject }) => subject)).size);
    expect(total).toBeLessThan(6e6);
    const ids = [...dataOf(all, { implementations }).values()].flatMap((subject) =>
      subject.vectors.map(({ id }) => id),
    );
    expect(ids.sort()).toEqual(all.map(({ id }) => id).sort());
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
    expect(pages[1]!.body.text).toContain('data-vectors="entry-decode"');
  });

  test('count what each implementation passes and fails', () => {
    const [index, decode] = vectorPages(vectors, report).map(({ body }) => body.text.replaceAll(/\s+/g, ' '));
    const own = report.implementations[1]!.results.filter(({ subject }) => subject === 'entry-decode');
    const failed = own.filter(({ standing }) => standing === 'expected' || standing === 'failed').length;
    const asked = own.filter(({ standing }) => standing !== 'not-applicable').length;
    expect(index).toContain(`✗ ${failed} of ${asked}`);
    expect(decode).toContain(`✗ p2panda-js@0.8.1</span> fails ${failed} of ${asked}`);
    expect(decode).toContain('<dt><code>UNKNOWN_TAG</code></dt> <dd>Any tag is read');
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

describe('packed data', () => {
  test('has what comes twice once, and comes out as it went in', () => {
    const data = { a: ['0123456789', '0123456789', 'short', 'short', '@1', '@0'], b: { c: '0123456789' } };
    const packed = pack(data as unknown as SubjectData);
    expect(JSON.stringify(packed).match(/0123456789/g)).toHaveLength(1);
    expect(JSON.parse(JSON.stringify(unpack(packed)))).toEqual(data);
  });
});

describe('hex that is cut', () => {
  test('tells how many bytes there were', () => {
    expect(cutHex('00112233', 4)).toBe('00112233');
    expect(cutHex('00112233', 1)).toBe('00… and 3 more bytes');
    expect([bytesIn('00112233'), bytesIn(cutHex('00112233', 1)), bytesIn('')]).toEqual([4, 4, 0]);
  });
});

describe('the choice of vectors', () => {
  const vector = {
    id: 'hash-p2panda-empty',
    requirements: ['BAM-HSH-007'],
    flags: ['EMPTY_INPUT'],
    profile: 'p2panda',
    expect: { verdict: 'accept' },
  } as const;
  test.each([
    [{ text: 'PANDA' }, false, true],
    [{ text: ' empty hash ' }, false, true],
    [{ text: 'bamboo' }, false, false],
    [{ requirement: 'BAM-HSH-007' }, false, true],
    [{ requirement: 'BAM-HSH-001' }, false, false],
    [{ flag: 'EMPTY_INPUT' }, false, true],
    [{ flag: 'LONG_INPUT' }, false, false],
    [{ profile: 'bamboo' }, false, false],
    [{ expected: 'accept' }, false, true],
    [{ expected: 'TRUNCATED' }, false, false],
    [{ failing: 'x' }, true, true],
    [{ failing: 'x' }, false, false],
  ])('%o of one that fails (%s) shows it: %s', (state, fails, shown) => {
    expect(matches({ ...NOTHING, ...state }, vector, fails)).toBe(shown);
  });
  test('goes into an address and comes out of it', () => {
    const state = { ...NOTHING, text: 'a b', flag: 'LONG_INPUT', failing: 'python3 x.py' };
    expect(stateFrom(stateOf(state))).toEqual(state);
    expect(stateOf(NOTHING)).toBe('');
  });
});

describe('the meaning of a number', () => {
  test.each([
    ['logId', 2n ** 53n + 1n, ['2^53 + 1']],
    ['seqNum', 2n ** 64n - 1n, ['2^64 − 1']],
    ['seqNum', 13n, ['(3^3 − 1)/2, a full number']],
    ['logId', 13n, []],
    ['value', 247n, ['a VarU64 of 1 byte']],
    ['value', 248n, ['a VarU64 of 2 bytes']],
    ['value', 256n, ['2^8', 'a VarU64 of 3 bytes']],
    ['lipmaa', 0n, ['none: the first entry has no links']],
  ])('of the %s %d is %o', (name, n, meaning) => {
    expect(meaningOf(name, n)).toEqual(meaning);
  });
});
