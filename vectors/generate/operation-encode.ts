import { bytes, FALSE, ids, int, map, text, TRUE } from './cbor-builder.js';
import {
  type About,
  type Action,
  addData,
  type Expected,
  idLists,
  idOf,
  inBoth,
  operationOf,
} from './data-builder.js';
import { addRealEncodings } from './operation-encode-real.js';
import { accept, type Expect, type Json, reject, subject, type Subject, type VectorList } from './vector.js';

const NOTES = {
  INTEGER:
    'An integer is written in another form than the shortest, or passes through a double or 32 bits and comes out as another.',
  INTEGER_RANGE: 'An integer that no field can hold is wrapped or cut instead of refused.',
  FLOAT:
    'A float is not written in the shortest form that loses nothing: two writers make two hashes of one value.',
  FLOAT_LOSES: 'A float is written in a form too short for it, and comes back as another number.',
  NOT_A_NUMBER: 'NaN or an infinity is refused, or written in more than one form.',
  TEXT: 'Text is counted in characters in place of bytes, normalised, or cut at a special character.',
  BYTES: 'A byte string is written as text or as a list of numbers, or with a wrong length.',
  IDS: 'Relations are sorted or made unique where their order is the value, or not where it is not.',
  NAME_ORDER:
    'Fields are left in the order of arrival, or sorted length first as RFC 7049 asked, and nobody decodes them.',
  FIELD_NAMES: 'A field is written that every decoder refuses for its name, or a good name is refused.',
  SCHEMA_ID: 'A schema id is written that nobody can read, or one that is good is refused.',
  ACTION: 'What an action needs is left out, or what it must not have is written.',
  VIEW_ID: 'A view id of previous operations that no decoder takes is written.',
  LIMITS: 'An operation that writes nothing is made, and every decoder refuses it.',
  REAL_WORLD: 'What p2panda’s own client encodes comes out otherwise, so that hashes and signatures differ.',
};

export const OP = 'operation.encode';
export const SUBJECT = 'operation-encode';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly value: Json;
}

interface Request {
  readonly action?: Action;
  readonly schemaId?: string;
  readonly previous?: readonly string[] | null;
  readonly fields?: readonly Field[] | null;
}

/** Asks for an operation; what is not given is without fault. */
function add(list: VectorList, about: About, request: Request, expected: Expected): void {
  const { action = 'create', schemaId = 'blob_v1' } = request;
  const { previous = action === 'create' ? null : [idOf(0x44)] } = request;
  const { fields = action === 'delete' ? null : [{ name: 'a', type: 'str', value: 'x' }] } = request;
  const input = { action, schemaId, previous, fields: fields as unknown as Json };
  addData(list, SUBJECT, OP, about, input, expected);
}

const encoded = (operation: string): Expect => accept({ operation });

/** A CREATE of one field, in `p2panda` unless it is asked for in both. */
function addValue(
  list: VectorList,
  about: About,
  type: string,
  value: Json,
  cbor: string,
  inBoth = false,
): void {
  const expect = encoded(operationOf('create', { fields: map(['a', cbor]) }));
  add(
    list,
    { ...about, requirements: ['PAN-CBR-012', ...about.requirements] },
    { fields: [{ name: 'a', type, value }] },
    inBoth ? expect : { p2panda: expect },
  );
}

const INTEGERS: readonly bigint[] = [
  ...[0n, 1n, 10n, 23n, 24n, 25n, 255n, 256n, 65535n, 65536n],
  ...[31n, 32n, 53n, 63n].flatMap((bits) => [2n ** bits - 1n, 2n ** bits]),
  2n ** 53n + 1n,
  ...[-1n, -10n, -24n, -25n, -256n, -257n, -65536n, -65537n],
  ...[31n, 32n, 53n, 63n].flatMap((bits) => [-(2n ** bits), -(2n ** bits) - 1n]),
  ...[2n ** 64n - 1n, 2n ** 64n, -(2n ** 64n), -(2n ** 64n) - 1n, 2n ** 127n],
];

function addIntegers(list: VectorList): void {
  for (const value of INTEGERS) {
    const name = `int-${value < 0n ? 'minus-' : ''}${value < 0n ? -value : value}`;
    if (value >= -(2n ** 63n) && value < 2n ** 63n) {
      const about = { name, flag: 'INTEGER', requirements: ['PAN-OPR-011'] };
      addValue(list, about, 'int', String(value), int(value));
      continue;
    }
    add(
      list,
      { name, flag: 'INTEGER_RANGE', requirements: [] },
      { fields: [{ name: 'a', type: 'int', value: String(value) }] },
      reject('INT_OUT_OF_RANGE'),
    );
  }
}

/** A double by its bits, what its CBOR is, and what it is. */
const FLOATS: readonly (readonly [bits: string, cbor: string, name: string])[] = [
  ['0000000000000000', 'f90000', 'zero'],
  ['8000000000000000', 'f98000', 'minus-zero'],
  ['3ff0000000000000', 'f93c00', 'one'],
  ['3ff8000000000000', 'f93e00', 'one-and-a-half'],
  ['3fb999999999999a', 'fb3fb999999999999a', 'tenth'],
  ['c010666666666666', 'fbc010666666666666', 'minus-4-1'],
  ['3ff0040000000000', 'f93c01', 'one-and-the-last-bit-of-a-half'],
  ['3ff0020000000000', 'fa3f801000', 'one-and-a-bit-less'],
  ['3ff0000020000000', 'fa3f800001', 'one-and-the-last-bit-of-a-single'],
  ['3ff0000010000000', 'fb3ff0000010000000', 'one-and-a-bit-less-than-that'],
  ['3ff0000000000001', 'fb3ff0000000000001', 'one-and-the-last-bit-of-a-double'],
  ['40effc0000000000', 'f97bff', '65504'],
  ['40effc2000000000', 'fa477fe100', '65505'],
  ['40f0000000000000', 'fa47800000', '65536'],
  ['40f86a0000000000', 'fa47c35000', '100000'],
  ['4170000000000000', 'fa4b800000', '2-to-the-24'],
  ['4170000010000000', 'fb4170000010000000', '2-to-the-24-and-one'],
  ['3f10000000000000', 'f90400', 'smallest-normal-half'],
  ['3f0ff80000000000', 'f903ff', 'largest-denormal-half'],
  ['3e70000000000000', 'f90001', 'smallest-half'],
  ['3e78000000000000', 'fa33c00000', 'between-two-denormal-halves'],
  ['3e60000000000000', 'fa33000000', 'half-of-the-smallest-half'],
  ['3810000000000000', 'fa00800000', 'smallest-normal-single'],
  ['380fffffc0000000', 'fa007fffff', 'largest-denormal-single'],
  ['36a0000000000000', 'fa00000001', 'smallest-single'],
  ['36a8000000000000', 'fb36a8000000000000', 'between-two-denormal-singles'],
  ['3690000000000000', 'fb3690000000000000', 'half-of-the-smallest-single'],
  ['47efffffe0000000', 'fa7f7fffff', 'largest-single'],
  ['47f0000000000000', 'fb47f0000000000000', 'above-the-largest-single'],
  ['0000000000000001', 'fb0000000000000001', 'smallest-double'],
  ['7fefffffffffffff', 'fb7fefffffffffffff', 'largest-double'],
  ['7ff0000000000000', 'f97c00', 'infinity'],
  ['fff0000000000000', 'f9fc00', 'minus-infinity'],
  ['7ff8000000000000', 'f97e00', 'nan'],
];

function addFloats(list: VectorList): void {
  for (const [bits, cbor, name] of FLOATS) {
    const special = /nan|infinity/.test(name);
    const flag = special ? 'NOT_A_NUMBER' : cbor.startsWith('f9') ? 'FLOAT' : 'FLOAT_LOSES';
    const requirements = special ? ['p2panda:PAN-CBR-006', 'p2panda:PAN-CBR-005'] : ['p2panda:PAN-CBR-005'];
    const isDenormal = /denormal|zero/.test(name);
    addValue(list, { name: `float-${name}`, flag, requirements }, 'float', bits, cbor, isDenormal);
  }
}

function addTexts(list: VectorList): void {
  const about = (name: string, flag = 'TEXT') => ({ name, flag, requirements: ['PAN-CBR-007'] });
  for (const length of [0, 1, 23, 24, 255, 256]) {
    addValue(list, about(`str-of-${length}`), 'str', 'x'.repeat(length), text('x'.repeat(length)));
    addValue(
      list,
      { ...about(`bytes-of-${length}`, 'BYTES'), requirements: [] },
      'bytes',
      '07'.repeat(length),
      bytes('07'.repeat(length)),
    );
  }
  for (const [name, content] of [
    ['two-bytes', 'Grüße'],
    ['three-bytes', '中文'],
    ['four-bytes', '🐼'],
    ['12-characters-of-24-bytes', 'ü'.repeat(12)],
    ['nul', 'a\u0000b'],
    ['composed', '\u00e9'],
    ['decomposed', 'e\u0301'],
    ['byte-order-mark', '\ufeffx'],
    ['line-ends', 'a\r\nb\n'],
    ['last-characters', '\uffff\u{10ffff}'],
    ['like-hex', '0020abff'],
  ] as const) {
    addValue(list, about(`str-${name}`), 'str', content, text(content), true);
  }
  addValue(
    list,
    { ...about('bytes-like-an-id', 'BYTES'), requirements: [] },
    'bytes',
    idOf(1),
    bytes(idOf(1)),
  );
  addValue(list, { ...about('bytes-of-no-utf8', 'BYTES'), requirements: [] }, 'bytes', 'fffe80', '43fffe80');
  addValue(list, { ...about('bool-true', 'ACTION'), requirements: [] }, 'bool', true, TRUE);
  addValue(list, { ...about('bool-false', 'ACTION'), requirements: [] }, 'bool', false, FALSE);
}

function addIds(list: VectorList): void {
  const [a, b, c] = [idOf(0x11), idOf(0x22), idOf(0x33)];
  const about = (name: string) => ({ name, flag: 'IDS', requirements: ['PAN-OPR-019'] });
  const value = (name: string, type: string, given: Json, cbor: string, inBoth = false) =>
    addValue(list, about(name), type, given, cbor, inBoth);
  value('relation', 'relation', a, bytes(a));
  value('relation-list-empty', 'relation_list', [], '80');
  value('relation-list-of-one', 'relation_list', [a], ids(a));
  value('relation-list-descending', 'relation_list', [c, b, a], ids(c, b, a), true);
  value('relation-list-repeated', 'relation_list', [b, a, b], ids(b, a, b), true);
  value('pinned-relation-of-one', 'pinned_relation', [a], ids(a));
  value('pinned-relation-ascending', 'pinned_relation', [a, b], ids(a, b));
  value('pinned-relation-descending', 'pinned_relation', [c, b, a], ids(a, b, c), true);
  value('pinned-relation-repeated', 'pinned_relation', [b, a, b, a], ids(a, b), true);
  value('pinned-relation-list-empty', 'pinned_relation_list', [], '80');
  value('pinned-relation-list-order-kept', 'pinned_relation_list', [[c], [a]], idLists([c], [a]), true);
  value(
    'pinned-relation-list-repeated',
    'pinned_relation_list',
    [[a], [b], [a]],
    idLists([a], [b], [a]),
    true,
  );
  value('pinned-relation-list-unsorted', 'pinned_relation_list', [[c, a], [b]], idLists([a, c], [b]), true);
  value('pinned-relation-list-doubled', 'pinned_relation_list', [[b, b]], idLists([b]), true);
}

const bool = (name: string): Field => ({ name, type: 'bool', value: true });

function addNames(list: VectorList): void {
  const order = (name: string, given: readonly string[], sorted: readonly string[], inCompat = true) => {
    const fields = map(...sorted.map((field) => [field, TRUE] as const));
    const expect = encoded(operationOf('create', { fields }));
    add(
      list,
      { name: `order-${name}`, flag: 'NAME_ORDER', requirements: ['PAN-CBR-008', 'PAN-CBR-012'] },
      { fields: given.map(bool) },
      inCompat ? expect : { p2panda: expect },
    );
  };
  order('already-right', ['a', 'b'], ['a', 'b']);
  order('reversed', ['c', 'b', 'a'], ['a', 'b', 'c']);
  order('length-is-second', ['b', 'aa', 'aaa'], ['aa', 'aaa', 'b']);
  order('prefix-first', ['aa', 'a'], ['a', 'aa']);
  order('capitals-first', ['a', 'B', 'b', 'A'], ['A', 'B', 'a', 'b']);
  order('underscore-between', ['aa', 'aA', 'a_', 'a0'], ['a0', 'aA', 'a_', 'aa']);
  order('numbers-as-text', ['f10', 'f9', 'f1'], ['f1', 'f10', 'f9'], false);
  // In units of 16 bits the second would come first.
  const names = ['\uffff', '\u{10000}'];
  const fields = map(...names.map((name) => [name, TRUE] as const));
  add(
    list,
    { name: 'order-above-the-surrogates', flag: 'NAME_ORDER', requirements: ['PAN-CBR-008', 'PAN-CBR-012'] },
    { fields: names.toReversed().map(bool) },
    { compat: encoded(operationOf('create', { fields })) },
  );
  const many = Array.from({ length: 24 }, (_, i) => `f${String(i).padStart(2, '0')}`);
  order('of-24', many.toReversed(), many, false);
  add(
    list,
    { name: 'name-repeated', flag: 'FIELD_NAMES', requirements: ['PAN-CBR-012'] },
    { fields: [bool('a'), bool('a')] },
    reject('FIELDS_NOT_SORTED'),
  );
  const named = (name: string, field: string, p2panda: boolean) => {
    const expect = encoded(operationOf('create', { fields: map([field, TRUE]) }));
    add(
      list,
      { name: `name-${name}`, flag: 'FIELD_NAMES', requirements: ['p2panda:PAN-OPR-014', 'PAN-CBR-012'] },
      { fields: [bool(field)] },
      p2panda ? { p2panda: expect } : { p2panda: reject('FIELD_NAME_INVALID'), compat: expect },
    );
  };
  named('of-1', 'Z', true);
  named('of-64', 'a'.repeat(64), true);
  named('of-65', 'a'.repeat(65), false);
  named('underscore-last', 'a_', true);
  named('capital', 'Zz9_', true);
  named('empty', '', false);
  named('digit-first', '1a', false);
  named('underscore-first', '_a', false);
  named('hyphen', 'a-b', false);
  named('blank', 'a b', false);
  named('umlaut', 'ä', false);
  named('line-end-last', 'a\n', false);
}

/** What is asked of `p2panda` one by one, in one operation; in compat a schema id may have capitals as well. */
function addTogether(list: VectorList): void {
  const schemaId = `venue_0020${'AB'.repeat(32)}`;
  const values: readonly (readonly [type: string, value: Json, cbor: string])[] = [
    ['int', String(2n ** 53n + 1n), int(2n ** 53n + 1n)],
    ['int', String(2n ** 63n - 1n), int(2n ** 63n - 1n)],
    ['int', '-24', '37'],
    ['int', String(2n ** 32n - 1n), int(2n ** 32n - 1n)],
    ['float', '7ff8000000000000', 'f97e00'],
    ['float', '40f0000000000000', 'fa47800000'],
    ['float', '3e78000000000000', 'fa33c00000'],
    ['float', '380fffffc0000000', 'fa007fffff'],
    ['float', '47f0000000000000', 'fb47f0000000000000'],
    ['str', '\ufeffu\u0308\r\n\0x', text('\ufeffu\u0308\r\n\0x')],
    ['relation_list', [idOf(0x11)], ids(idOf(0x11))],
  ];
  const named = values.map(([type, value, cbor], i) => ({ name: 'abcdefghijk'[i]!, type, value, cbor }));
  const fields = map(...named.map(({ name, cbor }) => [name, cbor] as const));
  add(
    list,
    { name: 'together', flag: 'INTEGER', requirements: ['PAN-CBR-012', 'PAN-OPR-019', 'PAN-SID-007'] },
    { schemaId, fields: named.map(({ name, type, value }) => ({ name, type, value })) },
    { compat: encoded(operationOf('create', { schemaId: text(schemaId), fields })) },
  );
  const tooLarge: Field = { name: 'a', type: 'int', value: String(2n ** 63n) };
  const about = { name: 'int-out-of-range', flag: 'INTEGER_RANGE', requirements: [] };
  add(list, about, { fields: [tooLarge] }, { compat: reject('INT_OUT_OF_RANGE') });
  const short = { name: 'previous-of-33-bytes', flag: 'VIEW_ID', requirements: [] };
  const request: Request = { action: 'delete', previous: [idOf(0x44).slice(0, -2)] };
  add(list, short, request, inBoth(reject('OPERATION_ID_INVALID')));
}

function addSchemaIds(list: VectorList): void {
  const one = idOf(0xab);
  const good = (name: string, schemaId: string) => {
    const expect = encoded(operationOf('create', { schemaId: text(schemaId) }));
    const about = { name: `schema-${name}`, flag: 'SCHEMA_ID', requirements: ['PAN-OPR-021'] };
    add(list, about, { schemaId }, { p2panda: expect });
  };
  const bad = (name: string, schemaId: string, reason: string) =>
    add(
      list,
      { name: `schema-${name}`, flag: 'SCHEMA_ID', requirements: [] },
      { schemaId },
      { p2panda: reject(reason) },
    );
  good('definition', 'schema_definition_v1');
  good('field-definition', 'schema_field_definition_v1');
  good('blob-piece', 'blob_piece_v1');
  good('venue', `venue_${one}`);
  good('of-two-ids', `venue_${one}_${idOf(0xcd)}`);
  good('of-one-letter', `a_${one}`);
  good('of-64-letters', `${'x'.repeat(64)}_${one}`);
  bad('without-underscore', 'venue', 'SCHEMA_ID_MALFORMED');
  bad('v2', 'blob_v2', 'SYSTEM_SCHEMA_UNKNOWN');
  bad('v01', 'blob_v01', 'SCHEMA_ID_MALFORMED');
  bad('unknown', 'venue_v1', 'SYSTEM_SCHEMA_UNKNOWN');
  bad('name', `1a_${one}`, 'SCHEMA_NAME_INVALID');
  bad('upper-case-hex', `venue_${one.toUpperCase()}`, 'OPERATION_ID_INVALID');
  bad('unsorted', `venue_${idOf(0xcd)}_${one}`, 'VIEW_ID_NOT_SORTED');
  bad('repeated-id', `venue_${one}_${one}`, 'VIEW_ID_NOT_SORTED');
}

function addActions(list: VectorList): void {
  const [a, b] = [idOf(0x44), idOf(0x55)];
  const about = (name: string, flag: string, ...requirements: string[]) => ({ name, flag, requirements });
  const shape = ['PAN-OPR-001', 'PAN-OPR-003', 'PAN-OPR-004', 'PAN-OPR-005'];
  const only = (expect: Expect) => ({ p2panda: expect });
  const two = ids(a, b);
  const good = (name: string, request: Request, operation: string) =>
    add(list, about(name, 'ACTION', ...shape, 'PAN-OPR-007'), request, only(encoded(operation)));
  good('create', { fields: [bool('b')] }, operationOf('create', { fields: map(['b', TRUE]) }));
  good('update', { action: 'update' }, operationOf('update'));
  good('delete', { action: 'delete' }, operationOf('delete'));
  good('update-of-two', { action: 'update', previous: [a, b] }, operationOf('update', { previous: two }));
  good('delete-of-two', { action: 'delete', previous: [a, b] }, operationOf('delete', { previous: two }));
  const bad = (name: string, request: Request, reason: string, flag = 'ACTION', both = true) =>
    add(list, about(name, flag), request, both ? reject(reason) : only(reject(reason)));
  bad('create-with-previous', { action: 'create', previous: [a] }, 'PREVIOUS_UNEXPECTED');
  bad('update-without-previous', { action: 'update', previous: null }, 'PREVIOUS_MISSING');
  bad('delete-without-previous', { action: 'delete', previous: null }, 'PREVIOUS_MISSING');
  bad('create-without-fields', { action: 'create', fields: null }, 'FIELDS_MISSING');
  bad('update-without-fields', { action: 'update', fields: null }, 'FIELDS_MISSING');
  bad('delete-with-fields', { action: 'delete', fields: [bool('a')] }, 'FIELDS_UNEXPECTED');
  bad('create-of-no-fields', { action: 'create', fields: [] }, 'FIELDS_EMPTY', 'LIMITS', false);
  bad('update-of-no-fields', { action: 'update', fields: [] }, 'FIELDS_EMPTY', 'LIMITS', false);
  for (const action of ['update', 'delete'] as const) {
    const previous = (name: string, given: readonly string[], reason: string) =>
      bad(`${action}-${name}`, { action, previous: given }, reason, 'VIEW_ID');
    previous('of-nothing', [], 'VIEW_ID_EMPTY');
    previous('unsorted', [b, a], 'VIEW_ID_NOT_SORTED');
    previous('doubled', [a, a], 'VIEW_ID_NOT_SORTED');
    previous('of-a-short-id', [a.slice(2)], 'OPERATION_ID_INVALID');
    previous('of-another-hash-type', [`01${a.slice(2)}`], 'OPERATION_ID_INVALID');
  }
  bad(
    'previous-of-length-21',
    { action: 'update', previous: [`0021${a.slice(4)}`] },
    'OPERATION_ID_INVALID',
    'VIEW_ID',
    false,
  );
}

export function operationEncodeSubject(): Subject {
  return subject(
    SUBJECT,
    'Encoding operations: lists of version, action, schema id, previous operations and fields in canonical CBOR.',
    NOTES,
    (list) => {
      addActions(list);
      addIntegers(list);
      addFloats(list);
      addTexts(list);
      addIds(list);
      addNames(list);
      addSchemaIds(list);
      addTogether(list);
      addRealEncodings(list);
    },
  );
}
