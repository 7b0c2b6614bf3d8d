import { wasmEngine, type Build } from '../wasm/engine.js';
import { apiOn } from './api.js';
import { checkConfiguration } from './configuration.js';
import type { LogEngine } from './engine.js';

/** The WASM core as an engine; it is instantiated at the first call. */
export const engine: LogEngine = wasmEngine;

/** The public API on the WASM core. */
export const core = apiOn(engine);

/** Applies a configuration to the core. */
export function configureCore(options: unknown): void {
  const { tableBytes, relaxedSimd } = checkConfiguration(options);
  wasmEngine.configure({
    ...(tableBytes === undefined ? {} : { tableBytes }),
    ...(relaxedSimd === undefined ? {} : { build: relaxedSimd ? undefined : ('simd' as const) }),
  });
}

/** The build of the core at work; `undefined` before the first call. */
export const loadedBuild: () => Build | undefined = wasmEngine.build;
