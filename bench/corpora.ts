import type { Api } from '../src/bamboo/api.js';
import type { Accepted } from '../src/bamboo/verdict.js';
import type { Profile } from '../src/bamboo/profile.js';
import { bytesOf, spoiled } from './bytes.js';

// Fixed corpora from seeds. They are signed by sasako; every peer has to verify them before it is timed.

export interface Log {
  readonly profile: Profile;
  /** 32 bytes. */
  readonly author: Uint8Array;
  /** 32 bytes. */
  readonly privateKey: Uint8Array;
  readonly logId: bigint;
  readonly entries: readonly Uint8Array[];
  readonly payloads: readonly Uint8Array[];
}

/** A signature and what it is over, as peers take it. */
export interface Signed {
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

export interface LogOptions {
  readonly profile: Profile;
  readonly length: number;
  /** Bytes of each payload. */
  readonly payloadSize: number;
  readonly seed: string;
}

/** Payloads of small operations, and what an entry with such a payload is in real logs. */
export const PAYLOAD_SIZE = 112;

/** A whole log, entries 1 to `length`. */
export function makeLog(api: Api, { profile, length, payloadSize, seed }: LogOptions): Log {
  const privateKey = bytesOf(`key ${seed}`, 32);
  const keyPair = new api.KeyPair(privateKey);
  const stock = bytesOf(`payloads ${seed}`, payloadSize + length);
  const entries: Uint8Array[] = [];
  const hashes: Uint8Array[] = [];
  // Each one a stretch of the same random bytes.
  const payloads = Array.from({ length }, (_, i) => stock.slice(i, i + payloadSize));
  for (let seqNum = 1; seqNum <= length; seqNum++) {
    const target = Number(api.lipmaa(BigInt(seqNum)));
    const { bytes, hash } = api.signEntry({
      profile,
      keyPair,
      logId: 0n,
      seqNum: BigInt(seqNum),
      backlink: hashes[seqNum - 2],
      lipmaalink: target > 0 && target !== seqNum - 1 ? hashes[target - 1] : undefined,
      payload: payloads[seqNum - 1]!,
    });
    entries.push(bytes);
    hashes.push(hash);
  }
  return { profile, author: keyPair.publicKey, privateKey, logId: 0n, entries, payloads };
}

/** Logs of as many authors, their entries in turn: the first one of each, the second one of each, and so on. */
export function makeLogs(
  api: Api,
  authors: number,
  { length, seed, ...options }: LogOptions,
): { entries: Uint8Array[]; payloads: Uint8Array[] } {
  const logs = Array.from({ length: authors }, (_, i) =>
    makeLog(api, { ...options, length, seed: `${seed} ${i}` }),
  );
  const entries: Uint8Array[] = [];
  const payloads: Uint8Array[] = [];
  for (let i = 0; i < length; i++) {
    for (const log of logs) {
      entries.push(log.entries[i]!);
      payloads.push(log.payloads[i]!);
    }
  }
  return { entries, payloads };
}

/** An entry taken apart for those who only know signatures. */
export function signedPart(entry: Uint8Array): Signed {
  return {
    publicKey: entry.slice(1, 33),
    message: entry.slice(0, -64),
    signature: entry.slice(-64),
  };
}

/** The entry with one bit of its signature's S turned: it decodes, and doesn't verify. */
export function forged(entry: Uint8Array): Uint8Array {
  return spoiled(entry, entry.length - 30);
}

/** Positions from 0 to `count` − 1 in an order that looks random and is always the same (Fisher and Yates). */
export function shuffle(count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const random = new DataView(bytesOf('shuffle', 4 * count).buffer);
  for (let i = count - 1; i > 0; i--) {
    const other = random.getUint32(4 * i) % (i + 1);
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  return order;
}

/** The same log with one entry in so many forked: as many entries in all, the forks among them. */
export function withForks(api: Api, log: Log, every: number): Log {
  const { profile, logId } = log;
  const keyPair = new api.KeyPair(log.privateKey);
  const count = log.entries.length;
  const kept = count - Math.floor(count / (every + 1));
  const entries = log.entries.slice(0, kept);
  const payloads = log.payloads.slice(0, kept);
  for (let i = every; entries.length < count; i += every) {
    const { seqNum, backlink, lipmaalink } = (api.decodeEntry(log.entries[i - 1]!, { profile }) as Accepted)
      .entry;
    const payload = log.payloads[i]!;
    entries.push(api.signEntry({ profile, keyPair, logId, seqNum, backlink, lipmaalink, payload }).bytes);
    payloads.push(payload);
  }
  return { ...log, entries, payloads };
}
