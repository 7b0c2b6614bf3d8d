import { DataImplementation } from '../implementation/data.js';
import type { OperationInputs } from '../../../src/conformance/protocol.js';
import { constant, DEPLOYED, faultsOf, refuse, SAMPLED, SPECIFIED, step } from './data.js';

const fault = faultsOf('schema.build', 'schema-build');

type Definition = OperationInputs['schema.build']['definition'];

/** A builder of schemas that gives something else. */
const giving = (change: (built: ReturnType<DataImplementation['buildSchema']>) => object) =>
  step('buildSchema', (right, profile, definition, at) => {
    const built = right(profile, definition, at);
    return { ...built, ...change(built) };
  });

/** A builder of schemas that takes the definition for another one. */
const given = (change: (definition: Definition) => Partial<Definition>) =>
  step('buildSchema', (right, profile, definition, at) =>
    right(profile, { ...definition, ...change(definition) }, at),
  );

export const dataSchemaFaults = [
  fault(
    'id-without-the-view',
    'Gives the name for the id.',
    step('schemaIdFor', (_, { name }) => name),
  ),
  fault(
    'id-of-the-first-id',
    'Makes the id of the first id of the view.',
    step('schemaIdFor', (right, definition) =>
      right({ ...definition, viewId: definition.viewId.slice(0, 1) }),
    ),
    SAMPLED,
  ),
  fault(
    'id-of-the-hash-of-the-view',
    "Makes the id of the hash of the definition's view.",
    step('schemaIdFor', (right, definition) =>
      right({
        ...definition,
        viewId: [Buffer.from(new DataImplementation().viewIdHash(definition.viewId)).toString('hex')],
      }),
    ),
  ),
  fault(
    'id-of-the-fields',
    'Makes the id of the views of the fields.',
    step('schemaIdFor', (right, definition) => right({ ...definition, viewId: definition.fields.flat() })),
  ),
  fault(
    'id-reversed',
    'Makes the id of the view from its end on.',
    step('schemaIdFor', (right, definition) =>
      right({ ...definition, viewId: definition.viewId.toReversed() }),
    ),
    SAMPLED,
  ),
  fault(
    'id-with-hyphens',
    'Joins the parts of the id with hyphens.',
    step('schemaIdFor', (right, definition) => right(definition).replaceAll('_', '-')),
  ),
  fault(
    'all-fields-at-hand',
    'Takes all definitions of fields that are at hand.',
    step('buildSchema', (right, profile, definition, at) =>
      right(
        profile,
        { ...definition, fields: definition.fields.length > 0 ? at.map(({ viewId }) => viewId) : [] },
        at,
      ),
    ),
  ),
  fault(
    'missing-left-out',
    'Leaves out fields whose definitions are not at hand.',
    step('buildSchema', (right, profile, definition, at) =>
      right(
        profile,
        {
          ...definition,
          fields: definition.fields.filter((wanted) =>
            at.some(({ viewId }) => viewId.join() === wanted.join()),
          ),
        },
        at,
      ),
    ),
  ),
  fault(
    'missing-by-part-of-the-view',
    'Takes the definition of a field by the first id of its view.',
    step('isSameView', (_, a, b) => a[0] === b[0]),
  ),
  fault(
    'missing-by-any-of-the-view',
    'Takes the definition of a field whose view has an id of the one wanted.',
    step('isSameView', (right, a, b) => right(a, b) || a.some((id) => b.includes(id))),
  ),
  fault(
    'missing-by-its-last-id',
    'Takes the definition of a field by the last id of its view.',
    step('isSameView', (_, a, b) => a.at(-1) === b.at(-1)),
  ),
  fault(
    'missing-the-first-at-hand',
    'Takes the first definition at hand for one that is missing.',
    step(
      'findDefinition',
      (right, at, wanted) =>
        at.find(({ viewId }) => viewId.join() === wanted.join()) ?? at[0] ?? right(at, wanted),
    ),
    SAMPLED,
  ),
  fault(
    'repeated-last',
    'Takes the last of two fields of one name.',
    step('buildSchema', (_, profile, definition, at) => {
      const lenient = new (step('checkFieldRepeated', () => undefined))();
      const built = lenient.buildSchema(profile, definition, at);
      return { ...built, fields: [...new Map(built.fields.map((field) => [field.name, field])).values()] };
    }),
  ),
  fault(
    'repeated',
    'Gives two fields of one name.',
    step('checkFieldRepeated', () => undefined),
  ),
  fault(
    'repeated-by-its-view',
    'Refuses one view named twice, and not two of one name.',
    step('buildSchema', (_, profile, definition, at) => {
      const lenient = new (step('checkFieldRepeated', () => undefined))();
      const views = definition.fields.map((view) => view.join());
      if (new Set(views).size < views.length)
        return new DataImplementation().buildSchema(profile, definition, at);
      return lenient.buildSchema(profile, definition, at);
    }),
  ),
  fault(
    'repeated-view-taken-once',
    'Takes a field that is named twice once.',
    given(({ fields }) => ({ fields: [...new Map(fields.map((view) => [view.join(), view])).values()] })),
    SAMPLED,
  ),
  fault(
    'repeated-regardless-of-case',
    'Takes names that differ in case for one.',
    step('checkFieldRepeated', (right, before, name) =>
      right(
        before.map((field) => ({ name: field.name.toLowerCase() })),
        name.toLowerCase(),
      ),
    ),
    SAMPLED,
  ),
  fault(
    'no-fields',
    'Builds a schema without fields.',
    step('checkDefinition', (right, profile, definition) =>
      right(profile, { ...definition, fields: definition.fields.length > 0 ? definition.fields : [['']] }),
    ),
  ),
  fault(
    'view-not-checked',
    "Does not look at the definition's view id.",
    step('checkDefinition', (right, profile, definition) =>
      right(profile, { ...definition, viewId: [`0020${'00'.repeat(32)}`] }),
    ),
  ),
  fault(
    'view-unsorted',
    'Takes view ids that do not ascend.',
    step('checkAscends', () => undefined),
  ),
  fault(
    'view-sorted',
    'Sorts view ids in place of refusing them.',
    step('checkViewId', (right, profile, ids) => right(profile, ids.toSorted())),
  ),
  fault(
    'view-empty',
    'Takes the view id of nothing.',
    step('checkViewIdLength', () => undefined),
    SAMPLED,
  ),
  fault(
    'view-ids-not-checked',
    'Takes any bytes for an operation id.',
    step('isId', () => true),
    SAMPLED,
  ),
  fault(
    'name-not-checked',
    'Takes any name for a schema.',
    step('checkSchemaName', () => undefined),
  ),
  fault(
    'name-of-1-refused',
    'Refuses names of one character.',
    step('isSchemaName', (right, profile, name) => right(profile, name) && name.length > 1),
    SPECIFIED,
  ),
  fault(
    'name-of-1',
    'Takes names of one character, as deployed nodes do not.',
    step('isSchemaName', (right, _, name) => right('p2panda', name)),
    DEPLOYED,
  ),
  fault(
    'name-of-65',
    'Takes a name of 65 characters.',
    step('isSchemaName', (right, profile, name) => right(profile, name.slice(0, 64))),
    SAMPLED,
  ),
  fault(
    'name-of-64-refused',
    'Takes names of 63 characters at most.',
    step('isSchemaName', (right, profile, name) => right(profile, name) && name.length < 64),
    SAMPLED,
  ),
  fault(
    'name-underscore-last',
    'Takes a name with an underscore last.',
    step('isSchemaName', (right, profile, name) => right(profile, name.replace(/_$/, ''))),
    SAMPLED,
  ),
  fault(
    'name-as-a-field',
    'Holds the names of schemas to what names of fields have to be.',
    step(
      'checkSchemaName',
      (_, __, name) => new DataImplementation().isFieldName(name) || refuse('SCHEMA_NAME_INVALID'),
    ),
  ),
  fault(
    'description-in-utf-16',
    'Counts the description in units of UTF-16.',
    step('characters', (_, text) => text.length),
  ),
  fault(
    'description-in-bytes',
    'Counts the description in bytes.',
    step('characters', (_, text) => Buffer.byteLength(text)),
  ),
  fault('description-of-257', 'Takes a description of 257 characters.', constant('maxDescription', 257)),
  fault(
    'description-of-256-refused',
    'Takes descriptions of 255 characters at most.',
    constant('maxDescription', 255),
  ),
  fault(
    'description-empty-refused',
    'Refuses an empty description.',
    step('checkDescription', (right, text) =>
      text === '' ? refuse('SCHEMA_DESCRIPTION_TOO_LONG') : right(text),
    ),
    SAMPLED,
  ),
  fault(
    'description-left-out',
    'Gives the empty description.',
    giving(() => ({ description: '' })),
  ),
];
