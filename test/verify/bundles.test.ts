import { decodeFirst, encode } from 'cborg';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bundleProfile } from '../../src/verify/bundle-format.js';
import { decodeBundle, readBundle } from '../../src/verify/bundle-reader.js';
import { encodeBundle, writeBundle, type BundleItem } from '../../src/verify/bundle-writer.js';
import type { Damage, StoredItem } from '../../src/verify/stored.js';
import { cut, recordOf, joined, readAll, settings } from './stored-items.js';

const START = Uint8Array.of(0xda, 0x62, 0x61, 0x6d, 0x62, 0x83);
const HEADER = encode(['bamboo-bundle', 1, 'p2panda']);

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.uint8Array({ minLength: 230, maxLength: 300 }),
  // What looks like records, inside of records.
  fc.constantFrom(START, joined([START, Uint8Array.of(0x40, 0xf6, 0)]), Uint8Array.of(0xda, 0x62, 0x61)),
);
const item = fc.record({ entry: bytes, payload: fc.option(bytes, { nil: undefined }) });
const items = fc.array(item, { maxLength: 12 });

const withoutOffsets = (read: readonly StoredItem[]): BundleItem[] =>
  read.map(({ entry, payload }) => ({ entry, payload }));

describe('a bundle', () => {
  test('gives back what went into it, where it says, and is the same written at once and in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(items, fc.constantFrom('bamboo', 'p2panda'), async (given, profile) => {
        const whole = encodeBundle(profile, given);
        const read = decodeBundle(whole);
        expect(read.profile).toBe(profile);
        expect(read.damages).toEqual([]);
        expect(withoutOffsets(read.items)).toEqual(given);
        for (const { offset } of read.items) expect(whole.subarray(offset, offset + 6)).toEqual(START);
        const pieces = [];
        for await (const piece of writeBundle(profile, given)) pieces.push(piece);
        expect(joined(pieces)).toEqual(whole);
      }),
      settings,
    );
  });

  test('is a CBOR sequence: a header, then records that cborg writes and reads the same', () => {
    fc.assert(
      fc.property(items, (given) => {
        const whole = encodeBundle('p2panda', given);
        expect(whole).toEqual(joined([HEADER, ...given.map(recordOf)]));
        let [header, rest] = decodeFirst(whole) as [unknown, Uint8Array];
        expect(header).toEqual(['bamboo-bundle', 1, 'p2panda']);
        for (const { entry, payload } of given) {
          const tags = { [0x62616d62]: (content: () => unknown) => ['record', content()] };
          [header, rest] = decodeFirst(rest, { strict: true, tags }) as [unknown, Uint8Array];
          const size = entry.length + (payload?.length ?? 0);
          expect(header).toEqual(['record', [entry, payload ?? null, size]]);
        }
        expect(rest.length).toBe(0);
      }),
      settings,
    );
  });

  test('reads large records, and one piece holds no more than it must', async () => {
    const large = [70_000, 1, 300_000, 65_536].map((length, i) => ({
      entry: new Uint8Array(240).fill(i),
      payload: new Uint8Array(length).fill(i),
    }));
    const pieces = [];
    for await (const piece of writeBundle('bamboo', large)) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(3);
    const read = await readAll(readBundle(cut(joined(pieces), [100_000, 1, 7])));
    expect(withoutOffsets(read.items)).toEqual(large);
  });

  test('reads the same however its bytes are cut, damaged or not', async () => {
    const damage = fc.record({
      at: fc.nat(),
      byte: fc.nat(255),
      kind: fc.constantFrom('set', 'drop', 'insert', 'end'),
    });
    await fc.assert(
      fc.asyncProperty(
        items,
        fc.array(damage, { maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 8 }),
        async (given, damages, lengths) => {
          let whole = encodeBundle('p2panda', given);
          for (const { at, byte, kind } of damages)
            whole = damagedAt(whole, at % (whole.length + 1), byte, kind);
          // Damage can make of a header one of another version, at which both have to stop.
          const atOnce = await outcomeOf(() => decodeBundle(whole));
          const inPieces = await outcomeOf(() => readAll(readBundle(cut(whole, lengths))));
          expect(inPieces).toEqual('error' in atOnce ? atOnce : { ...atOnce, end: whole.length });
        },
      ),
      settings,
    );
  });

  test('tells the profile with the first batch, however short the chunks', async () => {
    const whole = encodeBundle('bamboo', [{ entry: Uint8Array.of(1) }]);
    const reading = readBundle(cut(whole, [1]));
    expect((await reading.next()).value).toMatchObject({ profile: 'bamboo' });
    for await (const batch of reading) expect(batch).not.toHaveProperty('profile');
  });
});

/** What reading gives, or the words in which it is refused. */
async function outcomeOf<T>(read: () => T | Promise<T>): Promise<T | { error: string }> {
  try {
    return await read();
  } catch (error) {
    return { error: (error as Error).message };
  }
}

function damagedAt(whole: Uint8Array, at: number, byte: number, kind: string): Uint8Array<ArrayBuffer> {
  const [before, after] = [whole.subarray(0, at), whole.subarray(at)];
  if (kind === 'set') return joined([before, Uint8Array.of(byte), after.subarray(1)]);
  if (kind === 'drop') return joined([before, after.subarray(1)]);
  if (kind === 'insert') return joined([before, Uint8Array.of(byte), after]);
  return joined([before]);
}

describe('a damaged bundle', () => {
  const given = Array.from({ length: 5 }, (_, i) => ({
    entry: new Uint8Array(30 + 130 * i).fill(0x80 + i),
    payload: i % 2 === 0 ? new Uint8Array(300 * i).fill(0x90 + i) : undefined,
  }));
  const whole = encodeBundle('p2panda', given);
  const { items: sound } = decodeBundle(whole);
  const endOf = (index: number): number => sound[index + 1]?.offset ?? whole.length;

  test('loses with any byte of any head at most the record that it is in, and says where', () => {
    for (let at = HEADER.length; at < whole.length; at++) {
      const index = sound.findLastIndex(({ offset }) => offset <= at);
      for (const flip of [1, 0x10, 0x80, 0xff]) {
        const spoiled = whole.map((byte, i) => (i === at ? byte ^ flip : byte));
        const { items: read, damages } = decodeBundle(spoiled);
        const others = sound.filter((_, i) => i !== index);
        if (damages.length === 0) {
          // In an entry or a payload: signature and hash tell.
          expect(read.map(({ offset }) => offset)).toEqual(sound.map(({ offset }) => offset));
        } else {
          expect(read).toEqual(others);
          expect(damages).toMatchObject([{ offset: sound[index]!.offset, end: endOf(index) }]);
        }
      }
    }
  });

  test('loses with a byte too many or too few one record', () => {
    for (let at = HEADER.length; at < whole.length; at++) {
      const index = sound.findLastIndex(({ offset }) => offset <= at);
      for (const kind of ['drop', 'insert']) {
        const { items: read, damages } = decodeBundle(damagedAt(whole, at, 0x33, kind));
        const entries = read.map(({ entry }) => entry);
        for (const [i, { entry }] of sound.entries()) if (i !== index) expect(entries).toContainEqual(entry);
        // A byte more between two records is of neither, and one within an entry's last bytes can't always be told.
        expect(damages.length).toBeLessThanOrEqual(2);
        expect(damages.length + read.length).toBeGreaterThanOrEqual(sound.length);
      }
    }
  });

  test('that ends early gives every record that is whole, and tells of the rest', () => {
    for (let end = HEADER.length; end < whole.length; end++) {
      const { items: read, damages } = decodeBundle(whole.subarray(0, end));
      const complete = sound.filter((_, i) => endOf(i) <= end);
      expect(read.map(({ offset }) => offset)).toEqual(complete.map(({ offset }) => offset));
      const last = complete.length === 0 ? HEADER.length : endOf(complete.length - 1);
      expect(damages.map(({ offset, end: to }) => [offset, to])).toEqual(last === end ? [] : [[last, end]]);
    }
  });

  test('without a sound header gives every record all the same, and no profile', () => {
    for (let at = 0; at < HEADER.length; at++) {
      // What tells the version makes it another bundle.
      const spoiled = whole.map((byte, i) => (i === at ? byte ^ 0x40 : byte));
      const { items: read, damages, profile } = decodeBundle(spoiled);
      expect(profile).toBeUndefined();
      expect(read).toEqual(sound);
      expect(damages).toEqual([
        { offset: 0, end: HEADER.length, message: 'this is not the header of a bundle' },
      ]);
    }
    expect(decodeBundle(whole.subarray(HEADER.length)).items.length).toBe(5);
    expect(decodeBundle(new Uint8Array(0))).toMatchObject({
      profile: undefined,
      items: [],
      damages: [{ offset: 0 }],
    });
  });

  test('of another version is refused by name', async () => {
    const next = joined([encode(['bamboo-bundle', 2, { of: 'the future' }]), whole]);
    expect(() => decodeBundle(next)).toThrow('bundle of version 2, and only version 1');
    await expect(readAll(readBundle(cut(next, [3])))).rejects.toThrow('version 2');
    expect(() => bundleProfile(encode(['bamboo-bundle', 2n ** 64n - 1n]))).toThrow('18446744073709551615');
    // Not the deterministic encoding of a version, so no header at all.
    expect(bundleProfile(Uint8Array.of(0x82, ...encode('bamboo-bundle'), 0x18, 2))).toBeUndefined();
  });

  test('never makes anything of a length that it claims: neither memory nor time', () => {
    const heads: [number[], RegExp][] = [
      [[0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], /limit/],
      [[0x5a, 0xff, 0xff, 0xff, 0xff], /limit/],
      [[0x5a, 0x03, 0x00, 0x00, 0x00], /ends within/],
      [[0x5f], /no byte string/],
      [[0x59, 0x00, 0x10], /no byte string/],
      [[0x58, 0x01, 0xaa, 0xf6, 0x01], /no byte string/],
      [[0x41, 0xaa, 0xf7, 0x01], /neither null/],
      [[0x41, 0xaa, 0x61, 0x61, 0x02], /neither null/],
      [[0x41, 0xaa, 0xf6, 0x02], /size is 2, and entry and payload have 1/],
      [[0x41, 0xaa, 0xf6, 0x18, 0x01], /no number/],
      // 1 as a float, and as a bignum.
      [[0x41, 0xaa, 0xf6, 0xf9, 0x3c, 0x00], /no number/],
      [[0x41, 0xaa, 0xf6, 0xc2, 0x41, 0x01], /no number/],
    ];
    const before = process.memoryUsage().arrayBuffers;
    for (const [head, message] of heads) {
      const spoiled = joined([HEADER, START, Uint8Array.from(head), ...given.map(recordOf)]);
      const { items: read, damages } = decodeBundle(spoiled);
      expect(withoutOffsets(read)).toEqual(given);
      expect(damages).toMatchObject([{ offset: HEADER.length, end: HEADER.length + 6 + head.length }]);
      expect(damages[0]!.message).toMatch(message);
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });

  test('of nothing but beginnings of records, or of nested arrays, is one damage, read in linear time', async () => {
    const beginnings = new Uint8Array(4_000_000);
    const beginning = joined([START, Uint8Array.of(0x5a, 0x00, 0x30, 0x00, 0x00)]);
    for (let at = 0; at + beginning.length <= beginnings.length; at += beginning.length)
      beginnings.set(beginning, at);
    for (const content of [
      beginnings,
      new Uint8Array(4_000_000).fill(0x81),
      new Uint8Array(4_000_000).fill(0xda),
    ]) {
      const started = performance.now();
      const { damages, items: read } = await readAll(readBundle(cut(joined([HEADER, content]), [65_536])));
      expect(read).toEqual([]);
      expect(damages).toMatchObject([{ offset: HEADER.length, end: HEADER.length + content.length }]);
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });

  test('tells a record that is longer than the limit, and reads on', async () => {
    const options = { maxRecordBytes: 500 };
    const { items: read, damages } = decodeBundle(whole, options);
    const short = sound.filter((_, i) => endOf(i) - sound[i]!.offset <= 500);
    expect(short.length).toBe(3);
    expect(read).toEqual(short);
    expect(damages.map(({ message }: Damage) => message)).toEqual([
      expect.stringMatching(/it would be (\d+|more than 2\^53) bytes long, and the limit is 500/),
      expect.stringMatching(/it would be (\d+|more than 2\^53) bytes long, and the limit is 500/),
    ]);
    expect(await readAll(readBundle(cut(whole, [11]), options))).toMatchObject({ items: read, damages });
  });
});

describe('misuse of bundles', () => {
  test('throws with the name of what is wrong, at once where it can', async () => {
    expect(() => readBundle(5 as never)).toThrow('chunks must be an object');
    expect(() => readBundle({} as never)).toThrow('chunks must be iterable');
    expect(() => readBundle([], { maxRecordBytes: 0 })).toThrow('maxRecordBytes must be a whole number');
    expect(() => readBundle([], { maxRecordByte: 1 } as never)).toThrow('options.maxRecordByte is unknown');
    await expect(readAll(readBundle(['text'] as never))).rejects.toThrow('chunks[0] must be a Uint8Array');
    expect(() => decodeBundle('' as never)).toThrow('bytes must be a Uint8Array');
    expect(() => writeBundle('blake' as never, [])).toThrow('profile must be');
    expect(() => writeBundle('bamboo', 5 as never)).toThrow('items must be an object');
    expect(() => encodeBundle('bamboo', [{ entry: 'aa' } as never])).toThrow(
      'items[0].entry must be a Uint8Array',
    );
    const written = writeBundle('bamboo', [{ entry: new Uint8Array(1), payload: 'aa' } as never]);
    await expect(written.next()).rejects.toThrow('items[0].payload must be a Uint8Array');
  });

  test('what reading the source throws comes out as it is', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield encodeBundle('bamboo', []);
      await Promise.reject(new Error('the cable is cut'));
    }
    await expect(readAll(readBundle(broken()))).rejects.toThrow('the cable is cut');
  });
});
