import { DataImplementation } from '../implementation/data.js';
import { DEPLOYED, faultsOf, givingView, refuse, SAMPLED, SPECIFIED, step } from './data.js';

const fault = faultsOf('document.materialise', 'document-materialise');

const deletionFaults = [
  fault(
    'deletion-without-effect',
    'Takes a DELETE for an UPDATE of nothing.',
    step('deletionIn', () => undefined),
  ),
  fault(
    'deletion-when-it-is-last',
    'Takes a document for deleted only where a DELETE is last.',
    step('deletionIn', (_, order, operations) => {
      const last = order.at(-1)!;
      return operations.get(last)!.action === 'delete' ? last : undefined;
    }),
  ),
  fault(
    'deletion-when-it-is-a-tip',
    'Takes a document for deleted only where a DELETE is a tip.',
    step('deletionIn', (right, order, operations) => {
      const named = new Set(order.flatMap((id) => operations.get(id)!.previous ?? []));
      return right(
        order.filter((id) => !named.has(id)),
        operations,
      );
    }),
  ),
  fault(
    'deletion-when-it-is-the-one-tip',
    'Takes a document for deleted only where no other branch goes on.',
    step('deletionIn', (right, order, operations) => {
      const named = new Set(order.flatMap((id) => operations.get(id)!.previous ?? []));
      const tips = order.filter((id) => !named.has(id));
      return tips.length === 1 ? right(tips, operations) : undefined;
    }),
  ),
  fault(
    'deletion-undone',
    'Takes an UPDATE behind a DELETE for its end.',
    step('deletionIn', (right, order, operations) => {
      const deletion = right(order, operations);
      return deletion !== undefined &&
        order.some(
          (id) => operations.get(id)!.action === 'update' && operations.get(id)!.previous!.includes(deletion),
        )
        ? undefined
        : deletion;
    }),
  ),
  fault(
    'deletion-of-the-past',
    'Takes all views of a deleted document for deleted.',
    step('materialise', (right, profile, input, bytesOf) => {
      const latest = right(profile, { ...input, viewId: null }, bytesOf);
      const view = right(profile, input, bytesOf);
      return latest.deleted ? { ...latest, viewId: view.viewId } : view;
    }),
  ),
  fault(
    'deletion-with-fields',
    'Gives the last fields of a deleted document.',
    step('materialise', (right, profile, input, bytesOf) => {
      const view = right(profile, input, bytesOf);
      const undeleted = new (step('deletionIn', () => undefined))();
      return view.deleted ? { ...view, fields: undeleted.materialise(profile, input, bytesOf).fields } : view;
    }),
  ),
  fault(
    'deletion-with-empty-fields',
    'Gives an empty list of fields for a deleted document.',
    givingView(({ fields }) => ({ fields: fields ?? [] })),
  ),
  fault(
    'deletion-refused',
    'Refuses a document that is deleted.',
    givingView(({ deleted }) => (deleted ? refuse('DOCUMENT_DELETED') : {})),
  ),
  fault(
    'deletion-view-id-of-tips',
    'Gives the tips for the view id of a deleted document, as deployed nodes do.',
    step('deletedViewId', (_, __, ___, { viewId }) => viewId),
    SPECIFIED,
  ),
  fault(
    'deletion-view-id-of-the-deletion',
    'Gives the DELETE for the view id of a deleted document, and not the tips as deployed nodes do.',
    step('deletedViewId', (_, __, deletion) => [deletion]),
    DEPLOYED,
  ),
  fault(
    'deletion-view-id-of-the-last',
    'Gives the last of several DELETEs for the view id.',
    step('deletionIn', (_, order, operations) =>
      order.findLast((id) => operations.get(id)!.action === 'delete'),
    ),
    SPECIFIED,
  ),
  fault(
    'deletion-view-id-of-all',
    'Gives all DELETEs for the view id.',
    step('materialise', (right, profile, input, bytesOf) => {
      const view = right(profile, input, bytesOf);
      if (!view.deleted || input.viewId) return view;
      const own = new DataImplementation();
      return {
        ...view,
        viewId: input.operations
          .filter(({ operation }) => own.decodeOperation(profile, bytesOf(operation)).action === 'delete')
          .map(({ id }) => id)
          .sort(),
      };
    }),
  ),
  fault(
    'deletion-view-id-empty',
    'Gives the empty view id for a deleted document.',
    step('deletedViewId', () => []),
  ),
  fault(
    'deletion-view-id-of-the-lowest',
    'Gives the DELETE with the lowest id for the view id.',
    step('deletionIn', (right, order, operations) => right(order.toSorted(), operations)),
    SPECIFIED,
  ),
];

const checkFaults = [
  fault(
    'schema-not-checked',
    'Does not look whether all operations are of the schema.',
    step('checkSchema', () => undefined),
  ),
  fault(
    'schema-of-a-deletion-not-checked',
    'Does not look at the schema of a DELETE.',
    step('validateOperation', (right, profile, operation, schema) =>
      operation.action === 'delete' ? null : right(profile, operation, schema),
    ),
    SAMPLED,
  ),
  fault(
    'schema-of-the-create-alone',
    'Looks at the schema of the CREATE alone.',
    step('validateOperation', (right, profile, operation, schema) =>
      right(
        profile,
        operation.action === 'create' ? operation : { ...operation, schemaId: schema.id },
        schema,
      ),
    ),
  ),
  fault(
    'bad-left-out',
    'Leaves out operations that do not fit the schema.',
    step('materialise', (right, profile, input, bytesOf) => {
      const own = new DataImplementation();
      return right(
        profile,
        {
          ...input,
          operations: input.operations.filter(({ operation }) => {
            try {
              const decoded = own.decodeOperation(profile, bytesOf(operation));
              own.validateOperation(profile, decoded, input.schema);
              return true;
            } catch {
              return false;
            }
          }),
        },
        bytesOf,
      );
    }),
  ),
  fault(
    'updates-not-checked',
    'Holds the CREATE alone against the schema.',
    step('validateOperation', (right, profile, operation, schema) => {
      try {
        return right(profile, operation, schema);
      } catch (error) {
        if (operation.action === 'create') throw error;
        return [];
      }
    }),
  ),
  fault(
    'create-not-checked',
    'Takes a CREATE with a field missing.',
    step('checkMissing', () => undefined),
    SAMPLED,
  ),
  fault(
    'updates-need-all-fields',
    'Asks for all fields in an UPDATE.',
    step('checkMissing', (right, operation, schema) =>
      right({ ...operation, action: operation.fields ? 'create' : operation.action }, schema),
    ),
  ),
  fault(
    'values-of-system-schemas-not-checked',
    'Does not look at what the system schemas ask of values.',
    step('checkSystemField', () => undefined),
    SAMPLED,
  ),
  fault(
    'two-creates',
    'Takes the first of two CREATEs.',
    step('graphOf', (right, operations) => {
      const first = operations.find(({ previous }) => previous.length === 0);
      return right(operations.filter(({ id, previous }) => previous.length > 0 || id === first?.id));
    }),
  ),
  fault(
    'cycle-left-out',
    'Leaves out operations in a circle.',
    step('checkCycle', () => undefined),
    SPECIFIED,
  ),
  fault(
    'twice',
    'Refuses an operation that comes twice.',
    step('materialise', (right, profile, input, bytesOf) =>
      new Set(input.operations.map(({ id }) => id)).size < input.operations.length
        ? refuse('DOCUMENT_CYCLE')
        : right(profile, input, bytesOf),
    ),
  ),
];

export const dataDeletionFaults = [...deletionFaults, ...checkFaults];
