import { checkBytes, MAX_U64 } from '../bamboo/arguments.js';
import type { Engine } from '../bamboo/engine.js';
import { equalBytes } from '../bamboo/links.js';
import type { Reason } from '../bamboo/reasons.js';
import { verifyEntryOn } from '../bamboo/verifying.js';
import { checkGivenViewId, idToHex, type DocumentId, type DocumentViewId, type OperationId } from './ids.js';
import { readOperation } from './decode.js';
import type { Action, DecodedOperation } from './operation.js';
import { profileOf, type DataOptions, type DataProfile } from './profile.js';
import type { DataReason } from './reasons.js';
import { attempt, Refusal, type Refused } from './refusal.js';
import { systemSchema, type Schema } from './schema.js';
import { checkAgainst } from './validate.js';

/** What a node knows of an entry that it has. */
export interface KnownEntry {
  /** The entry's bytes. */
  readonly entry: Uint8Array;
  /** Its encoded hash, 34 bytes: the id of its operation. */
  readonly hash: OperationId;
  readonly seqNum: bigint;
  readonly endOfLog: boolean;
}

/** What a node knows of an operation that it has. */
export interface KnownOperation {
  readonly action: Action;
  readonly schemaId: string;
  readonly documentId: DocumentId;
}

/**
 * What a node, or a client that writes offline, has to remember so that entries can be made and checked. {@link MemoryStore}
 * keeps it in memory; a node has a database that answers the same questions.
 */
export interface PublishStore {
  /** A schema that is not a system schema. */
  schema(id: string): Schema | undefined;
  /** The entry with the highest sequence number of a log. */
  newest(author: Uint8Array, logId: bigint): KnownEntry | undefined;
  entryAt(author: Uint8Array, logId: bigint, seqNum: bigint): KnownEntry | undefined;
  /** The log in which an author writes on a document. */
  logOf(author: Uint8Array, documentId: DocumentId): bigint | undefined;
  /** The highest log id that an author has used. */
  highestLogId(author: Uint8Array): bigint | undefined;
  operation(id: OperationId): KnownOperation | undefined;
  isDeleted(documentId: DocumentId): boolean;
}

/** What an author's next entry has to have. Links are encoded hashes. */
export interface NextArgs {
  readonly logId: bigint;
  readonly seqNum: bigint;
  /** Where the sequence number has one. */
  readonly lipmaalink?: Uint8Array;
  readonly backlink?: Uint8Array;
}

export interface PublishOptions extends DataOptions {
  /**
   * Whether operations on a deleted document are taken: those that were made before their author knew of the DELETE come from
   * other nodes, and have no effect (PAN-DEL-005). False where it is left out: nobody may publish them (PAN-PUB-010).
   */
  readonly evenDeleted?: boolean | undefined;
}

/** Why something was not published: a reason of entries, or of operations and documents. */
export interface NotPublished {
  readonly ok: false;
  readonly reason: Reason | DataReason;
  readonly requirement: string;
  readonly message: string;
  readonly offset?: number;
}

/** What passed all checks. */
export interface Publishable {
  readonly ok: true;
  readonly operation: DecodedOperation;
  /** The operation's id. */
  readonly id: OperationId;
  readonly documentId: DocumentId;
  readonly author: Uint8Array;
  readonly logId: bigint;
  readonly seqNum: bigint;
  readonly endOfLog: boolean;
  /** What the author's next entry in this log has to have; `undefined` where there can be none. */
  readonly next: NextArgs | undefined;
}

function argsAfter(engine: Engine, store: PublishStore, author: Uint8Array, logId: bigint): NextArgs {
  const newest = store.newest(author, logId);
  if (newest === undefined) return { logId, seqNum: 1n };
  if (newest.endOfLog || newest.seqNum === MAX_U64) {
    throw new Refusal('LOG_FULL', `log ${logId} has ended at entry ${newest.seqNum}`);
  }
  return argsBehind(engine, store, author, logId, newest.seqNum, newest.hash);
}

function argsBehind(
  engine: Engine,
  store: PublishStore,
  author: Uint8Array,
  logId: bigint,
  newest: bigint,
  backlink: Uint8Array,
): NextArgs {
  const seqNum = newest + 1n;
  const target = engine.lipmaa(seqNum);
  if (target === newest) return { logId, seqNum, backlink };
  return { logId, seqNum, lipmaalink: linked(store, author, logId, target).hash, backlink };
}

function linked(store: PublishStore, author: Uint8Array, logId: bigint, seqNum: bigint): KnownEntry {
  const entry = store.entryAt(author, logId, seqNum);
  if (entry !== undefined) return entry;
  throw new Refusal(
    'LIPMAALINK_UNKNOWN',
    `entry ${seqNum} of log ${logId}, to which the lipmaalink leads, is not there`,
  );
}

function nextLogId(store: PublishStore, author: Uint8Array): bigint {
  const highest = store.highestLogId(author);
  if (highest === MAX_U64) throw new Refusal('LOG_FULL', 'the highest log id is in use');
  return (highest ?? -1n) + 1n;
}

/** The document of some operations (PAN-PUB-008, PAN-PUB-009). */
function documentOf(
  store: PublishStore,
  ids: readonly OperationId[],
  { schemaId, evenDeleted = false }: { schemaId?: string; evenDeleted?: boolean } = {},
): DocumentId {
  const known = ids.map((id) => {
    const operation = store.operation(id);
    if (operation === undefined) {
      throw new Refusal('PREVIOUS_UNKNOWN', `the operation ${idToHex(id)} is not there`);
    }
    if (schemaId !== undefined && operation.schemaId !== schemaId) {
      throw new Refusal('SCHEMA_MISMATCH', `the operation ${idToHex(id)} is of ${operation.schemaId}`);
    }
    return operation.documentId;
  });
  if (known.some((documentId) => !equalBytes(documentId, known[0]!))) {
    throw new Refusal('PREVIOUS_OF_TWO_DOCUMENTS', 'the operations that are named are of several documents');
  }
  if (!evenDeleted && store.isDeleted(known[0]!))
    throw new Refusal('DOCUMENT_DELETED', 'the document is deleted');
  return known[0]!;
}

export function nextArgsOn(engine: Engine) {
  return (
    store: PublishStore,
    author: Uint8Array,
    viewId?: DocumentViewId | null,
    options?: DataOptions,
  ): ({ readonly ok: true } & NextArgs) | Refused => {
    const who = checkBytes(author, 'author', 32);
    const profile = profileOf(options);
    return attempt(() => {
      if (viewId === undefined || viewId === null) {
        return { ok: true, ...argsAfter(engine, store, who, nextLogId(store, who)) };
      }
      const documentId = documentOf(store, checkGivenViewId(profile, viewId));
      const logId = store.logOf(who, documentId) ?? nextLogId(store, who);
      return { ok: true, ...argsAfter(engine, store, who, logId) };
    });
  };
}

export function validatePublishOn(engine: Engine) {
  const verifyEntry = verifyEntryOn(engine);

  function check(
    profile: DataProfile,
    store: PublishStore,
    entryBytes: Uint8Array,
    operationBytes: Uint8Array,
    evenDeleted: boolean,
  ): Publishable | NotPublished {
    const operation = readOperation(profile, operationBytes);
    const { schemaId } = operation;
    const schema = systemSchema(schemaId, profile) ?? store.schema(schemaId);
    if (schema === undefined) throw new Refusal('SCHEMA_UNKNOWN', `the schema ${schemaId} is not there`);

    const verdict = verifyEntry(entryBytes, { profile: 'p2panda' });
    if (!verdict.ok) return notPublished(verdict);
    const { author, logId, seqNum, endOfLog } = verdict.entry;
    const id = verdict.hash;

    const newest = store.newest(author, logId);
    if (newest?.endOfLog) return notPublished({ reason: 'AFTER_END_OF_LOG', requirement: 'BAM-VER-010' });
    const expected = (newest?.seqNum ?? 0n) + 1n;
    if (seqNum !== expected) {
      throw new Refusal(
        'SEQNUM_UNEXPECTED',
        `the entry's sequence number is ${seqNum}, where ${expected} comes next`,
      );
    }
    const target = verdict.entry.lipmaalink && linked(store, author, logId, engine.lipmaa(seqNum));
    const payload = operationBytes;
    const links = { backlink: newest?.entry, lipmaalink: target?.entry };
    // p2panda 0.8.1 looks at the lipmaalink first (PAN-PUB-014).
    const first = profile === 'p2panda' ? links : { lipmaalink: links.lipmaalink };
    for (const atHand of [{ payload, ...first }, links]) {
      const held = verifyEntry(entryBytes, { profile: 'p2panda', ...atHand });
      if (!held.ok) return notPublished(held);
      if (profile === 'p2panda') break;
    }

    checkAgainst(profile, operation, schema);

    const documentId = operation.previous
      ? documentOf(store, operation.previous, { schemaId, evenDeleted })
      : id;
    const log = store.logOf(author, documentId);
    if (log === undefined && seqNum > 1n) {
      throw new Refusal('LOG_ID_TAKEN', `log ${logId} is that of another document`);
    }
    if (log !== undefined && log !== logId) {
      throw new Refusal('LOG_ID_MISMATCH', `the document's log is ${log}, not ${logId}`);
    }
    const next =
      endOfLog || seqNum === MAX_U64 ? undefined : argsBehind(engine, store, author, logId, seqNum, id);
    return { ok: true, operation, id, documentId, author, logId, seqNum, endOfLog, next };
  }

  return (
    store: PublishStore,
    entry: Uint8Array,
    operation: Uint8Array,
    options?: PublishOptions,
  ): Publishable | NotPublished => {
    const [entryBytes, operationBytes] = [checkBytes(entry, 'entry'), checkBytes(operation, 'operation')];
    const profile = profileOf(options);
    return attempt(() => check(profile, store, entryBytes, operationBytes, options?.evenDeleted ?? false));
  };
}

/** What an entry is refused with that is itself at fault. */
export const notPublished = (rejected: {
  readonly reason: Reason;
  readonly requirement: string;
  readonly offset?: number;
}): NotPublished => ({
  ok: false,
  reason: rejected.reason,
  requirement: rejected.requirement,
  message: `the entry is refused: ${rejected.reason}, ${rejected.requirement}`,
  ...(rejected.offset === undefined ? {} : { offset: rejected.offset }),
});
