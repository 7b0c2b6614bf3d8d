import { describe, expect, test } from 'vitest';
import { WrongSubject, inTurn, type Case, type Contender } from '../../bench/contender.js';
import { measure, median, quantile } from '../../bench/rounds.js';

const SETTINGS = { rounds: 5, slice: 4, warmup: 1 };

/** Works for so many milliseconds. */
function busy(milliseconds: number): () => void {
  return () => {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  };
}

const contender = (subject: string, milliseconds: number, more: Partial<Contender> = {}): Contender => ({
  subject,
  operations: 10,
  run: busy(milliseconds),
  check: () => undefined,
  ...more,
});

const caseOf = (own: Contender[], peers: Contender[], more: Partial<Case> = {}): Case => ({
  group: 'a group',
  name: 'a case',
  unit: 'things',
  own,
  peers,
  ...more,
});

describe('quantiles', () => {
  test('lie between neighbours in proportion, whatever the order', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(quantile([5, 1, 2, 4, 3], 0.25)).toBe(2);
    expect(quantile([1, 2], 0.75)).toBe(1.75);
    expect(quantile([7], 0.75)).toBe(7);
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});

describe('measuring', () => {
  test('tells rates of operations, and ratios of ours to each peer', async () => {
    const figures = await measure(
      caseOf([contender('ours', 1)], [contender('slow', 3), contender('slower', 6)]),
      'node',
      SETTINGS,
    );
    const [ours, slow, slower] = figures;
    expect(figures.map(({ subject }) => subject)).toEqual(['ours', 'slow', 'slower']);
    // Ten operations a millisecond, at most.
    expect(ours!.opsPerSecond).toBeGreaterThan(1000);
    expect(ours!.opsPerSecond).toBeLessThan(10_100);
    expect(ours!.ratio['slow']).toBeGreaterThan(1.5);
    expect(ours!.ratio['slower']).toBeGreaterThan(ours!.ratio['slow']!);
    const [low, high] = ours!.ratioQuartiles['slow']!;
    expect(low).toBeLessThanOrEqual(ours!.ratio['slow']!);
    expect(high).toBeGreaterThanOrEqual(ours!.ratio['slow']!);
    expect([slow!.ratio, slower!.ratio]).toEqual([{}, {}]);
    expect(ours).toMatchObject({ where: 'node', group: 'a group', case: 'a case', unit: 'things' });
  });

  test('times nobody who is wrong', async () => {
    let ran = 0;
    const wrong = contender('wrong', 0, {
      run: () => ran++,
      check: () => {
        throw new WrongSubject('wrong', 'accepts a forged signature');
      },
    });
    const measuring = measure(caseOf([contender('ours', 0)], [wrong]), 'node', SETTINGS);
    await expect(measuring).rejects.toThrow('wrong accepts a forged signature: nothing of it is timed');
    expect(ran).toBe(0);
  });

  test('an error of a contender is not swallowed', async () => {
    let calls = 0;
    const failing = contender('failing', 0, {
      run: () => {
        if (++calls > 3) throw new Error('out of order');
      },
    });
    await expect(measure(caseOf([failing], []), 'node', { ...SETTINGS, warmup: 0 })).rejects.toThrow(
      'out of order',
    );
  });

  test('everybody has a turn in each round, and each round begins with another one', async () => {
    const turns: string[] = [];
    const noted = (subject: string): Contender =>
      contender(subject, 0, {
        before: () => {
          if (turns.at(-1) !== subject) turns.push(subject);
        },
        run: busy(2),
      });
    const settings = { rounds: 3, slice: 1, warmup: 0 };
    await measure(caseOf([noted('a'), noted('b')], [noted('c')]), 'node', settings);
    expect(turns.slice(0, 3)).toEqual(['a', 'b', 'c']);
    expect(turns.slice(3).join('')).toBe('abcbcacab');
  });

  test('what is done before a call is not timed; what is asynchronous is waited for', async () => {
    const slowBefore = contender('ours', 1, { before: busy(5) });
    const later = contender('later', 0, {
      async: true,
      run: () => new Promise((resolve) => setTimeout(resolve, 4)),
    });
    const [ours, other] = await measure(caseOf([slowBefore], [later]), 'node', SETTINGS);
    expect(ours!.opsPerSecond).toBeGreaterThan(3000);
    expect(other!.opsPerSecond).toBeLessThan(10 / 0.0035);
  });

  test('a case may have fewer rounds', async () => {
    const seen: number[] = [];
    await measure(caseOf([contender('ours', 0)], [], { rounds: 2 }), 'node', SETTINGS, (done) =>
      seen.push(done),
    );
    expect(seen).toEqual([0, 1]);
  });
});

test('items are taken in turn, on from where the last call ended', () => {
  const taken: number[] = [];
  const run = inTurn(3, 5, (index) => taken.push(index));
  run();
  run();
  expect(taken).toEqual([0, 1, 2, 3, 4, 0]);
});
