// Names of the cases that only run under Node, for those who read reports elsewhere.

export const GROUPS = {
  pool: 'Two workers against one',
  ceiling: 'Two threads that share nothing, against one',
  disk: 'From disk, two workers',
} as const;
export const ONE_WORKER = 'one worker';
export const TWO_WORKERS = 'two workers';
export const FROM_DISK = 'two workers, from disk';
export const IN_MEMORY = 'one thread, in memory';
