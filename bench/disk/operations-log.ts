import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Api } from '../../src/bamboo/api.js';
import { bytesOf, toHex } from '../bytes.js';
import { SCHEMA_ID } from '../documents/corpus.js';
import type { DataApi } from '../subjects/data.js';
import { keyOf, RecordFile } from './record-file.js';

/** A log of one document on disk, in records, and what it has to come to. */
export interface OperationsLog {
  readonly file: string;
  /** The id of the last operation, hex. */
  readonly last: string;
  readonly name: string;
  readonly seats: string;
}

/** Changes with what is written below. */
const VERSION = 1;
const PIECE = 2 ** 20;

/**
 * A CREATE, and UPDATEs each of which follows on the one before, signed by one author: made where it isn't there yet, and never
 * whole in memory but for its hashes.
 */
export function operationsLogOnDisk(
  api: Api,
  data: DataApi,
  directory: string,
  count: number,
  onProgress: (done: number, total: number) => void = () => undefined,
): OperationsLog {
  const key = keyOf(VERSION, count);
  const file = join(directory, `operations-${key}.bin`);
  const index = join(directory, `operations-${key}.json`);
  if (!existsSync(index) || !existsSync(file)) {
    mkdirSync(directory, { recursive: true });
    const records = new RecordFile(file, PIECE);
    const keyPair = new api.KeyPair(bytesOf('key of a log of operations', 32));
    const hashes: Uint8Array[] = [];
    const written = { name: 'Kraftwerk', seats: 120n };
    for (let i = 0; i < count; i++) {
      if (i % 10_000 === 0) onProgress(i, count);
      const fields = i === 0 ? written : i % 2 === 0 ? { name: `Kraftwerk ${i}` } : { seats: BigInt(i) };
      Object.assign(written, fields);
      const payload = data.encodeOperation({
        action: i === 0 ? 'create' : 'update',
        schemaId: SCHEMA_ID,
        previous: i === 0 ? undefined : [hashes[i - 1]!],
        fields,
      });
      const target = Number(api.lipmaa(BigInt(i + 1)));
      const { bytes, hash } = api.signEntry({
        profile: 'p2panda',
        keyPair,
        logId: 0n,
        seqNum: BigInt(i + 1),
        backlink: hashes[i - 1],
        lipmaalink: target > 0 && target !== i ? hashes[target - 1] : undefined,
        payload,
      });
      hashes.push(hash);
      records.put(bytes, payload);
    }
    records.close();
    const { name, seats } = written;
    writeFileSync(index, JSON.stringify({ last: toHex(hashes.at(-1)!), name, seats: String(seats) }));
  }
  return { file, ...(JSON.parse(readFileSync(index, 'utf8')) as Omit<OperationsLog, 'file'>) };
}
