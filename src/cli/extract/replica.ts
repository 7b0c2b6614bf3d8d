import {
  LogVerifier,
  SeqNumRanges,
  type EntryStatus,
  type PayloadsKept,
  type SeqNumItem,
} from '../../verify/index.js';
import { hexOf } from '../../inspect/hex.js';
import type { LogItem, LogReader } from '../store/log-reader.js';

/** What a replica is to carry. */
export interface ReplicaWish {
  readonly want: SeqNumRanges;
  /** The numbers that the wanted ones need, themselves included. */
  readonly needed: SeqNumRanges;
  readonly payloads: PayloadsKept;
}

/** What became of a log. */
export interface MadeReplica {
  readonly kept: { readonly entries: number; readonly payloads: number };
  /** Payloads are those of entries that stay. */
  readonly dropped: { readonly entries: number; readonly payloads: number; readonly notOfLog: number };
  /** Copies of entries that stay, which are written once. */
  readonly repeats: number;
  readonly wanted: { readonly atHand: SeqNumRanges; readonly byStatus: ReadonlyMap<EntryStatus, number> };
  /** The log's newest entry that was there. */
  readonly newest: bigint | undefined;
  /** What is needed, up to the newest entry, and was not there. */
  readonly missing: SeqNumRanges;
  readonly lost: {
    /** Entries that stay and were verified, and are so no more. */
    readonly downgraded: SeqNumRanges;
    /** Entries that stay, without their payloads. */
    readonly payloads: SeqNumRanges;
  };
  /** Where the log is forked, which the replica doesn't show. */
  readonly forks: SeqNumRanges;
}

/** An entry that stays. */
interface Kept {
  readonly seqNum: bigint;
  /** Its position in the whole log. */
  readonly position: number;
  /** Its position in the replica. */
  readonly written: number;
  /** Whether its payload has been written too. */
  hasPayload: boolean;
}

/** Reasons that say that an entry is not the author's, whatever other entries there are. */
const FORGED = new Set<string>(['SIGNATURE_NOT_CANONICAL', 'SIGNATURE_INVALID']);

/** Sets that grow number by number, without one set for each. */
class SeqNumCollector {
  #ranges = SeqNumRanges.NONE;
  #waiting: SeqNumItem[] = [];

  add(seqNum: bigint): void {
    this.#waiting.push(seqNum);
    if (this.#waiting.length >= 65_536) this.#settle();
  }

  #settle(): SeqNumRanges {
    this.#ranges = this.#ranges.union(SeqNumRanges.of(this.#waiting));
    this.#waiting = [];
    return this.#ranges;
  }

  get ranges(): SeqNumRanges {
    return this.#settle();
  }
}

/**
 * Picks what a replica carries out of a log, as the log is read. The whole log is verified, and so is the replica: what is
 * lost is the difference. Of each entry some hundred bytes are remembered, not the entry itself.
 */
export class ReplicaMaker {
  readonly #reader: LogReader;
  readonly #wish: ReplicaWish;
  readonly #batches: AsyncGenerator<LogItem[], void>;
  #first: LogItem[] = [];
  #whole: LogVerifier | undefined;
  #part: LogVerifier | undefined;
  /** By hash, in hex. */
  readonly #kept = new Map<string, Kept>();
  #written = 0;
  readonly #have = new SeqNumCollector();
  readonly #withoutPayload = new SeqNumCollector();
  #counts = { dropped: 0, notOfLog: 0, payloads: 0, repeats: 0 };

  constructor(reader: LogReader, wish: ReplicaWish) {
    this.#reader = reader;
    this.#wish = wish;
    this.#batches = reader.batches();
  }

  /** Reads as far as the first entry, which tells what log it is. */
  async start(): Promise<void> {
    while (!this.#reader.log) {
      const batch = await this.#batches.next();
      if (batch.done) break;
      this.#first = batch.value;
    }
    // Bytes are not asked for: no proofs are made here, and payloads come with their entries.
    const entryAt = (position: number): never => {
      throw new Error(`entry ${position} was not kept`);
    };
    const options = { ...this.#reader.requireLog(), entryAt, payloadAt: entryAt };
    this.#whole = new LogVerifier(options);
    this.#part = new LogVerifier(options);
  }

  /** What the replica carries, as it is read. */
  async *items(): AsyncGenerator<{ entry: Uint8Array; payload?: Uint8Array }> {
    yield* this.#take(this.#first);
    for await (const items of this.#batches) yield* this.#take(items);
  }

  #take(items: readonly LogItem[]): { entry: Uint8Array; payload?: Uint8Array }[] {
    const { want, needed, payloads } = this.#wish;
    const whole = this.#whole!;
    const { first } = whole.add(
      items.map(({ entry }) => entry),
      items.map(({ payload }) => payload),
    );
    const taken: { entry: Uint8Array; payload?: Uint8Array }[] = [];
    items.forEach(({ entry, payload, decoded, hash }, i) => {
      const { seqNum } = decoded;
      const { reason } = whole.statusOf(first + i);
      if (FORGED.has(reason ?? '')) {
        this.#counts.notOfLog++;
        return;
      }
      this.#have.add(seqNum);
      if (!needed.has(seqNum)) {
        this.#counts.dropped++;
        return;
      }
      const name = hexOf(hash);
      const before = this.#kept.get(name);
      if (before) this.#counts.repeats++;
      // A copy that comes again is worth something only for a payload that was not with the others.
      if (before?.hasPayload) return;
      const isOwn = payload && reason !== 'PAYLOAD_HASH_MISMATCH';
      const stays = isOwn && (payloads === 'all' || (payloads === 'wanted' && want.has(seqNum)));
      if (payload && !stays) this.#withoutPayload.add(seqNum);
      if (before && !stays) return;
      if (stays) this.#counts.payloads++;
      if (before) before.hasPayload = true;
      else
        this.#kept.set(name, {
          seqNum,
          position: first + i,
          written: this.#written,
          hasPayload: stays === true,
        });
      this.#written++;
      taken.push(stays ? { entry, payload } : { entry });
    });
    this.#part!.add(
      taken.map(({ entry }) => entry),
      taken.map(({ payload }) => payload),
    );
    return taken;
  }

  /** What became of the log, when all items have been taken. */
  finish(): MadeReplica {
    const { want, needed } = this.#wish;
    const { whole, part } = { whole: this.#whole!, part: this.#part! };
    const have = this.#have.ranges;
    const newest = have.max;
    const upToNewest = newest === undefined ? SeqNumRanges.NONE : SeqNumRanges.of([[1n, newest]]);
    const downgraded = new SeqNumCollector();
    const byStatus = new Map<EntryStatus, number>();
    for (const { seqNum, position, written } of this.#kept.values()) {
      const { status } = part.statusOf(written);
      if (whole.statusOf(position).status === 'verified' && status !== 'verified') downgraded.add(seqNum);
      if (want.has(seqNum)) byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
    }
    const seen = SeqNumRanges.of(part.forks().map(({ seqNum }) => seqNum));
    const forks = SeqNumRanges.of(whole.forks().map(({ seqNum }) => seqNum)).without(seen);
    const withoutPayload = this.#withoutPayload.ranges;
    const { dropped, notOfLog, payloads, repeats } = this.#counts;
    return {
      kept: { entries: this.#kept.size, payloads },
      dropped: {
        entries: dropped,
        payloads: Number(withoutPayload.size),
        notOfLog: notOfLog + this.#reader.undecodable,
      },
      repeats,
      wanted: { atHand: have.and(want), byStatus },
      newest,
      missing: needed.and(upToNewest).without(have),
      lost: { downgraded: downgraded.ranges, payloads: withoutPayload },
      forks,
    };
  }
}
