import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from './requirement.js';

/** As much of a test vector as the specification needs to know. */
export interface VectorReference {
  readonly id: string;
  readonly file: string;
  readonly requirements: readonly string[];
  /** Absent where the operation does not depend on it. */
  readonly profile?: string;
}

/**
 * Reads which requirements the vectors of a directory name (`*.json`, but for schemas). The vectors' own shape is
 * held to their schema elsewhere.
 */
export function readVectorIndex(directory: string): { vectors: VectorReference[]; problems: Problem[] } {
  const vectors: VectorReference[] = [];
  const problems: Problem[] = [];
  const files = readdirSync(directory).filter(
    (name) => name.endsWith('.json') && !name.endsWith('.schema.json'),
  );
  for (const file of files.sort()) {
    try {
      vectors.push(...vectorsOf(JSON.parse(readFileSync(join(directory, file), 'utf8')), file));
    } catch (error) {
      problems.push({ where: file, message: `is not a file of vectors: ${(error as Error).message}` });
    }
  }
  return { vectors, problems };
}

function vectorsOf(content: unknown, file: string): VectorReference[] {
  const list = (content as { vectors?: unknown } | null)?.vectors;
  if (!Array.isArray(list)) throw new TypeError('it has no list "vectors"');
  return list.map((vector: unknown, index) => {
    const { id, requirements, profile } = vector as Record<string, unknown>;
    if (typeof id !== 'string' || !isListOfStrings(requirements)) {
      throw new TypeError(`vectors[${index}] needs an id and a list of requirements`);
    }
    return { id, file, requirements, ...(typeof profile === 'string' ? { profile } : {}) };
  });
}

function isListOfStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
