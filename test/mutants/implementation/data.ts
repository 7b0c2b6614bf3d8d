import type { DataOperation, OperationInputs } from '../../../src/conformance/protocol.js';
import type { Operations } from '../core.js';
import { toHex } from './bytes.js';
import { DataMessages } from './data-messages.js';
import type { Args, StoredBytes } from './data-publishing.js';
import { orReject, shared } from './implementation.js';

const stored = ({ entry, operation }: { entry: string; operation: string }): StoredBytes => ({
  entry: shared(entry),
  operation: shared(operation),
});

const argsJson = ({ logId, seqNum, lipmaalink, backlink }: Args) => ({
  logId: String(logId),
  seqNum: String(seqNum),
  lipmaalink,
  backlink,
});

const NO_ARGS = { logId: null, seqNum: null, lipmaalink: null, backlink: null };

/**
 * What {@link Implementation} is for entries and logs, for operations and what is made of them: a whole implementation of
 * both profiles in small steps, in layers of ids, CBOR, operations, schemas, documents, publishing, and messages.
 */
export class DataImplementation extends DataMessages {
  operations(): Pick<Operations, DataOperation | 'message.decode'> {
    return {
      'operation.encode': (input, profile) =>
        orReject(() => ({ operation: toHex(this.encodeOperation(profile, input)) })),
      'operation.decode': ({ operation }, profile) =>
        orReject(() => this.decodeOperation(profile, shared(operation))),
      'operation.validate': ({ operation, schema }, profile) =>
        orReject(() => {
          const decoded = this.decodeOperation(profile, shared(operation));
          return { fields: this.validateOperation(profile, decoded, schema) };
        }),
      'schema.id.parse': ({ schemaId }, profile) => orReject(() => this.parseSchemaId(profile, schemaId)),
      'schema.build': ({ definition, fields }, profile) =>
        orReject(() => this.buildSchema(profile, definition, fields)),
      'documentview.hash': ({ viewId }, profile) =>
        orReject(() => ({ hash: toHex(this.viewIdHash(this.checkViewId(profile, viewId))) })),
      'document.order': ({ operations }, profile) =>
        orReject(() => this.orderOperations(profile, operations)),
      'document.materialise': (input, profile) => orReject(() => this.materialise(profile, input, shared)),
      'publish.nextArgs': ({ entries, author, viewId }, profile) =>
        orReject(() => argsJson(this.nextArgs(profile, entries.map(stored), author, viewId))),
      'publish.validate': (input: OperationInputs['publish.validate'], profile) =>
        orReject(() => {
          const args = this.publish(profile, input.schemas, input.entries.map(stored), stored(input));
          return args ? argsJson(args) : NO_ARGS;
        }),
      'message.decode': ({ message }) => orReject(() => this.decodeMessage(shared(message))),
    };
  }
}
