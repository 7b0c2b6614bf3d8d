import { createHash } from 'node:crypto';
import { Point } from '@noble/ed25519';
import type { LogProfile as Profile } from '../../../src/conformance/protocol.js';
import { coreHash, corePublicKey, coreSignatureReason, remembered } from '../core.js';
import { concat, fromLittleEndian, toHex, toLittleEndian32 } from './bytes.js';
import { Paths } from './paths.js';
import { Refusal } from './refusal.js';

/** The order of the base point. */
export const L = 2n ** 252n + 27742317777372353535851937790883648493n;

export function sha512(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(
    createHash('sha512')
      .update(concat(...parts))
      .digest(),
  );
}

/** Hashes and signatures, as the fast core has them. */
export class Primitives extends Paths {
  digestLength(profile: Profile): number {
    return profile === 'bamboo' ? 64 : 32;
  }

  digest(profile: Profile, bytes: Uint8Array): Uint8Array {
    return coreHash(profile, bytes).slice(2);
  }

  encodedHash(profile: Profile, bytes: Uint8Array): Uint8Array {
    return concat(Uint8Array.of(0, this.digestLength(profile)), this.digest(profile, bytes));
  }

  publicKey(privateKey: Uint8Array): Uint8Array {
    return corePublicKey(privateKey);
  }

  /** RFC 8032, section 5.1.6, with nothing left out. */
  sign(privateKey: Uint8Array, message: Uint8Array): Uint8Array {
    return remembered(`${toHex(privateKey)} ${toHex(message)}`, () => {
      const digest = sha512(privateKey);
      const clamped = digest.slice(0, 32);
      clamped[0]! &= 0xf8;
      clamped[31] = (clamped[31]! & 0x7f) | 0x40;
      const r = fromLittleEndian(sha512(digest.subarray(32), message)) % L;
      const R = Uint8Array.from(Point.BASE.multiplyUnsafe(r).toBytes());
      const h = fromLittleEndian(sha512(R, this.publicKey(privateKey), message)) % L;
      return concat(R, toLittleEndian32((r + h * fromLittleEndian(clamped)) % L));
    });
  }

  /** Throws a {@link Refusal} unless the author decompresses. */
  checkAuthor(author: Uint8Array): void {
    // No operation decompresses alone, but the author is looked at before the rest of a signature.
    if (coreSignatureReason(author, new Uint8Array(), new Uint8Array(64)) === 'INVALID_AUTHOR') {
      throw new Refusal('INVALID_AUTHOR');
    }
  }

  /** Throws a {@link Refusal} unless the signature is valid. */
  checkSignature(author: Uint8Array, message: Uint8Array, signature: Uint8Array): void {
    const reason = coreSignatureReason(author, message, signature);
    if (reason !== '') throw new Refusal(reason);
  }
}
