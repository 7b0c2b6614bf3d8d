import { adapterOf } from '../../conformance/adapters/public-api.js';
import { judge, type Judgement } from '../../conformance/judge.js';
import type { Answer, Operation, Profile } from '../../conformance/protocol.js';
import type { Expectation } from '../../conformance/vectors.js';
import * as entries from '../../index.js';
import * as data from '../../p2panda/index.js';
import * as logs from '../../verify/index.js';

/** A question with its one right answer: a vector, or an example of the text. */
export interface Question {
  readonly op: string;
  /** Absent where the operation doesn't depend on it. */
  readonly profile?: Profile | undefined;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expect: object;
}

const { operations } = adapterOf(
  { ...entries, ...logs, ...data },
  { name: 'sasako', version: '', language: '' },
);

/**
 * Asks the WASM core, in the page, and judges its answer as the suite does.
 *
 * @throws {Error} (rejects) where there is no such operation, or the input isn't one for it
 */
export async function runOnCore(question: Question): Promise<{ answer: Answer; judgement: Judgement }> {
  const { op, profile = 'bamboo', input, expect } = question;
  if (!Object.hasOwn(operations, op)) throw new Error(`there is no operation ${op}`);
  const operation = operations[op as Operation] as (
    input: object,
    profile: Profile,
  ) => Answer | Promise<Answer>;
  const answer = await operation(input, profile);
  const vector = { id: '', subject: '', requirements: [], notes: [], op: op as Operation, input };
  return { answer, judgement: judge({ ...vector, expect: expect as Expectation }, answer, {}) };
}
