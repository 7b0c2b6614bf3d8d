import { KeyPair, lipmaa, signEntry, type Profile } from '../../../index.js';

/** Who writes the logs of the pictures. */
export const WRITER = new KeyPair(new Uint8Array(32).fill(1));

/**
 * The entries of a log, from the first.
 *
 * @param text what an entry says, by its number
 */
export function signLog(
  profile: Profile,
  length: number,
  text: (seqNum: number) => string = (seqNum) => `order ${seqNum}`,
): Uint8Array[] {
  const hashes: Uint8Array[] = [];
  return Array.from({ length }, (_, i) => {
    const seqNum = BigInt(i + 1);
    const target = lipmaa(seqNum);
    const { bytes, hash } = signEntry({
      profile,
      keyPair: WRITER,
      logId: 0n,
      seqNum,
      backlink: hashes.at(-1),
      lipmaalink: seqNum > 1n && target !== seqNum - 1n ? hashes[Number(target) - 1] : undefined,
      payload: new TextEncoder().encode(text(i + 1)),
    });
    hashes.push(hash);
    return bytes;
  });
}
