import { concat, fill, flipBit, fromHex, hex } from './bytes.js';
import { head, int, text } from './cbor-builder.js';
import { addData, create, type Expected, idOf, operationOf, SCHEMA, update } from './data-builder.js';
import { ALICE, BOB, type EntrySpec, hashOfNothing } from './entry-builder.js';
import type { LogWriter } from './log-builder.js';
import { write, type Written } from './log-builder.js';
import {
  appended,
  created,
  deleted,
  idOfEntry,
  logOfAuthor,
  logOfDocument,
  newestOf,
  nextArgs,
  NO_NEXT,
  PIECE,
  stored,
  updated,
} from './publish-builder.js';
import { type Expect, type Json, reject, subject, type Subject, type VectorList } from './vector.js';

const NOTES = {
  VALID:
    'What an author may publish is refused, or the author is given other arguments for the next entry than are due.',
  LINKS: 'The arguments for the next entry lack the lipmaalink, or name another entry.',
  LOG_OF_DOCUMENT: 'One author writes about one document in two logs, or about two documents in one.',
  END: 'Behind the end of a log more is published, or asked for.',
  DECODING: 'An operation that nobody can decode is stored, and passed on.',
  SCHEMA:
    'An operation of a schema that the node doesn’t know is stored without being looked at, or one of a system schema refused.',
  ENTRY: 'An entry that others reject is stored, and passed on.',
  SEQNUM: 'A log has a hole, or two entries of one number: a fork that the node made itself.',
  LINKED: 'An entry whose links lead elsewhere gets into the log.',
  FIELDS: 'An operation that is not of its schema gets into a document.',
  PREVIOUS: 'An operation names what is not there, not of its schema, or of two documents.',
  DELETED: 'What is deleted is written about.',
  PRECEDENCE: 'Of two faults another is reported than the first in the order of the checks.',
  LARGE: 'A piece of a blob of the greatest length is refused.',
};

interface Case {
  readonly name: string;
  readonly flag: string;
  readonly requirements?: readonly string[];
  readonly store?: readonly Written[];
  readonly schemas?: Json;
  readonly entry: Written;
  /** The operation, where it is not the entry's payload, or is in the short form. */
  readonly operation?: Json;
}

function add(list: VectorList, given: Case, expected: Expected): void {
  const {
    name,
    flag,
    requirements = ['PAN-PUB-004'],
    store = [],
    schemas = [],
    entry,
    operation = hex(entry.payload),
  } = given;
  const input = { schemas, entries: stored(...store), entry: hex(entry.bytes), operation };
  addData(list, 'publish-validate', 'publish.validate', { name, flag, requirements }, input, expected);
}

/** The next entry of a log, with this operation. */
const next = (log: LogWriter, operation: string, spec: EntrySpec = {}): Written =>
  newestOf(appended(log, operation, spec));

const both = (expect: Expect): Expected => ({ p2panda: expect, compat: expect });
const VENUE = { id: SCHEMA, fields: [{ name: 'a', type: 'str' }] };
const bobs = logOfDocument(1, BOB);
const one = logOfDocument(1);
const three = logOfDocument(3);

function addValid(list: VectorList): void {
  const first = next(logOfAuthor(), created());
  const valid = (
    name: string,
    store: readonly Written[],
    entry: Written,
    expected: Expected,
    ...requirements: string[]
  ) => add(list, { name, flag: 'VALID', requirements, store, entry }, expected);
  valid(
    'creation',
    [],
    first,
    both(nextArgs({ seqNum: 2n, backlink: first })),
    'PAN-PUB-003',
    'PAN-PUB-005',
    'PAN-PUB-011',
    'PAN-OPR-022',
  );
  const venue = next(logOfAuthor(), create(SCHEMA, ['a', text('x')]));
  const known = {
    name: 'creation-of-a-known-schema',
    flag: 'SCHEMA',
    requirements: ['PAN-PUB-005'],
    schemas: [VENUE],
    entry: venue,
  };
  add(list, known, nextArgs({ seqNum: 2n, backlink: venue }));
  const second = next(logOfAuthor(ALICE, 1n), created('09'));
  valid(
    'second-document',
    one.entries,
    second,
    nextArgs({ logId: 1n, seqNum: 2n, backlink: second }),
    'PAN-PUB-001',
    'PAN-PUB-011',
  );
  const far = next(logOfAuthor(ALICE, 9n), created('09'));
  valid(
    'second-document-in-a-far-log',
    one.entries,
    far,
    nextArgs({ logId: 9n, seqNum: 2n, backlink: far }),
    'PAN-PUB-011',
  );
  for (const length of [1, 2, 3]) {
    const log = logOfDocument(length);
    const entry = next(log, updated([newestOf(log)], '0a'));
    const link = length === 2 ? log.at(1) : null;
    const given = {
      name: `update-${length + 1}`,
      flag: 'LINKS',
      requirements: ['PAN-PUB-003', 'PAN-PUB-006', 'PAN-PUB-012', 'PAN-OPR-022'],
      // The lipmaalink's target is to be looked for in this log.
      store: length === 3 ? [...logOfDocument(1, ALICE, 1n).entries, ...log.entries] : log.entries,
      entry,
    };
    const expect = nextArgs({ seqNum: BigInt(length + 2), lipmaalink: link, backlink: entry });
    add(list, given, length === 3 ? both(expect) : expect);
  }
  const wide = { ...VENUE, fields: [...VENUE.fields, { name: 'b', type: 'str' }] };
  const full = appended(logOfAuthor(), create(SCHEMA, ['a', text('x')], ['b', text('y')]));
  const partial = next(full, update(SCHEMA, [idOfEntry(full.at(1))], ['b', text('z')]));
  add(
    list,
    {
      name: 'update-of-one-field-of-two',
      flag: 'FIELDS',
      requirements: ['PAN-VAL-005', 'PAN-OPR-022'],
      schemas: [wide],
      store: full.entries,
      entry: partial,
    },
    nextArgs({ seqNum: 3n, backlink: partial }),
  );
  const byAlice = next(logOfAuthor(), updated([bobs.at(1)]));
  valid(
    'update-of-another-author-s-document',
    bobs.entries,
    byAlice,
    both(nextArgs({ seqNum: 2n, backlink: byAlice })),
    'PAN-PUB-001',
    'PAN-PUB-011',
  );
  const log = appended(bobs, updated([bobs.at(1)], '0b'));
  const older = next(logOfAuthor(), updated([bobs.at(1)]));
  valid(
    'update-of-an-older-view',
    log.entries,
    older,
    nextArgs({ seqNum: 2n, backlink: older }),
    'PAN-PUB-008',
  );
  const merge = next(appended(logOfAuthor(), updated([bobs.at(1)])), updated([older, log.at(2)], '0c'));
  valid(
    'merge',
    [...log.entries, older],
    merge,
    nextArgs({ seqNum: 3n, backlink: merge }),
    'PAN-PUB-008',
    'PAN-PUB-009',
  );
  const gone = next(one, deleted([one.at(1)]));
  valid('deletion', one.entries, gone, both(nextArgs({ seqNum: 3n, backlink: gone })), 'PAN-PUB-010');
  const end = next(one, updated([one.at(1)]), { endOfLog: true });
  add(
    list,
    { name: 'end-of-log', flag: 'END', requirements: ['PAN-PUB-003'], store: one.entries, entry: end },
    both(NO_NEXT),
  );
  const payload = create(PIECE, ['data', '40']).slice(0, -2) + head(2, 256_000);
  const large = write(
    'p2panda',
    { payload: concat(fromHex(payload), fill(0x5a, 256_000)) },
    { key: ALICE, logId: 0n },
  );
  const operation = { concat: [payload, { repeat: '5a', times: 256_000 }] };
  add(
    list,
    { name: 'piece-of-256000', flag: 'LARGE', requirements: ['PAN-BLB-003'], entry: large, operation },
    both(nextArgs({ seqNum: 2n, backlink: large })),
  );
}

function addRefused(list: VectorList): void {
  // In compat each reason is asked for once.
  const seen = new Set<string>();
  const refuse = (given: Case, reason: string) => {
    add(list, given, seen.has(reason) ? { p2panda: reject(reason) } : both(reject(reason)));
    seen.add(reason);
  };
  const operation = (name: string, of: string, reason: string, flag = 'DECODING') =>
    refuse({ name, flag, entry: next(logOfAuthor(), of) }, reason);
  operation('operation-of-another-version', operationOf('create', { version: '02' }), 'OPERATION_VERSION');
  operation('operation-cut-off', created().slice(0, -2), 'CBOR_TRUNCATED');
  const trailing = next(logOfAuthor(), `${created()}00`);
  add(
    list,
    { name: 'operation-with-more-behind', flag: 'DECODING', requirements: ['PAN-PUB-004'], entry: trailing },
    { p2panda: reject('CBOR_TRAILING_BYTES'), compat: nextArgs({ seqNum: 2n, backlink: trailing }) },
  );
  const venue = next(logOfAuthor(), create(SCHEMA, ['a', text('x')]));
  refuse({ name: 'schema-unknown', flag: 'SCHEMA', entry: venue }, 'SCHEMA_UNKNOWN');
  const other = { ...VENUE, id: `venue_${idOf(0xac)}` };
  refuse(
    { name: 'schema-of-another-view-known', flag: 'SCHEMA', schemas: [other], entry: venue },
    'SCHEMA_UNKNOWN',
  );

  const good = next(logOfAuthor(), created());
  const spoiled = (name: string, entry: Uint8Array, reason: string) =>
    refuse({ name: `entry-${name}`, flag: 'ENTRY', entry: { ...good, bytes: entry } }, reason);
  spoiled('of-nothing', new Uint8Array(), 'EMPTY');
  spoiled('cut-off', good.bytes.slice(0, -1), 'TRUNCATED');
  spoiled('with-more-behind', concat(good.bytes, Uint8Array.of(0)), 'TRAILING_BYTES');
  refuse(
    {
      name: 'entry-with-a-wrong-signature',
      flag: 'ENTRY',
      requirements: ['PAN-PUB-004'],
      entry: { ...good, bytes: flipBit(good.bytes, 8 * 80) },
    },
    'SIGNATURE_INVALID',
  );
  refuse(
    {
      name: 'payload-of-another-entry',
      flag: 'ENTRY',
      requirements: ['PAN-PUB-004'],
      entry: good,
      operation: created('08'),
    },
    'PAYLOAD_HASH_MISMATCH',
  );
  refuse(
    {
      name: 'payload-of-another-size',
      flag: 'ENTRY',
      entry: next(logOfAuthor(), created(), { payloadSize: 5n }),
    },
    'PAYLOAD_SIZE_MISMATCH',
  );

  const ended = appended(one, updated([one.at(1)]), { endOfLog: true });
  const behind = next(ended, updated([ended.at(2)]));
  refuse({ name: 'behind-the-end', flag: 'END', store: ended.entries, entry: behind }, 'AFTER_END_OF_LOG');
  const unexpected = (name: string, store: readonly Written[], entry: Written) =>
    refuse({ name: `seqnum-${name}`, flag: 'SEQNUM', store, entry }, 'SEQNUM_UNEXPECTED');
  unexpected('2-of-no-log', bobs.entries, next(one, updated([bobs.at(1)])));
  unexpected('1-of-a-log-that-is', one.entries, next(logOfAuthor(), created('0a')));
  unexpected('2-again', three.entries, next(three.cutAt(1), updated([three.at(3)])));
  unexpected('with-a-gap', one.entries, next(three.cutAt(2), updated([one.at(1)])));
  const third = write(
    'p2panda',
    { seqNum: 3n, payload: fromHex(updated([bobs.at(1)])) },
    { key: ALICE, logId: 0n },
  );
  const fourth = write(
    'p2panda',
    { seqNum: 4n, payload: fromHex(updated([bobs.at(1)], '0e')), backlink: third.hash },
    { key: ALICE, logId: 0n },
  );
  refuse(
    { name: 'lipmaalink-not-at-hand', flag: 'LINKED', store: [...bobs.entries, third], entry: fourth },
    'LIPMAALINK_UNKNOWN',
  );
  const wrong = hashOfNothing('p2panda', 0x77);
  refuse(
    {
      name: 'backlink-elsewhere',
      flag: 'LINKED',
      requirements: ['PAN-PUB-004'],
      store: one.entries,
      entry: next(one, updated([one.at(1)]), { backlink: wrong }),
    },
    'BACKLINK_HASH_MISMATCH',
  );
  const linked = (spec: EntrySpec) => next(three, updated([three.at(3)], '0a'), spec);
  refuse(
    {
      name: 'lipmaalink-elsewhere',
      flag: 'LINKED',
      requirements: ['PAN-PUB-004'],
      store: three.entries,
      entry: linked({ lipmaalink: wrong }),
    },
    'LIPMAALINK_HASH_MISMATCH',
  );
  refuse(
    {
      name: 'lipmaalink-to-entry-2',
      flag: 'LINKED',
      store: three.entries,
      entry: linked({ lipmaalink: three.at(2).hash }),
    },
    'LIPMAALINK_HASH_MISMATCH',
  );

  const fields = (name: string, of: string, reason: string, schemas: Json = []) =>
    refuse({ name: `fields-${name}`, flag: 'FIELDS', schemas, entry: next(logOfAuthor(), of) }, reason);
  fields('unknown', create(PIECE, ['data', '40'], ['size', int(1)]), 'FIELD_UNKNOWN');
  fields('missing', create('schema_field_definition_v1', ['name', text('a')]), 'FIELD_MISSING');
  fields('of-another-type', create(SCHEMA, ['a', int(1)]), 'FIELD_TYPE_MISMATCH', [VENUE]);
  fields(
    'of-a-blob-without-pieces',
    create('blob_v1', ['length', '00'], ['mime_type', text('a/b')], ['pieces', '80']),
    'BLOB_PIECES_EMPTY',
  );

  const alices = (of: string) => next(logOfAuthor(), of);
  const previous = (name: string, of: string, reason: string, store: readonly Written[] = bobs.entries) =>
    refuse(
      { name: `previous-${name}`, flag: 'PREVIOUS', schemas: [VENUE], store, entry: alices(of) },
      reason,
    );
  const pieces = (ids: readonly string[]) => update(PIECE, [...ids].sort(), ['data', '40']);
  previous('unknown', pieces([idOf(0x11)]), 'PREVIOUS_UNKNOWN');
  previous('unknown-to-an-empty-store', pieces([idOf(0x11)]), 'PREVIOUS_UNKNOWN', []);
  previous('unknown-in-part', pieces([idOfEntry(bobs.at(1)), idOf(0x11)]), 'PREVIOUS_UNKNOWN', bobs.entries);
  const venue2 = appended(logOfAuthor(BOB, 1n), create(SCHEMA, ['a', text('x')]));
  previous('of-another-schema', pieces([idOfEntry(venue2.at(1))]), 'SCHEMA_MISMATCH', venue2.entries);
  const more = logOfDocument(1, BOB, 1n);
  const two = [...bobs.entries, ...more.entries];
  previous('of-two-documents', updated([bobs.at(1), more.at(1)]), 'PREVIOUS_OF_TWO_DOCUMENTS', two);
  const gone = appended(bobs, deleted([bobs.at(1)]));
  const deletedBy = (name: string, of: string) =>
    refuse(
      { name: `deleted-and-${name}`, flag: 'DELETED', store: gone.entries, entry: alices(of) },
      'DOCUMENT_DELETED',
    );
  deletedBy('updated', updated([gone.at(2)]));
  deletedBy('updated-beside-the-deletion', updated([gone.at(1)]));
  deletedBy('deleted-again', deleted([gone.at(2)]));

  const logId = (name: string, store: readonly Written[], entry: Written, reason: string) =>
    refuse(
      { name: `log-${name}`, flag: 'LOG_OF_DOCUMENT', requirements: ['PAN-PUB-001'], store, entry },
      reason,
    );
  logId('of-another-document-and-a-creation', one.entries, next(one, created('0a')), 'LOG_ID_TAKEN');
  logId(
    'of-another-document-and-an-update',
    [...one.entries, ...bobs.entries],
    next(one, updated([bobs.at(1)])),
    'LOG_ID_TAKEN',
  );
  logId(
    'new-for-the-same-document',
    one.entries,
    next(logOfAuthor(ALICE, 1n), updated([one.at(1)])),
    'LOG_ID_MISMATCH',
  );
  const second = logOfDocument(1, ALICE, 1n);
  logId(
    'of-the-other-document',
    [...one.entries, ...second.entries],
    next(second, updated([one.at(1)])),
    'LOG_ID_MISMATCH',
  );
}

/** PAN-PUB-004: of two faults the one that is checked first, for each check and the next. */
function addPrecedence(list: VectorList): void {
  const first = (name: string, given: Omit<Case, 'name' | 'flag'>, p2panda: string) =>
    add(
      list,
      { name: `first-${name}`, flag: 'PRECEDENCE', requirements: ['PAN-PUB-004'], ...given },
      reject(p2panda),
    );
  const spoil = (entry: Written): Written => ({
    ...entry,
    bytes: flipBit(entry.bytes, 8 * (entry.bytes.length - 40)),
  });
  const wrong = hashOfNothing('p2panda', 0x77);
  const venue = create(SCHEMA, ['a', text('x')]);
  first(
    'operation-then-schema',
    { entry: next(logOfAuthor(), operationOf('create', { version: '02', schemaId: text(SCHEMA) })) },
    'OPERATION_VERSION',
  );
  first('schema-then-signature', { entry: spoil(next(logOfAuthor(), venue)) }, 'SCHEMA_UNKNOWN');
  const ended = appended(one, updated([one.at(1)]), { endOfLog: true });
  first(
    'signature-then-end',
    { store: ended.entries, entry: spoil(next(ended, updated([ended.at(2)]))) },
    'SIGNATURE_INVALID',
  );
  first(
    'end-then-seqnum',
    { store: ended.entries, entry: next(one, updated([ended.at(2)])) },
    'AFTER_END_OF_LOG',
  );
  const third = write(
    'p2panda',
    { seqNum: 3n, payload: fromHex(updated([bobs.at(1)])) },
    { key: ALICE, logId: 0n },
  );
  const number = (seqNum: bigint) =>
    write(
      'p2panda',
      { seqNum, payload: fromHex(updated([bobs.at(1)], '0e')), backlink: third.hash },
      { key: ALICE, logId: 0n },
    );
  first(
    'seqnum-then-lipmaalink',
    { store: [...bobs.entries, third], entry: number(8n) },
    'SEQNUM_UNEXPECTED',
  );
  first(
    'lipmaalink-at-hand-then-payload',
    { store: [...bobs.entries, third], entry: number(4n), operation: created() },
    'LIPMAALINK_UNKNOWN',
  );
  first(
    'payload-then-backlink',
    { store: one.entries, entry: next(one, updated([one.at(1)]), { backlink: wrong }), operation: created() },
    'PAYLOAD_HASH_MISMATCH',
  );
  const links = next(three, updated([three.at(3)], '0a'), {
    backlink: wrong,
    lipmaalink: hashOfNothing('p2panda', 0x78),
  });
  add(
    list,
    {
      name: 'first-of-two-links',
      flag: 'PRECEDENCE',
      requirements: ['p2panda:PAN-PUB-013', 'compat:PAN-PUB-014', 'PAN-PUB-004'],
      store: three.entries,
      entry: links,
    },
    { p2panda: reject('BACKLINK_HASH_MISMATCH'), compat: reject('LIPMAALINK_HASH_MISMATCH') },
  );
  const unknownField = update(PIECE, [idOfEntry(one.at(1))], ['size', int(1)]);
  first(
    'backlink-then-fields',
    { store: one.entries, entry: next(one, unknownField, { backlink: wrong }) },
    'BACKLINK_HASH_MISMATCH',
  );
  first(
    'fields-then-previous',
    { entry: next(logOfAuthor(), update(PIECE, [idOf(0x11)], ['size', int(1)])) },
    'FIELD_UNKNOWN',
  );
  first(
    'unknown-then-log',
    { store: one.entries, entry: next(one, update(PIECE, [idOf(0x11)], ['data', '40'])) },
    'PREVIOUS_UNKNOWN',
  );
  const more = appended(logOfDocument(1, BOB, 1n), deleted([logOfDocument(1, BOB, 1n).at(1)]));
  first(
    'two-documents-then-deleted',
    {
      store: [...bobs.entries, ...more.entries],
      entry: next(logOfAuthor(), updated([bobs.at(1), more.at(1)])),
    },
    'PREVIOUS_OF_TWO_DOCUMENTS',
  );
  const gone = appended(one, deleted([one.at(1)]));
  first(
    'deleted-then-log',
    { store: gone.entries, entry: next(logOfAuthor(ALICE, 1n), updated([gone.at(2)])) },
    'DOCUMENT_DELETED',
  );
}

export function publishValidateSubject(): Subject {
  return subject(
    'publish-validate',
    'Whether a node takes an entry and its operation, and what the author’s next entry has to have.',
    NOTES,
    (list) => {
      addValid(list);
      addRefused(list);
      addPrecedence(list);
    },
  );
}
