import { readFileSync } from 'node:fs';
import type { Json } from './vector.js';

// What p2panda-js 0.8.1 and p2panda-rs 0.8.1 really gave, as recorded in `test/fixtures`.

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../test/fixtures/${name}.json`, import.meta.url), 'utf8'));

type Field = readonly [name: string, type: string, value: Json];

/** What was asked to be encoded, and the bytes or the error. */
export interface RealEncoding {
  readonly name: string;
  readonly action: string;
  readonly schemaId: string;
  /** A text where the view id was given as one. */
  readonly previous: readonly string[] | string | null;
  readonly fields: readonly Field[] | null;
  readonly encoded?: string;
  readonly error?: string;
}

/** What was asked to be decoded, and what came of it. */
export interface RealDecoding {
  readonly name: string;
  readonly operation: string;
  readonly action: string;
  readonly schemaId: string;
  readonly previous: readonly string[] | null;
  readonly fields: readonly Field[] | null;
  readonly error?: string;
}

export interface RealGraph {
  /** Each operation's letter, and those that it names, without the order of arrival being another: `a ba cb`. */
  readonly nodes: string;
  readonly order?: string;
  readonly tips?: string;
  readonly error?: string;
}

export interface RealFlow {
  readonly schema: { readonly id: string; readonly fields: Readonly<Record<string, string>> };
  readonly documentId: string;
  readonly steps: readonly {
    readonly note: string;
    readonly action: string;
    readonly schemaId: string;
    readonly previous: readonly string[] | null;
    readonly fields: readonly Field[] | null;
    readonly operation: string;
    readonly entry: string;
    readonly operationId: string;
  }[];
}

export const realEncodings = (): readonly RealEncoding[] =>
  (read('p2panda-js-0.8.1-operations') as { operations: RealEncoding[] }).operations;

export const realDecodings = (): readonly RealDecoding[] =>
  (read('p2panda-js-0.8.1-strict-operations') as { operations: RealDecoding[] }).operations;

export const realGraphs = (): readonly RealGraph[] =>
  (read('p2panda-rs-0.8.1-graphs') as { graphs: RealGraph[] }).graphs;

export const realFlow = (): RealFlow => read('p2panda-js-0.8.1-schema-flow') as RealFlow;

/** Fields in the shape of the adapter protocol. */
export const fieldsJson = (fields: readonly Field[] | null): Json =>
  fields && fields.map(([name, type, value]) => ({ name, type, value }));

/**
 * The reason for an error's text.
 *
 * @throws {Error} where no pattern matches it
 */
export function reasonOf(
  error: string,
  reasons: readonly (readonly [pattern: RegExp, reason: string])[],
): string {
  const found = reasons.find(([pattern]) => pattern.test(error));
  if (!found) throw new Error(`no reason is known for: ${error}`);
  return found[1];
}
