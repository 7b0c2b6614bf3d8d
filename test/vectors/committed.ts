import { readdirSync, readFileSync } from 'node:fs';
import { expandInput } from '../../src/conformance/short-bytes.js';
import type { JsonObject, Subject, Vector } from '../../vectors/generate/vector.js';

const directory = new URL('../../vectors/', import.meta.url);

export interface VectorFile {
  readonly name: string;
  /** Bytes in the file. */
  readonly size: number;
  readonly json: Subject;
}

/** The vector files as they are committed. */
export const files: readonly VectorFile[] = readdirSync(directory)
  .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
  .map((name) => {
    const text = readFileSync(new URL(name, directory));
    return { name, size: text.length, json: JSON.parse(text.toString('utf8')) as Subject };
  });

/** All vectors, with what their inputs have in short form written out. */
export const vectors: readonly Vector[] = files.flatMap(({ json }) =>
  json.vectors.map((vector) => ({ ...vector, input: expandInput(vector.input) as JsonObject })),
);

export const byId: ReadonlyMap<string, Vector> = new Map(vectors.map((vector) => [vector.id, vector]));

/** The output that a vector expects. */
export function outputOf(id: string): Record<string, unknown> {
  const expect = byId.get(id)?.expect;
  if (expect?.verdict !== 'accept' || !expect.output) throw new Error(`${id} expects no output`);
  return expect.output;
}

/** A field of an input or output that is text. */
export const text = (fields: Readonly<Record<string, unknown>>, name: string): string =>
  fields[name] as string;

export const bytes = (fields: Readonly<Record<string, unknown>>, name: string): Buffer =>
  Buffer.from(text(fields, name), 'hex');

export const ofOperation = (op: string): Vector[] => vectors.filter((vector) => vector.op === op);
