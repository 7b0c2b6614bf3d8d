import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type * as Engine from '../../src/wasm/engine.js';

const fresh = (): Promise<typeof Engine> => import('../../src/wasm/engine.js');

beforeEach(() => vi.resetModules());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('importing compiles nothing; the first call does, once', async () => {
  const compiled = vi.spyOn(WebAssembly, 'Module');
  const { wasmEngine } = await fresh();
  expect(compiled).not.toHaveBeenCalled();
  expect(wasmEngine.lipmaa(8n)).toBe(4n);
  expect(wasmEngine.lipmaa(13n)).toBe(4n);
  expect(compiled).toHaveBeenCalledTimes(1);
});

test('load() compiles in the background, once for many callers', async () => {
  const compiled = vi.spyOn(WebAssembly, 'compile');
  const { load, wasmEngine } = await fresh();
  await Promise.all([load(), load()]);
  await load();
  const again = vi.spyOn(WebAssembly, 'Module');
  expect(wasmEngine.lipmaa(13n)).toBe(4n);
  expect(compiled).toHaveBeenCalledTimes(1);
  expect(again).not.toHaveBeenCalled();
});

test('a call while load() is under way works', async () => {
  const { load, wasmEngine } = await fresh();
  const loading = load();
  expect(wasmEngine.lipmaa(13n)).toBe(4n);
  await loading;
  expect(wasmEngine.lipmaa(13n)).toBe(4n);
});

/** Has every instance of a module say that it computes wrongly, but for so many. */
function failSelfTests(of: number): void {
  const { Instance } = WebAssembly;
  let failed = 0;
  vi.spyOn(WebAssembly, 'Instance').mockImplementation(function (module: WebAssembly.Module) {
    const { exports } = new Instance(module);
    return { exports: failed++ < of ? { ...exports, selfTest: () => 0 } : exports };
  });
}

test('a build that computes wrongly is not used: the other one is', async () => {
  failSelfTests(1);
  const { createEngine } = await fresh();
  const engine = createEngine();
  expect(engine.lipmaa(13n)).toBe(4n);
  expect(engine.build()).toBe('simd');
});

test('where both compute wrongly, or the one that is wanted, the first call says so', async () => {
  failSelfTests(3);
  const { createEngine } = await fresh();
  expect(() => createEngine().lipmaa(13n)).toThrow(/simd build computes wrongly.*sasako\/js/);
  expect(() => createEngine({ build: 'relaxed-simd' }).lipmaa(13n)).toThrow(
    /relaxed-simd build computes wrongly/,
  );
});

test('relaxed SIMD is taken where the engine has it, and can be forbidden', async () => {
  const { wasmEngine } = await fresh();
  expect(wasmEngine.build()).toBeUndefined();
  wasmEngine.lipmaa(4n);
  expect(wasmEngine.build()).toBe('relaxed-simd');
  wasmEngine.configure({ build: 'simd' });
  wasmEngine.lipmaa(4n);
  expect(wasmEngine.build()).toBe('simd');
  vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  const without = (await fresh()).createEngine();
  without.lipmaa(4n);
  expect(without.build()).toBe('simd');
});

test('the public configure forbids relaxed SIMD, bounds tables and names what is wrong', async () => {
  const { configure, lipmaa, loadedBuild } = await import('../../src/index.js');
  configure({ relaxedSimd: false, tableBytes: 0 });
  expect(loadedBuild()).toBeUndefined();
  lipmaa(4n);
  expect(loadedBuild()).toBe('simd');
  configure({ relaxedSimd: true });
  lipmaa(4n);
  expect(loadedBuild()).toBe('relaxed-simd');
  expect(() => configure({ tableBytes: -1 })).toThrow(RangeError);
  expect(() => configure({ tableBytes: 2 ** 30 + 1 })).toThrow(/tableBytes .* 0 to/);
  expect(() => configure({ tableBytes: '1' as never })).toThrow(/tableBytes must be a number/);
  expect(() => configure({ relaxedSimd: 1 as never })).toThrow(/relaxedSimd/);
  expect(() => configure({ tables: 1 } as never)).toThrow(/tables/);
});

test('where WebAssembly is missing, importing works and the first call names sasako/js', async () => {
  vi.stubGlobal('WebAssembly', undefined);
  const { load, wasmEngine } = await fresh();
  expect(() => wasmEngine.lipmaa(8n)).toThrow('sasako/js');
  await expect(load()).rejects.toThrow('sasako/js');
});

test('where WebAssembly is refused, the error says why and names sasako/js', async () => {
  function refuse(): never {
    throw new WebAssembly.CompileError('refused by the content security policy');
  }
  vi.spyOn(WebAssembly, 'Module').mockImplementation(refuse);
  vi.spyOn(WebAssembly, 'compile').mockImplementation(() => Promise.resolve().then(refuse));
  const { load, wasmEngine } = await fresh();
  expect(() => wasmEngine.hash('p2panda', new Uint8Array(1))).toThrow(/security policy.*sasako\/js/);
  await expect(load()).rejects.toThrow(/security policy.*sasako\/js/);
  vi.restoreAllMocks();
  await load();
  expect(wasmEngine.lipmaa(13n)).toBe(4n);
});
