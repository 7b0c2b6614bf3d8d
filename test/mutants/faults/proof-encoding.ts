import { equal } from '../implementation/bytes.js';
import type { Reader } from '../implementation/entries.js';
import { Implementation } from '../implementation/implementation.js';
import { BYTES, TEXT, UINT, type Head, type Kind, type Proof } from '../implementation/proofs.js';
import { Refusal } from '../implementation/refusal.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => Implementation) =>
  mutant({ name: `proof-encoding-${name}`, sentence, ops: ['proof.verify'], inside });

/** A fault that gives another reason and no other verdict. */
const misnamed = (name: string, sentence: string, inside: new () => Implementation) =>
  mutant({ name: `proof-encoding-${name}`, sentence, ops: ['proof.verify'], inside, strict: true });

/** A reader that thinks of some heads that they are short enough. */
const lenientFor = (major: number) =>
  class extends Implementation {
    override isShortest(head: Head) {
      return head.major === major || super.isShortest(head);
    }
  };

/** A reader that thinks of some types that they are others. */
const confusing = (isSame: (head: Head, major: number) => boolean) =>
  class extends Implementation {
    override isOfType(head: Head, major: number) {
      return super.isOfType(head, major) || isSame(head, major);
    }
  };

/** A verifier with its own idea of whether a digest is right. */
const digesting = (isRight: (proof: Proof, right: Implementation) => boolean) =>
  class extends Implementation {
    override checkProofDigest(proof: Proof) {
      if (!isRight(proof, this)) throw new Refusal('PROOF_DAMAGED');
    }
  };

export const proofEncodingFaults = [
  fault('longer-integers', 'Reads integers that are longer than they need to be.', lenientFor(UINT)),
  fault(
    'longer-byte-strings',
    'Reads byte strings with a head longer than it needs to be.',
    lenientFor(BYTES),
  ),
  fault('longer-texts', 'Reads texts with a head longer than it needs to be.', lenientFor(TEXT)),
  fault('longer-arrays', 'Reads an array with a head longer than it needs to be.', lenientFor(4)),
  fault(
    'texts-as-bytes',
    'Takes a text for a byte string.',
    confusing(({ major }, asked) => major === TEXT && asked === BYTES),
  ),
  fault(
    'bytes-as-texts',
    'Takes a byte string for a text.',
    confusing(({ major }, asked) => major === BYTES && asked === TEXT),
  ),
  fault(
    'maps-as-arrays',
    'Takes a map for an array.',
    class extends Implementation {
      override readHead(reader: Reader) {
        const head = super.readHead(reader);
        return head.major === 5 ? { ...head, major: 4, value: 2n * head.value } : head;
      }
    },
  ),
  fault(
    'tags-skipped',
    'Skips tags.',
    class extends Implementation {
      override readHead(reader: Reader): Head {
        const head = super.readHead(reader);
        return head.major === 6 ? this.readHead(reader) : head;
      }
    },
  ),
  misnamed(
    'floats',
    'Takes the bits of a float for a number.',
    confusing(({ major, info }, asked) => major === 7 && info >= 25 && asked === UINT),
  ),
  fault(
    'half-precision',
    'Decodes floats, and takes those that are whole for integers.',
    class extends Implementation {
      override readHead(reader: Reader) {
        const head = super.readHead(reader);
        return head.major === 7 && head.value === 0x3c00n ? { major: UINT, info: 1, value: 1n } : head;
      }
    },
  ),
  fault(
    'single-precision',
    'Decodes large floats as integers.',
    class extends Implementation {
      override readHead(reader: Reader) {
        const head = super.readHead(reader);
        const isLarge = head.major === 7 && head.info === 26 && head.value === 0x5f00_0000n;
        return isLarge ? { major: UINT, info: 27, value: 2n ** 63n } : head;
      }
    },
  ),
  fault(
    'trailing-bytes',
    'Doesn’t look at what comes behind the proof.',
    class extends Implementation {
      override checkNothingFollows() {
        // Nothing is asked.
      }
    },
  ),
  fault(
    'trailing-zeros',
    'Allows for zeros behind the proof.',
    class extends Implementation {
      override checkNothingFollows(reader: Reader) {
        if (reader.bytes.subarray(reader.offset).some((byte) => byte !== 0)) throw new Refusal('NOT_A_PROOF');
      }
    },
  ),
  fault(
    'another-magic',
    'Doesn’t look at what the array begins with.',
    class extends Implementation {
      override isMagic() {
        return true;
      }
    },
  ),
  fault(
    'names-in-any-case',
    'Compares names without regard to capitals.',
    class extends Implementation {
      override readName(reader: Reader) {
        return super.readName(reader).toLowerCase();
      }
    },
  ),
  fault(
    'names-as-c-strings',
    'Lets a name end at a zero byte, and trims it.',
    class extends Implementation {
      override readName(reader: Reader) {
        return super.readName(reader).split('\0')[0]!.trim();
      }
    },
  ),
  fault(
    'any-count',
    'Doesn’t look at how many elements the array says it has.',
    class extends Implementation {
      override checkElements() {
        // Nothing is asked.
      }
    },
  ),
  misnamed(
    'seqnum-zero',
    'Lets 0 pass for a sequence number.',
    class extends Implementation {
      override isSeqNum() {
        return true;
      }
    },
  ),
  fault(
    'any-version',
    'Reads a proof of any version as if it were of this one.',
    class extends Implementation {
      override checkVersion() {
        // Nothing is asked.
      }
    },
  ),
  misnamed(
    'unknown-version-is-garbage',
    'Says of a proof of another version that it is none.',
    class extends Implementation {
      override checkVersion(version: bigint) {
        if (version !== 1n) throw new Refusal('NOT_A_PROOF');
      }
    },
  ),
  misnamed(
    'older-versions-are-garbage',
    'Knows of later versions, and not of version 0.',
    class extends Implementation {
      override checkVersion(version: bigint, elements: bigint) {
        if (version < 1n) throw new Refusal('NOT_A_PROOF');
        super.checkVersion(version, elements);
      }
    },
  ),
  misnamed(
    'versions-in-arrays-of-eight-alone',
    'Sees another version only in an array of eight.',
    class extends Implementation {
      override checkVersion(version: bigint, elements: bigint) {
        this.checkElements(elements);
        super.checkVersion(version, elements);
      }
    },
  ),
  misnamed(
    'versions-in-arrays-of-one',
    'Sees a version in an array that ends before it.',
    class extends Implementation {
      override checkVersion(version: bigint) {
        if (version !== 1n) throw new Refusal('UNKNOWN_PROOF');
      }
    },
  ),
  fault(
    'any-order',
    'Takes two entries in either order.',
    class extends Implementation {
      override hasOrder() {
        return false;
      }
    },
  ),
  fault(
    'order-of-payloads',
    'Wants a payload to come behind its entry in order.',
    class extends Implementation {
      override hasOrder() {
        return true;
      }
    },
  ),
  fault(
    'order-by-length',
    'Orders entries by their length first.',
    class extends Implementation {
      override inOrder(first: Uint8Array, second: Uint8Array) {
        return first.length === second.length ? super.inOrder(first, second) : first.length < second.length;
      }
    },
  ),
  fault(
    'order-of-signed-bytes',
    'Orders entries by bytes from −128 to 127.',
    class extends Implementation {
      override inOrder(first: Uint8Array, second: Uint8Array) {
        const signed = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x80);
        return super.inOrder(signed(first), signed(second));
      }
    },
  ),
  fault(
    'equal-entries',
    'Takes an entry twice for two entries.',
    class extends Implementation {
      override inOrder(first: Uint8Array, second: Uint8Array) {
        return super.inOrder(first, second) || equal(first, second);
      }
    },
  ),
  fault(
    'order-of-two-kinds-alone',
    'Orders the entries of forks, and of no other kind.',
    class extends Implementation {
      override hasOrder(kind: Kind) {
        return kind === 'fork' || kind === 'implied-fork';
      }
    },
  ),
  misnamed(
    'any-digest-length',
    'Says of a digest of another length that it is damaged.',
    class extends Implementation {
      override isDigestLength() {
        return true;
      }
    },
  ),
  fault(
    'digest-not-compared',
    'Doesn’t look at the digest.',
    digesting(() => true),
  ),
  fault(
    'digest-without-its-header',
    'Compares digests without the two bytes before them.',
    digesting(({ profile, digested, digest }, right) =>
      equal(right.encodedHash(profile, digested).subarray(2), digest.subarray(2)),
    ),
  ),
  fault(
    'digest-in-part',
    'Compares the first 16 bytes of the digest.',
    digesting(({ profile, digested, digest }, right) =>
      equal(right.encodedHash(profile, digested).subarray(0, 18), digest.subarray(0, 18)),
    ),
  ),
  fault(
    'digest-of-the-evidence',
    'Takes the digest over the two pieces of evidence alone.',
    class extends Implementation {
      override digestedBytes({ first, second }: Proof) {
        return new Uint8Array(Buffer.concat([first, second]));
      }
    },
  ),
  fault(
    'digest-without-the-head',
    'Takes the digest over the elements without the head of the array.',
    class extends Implementation {
      override digestedBytes({ digested }: Proof) {
        return digested.slice(1);
      }
    },
  ),
];
