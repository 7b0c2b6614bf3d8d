import { REQUIREMENT_OF } from '../../src/bamboo/requirements.js';
import { expandInput } from '../../src/conformance/short-bytes.js';
import { DATA_REQUIREMENT_OF } from '../../src/p2panda/requirements.js';
import { operations, type DataProfile, type Profile } from '../../src/reference/index.js';

export const PROFILES: readonly Profile[] = ['bamboo', 'p2panda'];
export const DATA_PROFILES: readonly DataProfile[] = ['p2panda', 'p2panda-compat'];

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;

export type Expect =
  | { readonly verdict: 'accept'; readonly output?: JsonObject }
  | { readonly verdict: 'reject'; readonly reason: string };

export interface Vector {
  readonly id: string;
  readonly requirements: readonly string[];
  readonly flags: readonly string[];
  readonly profile?: Profile | DataProfile;
  readonly op: string;
  readonly input: JsonObject;
  readonly expect: Expect;
  readonly comment?: string;
}

/** One file of vectors. */
export interface Subject {
  readonly subject: string;
  readonly description: string;
  /** For each flag, what goes wrong in an implementation that misses it. */
  readonly notes: Readonly<Record<string, string>>;
  readonly vectors: readonly Vector[];
}

/** What a builder says of a vector: the intended verdict, stated by hand. */
export interface VectorDraft {
  readonly id: string;
  readonly requirements: readonly string[];
  readonly flags?: readonly string[] | undefined;
  readonly profile?: Profile | DataProfile | undefined;
  readonly op: string;
  readonly input: JsonObject;
  readonly expect: Expect;
  readonly comment?: string | undefined;
}

export const accept = (output?: JsonObject): Expect =>
  output ? { verdict: 'accept', output } : { verdict: 'accept' };
export const reject = (reason: string): Expect => ({ verdict: 'reject', reason });

/** Two values are the same JSON, whatever the order of their keys. */
function sameJson(a: unknown, b: unknown): boolean {
  const sorted = (_: string, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)))
      : value;
  return JSON.stringify(a, sorted) === JSON.stringify(b, sorted);
}

/** The reference's answer in the shape of an expectation. */
function answerOfReference({ op, input, profile }: VectorDraft): Expect {
  const operation = operations[op];
  if (!operation) throw new Error(`the reference has no operation ${op}`);
  const answer = operation(expandInput(input), profile ?? 'bamboo');
  return answer.verdict === 'accept' ? accept(answer.output as JsonObject) : reject(answer.reason);
}

const REQUIREMENTS: Readonly<Record<string, string>> = { ...REQUIREMENT_OF, ...DATA_REQUIREMENT_OF };

function requirementOf(reason: string): string {
  const requirement = REQUIREMENTS[reason];
  if (requirement === undefined) throw new Error(`there is no reason ${reason}`);
  return requirement;
}

/** Collects the vectors of one subject and holds each against the reference as it comes in. */
export class VectorList {
  readonly vectors: Vector[] = [];
  readonly disagreements: string[] = [];

  add(draft: VectorDraft): void {
    const { id, requirements, flags = [], profile, op, input, expect, comment } = draft;
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) throw new Error(`${id} is not a slug`);
    const answer = answerOfReference(draft);
    if (!sameJson(answer, expect)) {
      this.disagreements.push(
        `${id}: stated ${JSON.stringify(expect)}, the reference says ${JSON.stringify(answer)}`,
      );
    }
    // What a rejection tests at least is the requirement of its reason, where that has one in the profile.
    const broken = expect.verdict === 'reject' ? [requirementOf(expect.reason)] : [];
    if (profile === 'p2panda-compat' && broken[0]?.startsWith('BAM-')) broken.pop();
    this.vectors.push({
      id,
      requirements: [...new Set([...requirements, ...broken])],
      flags: [...new Set(flags)],
      ...(profile ? { profile } : {}),
      op,
      input,
      expect,
      ...(comment ? { comment } : {}),
    });
  }
}

/**
 * Builds a subject.
 *
 * @throws {Error} where the reference differs from what was stated by hand
 */
export function subject(
  name: string,
  description: string,
  notes: Record<string, string>,
  fillIn: (list: VectorList) => void,
): Subject {
  const list = new VectorList();
  fillIn(list);
  if (list.disagreements.length > 0) {
    const shown = list.disagreements.slice(0, 20).map((line) => line.slice(0, 1500));
    throw new Error(
      `${name}: ${list.disagreements.length} vectors disagree with the reference\n${shown.join('\n')}`,
    );
  }
  return { subject: name, description, notes, vectors: list.vectors };
}
