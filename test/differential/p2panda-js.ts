import { createRequire } from 'node:module';

/** What the tests use of p2panda-js 0.8.1. Bytes are hex. */
export interface P2pandaJs08 {
  KeyPair: new (privateKey?: string) => { publicKey(): string; privateKey(): string };
  signAndEncodeEntry(
    entry: { operation: string; logId?: bigint; seqNum?: bigint; backlink?: string; skiplink?: string },
    keyPair: object,
  ): string;
  decodeEntry(entry: string): {
    publicKey: string;
    logId: bigint;
    seqNum: bigint;
    skiplink?: string;
    backlink?: string;
    payloadSize: bigint;
    payloadHash: string;
    signature: string;
  };
  generateHash(bytes: string): string;
}

/** What the tests use of p2panda-js 0.2.1, the object behind its `wasm` promise. Bytes are hex. */
export interface P2pandaJs02 {
  KeyPair: { fromPrivateKey(privateKey: string): object };
  MessageFields: new () => { add(name: string, type: string, value: unknown): void };
  encodeCreateMessage(schema: string, fields: object): string;
  signEncodeEntry(
    keyPair: object,
    message: string,
    skiplink: string | undefined,
    backlink: string | undefined,
    seqNum: number,
    logId: number,
  ): { entryEncoded: string; entryHash: string; messageHash: string };
  decodeEntry(
    entry: string,
    message?: string,
  ): { entryHashBacklink: string | null; entryHashSkiplink: string | null; logId: number; seqNum: number };
}

const require = createRequire(import.meta.url);

export function p2pandaJs08(): P2pandaJs08 {
  return require('p2panda-js-0.8.1') as P2pandaJs08;
}

/**
 * A new instance at every call: a rejection of 0.2.1 is mostly a WASM trap, which leaves its stack where it was, and after
 * some hundreds of them the instance rejects everything.
 */
export async function p2pandaJs02(): Promise<P2pandaJs02> {
  for (const path of Object.keys(require.cache)) {
    if (path.includes('p2panda-js-0.2.1')) Reflect.deleteProperty(require.cache, path);
  }
  return await (require('p2panda-js-0.2.1') as { wasm: Promise<P2pandaJs02> }).wasm;
}
