/** Thrown where data is rejected. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(readonly reason: string) {
    // Refusals are thrown by the hundred thousand, and nobody looks where they come from.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(reason);
    Error.stackTraceLimit = limit;
  }
}

/** The reason for which `check` refuses, or `undefined`. */
export function reasonOf(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
}
