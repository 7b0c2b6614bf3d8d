import { fromHex, hex, hexOrNull } from './bytes.js';
import { bytes } from './cbor-builder.js';
import { create, deletion, update } from './data-builder.js';
import { ALICE, type EntrySpec, type Key } from './entry-builder.js';
import { LogWriter, type Written } from './log-builder.js';
import { accept, type Expect, type Json } from './vector.js';

/** The system schema of one field: its operations are short. */
export const PIECE = 'blob_piece_v1';

/** The id of what an entry publishes. */
export const idOfEntry = (entry: Written): string => hex(entry.hash);

const sorted = (entries: readonly Written[]): string[] => entries.map(idOfEntry).sort();

export const created = (content = '07'): string => create(PIECE, ['data', bytes(content)]);
export const updated = (previous: readonly Written[], content = '08'): string =>
  update(PIECE, sorted(previous), ['data', bytes(content)]);
export const deleted = (previous: readonly Written[]): string => deletion(PIECE, sorted(previous));

/** A log of an author's, without entries. */
export const logOfAuthor = (key: Key = ALICE, logId = 0n): LogWriter =>
  new LogWriter('p2panda', { key, logId });

/** Writes the next entry of a log, whose payload is this operation in hex. */
export const appended = (log: LogWriter, operation: string, spec: EntrySpec = {}): LogWriter =>
  log.append({ payload: fromHex(operation), ...spec });

export const newestOf = (log: LogWriter): Written => log.entries.at(-1)!;

/** A log that creates a document and updates it, each entry naming the one before. */
export function logOfDocument(length: number, key: Key = ALICE, logId = 0n): LogWriter {
  let log = appended(logOfAuthor(key, logId), created());
  for (let i = 2; i <= length; i++) log = appended(log, updated([newestOf(log)], `0${i}`));
  return log;
}

/** Entries as a node has them. */
export const stored = (...entries: readonly Written[]): Json =>
  entries.map(({ bytes: entry, payload }) => ({ entry: hex(entry), operation: hex(payload) }));

export interface Args {
  readonly logId?: bigint;
  readonly seqNum?: bigint;
  readonly lipmaalink?: Written | null;
  readonly backlink?: Written | null;
}

/** What the next entry has to have; a new log where nothing else is said. */
export const nextArgs = ({ logId = 0n, seqNum = 1n, lipmaalink = null, backlink = null }: Args): Expect =>
  accept({
    logId: String(logId),
    seqNum: String(seqNum),
    lipmaalink: hexOrNull(lipmaalink && lipmaalink.hash),
    backlink: hexOrNull(backlink && backlink.hash),
  });

export const NO_NEXT: Expect = accept({ logId: null, seqNum: null, lipmaalink: null, backlink: null });
