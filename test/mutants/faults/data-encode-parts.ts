import { compareFolded, compareLengths, compareUtf16, inLocale } from './data-orders.js';
import { LIST } from '../implementation/data-cbor.js';
import { DataImplementation } from '../implementation/data.js';
import type { OperationDraft } from '../implementation/data-encoding.js';
import { DEPLOYED, faultsOf, REASON, SPECIFIED, step } from './data.js';

const fault = faultsOf('operation.encode', 'operation-encode');

/** An encoder that first makes another operation of what it is given. */
const given = (change: (draft: OperationDraft) => Partial<OperationDraft>) =>
  step('encodeOperation', (right, profile, draft) => right(profile, { ...draft, ...change(draft) }));

const partFaults = [
  fault(
    'previous-unexpected',
    'Leaves out the previous operations of a CREATE in place of refusing them.',
    given(({ action, previous }) => ({ previous: action === 'create' ? null : previous })),
  ),
  fault(
    'previous-missing',
    'Writes an UPDATE without previous operations.',
    step('checkPreviousGiven', (right, action, previous) => {
      if (action !== 'update') right(action, previous);
    }),
  ),
  fault(
    'previous-missing-in-a-delete',
    'Writes a DELETE without previous operations.',
    step('checkPreviousGiven', (right, action, previous) => {
      if (action !== 'delete') right(action, previous);
    }),
  ),
  fault(
    'fields-unexpected',
    'Leaves out the fields of a DELETE in place of refusing them.',
    given(({ action, fields }) => ({ fields: action === 'delete' ? null : fields })),
  ),
  fault(
    'fields-unexpected-written',
    'Writes the fields of a DELETE.',
    step('checkFieldsGiven', (right, action, fields) => {
      if (action !== 'delete') right(action, fields);
    }),
  ),
  fault(
    'fields-missing',
    'Writes a CREATE without fields.',
    step('checkFieldsGiven', (right, action, fields) => {
      if (action !== 'create') right(action, fields);
    }),
  ),
  fault(
    'fields-missing-in-an-update',
    'Writes an UPDATE without fields.',
    step('checkFieldsGiven', (right, action, fields) => {
      if (action !== 'update') right(action, fields);
    }),
  ),
  fault(
    'missing-as-empty',
    'Takes fields that are missing for none.',
    step('checkFieldsGiven', (right, action, fields) =>
      right(action, fields ?? (action === 'delete' ? null : [])),
    ),
    DEPLOYED,
  ),
  fault(
    'no-fields',
    'Writes an operation of no fields.',
    step('checkFieldCount', (right, profile, count) => {
      if (count > 0n) right(profile, count);
    }),
    SPECIFIED,
  ),
  fault(
    'no-fields-refused',
    'Refuses an operation of no fields, as deployed nodes do not.',
    step('checkFieldCount', (right, _, count) => right('p2panda', count)),
    DEPLOYED,
  ),
  fault(
    'previous-empty',
    'Writes an UPDATE of no previous operations.',
    step('checkViewIdLength', (right, profile, length) => {
      if (Number(length) > 0) right(profile, length);
    }),
  ),
  fault(
    'previous-empty-as-missing',
    'Gives no previous operations for missing ones.',
    step('checkPreviousGiven', (right, action, previous) =>
      right(action, previous?.length === 0 ? null : previous),
    ),
    REASON,
  ),
  fault(
    'previous-unsorted',
    'Writes previous operations as they are given.',
    step('checkAscends', (right, before, id) => {
      if (before === id) right(before, id);
    }),
  ),
  fault(
    'previous-doubled',
    'Writes a previous operation that comes twice.',
    step('checkAscends', (right, before, id) => {
      if (before !== id) right(before, id);
    }),
  ),
  fault(
    'previous-sorted',
    'Sorts previous operations in place of refusing them.',
    step('encodePrevious', (right, profile, previous) => right(profile, [...new Set(previous)].sort())),
  ),
  fault(
    'previous-not-checked',
    'Writes any bytes for a previous operation.',
    step('encodePrevious', (_, __, ids) => {
      const own = new (step('isId', () => true))();
      return own.encodePrevious('p2panda', ids);
    }),
  ),
  fault(
    'previous-of-any-length-byte',
    'Does not look at the second byte of ids.',
    step('isId', (right, profile, id) => right(profile, `0020${id.slice(4)}`) && id.startsWith('00')),
    SPECIFIED,
  ),
  fault(
    'previous-of-any-hash-type',
    'Does not look at the first byte of ids.',
    step('isId', (right, profile, id) => right(profile, `00${id.slice(2)}`)),
  ),
  fault(
    'previous-as-text',
    'Writes previous operations as the text of a view id.',
    step('encodePrevious', (right, profile, ids) => {
      right(profile, ids);
      return new DataImplementation().encodeText(ids.join('_'));
    }),
  ),
  fault(
    'previous-as-hex',
    'Writes ids as hexadecimal text, as p2panda 0.7 did.',
    step('encodePrevious', (right, profile, ids) => {
      right(profile, ids);
      const own = new DataImplementation();
      return own.encodeList(ids.map((id) => own.encodeText(id)));
    }),
  ),
  fault(
    'one-previous-not-a-list',
    'Writes one previous operation without a list around it.',
    step('encodePrevious', (right, profile, ids) => {
      const list = right(profile, ids);
      return list[0] === (LIST << 5) + 1 ? list.slice(1) : list;
    }),
  ),
];

const fieldFaults = [
  fault(
    'fields-as-given',
    'Writes fields in the order in which they are given.',
    step('sortedFields', (_, fields) => [...fields]),
  ),
  fault(
    'fields-by-length',
    'Sorts names by their length first.',
    step('compareNames', (right, a, b) => compareLengths(a, b) || right(a, b)),
  ),
  fault(
    'fields-regardless-of-case',
    'Sorts names regardless of case.',
    step('compareNames', (right, a, b) => compareFolded(a, b) || right(a, b)),
  ),
  fault(
    'fields-for-a-locale',
    'Sorts names as a dictionary does.',
    step('compareNames', (right, a, b) => inLocale(a, b) || right(a, b)),
  ),
  fault(
    'fields-by-utf-16',
    'Sorts names by units of UTF-16.',
    step('compareNames', (_, a, b) => compareUtf16(a, b)),
    DEPLOYED,
  ),
  fault(
    'fields-longer-first',
    'Writes a name before the one that it begins with.',
    step('compareNames', (right, a, b) =>
      a.startsWith(b) || b.startsWith(a) ? b.length - a.length : right(a, b),
    ),
  ),
  fault(
    'fields-numbers-by-value',
    'Sorts numbers in names by their value.',
    step('compareNames', (right, a, b) => a.localeCompare(b, 'en', { numeric: true }) || right(a, b)),
  ),
  fault(
    'name-repeated',
    'Writes two fields of one name.',
    step('checkRepeated', () => undefined),
  ),
  fault(
    'name-repeated-last',
    'Writes the last of two fields of one name.',
    given(({ fields }) => ({
      fields: fields && [...new Map(fields.map((field) => [field.name, field])).values()],
    })),
  ),
  fault(
    'names-not-checked',
    'Writes any text for a name.',
    step('checkFieldName', () => undefined),
    SPECIFIED,
  ),
  fault(
    'names-checked',
    'Checks names, as deployed nodes do not.',
    step('checkFieldName', (right, _, name) => right('p2panda', name)),
    DEPLOYED,
  ),
  fault(
    'names-of-65',
    'Writes a name of 65 characters.',
    step('isFieldName', (right, name) => right(name.slice(0, 64))),
    SPECIFIED,
  ),
  fault(
    'names-of-64-refused',
    'Writes names of 63 characters at most.',
    step('isFieldName', (right, name) => right(name) && name.length < 64),
    SPECIFIED,
  ),
  fault(
    'names-of-1-refused',
    'Refuses names of one character.',
    step('isFieldName', (right, name) => right(name) && name.length > 1),
    SPECIFIED,
  ),
  fault(
    'names-underscore-last-refused',
    'Refuses an underscore at the end of a name.',
    step('isFieldName', (right, name) => right(name) && !name.endsWith('_')),
    SPECIFIED,
  ),
  fault(
    'names-capitals-refused',
    'Refuses capitals in names.',
    step('isFieldName', (right, name) => right(name) && !/[A-Z]/.test(name)),
    SPECIFIED,
  ),
  fault(
    'names-lower-case',
    'Writes names in small letters.',
    given(({ fields }) => ({
      fields: fields && fields.map((field) => ({ ...field, name: field.name.toLowerCase() })),
    })),
  ),
  fault(
    'schema-id-not-checked',
    'Writes any text for a schema id.',
    step('schemaIdToWrite', (_, __, schemaId) => schemaId),
  ),
  fault(
    'schema-id-as-given',
    'Writes a version of a schema as it is given, with its zeros.',
    step('schemaIdToWrite', (right, profile, schemaId) => {
      right(profile, schemaId);
      return schemaId;
    }),
    DEPLOYED,
  ),
  fault(
    'schema-id-lower-case',
    'Writes schema ids in small letters.',
    step('schemaIdToWrite', (right, profile, schemaId) => right(profile, schemaId).toLowerCase()),
    DEPLOYED,
  ),
  fault(
    'schema-id-unsorted',
    'Writes a schema id whose operation ids are out of order.',
    step('schemaIdToWrite', (right, profile, schemaId) =>
      /_0020/.test(schemaId)
        ? (right(
            profile,
            schemaId.replace(/^(\w+?)((?:_0020[0-9a-f]{64})+)$/, (_, name: string, ids: string) =>
              [name, ...new Set(ids.slice(1).split('_').sort())].join('_'),
            ),
          ),
          schemaId)
        : right(profile, schemaId),
    ),
  ),
];

export const dataEncodePartFaults = [...partFaults, ...fieldFaults];
