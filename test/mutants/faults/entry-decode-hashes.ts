import type { LogProfile as Profile } from '../../../src/conformance/protocol.js';
import { concat, equal } from '../implementation/bytes.js';
import {
  Reader,
  type HashField,
  type HashLength,
  type HashType,
  type Links,
} from '../implementation/entries.js';
import { Implementation } from '../implementation/implementation.js';
import { Refusal, reasonOf } from '../implementation/refusal.js';
import { mutant } from '../mutant.js';

const fault = (
  name: string,
  sentence: string,
  inside: new () => Implementation,
  more: { profile?: Profile; strict?: boolean } = {},
) => mutant({ name: `entry-decode-${name}`, sentence, ops: ['entry.decode'], inside, ...more });

const fields: readonly HashField[] = ['lipmaalink', 'backlink', 'payloadHash'];
const named = { lipmaalink: 'lipmaalink', backlink: 'backlink', payloadHash: 'payload hash' } as const;
const slug = { lipmaalink: 'lipmaalink', backlink: 'backlink', payloadHash: 'payload-hash' } as const;
const other = (profile: Profile): Profile => (profile === 'bamboo' ? 'p2panda' : 'bamboo');

const perField = fields.flatMap((field) => [
  fault(
    `${slug[field]}-type-not-checked`,
    `Doesn’t look at the type of the ${named[field]}.`,
    class extends Implementation {
      override checkHashType(header: HashType) {
        if (header.field !== field) super.checkHashType(header);
      }
    },
  ),
  fault(
    `${slug[field]}-length-not-checked`,
    `Doesn’t look at the length byte of the ${named[field]}.`,
    class extends Implementation {
      override checkHashLength(profile: Profile, header: HashLength) {
        if (header.field !== field) super.checkHashLength(profile, header);
      }
    },
  ),
  fault(
    `${slug[field]}-of-other-profile-accepted`,
    `Accepts a ${named[field]} of the other profile.`,
    class extends Implementation {
      override readHash(reader: Reader, profile: Profile, at: HashField) {
        const isOther = at === field && reader.bytes[reader.offset + 1] === this.digestLength(other(profile));
        return super.readHash(reader, isOther ? other(profile) : profile, at);
      }
    },
  ),
]);

export const entryDecodeHashFaults = [
  ...perField,
  fault(
    'hash-type-by-its-lowest-bit',
    'Looks at the lowest bit of a hash’s type alone.',
    class extends Implementation {
      override checkHashType(header: HashType) {
        super.checkHashType({ ...header, type: header.type & 1 });
      }
    },
  ),
  fault(
    'hash-length-up-to-the-right-one',
    'Accepts a length byte below the right one, and reads the right length.',
    class extends Implementation {
      override checkHashLength(profile: Profile, header: HashLength) {
        if (header.length > this.digestLength(profile)) super.checkHashLength(profile, header);
      }
    },
  ),
  fault(
    'hash-length-from-the-right-one',
    'Accepts a length byte above the right one, and reads the right length.',
    class extends Implementation {
      override checkHashLength(profile: Profile, header: HashLength) {
        if (header.length < this.digestLength(profile)) super.checkHashLength(profile, header);
      }
    },
  ),
  fault(
    'hash-length-zero-accepted',
    'Takes a length byte of 0 for one that is not set.',
    class extends Implementation {
      override checkHashLength(profile: Profile, header: HashLength) {
        if (header.length !== 0) super.checkHashLength(profile, header);
      }
    },
  ),
  fault(
    'hash-length-followed',
    'Reads as many bytes as the length byte says.',
    class extends Implementation {
      override readHash(reader: Reader, _: Profile, field: HashField) {
        const type = reader.byte();
        this.checkHashType({ type, field });
        const length = reader.byte();
        return concat(Uint8Array.of(type, length), reader.take(length));
      }
    },
  ),
  fault(
    'hash-length-repaired',
    'Writes the right length byte into the hashes that it gives out, whatever stood there.',
    class extends Implementation {
      override readHash(reader: Reader, profile: Profile) {
        const hash = reader.take(2 + this.digestLength(profile));
        return concat(Uint8Array.of(0, this.digestLength(profile)), hash.slice(2));
      }
    },
  ),
  fault(
    'hash-header-not-read',
    'Takes a digest without its header for a hash.',
    class extends Implementation {
      override readHash(reader: Reader, profile: Profile) {
        return concat(Uint8Array.of(0, this.digestLength(profile)), reader.take(this.digestLength(profile)));
      }
    },
  ),
  fault(
    'hash-length-as-varu64',
    'Reads type and length as VarU64, and says of a length that is not canonical that it is so.',
    class extends Implementation {
      override checkHashLength(profile: Profile, header: HashLength) {
        if (header.length >= 248) throw new Refusal('NON_CANONICAL_VARU64');
        super.checkHashLength(profile, header);
      }
    },
    { strict: true },
  ),
  fault(
    'hash-type-as-varu64',
    'Reads a type above f7 as VarU64.',
    class extends Implementation {
      override checkHashType(header: HashType) {
        if (header.type >= 248) throw new Refusal('NON_CANONICAL_VARU64');
        super.checkHashType(header);
      }
    },
    { strict: true },
  ),
  fault(
    'hash-length-before-type',
    'Looks at the length byte before the type.',
    class extends Implementation {
      override readHash(reader: Reader, profile: Profile, field: HashField) {
        const length = reader.bytes[reader.offset + 1];
        if (length !== undefined) this.checkHashLength(profile, { length, field });
        return super.readHash(reader, profile, field);
      }
    },
    { strict: true },
  ),
  fault(
    'hash-cut-off-before-header',
    'Looks whether a hash is there whole before it looks at its header.',
    class extends Implementation {
      override readHash(reader: Reader, profile: Profile, field: HashField) {
        if (reader.left < 2 + this.digestLength(profile)) throw new Refusal('TRUNCATED');
        return super.readHash(reader, profile, field);
      }
    },
    { strict: true },
  ),
  fault(
    'too-short-before-anything',
    'Looks whether there is enough for a smallest entry before it looks at any field.',
    class extends Implementation {
      override decodeEntry(profile: Profile, bytes: Uint8Array) {
        const smallest = 1 + 32 + 1 + 1 + 1 + 2 + this.digestLength(profile) + 64;
        if (bytes.length > 0 && bytes.length < smallest) throw new Refusal('TRUNCATED');
        return super.decodeEntry(profile, bytes);
      }
    },
    { strict: true },
  ),
  fault(
    'author-checked-last',
    'Looks at the author when all else is decoded.',
    class extends Implementation {
      override readAuthor(reader: Reader) {
        return reader.take(32);
      }
      override decodeEntry(profile: Profile, bytes: Uint8Array) {
        const entry = super.decodeEntry(profile, bytes);
        this.checkAuthor(entry.author);
        return entry;
      }
    },
    { strict: true },
  ),
  fault(
    'trailing-bytes-after-links-identical',
    'Compares the links before it looks behind the signature.',
    class extends Implementation {
      override readLinks(reader: Reader, profile: Profile, seqNum: bigint) {
        const links = super.readLinks(reader, profile, seqNum);
        const rest = new Reader(reader.bytes);
        rest.offset = reader.offset;
        const isWhole =
          reasonOf(() => {
            this.readPayloadSize(rest);
            this.readHash(rest, profile, 'payloadHash');
            this.readSignature(rest);
          }) === undefined;
        if (isWhole) this.checkLinksDiffer(profile, links);
        return links;
      }
    },
    { profile: 'p2panda', strict: true },
  ),
  fault(
    'links-identical-before-later-fields',
    'Compares the links as soon as it has read them.',
    class extends Implementation {
      override readLinks(reader: Reader, profile: Profile, seqNum: bigint) {
        const links = super.readLinks(reader, profile, seqNum);
        this.checkLinksDiffer(profile, links);
        return links;
      }
    },
    { profile: 'p2panda', strict: true },
  ),
  fault(
    'links-identical-accepted',
    'Accepts a lipmaalink that equals the backlink.',
    class extends Implementation {
      override checkLinksDiffer() {
        // Nothing.
      }
    },
    { profile: 'p2panda' },
  ),
  fault(
    'links-identical-refused',
    'Refuses a lipmaalink that equals the backlink in bamboo too.',
    class extends Implementation {
      override checkLinksDiffer(_: Profile, links: Links) {
        super.checkLinksDiffer('p2panda', links);
      }
    },
    { profile: 'bamboo' },
  ),
  ...[8, 16].flatMap((length) =>
    (['first', 'last'] as const).map((end) =>
      fault(
        `links-identical-by-their-${end}-${length}-bytes`,
        `Compares the ${end} ${length} bytes of the links alone.`,
        class extends Implementation {
          override checkLinksDiffer(profile: Profile, { lipmaalink, backlink }: Links) {
            const part = (link: Uint8Array) =>
              end === 'first' ? link.slice(2, 2 + length) : link.slice(-length);
            if (lipmaalink && backlink && equal(part(lipmaalink), part(backlink))) {
              super.checkLinksDiffer(profile, { lipmaalink, backlink: lipmaalink });
            }
          }
        },
        { profile: 'p2panda' },
      ),
    ),
  ),
  fault(
    'lipmaalink-wanted-beside-equal-backlink',
    'Wants a lipmaalink from every entry that has a backlink.',
    class extends Implementation {
      override hasLipmaalink(seqNum: bigint) {
        return seqNum > 1n;
      }
    },
  ),
  fault(
    'lipmaalink-never-read',
    'Reads no lipmaalinks.',
    class extends Implementation {
      override hasLipmaalink() {
        return false;
      }
    },
  ),
  fault(
    'lipmaalink-guessed-from-the-length',
    'Reads a lipmaalink where there are enough bytes for one.',
    class extends Implementation {
      override readLinks(reader: Reader, profile: Profile, seqNum: bigint) {
        const hash = 2 + this.digestLength(profile);
        const isThere = seqNum > 1n && reader.left >= 3 * hash + 1 + 64;
        const lipmaalink = isThere ? this.readHash(reader, profile, 'lipmaalink') : null;
        const backlink = this.hasBacklink(seqNum) ? this.readHash(reader, profile, 'backlink') : null;
        return { lipmaalink, backlink };
      }
    },
  ),
  fault(
    'missing-lipmaalink-accepted',
    'Does without a lipmaalink where there are too few bytes for one.',
    class extends Implementation {
      override readLinks(reader: Reader, profile: Profile, seqNum: bigint) {
        const hash = 2 + this.digestLength(profile);
        if (reader.left >= 3 * hash + 1 + 64) return super.readLinks(reader, profile, seqNum);
        const backlink = this.hasBacklink(seqNum) ? this.readHash(reader, profile, 'backlink') : null;
        return { lipmaalink: null, backlink };
      }
    },
  ),
  fault(
    'superfluous-lipmaalink-accepted',
    'Skips a lipmaalink that need not be there.',
    class extends Implementation {
      override readLinks(reader: Reader, profile: Profile, seqNum: bigint) {
        const hash = 2 + this.digestLength(profile);
        const isSuperfluous = seqNum > 1n && !this.hasLipmaalink(seqNum) && reader.left >= 3 * hash + 1 + 64;
        if (isSuperfluous) this.readHash(reader, profile, 'lipmaalink');
        return super.readLinks(reader, profile, seqNum);
      }
    },
  ),
  fault(
    'backlink-at-one-accepted',
    'Skips a backlink of entry 1.',
    class extends Implementation {
      override readLinks(reader: Reader, profile: Profile, seqNum: bigint) {
        const hash = 2 + this.digestLength(profile);
        if (seqNum === 1n && reader.left >= 2 * hash + 1 + 64) this.readHash(reader, profile, 'backlink');
        return super.readLinks(reader, profile, seqNum);
      }
    },
  ),
  fault(
    'missing-backlink-accepted',
    'Does without a backlink where there are too few bytes for one.',
    class extends Implementation {
      override readLinks(reader: Reader, profile: Profile, seqNum: bigint) {
        const hash = 2 + this.digestLength(profile);
        const expected = (this.hasLipmaalink(seqNum) ? 3 : 2) * hash + 1 + 64;
        if (seqNum === 1n || reader.left >= expected) return super.readLinks(reader, profile, seqNum);
        const lipmaalink = this.hasLipmaalink(seqNum) ? this.readHash(reader, profile, 'lipmaalink') : null;
        return { lipmaalink, backlink: null };
      }
    },
  ),
  fault(
    'backlink-before-lipmaalink',
    'Reads the backlink before the lipmaalink.',
    class extends Implementation {
      override readLinks(reader: Reader, profile: Profile, seqNum: bigint) {
        const { lipmaalink, backlink } = super.readLinks(reader, profile, seqNum);
        return lipmaalink ? { lipmaalink: backlink, backlink: lipmaalink } : { lipmaalink, backlink };
      }
    },
  ),
  fault(
    'backlink-given-as-lipmaalink-too',
    'Gives the backlink as lipmaalink too where the entry has none.',
    class extends Implementation {
      override decodeEntry(profile: Profile, bytes: Uint8Array) {
        const entry = super.decodeEntry(profile, bytes);
        return { ...entry, lipmaalink: entry.lipmaalink ?? entry.backlink };
      }
    },
  ),
  ...(['doubles', '32 bits', '63 bits'] as const).map((kind) =>
    fault(
      `lipmaalink-by-lipmaa-in-${kind.replace(' ', '-')}`,
      `Decides with a lipmaa in ${kind} whether there is a lipmaalink.`,
      class extends Implementation {
        override hasLipmaalink(seqNum: bigint) {
          const n =
            kind === 'doubles'
              ? BigInt(Number(seqNum))
              : BigInt.asUintN(kind === '32 bits' ? 32 : 63, seqNum);
          return n > 1n && this.lipmaa(n) !== n - 1n;
        }
      },
    ),
  ),
];
