import { defineConfig } from 'vitest/config';

// Node 20 takes relaxed SIMD only when told; later versions ignore or accept the flag.
const RELAXED_SIMD = ['--experimental-wasm-relaxed-simd'];

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'simd',
          include: ['test/**/*.test.ts'],
          execArgv: RELAXED_SIMD,
          env: { SASAKO_BUILD: 'simd' },
        },
      },
      {
        extends: true,
        // What depends on the arithmetic, once more on the other build.
        test: {
          name: 'relaxed-simd',
          include: ['test/core/{ed25519,entries,tables}.test.ts', 'test/core/vectors.test.ts'],
          execArgv: RELAXED_SIMD,
          env: { SASAKO_BUILD: 'relaxed-simd' },
        },
      },
    ],
    // CI reads its closing line from the JSON.
    reporters:
      process.env['CI'] === 'true' ? ['default', ['json', { outputFile: 'report/tests.json' }]] : ['default'],
  },
});
