import { addData, type Expected, idOf, inBoth } from './data-builder.js';
import { accept, type Expect, reject, subject, type Subject, type VectorList } from './vector.js';

const NOTES = {
  BUILD: 'A schema has another id or other fields with every peer, and nobody can read anybody’s documents.',
  FIELD_ORDER:
    'Fields are in the order of the definition or of arrival, and schemas that are the same compare as different.',
  LEFT_OVER: 'Fields that the definition does not name get into the schema.',
  VERSIONS:
    'A definition is found by its document in place of its view, and a field changes its type behind the back of the schema.',
  VIEW_ID: 'A definition’s view that cannot be is accepted, and becomes part of the schema’s id.',
  NAME: 'A schema is built whose id nobody can read, or a good name is refused.',
  DESCRIPTION:
    'A description is measured in bytes or units of 16 bits, and one peer knows a schema that another refuses.',
  FIELDS: 'A schema without fields is built, or one that lacks some of its fields.',
  FIELD_NAME: 'A schema has a field that no operation can write, or two of one name.',
  FIELD_TYPE: 'A schema has a field of a type that nobody knows.',
};

interface Field {
  readonly view: readonly string[];
  readonly name: string;
  readonly type: string;
}

interface Request {
  readonly viewId?: readonly string[];
  readonly name?: string;
  readonly description?: string;
  readonly wanted?: readonly (readonly string[])[];
  readonly fields?: readonly Field[];
}

const [V, A, B, C] = [idOf(0xd0), idOf(0x11), idOf(0x22), idOf(0x33)];
const TITLE: Field = { view: [A], name: 'title', type: 'str' };
const YEAR: Field = { view: [B], name: 'year', type: 'int' };

/** A built schema: its id is the name and the view, its fields are ascending. */
const built = (
  fields: readonly (readonly [name: string, type: string])[],
  { name = 'venue', description = 'Places', viewId = [V] }: Request = {},
): Expect =>
  accept({
    schemaId: [name, ...viewId].join('_'),
    name,
    description,
    fields: fields.map(([field, type]) => ({ name: field, type })),
  });

/** What is asked of both profiles in any case: each rule once. */
const IN_BOTH = new Set([
  'of-no-fields',
  'two-fields-of-one-name',
  'of-one-of-two-fields',
  'description-of-257-pandas',
]);

function add(
  list: VectorList,
  name: string,
  flag: string,
  request: Request,
  expected: Expected,
  ...requirements: string[]
): void {
  const { fields = [TITLE] } = request;
  const wanted = request.wanted ?? fields.map(({ view }) => view);
  const definition = {
    viewId: request.viewId ?? [V],
    name: request.name ?? 'venue',
    description: request.description ?? 'Places',
    fields: wanted,
  };
  const input = { definition, fields: fields.map(({ view, ...field }) => ({ viewId: view, ...field })) };
  const isInBoth = IN_BOTH.has(name) && 'verdict' in expected;
  addData(
    list,
    'schema-build',
    'schema.build',
    { name, flag, requirements },
    input,
    isInBoth ? inBoth(expected) : expected,
  );
}

function addBuilt(list: VectorList): void {
  const shape = ['PAN-SCH-001', 'PAN-SCH-009'];
  const one = [['title', 'str']] as const;
  const two = [
    ['title', 'str'],
    ['year', 'int'],
  ] as const;
  add(list, 'of-one-field', 'BUILD', {}, built(one), ...shape);
  add(
    list,
    'of-a-view-of-two-ids',
    'BUILD',
    { viewId: [V, idOf(0xd1)] },
    built(one, { viewId: [V, idOf(0xd1)] }),
    ...shape,
  );
  add(list, 'without-description', 'BUILD', { description: '' }, built(one, { description: '' }), ...shape);
  add(list, 'of-two-fields', 'FIELD_ORDER', { fields: [TITLE, YEAR] }, built(two), ...shape);
  add(
    list,
    'fields-named-in-another-order',
    'FIELD_ORDER',
    { fields: [TITLE, YEAR], wanted: [[B], [A]] },
    built(two),
    ...shape,
  );
  add(
    list,
    'fields-at-hand-in-another-order',
    'FIELD_ORDER',
    { fields: [YEAR, TITLE], wanted: [[A], [B]] },
    built(two),
    ...shape,
  );
  const capital = { view: [C], name: 'Zip', type: 'str' };
  add(
    list,
    'fields-by-bytes',
    'FIELD_ORDER',
    { fields: [TITLE, capital] },
    built([
      ['Zip', 'str'],
      ['title', 'str'],
    ]),
    ...shape,
  );
  const short = { view: [C], name: 'z', type: 'str' };
  add(
    list,
    'fields-not-length-first',
    'FIELD_ORDER',
    { fields: [short, TITLE] },
    built([
      ['title', 'str'],
      ['z', 'str'],
    ]),
    ...shape,
  );
  add(
    list,
    'of-one-of-two-fields',
    'LEFT_OVER',
    { fields: [TITLE, YEAR], wanted: [[A]] },
    built(one),
    'PAN-SCH-010',
  );
  const bad = { view: [C], name: '1', type: 'text' };
  add(
    list,
    'a-bad-field-is-not-named',
    'LEFT_OVER',
    { fields: [TITLE, bad], wanted: [[A]] },
    built(one),
    'PAN-SCH-010',
  );
  const later = { view: [C], name: 'title', type: 'int' };
  add(
    list,
    'another-version-of-the-field',
    'VERSIONS',
    { fields: [TITLE, later], wanted: [[C]] },
    built([['title', 'int']]),
    'PAN-SCH-007',
    'PAN-SCH-010',
  );
  const merged = { view: [A, B], name: 'title', type: 'float' };
  add(
    list,
    'a-field-of-a-view-of-two-ids',
    'VERSIONS',
    { fields: [TITLE, YEAR, merged], wanted: [[A, B]] },
    built([['title', 'float']]),
    'PAN-SCH-007',
  );
  const types = [
    'bool',
    'bytes',
    'float',
    'int',
    `pinned_relation(venue_${V})`,
    'pinned_relation_list(blob_v1)',
    'relation(blob_v1)',
    `relation_list(venue_${V}_${idOf(0xd1)})`,
    'str',
  ];
  const all = types.map((type, i) => ({ view: [idOf(i)], name: `f${i}`, type }));
  add(
    list,
    'of-every-type',
    'FIELD_TYPE',
    { fields: all },
    built(all.map(({ name, type }) => [name, type] as const)),
    'PAN-TYP-001',
    'PAN-TYP-002',
  );
}

function addRefused(list: VectorList): void {
  const one = [['title', 'str']] as const;
  const bad = (name: string, flag: string, request: Request, reason: string) =>
    add(list, name, flag, request, reject(reason));
  bad('view-of-nothing', 'VIEW_ID', { viewId: [] }, 'VIEW_ID_EMPTY');
  bad('view-descending', 'VIEW_ID', { viewId: [idOf(0xd1), V] }, 'VIEW_ID_NOT_SORTED');
  bad('view-of-a-short-id', 'VIEW_ID', { viewId: [V.slice(2)] }, 'OPERATION_ID_INVALID');
  bad('field-view-of-nothing', 'VIEW_ID', { wanted: [[]] }, 'VIEW_ID_EMPTY');
  bad('field-view-descending', 'VIEW_ID', { wanted: [[B, A]] }, 'VIEW_ID_NOT_SORTED');
  const good = (label: string, name: string) =>
    add(list, `name-${label}`, 'NAME', { name }, built(one, { name }), 'PAN-SCH-002');
  good('of-2', 've');
  good('of-64', 'v'.repeat(64));
  good('with-underscores', 'my__venue_2');
  add(
    list,
    'name-of-1',
    'NAME',
    { name: 'v' },
    { p2panda: built(one, { name: 'v' }), compat: reject('SCHEMA_NAME_INVALID') },
    'PAN-SCH-002',
  );
  const name = (label: string, text: string) =>
    bad(`name-${label}`, 'NAME', { name: text }, 'SCHEMA_NAME_INVALID');
  name('of-0', '');
  name('of-65', 'v'.repeat(65));
  name('digit-first', '1venue');
  name('underscore-last', 'venue_');
  name('hyphen', 'my-venue');
  const described = (label: string, description: string) =>
    add(
      list,
      `description-of-${label}`,
      'DESCRIPTION',
      { description },
      built(one, { description }),
      'PAN-SCH-003',
    );
  described('256-pandas', '🐼'.repeat(256));
  bad(
    'description-of-257-pandas',
    'DESCRIPTION',
    { description: '🐼'.repeat(257) },
    'SCHEMA_DESCRIPTION_TOO_LONG',
  );
  bad('first-name-then-fields', 'FIELDS', { name: '', wanted: [] }, 'SCHEMA_NAME_INVALID');
  bad('of-no-fields', 'FIELDS', { fields: [] }, 'SCHEMA_FIELDS_EMPTY');
  bad('names-no-fields', 'FIELDS', { fields: [TITLE], wanted: [] }, 'SCHEMA_FIELDS_EMPTY');
  bad('field-not-at-hand', 'FIELDS', { fields: [TITLE], wanted: [[A], [B]] }, 'FIELD_DEFINITION_MISSING');
  bad('no-field-at-hand', 'FIELDS', { fields: [], wanted: [[A]] }, 'FIELD_DEFINITION_MISSING');
  bad(
    'field-at-hand-in-part-of-the-view',
    'VERSIONS',
    { fields: [TITLE], wanted: [[A, B]] },
    'FIELD_DEFINITION_MISSING',
  );
  bad(
    'field-at-hand-in-a-later-view',
    'VERSIONS',
    { fields: [{ ...TITLE, view: [A, B] }], wanted: [[A]] },
    'FIELD_DEFINITION_MISSING',
  );
  bad(
    'two-fields-of-one-name',
    'FIELD_NAME',
    { fields: [TITLE, { ...TITLE, view: [B] }] },
    'SCHEMA_FIELD_REPEATED',
  );
  bad(
    'two-types-of-one-name',
    'FIELD_NAME',
    { fields: [TITLE, { ...YEAR, name: 'title' }] },
    'SCHEMA_FIELD_REPEATED',
  );
  bad(
    'one-field-named-twice',
    'FIELD_NAME',
    { fields: [TITLE], wanted: [[A], [A]] },
    'SCHEMA_FIELD_REPEATED',
  );
  const capital = { ...TITLE, view: [C], name: 'Title' };
  add(
    list,
    'names-of-another-case',
    'FIELD_NAME',
    { fields: [TITLE, capital] },
    built([
      ['Title', 'str'],
      ['title', 'str'],
    ]),
    'PAN-SCH-008',
  );
  const field = (label: string, text: string) =>
    bad(`field-name-${label}`, 'FIELD_NAME', { fields: [{ ...TITLE, name: text }] }, 'FIELD_NAME_INVALID');
  field('of-0', '');
  field('of-65', 'x'.repeat(65));
  field('digit-first', '1st');
  field('underscore-first', '_x');
  field('blank', 'a b');
  for (const text of ['x', 'x'.repeat(64), 'x_']) {
    const request = { fields: [{ ...TITLE, name: text }] };
    add(
      list,
      `field-name-${text.length === 2 ? 'underscore-last' : `of-${text.length}`}`,
      'FIELD_NAME',
      request,
      built([[text, 'str']]),
      'PAN-SCH-005',
    );
  }
  const type = (label: string, text: string) =>
    bad(`field-type-${label}`, 'FIELD_TYPE', { fields: [{ ...TITLE, type: text }] }, 'FIELD_TYPE_INVALID');
  type('empty', '');
  type('string', 'string');
  type('relation-alone', 'relation');
  type('relation-to-no-schema', 'relation(venue)');
  type('relation-to-an-unknown-schema', 'relation(venue_v1)');
  type('relation-unsorted', `relation(venue_${B}_${A})`);
}

export function schemaBuildSubject(): Subject {
  return subject(
    'schema-build',
    'Schemas as their definition and those of their fields make them up.',
    NOTES,
    (list) => {
      addBuilt(list);
      addRefused(list);
    },
  );
}
