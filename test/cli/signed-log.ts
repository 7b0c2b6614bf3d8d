import { KeyPair, lipmaa, signEntry, type Profile } from '../../src/index.js';

/** The author of the fixture that p2panda-js 0.8.1 wrote. */
export const keyPair = new KeyPair(new Uint8Array(32).fill(4));
export const author = Buffer.from(keyPair.publicKey).toString('hex');

/** An entry as a bundle has it, with its own hash and number. */
export interface SignedItem {
  readonly entry: Uint8Array;
  readonly payload: Uint8Array;
  readonly hash: Uint8Array;
  readonly seqNum: bigint;
}

/** How a log goes on. */
export interface Growth {
  readonly profile?: Profile;
  readonly logId?: bigint;
  /** What payloads begin with: another one gives another branch. */
  readonly text?: string;
  readonly keyPair?: KeyPair;
}

/** A log of `length` entries that goes on from one that is there. */
export function grow(length: number, growth: Growth = {}, before: readonly SignedItem[] = []): SignedItem[] {
  const { profile = 'p2panda', logId = 7n, text = 'entry', keyPair: signer = keyPair } = growth;
  const log = [...before];
  while (log.length < length) {
    const seqNum = BigInt(log.length + 1);
    const payload = Buffer.from(`${text} ${seqNum}`);
    const backlink = log.at(-1)?.hash;
    const lipmaalink = lipmaa(seqNum) === seqNum - 1n ? undefined : log[Number(lipmaa(seqNum)) - 1]?.hash;
    const fields = { profile, keyPair: signer, logId, seqNum, payload, backlink, lipmaalink };
    const { bytes, hash } = signEntry(fields);
    log.push({ entry: bytes, payload, hash, seqNum });
  }
  return log;
}

/** Entries as JSON Lines. */
export function jsonLines(items: readonly { entry: Uint8Array; payload?: Uint8Array | undefined }[]): string {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  return items
    .map(({ entry, payload }) =>
      JSON.stringify({ entry: hex(entry), payload: payload ? hex(payload) : null }),
    )
    .map((line) => `${line}\n`)
    .join('');
}
