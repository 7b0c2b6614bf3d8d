import { Point } from '@noble/ed25519';
import { equal, toHex } from '../implementation/bytes.js';
import type { Entry } from '../implementation/entries.js';
import { Implementation } from '../implementation/implementation.js';
import type { Kind, Proof } from '../implementation/proofs.js';
import { reasonOf, Refusal } from '../implementation/refusal.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => Implementation) =>
  mutant({ name: `proof-${name}`, sentence, ops: ['proof.verify'], inside });

/** A fault that gives another reason and no other verdict. */
const misnamed = (name: string, sentence: string, inside: new () => Implementation) =>
  mutant({ name: `proof-${name}`, sentence, ops: ['proof.verify'], inside, strict: true });

export const proofFaults = [
  fault(
    'small-order-authors',
    'Proves things about authors in whose name anybody can sign.',
    class extends Implementation {
      override isSmallOrderAuthor() {
        return false;
      }
    },
  ),
  fault(
    'small-order-in-canonical-form-alone',
    'Knows authors of small order only by their canonical bytes.',
    class extends Implementation {
      override isSmallOrderAuthor(author: Uint8Array) {
        return (
          super.isSmallOrderAuthor(author) && toHex(Point.fromBytes(author, true).toBytes()) === toHex(author)
        );
      }
    },
  ),
  fault(
    'only-the-identity-refused',
    'Takes the neutral point alone for one of small order.',
    class extends Implementation {
      override isSmallOrderAuthor(author: Uint8Array) {
        return Point.fromBytes(author, true).is0();
      }
    },
  ),
  fault(
    'mixed-order-authors',
    'Refuses every author that is not in the subgroup of prime order.',
    class extends Implementation {
      override isSmallOrderAuthor(author: Uint8Array) {
        return !Point.fromBytes(author, true).isTorsionFree();
      }
    },
  ),
  fault(
    'first-signature-not-checked',
    'Believes the first entry without its signature.',
    class extends Implementation {
      override checkFirstSignature() {
        // Nothing is asked.
      }
    },
  ),
  fault(
    'second-signature-not-checked',
    'Believes the second entry without its signature.',
    class extends Implementation {
      override checkSecondSignature() {
        // Nothing is asked.
      }
    },
  ),
  fault(
    's-not-reduced',
    'Accepts signatures that anybody can make of others, by adding L to S.',
    class extends Implementation {
      override checkEntrySignature(entry: Entry) {
        const reason = reasonOf(() => super.checkEntrySignature(entry));
        if (reason !== undefined && reason !== 'SIGNATURE_NOT_CANONICAL') throw new Refusal(reason);
      }
    },
  ),
  fault(
    'authors-not-compared',
    'Takes entries of two authors for evidence.',
    class extends Implementation {
      override isOneLog(a: Entry, b: Entry) {
        return a.logId === b.logId;
      }
    },
  ),
  fault(
    'log-ids-not-compared',
    'Takes entries of two logs of one author for evidence.',
    class extends Implementation {
      override isOneLog(a: Entry, b: Entry) {
        return equal(a.author, b.author);
      }
    },
  ),
  fault(
    'log-ids-as-doubles',
    'Compares log ids as doubles.',
    class extends Implementation {
      override isOneLog(a: Entry, b: Entry) {
        return equal(a.author, b.author) && Number(a.logId) === Number(b.logId);
      }
    },
  ),
  misnamed(
    'second-signature-before-its-log',
    'Checks the second signature before author and log id.',
    class extends Implementation {
      override authenticSecond(proof: Proof, first: Entry) {
        this.checkSecondSignature(this.decodeEntry(proof.profile, proof.second));
        return super.authenticSecond(proof, first);
      }
    },
  ),
  misnamed(
    'second-decoded-first',
    'Decodes both entries before it looks at a signature.',
    class extends Implementation {
      override authenticFirst(proof: Proof) {
        this.decodeEntry(proof.profile, proof.first);
        if (proof.kind !== 'payload-size-lie') this.decodeEntry(proof.profile, proof.second);
        return super.authenticFirst(proof);
      }
    },
  ),
  misnamed(
    'signature-before-small-order',
    'Looks at the first signature before it asks whether anybody could have made it.',
    class extends Implementation {
      override authenticFirst(proof: Proof) {
        this.checkFirstSignature(this.decodeEntry(proof.profile, proof.first));
        return super.authenticFirst(proof);
      }
    },
  ),
  misnamed(
    'digest-after-the-evidence',
    'Looks at the digest after the evidence.',
    class extends Implementation {
      override checkProofDigest() {
        // It is done below.
      }
      override shows(proof: Proof, a: Entry, b: Entry | undefined) {
        super.checkProofDigest(proof);
        return super.shows(proof, a, b);
      }
    },
  ),
  fault(
    'payload-hash-not-compared',
    'Takes any payload of another size for proof of a lie.',
    class extends Implementation {
      override checkLyingPayload() {
        // Nothing is asked.
      }
    },
  ),
  misnamed(
    'payload-after-the-claim',
    'Looks at the payload’s hash after its size and the sequence number.',
    class extends Implementation {
      override checkLyingPayload(proof: Proof, entry: Entry) {
        if (!this.showsLie(proof.seqNum, entry, proof.second)) throw new Refusal('PROVES_NOTHING');
        super.checkLyingPayload(proof, entry);
      }
    },
  ),
  fault(
    'claims-not-looked-at',
    'Believes whatever is claimed of authentic entries.',
    class extends Implementation {
      override shows() {
        return true;
      }
    },
  ),
  fault(
    'kinds-mixed-up',
    'Believes any claim where some claim would follow.',
    class extends Implementation {
      override shows(proof: Proof, a: Entry, b: Entry | undefined) {
        const kinds = this.kinds.filter((kind) => b || kind === proof.kind) as Kind[];
        return kinds.some((kind) => super.shows({ ...proof, kind }, a, b));
      }
    },
  ),
  fault(
    'log-id-in-32-bits',
    'Gives log ids in 32 bits.',
    class extends Implementation {
      override conviction(proof: Proof, entry: Entry) {
        return { ...super.conviction(proof, entry), logId: BigInt.asUintN(32, entry.logId) };
      }
    },
  ),
  fault(
    'seqnum-of-the-first',
    'Gives the sequence number of the first entry.',
    class extends Implementation {
      override conviction(proof: Proof, entry: Entry) {
        return { ...super.conviction(proof, entry), seqNum: entry.seqNum };
      }
    },
  ),
];
