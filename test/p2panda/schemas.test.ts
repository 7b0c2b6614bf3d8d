import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  buildSchema,
  decodeOperation,
  defineSchema,
  encodeOperation,
  idToHex,
  parseFieldType,
  parseOperationId,
  parseSchemaId,
  parseViewId,
  schemaIdText,
  SYSTEM_SCHEMAS,
  UnwritableError,
  viewId,
  viewIdText,
  type DecodedOperation,
  type DocumentFields,
  type Operation,
} from '../../src/p2panda/index.js';

const id = (byte: number) => {
  const bytes = new Uint8Array(34).fill(byte);
  bytes.set([0, 0x20]);
  return bytes;
};

const venue = defineSchema(schemaIdText('venue', [id(0xab)]), {
  name: 'str',
  seats: 'int',
  rating: 'float',
  open: 'bool',
  photo: 'bytes',
  city: `relation(city_0020${'cd'.repeat(32)})`,
  artists: `relation_list(artist_0020${'ef'.repeat(32)})`,
  poster: `pinned_relation(blob_v1)`,
  flyers: `pinned_relation_list(blob_v1)`,
});

test('the types of fields follow from a schema written in TypeScript', () => {
  type Fields = DocumentFields<typeof venue>;
  expectTypeOf<Fields['name']>().toEqualTypeOf<string>();
  expectTypeOf<Fields['seats']>().toEqualTypeOf<bigint>();
  expectTypeOf<Fields['rating']>().toEqualTypeOf<number>();
  expectTypeOf<Fields['open']>().toEqualTypeOf<boolean>();
  expectTypeOf<Fields['photo']>().toEqualTypeOf<Uint8Array>();
  expectTypeOf<Fields['city']>().toEqualTypeOf<Uint8Array>();
  expectTypeOf<Fields['artists']>().toEqualTypeOf<readonly Uint8Array[]>();
  expectTypeOf<Fields['poster']>().toEqualTypeOf<readonly Uint8Array[]>();
  expectTypeOf<Fields['flyers']>().toEqualTypeOf<readonly (readonly Uint8Array[])[]>();

  type Update = Extract<Operation<typeof venue>, { action: 'update' }>;
  expectTypeOf<Update['fields']['seats']>().toEqualTypeOf<bigint | undefined>();
  expectTypeOf<Operation>().toEqualTypeOf<DecodedOperation>();

  // @ts-expect-error -- a CREATE has all fields, and seats are a bigint
  expect(() => venue.create({ name: 'Kraftwerk', seats: 12 })).toThrow(RangeError);
});

describe('a schema', () => {
  const fields = {
    name: 'Kraftwerk',
    seats: 120n,
    rating: 4.5,
    open: true,
    photo: Uint8Array.of(1, 2, 3),
    city: id(1),
    artists: [id(9), id(3), id(9)],
    poster: viewId([id(7), id(2)]),
    flyers: [viewId([id(2)]), viewId([id(1)])],
  };

  test('writes an operation, and reads it back with the same values', () => {
    const decoded = venue.decode(venue.create(fields));
    expect(decoded).toEqual({
      ok: true,
      operation: { action: 'create', schemaId: venue.id, previous: undefined, fields },
    });
    const changed = venue.decode(venue.update([id(5)], { open: false, rating: undefined as never }));
    expect(changed).toMatchObject({ ok: true, operation: { previous: [id(5)], fields: { open: false } } });
    expect(venue.decode(venue.delete([id(5)]))).toMatchObject({ ok: true, operation: { action: 'delete' } });
  });

  test('writes the ids of pinned relations ascending, each once, and relation lists as they are', () => {
    const mixed = [id(7), id(2), id(7)];
    const written = venue.decode(
      venue.update([id(1)], { poster: mixed, flyers: [mixed, [id(1)]], artists: mixed }),
    );
    expect(written).toMatchObject({
      ok: true,
      operation: {
        fields: { poster: [id(2), id(7)], flyers: [[id(2), id(7)], [id(1)]], artists: mixed },
      },
    });
  });

  test.each([
    ['a missing field', () => venue.create({ name: 'x' } as never), 'FIELD_MISSING'],
    ['an unknown field', () => venue.update([id(1)], { colour: 'red' } as never), 'FIELD_UNKNOWN'],
    ['a value of another type', () => venue.update([id(1)], { name: 3n } as never), 'FIELD_TYPE_MISMATCH'],
    ['an int that is too large', () => venue.update([id(1)], { seats: 2n ** 63n }), 'INT_OUT_OF_RANGE'],
    ['a pinned relation of none', () => venue.update([id(1)], { poster: [] }), 'VIEW_ID_EMPTY'],
    ['no fields', () => venue.update([id(1)], {}), 'FIELDS_EMPTY'],
    ['no previous operation', () => venue.update([], { name: 'x' }), 'VIEW_ID_EMPTY'],
    [
      'a relation that is no id',
      () => venue.update([id(1)], { city: Uint8Array.of(1) }),
      'OPERATION_ID_INVALID',
    ],
  ])('refuses to write %s, and says which rule it breaks', (_, write, reason) => {
    expect(write).toThrow(UnwritableError);
    expect(write).toThrow(expect.objectContaining({ reason }) as Error);
  });

  test('throws for arguments of the wrong type', () => {
    expect(() => venue.update([id(1)], { name: '\ud800' })).toThrow(TypeError);
    expect(() => venue.update([id(1)], { name: null } as never)).toThrow(TypeError);
    expect(() => venue.update('0020' as never, { name: 'x' })).toThrow(TypeError);
    expect(() => decodeOperation('00' as never)).toThrow(TypeError);
    expect(() => decodeOperation(new Uint8Array(), { profil: 'p2panda' } as never)).toThrow(
      /profil is unknown/,
    );
    expect(() => decodeOperation(new Uint8Array(), { profile: 'bamboo' } as never)).toThrow(RangeError);
    expect(() => encodeOperation({ action: 'merge' as never, schemaId: 'blob_v1' })).toThrow(TypeError);
  });

  test('is built from the views of its definitions', () => {
    const definition = {
      viewId: [id(1)],
      name: 'cafe',
      description: 'Cafés with polar bears',
      fields: [[id(3)], [id(2)]],
    };
    const fieldDefinitions = [
      { viewId: [id(2)], name: 'name', type: 'str' },
      { viewId: [id(3)], name: 'bears', type: 'int' },
      { viewId: [id(4)], name: 'unused', type: 'bool' },
    ];
    const built = buildSchema(definition, fieldDefinitions);
    if (!built.ok) throw new Error(built.message);
    expect(built.schema.id).toBe(`cafe_${idToHex(id(1))}`);
    expect(built.schema.description).toBe('Cafés with polar bears');
    expect(built.schema.fields.map(({ name, type }) => [name, type.text])).toEqual([
      ['bears', 'int'],
      ['name', 'str'],
    ]);
    expect(buildSchema(definition, fieldDefinitions.slice(1))).toMatchObject({
      ok: false,
      reason: 'FIELD_DEFINITION_MISSING',
    });
  });

  test('that needs no definition is there', () => {
    expect(Object.keys(SYSTEM_SCHEMAS)).toEqual([
      'schema_definition_v1',
      'schema_field_definition_v1',
      'blob_v1',
      'blob_piece_v1',
    ]);
    const { blob_piece_v1: piece } = SYSTEM_SCHEMAS;
    expect(piece.decode(piece.create({ data: Uint8Array.of(7) }))).toMatchObject({
      ok: true,
      operation: { fields: { data: Uint8Array.of(7) } },
    });
  });
});

test('ids of schemas, views and types are read and written', () => {
  const text = schemaIdText('a_b', viewId([id(2), id(1), id(2)]));
  expect(text).toBe(`a_b_${idToHex(id(1))}_${idToHex(id(2))}`);
  expect(parseSchemaId(text)).toMatchObject({ ok: true, schemaId: { name: 'a_b', viewId: [id(1), id(2)] } });
  expect(viewIdText([id(1)])).toBe(idToHex(id(1)));
  expect(parseViewId(viewIdText([id(1), id(2)]))).toEqual({ ok: true, viewId: [id(1), id(2)] });
  expect(parseViewId(viewIdText([id(2), id(1)]))).toMatchObject({ reason: 'VIEW_ID_NOT_SORTED' });
  expect(parseViewId('')).toMatchObject({ reason: 'OPERATION_ID_INVALID' });
  expect(parseOperationId(idToHex(id(0xab)))).toEqual({ ok: true, id: id(0xab) });
  expect(parseOperationId(idToHex(id(0xab)).toUpperCase())).toMatchObject({ reason: 'OPERATION_ID_INVALID' });
  expect(parseFieldType(`relation(${text})`)).toMatchObject({
    ok: true,
    fieldType: { name: 'relation', schemaId: text },
  });
  expect(parseFieldType('relation()')).toMatchObject({ ok: false, reason: 'FIELD_TYPE_INVALID' });
});
