import { hash, signEntry, type KeyPair } from '../../src/index.js';
import { encodeProof } from '../../src/verify/index.js';

/** A proof that the first entry of a log gives another size for its payload than it has: `said` bytes instead of `size`. */
export function sizeLie(keyPair: KeyPair, logId: bigint, said: number, size: number): Uint8Array {
  const [profile, seqNum, payload] = ['p2panda', 1n, new Uint8Array(size)] as const;
  // Nobody is offered a way to sign such an entry: the payload's hash, the last field but one, is changed and signed again.
  const { bytes } = signEntry({ profile, keyPair, logId, seqNum, payload: new Uint8Array(said) });
  const entry = bytes.slice();
  entry.set(hash(payload, profile), entry.length - 64 - 34);
  entry.set(keyPair.sign(entry.subarray(0, -64)), entry.length - 64);
  return encodeProof({ profile, kind: 'payload-size-lie', seqNum, evidence: [entry, payload] });
}
