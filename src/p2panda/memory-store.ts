import { idToHex, type DocumentId, type OperationId } from './ids.js';
import type { Publishable, KnownEntry, KnownOperation, PublishStore } from './publish.js';
import { checkSchema, type Schema } from './schema.js';

/** A log of one author, by sequence number. */
interface KnownLog {
  readonly entries: Map<bigint, KnownEntry>;
  newest: KnownEntry;
}

/** What a store remembers of an entry and its operation. */
export type Checked = Pick<
  Publishable,
  'author' | 'documentId' | 'endOfLog' | 'id' | 'logId' | 'operation' | 'seqNum'
>;

/** Keeps in memory what {@link PublishStore} asks for. */
export class MemoryStore implements PublishStore {
  readonly #schemas = new Map<string, Schema>();
  /** By author and log id. */
  readonly #logs = new Map<string, KnownLog>();
  /** By author and document. */
  readonly #documentLogs = new Map<string, bigint>();
  readonly #highest = new Map<string, bigint>();
  readonly #operations = new Map<string, KnownOperation>();
  readonly #deleted = new Set<string>();

  /**
   * Makes a schema known, so that operations of it are taken.
   *
   * @throws {RangeError} for one that says otherwise than a known one of its id
   */
  addSchema(schema: Schema): void {
    const checked = checkSchema(schema, undefined, (id) => this.#schemas.get(id));
    this.#schemas.set(checked.id, checked);
  }

  /** Remembers an entry, of which a copy is kept, and its operation, which passed all checks. */
  add(published: Checked, entry: Uint8Array): void {
    const { author, logId, seqNum, id, documentId, operation, endOfLog } = published;
    const who = idToHex(author);
    const known: KnownEntry = { entry: entry.slice(), hash: id, seqNum, endOfLog };
    const log = this.#logs.get(`${who} ${logId}`);
    if (log === undefined)
      this.#logs.set(`${who} ${logId}`, { entries: new Map([[seqNum, known]]), newest: known });
    else {
      log.entries.set(seqNum, known);
      if (seqNum > log.newest.seqNum) log.newest = known;
    }
    const document = idToHex(documentId);
    const documentLog = `${who} ${document}`;
    if (!this.#documentLogs.has(documentLog)) this.#documentLogs.set(documentLog, logId);
    const highest = this.#highest.get(who);
    if (highest === undefined || logId > highest) this.#highest.set(who, logId);
    const { action, schemaId } = operation;
    this.#operations.set(idToHex(id), { action, schemaId, documentId });
    if (action === 'delete') this.#deleted.add(document);
  }

  schema(id: string): Schema | undefined {
    return this.#schemas.get(id);
  }

  newest(author: Uint8Array, logId: bigint): KnownEntry | undefined {
    return this.#logs.get(`${idToHex(author)} ${logId}`)?.newest;
  }

  entryAt(author: Uint8Array, logId: bigint, seqNum: bigint): KnownEntry | undefined {
    return this.#logs.get(`${idToHex(author)} ${logId}`)?.entries.get(seqNum);
  }

  logOf(author: Uint8Array, documentId: DocumentId): bigint | undefined {
    return this.#documentLogs.get(`${idToHex(author)} ${idToHex(documentId)}`);
  }

  highestLogId(author: Uint8Array): bigint | undefined {
    return this.#highest.get(idToHex(author));
  }

  operation(id: OperationId): KnownOperation | undefined {
    return this.#operations.get(idToHex(id));
  }

  isDeleted(documentId: DocumentId): boolean {
    return this.#deleted.has(idToHex(documentId));
  }
}
