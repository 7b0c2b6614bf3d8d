/**
 * The adapter `p2panda-js@0.8.1`: p2panda-rs in WebAssembly, profiles `p2panda` and `p2panda-compat`.
 *
 * Its `verifySignature` takes hex and signs the hex's characters, so raw messages go to the same function in
 * the binary that the package exports as `p2panda.wasm`. There, too, is the `lipmaa` that decoding uses. The package
 * has no call for VarU64, for linked entries and payloads, for logs, or for certificate pools and link paths; nor for
 * schemas and documents: of a schema's id it tells whether it is one, and how it is written, in an operation.
 */
import type { AdapterModule, Answer } from '../protocol.js';
import { fromDecimal, fromHex } from './encoding.js';
import { findP2pandaJs, isTrap, reasonIn } from './p2panda-js.js';
import { openBinary } from './p2panda-js-0.8.1-binary.js';
import {
  OPERATION_REASONS,
  pandaFields,
  plainField,
  type OperationsPackage,
} from './p2panda-js-0.8.1-operations.js';

interface Package extends OperationsPackage {
  KeyPair: new (privateKey: string) => { publicKey(): string };
  generateHash(hex: string): string;
  decodeEntry(hex: string): {
    publicKey: string;
    logId: bigint;
    seqNum: bigint;
    skiplink?: string;
    backlink?: string;
    payloadSize: bigint;
    payloadHash: string;
    signature: string;
  };
  signAndEncodeEntry(
    entry: {
      operation: string;
      logId: bigint;
      seqNum: bigint;
      skiplink: string | undefined;
      backlink: string | undefined;
    },
    keyPair: object,
  ): string;
}

/** Texts that name one fault and no other. Those on integers, hashes and authors are used for several. */
const REASONS = [
  [/^Could not decode entry: Entry sequence must be larger than 0/, 'SEQNUM_ZERO'],
  [/^Could not decode entry: backlink and skiplink are identical/, 'LINKS_IDENTICAL'],
  [/^Could not decode entry: Could not decode signature/, 'TRUNCATED'],
  [/^Could not decode entry: signature invalid/, 'SIGNATURE_INVALID'],
  ...OPERATION_REASONS,
] as const;

const installed = findP2pandaJs('0.8.1');
let panda = installed.load() as Package;
let binary = openBinary(installed.resolve('p2panda.wasm'));

/** An error that the package throws is its way to reject. */
function attempt<A extends Answer>(call: () => A): A | Extract<Answer, { verdict: 'reject' }> {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // The package wraps a trap's message in an error of its own.
    if (isTrap(error) || error.message.endsWith(': unreachable')) {
      panda = installed.load() as Package;
      binary = openBinary(installed.resolve('p2panda.wasm'));
    }
    return { verdict: 'reject', reason: reasonIn(error.message, REASONS), message: error.message };
  }
}

const adapter: AdapterModule = {
  implementation: { name: 'p2panda-js', version: '0.8.1', language: 'Rust in WebAssembly' },
  profiles: ['p2panda', 'p2panda-compat'],
  operations: {
    hash: ({ bytes }) => attempt(() => ({ verdict: 'accept', output: { hash: panda.generateHash(bytes) } })),

    lipmaa: ({ seqNum }) =>
      attempt(() => ({
        verdict: 'accept',
        output: { lipmaa: String(binary.lipmaa(fromDecimal(seqNum, 'seqNum'))) },
      })),

    'key.public': ({ privateKey }) =>
      attempt(() => ({
        verdict: 'accept',
        output: { publicKey: new panda.KeyPair(privateKey).publicKey() },
      })),

    'signature.verify': ({ publicKey, message, signature }) =>
      attempt(() =>
        binary.verifySignature(publicKey, fromHex(message, 'message'), signature)
          ? { verdict: 'accept' }
          : { verdict: 'reject', message: 'verifySignature returned false' },
      ),

    'entry.encode': ({ privateKey, endOfLog, logId, seqNum, lipmaalink, backlink, payload }) =>
      endOfLog
        ? { verdict: 'skip', message: 'signAndEncodeEntry has no argument for the end of a log' }
        : attempt(() => {
            const entry = panda.signAndEncodeEntry(
              {
                operation: payload,
                logId: fromDecimal(logId, 'logId'),
                seqNum: fromDecimal(seqNum, 'seqNum'),
                skiplink: lipmaalink ?? undefined,
                backlink: backlink ?? undefined,
              },
              new panda.KeyPair(privateKey),
            );
            // The call returns the bytes alone: `hash` is declared as omitted.
            return { verdict: 'accept', output: { entry } };
          }),

    'entry.decode': ({ entry }) =>
      attempt(() => {
        const decoded = panda.decodeEntry(entry);
        const output = {
          author: decoded.publicKey,
          logId: String(decoded.logId),
          seqNum: String(decoded.seqNum),
          lipmaalink: decoded.skiplink ?? null,
          backlink: decoded.backlink ?? null,
          payloadSize: String(decoded.payloadSize),
          payloadHash: decoded.payloadHash,
          signature: decoded.signature,
        };
        return { verdict: 'accept', output };
      }),

    'operation.encode': ({ action, schemaId, previous, fields }) =>
      attempt(() => {
        const operation = panda.encodeOperation({
          action,
          schemaId,
          ...(previous ? { previous } : {}),
          ...(fields ? { fields: pandaFields(panda, fields) } : {}),
        });
        return { verdict: 'accept', output: { operation } };
      }),

    'operation.decode': ({ operation }) =>
      attempt(() => {
        const { action, schemaId, previous, fields } = panda.decodeOperation(operation);
        const output = {
          action,
          schemaId,
          previous: previous ? [...previous] : null,
          fields: fields ? [...fields].map(([name, value]) => plainField(name, value)) : null,
        };
        return { verdict: 'accept', output };
      }),

    'schema.id.parse': ({ schemaId }) =>
      attempt(() => {
        const fields = pandaFields(panda, [{ name: 'data', type: 'str', value: '' }]);
        const operation = panda.encodeOperation({ action: 'create', schemaId, fields });
        // What it is written as is all that the package tells of an id.
        return { verdict: 'accept', output: { schemaId: panda.decodeOperation(operation).schemaId } };
      }),
  },
  omits: {
    'entry.encode': ['hash'],
    'entry.decode': ['endOfLog', 'hash'],
    'schema.id.parse': ['kind', 'name', 'version', 'viewId'],
  },
};

export default adapter;
