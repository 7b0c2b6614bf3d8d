import type { LogEngine } from '../bamboo/engine.js';
import { RECORD } from '../bamboo/record.js';
import type { LogInput } from './arguments.js';
import { EntryGraph } from './entry-graph.js';
import { forksOf, proofsOf } from './found-proofs.js';
import { ascendingOrder } from './order.js';
import type { EntryReport, Fork, LogReport } from './report.js';

const VERIFIED: EntryReport = Object.freeze({ status: 'verified' });

/** Whether all entries are sound, and each follows on the one before with both links right: a log from 1 on. */
function areInOrder(records: Uint8Array): boolean {
  for (let start = 0; start < records.length; start += RECORD.size) {
    if (records[start + RECORD.reason] !== 0 || records[start + RECORD.inOrder] !== 1) return false;
  }
  return true;
}

/** The entries of a log with what goes with them, brought into ascending order. */
export interface SortedLog {
  readonly entries: readonly Uint8Array[];
  readonly payloads: readonly (Uint8Array | undefined)[] | undefined;
  /** By place in the sorted order, the place in the list handed in; `undefined` where both are the same. */
  readonly order: Uint32Array | undefined;
}

export function sortLog({ entries, payloads }: LogInput): SortedLog {
  const order = ascendingOrder(entries);
  if (!order) return { entries, payloads, order };
  return {
    entries: Array.from(order, (position) => entries[position]!),
    payloads: payloads && Array.from(order, (position) => payloads[position]),
    order,
  };
}

/** A report whose proofs are made when somebody asks for them. */
class Report implements LogReport {
  readonly entries: readonly EntryReport[];
  readonly forks: readonly Fork[];
  readonly #prove: () => Uint8Array[];
  #proofs: readonly Uint8Array[] | undefined;

  constructor(entries: readonly EntryReport[], forks: readonly Fork[], prove: () => Uint8Array[]) {
    this.entries = entries;
    this.forks = forks;
    this.#prove = prove;
  }

  get proofs(): readonly Uint8Array[] {
    return (this.#proofs ??= this.#prove());
  }

  /** What `console.log` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): unknown {
    return { entries: this.entries, forks: this.forks, proofs: this.proofs };
  }
}

/** A report with these statuses; `prove` finds the proofs once they are asked for. */
export function reportOf(
  entries: readonly EntryReport[],
  forks: readonly Fork[],
  prove: () => Uint8Array[],
): LogReport {
  return new Report(entries, forks, prove);
}

/** The report on a log, from the records that `verifyLog` of an engine has written, in the sorted order. */
export function reportLog(
  engine: LogEngine,
  input: LogInput,
  { entries, payloads, order }: SortedLog,
  records: Uint8Array,
): LogReport {
  if (areInOrder(records))
    return reportOf(new Array<EntryReport>(entries.length).fill(VERIFIED), [], () => []);
  const graph = new EntryGraph(input.profile, engine);
  const log = graph.addLog();
  const items = new Uint32Array(entries.length);
  for (let i = 0; i < entries.length; i++) items[i] = graph.take(log, entries[i]!, records, i, i);
  const reports = new Array<EntryReport>(entries.length);
  for (let i = 0; i < entries.length; i++) reports[order ? order[i]! : i] = graph.reportOf(log, items[i]!);
  return reportOf(reports, forksOf(graph, log.forks), () => {
    const all = Array.from({ length: graph.count }, (_, entry) => entry);
    const bytes = { entryAt: (i: number) => entries[i]!, payloadAt: (i: number) => payloads![i]! };
    return Array.from(proofsOf(engine, graph, log, all, bytes), (proof) => proof.bytes);
  });
}

/**
 * Verifies a set of entries as one log, in linear time but for sorting (BAM-LOG-001 to BAM-LOG-016). A whole log
 * without faults is settled by the engine alone, whatever order it comes in.
 */
export function verifyLogOn(engine: LogEngine, input: LogInput): LogReport {
  const { profile, author, logId } = input;
  const sorted = sortLog(input);
  const records = new Uint8Array(sorted.entries.length * RECORD.size);
  engine.verifyLog(profile, author, logId, sorted.entries, sorted.payloads, records);
  return reportLog(engine, input, sorted, records);
}
