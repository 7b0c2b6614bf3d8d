import { expandInput } from '../../src/conformance/short-bytes.js';
import type { Vector } from '../../src/conformance/vectors.js';
import { createEngine, type Build } from '../../src/wasm/engine.js';
import { judgeAll } from '../core/judged.js';

// What a page runs: all vectors, on each build of the core.

/** The vectors of files of the repository. */
async function fetchVectors(files: readonly string[]): Promise<Vector[]> {
  const read = files.map(async (file) => {
    const response = await fetch(`/vectors/${file}`);
    const { vectors } = (await response.json()) as { vectors: Vector[] };
    return vectors.map((vector) => ({ ...vector, input: expandInput(vector.input) }));
  });
  return (await Promise.all(read)).flat();
}

export async function judgeInPage(
  build: Build,
  files: readonly string[],
): Promise<{ build: Build | undefined; judged: number; failed: Record<string, string> }> {
  const engine = createEngine({ build });
  const outcome = await judgeAll(engine, await fetchVectors(files));
  return { build: engine.build(), ...outcome };
}

Object.assign(globalThis, { judgeInPage });
