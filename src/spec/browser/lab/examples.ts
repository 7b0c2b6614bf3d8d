import { KeyPair, lipmaa, signEntry } from '../../../index.js';
import { hexOf } from '../../../inspect/hex.js';
import { encodeProof } from '../../../verify/index.js';

const profile = 'p2panda';
const logId = 0n;

/** Something to look into. */
export interface InspectorExample {
  readonly title: string;
  readonly hex: string;
  readonly payload?: string;
}

const textOf = (seqNum: bigint): Uint8Array => new TextEncoder().encode(`order ${seqNum}`);

/** What the inspector offers to begin with: signed in the page. */
export function inspectorExamples(): InspectorExample[] {
  const keyPair = new KeyPair(new Uint8Array(32).fill(1));
  const entries: { bytes: Uint8Array; hash: Uint8Array }[] = [];
  const sign = (seqNum: bigint, payload: Uint8Array) => {
    const target = lipmaa(seqNum);
    const lipmaalink = seqNum > 1n && target !== seqNum - 1n ? entries[Number(target) - 1]!.hash : undefined;
    const backlink = seqNum > 1n ? entries[Number(seqNum) - 2]!.hash : undefined;
    return signEntry({ profile, keyPair, logId, seqNum, backlink, lipmaalink, payload });
  };
  for (let seqNum = 1n; seqNum <= 4n; seqNum++) entries.push(sign(seqNum, textOf(seqNum)));
  const [first, , , fourth] = entries.map(({ bytes }) => bytes);
  const badTag = first!.slice();
  badTag[0] = 2;
  const other = sign(4n, new TextEncoder().encode('another order 4')).bytes;
  const fork = encodeProof({ profile, kind: 'fork', seqNum: 4n, evidence: [fourth!, other] });
  return [
    { title: 'an entry', hex: hexOf(first!), payload: hexOf(textOf(1n)) },
    { title: 'with both links', hex: hexOf(fourth!) },
    { title: 'another payload', hex: hexOf(fourth!), payload: hexOf(textOf(9n)) },
    { title: 'a byte too many', hex: `${hexOf(first!)}ee` },
    { title: 'an unknown tag', hex: hexOf(badTag) },
    { title: 'cut off', hex: hexOf(fourth!.subarray(0, 100)) },
    { title: 'the proof of a fork', hex: hexOf(fork) },
  ];
}
