import type { EntryGraph } from './entry-graph.js';
import type { LogState } from './log-state.js';

/**
 * Knows the highest entry of a log that is not invalid. That costs nothing while nothing that was highest turns out
 * invalid, and from then on a logarithm for each entry: what is invalid never is sound again.
 */
export class NewestFinder {
  readonly #graph: EntryGraph;
  readonly #log: LogState;
  #highest: number | undefined;
  /** Once it was needed: a heap of all that may still be the highest one, which is at its top. */
  #heap: number[] | undefined;

  constructor(graph: EntryGraph, log: LogState) {
    this.#graph = graph;
    this.#log = log;
  }

  /** Takes an entry that has come. */
  note(entry: number): void {
    if (this.#heap) this.#push(this.#heap, entry);
    else if (this.#highest === undefined || this.#isAbove(entry, this.#highest)) {
      if (this.#graph.canBeSound(this.#log, entry)) this.#highest = entry;
    }
  }

  /** The entry; `undefined` where there is none. */
  find(): number | undefined {
    if (!this.#heap) {
      if (this.#highest === undefined || this.#isSound(this.#highest)) return this.#highest;
      this.#heap = [];
      for (let entry = 0; entry < this.#graph.count; entry++) {
        if (this.#isSound(entry)) this.#push(this.#heap, entry);
      }
    }
    while (this.#heap.length > 0 && !this.#isSound(this.#heap[0]!)) this.#pop(this.#heap);
    return this.#heap[0];
  }

  #isSound(entry: number): boolean {
    return this.#graph.reasonAgainst(this.#log, entry) === undefined;
  }

  #isAbove(a: number, b: number): boolean {
    const { commitments } = this.#graph;
    const [one, other] = [this.#graph.own(a), this.#graph.own(b)];
    const [high, otherHigh] = [commitments.seqHigh(one), commitments.seqHigh(other)];
    return high === otherHigh ? commitments.seqLow(one) > commitments.seqLow(other) : high > otherHigh;
  }

  #push(heap: number[], entry: number): void {
    let place = heap.length;
    heap.push(entry);
    while (place > 0) {
      const parent = (place - 1) >>> 1;
      if (!this.#isAbove(entry, heap[parent]!)) break;
      heap[place] = heap[parent]!;
      place = parent;
    }
    heap[place] = entry;
  }

  /** Takes the top away. */
  #pop(heap: number[]): void {
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.#isAbove(heap[child + 1]!, heap[child]!)) child++;
      if (!this.#isAbove(heap[child]!, last)) break;
      heap[place] = heap[child]!;
      place = child;
    }
    heap[place] = last;
  }
}
