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

/** Why an operation, a schema, a document or something to publish was rejected: likewise. */
export type DataReason =
  | 'CBOR_TRUNCATED'
  | 'CBOR_MALFORMED'
  | 'CBOR_NOT_CANONICAL'
  | 'CBOR_TAGGED'
  | 'CBOR_TRAILING_BYTES'
  | 'OPERATION_NOT_A_LIST'
  | 'OPERATION_LENGTH'
  | 'OPERATION_VERSION'
  | 'OPERATION_ACTION'
  | 'OPERATION_TOO_LONG'
  | 'PREVIOUS_TYPE'
  | 'PREVIOUS_MISSING'
  | 'PREVIOUS_UNEXPECTED'
  | 'FIELDS_TYPE'
  | 'FIELDS_MISSING'
  | 'FIELDS_UNEXPECTED'
  | 'FIELDS_EMPTY'
  | 'FIELDS_TOO_MANY'
  | 'FIELDS_NOT_SORTED'
  | 'FIELD_NAME_TYPE'
  | 'FIELD_NAME_INVALID'
  | 'VALUE_TYPE'
  | 'INT_OUT_OF_RANGE'
  | 'OPERATION_ID_INVALID'
  | 'VIEW_ID_EMPTY'
  | 'VIEW_ID_NOT_SORTED'
  | 'VIEW_ID_TOO_LONG'
  | 'SCHEMA_ID_TYPE'
  | 'SCHEMA_ID_MALFORMED'
  | 'SCHEMA_NAME_INVALID'
  | 'SYSTEM_SCHEMA_UNKNOWN'
  | 'SCHEMA_MISMATCH'
  | 'FIELD_UNKNOWN'
  | 'FIELD_MISSING'
  | 'FIELD_TYPE_MISMATCH'
  | 'FIELD_TYPE_INVALID'
  | 'SCHEMA_DESCRIPTION_TOO_LONG'
  | 'SCHEMA_FIELDS_EMPTY'
  | 'SCHEMA_FIELDS_TOO_MANY'
  | 'SCHEMA_FIELD_REPEATED'
  | 'FIELD_DEFINITION_MISSING'
  | 'MIME_TYPE_INVALID'
  | 'BLOB_PIECES_EMPTY'
  | 'BLOB_PIECE_TOO_LONG'
  | 'BLOB_LENGTH_MISMATCH'
  | 'DOCUMENT_WITHOUT_CREATE'
  | 'DOCUMENT_OF_TWO_CREATES'
  | 'DOCUMENT_CYCLE'
  | 'VIEW_UNKNOWN'
  | 'SCHEMA_UNKNOWN'
  | 'SEQNUM_UNEXPECTED'
  | 'LIPMAALINK_UNKNOWN'
  | 'PREVIOUS_UNKNOWN'
  | 'PREVIOUS_OF_TWO_DOCUMENTS'
  | 'DOCUMENT_DELETED'
  | 'LOG_ID_TAKEN'
  | 'LOG_ID_MISMATCH'
  | 'LOG_FULL'
  | 'MESSAGE_INVALID';

/** Thrown by the reference where the specification rejects. */
export class Rejection extends Error {
  override readonly name = 'Rejection';
  readonly reason: Reason | DataReason;
  /** For a decoding reason, the byte at fault (BAM-DEC-011). */
  readonly offset: number | undefined;

  constructor(reason: Reason | DataReason, offset?: number) {
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
