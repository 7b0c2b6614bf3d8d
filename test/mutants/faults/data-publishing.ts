import type { DataProfile } from '../../../src/conformance/protocol.js';
import { toHex } from '../implementation/bytes.js';
import type { Published } from '../implementation/data-publishing.js';
import { DataImplementation } from '../implementation/data.js';
import { constant, DEPLOYED, faultsOf, REASON, refuse, SAMPLED, SPECIFIED, step } from './data.js';

const publish = faultsOf('publish.validate', 'publish-validate');

const stepFaults = [
  publish(
    'schema-unknown',
    'Takes an operation of a schema that it does not know.',
    step('schemaKnown', (right, schemas, id) => {
      try {
        return right(schemas, id);
      } catch {
        return schemas[0] ?? right([{ id, fields: [] }], id);
      }
    }),
    REASON,
  ),
  publish(
    'schema-by-its-name',
    'Knows a schema by its name.',
    step('schemaKnown', (right, schemas, id) =>
      right(
        schemas.map((schema) => (schema.id.split('_')[0] === id.split('_')[0] ? { ...schema, id } : schema)),
        id,
      ),
    ),
    SAMPLED,
  ),
  publish('system-schemas-unknown', 'Knows no system schemas.', constant('systemSchemas', [])),
  publish(
    'schemas-of-the-system-alone',
    'Knows system schemas alone.',
    step('schemaKnown', (right, _, id) => right([], id)),
    SAMPLED,
  ),
  publish(
    'blob-piece-unknown',
    'Knows no schema of pieces.',
    constant('systemSchemas', new DataImplementation().systemSchemas.slice(0, 3)),
  ),
  publish(
    'seqnum-any-higher',
    'Takes any higher sequence number.',
    step('checkSeqNum', (right, submission) => {
      if (submission.entry.seqNum <= (submission.newest?.entry.seqNum ?? 0n)) right(submission);
    }),
    REASON,
  ),
  publish(
    'seqnum-again',
    'Takes a sequence number that the log has already.',
    step('checkSeqNum', (right, submission) => {
      if (submission.entry.seqNum > (submission.newest?.entry.seqNum ?? 0n)) right(submission);
    }),
    SAMPLED,
  ),
  publish(
    'seqnum-of-no-log',
    'Takes any sequence number for the first of a log.',
    step('checkSeqNum', (right, submission) => {
      if (submission.newest) right(submission);
    }),
    REASON,
  ),
  publish(
    'seqnum-of-another-author',
    'Looks for the newest entry among those of all authors.',
    step('newestOf', (_, store, __, logId) => store.filter(({ entry }) => entry.logId === logId).at(-1)),
  ),
  publish(
    'lipmaalink-target-missing',
    'Does not look at a lipmaalink whose target is not at hand.',
    step('targetOfLipmaalink', (right, submission) => {
      try {
        return right(submission);
      } catch {
        return undefined;
      }
    }),
  ),
  publish(
    'lipmaalink-not-checked',
    'Looks at the backlink alone.',
    step('targetOfLipmaalink', (right, submission) => {
      right(submission);
      return undefined;
    }),
  ),
  publish(
    'backlink-not-checked',
    'Looks at the lipmaalink alone.',
    step('checkPublishedLinks', (right, submission) => right({ ...submission, newest: undefined })),
  ),
  publish(
    'lipmaalink-to-any-entry',
    'Takes a lipmaalink to any entry of the log.',
    step('targetOfLipmaalink', (right, submission) => {
      right(submission);
      const { store, author, entry } = submission;
      return (
        new DataImplementation()
          .logEntries(store, author, entry.logId)
          .find(({ id }) => entry.lipmaalink && id === toHex(entry.lipmaalink)) ?? right(submission)
      );
    }),
    SAMPLED,
    REASON,
  ),
  publish(
    'lipmaalink-to-any-log',
    "Looks for the lipmaalink's target in all logs of the author.",
    step('targetOfLipmaalink', (right, submission) => {
      const target = right(submission);
      const { store, author } = submission;
      return (
        target && store.find((known) => known.author === author && known.entry.seqNum === target.entry.seqNum)
      );
    }),
    SAMPLED,
  ),
  publish(
    'update-with-fields-missing',
    'Asks for all fields in an UPDATE.',
    step('validateOperation', (right, profile, operation, schema) => {
      const valid = right(profile, operation, schema);
      if (operation.action === 'update' && operation.fields!.length < schema.fields.length)
        refuse('FIELD_MISSING');
      return valid;
    }),
    SAMPLED,
  ),
  publish(
    'create-with-fields-missing',
    'Takes a CREATE with a field missing.',
    step('checkMissing', () => undefined),
  ),
  publish(
    'system-fields-not-checked',
    'Does not look at what system schemas ask of values.',
    step('checkSystemField', () => undefined),
  ),
  publish(
    'previous-unknown',
    'Takes an operation whose previous ones it does not know.',
    step('previousOf', (right, store, operation) =>
      right(store, {
        ...operation,
        previous: operation.previous!.filter((id) => store.some((item) => item.id === id)),
      }),
    ),
  ),
  publish(
    'previous-first-alone',
    'Looks at the first previous operation alone.',
    step('previousOf', (right, store, operation) =>
      right(store, { ...operation, previous: operation.previous!.slice(0, 1) }),
    ),
  ),
  publish(
    'previous-schema-not-checked',
    'Does not look at the schema of previous operations.',
    step('checkSameSchema', () => undefined),
  ),
  publish(
    'previous-of-two-documents',
    'Takes previous operations of two documents.',
    step('documentOf', (right, known) => right(known.slice(0, 1))),
  ),
  publish(
    'previous-tips-alone',
    'Takes the tips of a document alone for previous operations.',
    step('checkPrevious', (right, submission) => {
      const named = new Set(submission.store.flatMap(({ operation }) => operation.previous ?? []));
      if (submission.operation.previous?.some((id) => named.has(id))) refuse('PREVIOUS_UNKNOWN');
      right(submission);
    }),
  ),
  publish(
    'previous-of-the-author-alone',
    'Takes operations of other authors for unknown.',
    step('find', (right, store, id) =>
      right(
        store.filter((known, _, all) => known.author === all.at(-1)!.author),
        id,
      ),
    ),
  ),
  publish(
    'deleted-not-checked',
    'Takes an operation on a document that is deleted.',
    step('checkNotDeleted', () => undefined),
  ),
  publish(
    'deleted-by-previous',
    'Takes a document for deleted where the operation names the DELETE.',
    step('checkNotDeleted', (right, _, documentId, known) => right(known, documentId, known)),
    SAMPLED,
  ),
  publish(
    'deleted-again',
    'Takes a DELETE on a document that is deleted.',
    step('checkPrevious', (right, submission) => {
      if (submission.operation.action !== 'delete') right(submission);
    }),
    SAMPLED,
  ),
  publish(
    'piece-in-hexadecimal',
    'Counts the digits of a piece in place of its bytes.',
    step('checkPiece', (right, length) => right(2 * length)),
  ),
  publish(
    'log-taken',
    'Takes a new document in a log that is in use.',
    step('checkLogIsFree', () => undefined),
  ),
  publish(
    'log-taken-by-any-author',
    'Takes a log for in use where another author has one of its number.',
    step('checkLogIsFree', (right, submission) => {
      right(submission);
      if (submission.store.some(({ entry }) => entry.logId === submission.entry.logId))
        refuse('LOG_ID_TAKEN');
    }),
  ),
  publish(
    'log-next-alone',
    'Takes the next log id alone for a new document.',
    step('checkLogIsFree', (right, submission) => {
      right(submission);
      if (submission.entry.logId !== new DataImplementation().nextLogId(submission.store, submission.author))
        refuse('LOG_ID_TAKEN');
    }),
    SAMPLED,
  ),
  publish(
    'log-of-another',
    'Takes an operation on a document in any log.',
    step('checkLogIsOwn', () => undefined),
  ),
  publish(
    'log-of-the-first-author',
    "Wants the log id of the document's author.",
    step(
      'logOf',
      (_, store, __, documentId) => store.find((known) => known.documentId === documentId)?.entry.logId,
    ),
    SAMPLED,
  ),
  publish(
    'log-mismatch-as-taken',
    'Gives a wrong log for one that is taken.',
    step('checkLogIsOwn', (_, submission, log) => {
      if (log !== submission.entry.logId) refuse('LOG_ID_TAKEN');
    }),
    REASON,
  ),
  publish(
    'log-taken-as-mismatch',
    'Gives a log that is taken for a wrong one.',
    step('checkLogIsFree', (_, submission) => {
      if (submission.entry.seqNum !== 1n) refuse('LOG_ID_MISMATCH');
    }),
    REASON,
  ),
  publish(
    'answer-before-storing',
    'Answers with what this entry had to have.',
    step('argsAfterPublishing', (_, { entry }) => ({
      logId: entry.logId,
      seqNum: entry.seqNum,
      lipmaalink: entry.lipmaalink && toHex(entry.lipmaalink),
      backlink: entry.backlink && toHex(entry.backlink),
    })),
  ),
  publish(
    'answer-of-the-next-log',
    'Answers for the next log id.',
    step('argsAfterPublishing', (right, submission) => {
      const args = right(submission);
      return args && { logId: args.logId + 1n, seqNum: 1n, lipmaalink: null, backlink: null };
    }),
  ),
  publish(
    'answer-without-a-lipmaalink',
    'Answers without a lipmaalink.',
    step('lipmaalinkFor', () => null),
    SAMPLED,
  ),
  publish(
    'answer-lipmaalink-always',
    'Answers with a lipmaalink where it would be the backlink.',
    step(
      'lipmaalinkFor',
      (_, store, author, logId, seqNum) =>
        new DataImplementation().entryAt(store, author, logId, new DataImplementation().lipmaa(seqNum)).id,
    ),
  ),
  publish(
    'answer-backlink-of-the-newest',
    'Answers with the backlink to the entry before.',
    step('backlinkFor', (_, store: readonly Published[], newest) => store.at(-2)?.id ?? newest.id),
  ),
  publish(
    'answer-at-the-end',
    'Answers with a next entry where the entry ends its log.',
    step('isFull', () => false),
  ),
  publish(
    'refuses-the-end',
    'Refuses an entry that ends its log, since there is no next one.',
    step('argsAfterPublishing', (right, submission) => right(submission) ?? refuse('LOG_FULL')),
  ),
  publish(
    'decodes-as-deployed',
    'Decodes operations as deployed nodes do.',
    step('decodeOperation', (right, _, bytes) => right('p2panda-compat', bytes)),
    SPECIFIED,
  ),
  publish(
    'decodes-as-specified',
    'Decodes operations as the specification has it.',
    step('decodeOperation', (right, _: DataProfile, bytes) => right('p2panda', bytes)),
    DEPLOYED,
  ),
];

export const dataPublishFaults = [...stepFaults];
