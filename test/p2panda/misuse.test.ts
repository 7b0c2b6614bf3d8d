import { describe, expect, test } from 'vitest';
import { KeyPair } from '../../src/index.js';
import {
  Author,
  BlobReader,
  decodeOperation,
  defineSchema,
  Document,
  encodeOperation,
  hashViewId,
  idToHex,
  joinBlob,
  Materialiser,
  MemoryStore,
  nextArgs,
  orderOperations,
  schemaIdText,
  splitBlob,
  SYSTEM_SCHEMAS,
  systemSchema,
  viewId,
  viewIdText,
} from '../../src/p2panda/index.js';

// What callers get wrong, and what they change afterwards.

const id = (byte: number) => new Uint8Array(34).fill(byte).fill(0, 0, 1).fill(0x20, 1, 2);
const SCHEMA = `venue_0020${'ab'.repeat(32)}`;
const venue = defineSchema(SCHEMA, { name: 'str', photo: 'bytes' });
const inCompat = defineSchema(SCHEMA, { name: 'str', photo: 'bytes' }, { profile: 'p2panda-compat' });
const created = venue.create({ name: 'Kino', photo: Uint8Array.of(1, 2, 3) });
const keyPair = new KeyPair(new Uint8Array(32).fill(9));

const anything = (value: unknown) => value as never;

describe('an argument that is none is named', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['no schema', () => new Document(anything(undefined)), /^schema must be one of defineSchema/],
    ['something else for a schema', () => new Document(anything({ id: SCHEMA })), /^schema must be/],
    [
      'no operation',
      () => new Document(venue).add(id(1), anything(undefined)),
      /^operation must be an object/,
    ],
    [
      'what was not decoded',
      () => new Document(venue).add(id(1), anything({ action: 'create', schemaId: SCHEMA })),
      /^operation must be what decodeOperation gives/,
    ],
    [
      'no view',
      () => new Document(venue).view(anything(undefined)),
      /^viewId, a list of operation ids, must/,
    ],
    [
      'an id for a view',
      () => new Document(venue).view(anything(id(1))),
      /^viewId, a list .* not Uint8Array/,
    ],
    [
      'a text in a view',
      () => new Document(venue).view(anything(['00'])),
      /^viewId\[0\] must be a Uint8Array/,
    ],
    ['an id for the hash of a view', () => hashViewId(anything(id(1))), /^viewId, a list/],
    [
      'an id for next arguments',
      () => nextArgs(new MemoryStore(), id(1).slice(2), anything(id(1))),
      /^viewId, a/,
    ],
    ['a schema to validate', () => venue.validate(anything({})), /^operation must be what/],
    ['bytes for fields', () => venue.create(anything(Uint8Array.of(1))), /^fields must be an object/],
    ['null for fields', () => venue.update([id(1)], anything(null)), /^fields must be an object, not null/],
    [
      'fields that are no pairs',
      () => encodeOperation({ action: 'create', schemaId: SCHEMA, fields: anything([5]) }),
      /^each of fields must be an array/,
    ],
    ['no id', () => idToHex(anything(undefined)), /^id must be a Uint8Array/],
    ['no ids', () => viewIdText(anything(undefined)), /^ids must be an array/],
    ['a number for ids', () => viewId(anything(5)), /^ids must be an array or another iterable, not number/],
    ['a number for a name', () => schemaIdText(anything(5), [id(1)]), /^name must be a string, not number/],
    ['no type', () => defineSchema(SCHEMA, anything({ a: undefined })), /^fields\.a must be a string/],
    ['a number for pieces', () => joinBlob(3n, anything(5)), /^pieces must be an array or another iterable/],
    [
      'no previous',
      () => orderOperations([anything({ id: id(1) })]),
      /^previous must be an array, not undefined/,
    ],
    [
      'a text for previous',
      () => orderOperations([anything({ id: id(1), previous: '' })]),
      /^previous must be/,
    ],
    [
      'a text for a limit',
      () => decodeOperation(created, anything({ maxBytes: '' })),
      /^maxBytes must be a number/,
    ],
    [
      'a profile without options',
      () => new Materialiser(anything('p2panda-compat')),
      /^options must be an object/,
    ],
    [
      'the same of an author',
      () => new Author(keyPair, anything('p2panda-compat')),
      /^options must be an object/,
    ],
    [
      'the same of a schema',
      () => defineSchema(SCHEMA, { a: 'str' }, anything('p2panda')),
      /^options must be an/,
    ],
    ['what is no schema', () => new MemoryStore().addSchema(anything('x')), /^schema must be one of/],
    [
      'the same to an author',
      () => new Author(keyPair).addSchema(anything({ id: SCHEMA })),
      /^schema must be one/,
    ],
    [
      'the same to a materialiser',
      () => new Materialiser().addSchema(anything({ id: SCHEMA })),
      /^schema must be/,
    ],
    [
      'what is no operation',
      () => new Materialiser().addOperation(id(1), anything(5)),
      /^operation must be an/,
    ],
    [
      'a list that is none',
      () =>
        new Materialiser().addOperation(
          id(1),
          anything({ action: 'update', schemaId: SCHEMA, previous: 7, fields: {} }),
        ),
      /^operation must be what decodeOperation gives/,
    ],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(TypeError);
    expect(call).toThrow(message);
  });

  test('a profile that is none', () => {
    expect(() => systemSchema('blob_v1', anything('panda'))).toThrow(RangeError);
    expect(systemSchema('blob_v1', anything(undefined))?.profile).toBe('p2panda');
    expect(systemSchema('blob_v1', 'p2panda-compat')?.profile).toBe('p2panda-compat');
  });

  test('no limit where it is null', () => {
    expect(decodeOperation(created, { maxBytes: anything(null) }).ok).toBe(true);
    expect(decodeOperation(created, { maxBytes: 3 })).toMatchObject({ reason: 'OPERATION_TOO_LONG' });
  });
});

describe('a schema is refused', () => {
  test.each([
    ['an author', () => new Author(keyPair)],
    ['a materialiser', () => new Materialiser()],
  ])('by %s: of another profile, with other fields, or in place of a system schema', (_, make) => {
    const taker = make();
    expect(() => taker.addSchema(inCompat)).toThrow(/of the profile p2panda-compat, not of p2panda/);
    taker.addSchema(venue);
    taker.addSchema(defineSchema(SCHEMA, { photo: 'bytes', name: 'str' }));
    expect(() => taker.addSchema(defineSchema(SCHEMA, { name: 'int', photo: 'bytes' }))).toThrow(RangeError);
    expect(() => taker.addSchema(defineSchema('blob_v1', { x: 'str' }))).toThrow(/known already/);
    taker.addSchema(SYSTEM_SCHEMAS.blob_v1);
  });

  test('by a materialiser that takes it, is told so', () => {
    const materialiser = new Materialiser();
    expect(materialiser.addSchema(venue)).toMatchObject({ status: 'applied', schemas: [venue] });
    expect(materialiser.addSchema(venue)).toMatchObject({ status: 'known', schemas: [] });
    expect(materialiser.addSchema(SYSTEM_SCHEMAS.blob_v1 as never)).toMatchObject({ status: 'known' });
  });
});

describe('bytes that are changed afterwards', () => {
  test('change no document', () => {
    const document = new Document(venue);
    const operation = Uint8Array.from(created);
    document.add(id(1), operation);
    const materialiser = new Materialiser();
    materialiser.addSchema(venue);
    materialiser.addOperation(id(1), operation);
    operation.fill(0);
    expect(document.fields?.photo).toEqual(Uint8Array.of(1, 2, 3));
    expect(materialiser.document(id(1), venue)?.fields?.photo).toEqual(Uint8Array.of(1, 2, 3));
  });

  test('change nothing that waits', () => {
    const materialiser = new Materialiser();
    materialiser.addSchema(venue);
    const [update, waiting] = [venue.update([id(1)], { name: 'Kino Babylon' }), id(2)];
    expect(materialiser.addOperation(waiting, update)).toMatchObject({ status: 'waiting' });
    update.fill(0);
    waiting.fill(0);
    materialiser.addOperation(id(1), created);
    expect(materialiser.document(id(1), venue)?.viewId).toEqual([id(2)]);
    expect(materialiser.document(id(1), venue)?.fields?.name).toBe('Kino Babylon');
  });

  test('change no log', () => {
    const [ada, ben] = [new Author(keyPair), new Author(new KeyPair(new Uint8Array(32).fill(8)))];
    for (const author of [ada, ben]) author.addSchema(venue);
    const first = ada.sign(created);
    const second = ada.sign(venue.update([first.id], { name: 'Babylon' }));
    const buffer = Uint8Array.from(first.entry);
    expect(ben.add(buffer, first.operation)).toMatchObject({ ok: true });
    buffer.fill(0);
    expect(ben.add(second.entry, second.operation)).toMatchObject({ ok: true });
  });
});

describe('nothing is half done', () => {
  const nextLog = (author: { store: MemoryStore; publicKey: Uint8Array }) => {
    const next = nextArgs(author.store, author.publicKey);
    return next.ok && next.logId;
  };

  test('where a blob or a schema can not be signed', () => {
    const author = new Author(keyPair);
    const wrong: (() => unknown)[] = [
      () => author.createBlob(new Uint8Array(600_000), 'text/plain; charset=utf-8'),
      () => author.createSchema({ name: 'no name', description: '', fields: { a: 'str' } }),
      () => author.createSchema({ name: 'a', description: 'x'.repeat(257), fields: { a: 'str' } }),
      () => author.createSchema({ name: 'a', description: '', fields: { a: 'str', b: anything('text') } }),
      () => author.createSchema({ name: 'a', description: '', fields: { a: 'str', '': 'str' } }),
      () => author.createSchema({ name: 'a', description: '', fields: {} }),
    ];
    for (const call of wrong) {
      expect(call).toThrow(RangeError);
      expect(nextLog(author)).toBe(0n);
    }
  });

  test('in a blob of which a piece was refused', () => {
    const reader = new BlobReader(2n);
    expect(reader.piece(Uint8Array.of(1, 2)).ok).toBe(true);
    expect(reader.piece(Uint8Array.of(3))).toMatchObject({ reason: 'BLOB_LENGTH_MISMATCH' });
    expect(reader.piece(new Uint8Array())).toMatchObject({ reason: 'BLOB_LENGTH_MISMATCH' });
    expect(reader.end()).toMatchObject({ reason: 'BLOB_LENGTH_MISMATCH' });
    const long = new BlobReader(300_000n);
    expect(long.piece(new Uint8Array(256_001))).toMatchObject({ reason: 'BLOB_PIECE_TOO_LONG' });
    for (const piece of splitBlob(new Uint8Array(300_000))) expect(long.piece(piece).ok).toBe(false);
    expect(long.end()).toMatchObject({ reason: 'BLOB_PIECE_TOO_LONG' });
  });
});

describe('a materialiser', () => {
  test('tells what waited and turns out to be wrong, and what is missing', () => {
    const materialiser = new Materialiser();
    const other = defineSchema(SCHEMA, { name: 'str', photo: 'bytes', seats: 'int' });
    const wrong = other.create({ name: 'Kino', photo: Uint8Array.of(1), seats: 3n });
    expect(materialiser.addOperation(id(1), wrong)).toMatchObject({ status: 'waiting', refused: [] });
    expect(materialiser.addOperation(id(2), created)).toMatchObject({ status: 'waiting' });
    expect(materialiser.missing).toEqual({ operations: [id(0xab)], schemaIds: [SCHEMA] });
    const learned = materialiser.addSchema(venue);
    expect(learned.refused).toMatchObject([
      { id: id(1), reason: 'FIELD_UNKNOWN', requirement: 'PAN-VAL-003' },
    ]);
    expect(learned.changes).toMatchObject([{ documentId: id(2), kind: 'created' }]);
    expect(materialiser.waiting).toBe(0);

    materialiser.addOperation(id(3), venue.update([id(2), id(4)], { name: 'both' }));
    expect(materialiser.missing).toEqual({ operations: [id(4)], schemaIds: [] });
    const second = materialiser.addOperation(id(4), created);
    expect(second).toMatchObject({ refused: [{ id: id(3), reason: 'PREVIOUS_OF_TWO_DOCUMENTS' }] });
  });

  test('changes no value of a deleted document', () => {
    const materialiser = new Materialiser();
    materialiser.addSchema(venue);
    const changes = (byte: number, operation: Uint8Array) => {
      const added = materialiser.addOperation(id(byte), operation);
      return added.ok && added.changes.map(({ kind, changed }) => [kind, ...changed]);
    };
    expect(changes(1, created)).toEqual([['created', 'name', 'photo']]);
    expect(changes(2, venue.delete([id(1)]))).toEqual([['deleted']]);
    expect(changes(3, venue.update([id(1)], { name: 'late' }))).toEqual([['updated']]);
    expect(changes(5, venue.delete([id(4)]))).toEqual([]);
    expect(changes(4, created)).toEqual([['deleted']]);
  });

  test('gives a document typed by its schema, and none by another one', () => {
    const materialiser = new Materialiser();
    materialiser.addSchema(venue);
    materialiser.addOperation(id(1), created);
    const name: string | undefined = materialiser.document(id(1), venue)?.fields?.name;
    expect(name).toBe('Kino');
    expect(materialiser.document(id(1), SYSTEM_SCHEMAS.blob_piece_v1)).toBeUndefined();
  });
});
