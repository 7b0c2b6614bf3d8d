import { parseAnswer } from '../../src/conformance/answers.js';
import { judge, type Outcome } from '../../src/conformance/judge.js';
import type { Answer, Operation, Profile } from '../../src/conformance/protocol.js';
import type { Vector } from '../../src/conformance/vectors.js';
import { core, type Operations } from './core.js';

/** An implementation that is correct but for one thing. */
export interface Mutant {
  readonly name: string;
  /** What it does wrong. */
  readonly sentence: string;
  /** The operations that it is held against. */
  readonly ops: readonly Operation[];
  /** Where the fault exists in one profile alone; otherwise it must be caught in each. */
  readonly profile?: Profile | undefined;
  /** Whether nothing but a reason is wrong, so that only strict reasons catch it. */
  readonly strict?: boolean | undefined;
  readonly operations: Partial<Operations>;
}

interface Draft extends Omit<Mutant, 'operations'> {
  /** Makes faulty operations from the correct ones: for faults in what goes in or comes out. */
  readonly wrap?: (right: Operations) => Partial<Operations>;
  /** An implementation with a faulty step: for faults inside. */
  readonly inside?: new () => { operations(): Partial<Operations> };
}

export function mutant({ wrap, inside, ...rest }: Draft): Mutant {
  const operations = wrap ? wrap(core) : new inside!().operations();
  return { ...rest, operations };
}

/** The vector that a mutant failed. */
export interface Catch {
  readonly vector: Vector;
  readonly outcome: Outcome;
}

/** Outcomes that count as caught whether reasons are strict or not. */
const CAUGHT: readonly Outcome[] = ['wrong-verdict', 'wrong-output'];

/** What the suite's judge says of an implementation's answer, which takes the way through a line of the protocol. */
export function outcomeOf(operations: Partial<Operations>, vector: Vector): Outcome {
  const { op } = vector;
  const operation = operations[op] as (input: object, profile: Profile) => Answer;
  const answer = operation(vector.input, vector.profile ?? 'bamboo');
  return judge(vector, parseAnswer(JSON.stringify({ seq: 1, ...answer }), 1, op), {}).outcome;
}

/** The first vector that catches a mutant, or `undefined`. */
export function firstCatch(
  { operations, ops, strict }: Mutant,
  vectors: readonly Vector[],
): Catch | undefined {
  for (const vector of vectors) {
    if (!(ops as readonly string[]).includes(vector.op)) continue;
    const outcome = outcomeOf(operations, vector);
    if (CAUGHT.includes(outcome) || (strict && outcome === 'wrong-reason')) return { vector, outcome };
  }
  return undefined;
}
