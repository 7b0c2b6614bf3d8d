import type { DocumentOperations } from './document-operations.js';
import { Refusal } from './refusal.js';

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
): number[] {
  const following = operations.following(counts);
  let size = 0;
  for (let number = 0; number < operations.size; number++) if (counts(number)) size++;
  const order: number[] = [];
  const isOrdered = new Uint8Array(operations.size);
  const stack = [root];
  const put = (operation: number): void => {
    order.push(operation);
    isOrdered[operation] = 1;
  };
  const cycle = () => new Refusal('DOCUMENT_CYCLE', 'p2panda 0.8.1 finds a cycle in this document');
  for (;;) {
    const top = stack.pop();
    if (top === undefined) return order;
    if (order.length > size) throw cycle();
    put(top);
    let current = top;
    for (;;) {
      let first = -1;
      for (const operation of following[current]!) {
        if (isOrdered[operation] === 1) continue;
        if (first < 0) first = operation;
        else stack.push(operation);
      }
      if (first < 0) break;
      const previous = operations.previous(first);
      if (previous.length > 1) {
        if (previous.every((operation) => isOrdered[operation] === 1)) stack.push(first);
        else if (stack.length === 0) throw cycle();
        break;
      }
      put(first);
      current = first;
    }
  }
}
