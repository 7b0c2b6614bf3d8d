import { DataImplementation } from '../implementation/data.js';
import { DEPLOYED, faultsOf, REASON, refuse, SAMPLED, step } from './data.js';

const fault = faultsOf('operation.validate', 'operation-validate');

const schemaFaults = [
  fault(
    'schema-not-checked',
    'Does not look whether the schema is the operation’s.',
    step('checkSchema', () => undefined),
    SAMPLED,
  ),
  fault(
    'schema-by-its-name',
    'Looks at the name of the schema alone.',
    step('checkSchema', (right, id, schema) =>
      right(id.split('_')[0]!, { ...schema, id: schema.id.split('_')[0]! }),
    ),
    SAMPLED,
  ),
  fault(
    'schema-by-its-view',
    'Looks at the view of the schema alone.',
    step('checkSchema', (right, id, schema) =>
      right(id.replace(/^[a-z]+_/, ''), { ...schema, id: schema.id.replace(/^[a-z]+_/, '') }),
    ),
    SAMPLED,
  ),
  fault(
    'schema-by-its-beginning',
    'Takes an operation of a schema whose id goes on.',
    step('checkSchema', (right, id, schema) => {
      if (!id.startsWith(schema.id) && !schema.id.startsWith(id)) right(id, schema);
    }),
    SAMPLED,
  ),
  fault(
    'schema-of-a-delete-not-checked',
    'Does not look at the schema of a DELETE.',
    step('validateOperation', (right, profile, operation, schema) =>
      operation.action === 'delete' ? null : right(profile, operation, schema),
    ),
    SAMPLED,
  ),
  fault(
    'schema-last',
    'Looks whether the schema is the operation’s after its fields.',
    step('validateOperation', (right, profile, operation, schema) => {
      const typed = right(profile, { ...operation, schemaId: schema.id }, schema);
      return operation.schemaId === schema.id ? typed : refuse('SCHEMA_MISMATCH');
    }),
    SAMPLED,
    REASON,
  ),
  fault(
    'unknown-left-out',
    'Leaves out fields that the schema does not have.',
    step('validateOperation', (right, profile, operation, schema) =>
      right(
        profile,
        {
          ...operation,
          fields:
            operation.fields &&
            operation.fields.filter(({ name }) => schema.fields.some((field) => field.name === name)),
        },
        schema,
      ),
    ),
    SAMPLED,
  ),
  fault(
    'unknown-regardless-of-case',
    'Looks for fields regardless of case.',
    step(
      'fieldOf',
      (right, schema, name) =>
        schema.fields.find((field) => field.name === name.toLowerCase()) ?? right(schema, name),
    ),
    SAMPLED,
  ),
  fault(
    'unknown-in-place',
    'Takes the fields of a CREATE for those of the schema in their order.',
    step(
      'fieldOf',
      (right, schema, name) =>
        schema.fields.find((field) => field.name === name) ?? schema.fields.at(-1) ?? right(schema, name),
    ),
    SAMPLED,
  ),
  fault(
    'missing',
    'Takes a CREATE with a field missing.',
    step('checkMissing', () => undefined),
  ),
  fault(
    'missing-last',
    'Takes a CREATE with the last field missing.',
    step('checkMissing', (right, operation, schema) => {
      if (operation.fields?.at(-1)?.name === schema.fields.at(-1)?.name) right(operation, schema);
    }),
  ),
  fault(
    'missing-in-an-update',
    'Asks for all fields in an UPDATE.',
    step('checkMissing', (right, operation, schema) => right({ ...operation, action: 'create' }, schema)),
  ),
  fault(
    'missing-first',
    'Looks for fields that are missing before all else.',
    step('validateOperation', (right, profile, operation, schema) => {
      if (
        operation.action === 'create' &&
        schema.fields.some(({ name }) => !operation.fields!.some((field) => field.name === name))
      )
        refuse(operation.schemaId === schema.id ? 'FIELD_MISSING' : 'SCHEMA_MISMATCH');
      return right(profile, operation, schema);
    }),
    REASON,
  ),
  fault(
    'missing-empty-alone',
    'Asks for one field at least in a CREATE.',
    step('checkMissing', (right, operation, schema) => {
      if (operation.fields?.length === 0) right(operation, schema);
    }),
  ),
  fault(
    'update-of-nothing-refused',
    'Refuses an UPDATE of no fields, as deployed nodes do not.',
    step('checkMissing', (right, operation, schema) =>
      operation.fields?.length === 0 ? refuse('FIELD_MISSING') : right(operation, schema),
    ),
    DEPLOYED,
  ),
  fault(
    'delete-with-fields-given',
    'Gives no fields for a list of none.',
    step('validateOperation', (right, profile, operation, schema) => right(profile, operation, schema) ?? []),
    SAMPLED,
  ),
  fault(
    'unknown-first',
    'Looks for unknown fields before it looks at values.',
    step('validateOperation', (right, profile, operation, schema) => {
      if (
        operation.schemaId === schema.id &&
        operation.fields?.some(({ name }) => !schema.fields.some((field) => field.name === name))
      )
        refuse('FIELD_UNKNOWN');
      return right(profile, operation, schema);
    }),
    REASON,
  ),
  fault(
    'types-first',
    'Looks at the types of all fields before it looks at values.',
    class extends DataImplementation {
      override validateOperation(
        profile: 'p2panda',
        operation: Parameters<DataImplementation['validateOperation']>[1],
        schema: Parameters<DataImplementation['validateOperation']>[2],
      ) {
        for (const { name, ...plain } of operation.fields ?? []) {
          const field = schema.fields.find((known) => known.name === name);
          if (
            field &&
            operation.schemaId === schema.id &&
            !this.allows(this.parseFieldType(profile, field.type), plain)
          )
            refuse('FIELD_TYPE_MISMATCH');
        }
        return super.validateOperation(profile, operation, schema);
      }
    },
    REASON,
  ),
];

export const dataValidateFaults = [...schemaFaults];
