import { describe, expect, test } from 'vitest';
import * as core from '../../src/index.js';
import * as js from '../../src/js.js';
import * as logs from '../../src/verify/index.js';

describe.each([
  ['sasako', core, logs],
  ['sasako/js', js, js],
] as const)('logs with %s', (_name, api, { verifyLog, certificatePool, linkPath }) => {
  const keyPair = new api.KeyPair(new Uint8Array(32).fill(2));
  const author = keyPair.publicKey;
  const options = { profile: 'p2panda', author, logId: 7n } as const;

  function log(length: number): core.SignedEntry[] {
    const entries: core.SignedEntry[] = [];
    for (let seqNum = 1n; seqNum <= BigInt(length); seqNum++) {
      const target = api.lipmaa(seqNum);
      entries.push(
        api.signEntry({
          profile: 'p2panda',
          keyPair,
          logId: 7n,
          seqNum,
          backlink: entries.at(-1)?.hash,
          lipmaalink: seqNum > 1n && target !== seqNum - 1n ? entries[Number(target) - 1]!.hash : undefined,
          payload: Uint8Array.of(Number(seqNum)),
        }),
      );
    }
    return entries;
  }
  const whole = log(14).map(({ bytes }) => bytes);

  test('a whole log is verified', () => {
    const report = verifyLog(whole, options);
    expect(report.forks).toEqual([]);
    expect(report.entries).toEqual(whole.map(() => ({ status: 'verified' })));
  });

  test('a certificate pool is path-verified without the rest, and so is its entry', () => {
    const pool = certificatePool(14n).filter((seqNum) => seqNum <= 14n);
    const kept = pool.map((seqNum) => whole[Number(seqNum) - 1]!);
    const statuses = verifyLog(kept, options).entries.map(({ status }) => status);
    expect(statuses).not.toContain('unlinked');
    expect(statuses).not.toContain('invalid');
    expect(statuses.at(-1)).toMatch(/verified/);
  });

  test('reasons come with their requirement, decoding faults with their byte', () => {
    const [entry] = verifyLog([whole[0]!.slice(0, 50)], options).entries;
    expect(entry).toEqual({ status: 'invalid', reason: 'TRUNCATED', requirement: 'BAM-DEC-003', offset: 50 });
    expect(verifyLog([whole[0]!], { ...options, logId: 8n }).entries[0]).toEqual({
      status: 'invalid',
      reason: 'WRONG_LOG',
      requirement: 'BAM-LOG-002',
    });
  });

  test('a fork is reported once, with all at and above it invalid', () => {
    const other = api.signEntry({
      profile: 'p2panda',
      keyPair,
      logId: 7n,
      seqNum: 3n,
      backlink: log(2)[1]!.hash,
      payload: Uint8Array.of(99),
    });
    const report = verifyLog([...whole.slice(0, 5), other.bytes], options);
    expect(report.forks).toEqual([{ seqNum: 3n, implied: false }]);
    expect(report.entries.map(({ status }) => status)).toEqual([
      'verified',
      'verified',
      'invalid',
      'invalid',
      'invalid',
      'invalid',
    ]);
    expect(report.entries.at(-1)).toMatchObject({ reason: 'FORKED', requirement: 'BAM-LOG-006' });
  });

  test('no entries are a log too', () => {
    expect(verifyLog([], options)).toEqual({ entries: [], forks: [] });
  });

  test('link paths and certificate pools are short at the top of u64', () => {
    const top = 2n ** 64n - 1n;
    const path = linkPath(top, 1n);
    expect(path[0]).toBe(1n);
    expect(path.at(-1)).toBe(top);
    expect(path.length).toBeLessThan(200);
    for (let i = 1; i < path.length; i++) {
      expect([path[i]! - 1n, api.lipmaa(path[i]!)]).toContain(path[i - 1]);
    }
    expect(certificatePool(top).at(-1)).toBe(top);
    expect(certificatePool(23n)).toEqual([1n, 4n, 13n, 17n, 21n, 22n, 23n, 24n, 25n, 26n, 39n, 40n]);
  });

  test('misuse throws, and says which argument it was', () => {
    expect(() => verifyLog(whole, { ...options, author: author.slice(1) })).toThrow(
      'author must have 32 bytes',
    );
    expect(() => verifyLog(whole, { ...options, payloads: [] })).toThrow('payloads must have 14');
    expect(() => linkPath(1n, 2n)).toThrow('from must not be below to');
    expect(() => linkPath(1n, 0n)).toThrow('to must be from 1');
    expect(() => certificatePool(0n)).toThrow('seqNum must be from 1');
  });
});
