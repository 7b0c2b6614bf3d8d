import { type Profile, WasmHasher, hash } from './hash.js';
import { type Build, type Core, type LoadOptions, Loader } from './module.js';
import {
  type LargePayload,
  type RunLimits,
  decodeEntries,
  hashAll,
  linkEntries,
  verifyEntries,
  verifyLog,
  verifyPacked,
} from './run.js';
import { type EntryFields, publicKey, sign, signEntry, verifySignature } from './sign.js';

export { type Build, type CompiledBuild, DEFAULT_TABLE_BYTES, type LoadOptions } from './module.js';
export { type LargePayload, PACKED_ROW, type RunLimits, packRun } from './run.js';

/** The canonical VarU64 of `value` (0 to 2^64−1), 1 to 9 bytes. */
function encodeVarU64(at: Core, value: bigint): Uint8Array {
  const length = at.wasm.encodeVarU64(value);
  return at.memory.slice(at.output, at.output + length);
}

/** Reads a VarU64 from the start of `bytes`; a reason code where that fails. */
function decodeVarU64(at: Core, bytes: Uint8Array): { value: bigint; length: number } | number {
  const head = bytes.subarray(0, 9);
  at.memory.set(head, at.input);
  const length = at.wasm.decodeVarU64(head.length);
  return length < 0 ? -length : { value: at.view.getBigUint64(at.output, true), length };
}

function engineOn(core: () => Core) {
  return {
    hash: (profile: Profile, bytes: Uint8Array): Uint8Array => hash(core(), profile, bytes),
    hashAll: (profile: Profile, messages: readonly Uint8Array[], out: Uint8Array): void =>
      hashAll(core(), profile, messages, out),
    hasher: (profile: Profile): WasmHasher => new WasmHasher(core, profile),
    encodeVarU64: (value: bigint): Uint8Array => encodeVarU64(core(), value),
    decodeVarU64: (bytes: Uint8Array): { value: bigint; length: number } | number =>
      decodeVarU64(core(), bytes),
    lipmaa: (seqNum: bigint): bigint => BigInt.asUintN(64, core().wasm.lipmaa(seqNum)),
    publicKey: (privateKey: Uint8Array): Uint8Array => publicKey(core(), privateKey),
    sign: (privateKey: Uint8Array, publicKey: Uint8Array, message: Uint8Array): Uint8Array =>
      sign(core(), privateKey, publicKey, message),
    verifySignature: (
      publicKey: Uint8Array,
      message: Uint8Array,
      signature: Uint8Array,
      strictKeys: boolean,
    ): number => verifySignature(core(), publicKey, message, signature, strictKeys),
    signEntry: (
      profile: Profile,
      privateKey: Uint8Array,
      publicKey: Uint8Array,
      fields: EntryFields,
    ): Uint8Array => signEntry(core(), profile, privateKey, publicKey, fields),
    decodeEntries: (profile: Profile, entries: readonly Uint8Array[], records: Uint8Array): void =>
      decodeEntries(core(), profile, entries, records),
    verifyEntries: (
      profile: Profile,
      entries: readonly Uint8Array[],
      payloads: readonly (Uint8Array | undefined)[] | undefined,
      strictKeys: boolean,
      records: Uint8Array,
    ): void => verifyEntries(core(), profile, entries, payloads, strictKeys, records),
    verifyLog: (
      profile: Profile,
      author: Uint8Array,
      logId: bigint,
      entries: readonly Uint8Array[],
      payloads: readonly (Uint8Array | undefined)[] | undefined,
      records: Uint8Array,
    ): void => verifyLog(core(), profile, author, logId, entries, payloads, records),
    linkEntries: (
      profile: Profile,
      author: Uint8Array,
      logId: bigint,
      entries: readonly Uint8Array[],
      records: Uint8Array,
    ): void => linkEntries(core(), profile, author, logId, entries, records),
    /** Verifies a run that `packRun` has packed. */
    verifyPacked: (
      profile: Profile,
      strictKeys: boolean,
      rows: Uint32Array,
      bytes: Uint8Array,
      large: readonly LargePayload[],
      records: Uint8Array,
    ): void => verifyPacked(core(), profile, strictKeys, rows, bytes, large, records),
    /** What a packed run may hold. */
    runLimits: (): RunLimits => ({ entries: core().runMaxEntries, bytes: core().runBytesSize }),
  };
}

/**
 * An engine on an instance of the core of its own, with its own tables; it is loaded on the first call. `Engine`
 * in src/bamboo says what each call does.
 */
export function createEngine(options: LoadOptions = {}) {
  const loader = new Loader(options);
  return {
    ...engineOn(loader.core),
    /** Loads without blocking. */
    load: loader.load,
    /** Changes the build or the bytes for tables; drops all tables. */
    configure: (changed: LoadOptions): void => loader.configure(changed),
    /** Forgets all authors and drops their tables. The table of the base point, which is nobody's, stays. */
    forgetAuthors: (): void => loader.core().wasm.forgetAuthors(),
    /** The build at work, loaded and compiled, for workers. */
    compiled: () => loader.compiled(),
    /** The build at work; `undefined` before anything is loaded. */
    build: (): Build | undefined => loader.build,
  };
}

/** The engine on WebAssembly: what the public API stands on. */
export const wasmEngine = createEngine();

/** Loads the core of {@link wasmEngine} without blocking the page. */
export const { load } = wasmEngine;
