import { describe, expect, test } from 'vitest';
import type { Operation } from '../../src/conformance/protocol.js';
import { core, type Operations } from './core.js';
import { DataImplementation } from './implementation/data.js';
import { Implementation } from './implementation/implementation.js';
import { PlainHashes } from './implementation/plain-hashes.js';
import { sha512 } from './implementation/primitives.js';
import { Sha512 } from './implementation/sha512.js';
import { SignatureRule } from './implementation/signatures.js';
import { outcomeOf } from './mutant.js';
import { suite } from './suite.js';

const vectors = suite();

/** The ids of the vectors of some operations that are not passed outright. */
function failed(operations: Partial<Operations>, ops?: readonly Operation[]): string[] {
  return vectors
    .filter(({ op }) => !ops || (ops as readonly string[]).includes(op))
    .filter((vector) => outcomeOf(operations, vector) !== 'pass')
    .map(({ id }) => id);
}

describe('without a fault, nothing is caught', () => {
  test('the correct implementation passes every vector', () => {
    expect(failed(core)).toEqual([]);
  });

  test('the implementation in overridable steps passes every vector', () => {
    const operations = { ...new Implementation().operations(), ...new DataImplementation().operations() };
    expect(failed(operations)).toEqual([]);
  });

  test('the signature rule in overridable steps passes every vector', () => {
    expect(failed(new SignatureRule().operations(), ['signature.verify', 'entry.verify'])).toEqual([]);
  });

  test('SHA-512 in overridable steps gives what node:crypto gives', () => {
    for (let length = 0; length < 300; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => 7 * i + length);
      expect(new Sha512().hash(bytes)).toEqual(sha512(bytes));
    }
  });

  test('the hashes in overridable steps pass every vector', () => {
    expect(failed(new PlainHashes().operations(), ['hash', 'entry.encode'])).toEqual([]);
  });
});
