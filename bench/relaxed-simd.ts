import { setFlagsFromString } from 'node:v8';

/** What Node is started with so that it takes relaxed SIMD, which it has behind a flag until version 22. */
export const RELAXED_SIMD_FLAGS: readonly string[] =
  Number.parseInt(process.versions.node, 10) < 22 ? ['--experimental-wasm-relaxed-simd'] : [];

/**
 * Turns relaxed SIMD on in this process, for its workers too. Before anything in WebAssembly is compiled.
 */
export function allowRelaxedSimd(): void {
  for (const flag of RELAXED_SIMD_FLAGS) setFlagsFromString(flag);
}
