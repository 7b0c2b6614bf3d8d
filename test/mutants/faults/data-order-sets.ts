import type { DataProfile } from '../../../src/conformance/protocol.js';
import type { GraphNode, Ordered } from '../implementation/data-documents.js';
import { DataImplementation } from '../implementation/data.js';
import { Refusal } from '../implementation/refusal.js';
import { DEPLOYED, faultsOf, REASON, refuse, SAMPLED, SPECIFIED, step } from './data.js';

const fault = faultsOf('document.order', 'document-order');

/** Gives another order, tips or operations that wait. */
const giving = (change: (result: Ordered, operations: readonly GraphNode[]) => Partial<Ordered>) =>
  step('orderOperations', (right, profile, operations) => {
    const result = right(profile, operations);
    return { ...result, ...change(result, operations) };
  });

const tipFaults = [
  fault(
    'tips-unsorted',
    'Gives tips in the order of the operations.',
    giving(({ order, viewId }) => ({ viewId: [...new Set(order)].filter((id) => viewId.includes(id)) })),
  ),
  fault(
    'tips-descending',
    'Gives tips descending.',
    giving(({ viewId }) => ({ viewId: viewId.toReversed() })),
  ),
  fault(
    'tips-last',
    'Takes the last operation for the one tip.',
    giving(({ order }) => ({ viewId: order.slice(-1) })),
  ),
  fault(
    'tips-all',
    'Gives all operations for the view id.',
    giving(({ order }) => ({ viewId: [...new Set(order)].sort() })),
  ),
  fault(
    'tips-by-merges',
    'Takes an operation for a tip unless one names it alone.',
    step('orderOperations', (right, profile, operations) => {
      const result = right(profile, operations);
      return {
        ...result,
        viewId: [...new Set(result.order)]
          .sort()
          .filter((id) => !operations.some(({ previous }) => previous.length === 1 && previous[0] === id)),
      };
    }),
  ),
  fault(
    'tips-that-wait',
    'Takes operations that wait for tips.',
    giving(({ viewId, waiting }) => ({ viewId: [...viewId, ...waiting].sort() })),
    SAMPLED,
  ),
  fault(
    'tips-named-by-what-waits',
    'Does not take an operation for a tip that one names which waits.',
    step('tipsOf', (right, _, graph, order) => right('p2panda-compat', graph, order)),
    SPECIFIED,
  ),
];

const setFaults = [
  fault(
    'create-missing',
    'Takes an operation whose previous ones are missing for the CREATE.',
    step('graphOf', (right, operations) => {
      const ids = new Set(operations.map(({ id }) => id));
      return operations.some(({ previous }) => previous.length === 0)
        ? right(operations)
        : right(
            operations.map(({ id, previous }) => ({
              id,
              previous: previous.filter((before) => ids.has(before)),
            })),
          );
    }),
  ),
  fault(
    'create-missing-is-empty',
    'Gives no operations where there is no CREATE.',
    step('orderOperations', (right, profile, operations) =>
      operations.some(({ previous }) => previous.length === 0)
        ? right(profile, operations)
        : { order: [], viewId: [], waiting: [] },
    ),
  ),
  fault(
    'two-creates',
    'Takes the first of two CREATEs.',
    step('graphOf', (right, operations) => {
      const first = operations.find(({ previous }) => previous.length === 0);
      return right(operations.filter(({ id, previous }) => previous.length > 0 || id === first!.id));
    }),
  ),
  fault(
    'create-twice',
    'Takes a CREATE that comes twice for two.',
    step('distinct', (right, operations) =>
      operations.filter(({ previous }) => previous.length === 0).length > 1
        ? refuse('DOCUMENT_OF_TWO_CREATES')
        : right(operations),
    ),
  ),
  fault(
    'doubled',
    'Counts an operation twice that comes twice.',
    giving(({ order }, operations) => ({
      order: order.flatMap((id) => operations.filter((node) => node.id === id).map(() => id)),
    })),
  ),
  fault(
    'doubled-refused',
    'Refuses an operation that comes twice.',
    step('distinct', (right, operations) =>
      new Set(operations.map(({ id }) => id)).size < operations.length
        ? refuse('DOCUMENT_CYCLE')
        : right(operations),
    ),
  ),
  fault(
    'waiting-applied',
    'Appends operations that wait.',
    giving(({ order, waiting }) => ({ order: [...order, ...waiting], waiting: [] })),
    SAMPLED,
  ),
  fault(
    'waiting-refused',
    'Refuses a set with an operation that waits, as deployed nodes do.',
    step('orderOperations', (right, profile, operations) => {
      new DataImplementation().checkDeployed(new DataImplementation().graphOf(operations));
      return right(profile, operations);
    }),
    SPECIFIED,
  ),
  fault(
    'waiting-left-out',
    'Leaves out operations that wait without a word.',
    giving(() => ({ waiting: [] })),
    SAMPLED,
  ),
  fault(
    'waiting-for-one-of-two',
    'Does not wait where one of two is there.',
    step('isReady', (_, node, isOrdered) => node.previous.length === 0 || node.previous.some(isOrdered)),
    SPECIFIED,
  ),
  fault(
    'waiting-descending',
    'Gives operations that wait descending.',
    giving(({ waiting }) => ({ waiting: waiting.toReversed() })),
    SAMPLED,
  ),
  fault(
    'waiting-by-arrival',
    'Gives operations that wait in the order in which they came.',
    giving(({ waiting }, operations) => ({
      waiting: operations.map(({ id }) => id).filter((id) => waiting.includes(id)),
    })),
    SPECIFIED,
  ),
  fault(
    'waiting-directly-alone',
    'Gives what waits for something missing, and not what waits for that.',
    giving(({ waiting }, operations) => ({
      waiting: operations
        .filter(
          ({ id, previous }) =>
            waiting.includes(id) && previous.some((before) => !operations.some((node) => node.id === before)),
        )
        .map(({ id }) => id)
        .sort(),
    })),
    SAMPLED,
  ),
  fault(
    'waiting-as-a-cycle',
    'Takes what waits for one that waits for a circle.',
    step('checkCycle', (_, { nodes }, waiting) => {
      if (waiting.some((id) => nodes.get(id)!.previous.every((before) => nodes.has(before))))
        refuse('DOCUMENT_CYCLE');
    }),
    SPECIFIED,
  ),
  fault(
    'missing-accepted',
    'Lets operations wait, where deployed nodes refuse the set.',
    step('checkDeployed', (right, graph) => {
      try {
        right(graph);
      } catch (error) {
        if (!(error instanceof Refusal) || error.reason !== 'PREVIOUS_UNKNOWN') throw error;
      }
    }),
    DEPLOYED,
  ),
  fault(
    'missing-as-no-create',
    'Gives a missing operation for a missing CREATE.',
    step('checkDeployed', (right, graph) => {
      try {
        right(graph);
      } catch (error) {
        if (error instanceof Refusal && error.reason === 'PREVIOUS_UNKNOWN')
          refuse('DOCUMENT_WITHOUT_CREATE');
        throw error;
      }
    }),
    DEPLOYED,
    REASON,
  ),
  fault(
    'cycle-left-out',
    'Leaves out operations in a circle.',
    step('checkCycle', () => undefined),
    SPECIFIED,
  ),
  fault(
    'cycle-of-one',
    'Does not see an operation that names itself.',
    step('graphOf', (right, operations) =>
      right(
        operations.map(({ id, previous }) => ({
          id,
          previous:
            previous.length > 1 || previous[0] !== id
              ? previous.filter((before) => before !== id)
              : ['nothing'],
        })),
      ),
    ),
  ),
  fault(
    'cycle-of-one-alone',
    'Sees an operation that names itself alone for a circle.',
    step('checkCycle', (_, { nodes }, waiting) => {
      if (waiting.some((id) => nodes.get(id)!.previous.includes(id))) refuse('DOCUMENT_CYCLE');
    }),
    SPECIFIED,
  ),
  fault(
    'cycle-of-two-alone',
    'Sees circles of one and two.',
    step('checkCycle', (_, { nodes }, waiting) => {
      if (
        waiting.some((id) =>
          nodes.get(id)!.previous.some((before) => before === id || nodes.get(before)?.previous.includes(id)),
        )
      )
        refuse('DOCUMENT_CYCLE');
    }),
    SPECIFIED,
  ),
  fault(
    'cycle-with-the-create-alone',
    'Sees a circle only where one of it names an operation in the order.',
    step('checkCycle', (right, graph, waiting) => {
      if (
        waiting.some((id) =>
          graph.nodes
            .get(id)!
            .previous.some((before) => graph.nodes.has(before) && !waiting.includes(before)),
        )
      )
        right(graph, waiting);
    }),
    SPECIFIED,
  ),
  fault(
    'cycle-as-waiting',
    'Gives a circle for operations that wait.',
    step('waitsForMissing', () => true),
    SPECIFIED,
  ),
  fault(
    'cycle-as-no-create',
    'Looks for circles before it looks for the CREATE.',
    step('orderOperations', (right, profile: DataProfile, operations) => {
      const ids = new Set(operations.map(({ id }) => id));
      if (
        operations.length > 0 &&
        operations.every(({ previous }) => previous.length > 0 && previous.every((before) => ids.has(before)))
      )
        refuse('DOCUMENT_CYCLE');
      return right(profile, operations);
    }),
    REASON,
  ),
  fault(
    'cycle-not-seen-by-length',
    'Goes on where the order is longer than the operations are many.',
    step('checkDeployedLength', (right, order, nodes) => {
      if (order.length > 4 * nodes.size) right(order, nodes);
    }),
    DEPLOYED,
  ),
  fault(
    'cycle-seen-too-late',
    'Takes one operation more before it says that there is a circle.',
    step('checkDeployedLength', (right, order, nodes) => {
      if (order.length > nodes.size + 1) right(order, nodes);
    }),
    DEPLOYED,
  ),
  fault(
    'cycle-seen-too-early',
    'Takes an order as long as the operations are many for a circle.',
    step('checkDeployedLength', (right, order, nodes) => {
      right(order, nodes);
      if (order.length === nodes.size) refuse('DOCUMENT_CYCLE');
    }),
    DEPLOYED,
  ),
  fault(
    'cycle-of-one-not-seen',
    'Does not refuse an operation that names itself beforehand.',
    step('checkDeployed', (right, graph) =>
      right({
        ...graph,
        nodes: new Map(
          [...graph.nodes].map(([id, { previous }]) => [
            id,
            { id, previous: previous.filter((before) => before !== id) },
          ]),
        ),
      }),
    ),
    DEPLOYED,
  ),
];

export const dataOrderSetFaults = [...tipFaults, ...setFaults];
