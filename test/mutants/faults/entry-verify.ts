import type { LogProfile as Profile } from '../../../src/conformance/protocol.js';
import { equal } from '../implementation/bytes.js';
import type { Entry, Reader } from '../implementation/entries.js';
import { Implementation } from '../implementation/implementation.js';
import { sha512 } from '../implementation/primitives.js';
import { Refusal } from '../implementation/refusal.js';
import type { AtHand } from '../implementation/verification.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => Implementation, strict?: boolean) =>
  mutant({ name: `entry-verify-${name}`, sentence, ops: ['entry.verify'], inside, strict });

/** A verifier that does its steps in another order, or leaves some out. */
const inOrder = (verify: (right: Implementation, profile: Profile, entry: Entry, atHand: AtHand) => void) =>
  class extends Implementation {
    override verifyEntry(profile: Profile, bytes: Uint8Array, atHand: AtHand) {
      verify(this, profile, this.decodeEntry(profile, bytes), atHand);
    }
  };

/** A verifier with another idea of whether the size is right. */
const withSize = (isRight: (size: bigint, claimed: bigint) => boolean) =>
  class extends Implementation {
    override checkPayloadSize(entry: Entry, payload: Uint8Array) {
      if (!isRight(BigInt(payload.length), entry.payloadSize)) throw new Refusal('PAYLOAD_SIZE_MISMATCH');
    }
  };

/** A verifier that takes other bytes for what was signed. */
const signing = (bytes: (entry: Entry) => Uint8Array) =>
  class extends Implementation {
    override signedBytes(entry: Entry) {
      return bytes(entry);
    }
  };

const body = (entry: Entry): Uint8Array => entry.bytes.subarray(0, entry.bytes.length - 64);

export const entryVerifyFaults = [
  fault(
    'signature-not-checked',
    'Doesn’t check the signature.',
    class extends Implementation {
      override checkEntrySignature() {
        // Nothing.
      }
    },
  ),
  fault(
    'signature-checked-with-payload-alone',
    'Checks the signature only where there is a payload.',
    inOrder((right, profile, entry, atHand) => {
      if (atHand.payload) right.checkEntrySignature(entry);
      right.checkPayload(profile, entry, atHand.payload);
      right.checkLinks(profile, entry, atHand);
    }),
  ),
  fault(
    'signature-trusted-with-a-link',
    'Doesn’t check the signature of an entry whose backlink’s entry is at hand.',
    inOrder((right, profile, entry, atHand) => {
      if (!atHand.backlink) right.checkEntrySignature(entry);
      right.checkPayload(profile, entry, atHand.payload);
      right.checkLinks(profile, entry, atHand);
    }),
  ),
  fault(
    'signature-without-tag',
    'Checks the signature over all but the tag.',
    signing((entry) => body(entry).subarray(1)),
  ),
  fault(
    'signature-without-author',
    'Checks the signature over what follows the author.',
    signing((entry) => body(entry).subarray(33)),
  ),
  fault(
    'signature-of-hash',
    'Checks the signature over a hash of the entry.',
    signing((entry) => sha512(body(entry))),
  ),
  fault(
    'signature-of-whole',
    'Checks the signature over the entry with its signature.',
    signing((entry) => entry.bytes),
  ),
  fault(
    'tag-normalised-before-signature',
    'Encodes the tag anew for the signature, as an entry that the log goes on after.',
    signing((entry) => {
      const bytes = body(entry).slice();
      bytes[0] = 0;
      return bytes;
    }),
  ),
  fault(
    'trailing-bytes-ignored',
    'Ignores what follows the signature.',
    class extends Implementation {
      private length = 0;
      override checkEnd(reader: Reader) {
        this.length = reader.offset;
      }
      override decodeEntry(profile: Profile, bytes: Uint8Array) {
        const entry = super.decodeEntry(profile, bytes);
        return { ...entry, bytes: bytes.slice(0, this.length) };
      }
    },
  ),
  fault(
    'trailing-bytes-by-the-author',
    'Takes all but the last 64 bytes for signed, wherever the signature stands.',
    class extends Implementation {
      override checkEnd() {
        // Nothing.
      }
    },
  ),
  fault(
    'signature-from-the-end',
    'Takes the last 64 bytes for the signature, and what stands before them for signed.',
    class extends Implementation {
      override readSignature(reader: Reader) {
        if (reader.left > 64) reader.offset = reader.bytes.length - 64;
        return super.readSignature(reader);
      }
    },
  ),
  fault(
    'payload-not-checked',
    'Doesn’t look at the payload.',
    class extends Implementation {
      override checkPayload() {
        // Nothing.
      }
    },
  ),
  fault(
    'payload-hash-not-checked',
    'Checks the payload’s size alone.',
    class extends Implementation {
      override checkPayloadHash() {
        // Nothing.
      }
    },
  ),
  fault(
    'payload-size-not-checked',
    'Checks the payload’s hash alone.',
    withSize(() => true),
  ),
  fault(
    'payload-may-be-shorter',
    'Lets a payload be shorter than the entry says.',
    withSize((size, claimed) => size <= claimed),
  ),
  fault(
    'payload-may-be-longer',
    'Lets a payload be longer than the entry says.',
    withSize((size, claimed) => size >= claimed),
  ),
  fault(
    'payload-size-of-32-bits',
    'Compares 32 bits of the size.',
    withSize((size, claimed) => size === BigInt.asUintN(32, claimed)),
  ),
  fault(
    'payload-size-of-16-bits',
    'Compares 16 bits of the size.',
    withSize((size, claimed) => size % 65536n === claimed % 65536n),
  ),
  fault(
    'payload-size-zero-not-compared',
    'Takes a size of 0 for one that was not given.',
    withSize((size, claimed) => claimed === 0n || size === claimed),
  ),
  fault(
    'empty-payload-not-checked',
    'Takes an empty payload for one that is missing.',
    class extends Implementation {
      override checkPayload(profile: Profile, entry: Entry, payload: Uint8Array | null) {
        super.checkPayload(profile, entry, payload?.length ? payload : null);
      }
    },
  ),
  fault(
    'missing-payload-is-empty',
    'Takes a missing payload for an empty one.',
    class extends Implementation {
      override checkPayload(profile: Profile, entry: Entry, payload: Uint8Array | null) {
        super.checkPayload(profile, entry, payload ?? new Uint8Array());
      }
    },
  ),
  fault(
    'payload-not-checked-where-entry-has-none',
    'Doesn’t look at a payload where the entry’s size is 0.',
    class extends Implementation {
      override checkPayload(profile: Profile, entry: Entry, payload: Uint8Array | null) {
        if (entry.payloadSize > 0n) super.checkPayload(profile, entry, payload);
      }
    },
  ),
  fault(
    'empty-payload-refused',
    'Refuses an entry whose payload is empty.',
    class extends Implementation {
      override checkPayload(profile: Profile, entry: Entry, payload: Uint8Array | null) {
        if (payload?.length === 0) throw new Refusal('PAYLOAD_SIZE_MISMATCH');
        super.checkPayload(profile, entry, payload);
      }
    },
  ),
  ...(['first', 'last'] as const).map((end) =>
    fault(
      `payload-hash-by-its-${end}-bytes`,
      `Compares the ${end} eight bytes of the payload’s hash.`,
      class extends Implementation {
        override checkPayloadHash(profile: Profile, entry: Entry, payload: Uint8Array) {
          const part = (hash: Uint8Array) => (end === 'first' ? hash.slice(2, 10) : hash.slice(-8));
          if (!equal(part(this.encodedHash(profile, payload)), part(entry.payloadHash))) {
            throw new Refusal('PAYLOAD_HASH_MISMATCH');
          }
        }
      },
    ),
  ),
  fault(
    'payload-cut-to-its-size',
    'Hashes as many bytes of the payload as the entry says it has.',
    class extends Implementation {
      override checkPayload(profile: Profile, entry: Entry, payload: Uint8Array | null) {
        const size = Number(entry.payloadSize);
        super.checkPayload(
          profile,
          entry,
          payload && payload.length > size ? payload.slice(0, size) : payload,
        );
      }
    },
  ),
  fault(
    'payload-size-before-hash',
    'Checks the payload’s size before its hash.',
    class extends Implementation {
      override checkPayload(profile: Profile, entry: Entry, payload: Uint8Array | null) {
        if (payload) this.checkPayloadSize(entry, payload);
        super.checkPayload(profile, entry, payload);
      }
    },
    true,
  ),
  fault(
    'payload-before-signature',
    'Checks the payload before the signature.',
    inOrder((right, profile, entry, atHand) => {
      right.checkPayload(profile, entry, atHand.payload);
      right.checkEntrySignature(entry);
      right.checkLinks(profile, entry, atHand);
    }),
    true,
  ),
  fault(
    'links-before-signature',
    'Checks the links before the signature.',
    inOrder((right, profile, entry, atHand) => {
      right.checkLinks(profile, entry, atHand);
      right.checkEntrySignature(entry);
      right.checkPayload(profile, entry, atHand.payload);
    }),
    true,
  ),
  fault(
    'links-before-payload',
    'Checks the links before the payload.',
    inOrder((right, profile, entry, atHand) => {
      right.checkEntrySignature(entry);
      right.checkLinks(profile, entry, atHand);
      right.checkPayload(profile, entry, atHand.payload);
    }),
    true,
  ),
  fault(
    'links-not-checked-with-payload',
    'Checks links only where there is no payload.',
    inOrder((right, profile, entry, atHand) => {
      right.checkEntrySignature(entry);
      right.checkPayload(profile, entry, atHand.payload);
      if (!atHand.payload) right.checkLinks(profile, entry, atHand);
    }),
  ),
  fault(
    'payload-not-checked-with-links',
    'Checks the payload only where no linked entry is at hand.',
    inOrder((right, profile, entry, atHand) => {
      right.checkEntrySignature(entry);
      if (!atHand.backlink && !atHand.lipmaalink) right.checkPayload(profile, entry, atHand.payload);
      right.checkLinks(profile, entry, atHand);
    }),
  ),
];
