import { messageOf } from './errors.js';
import { isOperation, PROTOCOL_VERSION, type AdapterModule, type Profile } from './protocol.js';

/** The other side asked for something that the protocol doesn't have. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}

/** An operation threw, or answered with what JSON can't hold: the adapter's fault, not the other side's. */
export class OperationFailure extends Error {
  override readonly name = 'OperationFailure';

  constructor(
    readonly kind: 'crash' | 'garbage',
    message: string,
  ) {
    super(message);
  }
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Checks that `candidate` has the shape of an adapter module.
 *
 * @throws {TypeError} that says what is missing.
 */
export function checkAdapter(candidate: unknown): asserts candidate is AdapterModule {
  const shape = '{ implementation, profiles, operations }';
  if (!isFields(candidate)) throw new TypeError(`the module does not export ${shape} by default`);
  const { implementation, profiles, operations } = candidate;
  if (!isFields(implementation)) throw new TypeError('the default export: implementation must be an object');
  if (!Array.isArray(profiles)) throw new TypeError('the default export: profiles must be a list');
  if (!isFields(operations)) throw new TypeError('the default export: operations must be an object');
  for (const [op, run] of Object.entries(operations)) {
    if (run !== undefined && typeof run !== 'function') {
      throw new TypeError(`the default export: operations[${JSON.stringify(op)}] must be a function`);
    }
  }
}

/**
 * Answers the lines of the adapter protocol for an adapter module: the same in a worker thread and behind
 * standard input and output.
 */
export class AdapterServer {
  readonly #adapter: AdapterModule;
  #started = false;

  constructor(adapter: AdapterModule) {
    this.#adapter = adapter;
  }

  /**
   * The line that answers `line`, or `undefined` when it was `stop`.
   *
   * @throws {RequestError} where the line isn't a request.
   * @throws {OperationFailure} where the adapter threw, or its answer can't be written.
   */
  async answer(line: string): Promise<string | undefined> {
    let request: unknown;
    try {
      request = JSON.parse(line);
    } catch (error) {
      throw new RequestError(`the line is not JSON: ${messageOf(error)}`);
    }
    if (!isFields(request)) throw new RequestError('the line is not a JSON object');
    switch (request.cmd) {
      case 'start':
        return this.#start();
      case 'run':
        return await this.#run(request);
      case 'stop':
        return undefined;
      default:
        throw new RequestError(
          `cmd must be start, run or stop, not ${JSON.stringify(request.cmd) ?? 'missing'}`,
        );
    }
  }

  /** Whatever version is asked for, the answer names the one that is spoken here. */
  #start(): string {
    this.#started = true;
    const { implementation, profiles, operations, omits } = this.#adapter;
    const declared = Object.entries(operations).flatMap(([op, run]) => (run === undefined ? [] : [op]));
    return JSON.stringify({
      protocol: PROTOCOL_VERSION,
      implementation,
      profiles,
      operations: declared,
      omits,
    });
  }

  async #run({ seq, profile, op, input }: Fields): Promise<string> {
    if (!this.#started) throw new RequestError('run came before start');
    if (typeof seq !== 'number' || !Number.isSafeInteger(seq))
      throw new RequestError('seq must be an integer');
    if (typeof op !== 'string') throw new RequestError(`request ${seq}: op must be a string`);
    if (!isFields(input)) throw new RequestError(`request ${seq}: input must be an object`);
    const { profiles, operations } = this.#adapter;
    if (typeof profile !== 'string') throw new RequestError(`request ${seq}: profile must be a string`);
    const declared = isOperation(op) && Object.hasOwn(operations, op) ? operations[op] : undefined;
    if (declared === undefined) return this.#skip(seq, `does not do ${op}`);
    if (!(profiles as readonly string[]).includes(profile))
      return this.#skip(seq, `does not speak ${profile}`);
    // The types of inputs and operations are tied by `op`, which nobody knows before it runs.
    const run = declared as (input: unknown, profile: Profile) => unknown;
    let answer: unknown;
    try {
      answer = await run(input, profile as Profile);
    } catch (error) {
      throw new OperationFailure('crash', describe(op, error));
    }
    return write(seq, op, answer);
  }

  #skip(seq: number, message: string): string {
    return JSON.stringify({ seq, verdict: 'skip', message });
  }
}

/** The answer as a line. A bigint or a cycle can't be written. */
function write(seq: number, op: string, answer: unknown): string {
  try {
    return isFields(answer) ? JSON.stringify({ ...answer, seq }) : JSON.stringify(answer ?? null);
  } catch (error) {
    throw new OperationFailure('garbage', `answered ${op} with what JSON cannot hold: ${messageOf(error)}`);
  }
}

function describe(op: string, error: unknown): string {
  if (!(error instanceof Error)) return `${op} threw ${String(error)}`;
  return `${op} threw ${error.stack ?? `${error.name}: ${error.message}`}`;
}
