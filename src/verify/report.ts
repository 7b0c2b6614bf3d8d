import type { Optional } from '../bamboo/arguments.js';
import type { Profile } from '../bamboo/profile.js';
import type { Reason } from '../bamboo/reasons.js';

/** What a set of entries is to be verified as. */
export interface VerifyLogOptions {
  readonly profile: Profile;
  /** The log's author, 32 bytes. */
  readonly author: Uint8Array;
  /** 0 to 2^64 − 1. */
  readonly logId: bigint;
  /** As many elements as entries; `undefined` or `null` for a payload that is not at hand. */
  readonly payloads?: Optional<readonly Optional<Uint8Array>[]>;
}

/**
 * How an entry stands in its log (BAM-LOG-012 to BAM-LOG-015).
 *
 * - `verified`: entry 1, or the targets of all its links are verified
 * - `path-verified`: some chain of sound entries leads to entry 1
 * - `unlinked`: nothing wrong with it, but no chain leads to entry 1 yet
 * - `invalid`: there is a reason against it
 */
export type EntryStatus = 'verified' | 'path-verified' | 'unlinked' | 'invalid';

/** One entry of a log report. */
export interface EntryReport {
  readonly status: EntryStatus;
  /** Stands exactly with `invalid`. */
  readonly reason?: Reason;
  /** The id of the requirement that is broken; stands with `reason`. */
  readonly requirement?: string;
  /** For a decoding reason, the byte at fault, counted from 0. */
  readonly offset?: number;
}

/** A sequence number for which two hashes are committed to (BAM-LOG-004, BAM-LOG-005). */
export interface Fork {
  readonly seqNum: bigint;
  /** Whether fewer than two of the forked entries are at hand. */
  readonly implied: boolean;
}

/** What `verifyLog` found. */
export interface LogReport {
  /** In the order of the entries handed in. */
  readonly entries: readonly EntryReport[];
  /** Ascending by sequence number; the log is invalid from the first on. */
  readonly forks: readonly Fork[];
  /**
   * What is wrong, so that it convinces others, each for `verifyProof`: a proof for each fork, each lie about a
   * payload's size, each link to a wrong sequence number, and one for entries after the end of the log. Made when it is first read.
   */
  readonly proofs: readonly Uint8Array[];
}
