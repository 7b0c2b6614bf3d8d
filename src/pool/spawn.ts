import type { FromWorker, ToWorker } from './messages.js';

/** A worker, be it a thread of Node or a Web Worker. */
export interface WorkerHandle {
  /** `transfer` is gone from this side then. */
  post(message: ToWorker, transfer?: readonly ArrayBuffer[]): void;
  /** Called with each message. */
  onMessage: (message: FromWorker) => void;
  /** Called once where the worker dies of itself. */
  onDeath: (cause: Error) => void;
  /** Whether the worker keeps the process alive. */
  hold(busy: boolean): void;
  terminate(): Promise<void>;
}

const isNode = (): boolean => typeof process === 'object' && Boolean(process.versions?.node);

/** How many workers the platform is good for: its processors, at most 8; 0 where there can be none. */
export async function defaultWorkers(): Promise<number> {
  if (isNode()) {
    const { availableParallelism } = await import('node:os');
    return Math.min(availableParallelism(), 8);
  }
  // Shared memory is for pages that are cross-origin isolated.
  const isolated =
    typeof Worker === 'function' && typeof SharedArrayBuffer === 'function' && crossOriginIsolated;
  return isolated ? Math.min(navigator.hardwareConcurrency || 1, 8) : 0;
}

async function spawnThread(): Promise<WorkerHandle> {
  const { Worker: Thread } = await import('node:worker_threads');
  const thread = new Thread(new URL('./worker.js', import.meta.url), {
    // A worker's own heap holds next to nothing: what it works on is in shared and in WASM memory.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
    // The flags of the process, that for relaxed SIMD among them, hold for its workers anyway.
    execArgv: [],
  });
  let ended = false;
  const handle: WorkerHandle = {
    post: (message, transfer = []) => thread.postMessage(message, transfer),
    onMessage: () => undefined,
    onDeath: () => undefined,
    hold: (busy) => (busy ? thread.ref() : thread.unref()),
    terminate: async () => {
      ended = true;
      await thread.terminate();
    },
  };
  const die = (cause: Error): void => {
    if (ended) return;
    ended = true;
    handle.onDeath(cause);
  };
  thread.on('message', (message: FromWorker) => handle.onMessage(message));
  thread.on('error', (error: Error) => die(error));
  thread.on('exit', (code) => die(new Error(`it exited with code ${code}`)));
  return handle;
}

function spawnWebWorker(): WorkerHandle {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  let ended = false;
  const handle: WorkerHandle = {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    onMessage: () => undefined,
    onDeath: () => undefined,
    hold: () => undefined,
    terminate: () => {
      ended = true;
      worker.terminate();
      return Promise.resolve();
    },
  };
  worker.addEventListener('message', ({ data }) => handle.onMessage(data as FromWorker));
  worker.addEventListener('error', (event) => {
    if (ended) return;
    ended = true;
    worker.terminate();
    handle.onDeath(new Error(event.message || 'its script could not be loaded'));
  });
  return handle;
}

/** Starts a worker. */
export async function spawn(): Promise<WorkerHandle> {
  return isNode() ? spawnThread() : spawnWebWorker();
}
