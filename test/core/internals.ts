import { compile } from '../../assembly/build.mjs';

/** What assembly/internals.ts exports. Numbers are addresses. */
export interface Internals {
  readonly memory: WebAssembly.Memory;
  readonly RUN_BYTES: WebAssembly.Global;
  init(): void;
  add(out: number, f: number, g: number): void;
  sub(out: number, f: number, g: number): void;
  negate(out: number, f: number): void;
  mul(out: number, f: number, g: number): void;
  square(out: number, f: number): void;
  invert(out: number, f: number): void;
  powerForRoot(out: number, f: number): void;
  fromBytes(out: number, bytes: number): void;
  toBytes(out: number, f: number): void;
  parity(f: number): number;
  isZero(f: number): number;
  scalarReduce(out: number, wide: number): void;
  scalarMulAdd(out: number, a: number, b: number, c: number): void;
  isCanonicalScalar(scalar: number): number;
  decodePoint(out: number, bytes: number): number;
  encodePoint(out: number, point: number): void;
  isSmallOrder(point: number): number;
  baseMul(out: number, scalar: number): void;
  oddMultiples(table: number, point: number, work: number): void;
  doubleMul(out: number, a: number, table: number, b: number): void;
  sha512Init(): void;
  sha512Update(bytes: number, length: number): void;
  sha512Final(out: number): void;
}

/** The parts of the core, compiled with the flags of the module that ships, and a place for arguments. */
export async function internals(): Promise<{ wasm: Internals; memory: Uint8Array; base: number }> {
  const { instance } = await WebAssembly.instantiate(await compile('assembly/internals.ts'));
  const wasm = instance.exports as unknown as Internals;
  wasm.init();
  return {
    wasm,
    memory: new Uint8Array(wasm.memory.buffer),
    base: wasm.RUN_BYTES.value as number,
  };
}
