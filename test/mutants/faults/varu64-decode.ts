import { concat } from '../implementation/bytes.js';
import { Implementation } from '../implementation/implementation.js';
import { Refusal } from '../implementation/refusal.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => Implementation, strict?: boolean) =>
  mutant({ name: `varu64-decode-${name}`, sentence, ops: ['varu64.decode'], inside, strict });

/** The fault to let one length of non-canonical encodings through. */
const lenient = (lenientLength: number) =>
  fault(
    `non-canonical-in-${lenientLength}-bytes`,
    `Accepts values that would fit in less than the ${lenientLength} bytes which follow the first.`,
    class extends Implementation {
      override isCanonical(value: bigint, length: number) {
        return length === lenientLength || super.isCanonical(value, length);
      }
    },
  );

export const varu64DecodeFaults = [
  fault(
    'little-endian',
    'Reads the least significant byte first.',
    class extends Implementation {
      override numberFrom(bytes: Uint8Array) {
        return super.numberFrom(bytes.toReversed());
      }
    },
  ),
  ...[128n, 247n, 249n].map((limit) =>
    fault(
      `single-byte-below-${limit}`,
      `Takes a first byte for the value where it is below ${limit}, rather than 248.`,
      class extends Implementation {
        override decodeVarU64(bytes: Uint8Array, offset: number) {
          const first = bytes[offset] ?? 0;
          if (first < limit === first < 248) return super.decodeVarU64(bytes, offset);
          if (first < limit) return { value: BigInt(first), length: 1 };
          // The length that follows from such a first byte is none at all.
          return { value: 0n, length: 1 };
        }
      },
    ),
  ),
  fault(
    'doubles',
    'Takes values through doubles.',
    class extends Implementation {
      override decodeVarU64(bytes: Uint8Array, offset: number) {
        const { value, length } = super.decodeVarU64(bytes, offset);
        return { value: BigInt(Number(value)), length };
      }
    },
  ),
  fault(
    'unsafe-integers-refused',
    'Refuses what a double doesn’t hold exactly.',
    class extends Implementation {
      override decodeVarU64(bytes: Uint8Array, offset: number) {
        const decoded = super.decodeVarU64(bytes, offset);
        if (decoded.value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Refusal('NON_CANONICAL_VARU64');
        return decoded;
      }
    },
  ),
  fault(
    'doubles-while-reading',
    'Adds up the bytes in a double.',
    class extends Implementation {
      override numberFrom(bytes: Uint8Array) {
        return BigInt(bytes.reduce((sum, byte) => 256 * sum + byte, 0));
      }
    },
  ),
  ...[32, 53, 63].map((bits) =>
    fault(
      `cut-to-${bits}-bits`,
      `Keeps ${bits} bits of a value.`,
      class extends Implementation {
        override decodeVarU64(bytes: Uint8Array, offset: number) {
          const { value, length } = super.decodeVarU64(bytes, offset);
          return { value: BigInt.asUintN(bits, value), length };
        }
      },
    ),
  ),
  ...[32, 64].map((bits) =>
    fault(
      `signed-${bits}-bits`,
      `Gives a value as a signed integer of ${bits} bits.`,
      class extends Implementation {
        override decodeVarU64(bytes: Uint8Array, offset: number) {
          const { value, length } = super.decodeVarU64(bytes, offset);
          return { value: value < 2n ** BigInt(bits) ? BigInt.asIntN(bits, value) : value, length };
        }
      },
    ),
  ),
  fault(
    'above-i64-refused',
    'Refuses values that a signed integer of 64 bits can’t hold.',
    class extends Implementation {
      override decodeVarU64(bytes: Uint8Array, offset: number) {
        const decoded = super.decodeVarU64(bytes, offset);
        if (decoded.value >= 2n ** 63n) throw new Refusal('NON_CANONICAL_VARU64');
        return decoded;
      }
    },
  ),
  fault(
    'signed-bytes',
    'Takes bytes above 7f for negative when it puts a value together.',
    class extends Implementation {
      override numberFrom(bytes: Uint8Array) {
        let value = 0n;
        for (const byte of bytes) value = (value << 8n) | BigInt.asIntN(8, BigInt(byte));
        return BigInt.asUintN(64, value);
      }
    },
  ),
  fault(
    'signed-first-byte',
    'Takes a first byte above 7f for a negative number, and so for a small one.',
    class extends Implementation {
      override decodeVarU64(bytes: Uint8Array, offset: number) {
        const first = bytes[offset];
        if (first === undefined || first < 128) return super.decodeVarU64(bytes, offset);
        return { value: BigInt.asUintN(64, BigInt(first - 256)), length: 1 };
      }
    },
  ),
  fault(
    'non-canonical-accepted',
    'Accepts values in more bytes than they need.',
    class extends Implementation {
      override isCanonical() {
        return true;
      }
    },
  ),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map(lenient),
  fault(
    'leading-zero-alone-refused',
    'Takes every value without a leading zero for canonical, also one below 248 in two bytes.',
    class extends Implementation {
      override isCanonical(value: bigint, length: number) {
        return value >= 256n ** BigInt(length - 1);
      }
    },
  ),
  fault(
    'zero-accepted-in-any-length',
    'Takes a zero for canonical, however long.',
    class extends Implementation {
      override isCanonical(value: bigint, length: number) {
        return value === 0n || super.isCanonical(value, length);
      }
    },
  ),
  fault(
    'smallest-of-its-length-refused',
    'Refuses the smallest value of each length.',
    class extends Implementation {
      override isCanonical(value: bigint, length: number) {
        return super.isCanonical(value - 1n, length);
      }
    },
  ),
  fault(
    'largest-refused',
    'Refuses 2^64 − 1.',
    class extends Implementation {
      override decodeVarU64(bytes: Uint8Array, offset: number) {
        const decoded = super.decodeVarU64(bytes, offset);
        if (decoded.value === 2n ** 64n - 1n) throw new Refusal('NON_CANONICAL_VARU64');
        return decoded;
      }
    },
  ),
  fault(
    'first-byte-ff-refused',
    'Doesn’t know values of nine bytes.',
    class extends Implementation {
      override decodeVarU64(bytes: Uint8Array, offset: number) {
        if (bytes[offset] === 0xff) throw new Refusal('NON_CANONICAL_VARU64');
        return super.decodeVarU64(bytes, offset);
      }
    },
  ),
  ...(['end', 'front'] as const).map((side) =>
    fault(
      `cut-off-filled-at-the-${side}`,
      'Takes missing bytes for zeros.',
      class extends Implementation {
        override followingBytes(bytes: Uint8Array, start: number, length: number) {
          const there = bytes.subarray(start, start + length);
          const missing = new Uint8Array(length - there.length);
          return side === 'end' ? concat(there, missing) : concat(missing, there);
        }
      },
      // With zeros in front no value is canonical, so that nothing but the reason is wrong.
      side === 'front',
    ),
  ),
  fault(
    'last-byte-may-be-missing',
    'Looks for one byte less than there has to be.',
    class extends Implementation {
      override followingBytes(bytes: Uint8Array, start: number, length: number) {
        return super.followingBytes(concat(bytes, Uint8Array.of(0)), start, length);
      }
    },
  ),
  fault(
    'one-byte-more-wanted',
    'Looks for one byte more than there has to be.',
    class extends Implementation {
      override followingBytes(bytes: Uint8Array, start: number, length: number) {
        super.followingBytes(bytes, start, length + 1);
        return super.followingBytes(bytes, start, length);
      }
    },
  ),
  fault(
    'empty-is-zero',
    'Reads 0 where there is nothing.',
    class extends Implementation {
      override decodeVarU64(bytes: Uint8Array, offset: number) {
        return bytes.length === 0 ? { value: 0n, length: 0 } : super.decodeVarU64(bytes, offset);
      }
    },
  ),
  fault(
    'empty-has-its-own-reason',
    'Says EMPTY of an empty input.',
    class extends Implementation {
      override decodeVarU64(bytes: Uint8Array, offset: number) {
        if (bytes.length === 0) throw new Refusal('EMPTY');
        return super.decodeVarU64(bytes, offset);
      }
    },
    true,
  ),
  fault(
    'canonical-before-cut-off',
    'Says that a value is not canonical before all its bytes are there.',
    class extends Implementation {
      override followingBytes(bytes: Uint8Array, start: number, length: number) {
        if (bytes[start] === 0) throw new Refusal('NON_CANONICAL_VARU64');
        return super.followingBytes(bytes, start, length);
      }
    },
    true,
  ),
  fault(
    'trailing-bytes-refused',
    'Refuses what follows the value.',
    class extends Implementation {
      override decodeVarU64(bytes: Uint8Array, offset: number) {
        const decoded = super.decodeVarU64(bytes, offset);
        if (decoded.length !== bytes.length) throw new Refusal('TRAILING_BYTES');
        return decoded;
      }
    },
  ),
  fault(
    'trailing-bytes-counted',
    'Gives the length of its whole input.',
    class extends Implementation {
      override decodeVarU64(bytes: Uint8Array, offset: number) {
        return { ...super.decodeVarU64(bytes, offset), length: bytes.length };
      }
    },
  ),
  fault(
    'first-byte-not-counted',
    'Gives the number of bytes that follow the first.',
    class extends Implementation {
      override decodeVarU64(bytes: Uint8Array, offset: number) {
        const { value, length } = super.decodeVarU64(bytes, offset);
        return { value, length: Math.max(1, length - 1) };
      }
    },
  ),
];
