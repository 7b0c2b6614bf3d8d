import { decodeEntry } from '../index.js';
import { verifyProof, type ProofVerdict } from '../verify/index.js';
import { hexOf } from './hex.js';

/** One of the entries that a proof stands on. */
interface Exhibit {
  readonly seqNum: bigint;
  /** Encoded. */
  readonly hash: Uint8Array;
}

/** A proof's verdict with the entries that it stands on; none where it proves nothing. */
export interface JudgedProof {
  readonly verdict: ProofVerdict;
  readonly entries: readonly Exhibit[];
}

/** Verifies a proof. Never throws for bad data. */
export function judgeProof(bytes: Uint8Array): JudgedProof {
  const verdict = verifyProof(bytes);
  if (!verdict.ok) return { verdict, entries: [] };
  const { kind, profile, evidence } = verdict;
  const entries = (kind === 'payload-size-lie' ? evidence.slice(0, 1) : evidence).flatMap((entry) => {
    const decoded = decodeEntry(entry, { profile });
    return decoded.ok ? [{ seqNum: decoded.entry.seqNum, hash: decoded.hash }] : [];
  });
  return { verdict, entries };
}

/** The verdict for JSON. */
export function verdictToJson({ verdict, entries }: JudgedProof): object {
  if (!verdict.ok) return verdict;
  const { kind, profile, author, logId, seqNum, statement } = verdict;
  return {
    ok: true,
    kind,
    profile,
    author: hexOf(author),
    logId: logId.toString(),
    seqNum: seqNum.toString(),
    statement,
    entries: entries.map((entry) => ({ seqNum: entry.seqNum.toString(), hash: hexOf(entry.hash) })),
  };
}
