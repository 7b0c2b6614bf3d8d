import { DataImplementation } from '../implementation/data.js';
import { DEPLOYED, faultsOf, givingView, REASON, refuse, SAMPLED, SPECIFIED, step } from './data.js';

const fault = faultsOf('document.materialise', 'document-materialise');

const applyFaults = [
  fault(
    'first-value',
    'Keeps the first value of a field.',
    step('apply', (right, fields, id, written) =>
      right(
        fields,
        id,
        written.filter(({ name }) => !fields.has(name)),
      ),
    ),
  ),
  fault(
    'highest-value',
    'Keeps the highest of the values of a field.',
    step('apply', (right, fields, id, written) =>
      right(
        fields,
        id,
        written.filter(({ name, value }) => String(fields.get(name)?.value ?? '') <= String(value)),
      ),
    ),
  ),
  fault(
    'highest-id',
    'Keeps the value of the operation with the highest id.',
    step('apply', (right, fields, id, written) =>
      right(
        fields,
        id,
        written.filter(({ name }) => (fields.get(name)?.operationId ?? '') < id),
      ),
    ),
  ),
  fault(
    'update-in-place-of-all',
    'Takes an UPDATE for all fields, and drops the others.',
    step('apply', (right, fields, id, written) => {
      fields.clear();
      right(fields, id, written);
    }),
  ),
  fault(
    'first-field-of-an-update',
    'Takes the first field of an UPDATE alone.',
    step('apply', (right, fields, id, written) =>
      right(fields, id, fields.size === 0 ? written : written.slice(0, 1)),
    ),
  ),
  fault(
    'writer-of-the-create',
    'Names the CREATE for each field.',
    givingView(({ fields, documentId }) => ({
      fields: fields && fields.map((field) => ({ ...field, operationId: documentId })),
    })),
  ),
  fault(
    'writer-is-the-last',
    'Names the last operation for each field.',
    step('apply', (right, fields, id, written) => {
      right(fields, id, written);
      for (const [name, field] of fields) fields.set(name, { ...field, operationId: id });
    }),
  ),
  fault(
    'writer-of-the-first-value',
    'Names the operation that wrote a field first.',
    step('apply', (_, fields, operationId, written) => {
      for (const field of written)
        fields.set(field.name, { ...field, operationId: fields.get(field.name)?.operationId ?? operationId });
    }),
  ),
  fault(
    'writer-unless-the-same-value',
    'Names the earlier operation where a later one writes the same value.',
    step('apply', (right, fields, id, written) =>
      right(
        fields,
        id,
        written.filter(({ name, value }) => fields.get(name)?.value !== value),
      ),
    ),
    SAMPLED,
  ),
  fault(
    'writer-tip',
    'Names a tip for each field.',
    givingView(({ fields, viewId }) => ({
      fields: fields && fields.map((field) => ({ ...field, operationId: viewId[0]! })),
    })),
  ),
  fault(
    'fields-descending',
    'Gives fields in descending order.',
    step('fieldsGiven', (right, fields) => right(fields).reverse()),
  ),
  fault(
    'fields-last-written-last',
    'Gives what was written last behind the others.',
    step('fieldsGiven', (right, fields) =>
      right(fields).sort((a, b) =>
        a.operationId < b.operationId ? -1 : a.operationId > b.operationId ? 1 : 0,
      ),
    ),
  ),
  fault(
    'applied-by-arrival',
    'Applies operations in the order in which they come.',
    step('orderOperations', (right, profile, operations) => {
      const result = right(profile, operations);
      return {
        ...result,
        order: [
          result.order[0]!,
          ...new Set(
            operations
              .map(({ id }) => id)
              .filter((id) => id !== result.order[0] && result.order.includes(id)),
          ),
        ],
      };
    }),
  ),
  fault(
    'applied-by-ids',
    'Applies operations in the order of their ids.',
    step('orderOperations', (right, profile, operations) => {
      const result = right(profile, operations);
      return { ...result, order: [result.order[0]!, ...result.order.slice(1).sort()] };
    }),
  ),
  fault(
    'applied-descending',
    'Applies the highest of concurrent operations first.',
    step('sortedSiblings', (right, ids) => right(ids).reverse()),
  ),
  fault(
    'applied-as-deployed',
    'Applies operations in the order of deployed nodes.',
    step('specifiedOrder', (_, graph) => [...new Set(new DataImplementation().deployedOrder(graph))]),
    SPECIFIED,
  ),
  fault(
    'applied-as-specified',
    'Applies operations in the order of the specification.',
    step('deployedOrder', (_, graph) => new DataImplementation().specifiedOrder(graph)),
    DEPLOYED,
  ),
  fault(
    'merge-before-its-branches',
    'Applies a merge behind its first branch.',
    step('isReady', (_, node, isOrdered) => node.previous.length === 0 || node.previous.some(isOrdered)),
  ),
  fault(
    'waiting-applied',
    'Applies operations that wait.',
    step('orderOperations', (right, profile, operations) => {
      const result = right(profile, operations);
      return { ...result, order: [...result.order, ...result.waiting] };
    }),
    SPECIFIED,
  ),
  fault(
    'waiting-left-out',
    'Leaves out operations that wait without a word.',
    givingView(() => ({ waiting: [] })),
    SPECIFIED,
  ),
  fault(
    'waiting-refused',
    'Refuses a document with an operation that waits.',
    givingView(({ waiting }) => (waiting.length > 0 ? refuse('PREVIOUS_UNKNOWN') : {})),
    SPECIFIED,
  ),
  fault(
    'waiting-as-tips',
    'Gives operations that wait in the view id.',
    givingView(({ viewId, waiting }) => ({ viewId: [...viewId, ...waiting].sort() })),
    SPECIFIED,
  ),
  fault(
    'waiting-deletion-deletes',
    'Takes a DELETE that waits for a DELETE.',
    step('orderOperations', (right, profile, operations) => {
      const result = right(profile, operations);
      return {
        ...result,
        order: [
          ...result.order,
          ...result.waiting.filter((id) => operations.find((node) => node.id === id)!.previous.length === 1),
        ],
      };
    }),
    SPECIFIED,
  ),
];

const viewFaults = [
  fault(
    'document-id-lowest',
    'Takes the lowest operation id for that of the document.',
    givingView(({ documentId, viewId, fields }) => ({
      documentId: [documentId, ...viewId, ...(fields ?? []).map(({ operationId }) => operationId)].sort()[0]!,
    })),
  ),
  fault(
    'document-id-of-the-tip',
    'Takes a tip for the id of the document.',
    givingView(({ viewId }) => ({ documentId: viewId[0]! })),
  ),
  fault(
    'document-id-of-the-first-to-arrive',
    'Takes the first operation that came for the CREATE.',
    step('materialise', (right, profile, input, bytesOf) => ({
      ...right(profile, input, bytesOf),
      documentId: input.operations[0]!.id,
    })),
  ),
  fault(
    'view-id-of-the-last',
    'Gives the last operation for the view id.',
    step('orderOperations', (right, profile, operations) => {
      const result = right(profile, operations);
      return { ...result, viewId: result.order.slice(-1) };
    }),
  ),
  fault(
    'view-id-unsorted',
    'Gives the tips in the order of the operations.',
    step('orderOperations', (right, profile, operations) => {
      const result = right(profile, operations);
      return { ...result, viewId: result.order.filter((id) => result.viewId.includes(id)) };
    }),
    DEPLOYED,
  ),
  fault(
    'view-id-descending',
    'Gives the tips in descending order.',
    givingView(({ viewId }) => ({ viewId: viewId.toReversed() })),
  ),
  fault(
    'view-id-as-asked',
    'Gives the view id that was asked for.',
    step('materialise', (right, profile, input, bytesOf) => {
      const view = right(profile, input, bytesOf);
      return view.deleted ? view : { ...view, viewId: input.viewId ? [...input.viewId] : view.viewId };
    }),
    SAMPLED,
  ),
  fault(
    'view-ignored',
    'Gives the latest view, whatever view is asked for.',
    step('orderOfView', (_, __, ___, whole) => whole),
  ),
  fault(
    'view-of-the-named-alone',
    'Makes a view of the CREATE and the operations that its id names, and none between.',
    step('pastOf', (_, graph, ids) => {
      const root = graph.find(({ previous }) => previous.length === 0)!.id;
      return graph
        .filter(({ id }) => ids.includes(id) || id === root)
        .map(({ id }) => ({ id, previous: id === root ? [] : [root] }));
    }),
  ),
  fault(
    'view-up-to-the-last-named',
    'Makes a view of all up to the last operation that its id names, in the order.',
    step('orderOfView', (right, profile, graph, whole, viewId) => {
      const view = right(profile, graph, whole, viewId);
      if (!viewId) return view;
      const end = Math.max(...viewId.map((id) => whole.order.indexOf(id)));
      return { ...view, order: whole.order.slice(0, end + 1) };
    }),
  ),
  fault(
    'view-of-the-first-named',
    'Makes a view of the first operation that its id names.',
    step('pastOf', (right, graph, ids) => right(graph, ids.slice(0, 1))),
  ),
  fault(
    'view-with-what-came-later',
    'Takes operations into a view that came at the same time.',
    step('pastOf', (_, graph) => [...graph]),
  ),
  fault(
    'view-with-what-names-it',
    'Takes operations into a view that name one of it.',
    step('pastOf', (right, graph, ids) => {
      const past = new Set(right(graph, ids).map(({ id }) => id));
      for (const { id, previous } of graph) if (previous.some((before) => ids.includes(before))) past.add(id);
      return graph.filter(({ id }) => past.has(id));
    }),
  ),
  fault(
    'view-unknown-is-latest',
    'Gives the latest view for one that it does not know.',
    step('orderOfView', (right, profile, graph, whole, viewId) =>
      viewId?.every((id) => !whole.order.includes(id)) && viewId.length > 0
        ? whole
        : right(profile, graph, whole, viewId),
    ),
  ),
  fault(
    'view-known-in-part',
    'Takes a view id of which it knows some operations.',
    step('orderOfView', (right, profile, graph, whole, viewId) =>
      right(
        profile,
        graph,
        whole,
        viewId && viewId.some((id) => whole.order.includes(id))
          ? viewId.filter((id) => whole.order.includes(id))
          : viewId,
      ),
    ),
    SAMPLED,
  ),
  fault(
    'view-of-what-waits',
    'Takes a view id that names an operation which waits.',
    step('checkViewKnown', (right, viewId, whole) =>
      right(viewId, { ...whole, order: [...whole.order, ...whole.waiting] }),
    ),
    SPECIFIED,
    REASON,
  ),
  fault(
    'view-empty-is-latest',
    'Takes the view id of nothing for the latest view.',
    step('orderOfView', (right, profile, graph, whole, viewId) =>
      right(profile, graph, whole, viewId?.length === 0 ? null : viewId),
    ),
    SAMPLED,
  ),
  fault(
    'view-unsorted',
    'Takes a view id out of order.',
    step('orderOfView', (right, profile, graph, whole, viewId) =>
      right(profile, graph, whole, viewId && viewId.toSorted()),
    ),
  ),
  fault(
    'view-waiting-of-the-past',
    'Gives no operations that wait for a past view.',
    step('materialise', (right, profile, input, bytesOf) => {
      const view = right(profile, input, bytesOf);
      return input.viewId ? { ...view, waiting: [] } : view;
    }),
    SPECIFIED,
  ),
];

export const dataMaterialiseFaults = [...applyFaults, ...viewFaults];
