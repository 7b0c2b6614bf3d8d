import { PROFILES, type Profile } from '../../src/bamboo/profile.js';
import { WrongSubject, type Contender, type Plan } from '../contender.js';
import { PAYLOAD_SIZE, makeLog, makeLogs, type Log } from '../corpora.js';
import { bytesOf } from '../bytes.js';
import type { Core } from '../subjects/cores.js';
import type { LogPeer } from '../subjects/peer.js';
import { coreContender } from './logs.js';
import { checkCore, logContender } from './verifying.js';

// How it grows: by the log's length, by the number of authors, by the payloads' size; and where the time goes.

export const GROUPS = {
  length: 'By length of the log',
  authors: 'By number of authors',
  payload: 'By size of the payloads',
  stages: 'By stage',
  build: 'By build',
} as const;
export const LENGTHS = [1, 16, 256, 4096, 65_536];
export const AUTHORS = [1, 4, 16, 64, 256, 1024, 4096];
export const PAYLOAD_SIZES = [112, 1024, 16_384, 262_144];
const TOTAL = 4096;

export interface ScalingOptions {
  readonly lengths?: readonly number[];
  readonly authors?: readonly number[];
  readonly payloadSizes?: readonly number[];
}

export function scalingPlans(
  cores: readonly Core[],
  plainCore: Core,
  native: LogPeer,
  { lengths = LENGTHS, authors = AUTHORS, payloadSizes = PAYLOAD_SIZES }: ScalingOptions = {},
): Plan[] {
  const [first] = cores;
  if (!first) return [];
  const { api } = first;
  const cache = new Map<string, Log>();
  const logOf = (profile: Profile, length: number, payloadSize = PAYLOAD_SIZE): Log => {
    const key = `${profile} ${length} ${payloadSize}`;
    let log = cache.get(key);
    if (!log) {
      // Cold and warm come one after the other: one log is kept.
      cache.clear();
      cache.set(key, (log = makeLog(api, { profile, length, payloadSize, seed: 'scaling' })));
    }
    return log;
  };

  const byLength = lengths.flatMap((length) =>
    PROFILES.flatMap((profile) =>
      ['cold', 'warm'].map((tables): Plan => {
        const name = `${length.toLocaleString('en')} entries, ${profile}, ${tables}`;
        return {
          group: GROUPS.length,
          name,
          make: () => {
            const log = logOf(profile, length);
            const own = cores.map((core) => coreContender(core, log, 'verifyLog', tables === 'cold'));
            const peers = [logContender(native, log)];
            return {
              group: GROUPS.length,
              name,
              unit: 'entries',
              own,
              peers,
              rounds: length > 10_000 ? 3 : 7,
            };
          },
        };
      }),
    ),
  );

  const byAuthors = authors.map((count): Plan => {
    const name = `${count.toLocaleString('en')} authors, ${TOTAL / count} entries each`;
    return {
      group: GROUPS.authors,
      name,
      make: () => {
        const options = {
          profile: 'p2panda',
          length: TOTAL / count,
          payloadSize: PAYLOAD_SIZE,
          seed: 'authors',
        } as const;
        const { entries } = makeLogs(api, count, options);
        const own = cores.map((core): Contender => ({
          subject: core.name,
          operations: entries.length,
          run: () => core.api.verifyEntries(entries, { profile: 'p2panda' }),
          before: core.forgetAuthors,
          check: () => checkCore(core, 'p2panda', entries),
        }));
        const peers = [logContender(native, logOf('p2panda', 256))];
        return { group: GROUPS.authors, name, unit: 'entries', own, peers, rounds: 7 };
      },
    };
  });

  const byPayload = payloadSizes.flatMap((size) =>
    PROFILES.map((profile): Plan => {
      const name = `${size.toLocaleString('en')} B, ${profile}`;
      return {
        group: GROUPS.payload,
        name,
        make: () => {
          const log = logOf(profile, Math.min(1024, 2 ** 25 / size), size);
          const own = cores.map((core) => coreContender(core, log, 'verifyEntries', false));
          const slice = { ...native, slice: size > 10_000 ? 16 : native.slice };
          return {
            group: GROUPS.payload,
            name,
            unit: 'entries',
            own,
            peers: [logContender(slice, log)],
            rounds: 7,
          };
        },
      };
    }),
  );

  return [
    ...byLength,
    ...byAuthors,
    ...byPayload,
    ...stagePlans(cores, logOf),
    ...buildPlans(cores, plainCore, native, logOf),
  ];
}

/**
 * Each stage is timed with those before it, since no core does the later ones alone: the plot takes the differences. Hashes
 * are those of as many messages of the entries' lengths.
 */
function stagePlans(cores: readonly Core[], logOf: (profile: Profile, length: number) => Log): Plan[] {
  const stages: Record<string, (core: Core, log: Log) => () => unknown> = {
    'hash entries':
      (core, { entries, profile }) =>
      () =>
        core.api.hashAll(entries, profile),
    'decode and hash entries':
      (core, { entries, profile }) =>
      () =>
        core.decodeEntries(profile, entries),
    'and signatures':
      (core, { entries, profile }) =>
      () =>
        core.api.verifyEntries(entries, { profile }),
    'and payloads':
      (core, { entries, payloads, profile }) =>
      () =>
        core.api.verifyEntries(entries, { profile, payloads }),
    'and links':
      (core, { entries, payloads, profile, author, logId }) =>
      () =>
        core.verifyLog(entries, { profile, author, logId, payloads }),
  };
  return PROFILES.flatMap((profile) =>
    Object.entries(stages).map(([stage, run]): Plan => {
      const name = `${stage}, ${profile}`;
      return {
        group: GROUPS.stages,
        name,
        make: () => {
          const log = logOf(profile, TOTAL);
          const own = cores.map((core): Contender => ({
            subject: core.name,
            operations: TOTAL,
            run: run(core, log),
            check: () => checkCore(core, profile, log.entries, log.payloads),
          }));
          return { group: GROUPS.stages, name, unit: 'entries', own, peers: [], rounds: 7 };
        },
      };
    }),
  );
}

function buildPlans(
  cores: readonly Core[],
  plainCore: Core,
  native: LogPeer,
  logOf: (profile: Profile, length: number) => Log,
): Plan[] {
  return PROFILES.map((profile): Plan => {
    const name = `verifyEntries, ${profile}`;
    return {
      group: GROUPS.build,
      name,
      make: () => {
        const log = logOf(profile, TOTAL);
        const own = cores.map((core) => coreContender(core, log, 'verifyEntries', false));
        return {
          group: GROUPS.build,
          name,
          unit: 'entries',
          own: [...own, plainContender(plainCore, log)],
          peers: [logContender(native, log)],
          rounds: 7,
        };
      },
    };
  });
}

/** The build without WebAssembly, on a slice. */
function plainContender(core: Core, { profile, entries, payloads }: Log): Contender {
  const some = entries.slice(0, 12);
  const options = { profile, payloads: payloads.slice(0, 12) };
  return {
    subject: core.name,
    operations: some.length,
    run: () => core.api.verifyEntries(some, options),
    check: () => {
      checkCore(core, profile, some, options.payloads);
      if (core.api.verifyEntries([bytesOf('no entry', 200)], { profile })[0]!.ok) {
        throw new WrongSubject(core.name, 'accepts what is no entry');
      }
    },
  };
}
