import { expect, test } from 'vitest';
import { ENOUGH_BYTES, RunSize, cutIntoRuns, mostBytesUnderWay } from '../../src/pool/runs.js';

const entry = new Uint8Array(200);
const MIB = 2 ** 20;

test('a run has so many entries, so many bytes that are packed, and so many in all', () => {
  const holds = (own: Uint8Array, payload?: Uint8Array): number => {
    const size = new RunSize();
    let count = 0;
    while (size.add('p2panda', own, payload)) count++;
    expect(size.entries).toBe(count);
    expect(size.bytes).toBe(count * (own.length + (payload?.length ?? 0)));
    return count;
  };
  expect(holds(entry)).toBe(1024);
  expect(holds(entry, new Uint8Array(112))).toBe(1024);
  expect(holds(entry, new Uint8Array(10_000))).toBe(Math.floor(MIB / 10_200));
  // What travels beside the run counts too, and so does what nobody looks at.
  expect(holds(entry, new Uint8Array(MIB))).toBe(3);
  expect(holds(new Uint8Array(MIB))).toBe(4);
  // One goes through, however large it is.
  expect(holds(entry, new Uint8Array(64 * MIB))).toBe(1);
});

test('a run is full as soon as nothing can be added', () => {
  const size = new RunSize();
  size.add('p2panda', entry, new Uint8Array(MIB));
  expect(size.isFull).toBe(false);
  const large = new RunSize();
  large.add('p2panda', entry, new Uint8Array(ENOUGH_BYTES));
  expect(large.isFull).toBe(true);
  const many = new RunSize();
  for (let i = 0; i < 1024; i++) many.add('bamboo', entry, undefined);
  expect(many.isFull).toBe(true);
});

test('what is being filled makes up no more than half of what may be under way', () => {
  for (const width of [1, 2, 8, 9, 64]) {
    expect(width * ENOUGH_BYTES).toBeLessThanOrEqual(mostBytesUnderWay(width) / 2);
  }
  expect(mostBytesUnderWay(2)).toBe(64 * MIB);
});

test('a list is cut into runs without a gap, each of which is within bounds', () => {
  const small = new Uint8Array(112);
  const large = new Uint8Array(3 * MIB);
  const entries = new Array<Uint8Array>(5000).fill(entry);
  const payloads = entries.map((_, i) => (i % 40 === 7 ? large : small));
  for (const width of [1, 3]) {
    let at = 0;
    for (const { first, end, home } of cutIntoRuns('p2panda', entries, payloads, width)) {
      expect(first).toBe(at);
      expect(end).toBeGreaterThan(first);
      expect(home).toBeLessThan(width);
      expect(payloads.slice(first, end).filter((payload) => payload === large).length).toBeLessThan(2);
      at = end;
    }
    expect(at).toBe(entries.length);
  }
});
