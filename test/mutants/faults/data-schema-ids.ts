import { DataImplementation } from '../implementation/data.js';
import { Refusal } from '../implementation/refusal.js';
import { DEPLOYED, faultsOf, REASON, SAMPLED, SPECIFIED, step } from './data.js';

const fault = faultsOf('schema.id.parse', 'schema-id');

/** A parser that takes more names. */
const naming = (isName: (name: string) => boolean) =>
  step('isSchemaName', (right, profile, name) => isName(name) || right(profile, name));

/** A parser that takes fewer names. */
const refusing = (isRefused: (name: string) => boolean) =>
  step('isSchemaName', (right, profile, name) => right(profile, name) && !isRefused(name));

/** A parser that takes more ids. */
const withIds = (isId: (id: string) => boolean) =>
  step('isId', (right, profile, id) => isId(id) || right(profile, id));

export const dataSchemaIdFaults = [
  fault(
    'split-at-the-first-underscore',
    'Takes what is before the first underscore for the name.',
    step('parseApplicationId', (_, profile, text) => {
      const own = new DataImplementation();
      const [name, ...ids] = text.split('_');
      if (!own.isSchemaName(profile, name!)) throw new Refusal('SCHEMA_NAME_INVALID');
      return {
        schemaId: text,
        kind: 'application',
        name: name!,
        version: null,
        viewId: own.checkViewId(profile, ids),
      };
    }),
  ),
  fault(
    'one-id-alone',
    'Takes one operation id off the end, and the rest for the name.',
    step('hasMoreIds', () => false),
    SAMPLED,
  ),
  fault(
    'ids-while-there-are-underscores',
    'Takes operation ids off the end for as long as there is an underscore.',
    step('hasMoreIds', (_, rest) => rest.includes('_')),
  ),
  fault(
    'name-of-64-taken-for-an-id',
    'Goes on for as long as 64 characters are left.',
    step('hasMoreIds', (_, rest) => rest.length > 63),
    SAMPLED,
  ),
  fault(
    'ids-while-they-begin-with-0020',
    'Takes parts off the end for as long as they look like ids.',
    step('hasMoreIds', (_, rest) => /_0020[0-9a-f]{64}$/.test(rest)),
    SAMPLED,
    REASON,
  ),
  fault(
    'name-of-1-refused',
    'Refuses names of one character.',
    refusing((name) => name.length < 2),
    SPECIFIED,
  ),
  fault(
    'name-of-1',
    'Takes names of one character, as deployed nodes do not.',
    naming((name) => /^[a-z]$/.test(name)),
    DEPLOYED,
  ),
  fault(
    'name-of-65',
    'Takes names of 65 characters.',
    naming((name) => name.length === 65 && /^[a-z]+$/.test(name)),
    SAMPLED,
  ),
  fault(
    'name-of-any-length',
    'Does not look at the length of names.',
    naming((name) => name.length > 64 && /^[a-z]+$/.test(name)),
    SAMPLED,
  ),
  fault(
    'name-of-64-refused',
    'Takes names of 63 characters at most.',
    refusing((name) => name.length > 63),
    SAMPLED,
  ),
  fault(
    'name-underscore-last',
    'Takes names with an underscore last.',
    naming((name) => /^[a-z]\w*_$/.test(name)),
    SAMPLED,
  ),
  fault(
    'name-underscore-first',
    'Takes names with an underscore first.',
    naming((name) => /^_\w*[a-z]$/.test(name)),
    SAMPLED,
  ),
  fault(
    'name-with-underscores-refused',
    'Refuses names with underscores.',
    refusing((name) => name.includes('_')),
  ),
  fault(
    'name-with-two-underscores-refused',
    'Refuses names with two underscores.',
    refusing((name) => /_.*_/.test(name)),
    SAMPLED,
  ),
  fault(
    'name-digit-first',
    'Takes names with a digit first.',
    naming((name) => /^\d\w*[a-z\d]$/.test(name)),
  ),
  fault(
    'name-hyphen',
    'Takes names with hyphens.',
    naming((name) => /^[a-z][a-z-]*$/.test(name)),
  ),
  fault(
    'name-blank',
    'Takes names with blanks.',
    naming((name) => /^[a-z][a-z ]*$/.test(name)),
  ),
  fault(
    'name-umlaut',
    'Takes letters beyond those of ASCII in names.',
    naming((name) => /^\p{L}+$/u.test(name)),
  ),
  fault(
    'name-line-end',
    'Takes names with a line end.',
    naming((name) => /^[a-z]+\n/.test(name)),
    SAMPLED,
  ),
  fault(
    'name-capitals-refused',
    'Refuses capitals in names.',
    refusing((name) => /[A-Z]/.test(name)),
    SAMPLED,
  ),
  fault(
    'name-digits-refused',
    'Refuses digits in names.',
    refusing((name) => /\d/.test(name)),
  ),
  fault(
    'name-empty-as-invalid',
    'Gives an empty name for a name that is none.',
    step('parseApplicationId', (right, profile, text) => {
      if (text.startsWith('_')) throw new Refusal('SCHEMA_NAME_INVALID');
      return right(profile, text);
    }),
    REASON,
  ),
  fault(
    'name-before-ids',
    'Judges the name before the operation ids.',
    step('splitIds', (right, profile, text) => {
      const own = new (step('isId', () => true))();
      if (!own.isSchemaName(profile, own.splitIds(profile, text).name))
        throw new Refusal('SCHEMA_NAME_INVALID');
      return right(profile, text);
    }),
    REASON,
  ),
  fault(
    'ids-not-checked',
    'Takes any part for an operation id.',
    withIds(() => true),
  ),
  fault(
    'ids-of-half-a-byte-less',
    'Takes ids of 67 digits.',
    withIds((id) => /^0020[0-9a-f]{63}$/.test(id)),
    SAMPLED,
  ),
  fault(
    'ids-of-66-digits',
    'Takes ids of 66 digits.',
    withIds((id) => /^0020[0-9a-f]{62}$/.test(id)),
    SAMPLED,
  ),
  fault(
    'ids-of-69-digits',
    'Takes ids of 69 digits.',
    withIds((id) => /^0020[0-9a-f]{65}$/.test(id)),
  ),
  fault(
    'ids-of-no-hex',
    'Does not look whether ids are hexadecimal.',
    withIds((id) => /^0020\w{64}$/.test(id) && !/[A-Z]/.test(id)),
    SAMPLED,
  ),
  fault(
    'ids-of-any-hash-type',
    'Does not look at the first byte of ids.',
    withIds((id) => /^\d\d20[0-9a-f]{64}$/.test(id)),
    SAMPLED,
  ),
  fault(
    'ids-of-bamboo',
    'Takes ids of 64 bytes.',
    withIds((id) => /^0040[0-9a-f]{128}$/.test(id)),
  ),
  fault(
    'ids-trimmed',
    'Takes ids with a blank behind.',
    withIds((id) => /^0020[0-9a-f]{64} $/.test(id)),
  ),
  fault(
    'ids-of-any-length-byte',
    'Does not look at the second byte of ids.',
    withIds((id) => /^00[0-9a-f]{66}$/.test(id)),
    SPECIFIED,
  ),
  fault(
    'ids-of-length-32-alone',
    'Looks at the second byte of ids, as deployed nodes do not.',
    step('isId', (right, profile, id) => right(profile, id) && id.slice(2, 4) === '20'),
    DEPLOYED,
  ),
  fault(
    'ids-in-capitals',
    'Takes capitals in ids.',
    withIds((id) => /^0020[0-9A-Fa-f]{64}$/.test(id)),
    SPECIFIED,
  ),
  fault(
    'ids-in-capitals-refused',
    'Refuses capitals in ids, as deployed nodes do not.',
    step('isId', (right, profile, id) => right(profile, id) && id === id.toLowerCase()),
    DEPLOYED,
  ),
  fault(
    'ids-in-capitals-lowered',
    'Gives the id with capitals in small letters.',
    step('parseSchemaId', (right, profile, text) => right(profile, text.toLowerCase())),
    DEPLOYED,
  ),
  fault(
    'view-unsorted',
    'Does not look at the order of the ids.',
    step('checkAscends', (right, before, id) => {
      if (before === id) right(before, id);
    }),
  ),
  fault(
    'view-repeated',
    'Takes an id that comes twice.',
    step('checkAscends', (right, before, id) => {
      if (before !== id) right(before, id);
    }),
    SAMPLED,
  ),
  fault(
    'view-sorted',
    'Sorts the ids of the view in place of refusing them.',
    step('checkViewId', (right, profile, ids) => right(profile, [...new Set(ids)].sort())),
  ),
  fault(
    'view-of-two-alone-checked',
    'Looks at the order of the first two ids alone.',
    step('checkViewId', (right, profile, ids) => [...right(profile, ids.slice(0, 2)), ...ids.slice(2)]),
  ),
  fault(
    'view-in-the-order-of-reading',
    'Holds the ids in the order in which it takes them off for the view.',
    step('splitIds', (right, profile, text) => {
      const { name, ids } = right(profile, text);
      return { name, ids: ids.reverse() };
    }),
  ),
  fault(
    'view-as-text',
    'Gives the view as one id.',
    step('parseApplicationId', (right, profile, text) => {
      const parsed = right(profile, text);
      return { ...parsed, viewId: [parsed.viewId!.join('_')] };
    }),
    SAMPLED,
  ),
  fault(
    'without-an-underscore',
    'Takes a name alone for a schema id.',
    step('lastUnderscore', (right, text) => {
      if (/^[a-z]+$/.test(text)) throw new Refusal('SCHEMA_NAME_INVALID');
      return right(text);
    }),
    SAMPLED,
    REASON,
  ),
  fault(
    'empty-as-unknown',
    'Gives the empty text for a system schema that it does not know.',
    step('parseSchemaId', (right, profile, text) => {
      if (text === '') throw new Refusal('SYSTEM_SCHEMA_UNKNOWN');
      return right(profile, text);
    }),
    SAMPLED,
    REASON,
  ),
  fault(
    'hyphens-as-underscores',
    'Takes a hyphen between the parts.',
    step('parseSchemaId', (right, profile, text) =>
      right(profile, text.includes('_') ? text : text.replace('-', '_')),
    ),
  ),
];
