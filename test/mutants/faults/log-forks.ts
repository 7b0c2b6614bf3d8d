import { toHex } from '../implementation/bytes.js';
import type { Entry } from '../implementation/entries.js';
import { Implementation } from '../implementation/implementation.js';
import { lowest, type Fork, type Log } from '../implementation/logs.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => Implementation) =>
  mutant({ name: `log-fork-${name}`, sentence, ops: ['log.verify'], inside });

type Commitment = ReturnType<Implementation['commitmentsOf']>[number];

/** A verifier that finds other forks than there are. */
const finding = (change: (forks: Fork[], log: Log) => Fork[]) =>
  class extends Implementation {
    override findForks(log: Log) {
      return change(super.findForks(log), log);
    }
  };

/** A verifier that takes entries to commit to something else. */
const committing = (
  change: (commitments: Commitment[], entry: Entry, right: Implementation) => Commitment[],
) =>
  class extends Implementation {
    override commitmentsOf(entry: Entry) {
      return change(super.commitmentsOf(entry), entry, this);
    }
  };

/** A verifier with its own idea of which entries a fork makes invalid. */
const forked = (isForked: (entry: Entry, log: Log) => boolean) =>
  class extends Implementation {
    override isForked(entry: Entry, log: Log) {
      return isForked(entry, log);
    }
  };

const lowestFork = (log: Log): bigint => lowest(log.forks.map(({ seqNum }) => seqNum));
const isAtHand = (log: Log, { seqNum }: Fork): boolean =>
  log.entries.some((entry) => entry.seqNum === seqNum);
const countAtHand = (log: Log, { seqNum }: Fork): number =>
  log.entries.filter((entry) => entry.seqNum === seqNum).length;

export const logForkFaults = [
  fault(
    'never-seen',
    'Doesn’t look for forks.',
    finding(() => []),
  ),
  fault(
    'between-entries-at-hand-alone',
    'Sees a fork only where both entries are at hand.',
    finding((forks) => forks.filter(({ implied }) => !implied)),
  ),
  fault(
    'with-one-entry-at-hand-not-implied',
    'Doesn’t call a fork implied where one of its entries is at hand.',
    finding((forks, log) =>
      forks.map((fork) => ({ ...fork, implied: fork.implied && !isAtHand(log, fork) })),
    ),
  ),
  fault(
    'with-no-entry-at-hand-not-seen',
    'Sees no fork where none of its entries is at hand.',
    finding((forks, log) => forks.filter((fork) => isAtHand(log, fork))),
  ),
  fault(
    'always-implied',
    'Calls every fork implied.',
    finding((forks) => forks.map((fork) => ({ ...fork, implied: true }))),
  ),
  fault(
    'never-implied',
    'Calls no fork implied.',
    finding((forks) => forks.map((fork) => ({ ...fork, implied: false }))),
  ),
  fault(
    'implied-where-one-branch-is-missing',
    'Calls a fork of three hashes implied where one of them is of no entry at hand.',
    class extends Implementation {
      override isImplied(seqNum: bigint, hashes: ReadonlySet<string>, log: Log) {
        return [...hashes].some((hash) => log.byHash.get(hash)?.seqNum !== seqNum);
      }
    },
  ),
  fault(
    'implied-by-any-hash-at-hand',
    'Counts hashes of entries with another sequence number as entries of the fork.',
    class extends Implementation {
      override isImplied(_: bigint, hashes: ReadonlySet<string>, log: Log) {
        return [...hashes].filter((hash) => log.byHash.has(hash)).length < 2;
      }
    },
  ),
  fault(
    'by-backlinks-alone',
    'Doesn’t look at what lipmaalinks commit to.',
    committing((commitments, { lipmaalink }) => (lipmaalink ? commitments.slice(0, -1) : commitments)),
  ),
  fault(
    'by-lipmaalinks-alone',
    'Doesn’t look at what backlinks commit to.',
    committing(([own, ...links], { backlink }) => [own!, ...(backlink ? links.slice(1) : links)]),
  ),
  fault(
    'by-links-alone',
    'Compares links with each other, but not with the entries at hand.',
    committing((commitments) => commitments.slice(1)),
  ),
  fault(
    'by-what-links-name',
    'Takes a link to commit to the sequence number of the entry that it names, not to the one that it has to.',
    class extends Implementation {
      override commitments(log: Log) {
        const commitments = new Map<bigint, Set<string>>();
        for (const { seqNum, hash } of log.entries.flatMap((entry) => this.commitmentsOf(entry))) {
          const number = log.byHash.get(hash)?.seqNum ?? seqNum;
          commitments.set(number, (commitments.get(number) ?? new Set()).add(hash));
        }
        return commitments;
      }
    },
  ),
  fault(
    'misled-links-commit-to-nothing',
    'Leaves out the commitments of an entry that links to another sequence number.',
    class extends Implementation {
      override commitments(log: Log) {
        const entries = log.entries.filter(
          (entry) => !this.linksOf(entry).some((link) => this.isMisled(link, log)),
        );
        return super.commitments({ ...log, entries });
      }
    },
  ),
  fault(
    'after-end-not-seen',
    'Doesn’t let entries after the end of the log take part in forks.',
    class extends Implementation {
      override commitments(log: Log) {
        return super.commitments({
          ...log,
          entries: log.entries.filter((entry) => !this.isAfterEnd(entry, log)),
        });
      }
    },
  ),
  fault(
    'after-lie-not-seen',
    'Doesn’t let entries from a lie about a size on take part in forks.',
    class extends Implementation {
      override commitments(log: Log) {
        return super.commitments({
          ...log,
          entries: log.entries.filter((entry) => !this.isFromLieOn(entry, log)),
        });
      }
    },
  ),
  fault(
    'unlinked-not-seen',
    'Lets only entries with a chain to the first take part in forks.',
    class extends Implementation {
      override commitments(log: Log) {
        const alone = { ...log, forks: [] };
        const { pathVerified } = this.verifiedSets(alone);
        return super.commitments({
          ...log,
          entries: log.entries.filter(({ hash }) => pathVerified.has(toHex(hash))),
        });
      }
    },
  ),
  fault(
    'of-first-entry-not-seen',
    'Takes the first entry for given.',
    finding((forks) => forks.filter(({ seqNum }) => seqNum !== 1n)),
  ),
  fault(
    'of-last-entry-not-seen',
    'Sees a fork only where something stands above it.',
    finding((forks, log) => forks.filter((fork) => log.entries.some(({ seqNum }) => seqNum > fork.seqNum))),
  ),
  fault(
    'lowest-alone',
    'Reports the lowest fork and stops.',
    finding((forks) => forks.slice(0, 1)),
  ),
  fault(
    'highest-alone',
    'Reports the highest fork alone.',
    finding((forks) => forks.slice(-1)),
  ),
  fault(
    'descending',
    'Reports forks from the highest to the lowest.',
    finding((forks) => forks.toReversed()),
  ),
  fault(
    'sorted-as-text',
    'Sorts forks by their sequence numbers as text.',
    finding((forks) => forks.toSorted((a, b) => (String(a.seqNum) < String(b.seqNum) ? -1 : 1))),
  ),
  fault(
    'in-order-of-arrival',
    'Reports forks in the order in which they show.',
    class extends Implementation {
      override findForks(log: Log) {
        const order = [...this.commitments(log).keys()];
        return super.findForks(log).toSorted((a, b) => order.indexOf(a.seqNum) - order.indexOf(b.seqNum));
      }
    },
  ),
  fault(
    'twice-with-three-branches',
    'Reports a fork for each branch but the first.',
    class extends Implementation {
      override findForks(log: Log) {
        const commitments = this.commitments(log);
        return super
          .findForks(log)
          .flatMap((fork) => Array.from({ length: commitments.get(fork.seqNum)!.size - 1 }, () => fork));
      }
    },
  ),
  fault(
    'three-branches-not-seen',
    'Sees a fork of two branches alone.',
    class extends Implementation {
      override findForks(log: Log) {
        const commitments = this.commitments(log);
        return super.findForks(log).filter(({ seqNum }) => commitments.get(seqNum)!.size === 2);
      }
    },
  ),
  fault(
    'numbers-in-doubles',
    'Keys forks by the sequence number as a double.',
    committing((commitments) =>
      commitments.map(({ seqNum, hash }) => ({ seqNum: BigInt(Number(seqNum)), hash })),
    ),
  ),
  fault(
    'entries-of-it-alone-invalid',
    'Makes the forked entries invalid, and nothing above them.',
    forked((entry, log) => log.forks.some(({ seqNum }) => seqNum === entry.seqNum)),
  ),
  fault(
    'entries-above-it-alone-invalid',
    'Leaves the forked entries themselves valid.',
    forked((entry, log) => entry.seqNum > lowestFork(log)),
  ),
  fault(
    'whole-log-invalid',
    'Makes the whole log invalid.',
    forked((_entry, log) => log.forks.length > 0),
  ),
  fault(
    'entry-before-it-invalid',
    'Makes the entry before the fork invalid too.',
    forked((entry, log) => entry.seqNum + 1n >= lowestFork(log)),
  ),
  fault(
    'from-the-highest-on',
    'Makes the log invalid from the highest fork on.',
    forked(
      (entry, log) =>
        log.forks.length > 0 &&
        entry.seqNum >= log.forks.map(({ seqNum }) => seqNum).reduce((a, b) => (a > b ? a : b)),
    ),
  ),
  fault(
    'nothing-made-invalid',
    'Reports forks and lets all entries stand.',
    forked(() => false),
  ),
  fault(
    'implied-makes-nothing-invalid',
    'Reports an implied fork and lets all entries stand.',
    forked((entry, log) => log.forks.some(({ seqNum, implied }) => !implied && entry.seqNum >= seqNum)),
  ),
  fault(
    'first-branch-kept',
    'Leaves the branch valid that came first.',
    forked((entry, log) => {
      const from = lowestFork(log);
      if (entry.seqNum < from) return false;
      if (entry.seqNum > from) return true;
      return log.entries.find(({ seqNum }) => seqNum === from) !== entry;
    }),
  ),
  fault(
    'longest-branch-kept',
    'Leaves the newest entry’s branch valid.',
    forked((entry, log) => {
      const from = lowestFork(log);
      const newest = log.entries.reduce((a, b) => (b.seqNum > a.seqNum ? b : a), entry);
      const branch = new Set<Entry>();
      for (let at: Entry | undefined = newest; at;) {
        branch.add(at);
        at = at.backlink ? log.byHash.get(toHex(at.backlink)) : undefined;
      }
      return entry.seqNum >= from && !branch.has(entry);
    }),
  ),
  fault(
    'with-more-than-two-entries-alone',
    'Wants three entries for a fork.',
    finding((forks, log) => forks.filter((fork) => fork.implied || countAtHand(log, fork) > 2)),
  ),
];
