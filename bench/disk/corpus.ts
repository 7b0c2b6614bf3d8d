import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Api } from '../../src/bamboo/api.js';
import { forged, makeLog, shuffle } from '../corpora.js';
import { keyOf, RecordFile } from './record-file.js';

/** A stretch of a file of records. */
export interface Part {
  readonly file: string;
  /** Bytes before it. */
  readonly position: number;
  /** Records in it. */
  readonly count: number;
  /** How many of its entries are forged. */
  readonly forged: number;
}

/** Entries of as many authors in logs of one length; one in about ten thousand is forged. */
export interface CorpusOptions {
  readonly authors: number;
  readonly length: number;
  readonly payloadSize: number;
  /** Into how many parts of equal length it is to be divided. */
  readonly parts: number;
}

/** In which order entries lie in a file: log by log, as stores keep them, or shuffled. */
export const ORDERS = ['log by log', 'shuffled'] as const;
export type Order = (typeof ORDERS)[number];

const FORGED = 10_007;
/** Changes with what is written below. */
const VERSION = 2;
const PIECE = 2 ** 22;

/** Writes the entries of a corpus to a file, in an order; the file is there whole or not at all. */
function writeCorpus(
  file: string,
  entries: readonly Uint8Array[],
  payloads: readonly Uint8Array[],
  order: Uint32Array | undefined,
  partLength: number,
): Omit<Part, 'file'>[] {
  const found: { position: number; count: number; forged: number }[] = [];
  const records = new RecordFile(file, PIECE);
  for (let i = 0; i < entries.length; i++) {
    if (i % partLength === 0) found.push({ position: records.position, count: 0, forged: 0 });
    const part = found.at(-1)!;
    const isForged = i % FORGED === 17;
    const at = order ? order[i]! : i;
    const entry = entries[at]!;
    records.put(isForged ? forged(entry) : entry, payloads[at]!);
    part.count++;
    if (isForged) part.forged++;
  }
  records.close();
  return found;
}

/**
 * The parts of a corpus on disk, in both orders, which is made where it isn't there yet: a million entries take half a
 * minute.
 */
export function corpusOnDisk(
  api: Api,
  directory: string,
  options: CorpusOptions,
  onProgress: (done: number, total: number) => void = () => undefined,
): Record<Order, Part[]> {
  const { authors, length, payloadSize, parts } = options;
  const key = keyOf(VERSION, options);
  const index = join(directory, `entries-${key}.json`);
  const files = ORDERS.map((order) => join(directory, `entries-${key}-${order.replaceAll(' ', '-')}.bin`));
  if (!existsSync(index) || !files.every((file) => existsSync(file))) {
    mkdirSync(directory, { recursive: true });
    const count = authors * length;
    const entries: Uint8Array[] = [];
    const payloads: Uint8Array[] = [];
    for (let author = 0; author < authors; author++) {
      if (author % 10 === 0) onProgress(author * length, count);
      const log = makeLog(api, { profile: 'p2panda', length, payloadSize, seed: `on disk ${author}` });
      entries.push(...log.entries);
      payloads.push(...log.payloads);
    }
    const found = ORDERS.map((order, i) => {
      const positions = order === 'shuffled' ? shuffle(count) : undefined;
      return writeCorpus(files[i]!, entries, payloads, positions, Math.ceil(count / parts));
    });
    writeFileSync(index, JSON.stringify(found));
  }
  const found = JSON.parse(readFileSync(index, 'utf8')) as Omit<Part, 'file'>[][];
  const [ordered, shuffled] = found.map((all, i) => all.map((part) => ({ file: files[i]!, ...part })));
  return { 'log by log': ordered!, shuffled: shuffled! };
}
