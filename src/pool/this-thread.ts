import { RECORD } from '../bamboo/record.js';
import type { Engine } from '../bamboo/engine.js';
import { ClosedError, type Run, type Verifiers } from './crew.js';

/** Lets everything else that waits on this thread go first. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}

/** Verifies runs one after the other on this thread, and lets others have a turn in between. */
export class ThisThread implements Verifiers {
  readonly width = 1;
  readonly workers = 0;
  readonly #engine: Engine;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  submit(run: Run, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const records = this.#last.then(async () => {
      await turn();
      if (this.#closed) throw new ClosedError('the pool has been closed');
      signal?.throwIfAborted();
      return this.#verify(run);
    });
    this.#last = records.catch(() => undefined);
    return records;
  }

  #verify({ profile, strictKeys, entries, payloads, first, end }: Run): Uint8Array {
    const records = new Uint8Array(RECORD.size * (end - first));
    const own = entries.slice(first, end);
    this.#engine.verifyEntries(profile, own, payloads?.slice(first, end), strictKeys, records);
    return records;
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }
}
