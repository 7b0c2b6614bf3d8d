/**
 * Verifying side by side: a pool of workers with the calls of `sasako` and `sasako/verify`, as promises, and for streams
 * of any length.
 *
 * @packageDocumentation
 */
export {
  VerifierPool,
  type CallOptions,
  type PoolLogOptions,
  type PoolOptions,
  type PoolStreamOptions,
  type PoolVerifyOptions,
  type StreamItem,
} from './pool.js';
export type { ProgressListener } from './progress.js';
