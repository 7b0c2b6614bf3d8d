import { compareFolded, compareLengths, inLocale } from './data-orders.js';
import { DataImplementation } from '../implementation/data.js';
import { constant, faultsOf, REASON, refuse, SAMPLED, step } from './data.js';

const fault = faultsOf('schema.build', 'schema-build');

/** A builder of schemas that gives something else. */
const giving = (change: (built: ReturnType<DataImplementation['buildSchema']>) => object) =>
  step('buildSchema', (right, profile, definition, at) => {
    const built = right(profile, definition, at);
    return { ...built, ...change(built) };
  });

export const dataSchemaFieldFaults = [
  fault(
    'fields-as-named',
    'Gives fields in the order in which the definition names them.',
    step('sortedDefinitions', (_, fields) => [...fields]),
  ),
  fault(
    'fields-as-at-hand',
    'Gives fields in the order in which they are at hand.',
    step('buildSchema', (right, profile, definition, at) => {
      const built = right(profile, definition, at);
      const order = at.map(({ name }) => name);
      return {
        ...built,
        fields: built.fields.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
      };
    }),
  ),
  fault(
    'fields-by-length',
    'Sorts fields by the length of their names first.',
    step('compareNames', (right, a, b) => compareLengths(a, b) || right(a, b)),
  ),
  fault(
    'fields-regardless-of-case',
    'Sorts fields regardless of case.',
    step('compareNames', (right, a, b) => compareFolded(a, b) || right(a, b)),
    SAMPLED,
  ),
  fault(
    'fields-for-a-locale',
    'Sorts fields as a dictionary does.',
    step('compareNames', (right, a, b) => inLocale(a, b) || right(a, b)),
    SAMPLED,
  ),
  fault(
    'fields-descending',
    'Gives fields in descending order.',
    giving(({ fields }) => ({ fields: fields.toReversed() })),
  ),
  fault(
    'fields-at-hand-checked',
    'Checks definitions of fields that the definition does not name.',
    step('buildSchema', (right, profile, definition, at) => {
      const built = right(profile, definition, at);
      for (const { type } of at) new DataImplementation().parseFieldType(profile, type);
      return built;
    }),
    SAMPLED,
  ),
  fault(
    'field-view-not-checked',
    'Does not look at the view ids of fields.',
    step('checkViewId', (right, profile, ids) =>
      ids[0] === undefined || ids.length > 1 ? [...ids] : right(profile, ids),
    ),
  ),
  fault(
    'field-name-not-checked',
    'Takes any name for a field.',
    step('checkDefinedFieldName', () => undefined),
  ),
  fault(
    'field-name-of-65',
    'Takes a name of 65 characters for a field.',
    step('isFieldName', (right, name) => right(name.slice(0, 64))),
  ),
  fault(
    'field-name-of-64-refused',
    'Takes names of 63 characters at most for a field.',
    step('isFieldName', (right, name) => right(name) && name.length < 64),
    SAMPLED,
  ),
  fault(
    'field-name-as-a-schema',
    'Holds the names of fields to what names of schemas have to be.',
    step('isFieldName', (right, name) => right(name) && !name.endsWith('_')),
    SAMPLED,
  ),
  fault(
    'field-type-not-checked',
    'Takes any type.',
    step('parseFieldType', () => 'str'),
    SAMPLED,
  ),
  fault(
    'field-type-without-a-schema',
    'Takes a relation without a schema.',
    step('parseFieldType', (right, profile, text) =>
      text === 'relation' ? 'relation' : right(profile, text),
    ),
    SAMPLED,
  ),
  fault(
    'field-type-to-any-text',
    'Does not look whether what a relation is to is a schema id.',
    step('checkRelationSchema', () => undefined),
    SAMPLED,
  ),
  fault(
    'field-type-string',
    'Takes string for str.',
    step('parseFieldType', (right, profile, text) => right(profile, text === 'string' ? 'str' : text)),
    SAMPLED,
  ),
  fault(
    'field-type-reason-of-the-schema',
    'Gives the reason for which the schema of a relation is none.',
    step(
      'checkRelationSchema',
      (_, profile, schemaId) => void new DataImplementation().parseSchemaId(profile, schemaId),
    ),
    SAMPLED,
    REASON,
  ),
  fault(
    'field-type-to-a-schema-of-the-system',
    'Takes relations to application schemas alone.',
    step('checkRelationSchema', (right, profile, schemaId) =>
      /_v\d+$/.test(schemaId) ? refuse('FIELD_TYPE_INVALID') : right(profile, schemaId),
    ),
  ),
  fault(
    'field-type-bytes-unknown',
    'Does not know the type bytes, as before p2panda 0.8.',
    constant('basicTypes', ['bool', 'int', 'float', 'str']),
  ),
  fault(
    'field-type-written-short',
    'Gives the types of relations without their schemas.',
    giving(({ fields }) => ({
      fields: fields.map(({ name, type }) => ({ name, type: type.replace(/\(.*/, '') })),
    })),
  ),
  fault(
    'fields-before-the-name',
    "Judges the fields before the definition's name.",
    step('checkDefinition', (right, profile, definition) =>
      definition.fields.length === 0 ? refuse('SCHEMA_FIELDS_EMPTY') : right(profile, definition),
    ),
    SAMPLED,
    REASON,
  ),
];
