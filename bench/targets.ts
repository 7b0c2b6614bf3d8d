import * as hashes from './cases/hashes.js';
import * as logVerifier from './cases/log-verifier.js';
import * as logs from './cases/logs.js';
import * as signatures from './cases/signatures.js';
import {
  DECODE_ONLY,
  FROM_DISK,
  GROUPS as workers,
  IN_MEMORY,
  ONE_WORKER,
  OPERATION_GROUPS as operations,
  TWO_WORKERS,
} from './cases/names.js';
import type { Figure } from './rounds.js';
import { RELAXED_SIMD, SIMD } from './subjects/cores.js';
import { SUBJECT } from './subjects/data.js';

/** What sasako sets itself: so many times as fast as a peer, at least, and if all goes well. */
export interface Target {
  readonly work: string;
  readonly group: string;
  /** Which cases of the group it is about; all where it isn't said. */
  readonly cases?: RegExp;
  /** The peers it is held against: the fastest of them. */
  readonly peers: readonly string[];
  readonly must: number;
  readonly aim: number;
  readonly subjects: readonly string[];
}

/** A target and what was measured. */
export interface Outcome {
  readonly work: string;
  readonly against: string;
  readonly must: number;
  readonly aim: number;
  /** By subject, the lowest ratio of all its cases. */
  readonly measured: Readonly<Record<string, number>>;
}

const NODE = ['node:crypto'];
const BUILDS = [SIMD, RELAXED_SIMD];
const PANDA = ['p2panda-js 0.8.1'];
const target = (
  work: string,
  group: string,
  peers: readonly string[],
  must: number,
  aim: number,
  { cases, subjects = BUILDS }: { cases?: RegExp; subjects?: readonly string[] } = {},
): Target => ({ work, group, peers, must, aim, subjects, ...(cases ? { cases } : {}) });

/** One core but for the rows with workers. */
export const TARGETS: readonly Target[] = [
  target('Verify one entry, new author', signatures.GROUPS.newAuthor, NODE, 1.5, 2.2),
  target('Verify one by one, tables warm', signatures.GROUPS.oneByOne, NODE, 5, 6.5),
  target('1,024 signatures of one author, warm', signatures.GROUPS.warm, NODE, 9, 14),
  target('1,024 signatures of one author, warm', signatures.GROUPS.warm, ['sodium-native'], 4.5, 7),
  target('1,024 signatures of one author, cold', signatures.GROUPS.cold, NODE, 7, 10),
  target('Whole log of 4,096, warm', logs.GROUPS.warm, NODE, 9, 14),
  target('Whole log of 4,096, cold', logs.GROUPS.cold, NODE, 7.5, 10),
  target('Whole log of 4,096, warm', logs.GROUPS.warm, ['p2panda-js 0.8.1'], 25, 45, { cases: /p2panda/ }),
  target('256 authors, 16 entries each', signatures.GROUPS.manyAuthors, NODE, 3, 5),
  target('Sign', signatures.GROUPS.sign, NODE, 1, 2),
  target('BLAKE3 of entries, bulk', hashes.GROUPS.bulk, ['blake3-jit', 'hash-wasm'], 5, 7, {
    cases: /^BLAKE3/,
  }),
  target('BLAKE2b of entries, bulk', hashes.GROUPS.bulk, ['sodium-native'], 1.8, 2.2, { cases: /^BLAKE2b/ }),
  target('BLAKE3 of 16 MiB', hashes.GROUPS.large, ['blake3-jit', 'hash-wasm'], 1.7, 2.5, {
    cases: /^BLAKE3/,
  }),
  target('Log of 100,000: verifyLog', logVerifier.GROUPS.bulk, [logVerifier.NAMES.core], 0.85, 0.95, {
    subjects: [SIMD],
  }),
  target(
    'The same shuffled: LogVerifier',
    logVerifier.GROUPS.shuffled,
    [logVerifier.NAMES.verifyLog],
    0.8,
    0.9,
    {
      subjects: [SIMD],
    },
  ),
  target('The same with 1,000 forks', logVerifier.GROUPS.forks, [logVerifier.NAMES.alone], 0.98, 1, {
    subjects: [SIMD],
  }),
  target('Two workers', workers.pool, [ONE_WORKER], 1.9, 2, { subjects: [TWO_WORKERS] }),
  target('A million entries from disk, two workers', workers.disk, [IN_MEMORY], 1.7, 1.9, {
    subjects: [FROM_DISK],
  }),
  target('Encode operations', operations.encode, PANDA, 4, 10, { subjects: [SUBJECT.p2panda] }),
  target('Decode operations', operations.decode, PANDA, 4, 10, { subjects: [SUBJECT.p2panda] }),
  target('Decode and validate operations', operations.validate, [DECODE_ONLY], 4, 10, {
    subjects: [SUBJECT.p2panda],
  }),
];

/** What the figures of Node say of the targets; those of which nothing was measured are left out. */
export function judge(figures: readonly Figure[]): Outcome[] {
  return TARGETS.flatMap(({ work, group, cases, peers, must, aim, subjects }) => {
    const measured: Record<string, number> = {};
    for (const figure of figures) {
      if (figure.where !== 'node' || figure.group !== group || !subjects.includes(figure.subject)) continue;
      if (cases && !cases.test(figure.case)) continue;
      for (const peer of peers) {
        const ratio = figure.ratio[peer];
        if (ratio !== undefined)
          measured[figure.subject] = Math.min(measured[figure.subject] ?? Infinity, ratio);
      }
    }
    return Object.keys(measured).length > 0 ? [{ work, against: peers.join(', '), must, aim, measured }] : [];
  });
}
