import { Point } from '@noble/ed25519';
import { asciiOfHex, fromLittleEndian } from '../implementation/bytes.js';
import { Implementation } from '../implementation/implementation.js';
import { sha512 } from '../implementation/primitives.js';
import { encode, times } from '../implementation/signatures.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, publicKey: (privateKey: Uint8Array) => Uint8Array) =>
  mutant({
    name: `key-${name}`,
    sentence,
    ops: ['key.public'],
    inside: class extends Implementation {
      override publicKey = publicKey;
    },
  });

/** What is done to the lowest and the highest byte of a secret scalar. */
interface Clamping {
  readonly low?: number;
  readonly clear?: number;
  readonly set?: number;
}

function scalarOf(half: Uint8Array, { low = 0xf8, clear = 0x7f, set = 0x40 }: Clamping = {}): bigint {
  const bytes = half.slice(0, 32);
  bytes[0]! &= low;
  bytes[31] = (bytes[31]! & clear) | set;
  return fromLittleEndian(bytes);
}

const pointOf = (scalar: bigint): Uint8Array => encode(times(Point.BASE, scalar));
const clamped = (clamping: Clamping) => (privateKey: Uint8Array) =>
  pointOf(scalarOf(sha512(privateKey), clamping));
const rightKey = clamped({});

/** The bytes of a number without zeros at the front, as a number printed and parsed again has them. */
function withoutLeadingZeros(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0);
  return start < 0 ? Uint8Array.of(0) : bytes.slice(start);
}

export const keyFaults = [
  fault('low-bits-kept', 'Doesn’t clear the three lowest bits of the scalar.', clamped({ low: 0xff })),
  fault('top-bit-kept', 'Doesn’t clear the highest bit of the scalar.', clamped({ clear: 0xff })),
  fault('bit-254-not-set', 'Doesn’t set the second highest bit of the scalar.', clamped({ set: 0 })),
  fault('bit-254-cleared', 'Clears the second highest bit of the scalar.', clamped({ clear: 0x3f, set: 0 })),
  fault('bit-255-set', 'Sets the highest bit of the scalar too.', clamped({ set: 0xc0 })),
  fault('not-clamped', 'Takes the hash as it stands.', clamped({ low: 0xff, clear: 0xff, set: 0 })),
  fault('not-hashed', 'Takes the private key itself for the scalar.', (privateKey) =>
    pointOf(scalarOf(privateKey)),
  ),
  fault('second-half', 'Takes the half of the hash that is the prefix.', (privateKey) =>
    pointOf(scalarOf(sha512(privateKey).subarray(32))),
  ),
  fault('big-endian-scalar', 'Reads the scalar most significant byte first.', (privateKey) =>
    pointOf(scalarOf(sha512(privateKey).slice(0, 32).reverse())),
  ),
  fault('of-hex', 'Hashes the hex of the private key.', (privateKey) => rightKey(asciiOfHex(privateKey))),
  fault('hash-twice', 'Hashes the private key twice.', (privateKey) => rightKey(sha512(privateKey))),
  fault('leading-zeros-lost', 'Passes the private key through a number.', (privateKey) =>
    rightKey(withoutLeadingZeros(privateKey)),
  ),
  fault('private-key-reversed', 'Reads the private key from its end.', (privateKey) =>
    rightKey(privateKey.toReversed()),
  ),
  fault('sign-lost', 'Leaves out the sign of x.', (privateKey) => {
    const bytes = rightKey(privateKey);
    bytes[31]! &= 0x7f;
    return bytes;
  }),
  fault('sign-inverted', 'Writes the opposite sign of x.', (privateKey) => {
    const bytes = rightKey(privateKey);
    bytes[31]! ^= 0x80;
    return bytes;
  }),
  fault('big-endian-point', 'Writes the point most significant byte first.', (privateKey) =>
    rightKey(privateKey).reverse(),
  ),
  fault('x25519', 'Gives the key for a key exchange, u on the Montgomery curve.', (privateKey) => {
    const p = 2n ** 255n - 19n;
    const { y } = times(Point.BASE, scalarOf(sha512(privateKey))).toAffine();
    const inverse = power((1n - y + p) % p, p - 2n, p);
    const u = ((1n + y) * inverse) % p;
    return Uint8Array.from({ length: 32 }, (_, i) => Number((u >> BigInt(8 * i)) & 0xffn));
  }),
  fault('base-negated', 'Multiplies the base point with its sign wrong.', (privateKey) =>
    encode(times(Point.BASE, scalarOf(sha512(privateKey))).negate()),
  ),
];

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let rest = exponent, square = base; rest > 0n; rest >>= 1n, square = (square * square) % modulus) {
    if (rest & 1n) result = (result * square) % modulus;
  }
  return result;
}
