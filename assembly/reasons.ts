// Reason codes, as result records and verdicts carry them: 0 for accepted. The list and its order are those
// of src/bamboo/reasons.ts; a test compares the two. Those that nothing here gives are left out.

export const ACCEPTED = 0;
export const EMPTY = 1;
export const TRUNCATED = 2;
export const INVALID_TAG = 3;
export const INVALID_AUTHOR = 4;
export const NON_CANONICAL_VARU64 = 5;
export const SEQNUM_ZERO = 6;
export const UNKNOWN_HASH_TYPE = 7;
export const WRONG_HASH_LENGTH = 8;
export const LINKS_IDENTICAL = 9;
export const TRAILING_BYTES = 10;
export const SIGNATURE_NOT_CANONICAL = 11;
export const SIGNATURE_INVALID = 12;
export const SMALL_ORDER_AUTHOR = 13;
export const PAYLOAD_HASH_MISMATCH = 14;
export const PAYLOAD_SIZE_MISMATCH = 15;
export const WRONG_LOG = 25;
