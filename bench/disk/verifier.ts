import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Part } from './corpus.js';

interface Answer {
  readonly rejected: number;
  /** The most bytes that the process ever had resident. */
  readonly peak: number;
}

/** A process that verifies parts of a corpus: see verify.mjs. */
export class DiskVerifier {
  readonly #child: ChildProcess;
  /** The most bytes that the process had resident so far. */
  peak = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** `way` is `stream` with so many workers, or `memory` on one thread. */
  static async start(way: 'stream' | 'memory', workers: number): Promise<DiskVerifier> {
    // As small a process as users have: no loader of TypeScript.
    const child = fork(join(import.meta.dirname, 'verify.mjs'), [way, String(workers)], {
      execArgv: relaxedSimdFlag(),
    });
    const verifier = new DiskVerifier(child);
    await verifier.#answer();
    return verifier;
  }

  #answer(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const fail = (code: number | null): void =>
        reject(new Error(`the verifying process ended with ${code}`));
      this.#child.once('exit', fail);
      this.#child.once('message', (message) => {
        this.#child.off('exit', fail);
        resolve(message);
      });
    });
  }

  /** How many entries of the part were rejected. */
  async verify(part: Part): Promise<number> {
    const answer = this.#answer();
    this.#child.send(part);
    const { rejected, peak } = (await answer) as Answer;
    this.peak = Math.max(this.peak, peak);
    return rejected;
  }

  stop(): void {
    this.#child.kill();
  }
}

/** Node 20 takes relaxed SIMD only when told. */
function relaxedSimdFlag(): string[] {
  return Number.parseInt(process.versions.node, 10) < 22 ? ['--experimental-wasm-relaxed-simd'] : [];
}
