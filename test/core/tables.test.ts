import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REASONS } from '../../src/bamboo/reasons.js';
import { RECORD } from '../../src/bamboo/record.js';
import { createEngine } from '../../src/wasm/engine.js';
import { BUILD_UNDER_TEST } from './build.js';
import { bytesOf, concat } from './bytes.js';
import { internals } from './internals.js';

// Tables come and go, in whatever order authors turn up; no verdict may depend on them.

interface Author {
  readonly publicKey: Uint8Array;
  readonly entries: readonly { readonly bytes: Uint8Array; readonly valid: boolean }[];
}

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const PAYLOAD_HASH = concat(Uint8Array.of(0, 0x20), bytesOf('payload hash', 32));

/** First entries of many logs of an author, signed by node:crypto; a third of them is spoiled, in R or in S. */
function makeAuthor(number: number): Author {
  const seed = Buffer.concat([PKCS8, bytesOf(`author ${number}`, 32)]);
  const key = createPrivateKey({ key: seed, format: 'der', type: 'pkcs8' });
  const publicKey = new Uint8Array(
    createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32),
  );
  const entries = Array.from({ length: 12 }, (_, logId) => {
    const body = concat(Uint8Array.of(0), publicKey, Uint8Array.of(logId, 1, 7), PAYLOAD_HASH);
    const signature = new Uint8Array(sign(null, body, key));
    const valid = logId % 3 !== 1;
    if (!valid) signature[logId % 2 ? 3 : 40]! ^= 1;
    return { bytes: concat(body, signature), valid };
  });
  return { publicKey, entries };
}
const AUTHORS = Array.from({ length: 240 }, (_, number) => makeAuthor(number));
const INVALID = REASONS.indexOf('SIGNATURE_INVALID') + 1;

/** Numbers from a seed: xorshift32. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

// None, one small table, some, many small or few large ones, and more than is ever wanted here.
test.each([0, 100_000, 500_000, 2 ** 22, 2 ** 26])(
  'runs of random authors have their verdicts where tables may take %i bytes',
  (tableBytes) => {
    const engine = createEngine({ build: BUILD_UNDER_TEST, tableBytes });
    const next = random(tableBytes + 17);
    for (let round = 0; round < 120; round++) {
      const some = Array.from(
        { length: 1 + next(round % 4 === 0 ? 48 : 5) },
        () => AUTHORS[next(AUTHORS.length)]!,
      );
      const run = Array.from({ length: 1 + next(round % 3 === 0 ? 1500 : 60) }, () => {
        // The first one has the most, as real authors do.
        const author = some[next(3) === 0 ? next(some.length) : 0]!;
        return author.entries[next(author.entries.length)]!;
      });
      const records = new Uint8Array(RECORD.size * run.length);
      engine.verifyEntries(
        'p2panda',
        run.map(({ bytes }) => bytes),
        undefined,
        false,
        records,
      );
      const codes = run.map((_, i) => records[RECORD.size * i + RECORD.reason]);
      expect(codes).toEqual(run.map(({ valid }) => (valid ? 0 : INVALID)));
      const { bytes, valid } = run[0]!;
      const body = bytes.subarray(0, -64);
      const alone = engine.verifySignature(bytes.subarray(1, 33), body, bytes.subarray(-64), false);
      expect(alone).toBe(valid ? 0 : INVALID);
    }
  },
);

test('limiting tables between runs drops them, and changes no verdict', () => {
  const engine = createEngine({ build: BUILD_UNDER_TEST });
  const run = AUTHORS.flatMap(({ entries }) => entries);
  for (const tableBytes of [2 ** 26, 0, 2 ** 20, 2 ** 24]) {
    engine.configure({ tableBytes });
    const records = new Uint8Array(RECORD.size * run.length);
    const list = run.map(({ bytes }) => bytes);
    for (let i = 0; i < 3; i++) engine.verifyEntries('p2panda', list, undefined, false, records);
    const codes = run.map((_, i) => records[RECORD.size * i + RECORD.reason]);
    expect(codes).toEqual(run.map(({ valid }) => (valid ? 0 : INVALID)));
  }
});

test('new authors of one run do not take each other’s room', () => {
  const repeated = (author: Author, count: number): Author['entries'] =>
    Array.from({ length: count }, (_, i) => author.entries[i % author.entries.length]!);
  for (const tableBytes of [30_000, 60_000, 100_000, 150_000, 250_000]) {
    const engine = createEngine({ build: BUILD_UNDER_TEST });
    const codesOf = (run: Author['entries']): number[] => {
      const records = new Uint8Array(RECORD.size * run.length);
      const list = run.map(({ bytes }) => bytes);
      engine.verifyEntries('p2panda', list, undefined, false, records);
      return run.map((_, i) => records[RECORD.size * i + RECORD.reason]!);
    };
    // Long enough that whoever wasn't seen since the beginning counts as gone.
    codesOf(repeated(AUTHORS[0]!, 6000));
    engine.configure({ tableBytes });
    const counts = [20, 900, 60, 200, 8];
    const run = counts.flatMap((count, i) => repeated(AUTHORS[i + 1]!, count));
    expect(codesOf(run)).toEqual(run.map(({ valid }) => (valid ? 0 : INVALID)));
    // What lies below the tables has stayed whole.
    const after = repeated(AUTHORS[9]!, 300);
    expect(codesOf(after)).toEqual(after.map(({ valid }) => (valid ? 0 : INVALID)));
  }
});

describe('the arena', () => {
  const HEADER = 64;
  test('never hands out a byte twice, nor beyond the limit; what is given back is used again', async () => {
    const { wasm } = await internals(BUILD_UNDER_TEST);
    const step = fc.oneof(
      fc.record({ bytes: fc.integer({ min: 1, max: 300_000 }) }),
      fc.record({ give: fc.nat() }),
    );
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 200 }),
        fc.integer({ min: 0, max: 2 ** 21 }),
        (steps, limit) => {
          wasm.limitArena(limit);
          let lowest = Infinity;
          const taken: { from: number; to: number }[] = [];
          for (const each of steps) {
            if ('give' in each) {
              const [block] = taken.splice(each.give % (taken.length || 1), 1);
              if (block) wasm.release(block.from);
              continue;
            }
            const from = wasm.allocate(each.bytes);
            if (from === 0) continue;
            lowest = Math.min(lowest, from);
            const to = from + each.bytes;
            expect(from % 64).toBe(0);
            expect(to).toBeLessThanOrEqual(wasm.memory.buffer.byteLength);
            for (const other of taken)
              expect(to <= other.from - HEADER || other.to <= from - HEADER).toBe(true);
            taken.push({ from, to });
          }
          if (taken.length > 0) {
            const highest = Math.max(...taken.map(({ to }) => to));
            expect(highest - lowest + HEADER).toBeLessThanOrEqual(limit);
          }
          // When all has come back, all of it is one again.
          for (const { from } of taken) wasm.release(from);
          if (limit > 2 * HEADER) {
            const whole = wasm.allocate((limit & ~63) - HEADER);
            expect(whole).not.toBe(0);
            wasm.release(whole);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('says 0 where there is no room', async () => {
    const { wasm } = await internals(BUILD_UNDER_TEST);
    wasm.limitArena(0);
    expect(wasm.allocate(1)).toBe(0);
    wasm.limitArena(1000);
    expect(wasm.allocate(1000)).toBe(0);
    expect(wasm.allocate(800)).not.toBe(0);
    expect(wasm.allocate(800)).toBe(0);
  });
});

describe('the directory of authors', () => {
  // Offsets of assembly/authors.ts.
  const USES = 120;
  const TABLE = 124;

  test('keeps the 4,096 seen last, as a list ordered by use does', async () => {
    const { wasm, memory, base } = await internals(BUILD_UNDER_TEST);
    wasm.initAuthors(5n);
    const kept = wasm.AUTHORS_KEPT.value as number;
    expect(kept).toBe(4096);
    const next = random(99);
    // A Map has its keys in the order of their last insertion.
    const model = new Map<number, number>();
    for (let step = 0; step < 60_000; step++) {
      const number = next(4) === 0 ? next(9000) : next(3000);
      const key = new Uint8Array(32);
      new DataView(key.buffer).setUint32(0, number);
      memory().set(key, base);
      const author = wasm.findAuthor(base);
      const view = new DataView(wasm.memory.buffer);
      const uses = model.get(number) ?? 0;
      expect(view.getUint32(author + USES, true)).toBe(uses);
      expect(memory().slice(author, author + 32)).toEqual(key);
      const more = next(3);
      wasm.countUses(author, more);
      model.delete(number);
      model.set(number, uses + more);
      if (model.size > kept) model.delete(model.keys().next().value!);
    }
  });

  test('an author that goes takes its table along; one that is at work keeps it', async () => {
    const { wasm, memory, base } = await internals(BUILD_UNDER_TEST);
    wasm.initAuthors(6n);
    wasm.limitTables(1_000_000);
    const find = (number: number): number => {
      const key = new Uint8Array(32);
      new DataView(key.buffer).setUint32(0, number);
      memory().set(key, base);
      return wasm.findAuthor(base);
    };
    const tableOf = (author: number): number =>
      new DataView(wasm.memory.buffer).getUint32(author + TABLE, true);
    const first = find(1);
    expect(wasm.placeTable(first, 900_000, 0)).toBe(tableOf(first));
    wasm.countUses(first, 1);
    // Another busy author doesn't take its room from it, until it hasn't been used for long.
    const second = find(2);
    expect(wasm.placeTable(second, 500_000, 0)).toBe(0);
    wasm.countUses(second, 5000);
    expect(wasm.placeTable(second, 500_000, 0)).not.toBe(0);
    expect(tableOf(find(1))).toBe(0);
    // One that pays at once has the room of whoever waits the longest, but not of those who are wanted now.
    const third = find(3);
    wasm.touch(third);
    wasm.touch(second);
    expect(wasm.placeTable(third, 900_000, 1)).toBe(0);
    wasm.countUses(third, 1);
    expect(wasm.placeTable(third, 900_000, 0)).toBe(0);
    const usesOf = (author: number): number =>
      new DataView(wasm.memory.buffer).getUint32(author + USES, true);
    expect(usesOf(second)).toBe(5000);
    expect(wasm.placeTable(third, 900_000, 1)).toBe(tableOf(third));
    expect([tableOf(second), usesOf(second)]).toEqual([0, 0]);
    // Gone with its author.
    for (let number = 4; number < 4200; number++) find(number);
    expect(wasm.placeTable(find(5000), 900_000, 0)).not.toBe(0);
  });
});
