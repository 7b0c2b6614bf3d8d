import { DataImplementation } from '../implementation/data.js';
import { DEPLOYED, faultsOf, SAMPLED, step } from './data.js';

const fault = faultsOf('operation.decode', 'operation-decode-cbor');

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/** A decoder that takes some bytes for UTF-8 that are not. */
const replacing = (pattern: RegExp, by: (bytes: string) => string) =>
  step('utf8', (right, bytes) => right(Buffer.from(latin1(bytes).replace(pattern, by), 'latin1')));

const textFaults = [
  fault(
    'bad-utf8-replaced',
    'Puts replacement characters in place of what is not UTF-8.',
    step('utf8', (_, bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)),
  ),
  fault(
    'latin-1',
    'Reads text as Latin-1.',
    step('utf8', (_, bytes) => latin1(bytes)),
  ),
  fault(
    'surrogates',
    'Takes surrogates in UTF-8.',
    replacing(/\xed[\xa0-\xbf][\x80-\xbf]/g, () => '\xef\xbf\xbd'),
  ),
  fault(
    'overlong-utf8',
    'Takes characters that UTF-8 writes in more bytes than needed.',
    replacing(/[\xc0\xc1][\x80-\xbf]|\xe0[\x80-\x9f][\x80-\xbf]|\xf0[\x80-\x8f][\x80-\xbf]{2}/g, () => '?'),
    SAMPLED,
  ),
  fault(
    'characters-above-10ffff',
    'Takes characters above U+10FFFF.',
    replacing(/\xf4[\x90-\xbf][\x80-\xbf]{2}|[\xf5-\xf7][\x80-\xbf]{3}/g, () => '?'),
    SAMPLED,
  ),
  fault(
    'byte-order-mark-dropped',
    'Drops a byte order mark at the beginning of a text.',
    step('utf8', (right, bytes) => right(bytes).replace(/^\ufeff/, '')),
    SAMPLED,
  ),
  fault(
    'text-ends-at-nul',
    'Ends a text at its first NUL.',
    step('utf8', (right, bytes) => right(bytes).replace(/\0.*$/s, '')),
    DEPLOYED,
  ),
];

const simpleFaults = [
  fault(
    'null-as-false',
    'Takes null for false.',
    step('simpleValue', (right, info, argument) =>
      right(info, argument === 22n && info < 25 ? 20n : argument),
    ),
  ),
  fault(
    'undefined-as-false',
    'Takes undefined for false.',
    step('simpleValue', (right, info, argument) =>
      right(info, argument === 23n && info < 25 ? 20n : argument),
    ),
  ),
  fault(
    'simple-values-as-numbers',
    'Takes a simple value without a meaning for a number.',
    step('simpleValue', (right, info, argument) =>
      info < 25 && argument < 20n ? { type: 'int', value: String(argument) } : right(info, argument),
    ),
  ),
  fault(
    'bool-as-int',
    'Reads false and true as 0 and 1.',
    step('simpleValue', (right, info, argument) => {
      const { type, value } = right(info, argument);
      return type === 'bool' ? { type: 'int', value: value === true ? '1' : '0' } : { type, value };
    }),
  ),
  fault(
    'bool-the-wrong-way-round',
    'Takes false for true, and true for false.',
    step('simpleValue', (right, info, argument) =>
      right(info, info < 25 && (argument === 20n || argument === 21n) ? 41n - argument : argument),
    ),
  ),
  fault(
    'floats-as-ints',
    'Reads a float that is whole as an int.',
    step('simpleValue', (right, info, argument) => {
      const value = info < 25 ? NaN : new DataImplementation().floatOf(info, argument);
      return Number.isInteger(value) ? { type: 'int', value: String(BigInt(value)) } : right(info, argument);
    }),
  ),
];

export const dataDecodeTextFaults = [...textFaults, ...simpleFaults];
