import { RECORD } from '../bamboo/record.js';
import { PACKED_ROW, createEngine } from '../wasm/engine.js';
import type { FromWorker, Layout, ToWorker } from './messages.js';

// The script that a worker runs, under Node and in browsers.

interface Port {
  post(message: FromWorker): void;
  listen(listener: (message: ToWorker) => void): void;
}

async function parentPort(): Promise<Port> {
  if (typeof process === 'object' && process.versions?.node) {
    const { parentPort: port } = await import('node:worker_threads');
    if (!port) throw new Error('this script is for the workers of a VerifierPool');
    return {
      post: (message) => port.postMessage(message),
      listen: (listener) => port.on('message', listener),
    };
  }
  return {
    post: (message) => self.postMessage(message),
    listen: (listener) => self.addEventListener('message', ({ data }) => listener(data as ToWorker)),
  };
}

/** Verifies what is in the slots of the shared memory. */
function verifier(engine: ReturnType<typeof createEngine>, shared: SharedArrayBuffer, layout: Layout) {
  return (message: ToWorker & { readonly type: 'verify' }): void => {
    const { slot, profile, strictKeys, count, used, large } = message;
    const start = slot * layout.slotSize;
    engine.verifyPacked(
      profile,
      strictKeys,
      new Uint32Array(shared, start + layout.rows, PACKED_ROW * count),
      new Uint8Array(shared, start + layout.bytes, used),
      large,
      new Uint8Array(shared, start + layout.records, RECORD.size * count),
    );
  };
}

const port = await parentPort();
let verify: ReturnType<typeof verifier> | undefined;
port.listen((message) => {
  try {
    if (message.type === 'start') {
      const engine = createEngine({ compiled: message.compiled, tableBytes: message.tableBytes });
      engine.runLimits();
      verify = verifier(engine, message.shared, message.layout);
      port.post({ type: 'ready' });
    } else {
      verify!(message);
      port.post({ type: 'done', slot: message.slot });
    }
  } catch (error) {
    port.post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});
