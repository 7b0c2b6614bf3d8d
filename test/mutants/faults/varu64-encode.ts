import { Implementation } from '../implementation/implementation.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => Implementation) =>
  mutant({ name: `varu64-encode-${name}`, sentence, ops: ['varu64.encode'], inside });

export const varu64EncodeFaults = [
  fault(
    'little-endian',
    'Writes the least significant byte first.',
    class extends Implementation {
      override bytesOf(value: bigint, length: number) {
        return super.bytesOf(value, length).reverse();
      }
    },
  ),
  ...[128n, 240n, 247n, 249n].map((limit) =>
    fault(
      `single-byte-below-${limit}`,
      `Writes a value as itself where it is below ${limit}, rather than 248.`,
      class extends Implementation {
        override readonly singleByteBelow = limit;
      },
    ),
  ),
  fault(
    'leb128',
    'Writes seven bits a byte, as other varints do.',
    class extends Implementation {
      override encodeVarU64(value: bigint) {
        const bytes: number[] = [];
        for (let rest = value; ; rest >>= 7n) {
          if (rest < 128n) return Uint8Array.from([...bytes, Number(rest)]);
          bytes.push(Number(rest & 127n) | 128);
        }
      }
    },
  ),
  fault(
    'first-byte-from-248',
    'Counts the bytes that follow from 0, so that nine-byte values wrap.',
    class extends Implementation {
      override encodeVarU64(value: bigint) {
        const bytes = super.encodeVarU64(value);
        if (bytes.length > 1) bytes[0]! += 1;
        return bytes;
      }
    },
  ),
  fault(
    'doubles',
    'Takes values through doubles.',
    class extends Implementation {
      override encodeVarU64(value: bigint) {
        return super.encodeVarU64(BigInt.asUintN(64, BigInt(Number(value))));
      }
    },
  ),
  ...[32, 53, 63].map((bits) =>
    fault(
      `cut-to-${bits}-bits`,
      `Keeps ${bits} bits of a value.`,
      class extends Implementation {
        override encodeVarU64(value: bigint) {
          return super.encodeVarU64(BigInt.asUintN(bits, value));
        }
      },
    ),
  ),
  fault(
    'bitwise-shifts',
    'Shifts with JavaScript’s 32-bit operators, which wrap around.',
    class extends Implementation {
      override bytesOf(value: bigint, length: number) {
        const low = Number(BigInt.asIntN(32, value));
        return Uint8Array.from({ length }, (_, i) => (low >>> (8 * (length - 1 - i))) & 0xff);
      }
    },
  ),
  fault(
    'length-by-logarithm',
    'Finds the length with a logarithm in doubles, which rounds up just below a power of two.',
    class extends Implementation {
      override varU64Length(value: bigint) {
        return Math.min(8, Math.floor(Math.log2(Number(value)) / 8) + 1);
      }
    },
  ),
  fault(
    'length-by-rounded-up-logarithm',
    'Finds the length as the logarithm rounded up, which is one short at powers of 256.',
    class extends Implementation {
      override varU64Length(value: bigint) {
        const isPower = value > 255n && 2n ** BigInt(value.toString(2).length - 1) === value;
        return isPower && value.toString(2).length % 8 === 1
          ? super.varU64Length(value) - 1
          : super.varU64Length(value);
      }
      override bytesOf(value: bigint, length: number) {
        return super.bytesOf(BigInt.asUintN(8 * length, value), length);
      }
    },
  ),
  fault(
    'lengths-of-machine-words',
    'Has no lengths but 1, 2, 4 and 8 bytes.',
    class extends Implementation {
      override varU64Length(value: bigint) {
        const length = super.varU64Length(value);
        return length <= 2 ? length : length <= 4 ? 4 : 8;
      }
    },
  ),
  fault(
    'always-nine-bytes',
    'Writes all that is above 247 in nine bytes.',
    class extends Implementation {
      override varU64Length() {
        return 8;
      }
    },
  ),
  fault(
    'zero-is-nothing',
    'Writes nothing for 0.',
    class extends Implementation {
      override encodeVarU64(value: bigint) {
        return value === 0n ? new Uint8Array() : super.encodeVarU64(value);
      }
    },
  ),
  fault(
    'sign-byte',
    'Writes a zero byte before a value whose highest bit is set, as signed big integers do.',
    class extends Implementation {
      override varU64Length(value: bigint) {
        return Math.min(8, Math.ceil((value.toString(2).length + 1) / 8));
      }
    },
  ),
];
