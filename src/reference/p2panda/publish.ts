import { toHex } from '../bytes.js';
import { decodeEntry, type Entry } from '../entry.js';
import { lipmaa, MAX_SEQNUM } from '../lipmaa.js';
import { Rejection } from '../rejection.js';
import { verifyEntry } from '../verify-entry.js';
import { checkViewId } from './ids.js';
import { decodeOperation } from './decode.js';
import { type Operation } from './operation.js';
import type { DataProfile } from './profile.js';
import { SYSTEM_SCHEMAS, type Schema } from './schema.js';
import { validateOperation } from './validate.js';

/** An entry that a node has, with its operation. */
export interface StoredEntry {
  entry: Uint8Array;
  operation: Uint8Array;
}

/** What an author's next entry has to have. Links are encoded hashes. */
export interface NextArgs {
  logId: bigint;
  seqNum: bigint;
  lipmaalink: Uint8Array | null;
  backlink: Uint8Array | null;
}

interface Published {
  bytes: Uint8Array;
  entry: Entry;
  author: string;
  id: string;
  operation: Operation;
  /** The id of the operation that began its document. */
  documentId: string;
}

const MAX_LOG_ID = 2n ** 64n - 1n;

/** What a node has, in the order in which it came: each operation after those that it names. */
function readStore(profile: DataProfile, stored: readonly StoredEntry[]): Published[] {
  const published: Published[] = [];
  for (const item of stored) {
    const entry = decodeEntry('p2panda', item.entry);
    const operation = decodeOperation(profile, item.operation);
    const id = toHex(entry.hash);
    const before = published.find((known) => known.id === operation.previous?.[0]);
    published.push({
      bytes: item.entry,
      entry,
      author: toHex(entry.author),
      id,
      operation,
      documentId: before?.documentId ?? id,
    });
  }
  return published;
}

/** The newest entry of a log, or null (PAN-PUB-003). */
function newestOf(store: readonly Published[], author: string, logId: bigint): Published | null {
  const log = store.filter((known) => known.author === author && known.entry.logId === logId);
  return log.reduce<Published | null>((a, b) => (a && a.entry.seqNum > b.entry.seqNum ? a : b), null);
}

/** The log in which an author writes on a document; null where the author has not yet (PAN-PUB-001). */
function logOf(store: readonly Published[], author: string, documentId: string): bigint | null {
  return (
    store.find((known) => known.author === author && known.documentId === documentId)?.entry.logId ?? null
  );
}

/** PAN-PUB-002: one above the highest log id in use, or 0. */
function nextLogId(store: readonly Published[], author: string): bigint {
  const used = store.filter((known) => known.author === author).map(({ entry }) => entry.logId);
  const highest = used.reduce((a, b) => (a > b ? a : b), -1n);
  if (highest === MAX_LOG_ID) throw new Rejection('LOG_FULL');
  return highest + 1n;
}

function argsAfter(store: readonly Published[], author: string, logId: bigint): NextArgs {
  const newest = newestOf(store, author, logId);
  if (!newest) return { logId, seqNum: 1n, lipmaalink: null, backlink: null };
  if (newest.entry.endOfLog || newest.entry.seqNum === MAX_SEQNUM) throw new Rejection('LOG_FULL');
  const seqNum = newest.entry.seqNum + 1n;
  const target = lipmaa(seqNum);
  let lipmaalink: Uint8Array | null = null;
  if (target !== seqNum - 1n) lipmaalink = entryAt(store, author, logId, target).entry.hash;
  return { logId, seqNum, lipmaalink, backlink: newest.entry.hash };
}

function entryAt(store: readonly Published[], author: string, logId: bigint, seqNum: bigint): Published {
  const found = store.find(
    ({ entry, author: of }) => of === author && entry.logId === logId && entry.seqNum === seqNum,
  );
  if (!found) throw new Rejection('LIPMAALINK_UNKNOWN');
  return found;
}

/** The document that operations belong to (PAN-PUB-008). */
function documentOf(store: readonly Published[], ids: readonly string[]): string {
  const found = ids.map((id) => {
    const known = store.find((item) => item.id === id);
    if (!known) throw new Rejection('PREVIOUS_UNKNOWN');
    return known.documentId;
  });
  if (found.some((id) => id !== found[0])) throw new Rejection('PREVIOUS_OF_TWO_DOCUMENTS');
  return found[0]!;
}

function refuseDeleted(store: readonly Published[], documentId: string): void {
  const isDelete = ({ documentId: of, operation }: Published) =>
    of === documentId && operation.action === 'delete';
  if (store.some(isDelete)) throw new Rejection('DOCUMENT_DELETED');
}

/**
 * What an author's next entry has to have: for a new document, or for the one that a view id is of (PAN-PUB-001 to
 * PAN-PUB-003).
 *
 * @throws {Rejection}
 */
export function nextArgs(
  profile: DataProfile,
  stored: readonly StoredEntry[],
  author: Uint8Array,
  viewId: readonly string[] | null,
): NextArgs {
  const store = readStore(profile, stored);
  const who = toHex(author);
  if (!viewId) return argsAfter(store, who, nextLogId(store, who));
  const documentId = documentOf(store, checkViewId(profile, viewId));
  refuseDeleted(store, documentId);
  return argsAfter(store, who, logOf(store, who, documentId) ?? nextLogId(store, who));
}

/**
 * What a node checks before it takes an entry and its operation, in this order (PAN-PUB-004 to PAN-PUB-012). Gives what the
 * author's next entry in the log has to have; null where it can have none.
 *
 * @throws {Rejection} for the first that fails
 */
export function validatePublish(
  profile: DataProfile,
  schemas: readonly Schema[],
  stored: readonly StoredEntry[],
  entryBytes: Uint8Array,
  operationBytes: Uint8Array,
): NextArgs | null {
  const store = readStore(profile, stored);
  const operation = decodeOperation(profile, operationBytes);
  const schema = [...SYSTEM_SCHEMAS, ...schemas].find(({ id }) => id === operation.schemaId);
  if (!schema) throw new Rejection('SCHEMA_UNKNOWN');

  const nothing = { payload: null, backlink: null, lipmaalink: null };
  verifyEntry('p2panda', entryBytes, nothing);
  const entry = decodeEntry('p2panda', entryBytes);
  const author = toHex(entry.author);

  const newest = newestOf(store, author, entry.logId);
  if (newest?.entry.endOfLog) throw new Rejection('AFTER_END_OF_LOG');
  if (entry.seqNum !== (newest?.entry.seqNum ?? 0n) + 1n) throw new Rejection('SEQNUM_UNEXPECTED');
  const target = entry.lipmaalink && entryAt(store, author, entry.logId, lipmaa(entry.seqNum));
  const [backlink, lipmaalink] = [newest?.bytes ?? null, target?.bytes ?? null];
  // p2panda 0.8.1 looks at the lipmaalink first.
  if (profile === 'p2panda-compat')
    verifyEntry('p2panda', entryBytes, { ...nothing, payload: operationBytes, lipmaalink });
  verifyEntry('p2panda', entryBytes, { payload: operationBytes, backlink, lipmaalink });

  validateOperation(profile, operation, schema);

  let documentId = toHex(entry.hash);
  if (operation.previous) {
    const known = operation.previous.map((id) => store.find((item) => item.id === id));
    for (const item of known) {
      if (!item) throw new Rejection('PREVIOUS_UNKNOWN');
      if (item.operation.schemaId !== operation.schemaId) throw new Rejection('SCHEMA_MISMATCH');
    }
    documentId = documentOf(store, operation.previous);
    refuseDeleted(store, documentId);
  }

  const log = logOf(store, author, documentId);
  if (log === null) {
    if (entry.seqNum !== 1n) throw new Rejection('LOG_ID_TAKEN');
  } else if (log !== entry.logId) throw new Rejection('LOG_ID_MISMATCH');
  if (entry.endOfLog || entry.seqNum === MAX_SEQNUM) return null;
  return argsAfter(
    [...store, { bytes: entryBytes, entry, author, id: toHex(entry.hash), operation, documentId }],
    author,
    entry.logId,
  );
}
