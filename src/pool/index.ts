/**
 * Verifying side by side: a pool of workers with the calls of `sasako` and `sasako/verify`, as promises, and for streams
 * of any length.
 *
 * @packageDocumentation
 */
export type {
  CallOptions,
  PoolLogOptions,
  PoolOptions,
  PoolStreamOptions,
  PoolVerifyOptions,
} from './options.js';
export { VerifierPool } from './pool.js';
export type { ProgressListener } from './progress.js';
export type { StreamItem } from './source.js';
