import { beforeAll, describe, expect, test } from 'vitest';
import { RECORD } from '../../src/bamboo/record.js';
import * as core from '../../src/index.js';
import { lipmaa } from '../../src/reference/index.js';
import { verifyLog } from '../../src/verify/index.js';
import { engineUnderTest } from '../core/build.js';

/** More than fits one run of the module. */
const LENGTH = 5000;
const keyPair = new core.KeyPair(new Uint8Array(32).fill(3));
const author = keyPair.publicKey;
const linkOf = (seqNum: number): number => Number(lipmaa(BigInt(seqNum)));

interface Made {
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
  readonly payload: Uint8Array;
}

describe.each(['bamboo', 'p2panda'] as const)('a log of more than a run, in %s', (profile) => {
  const log: Made[] = [];
  const options = { profile, author, logId: 1n } as const;

  function sign(seqNum: number, fields: Partial<Parameters<typeof core.signEntry>[0]> = {}): Made {
    const payload = new TextEncoder().encode(`payload of entry ${seqNum}`);
    const target = linkOf(seqNum);
    const signed = core.signEntry({
      profile,
      keyPair,
      logId: 1n,
      seqNum: BigInt(seqNum),
      backlink: log[seqNum - 2]?.hash,
      lipmaalink: seqNum > 1 && target !== seqNum - 1 ? log[target - 1]!.hash : undefined,
      payload,
      ...fields,
    });
    return { ...signed, payload };
  }
  beforeAll(() => {
    for (let seqNum = 1; seqNum <= LENGTH; seqNum++) log.push(sign(seqNum));
  });

  /** By entry: whether its record says that it follows in order on all before. */
  function inOrder(entries: readonly Uint8Array[], payloads?: readonly Uint8Array[]): boolean[] {
    const records = new Uint8Array(RECORD.size * entries.length);
    engineUnderTest.verifyLog(profile, author, 1n, entries, payloads, records);
    return entries.map((_, i) => records[RECORD.size * i + RECORD.inOrder] === 1);
  }
  const bytesOf = (made: readonly Made[]): Uint8Array[] => made.map(({ bytes }) => bytes);

  test('is settled by the engine alone, in order and shuffled', () => {
    const payloads = log.map(({ payload }) => payload);
    expect(inOrder(bytesOf(log), payloads).every(Boolean)).toBe(true);
    const { entries, forks } = verifyLog(bytesOf(log), { ...options, payloads });
    expect(forks).toEqual([]);
    expect(entries.length).toBe(LENGTH);
    expect(entries.every(({ status }) => status === 'verified')).toBe(true);

    // 1,231 and 5,000 have no common divisor, so each entry comes once.
    const shuffled = log.map((_, i) => log[(i * 1231) % LENGTH]!);
    const report = verifyLog(bytesOf(shuffled), {
      ...options,
      payloads: shuffled.map(({ payload }) => payload),
    });
    expect(report.entries.every(({ status }) => status === 'verified')).toBe(true);
  });

  test.each(['backlink', 'lipmaalink'] as const)('a wrong %s forks what it points to', (link) => {
    // Entries with a lipmaalink, at both sides of the bound of a run and far above it.
    for (const seqNum of [2048, 2051, 4003, LENGTH - 1]) {
      const withLink = [seqNum, seqNum + 1, seqNum - 1].find((n) => linkOf(n) !== n - 1)!;
      const target = link === 'backlink' ? withLink - 1 : linkOf(withLink);
      const wrong = core.hash(Uint8Array.of(7), profile);
      const spoiled = bytesOf(log.slice(0, withLink));
      spoiled[withLink - 1] = sign(withLink, { [link]: wrong }).bytes;
      const order = inOrder(spoiled);
      expect(order.slice(0, -1).every(Boolean)).toBe(true);
      expect(order.at(-1)).toBe(false);
      const { entries, forks } = verifyLog(spoiled, options);
      expect(forks).toEqual([{ seqNum: BigInt(target), implied: true }]);
      entries.forEach(({ status, reason }, i) => {
        expect([i + 1, status, reason]).toEqual(
          i + 1 < target ? [i + 1, 'verified', undefined] : [i + 1, 'invalid', 'FORKED'],
        );
      });
    }
  });

  test('what is not in order is seen: a gap, an entry twice, a bad one, another log, one after the end', () => {
    const at = 2100;
    const upTo = bytesOf(log.slice(0, at + 3));
    const rest = new Array<boolean>(3).fill(false);
    const before = new Array<boolean>(at).fill(true);
    expect(inOrder(upTo.toSpliced(at, 1))).toEqual([...before, ...rest.slice(1)]);
    expect(inOrder(upTo.toSpliced(at, 0, upTo[at - 1]!))).toEqual([...before, false, ...rest]);
    const badSignature = upTo[at]!.slice();
    badSignature[badSignature.length - 9]! ^= 1;
    expect(inOrder(upTo.with(at, badSignature))).toEqual([...before, ...rest]);
    expect(inOrder(upTo.with(at, sign(at + 1, { logId: 2n }).bytes))).toEqual([...before, ...rest]);
    const other = sign(at + 1, { keyPair: new core.KeyPair(new Uint8Array(32).fill(4)) }).bytes;
    expect(inOrder(upTo.with(at, other))).toEqual([...before, ...rest]);
    const end = sign(at + 1, { endOfLog: true });
    const after = sign(at + 2, { backlink: end.hash });
    expect(inOrder([...upTo.slice(0, at), end.bytes, after.bytes])).toEqual([...before, true, false]);
    expect(inOrder(upTo.slice(1)).some(Boolean)).toBe(false);
  });

  test('logs that take turns on one instance do not touch each other', () => {
    const first = bytesOf(log.slice(0, 50));
    const other = new core.KeyPair(new Uint8Array(32).fill(9));
    const only = [sign(1, { keyPair: other }).bytes];
    for (let turn = 0; turn < 3; turn++) {
      expect(verifyLog(first, options).entries.every(({ status }) => status === 'verified')).toBe(true);
      const report = verifyLog(only, { ...options, author: other.publicKey });
      expect(report.entries).toEqual([{ status: 'verified' }]);
    }
  });
});
