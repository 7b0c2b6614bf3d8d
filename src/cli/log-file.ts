import { decodeEntry, PROFILES, verifyEntry, type Entry, type Profile } from '../index.js';
import type { StoredItem } from '../verify/index.js';
import { isBundle, isJsonLines, openInput, readRecords, UnreadableError, type Input } from './input.js';
import { hexOf } from './inspect/hex.js';

/** Which log of a file is meant; whatever is `undefined` is not chosen by. */
export interface LogChoice {
  readonly profile?: Profile | undefined;
  /** The first hex digits of the author, or all of them. */
  readonly author?: string | undefined;
  readonly logId?: bigint | undefined;
}

/** An entry of the log, as far as its own fields tell: nothing is verified. */
export interface LogItem extends StoredItem {
  readonly decoded: Entry;
}

/** The log that was chosen. */
export interface ChosenLog {
  readonly profile: Profile;
  readonly author: Uint8Array;
  readonly logId: bigint;
}

/** The profile in which some entry is sound; the first one in which one decodes, where none is; `undefined` for neither. */
export function guessProfile(entries: Iterable<Uint8Array>): Profile | undefined {
  let guess: Profile | undefined;
  for (const entry of entries) {
    for (const profile of PROFILES) {
      if (verifyEntry(entry, { profile }).ok) return profile;
      if (decodeEntry(entry, { profile }).ok) guess ??= profile;
    }
  }
  return guess;
}

const named = (author: string, logId: bigint): string => `log ${logId.toString()} of ${author.slice(0, 16)}…`;

/**
 * Reads one log out of a bundle, a file of JSON Lines, or standard input, as it comes. Entries of other logs are passed over
 * where a log is chosen; where none is, the file must hold one alone.
 */
export class LogFileReader {
  readonly #input: Input;
  readonly #choice: LogChoice;
  #author = '';
  /** The log, as soon as an entry of it was read. */
  log: ChosenLog | undefined;
  /** Entries of other logs. */
  others = 0;
  /** What is no entry. */
  undecodable = 0;
  /** Places that could not be read. */
  damages = 0;

  private constructor(input: Input, choice: LogChoice) {
    this.#input = input;
    this.#choice = choice;
  }

  /** @throws {UnreadableError} where there is no such file, or it is neither a bundle nor JSON Lines */
  static async open(path: string, choice: LogChoice): Promise<LogFileReader> {
    const input = await openInput(path);
    if (!isBundle(input.head) && !isJsonLines(input.head)) {
      const what = input.head.length === 0 ? 'is empty' : 'is neither a bundle nor JSON Lines';
      throw new UnreadableError(`${input.name} ${what}`);
    }
    return new LogFileReader(input, choice);
  }

  get name(): string {
    return this.#input.name;
  }

  /**
   * The log's entries in the order of the file, in batches.
   *
   * @throws {UnreadableError} where there is more than one log to choose from, or the file can't be read on
   */
  async *batches(): AsyncGenerator<LogItem[], void> {
    const { head, chunks } = this.#input;
    let profile = this.#choice.profile;
    for await (const batch of readRecords(isBundle(head) ? 'bundle' : 'lines', chunks)) {
      this.damages += batch.damages.length;
      profile ??= batch.profile ?? guessProfile(batch.items.map(({ entry }) => entry));
      const items: LogItem[] = [];
      for (const item of batch.items) {
        const decoded = profile && decodeEntry(item.entry, { profile });
        if (!decoded?.ok) this.undecodable++;
        else if (this.#belongs(decoded.entry)) items.push({ ...item, decoded: decoded.entry });
        else this.others++;
      }
      yield items;
    }
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

  /** The log. @throws {UnreadableError} where no entry of it was found */
  requireLog(): ChosenLog {
    if (this.log) return this.log;
    const { author, logId } = this.#choice;
    const chosen = author === undefined && logId === undefined ? '' : ' of the log that is meant';
    throw new UnreadableError(`${this.name} holds no entry${chosen}`);
  }
}
