import { Point } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { concat, flipBit, fromLittleEndian, littleEndian } from './bytes.js';
import type { Key } from './entry-builder.js';

/** The field's prime and the order of the base point. */
export const P = 2n ** 255n - 19n;
export const L = 2n ** 252n + 27742317777372353535851937790883648493n;

/** `[scalar]point` by doubling and adding, for any scalar and a point of any order. */
export function times(point: Point, scalar: bigint): Point {
  if (point === Point.BASE && scalar > 0n && scalar < L) return point.multiply(scalar);
  let sum = Point.ZERO;
  for (const bit of scalar.toString(2)) {
    sum = sum.double();
    if (bit === '1') sum = sum.add(point);
  }
  return sum;
}

const power = (base: bigint, exponent: bigint): bigint => {
  let result = 1n;
  for (let e = exponent, b = base % P; e > 0n; e >>= 1n, b = (b * b) % P)
    if (e & 1n) result = (result * b) % P;
  return result;
};

/** Whether a y coordinate belongs to a point: x² = (y² − 1)/(dy² + 1) is a square. */
export function isOnCurve(y: bigint): boolean {
  const d = (P - 121665n) * power(121666n, P - 2n);
  const square = ((y * y - 1n + P) * power(d * y * y + 1n, P - 2n)) % P;
  return square === 0n || power(square, (P - 1n) / 2n) === 1n;
}

/** 32 bytes with a number of up to 255 bits as y, reduced or not, and a sign bit. */
export const encodedY = (y: bigint, sign: 0 | 1 = 0): Uint8Array => littleEndian(y | (BigInt(sign) << 255n));

/** A point of order 8: L times a point with torsion. */
function pointOfOrder8(): Point {
  for (let y = 2n; ; y++) {
    if (!isOnCurve(y)) continue;
    const torsion = times(Point.fromBytes(encodedY(y), true), L);
    if (!times(torsion, 4n).is0()) return torsion;
  }
}

const T = pointOfOrder8();

/** The eight points of small order: the multiples of one of order 8, so that an index is a number modulo 8. */
export const TORSION: readonly Point[] = Array.from({ length: 8 }, (_, i) => times(T, BigInt(i)));

export interface SmallOrderEncoding {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The point is `TORSION[index]`. */
  readonly index: number;
  readonly canonical: boolean;
}

/** Every encoding that decompresses to a point of small order: eight canonical ones, six that are not. */
export function smallOrderEncodings(): SmallOrderEncoding[] {
  const order = (i: number) => [1, 8, 4, 8, 2, 8, 4, 8][i]!;
  const canonical = TORSION.map((point, index) => ({
    name: `order-${order(index)}-${index}`,
    bytes: Uint8Array.from(point.toBytes()),
    index,
    canonical: true,
  }));
  const zeroY = canonical.filter(({ bytes }) => (fromLittleEndian(bytes) & (2n ** 255n - 1n)) === 0n);
  return [
    ...canonical,
    { name: 'identity-signed', bytes: encodedY(1n, 1), index: 0, canonical: false },
    { name: 'identity-p-plus-1', bytes: encodedY(P + 1n), index: 0, canonical: false },
    { name: 'identity-p-plus-1-signed', bytes: encodedY(P + 1n, 1), index: 0, canonical: false },
    { name: 'order-2-signed', bytes: encodedY(P - 1n, 1), index: 4, canonical: false },
    ...zeroY.map(({ bytes, index }) => {
      const sign = (bytes[31]! >> 7) as 0 | 1;
      return { name: `order-4-p${sign ? '-signed' : ''}`, bytes: encodedY(P, sign), index, canonical: false };
    }),
  ];
}

/** The bytes as the canonical encoding of the same point. */
export const canonicalOf = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from(Point.fromBytes(bytes, true).toBytes());

/** The secret scalar of a key, modulo L. */
export function secretScalar(key: Key): bigint {
  const digest = sha512(key.privateKey).slice(0, 32);
  digest[0]! &= 0xf8;
  digest[31] = (digest[31]! & 0x7f) | 0x40;
  return fromLittleEndian(digest) % L;
}

/** SHA-512 as a little-endian number, not reduced. */
export const wideHash = (...parts: Uint8Array[]): bigint => fromLittleEndian(sha512(concat(...parts)));

/** An author of whom everything is known: the point is [scalar]B + TORSION[torsion]. */
export interface KnownAuthor {
  readonly scalar: bigint;
  readonly torsion: number;
  readonly bytes: Uint8Array;
}

export function honestAuthor(key: Key): KnownAuthor {
  return { scalar: secretScalar(key), torsion: 0, bytes: key.publicKey };
}

export function mixedAuthor(key: Key, torsion: number): KnownAuthor {
  const scalar = secretScalar(key);
  const point = times(Point.BASE, scalar).add(TORSION[torsion]!);
  return { scalar, torsion, bytes: Uint8Array.from(point.toBytes()) };
}

export function smallOrderAuthor({ bytes, index }: SmallOrderEncoding): KnownAuthor {
  return { scalar: 0n, torsion: index, bytes };
}

export interface Crafting {
  readonly author: KnownAuthor;
  /** R is [r]B + TORSION[torsionR]; `r` counts up from here unless it is held. */
  readonly r: bigint;
  readonly holdR?: boolean;
  readonly torsionR?: number;
  /** R's bytes, where they are not the canonical encoding. */
  readonly encodedR?: Uint8Array;
  /** What h is computed over, where that is not R ‖ author ‖ message. */
  readonly transcript?: (R: Uint8Array, author: Uint8Array, message: Uint8Array) => Uint8Array[];
  /** Which h to look for: `h` is reduced, `wide` is the hash as it stands. */
  readonly wanted?: (h: bigint, wide: bigint) => boolean;
}

export interface Crafted {
  readonly signature: Uint8Array;
  readonly message: Uint8Array;
  readonly S: bigint;
  readonly h: bigint;
}

const plainTranscript = (R: Uint8Array, author: Uint8Array, message: Uint8Array) => [R, author, message];

/**
 * A signature (R, S) with S = r + h·scalar, so that the equation holds but for torsion: exactly, it holds where
 * `torsionR + h·torsion` is 0 modulo 8, and with a cofactor always. Messages (or r) are tried until h is as wanted.
 */
export function craft(messageAt: (n: number) => Uint8Array, crafting: Crafting): Crafted {
  const { author, torsionR = 0, holdR = false, wanted = () => true } = crafting;
  const transcript = crafting.transcript ?? plainTranscript;
  for (let n = 0; n < 5000; n++) {
    const r = holdR ? crafting.r : crafting.r + BigInt(n);
    const R = crafting.encodedR ?? Uint8Array.from(times(Point.BASE, r).add(TORSION[torsionR]!).toBytes());
    const message = messageAt(n);
    const wide = wideHash(...transcript(R, author.bytes, message));
    const h = wide % L;
    if (!wanted(h, wide)) continue;
    const S = (r + h * author.scalar) % L;
    return { signature: concat(R, littleEndian(S)), message, S, h };
  }
  throw new Error('no such signature was found');
}

/** Whether `[S]B − [h]A = R` holds for torsion, by the indices of A and R and any number that multiplies A. */
export const torsionCancels = (author: KnownAuthor, torsionR: number, h: bigint): boolean =>
  (BigInt(torsionR) + h * BigInt(author.torsion)) % 8n === 0n;

/** The signature with another S, in 32 bytes. */
export const withS = (signature: Uint8Array, S: bigint): Uint8Array =>
  concat(signature.subarray(0, 32), littleEndian(S));

export const sOf = (signature: Uint8Array): bigint => fromLittleEndian(signature.subarray(32));

export const flipSignBit = (point: Uint8Array): Uint8Array => flipBit(point, 255);
