import { logProfileOf } from '../../src/conformance/protocol.js';
import { describe, expect, test } from 'vitest';
import {
  differingBytes,
  spansInWords,
  worthShowing,
} from '../../src/conformance/report/page/differing-bytes.js';
import { entryFields } from '../../src/conformance/report/page/entry-fields.js';
import { hexHtml } from '../../src/conformance/report/page/hex.js';
import { chapterTitle, loadRequirements } from '../../src/conformance/report/page/requirements.js';
import { shortened } from '../../src/conformance/report/shortened.js';
import { loadVectors } from '../../src/conformance/index.js';

describe('the bytes that differ', () => {
  test('are found one by one where the lengths are equal', () => {
    expect(differingBytes('00112233', '00ff2234')).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    expect(differingBytes('0011', '0011')).toEqual([[], []]);
  });

  test('lie between what is common where bytes were put in or left out', () => {
    expect(differingBytes('aabbccdd', 'aabb0102ccdd')).toEqual([[], [[2, 4]]]);
    expect(differingBytes('aabb0102ccdd', 'aa99ccdd')).toEqual([[[1, 4]], [[1, 2]]]);
    expect(differingBytes('aa', 'aaaa')).toEqual([[], [[1, 2]]]);
  });

  test('do not begin in the middle of a byte', () => {
    expect(differingBytes('1213', '1223')).toEqual([[[1, 2]], [[1, 2]]]);
  });

  test('are told in words, a few of them', () => {
    expect(
      spansInWords([
        [2, 3],
        [40, 42],
      ]),
    ).toBe('byte 2, bytes 40 to 41');
    expect(spansInWords(Array.from({ length: 9 }, (_, i) => [2 * i, 2 * i + 1] as const))).toMatch(
      /byte 10 and at 3 more places$/,
    );
  });

  test('are marked where they are', () => {
    expect(hexHtml('00112233', [[1, 3]]).text).toBe('<code class="hex">00<mark>1122</mark>33</code>');
    expect(hexHtml('00112233', [[0, 4]], [2, 4]).text).toBe('<code class="hex"><mark>2233</mark></code>');
  });
});

describe('long hex', () => {
  const hex = '00'.repeat(100_000);

  test('is shown whole up to a kilobyte, and further around what differs', () => {
    expect(worthShowing(1024, [])).toEqual([[0, 1024]]);
    expect(worthShowing(100_000, [[5000, 5001]])).toEqual([
      [0, 64],
      [4984, 5017],
      [99_936, 100_000],
    ]);
    const { text } = hexHtml(hex, [[5000, 5001]]);
    expect(text).toContain(`${'00'.repeat(16)}<mark>00</mark>${'00'.repeat(16)}<i>`);
    expect(text).toContain('<i> … 4920 bytes not shown … </i>');
  });

  test('stays short however much differs', () => {
    expect(hexHtml(hex, [[0, 100_000]]).text.length).toBeLessThan(3000);
    const everyOther = Array.from({ length: 50_000 }, (_, i) => [2 * i, 2 * i + 1] as const);
    expect(hexHtml(hex, everyOther).text.length).toBeLessThan(5000);
  });
});

test('an entry is taken apart into named fields, and those that differ have a sign', () => {
  const { input, profile } = loadVectors().find(({ id }) => id === 'entry-decode-p2panda-seqnum-16777217')!;
  const { text } = entryFields(input['entry'] as string, logProfileOf(profile), [[0, 1]]);
  const names = [...text.matchAll(/<th scope="row">(?:<b [^>]*>(.)<\/b> )?([a-z ]+)<\/th>/g)].map(
    ([, sign = '', name]) => `${sign}${name}`,
  );
  expect(names).toEqual([
    '≠tag',
    'author',
    'log id',
    'sequence number',
    'backlink',
    'payload size',
    'payload hash',
    'signature',
  ]);
  expect(text).toContain('<mark>00</mark>');
  expect(text).toContain('= 16777217');
});

test('every requirement has a chapter with a title', () => {
  const titles = new Set(loadRequirements().map(({ chapter }) => chapterTitle(chapter)));
  expect([...titles].slice(0, 5)).toEqual([
    'Introduction',
    'Hashes',
    'Integers',
    'Lipmaa',
    'Keys and signatures',
  ]);
});

describe('an output in a report', () => {
  test('is the output itself where it is short', () => {
    const output = { entries: [{ status: 'verified', reason: null }], forks: [], length: 3, whole: true };
    expect(shortened(output)).toEqual(output);
  });

  test('is cut where a string, a list or an object is long, or all of it, or where it is deep', () => {
    expect(shortened('a'.repeat(10_000))).toBe(`${'a'.repeat(8192)}… (10000 characters)`);
    const list = shortened(Array.from({ length: 5000 }, () => 1)) as unknown[];
    expect([list.length, list.at(-1)]).toEqual([1001, '… and 4000 more']);
    const object = shortened(Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`n${i}`, i])));
    expect(Object.entries(object as object).at(-1)).toEqual(['…', 'and 1000 more']);
    const all = shortened(Array.from({ length: 900 }, () => 'b'.repeat(1000)));
    expect(JSON.stringify(all).length).toBeLessThan(20_000);
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(JSON.stringify(shortened(deep))).toBe('[[[[[[[["…"]]]]]]]]');
  });
});
