import { fstatSync, statSync } from 'node:fs';
import { decodeEntry, type Entry, type Profile } from '../../index.js';
import { counted } from '../../bamboo/counted.js';
import { nameOf, UnreadableError } from '../input.js';
import { hexOf } from '../../inspect/hex.js';
import { exitWhenInterrupted } from '../interrupt.js';
import { Stores, type StoresItem } from './stores.js';

/** Which log of a store is meant; whatever is `undefined` is not chosen by. */
export interface LogChoice {
  readonly profile?: Profile | undefined;
  /** The first hex digits of the author, or all of them. */
  readonly author?: string | undefined;
  readonly logId?: bigint | undefined;
}

/** An entry of the log, as far as its own fields tell: nothing is verified. */
export interface LogItem extends StoresItem {
  readonly decoded: Entry;
  /** The encoded hash. */
  readonly hash: Uint8Array;
}

/** The log that was chosen. */
export interface ChosenLog {
  readonly profile: Profile;
  readonly author: Uint8Array;
  readonly logId: bigint;
}

/** The same for every name of a file, or what comes through standard input; `undefined` where there is none. */
function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = path === nameOf('-') ? fstatSync(0) : statSync(path);
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}

const named = (author: string, logId: bigint): string => `log ${logId.toString()} of ${author.slice(0, 16)}…`;

/**
 * Reads one log out of whatever `sasako verify` reads, as it comes. Entries of other logs are passed over where a log is
 * chosen; where none is, there must be one alone.
 */
export class LogReader {
  /** As messages call what is read. */
  readonly name: string;
  readonly #stores: Stores;
  readonly #choice: LogChoice;
  readonly #listenNoMore = exitWhenInterrupted();
  #author = '';
  /** The log, as soon as an entry of it was read. */
  log: ChosenLog | undefined;
  /** Entries of other logs. */
  others = 0;
  /** What is no entry. */
  undecodable = 0;

  private constructor(name: string, stores: Stores, choice: LogChoice) {
    this.name = name;
    this.#stores = stores;
    this.#choice = choice;
  }

  /** @throws {UnreadableError} where the path names nothing that can be read, or what is there is of another profile */
  static async open(path: string, choice: LogChoice): Promise<LogReader> {
    return new LogReader(nameOf(path), await Stores.open([path], choice.profile, { once: true }), choice);
  }

  /** Places that could not be read. */
  get damages(): number {
    return this.#stores.damages.count;
  }

  /** What there is to say about how it was read; complete once it was. */
  get remarks(): readonly string[] {
    const remarks = [...this.#stores.notes];
    if (this.damages > 0) {
      remarks.push(`${counted(this.damages, 'place', 'places')} in ${this.name} could not be read`);
    }
    const { count } = this.#stores.contradictions;
    if (count > 0) {
      remarks.push(
        `${counted(count, 'column says', 'columns say')} something else than the entry in the same row, which is what ` +
          `counts: "sasako verify ${this.name}" tells where`,
      );
    }
    return remarks;
  }

  /**
   * The log's entries in the order of the store, in batches.
   *
   * @throws {UnreadableError} where there is more than one log to choose from, or the store can't be read on
   */
  async *batches(): AsyncGenerator<LogItem[], void> {
    const { profile } = this.#stores;
    for await (const batch of this.#stores.batches()) {
      const items: LogItem[] = [];
      for (const { entry, payload } of batch) {
        const decoded = decodeEntry(entry, { profile });
        if (!decoded.ok) this.undecodable++;
        else if (this.#belongs(decoded.entry)) {
          items.push({ entry, payload, decoded: decoded.entry, hash: decoded.hash });
        } else this.others++;
      }
      yield items;
    }
    if (this.#stores.done === 0) throw new UnreadableError(`${this.name} is empty`);
  }

  #belongs(entry: Entry): boolean {
    const author = hexOf(entry.author);
    const { author: wanted, logId } = this.#choice;
    if (wanted !== undefined && !author.startsWith(wanted)) return false;
    if (logId !== undefined && entry.logId !== logId) return false;
    if (!this.log) {
      this.log = { profile: entry.profile, author: entry.author.slice(), logId: entry.logId };
      this.#author = author;
      return true;
    }
    if (author === this.#author && entry.logId === this.log.logId) return true;
    throw new UnreadableError(
      `${this.name} holds more than one log that is meant: ${named(this.#author, this.log.logId)} and ` +
        `${named(author, entry.logId)}, at least; choose with --author and --log`,
    );
  }

  /** @throws {UnreadableError} where a file that is to be written would replace what is read */
  refuseAsOutput(out: string): void {
    const target = identityOf(out);
    if (target === undefined || !this.#stores.sources.some(({ path }) => identityOf(path) === target)) return;
    throw new UnreadableError(`${out} is what is read, and would be replaced: write to another file`);
  }

  /** The log. @throws {UnreadableError} where no entry of it was found */
  requireLog(): ChosenLog {
    if (this.log) return this.log;
    const { author, logId } = this.#choice;
    const chosen = author === undefined && logId === undefined ? '' : ' of the log that is meant';
    throw new UnreadableError(`${this.name} holds no entry${chosen}`);
  }

  /** Ends the reading, early too. */
  async close(): Promise<void> {
    this.#listenNoMore();
    await this.#stores.close();
  }
}

/**
 * Opens a log, and closes it when what is done with it is done.
 *
 * @throws {UnreadableError} as {@link LogReader.open} and what is done do
 */
export async function withLog<T>(
  path: string,
  choice: LogChoice,
  use: (reader: LogReader) => Promise<T>,
): Promise<T> {
  const reader = await LogReader.open(path, choice);
  try {
    return await use(reader);
  } finally {
    await reader.close();
  }
}
