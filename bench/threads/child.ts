import { fork, type ChildProcess } from 'node:child_process';
import { RELAXED_SIMD_FLAGS } from '../relaxed-simd.js';

/** A process that does what it is told, one thing after the other: as small as users have, without a loader of TypeScript. */
export class Child {
  readonly #process: ChildProcess;

  private constructor(script: string, args: readonly string[]) {
    this.#process = fork(script, args, { execArgv: [...RELAXED_SIMD_FLAGS] });
  }

  /** Starts a script, which says when it is ready. */
  static async start(script: string, args: readonly string[]): Promise<Child> {
    const child = new Child(script, args);
    await child.#answer();
    return child;
  }

  #answer(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const fail = (code: number | null): void =>
        reject(new Error(`the verifying process ended with ${code}`));
      this.#process.once('exit', fail);
      this.#process.once('message', (message) => {
        this.#process.off('exit', fail);
        resolve(message);
      });
    });
  }

  /** Sends a message, and waits for the answer. */
  ask(message: object): Promise<unknown> {
    const answer = this.#answer();
    this.#process.send(message);
    return answer;
  }

  stop(): void {
    this.#process.kill();
  }
}
