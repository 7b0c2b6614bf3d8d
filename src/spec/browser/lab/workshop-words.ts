import { REQUIREMENT_OF } from '../../../index.js';
import type { EntryReport } from '../../../verify/index.js';
import { element, type Child } from '../element.js';
import { requirementHref } from '../requirement-link.js';
import type { Verified } from './workshop-log.js';

/** A requirement, linked. */
export function requirementLink(id: string): HTMLElement {
  return element('a', { href: requirementHref(id), class: 'id' }, id);
}

/** A list in words: `1, 2 and 3`. */
function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;
}

/** An entry's status in a word or two. */
export function statusInWords({ status, reason }: EntryReport): string {
  return reason ?? status;
}

/** The entries at hand that are invalid with all that may come above them, ascending. */
function invalidTail({ kept, invalidFrom }: Verified): bigint[] {
  if (!invalidFrom) return [];
  const numbers = kept.map(({ seqNum }) => seqNum).filter((seqNum) => seqNum >= invalidFrom.seqNum);
  return numbers.sort((a, b) => (a < b ? -1 : 1));
}

/** `entries 7 to 9 are invalid` */
function tailInWords(tail: readonly bigint[]): string {
  const [lowest, highest] = [tail[0]!, tail.at(-1)!];
  if (lowest !== highest) return `entries ${lowest} to ${highest} are invalid`;
  return tail.length > 1 ? `all entries ${lowest} are invalid` : `entry ${lowest} is invalid`;
}

/** How the log stands, in one or two sentences. */
export function summary(verified: Verified): string {
  const { kept, report, invalidFrom } = verified;
  if (kept.length === 0) return 'No entry is at hand.';
  const counts = new Map<string, number>();
  for (const { status } of report.entries) counts.set(status, (counts.get(status) ?? 0) + 1);
  const tail = invalidTail(verified);
  if (invalidFrom && tail.length > 0) {
    const { seqNum, reason } = invalidFrom;
    const why =
      reason === 'FORKED'
        ? `The log is forked at ${seqNum}`
        : reason === 'AFTER_END_OF_LOG'
          ? `The log ends with ${seqNum - 1n}`
          : `The author lied about the size of entry ${seqNum}'s payload`;
    return `${why}: ${tailInWords(tail)}.`;
  }
  const parts = [...counts].map(([status, count]) => `${count} ${count === 1 ? 'is' : 'are'} ${status}`);
  if (parts.length > 1) return `Of ${kept.length} entries at hand, ${listed(parts)}.`;
  const [status] = [...counts.keys()] as [string];
  return kept.length === 1
    ? `Entry ${kept[0]!.name} is ${status}.`
    : `All ${kept.length} entries are ${status}.`;
}

/** What a replica knows of a log, a line each. */
export function factsOf(verified: Verified): Child[][] {
  const { kept, report, invalidFrom, verifiedPrefix, newest } = verified;
  if (kept.length === 0) return [['Nothing is at hand.']];
  const facts: Child[][] = report.forks.map(({ seqNum, implied }) =>
    implied
      ? [
          `A fork at ${seqNum}, implied: entries at hand name two hashes for that number, and not both are at hand (`,
          requirementLink('BAM-LOG-005'),
          ').',
        ]
      : [
          `A fork at ${seqNum}: two different entries with that number are at hand (`,
          requirementLink('BAM-LOG-004'),
          ').',
        ],
  );
  if (invalidFrom) {
    const { seqNum, reason } = invalidFrom;
    facts.push([
      reason === 'AFTER_END_OF_LOG'
        ? `The log ends with ${seqNum - 1n}: whatever is above it is invalid (${reason}, `
        : `Everything from ${seqNum} on is invalid (${reason}, `,
      requirementLink(REQUIREMENT_OF[reason]),
      ').',
    ]);
  }
  if (verifiedPrefix > 0n)
    facts.push([
      verifiedPrefix === 1n
        ? 'Entry 1 is verified.'
        : `All entries from 1 to ${verifiedPrefix} are verified.`,
    ]);
  const named = (status: string): string[] =>
    kept.filter((_, i) => report.entries[i]!.status === status).map(({ name }) => name);
  const pathVerified = named('path-verified');
  if (pathVerified.length > 0)
    facts.push([
      `${listed(pathVerified)}: a path of links leads from there to entry 1, and not all that they link to is at hand.`,
    ]);
  const unlinked = named('unlinked');
  if (unlinked.length > 0)
    facts.push([`Of ${listed(unlinked)} it can't say yet: no chain of links leads from there to entry 1.`]);
  if (newest)
    facts.push([
      `The newest entry against which nothing is to be said is ${newest.seqNum}, ${newest.status}.`,
    ]);
  if (report.proofs.length === 0) facts.push(['Nothing can be proved against the author.']);
  return facts;
}
