/**
 * The run can't be done, or can't be trusted: wrong usage, vectors that don't match their schema, or an
 * implementation that doesn't start. The command ends with status 2.
 */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
