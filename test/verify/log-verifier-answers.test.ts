import { describe, expect, test } from 'vitest';
import * as core from '../../src/index.js';
import { lipmaa } from '../../src/reference/index.js';
import { LogSet, LogVerifier, SnapshotError, verifyProof } from '../../src/verify/index.js';
import { honestLog } from './honest-log.js';

const random = (seed: number): (() => number) => {
  let state = seed;
  return () => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff);
};

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const next = random(seed);
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = next() % (i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

describe.each(['bamboo', 'p2panda'] as const)('a LogVerifier in %s', (profile) => {
  const log = honestLog(core, profile, 400, 2);
  const { author, logId, entries } = log;
  const keyPair = new core.KeyPair(new Uint8Array(32).fill(2));
  const options = { profile, author, logId };
  const at = (seqNum: number) => entries[seqNum - 1]!;
  const sign = (fields: Partial<core.EntryToSign> & { seqNum: bigint }): Uint8Array =>
    core.signEntry({ profile, keyPair, logId, payload: Uint8Array.of(1), ...fields }).bytes;
  const linksOf = (seqNum: number) => {
    const target = Number(lipmaa(BigInt(seqNum)));
    return {
      backlink: at(seqNum - 1).hash,
      ...(target === seqNum - 1 ? {} : { lipmaalink: at(target).hash }),
    };
  };
  const otherAt = (seqNum: number): Uint8Array =>
    sign({ seqNum: BigInt(seqNum), payload: Uint8Array.of(99), ...linksOf(seqNum) });

  test('tells what an entry verifies that was waited for', () => {
    const verifier = new LogVerifier(options);
    const rest = entries.slice(1).map(({ bytes }) => bytes);
    expect(verifier.add(rest)).toEqual({ first: 0, count: 399, changed: [], forks: [] });
    expect(verifier.statusOf(0)).toEqual({ status: 'unlinked' });
    expect([verifier.verifiedPrefix, verifier.newest]).toEqual([
      0n,
      { seqNum: 400n, position: 398, status: 'unlinked' },
    ]);
    expect(String(verifier.gaps())).toBe('1');
    const [missing, ...more] = verifier.danglingLinks();
    expect(missing).toMatchObject({ seqNum: 1n, hash: at(1).hash });
    expect(more).toEqual([]);

    const change = verifier.add(at(1).bytes, at(1).payload);
    expect([...change.changed].sort((a, b) => a - b)).toEqual(Array.from({ length: 399 }, (_, i) => i));
    expect(change).toMatchObject({ first: 399, count: 1, forks: [] });
    expect(verifier.verifiedPrefix).toBe(400n);
    expect(verifier.statusOf(0)).toEqual({ status: 'verified' });
    expect([...verifier.danglingLinks()]).toEqual([]);
    expect(verifier.gaps().isEmpty).toBe(true);
  });

  test('tells of a fork once, from where the log is invalid, and what stays', () => {
    const verifier = new LogVerifier(options);
    verifier.add(entries.map(({ bytes }) => bytes));
    const change = verifier.add(otherAt(300));
    expect(change.forks).toEqual([{ seqNum: 300n, implied: false }]);
    expect(change.invalidFrom).toEqual({ seqNum: 300n, reason: 'FORKED' });
    expect(verifier.verifiedPrefix).toBe(299n);
    expect(verifier.newest).toEqual({ seqNum: 299n, position: 298, status: 'verified' });
    expect(verifier.statusOf(350)).toMatchObject({ status: 'invalid', reason: 'FORKED' });
    expect(verifier.add(otherAt(300))).toEqual({ first: 401, count: 1, changed: [], forks: [] });
    expect(verifier.add(otherAt(200)).invalidFrom).toEqual({ seqNum: 200n, reason: 'FORKED' });
    expect(verifier.add(otherAt(250)).invalidFrom).toBeUndefined();
    expect(verifier.forks().map(({ seqNum }) => seqNum)).toEqual([200n, 250n, 300n]);
    expect(verifier.verifiedPrefix).toBe(199n);
  });

  test('takes back what stood on an entry whose link turns out to lead elsewhere', () => {
    // The backlink of 8 names an entry that turns out to have the number 6.
    const six = sign({ seqNum: 6n, payload: Uint8Array.of(9), backlink: at(5).hash });
    const eight = sign({ seqNum: 8n, backlink: core.hash(six, profile), lipmaalink: at(4).hash });
    const nine = sign({ seqNum: 9n, backlink: core.hash(eight, profile) });
    const verifier = new LogVerifier(options);
    verifier.add([at(1).bytes, at(4).bytes, eight, nine]);
    const statuses = () => [1, 2, 3].map((i) => verifier.statusOf(i).reason ?? verifier.statusOf(i).status);
    expect(statuses()).toEqual(['path-verified', 'path-verified', 'path-verified']);
    const { changed, forks, invalidFrom } = verifier.add(six);
    expect([[...changed].sort(), forks, invalidFrom]).toEqual([[2, 3], [], undefined]);
    expect(statuses()).toEqual(['path-verified', 'BACKLINK_SEQNUM_MISMATCH', 'unlinked']);
    // The true entry 7, to which 8 doesn't link, and which links to another entry 6, makes both numbers forks besides.
    expect(verifier.add(at(7).bytes).forks).toEqual([
      { seqNum: 6n, implied: true },
      { seqNum: 7n, implied: true },
    ]);
  });

  test('takes payloads later: the right one, another one, and one that proves a lie', () => {
    const verifier = new LogVerifier(options);
    const liar = sign({
      seqNum: 4n,
      ...linksOf(4),
      payload: { hash: core.hash(Uint8Array.of(5), profile), size: 2n },
    });
    verifier.add([at(1).bytes, at(2).bytes, at(3).bytes, liar]);
    expect(verifier.addPayload(0, at(1).payload)).toEqual({ ok: true });
    expect(verifier.addPayload(1, at(1).payload)).toMatchObject({
      ok: false,
      reason: 'PAYLOAD_HASH_MISMATCH',
    });
    expect(verifier.statusOf(1)).toEqual({ status: 'verified' });
    expect(verifier.statusOf(3)).toEqual({ status: 'verified' });
    expect(verifier.addPayload(3, Uint8Array.of(5))).toMatchObject({
      ok: false,
      reason: 'PAYLOAD_SIZE_MISMATCH',
      change: { invalidFrom: { seqNum: 4n, reason: 'PAYLOAD_SIZE_MISMATCH' } },
    });
    expect(verifier.statusOf(3)).toMatchObject({ status: 'invalid', reason: 'PAYLOAD_SIZE_MISMATCH' });
    expect(verifier.verifiedPrefix).toBe(3n);
    const [proof] = verifier.proofs();
    expect(verifyProof(proof!.bytes)).toMatchObject({ ok: true, kind: 'payload-size-lie', seqNum: 4n });
    expect(() => verifier.addPayload(9, at(1).payload)).toThrow(
      /there is no item at position 9: it must be a whole number from 0 to 3/,
    );
    verifier.add(Uint8Array.of(7));
    expect(() => verifier.addPayload(4, at(1).payload)).toThrow(/position 4 has no entry .* INVALID_TAG/);
  });

  test('ends where the log ends', () => {
    const verifier = new LogVerifier(options);
    const end = sign({ seqNum: 3n, endOfLog: true, backlink: at(2).hash });
    const after = sign({ seqNum: 4n, backlink: core.hash(end, profile), lipmaalink: at(1).hash });
    verifier.add([after, at(1).bytes, at(2).bytes]);
    expect(verifier.endOfLog).toBeUndefined();
    expect(verifier.add(end).invalidFrom).toEqual({ seqNum: 4n, reason: 'AFTER_END_OF_LOG' });
    expect(verifier.endOfLog).toBe(3n);
    expect(verifier.newest).toEqual({ seqNum: 3n, position: 3, status: 'verified' });
    const [proof, ...more] = verifier.proofs();
    expect(more).toEqual([]);
    expect(verifyProof(proof!.bytes)).toMatchObject({ ok: true, kind: 'after-end-of-log', seqNum: 4n });
  });

  test('asks for bytes that the caller keeps when a proof needs them, and not before', () => {
    const all = [...entries.map(({ bytes }) => bytes), otherAt(400)];
    const asked: number[] = [];
    const entryAt = (position: number): Uint8Array => {
      asked.push(position);
      return all[position]!;
    };
    const verifier = new LogVerifier({ ...options, entryAt });
    verifier.add(shuffled(all, 1).map((bytes) => bytes));
    expect(asked).toEqual([]);
    const inOrder = new LogVerifier({ ...options, entryAt });
    inOrder.add(all);
    expect([...inOrder.proofs()].map(({ kind }) => kind)).toEqual(['fork']);
    expect(asked.sort((a, b) => a - b)).toEqual([399, 400]);
    const wrong = new LogVerifier({ ...options, entryAt: () => 'bytes' as never });
    wrong.add(all);
    expect(() => [...wrong.proofs()]).toThrow(/entryAt\(\d+\) must be a Uint8Array/);
  });

  test('goes on from a snapshot, and refuses one that is damaged, cut, or of something else', () => {
    const verifier = new LogVerifier(options);
    verifier.add(entries.slice(0, 60).map(({ bytes }) => bytes));
    verifier.add([otherAt(50), Uint8Array.of(1)]);
    const snapshot = verifier.snapshot();
    const again = LogVerifier.restore(snapshot, options);
    expect(again.report().entries).toEqual(verifier.report().entries);
    expect(again.snapshot()).toEqual(snapshot);
    again.add(entries.slice(60, 70).map(({ bytes }) => bytes));
    expect([again.size, again.verifiedPrefix]).toEqual([72, 49n]);
    expect(() => [...again.proofs()]).toThrow(/position \d+ came before the restart: give entryAt/);

    for (let i = 0; i < snapshot.length; i += i < 80 ? 1 : 37) {
      const damaged = snapshot.slice();
      damaged[i]! ^= 4;
      expect(() => LogVerifier.restore(damaged, options), `byte ${i}`).toThrow(SnapshotError);
    }
    for (const length of [0, 7, 71, 72, 200, snapshot.length - 1]) {
      expect(() => LogVerifier.restore(snapshot.subarray(0, length), options)).toThrow(SnapshotError);
    }
    expect(() => LogVerifier.restore(snapshot, { ...options, logId: 1n })).toThrow(/another log's/);
    const stranger = new core.KeyPair(new Uint8Array(32).fill(8)).publicKey;
    expect(() => LogVerifier.restore(snapshot, { ...options, author: stranger })).toThrow(/another log's/);
    const otherProfile = profile === 'bamboo' ? 'p2panda' : 'bamboo';
    expect(() => LogVerifier.restore(snapshot, { ...options, profile: otherProfile })).toThrow(
      /not of profile/,
    );
    expect(() => LogVerifier.restore(new Uint8Array(500), options)).toThrow(/no snapshot/);
  });

  test('refuses a snapshot that somebody made up, whatever it says, without crashing', () => {
    const verifier = new LogVerifier(options);
    verifier.add(entries.slice(0, 6).map(({ bytes }) => bytes));
    const snapshot = verifier.snapshot();
    const hashLength = profile === 'bamboo' ? 66 : 34;
    const body = snapshot.length - hashLength;
    let accepted = 0;
    for (let i = 72; i < body; i++) {
      for (const value of [0, 1, 7, 255]) {
        const made = snapshot.slice();
        made[i] = value;
        made.set(core.hash(made.subarray(0, body), profile), body);
        try {
          LogVerifier.restore(made, options).report();
          accepted++;
        } catch (error) {
          expect(error).toBeInstanceOf(SnapshotError);
        }
      }
    }
    // Hashes and numbers may be others: a digest is no signature.
    expect(accepted).toBeGreaterThan(0);
  });

  test('of misuse names what was wrong', () => {
    expect(() => new LogVerifier({ ...options, author: new Uint8Array(31) })).toThrow(
      /author must have 32 bytes/,
    );
    expect(() => new LogVerifier({ ...options, entryAt: 1 as never })).toThrow(/entryAt must be a function/);
    expect(() => new LogVerifier({ ...options, paylods: 1 } as never)).toThrow(/options.paylods is unknown/);
    const verifier = new LogVerifier(options);
    expect(() => verifier.add([at(1).bytes], [])).toThrow(/payloads must have 1 elements/);
    expect(() => verifier.add(['x' as never])).toThrow(/entries\[0\] must be a Uint8Array/);
    expect(verifier.size).toBe(0);
    expect(() => verifier.statusOf(0)).toThrow(RangeError);
  });
});

describe.each([
  ['bamboo', 160],
  ['p2panda', 130],
] as const)('in %s, an entry takes at most %i bytes beside its own', (profile, most) => {
  test('in a log of 40,000, whatever the order', () => {
    const log = honestLog(core, profile, 40_000, 3);
    const { author, logId } = log;
    const list = log.entries.map(({ bytes }) => bytes);
    for (const entries of [list, shuffled(list, 4)]) {
      const verifier = new LogVerifier({ profile, author, logId, entryAt: () => new Uint8Array() });
      // In pieces, as they come from a peer.
      for (let i = 0; i < entries.length; i += 500) verifier.add(entries.slice(i, i + 500));
      expect(verifier.verifiedPrefix).toBe(40_000n);
      expect(verifier.memoryUsed / entries.length).toBeLessThanOrEqual(most);
    }
  }, 60_000);
});

describe('a LogSet', () => {
  const profile = 'p2panda';
  const logs = [1, 2, 3].map((seed) => honestLog(core, profile, 30, seed));
  const mixed = shuffled(
    logs.flatMap(({ entries }) => entries),
    9,
  );

  test('reports log by log and in all, and keeps apart what is of no log', () => {
    const set = new LogSet({ profile });
    const forged = mixed[0]!.bytes.slice();
    forged[forged.length - 1]! ^= 1;
    set.add(
      mixed.map(({ bytes }) => bytes),
      mixed.map(({ payload }) => payload),
    );
    set.add([forged, Uint8Array.of(0, 1)]);
    const report = set.report();
    expect(report).toMatchObject({
      entries: 92,
      verified: 90,
      pathVerified: 0,
      unlinked: 0,
      invalid: 2,
      forks: 0,
    });
    expect(Object.fromEntries(report.ofNoLog.reasons)).toEqual({ SIGNATURE_INVALID: 1, TRUNCATED: 1 });
    expect(report.logs.length).toBe(3);
    for (const { author, logId } of logs) {
      const summary = report.logs.find((other) => Buffer.compare(other.author, author) === 0);
      expect(summary).toMatchObject({ logId, entries: 30, verified: 30, newest: 30n, forks: [] });
    }
    expect(set.logOf(0)!.logId).toBe(0n);
    expect(set.logOf(90)).toBeUndefined();
  });

  test('tells of a fork when it comes, with its log', () => {
    const set = new LogSet({ profile });
    set.add(mixed.map(({ bytes }) => bytes));
    const keyPair = new core.KeyPair(new Uint8Array(32).fill(2));
    const fork = core.signEntry({ profile, keyPair, logId: 0n, seqNum: 1n, payload: Uint8Array.of(3) });
    const { first, forks } = set.add([fork.bytes]);
    expect(first).toBe(90);
    expect(forks).toEqual([{ author: keyPair.publicKey, logId: 0n, seqNum: 1n, implied: false }]);
    const proofs = [...set.proofs()];
    expect(proofs.map(({ kind, seqNum }) => [kind, seqNum])).toEqual([['fork', 1n]]);
    expect(verifyProof(proofs[0]!.bytes)).toMatchObject({ ok: true, author: keyPair.publicKey });
  });

  test('has room for very many logs of one entry', () => {
    const keyPair = new core.KeyPair(new Uint8Array(32).fill(5));
    const set = new LogSet({ profile });
    const entries = Array.from({ length: 3000 }, (_, i) => {
      const logId = BigInt(i) << BigInt((7 * i) % 40);
      return core.signEntry({ profile, keyPair, logId, seqNum: 1n, payload: new Uint8Array() }).bytes;
    });
    set.add(entries);
    const logIds = new Set(set.report().logs.map(({ logId }) => logId));
    expect(logIds.size).toBe(
      new Set(Array.from({ length: 3000 }, (_, i) => BigInt(i) << BigInt((7 * i) % 40))).size,
    );
    expect(set.report().verified).toBe(3000);
  });
});
