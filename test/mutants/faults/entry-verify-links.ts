import type { LogProfile as Profile } from '../../../src/conformance/protocol.js';
import { equal } from '../implementation/bytes.js';
import type { Entry, Reader } from '../implementation/entries.js';
import { Implementation } from '../implementation/implementation.js';
import { reasonOf, Refusal } from '../implementation/refusal.js';
import { decompressed } from '../implementation/signatures.js';
import type { AtHand, LinkAtHand, LinkCheck, LinkName } from '../implementation/verification.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => Implementation, strict?: boolean) =>
  mutant({ name: `entry-verify-${name}`, sentence, ops: ['entry.verify'], inside, strict });

/** A verifier that decides one check in its own way. */
const checking = (own: LinkCheck, holds: (link: LinkAtHand) => boolean) =>
  class extends Implementation {
    override linkHolds(check: LinkCheck, link: LinkAtHand) {
      return check === own ? holds(link) : super.linkHolds(check, link);
    }
  };

/** A verifier that treats a linked entry at hand in its own way before it checks anything. */
const atFirst = (look: (right: Implementation, profile: Profile, entry: Entry, atHand: AtHand) => AtHand) =>
  class extends Implementation {
    override checkLinks(profile: Profile, entry: Entry, atHand: AtHand) {
      super.checkLinks(profile, entry, look(this, profile, entry, atHand));
    }
  };

const CHECKS: readonly LinkCheck[] = ['HASH', 'AUTHOR', 'LOG_ID', 'SEQNUM', 'END_OF_LOG'];
const named: Record<LinkCheck, string> = {
  HASH: 'hash',
  AUTHOR: 'author',
  LOG_ID: 'log id',
  SEQNUM: 'sequence number',
  END_OF_LOG: 'end of log',
};
const slugOf = (check: LinkCheck): string => named[check].replaceAll(' ', '-');

const missingChecks = (['BACKLINK', 'LIPMAALINK'] as const).flatMap((name) =>
  CHECKS.map((missing) =>
    fault(
      `${name.toLowerCase()}-${slugOf(missing)}-not-checked`,
      `Doesn’t check the ${named[missing]} of the ${name.toLowerCase()}’s entry.`,
      class extends Implementation {
        override linkHolds(check: LinkCheck, link: LinkAtHand) {
          return (check === missing && link.name === name) || super.linkHolds(check, link);
        }
      },
    ),
  ),
);

const swappedChecks = CHECKS.slice(1).map((later, i) => {
  const earlier = CHECKS[i]!;
  return fault(
    `${slugOf(later)}-of-link-before-${slugOf(earlier)}`,
    `Checks the ${named[later]} of a linked entry before its ${named[earlier]}.`,
    class extends Implementation {
      override readonly linkChecks = [...CHECKS.slice(0, i), later, earlier, ...CHECKS.slice(i + 2)];
    },
    true,
  );
});

export const entryVerifyLinkFaults = [
  ...missingChecks,
  ...swappedChecks,
  fault(
    'lipmaalink-first',
    'Checks the lipmaalink before the backlink.',
    class extends Implementation {
      override checkLinks(profile: Profile, entry: Entry, atHand: AtHand) {
        this.checkLinkAtHand(profile, 'LIPMAALINK', entry, atHand.lipmaalink);
        this.checkLinkAtHand(profile, 'BACKLINK', entry, atHand.backlink);
      }
    },
    true,
  ),
  fault(
    'lipmaalink-called-backlink',
    'Gives the reasons of the backlink for the lipmaalink too.',
    class extends Implementation {
      override checkLink(link: LinkAtHand) {
        super.checkLink({ ...link, name: 'BACKLINK' });
      }
    },
    true,
  ),
  ...(['backlink', 'lipmaalink'] as const).map((ignored) =>
    fault(
      `${ignored}-not-checked`,
      `Doesn’t check the ${ignored}.`,
      atFirst((_right, _profile, _entry, atHand) => ({ ...atHand, [ignored]: null })),
    ),
  ),
  fault(
    'lipmaalink-checked-without-backlink-alone',
    'Checks the lipmaalink only where the backlink’s entry is not at hand.',
    atFirst((_right, _profile, _entry, atHand) =>
      atHand.backlink ? { ...atHand, lipmaalink: null } : atHand,
    ),
  ),
  fault(
    'links-checked-together-alone',
    'Checks links only where both linked entries are at hand.',
    atFirst((_right, _profile, { lipmaalink }, atHand) =>
      lipmaalink && !(atHand.backlink && atHand.lipmaalink)
        ? { ...atHand, backlink: null, lipmaalink: null }
        : atHand,
    ),
  ),
  fault(
    'links-at-hand-swapped',
    'Takes the two linked entries for each other.',
    atFirst((_right, _profile, { lipmaalink }, atHand) =>
      lipmaalink ? { ...atHand, backlink: atHand.lipmaalink, lipmaalink: atHand.backlink } : atHand,
    ),
  ),
  fault(
    'missing-backlink-entry-refused',
    'Refuses an entry where the entry of its backlink is not at hand.',
    atFirst((_right, _profile, { backlink }, atHand) => {
      if (backlink && !atHand.backlink) throw new Refusal('BACKLINK_HASH_MISMATCH');
      return atHand;
    }),
  ),
  fault(
    'missing-lipmaalink-entry-refused',
    'Refuses an entry where the entry of its lipmaalink is not at hand.',
    atFirst((_right, _profile, { lipmaalink }, atHand) => {
      if (lipmaalink && !atHand.lipmaalink) throw new Refusal('LIPMAALINK_HASH_MISMATCH');
      return atHand;
    }),
  ),
  fault(
    'superfluous-lipmaalink-entry-refused',
    'Refuses a linked entry for a lipmaalink that the entry doesn’t have.',
    atFirst((_right, _profile, { lipmaalink }, atHand) => {
      if (!lipmaalink && atHand.lipmaalink) throw new Refusal('LIPMAALINK_HASH_MISMATCH');
      return atHand;
    }),
  ),
  fault(
    'superfluous-backlink-entry-refused',
    'Refuses a linked entry for a backlink that the entry doesn’t have.',
    atFirst((_right, _profile, { backlink }, atHand) => {
      if (!backlink && atHand.backlink) throw new Refusal('BACKLINK_HASH_MISMATCH');
      return atHand;
    }),
  ),
  fault(
    'superfluous-linked-entry-decoded',
    'Decodes a linked entry that the entry has no link to, and refuses where it can’t.',
    atFirst((right, profile, { lipmaalink, backlink }, atHand) => {
      if (!lipmaalink && atHand.lipmaalink) right.decodeLinked(profile, 'LIPMAALINK', atHand.lipmaalink);
      if (!backlink && atHand.backlink) right.decodeLinked(profile, 'BACKLINK', atHand.backlink);
      return atHand;
    }),
  ),
  fault(
    'superfluous-lipmaalink-entry-held-against-backlink',
    'Holds the lipmaalink’s entry against the backlink where the entry has no other link.',
    atFirst((right, profile, entry, atHand) => {
      if (!entry.lipmaalink) right.checkLinkAtHand(profile, 'BACKLINK', entry, atHand.lipmaalink);
      return atHand;
    }),
  ),
  fault(
    'undecodable-linked-entry-ignored',
    'Takes a linked entry that doesn’t decode for one that is missing.',
    atFirst((right, profile, _entry, atHand) => {
      const decodes = (bytes: Uint8Array | null) =>
        bytes && reasonOf(() => right.decodeEntry(profile, bytes)) === undefined ? bytes : null;
      return { ...atHand, backlink: decodes(atHand.backlink), lipmaalink: decodes(atHand.lipmaalink) };
    }),
  ),
  fault(
    'undecodable-linked-entry-by-its-hash',
    'Compares a linked entry’s hash and is content where it doesn’t decode.',
    class extends Implementation {
      override checkLinkAtHand(profile: Profile, name: LinkName, entry: Entry, bytes: Uint8Array | null) {
        const hash = name === 'BACKLINK' ? entry.backlink : entry.lipmaalink;
        const isNamed = hash && bytes && equal(this.encodedHash(profile, bytes), hash);
        if (isNamed && reasonOf(() => this.decodeEntry(profile, bytes)) !== undefined) return;
        super.checkLinkAtHand(profile, name, entry, bytes);
      }
    },
  ),
  fault(
    'undecodable-linked-entry-by-its-reason',
    'Gives the reason for which a linked entry doesn’t decode.',
    class extends Implementation {
      override decodeLinked(profile: Profile, _name: LinkName, bytes: Uint8Array) {
        return this.decodeEntry(profile, bytes);
      }
    },
    true,
  ),
  fault(
    'linked-signatures-checked',
    'Checks the signatures of linked entries.',
    class extends Implementation {
      override decodeLinked(profile: Profile, name: LinkName, bytes: Uint8Array) {
        const linked = super.decodeLinked(profile, name, bytes);
        if (reasonOf(() => this.checkEntrySignature(linked))) throw new Refusal(`${name}_HASH_MISMATCH`);
        return linked;
      }
    },
  ),
  fault(
    'linked-entry-without-its-trailing-bytes',
    'Hashes of a linked entry what it could decode, and leaves out the rest.',
    class extends Implementation {
      private end = 0;
      private isLinked = false;
      override checkEnd(reader: Reader) {
        this.end = reader.offset;
        if (!this.isLinked) super.checkEnd(reader);
      }
      override decodeLinked(profile: Profile, name: LinkName, bytes: Uint8Array) {
        this.isLinked = true;
        try {
          const linked = super.decodeLinked(profile, name, bytes);
          return { ...linked, hash: this.entryHash(profile, bytes.slice(0, this.end)) };
        } finally {
          this.isLinked = false;
        }
      }
    },
  ),
  fault(
    'linked-hash-without-signature',
    'Hashes linked entries without their signature.',
    class extends Implementation {
      override entryHash(profile: Profile, bytes: Uint8Array) {
        return this.encodedHash(profile, bytes.slice(0, -64));
      }
    },
  ),
  ...(['first', 'last'] as const).map((end) =>
    fault(
      `linked-hash-by-its-${end}-bytes`,
      `Compares the ${end} eight bytes of a linked entry’s hash.`,
      checking('HASH', ({ hash, linked }) => {
        const part = (bytes: Uint8Array) => (end === 'first' ? bytes.slice(2, 10) : bytes.slice(-8));
        return equal(part(hash), part(linked.hash));
      }),
    ),
  ),
  fault(
    'linked-author-by-its-first-bytes',
    'Compares the first eight bytes of the authors.',
    checking('AUTHOR', ({ entry, linked }) => equal(entry.author.slice(0, 8), linked.author.slice(0, 8))),
  ),
  fault(
    'linked-author-without-its-sign',
    'Compares the y of the authors alone.',
    checking('AUTHOR', ({ entry, linked }) => {
      const y = ({ author }: Entry) => [...author.slice(0, 31), author[31]! & 0x7f].join();
      return y(entry) === y(linked);
    }),
  ),
  fault(
    'linked-author-as-a-point',
    'Compares authors as points, so that one may be written in two ways.',
    checking('AUTHOR', ({ entry, linked }) =>
      decompressed(entry.author)!.equals(decompressed(linked.author)!),
    ),
  ),
  fault(
    'linked-log-id-in-doubles',
    'Compares log ids as doubles.',
    checking('LOG_ID', ({ entry, linked }) => Number(entry.logId) === Number(linked.logId)),
  ),
  fault(
    'linked-log-id-of-32-bits',
    'Compares 32 bits of the log ids.',
    checking('LOG_ID', ({ entry, linked }) => (entry.logId ^ linked.logId) % 2n ** 32n === 0n),
  ),
  fault(
    'linked-log-id-zero-not-compared',
    'Takes a log id of 0 for one that is missing.',
    checking('LOG_ID', ({ entry, linked }) => entry.logId === 0n || entry.logId === linked.logId),
  ),
  fault(
    'linked-log-id-may-be-lower',
    'Lets a link lead to a log with a lower id.',
    checking('LOG_ID', ({ entry, linked }) => linked.logId <= entry.logId),
  ),
  fault(
    'linked-log-id-may-be-higher',
    'Lets a link lead to a log with a higher id.',
    checking('LOG_ID', ({ entry, linked }) => linked.logId >= entry.logId),
  ),
  fault(
    'linked-sequence-number-in-doubles',
    'Compares sequence numbers as doubles.',
    checking('SEQNUM', ({ seqNum, linked }) => Number(seqNum) === Number(linked.seqNum)),
  ),
  fault(
    'linked-sequence-number-of-32-bits',
    'Compares 32 bits of the sequence numbers.',
    checking('SEQNUM', ({ seqNum, linked }) => (seqNum ^ linked.seqNum) % 2n ** 32n === 0n),
  ),
  fault(
    'linked-sequence-number-lower',
    'Is content where a linked entry has a lower sequence number.',
    checking('SEQNUM', ({ entry, linked }) => linked.seqNum < entry.seqNum),
  ),
  fault(
    'linked-sequence-number-at-most',
    'Lets a link lead further down than it should.',
    checking('SEQNUM', ({ seqNum, linked }) => linked.seqNum <= seqNum),
  ),
  fault(
    'linked-sequence-number-at-least',
    'Lets a link lead less far down than it should.',
    checking('SEQNUM', ({ seqNum, linked }) => linked.seqNum >= seqNum),
  ),
  fault(
    'linked-sequence-number-of-either-link',
    'Lets either link lead to where the other should.',
    class extends Implementation {
      override linkHolds(check: LinkCheck, link: LinkAtHand) {
        if (check !== 'SEQNUM') return super.linkHolds(check, link);
        const { entry, linked } = link;
        return linked.seqNum === entry.seqNum - 1n || linked.seqNum === this.lipmaa(entry.seqNum);
      }
    },
  ),
  fault(
    'lipmaalink-to-the-entry-before',
    'Wants the lipmaalink to lead to the entry before.',
    class extends Implementation {
      override targetOf(_: LinkName, seqNum: bigint) {
        return seqNum - 1n;
      }
    },
  ),
  fault(
    'lipmaalink-by-doubles',
    'Computes in doubles where the lipmaalink has to lead.',
    class extends Implementation {
      override targetOf(name: LinkName, seqNum: bigint) {
        return name === 'BACKLINK' ? seqNum - 1n : BigInt(Number(super.targetOf(name, seqNum)));
      }
    },
  ),
  fault(
    'end-of-log-of-its-own',
    'Refuses an entry that ends the log itself, as if it stood after its end.',
    checking('END_OF_LOG', ({ entry, linked }) => !linked.endOfLog && !entry.endOfLog),
  ),
  fault(
    'end-of-log-allowed-after-end',
    'Lets an entry that ends the log follow another that does.',
    checking('END_OF_LOG', ({ entry, linked }) => !linked.endOfLog || entry.endOfLog),
  ),
];
