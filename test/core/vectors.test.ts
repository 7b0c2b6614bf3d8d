import { expect, test } from 'vitest';
import { loadVectors } from '../../src/conformance/index.js';
import { BUILD_UNDER_TEST, engineUnderTest } from './build.js';
import { judgeAll } from './judged.js';

test(`all vectors pass on the build ${BUILD_UNDER_TEST}`, async () => {
  const vectors = loadVectors();
  const { judged, failed } = await judgeAll(engineUnderTest, vectors);
  expect(engineUnderTest.build()).toBe(BUILD_UNDER_TEST);
  expect(failed).toEqual({});
  expect(judged).toBe(vectors.length);
});

test('a vector that asks for something else does not', async () => {
  const [first] = loadVectors().filter(({ expect: wanted }) => wanted.verdict === 'reject');
  const wrong = { ...first!, expect: { verdict: 'accept' as const } };
  expect(await judgeAll(engineUnderTest, [wrong])).toEqual({
    judged: 1,
    failed: { [first!.id]: 'wrong-verdict' },
  });
});
