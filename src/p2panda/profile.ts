import { checkObject } from '../bamboo/arguments.js';

/**
 * How operations, and what is made of them, are read and written. Both stand on entries of the profile `p2panda`.
 *
 * | profile          | what it is                                                                    |
 * | ---------------- | ----------------------------------------------------------------------------- |
 * | `p2panda`        | what the specification says: canonical CBOR, and an order that keeps causality |
 * | `p2panda-compat` | byte for byte and order for order what p2panda 0.8.1 does                     |
 */
export type DataProfile = 'p2panda' | 'p2panda-compat';

/** Both, the specification's first. */
export const DATA_PROFILES: readonly DataProfile[] = ['p2panda', 'p2panda-compat'];

/** An option object that says nothing but the profile; `p2panda` where it is left out. */
export interface DataOptions {
  readonly profile?: DataProfile | undefined;
}

/** @throws {TypeError} where the options are no object; {RangeError} for another profile */
export function profileOf(options: DataOptions | undefined): DataProfile {
  if (options !== undefined) checkObject(options, 'options');
  const profile = options?.profile ?? 'p2panda';
  if (profile !== 'p2panda' && profile !== 'p2panda-compat') {
    throw new RangeError(`profile must be 'p2panda' or 'p2panda-compat', not '${String(profile)}'`);
  }
  return profile;
}
