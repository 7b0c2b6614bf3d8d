/**
 * Logs on the WASM core: verified whole or entry by entry, in any order; forks, and proofs of them; partial replicas.
 *
 * @packageDocumentation
 */
import { engine } from '../bamboo/core.js';
import { checkSeqNum } from '../bamboo/arguments.js';
import { checkLogInput, checkPathEnds } from './arguments.js';
import { logSetOn, type LogSet as LogSetInstance, type LogSetConstructor } from './log-set.js';
import {
  logVerifierOn,
  type LogVerifier as LogVerifierInstance,
  type LogVerifierConstructor,
} from './log-verifier.js';
import { verifyLogOn } from './log.js';
import { certificatePoolOf, linkPathBetween } from './paths.js';
import type { Claim } from './proof-encoding.js';
import { encodeProofOn, verifyProofOn, type ProofVerdict } from './proof.js';
import type { SeqNumItem, SeqNumRanges } from './ranges.js';
import {
  extractOn,
  pruneOn,
  type Extraction,
  type Pruning,
  type ReplicaItem,
  type ReplicaOptions,
} from './replica.js';
import type { LogReport, VerifyLogOptions } from './report.js';

export * from './exports.js';

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

/**
 * Verifies one log entry by entry, in any order, with or without payloads: at every moment it tells what is verified,
 * and why the rest is not (BAM-LOG-001 to BAM-LOG-016). What it tells is what `verifyLog` would tell of all that has come
 * so far, whatever the order. Each entry takes constant time beside its signature, and some 120 bytes of memory in
 * `p2panda`, 150 in `bamboo`, beside its own; and up to twice as much where it links to entries that are not at hand.
 *
 * @class
 * @example
 * const verifier = new LogVerifier({ profile: 'p2panda', author, logId: 0n });
 * const { changed, forks, invalidFrom } = verifier.add(entries);
 * verifier.verifiedPrefix; // 40n: all of 1 to 40 are verified
 * const later = LogVerifier.restore(verifier.snapshot(), { profile: 'p2panda', author, logId: 0n });
 */
export const LogVerifier: LogVerifierConstructor = logVerifierOn(engine);
export type LogVerifier = LogVerifierInstance;

/**
 * Many logs of many authors at once: entries come in any order, signatures are checked side by side for each author,
 * and every log is settled as a `LogVerifier` would settle it. Made for stores: with `entryAt` it keeps nothing but
 * some 130 to 170 bytes an entry (parts of logs take up to twice as much), and a kilobyte a log.
 *
 * @class
 * @example
 * const set = new LogSet({ profile: 'p2panda' });
 * for await (const { items } of readBundle(file)) set.add(items.map(({ entry }) => entry));
 * const { verified, invalid, logs } = set.report();
 */
export const LogSet: LogSetConstructor = logSetOn(engine);
export type LogSet = LogSetInstance;

/**
 * Looks at a proof, with nothing else at hand: what it shows of whom, or why it shows nothing (chapter "Proofs").
 * Signatures are checked, and nothing is ever proved of an author of small order, in whose name anybody can sign.
 *
 * @param bytes the proof: at most 770 bytes, but for a payload
 * @throws {TypeError} where `bytes` is no `Uint8Array`; a bad proof never throws
 * @example
 * const verdict = verifyProof(bytes);
 * if (verdict.ok) console.log(verdict.statement);
 * else console.log(verdict.reason, verdict.message); // 'PROOF_DAMAGED' …
 */
export function verifyProof(bytes: Uint8Array): ProofVerdict {
  return verifyProofOn(engine)(bytes);
}

/**
 * Writes a proof. The two entries may come in either order.
 *
 * @throws {UnprovableError} where the evidence doesn't show what is claimed
 * @throws {TypeError} {RangeError} for misuse, with the field's name
 * @example encodeProof({ profile: 'bamboo', kind: 'fork', seqNum: 7n, evidence: [entry, other] })
 */
export function encodeProof(claim: Claim): Uint8Array {
  return encodeProofOn(engine)(claim);
}

/**
 * A replica of a log that carries just what the wanted entries need: their certificate pools as far as they are at
 * hand (with `full`, every entry up to the highest wanted one), and the payloads of the wanted ones. What is no authentic entry of the log is
 * left out.
 *
 * @throws {TypeError} {RangeError} for misuse, with the argument's name; bad data never throws
 * @example
 * const { items, missing, lost } = extract(log, [23n], { profile: 'p2panda', author, logId: 0n });
 * String(lost.entries); // '2-3,5-12,14-16,18-20'
 */
export function extract(
  items: Iterable<ReplicaItem>,
  want: SeqNumRanges | Iterable<SeqNumItem>,
  options: ReplicaOptions,
): Extraction {
  return extractOn(engine)(items, want, options);
}

/**
 * What can be deleted from a store without making a wanted entry unverifiable: entries of no wanted entry's pool, and
 * payloads; and what is lost with them.
 *
 * @throws {TypeError} {RangeError} for misuse, with the argument's name; bad data never throws
 * @example
 * const { entries, payloads } = prune(log, [23n], { profile: 'p2panda', author, logId: 0n });
 * for (const position of entries) store.delete(position);
 */
export function prune(
  items: Iterable<ReplicaItem>,
  want: SeqNumRanges | Iterable<SeqNumItem>,
  options: ReplicaOptions,
): Pruning {
  return pruneOn(engine)(items, want, options);
}
