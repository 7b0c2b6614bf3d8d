import { equalBytes } from './bytes.js';
import { verifySignature } from './ed25519.js';
import { decodeEntry, signedBytes, type Entry } from './entry.js';
import { hash, type Profile } from './hash.js';
import { lipmaa } from './lipmaa.js';
import { readProof, type Claim, type ProofKind } from './proof-encoding.js';
import { Rejection } from './rejection.js';
import { verifyEntry } from './verify-entry.js';

/** What a proof shows, and of whom. */
export interface Proved extends Claim {
  author: Uint8Array;
  logId: bigint;
}

/** The hash that an entry commits to for a sequence number, if it does (chapter "Logs"). */
function commitment(entry: Entry, seqNum: bigint): Uint8Array | null {
  if (seqNum === entry.seqNum) return entry.hash;
  if (seqNum === entry.seqNum - 1n) return entry.backlink;
  return seqNum === lipmaa(entry.seqNum) ? entry.lipmaalink : null;
}

/** Whether a link of `from` is the hash of `to`, whose sequence number is not the one that this link requires. */
function isMisdirected(from: Entry, to: Entry): boolean {
  const { backlink, lipmaalink, seqNum } = from;
  return (
    (backlink !== null && equalBytes(backlink, to.hash) && to.seqNum !== seqNum - 1n) ||
    (lipmaalink !== null && equalBytes(lipmaalink, to.hash) && to.seqNum !== lipmaa(seqNum))
  );
}

/** Whether two different entries of one log show what is claimed. */
function shows(kind: Exclude<ProofKind, 'payload-size-lie'>, seqNum: bigint, a: Entry, b: Entry): boolean {
  const [low, high] = a.seqNum < b.seqNum ? [a, b] : [b, a];
  switch (kind) {
    case 'fork': // BAM-PRF-010
      return a.seqNum === seqNum && b.seqNum === seqNum;
    case 'implied-fork': {
      // BAM-PRF-011
      const [one, other] = [commitment(a, seqNum), commitment(b, seqNum)];
      if (a.seqNum === b.seqNum && a.seqNum === seqNum) return false;
      return one !== null && other !== null && !equalBytes(one, other);
    }
    case 'after-end-of-log': // BAM-PRF-013
      return low.endOfLog && low.seqNum < high.seqNum && high.seqNum === seqNum;
    case 'link-to-wrong-seqnum': // BAM-PRF-014
      return (a.seqNum === seqNum && isMisdirected(a, b)) || (b.seqNum === seqNum && isMisdirected(b, a));
  }
}

/** Whether the payload is this entry's and has another size than the entry says (BAM-PRF-012). */
function showsLie(profile: Profile, seqNum: bigint, entry: Entry, payload: Uint8Array): boolean {
  if (!equalBytes(hash(profile, payload), entry.payloadHash)) throw new Rejection('PAYLOAD_HASH_MISMATCH');
  return entry.seqNum === seqNum && BigInt(payload.length) !== entry.payloadSize;
}

/**
 * Verifies a proof, which stands alone: nothing else is needed (BAM-PRF-001 to BAM-PRF-015).
 *
 * @throws {Rejection} `NOT_A_PROOF`, `UNKNOWN_PROOF`, `PROOF_DAMAGED`; a reason of decoding or of signatures,
 * `SMALL_ORDER_AUTHOR` and `WRONG_LOG` for the entries; `PAYLOAD_HASH_MISMATCH`; `PROVES_NOTHING`
 * @example verifyProof(bytes) // { kind: 'fork', seqNum: 7n, author: Uint8Array, logId: 0n, … }
 */
export function verifyProof(bytes: Uint8Array): Proved {
  const claim = readProof(bytes);
  const { profile, kind, seqNum, first, second } = claim;
  const nothing = { payload: null, backlink: null, lipmaalink: null };
  // Anybody can sign in the name of an author of small order, so nothing is proved about one.
  const entry = verifyEntry(profile, first, nothing, { strictKeys: true });
  const { author, logId } = entry;

  let proved: boolean;
  if (kind === 'payload-size-lie') proved = showsLie(profile, seqNum, entry, second);
  else {
    const other = decodeEntry(profile, second);
    if (!equalBytes(other.author, author) || other.logId !== logId) throw new Rejection('WRONG_LOG');
    verifySignature(author, signedBytes(second), other.signature);
    proved = shows(kind, seqNum, entry, other);
  }
  if (!proved) throw new Rejection('PROVES_NOTHING');
  return { ...claim, author, logId };
}
