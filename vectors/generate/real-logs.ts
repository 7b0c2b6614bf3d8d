import { readFileSync } from 'node:fs';
import type { Profile } from '../../src/reference/index.js';
import { fromHex } from './bytes.js';
import type { Written } from './log-builder.js';

interface RealLogFile {
  readonly publicKey: string;
  readonly logId: string;
  readonly entries: readonly {
    readonly seqNum: string;
    readonly entry: string;
    readonly hash: string;
    readonly payload: string;
  }[];
}

const FILES: Readonly<Record<Profile, string>> = {
  bamboo: 'p2panda-js-0.2.1-log',
  p2panda: 'p2panda-js-0.8.1-log',
};

/** Logs that real implementations wrote and signed, as recorded in `test/fixtures`. */
export function realLogs(
  profile: Profile,
): { name: string; author: Uint8Array; logId: bigint; entries: Written[] }[] {
  const file = FILES[profile];
  const path = new URL(`../../test/fixtures/${file}.json`, import.meta.url);
  const { publicKey, logId, entries } = JSON.parse(readFileSync(path, 'utf8')) as RealLogFile;
  return [
    {
      name: `whole-${file.replaceAll('.', '-')}`,
      author: fromHex(publicKey),
      logId: BigInt(logId),
      entries: entries.map(({ seqNum, entry, hash, payload }) => ({
        seqNum: BigInt(seqNum),
        bytes: fromHex(entry),
        hash: fromHex(hash),
        payload: fromHex(payload),
      })),
    },
  ];
}
