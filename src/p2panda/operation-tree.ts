import type { IdTable } from './id-table.js';
import { Integers, OrderList } from './order-list.js';
import { SortedChildren } from './sorted-children.js';

/** By an operation that none hangs on, and by one on which several do. */
const NONE = -1;
const SEVERAL = -2;

/**
 * The walk through a document's operations as a tree, each of which hangs on the one that the walk came from. Each stands in a
 * list twice, where the walk comes to it and where it leaves it: what hangs on it is between the two.
 */
export class OperationTree {
  readonly #order = new OrderList();
  /** Where in the list the walk comes to an operation, by its number. Where it leaves it is the next element. */
  readonly #entered = new Integers();
  /** Operation by element of the list, counted from 1; negative where it is left. */
  readonly #elements = new Integers();
  /** The only operation that names another one, or `NONE` or `SEVERAL`. */
  readonly #child = new Integers();
  readonly #children = new Map<number, SortedChildren>();
  readonly #compare: (a: number, b: number) => number;

  constructor(ids: IdTable) {
    this.#compare = (a, b) => ids.compare(a, b);
    this.#elements.push(0);
  }

  /** Whether the walk comes to `a` before it comes to `b`. */
  isBefore(a: number, b: number): boolean {
    return this.#order.isBefore(this.#entered.values[a]!, this.#entered.values[b]!);
  }

  /** The last, in the order, of one or more operations. */
  protected lastOf(operations: readonly number[]): number {
    let last = operations[0]!;
    for (const operation of operations) if (this.isBefore(last, operation)) last = operation;
    return last;
  }

  /** Where the list begins. */
  protected readonly start = 0;

  /** Where the walk comes to an operation. */
  protected entered(operation: number): number {
    return this.#entered.values[operation]!;
  }

  /** Where it has come to all that hangs on an operation. */
  protected left(operation: number): number {
    return this.#entered.values[operation]! + 1;
  }

  /** The operation that the walk comes to at an element of the list; −1 where it leaves one. */
  protected enteredAt(element: number): number {
    const operation = this.#elements.values[element]!;
    return operation > 0 ? operation - 1 : -1;
  }

  protected elementBefore(element: number): number {
    return this.#order.previous(element);
  }

  protected elementAfter(element: number): number {
    return this.#order.next(element);
  }

  /** Puts an operation right behind an element of the list. */
  protected insert(operation: number, element: number): void {
    const entered = this.#order.insertAfter(element);
    // Elements are numbered as they come.
    this.#order.insertAfter(entered);
    this.#name(operation);
    this.#entered.values[operation] = entered;
    this.#elements.push(operation + 1);
    this.#elements.push(-operation - 1);
  }

  /** Moves an operation, with what hangs on it, right behind an element that is further on. */
  protected move(operation: number, element: number): void {
    this.#order.moveAfter(this.entered(operation), this.left(operation), element);
  }

  #name(operation: number): void {
    while (this.#entered.length <= operation) {
      this.#entered.push(-1);
      this.#child.push(NONE);
    }
  }

  /** Whether none names an operation. */
  protected isTip(operation: number): boolean {
    return this.#child.values[operation] === NONE;
  }

  /** Notes that an operation names another one; gives the next lower one that does as well, or −1. */
  protected follow(operation: number, before: number): number {
    const child = this.#child.values[before]!;
    if (child === NONE) {
      this.#child.values[before] = operation;
      return -1;
    }
    let children = this.#children.get(before);
    if (children === undefined) {
      children = new SortedChildren(this.#compare);
      children.insert(child);
      this.#children.set(before, children);
      this.#child.values[before] = SEVERAL;
    }
    return children.insert(operation);
  }

  /** The lowest two of several that name an operation. */
  protected lowestTwo(before: number): readonly [number, number] {
    return this.#children.get(before)!.lowestTwo;
  }

  /** The operations in their order. */
  *[Symbol.iterator](): Iterator<number> {
    for (let at = this.#order.next(0); at >= 0; at = this.#order.next(at)) {
      const operation = this.#elements.values[at]!;
      if (operation > 0) yield operation - 1;
    }
  }

  /**
   * Takes a whole walk at once.
   *
   * @param order the operations, each once
   * @param parents by operation, the one that it hangs on; −1 for the first of the order
   * @param following by operation, those that name it, ascending
   */
  protected fill(
    order: readonly number[],
    parents: ArrayLike<number>,
    following: readonly (readonly number[])[],
  ): void {
    const sequence = new Int32Array(2 * order.length);
    const path: number[] = [];
    let at = 0;
    const leaveUntil = (parent: number): void => {
      while (path.length > 0 && path.at(-1) !== parent) sequence[at++] = this.left(path.pop()!);
    };
    for (const operation of order) {
      leaveUntil(parents[operation]!);
      path.push(operation);
      this.#name(operation);
      this.#entered.values[operation] = this.#elements.length;
      sequence[at++] = this.#elements.push(operation + 1);
      this.#elements.push(-operation - 1);
    }
    leaveUntil(-1);
    this.#order.fill(sequence);
    for (const operation of order) {
      const list = following[operation]!;
      if (list.length === 0) continue;
      this.#child.values[operation] = list.length === 1 ? list[0]! : SEVERAL;
      if (list.length > 1) this.#children.set(operation, SortedChildren.of(list, this.#compare));
    }
  }
}
