import type { decodeEntry } from '../../index.js';
import type * as api from '../../p2panda/index.js';
import type {
  AdapterModule,
  Answer,
  DataOperation,
  DataProfile,
  JsonSchema,
  JsonValue,
  OperationOutputs,
  PlainField,
  StoredEntry,
  TypedField,
} from '../protocol.js';
import { fromHex, toHex } from './encoding.js';

/** What `sasako/p2panda` and `sasako/js` export of data types. */
export type DataApi = Pick<
  typeof api,
  | 'Document'
  | 'UnwritableError'
  | 'MemoryStore'
  | 'Schema'
  | 'buildSchema'
  | 'decodeMessage'
  | 'decodeOperation'
  | 'defineSchema'
  | 'encodeOperation'
  | 'hashViewId'
  | 'nextArgs'
  | 'orderOperations'
  | 'parseSchemaId'
  | 'typeOfValue'
  | 'validatePublish'
  | 'viewId'
> & { readonly decodeEntry: typeof decodeEntry };

type Value = api.PlainValue;

const reject = ({
  reason,
  requirement,
  message,
}: {
  reason: string;
  requirement: string;
  message: string;
}) => ({
  verdict: 'reject' as const,
  reason,
  message: `breaks ${requirement}: ${message}`,
});

const accept = <Op extends DataOperation | 'message.decode'>(output: OperationOutputs[Op]) => ({
  verdict: 'accept' as const,
  output,
});

const ids = (list: readonly string[], field: string): Uint8Array[] =>
  list.map((hex, i) => fromHex(hex, `${field}[${i}]`));

const toHexList = (list: readonly Uint8Array[]): string[] => list.map(toHex);

function floatFromHex(hex: string, field: string): number {
  const bytes = fromHex(hex, field);
  return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0);
}

function floatToHex(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return Number.isNaN(value) ? '7ff8000000000000' : view.getBigUint64(0).toString(16).padStart(16, '0');
}

/** A value as a request has it. */
function fromJson(api: DataApi, { name, type, value }: TypedField): Value {
  const field = `fields.${name}`;
  switch (type) {
    case 'bool':
      return value as boolean;
    case 'int':
      return BigInt(value as string);
    case 'float':
      return floatFromHex(value as string, field);
    case 'str':
      return value as string;
    case 'bytes':
    case 'relation':
      return fromHex(value as string, field);
    case 'relation_list':
      return ids(value as string[], field);
    case 'pinned_relation':
      return api.viewId(ids(value as string[], field));
    case 'pinned_relation_list':
      return (value as string[][]).map((viewId, i) => ids(viewId, `${field}[${i}]`));
  }
}

/** A value as an answer has it. */
function toJson(value: Value): JsonValue {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return floatToHex(value);
  if (value instanceof Uint8Array) return toHex(value);
  if (typeof value !== 'object') return value;
  if (value.every((item): item is Uint8Array => item instanceof Uint8Array)) return toHexList(value);
  return (value as readonly (readonly Uint8Array[])[]).map(toHexList);
}

/** The fields of an operation, or of a document, with the types of their schema. */
function typedFields(schema: api.Schema, values: Readonly<Record<string, Value>>): TypedField[] {
  return schema.fields
    .filter(({ name }) => Object.hasOwn(values, name))
    .map(({ name, type }) => ({ name, type: type.name, value: toJson(values[name]!) }));
}

const schemaOf = (api: DataApi, { id, fields }: JsonSchema, profile: DataProfile): api.Schema =>
  api.defineSchema(id, Object.fromEntries(fields.map(({ name, type }) => [name, type])) as api.FieldTypes, {
    profile,
  });

const nextArgsOutput = ({ logId, seqNum, lipmaalink, backlink }: api.NextArgs) => ({
  logId: String(logId),
  seqNum: String(seqNum),
  lipmaalink: lipmaalink ? toHex(lipmaalink) : null,
  backlink: backlink ? toHex(backlink) : null,
});

const NO_NEXT_ARGS = { logId: null, seqNum: null, lipmaalink: null, backlink: null };

/** What a node has: all of it is right, and each operation comes after those that it names. */
function storeOf(
  api: DataApi,
  entries: readonly StoredEntry[],
  schemas: readonly api.Schema[],
  profile: DataProfile,
): api.MemoryStore {
  const store = new api.MemoryStore();
  for (const schema of schemas) store.addSchema(schema);
  for (const [i, stored] of entries.entries()) {
    const entry = fromHex(stored.entry, `entries[${i}].entry`);
    const verdict = api.decodeEntry(entry, { profile: 'p2panda' });
    const decoded = api.decodeOperation(fromHex(stored.operation, `entries[${i}].operation`), { profile });
    if (!verdict.ok || !decoded.ok) throw new TypeError(`input.entries[${i}] does not decode`);
    const { author, logId, seqNum, endOfLog } = verdict.entry;
    const { operation } = decoded;
    const before = operation.previous && store.operation(operation.previous[0]!);
    const documentId = before?.documentId ?? verdict.hash;
    store.add({ id: verdict.hash, documentId, operation, author, logId, seqNum, endOfLog }, entry);
  }
  return store;
}

/** The operations of the protocol about data types, on the public API. */
export function dataOperationsOf(
  api: DataApi,
): Pick<Required<AdapterModule['operations']>, DataOperation | 'message.decode'> {
  return {
    'operation.encode': ({ action, schemaId, previous, fields }, profile) => {
      try {
        const operation = api.encodeOperation(
          {
            action,
            schemaId,
            previous: previous && ids(previous, 'previous'),
            fields: fields && fields.map((field): [string, Value] => [field.name, fromJson(api, field)]),
          },
          { profile },
        );
        return accept<'operation.encode'>({ operation: toHex(operation) });
      } catch (error) {
        // What may not be written says so by its reason; all else is a crash.
        if (!(error instanceof api.UnwritableError)) throw error;
        return reject(error);
      }
    },

    'operation.decode': ({ operation: hex }, profile) => {
      const decoded = api.decodeOperation(fromHex(hex, 'operation'), { profile });
      if (!decoded.ok) return reject(decoded);
      const { action, schemaId, previous, fields } = decoded.operation;
      return accept<'operation.decode'>({
        action,
        schemaId,
        previous: previous ? toHexList(previous) : null,
        fields: fields
          ? [...fields].map(([name, value]) => ({
              name,
              type: api.typeOfValue(value) as PlainField['type'],
              value: toJson(value),
            }))
          : null,
      });
    },

    'operation.validate': ({ operation, schema: given }, profile) => {
      const schema = schemaOf(api, given, profile);
      const decoded = schema.decode(fromHex(operation, 'operation'));
      if (!decoded.ok) return reject(decoded);
      const { fields } = decoded.operation;
      return accept<'operation.validate'>({
        fields: fields ? typedFields(schema, fields as Record<string, Value>) : null,
      });
    },

    'schema.id.parse': ({ schemaId: text }, profile) => {
      const parsed = api.parseSchemaId(text, { profile });
      if (!parsed.ok) return reject(parsed);
      const { schemaId } = parsed;
      return accept<'schema.id.parse'>({
        schemaId: schemaId.text,
        kind: schemaId.kind,
        name: schemaId.name,
        version: schemaId.kind === 'system' ? schemaId.version : null,
        viewId: schemaId.kind === 'application' ? toHexList(schemaId.viewId) : null,
      });
    },

    'schema.build': ({ definition, fields }, profile) => {
      const built = api.buildSchema(
        {
          ...definition,
          viewId: ids(definition.viewId, 'definition.viewId'),
          fields: definition.fields.map((viewId, i) => ids(viewId, `definition.fields[${i}]`)),
        },
        fields.map(({ viewId, ...rest }, i) => ({ ...rest, viewId: ids(viewId, `fields[${i}].viewId`) })),
        { profile },
      );
      if (!built.ok) return reject(built);
      const { id, name, description } = built.schema;
      return accept<'schema.build'>({
        schemaId: id,
        name,
        description,
        fields: built.schema.fields.map((field) => ({ name: field.name, type: field.type.text })),
      });
    },

    'documentview.hash': ({ viewId }, profile) => {
      const hashed = api.hashViewId(ids(viewId, 'viewId'), { profile });
      return hashed.ok ? accept<'documentview.hash'>({ hash: toHex(hashed.hash) }) : reject(hashed);
    },

    'document.order': ({ operations }, profile) => {
      const ordered = api.orderOperations(
        operations.map(({ id, previous }, i) => ({
          id: fromHex(id, `operations[${i}].id`),
          previous: ids(previous, `operations[${i}].previous`),
        })),
        { profile },
      );
      if (!ordered.ok) return reject(ordered);
      return accept<'document.order'>({
        order: toHexList(ordered.order),
        viewId: toHexList(ordered.viewId),
        waiting: toHexList(ordered.waiting),
      });
    },

    'document.materialise': ({ schema: given, operations, viewId }, profile) =>
      materialise(api, schemaOf(api, given, profile), operations, viewId),

    'publish.nextArgs': ({ entries, author, viewId }, profile) => {
      const store = storeOf(api, entries, [], profile);
      const next = api.nextArgs(store, fromHex(author, 'author'), viewId && ids(viewId, 'viewId'), {
        profile,
      });
      return next.ok ? accept<'publish.nextArgs'>(nextArgsOutput(next)) : reject(next);
    },

    'publish.validate': ({ schemas, entries, entry, operation }, profile) => {
      const known = schemas.map((schema) => schemaOf(api, schema, profile));
      const published = api.validatePublish(
        storeOf(api, entries, known, profile),
        fromHex(entry, 'entry'),
        fromHex(operation, 'operation'),
        { profile },
      );
      if (!published.ok) return reject(published);
      return accept<'publish.validate'>(published.next ? nextArgsOutput(published.next) : NO_NEXT_ARGS);
    },

    'message.decode': ({ message: hex }) => {
      const decoded = api.decodeMessage(fromHex(hex, 'message'));
      if (!decoded.ok) return reject(decoded);
      const { action, schema, id, fields } = decoded.message;
      return accept<'message.decode'>({
        action,
        schema,
        id: id ?? null,
        fields: fields
          ? [...fields].map(([name, { type, value }]) => ({ name, type, value: toJson(value) }))
          : null,
      });
    },
  };
}

/** Gives a document its operations one by one, and asks for a view. */
function materialise(
  api: DataApi,
  schema: api.Schema,
  operations: readonly { id: string; operation: string }[],
  viewId: readonly string[] | null,
): Answer<'document.materialise'> {
  const document = new api.Document(schema);
  for (const [i, { id, operation }] of operations.entries()) {
    const added = document.add(
      fromHex(id, `operations[${i}].id`),
      fromHex(operation, `operations[${i}].operation`),
    );
    if (!added.ok) return reject(added);
  }
  const waiting = document.waiting();
  const { problem } = document;
  if (problem !== undefined) return reject(problem);
  const viewed = viewId && document.view(ids(viewId, 'viewId'));
  if (viewed && !viewed.ok) return reject(viewed);
  const view = viewed?.view ?? document.latest!;
  return accept<'document.materialise'>({
    documentId: toHex(view.documentId),
    viewId: toHexList(view.viewId),
    deleted: view.deleted,
    fields:
      view.fields && view.writers
        ? typedFields(schema, view.fields).map((field) => ({
            ...field,
            operationId: toHex(view.writers![field.name]!),
          }))
        : null,
    waiting: toHexList(waiting.map(({ id }) => id)),
  });
}
