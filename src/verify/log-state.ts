import { Bound } from './bound.js';

/** What is known of a log as a whole. */
export class LogState {
  /** The log's number in its graph. */
  readonly number: number;
  /** The lowest fork. */
  readonly fork = new Bound();
  /** The lowest entry that ends the log. */
  readonly end = new Bound();
  /** The lowest entry whose payload proves its size a lie. */
  readonly lie = new Bound();
  /** The lowest number at which no entry can be sound any more. */
  readonly unsound = new Bound();
  /** For each forked sequence number, a commitment for it. */
  readonly forks: number[] = [];
  /** Entries whose payload size is a lie, and the positions of the items that prove it. */
  readonly lies: { readonly entry: number; readonly position: number }[] = [];
  /** How many entries count. */
  entries = 0;

  constructor(number: number) {
    this.number = number;
  }
}

/** What the entries taken since the last `begin` have changed of those that were there before. */
export class Changes {
  /**
   * Entries that an item stands for and whose status or reason has changed, and may have changed back, each with the
   * flags that it had; but for those at or above `unsound`.
   */
  readonly entries = new Map<number, number>();
  /** Commitments for newly forked numbers. */
  readonly forks: number[] = [];
}
