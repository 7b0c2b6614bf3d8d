import { InvalidArgumentError, Option } from 'commander';
import { UnwritableError } from '../files/index.js';
import { MAX_U64, PROFILES } from '../index.js';
import { SeqNumRanges } from '../verify/index.js';
import { UnreadableError } from './input.js';
import { USAGE_ERROR } from './status.js';

/** What Commander shows for an option's argument that is wrong. */
function refusing<T>(parse: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
}

/** `1-40,121,300-` as a set, for an option. */
export const parseRanges = refusing((text) => SeqNumRanges.parse(text));

/** A sequence number, for an option. */
export const parseSeqNum = refusing((text) => {
  if (!/^[0-9]{1,20}$/.test(text) || BigInt(text) === 0n || BigInt(text) > MAX_U64) {
    throw new RangeError('A sequence number is 1 to 2^64 − 1.');
  }
  return BigInt(text);
});

const parseLogId = refusing((text) => {
  if (!/^[0-9]{1,20}$/.test(text) || BigInt(text) > MAX_U64)
    throw new RangeError('A log id is 0 to 2^64 − 1.');
  return BigInt(text);
});

const parseAuthor = refusing((text) => {
  if (!/^[0-9a-f]{1,64}$/i.test(text)) {
    throw new RangeError('An author is 64 digits of hex, of which the first ones will do.');
  }
  return text.toLowerCase();
});

/** What `--help` says of the stores that are read. */
export const STORES_HELP = `bundle, JSON Lines ({"entry": hex, "payload": hex} a line), the
SQLite database of an aquadoggo node, a directory of these with all below it,
or '-' for standard input. Nothing is written to any of them. To read databases:
npm install node-sqlite3-wasm.`;

/** The options that choose one log of a store. */
export function logOptions(): Option[] {
  return [
    new Option('--author <HEX>', 'the author of the log, or the first digits').argParser(parseAuthor),
    new Option('--log <ID>', 'its log id').argParser(parseLogId),
    new Option('--profile <profile>', 'the profile (default: what a bundle says, or guessed)').choices(
      PROFILES,
    ),
  ];
}

/** Whether an error is the user's to mend, and says in words what it is. */
export const isForUser = (error: unknown): error is Error =>
  error instanceof UnreadableError || error instanceof UnwritableError;

/** Runs what a subcommand does; what can't be read or written ends it with a line that says why, and status 2. */
export async function orUnreadable(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!isForUser(error)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    process.exitCode = USAGE_ERROR;
  }
}
