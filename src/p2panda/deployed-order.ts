import type { DocumentOperations } from './document-operations.js';
import { Refusal } from './refusal.js';

/** A walk through the operations of a document. */
export interface DeployedOrder {
  /** The same one may come twice. */
  readonly order: readonly number[];
  /** By operation, the one from which the walk came to it, when it came last; −1 for the CREATE. */
  readonly parents: Int32Array;
  /** By operation, those that name it, ascending. */
  readonly following: readonly (readonly number[])[];
}

/**
 * The order that p2panda-rs 0.8.1 gives the operations of a document (PAN-ORD-006, PAN-ORD-007): of those that follow on one it
 * goes on with the lowest, and puts the others on a stack, the highest on top. An operation that names several may come before
 * one of them, may come twice, and may end the walk with a cycle that is none.
 *
 * @param root the CREATE
 * @param counts which operations are looked at; the others are as if they were not there
 * @throws {Refusal} `DOCUMENT_CYCLE`
 */
export function deployedOrder(
  operations: DocumentOperations,
  root: number,
  counts: (operation: number) => boolean,
): DeployedOrder {
  const following = operations.following(counts);
  let size = 0;
  for (let number = 0; number < operations.size; number++) if (counts(number)) size++;
  const order: number[] = [];
  const isOrdered = new Uint8Array(operations.size);
  const parents = new Int32Array(operations.size).fill(-1);
  const stack = [root];
  /** Of those on the stack, the ones from which they were put there. */
  const origins = [-1];
  const push = (operation: number, origin: number): void => {
    stack.push(operation);
    origins.push(origin);
  };
  const put = (operation: number, parent: number): void => {
    order.push(operation);
    isOrdered[operation] = 1;
    parents[operation] = parent;
  };
  const cycle = () => new Refusal('DOCUMENT_CYCLE', 'p2panda 0.8.1 finds a cycle in this document');
  for (;;) {
    const top = stack.pop();
    if (top === undefined) return { order, parents, following };
    if (order.length > size) throw cycle();
    put(top, origins.pop()!);
    let current = top;
    for (;;) {
      let first = -1;
      for (const operation of following[current]!) {
        if (isOrdered[operation] === 1) continue;
        if (first < 0) first = operation;
        else push(operation, current);
      }
      if (first < 0) break;
      const previous = operations.previous(first);
      if (previous.length > 1) {
        if (previous.every((operation) => isOrdered[operation] === 1)) push(first, current);
        else if (stack.length === 0) throw cycle();
        break;
      }
      put(first, current);
      current = first;
    }
  }
}
