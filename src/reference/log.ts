import { equalBytes, toHex } from './bytes.js';
import { verifySignature } from './ed25519.js';
import { decodeEntry, signedBytes, type Entry } from './entry.js';
import type { Profile } from './hash.js';
import { lipmaa } from './lipmaa.js';
import { rejectionOf, Rejection, type Reason } from './rejection.js';
import { verifyPayload } from './verify-entry.js';

/** One entry of the set to be verified, with its payload where it is at hand. */
export interface LogItem {
  entry: Uint8Array;
  payload: Uint8Array | null;
}

export interface LogItemStatus {
  status: 'verified' | 'path-verified' | 'unlinked' | 'invalid';
  /** Stands exactly with `invalid`. */
  reason?: Reason;
  /** For a decoding reason, the byte at fault. */
  offset?: number;
}

export interface LogVerdict {
  /** In the order of the items. */
  entries: LogItemStatus[];
  /** Ascending. */
  forks: { seqNum: bigint; implied: boolean }[];
}

/** The links of an entry with the sequence numbers that they have to point to, backlink first. */
function linksOf(entry: Entry): { name: 'BACKLINK' | 'LIPMAALINK'; hash: Uint8Array; seqNum: bigint }[] {
  return [
    ...(entry.backlink
      ? [{ name: 'BACKLINK' as const, hash: entry.backlink, seqNum: entry.seqNum - 1n }]
      : []),
    ...(entry.lipmaalink
      ? [{ name: 'LIPMAALINK' as const, hash: entry.lipmaalink, seqNum: lipmaa(entry.seqNum) }]
      : []),
  ];
}

/** The smallest of some sequence numbers, or one above all that exist. */
function lowest(seqNums: bigint[]): bigint {
  return seqNums.reduce((a, b) => (b < a ? b : a), 2n ** 64n);
}

/** Verifies a set of entries as a log (BAM-LOG-001 to BAM-LOG-016). */
export function verifyLog(profile: Profile, author: Uint8Array, logId: bigint, items: LogItem[]): LogVerdict {
  // What is wrong with an item for itself alone, whatever else is in the set.
  const decoded: (Entry | undefined)[] = [];
  const rejections = items.map(({ entry: bytes }, i) =>
    rejectionOf(() => {
      const entry = decodeEntry(profile, bytes);
      if (!equalBytes(entry.author, author) || entry.logId !== logId) throw new Rejection('WRONG_LOG');
      verifySignature(entry.author, signedBytes(bytes), entry.signature);
      decoded[i] = entry;
    }),
  );

  // E: the entries that count, by their hash (equal bytes count once).
  const E = new Map<string, Entry>();
  for (const entry of decoded) if (entry) E.set(toHex(entry.hash), entry);
  const entries = [...E.values()];

  // A payload that is not the entry's concerns its item alone; one that proves a lie about its size, the log.
  const payloadRejections = items.map(({ payload }, i) => {
    const entry = decoded[i];
    return entry && payload ? rejectionOf(() => verifyPayload(profile, entry, payload)) : undefined;
  });
  const lowestLie = lowest(
    decoded.flatMap((entry, i) =>
      entry && payloadRejections[i]?.reason === 'PAYLOAD_SIZE_MISMATCH' ? [entry.seqNum] : [],
    ),
  );

  // Commitments: the hashes that the entries give to sequence numbers, their own and those of their links.
  const commitments = new Map<bigint, Set<string>>();
  const commit = (seqNum: bigint, hash: Uint8Array) =>
    commitments.set(seqNum, (commitments.get(seqNum) ?? new Set()).add(toHex(hash)));
  for (const entry of entries) {
    commit(entry.seqNum, entry.hash);
    for (const link of linksOf(entry)) commit(link.seqNum, link.hash);
  }
  const forks = [...commitments]
    .filter(([, hashes]) => hashes.size > 1)
    .map(([seqNum, hashes]) => ({
      seqNum,
      implied: [...hashes].filter((hash) => E.get(hash)?.seqNum === seqNum).length < 2,
    }))
    .sort((a, b) => (a.seqNum < b.seqNum ? -1 : 1));

  const lowestFork = lowest(forks.map((fork) => fork.seqNum));
  const lowestEnd = lowest(entries.filter((entry) => entry.endOfLog).map((entry) => entry.seqNum));

  /** Why an entry of E is not sound, or `undefined`. */
  function unsoundness(entry: Entry): Reason | undefined {
    for (const link of linksOf(entry)) {
      const target = E.get(toHex(link.hash));
      if (target && target.seqNum !== link.seqNum) return `${link.name}_SEQNUM_MISMATCH`;
    }
    if (entry.seqNum >= lowestFork) return 'FORKED';
    if (entry.seqNum > lowestEnd) return 'AFTER_END_OF_LOG';
    if (entry.seqNum >= lowestLie) return 'PAYLOAD_SIZE_MISMATCH';
    return undefined;
  }

  // From entry 1 up: links point to lower sequence numbers, so a target's status is known before it is needed.
  const pathVerified = new Set<string>();
  const verified = new Set<string>();
  for (const entry of entries.toSorted((a, b) => (a.seqNum < b.seqNum ? -1 : 1))) {
    if (unsoundness(entry)) continue;
    const id = toHex(entry.hash);
    const targets = linksOf(entry).map((link) => toHex(link.hash));
    if (entry.seqNum === 1n || targets.some((target) => pathVerified.has(target))) pathVerified.add(id);
    if (entry.seqNum === 1n || targets.every((target) => verified.has(target))) verified.add(id);
  }

  const statuses = items.map((_, i): LogItemStatus => {
    const rejection = rejections[i] ?? payloadRejections[i];
    if (rejection) {
      const { offset } = rejection;
      const reason = rejection.reason as Reason;
      return offset === undefined ? { status: 'invalid', reason } : { status: 'invalid', reason, offset };
    }
    const entry = decoded[i]!;
    const reason = unsoundness(entry);
    if (reason) return { status: 'invalid', reason };
    const id = toHex(entry.hash);
    return { status: verified.has(id) ? 'verified' : pathVerified.has(id) ? 'path-verified' : 'unlinked' };
  });
  return { entries: statuses, forks };
}
