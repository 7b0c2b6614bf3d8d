import { MAX_LINE_BYTES } from './protocol.js';

/**
 * Cuts a stream of bytes into lines, in bounded memory.
 *
 * A line ends with a line feed and is UTF-8. After the first line that isn't, or is too long, nothing is read
 * any more.
 */
export class LineReader {
  readonly #onLine: (line: string) => void;
  readonly #onProblem: (problem: string) => void;
  readonly #limit: number;
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  #parts: Uint8Array[] = [];
  #length = 0;
  #stopped = false;

  /**
   * @param onProblem told what is wrong with a line, as in "a line that …".
   * @param limit the longest line in bytes.
   */
  constructor(onLine: (line: string) => void, onProblem: (problem: string) => void, limit = MAX_LINE_BYTES) {
    this.#onLine = onLine;
    this.#onProblem = onProblem;
    this.#limit = limit;
  }

  push(chunk: Uint8Array): void {
    let from = 0;
    while (!this.#stopped && from < chunk.length) {
      const feed = chunk.indexOf(10, from);
      const to = feed === -1 ? chunk.length : feed;
      this.#length += to - from;
      if (this.#length > this.#limit) {
        this.#stop(`a line longer than ${this.#limit} bytes`);
        return;
      }
      this.#parts.push(chunk.subarray(from, to));
      if (feed === -1) return;
      this.#finishLine();
      from = feed + 1;
    }
  }

  /** What came after the last line feed: empty, or the beginning of a line. */
  rest(): string {
    return Buffer.concat(this.#parts).subarray(0, 400).toString('utf8');
  }

  #finishLine(): void {
    const bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#length = 0;
    let line: string;
    try {
      line = this.#utf8.decode(bytes);
    } catch {
      this.#stop('a line that is not UTF-8');
      return;
    }
    this.#onLine(line);
  }

  #stop(problem: string): void {
    this.#stopped = true;
    this.#parts = [];
    this.#length = 0;
    this.#onProblem(problem);
  }
}
