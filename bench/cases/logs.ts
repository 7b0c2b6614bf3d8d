import { PROFILES, type Profile } from '../../src/bamboo/profile.js';
import type { Case, Contender, Plan } from '../contender.js';
import { PAYLOAD_SIZE, makeLog, type Log } from '../corpora.js';
import type { Core } from '../subjects/cores.js';
import type { LogPeer } from '../subjects/peer.js';
import { checkCore, checkCoreLog, logContender } from './verifying.js';

// A whole log with its payloads: decode, hashes of entries and payloads, links, signatures, through the public API.

export const LENGTH = 4096;
export const GROUPS = {
  warm: 'Whole log, warm',
  cold: 'Whole log, cold',
} as const;
const CALLS = ['verifyEntries', 'verifyLog'] as const;

/** A core that verifies a log by one of the calls. */
export function coreContender(core: Core, log: Log, call: (typeof CALLS)[number], cold: boolean): Contender {
  const { profile, author, logId, entries, payloads } = log;
  return {
    subject: core.name,
    operations: entries.length,
    run:
      call === 'verifyEntries'
        ? () => core.api.verifyEntries(entries, { profile, payloads })
        : () => core.verifyLog(entries, { profile, author, logId, payloads }),
    ...(cold ? { before: core.forgetAuthors } : {}),
    check: () => {
      checkCore(core, profile, entries, payloads);
      checkCoreLog(core, log);
    },
  };
}

export function logPlans(cores: readonly Core[], peers: readonly LogPeer[], length = LENGTH): Plan[] {
  const [first] = cores;
  if (!first) return [];
  const logs = new Map<Profile, Log>();
  const logOf = (profile: Profile): Log => {
    let log = logs.get(profile);
    if (!log) {
      log = makeLog(first.api, { profile, length, payloadSize: PAYLOAD_SIZE, seed: 'whole log' });
      logs.set(profile, log);
    }
    return log;
  };
  return [true, false].flatMap((cold) =>
    PROFILES.flatMap((profile) =>
      CALLS.map((call): Plan => {
        const group = cold ? GROUPS.cold : GROUPS.warm;
        const name = `${call}, ${profile}, ${length.toLocaleString('en')} entries`;
        const make = (): Case => {
          const log = logOf(profile);
          const own = cores.map((core) => coreContender(core, log, call, cold));
          const theirs = peers.filter(({ profiles }) => profiles.includes(profile));
          return { group, name, unit: 'entries', own, peers: theirs.map((peer) => logContender(peer, log)) };
        };
        return { group, name, make };
      }),
    ),
  );
}
