import { bytes, head, int, map, text, TRUE } from './cbor-builder.js';
import {
  addData,
  create,
  type Expected,
  idLists,
  idOf,
  operationOf,
  type Pair,
  SCHEMA,
  update,
} from './data-builder.js';
import { accept, type Json, reject, type VectorList } from './vector.js';

interface Field {
  readonly name: string;
  readonly type: string;
}

/** The system schemas in the shape of the protocol. */
const DEFINITION: readonly Field[] = [
  { name: 'description', type: 'str' },
  { name: 'fields', type: 'pinned_relation_list(schema_field_definition_v1)' },
  { name: 'name', type: 'str' },
];
const FIELD_DEFINITION: readonly Field[] = [
  { name: 'name', type: 'str' },
  { name: 'type', type: 'str' },
];
const BLOB: readonly Field[] = [
  { name: 'length', type: 'int' },
  { name: 'mime_type', type: 'str' },
  { name: 'pieces', type: 'pinned_relation_list(blob_piece_v1)' },
];
const PIECE: readonly Field[] = [{ name: 'data', type: 'bytes' }];

const FIELDS_OF: Readonly<Record<string, readonly Field[]>> = {
  schema_definition_v1: DEFINITION,
  schema_field_definition_v1: FIELD_DEFINITION,
  blob_v1: BLOB,
  blob_piece_v1: PIECE,
};

const REQUIREMENT_OF: Readonly<Record<string, string>> = {
  schema_definition_v1: 'PAN-SYS-001',
  schema_field_definition_v1: 'PAN-SYS-002',
  blob_v1: 'PAN-SYS-003',
  blob_piece_v1: 'PAN-SYS-004',
};

interface Case {
  readonly name: string;
  readonly flag: string;
  readonly requirements?: readonly string[];
  readonly schemaId: string;
  readonly operation: Json;
}

function add(
  list: VectorList,
  { name, flag, requirements = [], schemaId, operation }: Case,
  expected: Expected,
): void {
  const about = { name, flag, requirements: [...requirements, REQUIREMENT_OF[schemaId]!] };
  const schema = { id: schemaId, fields: FIELDS_OF[schemaId] as unknown as Json };
  addData(list, 'operation-validate', 'operation.validate', about, { operation, schema }, expected);
}

/** The values of an accepted operation, with the types of its schema. */
function fieldsOf(schemaId: string, values: Readonly<Record<string, Json>>) {
  const fields = Object.entries(values).map(([name, value]) => {
    const { type } = FIELDS_OF[schemaId]!.find((field) => field.name === name)!;
    return { name, type: type.replace(/\(.*/, ''), value };
  });
  return accept({ fields });
}

/** An update of one field of text, accepted or rejected; with null for `compat` it isn't asked there. */
function addText(
  list: VectorList,
  about: { name: string; flag: string; requirements?: readonly string[] },
  [schemaId, field]: readonly [schemaId: string, field: string],
  content: string,
  p2panda?: string,
  compat: string | undefined | null = p2panda,
): void {
  const good = fieldsOf(schemaId, { [field]: content });
  const expected = (reason: string | undefined) => (reason === undefined ? good : reject(reason));
  const operation = update(schemaId, [idOf(0x44)], [field, text(content)]);
  add(
    list,
    { ...about, schemaId, operation },
    { p2panda: expected(p2panda), ...(compat === null ? {} : { compat: expected(compat) }) },
  );
}

function addDefinitions(list: VectorList): void {
  const id = 'schema_definition_v1';
  const [a, b] = [idOf(0x11), idOf(0x22)];
  const whole = create(
    id,
    ['description', text('Places')],
    ['fields', idLists([a], [b])],
    ['name', text('venue')],
  );
  add(
    list,
    { name: 'definition', flag: 'SCHEMA_FIELDS', schemaId: id, operation: whole },
    fieldsOf(id, { description: 'Places', fields: [[a], [b]], name: 'venue' }),
  );
  const none = create(id, ['description', text('')], ['fields', '80'], ['name', text('venue')]);
  add(
    list,
    { name: 'definition-of-no-fields', flag: 'SCHEMA_FIELDS', schemaId: id, operation: none },
    fieldsOf(id, { description: '', fields: [], name: 'venue' }),
  );
  const missing = create(id, ['fields', '80'], ['name', text('venue')]);
  add(
    list,
    { name: 'definition-without-description', flag: 'MISSING_FIELD', schemaId: id, operation: missing },
    reject('FIELD_MISSING'),
  );
  const name = (label: string, content: string, p2panda?: string, compat = p2panda) =>
    addText(
      list,
      { name: `schema-name-${label}`, flag: 'SCHEMA_NAME', requirements: ['PAN-SCH-002'] },
      [id, 'name'],
      content,
      p2panda,
      compat,
    );
  const bad = 'SCHEMA_NAME_INVALID';
  const isShort = create(id, ['description', text('')], ['fields', '80'], ['name', text('v')]);
  add(
    list,
    {
      name: 'schema-name-of-1',
      flag: 'SCHEMA_NAME',
      requirements: ['PAN-SCH-002'],
      schemaId: id,
      operation: isShort,
    },
    {
      p2panda: fieldsOf(id, { description: '', fields: [], name: 'v' }),
      compat: reject(bad),
    },
  );
  name('of-0', '', bad);
  name('of-2', 'ab');
  name('of-64', 'a'.repeat(64));
  name('of-65', 'a'.repeat(65), bad);
  name('digit-first', '1ab', bad);
  name('underscore-first', '_ab', bad);
  name('underscore-last', 'ab_', bad);
  name('underscores-within', 'a__b');
  name('capital', 'Ab9');
  name('hyphen', 'a-b', bad);
  name('umlaut', 'ab\u00fc', bad);
  name('line-end-last', 'ab\n', bad);
  const description = (label: string, character: string, times: number, isGood = false) => {
    const cbor = text(character.repeat(times));
    const [start] = update(id, [idOf(0x44)], ['description', cbor]).split(cbor);
    const length = Buffer.byteLength(character) * times;
    const repeated = { repeat: Buffer.from(character).toString('hex'), times };
    add(
      list,
      {
        name: `description-of-${times}-${label}`,
        flag: 'DESCRIPTION',
        requirements: ['PAN-SCH-003'],
        schemaId: id,
        operation: { concat: [start! + head(3, length), repeated] },
      },
      isGood ? fieldsOf(id, { description: character.repeat(times) }) : reject('SCHEMA_DESCRIPTION_TOO_LONG'),
    );
  };
  description('letters', 'x', 256, true);
  description('letters', 'x', 257);
  description('umlauts', 'ü', 256, true);
  description('umlauts', 'ü', 257);
  description('pandas', '🐼', 256, true);
  description('pandas', '🐼', 257);
  description('letters-with-marks', 'e\u0301', 128, true);
  description('letters-with-marks', 'e\u0301', 129);
  const many = operationOf('update', { schemaId: text(id), fields: '00' }).slice(0, -2);
  add(
    list,
    {
      name: 'definition-of-1025-fields',
      flag: 'SCHEMA_FIELDS',
      requirements: ['PAN-SCH-004'],
      schemaId: id,
      operation: {
        concat: [`${many}a1${text('fields')}${head(4, 1025)}`, { repeat: `81${bytes(a)}`, times: 1025 }],
      },
    },
    reject('SCHEMA_FIELDS_TOO_MANY'),
  );
  const view = (label: string, lists: string, reason: string) =>
    add(
      list,
      {
        name: `definition-with-a-field-${label}`,
        flag: 'PINNED_LIST',
        requirements: ['PAN-TYP-007'],
        schemaId: id,
        operation: update(id, [a], ['fields', lists]),
      },
      reject(reason),
    );
  view('of-no-id', idLists([]), 'VIEW_ID_EMPTY');
  view('unsorted', idLists([b, a]), 'VIEW_ID_NOT_SORTED');
}

function addFieldDefinitions(list: VectorList): void {
  const id = 'schema_field_definition_v1';
  const operation = create(id, ['name', text('title')], ['type', text('str')]);
  add(
    list,
    { name: 'field-definition', flag: 'FIELD_TYPE', schemaId: id, operation },
    fieldsOf(id, { name: 'title', type: 'str' }),
  );
  const name = (label: string, content: string, isGood = false) =>
    addText(
      list,
      { name: `field-name-${label}`, flag: 'FIELD_NAME', requirements: ['PAN-SCH-005'] },
      [id, 'name'],
      content,
      isGood ? undefined : 'FIELD_NAME_INVALID',
      isGood ? undefined : /^of|digit/.test(label) ? 'FIELD_NAME_INVALID' : null,
    );
  name('of-0', '');
  name('of-1', 'a', true);
  name('of-64', 'a'.repeat(64), true);
  name('of-65', 'a'.repeat(65));
  name('underscore-last', 'a_', true);
  name('underscore-first', '_a');
  name('digit-first', '1');
  name('blank', 'a b');
  name('umlaut', 'ä');
  name('line-end-last', 'a\n');
  const type = (label: string, content: string, reason?: string) =>
    addText(
      list,
      { name: `field-type-${label}`, flag: 'FIELD_TYPE', requirements: ['PAN-TYP-001', 'PAN-TYP-002'] },
      [id, 'type'],
      content,
      reason,
      /relation$|list$|nothing|string/.test(label) ? reason : null,
    );
  const bad = 'FIELD_TYPE_INVALID';
  for (const basic of ['bool', 'int', 'float', 'bytes']) type(basic, basic);
  for (const kind of ['relation', 'relation_list', 'pinned_relation', 'pinned_relation_list']) {
    type(kind.replaceAll('_', '-'), `${kind}(${SCHEMA})`);
    type(`${kind.replaceAll('_', '-')}-to-nothing`, kind, bad);
  }
  type('relation-to-a-system-schema', 'relation(blob_v1)');
  type('relation-to-two-ids', `relation(${SCHEMA}_${idOf(0xcd)})`);
  type('empty', '', bad);
  type('string', 'string', bad);
  type('capital', 'Str', bad);
  type('blank-behind', 'str ', bad);
  type('line-end-behind', 'str\n', bad);
  type('relation-of-nothing', 'relation()', bad);
  type('relation-to-no-schema', 'relation(venue)', bad);
  type('relation-to-an-unknown-system-schema', 'relation(venue_v1)', bad);
  type('relation-to-an-unsorted-view', `relation(venue_${idOf(0xcd)}_${idOf(0xab)})`, bad);
  type('relation-not-closed', `relation(${SCHEMA}`, bad);
  type('relation-with-more-behind', `relation(${SCHEMA}) `, bad);
  type('relation-with-blanks-within', `relation( ${SCHEMA} )`, bad);
  type('relation-in-a-relation', `relation(relation(${SCHEMA}))`, bad);
  type('unknown-relation', `relations(${SCHEMA})`, bad);
  type('str-with-a-schema', `str(${SCHEMA})`, bad);
}

function addBlobs(list: VectorList): void {
  const id = 'blob_v1';
  const [a, b] = [idOf(0x11), idOf(0x22)];
  const blob = (...more: Pair[]) => create(id, ...more);
  const [length, mime]: Pair[] = [
    ['length', int(3)],
    ['mime_type', text('text/plain')],
  ];
  const values = { length: '3', mime_type: 'text/plain' };
  const pieces = (label: string, lists: string, reason?: string, value: Json = []) =>
    add(
      list,
      {
        name: `blob-${label}`,
        flag: 'BLOB',
        requirements: ['PAN-BLB-001'],
        schemaId: id,
        operation: blob(length!, mime!, ['pieces', lists]),
      },
      reason === undefined ? fieldsOf(id, { ...values, pieces: value }) : reject(reason),
    );
  pieces('of-one-piece', idLists([a]), undefined, [[a]]);
  pieces('of-pieces-in-any-order', idLists([b], [a], [b]), undefined, [[b], [a], [b]]);
  pieces('of-no-piece', '80', 'BLOB_PIECES_EMPTY');
  pieces('of-a-piece-of-no-id', idLists([]), 'VIEW_ID_EMPTY');
  const mimeType = (label: string, content: string, isGood = false) =>
    addText(
      list,
      { name: `mime-type-${label}`, flag: 'MIME_TYPE', requirements: ['PAN-BLB-002'] },
      [id, 'mime_type'],
      content,
      isGood ? undefined : 'MIME_TYPE_INVALID',
      isGood ? undefined : /without|capital/.test(label) ? 'MIME_TYPE_INVALID' : null,
    );
  mimeType('text', 'text/plain', true);
  mimeType('svg', 'image/svg+xml', true);
  mimeType('vendor', 'application/vnd.oasis.opendocument.text', true);
  mimeType('empty', '');
  mimeType('without-slash', 'image');
  mimeType('without-type', '/png');
  mimeType('without-subtype', 'image/');
  mimeType('of-two-slashes', 'image/a/b');
  mimeType('capital', 'Image/png');
  mimeType('parameter', 'text/plain; charset=utf-8');
  mimeType('blank', 'image/ png');
  mimeType('line-end-last', 'image/png\n');
  mimeType('star', 'image/*');
  const piece = 'blob_piece_v1';
  const start = (data: number) => `${create(piece).slice(0, -2)}a1${text('data')}${head(2, data)}`;
  const long = (size: number): Json => ({ concat: [start(size), { repeat: '5a', times: size }] });
  const data = (label: string, cbor: string, value: string) =>
    add(
      list,
      {
        name: `piece-of-${label}`,
        flag: 'BLOB',
        requirements: ['PAN-BLB-003'],
        schemaId: piece,
        operation: create(piece, ['data', cbor]),
      },
      fieldsOf(piece, { data: value }),
    );
  data('3', bytes('010203'), '010203');
  data('0', bytes(''), '');
  const tooLong = (size: number) =>
    add(
      list,
      {
        name: `piece-of-${size}`,
        flag: 'BLOB_LONG',
        requirements: ['PAN-BLB-003'],
        schemaId: piece,
        operation: long(size),
      },
      reject('BLOB_PIECE_TOO_LONG'),
    );
  tooLong(256_001);
  tooLong(262_144);
  const wrong = {
    name: 'piece-of-text',
    flag: 'TYPE',
    schemaId: piece,
    operation: create(piece, ['data', text('x')]),
  };
  add(list, wrong, reject('FIELD_TYPE_MISMATCH'));
  const unknown = operationOf('create', {
    schemaId: text(piece),
    fields: map(['data', '40'], ['length', TRUE]),
  });
  add(
    list,
    { name: 'piece-with-a-field-more', flag: 'UNKNOWN_FIELD', schemaId: piece, operation: unknown },
    reject('FIELD_UNKNOWN'),
  );
}

/** PAN-SYS-001 to PAN-SYS-004, and what they ask for beside the types of their fields. */
export function addSystemSchemas(list: VectorList): void {
  addDefinitions(list);
  addFieldDefinitions(list);
  addBlobs(list);
}
