import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Api } from '../../src/bamboo/api.js';
import { bytesOf } from '../bytes.js';
import { forged, makeLog } from '../corpora.js';

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

/** Entries of as many authors in logs of one length, shuffled; one in about ten thousand is forged. */
export interface CorpusOptions {
  readonly authors: number;
  readonly length: number;
  readonly payloadSize: number;
  /** Into how many parts of equal length it is to be divided. */
  readonly parts: number;
}

const FORGED = 10_007;
/** Changes with what is written below. */
const VERSION = 1;
const PIECE = 2 ** 22;

/** Positions from 0 to `count` − 1 in an order that looks random and is always the same (Fisher and Yates). */
function shuffle(count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const random = new DataView(bytesOf('shuffle', 4 * count).buffer);
  for (let i = count - 1; i > 0; i--) {
    const other = random.getUint32(4 * i) % (i + 1);
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  return order;
}

/**
 * The parts of a corpus on disk, which is made where it isn't there yet: a million entries take half a minute. A file is
 * there whole or not at all.
 */
export function corpusOnDisk(
  api: Api,
  directory: string,
  options: CorpusOptions,
  onProgress: (done: number, total: number) => void = () => undefined,
): Part[] {
  const { authors, length, payloadSize, parts } = options;
  const key = createHash('sha256')
    .update(JSON.stringify([VERSION, options]))
    .digest('hex')
    .slice(0, 12);
  const file = join(directory, `entries-${key}.bin`);
  const index = join(directory, `entries-${key}.json`);
  const read = (): Part[] =>
    (JSON.parse(readFileSync(index, 'utf8')) as Omit<Part, 'file'>[]).map((part) => ({ file, ...part }));
  if (existsSync(file) && existsSync(index)) return read();

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
  const order = shuffle(count);
  const partLength = Math.ceil(count / parts);
  const found: { position: number; count: number; forged: number }[] = [];
  const descriptor = openSync(`${file}.part`, 'w');
  let piece = Buffer.allocUnsafe(PIECE);
  let used = 0;
  let position = 0;
  const flush = (): void => {
    writeSync(descriptor, piece, 0, used);
    position += used;
    piece = Buffer.allocUnsafe(PIECE);
    used = 0;
  };
  const put = (bytes: Uint8Array): void => {
    used = piece.writeUInt32LE(bytes.length, used);
    piece.set(bytes, used);
    used += bytes.length;
  };
  for (let i = 0; i < count; i++) {
    if (i % partLength === 0) found.push({ position: position + used, count: 0, forged: 0 });
    const part = found.at(-1)!;
    const isForged = i % FORGED === 17;
    const entry = entries[order[i]!]!;
    const payload = payloads[order[i]!]!;
    if (used + entry.length + payload.length + 8 > PIECE) flush();
    put(isForged ? forged(entry) : entry);
    put(payload);
    part.count++;
    if (isForged) part.forged++;
  }
  flush();
  closeSync(descriptor);
  renameSync(`${file}.part`, file);
  writeFileSync(index, JSON.stringify(found));
  return read();
}
