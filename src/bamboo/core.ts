import { wasmEngine } from '../wasm/engine.js';
import { apiOn } from './api.js';
import type { Engine } from './engine.js';

/** The WASM core as an engine; it is instantiated at the first call. */
export const engine: Engine = wasmEngine;

/** The public API on the WASM core. */
export const core = apiOn(engine);
