import {
  isOperation,
  isProfile,
  OUTPUT_FIELDS,
  PROTOCOL_VERSION,
  type Answer,
  type Declaration,
  type Operation,
  type Profile,
} from './protocol.js';

/** A line from an implementation that isn't what the protocol asks for; the message says what it is instead. */
export class GarbageError extends Error {
  override readonly name = 'GarbageError';

  /** @param seq the request that the line says it answers, where that is another than was asked. */
  constructor(
    message: string,
    readonly seq?: number,
  ) {
    super(message);
  }
}

type Fields = Record<string, unknown>;

/** The start of `text` in quotes, with control characters escaped, for messages. */
export function quote(text: string, limit = 80): string {
  return JSON.stringify(text.length > limit ? `${text.slice(0, limit)}…` : text);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseObject(line: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    const hint = 'standard output is for answers alone, anything else belongs on standard error';
    throw new GarbageError(`wrote a line that is not JSON: ${quote(line)} (${hint})`);
  }
  if (!isFields(value)) throw new GarbageError(`wrote a line that is not a JSON object: ${quote(line)}`);
  return value;
}

function text(fields: Fields, name: string, where: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') {
    throw new GarbageError(`${where}: ${name} must be a string that is not empty`);
  }
  return value;
}

function names(value: unknown, where: string): string[] {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new GarbageError(`${where} must be a list of strings`);
  }
  return value;
}

/**
 * Reads the answer to `start`.
 *
 * @throws {GarbageError} where it isn't one, or is of another protocol version.
 */
export function parseDeclaration(line: string): Declaration {
  const fields = parseObject(line);
  if (fields.protocol !== PROTOCOL_VERSION) {
    const spoken =
      fields.protocol === undefined ? 'no version' : `version ${printable(fields.protocol).slice(0, 80)}`;
    throw new GarbageError(
      `speaks ${spoken} of the protocol, and this suite speaks version ${PROTOCOL_VERSION}: ${quote(line)}`,
    );
  }
  if (!isFields(fields.implementation)) {
    throw new GarbageError('the answer to start: implementation must be an object');
  }
  const implementation = {
    name: text(fields.implementation, 'name', 'the answer to start: implementation'),
    version: text(fields.implementation, 'version', 'the answer to start: implementation'),
    language: text(fields.implementation, 'language', 'the answer to start: implementation'),
  };
  const profiles = names(fields.profiles, 'the answer to start: profiles');
  const operations = names(fields.operations, 'the answer to start: operations');
  if (!profiles.some(isProfile)) {
    throw new GarbageError(
      'the answer to start declares no profile that this suite knows: nothing can be tested',
    );
  }
  if (!operations.some(isOperation)) {
    throw new GarbageError(
      'the answer to start declares no operation that this suite knows: nothing can be tested',
    );
  }
  return {
    implementation,
    profiles: [...new Set(profiles.filter(isProfile))],
    operations: [...new Set(operations.filter(isOperation))],
    omits: parseOmits(fields.omits),
    unknown: [
      ...profiles.filter((name) => !isProfile(name)),
      ...operations.filter((name) => !isOperation(name)),
    ],
  };
}

function parseOmits(value: unknown): Declaration['omits'] {
  if (value === undefined || value === null) return {};
  if (!isFields(value)) throw new GarbageError('the answer to start: omits must be an object');
  const omits: Partial<Record<Operation, readonly string[]>> = {};
  for (const [op, list] of Object.entries(value)) {
    const where = `the answer to start: omits[${quote(op)}]`;
    const fields = names(list, where);
    // A field that nobody compares must be a field there is: a slip here would leave a test out unseen.
    if (!isOperation(op)) throw new GarbageError(`${where} names an unknown operation`);
    const unknown = fields.find((field) => !OUTPUT_FIELDS[op].includes(field));
    if (unknown !== undefined)
      throw new GarbageError(`${where} names ${quote(unknown)}, which ${op} does not have`);
    omits[op] = fields;
  }
  return omits;
}

/** The `seq` of a line that is an answer at all, else `undefined`. */
export function sequenceOf(line: string): number | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isFields(value) && typeof value.seq === 'number' ? value.seq : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads the answer to request `seq`.
 *
 * @throws {GarbageError} where it isn't one.
 */
export function parseAnswer(line: string, seq: number, op: Operation): Answer {
  const fields = parseObject(line);
  if (fields.seq !== seq) {
    const detail = `answered request ${printable(fields.seq)} where ${seq} was asked: ${quote(line)}`;
    throw new GarbageError(detail, typeof fields.seq === 'number' ? fields.seq : undefined);
  }
  const message = optionalText(fields, 'message');
  const reason = optionalText(fields, 'reason');
  switch (fields.verdict) {
    case 'accept':
      if (reason !== undefined) throw new GarbageError('gave a reason with an accept');
      if (OUTPUT_FIELDS[op].length > 0 && !isFields(fields.output)) {
        throw new GarbageError(`accepted without an output, and ${op} has one`);
      }
      return { verdict: 'accept', output: fields.output } as Answer;
    case 'reject':
      return { verdict: 'reject', reason, message };
    case 'skip':
      return { verdict: 'skip', message };
    default: {
      const got =
        fields.verdict === undefined ? 'no verdict' : `verdict ${printable(fields.verdict).slice(0, 80)}`;
      throw new GarbageError(`gave ${got}; it must be accept, reject or skip`);
    }
  }
}

function optionalText(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new GarbageError(`gave a ${name} that is not a string`);
  return value;
}

/**
 * A value from a line as JSON text. Nesting can be as deep as a line is long, deeper than `JSON.stringify` can go.
 */
export function printable(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'nothing';
  } catch {
    return 'something nested too deeply to show';
  }
}

/** The profile that a vector is sent with, or `undefined` where the implementation doesn't declare what it needs. */
export function profileFor(
  vector: { op: Operation; profile?: Profile | undefined },
  declaration: Declaration,
): Profile | undefined {
  if (!declaration.operations.includes(vector.op)) return undefined;
  if (vector.profile === undefined) return declaration.profiles[0];
  return declaration.profiles.includes(vector.profile) ? vector.profile : undefined;
}
