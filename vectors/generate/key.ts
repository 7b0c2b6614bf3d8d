import { getPublicKey } from '@noble/ed25519';
import { fill, flipBit, fromHex, hex, patternless } from './bytes.js';
import './entry-builder.js';
import { RFC_8032 } from './rfc8032.js';
import { accept, subject, type Subject, type VectorList } from './vector.js';

const NOTES = {
  CLAMPING:
    'The scalar is not clamped, or the seed is clamped instead of its hash, so that every key is another one than elsewhere.',
  EVERY_BYTE: 'Part of the seed is ignored, so that different private keys have one public key.',
  SEED: 'The private key is taken for the scalar itself instead of being hashed first.',
  PUBLISHED: 'The test vectors of RFC 8032 fail.',
};

function addKey(
  list: VectorList,
  name: string,
  flag: string,
  privateKey: Uint8Array,
  publicKey?: Uint8Array,
): void {
  list.add({
    id: `key-public-${name}`,
    requirements: ['BAM-KEY-001'],
    flags: [flag],
    op: 'key.public',
    input: { privateKey: hex(privateKey) },
    expect: accept({ publicKey: hex(publicKey ?? getPublicKey(privateKey)) }),
  });
}

export function keySubject(): Subject {
  return subject('key', 'Public keys from private ones.', NOTES, (list) => {
    for (const { name, privateKey, publicKey } of RFC_8032) {
      addKey(list, `rfc8032-${name}`, 'PUBLISHED', fromHex(privateKey), fromHex(publicKey));
    }
    for (const byte of [0x00, 0x01, 0x02, 0x03, 0x0a, 0x7f, 0x80, 0xff]) {
      addKey(list, `${hex(Uint8Array.of(byte))}-32-times`, 'SEED', fill(byte, 32));
    }
    for (const bit of [0, 1, 2, 3, 247, 251, 252, 253, 254, 255]) {
      addKey(list, `bit-${bit}`, 'CLAMPING', flipBit(fill(0, 32), bit));
    }
    for (let byte = 1; byte < 31; byte++) {
      addKey(list, `byte-${byte}`, 'EVERY_BYTE', flipBit(fill(0, 32), 8 * byte));
    }
    for (let n = 1; n <= 24; n++) addKey(list, `random-${n}`, 'CLAMPING', patternless(32, 0x5eed + n));
  });
}
