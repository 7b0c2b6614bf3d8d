import { describe, expect, test } from 'vitest';
import {
  decodeMessage,
  decodeOperation,
  defineSchema,
  Document,
  orderOperations,
  parseSchemaId,
  viewId,
  type DataProfile,
} from '../../src/p2panda/index.js';
import { fromHex, toHex } from '../../src/reference/bytes.js';

// What somebody sends to do harm is refused with a reason, in time and memory that are bounded by what was sent.

const SCHEMA_ID = `venue_0020${'ab'.repeat(32)}`;
const schemaHex = `784a${toHex(new TextEncoder().encode(SCHEMA_ID))}`;
const create = `840100${schemaHex}`;
const update = `850101${schemaHex}`;
const profiles: readonly DataProfile[] = ['p2panda', 'p2panda-compat'];

/** A head of CBOR in its longest form. */
const head = (major: number, argument: bigint) =>
  ((major << 5) | 27).toString(16).padStart(2, '0') + argument.toString(16).padStart(16, '0');

function reasonOf(hex: string, profile: DataProfile, maxBytes?: number): string {
  const bytes = new Uint8Array(Buffer.from(hex, 'hex'));
  const began = performance.now();
  const decoded = decodeOperation(bytes, { profile, ...(maxBytes === undefined ? {} : { maxBytes }) });
  // Some milliseconds; the rest is for machines that do other things.
  expect(performance.now() - began).toBeLessThan(5000);
  return decoded.ok ? 'accepted' : decoded.reason;
}

describe.each(profiles)('in %s', (profile) => {
  test.each([
    ['a list of 2^64 − 1', head(4, 2n ** 64n - 1n)],
    ['a schema id of 2^64 − 1 bytes', `840100${head(3, 2n ** 64n - 1n)}`],
    ['2^63 previous operations', update + head(4, 2n ** 63n)],
    ['2^32 fields', create + head(5, 2n ** 32n)],
    ['a name of 2^40 bytes', `${create}a1${head(3, 2n ** 40n)}`],
    ['a value of 2^62 bytes', `${create}a16161${head(2, 2n ** 62n)}`],
    ['a list of 2^53 ids', `${create}a16161${head(4, 2n ** 53n)}`],
  ])('%s that is not there is refused at once', (_, hex) => {
    expect(reasonOf(hex, profile)).not.toBe('accepted');
  });

  test.each([
    ['lists', '81'],
    ['maps', 'a161'],
    ['tags', 'c1'],
    ['texts in pieces', '7f'],
    ['bytes in pieces', '5f'],
    ['lists without a length', '9f'],
  ])('a million %s in one another are refused, at the start and in a value', (_, open) => {
    const deep = open.repeat(1_000_000);
    expect(reasonOf(deep, profile)).not.toBe('accepted');
    expect(reasonOf(`${create}a16161${deep}`, profile)).not.toBe('accepted');
    expect(reasonOf(`840100${deep}`, profile)).not.toBe('accepted');
  });

  test('a million fields and a million previous operations are refused unread: they are too long', () => {
    const names = Array.from(
      { length: 1_000_000 },
      (_, i) => `6778${i.toString(16).padStart(12, '0')}01`,
    ).join('');
    expect(reasonOf(`${create}ba000f4240${names}`, profile)).toBe('OPERATION_TOO_LONG');
    const ids = '5822'.concat('0020', '44'.repeat(32)).repeat(1_000_000);
    expect(reasonOf(`${update}9a000f4240${ids}a1616101`, profile)).toBe('OPERATION_TOO_LONG');
  });

  test('who takes longer ones has them refused in time that grows with their length', () => {
    const ids = Array.from(
      { length: 100_000 },
      (_, i) => `58220020${'00'.repeat(28)}${i.toString(16).padStart(8, '0')}`,
    );
    const hex = `${update}9a000186a0${ids.join('')}a1616101`;
    const reason = reasonOf(hex, profile, 2 ** 24);
    expect(reason).toBe(profile === 'p2panda' ? 'VIEW_ID_TOO_LONG' : 'accepted');
    const doubled = `${update}9a000186a0${ids.toReversed().join('')}a1616101`;
    expect(reasonOf(doubled, profile, 2 ** 24)).toBe(
      profile === 'p2panda' ? 'VIEW_ID_TOO_LONG' : 'VIEW_ID_NOT_SORTED',
    );
  });

  test('every operation cut off anywhere is refused', () => {
    const whole = fromHex(`${update}8158220020${'44'.repeat(32)}a3616101616243010203616362c3a9`);
    expect(decodeOperation(whole, { profile })).toMatchObject({ ok: true });
    for (let end = 0; end < whole.length; end++) {
      const decoded = decodeOperation(whole.subarray(0, end), { profile });
      expect(decoded).toMatchObject({ ok: false, reason: 'CBOR_TRUNCATED', offset: end });
    }
  });

  test('long schema ids are refused in time that grows with their length', () => {
    const began = performance.now();
    for (const text of [
      '_'.repeat(1_000_000),
      `a_${'0020'.repeat(250_000)}`,
      'v'.repeat(1_000_000),
      `a_v${'1'.repeat(1_000_000)}`,
    ]) {
      expect(parseSchemaId(text, { profile }).ok).toBe(false);
    }
    const ids = Array.from({ length: 20_000 }, (_, i) => `0020${i.toString(16).padStart(64, '0')}`);
    parseSchemaId(`venue_${ids.join('_')}`, { profile });
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test('a graph made to be walked again and again is walked in bounded time', () => {
    // Each of half of the operations is named by each of the other half: as many links as there can be.
    const idOf = (i: number) => {
      const id = new Uint8Array(34);
      id[1] = 0x20;
      new DataView(id.buffer).setUint32(30, i);
      return id;
    };
    const half = 400;
    const nodes = [{ id: idOf(0), previous: [] as Uint8Array[] }];
    for (let i = 1; i <= half; i++) nodes.push({ id: idOf(i), previous: [idOf(0)] });
    const middle = nodes.slice(1).map(({ id }) => id);
    for (let i = half + 1; i <= 2 * half; i++) nodes.push({ id: idOf(i), previous: middle });
    const began = performance.now();
    orderOperations(nodes, { profile });
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

test('a message cut off anywhere is refused', () => {
  for (let end = 0; end < 40; end++) {
    expect(decodeMessage(fromHex('a466616374696f6e66637265617465'.slice(0, 2 * (end % 16)))).ok).toBe(false);
  }
});

describe('a document', () => {
  const schema = defineSchema(SCHEMA_ID, { name: 'str' });
  const idOf = (i: number) => {
    const id = new Uint8Array(34);
    id[1] = 0x20;
    new DataView(id.buffer).setUint32(30, i);
    return id;
  };

  test('keeps what it has, whatever is refused', () => {
    const document = new Document(schema);
    document.add(idOf(1), schema.create({ name: 'Shirokuma' }));
    const before = document.latest;
    const other = defineSchema(`city_0020${'cd'.repeat(32)}`, { name: 'str' });
    for (const [operation, reason] of [
      [schema.create({ name: 'again' }), 'DOCUMENT_OF_TWO_CREATES'],
      [other.update([idOf(1)], { name: 'elsewhere' }), 'SCHEMA_MISMATCH'],
      [Uint8Array.of(0x84), 'CBOR_TRUNCATED'],
      [new Uint8Array(), 'CBOR_TRUNCATED'],
    ] as const) {
      expect(document.add(idOf(2), operation)).toMatchObject({ ok: false, reason });
    }
    expect(document.add(Uint8Array.of(1, 2, 3), schema.update([idOf(1)], { name: 'x' }))).toMatchObject({
      ok: false,
      reason: 'OPERATION_ID_INVALID',
    });
    expect(document.latest).toEqual(before);
    expect(document.has(idOf(2))).toBe(false);
  });

  test('lets operations in a circle wait for ever, and says so', () => {
    const document = new Document(schema);
    document.add(idOf(1), schema.create({ name: 'one' }));
    document.add(idOf(2), schema.update([idOf(3)], { name: 'two' }));
    document.add(idOf(3), schema.update([idOf(2)], { name: 'three' }));
    expect(document.waiting().map(({ id }) => toHex(id))).toEqual([toHex(idOf(2)), toHex(idOf(3))]);
    expect(document.problem?.reason).toBe('DOCUMENT_CYCLE');
    expect(document.fields).toEqual({ name: 'one' });
  });

  test('takes a hundred thousand operations that all wait, in whatever order they come', () => {
    const count = 100_000;
    const document = new Document(schema);
    const began = performance.now();
    for (let i = count; i > 1; i--) document.add(idOf(i), schema.update([idOf(i - 1)], { name: String(i) }));
    expect(document.size).toBe(0);
    document.add(idOf(1), schema.create({ name: 'first' }));
    expect(document.size).toBe(count);
    expect(document.fields).toEqual({ name: String(count) });
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  test('gives ids that are too many back, and refuses them as a view', () => {
    const document = new Document(schema);
    document.add(idOf(1), schema.create({ name: 'one' }));
    for (let i = 2; i < 1100; i++) document.add(idOf(i), schema.update([idOf(1)], { name: String(i) }));
    expect(document.viewId).toHaveLength(1098);
    expect(document.view(document.viewId)).toMatchObject({ ok: false, reason: 'VIEW_ID_TOO_LONG' });
    expect(document.view(viewId([idOf(5000)]))).toMatchObject({ ok: false, reason: 'VIEW_UNKNOWN' });
  });
});
