import { checkBytes, checkOptions, checkProfile, checkSeqNum } from '../bamboo/arguments.js';
import { counted } from '../bamboo/counted.js';
import type { Engine } from '../bamboo/engine.js';
import type { Entry } from '../bamboo/entry.js';
import { toHex } from '../bamboo/hex.js';
import { equalBytes } from '../bamboo/links.js';
import type { Profile } from '../bamboo/profile.js';
import { RECORD } from '../bamboo/record.js';
import {
  entryFromRecord,
  hashFromRecord,
  rejected,
  rejectionFromRecord,
  type Rejected,
} from '../bamboo/verdict.js';
import { PROOF_KINDS, inOrder, readProof, writeProof, type Claim, type ProofKind } from './proof-encoding.js';

/** What a proof shows, to anybody who has nothing else. */
export interface Proved {
  readonly ok: true;
  readonly kind: ProofKind;
  readonly profile: Profile;
  /** Whom it is proved of: 32 bytes. */
  readonly author: Uint8Array;
  readonly logId: bigint;
  /** The sequence number that it is about: where the log is forked, or that of the entry at fault. */
  readonly seqNum: bigint;
  /** Two entries, or an entry and its payload; copies. */
  readonly evidence: readonly [Uint8Array, Uint8Array];
  /** The same in words. */
  readonly statement: string;
}

/** Why a proof proves nothing. */
export interface NotProved extends Rejected {
  /** What is wrong, in words. */
  readonly message: string;
}

export type ProofVerdict = Proved | NotProved;

/** An entry of the evidence, decoded, with its own encoded hash. */
interface Exhibit {
  readonly entry: Entry;
  readonly hash: Uint8Array;
}

/** The hash that an entry commits to for a sequence number, if it does (chapter "Logs"). */
function commitmentOf(engine: Engine, { entry, hash }: Exhibit, seqNum: bigint): Uint8Array | undefined {
  if (entry.seqNum === seqNum) return hash;
  if (entry.backlink && entry.seqNum - 1n === seqNum) return entry.backlink;
  return entry.lipmaalink && engine.lipmaa(entry.seqNum) === seqNum ? entry.lipmaalink : undefined;
}

/** Whether a link of `from` is the hash of `to`, which has another number than that link has to point to. */
function isMisdirected(engine: Engine, { entry }: Exhibit, to: Exhibit): boolean {
  const { backlink, lipmaalink, seqNum } = entry;
  const isWrong = (link: Uint8Array | undefined, required: () => bigint): boolean =>
    link !== undefined && equalBytes(link, to.hash) && to.entry.seqNum !== required();
  return isWrong(backlink, () => seqNum - 1n) || isWrong(lipmaalink, () => engine.lipmaa(seqNum));
}

/** Why a claim doesn't follow from two entries of one log; `undefined` where it does. */
function objection(
  engine: Engine,
  kind: ProofKind,
  seqNum: bigint,
  a: Exhibit,
  b: Exhibit,
): string | undefined {
  const [low, high] = a.entry.seqNum <= b.entry.seqNum ? [a, b] : [b, a];
  switch (kind) {
    case 'fork':
      return low.entry.seqNum === seqNum && high.entry.seqNum === seqNum
        ? undefined
        : `they are not two entries with sequence number ${seqNum}`;
    case 'implied-fork': {
      if (low.entry.seqNum === seqNum && high.entry.seqNum === seqNum) {
        return `both have sequence number ${seqNum}: that is a fork, and not an implied one`;
      }
      const committed = [a, b].map((exhibit) => commitmentOf(engine, exhibit, seqNum));
      if (!committed[0] || !committed[1]) return `not both commit to a hash for ${seqNum}`;
      return equalBytes(committed[0], committed[1])
        ? `both commit to the same hash for ${seqNum}`
        : undefined;
    }
    case 'after-end-of-log':
      if (!low.entry.endOfLog) return 'the lower of them does not end the log';
      if (low.entry.seqNum === high.entry.seqNum) return 'neither is above the other';
      return high.entry.seqNum === seqNum ? undefined : `the upper one is not at ${seqNum}`;
    case 'link-to-wrong-seqnum': {
      const links = (from: Exhibit, to: Exhibit): boolean =>
        from.entry.seqNum === seqNum && isMisdirected(engine, from, to);
      return links(a, b) || links(b, a)
        ? undefined
        : `neither is at ${seqNum} and has a link to the other that must not lead there`;
    }
    case 'payload-size-lie':
      return undefined;
  }
}

/** What a proof shows, in words. */
function statementOf(
  kind: ProofKind,
  seqNum: bigint,
  exhibits: readonly Exhibit[],
  payloadSize: number,
): string {
  const [{ entry }] = exhibits as [Exhibit];
  const who = `The author ${toHex(entry.author)} `;
  const where = `log ${entry.logId}`;
  const numbers = exhibits.map((exhibit) => exhibit.entry.seqNum);
  // Both can have the same number, where one links to the other.
  const other = numbers.find((number) => number !== seqNum) ?? seqNum;
  switch (kind) {
    case 'fork':
      return `${who}signed two different entries with sequence number ${seqNum} of ${where}.`;
    case 'implied-fork': {
      const both = numbers.sort((a, b) => (a < b ? -1 : 1));
      return (
        `${who}signed two entries of ${where}, with sequence numbers ${both.join(' and ')}, that commit to ` +
        `different hashes for sequence number ${seqNum}.`
      );
    }
    case 'payload-size-lie':
      return (
        `${who}signed an entry, with sequence number ${seqNum} of ${where}, that gives ` +
        `${counted(entry.payloadSize, 'byte')} ` +
        `as the size of a payload of ${payloadSize}.`
      );
    case 'after-end-of-log':
      return `${who}ended ${where} with sequence number ${other}, and signed an entry with ${seqNum}.`;
    case 'link-to-wrong-seqnum':
      return (
        `${who}signed an entry with sequence number ${seqNum} of ${where} that links to one with ${other}, ` +
        `where it must not.`
      );
  }
}

const nothing = (rejection: Rejected, message: string): NotProved => ({ ...rejection, message });

/** Looks at the evidence of a claim, whose order and digest are right. */
function judge(engine: Engine, claim: Claim): ProofVerdict {
  const { profile, kind, seqNum, evidence } = claim;
  const entries = kind === 'payload-size-lie' ? [evidence[0]] : evidence;
  const records = new Uint8Array(RECORD.size * entries.length);
  engine.verifyEntries(profile, entries, undefined, true, records);
  const exhibits: Exhibit[] = [];
  for (const [i, bytes] of entries.entries()) {
    const entry = entryFromRecord(profile, bytes, records, i);
    const name = i === 0 ? 'the first entry' : 'the second entry';
    const first = exhibits[0]?.entry;
    if (entry && first && !(equalBytes(entry.author, first.author) && entry.logId === first.logId)) {
      return nothing(rejected('WRONG_LOG'), 'the two entries are not of one log');
    }
    const rejection = rejectionFromRecord(records, i);
    if (rejection?.reason === 'SMALL_ORDER_AUTHOR') {
      return nothing(
        rejection,
        'anybody can sign in the name of this author: nothing is ever proved about it',
      );
    }
    if (rejection) return nothing(rejection, `${name} is rejected: ${rejection.reason}`);
    exhibits.push({ entry: entry!, hash: hashFromRecord(profile, records, i) });
  }
  const [a, b] = exhibits as [Exhibit, Exhibit?];
  const payloadSize = evidence[1].length;
  if (!b) {
    if (!equalBytes(engine.hash(profile, evidence[1]), a.entry.payloadHash)) {
      return nothing(rejected('PAYLOAD_HASH_MISMATCH'), "the payload is not the entry's");
    }
    if (a.entry.payloadSize === BigInt(payloadSize)) {
      return nothing(rejected('PROVES_NOTHING'), 'the payload has the size that the entry says');
    }
    if (a.entry.seqNum !== seqNum) {
      return nothing(rejected('PROVES_NOTHING'), `the entry is not at ${seqNum}`);
    }
  } else {
    const against = objection(engine, kind, seqNum, a, b);
    if (against !== undefined) return nothing(rejected('PROVES_NOTHING'), against);
  }
  const { author, logId } = a.entry;
  const statement = statementOf(kind, seqNum, exhibits, payloadSize);
  return { ok: true, kind, profile, author, logId, seqNum, evidence, statement };
}

/** See `verifyProof` in the package's entry point. */
export function verifyProofOn(engine: Engine): (bytes: Uint8Array) => ProofVerdict {
  return (given) => {
    const bytes = checkBytes(given, 'bytes');
    const proof = readProof(bytes);
    if ('reason' in proof) return nothing(rejected(proof.reason), proof.message);
    if (!equalBytes(engine.hash(proof.profile, proof.digested), proof.digest)) {
      return nothing(rejected('PROOF_DAMAGED'), 'its digest is not the hash of what stands before it');
    }
    return judge(engine, proof);
  };
}

/** A claim that its evidence doesn't show. */
export class UnprovableError extends RangeError {
  override readonly name = 'UnprovableError';

  constructor(
    message: string,
    /** Why `verifyProof` would refuse it. */
    readonly verdict: NotProved,
  ) {
    super(message);
  }
}

/** Writes the proof of a claim that is known to be true. */
export function proofOf(engine: Engine, claim: Claim): Uint8Array {
  return writeProof({ ...claim, evidence: inOrder(claim) }, (profile, bytes) => engine.hash(profile, bytes));
}

function checkClaim(value: unknown): Claim {
  const { profile, kind, seqNum, evidence } = checkOptions(
    value,
    ['profile', 'kind', 'seqNum', 'evidence'],
    'claim',
  );
  if (!PROOF_KINDS.includes(kind as ProofKind)) {
    throw new RangeError(`claim.kind must be one of ${PROOF_KINDS.join(', ')}`);
  }
  if (!Array.isArray(evidence) || evidence.length !== 2) {
    throw new TypeError('claim.evidence must be two Uint8Arrays: two entries, or an entry and its payload');
  }
  return {
    profile: checkProfile(profile),
    kind: kind as ProofKind,
    seqNum: checkSeqNum(seqNum, 'claim.seqNum'),
    evidence: [checkBytes(evidence[0], 'claim.evidence[0]'), checkBytes(evidence[1], 'claim.evidence[1]')],
  };
}

/** See `encodeProof` in the package's entry point. */
export function encodeProofOn(engine: Engine): (claim: Claim) => Uint8Array {
  return (given) => {
    const claim = checkClaim(given);
    const evidence = inOrder(claim);
    if (claim.kind !== 'payload-size-lie' && equalBytes(evidence[0], evidence[1])) {
      throw new RangeError('claim.evidence must be two different entries');
    }
    const verdict = judge(engine, { ...claim, evidence });
    if (!verdict.ok) throw new UnprovableError(`the evidence does not show it: ${verdict.message}`, verdict);
    return proofOf(engine, claim);
  };
}
