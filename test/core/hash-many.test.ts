import { createHash } from 'node:crypto';
import { blake3 } from '@noble/hashes/blake3.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import * as api from '../../src/index.js';
import * as js from '../../src/js.js';
import { bytesOf, concat, hex, unhex } from './bytes.js';
import { type Internals, internals } from './internals.js';

const PROFILES = [
  ['bamboo', (bytes: Uint8Array) => concat(unhex('0040'), createHash('blake2b512').update(bytes).digest())],
  ['p2panda', (bytes: Uint8Array) => concat(unhex('0020'), blake3(bytes))],
] as const;

describe.each(PROFILES)('many messages in lanes, %s', (name, hashOf) => {
  const profile = name === 'bamboo' ? 0 : 1;
  let wasm: Internals;
  let memory: () => Uint8Array;
  let base: number;

  beforeAll(async () => {
    ({ wasm, memory, base } = await internals());
  });

  /** Hashes messages that lie side by side, so that the bytes behind each are those of others. */
  function hashAll(messages: readonly Uint8Array[]): string[] {
    const jobs = wasm.JOBS.value as number;
    const table = new DataView(wasm.memory.buffer, jobs);
    const out = base + messages.reduce((sum, { length }) => sum + length, 0) + 1000;
    memory().fill(0xa5, base, out + 80 * messages.length + 1000);
    let at = base;
    messages.forEach((message, i) => {
      memory().set(message, at);
      table.setUint32(16 * i, at, true);
      table.setUint32(16 * i + 4, message.length, true);
      table.setUint32(16 * i + 8, out + 80 * i, true);
      at += message.length;
    });
    wasm.hashMany(profile, jobs, messages.length);
    return messages.map((_, i) => {
      const end = out + 80 * i + (profile === 0 ? 66 : 34);
      // Nothing is written behind a hash.
      expect(memory()[end]).toBe(0xa5);
      return hex(memory().slice(out + 80 * i, end));
    });
  }
  const expected = (messages: readonly Uint8Array[]): string[] => messages.map((bytes) => hex(hashOf(bytes)));

  test('every length around blocks and chunks, each beside every kind of neighbour', () => {
    const lengths = [
      0, 1, 15, 16, 17, 63, 64, 65, 127, 128, 129, 202, 255, 256, 257, 298, 1023, 1024, 1025, 4097,
    ];
    for (const own of lengths) {
      const messages = lengths.flatMap((other, i) => [bytesOf(`a${i}`, own), bytesOf(`b${i}`, other)]);
      expect(hashAll(messages)).toEqual(expected(messages));
    }
  });

  test('any count, none and one included', () => {
    for (let count = 0; count < 12; count++) {
      const messages = Array.from({ length: count }, (_, i) => bytesOf(`${i}`, 37 * i));
      expect(hashAll(messages)).toEqual(expected(messages));
    }
  });

  test('any lengths in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(700), { maxLength: 30 }), (lengths) => {
        const messages = lengths.map((length, i) => bytesOf(`${i} ${length}`, length));
        expect(hashAll(messages)).toEqual(expected(messages));
      }),
      { numRuns: 200 },
    );
  });
});

describe.each(PROFILES)('hashAll, %s', (name, hashOf) => {
  const size = name === 'bamboo' ? 66 : 34;
  const lengths = fc.oneof(
    { weight: 10, arbitrary: fc.integer({ min: 0, max: 400 }) },
    { weight: 1, arbitrary: fc.constantFrom(1024, 1025, 65_535, 65_536, 65_537, 600_000) },
  );
  const pieces = fc.array(
    fc.record({ length: lengths, gap: fc.constantFrom(0, 0, 4, 16, 17, 300), other: fc.boolean() }),
    { maxLength: 60 },
  );

  test('takes views of one buffer, side by side, with gaps, backwards, and of others in between', () => {
    fc.assert(
      fc.property(pieces, fc.boolean(), (list, backwards) => {
        const whole = bytesOf('one buffer', 1_000_000).slice();
        let at = 0;
        const messages = list.map(({ length, gap, other }) => {
          if (other || at + length > whole.length) return bytesOf('another', length).slice();
          const message = whole.subarray(at, at + length);
          at += length + gap;
          return message;
        });
        if (backwards) messages.reverse();
        const hashes = api.hashAll(messages, name);
        expect(hashes.length).toBe(size * messages.length);
        messages.forEach((message, i) => {
          expect(hex(hashes.subarray(size * i, size * (i + 1)))).toBe(hex(hashOf(message)));
        });
      }),
      { numRuns: 60 },
    );
  });

  test('hashes more messages, and more bytes, than fit a run', () => {
    const messages = Array.from({ length: 5000 }, (_, i) => bytesOf('many', i % 700));
    const hashes = api.hashAll(messages, name);
    for (const i of [0, 1, 2047, 2048, 4095, 4999]) {
      expect(hex(hashes.subarray(size * i, size * (i + 1)))).toBe(hex(hashOf(messages[i]!)));
    }
    expect(js.hashAll(messages.slice(0, 50), name)).toEqual(hashes.slice(0, 50 * size));
  });

  test('misuse throws with the name of the argument', () => {
    expect(() => api.hashAll([1] as unknown as Uint8Array[], name)).toThrow(/messages\[0\]/);
    expect(() => api.hashAll([], 'bambus' as 'bamboo')).toThrow(/profile/);
    expect(api.hashAll([], name)).toEqual(new Uint8Array());
  });
});
