import type { PublishCheck, Submission } from '../implementation/data-publishing.js';
import { DataImplementation } from '../implementation/data.js';
import { constant, DEPLOYED, faultsOf, REASON, SAMPLED, SPECIFIED, step, type Where } from './data.js';

const publish = faultsOf('publish.validate', 'publish-validate');

const CHECKS = new DataImplementation().publishChecks;

/** A node that makes a check before another one that comes first. */
const before = (check: PublishCheck, other: PublishCheck) =>
  constant(
    'publishChecks',
    CHECKS.flatMap((one) => (one === check ? [] : one === other ? [check, other] : [one])),
  );

const without = (check: PublishCheck) =>
  constant(
    'publishChecks',
    CHECKS.filter((one) => one !== check),
  );

const NAMES: Record<PublishCheck, string> = {
  END: 'whether the log has ended',
  SEQNUM: 'at the sequence number',
  TARGET: 'whether the target of the lipmaalink is at hand',
  PAYLOAD: 'at the payload',
  LINKS: 'at the links',
  FIELDS: 'at the schema of the fields',
  PREVIOUS: 'at the previous operations',
  LOG: 'at the log id',
};

const PAIRS: readonly (readonly [PublishCheck, PublishCheck, ...Where[]])[] = [
  ['SEQNUM', 'END', SAMPLED],
  ['TARGET', 'SEQNUM', SAMPLED],
  ['PAYLOAD', 'TARGET'],
  ['LINKS', 'PAYLOAD', SAMPLED],
  ['FIELDS', 'LINKS'],
  ['PREVIOUS', 'FIELDS', SAMPLED],
  ['LOG', 'PREVIOUS'],
];

const orderFaults = [
  ...PAIRS.map(([check, other, ...where]) =>
    publish(
      `${check.toLowerCase()}-before-${other.toLowerCase()}`,
      `Looks ${NAMES[check]} before it looks ${NAMES[other]}.`,
      before(check, other),
      REASON,
      ...where,
    ),
  ),
  publish('seqnum-not-checked', 'Does not look at the sequence number.', without('SEQNUM'), SAMPLED),
  publish('payload-not-checked', 'Does not look whether the operation is the payload.', without('PAYLOAD')),
  publish(
    'payload-size-alone',
    'Looks at the size of the payload alone.',
    step('checkPayloadHash', () => undefined),
  ),
  publish(
    'payload-hash-alone',
    'Looks at the hash of the payload alone.',
    step('checkPayloadSize', () => undefined),
  ),
  publish('links-not-checked', 'Does not look at the links.', without('LINKS')),
  publish('fields-not-checked', 'Does not hold the operation against its schema.', without('FIELDS')),
  publish('previous-not-checked', 'Does not look at previous operations.', without('PREVIOUS')),
  publish('log-id-not-checked', 'Does not look at the log id.', without('LOG')),
  publish(
    'signature-not-checked',
    'Does not look at the signature.',
    step('checkEntrySignature', () => undefined),
  ),
  publish(
    'entry-before-operation',
    'Decodes the entry before the operation.',
    step('publish', (right, profile, schemas, stored, submitted) => {
      new DataImplementation().submittedEntry(submitted.entry);
      return right(profile, schemas, stored, submitted);
    }),
    SAMPLED,
    REASON,
  ),
  publish(
    'links-before-each-other',
    'Looks at the lipmaalink before the backlink, as deployed nodes do.',
    step('checkPublishedLinks', (right, submission) => right({ ...submission, profile: 'p2panda-compat' })),
    SPECIFIED,
    REASON,
  ),
  publish(
    'backlink-first',
    'Looks at the backlink before the lipmaalink, and not after it as deployed nodes do.',
    step('checkPublishedLinks', (right, submission) => right({ ...submission, profile: 'p2panda' })),
    DEPLOYED,
    REASON,
  ),
  publish(
    'signature-after-end',
    'Looks at the signature after it looks whether the log has ended.',
    class extends DataImplementation {
      override checkEntrySignature() {
        return undefined;
      }
      override checkNotEnded(submission: Submission) {
        super.checkNotEnded(submission);
        super.checkEntrySignature(submission.entry);
      }
    },
    SAMPLED,
    REASON,
  ),
];

export const dataPublishOrderFaults = [...orderFaults];
