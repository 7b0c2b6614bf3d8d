import { INTERRUPTED } from './status.js';

const SIGNALS = { SIGINT: INTERRUPTED, SIGTERM: 143 } as const;

/**
 * Aborted when the user interrupts: what came so far is told then. A second time ends everything at once, through `exit`,
 * so that what has to be ended or cleared away is.
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(INTERRUPTED);
      controller.abort();
    });
  }
  return controller.signal;
}

const endBy = (signal: keyof typeof SIGNALS): never => process.exit(SIGNALS[signal]);

/** From now on an interrupt ends the process through `exit`, so that what has to be cleared away is. @returns undoes it */
export function exitWhenInterrupted(): () => void {
  const names = ['SIGINT', 'SIGTERM'] as const;
  for (const name of names) process.on(name, endBy);
  return () => {
    for (const name of names) process.off(name, endBy);
  };
}
