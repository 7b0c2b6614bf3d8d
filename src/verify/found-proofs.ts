import type { Engine } from '../bamboo/engine.js';
import { equalBytes } from '../bamboo/links.js';
import { ENCODED_HASH_LENGTH, type Profile } from '../bamboo/profile.js';
import { RECORD } from '../bamboo/record.js';
import { codeOfReason, entryFromRecord } from '../bamboo/verdict.js';
import type { EntryGraph } from './entry-graph.js';
import type { LogState } from './log-state.js';
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

const SMALL_ORDER_AUTHOR = codeOfReason('SMALL_ORDER_AUTHOR');

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

  for (const { entry, position } of log.lies) {
    yield { kind: 'payload-size-lie', seqNum: graph.seqNum(entry), by: [entry, position] };
  }

  let last: { readonly entry: number; readonly seqNum: bigint } | undefined;
  let after: { readonly entry: number; readonly seqNum: bigint } | undefined;
  for (const entry of entries) {
    const seqNum = graph.seqNum(entry);
    for (const target of graph.misdirectedTo(entry)) {
      yield { kind: 'link-to-wrong-seqnum', seqNum, by: [entry, target] };
    }
    if (!log.end.isSet) continue;
    if (seqNum === log.end.value && graph.endsLog(entry)) last ??= { entry, seqNum };
    if (seqNum > log.end.value && !(after && after.seqNum <= seqNum)) after = { entry, seqNum };
  }
  if (last && after) yield { kind: 'after-end-of-log', seqNum: after.seqNum, by: [last.entry, after.entry] };
}

/** Bytes that are asked for, and held against what is known of them: they may come from a disk that has changed. */
class CheckedBytes {
  readonly #engine: Engine;
  readonly #graph: EntryGraph;
  readonly #bytes: Bytes;

  constructor(engine: Engine, graph: EntryGraph, bytes: Bytes) {
    this.#engine = engine;
    this.#graph = graph;
    this.#bytes = bytes;
  }

  entry(entry: number): Uint8Array {
    const position = this.#graph.position(entry);
    const bytes = this.#bytes.entryAt(position);
    const { profile, commitments } = this.#graph;
    const hash = new Uint8Array(ENCODED_HASH_LENGTH[profile]);
    commitments.copyHash(this.#graph.own(entry), hash, 0);
    if (!equalBytes(this.#engine.hash(profile, bytes), hash))
      throw new Error(`entryAt(${position}) gave other bytes than those of the entry that came there`);
    return bytes;
  }

  payload(position: number, entry: Uint8Array): Uint8Array {
    const payload = this.#bytes.payloadAt(position);
    const { profile } = this.#graph;
    const record = new Uint8Array(RECORD.size);
    this.#engine.decodeEntries(profile, [entry], record);
    const { payloadHash } = entryFromRecord(profile, entry, record, 0)!;
    if (!equalBytes(this.#engine.hash(profile, payload), payloadHash))
      throw new Error(`payloadAt(${position}) gave other bytes than those of the payload that came there`);
    return payload;
  }
}

/** Whether anybody can sign in the name of an entry's author. */
function hasSmallOrderAuthor(engine: Engine, profile: Profile, entry: Uint8Array): boolean {
  const record = new Uint8Array(RECORD.size);
  engine.verifyEntries(profile, [entry], undefined, true, record);
  return record[RECORD.reason] === SMALL_ORDER_AUTHOR;
}

/**
 * The proofs of all that can be proved of a log: see `find`. Nothing is ever proved of an author of small order.
 *
 * @throws {Error} where the bytes are not those that had come
 */
export function* proofsOf(
  engine: Engine,
  graph: EntryGraph,
  log: LogState,
  entries: Iterable<number>,
  given: Bytes,
): Generator<FoundProof, void> {
  const bytes = new CheckedBytes(engine, graph, given);
  let isFirst = true;
  for (const { kind, seqNum, by } of find(graph, log, entries)) {
    const [one, other] = by;
    const first = bytes.entry(one);
    if (isFirst && hasSmallOrderAuthor(engine, graph.profile, first)) return;
    isFirst = false;
    const second = kind === 'payload-size-lie' ? bytes.payload(other, first) : bytes.entry(other);
    const claim: Claim = { profile: graph.profile, kind, seqNum, evidence: [first, second] };
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
