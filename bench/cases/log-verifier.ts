import { certificatePool } from '../../src/verify/index.js';
import { plan } from '../../src/verify/plan.js';
import { SeqNumRanges } from '../../src/verify/ranges.js';
import { bytesOf } from '../bytes.js';
import { WrongSubject, type Case, type Contender, type Plan } from '../contender.js';
import { PAYLOAD_SIZE, makeLog, shuffle, withForks, type Log } from '../corpora.js';
import type { Core } from '../subjects/cores.js';
import type { LogPeer } from '../subjects/peer.js';
import { checkCoreLog, logContender } from './verifying.js';

// Logs entry by entry, forks, plans: on the SIMD build, which Node 20 runs without being asked.

export const GROUPS = {
  bulk: 'Log of 100,000: verifyLog',
  shuffled: 'Log of 100,000, shuffled: LogVerifier',
  forks: 'Log of 100,000: LogVerifier, 1,000 of them forks',
  plan: 'Plan: 1,000 wanted entries of a log of 2^60',
} as const;
export const NAMES = {
  core: 'the core alone',
  verifyLog: 'verifyLog, in order',
  alone: 'without forks',
  pools: 'a set of all pools',
} as const;

const PROFILES = ['p2panda', 'bamboo'] as const;

export interface LogVerifierOptions {
  /** Entries of the log. */
  readonly length: number;
  /** One entry in so many has a fork. */
  readonly forkEvery: number;
}

/** A LogVerifier that is handed all entries at once, and keeps none of them. */
function feed(core: Core, log: Log, verified: bigint): Contender['run'] {
  const { profile, author, logId, entries, payloads } = log;
  const entryAt = (position: number): Uint8Array => entries[position]!;
  return () => {
    const verifier = new core.LogVerifier({ profile, author, logId, entryAt });
    verifier.add(entries, payloads);
    if (verifier.verifiedPrefix !== verified) {
      throw new WrongSubject(core.name, `verifies up to ${verifier.verifiedPrefix}, and not to ${verified}`);
    }
  };
}

export function logVerifierPlans(core: Core, peers: readonly LogPeer[], options: LogVerifierOptions): Plan[] {
  const { length, forkEvery } = options;
  const logs = new Map<string, Log>();
  const logOf = (profile: Log['profile']): Log => {
    let log = logs.get(profile);
    if (!log) {
      log = makeLog(core.api, { profile, length, payloadSize: PAYLOAD_SIZE, seed: 'entry by entry' });
      logs.set(profile, log);
    }
    return log;
  };
  const theirs = (log: Log): Contender[] =>
    peers.filter(({ profiles }) => profiles.includes(log.profile)).map((peer) => logContender(peer, log));
  const own = (subject: string, log: Log, run: Contender['run']): Contender => ({
    subject,
    operations: log.entries.length,
    run,
    check: () => void run(),
  });
  const bulk = (log: Log, subject: string): Contender => {
    const { profile, author, logId, entries, payloads } = log;
    const run = (): unknown => core.verifyLog(entries, { profile, author, logId, payloads });
    return { ...own(subject, log, run), check: () => checkCoreLog(core, log) };
  };

  const makeBulk = (log: Log): Case => ({
    group: GROUPS.bulk,
    name: log.profile,
    unit: 'entries',
    own: [bulk(log, core.name)],
    peers: [own(NAMES.core, log, () => core.verifyRecords(log)), ...theirs(log)],
  });
  const makeShuffled = (log: Log): Case => {
    const order = shuffle(log.entries.length);
    // Copies, since what arrives is laid down in the order in which it arrives.
    const entries = Array.from(order, (i) => log.entries[i]!.slice());
    const payloads = Array.from(order, (i) => log.payloads[i]!.slice());
    const mixed = { ...log, entries, payloads };
    return {
      group: GROUPS.shuffled,
      name: log.profile,
      unit: 'entries',
      own: [own(core.name, log, feed(core, mixed, BigInt(log.entries.length)))],
      peers: [bulk(log, NAMES.verifyLog), ...theirs(log)],
    };
  };
  const makeForks = (log: Log): Case => {
    const forked = withForks(core.api, log, forkEvery);
    return {
      group: GROUPS.forks,
      name: log.profile,
      unit: 'entries',
      own: [own(core.name, forked, feed(core, forked, BigInt(forkEvery - 1)))],
      peers: [own(NAMES.alone, log, feed(core, log, BigInt(log.entries.length)))],
    };
  };
  const makers = [
    [GROUPS.bulk, makeBulk],
    [GROUPS.shuffled, makeShuffled],
    [GROUPS.forks, makeForks],
  ] as const;
  return [
    ...makers.flatMap(([group, make]) =>
      PROFILES.map((profile): Plan => ({ group, name: profile, make: () => make(logOf(profile)) })),
    ),
    { group: GROUPS.plan, name: 'plan', make: planCase },
  ];
}

/** What is missing for a thousand entries, with the pools of three hundred others at hand. */
function planCase(): Case {
  const random = new DataView(bytesOf('plan', 8 * 1300).buffer);
  const numbers = Array.from({ length: 1300 }, (_, i) => (random.getBigUint64(8 * i) % 2n ** 60n) + 1n);
  const want = numbers.slice(0, 1000);
  const have = plan({ have: [], want: numbers.slice(1000) });
  // As one would do it with `certificatePool` alone.
  const naive = (): bigint[] => {
    const needed = new Set<bigint>();
    for (const seqNum of want) for (const other of certificatePool(seqNum)) needed.add(other);
    return [...needed].filter((seqNum) => !have.has(seqNum)).sort((a, b) => (a < b ? -1 : 1));
  };
  const run = (): SeqNumRanges => plan({ have, want });
  const check = (): void => {
    if (!run().equals(SeqNumRanges.of(naive())))
      throw new WrongSubject('plan', 'differs from the union of all pools');
  };
  return {
    group: GROUPS.plan,
    name: 'plan',
    unit: 'plans',
    own: [{ subject: 'sasako', operations: 1, run, check }],
    peers: [{ subject: NAMES.pools, operations: 1, run: naive, check }],
  };
}
