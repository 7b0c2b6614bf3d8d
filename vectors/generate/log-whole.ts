import type { Profile } from '../../src/reference/index.js';
import { ascii } from './bytes.js';
import {
  craft,
  honestAuthor,
  mixedAuthor,
  smallOrderAuthor,
  smallOrderEncodings,
  torsionCancels,
  type KnownAuthor,
} from './edwards.js';
import { ALICE, type Signer } from './entry-builder.js';
import {
  addLog,
  item,
  type Item,
  items,
  logOf,
  LogWriter,
  shuffled,
  statusesOfIntact,
} from './log-builder.js';
import { realLogs } from './real-logs.js';
import { MAX_U64, poolOf } from './sequence-numbers.js';
import type { VectorList } from './vector.js';

const VERIFIED = ['BAM-LOG-013', 'BAM-LOG-014'];

const allVerified = (count: number): string => Array.from({ length: count }, () => 'V').join(' ');

function addWhole(list: VectorList, profile: Profile): void {
  addLog(list, profile, { name: 'empty', flag: 'EMPTY_SET', requirements: ['BAM-LOG-013'], items: [] });
  for (const count of [1, 2, 4, 8, 13, 41]) {
    if (count === 41 && profile === 'bamboo') continue;
    const whole = {
      flag: 'WHOLE',
      requirements: VERIFIED,
      items: items(logOf(profile, count).entries, allVerified(count)),
    };
    addLog(list, profile, { name: `whole-${count}`, ...whole, orders: count === 13 ? ['reversed'] : [] });
  }
  const thirteen = logOf(profile, 13);
  const bare = thirteen.entries.slice(0, 8).map((entry) => item(entry, 'V', null));
  addLog(list, profile, {
    name: 'whole-without-payloads',
    flag: 'WHOLE',
    requirements: [...VERIFIED, 'BAM-VER-005'],
    items: bare,
  });
  for (let seed = 1; seed <= (profile === 'bamboo' ? 1 : 4); seed++) {
    const all = shuffled(items(logOf(profile, 8).entries, allVerified(8)), seed);
    const requirements = [...VERIFIED, 'BAM-LOG-016'];
    addLog(list, profile, {
      name: `whole-shuffled-${seed}`,
      flag: 'ORDER_OF_ARRIVAL',
      requirements,
      items: all,
    });
  }
  const ended = logOf(profile, 4).append({ endOfLog: true });
  addLog(list, profile, {
    name: 'whole-ended',
    flag: 'END_OF_LOG',
    requirements: [...VERIFIED, 'BAM-LOG-009'],
    items: items(ended.entries, allVerified(5)),
    orders: ['reversed'],
  });
  const only = new LogWriter(profile, { logId: 1n }).append({ endOfLog: true });
  addLog(list, profile, {
    name: 'whole-ended-at-1',
    flag: 'END_OF_LOG',
    requirements: VERIFIED,
    items: items(only.entries, 'V'),
  });
  const emptyPayloads = new LogWriter(profile)
    .append({ payload: new Uint8Array() })
    .append({ payload: new Uint8Array() });
  addLog(list, profile, {
    name: 'whole-empty-payloads',
    flag: 'WHOLE',
    requirements: VERIFIED,
    items: items(emptyPayloads.entries, 'V V'),
  });
  const samePayload = new LogWriter(profile)
    .append({ payload: ascii('x') })
    .append({ payload: ascii('x') })
    .append({ payload: ascii('x') });
  addLog(list, profile, {
    name: 'whole-same-payloads',
    flag: 'WHOLE',
    requirements: VERIFIED,
    items: items(samePayload.entries, 'V V V'),
  });
  for (const logId of [0n, 300n, 2n ** 53n + 1n, MAX_U64]) {
    const log = logOf(profile, 2, { logId });
    addLog(list, profile, {
      name: `whole-log-${logId}`,
      flag: 'LOG_ID_COLLISION',
      requirements: VERIFIED,
      logId,
      items: items(log.entries, 'V V'),
    });
  }
  for (const { name, author, logId, entries } of realLogs(profile)) {
    // Large payloads are not at hand, to keep the file small; what a payload does is tested elsewhere.
    const real = {
      author,
      logId,
      items: entries.map((entry): Item =>
        item(entry, 'V', entry.payload.length > 10_000 ? null : entry.payload),
      ),
    };
    addLog(list, profile, { name, flag: 'REAL_WORLD', requirements: VERIFIED, ...real });
  }
}

/** Some entries of an intact log. */
function addPartial(list: VectorList, profile: Profile): void {
  const log = logOf(profile, 40);
  const add = (
    name: string,
    flag: string,
    present: readonly number[],
    orders: ('reversed' | 'shuffled')[] = [],
  ) => {
    const statuses = statusesOfIntact(present);
    const requirements = [...VERIFIED, ...(statuses.includes('U') ? ['BAM-LOG-015'] : [])];
    const some = present.map((n, i): Item => item(log.at(n), statuses[i]!, null));
    addLog(list, profile, { name: `partial-${name}`, flag, requirements, items: some, orders });
  };
  for (const x of profile === 'bamboo' ? [7, 11] : [3, 7, 11, 13, 15, 23, 31]) {
    const pool = poolOf(BigInt(x)).map(Number);
    add(`pool-of-${x}`, 'PARTIAL', pool, x === 7 ? ['reversed', 'shuffled'] : []);
    if (x === 11) add('pool-of-11-without-1', 'MISSING_FIRST', pool.slice(1));
  }
  const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  for (const missing of profile === 'bamboo' ? [1, 3] : [1, 2, 3, 4, 7, 12]) {
    const flag = missing === 1 ? 'MISSING_FIRST' : 'NOT_TRANSITIVE';
    add(
      `13-without-${missing}`,
      flag,
      upTo(13).filter((n) => n !== missing),
      missing === 3 ? ['reversed'] : [],
    );
  }
  add('only-1-and-4', 'PARTIAL', [1, 4]);
  add('lipmaalinks-alone', 'PARTIAL', [1, 4, 13, 40], ['reversed']);
  add('backlinks-alone', 'PARTIAL', [4, 5, 6, 7, 8]);
  add('both-links-reach-4', 'NOT_TRANSITIVE', [1, 2, 3, 4, 8, 12]);
  add('1-2-4', 'PARTIAL', [1, 2, 4]);
  add('1-2-3-5', 'PARTIAL', [1, 2, 3, 5]);
  add('1-3', 'PARTIAL', [1, 3]);
  add('1-4-5-8-9', 'NOT_TRANSITIVE', [1, 4, 5, 8, 9], ['shuffled']);
  add('13-alone', 'MISSING_FIRST', [13]);
  add('2-alone', 'MISSING_FIRST', [2]);
  add('4-and-13', 'MISSING_FIRST', [4, 13]);
  add('1-and-13', 'PARTIAL', [1, 13]);
  add('1-and-40', 'PARTIAL', [1, 40]);
}

function addDuplicates(list: VectorList, profile: Profile): void {
  const log = logOf(profile, 4);
  const all = items(log.entries, 'V V V V');
  const requirements = ['BAM-LOG-003'];
  const add = (name: string, of: readonly Item[]) =>
    addLog(list, profile, { name: `duplicates-${name}`, flag: 'DUPLICATES', requirements, items: of });
  add('of-all', [...all, ...all]);
  add('of-one-three-times', [...all, all[2]!, all[2]!]);
  add('without-payload', [...all, item(log.at(3), 'V', null)]);
  add('of-an-unlinked-one', [item(log.at(3), 'U'), item(log.at(3), 'U')]);
  addLog(list, profile, {
    name: 'duplicates-with-a-swapped-payload',
    flag: 'SWAPPED_PAYLOAD',
    requirements: [...requirements, 'BAM-LOG-011'],
    items: [
      ...all,
      item(log.at(3), 'PAYLOAD_HASH_MISMATCH', ascii('swapped')),
      item(log.at(3), 'PAYLOAD_HASH_MISMATCH', ascii('other')),
    ],
    orders: ['reversed', 'shuffled'],
  });
}

/** Logs of authors with torsion: every signature is valid by its own h. */
function addTorsionAuthors(list: VectorList, profile: Profile): void {
  const signerFor =
    (author: KnownAuthor, torsionR: (h: bigint) => number): Signer =>
    (body) => {
      for (let r = 1n; ; r++) {
        for (let torsion = 0; torsion < 8; torsion++) {
          const { signature, h } = craft(() => body, { author, r, holdR: true, torsionR: torsion });
          if (torsionR(h) === torsion && torsionCancels(author, torsion, h)) return signature;
        }
      }
    };
  const needed = (author: KnownAuthor) => (h: bigint) =>
    Number((8n - ((h * BigInt(author.torsion)) % 8n)) % 8n);
  const encodings = smallOrderEncodings();
  const authors: [string, KnownAuthor][] = [
    ['identity', smallOrderAuthor(encodings[0]!)],
    ['order-8', smallOrderAuthor(encodings[1]!)],
    ['order-4-p', smallOrderAuthor(encodings.find(({ name }) => name === 'order-4-p')!)],
    ['mixed', mixedAuthor(ALICE, 3)],
  ];
  for (const [name, author] of authors) {
    const log = logOf(profile, 4, { author: author.bytes, signer: signerFor(author, needed(author)) });
    const requirements = ['BAM-KEY-004', 'BAM-SIG-007', ...VERIFIED];
    addLog(list, profile, {
      name: `torsion-author-${name}`,
      flag: 'TORSION_AUTHOR',
      requirements,
      author: author.bytes,
      items: items(log.entries, 'V V V V'),
    });
  }
  // Two signatures by the true author that each lack what the other has too much of.
  const author = honestAuthor(ALICE);
  const torsionIn = (torsions: readonly number[]) => {
    let log = logOf(profile, 1);
    for (const torsionR of torsions) {
      const writer = new LogWriter(
        profile,
        { signer: (body) => craft(() => body, { author, r: 11n + BigInt(torsionR), torsionR }).signature },
        log.entries,
      );
      log = new LogWriter(profile, {}, writer.append().entries);
    }
    return log;
  };
  const cancelling: [string, number[], string][] = [
    ['torsion-of-order-2', [4, 4], 'V SIGNATURE_INVALID SIGNATURE_INVALID'],
    ['torsion-of-order-8', [1, 7], 'V SIGNATURE_INVALID SIGNATURE_INVALID'],
    ['torsion-of-order-4', [2, 0, 6], 'V SIGNATURE_INVALID U SIGNATURE_INVALID'],
    ['torsion-of-eight', [1, 1, 1, 1, 1, 1, 1, 1], `V${' SIGNATURE_INVALID'.repeat(8)}`],
  ];
  for (const [name, torsions, statuses] of cancelling) {
    addLog(list, profile, {
      name: `batch-${name}`,
      flag: 'BATCH',
      requirements: ['BAM-SIG-007', 'BAM-SIG-003'],
      items: items(torsionIn(torsions).entries, statuses),
    });
  }
}

export function addWholeLogs(list: VectorList, profile: Profile): void {
  addWhole(list, profile);
  addPartial(list, profile);
  addDuplicates(list, profile);
  addTorsionAuthors(list, profile);
}
