import { toHex } from '../implementation/bytes.js';
import type { Args } from '../implementation/data-publishing.js';
import { DataImplementation } from '../implementation/data.js';
import { Refusal } from '../implementation/refusal.js';
import { faultsOf, REASON, refuse, SAMPLED, step } from './data.js';

const next = faultsOf('publish.nextArgs', 'publish-nextargs');

/** Gives something else for what the next entry has to have. */
const giving = (change: (args: Args) => Partial<Args>) =>
  step('argsAfter', (right, store, author, logId) => {
    const args = right(store, author, logId);
    return { ...args, ...change(args) };
  });

const logFaults = [
  next(
    'log-ids-counted',
    'Takes the number of logs for the next log id.',
    step('nextLogId', (_, store, author) =>
      BigInt(new Set(new DataImplementation().logIdsOf(store, author)).size),
    ),
  ),
  next(
    'log-ids-of-all-authors',
    'Looks at the logs of all authors.',
    step('logIdsOf', (_, store) => store.map(({ entry }) => entry.logId)),
  ),
  next(
    'log-ids-of-entries',
    'Takes the number of entries for the next log id.',
    step('nextLogId', (_, store, author) => BigInt(new DataImplementation().logIdsOf(store, author).length)),
  ),
  next(
    'log-ids-of-the-newest',
    'Takes the log id of the newest entry and one more.',
    step('logIdsOf', (right, store, author) => right(store, author).slice(-1)),
    SAMPLED,
  ),
  next(
    'log-ids-lowest-free',
    'Takes the lowest log id that is free.',
    step('nextLogId', (_, store, author) => {
      const used = new DataImplementation().logIdsOf(store, author);
      let logId = 0n;
      while (used.includes(logId)) logId++;
      return logId;
    }),
  ),
  next(
    'log-ids-from-1',
    'Begins with log id 1.',
    step('nextLogId', (right, store, author) =>
      store.some((known) => known.author === author) ? right(store, author) : 1n,
    ),
  ),
  next(
    'log-ids-highest',
    'Gives the highest log id, and not one more.',
    step('nextLogId', (right, store, author) => {
      const logId = right(store, author);
      return logId > 0n ? logId - 1n : logId;
    }),
  ),
  next(
    'log-ids-as-text',
    'Takes the highest log id by its digits as text.',
    step('nextLogId', (_, store, author) => {
      const used = new DataImplementation().logIdsOf(store, author).map(String).sort();
      return used.length === 0 ? 0n : BigInt(used.at(-1)!) + 1n;
    }),
    SAMPLED,
  ),
  next(
    'log-ids-wrapped',
    'Goes on with 0 above the highest log id.',
    step('nextLogId', (right, store, author) => {
      try {
        return right(store, author);
      } catch {
        return 0n;
      }
    }),
  ),
  next(
    'log-ids-in-doubles',
    'Takes log ids through doubles.',
    step('nextLogId', (right, store, author) => BigInt(Number(right(store, author)))),
    SAMPLED,
  ),
  next(
    'log-ids-of-63-bits',
    'Takes log ids below 2^63 alone.',
    step('nextLogId', (right, store, author) => {
      const logId = right(store, author);
      return logId >= 2n ** 63n ? refuse('LOG_FULL') : logId;
    }),
    SAMPLED,
  ),
  next(
    'log-of-the-document-author',
    "Gives the log of the document's author.",
    step(
      'logOf',
      (_, store, __, documentId) => store.find((known) => known.documentId === documentId)?.entry.logId,
    ),
  ),
  next(
    'log-of-the-last-document',
    'Gives the newest log of the author for a document on which they have one.',
    step('logOf', (right, store, author, documentId) =>
      right(store, author, documentId) === undefined
        ? undefined
        : store.findLast((known) => known.author === author)!.entry.logId,
    ),
    SAMPLED,
  ),
  next(
    'log-new-for-each',
    'Gives a new log for each operation.',
    step('logOf', () => undefined),
  ),
  next(
    'log-0-for-each',
    'Gives log 0 for everything.',
    step('logOf', () => 0n),
  ),
  next(
    'log-of-the-author-alone',
    'Gives the first log of an author for all documents.',
    step('logOf', (_, store, author) => store.find((known) => known.author === author)?.entry.logId),
  ),
  next(
    'log-of-a-view-by-its-ids',
    'Takes each operation for a document of its own.',
    step('documentOfStored', (_, __, ___, id) => id),
  ),
  next(
    'log-of-the-same-schema',
    'Gives one log for all documents of a schema.',
    step('documentOfStored', (_, __, operation) => operation.schemaId),
  ),
];

const argFaults = [
  next(
    'seqnum-of-the-newest',
    'Gives the sequence number of the newest entry.',
    giving(({ seqNum }) => ({ seqNum: seqNum > 1n ? seqNum - 1n : seqNum })),
  ),
  next(
    'seqnum-from-0',
    'Begins with sequence number 0.',
    giving(({ seqNum }) => ({ seqNum: seqNum === 1n ? 0n : seqNum })),
  ),
  next(
    'seqnum-counted',
    'Counts the entries that are at hand.',
    step('argsAfter', (right, store, author, logId) => ({
      ...right(store, author, logId),
      seqNum: BigInt(new DataImplementation().logEntries(store, author, logId).length) + 1n,
    })),
    SAMPLED,
  ),
  next(
    'seqnum-of-all-logs',
    'Counts the entries of all logs of an author.',
    step('argsAfter', (right, store, author, logId) => {
      const args = right(store, author, logId);
      return args.seqNum > 1n
        ? { ...args, seqNum: BigInt(store.filter((known) => known.author === author).length) + 1n }
        : args;
    }),
    SAMPLED,
  ),
  next(
    'seqnum-of-the-view',
    'Gives the number behind the entry that the view id names.',
    step('nextArgs', (right, profile, stored, author, viewId) => {
      const args = right(profile, stored, author, viewId);
      const own = new DataImplementation();
      const named = own
        .readStore(profile, stored)
        .find(({ id, author: by }) => by === author && id === viewId?.[0]);
      return named ? { ...args, seqNum: named.entry.seqNum + 1n, backlink: named.id } : args;
    }),
    SAMPLED,
  ),
  next(
    'seqnum-of-another-author',
    'Looks for the newest entry among those of all authors.',
    step('newestOf', (_, store, __, logId) => store.filter(({ entry }) => entry.logId === logId).at(-1)),
  ),
  next(
    'backlink-left-out',
    'Gives no backlink.',
    giving(() => ({ backlink: null })),
  ),
  next(
    'backlink-to-the-previous',
    'Gives the operation that is updated for the backlink.',
    step('nextArgs', (right, profile, stored, author, viewId) => {
      const args = right(profile, stored, author, viewId);
      return { ...args, backlink: viewId?.[0] ?? args.backlink };
    }),
  ),
  next(
    'backlink-without-its-head',
    'Gives the backlink without its first two bytes.',
    giving(({ backlink }) => ({ backlink: backlink && backlink.slice(4) })),
  ),
  next(
    'backlink-of-the-payload',
    'Gives the hash of the payload for the backlink.',
    step('backlinkFor', (_, __, newest) => toHex(newest.entry.payloadHash)),
  ),
  next(
    'lipmaalink-left-out',
    'Gives no lipmaalink.',
    giving(() => ({ lipmaalink: null })),
  ),
  next(
    'lipmaalink-of-any-log',
    "Takes an entry of the lipmaalink's number in any log of the author.",
    step('lipmaalinkFor', (right, store, author, logId, seqNum) => {
      const link = right(store, author, logId, seqNum);
      const number = new DataImplementation().lipmaa(seqNum);
      const isTarget = (known: (typeof store)[number]) =>
        known.author === author && known.entry.seqNum === number;
      return link && store.find(isTarget)!.id;
    }),
    SAMPLED,
  ),
  next(
    'lipmaalink-always',
    'Gives a lipmaalink where it would be the backlink.',
    step('hasLipmaalink', (_, seqNum) => seqNum > 1n),
  ),
  next(
    'lipmaalink-as-backlink',
    'Gives the backlink for the lipmaalink.',
    giving(({ lipmaalink, backlink }) => ({ lipmaalink: lipmaalink && backlink })),
  ),
  next(
    'lipmaalink-to-entry-1',
    'Gives entry 1 for the lipmaalink.',
    step('lipmaa', () => 1n),
  ),
  next(
    'lipmaalink-of-the-newest',
    'Gives the lipmaalink of the newest entry.',
    step('lipmaalinkFor', (right, store, author, logId, seqNum) =>
      right(store, author, logId, seqNum > 1n ? seqNum - 1n : seqNum),
    ),
  ),
  next(
    'lipmaalink-not-at-hand',
    'Gives no lipmaalink where its target is not at hand.',
    step('lipmaalinkFor', (right, store, author, logId, seqNum) => {
      try {
        return right(store, author, logId, seqNum);
      } catch {
        return null;
      }
    }),
  ),
  next(
    'full-not-checked',
    'Goes on with a log that has ended.',
    step('isFull', (right, entry) => right({ ...entry, endOfLog: false })),
  ),
  next(
    'full-by-its-number-not-checked',
    'Goes on above the last sequence number.',
    step('isFull', (_, entry) => entry.endOfLog),
    SAMPLED,
  ),
  next(
    'full-is-a-new-log',
    'Gives a new log where the log of a document has ended.',
    step('nextArgs', (right, profile, stored, author, viewId) => {
      try {
        return right(profile, stored, author, viewId);
      } catch (error) {
        if (error instanceof Refusal && error.reason === 'LOG_FULL' && viewId)
          return right(profile, stored, author, null);
        throw error;
      }
    }),
  ),
  next(
    'ended-is-full-for-all',
    'Refuses all of an author who has ended a log.',
    step('nextLogId', (right, store, author) =>
      store.some((known) => known.author === author && known.entry.endOfLog)
        ? refuse('LOG_FULL')
        : right(store, author),
    ),
    SAMPLED,
  ),
];

const askedFaults = [
  next(
    'view-unknown',
    'Takes a view that it does not know for a new document.',
    step('documentToWrite', (right, profile, store, viewId) => {
      try {
        return right(profile, store, viewId);
      } catch (error) {
        if (error instanceof Refusal && error.reason === 'PREVIOUS_UNKNOWN') return 'new';
        throw error;
      }
    }),
  ),
  next(
    'view-known-in-part',
    'Takes a view of which it knows some operations.',
    step('documentToWrite', (right, profile, store, viewId) => {
      const known = viewId.filter((id) => store.some((item) => item.id === id));
      return right(profile, store, known.length > 0 ? known : viewId);
    }),
    SAMPLED,
  ),
  next(
    'view-first-id-alone',
    'Looks at the first id of a view alone.',
    step('documentToWrite', (right, profile, store, viewId) => right(profile, store, viewId.slice(0, 1))),
  ),
  next(
    'view-of-two-documents',
    'Takes a view of two documents for one of the first.',
    step('documentOf', (right, known) => right(known.slice(0, 1))),
  ),
  next(
    'view-not-checked',
    'Takes a view id out of order.',
    step('checkAscends', () => undefined),
    REASON,
  ),
  next(
    'view-empty',
    'Takes the view id of nothing for a new document.',
    step('nextArgs', (right, profile, stored, author, viewId) =>
      right(profile, stored, author, viewId?.length === 0 ? null : viewId),
    ),
    SAMPLED,
  ),
  next(
    'view-not-a-document',
    'Takes the CREATE alone for a name of its document.',
    step('documentToWrite', (right, profile, store, viewId) =>
      viewId.length === 1 && !store.some(({ documentId }) => documentId === viewId[0])
        ? refuse('PREVIOUS_UNKNOWN')
        : right(profile, store, viewId),
    ),
  ),
  next(
    'deleted-not-checked',
    'Answers for a document that is deleted.',
    step('checkNotDeleted', () => undefined),
  ),
  next(
    'deleted-by-its-view',
    'Takes a document for deleted where the view names the DELETE.',
    step('checkNotDeleted', (right, _, documentId, known) => right(known, documentId, known)),
    SAMPLED,
  ),
  next(
    'deleted-by-the-author',
    'Takes a document for deleted where its own author deleted it.',
    step('checkNotDeleted', (right, store, documentId, known) => {
      const author = store.find(({ id }) => id === documentId)!.author;
      right(
        store.filter((item) => item.author === author),
        documentId,
        known,
      );
    }),
    SAMPLED,
  ),
];

export const dataNextArgsFaults = [...logFaults, ...argFaults, ...askedFaults];
