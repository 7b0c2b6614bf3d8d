import { IdTable } from './id-table.js';
import type { DecodedOperation } from './operation.js';
import { Integers } from './order-list.js';

/** Where an operation of a document is: only named by others, there but waiting for others, or in its place. */
export const NAMED = 0;
export const WAITING = 1;
export const PLACED = 2;

/** The operations of a document by number, what each names, and which wait for which. */
export class DocumentOperations {
  readonly ids = new IdTable();
  readonly #operations: (DecodedOperation | undefined)[] = [];
  readonly #previous: (readonly number[])[] = [];
  readonly #states = new Integers();
  /** Of a waiting operation, how many that it names have no place yet. */
  readonly #missing = new Integers();
  /** By an operation without a place: those that name it. */
  readonly #waiters = new Map<number, number[]>();
  #placed = 0;
  #there = 0;

  /** How many have a place. */
  get placed(): number {
    return this.#placed;
  }

  /** Whether none waits. */
  get isWhole(): boolean {
    return this.#there === this.#placed;
  }

  /** Whether each one that is named is there. */
  get isComplete(): boolean {
    return this.#there === this.size;
  }

  /** How many ids are known, named ones included. */
  get size(): number {
    return this.#states.length;
  }

  #number(id: Uint8Array): number {
    const number = this.ids.add(id);
    if (number === this.#states.length) {
      this.#states.push(NAMED);
      this.#missing.push(0);
      this.#operations.push(undefined);
      this.#previous.push([]);
    }
    return number;
  }

  /** The number of an operation that is there; −1 for any other. */
  find(id: Uint8Array): number {
    const number = this.ids.find(id);
    return number >= 0 && this.#states.values[number]! !== NAMED ? number : -1;
  }

  /** Whether it is there, waiting or in its place, and not only named by others. */
  isThere(number: number): boolean {
    return this.#states.values[number] !== NAMED;
  }

  isPlaced(number: number): boolean {
    return this.#states.values[number] === PLACED;
  }

  operation(number: number): DecodedOperation {
    return this.#operations[number]!;
  }

  previous(number: number): readonly number[] {
    return this.#previous[number]!;
  }

  /**
   * Takes an operation in.
   *
   * @returns those that have their place now, each behind all that it names: none where it has to wait
   */
  add(id: Uint8Array, operation: DecodedOperation): readonly number[] {
    const number = this.#number(id);
    const previous = operation.previous?.map((before) => this.#number(before)) ?? [];
    this.#operations[number] = operation;
    this.#previous[number] = previous;
    let missing = 0;
    for (const before of previous) {
      if (this.#states.values[before] === PLACED) continue;
      missing++;
      const waiters = this.#waiters.get(before);
      if (waiters === undefined) this.#waiters.set(before, [number]);
      else waiters.push(number);
    }
    this.#missing.values[number] = missing;
    this.#states.values[number] = WAITING;
    this.#there++;
    return missing > 0 ? [] : this.#place(number);
  }

  #place(first: number): number[] {
    const placed = [first];
    this.#states.values[first] = PLACED;
    for (let i = 0; i < placed.length; i++) {
      const waiters = this.#waiters.get(placed[i]!);
      if (waiters === undefined) continue;
      this.#waiters.delete(placed[i]!);
      for (const waiter of waiters) {
        if (--this.#missing.values[waiter]! > 0) continue;
        this.#states.values[waiter] = PLACED;
        placed.push(waiter);
      }
    }
    this.#placed += placed.length;
    return placed;
  }

  /** Gives waiting operations their place, although they name others that have none. */
  placeAnyway(numbers: readonly number[]): void {
    for (const number of numbers) {
      this.#states.values[number] = PLACED;
      for (const waiter of this.#waiters.get(number) ?? []) this.#missing.values[waiter]!--;
      this.#waiters.delete(number);
    }
    this.#placed += numbers.length;
  }

  /** The operations that wait. */
  waiting(): number[] {
    const waiting: number[] = [];
    for (let i = 0; i < this.size; i++) if (this.#states.values[i] === WAITING) waiting.push(i);
    return waiting;
  }

  /** Ids that a waiting operation names and that have no place. */
  missingOf(number: number): Uint8Array[] {
    return this.previous(number)
      .filter((before) => !this.isPlaced(before))
      .map((before) => this.ids.get(before));
  }

  /** Marks some operations and all that come before them, by number. */
  pastOf(numbers: readonly number[]): Uint8Array {
    const marks = new Uint8Array(this.size);
    const pending = [...numbers];
    for (let number = pending.pop(); number !== undefined; number = pending.pop()) {
      if (marks[number] === 1) continue;
      marks[number] = 1;
      for (const before of this.previous(number)) if (marks[before] === 0) pending.push(before);
    }
    return marks;
  }

  /** By number, those that name an operation, by ascending ids; of all that `counts` says, which is that have a place. */
  following(counts = (number: number): boolean => this.isPlaced(number)): number[][] {
    const following: number[][] = Array.from({ length: this.size }, () => []);
    for (let number = 0; number < this.size; number++) {
      if (!counts(number)) continue;
      for (const before of this.previous(number)) following[before]!.push(number);
    }
    for (const list of following) if (list.length > 1) list.sort((a, b) => this.ids.compare(a, b));
    return following;
  }
}
