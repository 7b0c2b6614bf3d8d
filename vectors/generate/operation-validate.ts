import { bytes, FALSE, ids, map, text, TRUE } from './cbor-builder.js';
import {
  type About,
  addData,
  create,
  deletion,
  type Expected,
  idLists,
  idOf,
  operationOf,
  type Pair,
  SCHEMA,
  update,
} from './data-builder.js';
import { addSystemSchemas } from './operation-validate-system.js';
import { accept, type Expect, type Json, reject, subject, type Subject, type VectorList } from './vector.js';

const NOTES = {
  TYPE: 'A value of another type than the field’s gets into a document, and what reads it fails.',
  NO_CONVERSION:
    'A number of one type is taken for the other: peers that do and that do not hold two documents.',
  RELATION: 'What is no operation id is taken for a relation, and followed.',
  RELATION_LIST:
    'A list of relations is held to be a view id: sorted, made unique, or refused where it is empty.',
  PINNED: 'A view that cannot be is taken for a pinned one, and never found.',
  PINNED_LIST: 'A list of pinned relations is held to be one view, or its members are not looked at.',
  UNKNOWN_FIELD: 'A field that the schema does not have gets into a document.',
  MISSING_FIELD: 'A document is created without all of its fields, and what reads it fails.',
  UPDATE: 'An update has to repeat all fields, so that concurrent updates overwrite one another.',
  DELETE: 'A DELETE, which has no fields, is refused for missing some.',
  SCHEMA: 'An operation of another schema is taken for one of this, because its fields fit.',
  PRECEDENCE: 'Of two faults another is reported than the first in the order of the checks.',
  SCHEMA_NAME: 'A schema’s definition has a name that no schema id can have, or a good one is refused.',
  DESCRIPTION:
    'A description is measured in bytes or units of 16 bits, and peers disagree about the same text.',
  SCHEMA_FIELDS: 'A schema of more fields than an operation can have is defined.',
  FIELD_NAME: 'A field’s definition has a name that no operation can write, or a good one is refused.',
  FIELD_TYPE: 'A field’s definition has a type that nobody knows, and the schema cannot be built.',
  MIME_TYPE: 'What is no type of media gets to what shows the blob.',
  BLOB: 'A blob of no pieces, or of pieces too long to be sent, is accepted.',
  BLOB_LONG: 'A piece of the greatest length is refused, or one byte more accepted.',
};

interface Field {
  readonly name: string;
  readonly type: string;
}

const ID = idOf(0x11);
const schemaOf = (...fields: Field[]): Json => ({ id: SCHEMA, fields: fields as unknown as Json });
const typed = (...fields: { name: string; type: string; value: Json }[]): Expect => accept({ fields });

function add(list: VectorList, about: About, operation: Json, schema: Json, expected: Expected): void {
  addData(list, 'operation-validate', 'operation.validate', about, { operation, schema }, expected);
}

/** The types of fields as a schema writes them. */
const TYPES: Readonly<Record<string, string>> = {
  bool: 'bool',
  int: 'int',
  float: 'float',
  str: 'str',
  bytes: 'bytes',
  relation: `relation(${SCHEMA})`,
  relation_list: 'relation_list(blob_v1)',
  pinned_relation: 'pinned_relation(blob_v1)',
  pinned_relation_list: 'pinned_relation_list(blob_v1)',
};

/** Values of all kinds: their CBOR, their form in the protocol, and the types that take them. */
const [A, B] = [idOf(0x11), idOf(0x22)];
const VALUES: readonly (readonly [name: string, cbor: string, value: Json, types: string])[] = [
  ['true', TRUE, true, 'bool'],
  ['false', FALSE, false, 'bool'],
  ['int-0', '00', '0', 'int'],
  ['int-1', '01', '1', 'int'],
  ['int-minus-1', '20', '-1', 'int'],
  ['float-1', 'f93c00', '3ff0000000000000', 'float'],
  ['float-nan', 'f97e00', '7ff8000000000000', 'float'],
  ['text', text('x'), 'x', 'str'],
  ['text-of-nothing', '60', '', 'str'],
  ['text-of-an-id', text(A), A, 'str'],
  ['bytes', bytes('07'), '07', 'bytes'],
  ['bytes-of-nothing', '40', '', 'bytes'],
  ['id', bytes(A), A, 'bytes relation'],
  ['list-of-nothing', '80', [], 'relation_list pinned_relation_list'],
  ['list-of-one', ids(A), [A], 'relation_list pinned_relation'],
  ['list-ascending', ids(A, B), [A, B], 'relation_list pinned_relation'],
  ['list-descending', ids(B, A), [B, A], 'relation_list'],
  ['list-repeated', ids(A, A), [A, A], 'relation_list'],
  ['lists', idLists([A], [B], [A]), [[A], [B], [A]], 'pinned_relation_list'],
  ['lists-of-nothing', idLists([]), [[]], ''],
  ['lists-descending', idLists([B, A]), [[B, A]], ''],
  ['second-of-lists-descending', idLists([B], [B, A]), [[B], [B, A]], ''],
];

/** Why a value is not of a type where that is more than that it is of another. */
const REASONS: Readonly<Record<string, string>> = {
  'relation bytes': 'OPERATION_ID_INVALID',
  'relation bytes-of-nothing': 'OPERATION_ID_INVALID',
  'pinned_relation list-of-nothing': 'VIEW_ID_EMPTY',
  'pinned_relation list-descending': 'VIEW_ID_NOT_SORTED',
  'pinned_relation list-repeated': 'VIEW_ID_NOT_SORTED',
  'pinned_relation_list lists-of-nothing': 'VIEW_ID_EMPTY',
  'pinned_relation_list lists-descending': 'VIEW_ID_NOT_SORTED',
  'pinned_relation_list second-of-lists-descending': 'VIEW_ID_NOT_SORTED',
  'relation_list lists': 'FIELD_TYPE_MISMATCH',
};

const FLAG_OF: Readonly<Record<string, string>> = {
  relation: 'RELATION',
  relation_list: 'RELATION_LIST',
  pinned_relation: 'PINNED',
  pinned_relation_list: 'PINNED_LIST',
};

const REQUIREMENT_OF_TYPE: Readonly<Record<string, string>> = {
  relation: 'PAN-TYP-004',
  relation_list: 'PAN-TYP-005',
  pinned_relation: 'PAN-TYP-006',
  pinned_relation_list: 'PAN-TYP-007',
};

/** Of values of one kind, one is enough for the types that none of them has. */
const TRIED_AS_WRONG = new Set(['text', 'int-1', 'bytes', 'list-of-one']);

/** Every value for every type; in compat those that are accepted, and a selection of the others. */
function addTypes(list: VectorList): void {
  for (const [type, written] of Object.entries(TYPES)) {
    for (const [name, cbor, value, types] of VALUES) {
      const isNumbers = /^(int|float)$/.test(type) && /^(int|float)/.test(name);
      const about = {
        name: `${type.replaceAll('_', '-')}-of-${name}`,
        flag: isNumbers ? 'NO_CONVERSION' : (FLAG_OF[type] ?? 'TYPE'),
        requirements: [REQUIREMENT_OF_TYPE[type] ?? 'PAN-TYP-001', 'PAN-TYP-003'],
      };
      const isGood = types.split(' ').includes(type);
      const expect = isGood
        ? typed({ name: 'a', type, value })
        : reject(REASONS[`${type} ${name}`] ?? 'FIELD_TYPE_MISMATCH');
      if (!isGood && !isNumbers && !TRIED_AS_WRONG.has(name) && !REASONS[`${type} ${name}`]) continue;
      const schema = schemaOf({ name: 'a', type: written });
      const expected =
        REASONS[`${type} ${name}`] !== undefined
          ? { p2panda: expect, compat: expect }
          : isGood || isNumbers
            ? expect
            : { p2panda: expect };
      add(list, about, create(SCHEMA, ['a', cbor]), schema, expected);
    }
  }
  const other = `0021${'11'.repeat(32)}`;
  const length = { name: 'relation-of-length-byte-21', flag: 'RELATION', requirements: ['PAN-TYP-004'] };
  add(list, length, create(SCHEMA, ['a', bytes(other)]), schemaOf({ name: 'a', type: TYPES['relation']! }), {
    p2panda: reject('OPERATION_ID_INVALID'),
    compat: typed({ name: 'a', type: 'relation', value: other }),
  });
}

function addFields(list: VectorList): void {
  const two = schemaOf({ name: 'a', type: 'str' }, { name: 'b', type: 'int' });
  const values: Readonly<Record<string, Pair>> = {
    a: ['a', text('x')],
    b: ['b', '01'],
    c: ['c', TRUE],
    B: ['B', '01'],
  };
  const pairs = (names: string) => Array.from(names).map((name) => values[name]!);
  const output = (names: string) =>
    typed(
      ...Array.from(names).map((name) =>
        name === 'a' ? { name, type: 'str', value: 'x' } : { name, type: 'int', value: '1' },
      ),
    );
  const of = (
    action: 'create' | 'update',
    names: string,
    flag: string,
    requirement: string,
    expect: Expect,
  ) => {
    const operation =
      action === 'create' ? create(SCHEMA, ...pairs(names)) : update(SCHEMA, [ID], ...pairs(names));
    const about = {
      name: `${action}-of-${names.replace('B', 'upper-b-').toLowerCase()}`,
      flag,
      requirements: [requirement],
    };
    add(list, about, operation, two, expect);
  };
  of('create', 'ab', 'MISSING_FIELD', 'PAN-VAL-004', output('ab'));
  of('create', 'a', 'MISSING_FIELD', 'PAN-VAL-004', reject('FIELD_MISSING'));
  of('create', 'b', 'MISSING_FIELD', 'PAN-VAL-004', reject('FIELD_MISSING'));
  of('create', 'abc', 'UNKNOWN_FIELD', 'PAN-VAL-003', reject('FIELD_UNKNOWN'));
  of('create', 'ac', 'UNKNOWN_FIELD', 'PAN-VAL-003', reject('FIELD_UNKNOWN'));
  of('create', 'Bab', 'UNKNOWN_FIELD', 'PAN-VAL-003', reject('FIELD_UNKNOWN'));
  of('update', 'a', 'UPDATE', 'PAN-VAL-005', output('a'));
  of('update', 'b', 'UPDATE', 'PAN-VAL-005', output('b'));
  of('update', 'ab', 'UPDATE', 'PAN-VAL-005', output('ab'));
  of('update', 'c', 'UNKNOWN_FIELD', 'PAN-VAL-003', reject('FIELD_UNKNOWN'));
  const nothing = { name: 'delete', flag: 'DELETE', requirements: ['PAN-VAL-001'] };
  add(list, nothing, deletion(SCHEMA, [ID]), two, accept({ fields: null }));
  const none = operationOf('create', { schemaId: text(SCHEMA), fields: map() });
  add(list, { name: 'create-of-nothing', flag: 'MISSING_FIELD', requirements: [] }, none, two, {
    compat: reject('FIELD_MISSING'),
  });
  const empty = operationOf('update', { schemaId: text(SCHEMA), fields: map() });
  add(list, { name: 'update-of-nothing', flag: 'UPDATE', requirements: ['PAN-VAL-005'] }, empty, two, {
    compat: accept({ fields: [] }),
  });
}

function addSchemas(list: VectorList): void {
  const one = { name: 'a', type: 'str' };
  const fields: Pair = ['a', text('x')];
  const mismatch = (name: string, schemaId: string, operation: string) =>
    add(
      list,
      { name: `schema-${name}`, flag: 'SCHEMA', requirements: [] },
      operation,
      { id: schemaId, fields: [one] },
      reject('SCHEMA_MISMATCH'),
    );
  mismatch('of-another-view', SCHEMA, create(`venue_${idOf(0xac)}`, fields));
  mismatch('of-another-name', SCHEMA, create(`venues_${idOf(0xab)}`, fields));
  mismatch('of-a-longer-view', SCHEMA, create(`${SCHEMA}_${idOf(0xac)}`, fields));
  mismatch('of-a-delete', SCHEMA, deletion(`venue_${idOf(0xac)}`, [ID]));
  const first = (name: string, operation: string, reason: string, requirement = 'PAN-VAL-001') =>
    add(
      list,
      { name: `first-${name}`, flag: 'PRECEDENCE', requirements: [requirement] },
      operation,
      schemaOf(
        { name: 'a', type: 'str' },
        { name: 'b', type: 'pinned_relation(blob_v1)' },
        { name: 'd', type: 'int' },
      ),
      reject(reason),
    );
  first('decoding-then-schema', operationOf('create', { fields: map(['a', 'f6']) }), 'VALUE_TYPE');
  first('schema-then-unknown', create(`venue_${idOf(0xac)}`, ['c', TRUE]), 'SCHEMA_MISMATCH');
  first('type-then-unknown', create(SCHEMA, ['a', '01'], ['c', TRUE]), 'FIELD_TYPE_MISMATCH');
  first('unknown-then-type', create(SCHEMA, ['Z', TRUE], ['a', '01']), 'FIELD_UNKNOWN');
  first('unknown-then-missing', create(SCHEMA, ['a', text('x')], ['c', TRUE]), 'FIELD_UNKNOWN');
  first('type-then-missing', create(SCHEMA, ['d', TRUE]), 'FIELD_TYPE_MISMATCH');
  first('type-then-value', create(SCHEMA, ['a', '01'], ['b', ids()]), 'FIELD_TYPE_MISMATCH');
  first('value-then-type', create(SCHEMA, ['a', text('x')], ['b', ids()], ['d', TRUE]), 'VIEW_ID_EMPTY');
  first('value-then-missing', create(SCHEMA, ['b', ids()]), 'VIEW_ID_EMPTY');
}

export function operationValidateSubject(): Subject {
  return subject(
    'operation-validate',
    'Operations against their schemas: which fields there are, of which types, and what the system schemas ask for.',
    NOTES,
    (list) => {
      addTypes(list);
      addFields(list);
      addSchemas(list);
      addSystemSchemas(list);
    },
  );
}
