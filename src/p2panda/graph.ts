import type { IdTable } from './id-table.js';
import { Integers, OrderList } from './order-list.js';
import { SortedChildren } from './sorted-children.js';

/**
 * The operations of a document in their order (PAN-ORD-001 to PAN-ORD-005), to which one is added at a time.
 *
 * The order is a walk through a tree: an operation hangs on the last, in the order, of those that it names, among others by
 * ascending id. One more operation, on which nothing hangs yet, leaves the others in their order, and its own place is found
 * from its neighbours. Each operation stands in a list twice, where the walk comes to it and where it leaves it: what hangs on
 * it last comes right before that.
 */
export class OperationGraph {
  readonly #ids: IdTable;
  readonly #order = new OrderList();
  /** Where in the list the walk comes to an operation, by its number; −1 before it has a place. What leaves it is one more. */
  readonly #entered = new Integers();
  /** The only one that hangs on an operation, or −1; −2 where there are more. */
  readonly #child = new Integers();
  readonly #children = new Map<number, SortedChildren>();
  /** Operation by element of the list, counted from 1; negative where it is left. */
  readonly #elements = new Integers();
  readonly #compare: (a: number, b: number) => number;

  constructor(ids: IdTable) {
    this.#ids = ids;
    this.#compare = (a, b) => this.#ids.compare(a, b);
    this.#elements.push(0);
  }

  /** Whether `a` comes before `b`. */
  isBefore(a: number, b: number): boolean {
    return this.#order.isBefore(this.#entered.values[a]!, this.#entered.values[b]!);
  }

  /**
   * Gives an operation its place.
   *
   * @param previous operations that have one, each once; none for the CREATE
   */
  add(operation: number, previous: readonly number[]): void {
    let parent = -1;
    for (const before of previous) if (parent < 0 || this.isBefore(parent, before)) parent = before;
    const sibling = parent < 0 ? -1 : this.#hang(operation, parent);
    const at =
      sibling >= 0 ? this.#entered.values[sibling]! + 1 : parent >= 0 ? this.#entered.values[parent]! : 0;
    const entered = this.#order.insertAfter(at);
    // Elements are numbered as they come: that where the operation is left is the next.
    this.#order.insertAfter(entered);
    while (this.#entered.length <= operation) {
      this.#entered.push(-1);
      this.#child.push(-1);
    }
    this.#entered.values[operation] = entered;
    this.#elements.push(operation + 1);
    this.#elements.push(-operation - 1);
  }

  /** Hangs an operation on another one; gives the one that hangs there right before it, or −1. */
  #hang(operation: number, parent: number): number {
    const child = this.#child.values[parent]!;
    if (child === -1) {
      this.#child.values[parent] = operation;
      return -1;
    }
    let children = this.#children.get(parent);
    if (children === undefined) {
      children = new SortedChildren(this.#compare);
      children.insert(child);
      this.#children.set(parent, children);
      this.#child.values[parent] = -2;
    }
    return children.insert(operation);
  }

  /** The operations in their order. */
  *[Symbol.iterator](): Iterator<number> {
    for (let at = this.#order.next(0); at >= 0; at = this.#order.next(at)) {
      const operation = this.#elements.values[at]!;
      if (operation > 0) yield operation - 1;
    }
  }
}
