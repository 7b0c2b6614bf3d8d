/** Operations, schemas and documents, as slow and obvious as the rest of the reference. */
export type { DataProfile } from './profile.js';
export { checkOperationId, checkViewId, viewIdHash, viewIdOf } from './ids.js';
export { isSchemaName, parseSchemaId, schemaIdText, type SchemaId } from './schema-id.js';
export { encodeValue, type PlainValue, type TypedValue } from './values.js';
export { decodeOperation } from './decode.js';
export { encodeOperation } from './encode.js';
export { ACTIONS, isFieldName, type Action, type Operation } from './operation.js';
export {
  buildSchema,
  parseFieldType,
  SYSTEM_SCHEMAS,
  type Definition,
  type FieldDefinition,
  type Schema,
  type SchemaField,
} from './schema.js';
export { isMimeType, MAX_BLOB_PIECE, validateOperation } from './validate.js';
export { orderOperations, type GraphNode, type Ordered } from './order.js';
export { materialise, pastOf, type DocumentView, type PublishedOperation } from './document.js';
export { joinBlob, splitBlob } from './blob.js';
export { nextArgs, validatePublish, type NextArgs, type StoredEntry } from './publish.js';
export { decodeMessage, type Message, type MessageField } from './message.js';
