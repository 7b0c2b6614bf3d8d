import { DataImplementation } from '../implementation/data.js';
import { constant, DEPLOYED, faultsOf, lax, REASON, refuse, SAMPLED, SPECIFIED, step } from './data.js';

const fault = faultsOf('operation.validate', 'operation-validate');

const TYPES = ['bool', 'int', 'float', 'bytes'] as const;

const definitionFaults = [
  fault(
    'schema-name-not-checked',
    'Does not look at the name of a definition.',
    lax('schema_definition_v1.name'),
  ),
  fault(
    'schema-name-of-65',
    'Takes a schema name of 65 characters.',
    step('isSchemaName', (right, profile, name) => right(profile, name.slice(0, 64))),
  ),
  fault(
    'schema-name-of-64-refused',
    'Takes schema names of 63 characters at most.',
    step('isSchemaName', (right, profile, name) => right(profile, name) && name.length < 64),
  ),
  fault(
    'schema-name-of-1-refused',
    'Refuses a schema name of one character.',
    step('isSchemaName', (right, profile, name) => right(profile, name) && name.length > 1),
    SPECIFIED,
  ),
  fault(
    'schema-name-of-1',
    'Takes a schema name of one character, as deployed nodes do not.',
    step('isSchemaName', (right, _, name) => right('p2panda', name)),
    DEPLOYED,
  ),
  fault(
    'schema-name-of-2-refused',
    'Takes schema names of three characters at least.',
    step('isSchemaName', (right, profile, name) => right(profile, name) && name.length !== 2),
  ),
  fault(
    'schema-name-underscore-last',
    'Takes a schema name with an underscore last.',
    step('isSchemaName', (right, profile, name) => right(profile, name.replace(/_$/, ''))),
  ),
  fault(
    'schema-name-underscores-refused',
    'Refuses underscores in schema names.',
    step('isSchemaName', (right, profile, name) => right(profile, name) && !name.includes('_')),
  ),
  fault(
    'schema-name-capitals-refused',
    'Refuses capitals in schema names.',
    step('isSchemaName', (right, profile, name) => right(profile, name) && !/[A-Z]/.test(name)),
  ),
  fault(
    'names-with-a-line-end',
    'Takes names with a line end behind.',
    step('isWord', (right, text) => right(text.replace(/\n$/, ''))),
  ),
  fault(
    'names-with-umlauts',
    'Takes letters beyond those of ASCII in names.',
    step('isWord', (_, text) => /^\p{L}[\p{L}\d_]*$/u.test(text)),
  ),
  fault(
    'names-with-hyphens',
    'Takes hyphens in names.',
    step('isWord', (right, text) => right(text.replaceAll('-', '_'))),
  ),
  fault(
    'names-digit-first',
    'Takes names with a digit first.',
    step('isWord', (_, text) => /^\w+$/.test(text)),
  ),
  fault(
    'names-underscore-first',
    'Takes names with an underscore first.',
    step('isWord', (right, text) => right(text.replace(/^_+/, 'a'))),
  ),
  fault(
    'description-in-utf-16',
    'Counts descriptions in units of UTF-16.',
    step('characters', (_, text) => text.length),
  ),
  fault(
    'description-in-bytes',
    'Counts descriptions in bytes.',
    step('characters', (_, text) => Buffer.byteLength(text)),
  ),
  fault(
    'description-in-graphemes',
    'Counts descriptions as they are seen, letters with their marks.',
    step('characters', (_, text) => [...new Intl.Segmenter('en').segment(text)].length),
    SAMPLED,
  ),
  fault(
    'description-composed',
    'Counts descriptions in their composed form.',
    step('characters', (right, text) => right(text.normalize('NFC'))),
    SAMPLED,
  ),
  fault(
    'description-of-257',
    'Takes a description of 257 characters.',
    constant('maxDescription', 257),
    SAMPLED,
  ),
  fault(
    'description-of-256-refused',
    'Takes descriptions of 255 characters at most.',
    constant('maxDescription', 255),
  ),
  fault(
    'description-not-checked',
    'Does not look at descriptions.',
    lax('schema_definition_v1.description'),
    SAMPLED,
  ),
  fault(
    'definition-of-no-fields-refused',
    'Refuses a definition without fields.',
    step('checkDefinedFieldCount', (right, count) =>
      count === 0 ? refuse('SCHEMA_FIELDS_EMPTY') : right(count),
    ),
    SAMPLED,
  ),
  fault(
    'definition-of-1025-fields',
    'Takes a definition of 1025 fields.',
    lax('schema_definition_v1.fields'),
  ),
  fault(
    'field-name-not-checked',
    'Does not look at the name of a field definition.',
    lax('schema_field_definition_v1.name'),
  ),
  fault(
    'field-name-of-65',
    'Takes a field name of 65 characters.',
    step('checkDefinedFieldName', (right, name) => right(name.slice(0, 64))),
  ),
  fault(
    'field-name-of-64-refused',
    'Takes field names of 63 characters at most.',
    step('checkDefinedFieldName', (right, name) =>
      name.length === 64 ? refuse('FIELD_NAME_INVALID') : right(name),
    ),
  ),
  fault(
    'field-name-of-1-refused',
    'Refuses a field name of one character.',
    step('checkDefinedFieldName', (right, name) =>
      name.length === 1 ? refuse('FIELD_NAME_INVALID') : right(name),
    ),
  ),
  fault(
    'field-name-as-a-schema',
    'Refuses an underscore at the end of a field name.',
    step('checkDefinedFieldName', (right, name) =>
      name.endsWith('_') ? refuse('FIELD_NAME_INVALID') : right(name),
    ),
  ),
  fault(
    'field-name-blank',
    'Takes blanks in field names.',
    step('checkDefinedFieldName', (right, name) => right(name.replaceAll(' ', '_'))),
    SAMPLED,
  ),
  fault(
    'field-type-not-checked',
    'Does not look at the type of a field definition.',
    lax('schema_field_definition_v1.type'),
  ),
  ...TYPES.map((type) =>
    fault(
      `field-type-${type}-unknown`,
      `Does not know the type ${type}.`,
      constant(
        'basicTypes',
        new DataImplementation().basicTypes.filter((known) => known !== type),
      ),
      SAMPLED,
    ),
  ),
  fault(
    'field-type-relation-list-unknown',
    'Does not know relation lists.',
    constant('relationTypes', ['relation', 'pinned_relation', 'pinned_relation_list']),
  ),
  fault(
    'field-type-pinned-relation-unknown',
    'Does not know pinned relations.',
    constant('relationTypes', ['relation', 'relation_list', 'pinned_relation_list']),
  ),
  fault(
    'field-type-any-relation',
    'Takes any word for the type of a relation.',
    step('splitType', (right, text) => {
      const [name, schemaId] = right(text);
      return [schemaId !== undefined && name !== 'str' ? 'relation' : name, schemaId];
    }),
  ),
  fault(
    'field-type-without-a-schema',
    'Takes relations to nothing in particular.',
    step('splitType', (right, text) => {
      const [name, schemaId] = right(text);
      return [
        name.endsWith('relation') || name.endsWith('list') ? name : name,
        schemaId ?? (/relation/.test(name) && /^\w+$/.test(name) ? 'blob_v1' : undefined),
      ];
    }),
  ),
  fault(
    'field-type-of-nothing',
    'Takes empty parentheses.',
    step('checkRelationSchema', (right, profile, id) => {
      if (id !== '') right(profile, id);
    }),
  ),
  fault(
    'field-type-to-any-text',
    'Does not look whether what a relation is to is a schema id.',
    step('checkRelationSchema', () => undefined),
  ),
  fault(
    'field-type-to-an-unsorted-view',
    'Takes a relation to a schema whose view is out of order.',
    step('checkRelationSchema', (right, profile, id) => {
      const [name, ...ids] = id.split('_');
      right(profile, name === 'venue' ? [name, ...ids.sort()].join('_') : id);
    }),
    SAMPLED,
  ),
  fault(
    'field-type-to-application-schemas-alone',
    'Refuses relations to system schemas.',
    step('checkRelationSchema', (right, profile, id) =>
      /_v1$/.test(id) ? refuse('FIELD_TYPE_INVALID') : right(profile, id),
    ),
  ),
  fault(
    'field-type-not-closed',
    'Takes a relation without its closing parenthesis.',
    step('splitType', (right, text) => right(/\([^)]*$/.test(text) ? `${text})` : text)),
    SAMPLED,
  ),
  fault(
    'field-type-with-more-behind',
    'Takes what is behind the closing parenthesis.',
    step('splitType', (right, text) => right(text.replace(/\)[^)]*$/, ')'))),
    SAMPLED,
  ),
  fault(
    'field-type-trimmed',
    'Takes types with blanks around.',
    step('splitType', (right, text) => right(text.trim())),
    SAMPLED,
  ),
  fault(
    'field-type-blanks-within',
    'Takes blanks within the parentheses.',
    step('splitType', (right, text) => right(text.replaceAll(' ', ''))),
    SAMPLED,
  ),
  fault(
    'field-type-in-capitals',
    'Takes types in capitals.',
    step('splitType', (right, text) => right(text.toLowerCase())),
    SAMPLED,
  ),
  fault(
    'field-type-string',
    'Takes string for str.',
    step('splitType', (right, text) => right(text === 'string' ? 'str' : text)),
  ),
  fault(
    'field-type-str-with-a-schema',
    'Takes a schema behind a type that is no relation.',
    step('splitType', (right, text) => right(text.replace(/^str\(.*/, 'str'))),
    SAMPLED,
  ),
  fault(
    'field-type-empty',
    'Takes the empty type for str.',
    step('splitType', (right, text) => right(text === '' ? 'str' : text)),
    SAMPLED,
  ),
  fault(
    'field-type-reason-of-the-schema',
    'Gives the reason for which the schema of a relation is none.',
    step('checkRelationSchema', (_, profile, id) => void new DataImplementation().parseSchemaId(profile, id)),
    REASON,
  ),
];

export const dataDefinitionFaults = [...definitionFaults];
