import { INTERRUPTED } from './status.js';

const SIGNALS = { SIGINT: INTERRUPTED, SIGTERM: 143 } as const;
const NAMES = ['SIGINT', 'SIGTERM'] as const;

/**
 * Ends the process through `exit`, so that what has to be ended or cleared away is; and then as the signal would have,
 * since Node waits for whatever a thread is at, such as opening a pipe at whose other end nobody is.
 */
function end(name: keyof typeof SIGNALS): never {
  process.on('exit', () => {
    process.removeAllListeners(name);
    process.kill(process.pid, name);
  });
  process.exit(SIGNALS[name]);
}

/**
 * Aborted when the user interrupts: what came so far is told then. A second time ends everything at once.
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of NAMES) {
    process.on(name, () => {
      if (controller.signal.aborted) end(name);
      controller.abort();
    });
  }
  return controller.signal;
}

/** From now on an interrupt ends the process, when what has to be cleared away is. @returns undoes it */
export function exitWhenInterrupted(): () => void {
  for (const name of NAMES) process.on(name, end);
  return () => {
    for (const name of NAMES) process.off(name, end);
  };
}
