import { describe, expect, test } from 'vitest';
import { KeyPair } from '../../src/index.js';
import * as plain from '../../src/js.js';
import {
  Author,
  BlobReader,
  compareIds,
  defineSchema,
  hashViewId,
  idToHex,
  joinBlob,
  Materialiser,
  nextArgs,
  splitBlob,
  splitBlobStream,
  SYSTEM_SCHEMAS,
  UnpublishableError,
  validatePublish,
  type DocumentChange,
  type Signed,
} from '../../src/p2panda/index.js';
import { hash } from '../../src/reference/index.js';
import { concatBytes } from '../../src/reference/bytes.js';

const ada = new KeyPair(new Uint8Array(32).fill(1));
const ben = new KeyPair(new Uint8Array(32).fill(2));

const definition = {
  name: 'cafe',
  description: 'Cafés',
  fields: { name: 'str', bears: 'int' },
} as const;

describe('authors who write offline', () => {
  test('make entries that a node takes, one log for each document', () => {
    const author = new Author(ada);
    const { schema, signed } = author.createSchema(definition);
    const first = author.sign(schema.create({ name: 'Shirokuma', bears: 1n }));
    const second = author.sign(schema.create({ name: 'Panda', bears: 0n }));
    const changed = author.sign(schema.update([first.id], { bears: 2n }));
    expect([first, second, changed].map(({ logId, seqNum }) => [logId, seqNum])).toEqual([
      [3n, 1n],
      [4n, 1n],
      [3n, 2n],
    ]);
    const node = new Author(ben);
    for (const { entry, operation, id } of [...signed, first, second, changed]) {
      node.addSchema(schema);
      expect(node.add(entry, operation)).toEqual({ ok: true, id });
    }
  });

  test('follow on one another over lipmaalinks', () => {
    const author = new Author(ada);
    const { schema } = author.createSchema(definition);
    let last = author.sign(schema.create({ name: 'a', bears: 0n }));
    const all = [last];
    for (let i = 1n; i < 45n; i++) all.push((last = author.sign(schema.update([last.id], { bears: i }))));
    const report = plain.verifyLog(
      all.map(({ entry }) => entry),
      { profile: 'p2panda', author: ada.publicKey, logId: last.logId, payloads: all.map((s) => s.operation) },
    );
    expect(new Set(report.entries.map(({ status }) => status))).toEqual(new Set(['verified']));
  });

  test('can not sign what a node would refuse', () => {
    const author = new Author(ada);
    const { schema } = author.createSchema(definition);
    const created = author.sign(schema.create({ name: 'a', bears: 0n }));
    const deleted = author.sign(schema.delete([created.id]));
    const unknown = schema.update([new Uint8Array(34).fill(9).fill(0, 0, 1).fill(0x20, 1, 2)], { bears: 1n });
    expect(() => author.sign(unknown)).toThrow(
      expect.objectContaining({ reason: 'PREVIOUS_UNKNOWN' }) as Error,
    );
    expect(() => author.sign(schema.update([deleted.id], { bears: 1n }))).toThrow(UnpublishableError);
    const foreign = defineSchema(`bar_0020${'ab'.repeat(32)}`, { name: 'str' });
    expect(() => author.sign(foreign.create({ name: 'x' }))).toThrow(
      expect.objectContaining({ reason: 'SCHEMA_UNKNOWN' }) as Error,
    );
    const next = nextArgs(author.store, ada.publicKey, [created.id]);
    expect(next).toMatchObject({ ok: false, reason: 'DOCUMENT_DELETED', requirement: 'PAN-PUB-010' });
  });

  test('are told what a node checks, step by step', () => {
    const author = new Author(ada);
    const { schema } = author.createSchema(definition);
    const node = new Author(ben);
    node.addSchema(schema);
    const signed = author.sign(schema.create({ name: 'a', bears: 0n }));
    const spoiled = signed.entry.slice();
    spoiled[spoiled.length - 1]! ^= 1;
    expect(validatePublish(node.store, spoiled, signed.operation)).toMatchObject({
      reason: 'SIGNATURE_INVALID',
    });
    const other = schema.create({ name: 'b', bears: 0n });
    expect(validatePublish(node.store, signed.entry, other)).toMatchObject({
      reason: 'PAYLOAD_HASH_MISMATCH',
    });
    const later = author.sign(schema.update([signed.id], { bears: 1n }));
    expect(node.add(later.entry, later.operation)).toMatchObject({ reason: 'SEQNUM_UNEXPECTED' });
    expect(node.add(signed.entry, signed.operation)).toMatchObject({ ok: true });
    expect(node.add(later.entry, later.operation)).toMatchObject({ ok: true });
  });
});

describe('a materialiser', () => {
  /** Two authors who write on one café at the same time. */
  function cafe() {
    const [a, b] = [new Author(ada), new Author(ben)];
    const { schema, signed } = a.createSchema(definition);
    b.addSchema(schema);
    const created = a.sign(schema.create({ name: 'Shirokuma', bears: 1n }));
    b.add(created.entry, created.operation);
    const fromAda = a.sign(schema.update([created.id], { bears: 2n }));
    const fromBen = b.sign(schema.update([created.id], { bears: 3n, name: 'White bear' }));
    return { schema, definitions: signed, created, fromAda, fromBen };
  }

  const kinds = (changes: readonly DocumentChange[]) =>
    changes.map(({ kind, changed }) => [kind, ...changed]);

  test('tells what each operation changed', () => {
    const { definitions, created, fromAda, fromBen } = cafe();
    const materialiser = new Materialiser();
    for (const { entry, operation } of definitions) expect(materialiser.add(entry, operation).ok).toBe(true);
    const add = ({ entry, operation }: Signed) => {
      const added = materialiser.add(entry, operation);
      if (!added.ok) throw new Error(added.message);
      return kinds(added.changes);
    };
    expect(add(created)).toEqual([['created', 'bears', 'name']]);
    expect(add(fromAda)).toEqual([['updated', 'bears']]);
    const benIsLast = idToHex(fromAda.id) < idToHex(fromBen.id);
    expect(add(fromBen)).toEqual([benIsLast ? ['updated', 'bears', 'name'] : ['updated', 'name']]);
    expect(add(fromBen)).toEqual([]);

    const document = materialiser.document(created.documentId)!;
    const conflict = document.conflicts()[0]!;
    expect(conflict.name).toBe('bears');
    expect(conflict.winner.value).toBe(benIsLast ? 3n : 2n);
    expect(conflict.others.map(({ value }) => value)).toEqual([benIsLast ? 2n : 3n]);
    expect(document.concurrentWith(fromAda.id)).toEqual([fromBen.id]);
  });

  test('comes to the same in whatever order entries come, schemas included', () => {
    const { schema, definitions, created, fromAda, fromBen } = cafe();
    const all = [...definitions, created, fromAda, fromBen];
    for (const order of [all, all.toReversed(), [fromBen, ...definitions.toReversed(), fromAda, created]]) {
      const materialiser = new Materialiser();
      const results = materialiser.addAll(
        order.map(({ entry }) => entry),
        order.map(({ operation }) => operation),
      );
      expect(results.every(({ ok }) => ok)).toBe(true);
      expect(materialiser.waiting).toBe(0);
      expect(materialiser.size).toBe(4);
      expect(materialiser.schema(schema.id)?.fields).toEqual(schema.fields);
      const document = materialiser.documentOf(fromBen.id)!;
      expect(document.size).toBe(3);
      expect(document.fields).toMatchObject({ name: 'White bear' });
    }
  });

  /** Every order of some things. */
  function* ordersOf<Item>(items: readonly Item[]): Generator<Item[]> {
    if (items.length === 0) yield [];
    for (const [i, item] of items.entries()) {
      for (const rest of ordersOf(items.toSpliced(i, 1))) yield [item, ...rest];
    }
  }

  test('finds schemas in views of the past, in whatever order their definitions change', () => {
    const author = new Author(ada);
    const { schema, signed } = author.createSchema(definition);
    const defined = signed.at(-1)!;
    const { schema_definition_v1: definitions, schema_field_definition_v1: fields } = SYSTEM_SCHEMAS;
    const seats = author.sign(fields.create({ name: 'seats', type: 'int' }));
    const wider = author.sign(
      definitions.update([defined.id], { fields: [...signed.slice(0, 2), seats].map(({ id }) => [id]) }),
    );
    const of = { name: 'str', bears: 'int', seats: 'int' } as const;
    const second = defineSchema(`cafe_${idToHex(wider.id)}`, of);
    author.addSchema(second);
    // At the same time: so there may never be a latest view that is nothing but the wider one.
    const other = new Author(ben);
    for (const { entry, operation } of signed) other.add(entry, operation);
    const beside = other.sign(definitions.update([defined.id], { description: 'Cafés of bears' }));
    const old = author.sign(schema.create({ name: 'Shirokuma', bears: 1n }));
    const young = author.sign(second.create({ name: 'Panda', bears: 2n, seats: 3n }));
    let orders = 0;
    for (const order of ordersOf([defined, wider, beside, young, seats])) {
      const materialiser = new Materialiser();
      for (const { entry, operation } of [old, signed[0]!, ...order, signed[1]!]) {
        expect(materialiser.add(entry, operation).ok).toBe(true);
      }
      expect(materialiser.waiting).toBe(0);
      expect(materialiser.document(old.id)?.fields).toEqual({ name: 'Shirokuma', bears: 1n });
      expect(materialiser.document(young.id)?.fields).toEqual({ name: 'Panda', bears: 2n, seats: 3n });
      expect(materialiser.schemaAt([defined.id])).toMatchObject({ ok: true, schema: { id: schema.id } });
      expect(materialiser.schemaAt([wider.id])).toMatchObject({
        ok: true,
        schema: { id: second.id, fields: second.fields },
      });
      orders++;
    }
    expect(orders).toBe(120);
  });

  test('tells why a view makes up no schema', () => {
    const { definitions, created } = cafe();
    const materialiser = new Materialiser();
    const [name, bears, cafes] = definitions as [Signed, Signed, Signed];
    const reasonAt = (...viewId: Uint8Array[]) => {
      const found = materialiser.schemaAt(viewId);
      return found.ok ? found.schema.id : found.reason;
    };
    expect(reasonAt(cafes.id)).toBe('VIEW_UNKNOWN');
    materialiser.add(cafes.entry, cafes.operation);
    expect(reasonAt(cafes.id)).toBe('FIELD_DEFINITION_MISSING');
    materialiser.add(name.entry, name.operation);
    expect(reasonAt(cafes.id)).toBe('FIELD_DEFINITION_MISSING');
    materialiser.add(bears.entry, bears.operation);
    expect(reasonAt(cafes.id)).toBe(`cafe_${idToHex(cafes.id)}`);
    expect(materialiser.schema(`cafe_${idToHex(cafes.id)}`)?.names).toEqual(['bears', 'name']);
    materialiser.add(created.entry, created.operation);
    expect(reasonAt(created.id)).toBe('SCHEMA_MISMATCH');
    expect(reasonAt()).toBe('VIEW_ID_EMPTY');
    expect(reasonAt(...[cafes.id, name.id].sort(compareIds))).toMatch(/VIEW_UNKNOWN|SCHEMA_MISMATCH/);
    const gone = new Author(ada);
    for (const { entry, operation } of definitions) gone.add(entry, operation);
    const deletion = gone.sign(SYSTEM_SCHEMAS.schema_definition_v1.delete([cafes.id]));
    materialiser.add(deletion.entry, deletion.operation);
    expect(reasonAt(deletion.id)).toBe('DOCUMENT_DELETED');
    expect(reasonAt(cafes.id)).toBe(`cafe_${idToHex(cafes.id)}`);
  });

  test('refuses what is wrong and keeps the rest', () => {
    const { definitions, created, fromAda } = cafe();
    const materialiser = new Materialiser();
    for (const { entry, operation } of [...definitions, created]) materialiser.add(entry, operation);
    expect(materialiser.add(fromAda.entry, created.operation)).toMatchObject({
      reason: 'PAYLOAD_HASH_MISMATCH',
    });
    const spoiled = Uint8Array.from(fromAda.entry);
    spoiled[0] = 2;
    const refused = { reason: 'INVALID_TAG', requirement: 'BAM-DEC-004', offset: 0 };
    expect(materialiser.add(spoiled, fromAda.operation)).toMatchObject(refused);
    expect(materialiser.addAll([spoiled], [fromAda.operation])).toMatchObject([refused]);
    expect(materialiser.add(fromAda.entry, fromAda.operation)).toMatchObject({ status: 'applied' });
    expect(materialiser.document(fromAda.id)).toBeUndefined();
    expect(materialiser.document(created.documentId)?.fields).toMatchObject({ bears: 2n });
  });

  test('does the same without WebAssembly', () => {
    const { definitions, created } = cafe();
    const materialiser = new plain.Materialiser();
    for (const { entry, operation } of [...definitions, created]) {
      expect(materialiser.add(entry, operation)).toMatchObject({ ok: true, status: 'applied' });
    }
    const author = new plain.Author(new plain.KeyPair(new Uint8Array(32).fill(1)));
    expect(author.createSchema(definition).signed.map(({ id }) => id)).toEqual(
      definitions.map(({ id }) => id),
    );
  });
});

test('the hash of a view id is that of its ids', () => {
  const { signed } = new Author(ada).createSchema(definition);
  const ids = signed.map(({ id }) => id).sort((a, b) => (idToHex(a) < idToHex(b) ? -1 : 1));
  expect(hashViewId(ids)).toEqual({ ok: true, hash: hash('p2panda', concatBytes(...ids)) });
  expect(hashViewId([])).toMatchObject({ ok: false, reason: 'VIEW_ID_EMPTY' });
});

describe('blobs', () => {
  const bytes = Uint8Array.from({ length: 600_001 }, (_, i) => (i * 7) % 251);

  /** Compared as a whole: of two long lists that differ nobody wants to see all. */
  function expectBytes(joined: ReturnType<typeof joinBlob>): void {
    if (!joined.ok) throw new Error(joined.message);
    expect(Buffer.compare(joined.bytes, bytes)).toBe(0);
  }

  test('are split into pieces and put together again', () => {
    const pieces = [...splitBlob(bytes)];
    expect(pieces.map(({ length }) => length)).toEqual([256_000, 256_000, 88_001]);
    expectBytes(joinBlob(600_001n, pieces));
    expect([...splitBlob(new Uint8Array())]).toEqual([new Uint8Array()]);
    expect([...splitBlob(bytes.subarray(0, 512_000))]).toHaveLength(2);
  });

  test('are split as they stream in, in whatever portions', async () => {
    async function* portions() {
      for (let at = 0; at < bytes.length; at += 77_777) {
        yield bytes.subarray(at, at + 77_777);
        await Promise.resolve();
      }
    }
    const pieces: Uint8Array[] = [];
    for await (const piece of splitBlobStream(portions())) pieces.push(piece);
    expect(pieces.map(({ length }) => length)).toEqual([256_000, 256_000, 88_001]);
    expectBytes(joinBlob(600_001n, pieces));
    const none: Uint8Array[] = [];
    for await (const piece of splitBlobStream([])) none.push(piece);
    expect(none).toEqual([new Uint8Array()]);
  });

  test('whose pieces are not as long as they say are refused', () => {
    const pieces = [...splitBlob(bytes)];
    expect(joinBlob(600_002n, pieces)).toMatchObject({ reason: 'BLOB_LENGTH_MISMATCH' });
    expect(joinBlob(600_000n, pieces)).toMatchObject({ reason: 'BLOB_LENGTH_MISMATCH' });
    expect(joinBlob(-1n, [new Uint8Array()])).toMatchObject({ reason: 'BLOB_LENGTH_MISMATCH' });
    expect(joinBlob(2n ** 62n, pieces)).toMatchObject({ reason: 'BLOB_LENGTH_MISMATCH' });
    expect(joinBlob(0n, [])).toMatchObject({ reason: 'BLOB_PIECES_EMPTY' });
    expect(new BlobReader(2n ** 40n).piece(bytes)).toMatchObject({ reason: 'BLOB_PIECE_TOO_LONG' });
  });

  test('are published and read back from their documents', () => {
    const author = new Author(ada);
    const { signed, documentId } = author.createBlob(bytes, 'image/svg+xml');
    const materialiser = new Materialiser();
    for (const { entry, operation } of signed) materialiser.add(entry, operation);
    const blob = materialiser.document(documentId)!.fields as { length: bigint; pieces: Uint8Array[][] };
    const pieces = blob.pieces.map(([id]) => materialiser.documentOf(id!)!.fields!['data'] as Uint8Array);
    expectBytes(joinBlob(blob.length, pieces));
  });
});
