import { readFileSync } from 'node:fs';
import { bytes, int, list as cborList, map, NULL, text, TRUE } from './cbor-builder.js';
import { MESSAGE_SCHEMA } from './p2panda-message.js';
import { accept, type Expect, type Json, reject, subject, type Subject, type VectorList } from './vector.js';

const NOTES = {
  REAL_WORLD: 'What p2panda 0.2.1 wrote cannot be read.',
  SHAPE: 'What is no message is taken for one, and its parts for something that they are not.',
  ACTION:
    'A message of an unknown action is taken for one of the three, or has parts that its action does not have.',
  HASH: 'What is no hash is taken for that of a schema or a document, and looked up.',
  CBOR: 'A message is read more loosely than it is written, and two messages of other bytes say the same.',
  NAMES: 'Fields that are not in ascending order, or names that no operation could have, are refused.',
  FIELDS: 'A field without a type, or with a value of another, gets into a document.',
};

/** Messages that p2panda-js 0.2.1 encoded, as recorded in `test/fixtures`. */
const { messages } = JSON.parse(
  readFileSync(new URL('../../test/fixtures/p2panda-js-0.2.1-messages.json', import.meta.url), 'utf8'),
) as { messages: Record<string, string> };

const hashOf = (byte: string): string => `0040${byte.repeat(64)}`;
const ID = hashOf('11');

/** A message with the schema's hash, which is one byte again and again, in the short form. */
function shortened(message: string): Json {
  const [before, ...after] = message.split('6162'.repeat(64));
  if (after.length !== 1) return message;
  return { concat: [before!, { repeat: '6162', times: 64 }, after[0]!].filter((part) => part !== '') };
}

function add(
  list: VectorList,
  name: string,
  flag: string,
  message: string,
  expect: Expect,
  ...requirements: string[]
): void {
  list.add({
    id: `message-decode-${name}`,
    requirements: ['PAN-MSG-001', ...requirements],
    flags: [flag],
    profile: 'bamboo',
    op: 'message.decode',
    input: { message: shortened(message) },
    expect,
  });
}

type Field = readonly [name: string, type: string, value: Json];

const read = (action: string, fields: readonly Field[] | null, id: string | null = null): Expect =>
  accept({
    action,
    schema: MESSAGE_SCHEMA,
    id,
    fields: fields && fields.map(([name, type, value]) => ({ name, type, value })),
  });

function addReal(list: VectorList): void {
  const real: Readonly<Record<string, Expect>> = {
    'create-of-text': read('create', [['message', 'str', 'Hello']]),
    'create-of-every-type': read('create', [
      ['a', 'int', '-5'],
      ['b', 'bool', true],
      ['f', 'float', '3ff8000000000000'],
      ['r', 'relation', hashOf('cd')],
      ['s', 'str', 'Grüße'],
    ]),
    'create-of-numbers': read('create', [
      ['a', 'int', '2147483647'],
      ['b', 'int', '-2147483648'],
      ['c', 'int', '0'],
      ['d', 'float', '3fb999999999999a'],
      ['e', 'float', '40f86a0000000000'],
      ['f', 'bool', false],
      ['g', 'int', '9007199254740991'],
    ]),
    'create-sorted': read('create', [
      ['B', 'bool', true],
      ['aa', 'bool', true],
      ['b', 'bool', true],
    ]),
    'create-of-text-of-nothing': read('create', [['message', 'str', '']]),
    update: read('update', [['message', 'str', 'Hi']], ID),
    delete: read('delete', null, ID),
  };
  for (const [name, expect] of Object.entries(real)) {
    add(list, `real-${name}`, 'REAL_WORLD', messages[name]!, expect, 'PAN-MSG-002', 'PAN-MSG-003');
  }
}

type Pair = readonly [name: string, value: string];

const typed = (type: string, value: string): string => map(['type', text(type)], ['value', value]);
const FIELDS: Pair = ['fields', map(['a', typed('bool', TRUE)])];
const ACTION: Pair = ['action', text('create')];
const SCHEMA: Pair = ['schema', text(MESSAGE_SCHEMA)];
const VERSION: Pair = ['version', int(1)];

function addFaults(list: VectorList): void {
  const bad = (name: string, flag: string, message: string, ...requirements: string[]) =>
    add(list, name, flag, message, reject('MESSAGE_INVALID'), ...requirements);
  bad('list', 'SHAPE', cborList(text('create'), text(MESSAGE_SCHEMA), int(1)));
  bad('text', 'SHAPE', text('create'));
  bad('empty-map', 'SHAPE', map());
  bad('without-action', 'SHAPE', map(SCHEMA, VERSION, FIELDS));
  bad('without-schema', 'SHAPE', map(ACTION, VERSION, FIELDS));
  bad('without-version', 'SHAPE', map(ACTION, SCHEMA, FIELDS));
  bad('of-another-part', 'SHAPE', map(ACTION, SCHEMA, VERSION, ['extra', TRUE], FIELDS));
  bad('version-0', 'SHAPE', map(ACTION, SCHEMA, ['version', int(0)], FIELDS));
  bad('version-2', 'SHAPE', map(ACTION, SCHEMA, ['version', int(2)], FIELDS));
  bad('version-of-text', 'SHAPE', map(ACTION, SCHEMA, ['version', text('1')], FIELDS));
  const id: Pair = ['id', text(ID)];
  const action = (name: string, value: string, ...more: Pair[]) =>
    bad(`action-${name}`, 'ACTION', map(['action', value], SCHEMA, VERSION, ...more));
  action('unknown', text('publish'), FIELDS);
  action('capital', text('Create'), FIELDS);
  action('of-number', int(0), FIELDS);
  action('create-with-id', text('create'), id, FIELDS);
  action('create-without-fields', text('create'));
  action('update-without-id', text('update'), FIELDS);
  action('update-without-fields', text('update'), id);
  action('delete-without-id', text('delete'));
  action('delete-with-fields', text('delete'), id, FIELDS);
  const schema = (name: string, value: string) =>
    bad(`schema-${name}`, 'HASH', map(ACTION, ['schema', value], VERSION, FIELDS), 'PAN-MSG-003');
  schema('of-bytes', bytes(MESSAGE_SCHEMA));
  schema('cut-off', text(MESSAGE_SCHEMA.slice(0, -2)));
  schema('of-half-a-byte', text(MESSAGE_SCHEMA.slice(0, -1)));
  schema('of-no-hex', text(`${MESSAGE_SCHEMA.slice(0, -1)}g`));
  schema('of-hash-type-1', text(`01${MESSAGE_SCHEMA.slice(2)}`));
  schema('of-blake3', text(`0020${'ab'.repeat(32)}`));
  schema('null', NULL);
  const document = map(['action', text('delete')], SCHEMA, VERSION, ['id', text(ID.slice(0, -2))]);
  bad('id-cut-off', 'HASH', document, 'PAN-MSG-003');
  const fields = (name: string, value: string) =>
    bad(`fields-${name}`, 'FIELDS', map(ACTION, SCHEMA, VERSION, ['fields', value]), 'PAN-MSG-002');
  fields('of-none', map());
  fields('null', NULL);
  fields('of-list', cborList());
  fields('without-type', map(['a', map(['value', TRUE])]));
  fields('without-value', map(['a', map(['type', text('bool')])]));
  fields('of-plain-value', map(['a', TRUE]));
  fields('with-another-part', map(['a', map(['type', text('bool')], ['value', TRUE], ['x', TRUE])]));
  fields('twice', map(['a', typed('bool', TRUE)], ['a', typed('bool', TRUE)]));
  const field = (name: string, type: string, value: string) => fields(name, map(['a', typed(type, value)]));
  field('of-an-unknown-type', 'bytes', bytes('07'));
  field('of-a-later-type', 'relation_list', cborList());
  field('type-in-capitals', 'BOOL', TRUE);
  field('bool-of-int', 'bool', int(1));
  field('bool-null', 'bool', NULL);
  field('int-of-float', 'int', 'f93c00');
  field('int-of-text', 'int', text('1'));
  field('int-2-to-the-63', 'int', int(2n ** 63n));
  field('float-of-int', 'float', int(1));
  field('str-of-int', 'str', int(1));
  field('str-of-bytes', 'str', bytes('61'));
  field('relation-of-bytes', 'relation', bytes(ID));
  field('relation-cut-off', 'relation', text(ID.slice(0, -2)));
}

/** What is no canonical CBOR, and what an operation could not be. */
function addCbor(list: VectorList): void {
  const good = map(ACTION, SCHEMA, VERSION, FIELDS);
  const bad = (name: string, message: string, ...requirements: string[]) =>
    add(list, `cbor-${name}`, 'CBOR', message, reject('MESSAGE_INVALID'), ...requirements);
  const field = (name: string, type: string, value: string) =>
    bad(name, map(ACTION, SCHEMA, VERSION, ['fields', map(['a', typed(type, value)])]), 'PAN-MSG-002');
  bad('trailing-byte', `${good}00`);
  bad('tagged', `d9d9f7${good}`);
  bad('one-key-less-than-declared', `a5${good.slice(2)}`);
  bad('key-of-another-name', map(ACTION, ['Schema', text(MESSAGE_SCHEMA)], VERSION, FIELDS));
  field('long-int', 'int', '1801');
  field('long-float', 'float', 'fa3f800000');
  field('indefinite-text', 'str', '7f6161ff');
  field('text-of-no-utf8', 'str', '61ff');
  const fields = map(['ü ', typed('int', int(2n ** 53n + 1n))], ['a', typed('bool', TRUE)]);
  const read = accept({
    action: 'create',
    schema: MESSAGE_SCHEMA,
    id: null,
    fields: [
      { name: 'ü ', type: 'int', value: '9007199254740993' },
      { name: 'a', type: 'bool', value: true },
    ],
  });
  add(
    list,
    'names-of-any-kind-and-order',
    'NAMES',
    map(ACTION, SCHEMA, VERSION, ['fields', fields]),
    read,
    'PAN-MSG-002',
  );
}

export function messageDecodeSubject(): Subject {
  return subject(
    'message-decode',
    'Messages of p2panda 0.2: what stood in the place of operations.',
    NOTES,
    (list) => {
      addReal(list);
      addFaults(list);
      addCbor(list);
    },
  );
}
