// The result record of an entry: offsets in bytes. The layout is that of src/bamboo/record.ts; a test
// compares them.

export const REASON = 0;
export const DECODED = 1;
export const FAULT_OFFSET = 2;
export const LIPMAALINK_OFFSET = 4;
export const BACKLINK_OFFSET = 6;
export const PAYLOAD_HASH_OFFSET = 8;
export const SIGNATURE_OFFSET = 10;
export const IN_ORDER = 12;
export const LOG_ID = 16;
export const SEQ_NUM = 24;
export const PAYLOAD_SIZE = 32;
export const HASH = 40;
export const SIZE = 112;
