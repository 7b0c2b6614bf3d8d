import { join } from 'node:path';
import { Child } from '../threads/child.js';
import type { Part } from './corpus.js';

interface Answer {
  readonly rejected: number;
  /** The most bytes that the process ever had resident. */
  readonly peak: number;
}

/** A process that verifies parts of a corpus: see verify.mjs. */
export class DiskVerifier {
  readonly #child: Child;
  /** The most bytes that the process had resident so far. */
  peak = 0;

  private constructor(child: Child) {
    this.#child = child;
  }

  /** `way` is `stream` with so many workers, or `memory` on one thread. */
  static async start(way: 'stream' | 'memory', workers: number): Promise<DiskVerifier> {
    return new DiskVerifier(
      await Child.start(join(import.meta.dirname, 'verify.mjs'), [way, String(workers)]),
    );
  }

  /** How many entries of the part were rejected. */
  async verify(part: Part): Promise<number> {
    const { rejected, peak } = (await this.#child.ask(part)) as Answer;
    this.peak = Math.max(this.peak, peak);
    return rejected;
  }

  stop(): void {
    this.#child.stop();
  }
}
