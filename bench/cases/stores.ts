import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { LOOPS, STORE_GROUP } from './names.js';
import { WrongSubject, type Case, type Contender, type Plan } from '../contender.js';
import { PAYLOAD_SIZE } from '../corpora.js';
import { STORES, storesOnDisk } from '../disk/stores.js';
import type { Core } from '../subjects/cores.js';

// `sasako verify` as a user runs it, from its start to its last line, on stores of a million entries.

const ROOT = join(import.meta.dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/sasako-bench');
const run = promisify(execFile);

export interface StoreCaseOptions {
  readonly authors: number;
  readonly length: number;
  /** Entries that the loops take which one would write today: they are slow. */
  readonly today: Readonly<Record<keyof typeof LOOPS, number>>;
  readonly onProgress: (what: string, done: number, total: number) => void;
  /** Told the most bytes that a process had resident. */
  readonly onPeak: (subject: string, entries: number, bytes: number) => void;
}

export function storePlans(core: Core, options: StoreCaseOptions): Plan[] {
  const name = `sasako verify, ${(options.authors * options.length).toLocaleString('en')} entries of ${options.authors.toLocaleString('en')} logs`;
  return [{ group: STORE_GROUP, name, make: () => storeCase(core, options, name) }];
}

function storeCase({ api }: Core, options: StoreCaseOptions, name: string): Case {
  const { authors, length, today, onProgress, onPeak } = options;
  const corpus = { authors, length, payloadSize: PAYLOAD_SIZE };
  const files = storesOnDisk(api, CACHE, corpus, (done, total) =>
    onProgress('making the stores', done, total),
  );
  const entries = authors * length;
  const contender = (subject: string, operations: number, args: readonly string[]): Contender => {
    const work = async (): Promise<void> => {
      const folder = mkdtempSync(join(tmpdir(), 'sasako-bench-'));
      const peakFile = join(folder, 'peak');
      const preload = pathToFileURL(join(ROOT, 'bench/disk/peak-at-exit.mjs')).href;
      try {
        const { stdout } = await run(process.execPath, ['--import', preload, ...args], {
          env: { ...process.env, PEAK_FILE: peakFile },
          maxBuffer: 2 ** 28,
        });
        const { totals } = JSON.parse(stdout) as { totals: { entries: number; verified: number } };
        if (totals.verified !== operations) {
          throw new WrongSubject(subject, `verifies ${totals.verified} entries of ${operations}`);
        }
        onPeak(subject, operations, Number(readFileSync(peakFile, 'utf8')));
      } finally {
        rmSync(folder, { recursive: true });
      }
    };
    // Each run is looked at: there is nothing to be checked before.
    return { subject, operations, async: true, run: work, check: () => undefined };
  };
  const command = join(ROOT, 'dist/cli/main.js');
  return {
    group: STORE_GROUP,
    name,
    unit: 'entries',
    own: STORES.map((store) => contender(store, entries, [command, 'verify', '--json', files[store]])),
    peers: Object.entries(LOOPS).map(([library, subject]) => {
      const most = today[library as keyof typeof LOOPS];
      return contender(subject, most, [
        join(ROOT, 'bench/disk/today.mjs'),
        library,
        files['JSON Lines'],
        String(most),
      ]);
    }),
    // Each call is a process of its own, which takes seconds, and knows nothing of the ones before.
    rounds: 3,
    warmup: false,
  };
}
