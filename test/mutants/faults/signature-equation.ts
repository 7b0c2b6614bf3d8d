import { Point } from '@noble/ed25519';
import { equal } from '../implementation/bytes.js';
import { Refusal } from '../implementation/refusal.js';
import {
  decompressed,
  encode,
  isSmallOrder,
  L,
  P,
  SignatureRule,
  times,
  writtenY,
  type Terms,
} from '../implementation/signatures.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => SignatureRule) =>
  mutant({ name: `signature-${name}`, sentence, ops: ['signature.verify'], inside });

/** [S]B − [h]A − R, or `undefined` where R is no point. */
function difference({ A, S, h, R }: Terms): Point | undefined {
  return decompressed(R)?.negate().add(times(Point.BASE, S)).add(times(A, h).negate());
}

/** A rule with the equation taken as points, R decompressed, though never where R is not canonical. */
const withEquation = (holds: (difference: Point, terms: Terms) => boolean) =>
  class extends SignatureRule {
    override equationHolds(terms: Terms) {
      const point = decompressed(terms.R);
      if (!point || !equal(encode(point), terms.R)) return false;
      return holds(difference(terms)!, terms);
    }
  };

/** A rule that refuses some R. */
const refusingR = (isRefused: (R: Uint8Array) => boolean) =>
  class extends SignatureRule {
    override isRefusedR = isRefused;
  };

/** A rule that compares R in another way. */
const comparingR = (sameR: (encoded: Uint8Array, R: Uint8Array) => boolean) =>
  class extends SignatureRule {
    override sameR = sameR;
  };

/** [v]S, [u]A and [v]R with u ≡ v·h modulo `modulus`: what half-size scalars come to. */
const scaledBy = (v: bigint, modulus: bigint) =>
  withEquation((_, { A, S, h, R }) => {
    const u = (v * h) % modulus;
    const sum = times(Point.BASE, (v * S) % L).add(times(A, u).negate());
    return sum.add(times(decompressed(R)!, v).negate()).is0();
  });

export const signatureEquationFaults = [
  fault(
    'cofactored',
    'Checks the equation times eight.',
    withEquation((rest) => times(rest, 8n).is0()),
  ),
  ...[2n, 4n].map((factor) =>
    fault(
      `multiplied-by-${factor}`,
      `Checks the equation times ${factor}, as a batch with an unlucky coefficient does.`,
      withEquation((rest) => times(rest, factor).is0()),
    ),
  ),
  fault(
    'half-size-scalars-modulo-l',
    'Halves scalars by a lattice modulo L, which loses an author’s torsion.',
    scaledBy(5n, L),
  ),
  fault(
    'half-size-scalars-even',
    'Halves scalars by a lattice modulo 8L, with an even multiplier for R.',
    scaledBy(6n, 8n * L),
  ),
  fault(
    'r-compared-as-a-point',
    'Decompresses R and compares points, so that R may be written otherwise.',
    class extends SignatureRule {
      override equationHolds(terms: Terms) {
        return difference(terms)?.is0() ?? false;
      }
    },
  ),
  fault(
    'r-compared-as-a-point-of-y-below-p',
    'Decompresses R as RFC 8032 says but for the sign where x = 0.',
    class extends SignatureRule {
      override equationHolds(terms: Terms) {
        return writtenY(terms.R) < P && (difference(terms)?.is0() ?? false);
      }
    },
  ),
  fault(
    'r-compared-by-its-x-and-unreduced-y',
    'Decompresses R with y of p or more, but refuses a sign where x = 0.',
    class extends SignatureRule {
      override equationHolds(terms: Terms) {
        const R = decompressed(terms.R);
        if (!R || (R.toAffine().x === 0n && terms.R[31]! >= 0x80)) return false;
        return difference(terms)!.is0();
      }
    },
  ),
  fault(
    'r-without-its-sign',
    'Compares y alone.',
    comparingR((encoded, R) => writtenY(encoded) === writtenY(R)),
  ),
  ...[8, 16, 31].map((length) =>
    fault(
      `r-by-its-first-${length}-bytes`,
      `Compares the first ${length} bytes of R alone.`,
      comparingR((encoded, R) => equal(encoded.slice(0, length), R.slice(0, length))),
    ),
  ),
  fault(
    'r-by-its-last-bytes',
    'Compares all but the first byte of R.',
    comparingR((encoded, R) => equal(encoded.slice(1), R.slice(1))),
  ),
  fault(
    'r-not-compared',
    'Takes any R for right.',
    comparingR(() => true),
  ),
  fault(
    'r-of-small-order-refused',
    'Refuses R of small order.',
    refusingR((R) => {
      const point = decompressed(R);
      return point !== undefined && isSmallOrder(point);
    }),
  ),
  fault(
    'r-identity-refused',
    'Refuses the identity as R.',
    refusingR((R) => decompressed(R)?.is0() ?? false),
  ),
  fault(
    'r-of-mixed-order-refused',
    'Refuses R outside the group of prime order, small orders excepted.',
    refusingR((R) => {
      const point = decompressed(R);
      return point !== undefined && !isSmallOrder(point) && !times(point, L).is0();
    }),
  ),
  fault(
    'y-not-reduced',
    'Encodes a point with a y that is still p above where it is small.',
    class extends SignatureRule {
      override encodePoint(point: Point) {
        const { x, y } = point.toAffine();
        const bytes = encode(point);
        if (y > 18n) return bytes;
        const above = y + P;
        const written = Uint8Array.from({ length: 32 }, (_, i) => Number((above >> BigInt(8 * i)) & 0xffn));
        written[31]! |= Number(x & 1n) << 7;
        return written;
      }
    },
  ),
  fault(
    'identity-as-zeros',
    'Encodes the identity as zeros.',
    class extends SignatureRule {
      override encodePoint(point: Point) {
        return point.is0() ? new Uint8Array(32) : encode(point);
      }
    },
  ),
  fault(
    'addition-of-opposite-points',
    'Adds two opposite points with a formula that gives one of them.',
    class extends SignatureRule {
      override expectedR({ A, S, h }: Terms) {
        const [left, right] = [times(Point.BASE, S), times(A, h).negate()];
        return left.equals(right.negate()) && !left.is0() ? left : left.add(right);
      }
    },
  ),
  fault(
    'addition-of-the-identity',
    'Adds the identity with a formula that gives the identity.',
    class extends SignatureRule {
      override expectedR({ A, S, h }: Terms) {
        const [left, right] = [times(Point.BASE, S), times(A, h).negate()];
        return left.is0() || right.is0() ? Point.ZERO : left.add(right);
      }
    },
  ),
  fault(
    'author-not-negated',
    'Adds [h]A where it should take it away.',
    class extends SignatureRule {
      override expectedR({ A, S, h }: Terms) {
        return times(Point.BASE, S).add(times(A, h));
      }
    },
  ),
  fault(
    'empty-message-refused',
    'Takes an empty message for one that is missing.',
    class extends SignatureRule {
      override checkSignature(author: Uint8Array, message: Uint8Array, signature: Uint8Array) {
        if (message.length === 0) throw new Refusal('SIGNATURE_INVALID');
        super.checkSignature(author, message, signature);
      }
    },
  ),
  fault(
    'everything-accepted',
    'Doesn’t check signatures.',
    class extends SignatureRule {
      override checkSignature(author: Uint8Array) {
        this.decompress(author);
      }
    },
  ),
];
