import {
  MAX_U64,
  checkBytes,
  checkObject,
  checkOptionalBytes,
  checkOptions,
  checkProfile,
  checkU64,
  type Optional,
} from '../bamboo/arguments.js';
import type { LogEngine } from '../bamboo/engine.js';
import type { Profile } from '../bamboo/profile.js';
import { RECORD } from '../bamboo/record.js';
import { codeOfReason } from '../bamboo/verdict.js';
import { EntryGraph } from './entry-graph.js';
import type { LogState } from './log-state.js';
import { proofsOf } from './found-proofs.js';
import { checkCoverage, neededFor, type Coverage } from './plan.js';
import { SeqNumRanges, checkRanges, type SeqNumItem } from './ranges.js';

/** Which payloads stay: those of the wanted entries, all, or none. */
export type PayloadsKept = 'wanted' | 'all' | 'none';

export interface ReplicaOptions extends Pick<Coverage, 'full'> {
  readonly profile: Profile;
  /** The log's author, 32 bytes. */
  readonly author: Uint8Array;
  readonly logId: bigint;
  /** `'wanted'` where it isn't said. */
  readonly payloads?: Optional<PayloadsKept>;
}

/** An entry, and its payload where it is at hand. */
export interface ReplicaItem {
  readonly entry: Uint8Array;
  readonly payload?: Optional<Uint8Array>;
}

/** What a smaller replica lacks that the larger one has. */
export interface Loss {
  /** Sequence numbers of the entries that are left out. */
  readonly entries: SeqNumRanges;
  /** Sequence numbers of entries that stay and whose payloads are left out. */
  readonly payloads: SeqNumRanges;
  /** Entries that stay and were verified, and are path-verified without the others. */
  readonly downgraded: SeqNumRanges;
  /** What can be proved against the author by all entries together, each for `verifyProof`: to be kept, if anything is left out. */
  readonly proofs: readonly Uint8Array[];
}

/** A replica that carries just what is needed. */
export interface Extraction {
  readonly items: readonly { readonly entry: Uint8Array; readonly payload?: Uint8Array }[];
  /** Sequence numbers that are needed, up to the newest entry at hand, and are not among the items. */
  readonly missing: SeqNumRanges;
  readonly dropped: { readonly entries: number; readonly payloads: number };
  readonly lost: Loss;
}

/** What can go from a store. */
export interface Pruning {
  /** Positions of items that nobody needs for the wanted ones. */
  readonly entries: readonly number[];
  /** Positions of items that stay and whose payloads can go. */
  readonly payloads: readonly number[];
  readonly lost: Loss;
}

const PAYLOAD_HASH_MISMATCH = codeOfReason('PAYLOAD_HASH_MISMATCH');
const PAYLOADS_KEPT: readonly PayloadsKept[] = ['wanted', 'all', 'none'];

interface Input {
  readonly profile: Profile;
  readonly author: Uint8Array;
  readonly logId: bigint;
  readonly full: boolean;
  readonly kept: PayloadsKept;
  readonly want: SeqNumRanges;
  readonly entries: readonly Uint8Array[];
  readonly payloads: readonly (Uint8Array | undefined)[];
}

function checkInput(items: unknown, want: unknown, options: unknown): Input {
  if (typeof items !== 'object' || items === null || !(Symbol.iterator in items)) {
    throw new TypeError('items must be something that can be iterated over { entry, payload }');
  }
  const entries: Uint8Array[] = [];
  const payloads: (Uint8Array | undefined)[] = [];
  for (const item of items as Iterable<unknown>) {
    const name = `items[${entries.length}]`;
    const { entry, payload } = checkObject(item, name);
    entries.push(checkBytes(entry, `${name}.entry`));
    payloads.push(checkOptionalBytes(payload, `${name}.payload`));
  }
  const given = checkOptions(options, ['profile', 'author', 'logId', 'full', 'payloads']);
  const kept = given['payloads'] ?? 'wanted';
  if (!PAYLOADS_KEPT.includes(kept as PayloadsKept)) {
    throw new RangeError(`payloads must be one of ${PAYLOADS_KEPT.join(', ')}`);
  }
  return {
    profile: checkProfile(given['profile']),
    author: checkBytes(given['author'], 'author', 32),
    logId: checkU64(given['logId'], 'logId'),
    full: checkCoverage(given).full,
    kept: kept as PayloadsKept,
    want: checkRanges(want, 'want'),
    entries,
    payloads,
  };
}

/** What an item is to a smaller replica. */
interface Selected {
  readonly position: number;
  readonly seqNum: bigint;
  readonly stays: boolean;
  readonly keepsPayload: boolean;
  /** Whether there is a payload, and the entry's own: another one is never kept, and nothing lost. */
  readonly ownsPayload: boolean;
}

/** Which items of a log a replica for the wanted ones has. Those that are no entries of the log are left out. */
function select(engine: LogEngine, input: Input) {
  const { profile, author, logId, full, kept, want, entries, payloads } = input;
  const records = new Uint8Array(RECORD.size * entries.length);
  engine.verifyLog(profile, author, logId, entries, payloads, records);
  const whole = new EntryGraph(profile, engine);
  const log = whole.addLog();
  const items = entries.map((entry, i) => whole.take(log, entry, records, i, i));
  const view = new DataView(records.buffer);
  const needed = neededFor(want, full, MAX_U64);
  const selected: Selected[] = [];
  for (const [position] of entries.entries()) {
    if (!isEntry(records, position)) continue;
    const seqNum = view.getBigUint64(position * RECORD.size + RECORD.seqNum, true);
    const stays = needed.has(seqNum);
    const reason = records[position * RECORD.size + RECORD.reason];
    const ownsPayload = payloads[position] !== undefined && reason !== PAYLOAD_HASH_MISMATCH;
    const isToKeep = kept === 'all' || (kept === 'wanted' && want.has(seqNum));
    selected.push({ position, seqNum, stays, keepsPayload: stays && ownsPayload && isToKeep, ownsPayload });
  }

  const part = new EntryGraph(profile, engine);
  const partLog = part.addLog();
  const stay = selected.filter(({ stays }) => stays);
  const partItems = stay.map(({ position }) =>
    part.take(partLog, entries[position]!, records, position, position),
  );
  const downgraded = stay.filter(
    ({ position }, i) =>
      whole.reportOf(log, items[position]!).status === 'verified' &&
      part.reportOf(partLog, partItems[i]!).status !== 'verified',
  );
  const lost: Loss = {
    entries: seqNumsOf(selected.filter(({ stays }) => !stays)),
    payloads: seqNumsOf(stay.filter((item) => !item.keepsPayload && item.ownsPayload)),
    downgraded: seqNumsOf(downgraded),
    proofs: proofs(engine, whole, log, entries, payloads),
  };
  return { selected, needed, lost };
}

/** Whether the item at a position is an entry of the log, be its payload somebody else's. */
function isEntry(records: Uint8Array, position: number): boolean {
  const reason = records[position * RECORD.size + RECORD.reason]!;
  return reason === 0 || EntryGraph.concernsPayload(reason);
}

function proofs(
  engine: LogEngine,
  graph: EntryGraph,
  log: LogState,
  entries: readonly Uint8Array[],
  payloads: readonly (Uint8Array | undefined)[],
): Uint8Array[] {
  const all = Array.from({ length: graph.count }, (_, entry) => entry);
  const bytes = { entryAt: (i: number) => entries[i]!, payloadAt: (i: number) => payloads[i]! };
  return Array.from(proofsOf(engine, graph, log, all, bytes), (proof) => proof.bytes);
}

const seqNumsOf = (items: readonly Selected[]): SeqNumRanges =>
  SeqNumRanges.of(items.map(({ seqNum }) => seqNum));

/** See `extract` in the package's entry points. */
export function extractOn(engine: LogEngine) {
  return (
    items: Iterable<ReplicaItem>,
    want: SeqNumRanges | Iterable<SeqNumItem>,
    options: ReplicaOptions,
  ): Extraction => {
    const input = checkInput(items, want, options);
    const { selected, needed, lost } = select(engine, input);
    const stay = selected.filter(({ stays }) => stays);
    const have = seqNumsOf(selected);
    const upToNewest = have.max === undefined ? SeqNumRanges.NONE : SeqNumRanges.of([[1n, have.max]]);
    return {
      items: stay.map(({ position, keepsPayload }) => {
        const entry = input.entries[position]!;
        const payload = keepsPayload ? input.payloads[position] : undefined;
        return payload ? { entry, payload } : { entry };
      }),
      missing: needed.and(upToNewest).without(have),
      dropped: {
        entries: input.entries.length - stay.length,
        payloads: stay.filter((item) => !item.keepsPayload && input.payloads[item.position]).length,
      },
      lost,
    };
  };
}

/** See `prune` in the package's entry points. */
export function pruneOn(engine: LogEngine) {
  return (
    items: Iterable<ReplicaItem>,
    want: SeqNumRanges | Iterable<SeqNumItem>,
    options: ReplicaOptions,
  ): Pruning => {
    const input = checkInput(items, want, options);
    const { selected, lost } = select(engine, input);
    return {
      entries: selected.filter(({ stays }) => !stays).map(({ position }) => position),
      payloads: selected
        .filter((item) => item.stays && !item.keepsPayload && input.payloads[item.position])
        .map(({ position }) => position),
      lost,
    };
  };
}
