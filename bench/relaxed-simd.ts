import { setFlagsFromString } from 'node:v8';

/**
 * Turns relaxed SIMD on where Node has it behind a flag: until version 22. Before anything in WebAssembly is compiled; for
 * workers of this process too.
 */
export function allowRelaxedSimd(): void {
  if (Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString('--experimental-wasm-relaxed-simd');
}
