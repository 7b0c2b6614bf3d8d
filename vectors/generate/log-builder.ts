import type { Profile } from '../../src/reference/index.js';
import { ascii, hex, hexOrNull, randomStream } from './bytes.js';
import {
  ALICE,
  encodedHash,
  entryOf,
  type EntrySpec,
  fieldsOf,
  hasBacklink,
  hasLipmaalink,
  type Key,
  seal,
  type Signer,
} from './entry-builder.js';
import { lipmaaOf } from './sequence-numbers.js';
import { accept, type VectorList } from './vector.js';

/** An entry of a log with what later entries need of it. */
export interface Written {
  readonly seqNum: bigint;
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
  readonly payload: Uint8Array;
}

export interface LogSpec {
  readonly key?: Key;
  readonly logId?: bigint;
  /** The author's bytes and signer, where they are not a key's. */
  readonly author?: Uint8Array;
  readonly signer?: Signer;
}

/** Writes one entry; a link that is due and not given names nothing. */
export function write(profile: Profile, spec: EntrySpec, log: LogSpec = {}): Written {
  const { key = ALICE, logId = 1n, author = key.publicKey, signer } = log;
  const payload = spec.payload ?? ascii(String(spec.seqNum ?? 1n));
  const full = { author, logId, payload, ...spec };
  const bytes = signer ? seal(fieldsOf(profile, full), signer) : entryOf(profile, full, key);
  return { seqNum: spec.seqNum ?? 1n, bytes, hash: encodedHash(profile, bytes), payload };
}

/** A log that is being written, each entry linked to those before. */
export class LogWriter {
  constructor(
    readonly profile: Profile,
    readonly log: LogSpec = {},
    readonly entries: readonly Written[] = [],
  ) {}

  /** The entry with this sequence number. */
  at(seqNum: number): Written {
    return this.entries[seqNum - 1]!;
  }

  /** The next entry, not yet part of the log; its links are right unless given. */
  next(spec: EntrySpec = {}): Written {
    const seqNum = BigInt(this.entries.length + 1);
    const links = {
      backlink: hasBacklink(seqNum) ? this.at(Number(seqNum) - 1).hash : null,
      lipmaalink: hasLipmaalink(seqNum) ? this.at(Number(lipmaaOf(seqNum))).hash : null,
    };
    return write(this.profile, { seqNum, ...links, ...spec }, this.log);
  }

  with(entry: Written): LogWriter {
    return new LogWriter(this.profile, this.log, [...this.entries, entry]);
  }

  append(spec: EntrySpec = {}): LogWriter {
    return this.with(this.next(spec));
  }

  /** Goes on to an entry with this sequence number; payloads carry the mark, so that branches differ. */
  upTo(seqNum: number, mark = ''): LogWriter {
    if (this.entries.length >= seqNum) return this;
    return this.append({ payload: ascii(`${mark}${this.entries.length + 1}`) }).upTo(seqNum, mark);
  }

  /** The log as it was at this entry, to be continued otherwise. */
  cutAt(seqNum: number): LogWriter {
    return new LogWriter(this.profile, this.log, this.entries.slice(0, seqNum));
  }
}

/** A log of `count` entries. */
export const logOf = (profile: Profile, count: number, log: LogSpec = {}): LogWriter =>
  new LogWriter(profile, log).upTo(count);

/** `V`, `P` and `U` for verified, path-verified and unlinked, else the reason. */
export type Status = string;

export interface Item {
  readonly entry: Uint8Array;
  readonly payload: Uint8Array | null;
  readonly status: Status;
}

/** An item of the set, with its own payload at hand unless another or none is given. */
export function item(entry: Written, status: Status, payload: Uint8Array | null = entry.payload): Item {
  return { entry: entry.bytes, payload, status };
}

/** An item of bytes that are no entry, or not what they look like. */
export const rawItem = (entry: Uint8Array, status: Status): Item => ({ entry, payload: null, status });

/** Items for entries with their statuses, written in a row. */
export function items(entries: readonly Written[], statuses: string): Item[] {
  const list = statuses.split(' ');
  if (list.length !== entries.length) throw new Error(`${entries.length} entries, ${list.length} statuses`);
  return entries.map((entry, i) => item(entry, list[i]!));
}

/**
 * What the statuses are in an intact log of which only some entries are at hand: from the sequence numbers alone.
 */
export function statusesOfIntact(present: readonly number[]): Status[] {
  const there = new Map<number, Status>();
  for (const n of [...present].sort((a, b) => a - b)) {
    const lipmaa = Number(lipmaaOf(BigInt(n)));
    const targets =
      n === 1 ? [] : [...new Set([n - 1, lipmaa])].map((target) => there.get(target) ?? 'missing');
    const whole = targets.every((status) => status === 'V');
    const reaches = targets.some((status) => status === 'V' || status === 'P');
    there.set(n, whole ? 'V' : reaches ? 'P' : 'U');
  }
  return present.map((n) => there.get(n)!);
}

export interface LogVector {
  readonly name: string;
  readonly flag: string;
  readonly requirements: readonly string[];
  readonly items: readonly Item[];
  /** Ascending; with a star where the fork is implied: `4 8*`. */
  readonly forks?: string;
  readonly author?: Uint8Array;
  readonly logId?: bigint;
  /** Other orders of arrival that are vectors of their own. */
  readonly orders?: readonly ('reversed' | 'shuffled')[];
  readonly comment?: string;
}

/** The same items in another order, the same in every run. */
export function shuffled<T>(list: readonly T[], seed: number): T[] {
  const next = randomStream(seed);
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = next() % (i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

const STATUS: Readonly<Record<string, string>> = { V: 'verified', P: 'path-verified', U: 'unlinked' };

function statusJson(status: Status): Record<string, string> {
  const name = STATUS[status];
  return name ? { status: name } : { status: 'invalid', reason: status };
}

/** Flags whose vectors come in other orders in profile p2panda alone. */
const ORDER_TRIED_ONCE = [
  'IMPLIED_OR_NOT',
  'STATUS_PRECEDENCE',
  'LINK_SEQNUM',
  'TWO_FORKS',
  'FORK_SWALLOWED',
];

/** Adds a vector, and one for each further order of arrival. */
export function addLog(list: VectorList, profile: Profile, vector: LogVector): void {
  const { name, flag, requirements, forks = '', author = ALICE.publicKey, logId = 1n, orders = [] } = vector;
  const add = (suffix: string, of: readonly Item[], more: string[]) =>
    list.add({
      id: `log-${profile}-${name}${suffix}`,
      requirements: [...requirements, ...more],
      flags: suffix ? [flag, 'ORDER_OF_ARRIVAL'] : [flag],
      profile,
      op: 'log.verify',
      input: {
        author: hex(author),
        logId: String(logId),
        entries: of.map(({ entry, payload }) => ({ entry: hex(entry), payload: hexOrNull(payload) })),
      },
      expect: accept({
        entries: of.map(({ status }) => statusJson(status)),
        forks: forks
          .split(' ')
          .filter(Boolean)
          .map((fork) => ({ seqNum: fork.replace('*', ''), implied: fork.endsWith('*') })),
      }),
      comment: vector.comment,
    });
  add('', vector.items, []);
  // Orders do not depend on the profile: most of them are tried in one, to keep the file small.
  if (profile === 'bamboo' && (orders.length < 2 || ORDER_TRIED_ONCE.includes(flag))) return;
  if (orders.includes('reversed')) add('-reversed', [...vector.items].reverse(), ['BAM-LOG-016']);
  if (profile === 'p2panda' && orders.includes('shuffled'))
    add('-shuffled', shuffled(vector.items, 0x109), ['BAM-LOG-016']);
}
