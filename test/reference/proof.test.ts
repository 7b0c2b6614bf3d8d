import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  encodeEntry,
  encodeProof,
  hash,
  hasBacklink,
  hasLipmaalink,
  lipmaa,
  PROOF_KINDS,
  rejectionOf,
  verifyProof,
  type Profile,
} from '../../src/reference/index.js';

const PRIVATE_KEY = new Uint8Array(32).fill(7);
const PROFILES: readonly Profile[] = ['bamboo', 'p2panda'];

interface Written {
  entry: Uint8Array;
  hash: Uint8Array;
  payload: Uint8Array;
}

/** A log as an honest author writes it: one entry for each payload, the last one with or without the end of the log. */
function honestLog(profile: Profile, payloads: readonly Uint8Array[], isEnded: boolean): Written[] {
  const log: Written[] = [];
  for (const payload of payloads) {
    const seqNum = BigInt(log.length + 1);
    const hashAt = (n: bigint) => log[Number(n) - 1]!.hash;
    const entry = encodeEntry(profile, PRIVATE_KEY, {
      endOfLog: isEnded && log.length === payloads.length - 1,
      logId: 3n,
      seqNum,
      backlink: hasBacklink(seqNum) ? hashAt(seqNum - 1n) : null,
      lipmaalink: hasLipmaalink(seqNum) ? hashAt(lipmaa(seqNum)) : null,
      payload,
    });
    log.push({ entry, hash: hash(profile, entry), payload });
  }
  return log;
}

const bytes = fc.uint8Array({ maxLength: 20 });

test('an honest author is convicted by no two of its entries, and by none of its payloads', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PROFILES),
      fc.array(bytes, { minLength: 2, maxLength: 14 }),
      fc.boolean(),
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...PROOF_KINDS), fc.nat({ max: 16 })), {
        minLength: 12,
        maxLength: 12,
      }),
      (profile, payloads, isEnded, claims) => {
        const log = honestLog(profile, payloads, isEnded);
        for (const [i, j, kind, n] of claims) {
          const [a, b] = [log[i % log.length]!, log[j % log.length]!];
          // One in two claims is about a number that has to do with the entries.
          const seqNum = BigInt(n % 2 === 0 ? (i % log.length) + 1 : n + 1);
          const second = kind === 'payload-size-lie' ? b.payload : b.entry;
          const proof = encodeProof({ profile, kind, seqNum, first: a.entry, second });
          expect(rejectionOf(() => verifyProof(proof))).toBeDefined();
        }
      },
    ),
    { numRuns: 25 },
  );
});

/** A proof that holds. */
function trueProof(profile: Profile): Uint8Array {
  const [a] = honestLog(profile, [Uint8Array.of(1)], false);
  const [b] = honestLog(profile, [Uint8Array.of(2)], false);
  return encodeProof({ profile, kind: 'fork', seqNum: 1n, first: a!.entry, second: b!.entry });
}

test.each(PROFILES)('in %s, whichever bit of a proof changes, it proves nothing any more', (profile) => {
  const proof = trueProof(profile);
  expect(verifyProof(proof)).toMatchObject({ kind: 'fork', seqNum: 1n, logId: 3n });
  for (let bit = 0; bit < 8 * proof.length; bit++) {
    const changed = proof.slice();
    changed[bit >> 3]! ^= 1 << (bit & 7);
    const reason = rejectionOf(() => verifyProof(changed))?.reason;
    expect([bit, reason]).toEqual([
      bit,
      expect.stringMatching(/^(NOT_A_PROOF|UNKNOWN_PROOF|PROOF_DAMAGED)$/),
    ]);
  }
});

test.each(PROFILES)('in %s, a proof cut anywhere is none', (profile) => {
  const proof = trueProof(profile);
  for (let length = 0; length < proof.length; length++) {
    const reason = rejectionOf(() => verifyProof(proof.subarray(0, length)))?.reason;
    expect([length, reason]).toEqual([length, 'NOT_A_PROOF']);
  }
});

test('any bytes are either a proof or rejected', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat({ max: 60 }), (noise, kept) => {
      const proof = trueProof('p2panda').slice(0, kept);
      expect(rejectionOf(() => verifyProof(Uint8Array.of(...proof, ...noise)))).toBeDefined();
    }),
  );
});
