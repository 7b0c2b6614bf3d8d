import { describe, expect, test } from 'vitest';
import * as core from '../../src/index.js';
import { EntryGraph } from '../../src/verify/entry-graph.js';
import { LogSet, LogVerifier, SeqNumRanges, extract, prune } from '../../src/verify/index.js';
import { LogDirectory } from '../../src/verify/log-directory.js';
import { honestLog } from './honest-log.js';

describe.each(['bamboo', 'p2panda'] as const)('a LogVerifier in %s', (profile) => {
  const keyPair = new core.KeyPair(new Uint8Array(32).fill(2));
  const { author, logId, entries } = honestLog(core, profile, 40, 2);
  const options = { profile, author, logId };
  const at = (seqNum: number) => entries[seqNum - 1]!;
  const sign = (seqNum: bigint, fields: Partial<core.EntryToSign> = {}): core.SignedEntry =>
    core.signEntry({ profile, keyPair, logId, seqNum, payload: Uint8Array.of(1), ...fields });
  const foreign = (byte: number): Uint8Array => core.hash(Uint8Array.of(byte), profile);
  const standing = (verifier: LogVerifier) =>
    Array.from({ length: verifier.size }, (_, i) => {
      const { status, reason } = verifier.statusOf(i);
      return reason ?? status;
    });

  test('tells of a waiting entry whose link turns out wrong', () => {
    const six = sign(6n, { backlink: foreign(5) });
    const eight = sign(8n, { backlink: six.hash, lipmaalink: at(4).hash });
    const verifier = new LogVerifier(options);
    verifier.add(eight.bytes);
    expect(verifier.add(six.bytes).changed).toEqual([0]);
    expect(standing(verifier)).toEqual(['BACKLINK_SEQNUM_MISMATCH', 'unlinked']);
    // Its lipmaalink is right, and changes nothing any more.
    expect(verifier.add(at(4).bytes).changed).toEqual([]);
  });

  test('tells nothing of what went up and down again meanwhile', () => {
    const six = sign(6n, { backlink: at(5).hash, payload: Uint8Array.of(9) });
    const eight = sign(8n, { backlink: six.hash, lipmaalink: at(4).hash });
    const nine = sign(9n, { backlink: eight.hash });
    const verifier = new LogVerifier(options);
    verifier.add([at(1).bytes, eight.bytes, nine.bytes]);
    expect(standing(verifier)).toEqual(['verified', 'unlinked', 'unlinked']);
    expect(verifier.add([at(4).bytes, six.bytes]).changed).toEqual([1]);
    expect(standing(verifier).slice(0, 3)).toEqual(['verified', 'BACKLINK_SEQNUM_MISMATCH', 'unlinked']);
  });

  test('tells of an entry where it stands for itself, and not where it came with the payload of another', () => {
    const snapshots = [(verifier: LogVerifier) => verifier, restored];
    for (const pass of snapshots) {
      let verifier = new LogVerifier(options);
      verifier.add(at(2).bytes, Uint8Array.of(77));
      verifier = pass(verifier);
      expect(verifier.add(at(2).bytes).changed).toEqual([]);
      expect(verifier.add(at(2).bytes).changed).toEqual([]);
      verifier = pass(verifier);
      expect(verifier.add(at(1).bytes).changed).toEqual([1]);
      expect(standing(verifier)).toEqual(['PAYLOAD_HASH_MISMATCH', 'verified', 'verified', 'verified']);
      expect(verifier.newest).toEqual({ seqNum: 2n, position: 1, status: 'verified' });
    }
    function restored(verifier: LogVerifier): LogVerifier {
      return LogVerifier.restore(verifier.snapshot(), options);
    }
    const alone = new LogVerifier(options);
    alone.add(at(2).bytes, Uint8Array.of(77));
    expect(alone.add(at(1).bytes).changed).toEqual([]);
  });

  test('takes the right payload after a wrong one', () => {
    const verifier = new LogVerifier(options);
    verifier.add([at(1).bytes, at(2).bytes], [at(1).payload, Uint8Array.of(77)]);
    expect(verifier.addPayload(1, Uint8Array.of(78))).toMatchObject({ reason: 'PAYLOAD_HASH_MISMATCH' });
    expect(standing(verifier)).toEqual(['verified', 'PAYLOAD_HASH_MISMATCH']);
    expect(verifier.addPayload(1, at(2).payload)).toEqual({
      ok: true,
      change: { first: 2, count: 0, changed: [1], forks: [] },
    });
    expect(standing(verifier)).toEqual(['verified', 'verified']);
    expect(verifier.addPayload(1, at(2).payload)).toEqual({ ok: true });
  });

  test('waits for nothing that only invalid entries link to', () => {
    const verifier = new LogVerifier(options);
    const forks = [1, 2].map((byte) =>
      sign(8n, { backlink: foreign(1), lipmaalink: at(4).hash, payload: Uint8Array.of(byte) }),
    );
    verifier.add([at(1).bytes, ...forks.map(({ bytes }) => bytes)]);
    expect([...verifier.danglingLinks()]).toEqual([]);
    verifier.add(at(3).bytes);
    expect(Array.from(verifier.danglingLinks(), ({ seqNum, position }) => [seqNum, position])).toEqual([
      [2n, 3],
    ]);
  });

  test('proves each wrong link of an entry', () => {
    const three = sign(3n, { backlink: foreign(1) });
    const five = sign(5n, { backlink: foreign(2) });
    const eight = sign(8n, { backlink: three.hash, lipmaalink: five.hash });
    const verifier = new LogVerifier(options);
    verifier.add([three.bytes, five.bytes, eight.bytes]);
    const wrong = [...verifier.proofs()].filter(({ kind }) => kind === 'link-to-wrong-seqnum');
    expect(wrong.map(({ seqNum }) => seqNum)).toEqual([8n, 8n]);
    expect(wrong[0]!.bytes).not.toEqual(wrong[1]!.bytes);
  });

  test('finds the newest entry quickly, however often it is forked away', () => {
    const long = honestLog(core, profile, 6000, 2);
    const forks = long.entries.slice(1).map(({ seqNum }) => {
      const target = core.lipmaa(seqNum);
      const backlink = long.entries[Number(seqNum) - 2]!.hash;
      const lipmaalink = target === seqNum - 1n ? undefined : long.entries[Number(target) - 1]!.hash;
      return sign(seqNum, { backlink, lipmaalink, payload: Uint8Array.of(7) }).bytes;
    });
    const bytes = long.entries.map((entry) => entry.bytes);
    const verifier = new LogVerifier(options);
    verifier.add(bytes);
    const started = performance.now();
    let reads = 0;
    for (let i = forks.length - 1; i >= 0; i--) {
      verifier.add(forks[i]!);
      const newest = verifier.newest?.seqNum;
      reads++;
      expect(newest).toBe(BigInt(i + 1));
    }
    const perRead = (performance.now() - started) / reads;
    // A scan of all for each takes many times as long.
    expect(perRead).toBeLessThan(1);
    // What comes later, above or below, is found as well.
    expect(verifier.newest).toEqual({ seqNum: 1n, position: 0, status: 'verified' });
  });

  test('keeps one lying payload for an entry, however often it comes', () => {
    const payload = new Uint8Array(1000);
    const liar = sign(1n, { payload: { hash: core.hash(payload, profile), size: 5n } }).bytes;
    const verifier = new LogVerifier(options);
    const asked: number[] = [];
    const watched = new LogVerifier({
      ...options,
      entryAt: () => liar,
      payloadAt: (position) => (asked.push(position), payload),
    });
    for (let i = 0; i < 3; i++) {
      verifier.add(liar, payload);
      watched.add(liar, payload);
    }
    expect([...verifier.proofs()].length).toBe(1);
    expect([...watched.proofs()].length).toBe(1);
    expect(asked).toEqual([0]);
  });

  test('makes no proof of bytes that are not those that came', () => {
    const fork = sign(2n, { backlink: at(1).hash, payload: Uint8Array.of(3) }).bytes;
    const payload = Uint8Array.of(1, 2, 3);
    const liar = sign(3n, {
      backlink: at(2).hash,
      payload: { hash: core.hash(payload, profile), size: 5n },
    }).bytes;
    const all = [at(1).bytes, at(2).bytes, fork, liar];
    const given: Uint8Array[] = all.map((bytes) => bytes.slice());
    let lie: Uint8Array = payload;
    const verifier = new LogVerifier({ ...options, entryAt: (i) => given[i]!, payloadAt: () => lie });
    verifier.add(all, [undefined, undefined, undefined, payload]);
    expect([...verifier.proofs()].length).toBe(2);
    lie = Uint8Array.of(9);
    expect(() => [...verifier.proofs()]).toThrow('payloadAt(3) gave other bytes');
    given[2]![5]! ^= 1;
    expect(() => [...verifier.proofs()]).toThrow('entryAt(2) gave other bytes');
    given[2] = at(1).bytes;
    expect(() => [...verifier.proofs()]).toThrow('entryAt(2) gave other bytes');
  });

  test('hands out bytes that may be written to', () => {
    const verifier = new LogVerifier(options);
    verifier.author.fill(0);
    verifier.add(at(1).bytes);
    expect(standing(verifier)).toEqual(['verified']);
    const set = new LogSet({ profile });
    set.add([at(1).bytes]);
    set.logOf(0)!.author.fill(0);
    set.report().logs[0]!.author.fill(0);
    set.add([at(2).bytes]);
    expect(set.report().logs.length).toBe(1);
  });

  test('in a set tells positions that are none', () => {
    const set = new LogSet({ profile });
    expect(() => set.logOf(0)).toThrow(RangeError);
    set.add([at(1).bytes, at(1).bytes, Uint8Array.of(1)]);
    for (const position of [3, -1, 0.5, Number.NaN]) {
      expect(() => set.logOf(position)).toThrow(RangeError);
      expect(() => set.statusOf(position)).toThrow(RangeError);
    }
    expect(set.logOf(2)).toBeUndefined();
    expect(set.report()).toMatchObject({ entries: 3, copies: 1, logs: [{ entries: 2, copies: 1 }] });
  });

  test('is parted without payloads of other entries', () => {
    const items = [1, 2, 3].map((n) => ({
      entry: at(n).bytes,
      payload: n === 2 ? at(1).payload : at(n).payload,
    }));
    const { items: kept, lost } = extract(items, [[1n, 3n]], options);
    expect(kept.map(({ payload }) => payload !== undefined)).toEqual([true, false, true]);
    expect(lost.payloads.isEmpty).toBe(true);
    expect(prune(items, [[1n, 3n]], options)).toMatchObject({ entries: [], payloads: [1] });
  });
});

test('a set of sequence numbers is taken as it is, however large', () => {
  const all = SeqNumRanges.parse('1-');
  expect(SeqNumRanges.of(all).equals(all)).toBe(true);
});

test('logs are found quickly, whatever log ids an author chooses', () => {
  const time = (idOf: (i: number) => bigint): number => {
    const directory = new LogDirectory(new EntryGraph('p2panda', { lipmaa: (n) => n }));
    const entry = new Uint8Array(200).fill(3);
    const records = new Uint8Array(8);
    const view = new DataView(records.buffer);
    const started = performance.now();
    for (let i = 0; i < 70_000; i++) {
      view.setBigUint64(0, idOf(i), true);
      directory.of(entry, records, 0);
    }
    return performance.now() - started;
  };
  const plain = time((i) => BigInt(i) * 1_000_003n);
  // All four of their halves are multiples of 64: with lower bits of a sum of products they would collide.
  const chosen = time((i) => BigInt(64 * (i & 1023)) + (BigInt(64 * (i >> 10)) << 16n));
  expect(chosen).toBeLessThan(10 * plain + 500);
});
