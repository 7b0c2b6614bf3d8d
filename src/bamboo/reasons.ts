/**
 * Why an entry, a signature, a payload, a log or a proof was rejected: a closed list, the same in the specification
 * (chapter "The suite"), the vectors, this API and the adapter protocol.
 *
 * A reason's position in the list, counted from 1, is its code in a result record of the core.
 */
export const REASONS = [
  'EMPTY',
  'TRUNCATED',
  'INVALID_TAG',
  'INVALID_AUTHOR',
  'NON_CANONICAL_VARU64',
  'SEQNUM_ZERO',
  'UNKNOWN_HASH_TYPE',
  'WRONG_HASH_LENGTH',
  'LINKS_IDENTICAL',
  'TRAILING_BYTES',
  'SIGNATURE_NOT_CANONICAL',
  'SIGNATURE_INVALID',
  'SMALL_ORDER_AUTHOR',
  'PAYLOAD_HASH_MISMATCH',
  'PAYLOAD_SIZE_MISMATCH',
  'BACKLINK_HASH_MISMATCH',
  'BACKLINK_AUTHOR_MISMATCH',
  'BACKLINK_LOG_ID_MISMATCH',
  'BACKLINK_SEQNUM_MISMATCH',
  'LIPMAALINK_HASH_MISMATCH',
  'LIPMAALINK_AUTHOR_MISMATCH',
  'LIPMAALINK_LOG_ID_MISMATCH',
  'LIPMAALINK_SEQNUM_MISMATCH',
  'AFTER_END_OF_LOG',
  'WRONG_LOG',
  'FORKED',
  'NOT_A_PROOF',
  'UNKNOWN_PROOF',
  'PROOF_DAMAGED',
  'PROVES_NOTHING',
] as const;

/** One of the {@link REASONS}. */
export type Reason = (typeof REASONS)[number];
