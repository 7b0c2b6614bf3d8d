import { createHash } from 'node:crypto';
import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { blake3 } from '@noble/hashes/blake3.js';
import type { LogProfile as Profile } from '../../../src/conformance/protocol.js';
import { asciiOfHex, concat, fromHex, toHex } from '../implementation/bytes.js';
import { mutant } from '../mutant.js';

type Hash = (bytes: Uint8Array, profile: Profile, right: (bytes: Uint8Array) => Uint8Array) => Uint8Array;

const fault = (name: string, sentence: string, hash: Hash, profile?: Profile) =>
  mutant({
    name: `hash-${name}`,
    sentence,
    ops: ['hash'],
    profile,
    wrap: (right) => ({
      hash: ({ bytes: hex }, profile) => {
        const rightHash = (bytes: Uint8Array) => {
          const answer = right.hash({ bytes: toHex(bytes) }, profile);
          return fromHex((answer as { output: { hash: string } }).output.hash);
        };
        return { verdict: 'accept', output: { hash: toHex(hash(fromHex(hex), profile, rightHash)) } };
      },
    }),
  });

export const hashEncodingFaults = [
  fault('without-header', 'Gives the digest alone.', (bytes, _, right) => right(bytes).slice(2)),
  fault('without-length', 'Gives the digest behind its type alone.', (bytes, _, right) =>
    concat(Uint8Array.of(0), right(bytes).slice(2)),
  ),
  fault('with-type-1', 'Writes 1 as the type.', (bytes, _, right) =>
    concat(Uint8Array.of(1), right(bytes).slice(1)),
  ),
  fault('with-length-of-all', 'Counts the header in the length.', (bytes, _, right) => {
    const hash = right(bytes);
    hash[1]! += 2;
    return hash;
  }),
  fault('with-length-in-bits', 'Writes the length in bits, as far as it fits.', (bytes, _, right) => {
    const hash = right(bytes);
    hash[1] = (8 * hash[1]!) % 256;
    return hash;
  }),
  fault('header-swapped', 'Writes the length before the type.', (bytes, _, right) => {
    const hash = right(bytes);
    return concat(Uint8Array.of(hash[1]!, hash[0]!), hash.slice(2));
  }),
  fault('of-hex', 'Hashes the hex, not the bytes.', (bytes, _, right) => right(asciiOfHex(bytes))),
  fault('twice', 'Hashes the digest once more.', (bytes, _, right) => right(right(bytes).slice(2))),
  fault('empty-is-zeros', 'Has zeros for the hash of an empty input.', (bytes, _, right) => {
    const hash = right(bytes);
    return bytes.length === 0 ? concat(hash.slice(0, 2), new Uint8Array(hash.length - 2)) : hash;
  }),
  fault('trailing-zeros-cut', 'Hashes as a text that ends at its last zeros.', (bytes, _, right) => {
    let end = bytes.length;
    while (end > 0 && bytes[end - 1] === 0) end--;
    return right(bytes.slice(0, end));
  }),
  fault(
    'blake2b-256',
    'Takes BLAKE2b with 32 bytes.',
    (bytes) => concat(Uint8Array.of(0, 32), blake2b(bytes, { dkLen: 32 })),
    'bamboo',
  ),
  fault(
    'blake2b-cut-to-32',
    'Gives the first 32 bytes of BLAKE2b-512.',
    (bytes) => concat(Uint8Array.of(0, 32), blake2b(bytes).slice(0, 32)),
    'bamboo',
  ),
  fault(
    'blake2s',
    'Takes BLAKE2s, twice over.',
    (bytes) => concat(Uint8Array.of(0, 64), blake2s(bytes), blake2s(bytes)),
    'bamboo',
  ),
  fault(
    'sha-512',
    'Takes SHA-512.',
    (bytes) => concat(Uint8Array.of(0, 64), createHash('sha512').update(bytes).digest()),
    'bamboo',
  ),
  fault(
    'blake3-512',
    'Gives 64 bytes of BLAKE3.',
    (bytes) => concat(Uint8Array.of(0, 64), blake3(bytes, { dkLen: 64 })),
    'p2panda',
  ),
  fault(
    'blake3-in-bamboo',
    'Has but one hash for both profiles.',
    (bytes) => concat(Uint8Array.of(0, 64), blake3(bytes, { dkLen: 64 })),
    'bamboo',
  ),
  fault(
    'blake2b-in-p2panda',
    'Has but one hash for both profiles.',
    (bytes) => concat(Uint8Array.of(0, 32), blake2b(bytes, { dkLen: 32 })),
    'p2panda',
  ),
  fault(
    'blake3-keyed',
    'Is set up with a key of zeros.',
    (bytes) => concat(Uint8Array.of(0, 32), blake3(bytes, { key: new Uint8Array(32) })),
    'p2panda',
  ),
];
