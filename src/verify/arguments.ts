import {
  checkByteArrays,
  checkBytes,
  checkOptionalByteArrays,
  checkOptions,
  checkProfile,
  checkSeqNum,
  checkU64,
} from '../bamboo/arguments.js';
import type { Profile } from '../bamboo/profile.js';

/** The arguments of `verifyLog`, checked. */
export interface LogInput {
  readonly profile: Profile;
  readonly author: Uint8Array;
  readonly logId: bigint;
  readonly entries: readonly Uint8Array[];
  /** As many elements as entries. */
  readonly payloads: readonly (Uint8Array | undefined)[] | undefined;
}

/** @throws {TypeError} {RangeError} with the argument's name */
export function checkLogInput(list: unknown, options: unknown): LogInput {
  const entries = checkByteArrays(list, 'list');
  const given = checkOptions(options, ['profile', 'author', 'logId', 'payloads']);
  const payloads = checkOptionalByteArrays(given['payloads'], 'payloads', entries.length);
  return {
    profile: checkProfile(given['profile']),
    author: checkBytes(given['author'], 'author', 32),
    logId: checkU64(given['logId'], 'logId'),
    entries,
    payloads,
  };
}

/** @throws {TypeError} {RangeError} where one is no sequence number, or `from` is below `to` */
export function checkPathEnds(from: unknown, to: unknown): { from: bigint; to: bigint } {
  const ends = { from: checkSeqNum(from, 'from'), to: checkSeqNum(to, 'to') };
  if (ends.from < ends.to) {
    throw new RangeError(
      `from must not be below to: links lead down, from ${ends.from.toString()} never to ${ends.to.toString()}`,
    );
  }
  return ends;
}
