import type { Profile, ProofKind } from '../../src/reference/index.js';
import { ascii, concat, flipBit } from './bytes.js';
import { smallOrderEncodings } from './edwards.js';
import { BOB, hashOfNothing } from './entry-builder.js';
import { logOf, write } from './log-builder.js';
import { addProof, elementsAsGiven, elementsOf, sealed, type PairClaim } from './proof-builder.js';
import { lipmaaOf, MAX_U64 } from './sequence-numbers.js';
import { reject, type VectorList } from './vector.js';

/** The requirement that says when a kind's claim follows. */
const RULE: Readonly<Record<ProofKind, string>> = {
  fork: 'BAM-PRF-010',
  'implied-fork': 'BAM-PRF-011',
  'payload-size-lie': 'BAM-PRF-012',
  'after-end-of-log': 'BAM-PRF-013',
  'link-to-wrong-seqnum': 'BAM-PRF-014',
};
const PAIR_KINDS = ['fork', 'implied-fork', 'after-end-of-log', 'link-to-wrong-seqnum'] as const;

type Nothing = (
  name: string,
  flag: string,
  kind: ProofKind,
  seqNum: bigint,
  a: { bytes: Uint8Array },
  b: { bytes: Uint8Array },
) => void;

/** Entries of an honest author, any two, under any claim. */
function addHonest(nothing: Nothing, profile: Profile): void {
  const log = logOf(profile, 13);
  const pairs: [number, number][] = [
    [1, 2],
    [4, 5],
    [4, 8],
    [7, 8],
    [8, 13],
  ];
  for (const [low, high] of pairs) {
    // For every number that one of them commits to; all kinds but that of implied forks take turns.
    const numbers = new Set([low, high, high - 1, Number(lipmaaOf(BigInt(high)))].filter((n) => n > 0));
    for (const n of numbers) {
      nothing(
        `honest-${low}-and-${high}-implied-fork-at-${n}`,
        'CONSISTENT',
        'implied-fork',
        BigInt(n),
        log.at(low),
        log.at(high),
      );
    }
    const kind = PAIR_KINDS[low % 4]!;
    if (kind === 'implied-fork') continue;
    nothing(`honest-${low}-and-${high}-${kind}`, 'CONSISTENT', kind, BigInt(high), log.at(low), log.at(high));
  }
  const end = log.append({ endOfLog: true });
  for (const kind of PAIR_KINDS) {
    nothing(`honest-end-${kind}`, 'CONSISTENT', kind, 14n, end.at(13), end.at(14));
  }
  const entry = log.at(4);
  nothing('honest-payload', 'CONSISTENT', 'payload-size-lie', 4n, entry, { bytes: entry.payload });
  const empty = write(profile, { seqNum: 4n, payload: new Uint8Array() });
  nothing('honest-empty-payload', 'CONSISTENT', 'payload-size-lie', 4n, empty, { bytes: empty.payload });
  const wide = { seqNum: MAX_U64 - 1n };
  const before = write(profile, wide);
  const largest = write(profile, { seqNum: MAX_U64, backlink: before.hash });
  nothing('honest-at-the-largest', 'CONSISTENT', 'implied-fork', MAX_U64 - 1n, before, largest);
}

/** True claims of each kind. */
function trueClaims(profile: Profile): [name: string, claim: PairClaim][] {
  const at = (seqNum: bigint, spec = {}) => write(profile, { seqNum, ...spec });
  const target = at(2n);
  const log = logOf(profile, 8);
  return [
    ['fork', { kind: 'fork', seqNum: 4n, a: log.at(4), b: at(4n) }],
    ['implied-by-backlink', { kind: 'implied-fork', seqNum: 4n, a: log.at(4), b: at(5n) }],
    ['implied-by-lipmaalink', { kind: 'implied-fork', seqNum: 4n, a: log.at(5), b: at(8n) }],
    ['after-end', { kind: 'after-end-of-log', seqNum: 8n, a: at(3n, { endOfLog: true }), b: log.at(8) }],
    [
      'wrong-link',
      { kind: 'link-to-wrong-seqnum', seqNum: 5n, a: target, b: at(5n, { backlink: target.hash }) },
    ],
  ];
}

/** What contradicts itself, and another thing is claimed. */
function addOtherClaims(nothing: Nothing, profile: Profile): void {
  for (const [name, { kind, seqNum, a, b }] of trueClaims(profile)) {
    for (const other of PAIR_KINDS) {
      if (other !== kind) nothing(`${name}-as-${other}`, 'OTHER_CLAIM', other, seqNum, a, b);
    }
    nothing(`${name}-one-above`, 'OTHER_CLAIM', kind, seqNum + 1n, a, b);
    nothing(`${name}-one-below`, 'OTHER_CLAIM', kind, seqNum - 1n, a, b);
    nothing(`${name}-modulo-2-to-32`, 'OTHER_CLAIM', kind, seqNum + 2n ** 32n, a, b);
    const lower = a.seqNum < b.seqNum ? a.seqNum : b.seqNum;
    if (seqNum - lower > 1n) nothing(`${name}-of-the-lower`, 'OTHER_CLAIM', kind, lower, a, b);
  }
  const at = (seqNum: bigint, spec = {}) => write(profile, { seqNum, ...spec });
  const lie = at(4n, { payloadSize: 9n });
  for (const n of [3n, 5n, 4n + 2n ** 32n]) {
    nothing(`size-lie-at-${n}`, 'OTHER_CLAIM', 'payload-size-lie', n, lie, { bytes: lie.payload });
  }
  nothing('fork-at-two-numbers', 'CONSISTENT', 'fork', 4n, at(4n), at(5n));
  const beyond = 2n ** 53n;
  nothing('fork-equal-as-doubles', 'NUMBERS', 'fork', beyond, at(beyond), at(beyond + 1n));
  nothing(
    'fork-of-equal-numbers-claimed-elsewhere',
    'OTHER_CLAIM',
    'fork',
    5n,
    at(4n),
    at(4n, { payload: ascii('b') }),
  );
  const odd = (byte: number) => ({ backlink: hashOfNothing(profile, byte) });
  nothing('fork-at-5-as-implied', 'OTHER_CLAIM', 'implied-fork', 5n, at(5n, odd(1)), at(5n, odd(2)));
  nothing('implied-by-one-alone', 'OTHER_CLAIM', 'implied-fork', 7n, at(8n), at(5n));
  nothing('implied-for-a-number-of-neither', 'OTHER_CLAIM', 'implied-fork', 6n, at(8n), at(5n));
  nothing('implied-by-nothing-at-all', 'OTHER_CLAIM', 'implied-fork', 2n, at(1n), at(8n));
  // The two links of one entry name different numbers, and two entries' links need not be the same.
  nothing('backlink-is-not-lipmaalink', 'CONSISTENT', 'implied-fork', 4n, at(5n, odd(1)), at(9n, odd(2)));
  nothing('end-is-the-upper', 'CONSISTENT', 'after-end-of-log', 8n, at(4n), at(8n, { endOfLog: true }));
  nothing(
    'end-is-the-upper-claimed-of-the-lower',
    'CONSISTENT',
    'after-end-of-log',
    4n,
    at(4n),
    at(8n, { endOfLog: true }),
  );
  const ends = [at(4n, { endOfLog: true }), at(4n, { endOfLog: true, payload: ascii('b') })] as const;
  nothing('two-ends-at-one-number', 'OTHER_CLAIM', 'after-end-of-log', 4n, ...ends);
  nothing('end-beside-another-entry', 'OTHER_CLAIM', 'after-end-of-log', 4n, ends[0], at(4n));
  nothing('no-end-at-all', 'CONSISTENT', 'after-end-of-log', 8n, at(4n), at(8n));
  const target = at(4n);
  nothing(
    'link-right-by-lipmaa',
    'CONSISTENT',
    'link-to-wrong-seqnum',
    8n,
    at(8n, { lipmaalink: target.hash }),
    target,
  );
  nothing(
    'link-right-by-backlink',
    'CONSISTENT',
    'link-to-wrong-seqnum',
    5n,
    at(5n, { backlink: target.hash }),
    target,
  );
  nothing('link-to-neither', 'CONSISTENT', 'link-to-wrong-seqnum', 8n, at(8n), at(2n));
  const misled = at(6n, { backlink: target.hash });
  nothing('link-claimed-of-its-target', 'OTHER_CLAIM', 'link-to-wrong-seqnum', 4n, misled, target);
  const size = at(6n, { payloadHash: target.hash });
  nothing('payload-hash-is-no-link', 'CONSISTENT', 'link-to-wrong-seqnum', 6n, size, target);
}

/** Two things wrong: the first in the order of checks is the reason. */
function addPrecedence(list: VectorList, profile: Profile): void {
  const at = (seqNum: bigint, spec = {}, log = {}) => write(profile, { seqNum, ...spec }, log).bytes;
  const [one, two] = [at(1n), at(2n)];
  const unsigned = (bytes: Uint8Array) => flipBit(bytes, 8 * (bytes.length - 50));
  const cut = (bytes: Uint8Array) => bytes.subarray(0, -1);
  const damaged = (proof: Uint8Array) => flipBit(proof, 8 * (proof.length - 1));
  const claim = (kind: ProofKind, seqNum: bigint, a: Uint8Array, b: Uint8Array) =>
    sealed(profile, elementsOf(profile, kind, seqNum, a, b));
  const add = (name: string, reason: string, proof: Uint8Array) => {
    addProof(list, profile, {
      name: `first-is-${name}`,
      flag: 'PRECEDENCE',
      requirements: ['BAM-PRF-015'],
      proof,
      expect: reject(reason),
    });
  };
  const disorder = sealed(profile, elementsAsGiven(profile, 'fork', 1n, two, one));
  add('order-then-digest', 'NOT_A_PROOF', damaged(disorder));
  add(
    'bytes-behind-then-digest',
    'NOT_A_PROOF',
    concat(damaged(claim('fork', 1n, one, two)), Uint8Array.of(0)),
  );
  add('digest-then-entry', 'PROOF_DAMAGED', damaged(claim('fork', 1n, cut(one), two)));
  add('digest-then-signature', 'PROOF_DAMAGED', damaged(claim('fork', 1n, unsigned(one), two)));
  add('digest-then-claim', 'PROOF_DAMAGED', damaged(claim('fork', 1n, one, two)));
  add('first-entry-then-second', 'TRUNCATED', claim('fork', 1n, cut(one), unsigned(two)));
  add('first-signature-then-second-entry', 'SIGNATURE_INVALID', claim('fork', 1n, unsigned(one), cut(two)));
  const bobs = at(2n, {}, { key: BOB });
  const mine = at(2n, { endOfLog: true });
  add('first-signature-then-log', 'SIGNATURE_INVALID', claim('fork', 2n, unsigned(bobs), mine));
  add('second-entry-then-log', 'TRUNCATED', claim('fork', 2n, bobs, cut(mine)));
  add('log-then-second-signature', 'WRONG_LOG', claim('fork', 2n, bobs, unsigned(mine)));
  add('log-then-claim', 'WRONG_LOG', claim('fork', 3n, bobs, mine));
  add('second-signature-then-claim', 'SIGNATURE_INVALID', claim('fork', 1n, one, unsigned(two)));
  const honest = write(profile, { seqNum: 4n });
  const other = ascii('another');
  add('payload-then-claim', 'PAYLOAD_HASH_MISMATCH', claim('payload-size-lie', 5n, honest.bytes, other));
  add(
    'signature-then-payload',
    'SIGNATURE_INVALID',
    claim('payload-size-lie', 4n, unsigned(honest.bytes), other),
  );
  const weak = smallOrderEncodings()[1]!.bytes;
  const weaker = (endOfLog: boolean) => write(profile, { seqNum: 2n, author: weak, endOfLog }).bytes;
  add('small-order-then-signature', 'SMALL_ORDER_AUTHOR', claim('fork', 2n, weaker(false), weaker(true)));
  add('entry-then-small-order', 'TRUNCATED', claim('fork', 2n, cut(weaker(false)), mine));
  add('small-order-then-second-entry', 'SMALL_ORDER_AUTHOR', claim('fork', 2n, weaker(false), cut(mine)));
  add('log-then-small-order', 'WRONG_LOG', claim('fork', 2n, at(2n), weaker(true)));
}

export function addProvingNothing(list: VectorList, profile: Profile): void {
  const nothing: Nothing = (name, flag, kind, seqNum, a, b) => {
    addProof(list, profile, {
      name: `nothing-${name}`,
      flag,
      requirements: ['BAM-PRF-009', RULE[kind]],
      proof: sealed(profile, elementsOf(profile, kind, seqNum, a.bytes, b.bytes)),
      expect: reject('PROVES_NOTHING'),
    });
  };
  addHonest(nothing, profile);
  addOtherClaims(nothing, profile);
  addPrecedence(list, profile);
}
