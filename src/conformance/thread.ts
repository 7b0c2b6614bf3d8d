/**
 * The inside of the worker thread in which an adapter module runs: loads the module, then answers the lines of
 * the protocol that come through the port.
 */
import { workerData, type MessagePort } from 'node:worker_threads';
import { messageOf } from './errors.js';
import { AdapterServer, checkAdapter, OperationFailure } from './server.js';
import type { ThreadData, ThreadMessage } from './worker-transport.js';

const { module, port } = workerData as ThreadData & { port: MessagePort };
const say = (message: ThreadMessage): void => port.postMessage(message);

async function load(): Promise<AdapterServer> {
  const exports = (await import(module)) as { default?: unknown };
  checkAdapter(exports.default);
  return new AdapterServer(exports.default);
}

const loading = load();

async function answer(line: string): Promise<void> {
  try {
    const server = await loading;
    const reply = await server.answer(line);
    if (reply !== undefined) say({ line: reply });
  } catch (error) {
    say({
      kind: error instanceof OperationFailure ? error.kind : 'crash',
      detail: error instanceof OperationFailure ? error.message : `could not be loaded: ${messageOf(error)}`,
    });
  }
}

port.on('message', (line: string) => void answer(line));
