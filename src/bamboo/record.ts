/**
 * The result record: what an engine writes for one entry, 112 bytes, little-endian. `Verdict` and `Entry` read
 * their fields from it and from the entry's bytes when they are asked, and not before.
 *
 * Fields from `lipmaalinkOffset` on stand only where the entry decoded (reason 0, or a reason that comes after
 * decoding). An offset of 0 says that the entry has no such link.
 */
export const RECORD = {
  /** u8: 0 for accepted, else the position of the reason in `REASONS`, counted from 1. */
  reason: 0,
  /** u8: 1 where the entry decoded, else 0. */
  decoded: 1,
  /** u16: for a decoding reason the offset of the fault in bytes, else 0. */
  faultOffset: 2,
  /** u16: offset of the encoded lipmaalink in the entry, or 0. */
  lipmaalinkOffset: 4,
  /** u16: offset of the encoded backlink in the entry, or 0. */
  backlinkOffset: 6,
  /** u16: offset of the encoded payload hash in the entry. */
  payloadHashOffset: 8,
  /** u16: offset of the signature's 64 bytes in the entry. */
  signatureOffset: 10,
  /** u8: 1 where the entry is sound and follows in order on all before it in its log, with both links right. */
  inOrder: 12,
  /** u64: log id. */
  logId: 16,
  /** u64: sequence number. */
  seqNum: 24,
  /** u64: payload size in bytes. */
  payloadSize: 32,
  /** The entry's encoded hash: 66 bytes in `bamboo`, 34 in `p2panda`. */
  hash: 40,
  /** Length of a record in bytes. */
  size: 112,
} as const;
