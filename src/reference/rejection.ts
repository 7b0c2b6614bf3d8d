/** Why something was rejected. The closed list of the specification's chapter "The suite". */
export type Reason =
  | 'EMPTY'
  | 'TRUNCATED'
  | 'INVALID_TAG'
  | 'INVALID_AUTHOR'
  | 'NON_CANONICAL_VARU64'
  | 'SEQNUM_ZERO'
  | 'UNKNOWN_HASH_TYPE'
  | 'WRONG_HASH_LENGTH'
  | 'LINKS_IDENTICAL'
  | 'TRAILING_BYTES'
  | 'SIGNATURE_NOT_CANONICAL'
  | 'SIGNATURE_INVALID'
  | 'SMALL_ORDER_AUTHOR'
  | 'PAYLOAD_HASH_MISMATCH'
  | 'PAYLOAD_SIZE_MISMATCH'
  | `${'BACKLINK' | 'LIPMAALINK'}_${'HASH' | 'AUTHOR' | 'LOG_ID' | 'SEQNUM'}_MISMATCH`
  | 'AFTER_END_OF_LOG'
  | 'WRONG_LOG'
  | 'FORKED'
  | 'NOT_A_PROOF'
  | 'UNKNOWN_PROOF'
  | 'PROOF_DAMAGED'
  | 'PROVES_NOTHING';

/** Thrown by the reference where the specification rejects. */
export class Rejection extends Error {
  override readonly name = 'Rejection';
  readonly reason: Reason;
  /** For a decoding reason, the byte at fault (BAM-DEC-011). */
  readonly offset: number | undefined;

  constructor(reason: Reason, offset?: number) {
    super(offset === undefined ? reason : `${reason} at byte ${offset}`);
    this.reason = reason;
    this.offset = offset;
  }
}

/** The rejection that `check` throws, or `undefined` where it throws none. */
export function rejectionOf(check: () => unknown): Rejection | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
}
