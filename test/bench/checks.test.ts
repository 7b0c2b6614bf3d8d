import { describe, expect, test } from 'vitest';
import { hashPlans } from '../../bench/cases/hashes.js';
import { logPlans } from '../../bench/cases/logs.js';
import { signaturePlans } from '../../bench/cases/signatures.js';
import { checkCore, checkCoreLog, logContender, signatureContender } from '../../bench/cases/verifying.js';
import { WrongSubject, type Contender, type Plan } from '../../bench/contender.js';
import { makeLog, makeLogs } from '../../bench/corpora.js';
import { simd, type Core } from '../../bench/subjects/cores.js';
import { nativePath, nodeSignatures } from '../../bench/subjects/node.js';
import type { HashPeer, LogPeer, SignaturePeer } from '../../bench/subjects/peer.js';

// Whoever is wrong is found out before being timed.

const core = simd();
const log = makeLog(core.api, { profile: 'p2panda', length: 40, payloadSize: 9, seed: 'a test' });

const always = (name: string, verdict: boolean): SignaturePeer => ({
  name,
  slice: 4,
  verifier: () => () => verdict,
});

async function checkAll({
  own,
  peers,
}: {
  own: readonly Contender[];
  peers: readonly Contender[];
}): Promise<void> {
  for (const { check } of [...own, ...peers]) await check();
}
async function checkPlans(plans: readonly Plan[]): Promise<void> {
  for (const plan of plans) await checkAll(await plan.make());
}

describe('the corpora', () => {
  test('are the same each time, and others from another seed', () => {
    const options = { profile: 'p2panda', length: 40, payloadSize: 9 } as const;
    expect(makeLog(core.api, { ...options, seed: 'a test' })).toEqual(log);
    expect(makeLog(core.api, { ...options, seed: 'another' }).entries[0]).not.toEqual(log.entries[0]);
  });

  test('of many authors go round', () => {
    const { entries } = makeLogs(core.api, 3, { profile: 'bamboo', length: 2, payloadSize: 1, seed: 'many' });
    const authors = entries.map((entry) => entry.slice(1, 33).join());
    expect(authors.slice(0, 3)).toEqual(authors.slice(3));
    expect(new Set(authors).size).toBe(3);
  });
});

describe('a core', () => {
  test('that is right passes', () => {
    expect(() => checkCore(core, 'p2panda', log.entries, log.payloads)).not.toThrow();
    expect(() => checkCoreLog(core, log)).not.toThrow();
  });

  const wrong: [string, Partial<Core>][] = [
    [
      'accepts all',
      { api: { ...core.api, verifyEntries: (list) => list.map(() => ({ ok: true }) as never) } },
    ],
    [
      'rejects all',
      { api: { ...core.api, verifyEntries: (list) => list.map(() => ({ ok: false }) as never) } },
    ],
    ['judges one otherwise', { api: { ...core.api, verifyEntry: () => ({ ok: true }) as never } }],
  ];
  test.each(wrong)('that %s is found out', (_, change) => {
    expect(() => checkCore({ ...core, ...change }, 'p2panda', log.entries)).toThrow(WrongSubject);
  });

  test('that trusts a log is found out', () => {
    const options = { profile: log.profile, author: log.author, logId: log.logId } as const;
    const blind: Core = { ...core, verifyLog: () => core.verifyLog(log.entries, options) };
    expect(() => checkCoreLog(blind, log)).toThrow('misses a forged entry of a log');
  });
});

describe('a peer', () => {
  test('that verifies signatures passes, and those who accept or reject all do not', async () => {
    await signatureContender(nodeSignatures, log.entries).check();
    const yes = signatureContender(always('yes', true), log.entries);
    await expect(async () => yes.check()).rejects.toThrow(
      'yes accepts a forged signature: nothing of it is timed',
    );
    const no = signatureContender(always('no', false), log.entries);
    await expect(async () => no.check()).rejects.toThrow('no rejects a signature that is right');
  });

  test('that verifies logs passes, and one who looks away does not', async () => {
    await logContender(nativePath, log).check();
    const away: LogPeer = { name: 'away', profiles: ['p2panda'], slice: 4, verifier: () => () => true };
    await expect(async () => logContender(away, log).check()).rejects.toThrow('away accepts a forged entry');
  });

  test('that hashes otherwise is found out', async () => {
    const zeros: HashPeer = {
      name: 'zeros',
      blake3: () => new Uint8Array(32),
      blake2b: () => new Uint8Array(64),
    };
    await expect(checkPlans(hashPlans([core], [zeros], 2000))).rejects.toThrow('zeros has another BLAKE3');
  });

  test('that signs otherwise is found out', async () => {
    const lazy: SignaturePeer = { ...nodeSignatures, name: 'lazy', signer: () => () => new Uint8Array(64) };
    const plans = signaturePlans([core], [lazy, nodeSignatures], true).filter(({ name }) => name === 'sign');
    await expect(checkPlans(plans)).rejects.toThrow('lazy signs otherwise');
  });
});

test('the cases pass with those who are right', async () => {
  await checkPlans(signaturePlans([core], [nodeSignatures], true));
  await checkPlans(logPlans([core], [nativePath], 64));
});
