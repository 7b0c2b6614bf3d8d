/** A signal for all that one call does: it follows others, and ends at the latest with the call. */
export class Ending {
  readonly #own = new AbortController();
  readonly #unfollow: (() => void)[] = [];
  /** As the signal says it, but to ask that for each of millions of items takes its time. */
  hasEnded = false;

  constructor(...others: readonly (AbortSignal | undefined)[]) {
    for (const other of others) {
      if (!other) continue;
      const follow = (): void => this.end(other.reason);
      other.addEventListener('abort', follow);
      this.#unfollow.push(() => other.removeEventListener('abort', follow));
      if (other.aborted) follow();
    }
  }

  get signal(): AbortSignal {
    return this.#own.signal;
  }

  /** Ends it. The first reason stands. */
  end(reason?: unknown): void {
    for (const unfollow of this.#unfollow.splice(0)) unfollow();
    this.hasEnded = true;
    this.#own.abort(reason);
  }

  /**
   * What `promise` brings, but no later than the end: then it rejects with the reason, and whatever `promise` still brings
   * is of no interest.
   */
  until<T>(promise: PromiseLike<T>): Promise<T> {
    const { signal } = this;
    let giveUp: () => void;
    const first = new Promise<T>((resolve, reject) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever the signal has
      giveUp = () => reject(signal.reason);
      signal.addEventListener('abort', giveUp);
      if (signal.aborted) giveUp();
      promise.then(resolve, reject);
    });
    return first.finally(() => signal.removeEventListener('abort', giveUp));
  }
}
