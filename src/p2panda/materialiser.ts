import { checkBytes, checkByteArrays } from '../bamboo/arguments.js';
import type { Engine } from '../bamboo/engine.js';
import { equalBytes } from '../bamboo/links.js';
import { verifyEntriesOn, verifyEntryOn } from '../bamboo/verifying.js';
import type { Verdict } from '../bamboo/verdict.js';
import { Document } from './document.js';
import { IdTable } from './id-table.js';
import {
  checkOperationId,
  idFromHex,
  idToHex,
  type DocumentId,
  type DocumentViewId,
  type OperationId,
} from './ids.js';
import { readGiven } from './decode.js';
import type { DecodedOperation } from './operation.js';
import { profileOf, type DataOptions, type DataProfile } from './profile.js';
import { notPublished, type NotPublished } from './publish.js';
import { attempt, Refusal, type Refused } from './refusal.js';
import { checkSchema, Schema, systemSchema } from './schema.js';
import { schemaAt, type MissingOperation } from './schema-at.js';
import { parseSchemaId, schemaIdText } from './schema-id.js';
import type { FieldTypes } from './typed.js';
import { checkAgainst } from './validate.js';

/** A document that became another. */
export interface DocumentChange {
  readonly documentId: DocumentId;
  readonly schemaId: string;
  readonly kind: 'created' | 'updated' | 'deleted';
  /** The operations that did it, in the order in which they found their places. */
  readonly operations: readonly OperationId[];
  /** Names of the fields whose latest value changed, ascending; none once the document is deleted. */
  readonly changed: readonly string[];
}

/** What came of an operation. */
export interface Materialised {
  readonly ok: true;
  /** `waiting`: for operations that it names, or for its schema. */
  readonly status: 'applied' | 'waiting' | 'known';
  /** All that changed, in this document and, where one was waited for, in others. */
  readonly changes: readonly DocumentChange[];
  /** Schemas that became known by it. */
  readonly schemas: readonly Schema[];
  /** Operations that waited, and turned out to be wrong: they are dropped. */
  readonly refused: readonly (Refused & { readonly id: OperationId })[];
}

/** Keeps documents up to date from a stream of entries. */
export interface Materialiser {
  readonly profile: DataProfile;
  /** How many documents there are. */
  readonly size: number;
  /** How many operations wait. */
  readonly waiting: number;
  /** What they wait for, and what schemas do: operations and schemas that are not there. */
  readonly missing: { readonly operations: readonly OperationId[]; readonly schemaIds: readonly string[] };
  /**
   * Makes a schema known; what waited for it is applied.
   *
   * @throws {RangeError} for one of another profile, or one that says otherwise than a known one of its id
   */
  addSchema(schema: Schema): Materialised;
  /** A schema by its id, among them those that were published. */
  schema(id: string): Schema | undefined;
  /**
   * The schema whose definition has this view, be it the latest or not.
   *
   * @param viewId ascending ids of operations of a document of `schema_definition_v1`
   * @returns the schema; or why these documents make up none, `VIEW_UNKNOWN` and `FIELD_DEFINITION_MISSING` where one is not there
   */
  schemaAt(viewId: DocumentViewId): { readonly ok: true; readonly schema: Schema } | Refused;
  /**
   * Takes in an entry and its operation. The entry is verified, with its signature, and the operation as its payload; links
   * are not looked at: a `LogSet` of `sasako/verify` does that.
   */
  add(entry: Uint8Array, operation: Uint8Array): Materialised | NotPublished;
  /** The same for many, which takes less time: signatures are verified together. Each has a result of its own. */
  addAll(entries: readonly Uint8Array[], operations: readonly Uint8Array[]): (Materialised | NotPublished)[];
  /**
   * Takes in an operation whose entry was verified elsewhere.
   *
   * @param id the hash of its entry, 34 bytes
   */
  addOperation(id: OperationId, operation: Uint8Array | DecodedOperation): Materialised | Refused;
  document(id: DocumentId): Document | undefined;
  /** The same, its fields typed by a schema; `undefined` also for a document of another schema. */
  document<Fields extends FieldTypes>(id: DocumentId, schema: Schema<Fields>): Document<Fields> | undefined;
  /** The document that an operation is of. */
  documentOf(id: OperationId): Document | undefined;
  documents(): IterableIterator<Document>;
}

/** Makes materialisers. */
export interface MaterialiserConstructor {
  new (options?: DataOptions): Materialiser;
}

type Instance = Materialiser;

/** An operation that is not in a document yet. */
interface Pending {
  readonly id: Uint8Array;
  readonly operation: DecodedOperation;
}

/** By what is waited for, a schema id or an operation id in hex: what waits, by its own id in hex. */
type Waiting = Map<string, Map<string, Pending>>;

export function materialiserOn(engine: Engine): MaterialiserConstructor {
  const verifyEntry = verifyEntryOn(engine);
  const verifyEntries = verifyEntriesOn(engine);

  return class Materialiser implements Instance {
    readonly profile: DataProfile;
    readonly #schemas = new Map<string, Schema>();
    readonly #documents: Document[] = [];
    /** Operations that are there, and by number: their document, counted from 1; 0 where they wait. */
    readonly #ids = new IdTable();
    readonly #documentOf: number[] = [];
    /** By the id of an operation that is not there: those that name it. */
    readonly #waitingForOperation: Waiting = new Map();
    readonly #waitingForSchema: Waiting = new Map();
    #waiting = 0;
    /** By the id of an operation that is not there, in hex: schemas that can't be built without it. */
    readonly #wanted = new Map<string, Set<string>>();

    constructor(options?: DataOptions) {
      this.profile = profileOf(options);
    }

    get size(): number {
      return this.#documents.length;
    }

    get waiting(): number {
      return this.#waiting;
    }

    get missing(): { operations: OperationId[]; schemaIds: string[] } {
      const ids = new Set(this.#waitingForOperation.keys());
      for (const [hex, schemaIds] of this.#wanted) {
        if ([...schemaIds].some((schemaId) => !this.#schemas.has(schemaId))) ids.add(hex);
      }
      return {
        operations: [...ids].sort().map((hex) => idFromHex(this.profile, hex)),
        schemaIds: [...this.#waitingForSchema.keys()].sort(),
      };
    }

    schema(id: string): Schema | undefined {
      return this.#schemas.get(id) ?? systemSchema(id, this.profile);
    }

    schemaAt(viewId: DocumentViewId): { readonly ok: true; readonly schema: Schema } | Refused {
      return attempt(() => {
        const found = this.#at(viewId);
        if (found instanceof Schema) return { ok: true, schema: found };
        const reason = found.of === 'definition' ? 'VIEW_UNKNOWN' : 'FIELD_DEFINITION_MISSING';
        throw new Refusal(reason, `the operation ${idToHex(found.missing)} of a ${found.of} is not there`);
      });
    }

    #at(viewId: DocumentViewId): Schema | MissingOperation {
      return schemaAt(this.profile, viewId, (id) => this.documentOf(id));
    }

    addSchema(schema: Schema): Materialised {
      const { id } = checkSchema(schema, this.profile, (known) => this.schema(known));
      const result = new Result();
      const isKnown = this.schema(id) !== undefined;
      if (!isKnown) this.#learn(schema, result);
      return result.finish(isKnown ? 'known' : 'applied');
    }

    add(entry: Uint8Array, operation: Uint8Array): Materialised | NotPublished {
      const payload = checkBytes(operation, 'operation');
      return this.#addVerified(verifyEntry(entry, { profile: 'p2panda', payload }), payload);
    }

    addAll(
      entries: readonly Uint8Array[],
      operations: readonly Uint8Array[],
    ): (Materialised | NotPublished)[] {
      const payloads = checkByteArrays(operations, 'operations');
      return verifyEntries(entries, { profile: 'p2panda', payloads }).map((verdict, i) =>
        this.#addVerified(verdict, payloads[i]!),
      );
    }

    #addVerified(verdict: Verdict, operation: Uint8Array): Materialised | NotPublished {
      return verdict.ok ? this.addOperation(verdict.hash, operation) : notPublished(verdict);
    }

    addOperation(id: OperationId, given: Uint8Array | DecodedOperation): Materialised | Refused {
      const checked = checkBytes(id, 'id').slice();
      return attempt(() => {
        checkOperationId(this.profile, checked);
        const result = new Result();
        if (this.#ids.find(checked) >= 0) return result.finish('known');
        const operation = readGiven(this.profile, given);
        const isApplied = this.#apply({ id: checked, operation }, result);
        return result.finish(isApplied ? 'applied' : 'waiting');
      });
    }

    /** Puts an operation where it belongs; false where that isn't known yet, and it waits. */
    #apply(pending: Pending, result: Result): boolean {
      const { id, operation } = pending;
      const schema = this.schema(operation.schemaId) ?? this.#want(operation.schemaId, result);
      if (schema === undefined) {
        this.#wait(this.#waitingForSchema, operation.schemaId, pending);
        return false;
      }
      checkAgainst(this.profile, operation, schema);
      let document: Document;
      if (operation.action === 'create') {
        document = new Document(schema);
        this.#documents.push(document);
        this.#number(id, this.#documents.length);
      } else {
        const place = this.#placeOf(pending);
        if (place === undefined) return false;
        document = this.#documents[place - 1]!;
        if (document.schema.id !== operation.schemaId) {
          throw new Refusal(
            'SCHEMA_MISMATCH',
            `the document is of ${document.schema.id}, not of ${operation.schemaId}`,
          );
        }
        this.#number(id, place);
      }
      const wasDeleted = document.deleted;
      const added = document.add(id, operation);
      if (!added.ok) throw new Refusal(added.reason, added.message);
      result.change(document, operation, added.changed, wasDeleted, id);
      this.#learnFrom(document, result);
      if (this.#waitingForOperation.size > 0 || this.#wanted.size > 0) {
        const hex = idToHex(id);
        const wanted = this.#wanted.get(hex) ?? [];
        this.#wanted.delete(hex);
        for (const schemaId of wanted) this.#want(schemaId, result);
        this.#release(this.#waitingForOperation, hex, result);
      }
      return true;
    }

    #number(id: Uint8Array, document: number): void {
      this.#documentOf[this.#ids.add(id)] = document;
    }

    /** The document of the operations that one names, counted from 1; `undefined` where one is not there, for which it waits. */
    #placeOf(pending: Pending): number | undefined {
      let place = 0;
      for (const before of pending.operation.previous!) {
        const number = this.#ids.find(before);
        if (number < 0) {
          this.#wait(this.#waitingForOperation, idToHex(before), pending);
          return undefined;
        }
        const other = this.#documentOf[number]!;
        if (place !== 0 && other !== place) {
          throw new Refusal(
            'PREVIOUS_OF_TWO_DOCUMENTS',
            'the operations that are named are of several documents',
          );
        }
        place = other;
      }
      return place;
    }

    #wait(waiting: Waiting, key: string, pending: Pending): void {
      let list = waiting.get(key);
      if (list === undefined) waiting.set(key, (list = new Map<string, Pending>()));
      const id = idToHex(pending.id);
      if (list.has(id)) return;
      list.set(id, pending);
      this.#waiting++;
    }

    /** Applies what waited for something that is there now; what turns out wrong by it is dropped, and told. */
    #release(waiting: Waiting, key: string, result: Result): void {
      const list = waiting.get(key);
      if (list === undefined) return;
      waiting.delete(key);
      this.#waiting -= list.size;
      result.queue(() => {
        for (const pending of list.values()) {
          if (this.#ids.find(pending.id) >= 0) continue;
          try {
            this.#apply(pending, result);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            result.refused.push({ ...error.toResult(), id: pending.id });
          }
        }
      });
    }

    /** Learns the schema that the latest view of a definition makes up. */
    #learnFrom(document: Document, result: Result): void {
      if (document.schema.id !== 'schema_definition_v1' || document.fields === undefined) return;
      const { name } = document.fields as { name: string };
      this.#want(schemaIdText(name, document.viewId), result);
    }

    /** Builds a schema from documents and learns it; where one of their operations isn't there yet, once it is. */
    #want(schemaId: string, result: Result): Schema | undefined {
      if (this.#schemas.has(schemaId)) return undefined;
      const parsed = parseSchemaId(schemaId, { profile: this.profile });
      if (!parsed.ok || parsed.schemaId.kind === 'system') return undefined;
      const { viewId } = parsed.schemaId;
      const found = attempt(() => this.#at(viewId));
      if ('missing' in found) {
        const key = idToHex(found.missing);
        const wanted = this.#wanted.get(key);
        if (wanted === undefined) this.#wanted.set(key, new Set([schemaId]));
        else wanted.add(schemaId);
      } else if (found instanceof Schema && found.id === schemaId) {
        this.#learn(found, result);
        return found;
      }
      return undefined;
    }

    #learn(schema: Schema, result: Result): void {
      if (this.#schemas.has(schema.id)) return;
      this.#schemas.set(schema.id, schema);
      result.schemas.push(schema);
      this.#release(this.#waitingForSchema, schema.id, result);
    }

    document<Fields extends FieldTypes>(
      id: DocumentId,
      schema?: Schema<Fields>,
    ): Document<Fields> | undefined {
      const document = this.documentOf(id);
      const isItself = document?.id !== undefined && equalBytes(document.id, id);
      const isOfSchema = schema === undefined || checkSchema(schema).id === document?.schema.id;
      return isItself && isOfSchema ? (document as unknown as Document<Fields>) : undefined;
    }

    documentOf(id: OperationId): Document | undefined {
      const number = this.#ids.find(checkBytes(id, 'id', 34));
      return number < 0 ? undefined : this.#documents[this.#documentOf[number]! - 1];
    }

    documents(): IterableIterator<Document> {
      return this.#documents.values();
    }
  };
}

/** Collects what an operation brings about, also by what waited for it, one after the other and not within one another. */
class Result {
  readonly schemas: Schema[] = [];
  readonly refused: (Refused & { readonly id: OperationId })[] = [];
  readonly #changes = new Map<
    Document,
    { kind: DocumentChange['kind']; ids: Uint8Array[]; changed: Set<string> }
  >();
  readonly #queue: (() => void)[] = [];

  queue(work: () => void): void {
    this.#queue.push(work);
  }

  change(
    document: Document,
    operation: DecodedOperation,
    changed: readonly string[],
    wasDeleted: boolean,
    id: Uint8Array,
  ): void {
    let change = this.#changes.get(document);
    if (change === undefined) {
      change = { kind: operation.action === 'create' ? 'created' : 'updated', ids: [], changed: new Set() };
      this.#changes.set(document, change);
    }
    if (document.deleted && !wasDeleted) change.kind = 'deleted';
    change.ids.push(id);
    if (document.deleted) change.changed.clear();
    else for (const name of changed) change.changed.add(name);
  }

  finish(status: Materialised['status']): Materialised {
    for (let i = 0; i < this.#queue.length; i++) this.#queue[i]!();
    const changes = [...this.#changes].map(([document, { kind, ids, changed }]) => ({
      documentId: document.id!,
      schemaId: document.schema.id,
      kind,
      operations: ids,
      changed: [...changed].sort(),
    }));
    return { ok: true, status, changes, schemas: this.schemas, refused: this.refused };
  }
}
