export const ENTRY_DECODE_NOTES = {
  LOG_ID: 'Log ids are cut to 32 or 53 bits.',
  SEQNUM: 'Sequence numbers are cut to 32 or 53 bits, or lipmaa goes wrong for large ones.',
  LINKS_DUE: 'A link that is due is not read, and all that follows is misread.',
  LINKS_NOT_DUE: 'A link is read where none is due, and all that follows is misread.',
  PAYLOAD_SIZE: 'A claimed size is read wrongly, or refused because it does not fit the entry.',
  CLAIMED_SIZE: 'A claimed size is believed: memory is allocated by it, or it overflows.',
  END_OF_LOG: 'The end of the log is not seen.',
  EMPTY_PAYLOAD: 'An empty payload is taken for a missing one.',
  ANY_DIGEST: 'The content of a digest is taken for something else, an end or a header.',
  LINKS_NEARLY_IDENTICAL:
    'Only part of the links is compared, or the backlink with something else than the lipmaalink.',
  IDENTICAL_LINKS:
    'In bamboo, equal links decode and fail when they are followed; refusing them on decoding refuses what others accept.',
  REAL_WORLD: 'Entries as p2panda’s own clients make them are misread.',
  SMALL_ORDER_AUTHOR: 'Authors of small order are refused: an entry that the network accepts is lost.',
  NON_CANONICAL_AUTHOR:
    'An author whose y is written as p or more, or with x = 0 and a sign, is refused or written anew.',
  HASH_WITHOUT_SIGNATURE: 'The hash of an entry leaves out its signature: two entries are taken for one.',
  CUT_OFF: 'Reading goes on past the end: a crash, or bytes from elsewhere.',
  EMPTY_INPUT: 'No bytes at all are a crash, or are not told from a cut-off entry.',
  UNKNOWN_TAG:
    'Any tag is read as end of log or as not: one entry has several byte strings, and two readers disagree on the end.',
  NOT_ON_CURVE: 'An author that is no point is let in, and fails later, elsewhere, or never.',
  NON_CANONICAL: 'An integer is accepted in a longer form than it needs.',
  SEQNUM_ZERO: 'Sequence number 0 is let in: lipmaa of it fails or loops, and it precedes the first entry.',
  HASH_TYPE: 'The type of a hash is not looked at, or skipped where it is unknown.',
  HASH_LENGTH:
    'The length of a hash is not looked at: one entry has 256 byte strings, or so many bytes are read as it claims.',
  OTHER_PROFILE:
    'A hash of the other profile is read with its own length and let in: one log mixes two hashes.',
  SUPERFLUOUS_LINK: 'A link is read because it is there, not because it is due.',
  MISSING_LINK: 'A link that is due is taken for optional.',
  TRAILING_BYTES: 'What follows the signature is ignored: anybody can change an entry’s hash.',
  CRAFTED_TRAILING_BYTES:
    'The signature is checked over all but the last 64 bytes instead of over the fields, and the author can append bytes.',
  EQUAL_LINKS: 'Equal links pass, though one of them must be wrong.',
  PRECEDENCE: 'With two faults the later field’s is named, or the whole is judged before its parts.',
};
