import { addData, slug } from './data-builder.js';
import { shortened } from './operation-decode-builder.js';
import { fieldsJson, realDecodings, reasonOf, type RealDecoding } from './real-operations.js';
import { accept, type Expect, type Json, reject, type VectorList } from './vector.js';

/** The reasons for its texts; of a name where the text says less. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^empty input|^truncated|^huge declared/, 'CBOR_TRUNCATED'],
  [/utf8|^reserved ai/, 'CBOR_MALFORMED'],
  [/^not array/, 'OPERATION_NOT_A_LIST'],
  [/: missing .* field in|: missing .* for this operation action|: too many items/, 'OPERATION_LENGTH'],
  [/^version /, 'OPERATION_VERSION'],
  [/^action /, 'OPERATION_ACTION'],
  [/expected schema id as string/, 'SCHEMA_ID_TYPE'],
  [/expected map$/, 'FIELDS_TYPE'],
  [/expected document view id as array/, 'PREVIOUS_TYPE'],
  [/expected one or more operation ids/, 'VIEW_ID_EMPTY'],
  [/expected sorted operation ids/, 'VIEW_ID_NOT_SORTED'],
  [/expected byte buffer|invalid hash length|can not decode YASMF|^value short hash/, 'OPERATION_ID_INVALID'],
  [/unsorted field name|duplicate field key/, 'FIELDS_NOT_SORTED'],
  [/^field name .* expected string$/, 'FIELD_NAME_TYPE'],
  [/out of range integral|^value bignum/, 'INT_OUT_OF_RANGE'],
  [/did not match any variant|known simple value|recursion limit/, 'VALUE_TYPE'],
];

/** Where this specification has another answer than 0.8.1, which mostly accepts. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'trailing byte 00 after op': 'CBOR_TRAILING_BYTES',
  'trailing garbage ff after op': 'CBOR_TRAILING_BYTES',
  'version 1 noncanonical 1801': 'CBOR_NOT_CANONICAL',
  'version 1 noncanonical 1b0..1': 'CBOR_NOT_CANONICAL',
  'version bignum c24101': 'CBOR_TAGGED',
  'create with previous (5 items)': 'OPERATION_LENGTH',
  'update missing previous': 'OPERATION_LENGTH',
  'previous as single text view id': 'PREVIOUS_TYPE',
  'previous as text "h_h" sorted': 'PREVIOUS_TYPE',
  'previous hash len byte 21': 'OPERATION_ID_INVALID',
  'previous items as array of ints (34 ints)': 'OPERATION_ID_INVALID',
  'fields empty map': 'FIELDS_EMPTY',
  'field name empty': 'FIELD_NAME_INVALID',
  'field name empty twice': 'FIELD_NAME_INVALID',
  'field name invalid chars': 'FIELD_NAME_INVALID',
  'value int noncanonical 1801': 'CBOR_NOT_CANONICAL',
  'value int noncanonical 190001': 'CBOR_NOT_CANONICAL',
  'value bignum c24101': 'CBOR_TAGGED',
  'value bignum c2490100..(2^64)': 'CBOR_TAGGED',
  'value neg bignum c34100': 'CBOR_TAGGED',
  'value float64 1.0 (fb) nonshortest': 'CBOR_NOT_CANONICAL',
  'value float32 1.0': 'CBOR_NOT_CANONICAL',
  'value float16 NaN payload 7e01': 'CBOR_NOT_CANONICAL',
  'value float64 NaN payload': 'CBOR_NOT_CANONICAL',
  'value tag 0 text': 'CBOR_TAGGED',
  'value tag 42 bytes': 'CBOR_TAGGED',
  'value indef text': 'CBOR_NOT_CANONICAL',
  'value indef bytes': 'CBOR_NOT_CANONICAL',
  'value text noncanonical len 7801 78': 'CBOR_NOT_CANONICAL',
  'value bytes noncanonical len 580107': 'CBOR_NOT_CANONICAL',
  'value array noncanonical len 9800': 'CBOR_NOT_CANONICAL',
  'value indef array of hash': 'CBOR_NOT_CANONICAL',
  'value hash with len byte 21 in array': 'OPERATION_ID_INVALID',
  'indef outer array': 'CBOR_NOT_CANONICAL',
  'indef outer array too many': 'CBOR_NOT_CANONICAL',
  'indef outer array no break': 'CBOR_NOT_CANONICAL',
  'indef map fields': 'CBOR_NOT_CANONICAL',
  'outer array noncanonical len 9804': 'CBOR_NOT_CANONICAL',
  'map noncanonical len b801': 'CBOR_NOT_CANONICAL',
  'self-describe tag d9d9f7': 'CBOR_TAGGED',
  'outer tag 1': 'CBOR_TAGGED',
  'schema id indef text': 'CBOR_NOT_CANONICAL',
  'schema id noncanonical len 79': 'CBOR_NOT_CANONICAL',
  'schema id v01': 'SCHEMA_ID_MALFORMED',
  'schema id uppercase hash': 'OPERATION_ID_INVALID',
};

/** What 0.8.1 answers. */
function answerOf({ name, action, schemaId, previous, fields, error }: RealDecoding): Expect {
  if (error !== undefined) return reject(reasonOf(`${name}: ${error}`, REASONS));
  return accept({ action, schemaId, previous: previous as Json, fields: fieldsJson(fields) });
}

/** The cases of strictness that p2panda-js 0.8.1 was given, with its answer and this specification's. */
export function addRealDecodings(list: VectorList): void {
  const names = new Set(realDecodings().map(({ name }) => name));
  for (const name of Object.keys(OTHERWISE))
    if (!names.has(name)) throw new Error(`there is no case ${name}`);
  realDecodings().forEach((real, i) => {
    const about = {
      name: ['real', String(i), slug(real.name)].filter(Boolean).join('-'),
      flag: 'REAL_WORLD',
      requirements: ['PAN-OPR-001', ...(real.error === undefined ? ['compat:PAN-CBR-011'] : [])],
    };
    const add = (operation: string, expected: { p2panda: Expect } | { compat: Expect }) =>
      addData(list, 'operation-decode', 'operation.decode', about, { operation }, expected);
    add(real.operation, { compat: answerOf(real) });
    const reason = OTHERWISE[real.name];
    const operation = shortened(real.operation);
    const answer = answerOf(operation === real.operation ? real : { ...real, schemaId: 'blob_v1' });
    const p2panda = reason === undefined ? answer : reject(reason);
    const same = list.vectors.find(
      (vector) => vector.profile === 'p2panda' && vector.input['operation'] === operation,
    );
    // What both reject for one reason is asked of compat alone.
    const isPlainFault = real.error !== undefined && reason === undefined;
    if (!same && !isPlainFault) add(operation, { p2panda });
    if (same && JSON.stringify(same.expect) !== JSON.stringify(p2panda))
      throw new Error(`${same.id} differs from ${real.name}`);
  });
}
