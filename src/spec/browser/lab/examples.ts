import { KeyPair, lipmaa, signEntry, type Profile, type SignedEntry } from '../../../index.js';
import { hexOf } from '../../../inspect/hex.js';
import { encodeProof } from '../../../verify/index.js';

/** Something to look into. */
export interface InspectorExample {
  readonly title: string;
  readonly hex: string;
  readonly payload?: string;
}

const textOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A log of four entries, and a second entry 4. */
function smallLog(profile: Profile): { entries: readonly SignedEntry[]; other: SignedEntry } {
  const keyPair = new KeyPair(new Uint8Array(32).fill(1));
  const entries: SignedEntry[] = [];
  const sign = (seqNum: bigint, payload: string): SignedEntry => {
    const target = lipmaa(seqNum);
    const lipmaalink = seqNum > 1n && target !== seqNum - 1n ? entries[Number(target) - 1]!.hash : undefined;
    const backlink = seqNum > 1n ? entries[Number(seqNum) - 2]!.hash : undefined;
    return signEntry({ profile, keyPair, logId: 0n, seqNum, backlink, lipmaalink, payload: textOf(payload) });
  };
  for (let seqNum = 1n; seqNum <= 4n; seqNum++) entries.push(sign(seqNum, `order ${seqNum}`));
  return { entries, other: sign(4n, 'another order 4') };
}

function changed(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = value;
  return copy;
}

/** What the inspector offers to begin with: signed in the page. */
export function inspectorExamples(): InspectorExample[] {
  const profile = 'p2panda';
  const { entries, other } = smallLog(profile);
  const [first, , , fourth] = entries.map(({ bytes }) => bytes) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const fork = encodeProof({ profile, kind: 'fork', seqNum: 4n, evidence: [fourth, other.bytes] });
  const payload = hexOf(textOf('order 1'));
  return [
    { title: 'an entry', hex: hexOf(first), payload },
    { title: 'with a lipmaalink', hex: hexOf(fourth) },
    { title: 'of the profile bamboo', hex: hexOf(smallLog('bamboo').entries[3]!.bytes) },
    { title: 'a bad tag', hex: hexOf(changed(first, 0, 2)) },
    { title: 'a byte after the signature', hex: `${hexOf(first)}ee` },
    { title: 'cut off', hex: hexOf(fourth.subarray(0, 100)) },
    { title: 'a changed bit', hex: hexOf(changed(fourth, 103, fourth[103]! ^ 1)) },
    { title: 'another payload', hex: hexOf(first), payload: hexOf(textOf('order 2')) },
    { title: "a fork's proof", hex: hexOf(fork) },
  ];
}
