import { describe, expect, test } from 'vitest';
import { judge, type Answer, type Vector } from '../../src/conformance/index.js';

const base = { id: 'x', subject: 'x', requirements: ['BAM-X-001'], notes: [], input: {} };
const decode: Vector = {
  ...base,
  op: 'varu64.decode',
  expect: { verdict: 'accept', output: { value: '248', length: 2 } },
};
const refuse: Vector = { ...base, op: 'varu64.decode', expect: { verdict: 'reject', reason: 'TRUNCATED' } };
const signature: Vector = { ...base, op: 'signature.verify', expect: { verdict: 'accept' } };
const log: Vector = {
  ...base,
  op: 'log.verify',
  profile: 'bamboo',
  expect: {
    verdict: 'accept',
    output: {
      entries: [{ status: 'verified' }, { status: 'invalid', reason: 'FORKED' }],
      forks: [{ seqNum: '2', implied: true }],
    },
  },
};

/** Judges an answer as it comes from a line, of whatever shape. */
const outcomeOf = (vector: Vector, answer: object, omits = {}) => judge(vector, answer as Answer, omits);
const accepting = (output: unknown) => ({ verdict: 'accept', output });

describe('an output', () => {
  test('passes when it is exactly the expected one, in any order of fields', () => {
    expect(outcomeOf(decode, accepting({ length: 2, value: '248' })).outcome).toBe('pass');
  });

  test.each([
    ['a number for a string', { value: 248, length: 2 }, 'output.value', '"248"', '248'],
    ['a string for a number', { value: '248', length: '2' }, 'output.length', '2', '"2"'],
    ['a missing field', { value: '248' }, 'output.length', '2', 'missing'],
    ['a field too many', { value: '248', length: 2, more: 1 }, 'output.more', 'no such field', '1'],
    ['null', { value: null, length: 2 }, 'output.value', '"248"', 'null'],
    ['a list', { value: ['248'], length: 2 }, 'output.value', '"248"', '["248"]'],
  ])('fails for %s, and the field is named', (_, output, field, expected, actual) => {
    const judgement = outcomeOf(decode, accepting(output));
    expect(judgement.outcome).toBe('wrong-output');
    expect(judgement.differences).toEqual([{ field, expected, actual }]);
  });

  test('is not looked at where there is none', () => {
    expect(outcomeOf(signature, accepting(undefined)).outcome).toBe('pass');
    expect(outcomeOf(signature, accepting({ anything: 1 })).outcome).toBe('pass');
  });

  test('is partly checked where fields are omitted, and still fails in the others', () => {
    const omits = { 'varu64.decode': ['length'] };
    expect(outcomeOf(decode, accepting({ value: '248' }), omits)).toEqual({
      outcome: 'pass-partly-checked',
      differences: [],
      unchecked: ['output.length'],
    });
    expect(outcomeOf(decode, accepting({ value: '249' }), omits).outcome).toBe('wrong-output');
    expect(outcomeOf(decode, accepting({ value: '248', length: 2 }), omits).outcome).toBe('wrong-output');
  });

  test('of names that every object inherits is not taken for there', () => {
    const odd: Vector = { ...decode, expect: { verdict: 'accept', output: { constructor: 'x' } } };
    expect(outcomeOf(odd, accepting({})).differences[0]?.actual).toBe('missing');
  });

  test('that is long is shown around the first difference', () => {
    const hex = 'ab'.repeat(100);
    const hash: Vector = { ...base, op: 'hash', expect: { verdict: 'accept', output: { hash: hex } } };
    const [difference] = outcomeOf(
      hash,
      accepting({ hash: `${hex.slice(0, 120)}cd${hex.slice(122)}` }),
    ).differences;
    expect(difference?.expected).toMatch(
      /^"…abababababababababab.*" \(200 characters, from character 104\)$/,
    );
    expect(difference?.actual).toMatch(/^"…ababababababababcdab/);
  });
});

describe('a rejection', () => {
  test.each([
    [{ verdict: 'reject', reason: 'TRUNCATED' }, 'pass'],
    [{ verdict: 'reject' }, 'pass-reason-unchecked'],
    [{ verdict: 'reject', reason: 'EMPTY' }, 'wrong-reason'],
    [{ verdict: 'accept', output: {} }, 'wrong-verdict'],
    [{ verdict: 'skip' }, 'skip'],
  ])('%j is %s', (answer, outcome) => {
    expect(outcomeOf(refuse, answer).outcome).toBe(outcome);
  });

  test('of what is to be accepted fails, with or without a reason', () => {
    expect(outcomeOf(decode, { verdict: 'reject' }).outcome).toBe('wrong-verdict');
    expect(outcomeOf(signature, { verdict: 'reject', reason: 'TRUNCATED' }).outcome).toBe('wrong-verdict');
  });
});

describe('a log', () => {
  const entries = [{ status: 'verified' }, { status: 'invalid', reason: 'FORKED' }];
  const forks = [{ seqNum: '2', implied: true }];

  test.each([
    ['as expected', { entries, forks }, 'pass'],
    ['a reason left out', { entries: [entries[0], { status: 'invalid' }], forks }, 'pass-reason-unchecked'],
    [
      'another reason',
      { entries: [entries[0], { status: 'invalid', reason: 'WRONG_LOG' }], forks },
      'wrong-reason',
    ],
    ['another status', { entries: [entries[0], { status: 'unlinked' }], forks }, 'wrong-output'],
    [
      'a reason with a good status',
      { entries: [{ status: 'verified', reason: 'EMPTY' }, entries[1]], forks },
      'wrong-output',
    ],
    ['items in another order', { entries: [entries[1], entries[0]], forks }, 'wrong-output'],
    ['an item too few', { entries: [entries[0]], forks }, 'wrong-output'],
    ['an item too many', { entries: [...entries, entries[0]], forks }, 'wrong-output'],
    ['no forks', { entries, forks: [] }, 'wrong-output'],
    ['a fork too many', { entries, forks: [...forks, { seqNum: '3', implied: true }] }, 'wrong-output'],
    ['a fork that is not implied', { entries, forks: [{ seqNum: '2', implied: false }] }, 'wrong-output'],
    ['a fork with a number for a string', { entries, forks: [{ seqNum: 2, implied: true }] }, 'wrong-output'],
    ['entries that are no list', { entries: {}, forks }, 'wrong-output'],
    ['items that are no objects', { entries: ['verified', 'invalid'], forks }, 'wrong-output'],
  ])('with %s is judged', (_, output, outcome) => {
    expect(outcomeOf(log, accepting(output)).outcome).toBe(outcome);
  });

  test('names the item that differs', () => {
    const wrong = { entries: [{ status: 'unlinked' }, { status: 'invalid', reason: 'FORKED' }], forks };
    expect(outcomeOf(log, accepting(wrong)).differences).toEqual([
      { field: 'output.entries[0].status', expected: '"verified"', actual: '"unlinked"' },
    ]);
  });
});
