export const LOG_NOTES = {
  WHOLE: 'A whole log without fault is not verified throughout.',
  EMPTY_SET: 'No entries at all are a crash or a rejection.',
  REAL_WORLD: 'A log as p2panda’s own clients write it is not verified.',
  PARTIAL:
    'A chain of links at hand is not followed, or one is made up: path-verified, verified and unlinked are confused.',
  NOT_TRANSITIVE:
    'An entry counts as verified because the targets of its links are at hand, though they are not verified themselves.',
  MISSING_FIRST: 'Entries count as verified though no chain leads to entry 1.',
  ORDER_OF_ARRIVAL:
    'The verdict depends on what arrived first, so that two peers with the same entries disagree.',
  DUPLICATES: 'The same entry twice is taken for a fork, or its second copy is not judged.',
  FOREIGN: 'Entries of another author or log take part: they link, fork, or end this log.',
  LOG_ID_COLLISION:
    'Log ids that differ are equal as doubles or 32-bit integers, and two logs are taken for one.',
  AUTHOR_AS_POINT: 'Authors are compared as points, so that one log has two authors’ entries.',
  CRAFTED_TRAILING_BYTES:
    'All but the last 64 bytes of an item are taken for signed, and an author can let one entry have many hashes.',
  BAD_SIGNATURE:
    'An entry with a bad signature takes part: it links, forks, or ends the log, and anybody can do that to it.',
  BATCH: 'Signatures are checked together, and errors that cancel each other pass.',
  TORSION_AUTHOR: 'An author of small or mixed order cannot have a log.',
  UNDECODABLE: 'What does not decode is a crash, or takes part by its hash.',
  FORK: 'Two entries with one sequence number are not noticed, or one of them is preferred.',
  FORK_SWALLOWED: 'Entries are kept by sequence number or payload, so that the second one of a fork is lost.',
  FORK_UNLINKED: 'A fork is looked for only along the chain from entry 1.',
  FORK_BELOW: 'Entries below a fork lose their status, or those above and beside it keep theirs.',
  IMPLIED_FORK:
    'What links commit to is not compared, so that an author can show two histories to two peers.',
  IMPLIED_OR_NOT: 'A fork counts as implied though both entries are at hand, or not though they are not.',
  TWO_FORKS: 'Only one fork is reported, or the higher one decides.',
  STRING_ORDER: 'Sequence numbers are compared as text, and 10 comes before 9.',
  FALSE_FORK: 'What does not count is taken for a fork: anybody can invalidate anybody’s log.',
  END_OF_LOG:
    'Entries after the end of the log are accepted, at least where the end arrives late or is not linked.',
  FALSE_END: 'What does not count ends the log: anybody can end anybody’s log.',
  SIZE_LIE: 'A proven lie about a size has no effect, or one on what is below it.',
  SWAPPED_PAYLOAD: 'A payload that somebody swapped invalidates the entry, or those after it.',
  LINK_SEQNUM: 'A link to another place of the log is followed.',
  STATUS_PRECEDENCE: 'Where two reasons hold the wrong one is given, and so the wrong party may be blamed.',
  LARGE_SEQNUMS: 'Sequence numbers above 2^53 are rounded, and entries taken for others.',
};
