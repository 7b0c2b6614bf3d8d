import { Worker } from 'node:worker_threads';

/** Threads as pools start them: caught where they are sent messages. */
export class Threads {
  readonly all: Worker[] = [];
  /** Called with each message before it is sent. */
  onPost: (message: unknown) => void = () => undefined;
  readonly #post = Object.getOwnPropertyDescriptor(Worker.prototype, 'postMessage')!;

  catch(): void {
    const { all } = this;
    const post = this.#post.value as (...args: unknown[]) => void;
    const onPost = (message: unknown): void => this.onPost(message);
    Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
      if (!all.includes(this)) all.push(this);
      onPost(args[0]);
      post.apply(this, args);
    };
  }

  /** From now on they are left alone again. */
  release(): void {
    Object.defineProperty(Worker.prototype, 'postMessage', this.#post);
  }
}
