import type { Engine } from '../bamboo/engine.js';
import { equalBytes } from '../bamboo/links.js';
import { ENCODED_HASH_LENGTH, type Profile } from '../bamboo/profile.js';
import { EntryGraph } from './entry-graph.js';
import type { LogState } from './log-state.js';
import type { Rows } from './rows.js';

// A snapshot, all integers little-endian:
//   magic (8 bytes), version (u32), profile (u32), author (32), log id (u64),
//   numbers of commitments, entries, items, lies (u32 each);
//   for each commitment: sequence number (u64), encoded hash;
//   for each entry: its own commitment, those of its backlink and lipmaalink counted from 1 or 0, position, ends the log (u32 each);
//   for each item: what the graph made of it (u32); for each lie: entry, position (u32 each);
//   the encoded hash of all before.

const MAGIC = new TextEncoder().encode('LOGSTATE');
const VERSION = 1;
const HEADER = 8 + 4 + 4 + 32 + 8 + 4 * 4;
const ENTRY = 20;
const LIE = 8;
const NUMBER_OF: Readonly<Record<Profile, number>> = { bamboo: 0, p2panda: 1 };

/** A snapshot that can't be gone on from. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

/** Whose log it is. */
export interface SnapshotOwner {
  readonly profile: Profile;
  readonly author: Uint8Array;
  readonly logId: bigint;
}

export function writeSnapshot(
  engine: Engine,
  { profile, author, logId }: SnapshotOwner,
  graph: EntryGraph,
  log: LogState,
  items: Rows,
): Uint8Array {
  const { commitments } = graph;
  const hashLength = ENCODED_HASH_LENGTH[profile];
  const body =
    HEADER +
    (8 + hashLength) * commitments.count +
    ENTRY * graph.count +
    4 * items.count +
    LIE * log.lies.length;
  const bytes = new Uint8Array(body + hashLength);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const put = (value: number): void => {
    view.setUint32(at, value, true);
    at += 4;
  };
  bytes.set(MAGIC);
  at = MAGIC.length;
  put(VERSION);
  put(NUMBER_OF[profile]);
  bytes.set(author, at);
  view.setBigUint64(at + 32, logId, true);
  at += 40;
  for (const count of [commitments.count, graph.count, items.count, log.lies.length]) put(count);
  for (let row = 0; row < commitments.count; row++) {
    put(commitments.seqLow(row));
    put(commitments.seqHigh(row));
    commitments.copyHash(row, bytes, at);
    at += hashLength;
  }
  for (let entry = 0; entry < graph.count; entry++) {
    put(graph.own(entry));
    put((graph.backlink(entry) ?? -1) + 1);
    put((graph.lipmaalink(entry) ?? -1) + 1);
    put(graph.position(entry));
    put(graph.endsLog(entry) ? 1 : 0);
  }
  for (let position = 0; position < items.count; position++) put(items.get(position, 0));
  for (const { entry, position } of log.lies) {
    put(entry);
    put(position);
  }
  bytes.set(engine.hash(profile, bytes.subarray(0, body)), body);
  return bytes;
}

/**
 * Fills a graph with what a snapshot holds. Its digest guards against damage, not against somebody who made it up:
 * signatures are not checked again.
 *
 * @throws {SnapshotError} that says what is wrong: no snapshot, another version, another log's, damaged
 */
export function readSnapshot(
  engine: Engine,
  { profile, author, logId }: SnapshotOwner,
  bytes: Uint8Array,
  graph: EntryGraph,
  log: LogState,
  items: Rows,
): void {
  const hashLength = ENCODED_HASH_LENGTH[profile];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < HEADER || !equalBytes(bytes.subarray(0, MAGIC.length), MAGIC)) {
    throw new SnapshotError('this is no snapshot of a LogVerifier');
  }
  const version = view.getUint32(8, true);
  if (version !== VERSION)
    throw new SnapshotError(`the snapshot is of version ${version}, and only ${VERSION} is known`);
  if (view.getUint32(12, true) !== NUMBER_OF[profile])
    throw new SnapshotError(`the snapshot is not of profile ${profile}`);
  const [commitments, entries, itemCount, lies] = [56, 60, 64, 68].map((at) => view.getUint32(at, true)) as [
    number,
    number,
    number,
    number,
  ];
  const body = HEADER + (8 + hashLength) * commitments + ENTRY * entries + 4 * itemCount + LIE * lies;
  if (bytes.length !== body + hashLength) {
    throw new SnapshotError(
      `the snapshot is damaged: it has ${bytes.length} bytes and should have ${body + hashLength}`,
    );
  }
  if (!equalBytes(engine.hash(profile, bytes.subarray(0, body)), bytes.subarray(body))) {
    throw new SnapshotError('the snapshot is damaged: its digest is not the hash of what stands before it');
  }
  if (!equalBytes(bytes.subarray(16, 48), author) || view.getBigUint64(48, true) !== logId) {
    throw new SnapshotError("the snapshot is another log's");
  }

  const word = (at: number): number => view.getUint32(at, true);
  const check = (holds: boolean, what: string): void => {
    if (!holds) throw new SnapshotError(`the snapshot contradicts itself: ${what}`);
  };
  const commitmentsAt = HEADER;
  const entriesAt = commitmentsAt + (8 + hashLength) * commitments;
  const itemsAt = entriesAt + ENTRY * entries;
  const liesAt = itemsAt + 4 * itemCount;
  const commitmentAt = (row: number): number => commitmentsAt + (8 + hashLength) * row;
  for (let i = 0; i < entries; i++) {
    const at = entriesAt + ENTRY * i;
    const [own, backlink, lipmaalink, position, end] = [0, 4, 8, 12, 16].map((offset) =>
      word(at + offset),
    ) as [number, number, number, number, number];
    check(
      own < commitments && backlink <= commitments && lipmaalink <= commitments,
      `entry ${i} has no such hash`,
    );
    check(position < itemCount && end <= 1, `entry ${i} has no such position`);
    const ownAt = commitmentAt(own);
    const [low, high] = [word(ownAt), word(ownAt + 4)];
    check(
      (low !== 0 || high !== 0) && (backlink !== 0) === (low !== 1 || high !== 0),
      `entry ${i} lacks a link`,
    );
    graph.commitments.load(bytes, ownAt + 8);
    const standing = graph.commitments.find(log.number);
    check(standing === 0 || graph.commitments.holder(standing - 1) === 0, `entry ${i} stands twice`);
    const linkAt = (row: number): number => (row === 0 ? 0 : commitmentAt(row - 1) + 8);
    graph.insert(log, high, low, end === 1, position, bytes, linkAt(backlink), linkAt(lipmaalink));
  }
  for (let position = 0; position < itemCount; position++) {
    const item = word(itemsAt + 4 * position);
    const entry = EntryGraph.entryOf(item);
    check(entry === undefined ? EntryGraph.isRejection(item) : entry < entries, `item ${position} is none`);
    items.set(items.add(), 0, item);
  }
  for (let entry = 0; entry < entries; entry++) {
    if (EntryGraph.entryOf(items.get(graph.position(entry), 0)) === undefined) graph.standNowhere(entry);
  }
  for (let i = 0; i < lies; i++) {
    const [entry, position] = [word(liesAt + LIE * i), word(liesAt + LIE * i + 4)];
    check(entry < entries && position < itemCount, `lie ${i} is about nothing`);
    graph.noteLie(log, entry, position);
  }
}
