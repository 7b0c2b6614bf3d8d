import { Point } from '@noble/ed25519';
import { equal, fromLittleEndian } from './bytes.js';
import { Implementation } from './implementation.js';
import { L, sha512 } from './primitives.js';
import { Refusal } from './refusal.js';

export { L } from './primitives.js';

/** The modulus of the coordinates. */
export const P = 2n ** 255n - 19n;

const products = new Map<string, Point>();

/** `[scalar]point` for any scalar from 0 up and a point of any order; remembered. */
export function times(point: Point, scalar: bigint): Point {
  const key = `${scalar} ${point.X} ${point.Y} ${point.Z}`;
  let product = products.get(key);
  if (product) return product;
  product = Point.ZERO;
  if (point === Point.BASE && scalar < L) product = Point.BASE.multiplyUnsafe(scalar);
  else {
    for (let rest = scalar, power = point; rest > 0n; rest >>= 1n, power = power.double()) {
      if (rest & 1n) product = product.add(power);
    }
  }
  products.set(key, product);
  return product;
}

/** A point's bytes. */
export const encode = (point: Point): Uint8Array => Uint8Array.from(point.toBytes());

/** y as it is written, the sign taken off. */
export const writtenY = (bytes: Uint8Array): bigint => fromLittleEndian(bytes) & (2n ** 255n - 1n);

/** The point of some bytes, as leniently as can be, or `undefined` where there is none. */
export function decompressed(bytes: Uint8Array): Point | undefined {
  try {
    return Point.fromBytes(bytes, true);
  } catch {
    return undefined;
  }
}

/** What an equation is made of; `h` multiplies A. */
export interface Terms {
  readonly A: Point;
  readonly S: bigint;
  readonly h: bigint;
  /** As it stands in the signature. */
  readonly R: Uint8Array;
}

/** The signature rule in steps, each of which can be got wrong, on points of @noble/ed25519. */
export class SignatureRule extends Implementation {
  /** Throws for an author's bytes that are no point, or refused. */
  decompress(author: Uint8Array): Point {
    const A = decompressed(author);
    if (!A) throw new Refusal('INVALID_AUTHOR');
    return A;
  }

  isCanonicalS(S: bigint): boolean {
    return S < L;
  }

  readS(signature: Uint8Array): bigint {
    return fromLittleEndian(signature.subarray(32));
  }

  /** The digest that h is read from. */
  transcript(R: Uint8Array, author: Uint8Array, message: Uint8Array): Uint8Array {
    return sha512(R, author, message);
  }

  reduced(digest: Uint8Array): bigint {
    return fromLittleEndian(digest) % L;
  }

  multiply(point: Point, scalar: bigint): Point {
    return times(point, scalar);
  }

  /** The point that R has to be. */
  expectedR({ A, S, h }: Terms): Point {
    return this.multiply(Point.BASE, S).add(this.multiply(A, h).negate());
  }

  encodePoint(point: Point): Uint8Array {
    return encode(point);
  }

  sameR(encoded: Uint8Array, R: Uint8Array): boolean {
    return equal(encoded, R);
  }

  equationHolds(terms: Terms): boolean {
    return this.sameR(this.encodePoint(this.expectedR(terms)), terms.R);
  }

  /** Any 32 bytes may stand there: the equation decides. */
  isRefusedR: (R: Uint8Array) => boolean = () => false;

  override checkSignature(author: Uint8Array, message: Uint8Array, signature: Uint8Array): void {
    const A = this.decompress(author);
    const S = this.readS(signature);
    if (!this.isCanonicalS(S)) throw new Refusal('SIGNATURE_NOT_CANONICAL');
    const R = signature.slice(0, 32);
    if (this.isRefusedR(R)) throw new Refusal('SIGNATURE_INVALID');
    const h = this.reduced(this.transcript(R, author, message));
    if (!this.equationHolds({ A, S, h, R })) throw new Refusal('SIGNATURE_INVALID');
  }
}

/** Whether a point is one of the eight of small order. */
export const isSmallOrder = (point: Point): boolean => point.double().double().double().is0();
