import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import type { Api } from '../../src/bamboo/api.js';
import { encodeBundle } from '../../src/verify/bundle-writer.js';
import { toHex } from '../bytes.js';
import { makeLog, type Log } from '../corpora.js';

export const STORES = ['bundle', 'JSON Lines', 'aquadoggo database'] as const;
export type Store = (typeof STORES)[number];

const ENDING: Readonly<Record<Store, string>> = {
  bundle: 'bundle',
  'JSON Lines': 'jsonl',
  'aquadoggo database': 'sqlite',
};

interface Writer {
  readonly add: (log: Log) => void;
  readonly end: () => void;
}

function textWriter(file: string, encode: (log: Log, first: boolean) => Uint8Array | string): Writer {
  const descriptor = openSync(file, 'w');
  let first = true;
  return {
    add: (log) => {
      const piece = encode(log, first);
      first = false;
      if (typeof piece === 'string') writeSync(descriptor, piece);
      else writeSync(descriptor, piece);
    },
    end: () => closeSync(descriptor),
  };
}

/** The same header for all: a bundle is written log by log, and only the first one's header is kept. */
function bundleOf({ profile, entries, payloads }: Log, first: boolean): Uint8Array {
  const bundle = encodeBundle(
    profile,
    entries.map((entry, i) => ({ entry, payload: payloads[i]! })),
  );
  return first ? bundle : bundle.subarray(encodeBundle(profile, []).length);
}

function linesOf({ entries, payloads }: Log): string {
  return entries
    .map((entry, i) => `${JSON.stringify({ entry: toHex(entry), payload: toHex(payloads[i]!) })}\n`)
    .join('');
}

/** The table of entries as aquadoggo's migrations make it: texts, in hex and decimal. */
function databaseWriter(file: string, api: Api): Writer {
  const database = new sqlite.Database(file);
  database.exec('PRAGMA journal_mode = off; PRAGMA synchronous = off;');
  database.exec(`CREATE TABLE entries (
    public_key VARCHAR(64) NOT NULL, entry_bytes TEXT NOT NULL, entry_hash VARCHAR(68) NOT NULL UNIQUE,
    log_id VARCHAR(20) NOT NULL, payload_bytes TEXT, payload_hash VARCHAR(68) NOT NULL, seq_num VARCHAR(20) NOT NULL,
    PRIMARY KEY (public_key, log_id, seq_num))`);
  database.exec('BEGIN');
  const insert = database.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)');
  return {
    add: ({ profile, author, logId, entries, payloads }) => {
      entries.forEach((entry, i) => {
        const [entryHash, payloadHash] = [entry, payloads[i]!].map((bytes) =>
          toHex(api.hash(bytes, profile)),
        );
        const seqNum = String(i + 1);
        const row = [
          toHex(author),
          toHex(entry),
          entryHash!,
          String(logId),
          toHex(payloads[i]!),
          payloadHash!,
          seqNum,
        ];
        insert.run(row);
      });
    },
    end: () => {
      insert.finalize();
      database.exec('COMMIT');
      database.close();
    },
  };
}

export interface StoreOptions {
  readonly authors: number;
  readonly length: number;
  readonly payloadSize: number;
}

/** The same logs in every kind of store; they are made where they aren't there yet. */
export function storesOnDisk(
  api: Api,
  directory: string,
  options: StoreOptions,
  onProgress: (done: number, total: number) => void,
): Record<Store, string> {
  const key = createHash('sha256').update(JSON.stringify(options)).digest('hex').slice(0, 12);
  const files = Object.fromEntries(
    STORES.map((store) => [store, join(directory, `store-${key}.${ENDING[store]}`)]),
  ) as Record<Store, string>;
  if (STORES.every((store) => existsSync(files[store]))) return files;
  mkdirSync(directory, { recursive: true });
  const part = (store: Store): string => `${files[store]}.part`;
  for (const store of STORES) rmSync(part(store), { force: true });
  const writers = [
    textWriter(part('bundle'), bundleOf),
    textWriter(part('JSON Lines'), linesOf),
    databaseWriter(part('aquadoggo database'), api),
  ];
  for (let author = 0; author < options.authors; author++) {
    if (author % 10 === 0) onProgress(author, options.authors);
    const { length, payloadSize } = options;
    const log = makeLog(api, { profile: 'p2panda', length, payloadSize, seed: `in a store ${author}` });
    for (const { add } of writers) add(log);
  }
  for (const { end } of writers) end();
  for (const store of STORES) renameSync(part(store), files[store]);
  return files;
}
