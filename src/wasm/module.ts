import * as relaxedSimd from './binary-relaxed-simd.js';
import * as simd from './binary-simd.js';

/** What the module exports (assembly/index.ts). Addresses are globals; a u64 comes back as a signed bigint. */
export interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly HASHER: WebAssembly.Global;
  readonly HASHER_SIZE: WebAssembly.Global;
  readonly INPUT: WebAssembly.Global;
  readonly INPUT_SIZE: WebAssembly.Global;
  readonly KEY: WebAssembly.Global;
  readonly OUTPUT: WebAssembly.Global;
  readonly PUBLIC_KEY: WebAssembly.Global;
  readonly RECORDS: WebAssembly.Global;
  readonly RUN_BYTES: WebAssembly.Global;
  readonly RUN_BYTES_SIZE: WebAssembly.Global;
  readonly RUN_MAX_ENTRIES: WebAssembly.Global;
  readonly RUN_TABLE: WebAssembly.Global;
  readonly LIPMAALINK: WebAssembly.Global;
  readonly BACKLINK: WebAssembly.Global;
  readonly PAYLOAD_HASH: WebAssembly.Global;
  selfTest(): number;
  init(seed: bigint, tableBytes: number): void;
  limitTables(bytes: number): void;
  forgetAuthors(): void;
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
  hashMessages(profile: number, count: number): void;
  verifyEntries(profile: number, count: number, strictKeys: number, more: number): void;
  beginLog(logId: bigint): void;
  verifyLog(profile: number, count: number, more: number): void;
  linkEntries(profile: number, count: number): void;
  checkPayload(profile: number, index: number, size: bigint): void;
}

/**
 * A build of the core: `simd` runs wherever WebAssembly has SIMD; `relaxed-simd` is faster where the engine has
 * relaxed SIMD and the hardware fuses multiply-add.
 */
export type Build = 'simd' | 'relaxed-simd';

/** Bytes that the tables of authors may take where nothing else is said: 32 MiB. */
export const DEFAULT_TABLE_BYTES = 32 * 2 ** 20;

const BASE64: Readonly<Record<Build, () => string>> = {
  simd: () => simd.WASM_BASE64,
  'relaxed-simd': () => relaxedSimd.WASM_BASE64,
};
const compiled = new Map<Build, WebAssembly.Module>();

function bytesOf(build: Build): Uint8Array<ArrayBuffer> {
  const text = atob(BASE64[build]());
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** The module at work: its functions, its memory, and where things lie in it, in bytes. */
export class Core {
  readonly build: Build;
  readonly wasm: Exports;
  readonly hasher: number;
  readonly hasherSize: number;
  readonly input: number;
  readonly inputSize: number;
  readonly key: number;
  readonly output: number;
  readonly publicKey: number;
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
  #memory: Uint8Array;
  #words: Uint32Array;
  #view: DataView;

  /** @throws Error where the engine computes wrongly: relaxed SIMD without fused multiply-add */
  constructor(build: Build, instance: WebAssembly.Instance, tableBytes: number) {
    const wasm = instance.exports as unknown as Exports;
    const address = (global: WebAssembly.Global): number => global.value as number;
    if (wasm.selfTest() !== 1) throw new Error(`the ${build} build computes wrongly on this engine`);
    const seed = crypto.getRandomValues(new BigUint64Array(1))[0]!;
    wasm.init(seed, tableBytes);
    this.build = build;
    this.wasm = wasm;
    this.hasher = address(wasm.HASHER);
    this.hasherSize = address(wasm.HASHER_SIZE);
    this.input = address(wasm.INPUT);
    this.inputSize = address(wasm.INPUT_SIZE);
    this.key = address(wasm.KEY);
    this.output = address(wasm.OUTPUT);
    this.publicKey = address(wasm.PUBLIC_KEY);
    this.records = address(wasm.RECORDS);
    this.runBytes = address(wasm.RUN_BYTES);
    this.runBytesSize = address(wasm.RUN_BYTES_SIZE);
    this.runMaxEntries = address(wasm.RUN_MAX_ENTRIES);
    this.runTable = address(wasm.RUN_TABLE);
    this.lipmaalink = address(wasm.LIPMAALINK);
    this.backlink = address(wasm.BACKLINK);
    this.payloadHash = address(wasm.PAYLOAD_HASH);
    this.maxEntryLength = [wasm.maxEntryLength(0), wasm.maxEntryLength(1)];
    this.#memory = new Uint8Array(wasm.memory.buffer);
    this.#words = new Uint32Array(wasm.memory.buffer);
    this.#view = new DataView(wasm.memory.buffer);
  }

  /** All of linear memory: not to be kept across calls into the module, since it grows with the tables. */
  get memory(): Uint8Array {
    this.#refresh();
    return this.#memory;
  }

  /** The same in words of 32 bits. */
  get words(): Uint32Array {
    this.#refresh();
    return this.#words;
  }

  get view(): DataView {
    this.#refresh();
    return this.#view;
  }

  #refresh(): void {
    // A view of memory that has grown is detached, and has no bytes.
    if (this.#memory.length !== 0) return;
    const { buffer } = this.wasm.memory;
    this.#memory = new Uint8Array(buffer);
    this.#words = new Uint32Array(buffer);
    this.#view = new DataView(buffer);
  }
}

function refusal(advice: string, cause: unknown): Error {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new Error(`WebAssembly with SIMD is missing or refused here (${why}): ${advice}`, { cause });
}

/** Whether the engine takes relaxed SIMD at all. */
function offersRelaxedSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(bytesOf('relaxed-simd'));
}

function instantiate(build: Build, tableBytes: number): Core {
  let module = compiled.get(build);
  if (!module) {
    module = new WebAssembly.Module(bytesOf(build));
    compiled.set(build, module);
  }
  return new Core(build, new WebAssembly.Instance(module), tableBytes);
}

async function compileInBackground(build: Build): Promise<void> {
  if (!compiled.has(build)) compiled.set(build, await WebAssembly.compile(bytesOf(build)));
}

/** A build, compiled: what can be handed to a worker, which then needn't compile it again. */
export interface CompiledBuild {
  readonly build: Build;
  readonly module: WebAssembly.Module;
}

/** What an instance of the core is to be. */
export interface LoadOptions {
  /** A build that has been compiled elsewhere; it is taken for `build`. */
  readonly compiled?: CompiledBuild | undefined;
  /** A certain build; left out, the fastest that runs here. */
  readonly build?: Build | undefined;
  /** Bytes for the tables of authors. */
  readonly tableBytes?: number | undefined;
}

/** An instance of the core that is made when it is first asked for. */
export class Loader {
  #options: LoadOptions;
  #core: Core | undefined;
  #loading: Promise<void> | undefined;

  constructor({ compiled: given, ...options }: LoadOptions = {}) {
    if (given) compiled.set(given.build, given.module);
    this.#options = given ? { ...options, build: given.build } : options;
  }

  /** The build at work, loaded and compiled, for a worker. */
  compiled(): CompiledBuild {
    const { build } = this.core();
    return { build, module: compiled.get(build)! };
  }

  /** The build at work; `undefined` before anything is loaded. */
  get build(): Build | undefined {
    return this.#core?.build;
  }

  /** Changes what is wanted. An instance that is another build is dropped; a next one is made at need. */
  configure(options: LoadOptions): void {
    this.#options = { ...this.#options, ...options };
    const { build, tableBytes = DEFAULT_TABLE_BYTES } = this.#options;
    if (this.#core && build !== undefined && this.#core.build !== build) this.#core = undefined;
    if (this.#core && build === undefined && this.#core.build === 'simd' && offersRelaxedSimd()) {
      this.#core = undefined;
    }
    this.#core?.wasm.limitTables(tableBytes);
  }

  /**
   * The core, compiled and started on the first call from the bytes in this package.
   *
   * @throws Error where WebAssembly is missing or refused (a content security policy without
   * `'wasm-unsafe-eval'`); it names `sasako/js`, the same API without WebAssembly.
   */
  readonly core = (): Core => {
    if (this.#core) return this.#core;
    const { build, tableBytes = DEFAULT_TABLE_BYTES } = this.#options;
    try {
      this.#core = build
        ? instantiate(build, tableBytes)
        : (this.#relaxed(tableBytes) ?? instantiate('simd', tableBytes));
    } catch (cause) {
      throw refusal(
        "import 'sasako/js' instead, or where only synchronous loading fails await load() first",
        cause,
      );
    }
    return this.#core;
  };

  #relaxed(tableBytes: number): Core | undefined {
    if (!offersRelaxedSimd()) return undefined;
    try {
      return instantiate('relaxed-simd', tableBytes);
    } catch {
      // It does not fuse, or the engine is not of one mind with itself: the other build runs anywhere.
      return undefined;
    }
  }

  /**
   * Compiles the module without blocking the page. Not needed: what isn't loaded is loaded on the first call.
   *
   * @throws (rejects with) an Error that names `sasako/js` where WebAssembly is missing or refused.
   * @example
   * await load();
   */
  readonly load = (): Promise<void> => {
    if (this.#core) return Promise.resolve();
    this.#loading ??= this.#loadInBackground().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  };

  async #loadInBackground(): Promise<void> {
    try {
      const { build, tableBytes = DEFAULT_TABLE_BYTES } = this.#options;
      if (!build && offersRelaxedSimd()) {
        await compileInBackground('relaxed-simd');
        this.#core ??= this.#relaxed(tableBytes);
        if (this.#core) return;
      }
      await compileInBackground(build ?? 'simd');
    } catch (cause) {
      throw refusal("import 'sasako/js' instead", cause);
    }
    this.core();
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
