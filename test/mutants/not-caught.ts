/**
 * Mutants that no vector catches yet: holes in the suite, each with the vector that would fill it. The test fails for one
 * that is caught after all, so that the list can only shrink.
 */
export const NOT_CAUGHT: ReadonlyMap<string, string> = new Map([
  ['hash-blake3-chunk-counter-of-8-bits', 'more than 256 chunks'],
  ['hash-blake3-chunk-counter-signed-byte', 'more than 128 chunks'],
  ['entry-encode-payload-size-of-16-bits', 'a payload of 65,536 bytes or more'],
  ['entry-verify-signature-trusted-with-a-link', 'a bad signature with right linked entries at hand'],
  ['entry-verify-links-not-checked-with-payload', 'a wrong linked entry with the right payload at hand'],
  ['entry-verify-payload-not-checked-with-links', 'a wrong payload with right linked entries at hand'],
  [
    'entry-verify-linked-author-by-its-first-bytes',
    'a linked entry by an author that differs in the last bytes',
  ],
  ['entry-verify-linked-author-without-its-sign', 'a linked entry by an author that differs in the sign'],
  ['entry-verify-linked-author-as-a-point', 'a linked entry by the same point in another encoding'],
  ['log-wrong-log-by-first-bytes-of-author', 'a signed foreign entry by the same point in another encoding'],
  ['log-wrong-log-by-author-as-a-point', 'a signed foreign entry by the same point in another encoding'],
  ['log-trailing-bytes-accepted', 'author-crafted trailing bytes in a log'],
  ...[
    'entry-decode-backlink-at-one-accepted',
    'entry-decode-backlink-length-not-checked',
    'entry-decode-backlink-type-not-checked',
    'entry-decode-links-identical-by-their-first-8-bytes',
    'entry-decode-links-identical-by-their-last-8-bytes',
    'entry-decode-links-identical-refused',
    'entry-decode-lipmaalink-guessed-from-the-length',
    'entry-decode-lipmaalink-length-not-checked',
    'entry-decode-lipmaalink-type-not-checked',
    'entry-decode-log-id-unsafe-refused',
    'entry-decode-missing-backlink-accepted',
    'entry-decode-missing-lipmaalink-accepted',
    'entry-decode-payload-hash-length-not-checked',
    'entry-decode-payload-size-non-canonical-accepted',
    'entry-decode-sequence-number-non-canonical-accepted',
    'entry-decode-superfluous-lipmaalink-accepted',
    'entry-decode-tag-signed',
  ].map((name): [string, string] => [
    `entry-verify-with-${name}`,
    'the entry.decode vectors as entry.verify',
  ]),
]);
