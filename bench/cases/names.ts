// Names of the cases that only run under Node, for those who read reports elsewhere.

export const GROUPS = {
  pool: 'Two workers against one',
  ceiling: 'Two threads that share nothing, against one',
  disk: 'From disk, two workers',
} as const;
/** What it is without a pool: all of it on the thread that asks. */
export const NO_WORKER = 'no worker';
export const ONE_WORKER = 'one worker';
export const TWO_WORKERS = 'two workers';
export const FROM_DISK = 'two workers, from disk';
/** The whole command on stores on disk. */
export const STORE_GROUP = 'Stores on disk, two workers';
/** What one would write today. */
export const LOOPS = {
  'node:crypto': 'a loop over node:crypto',
  'p2panda-js': 'a loop over p2panda-js 0.8.1',
} as const;
export const IN_MEMORY = 'one thread, in memory';

// Operations and documents.

export const OPERATION_GROUPS = {
  encode: 'Operation: encode',
  decode: 'Operation: decode',
  validate: 'Operation: decode and validate',
} as const;
/** It holds no operation against a schema. */
export const DECODE_ONLY = 'p2panda-js, decode only';
export const DOCUMENT_GROUPS = {
  reduce: 'Document: order and reduce',
  bytes: 'Document: from bytes',
  more: 'Document: one more operation',
  log: 'Log to document',
} as const;
/** Signatures and payload hashes: what materialising stands on. */
export const VERIFY_ONLY = 'verifying alone';
