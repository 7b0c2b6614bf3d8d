import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as codes from '../../assembly/reasons.js';
import * as offsets from '../../assembly/record.js';
import type { Engine } from '../../src/bamboo/engine.js';
import { ENCODED_HASH_LENGTH, MAX_ENTRY_LENGTH, PROFILES } from '../../src/bamboo/profile.js';
import { REASONS } from '../../src/bamboo/reasons.js';
import { RECORD } from '../../src/bamboo/record.js';
import * as relaxedSimd from '../../src/wasm/binary-relaxed-simd.js';
import * as simd from '../../src/wasm/binary-simd.js';
import { wasmEngine } from '../../src/wasm/engine.js';
import { encodedHashLength, profileNumber } from '../../src/wasm/hash.js';
import { Loader } from '../../src/wasm/module.js';

test('the module has the same reason codes as the API', () => {
  const { ACCEPTED, WRONG_LOG, ...rejections } = codes;
  expect(ACCEPTED).toBe(0);
  expect(REASONS[WRONG_LOG - 1]).toBe('WRONG_LOG');
  expect(Object.entries(rejections).length).toBe(REASONS.indexOf('PAYLOAD_SIZE_MISMATCH') + 1);
  for (const [reason, code] of Object.entries(rejections)) expect(REASONS[code - 1], reason).toBe(reason);
});

test('the module has the same record layout as the API', () => {
  const camel = (name: string): string =>
    name.toLowerCase().replace(/_(.)/g, (_, c: string) => c.toUpperCase());
  expect(Object.fromEntries(Object.entries(offsets).map(([name, offset]) => [camel(name), offset]))).toEqual(
    RECORD,
  );
});

test('the module has the same profiles as the API', () => {
  PROFILES.forEach((profile, position) => {
    expect(profileNumber(profile)).toBe(position);
    expect(encodedHashLength(profileNumber(profile))).toBe(ENCODED_HASH_LENGTH[profile]);
    expect(new Loader().core().maxEntryLength[profileNumber(profile)]).toBe(MAX_ENTRY_LENGTH[profile]);
  });
});

test('the engine is what the API stands on', () => {
  const engine: Engine = wasmEngine;
  expect(Object.keys(engine)).toContain('verifyEntries');
});

describe.each([
  ['simd', simd],
  ['relaxed-simd', relaxedSimd],
] as const)('the inlined module, %s', (_, { WASM_BASE64, WASM_SHA256, WASM_SIZE }) => {
  test('has the size and hash that are written beside it', () => {
    const bytes = Buffer.from(WASM_BASE64, 'base64');
    expect(bytes.length).toBe(WASM_SIZE);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(WASM_SHA256);
  });

  test('imports nothing', () => {
    const module = new WebAssembly.Module(Buffer.from(WASM_BASE64, 'base64'));
    expect(WebAssembly.Module.imports(module)).toEqual([]);
  });
});
