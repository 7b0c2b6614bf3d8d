import { BYTES, LIST, TEXT, type CborReader } from '../implementation/data-cbor.js';
import { DataImplementation } from '../implementation/data.js';
import { Refusal } from '../implementation/refusal.js';
import { constant, DEPLOYED, faultsOf, REASON, SAMPLED, SPECIFIED, step } from './data.js';

const fault = faultsOf('operation.decode', 'operation-decode-fields');

/** A decoder with another order of names. */
const orderedBy = (compare: (a: string, b: string) => number) =>
  step('compareNames', (right, a, b) => compare(a, b) || right(a, b));

/** A decoder that takes other names. */
const naming = (isName: (name: string) => boolean) =>
  step('checkFieldName', (right, profile, name) => {
    if (!isName(name)) right(profile, name);
  });

/** A decoder that takes fewer names. */
const refusing = (isRefused: (name: string) => boolean) =>
  step('checkFieldName', (right, profile, name) => {
    right(profile, name);
    if (isRefused(name)) throw new Refusal('FIELD_NAME_INVALID');
  });

export const dataDecodeFieldFaults = [
  fault(
    'unsorted',
    'Takes fields in any order.',
    step('checkNameOrder', (right, names, name) => {
      if (names.includes(name)) right([name], name);
    }),
  ),
  fault(
    'doubled',
    'Takes two fields of one name.',
    step('checkNameOrder', (right, names, name) => {
      if (names.at(-1) !== name) right(names, name);
    }),
  ),
  fault(
    'sorted-by-length',
    'Sorts names by their length first.',
    orderedBy((a, b) => a.length - b.length),
  ),
  fault(
    'sorted-regardless-of-case',
    'Sorts names regardless of case.',
    orderedBy((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : a.toLowerCase() > b.toLowerCase() ? 1 : 0)),
  ),
  fault(
    'sorted-by-utf-16',
    'Sorts names by units of UTF-16.',
    orderedBy((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    DEPLOYED,
  ),
  fault(
    'sorted-for-a-locale',
    'Sorts names as a dictionary does.',
    orderedBy((a, b) => a.localeCompare(b, 'en')),
  ),
  fault(
    'order-of-two-alone',
    'Looks at the order of the first two fields alone.',
    step('checkNameOrder', (right, names, name) => {
      if (names.length < 2) right(names, name);
    }),
  ),
  fault(
    'given-sorted-by-length',
    'Gives fields in the order of their length.',
    step('readFields', (right, reader) => right(reader).sort((a, b) => a.name.length - b.name.length)),
  ),
  fault(
    'last-of-two',
    'Gives the last of two fields of one name.',
    step('readFields', (_, reader) => {
      const lenient = new (step('checkNameOrder', (right, names, name) => {
        if (names.at(-1) !== name) right(names, name);
      }))();
      return [...new Map(lenient.readFields(reader).map((field) => [field.name, field])).values()];
    }),
  ),
  fault(
    'none',
    'Takes an operation without fields.',
    step('checkFieldCount', (right, profile, count) => {
      if (count > 0n) right(profile, count);
    }),
    SPECIFIED,
  ),
  fault(
    'none-refused',
    'Refuses an operation without fields, which deployed nodes take.',
    step('readFields', (right, reader) => {
      const fields = right(reader);
      if (fields.length === 0) throw new Refusal('FIELDS_EMPTY');
      return fields;
    }),
    DEPLOYED,
  ),
  fault('too-many', 'Takes any number of fields.', constant('maxFields', Infinity), SPECIFIED, REASON),
  fault('1024-refused', 'Takes 1023 fields at most.', constant('maxFields', 1023), SPECIFIED, REASON),
  fault(
    'limited',
    'Takes 1024 fields at most, as deployed nodes do not.',
    step('checkFieldCount', (right, _, count) => {
      if (count > 1024n) right('p2panda', count);
    }),
    DEPLOYED,
    REASON,
  ),
  fault(
    'null-as-none',
    'Takes null for fields.',
    step('readFields', (right, reader) => {
      if (reader.bytes[reader.offset] !== 0xf6) return right(reader);
      reader.offset++;
      return [];
    }),
  ),
  fault(
    'as-a-list',
    'Takes a list of names and values for fields.',
    step('readFields', (right, reader) => {
      const first = reader.bytes[reader.offset]!;
      if (first >> 5 !== LIST) return right(reader);
      reader.offset++;
      const own = new DataImplementation();
      return Array.from({ length: (first & 31) / 2 }, () => ({
        name: own.textOfString(reader, own.readItem(reader)),
        ...own.readValue(reader),
      }));
    }),
  ),
  fault(
    'names-as-bytes',
    'Takes bytes for a name.',
    class extends DataImplementation {
      override readUntagged(reader: CborReader, item = this.readItem(reader)) {
        const read = super.readUntagged(reader, item);
        return read.major === BYTES ? { ...read, major: TEXT } : read;
      }
      override readPreviousId(reader: CborReader, item: Parameters<DataImplementation['readPreviousId']>[1]) {
        return new DataImplementation().readPreviousId(reader, item);
      }
    },
  ),
  fault(
    'names-not-checked',
    'Takes any text for a name.',
    naming(() => true),
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
    'Takes names of 65 characters.',
    naming((name) => name.length === 65 && /^\w+$/.test(name)),
    SPECIFIED,
  ),
  fault(
    'names-of-64-refused',
    'Takes names of 63 characters at most.',
    refusing((name) => name.length === 64),
    SAMPLED,
  ),
  fault(
    'names-empty',
    'Takes the empty name.',
    naming((name) => name === ''),
    SPECIFIED,
  ),
  fault(
    'names-digit-first',
    'Takes names with a digit first.',
    naming((name) => /^\d\w*$/.test(name)),
    SPECIFIED,
  ),
  fault(
    'names-underscore-first',
    'Takes names with an underscore first.',
    naming((name) => /^_\w*$/.test(name)),
    SPECIFIED,
  ),
  fault(
    'names-hyphen',
    'Takes names with hyphens.',
    naming((name) => /^[a-z][\w-]*$/i.test(name)),
    SPECIFIED,
  ),
  fault(
    'names-blank',
    'Takes names with blanks.',
    naming((name) => /^[a-z][\w ]*$/i.test(name)),
    SPECIFIED,
  ),
  fault(
    'names-umlaut',
    'Takes letters beyond those of ASCII in names.',
    naming((name) => /^\p{L}[\p{L}\d_]*$/u.test(name)),
    SPECIFIED,
  ),
  fault(
    'names-line-end-last',
    'Takes names with a line end behind.',
    naming((name) => /^[a-z]\w*\n$/i.test(name)),
    SPECIFIED,
  ),
  fault(
    'names-nul-last',
    'Takes names with a NUL in them.',
    naming((name) => /^[a-z][\w\0]*$/i.test(name)),
    SPECIFIED,
  ),
  fault(
    'name-order-before-name',
    'Judges the place of a name before the name.',
    class extends DataImplementation {
      #names: string[] = [];
      override readFields(reader: CborReader) {
        this.#names = [];
        return super.readFields(reader);
      }
      override checkFieldName(profile: 'p2panda', name: string) {
        super.checkNameOrder(this.#names, name);
        super.checkFieldName(profile, name);
        this.#names.push(name);
      }
    },
    SPECIFIED,
    REASON,
  ),
  fault(
    'order-after-values',
    'Judges the order of fields after their values.',
    class extends DataImplementation {
      override checkNameOrder() {
        return undefined;
      }
      override readFields(reader: CborReader) {
        const fields = super.readFields(reader);
        fields.forEach(({ name }, i) =>
          super.checkNameOrder(
            fields.slice(0, i).map((field) => field.name),
            name,
          ),
        );
        return fields;
      }
    },
    SAMPLED,
    REASON,
  ),
];
