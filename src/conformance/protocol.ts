/**
 * The adapter protocol, version 1: the names, the shapes, and the limits. The specification's chapter on the
 * suite says the same in prose.
 *
 * Bytes are lower-case hex without a prefix, every u64 is a decimal string.
 */

/** The version of the protocol that this suite speaks. */
export const PROTOCOL_VERSION = 1;

/** A line longer than this (bytes, without its line feed) is garbage, in either direction. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** How long an implementation may take for one request unless told otherwise, in seconds. */
export const DEFAULT_TIMEOUT_S = 10;

/**
 * `bamboo` hashes with BLAKE2b-512 (YAMF), `p2panda` with BLAKE3-256 (YASMF). `p2panda-compat` is about operations and
 * what is made of them alone, and asks for what p2panda 0.8.1 does.
 */
export type Profile = LogProfile | DataProfile;

/** Profiles in which entries and logs are read. */
export type LogProfile = 'bamboo' | 'p2panda';

/** Profiles in which operations, schemas and documents are read. */
export type DataProfile = 'p2panda' | 'p2panda-compat';

/** All profiles, in the order in which reports name them. */
export const PROFILES: readonly Profile[] = ['bamboo', 'p2panda', 'p2panda-compat'];

/** The profile in which the entries are read that a vector of some profile holds; `bamboo` where it has none. */
export const logProfileOf = (profile: Profile | undefined): LogProfile =>
  profile === undefined || profile === 'bamboo' ? 'bamboo' : 'p2panda';

/** What an operation (in p2panda's sense) does to a document. */
export type Action = 'create' | 'update' | 'delete';

/** A type of a field, without the schema that relations name. */
export type FieldTypeName =
  | 'bool'
  | 'int'
  | 'float'
  | 'bytes'
  | 'str'
  | 'relation'
  | 'relation_list'
  | 'pinned_relation'
  | 'pinned_relation_list';

/**
 * A value of a field. `int` is decimal, with a sign where it is negative; `float` is the 16 hex digits of its double, most
 * significant byte first (every NaN `7ff8000000000000`); bytes and ids are hex, and their lists lists.
 */
export type JsonValue = boolean | string | readonly string[] | readonly (readonly string[])[];

/** A field with its type, as it is written. */
export interface TypedField {
  name: string;
  type: FieldTypeName;
  value: JsonValue;
}

/** A field as it is read without a schema: `bytes` may be a relation, `ids` a list or a pinned relation. */
export interface PlainField {
  name: string;
  type: 'bool' | 'int' | 'float' | 'bytes' | 'str' | 'ids' | 'id_lists';
  value: JsonValue;
}

/** A schema: `type` is a field's type as a schema's definition has it, as in `relation(venue_0020…)`. */
export interface JsonSchema {
  id: string;
  fields: readonly { name: string; type: string }[];
}

/** An entry that a node has, with the operation that is its payload. */
export interface StoredEntry {
  entry: string;
  operation: string;
}

/** What the next entry of a log has to have. */
export interface NextArgs {
  logId: string;
  seqNum: string;
  lipmaalink: string | null;
  backlink: string | null;
}

/** What a vector may ask, by operation: the `input` of a request. */
export interface OperationInputs {
  hash: { bytes: string };
  'varu64.encode': { value: string };
  'varu64.decode': { bytes: string };
  lipmaa: { seqNum: string };
  'key.public': { privateKey: string };
  'signature.verify': { publicKey: string; message: string; signature: string };
  'entry.encode': {
    privateKey: string;
    endOfLog: boolean;
    logId: string;
    seqNum: string;
    lipmaalink: string | null;
    backlink: string | null;
    payload: string;
  };
  'entry.decode': { entry: string };
  'entry.verify': {
    entry: string;
    payload: string | null;
    lipmaalink: string | null;
    backlink: string | null;
  };
  'log.verify': {
    author: string;
    logId: string;
    entries: readonly { entry: string; payload: string | null }[];
  };
  certpool: { seqNum: string };
  linkpath: { from: string; to: string };
  'proof.verify': { proof: string };
  plan: { have: readonly Range[]; want: readonly Range[]; full: boolean };
  'operation.encode': {
    action: Action;
    schemaId: string;
    previous: readonly string[] | null;
    fields: readonly TypedField[] | null;
  };
  'operation.decode': { operation: string };
  'operation.validate': { operation: string; schema: JsonSchema };
  'schema.id.parse': { schemaId: string };
  'schema.build': {
    definition: {
      viewId: readonly string[];
      name: string;
      description: string;
      fields: readonly (readonly string[])[];
    };
    fields: readonly { viewId: readonly string[]; name: string; type: string }[];
  };
  'documentview.hash': { viewId: readonly string[] };
  'document.order': { operations: readonly { id: string; previous: readonly string[] }[] };
  'document.materialise': {
    schema: JsonSchema;
    operations: readonly { id: string; operation: string }[];
    viewId: readonly string[] | null;
  };
  'publish.nextArgs': { entries: readonly StoredEntry[]; author: string; viewId: readonly string[] | null };
  'publish.validate': {
    schemas: readonly JsonSchema[];
    entries: readonly StoredEntry[];
    entry: string;
    operation: string;
  };
  'message.decode': { message: string };
}

/** The sequence numbers from the first to the second, both included. */
export type Range = readonly [from: string, to: string];

/** An operation of the protocol. */
export type Operation = keyof OperationInputs;

/** The operations about operations in p2panda's sense, and what is made of them. */
export type DataOperation = Extract<
  Operation,
  | `operation.${string}`
  | `schema.${string}`
  | `document.${string}`
  | `publish.${string}`
  | 'documentview.hash'
>;

/** The profiles that an operation is asked with. */
export type ProfileOf<Op extends Operation> = Op extends DataOperation ? DataProfile : LogProfile;

/** The status of one item of `log.verify`. A `reason` stands exactly with `invalid`. */
export interface LogItem {
  status: 'verified' | 'path-verified' | 'unlinked' | 'invalid';
  reason?: string;
}

/** What an accepting answer carries in `output`, by operation. Where it is `undefined`, nobody looks at it. */
export interface OperationOutputs {
  hash: { hash: string };
  'varu64.encode': { bytes: string };
  'varu64.decode': { value: string; length: number };
  lipmaa: { lipmaa: string };
  'key.public': { publicKey: string };
  'signature.verify': undefined;
  'entry.encode': { entry: string; hash: string };
  'entry.decode': {
    endOfLog: boolean;
    author: string;
    logId: string;
    seqNum: string;
    lipmaalink: string | null;
    backlink: string | null;
    payloadSize: string;
    payloadHash: string;
    signature: string;
    hash: string;
  };
  'entry.verify': undefined;
  'log.verify': { entries: LogItem[]; forks: { seqNum: string; implied: boolean }[] };
  certpool: { seqNums: string[] };
  linkpath: { seqNums: string[] };
  'proof.verify': { kind: string; author: string; logId: string; seqNum: string };
  plan: { fetch: Range[] };
  'operation.encode': { operation: string };
  'operation.decode': {
    action: Action;
    schemaId: string;
    previous: string[] | null;
    fields: PlainField[] | null;
  };
  'operation.validate': { fields: TypedField[] | null };
  'schema.id.parse': {
    schemaId: string;
    kind: 'system' | 'application';
    name: string;
    version: number | null;
    viewId: string[] | null;
  };
  'schema.build': {
    schemaId: string;
    name: string;
    description: string;
    fields: { name: string; type: string }[];
  };
  'documentview.hash': { hash: string };
  'document.order': { order: string[]; viewId: string[]; waiting: string[] };
  'document.materialise': {
    documentId: string;
    viewId: string[];
    deleted: boolean;
    fields: (TypedField & { operationId: string })[] | null;
    waiting: string[];
  };
  'publish.nextArgs': NextArgs;
  /** All null where the log can have no more entries. */
  'publish.validate': NextArgs | { [Name in keyof NextArgs]: null };
  'message.decode': {
    action: Action;
    schema: string;
    id: string | null;
    fields: { name: string; type: 'bool' | 'int' | 'float' | 'str' | 'relation'; value: JsonValue }[] | null;
  };
}

/**
 * Every operation with the fields of its output (empty: there is no output), in the order in which reports
 * name them.
 */
export const OUTPUT_FIELDS: { readonly [Op in Operation]: readonly string[] } = {
  hash: ['hash'],
  'varu64.encode': ['bytes'],
  'varu64.decode': ['value', 'length'],
  lipmaa: ['lipmaa'],
  'key.public': ['publicKey'],
  'signature.verify': [],
  'entry.encode': ['entry', 'hash'],
  'entry.decode': [
    'endOfLog',
    'author',
    'logId',
    'seqNum',
    'lipmaalink',
    'backlink',
    'payloadSize',
    'payloadHash',
    'signature',
    'hash',
  ],
  'entry.verify': [],
  'log.verify': ['entries', 'forks'],
  certpool: ['seqNums'],
  linkpath: ['seqNums'],
  'proof.verify': ['kind', 'author', 'logId', 'seqNum'],
  plan: ['fetch'],
  'operation.encode': ['operation'],
  'operation.decode': ['action', 'schemaId', 'previous', 'fields'],
  'operation.validate': ['fields'],
  'schema.id.parse': ['schemaId', 'kind', 'name', 'version', 'viewId'],
  'schema.build': ['schemaId', 'name', 'description', 'fields'],
  'documentview.hash': ['hash'],
  'document.order': ['order', 'viewId', 'waiting'],
  'document.materialise': ['documentId', 'viewId', 'deleted', 'fields', 'waiting'],
  'publish.nextArgs': ['logId', 'seqNum', 'lipmaalink', 'backlink'],
  'publish.validate': ['logId', 'seqNum', 'lipmaalink', 'backlink'],
  'message.decode': ['action', 'schema', 'id', 'fields'],
};

/** The fields of inputs and outputs that hold bytes in hex, by their names; a number may look like hex. */
export const BYTE_FIELDS: ReadonlySet<string> = new Set([
  'author',
  'backlink',
  'bytes',
  'entry',
  'hash',
  'lipmaalink',
  'message',
  'operation',
  'payload',
  'payloadHash',
  'privateKey',
  'proof',
  'publicKey',
  'signature',
]);

/** All operations of this version of the protocol. */
export const OPERATIONS = Object.keys(OUTPUT_FIELDS) as readonly Operation[];

/** Who answers: shown in every report. */
export interface ImplementationInfo {
  name: string;
  version: string;
  /** The programming language. */
  language: string;
}

/** What an implementation says of itself when it starts. */
export interface Declaration {
  implementation: ImplementationInfo;
  profiles: readonly Profile[];
  operations: readonly Operation[];
  /** Output fields that the implementation doesn't expose, by operation. They aren't compared. */
  omits: Readonly<Partial<Record<Operation, readonly string[]>>>;
  /** Names of operations and profiles that this version of the suite doesn't know. They aren't tested. */
  unknown: readonly string[];
}

/** The answer to one request: it was carried out and accepted, or the data was found wrong, or it wasn't tried. */
export type Answer<Op extends Operation = Operation> =
  // Without the fields that the implementation declares to omit.
  | { verdict: 'accept'; output?: Partial<OperationOutputs[Op]> | undefined }
  | { verdict: 'reject'; reason?: string | undefined; message?: string | undefined }
  | { verdict: 'skip'; message?: string | undefined };

/**
 * What an ES module exports by default to be tested. Operations that are left out are not applicable.
 *
 * An operation that throws has crashed: data that is wrong is answered with `reject`.
 *
 * @example
 * ```js
 * export default {
 *   implementation: { name: 'my-bamboo', version: '1.0.0', language: 'JavaScript' },
 *   profiles: ['bamboo'],
 *   operations: {
 *     lipmaa: ({ seqNum }) => ({ verdict: 'accept', output: { lipmaa: String(lipmaa(BigInt(seqNum))) } }),
 *   },
 * };
 * ```
 */
export interface AdapterModule {
  implementation: ImplementationInfo;
  profiles: readonly Profile[];
  operations: {
    readonly [Op in Operation]?: (
      input: OperationInputs[Op],
      profile: ProfileOf<Op>,
    ) => Answer<Op> | Promise<Answer<Op>>;
  };
  omits?: Readonly<Partial<Record<Operation, readonly string[]>>>;
}

/** Whether `name` is an operation of this version. */
export function isOperation(name: string): name is Operation {
  return Object.hasOwn(OUTPUT_FIELDS, name);
}

/** Whether `name` is a profile of this version. */
export function isProfile(name: string): name is Profile {
  return (PROFILES as readonly string[]).includes(name);
}
