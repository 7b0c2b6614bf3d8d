import type { Figure, Settings } from '../rounds.js';
import type { Outcome } from '../targets.js';

export interface Environment {
  readonly cpu: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  readonly os: string;
  readonly node: string;
  readonly v8: string;
  readonly openssl: string;
  /** The browser's version, where one took part. */
  readonly chromium?: string;
  readonly versions: Readonly<Record<string, string>>;
  /** The modules that were timed. */
  readonly wasm: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}

export interface Revision {
  readonly commit: string;
  /** Whether files differ from that commit. */
  readonly changed: boolean;
}

/** The most memory that verifying from disk took. */
export interface Memory {
  readonly entries: number;
  /** Bytes resident, of the whole process with two workers. */
  readonly peak: number;
  readonly limit: number;
}

/** The most memory that verifying a store took. */
export interface StoreMemory {
  readonly store: string;
  readonly entries: number;
  /** Bytes resident, of the whole process. */
  readonly peak: number;
}

/** What has to be done in so much time. */
export interface Duration {
  readonly work: string;
  readonly subject: string;
  /** Median. */
  readonly seconds: number;
  /** The longest of `count`, where each was looked at. */
  readonly worst?: number | undefined;
  readonly count?: number | undefined;
  /** How many times as long it takes as it would if time grew with the number of operations. */
  readonly growth?: number | undefined;
  readonly limit: number;
}

/** All of a run: what `bench.json` holds. */
export interface Report {
  readonly version: 1;
  /** ISO 8601. */
  readonly date: string;
  readonly command: string;
  readonly revision?: Revision | undefined;
  readonly environment: Environment;
  readonly settings: Settings & { readonly quick: boolean };
  readonly results: readonly Figure[];
  readonly targets: readonly Outcome[];
  readonly memory?: Memory | undefined;
  readonly stores?: readonly StoreMemory[] | undefined;
  readonly durations?: readonly Duration[] | undefined;
}
