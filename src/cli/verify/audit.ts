import { decodeEntry, type Profile, type Reason } from '../../index.js';
import type { Fork, LogSetReport, LogSummary, Tally } from '../../verify/index.js';
import type { LogSet } from '../../verify/log-set.js';
import { UnreadableError } from '../input.js';
import { hexOf } from '../../inspect/hex.js';
import type { Contradiction } from '../store/columns.js';
import type { Place, SourceDamage, SourceKind } from '../store/source.js';
import { FirstOnes, MOST_FINDINGS, type Stores } from '../store/stores.js';
import { INTERRUPTED, USAGE_ERROR } from '../status.js';

/** A log as output names it. */
export interface AuditedLog extends LogSummary {
  /** The author in hex. */
  readonly name: string;
}

/** An entry that is invalid: where it stands, of which log it claims to be, and why. */
export interface InvalidEntry {
  readonly path: string;
  readonly place: Place;
  /** The fields that say where it belongs, in so far as it decodes. */
  readonly claims: { readonly author: string; readonly logId: bigint; readonly seqNum: bigint } | undefined;
  readonly reason: Reason;
  readonly requirement: string;
  readonly offset?: number;
}

/** The first findings of a kind, and how many there are in all. */
export interface Findings<T> {
  readonly count: number;
  readonly first: readonly T[];
}

/** A proof that was written. */
export interface WrittenProof {
  readonly file: string;
  readonly kind: string;
  readonly author: string;
  readonly logId: bigint;
  readonly seqNum: bigint;
}

/** What the whole comes to. */
export type Outcome = 'verified' | 'incomplete' | 'invalid' | 'unread' | 'interrupted';

/** All that `sasako verify` found. */
export interface Audit {
  readonly profile: Profile;
  readonly guessed: boolean;
  readonly sources: readonly { readonly path: string; readonly kind: SourceKind; readonly entries: number }[];
  readonly totals: Tally & { readonly forks: number; readonly copies: number };
  /** How many of an author's hex digits tell all of them apart, 8 at least. */
  readonly authorDigits: number;
  /** By author, then log id. */
  readonly logs: readonly AuditedLog[];
  readonly ofNoLog: Tally;
  readonly invalid: Findings<InvalidEntry>;
  readonly damages: Findings<SourceDamage & { readonly path: string }>;
  readonly contradictions: Findings<Contradiction & { readonly path: string }>;
  /** Stores in directories that could not be read at all. */
  readonly unread: number;
  readonly notes: readonly string[];
  readonly outcome: Outcome;
}

export const STATUS_OF: Readonly<Record<Outcome, number>> = {
  verified: 0,
  invalid: 1,
  unread: USAGE_ERROR,
  incomplete: 3,
  interrupted: INTERRUPTED,
};

const FEWEST_DIGITS = 8;

/** @param logs by author */
function digitsOf(logs: readonly AuditedLog[]): number {
  let digits = FEWEST_DIGITS;
  for (let i = 1; i < logs.length; i++) {
    const [one, other] = [logs[i - 1]!.name, logs[i]!.name];
    if (one === other) continue;
    while (one.startsWith(other.slice(0, digits))) digits++;
  }
  return digits;
}

export function isWrong({ invalid, forks }: { invalid: number; forks: readonly Fork[] }): boolean {
  return invalid > 0 || forks.length > 0;
}

/**
 * Draws up what was found in stores that have been read into a set, in full or up to where the user
 * interrupted.
 */
export function auditOf(set: LogSet, stores: Stores, interrupted: boolean): Audit {
  const report = set.report();
  const logs = report.logs
    .map((log): AuditedLog => ({ ...log, name: hexOf(log.author) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.logId < b.logId ? -1 : 1));
  const { damages, contradictions } = stores;
  return {
    profile: stores.profile,
    guessed: stores.guessed,
    sources: stores.sources.map(({ path, kind }, i) => ({ path, kind, entries: stores.counts[i]! })),
    totals: report,
    authorDigits: digitsOf(logs),
    logs,
    ofNoLog: report.ofNoLog,
    invalid: invalidEntries(set, stores, report),
    damages,
    contradictions,
    unread: stores.skipped.length,
    notes: stores.notes,
    outcome: interrupted
      ? 'interrupted'
      : outcomeOf(report, damages.count + contradictions.count, stores.skipped.length),
  };
}

function outcomeOf(
  { invalid, forks, unlinked }: LogSetReport,
  otherFindings: number,
  unread: number,
): Outcome {
  if (invalid + forks + otherFindings > 0) return 'invalid';
  if (unread > 0) return 'unread';
  return unlinked > 0 ? 'incomplete' : 'verified';
}

function invalidEntries(set: LogSet, stores: Stores, { invalid }: LogSetReport): Findings<InvalidEntry> {
  const found = new FirstOnes<InvalidEntry>(MOST_FINDINGS);
  for (let position = 0; found.count < Math.min(invalid, MOST_FINDINGS); position++) {
    const { reason, requirement, offset } = set.statusOf(position);
    if (reason === undefined) continue;
    found.add({
      ...stores.placeOf(position),
      claims: claimsOf(stores, position, set.profile),
      reason,
      requirement: requirement!,
      ...(offset === undefined ? {} : { offset }),
    });
  }
  return { count: invalid, first: found.first };
}

function claimsOf(stores: Stores, position: number, profile: Profile): InvalidEntry['claims'] {
  let bytes: Uint8Array;
  try {
    bytes = stores.itemAt(position).entry;
  } catch (error) {
    // A store that has changed meanwhile is no reason to say nothing of what was found.
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
  const verdict = decodeEntry(bytes, { profile });
  if (!verdict.ok) return undefined;
  const { author, logId, seqNum } = verdict.entry;
  return { author: hexOf(author), logId, seqNum };
}
