/** How a conversation ended: never by an answer. `crash` is the implementation's death, `garbage` its last line. */
export interface Ending {
  kind: 'crash' | 'garbage';
  /** What happened, as the rest of a sentence whose subject is the implementation. */
  detail: string;
  /** The exit status, where there is one. */
  status?: number | undefined;
}

/** Receives what an implementation says. Once `onEnd` was called, nothing else is. */
export interface Listener {
  onLine(line: string): void;
  onEnd(ending: Ending): void;
}

/** One running implementation, reached by lines: a process, or a worker thread. */
export interface Transport {
  /** Sends one line. What can't be delivered is lost without an error: the listener hears of the end. */
  send(line: string): void;
  /** Ends it at once, with all that it started. */
  kill(): void;
  /** What it wrote to standard error since the last call of {@link clearStderr}: the end of it, bounded. */
  stderr(): string;
  clearStderr(): void;
}

/** How many bytes of an implementation's standard error are kept, counted from the end. */
const KEPT_STDERR = 8 * 1024;

/** The end of a stream of text in bounded memory, however much comes. */
export class Tail {
  #kept = Buffer.alloc(0);
  #dropped = 0;

  push(chunk: Uint8Array): void {
    const all = Buffer.concat([this.#kept, chunk.subarray(Math.max(0, chunk.length - KEPT_STDERR))]);
    this.#dropped += Math.max(0, chunk.length - KEPT_STDERR) + Math.max(0, all.length - KEPT_STDERR);
    this.#kept = all.subarray(Math.max(0, all.length - KEPT_STDERR));
  }

  clear(): void {
    this.#kept = Buffer.alloc(0);
    this.#dropped = 0;
  }

  toString(): string {
    const text = this.#kept.toString('utf8');
    return this.#dropped > 0 ? `(${this.#dropped} bytes before this are not shown)\n${text}` : text;
  }
}
