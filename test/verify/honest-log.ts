import type { Profile, SignedEntry } from '../../src/index.js';

export interface HonestEntry {
  readonly seqNum: bigint;
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
  readonly payload: Uint8Array;
}

export interface HonestLog {
  readonly author: Uint8Array;
  readonly logId: bigint;
  readonly entries: readonly HonestEntry[];
}

/** What signs, be it of the sources or of the build. */
interface Signer {
  readonly KeyPair: new (privateKey: Uint8Array) => { readonly publicKey: Uint8Array };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the key pairs of both are different classes
  readonly signEntry: (entry: any) => SignedEntry;
  readonly lipmaa: (seqNum: bigint) => bigint;
}

/** A log as its author should keep it: entries 1 to `length`, of log 0. */
export function honestLog(api: Signer, profile: Profile, length: number, seed: number): HonestLog {
  const keyPair = new api.KeyPair(new Uint8Array(32).fill(seed));
  const entries: HonestEntry[] = [];
  for (let seqNum = 1n; seqNum <= BigInt(length); seqNum++) {
    const target = api.lipmaa(seqNum);
    const payload = new TextEncoder().encode(`entry ${seqNum}`);
    const signed = api.signEntry({
      profile,
      keyPair,
      logId: 0n,
      seqNum,
      backlink: entries.at(-1)?.hash,
      lipmaalink: seqNum > 1n && target !== seqNum - 1n ? entries[Number(target) - 1]!.hash : undefined,
      payload,
    });
    entries.push({ seqNum, ...signed, payload });
  }
  return { author: keyPair.publicKey, logId: 0n, entries };
}
