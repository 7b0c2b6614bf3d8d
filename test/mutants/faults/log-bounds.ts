import { toHex } from '../implementation/bytes.js';
import type { Entry } from '../implementation/entries.js';
import { Implementation } from '../implementation/implementation.js';
import { lowest, type Item, type Link, type Log } from '../implementation/logs.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => Implementation, strict?: boolean) =>
  mutant({ name: `log-${name}`, sentence, ops: ['log.verify'], inside, strict });

/** A verifier with its own idea of what stands after the end. */
const afterEnd = (isAfterEnd: (entry: Entry, log: Log) => boolean) =>
  class extends Implementation {
    override isAfterEnd(entry: Entry, log: Log) {
      return isAfterEnd(entry, log);
    }
  };

/** A verifier with its own idea of what a lie about a size makes invalid. */
const fromLie = (isFromLieOn: (entry: Entry, liars: Entry[]) => boolean) =>
  class extends Implementation {
    override isFromLieOn(entry: Entry, log: Log) {
      const liars = log.items.filter(({ reason }) => reason === 'PAYLOAD_SIZE_MISMATCH');
      return isFromLieOn(
        entry,
        liars.map((item) => item.entry!),
      );
    }
  };

const ends = (log: Log): bigint[] =>
  log.entries.filter(({ endOfLog }) => endOfLog).map(({ seqNum }) => seqNum);

const endFaults = [
  fault(
    'end-ignored',
    'Doesn’t look at the end of the log.',
    afterEnd(() => false),
  ),
  fault(
    'end-itself-invalid',
    'Takes the entry that ends the log for one after its end.',
    afterEnd((entry, log) => entry.seqNum >= lowest(ends(log))),
  ),
  fault(
    'end-by-backlink-alone',
    'Sees the end of the log only where the backlink leads right to it.',
    afterEnd(({ backlink }, log) =>
      backlink ? (log.byHash.get(toHex(backlink))?.endOfLog ?? false) : false,
    ),
  ),
  fault(
    'end-by-links-alone',
    'Sees the end of the log only where a link leads right to it.',
    afterEnd(({ backlink, lipmaalink }, log) =>
      [backlink, lipmaalink].some((link) => link && log.byHash.get(toHex(link))?.endOfLog),
    ),
  ),
  fault(
    'end-by-arrival',
    'Makes invalid what comes after the end was seen, and lets stand what came before.',
    afterEnd((entry, log) => {
      const arrival = log.entries.indexOf(entry);
      return log.entries.some((end, i) => end.endOfLog && i < arrival && entry.seqNum > end.seqNum);
    }),
  ),
  fault(
    'end-after-later-entries-not-believed',
    'Doesn’t believe an end of the log that comes when there are later entries.',
    afterEnd((entry, log) =>
      log.entries.some(
        (end, i) =>
          end.endOfLog &&
          entry.seqNum > end.seqNum &&
          !log.entries.slice(0, i).some(({ seqNum }) => seqNum > end.seqNum),
      ),
    ),
  ),
  fault(
    'end-of-the-last-alone',
    'Heeds the highest of several ends.',
    afterEnd((entry, log) => {
      const all = ends(log);
      return all.length > 0 && all.every((end) => entry.seqNum > end);
    }),
  ),
  fault(
    'end-next-entry-alone',
    'Makes invalid the entry right after the end alone.',
    afterEnd((entry, log) => ends(log).some((end) => entry.seqNum === end + 1n)),
  ),
  fault(
    'end-not-after-another-end',
    'Lets an end of the log stand after another.',
    afterEnd((entry, log) => !entry.endOfLog && entry.seqNum > lowest(ends(log))),
  ),
  fault(
    'end-of-verified-entries-alone',
    'Heeds the end of the log only where a chain leads from it to the first entry.',
    class extends Implementation {
      override isAfterEnd(entry: Entry, log: Log) {
        // A chain from the end doesn't pass entries above it, so these can be left out to find it.
        return log.entries.some((end) => {
          if (!end.endOfLog || entry.seqNum <= end.seqNum) return false;
          const below = log.entries.filter(({ seqNum }) => seqNum <= end.seqNum);
          const open = below.map((each) => ({ ...each, endOfLog: false }));
          const { pathVerified } = this.verifiedSets({ ...log, entries: open });
          return pathVerified.has(toHex(end.hash));
        });
      }
    },
  ),
];

const lieFaults = [
  fault(
    'lie-takes-its-own-alone',
    'Makes the entry with a lie about its size invalid, and nothing above it.',
    fromLie((entry, liars) => liars.includes(entry)),
  ),
  fault(
    'lie-takes-those-above-alone',
    'Doesn’t make other entries of the liar’s sequence number invalid, or the same without a payload.',
    fromLie((entry, liars) => liars.some(({ seqNum }) => seqNum < entry.seqNum)),
  ),
  fault(
    'lie-takes-all',
    'Makes the whole log invalid where one size is a lie.',
    fromLie((_entry, liars) => liars.length > 0),
  ),
  fault(
    'lie-takes-those-linked-to-it',
    'Makes invalid what links right to the entry with the lie.',
    fromLie(({ backlink, lipmaalink }, liars) =>
      liars.some(({ hash }) => [backlink, lipmaalink].some((link) => link && toHex(link) === toHex(hash))),
    ),
  ),
  fault(
    'lie-highest-alone',
    'Heeds the highest of several lies.',
    fromLie((entry, liars) => liars.length > 0 && liars.every(({ seqNum }) => seqNum <= entry.seqNum)),
  ),
  fault(
    'lie-by-arrival',
    'Makes invalid what comes after the lie was seen, and lets stand what came before.',
    class extends Implementation {
      override isFromLieOn(entry: Entry, log: Log) {
        const arrival = log.items.findIndex(
          (item) => item.entry && toHex(item.entry.hash) === toHex(entry.hash),
        );
        return super.isFromLieOn(entry, { ...log, items: log.items.slice(0, arrival + 1) });
      }
    },
  ),
  fault(
    'swapped-payload-taken-for-a-lie',
    'Makes the log invalid from a swapped payload on.',
    class extends Implementation {
      override isFromLieOn(entry: Entry, log: Log) {
        return log.items.some(
          (item) => this.concernsPayload(item.reason) && item.entry!.seqNum <= entry.seqNum,
        );
      }
    },
  ),
];

/** Reasons that an entry gets from the rest of the log, in the order in which they are asked for. */
type Ask = 'isForked' | 'isAfterEnd' | 'isFromLieOn';
const REASON: Record<Ask, string> = {
  isForked: 'FORKED',
  isAfterEnd: 'AFTER_END_OF_LOG',
  isFromLieOn: 'PAYLOAD_SIZE_MISMATCH',
};

/** A verifier that asks in another order. */
const asking = (order: readonly Ask[], linksLast = false) =>
  class extends Implementation {
    override unsoundness(entry: Entry, log: Log) {
      const first = order.find((ask) => this[ask](entry, log));
      const misled = this.linksOf(entry).some((link) => this.isMisled(link, log));
      if (misled && !(linksLast && first)) return super.unsoundness(entry, log);
      return first && REASON[first];
    }
  };

const reasonFaults = [
  fault(
    'end-before-fork',
    'Asks for the end of the log before it asks for forks.',
    asking(['isAfterEnd', 'isForked', 'isFromLieOn']),
    true,
  ),
  fault(
    'lie-before-end',
    'Asks for lies before it asks for the end of the log.',
    asking(['isForked', 'isFromLieOn', 'isAfterEnd']),
    true,
  ),
  fault(
    'fork-after-lie',
    'Asks for forks after it asks for the end of the log and for lies.',
    asking(['isAfterEnd', 'isFromLieOn', 'isForked']),
    true,
  ),
  fault(
    'links-after-fork',
    'Asks for forks, ends and lies before it looks where links lead.',
    asking(['isForked', 'isAfterEnd', 'isFromLieOn'], true),
    true,
  ),
  fault(
    'own-payload-last',
    'Asks for the item’s own payload after all that concerns the log.',
    class extends Implementation {
      override finalReason(item: Item, log: Log) {
        if (!this.concernsPayload(item.reason)) return super.finalReason(item, log);
        return this.unsoundness(item.entry!, log) ?? item.reason;
      }
    },
    true,
  ),
  fault(
    'own-lie-last',
    'Asks for the item’s own lie about its size after forks and the end of the log.',
    class extends Implementation {
      override finalReason(item: Item, log: Log) {
        if (item.reason !== 'PAYLOAD_SIZE_MISMATCH') return super.finalReason(item, log);
        return this.unsoundness(item.entry!, log);
      }
    },
    true,
  ),
  fault(
    'lipmaalink-before-backlink',
    'Looks where the lipmaalink leads before it looks where the backlink leads.',
    class extends Implementation {
      override linksOf(entry: Entry) {
        return super.linksOf(entry).reverse();
      }
    },
    true,
  ),
  fault(
    'links-to-other-numbers-are-forks-alone',
    'Doesn’t look where links lead, since it sees a fork there.',
    class extends Implementation {
      override isMisled() {
        return false;
      }
    },
  ),
  ...(['BACKLINK', 'LIPMAALINK'] as const).map((name) =>
    fault(
      `${name.toLowerCase()}-to-another-number-not-seen`,
      `Doesn’t look where the ${name.toLowerCase()} leads.`,
      class extends Implementation {
        override isMisled(link: Link, log: Log) {
          return link.name !== name && super.isMisled(link, log);
        }
      },
    ),
  ),
];

/** Ends of logs, lies about sizes, and the order of reasons. */
export const logBoundFaults = [...endFaults, ...lieFaults, ...reasonFaults];
