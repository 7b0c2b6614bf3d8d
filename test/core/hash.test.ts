import { createHash } from 'node:crypto';
import { blake3 } from '@noble/hashes/blake3.js';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/wasm/engine.js';
import { WasmHasher } from '../../src/wasm/hash.js';
import { Loader } from '../../src/wasm/module.js';
import { bytesOf, hex } from './bytes.js';

const wasmEngine = createEngine();

const INPUT = bytesOf('hash input', 1 << 20);

/** By another hand than the core's: encoded hashes, hex. */
const expected = {
  bamboo: (bytes: Uint8Array): string => '0040' + createHash('blake2b512').update(bytes).digest('hex'),
  p2panda: (bytes: Uint8Array): string => '0020' + hex(blake3(bytes)),
};
const PROFILES = ['bamboo', 'p2panda'] as const;

/**
 * Lengths around block and chunk boundaries, and around the pieces in which long input is handed to the
 * module.
 */
const LONG = [
  ...Array.from({ length: 18 }, (_, chunks) => [-1, 0, 1].map((delta) => 1024 * chunks + delta)).flat(),
  ...[32, 33, 63, 64, 65, 100, 128].flatMap((chunks) => [-1, 0, 1].map((delta) => 1024 * chunks + delta)),
  ...[64, 128, 192].flatMap((k) => [-4097, -4096, -65, -64, 64, 128, 1025].map((delta) => 1024 * k + delta)),
  1 << 20,
].filter((length) => length > 1100);

describe.each(PROFILES)('%s', (profile) => {
  test('known answers', () => {
    const known = {
      bamboo: [
        '786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce',
        'ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923',
      ],
      p2panda: [
        'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262',
        '6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85',
      ],
    }[profile];
    const header = profile === 'bamboo' ? '0040' : '0020';
    expect(hex(wasmEngine.hash(profile, new Uint8Array(0)))).toBe(header + known[0]!);
    expect(hex(wasmEngine.hash(profile, new TextEncoder().encode('abc')))).toBe(header + known[1]!);
  });

  test('agrees with another implementation at every length up to 1,100 bytes', () => {
    for (let length = 0; length <= 1100; length++) {
      const bytes = INPUT.subarray(length, 2 * length);
      expect(hex(wasmEngine.hash(profile, bytes))).toBe(expected[profile](bytes));
    }
  });

  test('agrees with another implementation around chunk and piece boundaries up to 1 MiB', () => {
    for (const length of LONG) {
      const bytes = INPUT.subarray(0, length);
      expect(hex(wasmEngine.hash(profile, bytes)), `${length} bytes`).toBe(expected[profile](bytes));
    }
  });

  test('gives the same in pieces of any size as in one go', () => {
    for (const length of [0, 1, 64, 65, 128, 129, 1024, 1025, 2048, 4096, 4097, 5120, 9000, 40000, 140000]) {
      const bytes = INPUT.subarray(7, 7 + length);
      const one = hex(wasmEngine.hash(profile, bytes));
      for (let round = 0; round < 12; round++) {
        const sizes = bytesOf(`split ${profile} ${length} ${round}`, 4096);
        const scale = [1, 3, 17, 40, 64, 300][round % 6]!;
        const hasher = wasmEngine.hasher(profile);
        for (let at = 0, n = 0; at < length; n++) {
          // Half of the pieces are whole blocks, so that buffers are full or empty at their seams.
          const size = n % 2 ? 64 * (sizes[n % 4096]! % 70) : sizes[n % 4096]! * scale;
          hasher.update(bytes.subarray(at, at + size));
          at += size;
        }
        expect(hex(hasher.digest()), `${length} bytes, round ${round}`).toBe(one);
      }
    }
  });

  test('takes a message byte by byte', () => {
    const hasher = wasmEngine.hasher(profile);
    for (let at = 0; at < 2200; at++) hasher.update(INPUT.subarray(at, at + 1));
    expect(hex(hasher.digest())).toBe(expected[profile](INPUT.subarray(0, 2200)));
  });

  test('has many hashers alive at once, with other calls between them', () => {
    const hashers = Array.from({ length: 20 }, () => wasmEngine.hasher(profile));
    const other = wasmEngine.hasher(profile === 'bamboo' ? 'p2panda' : 'bamboo');
    for (let step = 0; step < 6; step++) {
      hashers.forEach((hasher, n) => {
        hasher.update(INPUT.subarray(1500 * step, 1500 * step + 97 * n));
        other.update(INPUT.subarray(0, 100));
        wasmEngine.hash(profile, INPUT.subarray(0, 70000));
        wasmEngine.publicKey(INPUT.subarray(0, 32));
      });
    }
    hashers.forEach((hasher, n) => {
      const pieces = Array.from({ length: 6 }, (_, step) =>
        INPUT.subarray(1500 * step, 1500 * step + 97 * n),
      );
      expect(hex(hasher.digest())).toBe(expected[profile](Buffer.concat(pieces)));
    });
  });

  test('says so when a spent hasher is used again', () => {
    const hasher = wasmEngine.hasher(profile);
    hasher.digest();
    expect(() => hasher.update(INPUT)).toThrow('spent');
    expect(() => hasher.digest()).toThrow('spent');
  });

  test('hashes 32 MiB by pieces in the memory it has', () => {
    const { core } = new Loader();
    const { memory } = core().wasm;
    const before = memory.buffer.byteLength;
    const hasher = new WasmHasher(core, profile);
    const peer = profile === 'bamboo' ? createHash('blake2b512') : undefined;
    for (let n = 0; n < 32; n++) {
      hasher.update(INPUT);
      peer?.update(INPUT);
    }
    // The BLAKE3 of INPUT taken 32 times, as @noble/hashes 2.4.0 gave it.
    const blake3Of32 = 'd110c185f945e41ae440aeb7301f837f6fed4231e87a5754bed026dc23fa145e';
    expect(hex(hasher.digest()).slice(4)).toBe(peer ? peer.digest('hex') : blake3Of32);
    expect(memory.buffer.byteLength).toBe(before);
  });

  test('reads shared memory, and views at odd offsets', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(100001), 3, 99998);
    shared.set(INPUT.subarray(0, 99998));
    for (const length of [5, 65537, 99998]) {
      expect(hex(wasmEngine.hash(profile, shared.subarray(0, length)))).toBe(
        expected[profile](INPUT.subarray(0, length)),
      );
    }
  });
});
