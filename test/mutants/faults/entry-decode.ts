import type { LogProfile as Profile } from '../../../src/conformance/protocol.js';
import { decompressed, P, writtenY, encode } from '../implementation/signatures.js';
import { equal, concat } from '../implementation/bytes.js';
import type { Reader } from '../implementation/entries.js';
import { type Entry } from '../implementation/entries.js';
import { Implementation } from '../implementation/implementation.js';
import { Refusal } from '../implementation/refusal.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => Implementation, strict?: boolean) =>
  mutant({ name: `entry-decode-${name}`, sentence, ops: ['entry.decode'], inside, strict });

/** A decoder that changes what it has decoded. */
const giving = (change: (entry: Entry) => Partial<Entry>) =>
  class extends Implementation {
    override decodeEntry(profile: Profile, bytes: Uint8Array) {
      const entry = super.decodeEntry(profile, bytes);
      return { ...entry, ...change(entry) };
    }
  };

/** A decoder that takes some tags for others. */
const withTag = (endsLog: (tag: number) => boolean | undefined) =>
  class extends Implementation {
    override readTag(reader: Reader) {
      const end = endsLog(reader.byte());
      if (end === undefined) throw new Refusal('INVALID_TAG');
      return end;
    }
  };

/** A decoder that looks at an author in another way. */
const withAuthor = (isAccepted: (author: Uint8Array) => boolean) =>
  class extends Implementation {
    override checkAuthor(author: Uint8Array) {
      if (!isAccepted(author)) throw new Refusal('INVALID_AUTHOR');
    }
  };

/** A decoder that looks in another way at what follows the signature. */
const withEnd = (isAccepted: (rest: Uint8Array) => boolean) =>
  class extends Implementation {
    override checkEnd(reader: Reader) {
      if (!isAccepted(reader.bytes.slice(reader.offset))) throw new Refusal('TRAILING_BYTES');
    }
  };

const inDoubles = (value: bigint) => BigInt(Number(value));

const fields = ['logId', 'seqNum', 'payloadSize'] as const;
const named = { logId: 'log id', seqNum: 'sequence number', payloadSize: 'payload size' } as const;
const slug = { logId: 'log-id', seqNum: 'sequence-number', payloadSize: 'payload-size' } as const;

/** A decoder that reads one of its integers in its own way. */
const reading = (field: (typeof fields)[number], read: (right: Implementation, reader: Reader) => bigint) =>
  class extends Implementation {
    override readLogId(reader: Reader) {
      return field === 'logId' ? read(this, reader) : super.readLogId(reader);
    }
    override readSeqNum(reader: Reader) {
      if (field !== 'seqNum') return super.readSeqNum(reader);
      const seqNum = read(this, reader);
      if (seqNum === 0n) throw new Refusal('SEQNUM_ZERO');
      return seqNum;
    }
    override readPayloadSize(reader: Reader) {
      return field === 'payloadSize' ? read(this, reader) : super.readPayloadSize(reader);
    }
  };

/** Reads a VarU64 that may be longer than needed. */
class Lenient extends Implementation {
  override isCanonical() {
    return true;
  }
}

const integerFaults = fields.flatMap((field) => [
  fault(
    `${slug[field]}-non-canonical-accepted`,
    `Accepts a ${named[field]} in more bytes than it needs.`,
    reading(field, (_, reader) => new Lenient().readVarU64(reader)),
  ),
  fault(
    `${slug[field]}-in-doubles`,
    `Takes the ${named[field]} through a double.`,
    giving((entry) => ({ [field]: inDoubles(entry[field]) })),
  ),
  fault(
    `${slug[field]}-of-32-bits`,
    `Keeps 32 bits of the ${named[field]}.`,
    giving((entry) => ({ [field]: BigInt.asUintN(32, entry[field]) })),
  ),
  fault(
    `${slug[field]}-signed`,
    `Gives the ${named[field]} as a signed integer.`,
    giving((entry) => ({ [field]: BigInt.asIntN(64, entry[field]) })),
  ),
  fault(
    `${slug[field]}-above-i64-refused`,
    `Refuses a ${named[field]} of 2^63 or more.`,
    reading(field, (right, reader) => {
      const value = right.readVarU64(reader);
      if (value >= 2n ** 63n) throw new Refusal('NON_CANONICAL_VARU64');
      return value;
    }),
  ),
  fault(
    `${slug[field]}-unsafe-refused`,
    `Refuses a ${named[field]} above 2^53 − 1.`,
    reading(field, (right, reader) => {
      const value = right.readVarU64(reader);
      if (value >= 2n ** 53n) throw new Refusal('NON_CANONICAL_VARU64');
      return value;
    }),
  ),
  fault(
    `${slug[field]}-of-eight-bytes`,
    `Reads the ${named[field]} as a fixed 64-bit integer.`,
    reading(field, (_, reader) => reader.take(8).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)),
  ),
]);

export const entryDecodeFaults = [
  ...integerFaults,
  fault(
    'empty-is-truncated',
    'Says TRUNCATED of an empty input.',
    class extends Implementation {
      override readonly reasonOfEmpty = 'TRUNCATED';
    },
    true,
  ),
  fault(
    'tag-by-its-lowest-bit',
    'Looks at the lowest bit of the tag alone.',
    withTag((tag) => (tag & 1) === 1),
  ),
  fault(
    'tag-not-zero-ends-log',
    'Takes every tag but 0 for the end of the log.',
    withTag((tag) => tag !== 0),
  ),
  fault(
    'tag-not-one-goes-on',
    'Takes every tag but 1 for one that the log goes on after.',
    withTag((tag) => tag === 1),
  ),
  fault(
    'tag-two-accepted',
    'Refuses tags above 2.',
    withTag((tag) => (tag > 2 ? undefined : tag === 1)),
  ),
  fault(
    'tag-below-16-accepted',
    'Looks at the high half of the tag alone.',
    withTag((tag) => (tag > 15 ? undefined : tag === 1)),
  ),
  fault(
    'tag-signed',
    'Takes tags above 7f for negative numbers, which are below 2.',
    withTag((tag) => (tag > 127 ? false : tag > 1 ? undefined : tag === 1)),
  ),
  fault(
    'tag-one-refused',
    'Doesn’t know the end of a log.',
    withTag((tag) => (tag === 0 ? false : undefined)),
  ),
  fault(
    'end-of-log-ignored',
    'Reads the tag and forgets it.',
    giving(() => ({ endOfLog: false })),
  ),
  fault(
    'end-of-log-inverted',
    'Takes the two tags one for the other.',
    giving(({ endOfLog }) => ({ endOfLog: !endOfLog })),
  ),
  fault(
    'author-not-checked',
    'Takes any 32 bytes for an author.',
    withAuthor(() => true),
  ),
  fault(
    'author-of-p-or-more-refused',
    'Refuses an author whose y is p or more.',
    withAuthor((author) => decompressed(author) !== undefined && writtenY(author) < P),
  ),
  fault(
    'author-not-canonical-refused',
    'Refuses an author with x = 0 and the sign set.',
    withAuthor((author) => {
      const point = decompressed(author);
      return point !== undefined && (writtenY(author) >= P || equal(encode(point), author));
    }),
  ),
  fault(
    'author-of-small-order-refused',
    'Refuses an author of small order.',
    withAuthor((author) => {
      const point = decompressed(author);
      return point !== undefined && !point.double().double().double().is0();
    }),
  ),
  fault(
    'author-of-zeros-refused',
    'Takes an author of zeros for one that is missing.',
    withAuthor((author) => decompressed(author) !== undefined && author.some((byte) => byte !== 0)),
  ),
  fault(
    'author-encoded-anew',
    'Gives the author as it encodes the point anew.',
    giving(({ author }) => ({ author: encode(decompressed(author)!) })),
  ),
  fault(
    'sequence-number-zero-accepted',
    'Accepts the sequence number 0.',
    class extends Implementation {
      override readSeqNum(reader: Reader) {
        return this.readVarU64(reader);
      }
    },
  ),
  fault(
    'sequence-number-zero-is-not-canonical',
    'Gives the sequence number 0 another reason.',
    class extends Implementation {
      override readSeqNum(reader: Reader) {
        const seqNum = this.readVarU64(reader);
        if (seqNum === 0n) throw new Refusal('NON_CANONICAL_VARU64');
        return seqNum;
      }
    },
    true,
  ),
  fault(
    'log-id-zero-refused',
    'Refuses log id 0.',
    reading('logId', (right, reader) => {
      const logId = right.readVarU64(reader);
      if (logId === 0n) throw new Refusal('NON_CANONICAL_VARU64');
      return logId;
    }),
  ),
  fault(
    'payload-size-zero-refused',
    'Refuses a payload size of 0.',
    reading('payloadSize', (right, reader) => {
      const size = right.readVarU64(reader);
      if (size === 0n) throw new Refusal('NON_CANONICAL_VARU64');
      return size;
    }),
  ),
  fault(
    'payload-size-above-memory-refused',
    'Refuses a payload of 4 GiB or more.',
    reading('payloadSize', (right, reader) => {
      const size = right.readVarU64(reader);
      if (size >= 2n ** 32n) throw new Refusal('TRUNCATED');
      return size;
    }),
  ),
  fault(
    'log-id-and-sequence-number-swapped',
    'Gives log id and sequence number one for the other.',
    giving(({ logId, seqNum }) => ({ logId: seqNum, seqNum: logId })),
  ),
  fault(
    'cut-off-signature-accepted',
    'Takes what is there of the signature.',
    class extends Implementation {
      override readSignature(reader: Reader) {
        const there = reader.take(Math.min(64, reader.left));
        return concat(there, new Uint8Array(64 - there.length));
      }
    },
  ),
  fault(
    'missing-signature-accepted',
    'Decodes entries that are not signed yet.',
    class extends Implementation {
      override readSignature(reader: Reader) {
        return reader.left === 0 ? new Uint8Array(64) : super.readSignature(reader);
      }
    },
  ),
  fault(
    'signature-halves-swapped',
    'Gives S before R.',
    giving(({ signature }) => ({ signature: concat(signature.slice(32), signature.slice(0, 32)) })),
  ),
  fault(
    'trailing-bytes-accepted',
    'Doesn’t look behind the signature.',
    withEnd(() => true),
  ),
  fault(
    'trailing-bytes-to-32-accepted',
    'Accepts up to 32 bytes behind the signature.',
    withEnd((rest) => rest.length <= 32),
  ),
  fault(
    'trailing-byte-accepted',
    'Accepts one byte behind the signature, a line feed for instance.',
    withEnd((rest) => rest.length <= 1),
  ),
  fault(
    'many-trailing-bytes-accepted',
    'Refuses no more than a few bytes behind the signature.',
    withEnd((rest) => rest.length === 0 || rest.length > 64),
  ),
  fault(
    'trailing-zeros-accepted',
    'Accepts zeros behind the signature.',
    withEnd((rest) => rest.every((byte) => byte === 0)),
  ),
  fault(
    'trailing-entry-accepted',
    'Accepts a second signature’s worth of bytes.',
    withEnd((rest) => rest.length % 64 === 0),
  ),
  fault(
    'signature-from-the-end',
    'Takes the last 64 bytes for the signature, and ignores what stands before them.',
    class extends Implementation {
      override readSignature(reader: Reader) {
        if (reader.left > 64) reader.offset = reader.bytes.length - 64;
        return super.readSignature(reader);
      }
    },
  ),
  fault(
    'hash-without-signature',
    'Gives the hash of what is signed.',
    class extends Implementation {
      override entryHash(profile: Profile, bytes: Uint8Array) {
        return this.encodedHash(profile, bytes.slice(0, -64));
      }
    },
  ),
  fault(
    'hash-of-payload',
    'Gives the payload’s hash for the entry’s.',
    giving(({ payloadHash }) => ({ hash: payloadHash })),
  ),
  fault(
    'hash-of-other-profile',
    'Hashes entries as the other profile does.',
    class extends Implementation {
      override entryHash(profile: Profile, bytes: Uint8Array) {
        return this.encodedHash(profile === 'bamboo' ? 'p2panda' : 'bamboo', bytes);
      }
    },
  ),
];
