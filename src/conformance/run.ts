import { profileFor } from './answers.js';
import { HarnessError, messageOf } from './errors.js';
import type { ExpectedFailures } from './expected.js';
import type { Implementation } from './implementations.js';
import { judge, type Judgement, type Outcome } from './judge.js';
import { DEFAULT_TIMEOUT_S, type Declaration, type Profile } from './protocol.js';
import {
  countStandings,
  exitStatusOf,
  type Counts,
  type ImplementationReport,
  type Report,
  type StaleEntry,
  type Standing,
  type VectorResult,
} from './report/model.js';
import { shortened } from './report/shortened.js';
import { suiteRevision } from './revision.js';
import { selectVectors, type Selection } from './select.js';
import { Session, type Exchange, type Overturned, type Reply } from './session.js';
import { suiteVersion } from './version.js';
import type { Vector } from './vectors.js';

/** What to run, and how. */
export interface RunOptions extends Selection {
  implementations: readonly Implementation[];
  /** All vectors; the selection is taken from them. See `loadVectors`. */
  vectors: readonly Vector[];
  /** Whether a wrong reason is a failure. */
  strictReasons?: boolean;
  /** How long one answer may take, in seconds. Default 10. */
  timeoutSeconds?: number;
  /** How long the answer to `start` may take, in seconds. Default 10, or the time for an answer if that is more. */
  startTimeoutSeconds?: number;
  /** Ends the run early: what was not asked yet counts as not run, and the report's exit status is 2. */
  signal?: AbortSignal;
  /** The command line that asks for this run, for the report. */
  command?: string;
  /** Told of each implementation before it starts, and after each of its vectors. */
  onProgress?: (name: string, done: number, total: number) => void;
}

/**
 * Holds implementations against vectors, one after the other, and reports.
 *
 * What an implementation does wrong is in the report, and never thrown.
 *
 * @throws {HarnessError} where the selection names something that doesn't exist.
 *
 * @example
 * ```ts
 * const report = await runConformance({
 *   vectors: loadVectors(),
 *   implementations: [resolveImplementation('python3 my_adapter.py')],
 * });
 * process.exitCode = report.exitStatus;
 * ```
 */
export async function runConformance(options: RunOptions): Promise<Report> {
  const { strictReasons = false, timeoutSeconds = DEFAULT_TIMEOUT_S } = options;
  const selected = selectVectors(options.vectors, options);
  const startedAt = new Date().toISOString();
  const known = new Set(options.vectors.map(({ id }) => id));
  const implementations: ImplementationReport[] = [];
  for (const implementation of options.implementations) {
    implementations.push(await runImplementation(implementation, selected, known, options));
  }
  const revision = suiteRevision();
  return {
    format: 'sasako-report',
    formatVersion: 1,
    suite: { version: suiteVersion(), vectors: options.vectors.length, selected: selected.length },
    environment: {
      runtime: `Node.js ${process.version}`,
      platform: `${process.platform} ${process.arch}`,
      startedAt,
      ...(revision === undefined ? {} : { revision }),
    },
    ...(options.command === undefined ? {} : { command: options.command }),
    options: {
      ...(options.profile === undefined ? {} : { profile: options.profile }),
      ops: options.ops ?? [],
      vectors: options.ids ?? [],
      strictReasons,
      timeoutSeconds,
    },
    implementations,
    exitStatus: exitStatusOf(implementations),
  };
}

/** @throws {HarnessError} once the run was interrupted. */
function refuseIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new HarnessError('interrupted');
}

async function runImplementation(
  implementation: Implementation,
  vectors: readonly Vector[],
  known: ReadonlySet<string>,
  options: RunOptions,
): Promise<ImplementationReport> {
  const { strictReasons = false, timeoutSeconds = DEFAULT_TIMEOUT_S, onProgress, signal } = options;
  const { name, expectedFailures } = implementation;
  const startTimeout = options.startTimeoutSeconds ?? Math.max(DEFAULT_TIMEOUT_S, timeoutSeconds);
  const session = new Session(implementation.launch, timeoutSeconds * 1000, startTimeout * 1000);
  const book = new Book(expectedFailures, strictReasons);
  const remarks: string[] = [];
  let declaration: Declaration | undefined;
  let error: string | undefined;
  onProgress?.(name, 0, vectors.length);
  const interrupt = (): void => session.interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    refuseIfAborted(signal);
    declaration = await session.start();
    if (declaration.unknown.length > 0) {
      remarks.push(
        `declares what this suite does not know, and leaves untested: ${declaration.unknown.join(', ')}`,
      );
    }
    const spoken = narrow(declaration, options.profile);
    for (const [index, vector] of vectors.entries()) {
      const profile = spoken === undefined ? undefined : profileFor(vector, spoken);
      if (profile === undefined) book.skip(vector, 'not-applicable');
      else {
        const exchange = await session.run(vector.op, profile, vector.input);
        refuseIfAborted(signal);
        book.enter(vector, profile, exchange, declaration);
        if (book.wantsStderr()) book.addStderr(await session.settledStderr());
      }
      onProgress?.(name, index + 1, vectors.length);
    }
    const { overturned, note } = await session.finish();
    if (overturned !== undefined) book.overturn(overturned);
    if (note !== undefined) remarks.push(note);
  } catch (caught) {
    // Nothing that one implementation does ends the run of the others.
    if (signal?.aborted) error = 'interrupted';
    else error = caught instanceof HarnessError ? caught.message : `the suite failed: ${messageOf(caught)}`;
  } finally {
    signal?.removeEventListener('abort', interrupt);
    session.close();
  }
  const asked = book.results.length;
  for (const vector of vectors.slice(asked)) book.skip(vector, 'not-run');
  const { results } = book;
  const stale = findStale(expectedFailures, results, known);
  const counts = countStandings(results);
  return {
    name,
    ...(declaration === undefined ? {} : { declaration }),
    ...(error === undefined ? {} : { error }),
    remarks,
    verdict: verdictOf(error, counts, stale),
    counts,
    results,
    stale,
  };
}

function verdictOf(
  error: string | undefined,
  counts: Counts,
  stale: readonly StaleEntry[],
): ImplementationReport['verdict'] {
  if (error !== undefined) return 'error';
  if (counts.failed > 0 || stale.length > 0) return 'failed';
  if (counts.expected > 0) return 'as-expected';
  return counts.passed + counts.marked > 0 ? 'conformant' : 'not-applicable';
}

/** The declaration as if only `profile` was spoken, or `undefined` where it isn't. */
function narrow(declaration: Declaration, profile: Profile | undefined): Declaration | undefined {
  if (profile === undefined) return declaration;
  return declaration.profiles.includes(profile) ? { ...declaration, profiles: [profile] } : undefined;
}

/** For so many wrong answers standard error is waited for; an implementation with more has told its story. */
const MAX_WAITS = 20;

/** The results of one implementation as they come in. */
class Book {
  readonly results: VectorResult[] = [];
  readonly #expected: ExpectedFailures;
  readonly #strict: boolean;
  #waits = 0;
  /** The vectors that were asked, by the number of the request, with their places among the results. */
  readonly #asked = new Map<number, { vector: Vector; profile: Profile; index: number }>();

  constructor(expected: ExpectedFailures, strict: boolean) {
    this.#expected = expected;
    this.#strict = strict;
  }

  skip(vector: Vector, outcome: 'not-applicable' | 'not-run'): void {
    this.results.push({
      ...describe(vector),
      outcome,
      standing: outcome,
      differences: [],
      unchecked: [],
      notes: [],
      milliseconds: 0,
    });
  }

  enter(vector: Vector, profile: Profile, exchange: Exchange, declaration: Declaration): void {
    const { seq, reply, overturned } = exchange;
    if (overturned !== undefined) this.overturn(overturned);
    const index = this.results.push(this.#result(vector, profile, reply, declaration)) - 1;
    this.#asked.set(seq, { vector, profile, index });
  }

  /** Whether it is worth waiting for what was written to standard error with the last answer, a wrong one. */
  wantsStderr(): boolean {
    const wrong = ['wrong-verdict', 'wrong-output', 'wrong-reason', 'skip'];
    const { outcome, standing } = this.results.at(-1)!;
    return standing === 'failed' && wrong.includes(outcome) && this.#waits++ < MAX_WAITS;
  }

  addStderr(stderr: string): void {
    const last = this.results.at(-1)!;
    if (stderr !== '') this.results[this.results.length - 1] = { ...last, stderr };
  }

  /** An answer turned out to be garbage after it was entered. */
  overturn({ seq, detail, stderr }: Overturned): void {
    const asked = this.#asked.get(seq);
    if (asked === undefined) throw new HarnessError(`${detail}, before the first request`);
    const { vector, profile, index } = asked;
    const { milliseconds } = this.results[index]!;
    const reply: Reply = { kind: 'garbage', detail, stderr, milliseconds };
    this.results[index] = this.#result(vector, profile, reply, undefined);
  }

  #result(
    vector: Vector,
    profile: Profile,
    reply: Reply,
    declaration: Declaration | undefined,
  ): VectorResult {
    const judgement: Judgement =
      reply.kind === 'answer'
        ? judge(vector, reply.answer, declaration?.omits ?? {})
        : { outcome: reply.kind, differences: [], unchecked: [] };
    const because = this.#expected.get(vector.id);
    const standing = standingOf(judgement.outcome, because !== undefined, this.#strict);
    const message =
      reply.kind === 'answer' && reply.answer.verdict !== 'accept'
        ? reply.answer.message?.slice(0, 2000)
        : undefined;
    const clean = standing === 'passed';
    const output =
      reply.kind === 'answer' && reply.answer.verdict === 'accept' ? reply.answer.output : undefined;
    return {
      ...describe(vector),
      profile,
      ...judgement,
      standing,
      actual: actualOf(reply),
      ...(clean || output === undefined ? {} : { output: shortened(output) }),
      ...(message === undefined ? {} : { message }),
      ...(clean || reply.stderr === '' ? {} : { stderr: reply.stderr }),
      notes: clean ? [] : vector.notes,
      ...(because === undefined ? {} : { expectedBecause: because }),
      milliseconds: Math.round(reply.milliseconds * 1000) / 1000,
    };
  }
}

function describe(
  vector: Vector,
): Pick<VectorResult, 'vector' | 'subject' | 'op' | 'requirements' | 'expected'> {
  const { id, subject, op, requirements, expect } = vector;
  const expected = expect.verdict === 'accept' ? 'accept' : `reject ${expect.reason}`;
  return { vector: id, subject, op, requirements, expected };
}

function actualOf(reply: Reply): string {
  if (reply.kind !== 'answer') return reply.detail.slice(0, 4000);
  const { answer } = reply;
  if (answer.verdict !== 'reject') return answer.verdict;
  return answer.reason === undefined ? 'reject, without a reason' : `reject ${answer.reason.slice(0, 100)}`;
}

function standingOf(outcome: Outcome, listed: boolean, strict: boolean): Standing {
  switch (outcome) {
    case 'pass':
    case 'pass-partly-checked':
    case 'pass-reason-unchecked':
      return 'passed';
    case 'wrong-reason':
      if (!strict) return 'marked';
      return listed ? 'expected' : 'failed';
    case 'not-applicable':
    case 'not-run':
      return outcome;
    default:
      return listed ? 'expected' : 'failed';
  }
}

/** The entries of a list that name no vector, or one that passed. What wasn't selected is left alone. */
function findStale(
  expected: ExpectedFailures,
  results: readonly VectorResult[],
  known: ReadonlySet<string>,
): StaleEntry[] {
  const byId = new Map(results.map((result) => [result.vector, result]));
  return [...expected.keys()].flatMap((vector) => {
    if (!known.has(vector)) return [{ vector, problem: 'there is no such vector' }];
    const standing = byId.get(vector)?.standing;
    if (standing === 'passed') return [{ vector, problem: 'passes' }];
    if (standing === 'not-applicable') return [{ vector, problem: 'is not applicable' }];
    return [];
  });
}
