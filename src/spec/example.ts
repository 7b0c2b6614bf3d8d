import type { Code } from 'mdast';
import { PROFILES, type Problem, type Profile } from './requirement.js';

/** An example of the text: a test vector without id and requirements. */
export interface Example {
  /** Unique within the specification. */
  readonly slug: string;
  readonly file: string;
  readonly line: number;
  /** Absent where the operation does not depend on it. */
  readonly profile?: Profile;
  readonly op: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expect: Readonly<Record<string, unknown>>;
}

const MARK = /^example(?:=(.*))?$/;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const FIELDS = ['profile', 'op', 'input', 'expect'];

/** Reads a fenced block `json example=<slug>`. `undefined` for any other block; a problem where it is not right. */
export function exampleOf(node: Code, file: string): Example | Problem | undefined {
  const line = node.position!.start.line;
  const where = `${file}:${line}`;
  const mark = (node.meta ?? '')
    .split(/\s+/)
    .map((word) => MARK.exec(word))
    .find((match) => match !== null);
  if (mark === undefined) return undefined;
  const slug = mark[1] ?? '';
  if (!SLUG.test(slug))
    return { where, message: `the example's name "${slug}" is not in lower case with hyphens` };

  let value: unknown;
  try {
    value = JSON.parse(node.value);
  } catch (error) {
    return { where, message: `the example ${slug} is not JSON: ${(error as Error).message}` };
  }
  if (!isObject(value)) return { where, message: `the example ${slug} is not an object` };
  const unknown = Object.keys(value).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined)
    return { where, message: `the example ${slug} has an unknown field "${unknown}"` };

  const { profile, op, input, expect } = value;
  if (profile !== undefined && !PROFILES.some((known) => known === profile)) {
    return { where, message: `the example ${slug} has an unknown profile` };
  }
  if (typeof op !== 'string' || !isObject(input) || !isObject(expect)) {
    return { where, message: `the example ${slug} needs op, input and expect` };
  }
  return {
    slug,
    file,
    line,
    ...(profile === undefined ? {} : { profile: profile as Profile }),
    op,
    input,
    expect,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
