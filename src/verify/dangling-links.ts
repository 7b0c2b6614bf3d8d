import { RECORD } from '../bamboo/record.js';
import type { EntryGraph } from './entry-graph.js';
import type { LogState } from './log-state.js';

/** A link to an entry that is not at hand. */
export interface DanglingLink {
  /** The sequence number that the missing entry has. */
  readonly seqNum: bigint;
  /** Its encoded hash: 66 bytes in `bamboo`, 34 in `p2panda`. */
  readonly hash: Uint8Array;
  /** The position of an entry that links to it. */
  readonly position: number;
}

/** The links that entries of a log have to what is not at hand, but for those of entries that are invalid by their number. */
export function* danglingLinksOf(graph: EntryGraph, log: LogState): Generator<DanglingLink, void> {
  const { commitments } = graph;
  for (let row = 0; row < commitments.count; row++) {
    if (commitments.holder(row) !== 0) continue;
    const standing = commitments.standingFor(row);
    // The hash is that of an entry with another number: there is nothing to wait for.
    if (standing !== row && commitments.holder(standing) !== 0) continue;
    const entry = graph.soundLinkTo(log, row);
    if (entry === undefined) continue;
    const encoded = new Uint8Array(RECORD.size - RECORD.hash);
    commitments.copyHash(row, encoded, 0);
    yield {
      seqNum: commitments.seqNum(row),
      hash: encoded.subarray(0, 2 + encoded[1]!),
      position: graph.position(entry),
    };
  }
}
