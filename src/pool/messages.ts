import type { Profile } from '../bamboo/profile.js';
import type { CompiledBuild, LargePayload } from '../wasm/engine.js';

// What the pool and its workers say to each other. Runs themselves travel in shared memory: a slot has the rows, the
// bytes and the records of one run.

/** Where things are in the shared memory, in bytes; all slots are alike. */
export interface Layout {
  readonly slots: number;
  readonly slotSize: number;
  /** Offsets in a slot. */
  readonly rows: number;
  readonly bytes: number;
  readonly records: number;
}

/** The first message to a worker. */
export interface Start {
  readonly type: 'start';
  readonly compiled: CompiledBuild;
  readonly tableBytes: number;
  readonly shared: SharedArrayBuffer;
  readonly layout: Layout;
}

/** A run to verify, which is in a slot. */
export interface Verify {
  readonly type: 'verify';
  readonly slot: number;
  readonly profile: Profile;
  readonly strictKeys: boolean;
  readonly count: number;
  /** How many bytes the entries and payloads take. */
  readonly used: number;
  readonly large: readonly LargePayload[];
}

export type ToWorker = Start | Verify;

/** The records of the run in a slot are there; or the worker could not start. */
export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly slot: number }
  | { readonly type: 'failed'; readonly message: string };
