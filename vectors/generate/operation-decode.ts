import { bytes, hexOf, ids, int, list as cborList, map, NULL, text, textOf, TRUE } from './cbor-builder.js';
import { type Action, idLists, idOf, inBoth, operationOf } from './data-builder.js';
import { add, addBad, addValue, fieldsOf, type Typed } from './operation-decode-builder.js';
import {
  addFloats,
  addHeads,
  addIndefinite,
  addMalformed,
  addTags,
  addTruncated,
} from './operation-decode-cbor.js';
import { addRealDecodings } from './operation-decode-real.js';
import { type Json, reject, subject, type Subject, type VectorList } from './vector.js';

const NOTES = {
  TRUNCATED: 'Reading goes on behind the end, or what is there of an operation is taken for all of it.',
  DECLARED_LENGTH:
    'Memory is set aside for what a head declares: a few bytes of a stranger end the process, or a length wraps and is accepted.',
  NOT_SHORTEST:
    'An operation has more than one encoding, so that one payload can be given to some peers and another to others.',
  SHORTEST: 'The first number that needs a longer head is refused, or cut.',
  INDEFINITE:
    'Lengths left open are another encoding of the same; or in compat, what the network holds is refused.',
  TAGGED: 'Tags are passed over, or taken for values; or in compat, refused where p2panda passes over them.',
  FLOAT: 'A float of two, four or eight bytes comes out as another number.',
  FLOAT_LONG: 'One number has several encodings; or in compat, what the network holds is refused.',
  NOT_A_NUMBER: 'NaN carries bits that nobody sees: another encoding of the same, and a hiding place.',
  MALFORMED: 'What is no CBOR is taken for something, and two decoders take it for different things.',
  UTF8: 'Text that is no UTF-8 is repaired, and comes out as something that nobody signed.',
  TRAILING: 'What follows the operation is not looked at: one operation under many hashes.',
  SHAPE: 'A list of another length, or an item of another type, is read as something that it is not.',
  VERSION: 'An operation of a later version is read by the rules of this one.',
  ACTION: 'An unknown action is taken for one of the three.',
  SCHEMA_ID: 'What is no schema id is passed on, and looked up or shown.',
  PREVIOUS: 'What is no view id names operations: none, in any order, or something else than operations.',
  FIELDS:
    'Fields in any order, twice, or none: several encodings of one operation, or one value hides another.',
  FIELD_NAMES: 'A name that no schema can have gets into a document.',
  VALUE: 'A value of no type is passed on to what knows only those that there are.',
  INTEGER_RANGE: 'An integer that no field can hold wraps, or passes through a double.',
  IDS: 'What is no operation id is taken for one in a relation.',
  NESTING: 'Nesting is followed down by recursion until the stack overflows.',
  PRECEDENCE: 'Of two faults another is reported than the first in the order of the bytes.',
  REAL_WORLD:
    'Real operations are refused, or read otherwise: p2panda 0.8.1 decides this case, and the specification where it decides otherwise.',
};

const about = (name: string, flag: string, ...requirements: string[]) => ({ name, flag, requirements });

/** The items of the list, one after the other. */
function addShapes(list: VectorList): void {
  const bad = (name: string, operation: string, reason: string, compat = reason) =>
    addBad(list, about(name, 'SHAPE', 'PAN-OPR-002'), operation, reason, compat);
  for (const [name, cbor] of [
    ['int', '01'],
    ['text', text('create')],
    ['map', map(['action', text('create')])],
    ['null', NULL],
    ['float', 'f93c00'],
  ] as const) {
    bad(`operation-of-${name}`, cbor, 'OPERATION_NOT_A_LIST');
  }
  const items = (...of: string[]) => cborList(...of);
  const [sid, fields, previous] = [text('blob_v1'), map(['a', text('x')]), ids(idOf(0x44))];
  const length = (name: string, operation: string, compat = 'OPERATION_LENGTH') =>
    bad(`length-${name}`, operation, 'OPERATION_LENGTH', compat);
  length('of-0', items());
  length('of-1', items('01'));
  length('of-2', items('01', '00'));
  length('create-of-3', items('01', '00', sid));
  length('create-of-5', items('01', '00', sid, fields, '00'));
  length('create-with-previous', items('01', '00', sid, previous, fields), 'FIELDS_TYPE');
  length('update-of-3', items('01', '01', sid));
  length('update-without-fields', items('01', '01', sid, previous));
  length('update-without-previous', items('01', '01', sid, fields), 'PREVIOUS_TYPE');
  length('update-of-6', items('01', '01', sid, previous, fields, '00'));
  length('delete-of-3', items('01', '02', sid));
  length('delete-with-fields', items('01', '02', sid, previous, fields));
  for (const action of ['create', 'update', 'delete'] as const) {
    const name = about(
      `good-${action}`,
      'SHAPE',
      'PAN-OPR-001',
      'PAN-OPR-004',
      'PAN-OPR-005',
      'PAN-OPR-007',
      'PAN-OPR-008',
    );
    const more = action === 'delete' ? {} : { fields: map(['b', TRUE]) };
    add(list, name, operationOf(action, more), fieldsOf(action, [['b', 'bool', true]]));
  }
  const version = (name: string, cbor: string) =>
    addBad(
      list,
      about(`version-${name}`, 'VERSION'),
      operationOf('create', { version: cbor }),
      'OPERATION_VERSION',
    );
  version('0', '00');
  version('2', '02');
  version('2-to-the-32-and-1', int(2n ** 32n + 1n));
  version('2-to-the-64-less-1', int(2n ** 64n - 1n));
  version('minus-1', '20');
  version('text', text('1'));
  version('float', 'f93c00');
  version('true', TRUE);
  const action = (name: string, cbor: string) =>
    addBad(
      list,
      about(`action-${name}`, 'ACTION'),
      operationOf('create', { action: cbor }),
      'OPERATION_ACTION',
    );
  action('3', '03');
  action('2-to-the-32', int(2n ** 32n));
  action('2-to-the-64-less-1', int(2n ** 64n - 1n));
  action('minus-1', '20');
  action('text', text('create'));
  action('float', 'f90000');
  action('false', 'f4');
  // A DELETE but for its number.
  const expected = inBoth(reject('OPERATION_ACTION'));
  add(list, about('action-3-of-a-delete', 'ACTION'), operationOf('delete', { action: '03' }), expected);
}

function addSchemaIds(list: VectorList): void {
  const id = idOf(0xab);
  const bad = (name: string, schemaId: string, reason: string, compat = reason) =>
    addBad(
      list,
      about(`schema-id-${name}`, 'SCHEMA_ID'),
      operationOf('create', { schemaId }),
      reason,
      compat,
    );
  const type = (name: string, cbor: string) => bad(`of-${name}`, cbor, 'SCHEMA_ID_TYPE');
  type('int', '03');
  type('bytes', bytes(hexOf('blob_v1')));
  type('list', cborList(text('blob_v1')));
  type('null', NULL);
  bad('empty', text(''), 'SCHEMA_ID_MALFORMED');
  bad('without-underscore', text('venue'), 'SCHEMA_ID_MALFORMED');
  bad('unknown', text('venue_v1'), 'SYSTEM_SCHEMA_UNKNOWN');
  bad('without-name', text(`_${id}`), 'SCHEMA_ID_MALFORMED');
  bad('with-a-bad-name', text(`1_${id}`), 'SCHEMA_NAME_INVALID');
  bad('with-a-short-id', text(`venue_${id.slice(2)}`), 'OPERATION_ID_INVALID');
  bad('unsorted', text(`venue_${idOf(0xcd)}_${id}`), 'VIEW_ID_NOT_SORTED');
  const v2 = operationOf('create', { schemaId: text('blob_v2') });
  const compat = fieldsOf('create', undefined, undefined, 'blob_v2');
  add(list, about('schema-id-v2', 'SCHEMA_ID', 'compat:PAN-SID-006'), v2, {
    p2panda: reject('SYSTEM_SCHEMA_UNKNOWN'),
    compat,
  });
}

function addPrevious(list: VectorList): void {
  const [a, b] = [idOf(0x44), idOf(0x55)];
  const of = (action: Action, cbor: string) => operationOf(action, { previous: cbor });
  const bad = (name: string, cbor: string, reason: string, compat = reason) =>
    addBad(list, about(`previous-${name}`, 'PREVIOUS'), of('update', cbor), reason, compat);
  const type = (name: string, cbor: string) => bad(`of-${name}`, cbor, 'PREVIOUS_TYPE');
  type('null', NULL);
  type('int', '01');
  type('bytes', bytes(a));
  type('map', map(['a', bytes(a)]));
  bad('empty', ids(), 'VIEW_ID_EMPTY');
  bad('unsorted', ids(b, a), 'VIEW_ID_NOT_SORTED');
  bad('doubled', ids(a, a), 'VIEW_ID_NOT_SORTED');
  bad('sorted-but-for-the-last', ids(idOf(0x11), b, a), 'VIEW_ID_NOT_SORTED');
  const invalid = (name: string, cbor: string) => bad(name, cborList(cbor), 'OPERATION_ID_INVALID');
  invalid('id-of-text', text(a));
  invalid('id-of-int', '01');
  invalid('id-null', NULL);
  invalid('id-of-33-bytes', bytes(a.slice(0, -2)));
  invalid('id-of-35-bytes', bytes(`${a}00`));
  invalid('id-of-no-bytes', bytes(''));
  invalid('id-of-hash-type-1', bytes(`01${a.slice(2)}`));
  invalid('id-of-bamboo', bytes(`0040${'44'.repeat(64)}`));
  addBad(
    list,
    about('previous-of-delete-unsorted', 'PREVIOUS'),
    of('delete', ids(b, a)),
    'VIEW_ID_NOT_SORTED',
  );
  addBad(list, about('previous-of-delete-empty', 'PREVIOUS'), of('delete', ids()), 'VIEW_ID_EMPTY');
  for (const action of ['update', 'delete'] as const) {
    add(
      list,
      about(`previous-of-two-in-${action}`, 'PREVIOUS', 'PAN-OPR-007', 'PAN-DOC-004'),
      of(action, ids(a, b)),
      fieldsOf(action, undefined, [a, b]),
    );
  }
  const lenient = (name: string, cbor: string, previous: string, reason: string) =>
    add(
      list,
      about(`previous-${name}`, 'PREVIOUS', 'compat:PAN-OPR-006', 'compat:PAN-OPR-007'),
      of('update', cbor),
      {
        p2panda: reject(reason),
        compat: fieldsOf('update', undefined, [previous]),
      },
    );
  lenient('of-text', text(a), a, 'PREVIOUS_TYPE');
  lenient('of-length-byte-21', ids(`0021${a.slice(4)}`), `0021${a.slice(4)}`, 'OPERATION_ID_INVALID');
  add(list, about('previous-of-bad-text', 'PREVIOUS'), of('update', text('abc')), {
    p2panda: reject('PREVIOUS_TYPE'),
    compat: reject('OPERATION_ID_INVALID'),
  });
}

function addFields(list: VectorList): void {
  const fields = (name: string, cbor: string, reason: string, compat = reason) =>
    addBad(list, about(name, 'FIELDS'), operationOf('create', { fields: cbor }), reason, compat);
  fields('fields-of-list', cborList(text('a'), text('x')), 'FIELDS_TYPE');
  fields('fields-null', NULL, 'FIELDS_TYPE');
  fields('fields-of-text', text('a'), 'FIELDS_TYPE');
  fields('fields-of-bytes', bytes('07'), 'FIELDS_TYPE');
  fields('fields-descending', map(['b', TRUE], ['a', TRUE]), 'FIELDS_NOT_SORTED');
  fields('fields-doubled', map(['a', TRUE], ['a', TRUE]), 'FIELDS_NOT_SORTED');
  fields('fields-length-first', map(['b', TRUE], ['aa', TRUE]), 'FIELDS_NOT_SORTED');
  fields('fields-regardless-of-case', map(['a', TRUE], ['B', TRUE]), 'FIELDS_NOT_SORTED');
  fields('fields-last-out-of-order', map(['a', TRUE], ['c', TRUE], ['b', TRUE]), 'FIELDS_NOT_SORTED');
  for (const action of ['create', 'update'] as const) {
    add(
      list,
      about(`fields-none-in-${action}`, 'FIELDS', 'PAN-OPR-008'),
      operationOf(action, { fields: map() }),
      {
        p2panda: reject('FIELDS_EMPTY'),
        compat: fieldsOf(action, []),
      },
    );
  }
  const good = (name: string, ...names: string[]) =>
    add(
      list,
      about(`fields-${name}`, 'FIELDS', 'PAN-CBR-008', 'PAN-OPR-008', 'PAN-OPR-009'),
      operationOf('create', { fields: map(...names.map((field) => [field, TRUE] as const)) }),
      fieldsOf(
        'create',
        names.map((field) => [field, 'bool', true]),
      ),
    );
  good('sorted-by-bytes', 'B', 'a', 'a0', 'aA', 'a_', 'aa', 'b');
  good('sorted-not-length-first', 'aa', 'b');
  const astral = operationOf('create', { fields: map(['\uffff', TRUE], ['\u{10000}', TRUE]) });
  add(list, about('fields-sorted-above-the-surrogates', 'FIELDS', 'PAN-CBR-008'), astral, {
    compat: fieldsOf('create', [
      ['\uffff', 'bool', true],
      ['\u{10000}', 'bool', true],
    ]),
  });
  const key = (name: string, cbor: string) =>
    addBad(
      list,
      about(`name-of-${name}`, 'FIELD_NAMES'),
      operationOf('create', { fields: `a1${cbor}${TRUE}` }),
      'FIELD_NAME_TYPE',
    );
  key('int', '01');
  key('bytes', bytes('61'));
  key('null', NULL);
  key('list', cborList(text('a')));
  const name = (label: string, field: string, isGood = false) => {
    const accepted = fieldsOf('create', [[field, 'bool', true]]);
    add(
      list,
      about(`name-${label}`, 'FIELD_NAMES', 'p2panda:PAN-OPR-014', 'compat:PAN-OPR-009'),
      operationOf('create', { fields: map([field, TRUE]) }),
      isGood ? accepted : { p2panda: reject('FIELD_NAME_INVALID'), compat: accepted },
    );
  };
  name('of-64', 'a'.repeat(64), true);
  name('of-65', 'a'.repeat(65));
  name('digit-first', '1a');
  name('underscore-first', '_a');
  name('blank', 'a b');
  name('hyphen', 'a-b');
  name('umlaut', 'ü');
  name('line-end-last', 'a\n');
  name('nul', 'a\u0000');
}

function addValues(list: VectorList): void {
  const value = (name: string, cbor: string, typed: Typed, flag = 'VALUE') =>
    addValue(list, about(`value-${name}`, flag), cbor, typed);
  const bad = (name: string, cbor: Json, reason = 'VALUE_TYPE', compat = reason, flag = 'VALUE') => {
    const operation = typeof cbor === 'string' ? operationOf('create', { fields: map(['a', cbor]) }) : cbor;
    addBad(list, about(`value-${name}`, flag), operation, reason, compat);
  };
  value('false', 'f4', ['bool', false]);
  value('text-empty', '60', ['str', '']);
  value('text-of-24', text('x'.repeat(24)), ['str', 'x'.repeat(24)]);
  value('text-of-256', text('x'.repeat(256)), ['str', 'x'.repeat(256)]);
  value('bytes-of-24', bytes('07'.repeat(24)), ['bytes', '07'.repeat(24)]);
  for (const n of [0n, 23n, -24n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 63n - 1n, -(2n ** 63n)]) {
    value(`int-${n < 0n ? 'minus-' : ''}${n < 0n ? -n : n}`, int(n), ['int', String(n)], 'INTEGER_RANGE');
  }
  for (const n of [2n ** 63n, 2n ** 64n - 1n, -(2n ** 63n) - 1n, -(2n ** 64n)]) {
    bad(
      `int-${n < 0n ? 'minus-' : ''}${n < 0n ? -n : n}`,
      int(n),
      'INT_OUT_OF_RANGE',
      'INT_OUT_OF_RANGE',
      'INTEGER_RANGE',
    );
  }
  bad('null', NULL);
  bad('undefined', 'f7');
  bad('map', map(['a', TRUE]));
  bad('map-empty', map());
  bad('simple-0', 'e0');
  bad('simple-32', 'f820');
  bad('simple-255', 'f8ff');
  const [a, b] = [idOf(0x11), idOf(0x22)];
  value('ids-unsorted', ids(b, a), ['ids', [b, a]], 'IDS');
  const unsorted = operationOf('create', { fields: map(['a', ids(b, a)]) });
  const read = { compat: fieldsOf('create', [['a', 'ids', [b, a]]]) };
  add(list, about('value-ids-unsorted', 'IDS', 'PAN-OPR-010'), unsorted, read);
  value('ids-repeated', ids(a, a), ['ids', [a, a]], 'IDS');
  value('lists', idLists([b, a], [], [a, a]), ['id_lists', [[b, a], [], [a, a]]], 'IDS');
  value('bytes-nearly-an-id', bytes(a.slice(2)), ['bytes', a.slice(2)], 'IDS');
  bad('list-of-int', cborList('01'));
  bad('list-of-text', cborList(text(a)));
  bad('list-of-null', cborList(NULL));
  bad('list-id-then-int', cborList(bytes(a), '01'));
  bad('list-id-then-list', cborList(bytes(a), ids(b)));
  bad('list-list-then-id', cborList(ids(a), bytes(b)));
  bad('list-of-lists-of-int', cborList(cborList('01')));
  bad('list-of-lists-of-lists', cborList(cborList(ids(a))));
  const invalid = (name: string, id: string) => {
    bad(`id-${name}-in-a-list`, ids(id), 'OPERATION_ID_INVALID', 'OPERATION_ID_INVALID', 'IDS');
    bad(
      `id-${name}-in-a-list-of-lists`,
      idLists([a], [id]),
      'OPERATION_ID_INVALID',
      'OPERATION_ID_INVALID',
      'IDS',
    );
  };
  invalid('of-33-bytes', a.slice(0, -2));
  invalid('of-no-bytes', '');
  invalid('of-hash-type-1', `01${a.slice(2)}`);
  const deep = (start: string, times: number): Json => ({
    concat: [operationOf('create', { fields: `a1${text('a')}` }), { repeat: start, times }],
  });
  bad('nested-100000-deep', deep('81', 100_000), 'VALUE_TYPE', 'VALUE_TYPE', 'NESTING');
  bad('maps-100000-deep', deep('a16161', 100_000), 'VALUE_TYPE', 'VALUE_TYPE', 'NESTING');
  addBad(
    list,
    about('operation-nested-100000-deep', 'NESTING'),
    { concat: [{ repeat: '81', times: 100_000 }] },
    'OPERATION_VERSION',
  );
}

/** PAN-OPR-002: of two faults the first. */
function addPrecedence(list: VectorList): void {
  const first = (name: string, operation: string, reason: string, compat = reason) =>
    addBad(list, about(`first-${name}`, 'PRECEDENCE', 'PAN-OPR-002'), operation, reason, compat);
  const [a, b] = [idOf(0x44), idOf(0x55)];
  first('list-then-version', map(['a', '02']), 'OPERATION_NOT_A_LIST');
  first('version-then-action', operationOf('create', { version: '02', action: '03' }), 'OPERATION_VERSION');
  first('version-then-length', cborList('02'), 'OPERATION_VERSION');
  first(
    'head-then-version',
    operationOf('create', { version: '1802' }),
    'CBOR_NOT_CANONICAL',
    'OPERATION_VERSION',
  );
  first('action-then-length', cborList('01', '03'), 'OPERATION_ACTION');
  first(
    'length-then-schema-id',
    cborList('01', '00', text('venue')),
    'OPERATION_LENGTH',
    'SCHEMA_ID_MALFORMED',
  );
  first(
    'schema-id-then-previous',
    operationOf('update', { schemaId: text('venue'), previous: ids() }),
    'SCHEMA_ID_MALFORMED',
  );
  first('schema-id-then-end', `840100${text('venue')}`, 'SCHEMA_ID_MALFORMED');
  first('utf8-then-schema-id', operationOf('create', { schemaId: textOf('80') }), 'CBOR_MALFORMED');
  first('schema-id-type-then-content', operationOf('create', { schemaId: bytes('80') }), 'SCHEMA_ID_TYPE');
  first(
    'previous-then-fields',
    operationOf('update', { previous: ids(b, a), fields: cborList() }),
    'VIEW_ID_NOT_SORTED',
  );
  first('name-then-value', operationOf('create', { fields: `a101${NULL}` }), 'FIELD_NAME_TYPE');
  first(
    'bad-name-then-value',
    operationOf('create', { fields: map(['1', NULL]) }),
    'FIELD_NAME_INVALID',
    'VALUE_TYPE',
  );
  first(
    'bad-name-then-order',
    operationOf('create', { fields: map(['b', TRUE], ['1', TRUE]) }),
    'FIELD_NAME_INVALID',
    'FIELDS_NOT_SORTED',
  );
  first(
    'order-then-value',
    operationOf('create', { fields: map(['b', TRUE], ['a', NULL]) }),
    'FIELDS_NOT_SORTED',
  );
  first('value-then-order', operationOf('create', { fields: map(['b', NULL], ['a', TRUE]) }), 'VALUE_TYPE');
  first('value-then-trailing', `${operationOf('create', { fields: map(['a', NULL]) })}00`, 'VALUE_TYPE');
  first(
    'id-then-type',
    operationOf('create', { fields: map(['a', cborList(bytes('00'), '01')]) }),
    'OPERATION_ID_INVALID',
  );
  first(
    'head-of-a-value-then-range',
    operationOf('create', { fields: map(['a', `1b${'f'.repeat(16)}`], ['b', NULL]) }),
    'INT_OUT_OF_RANGE',
  );
  add(
    list,
    about('first-tag-then-version', 'PRECEDENCE', 'PAN-OPR-002'),
    `c1${operationOf('create', { version: '02' })}`,
    {
      p2panda: reject('CBOR_TAGGED'),
      compat: reject('OPERATION_VERSION'),
    },
  );
}

export function operationDecodeSubject(): Subject {
  return subject(
    'operation-decode',
    'Decoding operations: canonical CBOR and nothing else in profile p2panda, all that p2panda 0.8.1 takes in p2panda-compat.',
    NOTES,
    (list) => {
      addShapes(list);
      addSchemaIds(list);
      addPrevious(list);
      addFields(list);
      addValues(list);
      addPrecedence(list);
      addTruncated(list);
      addHeads(list);
      addIndefinite(list);
      addTags(list);
      addFloats(list);
      addMalformed(list);
      addRealDecodings(list);
    },
  );
}
