import { checkOptions, type Optional } from '../bamboo/arguments.js';
import { checkConfiguration, type Configuration } from '../bamboo/configuration.js';
import type { Profile } from '../bamboo/profile.js';
import type { VerifyAllOptions, VerifySignatureOptions } from '../bamboo/verifying.js';
import type { VerifyLogOptions } from '../verify/report.js';
import type { ProgressListener } from './progress.js';

/** How a pool is to be. */
export interface PoolOptions extends Configuration {
  /**
   * How many workers, 0 to 64; as many as there are processors, at most 8, where it isn't said. With 0 the calls do their work
   * on this thread, and let others have a turn every some ten milliseconds. So they do where there can be no workers: in
   * pages that are not cross-origin isolated.
   */
  readonly workers?: Optional<number>;
}

/** What can be asked of each call of a pool. */
export interface CallOptions {
  /**
   * Ends the call early: it rejects at once with the signal's reason, also where it waits for an item that never comes. The
   * stream is told by its `return`, and not waited for.
   */
  readonly signal?: Optional<AbortSignal>;
  /** Called now and then, at most twenty times a second, and when all is done. */
  readonly onProgress?: Optional<ProgressListener>;
}

export type PoolVerifyOptions = VerifyAllOptions & CallOptions;
export type PoolLogOptions = VerifyLogOptions & CallOptions;
export interface PoolStreamOptions extends VerifySignatureOptions, CallOptions {
  readonly profile: Profile;
}

const MAX_WORKERS = 64;

/** The options of a call that have been checked. */
export interface CheckedCall {
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ProgressListener | undefined;
}

/** @throws {TypeError} with the option's name */
export function checkCall(given: Record<string, unknown>): CheckedCall {
  const signal = given['signal'] ?? undefined;
  const onProgress = given['onProgress'] ?? undefined;
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError('signal must be an AbortSignal');
  }
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new TypeError('onProgress must be a function');
  }
  return { signal, onProgress: onProgress as ProgressListener | undefined };
}

/** @throws {TypeError} {RangeError} with the option's name */
export function checkPoolOptions(
  options: unknown,
): { workers: number | undefined } & ReturnType<typeof checkConfiguration> {
  const { workers, ...configuration } = checkOptions(options, ['workers', 'tableBytes', 'relaxedSimd']);
  if (workers === undefined || workers === null)
    return { workers: undefined, ...checkConfiguration(configuration) };
  if (typeof workers !== 'number') throw new TypeError('workers must be a number');
  if (!Number.isInteger(workers) || workers < 0 || workers > MAX_WORKERS) {
    throw new RangeError(`workers must be a whole number from 0 to ${MAX_WORKERS}`);
  }
  return { workers, ...checkConfiguration(configuration) };
}
