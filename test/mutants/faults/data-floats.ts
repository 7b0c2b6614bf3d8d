import { DataImplementation } from '../implementation/data.js';
import { type CborReader, doubleBits } from '../implementation/data-cbor.js';
import { constant, DEPLOYED, faultsOf, SAMPLED, SPECIFIED, step } from './data.js';

const decoding = faultsOf('operation.decode', 'operation-decode-float');
const encoding = faultsOf('operation.encode', 'operation-encode-float');

/** A decoder that takes some floats whether they are canonical or not. */
const taking = (isTaken: (info: number, bits: bigint) => boolean) =>
  step('checkFloat', (right, reader, item) => {
    if (!isTaken(item.info, item.argument)) right(reader, item);
  });

const right = new DataImplementation();
const isNaNOf = (info: number, bits: bigint) => Number.isNaN(right.floatOf(info, bits));

/** An encoder of floats that does it otherwise for some values. */
const writing = (wrong: (value: number) => { info: number; bits: bigint } | undefined) =>
  step('shortestFloat', (correct, value) => wrong(value) ?? correct(value));

const isSubnormalHalf = (value: number) => value !== 0 && Math.abs(value) < 2 ** -14;

const asSingle = (value: number) => {
  const bits = right.singleOf(value);
  return bits === undefined ? undefined : { info: 26, bits };
};
const asDouble = (value: number) => ({ info: 27, bits: doubleBits(value) });

export const dataFloatFaults = [
  decoding(
    'long',
    'Takes floats of any width.',
    taking((info, bits) => !isNaNOf(info, bits)),
    SPECIFIED,
  ),
  decoding(
    'doubles-long',
    'Takes a double that a shorter float would hold.',
    taking((info, bits) => info === 27 && !isNaNOf(info, bits)),
    SPECIFIED,
  ),
  decoding(
    'singles-long',
    'Takes a single that a half would hold.',
    taking((info, bits) => info === 26 && !isNaNOf(info, bits)),
    SPECIFIED,
  ),
  decoding(
    'infinity-long',
    'Takes an infinity of any width.',
    taking((info, bits) => Math.abs(right.floatOf(info, bits)) === Infinity),
    SPECIFIED,
  ),
  decoding(
    'zero-long',
    'Takes a zero of any width.',
    taking((info, bits) => right.floatOf(info, bits) === 0),
    SPECIFIED,
  ),
  decoding(
    'subnormal-halves-long',
    'Takes a longer float in place of a half below 2^-14.',
    taking((info, bits) => isSubnormalHalf(right.floatOf(info, bits))),
    SPECIFIED,
  ),
  decoding(
    'nan-payloads',
    'Takes NaNs with a payload.',
    taking((info, bits) => info === 25 && isNaNOf(info, bits)),
    SPECIFIED,
  ),
  decoding(
    'nan-long',
    'Takes a NaN in more bytes.',
    taking((info, bits) => info > 25 && isNaNOf(info, bits)),
    SPECIFIED,
  ),
  decoding(
    'nan-with-a-sign',
    'Takes the NaN with a sign.',
    taking((info, bits) => info === 25 && bits === 0xfe00n),
    SPECIFIED,
  ),
  decoding(
    'halves-refused',
    'Holds singles for the shortest floats, and takes no halves.',
    step('shortestFloat', (correct, value) => asSingle(value) ?? correct(value)),
    SPECIFIED,
  ),
  decoding(
    'long-refused',
    'Refuses floats that are longer than they need to be, as deployed nodes do not.',
    step('checkFloat', (correct, reader, item) => {
      correct(Object.assign(Object.create(reader) as CborReader, { profile: 'p2panda' }), item);
    }),
    DEPLOYED,
  ),
  decoding(
    'half-without-subnormals',
    'Reads halves below 2^-14 as zero.',
    step('halfToDouble', (correct, bits) =>
      ((bits >> 10) & 31) === 0 ? correct(bits & 0x8000) : correct(bits),
    ),
    SAMPLED,
  ),
  decoding(
    'half-infinity-as-a-number',
    'Reads the infinity of a half as 65536.',
    step('halfToDouble', (correct, bits) =>
      (bits & 0x7fff) === 0x7c00 ? (bits >> 15 ? -65536 : 65536) : correct(bits),
    ),
  ),
  decoding(
    'half-without-a-sign',
    'Reads halves without their sign.',
    step('halfToDouble', (correct, bits) => correct(bits & 0x7fff)),
    SAMPLED,
  ),
  decoding(
    'doubles-as-singles',
    'Rounds doubles to singles.',
    step('floatText', (correct, value) => correct(Math.fround(value))),
  ),
  decoding(
    'minus-zero-as-zero',
    'Reads -0 as 0.',
    step('floatText', (correct, value) => correct(value === 0 ? 0 : value)),
  ),
  encoding(
    'never-half',
    'Writes singles and doubles, and no halves.',
    writing((value) => (Number.isNaN(value) ? undefined : (asSingle(value) ?? asDouble(value)))),
  ),
  encoding(
    'never-single',
    'Writes halves and doubles, and no singles.',
    writing((value) => (right.shortestFloat(value).info === 26 ? asDouble(value) : undefined)),
  ),
  encoding(
    'always-double',
    'Writes doubles alone.',
    writing((value) => (Number.isNaN(value) ? undefined : asDouble(value))),
  ),
  encoding(
    'whole-as-int',
    'Writes a whole float as an int.',
    step('encodeFloat', (correct, value) =>
      Number.isInteger(value) && Math.abs(value) < 2 ** 53 ? right.encodeInt(BigInt(value)) : correct(value),
    ),
  ),
  encoding(
    'minus-zero-as-zero',
    'Writes -0 as 0.',
    step('shortestFloat', (correct, value) => correct(value === 0 ? 0 : value)),
  ),
  encoding('nan-as-a-double', 'Writes NaN as a double.', constant('nan', { info: 27, bits: 0x7ff8n << 48n })),
  encoding('nan-with-a-sign', 'Writes NaN with a sign.', constant('nan', { info: 25, bits: 0xfe00n })),
  encoding('nan-signalling', 'Writes a signalling NaN.', constant('nan', { info: 25, bits: 0x7d00n })),
  encoding(
    'infinity-as-a-double',
    'Writes infinities as doubles.',
    writing((value) => (Math.abs(value) === Infinity ? asDouble(value) : undefined)),
  ),
  encoding(
    'minus-infinity-without-its-sign',
    'Writes minus infinity as infinity.',
    step('shortestFloat', (correct, value) => correct(value === -Infinity ? Infinity : value)),
  ),
  encoding(
    'no-subnormal-halves',
    'Writes singles in place of halves below 2^-14.',
    step('subnormalHalf', (correct, value) => (value === 0 ? correct(value) : undefined)),
  ),
  encoding(
    'subnormal-halves-rounded',
    'Rounds what is between two halves below 2^-14.',
    step('subnormalHalf', (_, value) => Math.round(value * 2 ** 24)),
  ),
  encoding(
    'subnormal-halves-flushed',
    'Writes halves below 2^-14 as zero.',
    step('subnormalHalf', (correct, value) => (correct(value) === undefined ? undefined : 0)),
  ),
  encoding(
    'halves-rounded',
    'Rounds to a half what has more digits.',
    step('normalHalf', (_, value) => {
      const exponent = Math.floor(Math.log2(value));
      return exponent > 15
        ? undefined
        : ((exponent + 15) << 10) | Math.trunc(value * 2 ** (10 - exponent) - 1024);
    }),
  ),
  encoding(
    'largest-half-too-large',
    'Writes 65536 as a half, which is infinity.',
    step('normalHalf', (correct, value) => (value === 65536 ? 0x7c00 : correct(value))),
  ),
  encoding(
    'singles-rounded',
    'Rounds doubles to singles.',
    writing((value) =>
      right.shortestFloat(value).info === 27 && Math.abs(value) < 2 ** 128
        ? asSingle(Math.fround(value))
        : undefined,
    ),
  ),
  encoding(
    'subnormal-singles-as-doubles',
    'Writes singles below 2^-126 as doubles.',
    writing((value) => (value !== 0 && Math.abs(value) < 2 ** -126 ? asDouble(value) : undefined)),
  ),
  encoding(
    'above-singles-as-infinity',
    'Writes doubles above the largest single as infinity.',
    step('shortestFloat', (correct, value) =>
      correct(Math.abs(Math.fround(value)) === Infinity ? Math.fround(value) : value),
    ),
  ),
  encoding(
    'bytes-the-wrong-way-round',
    'Writes the bytes of floats least significant first.',
    step('encodeFloat', (correct, value) => {
      const bytes = correct(value);
      return Uint8Array.of(bytes[0]!, ...bytes.slice(1).reverse());
    }),
  ),
];
