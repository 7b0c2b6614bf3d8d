import { expect, test } from 'vitest';
import type { Engine } from '../../src/bamboo/engine.js';
import { REASONS } from '../../src/bamboo/reasons.js';
import * as reference from '../../src/reference/index.js';
import { wasmEngine } from '../../src/wasm/engine.js';
import { Random } from './random.js';

const engine: Engine = wasmEngine;
const MILLION = 1_000_000;
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('a million inputs decode as VarU64 as in the reference', { timeout: 600_000 }, () => {
  const random = new Random(0x5a5a_0003);
  for (let done = 0; done < MILLION; done++) {
    let bytes: Uint8Array;
    if (random.below(10) === 0) bytes = random.bytes(random.below(12));
    else {
      bytes = Uint8Array.of(...reference.encodeVarU64(random.u64()), ...random.bytes(random.below(3)));
      for (let mutations = random.below(4); mutations > 0; mutations--) {
        const at = random.below(bytes.length + 1);
        if (random.below(3) === 0) bytes = bytes.slice(0, at);
        else if (at < bytes.length)
          bytes[at] = random.pick([0, 1, 246, 247, 248, 249, 255, random.below(256)]);
      }
    }
    const got = engine.decodeVarU64(bytes);
    let expected: typeof got = 0;
    const rejection = reference.rejectionOf(() => (expected = reference.decodeVarU64(bytes)));
    if (rejection) expected = (REASONS as readonly string[]).indexOf(rejection.reason) + 1;
    const same =
      typeof got === 'number' || typeof expected === 'number'
        ? got === expected
        : got.value === (expected as typeof got).value && got.length === (expected as typeof got).length;
    if (!same) expect.fail(`VarU64 ${hex(bytes)}`);
  }
});
