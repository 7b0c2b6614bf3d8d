import { concat } from '../implementation/bytes.js';
import { Sha512 } from '../implementation/sha512.js';
import { SignatureRule } from '../implementation/signatures.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, faulty: Sha512) =>
  mutant({
    name: `signature-sha512-${name}`,
    sentence,
    ops: ['signature.verify'],
    inside: class extends SignatureRule {
      override transcript(...parts: Uint8Array[]) {
        return faulty.hash(concat(...parts));
      }
    },
  });

export const signatureSha512Faults = [
  fault(
    'padding-without-room',
    'Writes the length over the end of an input that leaves no room for it.',
    new (class extends Sha512 {
      override hasRoom() {
        return true;
      }
    })(),
  ),
  fault(
    'padding-as-sha-256',
    'Takes eight bytes for the length where there are sixteen, so that a block is missing at the edge.',
    new (class extends Sha512 {
      override hasRoom(bytes: number) {
        return bytes < 120;
      }
    })(),
  ),
  fault(
    'room-off-by-one-below',
    'Adds a block one byte too early.',
    new (class extends Sha512 {
      override hasRoom(bytes: number) {
        return bytes < 111;
      }
    })(),
  ),
  fault(
    'room-off-by-one-above',
    'Adds a block one byte too late.',
    new (class extends Sha512 {
      override hasRoom(bytes: number) {
        return bytes <= 112;
      }
    })(),
  ),
  fault(
    'extra-block-after-full-one',
    'Adds two blocks where the input ends with a full one.',
    new (class extends Sha512 {
      override hasRoom(bytes: number) {
        return bytes > 0 && super.hasRoom(bytes);
      }
    })(),
  ),
  fault(
    'length-in-bytes',
    'Pads with the number of bytes rather than bits.',
    new (class extends Sha512 {
      override inputLength(length: number) {
        return BigInt(length);
      }
    })(),
  ),
  ...[8, 11, 16].map((bits) =>
    fault(
      `length-of-${bits}-bits`,
      `Keeps ${bits} bits of the length that ends the padding.`,
      new (class extends Sha512 {
        override inputLength(length: number) {
          return BigInt.asUintN(bits, super.inputLength(length));
        }
      })(),
    ),
  ),
  fault(
    'length-of-last-block',
    'Pads with the length of the last block.',
    new (class extends Sha512 {
      override inputLength(length: number) {
        return super.inputLength(length % 128);
      }
    })(),
  ),
  fault(
    'padding-without-its-bit',
    'Pads with zeros alone.',
    new (class extends Sha512 {
      override readonly firstPadding = 0;
    })(),
  ),
  fault(
    'signed-bytes',
    'Takes bytes above 7f for negative when it puts words together.',
    new (class extends Sha512 {
      override byteOf(byte: number) {
        return BigInt.asIntN(8, BigInt(byte));
      }
    })(),
  ),
  fault(
    'first-blocks-alone',
    'Hashes the first two blocks.',
    new (class extends Sha512 {
      override hash(input: Uint8Array) {
        return super.hash(input.subarray(0, 256));
      }
    })(),
  ),
];
