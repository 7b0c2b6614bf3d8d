import { fromHex, hex } from './bytes.js';
import { map, text, TRUE } from './cbor-builder.js';
import { addData, type Expected, idOf, operationOf, SCHEMA } from './data-builder.js';
import { ALICE, BOB, type Key } from './entry-builder.js';
import { write, type Written } from './log-builder.js';
import {
  appended,
  deleted,
  idOfEntry,
  logOfAuthor,
  logOfDocument,
  newestOf,
  nextArgs,
  stored,
  updated,
} from './publish-builder.js';
import { MAX_U64 } from './sequence-numbers.js';
import { type Json, reject, subject, type Subject, type VectorList } from './vector.js';

const NOTES = {
  NEW_LOG: 'A new document is begun in a log that is in use, and forks it.',
  OTHER_AUTHOR: 'Logs of another author are counted as one’s own, and numbers are left out.',
  LINKS: 'The next entry is given a link that it must not have, or none where one is due.',
  OWN_LOG: 'An author writes about one document in two logs, or about two in one.',
  OTHERS_DOCUMENT: 'Who writes about another author’s document is sent to that author’s log.',
  VIEW: 'A document is not found by an older view of it, or by one that several authors’ operations make up.',
  UNKNOWN: 'What names no operation that is there, or those of two documents, is taken for a new document.',
  DELETED: 'What is deleted is written about.',
  FULL: 'Behind the end of a log, or the last number there is, another entry is asked for.',
  MISSING_LINK: 'A link is left out where its entry is not at hand, and the next entry is none.',
  LIMITS: 'A node stops at an operation of as many fields as there may be.',
};

function add(
  list: VectorList,
  name: string,
  flag: string,
  requirements: readonly string[],
  entries: readonly Written[],
  view: readonly Written[] | readonly string[] | null,
  expected: Expected,
  author: Key = ALICE,
): void {
  const viewId = view && view.map((item) => (typeof item === 'string' ? item : idOfEntry(item)));
  const isGiven = view?.some((item) => typeof item === 'string') ?? false;
  const input = {
    entries: stored(...entries),
    author: hex(author.publicKey),
    viewId: (isGiven ? viewId : (viewId?.toSorted() ?? null)) as Json,
  };
  addData(list, 'publish-nextargs', 'publish.nextArgs', { name, flag, requirements }, input, expected);
}

/** An entry with a number and links to nothing in particular, as a node has it that has not all entries of a log. */
const alone = (seqNum: bigint, operation: string, logId = 0n, endOfLog = false): Written =>
  write('p2panda', { seqNum, payload: fromHex(operation), endOfLog }, { key: ALICE, logId });

function addNewLogs(list: VectorList): void {
  const rule = ['PAN-PUB-002', 'PAN-PUB-001'];
  const first = logOfDocument(1).entries;
  add(list, 'nothing-stored', 'NEW_LOG', rule, [], null, { p2panda: nextArgs({}), compat: nextArgs({}) });
  add(list, 'after-log-0', 'NEW_LOG', rule, first, null, {
    p2panda: nextArgs({ logId: 1n }),
    compat: nextArgs({ logId: 1n }),
  });
  add(
    list,
    'after-logs-9-and-10',
    'NEW_LOG',
    rule,
    [...logOfDocument(1, ALICE, 9n).entries, ...logOfDocument(1, ALICE, 10n).entries],
    null,
    nextArgs({ logId: 11n }),
  );
  add(
    list,
    'after-logs-5-and-0',
    'NEW_LOG',
    rule,
    [...logOfDocument(1, ALICE, 5n).entries, ...first],
    null,
    nextArgs({ logId: 6n }),
  );
  add(list, 'after-a-log-of-three', 'NEW_LOG', rule, logOfDocument(3).entries, null, nextArgs({ logId: 1n }));
  add(
    list,
    'beside-another-author',
    'OTHER_AUTHOR',
    rule,
    logOfDocument(1, BOB, 7n).entries,
    null,
    nextArgs({}),
  );
  const high = logOfDocument(1, ALICE, MAX_U64 - 1n).entries;
  add(list, 'after-the-last-log-but-one', 'FULL', rule, high, null, nextArgs({ logId: MAX_U64 }));
  add(
    list,
    'after-the-last-log',
    'FULL',
    rule,
    logOfDocument(1, ALICE, MAX_U64).entries,
    null,
    reject('LOG_FULL'),
  );
  const fields = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef').flatMap((x) =>
    Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef').map((y) => [x + y, TRUE] as const),
  );
  const wide = operationOf('create', { schemaId: text(SCHEMA), fields: map(...fields) });
  add(
    list,
    'after-1024-fields',
    'LIMITS',
    ['PAN-PUB-002', 'p2panda:PAN-OPR-013'],
    [newestOf(appended(logOfAuthor(), wide))],
    null,
    { p2panda: nextArgs({ logId: 1n }) },
  );
}

function addNextEntries(list: VectorList): void {
  for (const length of [1, 2, 3, 4]) {
    const log = logOfDocument(length);
    const lipmaalink = length === 3 ? log.at(1) : null;
    const expect = nextArgs({ seqNum: BigInt(length + 1), lipmaalink, backlink: newestOf(log) });
    const inBoth = length === 1 || length === 3;
    add(
      list,
      `after-entry-${length}`,
      'LINKS',
      ['PAN-PUB-003', 'PAN-PUB-001'],
      log.entries,
      [newestOf(log)],
      inBoth ? { p2panda: expect, compat: expect } : expect,
    );
  }
  const log = logOfDocument(3);
  const after3 = nextArgs({ seqNum: 4n, lipmaalink: log.at(1), backlink: log.at(3) });
  add(list, 'by-the-creation', 'VIEW', ['PAN-PUB-003'], log.entries, [log.at(1)], after3);
  const beside = [...logOfDocument(1, ALICE, 1n).entries, ...log.entries];
  add(list, 'by-the-middle-beside-another-log', 'VIEW', ['PAN-PUB-003'], beside, [log.at(2)], after3);

  const bobs = logOfDocument(1, BOB, 3n);
  const mine = appended(logOfAuthor(ALICE, 4n), updated([bobs.at(1)]));
  const rule = ['PAN-PUB-001', 'PAN-PUB-002'];
  add(list, 'new-to-a-document', 'OTHERS_DOCUMENT', rule, bobs.entries, [bobs.at(1)], {
    p2panda: nextArgs({}),
    compat: nextArgs({}),
  });
  const other = logOfDocument(1, ALICE, 2n);
  add(
    list,
    'new-to-a-document-and-not-to-others',
    'OTHERS_DOCUMENT',
    rule,
    [...bobs.entries, ...other.entries],
    [bobs.at(1)],
    nextArgs({ logId: 3n }),
  );
  const own = nextArgs({ logId: 4n, seqNum: 2n, backlink: mine.at(1) });
  add(
    list,
    'own-log-of-another-author-s-document',
    'OWN_LOG',
    rule,
    [...bobs.entries, ...mine.entries],
    [bobs.at(1)],
    { p2panda: own, compat: own },
  );
  add(
    list,
    'own-log-beside-a-later-one',
    'OWN_LOG',
    rule,
    [...bobs.entries, ...mine.entries, ...logOfDocument(1, ALICE, 9n).entries],
    [bobs.at(1)],
    own,
  );
  const bobAgain = appended(bobs, updated([bobs.at(1)], '09'));
  add(
    list,
    'view-of-two-branches',
    'VIEW',
    ['PAN-PUB-003', 'PAN-PUB-009'],
    [...bobAgain.entries, ...mine.entries],
    [bobAgain.at(2), mine.at(1)],
    own,
  );
}

function addRefused(list: VectorList): void {
  const log = logOfDocument(1);
  const bobs = logOfDocument(1, BOB);
  const refuse = (
    name: string,
    flag: string,
    entries: readonly Written[],
    view: readonly Written[] | readonly string[],
    reason: string,
  ) => add(list, name, flag, [], entries, view, { p2panda: reject(reason), compat: reject(reason) });
  refuse('unknown-view', 'UNKNOWN', log.entries, [idOf(0x11)], 'PREVIOUS_UNKNOWN');
  const half = [idOf(0), idOfEntry(log.at(1))];
  add(list, 'view-known-in-part', 'UNKNOWN', [], log.entries, half, reject('PREVIOUS_UNKNOWN'));
  add(list, 'nothing-stored-and-a-view', 'UNKNOWN', [], [], [idOf(0x11)], reject('PREVIOUS_UNKNOWN'));
  refuse(
    'view-of-two-documents',
    'UNKNOWN',
    [...log.entries, ...bobs.entries],
    [log.at(1), bobs.at(1)],
    'PREVIOUS_OF_TWO_DOCUMENTS',
  );
  add(list, 'view-of-nothing', 'UNKNOWN', [], log.entries, [], reject('VIEW_ID_EMPTY'));
  const two = [idOfEntry(log.at(1)), idOfEntry(bobs.at(1))].sort().reverse();
  add(
    list,
    'view-descending',
    'UNKNOWN',
    [],
    [...log.entries, ...bobs.entries],
    two,
    reject('VIEW_ID_NOT_SORTED'),
  );
  const gone = appended(log, deleted([log.at(1)]));
  refuse('deleted', 'DELETED', gone.entries, [gone.at(2)], 'DOCUMENT_DELETED');
  add(
    list,
    'deleted-and-an-older-view',
    'DELETED',
    [],
    gone.entries,
    [gone.at(1)],
    reject('DOCUMENT_DELETED'),
  );
  const byBob = appended(logOfAuthor(BOB), deleted([log.at(1)]));
  add(
    list,
    'deleted-by-another',
    'DELETED',
    [],
    [...log.entries, ...byBob.entries],
    [log.at(1)],
    reject('DOCUMENT_DELETED'),
  );
  const ended = appended(log, updated([log.at(1)]), { endOfLog: true });
  refuse('ended', 'FULL', ended.entries, [ended.at(2)], 'LOG_FULL');
  add(
    list,
    'ended-and-a-new-document',
    'FULL',
    ['PAN-PUB-002'],
    ended.entries,
    null,
    nextArgs({ logId: 1n }),
  );
  const last = alone(MAX_U64, updated([bobs.at(1)]));
  add(list, 'last-number', 'FULL', [], [...bobs.entries, last], [bobs.at(1)], reject('LOG_FULL'));
  const third = alone(3n, updated([bobs.at(1)]));
  refuse(
    'lipmaalink-not-at-hand',
    'MISSING_LINK',
    [...bobs.entries, third],
    [bobs.at(1)],
    'LIPMAALINK_UNKNOWN',
  );
  const second = alone(2n, updated([bobs.at(1)]));
  const next = nextArgs({ seqNum: 3n, backlink: second });
  add(
    list,
    'no-lipmaalink-due',
    'MISSING_LINK',
    ['PAN-PUB-003'],
    [...bobs.entries, second],
    [bobs.at(1)],
    next,
  );
}

export function publishNextargsSubject(): Subject {
  return subject(
    'publish-nextargs',
    'What an author’s next entry has to have: its log, its number, its links.',
    NOTES,
    (list) => {
      addNewLogs(list);
      addNextEntries(list);
      addRefused(list);
    },
  );
}
