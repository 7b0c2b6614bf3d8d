import type { Operation } from '../../../src/conformance/protocol.js';
import type { Mutant } from '../mutant.js';
import { entryDecodeHashFaults } from './entry-decode-hashes.js';
import { entryDecodeFaults } from './entry-decode.js';
import { keyFaults } from './keys.js';
import { lipmaaFaults } from './lipmaa.js';
import { signatureAuthorFaults } from './signature-authors.js';
import { signatureEquationFaults } from './signature-equation.js';
import { signatureHFaults, signatureSFaults } from './signature-scalars.js';
import { varu64DecodeFaults } from './varu64-decode.js';
import { varu64EncodeFaults } from './varu64-encode.js';

const LIPMAA = [
  'lipmaa-doubles',
  'lipmaa-signed-32-bits',
  'lipmaa-signed-64-bits',
  'lipmaa-overflow-wraps',
  'lipmaa-stops-at-overflow',
  'lipmaa-table-of-32-powers',
  'lipmaa-peaks-like-others',
  'lipmaa-always-before',
  'lipmaa-powers-of-two',
  'lipmaa-counts-from-zero',
];

const VARU64_DECODE = [
  'varu64-decode-little-endian',
  'varu64-decode-single-byte-below-247',
  'varu64-decode-single-byte-below-249',
  'varu64-decode-unsafe-integers-refused',
  'varu64-decode-doubles-while-reading',
  'varu64-decode-above-i64-refused',
  'varu64-decode-signed-bytes',
  'varu64-decode-non-canonical-accepted',
  'varu64-decode-zero-accepted-in-any-length',
  'varu64-decode-largest-refused',
  'varu64-decode-smallest-of-its-length-refused',
];

/**
 * Faults in the steps below an operation. An implementation without operations of its own for those steps shows its
 * faults here, or nowhere.
 */
const SHOWN: Partial<Record<Operation, readonly string[]>> = {
  'entry.encode': [
    ...LIPMAA,
    'varu64-encode-little-endian',
    'varu64-encode-single-byte-below-247',
    'varu64-encode-single-byte-below-249',
    'varu64-encode-leb128',
    'varu64-encode-doubles',
    'varu64-encode-cut-to-32-bits',
    'varu64-encode-cut-to-63-bits',
    'varu64-encode-bitwise-shifts',
    'varu64-encode-length-by-logarithm',
    'varu64-encode-lengths-of-machine-words',
    'varu64-encode-sign-byte',
    'key-top-bit-kept',
    'key-low-bits-kept',
    'key-of-hex',
    'key-sign-lost',
  ],
  'entry.decode': [
    ...LIPMAA,
    ...VARU64_DECODE,
    'varu64-decode-leading-zero-alone-refused',
    'varu64-decode-cut-off-filled-at-the-front',
    'varu64-decode-canonical-before-cut-off',
  ],
  'entry.verify': [
    ...LIPMAA,
    ...VARU64_DECODE,
    'entry-decode-log-id-non-canonical-accepted',
    'entry-decode-sequence-number-non-canonical-accepted',
    'entry-decode-payload-size-non-canonical-accepted',
    'entry-decode-log-id-unsafe-refused',
    'entry-decode-payload-size-unsafe-refused',
    'entry-decode-tag-by-its-lowest-bit',
    'entry-decode-tag-not-zero-ends-log',
    'entry-decode-tag-signed',
    'entry-decode-author-of-small-order-refused',
    'entry-decode-author-of-p-or-more-refused',
    'entry-decode-sequence-number-zero-accepted',
    'entry-decode-trailing-bytes-to-32-accepted',
    'entry-decode-lipmaalink-length-not-checked',
    'entry-decode-backlink-length-not-checked',
    'entry-decode-payload-hash-length-not-checked',
    'entry-decode-lipmaalink-type-not-checked',
    'entry-decode-backlink-type-not-checked',
    'entry-decode-payload-hash-type-not-checked',
    'entry-decode-links-identical-accepted',
    'entry-decode-links-identical-refused',
    'entry-decode-links-identical-by-their-first-8-bytes',
    'entry-decode-links-identical-by-their-last-8-bytes',
    'entry-decode-lipmaalink-guessed-from-the-length',
    'entry-decode-missing-lipmaalink-accepted',
    'entry-decode-superfluous-lipmaalink-accepted',
    'entry-decode-backlink-at-one-accepted',
    'entry-decode-missing-backlink-accepted',
    'signature-author-non-canonical-refused',
    'signature-author-small-order-refused',
    'signature-author-mixed-order-refused',
    'signature-author-torsion-cleared',
    'signature-cofactored',
    'signature-r-compared-as-a-point',
    'signature-r-of-small-order-refused',
    'signature-half-size-scalars-modulo-l',
    'signature-s-not-checked',
    'signature-s-of-l-accepted',
    'signature-s-top-three-bits-alone',
    'signature-s-top-three-bits-masked',
    'signature-s-zero-refused',
    'signature-h-of-re-encoded-author',
    'signature-h-not-reduced',
  ],
  'log.verify': LIPMAA,
};

const below: readonly Mutant[] = [
  ...lipmaaFaults,
  ...varu64EncodeFaults,
  ...varu64DecodeFaults,
  ...keyFaults,
  ...entryDecodeFaults,
  ...entryDecodeHashFaults,
  ...signatureAuthorFaults,
  ...signatureEquationFaults,
  ...signatureSFaults,
  ...signatureHFaults,
];

/** Faults that are caught in the operations above them too, as mutants of their own. */
export const faultsShownInEntries: readonly Mutant[] = Object.entries(SHOWN).flatMap(([op, names]) =>
  names.map((name) => {
    const fault = below.find((mutant) => mutant.name === name);
    if (!fault) throw new Error(`there is no fault ${name}`);
    return { ...fault, name: `${op.replace('.', '-')}-with-${name}`, ops: [op as Operation] };
  }),
);
