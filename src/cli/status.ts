/** The exit status of a usage or harness error. 0 is success, 1 a conformance failure. */
export const USAGE_ERROR = 2;
/** The exit status of a run that the user interrupted, as shells have it. */
export const INTERRUPTED = 130;
