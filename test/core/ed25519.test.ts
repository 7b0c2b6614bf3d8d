import { createPrivateKey, sign as nodeSign } from 'node:crypto';
import * as noble from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { describe, expect, test } from 'vitest';
import { REASONS } from '../../src/bamboo/reasons.js';
import { engineUnderTest as wasmEngine } from './build.js';
import { bytesOf, concat, hex, littleEndian, toLittleEndian, unhex } from './bytes.js';

const { Point } = noble;
noble.hashes.sha512 = sha512;

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const name = (code: number): string => (code === 0 ? 'accepted' : REASONS[code - 1]!);

/** RFC 8032, section 7.1: private key, public key, message, signature. */
const RFC_8032 = [
  [
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
] as const;

test('RFC 8032 test vectors', () => {
  for (const [privateKey, publicKey, message, signature] of RFC_8032) {
    expect(hex(wasmEngine.publicKey(unhex(privateKey)))).toBe(publicKey);
    expect(hex(wasmEngine.sign(unhex(privateKey), unhex(publicKey), unhex(message)))).toBe(signature);
    expect(wasmEngine.verifySignature(unhex(publicKey), unhex(message), unhex(signature), true)).toBe(0);
  }
});

test('keys and signatures are those of another implementation, for messages of every size', () => {
  const lengths = [0, 1, 63, 64, 65, 95, 96, 97, 111, 112, 127, 128, 300, 1000, 65535, 65536, 65537, 200000];
  for (let n = 0; n < 60; n++) {
    const privateKey = bytesOf(`key ${n}`, 32);
    const message = bytesOf(`message ${n}`, lengths[n % lengths.length]!);
    const publicKey = wasmEngine.publicKey(privateKey);
    const der = concat(unhex('302e020100300506032b657004220420'), privateKey);
    const peer = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
    expect(hex(publicKey)).toBe(hex(noble.getPublicKey(privateKey)));
    const signature = wasmEngine.sign(privateKey, publicKey, message);
    expect(hex(signature)).toBe(nodeSign(null, message, peer).toString('hex'));
    expect(wasmEngine.verifySignature(publicKey, message, signature, false)).toBe(0);
    for (const at of [0, 17, 31, 32, 50, 62]) {
      const spoiled = signature.slice();
      spoiled[at]! ^= 1 << (n % 8);
      const code = wasmEngine.verifySignature(publicKey, message, spoiled, false);
      expect(name(code), `byte ${at}`).toBe('SIGNATURE_INVALID');
    }
    const longer = concat(message, new Uint8Array(1));
    expect(name(wasmEngine.verifySignature(publicKey, longer, signature, false))).toBe('SIGNATURE_INVALID');
  }
});

test('a message in shared memory is signed like any other', () => {
  const privateKey = bytesOf('key', 32);
  for (const length of [100, 100000]) {
    const shared = new Uint8Array(new SharedArrayBuffer(length + 5), 5);
    shared.set(bytesOf('shared', length));
    expect(hex(wasmEngine.sign(privateKey, noble.getPublicKey(privateKey), shared))).toBe(
      hex(noble.sign(shared.slice(), privateKey)),
    );
  }
});

/** The specification's verdict, on big numbers and points of another implementation. */
function verdict(
  author: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
  strictKeys: boolean,
): string {
  let A: noble.Point;
  try {
    A = Point.fromBytes(author, true);
  } catch {
    return 'INVALID_AUTHOR';
  }
  if (strictKeys && A.double().double().double().is0()) return 'SMALL_ORDER_AUTHOR';
  const R = signature.slice(0, 32);
  const S = littleEndian(signature.slice(32));
  if (S >= L) return 'SIGNATURE_NOT_CANONICAL';
  const h = littleEndian(sha512(concat(R, author, message))) % L;
  const expected = times(S, Point.BASE).add(times(h, A).negate());
  return hex(expected.toBytes()) === hex(R) ? 'accepted' : 'SIGNATURE_INVALID';
}

function times(k: bigint, point: noble.Point): noble.Point {
  let sum = Point.ZERO;
  for (let q = point, e = k; e > 0n; e >>= 1n, q = q.double()) if (e & 1n) sum = sum.add(q);
  return sum;
}

function expectVerdict(author: Uint8Array, message: Uint8Array, signature: Uint8Array): string {
  const expected = verdict(author, message, signature, false);
  const got = wasmEngine.verifySignature(author, message, signature, false);
  expect(name(got), `${hex(author)} ${hex(signature)}`).toBe(expected);
  const strict = wasmEngine.verifySignature(author, message, signature, true);
  expect(name(strict)).toBe(verdict(author, message, signature, true));
  return expected;
}

/** Generates the points of small order. */
const eighth = Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
const torsion = Array.from({ length: 8 }, (_, k) => times(BigInt(k), eighth));

/** Every encoding of the points of small order: y or y + p, and either sign where x = 0. */
const smallOrder = torsion.flatMap((point) => {
  const y = point.toAffine().y;
  const sign = littleEndian(point.toBytes()) >> 255n;
  const ys = y + P < 2n ** 255n ? [y, y + P] : [y];
  const signs = point.toAffine().x === 0n ? [0n, 1n] : [sign];
  return ys.flatMap((value) => signs.map((bit) => toLittleEndian(value + (bit << 255n), 32)));
});
const message = bytesOf('message', 40);

describe('verdicts at the edges', () => {
  test('there are fourteen encodings of points of small order', () => {
    expect(new Set(smallOrder.map(hex)).size).toBe(14);
  });

  test('authors and R of small order, in every encoding, with S = 0 and others', () => {
    const seen = new Map<string, number>();
    for (const author of smallOrder) {
      for (const R of smallOrder) {
        for (const S of [0n, 1n, L - 1n, L]) {
          for (const text of [message, bytesOf('other', 41), bytesOf('third', 5)]) {
            const result = expectVerdict(author, text, concat(R, toLittleEndian(S, 32)));
            seen.set(result, (seen.get(result) ?? 0) + 1);
          }
        }
      }
    }
    expect(seen.get('accepted')).toBeGreaterThan(20);
    expect(seen.get('SIGNATURE_INVALID')).toBeGreaterThan(100);
    expect(seen.get('SIGNATURE_NOT_CANONICAL')).toBe(14 * 14 * 3);
    expect(name(wasmEngine.verifySignature(smallOrder[0]!, message, new Uint8Array(64), true))).toBe(
      'SMALL_ORDER_AUTHOR',
    );
  });

  test('an author with torsion: valid where h takes it away, else only under the cofactored equation', () => {
    const a = littleEndian(bytesOf('scalar', 32)) % L;
    const seen = new Set<string>();
    for (let k = 1; k < 8; k++) {
      const author = times(a, Point.BASE).add(torsion[k]!).toBytes();
      for (let n = 0; n < 24; n++) {
        const r = littleEndian(bytesOf(`nonce ${k} ${n}`, 32)) % L;
        // R with every torsion: one of the eight makes the equation hold, the others only its eightfold.
        const R = times(r, Point.BASE)
          .add(torsion[n % 8]!)
          .toBytes();
        const h = littleEndian(sha512(concat(R, author, message))) % L;
        const S = (r + h * a) % L;
        seen.add(expectVerdict(author, message, concat(R, toLittleEndian(S, 32))));
      }
    }
    expect([...seen].sort()).toEqual(['SIGNATURE_INVALID', 'accepted']);
  });

  test('an author with torsion: h is reduced modulo L before it multiplies', () => {
    // Signatures that hold for h modulo L, and such that hold for h as it stands.
    const a = littleEndian(bytesOf('scalar', 32)) % L;
    const author = times(a, Point.BASE).add(eighth).toBytes();
    const seen = { reduced: '', plain: '' };
    for (let n = 0; n < 4000 && !(seen.reduced && seen.plain); n++) {
      const r = littleEndian(bytesOf(`nonce ${n}`, 32)) % L;
      const R = Point.BASE.multiply(r).toBytes();
      const wide = littleEndian(sha512(concat(R, author, message)));
      const residues = [(wide % L) % 8n, wide % 8n] as const;
      if ((residues[0] === 0n) === (residues[1] === 0n)) continue;
      const signature = concat(R, toLittleEndian((r + (wide % L) * a) % L, 32));
      seen[residues[0] === 0n ? 'reduced' : 'plain'] ||= expectVerdict(author, message, signature);
    }
    expect(seen).toEqual({ reduced: 'accepted', plain: 'SIGNATURE_INVALID' });
  });

  test('S above L, and with high bits', () => {
    const privateKey = bytesOf('key', 32);
    const author = noble.getPublicKey(privateKey);
    const signature = noble.sign(message, privateKey);
    const S = littleEndian(signature.slice(32));
    const values = [S + L, S + 2n * L, S + 8n * L, S + 14n * L, L, L + 1n, 2n ** 253n, 2n ** 256n - 1n];
    for (const value of values) {
      const result = expectVerdict(
        author,
        message,
        concat(signature.slice(0, 32), toLittleEndian(value, 32)),
      );
      expect(result).toBe('SIGNATURE_NOT_CANONICAL');
    }
    for (const value of [0n, 1n, L - 1n, L - 2n, 2n ** 252n, S, (S + 1n) % L]) {
      const result = expectVerdict(
        author,
        message,
        concat(signature.slice(0, 32), toLittleEndian(value, 32)),
      );
      expect(result).toBe(value === S ? 'accepted' : 'SIGNATURE_INVALID');
    }
  });

  test('authors with y above p, on the curve and not, and R with y above p', () => {
    const authors = new Set<string>();
    const commitments = new Set<string>();
    for (let y = 0n; y < 19n; y++) {
      for (const sign of [0n, 1n]) {
        const encoded = toLittleEndian(P + y + (sign << 255n), 32);
        // S = 1 and R = B hold for the neutral element, y = p + 1.
        authors.add(expectVerdict(encoded, message, concat(Point.BASE.toBytes(), toLittleEndian(1n, 32))));
        for (const S of [0n, 1n]) {
          commitments.add(expectVerdict(smallOrder[0]!, message, concat(encoded, toLittleEndian(S, 32))));
        }
      }
    }
    expect([...authors].sort()).toEqual(['INVALID_AUTHOR', 'SIGNATURE_INVALID', 'accepted']);
    expect([...commitments]).toEqual(['SIGNATURE_INVALID']);
  });

  test('any 32 bytes as author decompress here where they do elsewhere', () => {
    let invalid = 0;
    for (let n = 0; n < 300; n++) {
      const author = bytesOf(`author ${n}`, 32);
      if (expectVerdict(author, message, bytesOf(`signature ${n}`, 64)) === 'INVALID_AUTHOR') invalid++;
    }
    expect(invalid).toBeGreaterThan(100);
    expect(invalid).toBeLessThan(200);
  });

  test('an author is never taken for the one before, however alike', () => {
    const a = littleEndian(bytesOf('scalar', 32)) % L;
    const sign = (scalar: bigint): [Uint8Array, Uint8Array] => {
      const author = times(scalar, Point.BASE).toBytes();
      const R = times(77n, Point.BASE).toBytes();
      const h = littleEndian(sha512(concat(R, author, message))) % L;
      return [author, concat(R, toLittleEndian((77n + h * scalar) % L, 32))];
    };
    // A and -A differ in the last bit alone.
    const [[author, signature], [negated, signatureOfNegated]] = [sign(a), sign(L - a)];
    expect(hex(author).slice(0, 62)).toBe(hex(negated).slice(0, 62));
    for (let n = 0; n < 2; n++) {
      expect(expectVerdict(author, message, signature)).toBe('accepted');
      expect(expectVerdict(negated, message, signatureOfNegated)).toBe('accepted');
    }
    for (let at = 0; at < 32; at++) {
      const like = author.slice();
      do like[at] = (like[at]! + 1) & 0xff;
      while (verdict(like, message, signature, false) !== 'INVALID_AUTHOR');
      expectVerdict(author, message, signature);
      expectVerdict(like, message, signature);
      expectVerdict(author, message, signature);
    }
  });

  test('the verdict on a long message is that on its bytes, whatever the piece', () => {
    const privateKey = bytesOf('key', 32);
    const author = noble.getPublicKey(privateKey);
    const long = bytesOf('long', 140000);
    const signature = noble.sign(long, privateKey);
    expect(wasmEngine.verifySignature(author, long, signature, false)).toBe(0);
    for (const at of [0, 65535, 65536, 139999]) {
      const spoiled = long.slice();
      spoiled[at]! ^= 0x10;
      expect(name(wasmEngine.verifySignature(author, spoiled, signature, false))).toBe('SIGNATURE_INVALID');
    }
    const off = toLittleEndian(2n, 32);
    expect(name(wasmEngine.verifySignature(off, long, signature, false))).toBe('INVALID_AUTHOR');
  });
});

test('keys and signatures of a wrong length are named', () => {
  const [key, signature] = [new Uint8Array(32), new Uint8Array(64)];
  expect(() => wasmEngine.publicKey(new Uint8Array(31))).toThrow('privateKey');
  expect(() => wasmEngine.sign(new Uint8Array(33), key, message)).toThrow('privateKey');
  expect(() => wasmEngine.verifySignature(new Uint8Array(33), message, signature, false)).toThrow(
    'publicKey',
  );
  expect(() => wasmEngine.verifySignature(key, message, new Uint8Array(65), false)).toThrow('signature');
});
