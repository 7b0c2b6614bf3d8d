import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { DATA_PROFILES, type DataProfile } from '../../src/p2panda/profile.js';
import { decodeOperation } from '../../src/reference/index.js';
import { WrongSubject, type Case, type Contender, type Plan } from '../contender.js';
import { operationsLogOnDisk, type OperationsLog } from '../disk/operations-log.js';
import { readRecords } from '../disk/records.mjs';
import { SCHEMA_FIELDS, SCHEMA_ID } from '../documents/corpus.js';
import { byReference } from '../documents/expected.js';
import type { Core } from '../subjects/cores.js';
import { SUBJECT, type DataApi } from '../subjects/data.js';
import { DOCUMENT_GROUPS as GROUPS, VERIFY_ONLY } from './names.js';

// A log of one author and one document, end to end: from a file, through signatures, hashes, decoding, validation and order, to
// the document's fields. Each time in a process that has nothing else to do.

const ROOT = join(import.meta.dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/sasako-bench');
/** So many entries the reference makes into a document, too, before anybody is timed. */
const CHECKED = 500;
const FORGED = 300;
const run = promisify(execFile);

export interface MaterialiseOptions {
  readonly entries: number;
  readonly onProgress: (what: string, done: number, total: number) => void;
  /** Told the most bytes that a process had resident. */
  readonly onPeak: (subject: string, entries: number, bytes: number) => void;
}

interface Outcome {
  readonly applied: number;
  readonly waiting: number;
  readonly rejected: number;
  readonly size: number;
  readonly viewId: readonly string[];
  readonly fields?: { readonly name: string; readonly seats: string };
}

async function materialise(
  way: string,
  { file }: OperationsLog,
  count: number,
  forged?: number,
): Promise<{ outcome: Outcome; peak: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'sasako-bench-'));
  const peakFile = join(folder, 'peak');
  const preload = pathToFileURL(join(ROOT, 'bench/disk/peak-at-exit.mjs')).href;
  const script = join(ROOT, 'bench/disk/materialise.mjs');
  const schema = JSON.stringify({ id: SCHEMA_ID, fields: SCHEMA_FIELDS });
  const rest = forged === undefined ? [] : [String(forged)];
  try {
    const args = ['--import', preload, script, way, file, String(count), schema, ...rest];
    const { stdout } = await run(process.execPath, args, { env: { ...process.env, PEAK_FILE: peakFile } });
    return { outcome: JSON.parse(stdout) as Outcome, peak: Number(readFileSync(peakFile, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function materialisePlans(core: Core, data: DataApi, options: MaterialiseOptions): Plan[] {
  const name = `${options.entries.toLocaleString('en')} entries`;
  return [{ group: GROUPS.log, name, make: () => materialiseCase(core, data, options, name) }];
}

function materialiseCase({ api }: Core, data: DataApi, options: MaterialiseOptions, name: string): Case {
  const { entries, onProgress, onPeak } = options;
  const log = operationsLogOnDisk(api, data, CACHE, entries, (done, total) =>
    onProgress('making the log', done, total),
  );
  const contender = (subject: string, way: string): Contender => ({
    subject,
    operations: entries,
    async: true,
    run: async () => {
      const { outcome, peak } = await materialise(way, log, entries);
      const { applied, size, viewId, fields } = outcome;
      const isWhole =
        way === 'verify' ||
        (size === 1 && viewId.join() === log.last && fields?.name === log.name && fields.seats === log.seats);
      if (applied !== entries || !isWhole)
        throw new WrongSubject(subject, 'makes another document of the log');
      onPeak(subject, entries, peak);
    },
    check: () => checkWay(subject, way, log, api.hash),
  });
  return {
    group: GROUPS.log,
    name,
    unit: 'entries',
    own: DATA_PROFILES.map((profile) => contender(SUBJECT[profile], profile)),
    peers: [contender(VERIFY_ONLY, 'verify')],
    // Each call is a process of its own.
    rounds: entries < 100_000 ? 1 : 3,
    warmup: false,
  };
}

/** The beginning of the log, by the reference too, and with an entry forged: what follows on it then waits. */
async function checkWay(
  subject: string,
  way: string,
  log: OperationsLog,
  hash: Core['api']['hash'],
): Promise<void> {
  const { outcome: forged } = await materialise(way, log, CHECKED, FORGED);
  const applied = way === 'verify' ? CHECKED - 1 : FORGED;
  if (forged.rejected !== 1 || forged.applied !== applied)
    throw new WrongSubject(subject, 'takes a forged entry, or what follows on it');
  if (way === 'verify') return;
  const records = [...readRecords(log.file, 0, CHECKED)];
  const operations = records.map(({ payload }) => payload);
  const expected = byReference(
    {
      shape: 'chain',
      ids: records.map(({ entry }) => hash(entry, 'p2panda')),
      operations,
      previous: operations.map((bytes, i) => (decodeOperation('p2panda', bytes).previous ? [i - 1] : [])),
      fields: [],
    },
    way as DataProfile,
  );
  const { outcome } = await materialise(way, log, CHECKED);
  const { name, seats } = expected.fields as { name: string; seats: bigint };
  if (outcome.fields?.name !== name || outcome.fields.seats !== String(seats))
    throw new WrongSubject(subject, 'makes another document of a log than the reference');
}
