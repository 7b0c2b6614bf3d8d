/**
 * Logs: whole sets of entries, in any order, verified on the WASM core.
 *
 * @packageDocumentation
 */
import { engine } from '../bamboo/core.js';
import { checkSeqNum } from '../bamboo/arguments.js';
import { checkLogInput, checkPathEnds } from './arguments.js';
import { verifyLogOn } from './log.js';
import { certificatePoolOf, linkPathBetween } from './paths.js';
import type { LogReport, VerifyLogOptions } from './report.js';

export type { EntryReport, EntryStatus, Fork, LogReport, VerifyLogOptions } from './report.js';

/**
 * Verifies a set of entries as one log: which are verified, which path-verified, which not linked yet, and what is
 * wrong with the others; and where the log is forked, be it that only links tell (BAM-LOG-001 to BAM-LOG-016).
 *
 * The order of the entries doesn't matter, equal ones count once, and what isn't an entry of this log is told so.
 *
 * @param list the entries' bytes
 * @throws {TypeError} {RangeError} for misuse, with the argument's name; bad data never throws
 * @example
 * const report = verifyLog(entries, { profile: 'p2panda', author, logId: 0n, payloads });
 * report.entries[0]; // { status: 'verified' }
 * report.forks; // [{ seqNum: 7n, implied: false }]
 */
export function verifyLog(list: readonly Uint8Array[], options: VerifyLogOptions): LogReport {
  return verifyLogOn(engine, checkLogInput(list, options));
}

/**
 * The certificate pool of a sequence number: the entries that a peer keeps so that the one at `seqNum` stays
 * verifiable, however the log grows; itself included, ascending (BAM-REP-001 to BAM-REP-003).
 *
 * @param seqNum 1 to 2^64 − 1
 * @returns at most a few hundred sequence numbers, even at the top
 * @throws {TypeError} {RangeError} where `seqNum` is no sequence number
 * @example certificatePool(5n) // [1n, 4n, 5n, 6n, 7n, 8n, 12n, 13n]
 */
export function certificatePool(seqNum: bigint): bigint[] {
  return certificatePoolOf(checkSeqNum(seqNum, 'seqNum'));
}

/**
 * The shortest path of links from an entry down to an older one, both included, ascending (BAM-LIP-004, BAM-LIP-005).
 *
 * @param from the newer sequence number, 1 to 2^64 − 1
 * @param to the older one, no more than `from`
 * @throws {TypeError} {RangeError} where one is no sequence number, or `from` is below `to`
 * @example linkPath(23n, 1n) // [1n, 4n, 13n, 17n, 21n, 22n, 23n]
 */
export function linkPath(from: bigint, to: bigint): bigint[] {
  const ends = checkPathEnds(from, to);
  return linkPathBetween(ends.from, ends.to);
}
