import { createHash } from 'node:crypto';
import type { Point } from '@noble/ed25519';
import { asciiOfHex, concat, fromLittleEndian, toLittleEndian32 } from '../implementation/bytes.js';
import { sha512 } from '../implementation/primitives.js';
import { Refusal } from '../implementation/refusal.js';
import { decompressed, encode, L, SignatureRule, times, type Terms } from '../implementation/signatures.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => SignatureRule, strict?: boolean) =>
  mutant({ name: `signature-${name}`, sentence, ops: ['signature.verify'], inside, strict });

/** A rule with another idea of which S are canonical. */
const withS = (isCanonical: (S: bigint) => boolean) =>
  class extends SignatureRule {
    override isCanonicalS(S: bigint) {
      return isCanonical(S);
    }
  };

/** A rule that computes h from other bytes. */
const withTranscript = (transcript: SignatureRule['transcript']) =>
  class extends SignatureRule {
    override transcript = transcript;
  };

/** A rule that makes another number of the digest. */
const withReduction = (reduced: SignatureRule['reduced']) =>
  class extends SignatureRule {
    override reduced = reduced;
  };

/** A rule that multiplies by other scalars than asked for. */
const withScalars = (change: (scalar: bigint) => bigint) =>
  class extends SignatureRule {
    override multiply(point: Point, scalar: bigint) {
      return times(point, change(scalar));
    }
  };

const reencoded = (bytes: Uint8Array): Uint8Array => {
  const point = decompressed(bytes);
  return point ? encode(point) : bytes;
};

const dom2 = (flag: number) =>
  concat(new Uint8Array(Buffer.from('SigEd25519 no Ed25519 collisions')), Uint8Array.of(flag, 0));

export const signatureSFaults = [
  fault(
    's-not-checked',
    'Takes any S.',
    withS(() => true),
  ),
  fault(
    's-top-three-bits-alone',
    'Refuses S only where one of the three highest bits is set, as early libraries do.',
    withS((S) => S < 2n ** 253n),
  ),
  fault(
    's-top-bit-alone',
    'Refuses S only where the highest bit is set.',
    withS((S) => S < 2n ** 255n),
  ),
  fault(
    's-of-l-accepted',
    'Refuses S above L, but not L itself.',
    withS((S) => S <= L),
  ),
  fault(
    's-compared-by-its-highest-byte',
    'Compares the highest byte of S with that of L alone.',
    withS((S) => S >> 248n <= L >> 248n),
  ),
  fault(
    's-compared-by-its-high-half',
    'Compares the high 128 bits of S with those of L alone.',
    withS((S) => S >> 128n <= L >> 128n),
  ),
  fault(
    's-below-2-to-252-wanted',
    'Refuses S from 2^252 on.',
    withS((S) => S < 2n ** 252n),
  ),
  fault(
    's-compared-from-the-wrong-end',
    'Compares S with L byte by byte from the first, which is the least significant.',
    withS((S) => Buffer.compare(toLittleEndian32(S), toLittleEndian32(L)) < 0),
  ),
  fault(
    's-zero-refused',
    'Refuses an S of 0.',
    withS((S) => S > 0n && S < L),
  ),
  fault(
    's-of-l-less-1-refused',
    'Refuses L − 1.',
    withS((S) => S < L - 1n),
  ),
  fault(
    's-in-the-upper-half-refused',
    'Refuses S above L/2, as other curves do.',
    withS((S) => S <= L / 2n),
  ),
  ...[1, 3].map((bits) =>
    fault(
      `s-top-${bits === 1 ? 'bit' : 'three-bits'}-masked`,
      `Clears the highest ${bits === 1 ? 'bit' : 'three bits'} of S before it looks at it.`,
      class extends SignatureRule {
        override readS(signature: Uint8Array) {
          return BigInt.asUintN(256 - bits, super.readS(signature));
        }
      },
    ),
  ),
  fault(
    's-big-endian',
    'Reads S most significant byte first.',
    class extends SignatureRule {
      override readS(signature: Uint8Array) {
        return fromLittleEndian(signature.slice(32).reverse());
      }
    },
  ),
  fault(
    's-not-canonical-is-merely-invalid',
    'Gives every bad signature the same reason.',
    class extends SignatureRule {
      override isCanonicalS(S: bigint) {
        if (S >= L) throw new Refusal('SIGNATURE_INVALID');
        return true;
      }
    },
    true,
  ),
  fault(
    's-after-the-equation',
    'Looks at S only where the equation holds.',
    class extends SignatureRule {
      override isCanonicalS() {
        return true;
      }
      override equationHolds(terms: Terms) {
        const holds = super.equationHolds(terms);
        if (holds && terms.S >= L) throw new Refusal('SIGNATURE_NOT_CANONICAL');
        return holds;
      }
    },
    true,
  ),
];

export const signatureHFaults = [
  fault(
    'h-of-re-encoded-author',
    'Computes h over the author encoded anew.',
    withTranscript((R, author, message) => sha512(R, reencoded(author), message)),
  ),
  fault(
    'h-of-author-first',
    'Computes h over author, R, message.',
    withTranscript((R, author, message) => sha512(author, R, message)),
  ),
  fault(
    'h-of-message-first',
    'Computes h over message, R, author.',
    withTranscript((R, author, message) => sha512(message, R, author)),
  ),
  fault(
    'h-of-message-second',
    'Computes h over R, message, author.',
    withTranscript((R, author, message) => sha512(R, message, author)),
  ),
  fault(
    'h-without-author',
    'Computes h over R and message.',
    withTranscript((R, _, message) => sha512(R, message)),
  ),
  fault(
    'h-without-r',
    'Computes h over author and message.',
    withTranscript((_, author, message) => sha512(author, message)),
  ),
  fault(
    'h-of-hashed-message',
    'Hashes the message before it computes h.',
    withTranscript((R, author, message) => sha512(R, author, sha512(message))),
  ),
  fault(
    'h-of-hex',
    'Computes h over the hex of the message.',
    withTranscript((R, author, message) => sha512(R, author, asciiOfHex(message))),
  ),
  fault(
    'h-with-context',
    'Computes h as Ed25519ctx does.',
    withTranscript((R, author, message) => sha512(dom2(0), R, author, message)),
  ),
  fault(
    'h-prehashed',
    'Computes h as Ed25519ph does.',
    withTranscript((R, author, message) => sha512(dom2(1), R, author, sha512(message))),
  ),
  fault(
    'h-by-sha-256',
    'Computes h with SHA-256.',
    withTranscript(
      (R, author, message) =>
        new Uint8Array(
          createHash('sha256')
            .update(concat(R, author, message))
            .digest(),
        ),
    ),
  ),
  fault(
    'h-of-1024-bytes-at-most',
    'Has a buffer of 1,024 bytes for what h is computed over.',
    withTranscript((R, author, message) => sha512(R, author, message.slice(0, 960))),
  ),
  fault(
    'h-not-reduced',
    'Multiplies the author by the whole digest.',
    withReduction((digest) => fromLittleEndian(digest)),
  ),
  fault(
    'h-reduced-modulo-8l',
    'Reduces h modulo 8L.',
    withReduction((digest) => fromLittleEndian(digest) % (8n * L)),
  ),
  fault(
    'h-with-l-added',
    'Adds L to h, for a recoding that wants it odd.',
    withReduction((digest) => {
      const h = fromLittleEndian(digest) % L;
      return h % 2n === 0n ? h + L : h;
    }),
  ),
  fault(
    'h-as-a-signed-number',
    'Takes h from −L/2 to L/2, as recodings do.',
    withReduction((digest) => {
      const h = fromLittleEndian(digest) % L;
      return h > L / 2n ? h + 7n * L : h;
    }),
  ),
  fault(
    'h-reduced-to-256-bits',
    'Stops the reduction of h at 256 bits, some multiples of L above the remainder.',
    withReduction((digest) => {
      const wide = fromLittleEndian(digest);
      const h = wide % L;
      return h + L * ((wide / L) % 15n);
    }),
  ),
  fault(
    'h-big-endian',
    'Reads the digest most significant byte first.',
    withReduction((digest) => fromLittleEndian(digest.toReversed()) % L),
  ),
  fault(
    'h-of-half-the-digest',
    'Reads the first 32 bytes of the digest alone.',
    withReduction((digest) => fromLittleEndian(digest.subarray(0, 32)) % L),
  ),
  fault(
    'h-of-63-bytes',
    'Leaves out the last byte of the digest.',
    withReduction((digest) => fromLittleEndian(digest.subarray(0, 63)) % L),
  ),
  fault(
    'h-made-even',
    'Loses the lowest bit of h.',
    withReduction((digest) => (fromLittleEndian(digest) % L) & ~1n),
  ),
  fault(
    'scalars-of-252-bits',
    'Has windows for 252 bits of a scalar.',
    withScalars((scalar) => BigInt.asUintN(252, scalar)),
  ),
  fault(
    'last-carry-dropped',
    'Recodes scalars into signed digits of four bits and drops the carry out of the digit before the last.',
    // Adding 8L changes nothing for any point, and keeps the scalar above zero.
    withScalars((scalar) =>
      BigInt.asUintN(252, scalar) < 2n ** 251n ? scalar : scalar - 2n ** 252n + 8n * L,
    ),
  ),
];
