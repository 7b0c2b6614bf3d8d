/**
 * The adapter `p2panda-js@0.2.1`: bamboo-rs in WebAssembly, profile `bamboo`.
 *
 * `entry.encode` isn't declared: `signEncodeEntry` takes nothing but p2panda messages as payloads. Nor is `hash`:
 * the package hashes entries and messages while it signs, and nothing else. It has no call for VarU64, for
 * linked entries and payloads, for logs, or for certificate pools and link paths.
 */
import { createHash } from 'node:crypto';
import type { Action, AdapterModule, Answer, JsonValue, OperationOutputs } from '../protocol.js';
import { fromDecimal, fromHex, toHex } from './encoding.js';
import { findP2pandaJs, isTrap, reasonIn } from './p2panda-js.js';

/** A message as the package decodes it: all numbers are doubles. */
interface PandaMessage {
  action: Action;
  schema: string;
  id?: string;
  fields?: Record<string, { type: string; value: boolean | number | string }>;
}

interface Package {
  KeyPair: { fromPrivateKey(privateKey: string): { publicKey(): string; free(): void } };
  verifySignature(publicKey: string, message: string, signature: string): boolean;
  /** Numbers are doubles. */
  decodeEntry(
    hex: string,
    message?: string,
  ): {
    entryHashBacklink: string | null;
    entryHashSkiplink: string | null;
    logId: number;
    seqNum: number;
    message: PandaMessage | null;
  };
  /** The instance itself, whose `lipmaa` decoding uses. */
  __wasm: { lipmaa(seqNum: bigint): bigint };
}

/**
 * Panics whose text names one fault and no other. Those on authors, integers and hashes are the same whether
 * bytes are missing or wrong.
 */
const REASONS = [
  [/\bDecodeInputIsLengthZero\b/, 'EMPTY'],
  [/\bDecodeSeqIsZero\b/, 'SEQNUM_ZERO'],
  [/\bDecodeSigError\b/, 'TRUNCATED'],
] as const;

const installed = findP2pandaJs('0.2.1');
const load = async (): Promise<Package> => await (installed.load() as { wasm: Promise<Package> }).wasm;
let panda = await load();

/** How many traps of one instance come with a text: Rust takes a third for a panic within a panic. */
const TRAPS_WITH_TEXT = 2;

let traps = 0;

/**
 * Nearly every rejection is a trap. Its text goes to the console and is read there; before an instance falls silent
 * a new one takes over.
 */
async function attempt<A extends Answer>(
  call: () => A,
): Promise<A | { verdict: 'reject'; reason?: string | undefined; message: string }> {
  let printed = '';
  const print = console.error;
  console.error = (...words: unknown[]) => {
    printed ||= words.join(' ').split('\n')[0] ?? '';
  };
  try {
    return call();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (isTrap(error) && ++traps === TRAPS_WITH_TEXT) {
      panda = await load();
      traps = 0;
    }
    const message = printed === '' ? error.message : printed;
    return { verdict: 'reject', reason: reasonIn(message, REASONS), message };
  } finally {
    console.error = print;
  }
}

/**
 * Bytes in the form of a string. The package copies a string's character codes up to 127 into its memory as they
 * stand and encodes the rest as UTF-8, which would turn one byte into two; a negative code is copied too, and comes
 * out as the byte that it is modulo 256.
 */
function asString(bytes: Uint8Array): string {
  const signed = new Int8Array(bytes);
  return { length: signed.length, charCodeAt: (index: number) => signed[index] } as unknown as string;
}

type MessageFields = NonNullable<OperationOutputs['message.decode']['fields']>;

/** The value of a field: an int is decimal, a float the hex of its double. */
function messageValue(type: string, value: boolean | number | string): JsonValue {
  if (type === 'int') return String(BigInt(value));
  if (type !== 'float') return value as JsonValue;
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value as number);
  return toHex(bytes);
}

/** Any author whose key is a point: the package decodes entries without looking at their signatures. */
const AUTHOR = '8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c';

/**
 * An entry that a message is the payload of, since decoding one takes such. The package would sign one only for a message as
 * it writes it itself.
 */
function entryFor(message: string): string {
  const bytes = Buffer.from(message, 'hex');
  const size = bytes.length < 248 ? [bytes.length] : [0xf9, bytes.length >> 8, bytes.length & 0xff];
  const canonical = bytes.length >= 248 && bytes.length < 256 ? [0xf8, bytes.length] : size;
  const payloadHash = createHash('blake2b512').update(bytes).digest('hex');
  return `00${AUTHOR}0001${Buffer.from(canonical).toString('hex')}0040${payloadHash}${'00'.repeat(64)}`;
}

const adapter: AdapterModule = {
  implementation: { name: 'p2panda-js', version: '0.2.1', language: 'Rust in WebAssembly' },
  profiles: ['bamboo'],
  operations: {
    lipmaa: ({ seqNum }) =>
      attempt(() => {
        const target = panda.__wasm.lipmaa(BigInt.asIntN(64, fromDecimal(seqNum, 'seqNum')));
        return { verdict: 'accept', output: { lipmaa: String(BigInt.asUintN(64, target)) } };
      }),

    'key.public': ({ privateKey }) =>
      attempt(() => {
        const keyPair = panda.KeyPair.fromPrivateKey(privateKey);
        const publicKey = keyPair.publicKey();
        keyPair.free();
        return { verdict: 'accept', output: { publicKey } };
      }),

    'signature.verify': ({ publicKey, message, signature }) =>
      attempt(() =>
        panda.verifySignature(publicKey, asString(fromHex(message, 'message')), signature)
          ? { verdict: 'accept' }
          : { verdict: 'reject', message: 'verifySignature returned false' },
      ),

    'entry.decode': ({ entry }) =>
      attempt(() => {
        const decoded = panda.decodeEntry(entry);
        const output = {
          logId: String(BigInt(decoded.logId)),
          seqNum: String(BigInt(decoded.seqNum)),
          lipmaalink: decoded.entryHashSkiplink,
          backlink: decoded.entryHashBacklink,
        };
        // What else an entry holds is not returned, and declared as omitted.
        return { verdict: 'accept', output };
      }),

    'message.decode': ({ message: hex }) =>
      attempt(() => {
        const { action, schema, id, fields } = panda.decodeEntry(entryFor(hex), hex).message!;
        const output = {
          action,
          schema,
          id: id ?? null,
          fields: fields
            ? Object.entries(fields).map(([name, { type, value }]) => ({
                name,
                type: type as MessageFields[number]['type'],
                value: messageValue(type, value),
              }))
            : null,
        };
        return { verdict: 'accept', output };
      }),
  },
  omits: { 'entry.decode': ['endOfLog', 'author', 'payloadSize', 'payloadHash', 'signature', 'hash'] },
};

export default adapter;
