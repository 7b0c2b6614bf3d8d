import { type Build, createEngine } from '../../src/wasm/engine.js';

/** The build that the tests of a project run on: see vitest.config.ts. */
export const BUILD_UNDER_TEST = (process.env['SASAKO_BUILD'] ?? 'simd') as Build;

/** An engine on that build. */
export const engineUnderTest = createEngine({ build: BUILD_UNDER_TEST });
