import { DataImplementation } from '../implementation/data.js';
import { Refusal } from '../implementation/refusal.js';
import { constant, DEPLOYED, faultsOf, REASON, SAMPLED, SPECIFIED, step } from './data.js';

const fault = faultsOf('schema.id.parse', 'schema-id');
const names = new DataImplementation().systemNames;

/** A parser that reads versions in its own way. */
const versions = (read: (digits: string, right: () => number) => number) =>
  step('versionOf', (right, profile, digits) => read(digits, () => right(profile, digits)));

/** A parser that takes fewer names. */
const refusing = (isRefused: (name: string) => boolean) =>
  step('isSchemaName', (right, profile, name) => right(profile, name) && !isRefused(name));

export const dataSystemIdFaults = [
  fault(
    'version-part-of-any-letter',
    'Takes a last part that begins with a capital V for a version.',
    step('isSystemPart', (right, part) => right(part.toLowerCase())),
    REASON,
  ),
  fault(
    'name-like-a-version',
    'Takes an id with a part that begins with v for a system schema.',
    step('parseSchemaId', (right, profile, text) => {
      if (/_v\d+_0020/.test(text)) throw new Refusal('SYSTEM_SCHEMA_UNKNOWN');
      return right(profile, text);
    }),
  ),
  fault(
    'system-name-of-an-application',
    'Refuses the name of a system schema for an application schema.',
    refusing((name) => names.includes(name)),
    SAMPLED,
  ),
  fault('blob-unknown', 'Knows no schemas of blobs.', constant('systemNames', names.slice(0, 2))),
  fault(
    'field-definition-unknown',
    'Does not know the schema of field definitions.',
    constant('systemNames', names.toSpliced(1, 1)),
  ),
  fault(
    'short-system-names',
    'Takes the last word of a name for the name of a system schema.',
    step('parseSystemId', (right, profile, name, digits) =>
      right(profile, names.find((other) => other.endsWith(`_${name}`)) ?? name, digits),
    ),
    SAMPLED,
  ),
  fault(
    'any-system-name',
    'Takes any name for that of a system schema.',
    step('parseSystemId', (right, profile, name, digits) => ({
      ...right(profile, names.includes(name) ? name : 'blob', digits),
      name,
      schemaId: `${name}_v1`,
    })),
  ),
  fault(
    'system-names-in-capitals',
    'Takes the names of system schemas in capitals.',
    step('parseSystemId', (right, profile, name, digits) => right(profile, name.toLowerCase(), digits)),
    SAMPLED,
  ),
  fault(
    'system-names-trimmed',
    'Takes the names of system schemas with blanks around.',
    step('parseSystemId', (right, profile, name, digits) => right(profile, name.trim(), digits)),
    SAMPLED,
  ),
  fault(
    'system-names-by-their-beginning',
    'Takes a name that begins like that of a system schema.',
    step('parseSystemId', (right, profile, name, digits) =>
      right(profile, names.find((known) => name.startsWith(known)) ?? name, digits),
    ),
    SAMPLED,
  ),
  fault(
    'version-not-checked',
    'Takes any version of a system schema.',
    step('checkSystemVersion', () => undefined),
    SPECIFIED,
  ),
  fault(
    'version-1-alone',
    'Takes version 1 alone, as deployed nodes do not.',
    step('checkSystemVersion', (right, _, version) => right('p2panda', version)),
    DEPLOYED,
  ),
  fault(
    'version-of-8-bits',
    'Looks at the lower 8 bits of a version.',
    versions((_, right) => right() & 0xff),
    SPECIFIED,
  ),
  fault(
    'version-up-to-1',
    'Takes version 0.',
    step('checkSystemVersion', (right, profile, version) => {
      if (version !== 0) right(profile, version);
    }),
    SPECIFIED,
  ),
  fault(
    'version-with-zeros',
    'Takes zeros in front of a version.',
    versions((digits, right) => (/^0+1$/.test(digits) ? 1 : right())),
    SPECIFIED,
  ),
  fault(
    'version-with-a-plus-sign',
    'Takes a plus sign in front of a version.',
    versions((digits, right) => (digits === '+1' ? 1 : right())),
    SPECIFIED,
  ),
  fault(
    'version-with-a-minus-sign',
    'Drops the minus sign of a version.',
    versions((digits, right) => (/^-\d+$/.test(digits) ? Number(digits.slice(1)) : right())),
  ),
  fault(
    'version-as-far-as-it-goes',
    'Reads a version as far as it is a number.',
    versions((digits, right) => (/^\d+\D/.test(digits) ? parseInt(digits, 10) : right())),
  ),
  fault(
    'version-of-nothing',
    'Takes no version for version 1.',
    versions((digits, right) => (digits === '' ? 1 : right())),
  ),
  fault(
    'version-hexadecimal',
    'Takes a hexadecimal version.',
    versions((digits, right) => (/^0x[0-9a-f]+$/i.test(digits) ? Number(digits) : right())),
  ),
  fault(
    'version-with-a-point',
    'Takes a version with a decimal point or an exponent.',
    versions((digits, right) => (/^\d+(\.\d+|e\d+)$/.test(digits) ? Number(digits) : right())),
  ),
  fault(
    'version-with-blanks',
    'Takes a version with blanks around.',
    versions((digits, right) => (/^\s|\s$/.test(digits) && digits.trim() !== '' ? Number(digits) : right())),
  ),
  fault(
    'version-with-a-line-end',
    'Takes a version with a line end behind.',
    versions((digits, right) => (/^\d+\n$/.test(digits) ? Number(digits) : right())),
  ),
  fault(
    'version-of-other-digits',
    'Takes digits that are not of ASCII.',
    versions((digits, right) => (/^\p{Nd}$/u.test(digits) && !/^\d$/.test(digits) ? 1 : right())),
  ),
  fault(
    'version-malformed-as-unknown',
    'Gives a version that is no number for an unknown one.',
    step('versionOf', (right, profile, digits) => {
      try {
        return right(profile, digits);
      } catch {
        throw new Refusal('SYSTEM_SCHEMA_UNKNOWN');
      }
    }),
    REASON,
  ),
  fault(
    'version-above-255',
    'Takes versions above 255.',
    step('versionOf', (right, profile, digits) =>
      /^\d+$/.test(digits) ? Number(digits) : right(profile, digits),
    ),
    DEPLOYED,
  ),
  fault(
    'version-wrapped',
    'Wraps versions above 255.',
    step('versionOf', (right, profile, digits) =>
      /^\d+$/.test(digits) ? Number(digits) & 255 : right(profile, digits),
    ),
    DEPLOYED,
  ),
  fault(
    'version-255-refused',
    'Takes versions up to 254.',
    step('versionOf', (right, profile, digits) => {
      if (right(profile, digits) === 255) throw new Refusal('SCHEMA_ID_MALFORMED');
      return right(profile, digits);
    }),
    DEPLOYED,
  ),
  fault(
    'version-zeros-refused',
    'Refuses zeros in front of a version, as deployed nodes do not.',
    step('versionOf', (right, profile, digits) => {
      if (/^\+?0\d/.test(digits)) throw new Refusal('SCHEMA_ID_MALFORMED');
      return right(profile, digits);
    }),
    DEPLOYED,
  ),
  fault(
    'version-plus-sign-refused',
    'Refuses a plus sign in front of a version, as deployed nodes do not.',
    step('versionOf', (right, profile, digits) => {
      if (digits.startsWith('+')) throw new Refusal('SCHEMA_ID_MALFORMED');
      return right(profile, digits);
    }),
    DEPLOYED,
  ),
  fault(
    'version-kept-as-written',
    'Keeps zeros and a sign in the id that it gives.',
    step('parseSystemId', (right, profile, name, digits) => ({
      ...right(profile, name, digits),
      schemaId: `${name}_v${digits}`,
    })),
    DEPLOYED,
  ),
  fault(
    'version-as-text',
    'Gives a version for a name of its own.',
    step('parseSystemId', (right, profile, name, digits) => ({
      ...right(profile, name, digits),
      name: `${name}_v${digits}`,
    })),
  ),
  fault(
    'name-before-version',
    'Judges the name of a system schema before its version.',
    step('parseSystemId', (right, profile, name, digits) => {
      if (!names.includes(name)) throw new Refusal('SYSTEM_SCHEMA_UNKNOWN');
      return right(profile, name, digits);
    }),
    REASON,
  ),
];
