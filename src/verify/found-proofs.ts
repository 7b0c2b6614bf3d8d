import type { Engine } from '../bamboo/engine.js';
import type { EntryGraph, LogState } from './entry-graph.js';
import type { Claim, ProofKind } from './proof-encoding.js';
import { proofOf } from './proof.js';

/** Where the bytes of items are to be had. */
export interface Bytes {
  /** The entry at a position. */
  readonly entryAt: (position: number) => Uint8Array;
  /** Its payload. */
  readonly payloadAt: (position: number) => Uint8Array;
}

/** A proof of what is wrong with a log. */
export interface FoundProof {
  readonly kind: ProofKind;
  readonly seqNum: bigint;
  /** For `verifyProof`. */
  readonly bytes: Uint8Array;
}

type Found = Omit<Claim, 'profile' | 'evidence'> & {
  /** Two entries, or one and the position of the item with the payload. */
  readonly by: readonly [number, number];
};

/**
 * What can be proved of a log: each fork, ascending; each lie about a payload's size; each link to a wrong sequence
 * number; and, once, that there is an entry after the end of the log. Linear in the number of entries.
 */
function* find(graph: EntryGraph, log: LogState, entries: Iterable<number>): Generator<Found, void> {
  const { commitments } = graph;
  const forks = log.forks.map((first) => ({ first, seqNum: commitments.seqNum(first) }));
  forks.sort((a, b) => (a.seqNum < b.seqNum ? -1 : 1));
  for (const { first, seqNum } of forks) {
    const rows = [...commitments.forSameSeqNum(first)];
    // Entries with the number themselves prove most.
    const held = rows.filter((row) => commitments.holder(row) !== 0);
    const [one, other] = [...held, ...rows.filter((row) => commitments.holder(row) === 0)] as [
      number,
      number,
    ];
    const kind = held.length > 1 ? 'fork' : 'implied-fork';
    yield { kind, seqNum, by: [commitments.witness(one), commitments.witness(other)] };
  }

  const lies = new Set<number>();
  for (const { entry, position } of log.lies) {
    if (lies.has(entry)) continue;
    lies.add(entry);
    yield { kind: 'payload-size-lie', seqNum: graph.seqNum(entry), by: [entry, position] };
  }

  let last: { readonly entry: number; readonly seqNum: bigint } | undefined;
  let after: { readonly entry: number; readonly seqNum: bigint } | undefined;
  for (const entry of entries) {
    const target = graph.misdirectedTo(entry);
    const seqNum = graph.seqNum(entry);
    if (target !== undefined) yield { kind: 'link-to-wrong-seqnum', seqNum, by: [entry, target] };
    if (!log.end.isSet) continue;
    if (seqNum === log.end.value && graph.endsLog(entry)) last ??= { entry, seqNum };
    if (seqNum > log.end.value && !(after && after.seqNum <= seqNum)) after = { entry, seqNum };
  }
  if (last && after) yield { kind: 'after-end-of-log', seqNum: after.seqNum, by: [last.entry, after.entry] };
}

/** The proofs of all that can be proved of a log: see `find`. */
export function* proofsOf(
  engine: Engine,
  graph: EntryGraph,
  log: LogState,
  entries: Iterable<number>,
  { entryAt, payloadAt }: Bytes,
): Generator<FoundProof, void> {
  const bytesOf = (entry: number): Uint8Array => entryAt(graph.position(entry));
  for (const { kind, seqNum, by } of find(graph, log, entries)) {
    const [one, other] = by;
    const second = kind === 'payload-size-lie' ? payloadAt(other) : bytesOf(other);
    const claim: Claim = { profile: graph.profile, kind, seqNum, evidence: [bytesOf(one), second] };
    yield { kind, seqNum, bytes: proofOf(engine, claim) };
  }
}

/** Forks as reports have them, ascending (BAM-LOG-004, BAM-LOG-005). */
export function forksOf(graph: EntryGraph, rows: readonly number[]): { seqNum: bigint; implied: boolean }[] {
  const { commitments } = graph;
  const forks = rows.map((row) => {
    let held = 0;
    for (const other of commitments.forSameSeqNum(row)) {
      if (commitments.holder(other) !== 0 && ++held === 2) break;
    }
    return { seqNum: commitments.seqNum(row), implied: held < 2 };
  });
  return forks.sort((a, b) => (a.seqNum < b.seqNum ? -1 : 1));
}
