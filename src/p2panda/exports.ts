/** What both `sasako/p2panda` and `sasako/js` export beside the functions that stand on an engine. */
export { DATA_PROFILES, type DataOptions, type DataProfile } from './profile.js';
export { DATA_REASONS, type DataReason } from './reasons.js';
export { DATA_REQUIREMENT_OF } from './requirements.js';
export { UnwritableError, type Refused } from './refusal.js';
export {
  compareIds,
  idToHex,
  parseOperationId,
  parseViewId,
  viewId,
  viewIdText,
  type DocumentId,
  type DocumentViewId,
  type OperationId,
} from './ids.js';
export { parseSchemaId, schemaIdText, type SchemaId } from './schema-id.js';
export { parseFieldType, type FieldType, type FieldTypeName, type FieldTypeText } from './field-type.js';
export { OperationFields, type PlainValue } from './fields.js';
export { decodeOperation, type DecodeOperationOptions } from './decode.js';
export { ACTIONS, typeOfValue, type Action, type DecodedOperation } from './operation.js';
export { encodeOperation, type OperationToEncode } from './encode.js';
export type { FieldsOf, FieldTypes, TypedOperation, ValueOf } from './typed.js';
export {
  buildSchema,
  defineSchema,
  Schema,
  SYSTEM_SCHEMAS,
  systemSchema,
  type DocumentFields,
  type Operation,
  type SchemaDefinition,
  type SchemaField,
  type SchemaFieldDefinition,
} from './schema.js';
export { orderOperations, type GraphNode, type Ordered } from './order.js';
export { Document } from './document.js';
export type { Added, DocumentView, FieldConflict, Written } from './document-view.js';
export { BlobReader, joinBlob, splitBlob, splitBlobStream } from './blob.js';
export { MemoryStore, type Checked } from './memory-store.js';
export type {
  KnownEntry,
  KnownOperation,
  NextArgs,
  NotPublished,
  Publishable,
  PublishOptions,
  PublishStore,
} from './publish.js';
export { UnpublishableError, type AuthorConstructor, type Signed } from './author.js';
export type { DocumentChange, Materialised, MaterialiserConstructor } from './materialiser.js';
export { decodeMessage, type Message, type MessageValue } from './message.js';
