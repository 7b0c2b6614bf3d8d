import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { decodeEntry, hash, KeyPair, lipmaa, signEntry, type Profile } from '../../src/index.js';
import { encodeBundle, type BundleItem } from '../../src/verify/bundle-writer.js';
import type { LogFixture } from '../fixtures/logs.js';

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const fromHex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

/** An entry with its payload. */
export interface FullItem {
  readonly entry: Uint8Array;
  readonly payload: Uint8Array;
}

/** A log that p2panda-js wrote, and its author's key, with which more can be signed. */
export interface Log {
  readonly profile: Profile;
  readonly keyPair: KeyPair;
  readonly author: string;
  readonly logId: bigint;
  readonly items: readonly FullItem[];
  readonly hashes: readonly Uint8Array[];
}

function logOf(version: string, profile: Profile): Log {
  const path = join(import.meta.dirname, `../fixtures/p2panda-js-${version}-log.json`);
  const { privateKey, publicKey, logId, entries } = JSON.parse(readFileSync(path, 'utf8')) as LogFixture;
  return {
    profile,
    keyPair: new KeyPair(fromHex(privateKey)),
    author: publicKey,
    logId: BigInt(logId),
    items: entries.map(({ entry, payload }) => ({ entry: fromHex(entry), payload: fromHex(payload) })),
    hashes: entries.map(({ hash }) => fromHex(hash)),
  };
}

/** 13 entries of p2panda-js 0.8.1, log 7, profile p2panda. */
export const log081 = logOf('0.8.1', 'p2panda');
/** 13 entries of p2panda-js 0.2.1, log 300, profile bamboo. */
export const log021 = logOf('0.2.1', 'bamboo');

/** Another entry at the place of entry `seqNum`, which has the same links. */
export function forkedAt(log: Log, seqNum: number, payload = Uint8Array.of(1, 2, 3)): FullItem {
  const verdict = decodeEntry(log.items[seqNum - 1]!.entry, { profile: log.profile });
  if (!verdict.ok) throw new Error(verdict.reason);
  const { backlink, lipmaalink } = verdict.entry;
  const { profile, keyPair, logId } = log;
  const { bytes } = signEntry({
    profile,
    keyPair,
    logId,
    seqNum: BigInt(seqNum),
    backlink,
    lipmaalink,
    payload,
  });
  return { entry: bytes, payload };
}

/** A log of its own, of one entry for each payload. */
export function newLog(profile: Profile, seed: number, logId: bigint, length: number): FullItem[] {
  const keyPair = new KeyPair(new Uint8Array(32).fill(seed));
  const items: FullItem[] = [];
  const hashes: Uint8Array[] = [];
  for (let seqNum = 1; seqNum <= length; seqNum++) {
    const payload = Uint8Array.of(seed, seqNum);
    const far = Number(lipmaa(BigInt(seqNum)));
    const backlink = hashes.at(-1);
    const given = far === seqNum - 1 ? { backlink } : { backlink, lipmaalink: hashes[far - 1]! };
    const { bytes } = signEntry({ profile, keyPair, logId, seqNum: BigInt(seqNum), payload, ...given });
    items.push({ entry: bytes, payload });
    hashes.push(hash(bytes, profile));
  }
  return items;
}

/** The entry `seqNum` of the log that says its payload is a byte longer than it is. */
export function lyingAbout(log: Log, seqNum: number): FullItem {
  const { entry, payload } = log.items[seqNum - 1]!;
  const hashLength = log.profile === 'p2panda' ? 34 : 66;
  const sizeAt = entry.length - 64 - hashLength - 1;
  if (entry[sizeAt] !== payload.length) throw new Error('the payload size has more than a byte');
  const unsigned = entry.slice(0, -64);
  unsigned[sizeAt]!++;
  return { entry: Uint8Array.of(...unsigned, ...log.keyPair.sign(unsigned)), payload };
}

export const bundleOf = (profile: Profile, items: Iterable<BundleItem>): Uint8Array =>
  encodeBundle(profile, items);

export function jsonLinesOf(items: readonly BundleItem[]): string {
  const line = ({ entry, payload }: BundleItem): string =>
    JSON.stringify({ entry: hex(entry), ...(payload ? { payload: hex(payload) } : {}) });
  return `${items.map(line).join('\n')}\n`;
}

/** The table as aquadoggo 0.7 and 0.8 make it, with the names and types that are known of it. */
export const ENTRIES_TABLE = `CREATE TABLE entries (
  public_key VARCHAR(64) NOT NULL, entry_bytes TEXT NOT NULL, entry_hash VARCHAR(68) NOT NULL UNIQUE,
  log_id VARCHAR(20) NOT NULL, payload_bytes TEXT, payload_hash VARCHAR(68) NOT NULL, seq_num VARCHAR(20) NOT NULL,
  PRIMARY KEY (public_key, log_id, seq_num))`;

export type Row = Record<string, string | number | null>;

/** What the node stores of an entry. */
export function rowOf({ entry, payload }: BundleItem, profile: Profile): Row {
  const verdict = decodeEntry(entry, { profile });
  if (!verdict.ok) throw new Error(verdict.reason);
  return {
    public_key: hex(verdict.entry.author),
    entry_bytes: hex(entry),
    entry_hash: hex(hash(entry, profile)),
    log_id: verdict.entry.logId.toString(),
    payload_bytes: payload ? hex(payload) : null,
    payload_hash: hex(verdict.entry.payloadHash),
    seq_num: verdict.entry.seqNum.toString(),
  };
}

/** Writes a database as a node would have. */
export function writeDatabase(path: string, rows: readonly Row[], table = ENTRIES_TABLE): void {
  const database = new sqlite.Database(path);
  database.exec(table);
  database.exec('BEGIN');
  for (const row of rows) {
    const names = Object.keys(row);
    const statement = `INSERT INTO entries (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    database.run(statement, Object.values(row));
  }
  database.exec('COMMIT');
  database.close();
}
