import { WASM_BASE64 } from './binary.js';

/**
 * What the module exports (assembly/index.ts). Addresses are globals; a u64 comes back as a signed bigint.
 */
export interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly HASHER: WebAssembly.Global;
  readonly HASHER_SIZE: WebAssembly.Global;
  readonly INPUT: WebAssembly.Global;
  readonly INPUT_SIZE: WebAssembly.Global;
  readonly KEY: WebAssembly.Global;
  readonly OUTPUT: WebAssembly.Global;
  readonly RECORDS: WebAssembly.Global;
  readonly RUN_BYTES: WebAssembly.Global;
  readonly RUN_BYTES_SIZE: WebAssembly.Global;
  readonly RUN_MAX_ENTRIES: WebAssembly.Global;
  readonly RUN_TABLE: WebAssembly.Global;
  readonly LIPMAALINK: WebAssembly.Global;
  readonly BACKLINK: WebAssembly.Global;
  readonly PAYLOAD_HASH: WebAssembly.Global;
  init(): void;
  wipe(): void;
  hash(profile: number, length: number): void;
  hashInit(profile: number): void;
  hashUpdate(profile: number, length: number): void;
  hashFinal(profile: number): void;
  encodeVarU64(value: bigint): number;
  decodeVarU64(length: number): number;
  lipmaa(seqNum: bigint): bigint;
  publicKey(): void;
  sign(length: number): void;
  signBegin(): void;
  signSecond(): void;
  signEnd(): void;
  messageUpdate(length: number): void;
  verify(length: number, strictKeys: number): number;
  verifyBegin(strictKeys: number): number;
  verifyEnd(): number;
  signEntry(
    profile: number,
    endOfLog: number,
    logId: bigint,
    seqNum: bigint,
    hasLipmaalink: number,
    hasBacklink: number,
    payloadSize: bigint,
  ): number;
  maxEntryLength(profile: number): number;
  decodeEntries(profile: number, count: number): void;
  verifyEntries(profile: number, count: number, strictKeys: number): void;
  checkPayload(profile: number, index: number, size: bigint): void;
}

/** The module at work: its functions, its memory, and where things lie in it, in bytes. */
export interface Core {
  readonly wasm: Exports;
  /** All of linear memory. It never grows, so this view stands for good. */
  readonly memory: Uint8Array;
  readonly view: DataView;
  readonly hasher: number;
  readonly hasherSize: number;
  readonly input: number;
  readonly inputSize: number;
  readonly key: number;
  readonly output: number;
  readonly records: number;
  readonly runBytes: number;
  readonly runBytesSize: number;
  readonly runMaxEntries: number;
  readonly runTable: number;
  readonly lipmaalink: number;
  readonly backlink: number;
  readonly payloadHash: number;
  /** By profile number. */
  readonly maxEntryLength: readonly [number, number];
}

let loaded: Core | undefined;
let loading: Promise<void> | undefined;

function bytesOfModule(): Uint8Array<ArrayBuffer> {
  const text = atob(WASM_BASE64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function address(global: WebAssembly.Global): number {
  return global.value as number;
}

function start(instance: WebAssembly.Instance): Core {
  const wasm = instance.exports as unknown as Exports;
  wasm.init();
  return {
    wasm,
    memory: new Uint8Array(wasm.memory.buffer),
    view: new DataView(wasm.memory.buffer),
    hasher: address(wasm.HASHER),
    hasherSize: address(wasm.HASHER_SIZE),
    input: address(wasm.INPUT),
    inputSize: address(wasm.INPUT_SIZE),
    key: address(wasm.KEY),
    output: address(wasm.OUTPUT),
    records: address(wasm.RECORDS),
    runBytes: address(wasm.RUN_BYTES),
    runBytesSize: address(wasm.RUN_BYTES_SIZE),
    runMaxEntries: address(wasm.RUN_MAX_ENTRIES),
    runTable: address(wasm.RUN_TABLE),
    lipmaalink: address(wasm.LIPMAALINK),
    backlink: address(wasm.BACKLINK),
    payloadHash: address(wasm.PAYLOAD_HASH),
    maxEntryLength: [wasm.maxEntryLength(0), wasm.maxEntryLength(1)],
  };
}

function refusal(advice: string, cause: unknown): Error {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new Error(`WebAssembly with SIMD is missing or refused here (${why}): ${advice}`, { cause });
}

/**
 * The module, compiled and started on the first call from the bytes in this package.
 *
 * @throws Error where WebAssembly is missing or refused (a content security policy without
 * `'wasm-unsafe-eval'`); it names `sasako/js`, the same API without WebAssembly.
 */
export function core(): Core {
  if (loaded) return loaded;
  try {
    loaded = start(new WebAssembly.Instance(new WebAssembly.Module(bytesOfModule())));
  } catch (cause) {
    throw refusal(
      "import 'sasako/js' instead, or where only synchronous loading fails await load() first",
      cause,
    );
  }
  return loaded;
}

/**
 * Compiles the module without blocking the page. Not needed: what isn't loaded is loaded on the first call.
 *
 * @throws (rejects with) an Error that names `sasako/js` where WebAssembly is missing or refused.
 * @example
 * await load();
 */
export function load(): Promise<void> {
  if (loaded) return Promise.resolve();
  loading ??= compileInBackground().finally(() => {
    loading = undefined;
  });
  return loading;
}

async function compileInBackground(): Promise<void> {
  try {
    const { instance } = await WebAssembly.instantiate(bytesOfModule());
    loaded ??= start(instance);
  } catch (cause) {
    throw refusal("import 'sasako/js' instead", cause);
  }
}

/** Copies the first `length` bytes of `bytes` into the module's memory, at `address`. */
export function copyIn(core: Core, address: number, bytes: Uint8Array, length: number): void {
  // A view of a buffer that others may grow meanwhile could be longer by now.
  const fixed = length === bytes.length && bytes.buffer instanceof ArrayBuffer;
  core.memory.set(fixed ? bytes : bytes.subarray(0, length), address);
}

/** Hands `bytes` to `take` in pieces that fit the module's input. */
export function inPieces(core: Core, bytes: Uint8Array, take: (length: number) => void): void {
  const total = bytes.length;
  for (let at = 0; at < total; at += core.inputSize) {
    const length = Math.min(core.inputSize, total - at);
    core.memory.set(bytes.subarray(at, at + length), core.input);
    take(length);
  }
}
