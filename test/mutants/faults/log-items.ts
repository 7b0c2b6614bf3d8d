import { Point } from '@noble/ed25519';
import type { LogProfile as Profile } from '../../../src/conformance/protocol.js';
import { equal, toHex } from '../implementation/bytes.js';
import type { Entry } from '../implementation/entries.js';
import { Implementation } from '../implementation/implementation.js';
import { ascending, type Item, type Log, type Status } from '../implementation/logs.js';
import { Refusal, reasonOf } from '../implementation/refusal.js';
import { decompressed } from '../implementation/signatures.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => Implementation, strict?: boolean) =>
  mutant({ name: `log-${name}`, sentence, ops: ['log.verify'], inside, strict });

/** A verifier with its own idea of which entries are of the log. */
const ofLog = (isOfLog: (entry: Entry, log: Log) => boolean) =>
  class extends Implementation {
    override isOfLog(entry: Entry, log: Log) {
      return isOfLog(entry, log);
    }
  };

/** A verifier that counts entries in its own way. */
const counting = (count: (entry: Entry, log: Log, add: () => void) => void) =>
  class extends Implementation {
    override count(entry: Entry, log: Log) {
      count(entry, log, () => super.count(entry, log));
    }
  };

/** A verifier that changes the statuses. */
const giving = (change: (statuses: Status[], log: Log, right: Implementation) => Status[]) =>
  class extends Implementation {
    override statuses(log: Log) {
      return change(super.statuses(log), log, this);
    }
  };

const sameAuthor = (entry: Entry, log: Log) => equal(entry.author, log.author);
const hasSeqNum = (log: Log, entry: Entry) => log.entries.some(({ seqNum }) => seqNum === entry.seqNum);

export const logItemFaults = [
  fault(
    'empty-refused',
    'Has no verdict on a log without entries.',
    class extends Implementation {
      override operations() {
        const right = super.operations();
        return {
          ...right,
          'log.verify': (...[input, profile]: Parameters<(typeof right)['log.verify']>) =>
            input.entries.length === 0
              ? { verdict: 'reject' as const, reason: 'EMPTY' }
              : right['log.verify'](input, profile),
        };
      }
    },
  ),
  fault(
    'foreign-entries-counted',
    'Takes entries of any author and log for the log’s own.',
    ofLog(() => true),
  ),
  fault('wrong-log-by-author-alone', 'Doesn’t compare log ids.', ofLog(sameAuthor)),
  fault(
    'wrong-log-by-log-id-alone',
    'Doesn’t compare authors.',
    ofLog((entry, log) => entry.logId === log.logId),
  ),
  fault(
    'wrong-log-by-log-id-in-doubles',
    'Compares log ids as doubles.',
    ofLog((entry, log) => sameAuthor(entry, log) && Number(entry.logId) === Number(log.logId)),
  ),
  fault(
    'wrong-log-by-log-id-of-32-bits',
    'Compares 32 bits of the log ids.',
    ofLog((entry, log) => sameAuthor(entry, log) && (entry.logId ^ log.logId) % 2n ** 32n === 0n),
  ),
  fault(
    'wrong-log-not-for-log-id-zero',
    'Takes log id 0 for any log.',
    ofLog((entry, log) => sameAuthor(entry, log) && (log.logId === 0n || entry.logId === log.logId)),
  ),
  fault(
    'wrong-log-by-first-bytes-of-author',
    'Compares the first eight bytes of authors.',
    ofLog(
      (entry, log) => equal(entry.author.slice(0, 8), log.author.slice(0, 8)) && entry.logId === log.logId,
    ),
  ),
  fault(
    'wrong-log-by-author-as-a-point',
    'Compares authors as points, so that one may be written in two ways.',
    ofLog(
      (entry, log) =>
        decompressed(entry.author)!.equals(decompressed(log.author) ?? Point.ZERO) &&
        entry.logId === log.logId,
    ),
  ),
  fault(
    'wrong-log-after-signature',
    'Checks the signature before the author and the log id.',
    class extends Implementation {
      override checkItem(item: Item, log: Log) {
        item.entry = this.decodeEntry(log.profile, item.bytes);
        this.checkEntrySignature(item.entry);
        super.checkItem(item, log);
      }
    },
    true,
  ),
  fault(
    'wrong-log-left-out',
    'Leaves out entries of other logs instead of giving them a status.',
    giving((statuses) => statuses.filter(({ reason }) => reason !== 'WRONG_LOG')),
  ),
  fault(
    'wrong-log-is-unlinked',
    'Calls entries of other logs unlinked.',
    giving((statuses) =>
      statuses.map((status) => (status.reason === 'WRONG_LOG' ? { status: 'unlinked' } : status)),
    ),
  ),
  fault(
    'wrong-log-takes-all',
    'Gives up on the whole log where one entry is of another.',
    giving((statuses) =>
      statuses.some(({ reason }) => reason === 'WRONG_LOG')
        ? statuses.map(() => ({ status: 'invalid', reason: 'WRONG_LOG' }))
        : statuses,
    ),
  ),
  fault(
    'signatures-not-checked',
    'Doesn’t check signatures.',
    class extends Implementation {
      override checkEntrySignature() {
        // Nothing.
      }
    },
  ),
  fault(
    'signature-of-newest-alone',
    'Checks the signature of the newest entry and trusts the links below it.',
    class extends Implementation {
      override checkItem(item: Item, log: Log) {
        const all = log.items.flatMap(({ bytes }) => {
          let seqNum = 0n;
          const reason = reasonOf(() => (seqNum = this.decodeEntry(log.profile, bytes).seqNum));
          return reason === undefined ? [seqNum] : [];
        });
        item.entry = this.decodeEntry(log.profile, item.bytes);
        if (!this.isOfLog(item.entry, log)) throw new Refusal('WRONG_LOG');
        const { seqNum } = item.entry;
        if (all.every((other) => other <= seqNum)) this.checkEntrySignature(item.entry);
      }
    },
  ),
  fault(
    'badly-signed-entries-count',
    'Lets entries with a bad signature count for forks, ends and chains.',
    class extends Implementation {
      override counts(item: Item) {
        return super.counts(item) || (item.reason?.startsWith('SIGNATURE_') ?? false);
      }
    },
  ),
  fault(
    'foreign-entries-count',
    'Lets entries of other logs count for forks, ends and chains.',
    class extends Implementation {
      override counts(item: Item) {
        return super.counts(item) || item.reason === 'WRONG_LOG';
      }
    },
  ),
  fault(
    'swapped-payload-takes-the-entry',
    'Doesn’t count an entry whose payload is not its own.',
    class extends Implementation {
      override counts(item: Item) {
        return item.reason === undefined || item.reason === 'PAYLOAD_SIZE_MISMATCH';
      }
    },
  ),
  fault(
    'lied-about-payload-takes-the-entry',
    'Doesn’t count an entry whose payload proves its size a lie.',
    class extends Implementation {
      override counts(item: Item) {
        return item.reason === undefined || item.reason === 'PAYLOAD_HASH_MISMATCH';
      }
    },
  ),
  fault(
    'one-bad-entry-takes-all',
    'Gives up on the whole log where one entry doesn’t decode.',
    giving((statuses, log) => {
      const bad = log.items.findIndex(({ entry }) => entry === undefined);
      return bad < 0 ? statuses : statuses.map(() => statuses[bad]!);
    }),
  ),
  fault(
    'undecodable-left-out',
    'Leaves out what doesn’t decode instead of giving it a status.',
    giving((statuses, log) => statuses.filter((_, i) => log.items[i]!.entry !== undefined)),
  ),
  fault(
    'first-of-a-number-kept',
    'Keeps the first entry of each sequence number.',
    counting((entry, log, add) => {
      if (!hasSeqNum(log, entry)) add();
    }),
  ),
  fault(
    'last-of-a-number-kept',
    'Keeps the last entry of each sequence number.',
    counting((entry, log, add) => {
      log.entries = log.entries.filter(({ seqNum }) => seqNum !== entry.seqNum);
      for (const [hash, { seqNum }] of log.byHash) if (seqNum === entry.seqNum) log.byHash.delete(hash);
      add();
    }),
  ),
  fault(
    'kept-by-number-in-doubles',
    'Keeps one entry for each sequence number as a double.',
    counting((entry, log, add) => {
      const isTaken = log.entries.some(
        ({ seqNum, hash }) =>
          Number(seqNum) === Number(entry.seqNum) && (seqNum !== entry.seqNum || equal(hash, entry.hash)),
      );
      if (!isTaken) add();
    }),
  ),
  fault(
    'duplicates-counted-twice',
    'Counts equal bytes twice, as a fork.',
    class extends Implementation {
      override findForks(log: Log) {
        const seen = new Set<string>();
        const twice = log.items.flatMap(({ entry, reason }) => {
          if (!entry || reason !== undefined) return [];
          const hash = toHex(entry.hash);
          if (!seen.has(hash)) {
            seen.add(hash);
            return [];
          }
          return [{ seqNum: entry.seqNum, implied: false }];
        });
        return [...super.findForks(log), ...twice].sort(ascending);
      }
    },
  ),
  ...(['second', 'first'] as const).map((which) =>
    fault(
      `duplicate-${which}-unlinked`,
      `Gives a status to one of two equal entries alone, and calls the ${which} unlinked.`,
      giving((statuses, log) => {
        const hexes = log.items.map(({ bytes }) => toHex(bytes));
        return statuses.map((status, i) => {
          const isOther =
            which === 'second' ? hexes.indexOf(hexes[i]!) < i : hexes.lastIndexOf(hexes[i]!) > i;
          return isOther && status.status !== 'invalid' ? { status: 'unlinked' } : status;
        });
      }),
    ),
  ),
  fault(
    'duplicate-left-out',
    'Gives one status for equal entries.',
    giving((statuses, log) => {
      const hexes = log.items.map(({ bytes }) => toHex(bytes));
      return statuses.filter((_, i) => hexes.indexOf(hexes[i]!) === i);
    }),
  ),
  fault(
    'duplicate-takes-payload-of-the-first',
    'Judges equal entries by the payload that came with the first.',
    class extends Implementation {
      override gather(log: Log) {
        for (const [i, item] of log.items.entries()) {
          const first = log.items.find(({ bytes }) => equal(bytes, item.bytes))!;
          log.items[i] = { ...item, payload: first.payload };
        }
        super.gather(log);
      }
    },
  ),
  fault(
    'statuses-in-ascending-order',
    'Gives statuses by sequence number, not in the order of the input.',
    giving((statuses, log) =>
      statuses
        .map((status, i) => ({ status, seqNum: log.items[i]!.entry?.seqNum ?? 0n }))
        .toSorted(ascending)
        .map(({ status }) => status),
    ),
  ),
  fault(
    'payloads-not-checked',
    'Doesn’t look at payloads.',
    class extends Implementation {
      override checkPayload() {
        // Nothing.
      }
    },
  ),
  fault(
    'payloads-missing-are-empty',
    'Takes missing payloads for empty ones.',
    class extends Implementation {
      override checkPayload(profile: Profile, entry: Entry, payload: Uint8Array | null) {
        super.checkPayload(profile, entry, payload ?? new Uint8Array());
      }
    },
  ),
  fault(
    'payloads-empty-not-checked',
    'Takes empty payloads for missing ones.',
    class extends Implementation {
      override checkPayload(profile: Profile, entry: Entry, payload: Uint8Array | null) {
        super.checkPayload(profile, entry, payload?.length ? payload : null);
      }
    },
  ),
  fault(
    'payload-size-not-checked',
    'Checks the hashes of payloads alone.',
    class extends Implementation {
      override checkPayloadSize() {
        // Nothing.
      }
    },
  ),
  fault(
    'payload-size-before-hash',
    'Calls a swapped payload of another size a lie of the author.',
    class extends Implementation {
      override checkPayload(profile: Profile, entry: Entry, payload: Uint8Array | null) {
        if (payload) this.checkPayloadSize(entry, payload);
        super.checkPayload(profile, entry, payload);
      }
    },
  ),
  fault(
    'payload-reason-called-unlinked',
    'Has no status for an entry whose payload is not its own.',
    giving((statuses) =>
      statuses.map((status) => (status.reason === 'PAYLOAD_HASH_MISMATCH' ? { status: 'unlinked' } : status)),
    ),
  ),
  fault(
    'trailing-bytes-accepted',
    'Takes all but the last 64 bytes of an entry for signed, wherever the signature stands.',
    class extends Implementation {
      override checkEnd() {
        // Nothing.
      }
    },
  ),
];
