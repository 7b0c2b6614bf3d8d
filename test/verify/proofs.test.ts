import { describe, expect, test } from 'vitest';
import * as core from '../../src/index.js';
import * as js from '../../src/js.js';
import * as reference from '../../src/reference/index.js';
import {
  LogSet,
  LogVerifier,
  PROOF_KINDS,
  UnprovableError,
  encodeProof,
  verifyLog,
  verifyProof,
  type ProofVerdict,
} from '../../src/verify/index.js';
import { Random } from '../differential/random.js';
import { adversarialWorld } from './adversarial.js';
import { inOrder, writeProof } from '../../src/verify/proof-encoding.js';
import { honestLog } from './honest-log.js';
import { sizeLie } from './size-lie.js';

const profiles = ['bamboo', 'p2panda'] as const;

/** What the reference says of a proof: what it shows, or the reason why it shows nothing. */
function byReference(bytes: Uint8Array): unknown {
  let found: unknown;
  const rejection = reference.rejectionOf(() => {
    const { kind, profile, author, logId, seqNum } = reference.verifyProof(bytes);
    found = { kind, profile, author: [...author], logId, seqNum };
  });
  return rejection ? { reason: rejection.reason } : found;
}

function plain(verdict: ProofVerdict): unknown {
  if (!verdict.ok) return { reason: verdict.reason };
  const { kind, profile, author, logId, seqNum } = verdict;
  return { kind, profile, author: [...author], logId, seqNum };
}

describe.each(profiles)('proofs in %s', (profile) => {
  test('of a cheating author are found for every fork, and hold with the reference', () => {
    const kinds = new Map<string, number>();
    for (let seed = 1; seed <= 250; seed++) {
      const world = adversarialWorld(profile, seed);
      const { author, logId, items } = world;
      const verifier = new LogVerifier({ profile, author, logId });
      for (const { entry, payload } of items) verifier.add(entry, payload);
      const proofs = [...verifier.proofs()];
      const forked = proofs.filter(({ kind }) => kind === 'fork' || kind === 'implied-fork');
      expect(forked.map(({ kind, seqNum }) => ({ seqNum, implied: kind === 'implied-fork' }))).toEqual(
        verifier.forks(),
      );
      for (const { kind, seqNum, bytes } of proofs) {
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        const wanted = { kind, profile, author: [...author], logId, seqNum };
        expect(plain(verifyProof(bytes)), `seed ${seed}`).toEqual(wanted);
        expect(byReference(bytes), `seed ${seed}`).toEqual(wanted);
        const entries = kind === 'payload-size-lie' ? [] : [1];
        expect(bytes.length - (entries.length ? 0 : 8)).toBeLessThan(4096);
      }
      // Each reason that an author alone can be blamed for is proved.
      const reasons = new Set(verifier.report().entries.map(({ reason }) => reason));
      const proved = new Set(proofs.map(({ kind }) => kind));
      if (reasons.has('AFTER_END_OF_LOG')) expect(proved).toContain('after-end-of-log');
      if (reasons.has('PAYLOAD_SIZE_MISMATCH')) expect(proved).toContain('payload-size-lie');
      if (reasons.has('BACKLINK_SEQNUM_MISMATCH')) expect(proved).toContain('link-to-wrong-seqnum');
      if (reasons.has('LIPMAALINK_SEQNUM_MISMATCH')) expect(proved).toContain('link-to-wrong-seqnum');
      // `verifyLog` and a set find as much.
      const entries = items.map(({ entry }) => entry);
      const payloads = items.map(({ payload }) => payload);
      const claims = (list: Iterable<{ kind: string; seqNum: bigint }>): string[] =>
        Array.from(list, (proof) => `${proof.kind} ${proof.seqNum}`).sort();
      const ofReport = verifyLog(entries, { profile, author, logId, payloads }).proofs;
      expect(claims(ofReport.map((bytes) => verifyProof(bytes) as ProofVerdict & { ok: true }))).toEqual(
        claims(proofs),
      );
      const set = new LogSet({ profile });
      set.add(entries, payloads);
      expect(claims([...set.proofs()].filter((proof) => proof.logId === logId))).toEqual(claims(proofs));
    }
    for (const kind of PROOF_KINDS) expect(kinds.get(kind), kind).toBeGreaterThan(5);
  }, 300_000);

  test('cannot be made of honest logs, whatever two of their entries one takes', () => {
    const random = new Random(7);
    const logs = [1, 2, 3].map((n) => honestLog(core, profile, 45, n));
    let tried = 0;
    for (let round = 0; round < 3000; round++) {
      const log = random.pick(logs);
      const a = random.pick(log.entries);
      const b = random.below(10) === 0 ? random.pick(random.pick(logs).entries) : random.pick(log.entries);
      const kind = random.pick(PROOF_KINDS);
      const second = kind === 'payload-size-lie' ? random.pick([a.payload, b.payload]) : b.bytes;
      if (kind !== 'payload-size-lie' && a === b) continue;
      const seqNum = random.pick([a.seqNum, b.seqNum, a.seqNum - 1n || 1n, core.lipmaa(a.seqNum) || 1n, 7n]);
      tried++;
      expect(() => encodeProof({ profile, kind, seqNum, evidence: [a.bytes, second] })).toThrow(
        UnprovableError,
      );
    }
    expect(tried).toBeGreaterThan(2000);
    for (const { entries, author, logId } of logs) {
      const verifier = new LogVerifier({ profile, author, logId });
      for (const { bytes, payload } of [...entries].reverse()) verifier.add(bytes, payload);
      expect([...verifier.proofs()]).toEqual([]);
      expect(verifier.verifiedPrefix).toBe(45n);
    }
  });

  test('of a forger, who has no key, convict nobody', () => {
    const { entries, author } = honestLog(core, profile, 8, 4);
    const stranger = new core.KeyPair(new Uint8Array(32).fill(9));
    const own = core.signEntry({
      profile,
      keyPair: stranger,
      logId: 0n,
      seqNum: 1n,
      payload: Uint8Array.of(5),
    }).bytes;
    const forged = own.slice();
    forged.set(author, 1);
    const evidence = [entries[0]!.bytes, forged] as const;
    expect(() => encodeProof({ profile, kind: 'fork', seqNum: 1n, evidence })).toThrow(/SIGNATURE/);
    expect(() =>
      encodeProof({ profile, kind: 'fork', seqNum: 1n, evidence: [entries[0]!.bytes, own] }),
    ).toThrow(/not of one log/);
  });

  test('with any byte changed, cut or added prove nothing', () => {
    const kinds = new Map<string, Uint8Array>();
    for (let seed = 1; kinds.size < PROOF_KINDS.length; seed++) {
      const { author, logId, items } = adversarialWorld(profile, seed);
      const verifier = new LogVerifier({ profile, author, logId });
      for (const { entry, payload } of items) verifier.add(entry, payload);
      for (const { kind, bytes } of verifier.proofs()) if (!kinds.has(kind)) kinds.set(kind, bytes);
    }
    for (const bytes of kinds.values()) {
      expect(verifyProof(bytes).ok).toBe(true);
      const changed = bytes.slice();
      for (let i = 0; i < bytes.length; i++) {
        for (const bit of [1, 2, 4, 8, 16, 32, 64, 128]) {
          changed[i] = bytes[i]! ^ bit;
          expect(verifyProof(changed).ok, `byte ${i}`).toBe(false);
          if (bit === 4) expect(plain(verifyProof(changed)), `byte ${i}`).toEqual(byReference(changed));
        }
        changed[i] = bytes[i]!;
        expect(verifyProof(bytes.subarray(0, i)).ok).toBe(false);
      }
      expect(verifyProof(Uint8Array.of(...bytes, 0)).ok).toBe(false);
    }
  }, 120_000);

  test('are the same whichever way round the evidence comes, and with sasako/js', () => {
    const keyPair = new core.KeyPair(new Uint8Array(32).fill(3));
    const [one, other] = [1, 2].map(
      (byte) =>
        core.signEntry({ profile, keyPair, logId: 4n, seqNum: 1n, payload: Uint8Array.of(byte) }).bytes,
    ) as [Uint8Array, Uint8Array];
    const claim = { profile, kind: 'fork', seqNum: 1n } as const;
    const proof = encodeProof({ ...claim, evidence: [one, other] });
    expect(encodeProof({ ...claim, evidence: [other, one] })).toEqual(proof);
    expect(js.encodeProof({ ...claim, evidence: [other, one] })).toEqual(proof);
    expect(plain(js.verifyProof(proof))).toEqual(plain(verifyProof(proof)));
    expect((verifyProof(proof) as { statement: string }).statement).toMatch(
      /^The author [0-9a-f]{64} signed two different entries with sequence number 1 of log 4\.$/,
    );
  });

  test('of garbage, of deep nesting and of lengths beyond the bytes prove nothing, at once', () => {
    const random = new Random(11);
    const bad = [
      new Uint8Array(),
      new Uint8Array(100_000).fill(0x81),
      Uint8Array.of(0x9b, 255, 255, 255, 255, 255, 255, 255, 255),
      Uint8Array.of(
        0x88,
        0x6c,
        ...new TextEncoder().encode('bamboo-proof'),
        0x5b,
        255,
        255,
        255,
        255,
        0,
        0,
        0,
        0,
      ),
      ...Array.from({ length: 500 }, () => random.bytes(random.below(60))),
    ];
    for (const bytes of bad) {
      const verdict = verifyProof(bytes);
      expect(verdict.ok).toBe(false);
      if (!verdict.ok) expect(verdict.reason).toBe('NOT_A_PROOF');
    }
  });
});

test('what is no proof is told in words about proofs', () => {
  const { entries } = honestLog(core, 'p2panda', 2, 1);
  const keyPair = new core.KeyPair(new Uint8Array(32).fill(5));
  const evidence = [1, 2].map(
    (byte) =>
      core.signEntry({ profile: 'p2panda', keyPair, logId: 0n, seqNum: 1n, payload: Uint8Array.of(byte) })
        .bytes,
  ) as [Uint8Array, Uint8Array];
  const proof = encodeProof({ profile: 'p2panda', kind: 'fork', seqNum: 1n, evidence });
  const changed = (at: number, ...bytes: number[]): Uint8Array => {
    const copy = proof.slice();
    copy.set(bytes, at);
    return copy;
  };
  const message = (bytes: Uint8Array): string => {
    const verdict = verifyProof(bytes);
    if (verdict.ok || verdict.reason !== 'NOT_A_PROOF') throw new Error('it is one');
    return verdict.message;
  };
  const cases: [Uint8Array, string][] = [
    [new Uint8Array(), 'it is empty'],
    [entries[0]!.bytes, 'it does not begin as a proof does'],
    [Uint8Array.of(5), 'it does not begin as a proof does'],
    [changed(5, 0), 'it does not begin as a proof does'],
    [Uint8Array.of(0x88), 'it is cut off after 1 byte'],
    [proof.subarray(0, 10), 'it is cut off after 10 bytes'],
    [proof.subarray(0, 14), 'it is cut off after 14 bytes'],
    [proof.subarray(0, 30), 'it is cut off after 30 bytes'],
    [proof.subarray(0, -1), `it is cut off after ${proof.length - 1} bytes`],
    [Uint8Array.of(...proof, 1), 'a byte follows the proof'],
    [Uint8Array.of(...proof, 1, 2, 3), '3 bytes follow the proof'],
    [changed(0, 0x87), 'it has 7 elements and must have 8'],
    [changed(0, 0x89), 'it has 9 elements and must have 8'],
    [changed(0, 0x81), 'it has 1 element and must have 8'],
    [changed(0, 0x9f), 'its encoding is not the deterministic one'],
    [changed(14, 0xff), 'its version is no number, or not written in the shortest way'],
    [changed(15, 0x5f), 'its profile is unknown'],
    [changed(28, 0xf7), 'its sequence number is none'],
    [changed(29, 0xf7), 'its evidence is not two byte strings'],
    [changed(29, 0x5f), 'its encoding is not the deterministic one'],
    // The first entry seems shorter, and what follows is no head of the second one.
    [changed(30, 1), 'its evidence is not two byte strings'],
    [changed(29, 0x5a, 0xff, 0xff, 0xff, 0xff), `it is cut off after ${proof.length} bytes`],
  ];
  for (const [bytes, expected] of cases) expect(message(bytes)).toBe(expected);

  // Each byte of what tells how the rest is to be read, whatever it is.
  for (let at = 0; at < 35; at++) {
    for (let byte = 0; byte < 256; byte++)
      expect(plain(verifyProof(changed(at, byte)))).toEqual(byReference(changed(at, byte)));
  }

  // Whatever is changed, no message is cborg's.
  const random = new Random(3);
  for (let round = 0; round < 5000; round++) {
    const copy = proof.slice(0, random.below(4) === 0 ? random.below(proof.length) : proof.length);
    for (let times = random.below(3); times >= 0 && copy.length > 0; times--) {
      copy[random.below(Math.min(copy.length, random.pick([35, proof.length])))] = random.below(256);
    }
    const verdict = verifyProof(copy);
    if (!verdict.ok) expect(verdict.message).not.toMatch(/cbor|decode|minor|terminal|strict/i);
    expect(plain(verdict)).toEqual(byReference(copy));
  }
});

test('one byte is one byte in what a proof shows', () => {
  const keyPair = new core.KeyPair(new Uint8Array(32).fill(5));
  expect(verifyProof(sizeLie(keyPair, 0n, 1, 7))).toMatchObject({
    statement: expect.stringContaining('gives 1 byte as the size of a payload of 7.') as string,
  });
});

test('what is no proof costs no more than its bytes, however it nests', () => {
  // An array of millions of maps, which a reader of CBOR would all make.
  const bomb = new Uint8Array(32 * 2 ** 20).fill(0xa0);
  bomb.set([0x9a, 0x01, 0xff, 0xff, 0xfb]);
  const started = performance.now();
  expect(verifyProof(bomb)).toMatchObject({ ok: false, reason: 'NOT_A_PROOF' });
  bomb.set([0x88, 0x6c, ...new TextEncoder().encode('bamboo-proof'), 1]);
  expect(verifyProof(bomb)).toMatchObject({ ok: false, reason: 'NOT_A_PROOF' });
  expect(performance.now() - started).toBeLessThan(2000);
});

test('nothing is proved of an author in whose name anybody can sign', () => {
  // The neutral element as author: R = [S]B, whatever is signed.
  const profile = 'p2panda' as const;
  const author = new Uint8Array(32);
  author[0] = 1;
  const keyPair = new core.KeyPair(new Uint8Array(32).fill(1));
  const forge = (byte: number): Uint8Array => {
    const signed = core.signEntry({
      profile,
      keyPair,
      logId: 0n,
      seqNum: 1n,
      payload: Uint8Array.of(byte),
    }).bytes;
    signed.set(author, 1);
    // S = 0 and R the neutral element satisfy [S]B = R + [h]A for every h.
    signed.fill(0, signed.length - 64);
    signed[signed.length - 64] = 1;
    return signed;
  };
  const [one, other] = [forge(1), forge(2)];
  expect(core.verifyEntry(one, { profile }).ok).toBe(true);
  const set = new LogSet({ profile });
  set.add([one, other]);
  expect(set.report().logs[0]!.forks).toEqual([{ seqNum: 1n, implied: false }]);
  // None is found, and none that is made up convinces.
  const [found] = set.proofs();
  expect(found).toBeUndefined();
  const options = { profile, author, logId: 0n } as const;
  expect(verifyLog([one, other], options).proofs).toEqual([]);
  const proof = writeProof(
    { profile, kind: 'fork', seqNum: 1n, evidence: inOrder({ kind: 'fork', evidence: [one, other] }) },
    (_, bytes) => core.hash(bytes, profile),
  );
  expect(verifyProof(proof)).toMatchObject({
    ok: false,
    reason: 'SMALL_ORDER_AUTHOR',
    requirement: 'BAM-KEY-006',
  });
  expect(byReference(proof)).toEqual({ reason: 'SMALL_ORDER_AUTHOR' });
});
