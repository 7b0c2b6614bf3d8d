import { decodeEntry, lipmaa, type Entry, type Profile } from '../index.js';
import { certificatePool, type EntryReport, type EntryStatus, type LogReport } from '../verify/index.js';
import { hexOf } from '../inspect/hex.js';

/** At most so many entries are drawn: of more, nobody could see anything. */
export const MOST_ENTRIES = 400;
/** So many entries with one sequence number are drawn; anybody can make up any number of unsigned ones. */
const MOST_ALIKE = 5;

/** An entry at hand, or one that isn't and that something points to. */
export interface GraphNode {
  readonly seqNum: bigint;
  /** 0 for the first entry with its number, then what lies above it. */
  readonly lane: number;
  readonly status: EntryStatus | 'absent';
  /** What is wrong with it. */
  readonly reason: string | undefined;
  readonly endOfLog: boolean;
  readonly inPool: boolean;
  /** The encoded hash in hex; `undefined` where nothing tells it. */
  readonly hash: string | undefined;
}

/** A link from an entry at hand. */
export interface GraphLink {
  readonly from: GraphNode;
  readonly to: GraphNode;
  readonly kind: 'backlink' | 'lipmaalink';
  /** Whether the shortest paths of the pool use it. */
  readonly inPool: boolean;
  /** Whether it points to an entry with another number than it must. */
  readonly misdirected: boolean;
}

/** What is drawn. */
export interface Graph {
  /** Ascending by sequence number, then by lane. */
  readonly nodes: readonly GraphNode[];
  readonly links: readonly GraphLink[];
  /** The number whose certificate pool is highlighted. */
  readonly pool: bigint | undefined;
  /** The numbers at which the log is forked. */
  readonly forks: ReadonlySet<bigint>;
  /** Further entries with a drawn number that are left out, by number. */
  readonly leftOut: ReadonlyMap<bigint, number>;
}

/** What to draw of a log. */
export interface GraphOptions {
  readonly profile: Profile;
  /** The entries' bytes, as they were verified; none is of another log. */
  readonly entries: readonly Uint8Array[];
  readonly report: LogReport;
  readonly from?: bigint | undefined;
  readonly to?: bigint | undefined;
  readonly pool?: bigint | undefined;
}

/** An entry of the log with what was found of it. */
interface Held {
  readonly entry: Entry;
  readonly hash: string;
  readonly report: EntryReport;
  /** Whether its author stands for its links: not where anybody may have written it. */
  readonly commits: boolean;
}

/** Reasons that say that an entry isn't the author's. */
const FORGED = new Set<string>(['SIGNATURE_NOT_CANONICAL', 'SIGNATURE_INVALID', 'SMALL_ORDER_AUTHOR']);

/** Entries of the log by sequence number, each once. What doesn't decode is not there. */
function collect({ profile, entries, report }: GraphOptions): Map<bigint, Held[]> {
  const held = new Map<bigint, Held[]>();
  const seen = new Map<string, Held>();
  entries.forEach((bytes, i) => {
    const found = report.entries[i]!;
    const decoded = decodeEntry(bytes, { profile });
    if (!decoded.ok) return;
    const hash = hexOf(decoded.hash);
    // Of an entry that is there twice, a wrong payload concerns only the copy that it came with.
    const before = seen.get(hash);
    if (before && before.report.reason !== 'PAYLOAD_HASH_MISMATCH') return;
    const item = { entry: decoded.entry, hash, report: found, commits: !FORGED.has(found.reason ?? '') };
    seen.set(hash, item);
    const alike = (held.get(item.entry.seqNum) ?? []).filter((other) => other.hash !== hash);
    held.set(item.entry.seqNum, [...alike, item]);
  });
  return held;
}

/** Too much to draw. */
export class TooLongError extends RangeError {
  override readonly name = 'TooLongError';
}

/** Puts nodes in lanes and links between them. */
class GraphBuilder {
  readonly #held: Map<bigint, Held[]>;
  readonly #pool: ReadonlySet<bigint>;
  readonly #nodes = new Map<bigint, GraphNode[]>();
  readonly #byHash = new Map<string, GraphNode>();
  readonly leftOut = new Map<bigint, number>();

  constructor(held: Map<bigint, Held[]>, pool: ReadonlySet<bigint>) {
    this.#held = held;
    this.#pool = pool;
  }

  /** Adds all entries with a number, which must be above those before; a hollow node where there is none. */
  addNumber(seqNum: bigint): void {
    // A branch of a fork stays in the lane that it has been in.
    const laneOf = ({ entry, commits }: Held): number =>
      commits ? (this.#byHash.get(entry.backlink ? hexOf(entry.backlink) : '')?.lane ?? 0) : MOST_ALIKE;
    const held = [...(this.#held.get(seqNum) ?? [])].sort((a, b) => laneOf(a) - laneOf(b));
    const taken = new Set<number>();
    for (const item of held.slice(0, MOST_ALIKE)) {
      let lane = item.commits ? laneOf(item) : 0;
      while (taken.has(lane)) lane++;
      taken.add(lane);
      const { entry, hash, report } = item;
      const reason = report.reason && `${report.reason} (${report.requirement!})`;
      this.#add({ seqNum, lane, status: report.status, reason, endOfLog: entry.endOfLog, hash });
    }
    if (held.length > MOST_ALIKE) this.leftOut.set(seqNum, held.length - MOST_ALIKE);
    if (held.length === 0) this.#addAbsent(seqNum, undefined);
  }

  #add(node: Omit<GraphNode, 'inPool'>): GraphNode {
    const added = { ...node, inPool: this.#pool.has(node.seqNum) };
    this.#nodes.set(node.seqNum, [...(this.#nodes.get(node.seqNum) ?? []), added]);
    if (node.hash !== undefined) this.#byHash.set(node.hash, added);
    return added;
  }

  #addAbsent(seqNum: bigint, hash: string | undefined): GraphNode {
    const lanes = new Set((this.#nodes.get(seqNum) ?? []).map(({ lane }) => lane));
    let lane = 0;
    while (lanes.has(lane)) lane++;
    return this.#add({ seqNum, lane, status: 'absent', reason: undefined, endOfLog: false, hash });
  }

  /** The node that a link with this hash points to, made where there is none. */
  #targetOf(seqNum: bigint, hash: string): GraphNode {
    const known = this.#byHash.get(hash);
    if (known) return known;
    const unknown = this.#nodes.get(seqNum)?.find((node) => node.hash === undefined);
    if (!unknown) return this.#addAbsent(seqNum, hash);
    const named = { ...unknown, hash };
    this.#nodes.set(
      seqNum,
      this.#nodes.get(seqNum)!.map((node) => (node === unknown ? named : node)),
    );
    this.#byHash.set(hash, named);
    return named;
  }

  links(): GraphLink[] {
    const ascendingPool = [...this.#pool].sort((a, b) => (a < b ? -1 : 1));
    const below = new Map(ascendingPool.map((seqNum, i) => [seqNum, ascendingPool[i - 1]]));
    const links: (Omit<GraphLink, 'from' | 'to'> & { from: string; to: string })[] = [];
    for (const seqNum of [...this.#nodes.keys()].sort((a, b) => (a < b ? -1 : 1))) {
      for (const { entry, hash, commits } of this.#held.get(seqNum) ?? []) {
        if (!commits || !this.#byHash.has(hash)) continue;
        const add = (kind: GraphLink['kind'], link: Uint8Array | undefined, required: bigint): void => {
          if (!link || !this.#nodes.has(required)) return;
          const target = this.#targetOf(required, hexOf(link));
          const misdirected = target.seqNum !== required;
          const inPool = !misdirected && below.get(seqNum) === required;
          links.push({ from: hash, to: target.hash!, kind, inPool, misdirected });
        };
        add('backlink', entry.backlink, seqNum - 1n);
        add('lipmaalink', entry.lipmaalink, lipmaa(seqNum));
      }
    }
    // Only now: a hollow node is made anew when a link tells its hash.
    return links.map((link) => ({
      ...link,
      from: this.#byHash.get(link.from)!,
      to: this.#byHash.get(link.to)!,
    }));
  }

  nodes(): GraphNode[] {
    const ascending = [...this.#nodes].sort(([a], [b]) => (a < b ? -1 : 1));
    return ascending.flatMap(([, nodes]) => [...nodes].sort((a, b) => a.lane - b.lane));
  }
}

/**
 * What there is to draw: the entries from `from` to `to`, what they link to, and the certificate pool, at hand or not.
 *
 * @throws {TooLongError} where these are more than {@link MOST_ENTRIES}
 */
export function graphOf(options: GraphOptions): Graph {
  const held = collect(options);
  const { from = 1n, to, pool } = options;
  const within = [...held.keys()].filter((seqNum) => seqNum >= from && (to === undefined || seqNum <= to));
  if (within.length > MOST_ENTRIES) {
    const ascending = within.sort((a, b) => (a < b ? -1 : 1));
    throw new TooLongError(
      `there are entries with ${within.length} sequence numbers from ${ascending[0]!} to ${ascending.at(-1)!}, and at ` +
        `most ${MOST_ENTRIES} are drawn: choose some with --from and --to, such as --to ${ascending[MOST_ENTRIES - 1]!}`,
    );
  }
  const poolNumbers = new Set(pool === undefined ? [] : certificatePool(pool));
  const shown = new Set([...within, ...poolNumbers]);
  for (const seqNum of within) {
    if (seqNum === 1n || !held.get(seqNum)!.some(({ commits }) => commits)) continue;
    shown.add(seqNum - 1n);
    shown.add(lipmaa(seqNum));
  }
  const builder = new GraphBuilder(held, poolNumbers);
  for (const seqNum of [...shown].sort((a, b) => (a < b ? -1 : 1))) builder.addNumber(seqNum);
  const links = builder.links();
  const forks = new Set(options.report.forks.map(({ seqNum }) => seqNum));
  return { nodes: builder.nodes(), links, pool, forks, leftOut: builder.leftOut };
}
