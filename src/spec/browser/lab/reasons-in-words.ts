import type { Profile, Reason } from '../../../index.js';

const IN_WORDS: Partial<Record<Reason, string>> = {
  EMPTY: 'There is no byte at all.',
  TRUNCATED: 'The input ends within a field.',
  INVALID_TAG: 'The first byte has to be 00, or 01 for the last entry of a log.',
  INVALID_AUTHOR: 'These 32 bytes are no point of the curve: nobody has such a key.',
  NON_CANONICAL_VARU64: 'The number would fit into fewer bytes.',
  SEQNUM_ZERO: 'Sequence numbers begin with 1.',
  UNKNOWN_HASH_TYPE: 'A hash begins with its type, and the only type is 00.',
  LINKS_IDENTICAL: 'The two links are the same hash, and have to lead to two entries.',
  TRAILING_BYTES: 'An entry ends with its signature.',
  SIGNATURE_NOT_CANONICAL: 'The second half of the signature is too large a number.',
  SIGNATURE_INVALID: 'The author did not sign these bytes as they stand.',
  SMALL_ORDER_AUTHOR: 'Anybody can sign in the name of this author.',
  PAYLOAD_HASH_MISMATCH: 'This is not the payload that the entry names.',
  PAYLOAD_SIZE_MISMATCH: 'By its hash this is the payload, but its size is not what the author signed.',
};

/** What a reason means, in a sentence; '' where the message of the verdict says it. */
export function reasonInWords(reason: Reason, profile: Profile): string {
  if (reason === 'WRONG_HASH_LENGTH') {
    return `The second byte of a hash is its length, ${profile === 'bamboo' ? '40' : '20'} in ${profile}.`;
  }
  return IN_WORDS[reason] ?? '';
}
