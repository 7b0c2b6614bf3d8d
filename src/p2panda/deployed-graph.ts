import type { IdTable } from './id-table.js';
import type { DeployedOrder } from './deployed-order.js';
import { OperationTree } from './operation-tree.js';

/** So many operations are looked at, and moved, for one that is added; where there are more of them, all are sorted anew. */
const MOST = 1024;

/**
 * The operations of a document in the order of p2panda-rs 0.8.1 (PAN-ORD-006), to which one is added at a time where the rest
 * of the walk stays as it is.
 *
 * The walk goes on with the lowest operation that names the one where it is, and comes back to the others later, to the highest
 * first. It comes to an operation that names several from the last of them, where nothing else names those. In any other
 * document such an operation turns the walk elsewhere, or is come to twice: then the order has to be worked out anew.
 */
export class DeployedGraph extends OperationTree {
  /** By operation: 1 where one that names several names it. */
  #isMerged = new Uint8Array();
  #merges = 0;
  /** Operations that are named by one to which the walk came from elsewhere, and not as this class expects it. */
  readonly #irregular = new Set<number>();

  /** The graph of a walk that came to each operation once. */
  static of(
    ids: IdTable,
    { order, parents, following }: DeployedOrder,
    previousOf: (operation: number) => readonly number[],
  ): DeployedGraph {
    const graph = new DeployedGraph(ids);
    graph.fill(order, parents, following);
    for (const operation of order) {
      const previous = previousOf(operation);
      if (previous.length > 1) graph.#merge(previous);
      following[operation]!.forEach((after, i) => {
        if (parents[after] === operation) return;
        // The lowest was put off, if it is come to at all after this.
        const isPutOff = i === 0 && graph.isBefore(operation, after);
        if (!isPutOff) graph.#irregular.add(operation);
      });
    }
    return graph;
  }

  #merge(previous: readonly number[]): void {
    this.#merges++;
    for (const before of previous) {
      if (before >= this.#isMerged.length) {
        const grown = new Uint8Array(2 * (before + 1));
        grown.set(this.#isMerged);
        this.#isMerged = grown;
      }
      this.#isMerged[before] = 1;
    }
  }

  /**
   * Gives an operation its place, where the others keep theirs, or all of them that move hang on one.
   *
   * @param previous operations that have one; none for the CREATE
   * @returns the operations that come later than before; `undefined` where the order has to be worked out anew: nothing can be
   *   added to this graph then
   */
  add(operation: number, previous: readonly number[]): readonly number[] | undefined {
    if (previous.length === 0) this.insert(operation, this.start);
    else if (previous.every((before) => this.isTip(before))) {
      for (const before of previous) this.follow(operation, before);
      if (previous.length > 1) this.#merge(previous);
      this.insert(operation, this.entered(this.lastOf(previous)));
    } else return previous.length === 1 ? this.#addBeside(operation, previous[0]!) : undefined;
    return [];
  }

  /** Adds an operation that names one which others name as well. */
  #addBeside(operation: number, parent: number): readonly number[] | undefined {
    if (this.#irregular.has(parent)) return undefined;
    const lower = this.follow(operation, parent);
    const [lowest, second] = this.lowestTwo(parent);
    if (lower >= 0) {
      // Higher ones are come to before it, and of the lower ones all but the lowest after it.
      const next = lower === lowest ? this.left(parent) : this.entered(lower);
      this.insert(operation, this.elementBefore(next));
      return [];
    }
    return this.#addLowest(operation, parent, second);
  }

  /** Adds an operation that is the lowest now: the walk comes to the one that was the lowest after all others. */
  #addLowest(operation: number, parent: number, first: number): readonly number[] | undefined {
    const last = this.elementBefore(this.left(parent));
    const moved: number[] = [];
    if (last !== this.left(first)) {
      // Nor can one be moved that names several and to which the walk came from elsewhere.
      if (this.#merges > 0 && !this.#isPlain(parent)) return undefined;
      for (let at = this.entered(first); at !== this.left(first); at = this.elementAfter(at)) {
        const other = this.enteredAt(at);
        if (other < 0) continue;
        if (moved.length === MOST) return undefined;
        moved.push(other);
      }
      this.move(first, last);
    }
    this.insert(operation, this.entered(parent));
    return moved;
  }

  /** Whether no operation that names several names one of those that hang on an operation, nor this one. */
  #isPlain(operation: number): boolean {
    let count = 0;
    for (let at = this.entered(operation); at !== this.left(operation); at = this.elementAfter(at)) {
      const other = this.enteredAt(at);
      if (other < 0) continue;
      if (++count > MOST || this.#isMerged[other] === 1) return false;
    }
    return true;
  }
}
