import { checkBytes, checkIterable, checkList } from '../bamboo/arguments.js';
import { deployedOrder } from './deployed-order.js';
import { DocumentOperations } from './document-operations.js';
import { OperationGraph } from './graph.js';
import { compareIds, ID_LENGTH, type DocumentViewId, type OperationId } from './ids.js';
import type { DecodedOperation } from './operation.js';
import { profileOf, type DataOptions } from './profile.js';
import { attempt, Refusal, type Refused } from './refusal.js';

/** An operation as a node of its document's graph. One that names no other is the CREATE. */
export interface GraphNode {
  readonly id: OperationId;
  readonly previous: readonly OperationId[];
}

/** Operations in the order in which they are applied. */
export interface Ordered {
  readonly ok: true;
  /** In `p2panda-compat` the same one may come twice. */
  readonly order: readonly OperationId[];
  /** The operations that no other one names, ascending. */
  readonly viewId: DocumentViewId;
  /** Those without a place: in `p2panda` since they wait for others that are not there. Ascending. */
  readonly waiting: readonly OperationId[];
}

/**
 * The order of a document's operations, from the graph alone (PAN-ORD-001 to PAN-ORD-007). Who keeps a document up to date
 * takes a `Document`, to which one operation is added at a time.
 *
 * @param nodes in any order; what comes twice counts once
 * @returns the order, or why there is none
 * @example
 * const ordered = orderOperations([{ id: a, previous: [] }, { id: b, previous: [a] }]);
 * if (ordered.ok) console.log(ordered.order.map(idToHex));
 */
export function orderOperations(nodes: Iterable<GraphNode>, options?: DataOptions): Ordered | Refused {
  const profile = profileOf(options);
  const operations = new DocumentOperations();
  const graph = new OperationGraph(operations.ids);
  const isThere = (number: number) => operations.isThere(number);
  const creates: number[] = [];
  checkIterable(nodes, 'nodes');
  for (const { id, previous } of nodes) {
    checkBytes(id, 'id', ID_LENGTH);
    if (operations.find(id) >= 0) continue;
    for (const before of checkList(previous, 'previous')) checkBytes(before, 'previous', ID_LENGTH);
    // The graph asks for nothing but what an operation names.
    const placed = operations.add(id, { previous } as unknown as DecodedOperation);
    if (previous.length === 0) creates.push(operations.find(id));
    for (const number of placed) if (profile === 'p2panda') graph.add(number, operations.previous(number));
  }
  return attempt(() => {
    if (creates.length === 0)
      throw new Refusal('DOCUMENT_WITHOUT_CREATE', 'none of the operations is a CREATE');
    if (creates.length > 1)
      throw new Refusal('DOCUMENT_OF_TWO_CREATES', `${creates.length} of them are CREATEs`);
    refuseWaiting(operations, profile === 'p2panda-compat');
    // All are looked at, also those that p2panda 0.8.1 does not come to.
    const { order: numbers, following } =
      profile === 'p2panda'
        ? { order: [...graph], following: operations.following() }
        : deployedOrder(operations, creates[0]!, isThere);
    const ids = (list: readonly number[]) => list.map((number) => operations.ids.get(number));
    const isOrdered = new Set(numbers);
    const left: number[] = [];
    for (let number = 0; number < operations.size; number++) {
      if (isThere(number) && !isOrdered.has(number)) left.push(number);
    }
    return {
      ok: true,
      order: ids(numbers),
      viewId: ids([...isOrdered].filter((number) => following[number]!.length === 0)).sort(compareIds),
      waiting: ids(left).sort(compareIds),
    };
  });
}

/** @throws {Refusal} `DOCUMENT_CYCLE` where operations wait for one another; where all have to be there, `PREVIOUS_UNKNOWN` */
export function refuseWaiting(operations: DocumentOperations, allThere: boolean): void {
  const waiting = operations.waiting();
  // Those that wait for something that is not there, and those that wait for these.
  const excused = new Set<number>();
  const waiters = new Map<number, number[]>();
  const pending: number[] = [];
  for (const number of waiting) {
    for (const before of operations.previous(number)) {
      if (!operations.isThere(before)) pending.push(number);
      else if (!operations.isPlaced(before)) {
        const list = waiters.get(before);
        if (list === undefined) waiters.set(before, [number]);
        else list.push(number);
      }
    }
  }
  if (allThere && pending.length > 0) {
    throw new Refusal('PREVIOUS_UNKNOWN', 'an operation names another one that is not there');
  }
  for (let number = pending.pop(); number !== undefined; number = pending.pop()) {
    if (excused.has(number)) continue;
    excused.add(number);
    for (const waiter of waiters.get(number) ?? []) pending.push(waiter);
  }
  const inCycle = waiting.filter((number) => !excused.has(number));
  // Deployed nodes do not come to a cycle that hangs on nothing, and leave it out.
  if (inCycle.length > 0 && (!allThere || inCycle.some((number) => hangs(operations, number)))) {
    throw new Refusal('DOCUMENT_CYCLE', 'operations name one another in a circle');
  }
}

const hangs = (operations: DocumentOperations, number: number): boolean =>
  operations.previous(number).includes(number);
