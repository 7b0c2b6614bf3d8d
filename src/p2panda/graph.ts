import { OperationTree } from './operation-tree.js';

const NONE: readonly number[] = [];

/**
 * The operations of a document in their order (PAN-ORD-001 to PAN-ORD-005), to which one is added at a time.
 *
 * An operation hangs on the last, in the order, of those that it names, among others by ascending id. One more operation, on
 * which nothing hangs yet, leaves the others in their order, and its own place is found from its neighbours.
 */
export class OperationGraph extends OperationTree {
  /**
   * Gives an operation its place.
   *
   * @param previous operations that have one, each once; none for the CREATE
   * @returns the operations that come later than before: none ever
   */
  add(operation: number, previous: readonly number[]): readonly number[] {
    if (previous.length === 0) {
      this.insert(operation, this.start);
      return NONE;
    }
    const parent = this.lastOf(previous);
    const sibling = this.follow(operation, parent);
    this.insert(operation, sibling >= 0 ? this.left(sibling) : this.entered(parent));
    return NONE;
  }
}
