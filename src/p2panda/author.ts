import { checkBytes, checkObject } from '../bamboo/arguments.js';
import type { Engine } from '../bamboo/engine.js';
import type { KeyPair } from '../bamboo/key-pair.js';
import { signEntryOn } from '../bamboo/signing.js';
import { splitBlob } from './blob.js';
import { type DocumentId, type DocumentViewId, type OperationId } from './ids.js';
import { MemoryStore } from './memory-store.js';
import { readOperation } from './decode.js';
import { profileOf, type DataOptions, type DataProfile } from './profile.js';
import { nextArgsOn, validatePublishOn, type NotPublished } from './publish.js';
import { orThrow } from './refusal.js';
import { checkSchema, defineSchema, systemSchema, type Schema } from './schema.js';
import { schemaIdText } from './schema-id.js';
import type { FieldTypes } from './typed.js';

/** An entry that an author signed, with its operation: what is sent to a node, or kept until there is one. */
export interface Signed {
  readonly entry: Uint8Array;
  readonly operation: Uint8Array;
  /** The operation's id, the entry's hash: 34 bytes. */
  readonly id: OperationId;
  readonly documentId: DocumentId;
  readonly logId: bigint;
  readonly seqNum: bigint;
}

/** Signs operations, and knows which log and which place each belongs to. */
export interface Author {
  /** The public key: 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly profile: DataProfile;
  /** What is known: to hand over to others, or to ask. */
  readonly store: MemoryStore;
  /**
   * Makes a schema known.
   *
   * @throws {RangeError} for one of another profile, or one that says otherwise than a known one of its id
   */
  addSchema(schema: Schema): void;
  /**
   * Takes in an entry and operation of anybody, so that later operations can build on it. They are checked as a node checks
   * them, but that the document may be deleted already.
   */
  add(
    entry: Uint8Array,
    operation: Uint8Array,
  ): { readonly ok: true; readonly id: OperationId } | NotPublished;
  /**
   * Signs an operation: in the log of its document, behind what this author wrote there (PAN-PUB-001 to PAN-PUB-003).
   *
   * @param operation the bytes, as `schema.create`, `schema.update` and `schema.delete` give them
   * @throws {UnwritableError} with the `reason`, where a node would refuse it
   */
  sign(operation: Uint8Array): Signed;
  /** Signs what makes up a schema: a definition for each field, and then the schema's own. */
  createSchema<const Fields extends FieldTypes>(definition: {
    readonly name: string;
    readonly description: string;
    readonly fields: Fields;
  }): { readonly schema: Schema<Fields>; readonly signed: readonly Signed[] };
  /** Signs a blob: its pieces, and then the blob. */
  createBlob(
    bytes: Uint8Array,
    mimeType: string,
  ): { readonly documentId: DocumentId; readonly viewId: DocumentViewId; readonly signed: readonly Signed[] };
}

/** Makes authors. */
export interface AuthorConstructor {
  /** @param options the profile, and what is known already */
  new (keyPair: KeyPair, options?: DataOptions & { readonly store?: MemoryStore | undefined }): Author;
}

type Instance = Author;

/** Any view id, for one that is not known before something is signed. */
const STAND_IN: DocumentViewId = [Uint8Array.of(0, 0x20, ...new Uint8Array(32))];

/** Why something can't be signed, as an error. */
export class UnpublishableError extends RangeError {
  override readonly name = 'UnpublishableError';
  readonly reason: string;
  readonly requirement: string;

  constructor({ reason, requirement, message }: NotPublished) {
    super(message);
    this.reason = reason;
    this.requirement = requirement;
  }
}

export function authorOn(engine: Engine): AuthorConstructor {
  const signEntry = signEntryOn(engine);
  const nextArgs = nextArgsOn(engine);
  const validatePublish = validatePublishOn(engine);

  return class Author implements Instance {
    readonly publicKey: Uint8Array;
    readonly profile: DataProfile;
    readonly store: MemoryStore;
    readonly #keyPair: KeyPair;

    constructor(keyPair: KeyPair, options?: DataOptions & { readonly store?: MemoryStore | undefined }) {
      checkObject(keyPair, 'keyPair');
      this.#keyPair = keyPair;
      this.publicKey = checkBytes(keyPair.publicKey, 'keyPair.publicKey', 32);
      this.profile = profileOf(options);
      this.store = options?.store ?? new MemoryStore();
    }

    addSchema(schema: Schema): void {
      this.store.addSchema(checkSchema(schema, this.profile));
    }

    add(entry: Uint8Array, operation: Uint8Array): { ok: true; id: OperationId } | NotPublished {
      const options = { profile: this.profile, evenDeleted: true };
      const published = validatePublish(this.store, entry, operation, options);
      if (!published.ok) return published;
      this.store.add(published, entry);
      return { ok: true, id: published.id };
    }

    sign(operation: Uint8Array): Signed {
      const bytes = checkBytes(operation, 'operation');
      const { previous } = orThrow(() => readOperation(this.profile, bytes));
      const next = nextArgs(this.store, this.publicKey, previous, { profile: this.profile });
      if (!next.ok) throw new UnpublishableError(next);
      const { logId, seqNum, lipmaalink, backlink } = next;
      const { bytes: entry } = signEntry({
        profile: 'p2panda',
        keyPair: this.#keyPair,
        logId,
        seqNum,
        lipmaalink,
        backlink,
        payload: bytes,
      });
      const published = validatePublish(this.store, entry, bytes, { profile: this.profile });
      if (!published.ok) throw new UnpublishableError(published);
      this.store.add(published, entry);
      const { id, documentId } = published;
      return { entry, operation: bytes, id, documentId, logId, seqNum };
    }

    createSchema<const Fields extends FieldTypes>({
      name,
      description,
      fields,
    }: {
      readonly name: string;
      readonly description: string;
      readonly fields: Fields;
    }): { schema: Schema<Fields>; signed: Signed[] } {
      const [fieldSchema, schemaSchema] = [
        systemSchema('schema_field_definition_v1', this.profile)!,
        systemSchema('schema_definition_v1', this.profile)!,
      ];
      // What can't be is found before anything is signed, which nobody would then be given.
      defineSchema(schemaIdText(name, STAND_IN), fields, { profile: this.profile, description });
      const signed = Object.entries(fields).map(([field, type]) =>
        this.sign(fieldSchema.create({ name: field, type })),
      );
      const definition = { name, description, fields: signed.map(({ id }) => [id]) };
      signed.push(this.sign(schemaSchema.create(definition)));
      const id = schemaIdText(name, [signed.at(-1)!.id]);
      const schema = defineSchema(id, fields, { profile: this.profile, description });
      this.addSchema(schema);
      return { schema, signed };
    }

    createBlob(
      bytes: Uint8Array,
      mimeType: string,
    ): { documentId: DocumentId; viewId: DocumentViewId; signed: Signed[] } {
      const [pieceSchema, blobSchema] = [
        systemSchema('blob_piece_v1', this.profile)!,
        systemSchema('blob_v1', this.profile)!,
      ];
      const parts = [...splitBlob(checkBytes(bytes, 'bytes'))];
      const blobOf = (pieces: readonly DocumentViewId[]) =>
        blobSchema.create({ length: BigInt(bytes.length), mime_type: mimeType, pieces });
      blobOf(parts.map(() => STAND_IN));
      const signed = parts.map((data) => this.sign(pieceSchema.create({ data })));
      const last = this.sign(blobOf(signed.map(({ id }) => [id])));
      signed.push(last);
      return { documentId: last.documentId, viewId: [last.id], signed };
    }
  };
}
