import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { MessageChannel, Worker, type WorkerOptions } from 'node:worker_threads';
import { MAX_LINE_BYTES } from './protocol.js';
import { Tail, type Ending, type Listener, type Transport } from './transport.js';

/** What the thread says: a line of the protocol, or how it failed. */
export type ThreadMessage = { line: string } | Ending;

/** What the thread is started with. */
export interface ThreadData {
  /** URL of the adapter module. */
  module: string;
}

/** A module that allocates without end dies of this, and takes nobody with it. In MiB, of the JavaScript heap. */
const HEAP_LIMIT_MB = 1024;

/**
 * Starts the thread. Run from its sources, the suite starts its threads from sources too: a worker thread inherits no
 * loader for them, so it registers one before it loads anything.
 */
function startThread(options: WorkerOptions): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./thread.js', import.meta.url), options);
  const resolved = createRequire(import.meta.url).resolve('tsx/esm/api');
  const loader = pathToFileURL(resolved.replace(/\.cjs$/, '.mjs')).href;
  const thread = new URL('./thread.ts', import.meta.url).href;
  const program = `import('${loader}').then(({ register }) => (register(), import('${thread}')))`;
  return new Worker(program, { ...options, eval: true });
}

/**
 * Runs an adapter module in a worker thread, so that an endless loop in it can be ended. Its console and standard
 * output are kept as standard error.
 *
 * @param module URL of the module.
 */
export function openWorker(module: string, listener: Listener): Transport {
  const { port1, port2 } = new MessageChannel();
  const tail = new Tail();
  let ended = false;
  const worker = startThread({
    workerData: { module, port: port2 } satisfies ThreadData & { port: unknown },
    transferList: [port2],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
  });

  const stop = (): void => {
    ended = true;
    port1.close();
    void worker.terminate();
  };
  const end = (ending: Ending): void => {
    if (ended) return;
    stop();
    listener.onEnd(ending);
  };

  port1.on('message', (message: ThreadMessage) => {
    if (ended) return;
    if (!('line' in message)) end(message);
    else if (Buffer.byteLength(message.line) <= MAX_LINE_BYTES) listener.onLine(message.line);
    else end({ kind: 'garbage', detail: `gave an answer longer than ${MAX_LINE_BYTES} bytes` });
  });
  worker.stdout.on('data', (chunk: Buffer) => tail.push(chunk));
  worker.stderr.on('data', (chunk: Buffer) => tail.push(chunk));
  worker.on('error', (error: Error) => {
    end({ kind: 'crash', detail: `died: ${error.stack ?? error.message}` });
  });
  worker.on('exit', (code) => end({ kind: 'crash', detail: `exited with status ${code}`, status: code }));

  return {
    send: (line) => {
      if (!ended) port1.postMessage(line);
    },
    kill: stop,
    stderr: () => tail.toString(),
    clearStderr: () => tail.clear(),
  };
}
