import { toHex } from '../implementation/bytes.js';
import type { Entry } from '../implementation/entries.js';
import { Implementation } from '../implementation/implementation.js';
import { ascending, lowest, type Item, type Log, type Status } from '../implementation/logs.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => Implementation) =>
  mutant({ name: `log-${name}`, sentence, ops: ['log.verify'], inside });

/** A verifier that changes statuses. */
const giving = (change: (status: Status, item: Item, log: Log, right: Implementation) => Status) =>
  class extends Implementation {
    override statuses(log: Log) {
      return super.statuses(log).map((status, i) => change(status, log.items[i]!, log, this));
    }
  };

export const logChainFaults = [
  fault(
    'full-is-path',
    'Calls verified what is path-verified.',
    giving((status) => (status.status === 'path-verified' ? { status: 'verified' } : status)),
  ),
  fault(
    'path-is-unlinked',
    'Knows no path-verified entries.',
    giving((status) => (status.status === 'path-verified' ? { status: 'unlinked' } : status)),
  ),
  fault(
    'unlinked-is-path',
    'Calls path-verified what nothing links to the first entry.',
    giving((status) => (status.status === 'unlinked' ? { status: 'path-verified' } : status)),
  ),
  fault(
    'unlinked-is-invalid',
    'Calls an entry invalid whose links lead to nothing at hand.',
    giving((status) =>
      status.status === 'unlinked' ? { status: 'invalid', reason: 'BACKLINK_HASH_MISMATCH' } : status,
    ),
  ),
  fault(
    'full-by-lipmaalink',
    'Calls an entry verified where its lipmaalink leads to a verified one.',
    class extends Implementation {
      override isVerified(entry: Entry, verified: ReadonlySet<string>) {
        const link = entry.lipmaalink ?? entry.backlink;
        return link === null || verified.has(toHex(link));
      }
    },
  ),
  fault(
    'full-by-either-link',
    'Calls an entry verified where one of its links leads to a verified one.',
    class extends Implementation {
      override isVerified(entry: Entry, verified: ReadonlySet<string>) {
        return entry.seqNum === 1n || this.linksOf(entry).some(({ hash }) => verified.has(hash));
      }
    },
  ),
  fault(
    'full-by-presence',
    'Calls an entry verified where both its links lead to path-verified ones.',
    class extends Implementation {
      override verifiedSets(log: Log) {
        const { pathVerified } = super.verifiedSets(log);
        const verified = log.entries
          .filter((entry) => this.isSound(entry, log) && this.isVerified(entry, pathVerified))
          .map(({ hash }) => toHex(hash));
        return { pathVerified, verified: new Set(verified) };
      }
    },
  ),
  fault(
    'path-by-backlink-alone',
    'Follows backlinks alone.',
    class extends Implementation {
      override isPathVerified(entry: Entry, pathVerified: ReadonlySet<string>) {
        return entry.seqNum === 1n || (entry.backlink !== null && pathVerified.has(toHex(entry.backlink)));
      }
    },
  ),
  fault(
    'path-by-both-links',
    'Wants both links on the chain.',
    class extends Implementation {
      override isPathVerified(entry: Entry, pathVerified: ReadonlySet<string>) {
        return this.linksOf(entry).every(({ hash }) => pathVerified.has(hash));
      }
    },
  ),
  fault(
    'path-from-lowest-at-hand',
    'Takes the lowest entry at hand for a beginning.',
    class extends Implementation {
      override verifiedSets(log: Log) {
        const bottom = lowest(log.entries.map(({ seqNum }) => seqNum));
        const entries = log.entries.map((entry) =>
          entry.seqNum === bottom ? { ...entry, lipmaalink: null, backlink: null, seqNum: 1n } : entry,
        );
        return super.verifiedSets({ ...log, entries });
      }
    },
  ),
  fault(
    'path-in-order-of-arrival',
    'Looks at each entry once, when it arrives.',
    class extends Implementation {
      override verifiedSets(log: Log) {
        const pathVerified = new Set<string>();
        const verified = new Set<string>();
        for (const entry of log.entries) {
          if (!this.isSound(entry, log)) continue;
          if (this.isPathVerified(entry, pathVerified)) pathVerified.add(toHex(entry.hash));
          if (this.isVerified(entry, verified)) verified.add(toHex(entry.hash));
        }
        return { pathVerified, verified };
      }
    },
  ),
  fault(
    'path-sorted-as-text',
    'Sorts entries by their sequence numbers as text before it looks at them.',
    class extends Implementation {
      override verifiedSets(log: Log) {
        const pathVerified = new Set<string>();
        const verified = new Set<string>();
        for (const entry of log.entries.toSorted((a, b) => (String(a.seqNum) < String(b.seqNum) ? -1 : 1))) {
          if (!this.isSound(entry, log)) continue;
          if (this.isPathVerified(entry, pathVerified)) pathVerified.add(toHex(entry.hash));
          if (this.isVerified(entry, verified)) verified.add(toHex(entry.hash));
        }
        return { pathVerified, verified };
      }
    },
  ),
  fault(
    'path-through-badly-signed-entries',
    'Lets chains run through entries with a bad signature.',
    class extends Implementation {
      override verifiedSets(log: Log) {
        const unsigned = log.items.filter(({ reason }) => reason?.startsWith('SIGNATURE_'));
        const entries = [...log.entries, ...unsigned.map(({ entry }) => entry!)];
        return super.verifiedSets({ ...log, entries: entries.toSorted(ascending) });
      }
    },
  ),
  fault(
    'path-through-foreign-entries',
    'Lets chains run through entries of other logs.',
    class extends Implementation {
      override verifiedSets(log: Log) {
        const foreign = log.items.filter(({ reason }) => reason === 'WRONG_LOG');
        return super.verifiedSets({
          ...log,
          entries: [...log.entries, ...foreign.map(({ entry }) => entry!)],
        });
      }
    },
  ),
  fault(
    'path-through-misled-entries',
    'Lets chains run through entries that link to another sequence number than they should.',
    class extends Implementation {
      override isSound(entry: Entry, log: Log) {
        return (
          super.isSound(entry, log) || (this.unsoundness(entry, log)?.endsWith('_SEQNUM_MISMATCH') ?? false)
        );
      }
    },
  ),
  fault(
    'path-not-through-swapped-payloads',
    'Lets no chain run through an entry whose payload at hand is not its own.',
    class extends Implementation {
      override isSound(entry: Entry, log: Log) {
        const isSwapped = log.items.some(
          (item) => item.reason === 'PAYLOAD_HASH_MISMATCH' && toHex(item.entry!.hash) === toHex(entry.hash),
        );
        return !isSwapped && super.isSound(entry, log);
      }
    },
  ),
  fault(
    'path-not-through-missing-payloads',
    'Verifies no entry whose payload is not at hand.',
    class extends Implementation {
      override isSound(entry: Entry, log: Log) {
        const isAtHand = log.items.some(
          (item) => item.payload !== null && item.entry && toHex(item.entry.hash) === toHex(entry.hash),
        );
        return isAtHand && super.isSound(entry, log);
      }
    },
  ),
];
