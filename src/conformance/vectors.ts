import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { HarnessError, messageOf } from './errors.js';
import type { Operation, Profile } from './protocol.js';
import { expandInput } from './short-bytes.js';

/** What an implementation must answer to a vector. */
export type Expectation =
  { verdict: 'accept'; output?: Record<string, unknown> } | { verdict: 'reject'; reason: string };

/** One test: a question and the one right answer. */
export interface Vector {
  /** Permanent. */
  id: string;
  /** The subject of the file that it comes from. */
  subject: string;
  /** Ids of the requirements that it tests. */
  requirements: readonly string[];
  /** What goes wrong in an implementation that misses it, one sentence a flag. */
  notes: readonly string[];
  /** Absent where the operation doesn't depend on the profile. */
  profile?: Profile;
  op: Operation;
  input: Readonly<Record<string, unknown>>;
  expect: Expectation;
  comment?: string;
}

interface VectorFile {
  subject: string;
  description: string;
  notes: Record<string, string>;
  vectors: (Omit<Vector, 'subject' | 'notes'> & { flags: string[] })[];
}

/** The vectors that come with the package. Found from `src/` and from `dist/` alike. */
export const SHIPPED_VECTORS = fileURLToPath(new URL('../../vectors/', import.meta.url));

const schemaFile = new URL('../../vectors/vectors.schema.json', import.meta.url);

/**
 * Reads all vector files of a directory (`*.json`, but for schemas), holds them to the JSON Schema, and writes out the
 * short form that long bytes of an input may have.
 *
 * @param directory by default the vectors that come with the package.
 * @returns the vectors in the order of the file names, within a file as they stand.
 * @throws {HarnessError} that names the file and the place, where a file doesn't match the schema, a flag has no
 *   note, two vectors have one id, or a short form stands for more than 16 MiB.
 *
 * @example
 * ```ts
 * const vectors = loadVectors();
 * console.log(vectors.filter(({ op }) => op === 'lipmaa').length);
 * ```
 */
export function loadVectors(directory: string = SHIPPED_VECTORS): Vector[] {
  let files: string[];
  try {
    files = readdirSync(directory).filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'));
  } catch (error) {
    throw new HarnessError(`cannot read the vectors: ${messageOf(error)}`);
  }
  if (files.length === 0) throw new HarnessError(`there are no vector files in ${directory}`);
  const schema: unknown = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const validate = new Ajv2020({
    strict: true,
    strictRequired: false,
    strictTypes: false,
  }).compile<VectorFile>(schema as object);
  const seen = new Map<string, string>();
  return files.sort().flatMap((name) => {
    const file = readJson(join(directory, name));
    if (!validate(file))
      throw new HarnessError(`${name} does not match the schema: ${explain(validate.errors)}`);
    return file.vectors.map((vector) => {
      const other = seen.get(vector.id);
      if (other !== undefined) {
        throw new HarnessError(`${name}: the vector id ${vector.id} is taken already, in ${other}`);
      }
      seen.set(vector.id, name);
      return { ...withNotes(vector, file, name), input: writtenOut(vector, name) };
    });
  });
}

function withNotes(
  { flags, ...vector }: VectorFile['vectors'][number],
  file: VectorFile,
  name: string,
): Vector {
  const notes = flags.map((flag) => {
    const note = file.notes[flag];
    if (note === undefined)
      throw new HarnessError(`${name}: ${vector.id} has the flag ${flag}, and no note explains it`);
    return note;
  });
  return { ...vector, subject: file.subject, notes };
}

/** The input of a vector without short forms. */
function writtenOut({ id, input }: VectorFile['vectors'][number], name: string): Vector['input'] {
  try {
    return expandInput(input);
  } catch (error) {
    throw new HarnessError(`${name}: ${id}: ${messageOf(error)}`);
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new HarnessError(`cannot read ${path}: ${messageOf(error)}`);
  }
}

/** The error that lies deepest: those above it only say that something below is wrong. */
function explain(errors: readonly ErrorObject[] | null | undefined): string {
  const [deepest] = [...(errors ?? [])]
    .filter(({ keyword }) => keyword !== 'if')
    .sort((a, b) => b.instancePath.split('/').length - a.instancePath.split('/').length);
  if (deepest === undefined) return 'for no reason given';
  const extra = (deepest.params as { additionalProperty?: string }).additionalProperty;
  const named = extra === undefined ? '' : ` (${extra})`;
  return `${deepest.instancePath || 'the file'} ${deepest.message ?? 'is wrong'}${named}`;
}
