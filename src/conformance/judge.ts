import { printable } from './answers.js';
import type { Answer, Declaration } from './protocol.js';
import type { Vector } from './vectors.js';

/**
 * What came of a vector.
 *
 * | outcome | counts as |
 * | --- | --- |
 * | `pass` | passed |
 * | `pass-reason-unchecked` | passed; rejected as it should be, without saying why |
 * | `pass-partly-checked` | passed; fields that the implementation doesn't expose were not compared |
 * | `wrong-reason` | passed with a mark; failed where reasons are strict |
 * | `wrong-verdict` `wrong-output` | failed |
 * | `skip` | failed: the operation was declared |
 * | `hang` `crash` `garbage` | failed: no answer in time, death, or something that isn't an answer |
 * | `not-applicable` | not counted: the operation or the profile wasn't declared |
 * | `not-run` | not counted: the run ended before it |
 */
export type Outcome =
  | 'pass'
  | 'pass-reason-unchecked'
  | 'pass-partly-checked'
  | 'wrong-reason'
  | 'wrong-verdict'
  | 'wrong-output'
  | 'skip'
  | 'hang'
  | 'crash'
  | 'garbage'
  | 'not-applicable'
  | 'not-run';

/** One place in which an answer differs from what was expected. Values are JSON text, shortened where long. */
export interface Difference {
  /** As in `output.entries[3].status`. */
  field: string;
  expected: string;
  actual: string;
}

/** The judgement of one answer. */
export interface Judgement {
  outcome: Outcome;
  differences: Difference[];
  /** What was not compared, as in `reason` or `output.hash`. */
  unchecked: string[];
}

/** After this many differences the picture is clear. */
const MAX_DIFFERENCES = 10;

/**
 * Holds an answer against its vector. Types are compared strictly: `"1"` is not `1`.
 *
 * @param omits what the implementation declared not to expose.
 */
export function judge(vector: Vector, answer: Answer, omits: Declaration['omits']): Judgement {
  const { expect } = vector;
  if (answer.verdict === 'skip') return { outcome: 'skip', differences: [], unchecked: [] };
  if (answer.verdict !== expect.verdict) {
    const differences = [{ field: 'verdict', expected: expect.verdict, actual: answer.verdict }];
    return { outcome: 'wrong-verdict', differences, unchecked: [] };
  }
  if (answer.verdict === 'reject' && expect.verdict === 'reject')
    return judgeReason(expect.reason, answer.reason);
  const output = answer.verdict === 'accept' ? answer.output : undefined;
  if (expect.verdict !== 'accept' || expect.output === undefined) {
    return { outcome: 'pass', differences: [], unchecked: [] };
  }
  return judgeOutput(vector, expect.output, output ?? {}, omits[vector.op] ?? []);
}

function judgeReason(expected: string, actual: string | undefined): Judgement {
  if (actual === undefined)
    return { outcome: 'pass-reason-unchecked', differences: [], unchecked: ['reason'] };
  if (actual === expected) return { outcome: 'pass', differences: [], unchecked: [] };
  const differences = [{ field: 'reason', expected, actual: shorten(actual) }];
  return { outcome: 'wrong-reason', differences, unchecked: [] };
}

function judgeOutput(
  vector: Vector,
  expected: Record<string, unknown>,
  actual: Record<string, unknown>,
  omitted: readonly string[],
): Judgement {
  const compared = Object.fromEntries(Object.entries(expected).filter(([field]) => !omitted.includes(field)));
  const found = new Comparison(vector.op === 'log.verify');
  found.compare('output', compared, actual);
  const unchecked = [...omitted.map((field) => `output.${field}`), ...found.unchecked];
  const { differences } = found;
  if (differences.length > 0) return { outcome: 'wrong-output', differences, unchecked };
  if (found.reasons.length > 0) return { outcome: 'wrong-reason', differences: found.reasons, unchecked };
  if (omitted.length > 0) return { outcome: 'pass-partly-checked', differences, unchecked };
  return { outcome: unchecked.length > 0 ? 'pass-reason-unchecked' : 'pass', differences, unchecked };
}

/**
 * Walks an expected value and what came instead, and collects where they differ. Only what is expected is
 * descended into, so that no answer, however deep, is more than looked at.
 */
class Comparison {
  readonly differences: Difference[] = [];
  /** Reasons of a log's items that differ from those expected: judged more mildly than the rest. */
  readonly reasons: Difference[] = [];
  readonly unchecked: string[] = [];
  readonly #reasonsApart: boolean;

  constructor(reasonsApart: boolean) {
    this.#reasonsApart = reasonsApart;
  }

  compare(field: string, expected: unknown, actual: unknown): void {
    if (Array.isArray(expected)) this.#list(field, expected, actual);
    else if (typeof expected === 'object' && expected !== null) this.#object(field, expected, actual);
    else if (actual !== expected) this.#differ(field, expected, actual);
  }

  #list(field: string, expected: readonly unknown[], actual: unknown): void {
    if (!Array.isArray(actual)) {
      this.#differ(field, expected, actual);
      return;
    }
    const list: readonly unknown[] = actual;
    if (list.length !== expected.length) {
      this.#add(this.differences, {
        field: `${field}.length`,
        expected: `${expected.length}`,
        actual: `${list.length}`,
      });
    }
    const common = Math.min(list.length, expected.length);
    for (let i = 0; i < common; i++) this.compare(`${field}[${i}]`, expected[i], list[i]);
  }

  #object(field: string, expected: object, actual: unknown): void {
    if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) {
      this.#differ(field, expected, actual);
      return;
    }
    const want = expected as Record<string, unknown>;
    const got = actual as Record<string, unknown>;
    const isItem = this.#reasonsApart && 'status' in want;
    for (const [name, value] of Object.entries(want)) {
      if (isItem && name === 'reason' && got.status === want.status)
        this.#reason(`${field}.reason`, value, got.reason);
      else if (isItem && name === 'reason') continue;
      else if (Object.hasOwn(got, name)) this.compare(`${field}.${name}`, value, got[name]);
      else
        this.#add(this.differences, { field: `${field}.${name}`, expected: shown(value), actual: 'missing' });
    }
    for (const name of Object.keys(got)) {
      if (Object.hasOwn(want, name)) continue;
      if (isItem && name === 'reason' && got.reason === null) continue;
      // The reason of an item whose status is wrong adds nothing to that.
      if (isItem && name === 'reason' && got.status !== want.status) continue;
      this.#add(this.differences, {
        field: `${field}.${shorten(name)}`,
        expected: 'no such field',
        actual: shown(got[name]),
      });
    }
  }

  #reason(field: string, expected: unknown, actual: unknown): void {
    if (actual === undefined || actual === null) this.unchecked.push(field);
    else if (typeof actual !== 'string') this.#differ(field, expected, actual);
    else if (actual !== expected) {
      this.#add(this.reasons, { field, expected: String(expected), actual: shorten(actual) });
    }
  }

  #differ(field: string, expected: unknown, actual: unknown): void {
    const [left, right] =
      typeof expected === 'string' && typeof actual === 'string'
        ? aroundDifference(expected, actual)
        : [shown(expected), shown(actual)];
    this.#add(this.differences, { field, expected: left, actual: right });
  }

  #add(list: Difference[], difference: Difference): void {
    if (list.length < MAX_DIFFERENCES) list.push(difference);
  }
}

const SHOWN = 64;

function shorten(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** A value with its type visible: strings keep their quotes. */
function shown(value: unknown): string {
  if (typeof value === 'string' && value.length > SHOWN) {
    return `${JSON.stringify(value.slice(0, SHOWN))}… (${value.length} characters)`;
  }
  const text = printable(value);
  return text.length > 2 * SHOWN ? `${text.slice(0, 2 * SHOWN)}…` : text;
}

/** Two strings that differ, cut to the neighbourhood of the first character in which they do. */
function aroundDifference(a: string, b: string): [string, string] {
  if (a.length <= SHOWN && b.length <= SHOWN) return [JSON.stringify(a), JSON.stringify(b)];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const from = Math.max(0, at - 16);
  const cut = (text: string): string => {
    const part = JSON.stringify(text.slice(from, from + SHOWN)).slice(1, -1);
    const tail = from + SHOWN < text.length ? '…' : '';
    return `"${from > 0 ? '…' : ''}${part}${tail}" (${text.length} characters, from character ${from})`;
  };
  return [cut(a), cut(b)];
}
