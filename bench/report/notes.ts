import { DECODE_ONLY, DOCUMENT_GROUPS, OPERATION_GROUPS, VERIFY_ONLY } from '../cases/names.js';

/** What is not the same work, or not to be seen from a table, by group. */
export const NOTES: Readonly<Record<string, string>> = {
  [OPERATION_GROUPS.encode]:
    'All write the same bytes, which are compared with the reference’s. p2panda-js gives hex, and uses up the fields that it ' +
    'is given: making them is part of it. cborg and cbor-x know CBOR alone: they get a list with fields in their order, and ' +
    'check no name, id or schema id.',
  [OPERATION_GROUPS.decode]:
    'p2panda-js takes hex, which is ready before, and anything that p2panda-compat takes. cborg and cbor-x decode CBOR ' +
    'alone: they look for neither canonical form nor the rules of operations. Bytes, as those of a blob, are views of the ' +
    'operation to sasako and cbor-x; p2panda-js and cborg copy them.',
  [OPERATION_GROUPS.validate]: `p2panda-js knows no schemas: “${DECODE_ONLY}” is decoding without validation, for less work. Those who know CBOR alone take no part.`,
  [DOCUMENT_GROUPS.reduce]:
    'Decoded operations are added one by one, each held against the schema, and the fields are read at the end. No peer does ' +
    'it. random: each names one or two at random, of which p2panda-compat, as p2panda 0.8.1, finds no order; tree: each ' +
    'names one at random.',
  [DOCUMENT_GROUPS.bytes]: 'The same from bytes: decoding is part of it.',
  [DOCUMENT_GROUPS.more]:
    'One operation more, and the field that it wrote is read. p2panda-compat sorts all anew where more than a ' +
    'thousand operations would change their places, which in a tree is seldom.',
  [DOCUMENT_GROUPS.log]: `From a file to the document’s fields, each in a process of its own, whose start is part of it: signatures, payload hashes, decoding, validation, order. “${VERIFY_ONLY}” is signatures and payload hashes, and makes no document.`,
};
