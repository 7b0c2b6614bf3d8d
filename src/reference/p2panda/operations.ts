import { fromHex, toHex } from '../bytes.js';
import { materialise } from './document.js';
import { checkViewId, viewIdHash } from './ids.js';
import { decodeMessage } from './message.js';
import { decodeOperation } from './decode.js';
import { encodeOperation } from './encode.js';
import type { Action } from './operation.js';
import { orderOperations, type GraphNode } from './order.js';
import type { DataProfile } from './profile.js';
import { nextArgs, validatePublish, type NextArgs, type StoredEntry } from './publish.js';
import { buildSchema, type Definition, type FieldDefinition, type Schema } from './schema.js';
import { parseSchemaId } from './schema-id.js';
import { validateOperation } from './validate.js';
import type { PlainValue, TypedValue } from './values.js';

type Input = Readonly<Record<string, unknown>>;
type Value = { readonly type: string; readonly value: unknown };

/** A field of a request, whose numbers are text. */
function fromJson<Field extends Value>(field: Field): Field {
  const { type, value } = field;
  if (type === 'int') return { ...field, value: BigInt(value as string) };
  if (type !== 'float') return field;
  return { ...field, value: new DataView(fromHex(value as string).buffer).getFloat64(0) };
}

/** The same of an answer. */
function toJson<Field extends Value>(field: Field): Field {
  const { type, value } = field;
  if (type === 'int') return { ...field, value: String(value) };
  if (type !== 'float') return field;
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  if (Number.isNaN(value)) view.setBigUint64(0, 0x7ff8n << 48n);
  else view.setFloat64(0, value as number);
  return { ...field, value: toHex(bytes) };
}

const stored = (value: unknown): StoredEntry[] =>
  (value as { entry: string; operation: string }[]).map(({ entry, operation }) => ({
    entry: fromHex(entry),
    operation: fromHex(operation),
  }));

const nextArgsJson = (args: NextArgs | null) => ({
  logId: args && String(args.logId),
  seqNum: args && String(args.seqNum),
  lipmaalink: args?.lipmaalink ? toHex(args.lipmaalink) : null,
  backlink: args?.backlink ? toHex(args.backlink) : null,
});

/** What each operation of the protocol about data types computes, in the protocol's shapes. */
export const dataComputations: Record<string, (input: Input, profile: DataProfile) => unknown> = {
  'operation.encode': (input, profile) => {
    const fields = input['fields'] as ({ name: string } & Value)[] | null;
    const bytes = encodeOperation(profile, {
      action: input['action'] as Action,
      schemaId: input['schemaId'] as string,
      previous: input['previous'] as string[] | null,
      fields: fields && (fields.map(fromJson) as ({ name: string } & TypedValue)[]),
    });
    return { operation: toHex(bytes) };
  },

  'operation.decode': (input, profile) => {
    const operation = decodeOperation(profile, fromHex(input['operation'] as string));
    return {
      ...operation,
      fields: operation.fields && operation.fields.map(toJson<{ name: string } & PlainValue>),
    };
  },

  'operation.validate': (input, profile) => {
    const operation = decodeOperation(profile, fromHex(input['operation'] as string));
    const fields = validateOperation(profile, operation, input['schema'] as Schema);
    return { fields: fields && fields.map(toJson) };
  },

  'schema.id.parse': (input, profile) => {
    const { text, name, version, viewId } = parseSchemaId(profile, input['schemaId'] as string);
    return { schemaId: text, kind: viewId ? 'application' : 'system', name, version, viewId };
  },

  'schema.build': (input, profile) => {
    const { id, ...rest } = buildSchema(
      profile,
      input['definition'] as Definition,
      input['fields'] as FieldDefinition[],
    );
    return { schemaId: id, ...rest };
  },

  'documentview.hash': (input, profile) => ({
    hash: toHex(viewIdHash(checkViewId(profile, input['viewId'] as string[]))),
  }),

  'document.order': (input, profile) => {
    const { order, tips, waiting } = orderOperations(profile, input['operations'] as GraphNode[]);
    return { order, viewId: tips, waiting };
  },

  'document.materialise': (input, profile) => {
    const operations = input['operations'] as { id: string; operation: string }[];
    const view = materialise(
      profile,
      input['schema'] as Schema,
      operations.map(({ id, operation }) => ({ id, bytes: fromHex(operation) })),
      input['viewId'] as string[] | null,
    );
    return { ...view, fields: view.fields && view.fields.map(toJson) };
  },

  'publish.nextArgs': (input, profile) =>
    nextArgsJson(
      nextArgs(
        profile,
        stored(input['entries']),
        fromHex(input['author'] as string),
        input['viewId'] as string[] | null,
      ),
    ),

  'publish.validate': (input, profile) =>
    nextArgsJson(
      validatePublish(
        profile,
        input['schemas'] as Schema[],
        stored(input['entries']),
        fromHex(input['entry'] as string),
        fromHex(input['operation'] as string),
      ),
    ),

  'message.decode': (input) => {
    const message = decodeMessage(fromHex(input['message'] as string));
    return { ...message, fields: message.fields && message.fields.map(toJson) };
  },
};
