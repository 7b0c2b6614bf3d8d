import { equal, toHex } from '../implementation/bytes.js';
import type { Entry } from '../implementation/entries.js';
import { Implementation } from '../implementation/implementation.js';
import { mutant } from '../mutant.js';

const fault = (name: string, sentence: string, inside: new () => Implementation) =>
  mutant({ name: `proof-${name}`, sentence, ops: ['proof.verify'], inside });

type Pair = (seqNum: bigint, a: Entry, b: Entry, right: Implementation) => boolean;

const forking = (shows: Pair) =>
  class extends Implementation {
    override showsFork(seqNum: bigint, a: Entry, b: Entry) {
      return shows(seqNum, a, b, new Implementation());
    }
    override isDirect(seqNum: bigint, a: Entry, b: Entry) {
      return a.seqNum === seqNum && b.seqNum === seqNum;
    }
  };
const ending = (shows: Pair) =>
  class extends Implementation {
    override showsAfterEnd(seqNum: bigint, a: Entry, b: Entry) {
      return shows(seqNum, a, b, new Implementation());
    }
  };
const linking = (shows: Pair) =>
  class extends Implementation {
    override showsWrongLink(seqNum: bigint, a: Entry, b: Entry) {
      return shows(seqNum, a, b, new Implementation());
    }
  };
const lying = (shows: (seqNum: bigint, entry: Entry, payload: Uint8Array) => boolean) =>
  class extends Implementation {
    override showsLie(seqNum: bigint, entry: Entry, payload: Uint8Array) {
      return shows(seqNum, entry, payload);
    }
  };
const committing = (change: (entry: Entry, seqNum: bigint, right: Implementation) => string | undefined) =>
  class extends Implementation {
    override committed(entry: Entry, seqNum: bigint) {
      return change(entry, seqNum, new Implementation());
    }
  };

/** The lower of two entries, and the other. */
const sorted = (a: Entry, b: Entry): [Entry, Entry] => (a.seqNum < b.seqNum ? [a, b] : [b, a]);

export const proofClaimFaults = [
  fault(
    'payload-of-any-size',
    'Takes an entry with its payload for a lie, whatever the size.',
    lying((seqNum, entry) => entry.seqNum === seqNum),
  ),
  fault(
    'only-longer-payloads',
    'Sees a lie only where the payload is longer.',
    lying((seqNum, entry, payload) => entry.seqNum === seqNum && BigInt(payload.length) > entry.payloadSize),
  ),
  fault(
    'only-shorter-payloads',
    'Sees a lie only where the payload is shorter.',
    lying((seqNum, entry, payload) => entry.seqNum === seqNum && BigInt(payload.length) < entry.payloadSize),
  ),
  fault(
    'size-in-32-bits',
    'Compares sizes in 32 bits.',
    lying(
      (seqNum, entry, payload) =>
        entry.seqNum === seqNum && BigInt(payload.length) !== BigInt.asUintN(32, entry.payloadSize),
    ),
  ),
  fault(
    'empty-payloads',
    'Takes an empty payload for none.',
    lying(
      (seqNum, entry, payload) =>
        entry.seqNum === seqNum && payload.length > 0 && BigInt(payload.length) !== entry.payloadSize,
    ),
  ),
  fault(
    'lie-anywhere',
    'Doesn’t look at where a lie is said to be.',
    lying((_seqNum, entry, payload) => BigInt(payload.length) !== entry.payloadSize),
  ),
  fault(
    'fork-anywhere',
    'Doesn’t look at where a fork is said to be.',
    forking((_seqNum, a, b) => a.seqNum === b.seqNum),
  ),
  fault(
    'fork-of-one',
    'Is content with one entry at the sequence number of a fork.',
    forking((seqNum, a, b) => a.seqNum === seqNum || b.seqNum === seqNum),
  ),
  fault(
    'fork-as-doubles',
    'Compares sequence numbers as doubles.',
    forking((seqNum, a, b) => [a, b].every((entry) => Number(entry.seqNum) === Number(seqNum))),
  ),
  fault(
    'fork-with-other-payloads-alone',
    'Sees a fork only where the payloads differ.',
    forking(
      (seqNum, a, b) =>
        [a, b].every((entry) => entry.seqNum === seqNum) && !equal(a.payloadHash, b.payloadHash),
    ),
  ),
  fault(
    'fork-by-unsigned-bytes',
    'Takes two entries that differ in their signatures alone for one.',
    forking((seqNum, a, b) => {
      const same = equal(a.bytes.subarray(0, -64), b.bytes.subarray(0, -64));
      return !same && a.seqNum === seqNum && b.seqNum === seqNum;
    }),
  ),
  fault(
    'implied-as-fork',
    'Takes an implied fork for a fork.',
    class extends Implementation {
      override showsFork(seqNum: bigint, a: Entry, b: Entry) {
        const [one, other] = [this.committed(a, seqNum), this.committed(b, seqNum)];
        return one !== undefined && other !== undefined && one !== other;
      }
      override isDirect(seqNum: bigint, a: Entry, b: Entry) {
        return a.seqNum === seqNum && b.seqNum === seqNum;
      }
    },
  ),
  fault(
    'fork-as-implied',
    'Takes a fork for an implied one.',
    class extends Implementation {
      override isDirect() {
        return false;
      }
    },
  ),
  fault(
    'implied-not-by-hash',
    'Doesn’t count that an entry commits to its own hash.',
    committing((entry, seqNum, right) =>
      entry.seqNum === seqNum ? undefined : right.committed(entry, seqNum),
    ),
  ),
  fault(
    'implied-not-by-backlink',
    'Doesn’t count what backlinks commit to.',
    committing((entry, seqNum, right) =>
      entry.seqNum - 1n === seqNum ? undefined : right.committed(entry, seqNum),
    ),
  ),
  fault(
    'implied-not-by-lipmaalink',
    'Doesn’t count what lipmaalinks commit to.',
    committing((entry, seqNum, right) =>
      entry.seqNum - 1n > seqNum ? undefined : right.committed(entry, seqNum),
    ),
  ),
  fault(
    'implied-by-links-alone',
    'Sees an implied fork only where two links make it.',
    class extends Implementation {
      override isDirect(seqNum: bigint, a: Entry, b: Entry) {
        return a.seqNum === seqNum || b.seqNum === seqNum;
      }
    },
  ),
  fault(
    'implied-anywhere-a-link-differs',
    'Compares the backlinks of two entries, whatever they are for.',
    committing(
      (entry, seqNum, right) =>
        right.committed(entry, seqNum) ?? (entry.backlink ? toHex(entry.backlink) : undefined),
    ),
  ),
  fault(
    'implied-by-silence',
    'Takes an entry that commits to nothing to contradict one that does.',
    committing((entry, seqNum, right) => right.committed(entry, seqNum) ?? ''),
  ),
  fault(
    'implied-of-equal-hashes',
    'Takes any two entries that commit to one number for a fork.',
    committing((entry, seqNum, right) => {
      const hash = right.committed(entry, seqNum);
      return hash === undefined ? undefined : `${hash} of ${toHex(entry.hash)}`;
    }),
  ),
  fault(
    'end-not-asked-for',
    'Takes any two entries for one after the end.',
    ending((seqNum, a, b) => a.seqNum !== b.seqNum && sorted(a, b)[1].seqNum === seqNum),
  ),
  fault(
    'end-of-either',
    'Is content where one of the two ends the log.',
    ending(
      (seqNum, a, b) =>
        (a.endOfLog || b.endOfLog) && a.seqNum !== b.seqNum && sorted(a, b)[1].seqNum === seqNum,
    ),
  ),
  fault(
    'end-of-just-one',
    'Wants the upper one not to end the log.',
    ending((seqNum, a, b, right) => right.showsAfterEnd(seqNum, a, b) && !(a.endOfLog && b.endOfLog)),
  ),
  fault(
    'end-of-neighbours',
    'Sees an entry after the end only right behind it.',
    ending(
      (seqNum, a, b, right) => right.showsAfterEnd(seqNum, a, b) && sorted(a, b)[0].seqNum + 1n === seqNum,
    ),
  ),
  fault(
    'end-at-its-own-number',
    'Takes an entry beside the end for one after it.',
    ending((seqNum, a, b) => {
      const [low, high] = sorted(a, b);
      return high.seqNum === seqNum && (low.endOfLog || (low.seqNum === high.seqNum && high.endOfLog));
    }),
  ),
  fault(
    'end-claimed-of-itself',
    'Takes the number of the end for that of the entry after it.',
    ending((seqNum, a, b, right) => {
      const [low, high] = sorted(a, b);
      return right.showsAfterEnd(high.seqNum, a, b) && (seqNum === low.seqNum || seqNum === high.seqNum);
    }),
  ),
  fault(
    'end-first',
    'Wants the end to be the first of the two.',
    ending((seqNum, a, b) => a.endOfLog && a.seqNum < b.seqNum && b.seqNum === seqNum),
  ),
  fault(
    'any-link',
    'Takes a link between the two for a wrong one.',
    linking((seqNum, a, b, right) =>
      [
        [a, b],
        [b, a],
      ].some(
        ([from, to]) =>
          from!.seqNum === seqNum && right.linksOf(from!).some((link) => link.hash === toHex(to!.hash)),
      ),
    ),
  ),
  fault(
    'no-link',
    'Takes two entries at places that no link joins for a wrong link.',
    linking((seqNum, a, b, right) => {
      const [low, high] = sorted(a, b);
      return high.seqNum === seqNum && right.linksOf(high).every((link) => link.seqNum !== low.seqNum);
    }),
  ),
  fault(
    'link-of-the-upper-alone',
    'Looks at the links of the upper entry alone.',
    linking((seqNum, a, b, right) => {
      const [low, high] = sorted(a, b);
      return high.seqNum === seqNum && low.seqNum !== seqNum && right.leadsAstray(high, low);
    }),
  ),
  fault(
    'link-to-where-the-other-leads',
    'Is content where a link leads to where the other one has to.',
    linking((seqNum, a, b, right) => {
      const isLinked = (to: Entry, from: Entry) =>
        right.linksOf(from).some((link) => link.seqNum === to.seqNum);
      return right.showsWrongLink(seqNum, a, b) && !isLinked(a, b) && !isLinked(b, a);
    }),
  ),
  fault(
    'link-claimed-of-either',
    'Doesn’t look at whose link it is said to be.',
    linking((seqNum, a, b, right) => {
      const isOfOne = a.seqNum === seqNum || b.seqNum === seqNum;
      return isOfOne && (right.leadsAstray(a, b) || right.leadsAstray(b, a));
    }),
  ),
  fault(
    'backlinks-alone',
    'Looks for wrong backlinks alone.',
    class extends Implementation {
      override leadsAstray(from: Entry, to: Entry) {
        return from.backlink !== null && equal(from.backlink, to.hash) && to.seqNum !== from.seqNum - 1n;
      }
    },
  ),
  fault(
    'lipmaalinks-alone',
    'Looks for wrong lipmaalinks alone.',
    class extends Implementation {
      override leadsAstray(from: Entry, to: Entry) {
        const { lipmaalink, seqNum } = from;
        return lipmaalink !== null && equal(lipmaalink, to.hash) && to.seqNum !== this.lipmaa(seqNum);
      }
    },
  ),
];
