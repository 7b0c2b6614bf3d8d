import { Point } from '@noble/ed25519';
import {
  decompressed,
  encode,
  isSmallOrder,
  L,
  P,
  SignatureRule,
  times,
  writtenY,
} from '../implementation/signatures.js';
import { equal } from '../implementation/bytes.js';
import { Refusal } from '../implementation/refusal.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => SignatureRule, strict?: boolean) =>
  mutant({ name: `signature-author-${name}`, sentence, ops: ['signature.verify'], inside, strict });

/** A rule that refuses some authors who decompress. */
const refusing = (isRefused: (A: Point, author: Uint8Array) => boolean) =>
  class extends SignatureRule {
    override decompress(author: Uint8Array) {
      const A = super.decompress(author);
      if (isRefused(A, author)) throw new Refusal('INVALID_AUTHOR');
      return A;
    }
  };

const isNonCanonical = (author: Uint8Array) => writtenY(author) >= P;
const isSigned = (author: Uint8Array) => author[31]! >= 0x80;
const hasXZero = (A: Point) => A.toAffine().x === 0n;

export const signatureAuthorFaults = [
  fault(
    'non-canonical-refused',
    'Refuses an author whose y is p or more, as RFC 8032 says.',
    refusing((_, author) => isNonCanonical(author)),
  ),
  fault(
    'y-of-p-alone-refused',
    'Refuses an author whose y is exactly p.',
    refusing((_, author) => writtenY(author) === P),
  ),
  fault(
    'y-above-p-refused',
    'Refuses an author whose y is above p, with p itself let through.',
    refusing((_, author) => writtenY(author) > P),
  ),
  fault(
    'sign-of-zero-refused',
    'Refuses an author with x = 0 and the sign set, as RFC 8032 says.',
    refusing((A, author) => hasXZero(A) && isSigned(author)),
  ),
  fault(
    'sign-of-zero-refused-at-one',
    'Refuses the identity with the sign set.',
    refusing((A, author) => A.is0() && isSigned(author)),
  ),
  fault(
    'sign-of-zero-refused-at-minus-one',
    'Refuses the point of order 2 with the sign set.',
    refusing((A, author) => hasXZero(A) && !A.is0() && isSigned(author)),
  ),
  fault(
    'small-order-refused',
    'Refuses authors of small order.',
    refusing((A) => isSmallOrder(A)),
  ),
  fault(
    'small-order-refused-by-a-list',
    'Refuses the eight canonical encodings of small order.',
    refusing((A, author) => isSmallOrder(A) && equal(encode(A), author)),
  ),
  fault(
    'small-order-non-canonical-refused',
    'Refuses the other encodings of small order.',
    refusing((A, author) => isSmallOrder(A) && !equal(encode(A), author)),
  ),
  fault(
    'identity-refused',
    'Refuses the identity as author.',
    refusing((A) => A.is0()),
  ),
  fault(
    'zero-bytes-refused',
    'Refuses an author of 32 zero bytes, who is a point of order 4.',
    refusing((_, author) => author.every((byte) => byte === 0)),
  ),
  fault(
    'mixed-order-refused',
    'Refuses authors outside the group of prime order, those of small order excepted.',
    refusing((A) => !isSmallOrder(A) && !times(A, L).is0()),
  ),
  fault(
    'torsion-cleared',
    'Takes the author’s part of prime order alone.',
    class extends SignatureRule {
      override decompress(author: Uint8Array) {
        return times(times(super.decompress(author), 8n), inverseOf8());
      }
    },
  ),
  fault(
    'sign-ignored',
    'Takes the author’s x as even.',
    class extends SignatureRule {
      override decompress(author: Uint8Array) {
        const even = author.slice();
        even[31]! &= 0x7f;
        return super.decompress(even);
      }
    },
  ),
  fault(
    'sign-not-taken-off',
    'Leaves the sign in y.',
    class extends SignatureRule {
      override decompress(author: Uint8Array) {
        if (!isSigned(author)) return super.decompress(author);
        const y = (writtenY(author) + 2n ** 255n) % P;
        const bytes = Uint8Array.from({ length: 32 }, (_, i) => Number((y >> BigInt(8 * i)) & 0xffn));
        const A = super.decompress(bytes);
        return A.toAffine().x & 1n ? A : A.negate();
      }
    },
  ),
  fault(
    'sign-inverted',
    'Takes the other x.',
    class extends SignatureRule {
      override decompress(author: Uint8Array) {
        return super.decompress(author).negate();
      }
    },
  ),
  fault(
    'second-root-not-tried',
    'Gives up where the first candidate for x has to be multiplied by the root of −1.',
    refusing((A) => !isFirstRoot(A)),
  ),
  fault(
    'not-on-the-curve-accepted',
    'Replaces an author who is no point by the identity.',
    class extends SignatureRule {
      override decompress(author: Uint8Array) {
        return decompressed(author) ?? Point.ZERO;
      }
    },
    true,
  ),
  fault(
    'not-on-the-curve-is-an-invalid-signature',
    'Blames the signature for an author who is no point.',
    class extends SignatureRule {
      override decompress(author: Uint8Array) {
        const A = decompressed(author);
        if (!A) throw new Refusal('SIGNATURE_INVALID');
        return A;
      }
    },
    true,
  ),
  fault(
    'after-s',
    'Looks at S before the author.',
    class extends SignatureRule {
      override checkSignature(author: Uint8Array, message: Uint8Array, signature: Uint8Array) {
        if (!this.isCanonicalS(this.readS(signature))) throw new Refusal('SIGNATURE_NOT_CANONICAL');
        super.checkSignature(author, message, signature);
      }
    },
    true,
  ),
];

/** The inverse of 8 modulo L. */
function inverseOf8(): bigint {
  for (let k = 1n; ; k++) if ((k * L + 1n) % 8n === 0n) return (k * L + 1n) / 8n;
}

/** Whether x is, but for its sign, the candidate root u·v³·(u·v⁷)^((p−5)/8) itself (RFC 8032, section 5.1.3). */
function isFirstRoot(A: Point): boolean {
  const { x, y } = A.toAffine();
  const d = Point.CURVE().d;
  const u = (y * y - 1n + P) % P;
  const v = (d * y * y + 1n) % P;
  let candidate = (((u * v ** 3n) % P) * modularPower((u * v ** 7n) % P, (P - 5n) / 8n)) % P;
  if (candidate % 2n !== x % 2n) candidate = (P - candidate) % P;
  return candidate === x;
}

function modularPower(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let rest = exponent, square = base; rest > 0n; rest >>= 1n, square = (square * square) % P) {
    if (rest & 1n) result = (result * square) % P;
  }
  return result;
}
