/** Told how far a call has come; `total` is missing where nobody knows it. */
export type ProgressListener = (progress: { readonly done: number; readonly total?: number }) => void;

/** Milliseconds between two reports. */
const PAUSE = 50;

/** Reports progress, but not too often. */
export class Progress {
  readonly #listener: ProgressListener | undefined;
  readonly #total: number | undefined;
  #done = 0;
  #reported = -1;
  #last = 0;

  constructor(listener: ProgressListener | undefined, total: number | undefined) {
    this.#listener = listener;
    this.#total = total;
  }

  add(count: number): void {
    this.#done += count;
    if (!this.#listener) return;
    const now = Date.now();
    if (now - this.#last < PAUSE) return;
    this.#last = now;
    this.#report();
  }

  /** The last report, that all is done. */
  end(): void {
    if (this.#reported !== this.#done) this.#report();
  }

  #report(): void {
    this.#reported = this.#done;
    this.#listener?.(
      this.#total === undefined ? { done: this.#done } : { done: this.#done, total: this.#total },
    );
  }
}
