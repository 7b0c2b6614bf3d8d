import type { EntryGraph } from './entry-graph.js';
import type { LogState } from './log-state.js';

/** A log of a {@link LogDirectory}. */
export interface NamedLog {
  /** 32 bytes. */
  readonly author: Uint8Array;
  readonly logId: bigint;
  readonly state: LogState;
}

/** Finds logs by author and log id. Neither text nor a bigint is made for an entry whose log is known. */
export class LogDirectory {
  readonly #graph: EntryGraph;
  readonly #logs: NamedLog[] = [];
  /** Numbers of logs, counted from 1, by open addressing. */
  #places = new Int32Array(16);
  #last: NamedLog | undefined;
  // Drawn anew each time: who makes keys and log ids must not know which ones collide here.
  readonly #seeds = crypto.getRandomValues(new Uint32Array(20));

  constructor(graph: EntryGraph) {
    this.#graph = graph;
  }

  /** All logs, in the order in which they were first met. */
  get logs(): readonly NamedLog[] {
    return this.#logs;
  }

  /** The log of an entry that decodes; `record` is a view of its record's log id, 8 bytes. */
  of(entry: Uint8Array, records: Uint8Array, logIdAt: number): NamedLog {
    if (this.#last && this.#isOf(this.#last, entry, records, logIdAt)) return this.#last;
    const mask = this.#places.length - 1;
    let place = this.#mix(entry, 1, records, logIdAt) >>> Math.clz32(mask);
    for (; this.#places[place] !== 0; place = (place + 1) & mask) {
      const log = this.#logs[this.#places[place]! - 1]!;
      if (this.#isOf(log, entry, records, logIdAt)) return (this.#last = log);
    }
    const author = entry.slice(1, 33);
    const logId = new DataView(records.buffer, records.byteOffset + logIdAt, 8).getBigUint64(0, true);
    this.#last = { author, logId, state: this.#graph.addLog() };
    this.#logs.push(this.#last);
    this.#places[place] = this.#logs.length;
    if (2 * this.#logs.length > this.#places.length) this.#grow();
    return this.#last;
  }

  #grow(): void {
    this.#places = new Int32Array(4 * this.#places.length);
    const mask = this.#places.length - 1;
    const logId = new Uint8Array(8);
    this.#logs.forEach((log, i) => {
      new DataView(logId.buffer).setBigUint64(0, log.logId, true);
      let place = this.#mix(log.author, 0, logId, 0) >>> Math.clz32(mask);
      while (this.#places[place] !== 0) place = (place + 1) & mask;
      this.#places[place] = i + 1;
    });
  }

  #isOf({ author, logId }: NamedLog, entry: Uint8Array, records: Uint8Array, logIdAt: number): boolean {
    for (let i = 0; i < 32; i++) if (author[i] !== entry[1 + i]) return false;
    let id = 0n;
    if (logId < 2 ** 32) {
      const low = word(records, logIdAt);
      return word(records, logIdAt + 4) === 0 && low === Number(logId);
    }
    for (let i = 7; i >= 0; i--) id = 256n * id + BigInt(records[logIdAt + i]!);
    return id === logId;
  }

  /** Its upper bits are what counts: they depend on all bits of what goes in, and the lower ones don't. */
  #mix(author: Uint8Array, authorAt: number, logId: Uint8Array, logIdAt: number): number {
    let sum = 0;
    for (let i = 0; i < 16; i++) {
      const half = author[authorAt + 2 * i]! | (author[authorAt + 2 * i + 1]! << 8);
      sum = (sum + Math.imul(half, this.#seeds[i]!)) | 0;
    }
    for (let i = 0; i < 4; i++) {
      const half = logId[logIdAt + 2 * i]! | (logId[logIdAt + 2 * i + 1]! << 8);
      sum = (sum + Math.imul(half, this.#seeds[16 + i]!)) | 0;
    }
    return sum;
  }
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}
