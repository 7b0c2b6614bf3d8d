import type { DataProfile, JsonSchema } from '../../../src/conformance/protocol.js';
import { toHex } from './bytes.js';
import { DataDocuments } from './data-documents.js';
import type { Operation } from './data-operations.js';
import type { Entry } from './entries.js';
import { Refusal } from './refusal.js';

/** An entry that a node has, with its operation. */
export interface Published {
  readonly entry: Entry;
  readonly operation: Operation;
  /** The operation's id, and those of its author and its document, hex. */
  readonly id: string;
  readonly author: string;
  readonly documentId: string;
}

/** What the next entry has to have; links in hex. */
export interface Args {
  readonly logId: bigint;
  readonly seqNum: bigint;
  readonly lipmaalink: string | null;
  readonly backlink: string | null;
}

/** An entry with its operation, as bytes. */
export interface StoredBytes {
  readonly entry: Uint8Array;
  readonly operation: Uint8Array;
}

/** What is about to be published, and what it is held against. */
export interface Submission {
  readonly profile: DataProfile;
  readonly store: readonly Published[];
  readonly schema: JsonSchema;
  readonly entry: Entry;
  readonly operation: Operation;
  /** Its operation as bytes. */
  readonly payload: Uint8Array;
  readonly author: string;
  readonly newest: Published | undefined;
}

/** What is checked of a submission whose parts decode, in this order. */
export type PublishCheck = 'END' | 'SEQNUM' | 'TARGET' | 'PAYLOAD' | 'LINKS' | 'FIELDS' | 'PREVIOUS' | 'LOG';

const MAX_U64 = 2n ** 64n - 1n;

/** What the next entry has to have, and what is checked before one is stored. */
export class DataPublishing extends DataDocuments {
  /** The document of an operation that is stored after those that it names. */
  documentOfStored(store: readonly Published[], operation: Operation, id: string): string {
    return store.find((known) => known.id === operation.previous?.[0])?.documentId ?? id;
  }

  readStore(profile: DataProfile, stored: readonly StoredBytes[]): Published[] {
    const store: Published[] = [];
    for (const { entry: bytes, operation: payload } of stored) {
      const entry = this.decodeEntry('p2panda', bytes);
      const operation = this.decodeOperation(profile, payload);
      const id = toHex(entry.hash);
      const documentId = this.documentOfStored(store, operation, id);
      store.push({ entry, operation, id, author: toHex(entry.author), documentId });
    }
    return store;
  }

  /** Entries of a log, ascending. */
  logEntries(store: readonly Published[], author: string, logId: bigint): Published[] {
    return store
      .filter((known) => known.author === author && known.entry.logId === logId)
      .sort((a, b) => (a.entry.seqNum < b.entry.seqNum ? -1 : 1));
  }

  newestOf(store: readonly Published[], author: string, logId: bigint): Published | undefined {
    return this.logEntries(store, author, logId).at(-1);
  }

  /** The log in which an author writes on a document. */
  logOf(store: readonly Published[], author: string, documentId: string): bigint | undefined {
    return store.find((known) => known.author === author && known.documentId === documentId)?.entry.logId;
  }

  logIdsOf(store: readonly Published[], author: string): bigint[] {
    return store.filter((known) => known.author === author).map(({ entry }) => entry.logId);
  }

  nextLogId(store: readonly Published[], author: string): bigint {
    const highest = this.logIdsOf(store, author).reduce((a, b) => (a > b ? a : b), -1n);
    if (highest === MAX_U64) throw new Refusal('LOG_FULL');
    return highest + 1n;
  }

  isFull({ endOfLog, seqNum }: Entry): boolean {
    return endOfLog || seqNum === MAX_U64;
  }

  entryAt(store: readonly Published[], author: string, logId: bigint, seqNum: bigint): Published {
    const found = this.logEntries(store, author, logId).find(({ entry }) => entry.seqNum === seqNum);
    if (!found) throw new Refusal('LIPMAALINK_UNKNOWN');
    return found;
  }

  lipmaalinkFor(store: readonly Published[], author: string, logId: bigint, seqNum: bigint): string | null {
    if (!this.hasLipmaalink(seqNum)) return null;
    return this.entryAt(store, author, logId, this.lipmaa(seqNum)).id;
  }

  backlinkFor(_store: readonly Published[], newest: Published): string {
    return newest.id;
  }

  argsAfter(store: readonly Published[], author: string, logId: bigint): Args {
    const newest = this.newestOf(store, author, logId);
    if (!newest) return { logId, seqNum: 1n, lipmaalink: null, backlink: null };
    if (this.isFull(newest.entry)) throw new Refusal('LOG_FULL');
    const seqNum = newest.entry.seqNum + 1n;
    const lipmaalink = this.lipmaalinkFor(store, author, logId, seqNum);
    return { logId, seqNum, lipmaalink, backlink: this.backlinkFor(store, newest) };
  }

  find(store: readonly Published[], id: string): Published {
    const known = store.find((item) => item.id === id);
    if (!known) throw new Refusal('PREVIOUS_UNKNOWN');
    return known;
  }

  /** The one document that operations belong to. */
  documentOf(known: readonly Published[]): string {
    const [first, ...others] = known.map(({ documentId }) => documentId);
    if (others.some((id) => id !== first)) throw new Refusal('PREVIOUS_OF_TWO_DOCUMENTS');
    return first!;
  }

  isDeletion({ operation }: Published): boolean {
    return operation.action === 'delete';
  }

  checkNotDeleted(store: readonly Published[], documentId: string, known: readonly Published[]): void {
    const ofDocument = store.filter((item) => item.documentId === documentId);
    if ([...known, ...ofDocument].some((item) => this.isDeletion(item))) {
      throw new Refusal('DOCUMENT_DELETED');
    }
  }

  /** The document of a view id that somebody wants to write on. */
  documentToWrite(profile: DataProfile, store: readonly Published[], viewId: readonly string[]): string {
    const known = this.checkViewId(profile, viewId).map((id) => this.find(store, id));
    const documentId = this.documentOf(known);
    this.checkNotDeleted(store, documentId, known);
    return documentId;
  }

  nextArgs(
    profile: DataProfile,
    stored: readonly StoredBytes[],
    author: string,
    viewId: readonly string[] | null,
  ): Args {
    const store = this.readStore(profile, stored);
    if (viewId === null) return this.argsAfter(store, author, this.nextLogId(store, author));
    const documentId = this.documentToWrite(profile, store, viewId);
    const logId = this.logOf(store, author, documentId) ?? this.nextLogId(store, author);
    return this.argsAfter(store, author, logId);
  }

  schemaKnown(schemas: readonly JsonSchema[], schemaId: string): JsonSchema {
    const schema = [...this.systemSchemas, ...schemas].find(({ id }) => id === schemaId);
    if (!schema) throw new Refusal('SCHEMA_UNKNOWN');
    return schema;
  }

  checkNotEnded({ newest }: Submission): void {
    if (newest?.entry.endOfLog) throw new Refusal('AFTER_END_OF_LOG');
  }

  checkSeqNum({ entry, newest }: Submission): void {
    if (entry.seqNum !== (newest?.entry.seqNum ?? 0n) + 1n) throw new Refusal('SEQNUM_UNEXPECTED');
  }

  /** The entry that a submission's lipmaalink leads to. */
  targetOfLipmaalink({ store, entry, author }: Submission): Published | undefined {
    if (entry.lipmaalink === null) return undefined;
    return this.entryAt(store, author, entry.logId, this.lipmaa(entry.seqNum));
  }

  checkPublishedLinks(submission: Submission): void {
    const { profile, entry, newest } = submission;
    const checks = [
      () => this.checkLinkAtHand('p2panda', 'BACKLINK', entry, newest?.entry.bytes ?? null),
      () => {
        const target = this.targetOfLipmaalink(submission);
        this.checkLinkAtHand('p2panda', 'LIPMAALINK', entry, target?.entry.bytes ?? null);
      },
    ];
    for (const check of profile === 'p2panda' ? checks : checks.reverse()) check();
  }

  checkSameSchema(operation: Operation, known: Published): void {
    if (known.operation.schemaId !== operation.schemaId) throw new Refusal('SCHEMA_MISMATCH');
  }

  previousOf(store: readonly Published[], operation: Operation): Published[] {
    return operation.previous!.map((id) => {
      const known = this.find(store, id);
      this.checkSameSchema(operation, known);
      return known;
    });
  }

  checkPrevious({ store, operation }: Submission): void {
    if (operation.previous === null) return;
    const known = this.previousOf(store, operation);
    this.checkNotDeleted(store, this.documentOf(known), known);
  }

  documentOfSubmission({ store, entry, operation }: Submission): string {
    return this.documentOfStored(store, operation, toHex(entry.hash));
  }

  checkLogIsFree({ entry }: Submission): void {
    if (entry.seqNum !== 1n) throw new Refusal('LOG_ID_TAKEN');
  }

  checkLogIsOwn({ entry }: Submission, log: bigint): void {
    if (log !== entry.logId) throw new Refusal('LOG_ID_MISMATCH');
  }

  checkLogId(submission: Submission): void {
    const log = this.logOf(submission.store, submission.author, this.documentOfSubmission(submission));
    if (log === undefined) this.checkLogIsFree(submission);
    else this.checkLogIsOwn(submission, log);
  }

  readonly publishChecks: readonly PublishCheck[] = [
    'END',
    'SEQNUM',
    'TARGET',
    'PAYLOAD',
    'LINKS',
    'FIELDS',
    'PREVIOUS',
    'LOG',
  ];

  checkOf(check: PublishCheck, submission: Submission): void {
    switch (check) {
      case 'END':
        return this.checkNotEnded(submission);
      case 'SEQNUM':
        return this.checkSeqNum(submission);
      case 'TARGET':
        return void this.targetOfLipmaalink(submission);
      case 'PAYLOAD':
        return this.checkPayload('p2panda', submission.entry, submission.payload);
      case 'LINKS':
        return this.checkPublishedLinks(submission);
      case 'FIELDS':
        return void this.validateOperation(submission.profile, submission.operation, submission.schema);
      case 'PREVIOUS':
        return this.checkPrevious(submission);
      case 'LOG':
        return this.checkLogId(submission);
    }
  }

  /** The entry of a submission, whose signature is valid. */
  submittedEntry(bytes: Uint8Array): Entry {
    const entry = this.decodeEntry('p2panda', bytes);
    this.checkEntrySignature(entry);
    return entry;
  }

  /** The next entry's arguments once a submission is stored; null where there can be none. */
  argsAfterPublishing(submission: Submission): Args | null {
    const { store, entry, operation, author } = submission;
    if (this.isFull(entry)) return null;
    const documentId = this.documentOfSubmission(submission);
    const stored = { entry, operation, id: toHex(entry.hash), author, documentId };
    return this.argsAfter([...store, stored], author, entry.logId);
  }

  publish(
    profile: DataProfile,
    schemas: readonly JsonSchema[],
    stored: readonly StoredBytes[],
    submitted: StoredBytes,
  ): Args | null {
    const store = this.readStore(profile, stored);
    const operation = this.decodeOperation(profile, submitted.operation);
    const schema = this.schemaKnown(schemas, operation.schemaId);
    const entry = this.submittedEntry(submitted.entry);
    const author = toHex(entry.author);
    const newest = this.newestOf(store, author, entry.logId);
    const payload = submitted.operation;
    const submission = { profile, store, schema, entry, operation, payload, author, newest };
    for (const check of this.publishChecks) this.checkOf(check, submission);
    return this.argsAfterPublishing(submission);
  }
}
