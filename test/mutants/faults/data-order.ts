import type { Graph, GraphNode, Ordered } from '../implementation/data-documents.js';
import { DataImplementation } from '../implementation/data.js';
import { DEPLOYED, faultsOf, SPECIFIED, step } from './data.js';

const fault = faultsOf('document.order', 'document-order');

const reversed = (id: string) => Array.from(id).reverse().join('');

/** An orderer of its own. */
const ordering = (order: (graph: Graph) => string[]) =>
  class extends DataImplementation {
    override specifiedOrder(graph: Graph) {
      return order(graph);
    }
    override deployedOrder(graph: Graph) {
      return order(graph);
    }
  };

/** A walk over a graph that takes one after the other of those that are ready, where `next` says which. */
const walking = (next: (ready: string[], last: string | undefined, graph: Graph) => string) =>
  ordering((graph) => {
    const order: string[] = [];
    for (;;) {
      const ready = [...graph.nodes.values()].filter(
        ({ id, previous }) => !order.includes(id) && previous.every((before) => order.includes(before)),
      );
      if (ready.length === 0) return order;
      order.push(next(ready.map(({ id }) => id).sort(), order.at(-1), graph));
    }
  });

/** Gives another order, tips or operations that wait. */
const giving = (change: (result: Ordered, operations: readonly GraphNode[]) => Partial<Ordered>) =>
  step('orderOperations', (right, profile, operations) => {
    const result = right(profile, operations);
    return { ...result, ...change(result, operations) };
  });

const orderFaults = [
  fault(
    'by-ids',
    'Takes the lowest id of all that are ready, wherever it is in the graph.',
    walking((ready) => ready[0]!),
  ),
  fault(
    'by-ids-alone',
    'Sorts operations by their ids.',
    giving(({ order }) => ({ order: [order[0]!, ...order.slice(1).sort()] })),
  ),
  fault(
    'by-arrival',
    'Gives operations in the order in which they come.',
    step('orderOperations', (right, profile, operations) => {
      const result = right(profile, operations);
      return {
        ...result,
        order: [...new Set(operations.map(({ id }) => id))].filter((id) => result.order.includes(id)),
      };
    }),
  ),
  fault(
    'breadth-first',
    'Goes through the graph breadth first.',
    step('stacked', (_, pending, children) => [...children.toReversed(), ...pending]),
    SPECIFIED,
  ),
  fault(
    'breadth-first-by-depth',
    'Sorts operations by their distance from the CREATE.',
    ordering(({ nodes, root }) => {
      const depths = new Map([[root, 0]]);
      for (let i = 0; i < nodes.size; i++)
        for (const { id, previous } of nodes.values())
          if (previous.length > 0 && previous.every((before) => depths.has(before)))
            depths.set(id, 1 + Math.max(...previous.map((before) => depths.get(before)!)));
      return [...depths.keys()].sort((a, b) => depths.get(a)! - depths.get(b)! || (a < b ? -1 : 1));
    }),
  ),
  fault(
    'siblings-descending',
    'Takes the highest of those that name one operation first.',
    step('sortedSiblings', (right, ids) => right(ids).reverse()),
  ),
  fault(
    'siblings-by-arrival',
    'Takes those that name one operation in the order in which they come.',
    step('sortedSiblings', (_, ids) => [...ids]),
  ),
  fault(
    'siblings-by-their-last-bytes',
    'Compares ids from their end.',
    step('compareIds', (right, a, b) => right(reversed(a), reversed(b))),
  ),
  fault(
    'siblings-of-deployed-nodes',
    'Takes the lowest of three, then the others descending, as deployed nodes do.',
    step('sortedSiblings', (right, ids) => {
      const [first, ...rest] = right(ids);
      return first === undefined ? [] : [first, ...rest.reverse()];
    }),
    SPECIFIED,
  ),
  fault(
    'siblings-ascending',
    'Takes the others of three ascending, as the specification has it.',
    step('deployedRest', (_, rest) => rest.toReversed()),
    DEPLOYED,
  ),
  fault(
    'merge-behind-the-first-branch',
    'Puts a merge behind the first of its branches.',
    step('isReady', (_, node, isOrdered) => node.previous.some(isOrdered)),
  ),
  fault(
    'merge-behind-its-first-named',
    'Looks at the first of what an operation names alone.',
    step(
      'isReady',
      (_, node, isOrdered) => isOrdered(node.previous[0] ?? node.id) || node.previous.length === 0,
    ),
  ),
  fault(
    'merge-behind-its-last-named',
    'Looks at the last of what an operation names alone.',
    step('isReady', (_, node, isOrdered) => node.previous.length === 0 || isOrdered(node.previous.at(-1)!)),
  ),
  fault(
    'merge-at-the-end',
    'Puts merges behind all others.',
    giving(({ order }, operations) => {
      const merges = new Set(operations.filter(({ previous }) => previous.length > 1).map(({ id }) => id));
      return { order: [...order.filter((id) => !merges.has(id)), ...order.filter((id) => merges.has(id))] };
    }),
  ),
  fault(
    'merge-of-two-alone',
    'Leaves out merges of three branches.',
    step('isReady', (right, node, isOrdered) => node.previous.length < 3 && right(node, isOrdered)),
  ),
  fault(
    'deployed',
    'Orders as deployed nodes do.',
    step('specifiedOrder', (_, graph) => [...new Set(new DataImplementation().deployedOrder(graph))]),
    SPECIFIED,
  ),
  fault(
    'specified',
    'Orders as the specification has it, and not as deployed nodes do.',
    step('deployedOrder', (_, graph) => new DataImplementation().specifiedOrder(graph)),
    DEPLOYED,
  ),
  fault(
    'applied-once',
    'Leaves out what deployed nodes append again.',
    giving(({ order }) => ({ order: [...new Set(order)] })),
    DEPLOYED,
  ),
  fault(
    'applied-last',
    'Leaves out the first time of what deployed nodes append again.',
    giving(({ order }) => ({ order: order.filter((id, i) => order.lastIndexOf(id) === i) })),
    DEPLOYED,
  ),
  fault(
    'first-merge-not-checked',
    'Puts the first of those that name an operation on the stack whether all that it names is there or not.',
    step('isReady', () => true),
    DEPLOYED,
  ),
  fault(
    'merge-taken-at-once',
    'Appends a merge right behind its last branch, as any other.',
    step('isMerge', () => false),
    DEPLOYED,
  ),
  fault(
    'ordered-not-left-out',
    'Goes again to those that are in the order.',
    step('deployedNext', (_, children) => [...children]),
    DEPLOYED,
  ),
];

export const dataOrderFaults = [...orderFaults];
