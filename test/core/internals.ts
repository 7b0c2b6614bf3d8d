import { BUILDS, compile } from '../../assembly/build.mjs';
import type { Build } from '../../src/wasm/engine.js';

export const BUILD_NAMES = Object.keys(BUILDS) as Build[];

/** What assembly/internals.ts exports. Numbers are addresses, but for counts, lanes and shapes. */
export interface Internals {
  readonly memory: WebAssembly.Memory;
  readonly JOBS: WebAssembly.Global;
  readonly RUN_BYTES: WebAssembly.Global;
  readonly U: WebAssembly.Global;
  readonly V: WebAssembly.Global;
  readonly AUTHORS_KEPT: WebAssembly.Global;
  init(): void;
  add(out: number, f: number, g: number): void;
  sub(out: number, f: number, g: number): void;
  carry(f: number): void;
  negate(out: number, f: number): void;
  mul(out: number, f: number, g: number): void;
  square(out: number, f: number): void;
  invert(out: number, f: number): void;
  invertPublic(out: number, f: number): void;
  powerForRoot(out: number, f: number): void;
  fromBytes(out: number, lane: number, bytes: number): void;
  toBytes(out: number, f: number, lane: number): void;
  parity(f: number, lane: number): number;
  isZero(f: number, lane: number): number;
  join(out: number, f: number, g: number): void;
  split(out: number, f: number, lane: number): void;
  exchangeLanes(out: number, f: number): void;
  pickLanes(out: number, f: number, g: number): void;
  hashMany(profile: number, jobs: number, count: number): void;
  scalarReduce(out: number, wide: number): void;
  scalarMulAdd(out: number, a: number, b: number, c: number): void;
  isCanonicalScalar(scalar: number): number;
  decodePoints(out: number, bytes0: number, bytes1: number): number;
  encodePoint(out: number, points: number, lane: number): void;
  isSmallOrder(points: number, lane: number): number;
  addPoints(out: number, p: number, q: number): void;
  addLanes(p: number): void;
  double(out: number, p: number, withT: number): void;
  negatePoints(out: number, p: number): void;
  baseMul(out: number, scalar: number): void;
  windowCount(width: number): number;
  topBits(width: number): number;
  recode(digits: number, stride: number, scalar: number, width: number, negative: number): void;
  recodeNibbles(digits: number, scalar: number, count: number): void;
  halfSize(h: number): number;
  verifySingly(minusA: number, h: number, S: number, r: number): number;
  verifyByTable(shape: number, table: number, h: number, S: number, r: number): number;
  addToBatch(shape: number, task: number, table: number, h: number, S: number): void;
  evaluateBatch(shape: number): void;
  buildTables(shape: number, points: number, table0: number, table1: number): void;
  tableSize(shape: number): number;
  allocate(bytes: number): number;
  release(address: number): void;
  limitArena(bytes: number): void;
  initAuthors(seed: bigint): void;
  limitTables(bytes: number): void;
  findAuthor(key: number): number;
  countUses(author: number, signatures: number): void;
  touch(author: number): void;
  placeTable(author: number, bytes: number, atOnce: number): number;
  selfTest(): number;
  runSelfTest(out: number): void;
  sha512Init(): void;
  sha512Update(bytes: number, length: number): void;
  sha512Final(out: number): void;
}

const compiled = new Map<Build, Promise<Uint8Array<ArrayBuffer>>>();

/** The parts of the core, compiled with the flags of the module that ships, and a place for arguments. */
export async function internals(build: Build = 'simd'): Promise<{
  wasm: Internals;
  memory: () => Uint8Array;
  base: number;
}> {
  let bytes = compiled.get(build);
  if (!bytes) {
    bytes = compile('assembly/internals.ts', BUILDS[build].flags);
    compiled.set(build, bytes);
  }
  const { instance } = await WebAssembly.instantiate(await bytes);
  const wasm = instance.exports as unknown as Internals;
  wasm.init();
  return {
    wasm,
    // Memory grows with tables, and old views are detached then.
    memory: () => new Uint8Array(wasm.memory.buffer),
    base: wasm.RUN_BYTES.value as number,
  };
}
