import { randomBytes } from 'node:crypto';
import type { LogProfile as Profile } from '../../../src/conformance/protocol.js';
import { asciiOfHex, concat, fromHex } from '../implementation/bytes.js';
import type { Draft } from '../implementation/entries.js';
import { Implementation } from '../implementation/implementation.js';
import { sha512 } from '../implementation/primitives.js';
import { Refusal } from '../implementation/refusal.js';
import { mutant } from '../mutant.js';
import { Careless, changing } from './encoders.js';

const fault = (name: string, sentence: string, inside: new () => Implementation, profile?: Profile) =>
  mutant({ name: `entry-encode-${name}`, sentence, ops: ['entry.encode'], inside, profile });

const inDoubles = (value: bigint) => BigInt.asUintN(64, BigInt(Number(value)));

export const entryEncodeFaults = [
  fault(
    'end-of-log-ignored',
    'Writes every entry as one that the log goes on after.',
    changing((draft) => ({ ...draft, endOfLog: false })),
  ),
  fault(
    'end-of-log-inverted',
    'Takes the two tags one for the other.',
    changing((draft) => ({ ...draft, endOfLog: !draft.endOfLog })),
  ),
  fault(
    'end-of-log-as-ff',
    'Writes ff for true.',
    class extends Careless {
      override tagOf(endOfLog: boolean) {
        return endOfLog ? 0xff : 0;
      }
    },
  ),
  fault(
    'end-of-log-only-above-one',
    'Lets no log end with its first entry.',
    changing((draft) => ({ ...draft, endOfLog: draft.endOfLog && draft.seqNum > 1n })),
  ),
  fault(
    'author-missing',
    'Leaves out the author.',
    class extends Careless {
      override unsignedEntry(profile: Profile, draft: Draft) {
        const bytes = super.unsignedEntry(profile, draft);
        return concat(bytes.slice(0, 1), bytes.slice(33));
      }
    },
  ),
  fault(
    'log-id-and-sequence-number-swapped',
    'Writes the sequence number before the log id.',
    class extends Careless {
      override numberFields(draft: Draft) {
        return super.numberFields(draft).reverse();
      }
    },
  ),
  fault(
    'numbers-of-eight-bytes',
    'Writes log id and sequence number as 64-bit integers.',
    class extends Careless {
      override numberFields({ logId, seqNum }: Draft) {
        return [logId, seqNum].map((value) => fromHex(value.toString(16).padStart(16, '0')));
      }
    },
  ),
  fault(
    'log-id-in-doubles',
    'Takes log ids through doubles.',
    changing((draft) => ({ ...draft, logId: inDoubles(draft.logId) })),
  ),
  fault(
    'log-id-of-32-bits',
    'Keeps 32 bits of a log id.',
    changing((draft) => ({ ...draft, logId: BigInt.asUintN(32, draft.logId) })),
  ),
  fault(
    'log-id-of-63-bits',
    'Keeps 63 bits of a log id.',
    changing((draft) => ({ ...draft, logId: BigInt.asUintN(63, draft.logId) })),
  ),
  fault(
    'log-id-zero-replaced',
    'Takes log id 0 for one that is missing, and writes 1.',
    changing((draft) => ({ ...draft, logId: draft.logId || 1n })),
  ),
  fault(
    'sequence-number-in-doubles',
    'Takes sequence numbers through doubles.',
    class extends Careless {
      override numberFields(draft: Draft) {
        return super.numberFields({ ...draft, seqNum: inDoubles(draft.seqNum) });
      }
    },
  ),
  fault(
    'sequence-number-of-32-bits',
    'Keeps 32 bits of a sequence number.',
    class extends Careless {
      override numberFields(draft: Draft) {
        return super.numberFields({ ...draft, seqNum: BigInt.asUintN(32, draft.seqNum) });
      }
    },
  ),
  fault(
    'sequence-number-of-63-bits',
    'Refuses sequence numbers that a signed integer can’t hold.',
    class extends Implementation {
      override encodeEntry(profile: Profile, draft: Draft) {
        if (draft.seqNum >= 2n ** 63n) throw new Refusal('NON_CANONICAL_VARU64');
        return super.encodeEntry(profile, draft);
      }
    },
  ),
  fault(
    'payload-size-of-hex',
    'Counts the digits of the payload’s hex.',
    class extends Implementation {
      override payloadFields(profile: Profile, payload: Uint8Array) {
        return [this.encodeVarU64(BigInt(2 * payload.length)), this.encodedHash(profile, payload)];
      }
    },
  ),
  fault(
    'payload-size-of-16-bits',
    'Keeps 16 bits of the payload’s size.',
    class extends Implementation {
      override payloadFields(profile: Profile, payload: Uint8Array) {
        return [this.encodeVarU64(BigInt(payload.length % 2 ** 16)), this.encodedHash(profile, payload)];
      }
    },
    'p2panda', // the one profile with a payload of that size
  ),
  fault(
    'payload-size-with-header',
    'Counts the header of the hash as payload.',
    class extends Implementation {
      override payloadFields(profile: Profile, payload: Uint8Array) {
        return [this.encodeVarU64(BigInt(payload.length + 2)), this.encodedHash(profile, payload)];
      }
    },
  ),
  fault(
    'payload-fields-swapped',
    'Writes the payload’s hash before its size.',
    class extends Careless {
      override payloadFields(profile: Profile, payload: Uint8Array) {
        return super.payloadFields(profile, payload).reverse();
      }
    },
  ),
  fault(
    'payload-hash-of-hex',
    'Hashes the hex of the payload.',
    class extends Implementation {
      override payloadFields(profile: Profile, payload: Uint8Array) {
        return [this.encodeVarU64(BigInt(payload.length)), this.encodedHash(profile, asciiOfHex(payload))];
      }
    },
  ),
  fault(
    'payload-appended',
    'Writes the payload behind the entry.',
    class extends Careless {
      override encodeEntry(profile: Profile, draft: Draft) {
        return concat(super.encodeEntry(profile, draft), draft.payload);
      }
    },
  ),
  fault(
    'empty-payload-refused',
    'Refuses an empty payload.',
    class extends Implementation {
      override encodeEntry(profile: Profile, draft: Draft) {
        if (draft.payload.length === 0) throw new Refusal('TRUNCATED');
        return super.encodeEntry(profile, draft);
      }
    },
  ),
  fault(
    'signature-without-tag',
    'Signs all but the tag.',
    class extends Implementation {
      override sealed(privateKey: Uint8Array, unsigned: Uint8Array) {
        return concat(unsigned, this.sign(privateKey, unsigned.slice(1)));
      }
    },
  ),
  fault(
    'signature-of-hash',
    'Signs the hash of the unsigned entry.',
    class extends Implementation {
      override sealed(privateKey: Uint8Array, unsigned: Uint8Array) {
        return concat(unsigned, this.sign(privateKey, sha512(unsigned)));
      }
    },
  ),
  fault(
    'signature-of-hex',
    'Signs the hex of the unsigned entry.',
    class extends Implementation {
      override sealed(privateKey: Uint8Array, unsigned: Uint8Array) {
        return concat(unsigned, this.sign(privateKey, asciiOfHex(unsigned)));
      }
    },
  ),
  fault(
    'signature-with-random-nonce',
    'Signs with a random nonce, so that no two signatures are the same.',
    class extends Implementation {
      override sealed(privateKey: Uint8Array, unsigned: Uint8Array) {
        const R = this.publicKey(new Uint8Array(randomBytes(32)));
        return concat(unsigned, R, this.sign(privateKey, unsigned).slice(32));
      }
    },
  ),
  fault(
    'signature-halves-swapped',
    'Writes S before R.',
    class extends Careless {
      override sealed(privateKey: Uint8Array, unsigned: Uint8Array) {
        const signature = this.sign(privateKey, unsigned);
        return concat(unsigned, signature.slice(32), signature.slice(0, 32));
      }
    },
  ),
  fault(
    'hash-without-signature',
    'Gives the hash of the unsigned entry.',
    class extends Implementation {
      override entryHash(profile: Profile, bytes: Uint8Array) {
        return this.encodedHash(profile, bytes.slice(0, -64));
      }
    },
  ),
  fault(
    'hash-without-header',
    'Gives the digest alone.',
    class extends Implementation {
      override entryHash(profile: Profile, bytes: Uint8Array) {
        return this.digest(profile, bytes);
      }
    },
  ),
  fault(
    'hash-of-hex',
    'Hashes the entry’s hex.',
    class extends Implementation {
      override entryHash(profile: Profile, bytes: Uint8Array) {
        return this.encodedHash(profile, asciiOfHex(bytes));
      }
    },
  ),
  fault(
    'result-not-checked',
    'Makes entries that decoding rejects.',
    Careless,
    // In bamboo nothing but a link's header can be wrong, which the faults of links look at.
    'p2panda',
  ),
];
