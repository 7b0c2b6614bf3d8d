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
